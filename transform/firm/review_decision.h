/* The reviewed file: what people decided about pairs in review.tsv.
 *
 * A table in the format of the hand-offs (fetch/handoff/handoff.h) with the columns
 *
 *     verdict   same or different
 *     a, b      the two firms: a company id, a valid credit code, or a name
 *     by, on    who judged and when
 *     why
 *
 * in any order; verdict, a and b are required.  Lines that begin with # and
 * empty lines are skipped.  An id keeps meaning the same part of a company
 * after it joined another, so that no judgement is orphaned by a join.
 *
 *     verdict	a	b	by	on	why
 *     same	上海某某有限公司	上海某某有限责任公司	王	2026-03-01	one code in the registry
 *     different	6c0d91f02b7a4e15	91310000MA1FL0AB3X	王	2026-03-01	two towns */
#ifndef TRANSFORM_FIRM_REVIEW_DECISION_H
#define TRANSFORM_FIRM_REVIEW_DECISION_H

#include <glib.h>
#include <stdbool.h>

struct decision;

struct review_decision {
	const char *a, *b;
	bool same;
	guint line;             /* in the file */
	struct decision *decision;      /* of decisions.tsv; else NULL */
};

struct review_decisions {
	char *path;
	GArray *list;           /* struct review_decision, sorted by content */
	GStringChunk *texts;
};

/* None yet, and one more of decisions.tsv, whose field is `firm`. */
struct review_decisions *review_decision_new(void);
void review_decision_add(struct review_decisions *, struct decision *);

/* Reads the file.  A line that cannot be understood is set aside with a message
 * that names it; a file that cannot be read ends the process. */
struct review_decisions *review_decision_load(const char *path);
void review_decision_free(struct review_decisions *);

#endif
