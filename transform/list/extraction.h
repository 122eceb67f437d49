/* What was read so far, as extract.c gathers it; its strings belong to it. */
#ifndef TRANSFORM_LIST_EXTRACTION_H
#define TRANSFORM_LIST_EXTRACTION_H

#include "extract.h"
#include "record.h"

struct extraction {
	GPtrArray *order;       /* struct event *, sorted by list */
	GArray *lists;          /* struct listed */
	GArray *rejects;        /* struct reject */
	GStringChunk *strings;
	GPtrArray *numbers;     /* words for 0, 1, 2 …; NULL where not met */
	struct record_reader *reader;
	guint lists_before, rejects_before;     /* the notice being read */
	GPtrArray *absorbed;    /* struct extraction *, whose texts are ours */
};

/* A line of lists.tsv and its events. */
struct listed {
	struct list list;
	struct event *events;
	guint n_events;
	unsigned table_no, first_row;   /* to sort by */
};

/* Copies of a text: one of its own, for texts that seldom repeat; one for all,
 * for words that do; a number as such a word.  NULL stays NULL. */
const char *extraction_text(struct extraction *, const char *);
const char *extraction_word(struct extraction *, const char *);
const char *extraction_number(struct extraction *, unsigned);

#endif
