/* Shared: the lines of DATA/decisions/decisions.tsv and of DATA/fetch/stated.tsv, whose
 * columns decision.h describes. */
#ifndef FETCH_DECISION_DECISION_LINE_H
#define FETCH_DECISION_DECISION_LINE_H

#include <glib.h>
#include <stdbool.h>

#include "fetch/base/digest.h"
#include "fetch/handoff/handoff.h"
#include "field.h"

/* stated.tsv: one line a document and field, sorted. */
struct statement {
	const char *document;   /* SHA-256 */
	const char *member;     /* path inside an archive, or NULL */
	const char *field, *value;
	const char *by;         /* the sidecar that states it */
};

extern const struct handoff_layout statement_layout;

enum decision_state {
	DECISION_UNUSED,        /* nothing in the data is what it speaks of */
	DECISION_APPLIED,
	DECISION_OVERRULED,     /* a statement: a decision says otherwise */
	DECISION_CONTRADICTED,  /* by another line, which `detail` names */
	DECISION_UNKNOWN,       /* it cannot be understood; `detail` says why */
};

/* Texts are NULL where the column is empty or absent. */
struct decision {
	const char *file;       /* "decisions.tsv" or "stated.tsv" */
	unsigned line;
	const char *document, *notice, *list, *row, *company, *other;
	const char *field_name, *value, *was, *by, *on, *why;
	enum field field;
	gint state;             /* enum decision_state */
	const char *detail;     /* of the state, or NULL */
};

struct decision_lines {
	GStringChunk *strings;  /* of their texts */
	GPtrArray *all;         /* struct decision * */
};

/* Appends the lines of both files, of which either may be absent, and adds their
 * bytes to the digest.  Lines that cannot be understood are kept with their state.
 * Ends the process with PROGRAM_FAILED where a file cannot be read. */
void decision_line_read_all(struct decision_lines *, struct digest *);

/* Sets the state of a line, and its detail in the strings. */
void decision_line_settle(struct decision_lines *, struct decision *,
    enum decision_state, const char *format, ...) G_GNUC_PRINTF(4, 5);

#endif
