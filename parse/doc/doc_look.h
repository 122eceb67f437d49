/* How the text of a .doc looks (word_look.h), by the changes of its properties:
 *
 *     a colour         cv: red:u8 green:u8 blue:u8 automatic:u8 (255: it is),
 *                      or, before Word 2000, a number of word_look_palette
 *     a shading        fore:cv back:cv pattern:u16, or fore:5 bits back:5 bits
 *                      pattern:6 bits; pattern 0: none, 1: solid
 *     a place          half points above the line:i16, a size: half points:u16 */
#ifndef PARSE_DOC_DOC_LOOK_H
#define PARSE_DOC_DOC_LOOK_H

#include <glib.h>

#include "doc_change.h"

struct doc_look {
	int letters, highlight, ground; /* see word_look.h */
	int rise;                       /* half points */
	unsigned size;
};

/* The look of text that nothing is said of. */
struct doc_look doc_look_fresh(void);

/* Takes a change of characters. */
void doc_look_take(struct doc_look *, const struct doc_change *);

/* Takes a change of a paragraph's ground. */
void doc_look_take_paragraph(int *ground, const struct doc_change *);

/* Takes a change of what the cells of a row stand on, an int each. */
void doc_look_take_row(GArray *grounds, const struct doc_change *);

#endif
