/* How letters of word processors look to a person: whether they stand out from
 * what they are printed on, and whether they are placed above the line. */
#ifndef PARSE_WORD_WORD_LOOK_H
#define PARSE_WORD_WORD_LOOK_H

#include <glib.h>
#include <stdbool.h>

/* A colour is 0xRRGGBB or one of these. */
enum {
	WORD_AUTOMATIC = -1,    /* none is stated */
	WORD_UNSURE = -2,       /* a pattern, a theme's, under a text box */
};

/* "FF0000"; "auto" and what is no colour are WORD_AUTOMATIC. */
int word_look_hex(const char *);

/* One of the sixteen colours of Word 97 by its number, 0 the automatic one. */
int word_look_palette(unsigned);

/* The ground that a shading makes: its pattern is in thousandths of `fore` on
 * `back`, or any other number where it is lines. */
int word_look_shading(int fore, int back, unsigned thousandths);

/* What a ground shows of the one that it lies on. */
int word_look_over(int upper, int lower);

/* Whether a person does not see letters of a colour.  The ground that nothing
 * states is white paper, on which letters without a colour are black. */
bool word_look_is_unseen(int letters, int ground);

/* Whether letters in a size, placed so high above the line, are raised: a note
 * mark is smaller than the text on its line.  All are half points; size and
 * line 0: not known. */
bool word_look_is_raised(int rise, unsigned size, unsigned line);

#endif
