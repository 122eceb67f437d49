/* The numbers of lists as .docx and .doc describe them: levels with a format
 * and a text around the numbers, which paragraphs count on. */
#ifndef PARSE_WORD_WORD_LIST_H
#define PARSE_WORD_WORD_LIST_H

#include <glib.h>
#include <stdbool.h>

enum { WORD_LEVELS = 9 };

struct word_level {
	unsigned start;
	char *format;           /* of word_number.h; NULL: decimal */
	char *text;             /* "（%1）": the number of level 1 */
	const char *suffix;     /* what follows it; a constant */
	bool legal;             /* all numbers in it decimal */
	bool keeps;             /* counts on when an outer level moves */
};

/* What lists have in common that count on together. */
struct word_abstract {
	struct word_level levels[WORD_LEVELS];
	unsigned count[WORD_LEVELS];    /* the last number given */
	bool counting[WORD_LEVELS];
	char *style;            /* of .docx: the style that has the list */
};

struct word_num {
	unsigned abstract;
	gint64 start[WORD_LEVELS];      /* to begin again from, once; or -1 */
	/* without text and format: the abstract's */
	struct word_level own[WORD_LEVELS];
};

/* Frees what a level points at. */
void word_list_level_clear(struct word_level *);

/* Frees one; a GDestroyNotify. */
void word_list_abstract_free(void *);
void word_list_num_free(void *);

/* A list that is as its abstract one. */
struct word_num *word_list_num_new(void);

/* Counts a paragraph of a level below WORD_LEVELS and appends what stands
 * before it. */
void word_list_number(struct word_num *, struct word_abstract *,
    unsigned level, GString *);

#endif
