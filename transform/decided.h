/* Hand-off: decisions.tsv: what people decided (fetch/decision/decision.h), each
 * line with what became of it.
 *
 * One line a decision of DATA/decisions/decisions.tsv, then one a statement of
 * DATA/fetch/stated.tsv, in the order of the files.  Decisions about checks
 * (field accept) are applied by miit-load, and are "unused" here. */
#ifndef TRANSFORM_DECIDED_H
#define TRANSFORM_DECIDED_H

#include "fetch/handoff/handoff.h"

struct decision_line {
	const char *file;           /* decisions.tsv, stated.tsv */
	const char *line;           /* number of the line there */
	const char *document;       /* SHA-256, "source:ID", or as written where
	                               nothing was found */
	const char *notice;         /* SHA-256 of the page, or NULL */
	const char *locator;        /* of the list, as struct list has it */
	const char *row_no;
	const char *company, *other;
	const char *field, *value, *was;
	const char *decided_by, *decided_on, *why;
	const char *state;          /* applied, unused, overruled, contradicted,
	                               unknown */
	const char *detail;         /* of the state */
};

extern const struct handoff_layout decision_line_layout;

struct decisions;

/* Writes the file. */
void decided_write(const struct decisions *, struct handoff_set *);

#endif
