/* Shared: what a person may decide or state of a document, a list, a cell or a pair of
 * firms: the fields, what they may say, and their one spelling.
 *
 *     title        text               the title that counts
 *     date         2023-07-14         the day of the notice; 2023-7-14,
 *                                     2023/7/14 and 2023年7月14日 are understood
 *     unit         410000             one of the 37 reporting units, or MIIT;
 *                                     河南 and 河南省 are understood
 *     publisher    text               the department
 *     number       text               文号
 *     programme    small_giant …      see DECISION_PROGRAMMES in field.c
 *     level        national, provincial, municipal
 *     batch        5                  第五批 is understood
 *     kind         final …            see field.c
 *     leave_out    yes                a draft, or imported by mistake
 *     complete     29                 the list is whole with so many firms
 *     cell         text               what the cell should have said
 *     firm         same, different    two companies
 *     accept       CHECK until DAY    a finding is known, up to the data date
 *     transcript   SHA-256 or address of the document that somebody typed
 *
 * Decisions (decision.h) and sidecars (fetch/import/sidecar.h) use them. */
#ifndef FETCH_DECISION_FIELD_H
#define FETCH_DECISION_FIELD_H

#include <stdbool.h>

enum field {
	FIELD_TITLE, FIELD_DATE, FIELD_UNIT, FIELD_PUBLISHER, FIELD_NUMBER,
	FIELD_PROGRAMME, FIELD_LEVEL, FIELD_BATCH, FIELD_KIND,
	FIELD_LEAVE_OUT, FIELD_COMPLETE,
	FIELD_OF_LISTS,         /* the fields above speak of lists */
	FIELD_CELL = FIELD_OF_LISTS, FIELD_FIRM, FIELD_ACCEPT,
	FIELD_TRANSCRIPT,
	FIELD_COUNT,
};

/* The field of this name; FIELD_COUNT where there is none. */
enum field field_named(const char *name);
const char *field_name(enum field);

/* What a value of the field must look like, for messages. */
const char *field_expected(enum field);

/* The value in its one spelling, or NULL where it is none of the field's.  The
 * caller frees it. */
char *field_value(enum field, const char *value);

#endif
