/* Whether a list holds what it says: its numbers without gap or repeat, its
 * sections with as many firms as they declare. */
#ifndef TRANSFORM_LIST_AUDIT_H
#define TRANSFORM_LIST_AUDIT_H

#include <glib.h>
#include <stdbool.h>

#include "transform/table/layout.h"

/* So many gaps, repeats or sections are spelled out; those after them are
 * counted: "12,40-41 … and 1234 more".  A list that is every third row of another has
 * thousands of gaps. */
enum { AUDIT_MOST = 100 };

/* A break in the printed numbers. */
struct audit_break {
	const struct layout_record *record; /* after the gap, or repeated */
	unsigned from, until;   /* numbers missing; 0: none */
	bool repeated;
	bool unnumbered;        /* no number, where others have one */
};

struct audit {
	unsigned first, last;   /* numbers; 0 where there are none */
	GArray *breaks;         /* struct audit_break */
	GString *gaps;          /* "12,40-41", the first AUDIT_MOST of them */
	GString *repeats;       /* "7,9" */
	unsigned sections, agreed;      /* sections that declare a number */
	GString *disagreed;     /* "北京市 92/91, …": declared/counted */
	unsigned n_gaps, n_repeats, n_disagreed;
};

/* `firms` says of each record of the list how many firms stand there. */
void audit_list(struct audit *, const struct layout_list *,
    const unsigned *firms);
void audit_clear(struct audit *);

#endif
