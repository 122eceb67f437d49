/* What the lists of all documents say: lists, events, rejects.  Its strings
 * belong to it. */
#ifndef TRANSFORM_LIST_EXTRACTION_H
#define TRANSFORM_LIST_EXTRACTION_H

#include <glib.h>
#include <stdbool.h>

#include "transform/event.h"
#include "event_rows.h"
#include "record.h"

struct extraction {
	GPtrArray *order;       /* struct event_rows *, sorted by list */
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
	struct event_rows *events;
	unsigned table_no, first_row;   /* to sort by */
};

struct extraction *extraction_new(void);
void extraction_free(struct extraction *);

/* Takes over what another one holds, and the other one itself; NULL is none. */
void extraction_absorb(struct extraction *, struct extraction *other);

/* Copies of a text: one of its own, for texts that seldom repeat; one for all,
 * for words that do; a number as such a word.  NULL stays NULL. */
const char *extraction_text(struct extraction *, const char *);
const char *extraction_word(struct extraction *, const char *);
const char *extraction_number(struct extraction *, unsigned);

/* Sorts lists, events and rejects.  The events of every list, struct event_rows,
 * for resolve_events; they belong to the extraction. */
const GPtrArray *extraction_events(struct extraction *);

/* The *n lists, of which the caller frees the array, and the rejects, sorted by
 * document. */
const struct list **extraction_lists(const struct extraction *, size_t *n);
const struct reject *extraction_rejects(const struct extraction *, size_t *n);

/* Fills what no list says of the nth event, which company it is. */
typedef void extraction_complete(struct event *, guint32 nth, const void *data);

/* Writes events.tsv, lists.tsv and rejects.tsv, after extraction_events. */
void extraction_write(const struct extraction *, struct handoff_set *,
    extraction_complete *, const void *data);

/* Prints events.tsv to standard output, after extraction_events. */
void extraction_print(const struct extraction *, extraction_complete *,
    const void *data);

#endif
