/* How the text of an RTF document looks (word_look.h):
 *
 *     {\colortbl;\red255\green255\blue255;\red0\green0\blue0;}
 *     \trowd\clcbpat2\cellx1000\cellx5000
 *     \pard\intbl\cf1 white on black\cell\cf1 white on paper\cell\row
 *     \fs21 text{\up6\fs14 1}
 *
 * Colours are numbers of the table, of which the first, 0, is mostly empty: the
 * automatic one.  A shading is a ground (cbpat) under a pattern in hundredths of
 * percent (shdng) in another colour (cfpat), or under lines (bghoriz …). */
#ifndef PARSE_RTF_RTF_LOOK_H
#define PARSE_RTF_RTF_LOOK_H

#include <glib.h>
#include <stdbool.h>

#include "rtf_word.h"

struct rtf_shade {
	unsigned fore, back;    /* colours by number */
	unsigned pattern;
	bool hatched;
};

/* What a group can change and its end restores. */
struct rtf_look {
	bool hidden, raised;
	bool struck, struck_twice;      /* by a line, by two */
	unsigned letters, highlight;    /* colours by number */
	int rise;               /* half points, below the line negative */
	unsigned size;          /* half points */
	bool boxed;             /* on what a text box shows, which is not known */
	struct rtf_shade run, paragraph;
};

/* The document's colours, and what the cells of a row stand on. */
struct rtf_ground;

struct rtf_ground *rtf_look_ground_new(void);
void rtf_look_ground_free(struct rtf_ground *);

/* The look of text that nothing is said of; \plain keeps what is the
 * paragraph's, \pard the rest. */
struct rtf_look rtf_look_fresh(void);
void rtf_look_plain(struct rtf_look *);
void rtf_look_pard(struct rtf_look *);

/* A word about looks, with its number where it has one. */
void rtf_look_take(struct rtf_look *, struct rtf_ground *,
    const struct rtf_word *, bool has, int n);

/* A byte of the table of colours. */
void rtf_look_colour_byte(struct rtf_ground *, char);

/* A row of the outermost table is described, and a cell of it ends there; a
 * cell and a row of text end. */
void rtf_look_begin_row(struct rtf_ground *);
void rtf_look_add_cell(struct rtf_ground *);
void rtf_look_end_cell(struct rtf_ground *);
void rtf_look_end_row(struct rtf_ground *);

/* Whether text in so many tables is not seen. */
bool rtf_look_is_unseen(const struct rtf_look *, const struct rtf_ground *,
    unsigned depth);

#endif
