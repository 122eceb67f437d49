/* The events in one order, with numbers for their texts.
 *
 * Everything resolve does reads this; it is the same whatever order the events
 * came in.  A "name" here is a name key's number unless said otherwise. */
#ifndef TRANSFORM_FIRM_HISTORY_H
#define TRANSFORM_FIRM_HISTORY_H

#include <glib.h>
#include <stdbool.h>

#include "fetch/base/day.h"
#include "transform/list/event_rows.h"
#include "transform/words/interner.h"

enum event_kind {
	KIND_RENAME,            /* first: on one day a rename comes before use */
	KIND_RECOMMENDED,
	KIND_PUBLICITY,
	KIND_FINAL,
	KIND_REVIEW_PUBLICITY,
	KIND_REVIEW_FINAL,
	KIND_REVIEW_FAILED,
	KIND_REVIEW_FAILED_PUBLICITY,
	KIND_REVOKED_PUBLICITY,
	KIND_WITHDREW,
	KIND_REVOKED,
	KIND_RESTORED,
	KIND_MOVED,
	KIND_KEY_SUPPORT,
	KIND_KEY_SUPPORT_CONTINUED,
	KIND_UNKNOWN,
};

/* One event. */
struct fact {
	const struct event_rows *rows;  /* its list's */
	guint32 row;            /* among these, from 0 */
	guint32 name;           /* canonical name, in history.names */
	guint32 key;            /* its key, in history.keys */
	guint32 former;         /* key of previous_name where it is another; else 0 */
	guint32 former_name;    /* previous_name where former is not 0 */
	guint32 code;           /* valid credit code, in history.codes, or 0 */
	guint32 list;           /* in history.lists, or 0 */
	gint32 day;             /* 20190613; 0 where the event has no date */
	guint32 period;         /* who bears `key` here, see name_period.h */
	guint32 former_period;  /* who bore `former`, or 0 */
	guint8 kind;            /* enum event_kind */
	guint8 unit;            /* n for the nth of division_units, or 0 */
	guint8 province;        /* 33 for 330000 and 330200, 65 for XPCC, or 0;
	                           0 of an exchange's */
	guint8 evidence;        /* for the place: 5 column, 4 section, 3 publisher,
	                           2 credit code, 1 name, 0 less */
	bool title : 1;         /* the national title: small_giant, national */
	bool exchange : 1;      /* of a stock exchange's list: says who a firm
	                           is and was called, and where it is only
	                           where no other list does */
	bool restated : 1;      /* printed again by a later list, see coverage.h */
	bool was_named : 1;     /* its row states a previous name */
	guint16 batch;          /* 0 where none is named */
	guint16 review_year;    /* named by the notice, or 0 */
	/* Of reviews, set by company_title_assign_rounds: */
	guint16 title_batch;    /* of the title, or 0 */
	guint16 round_year;     /* in which the round falls due, or 0 */
	guint8 round;           /* 1, 2 …; 0: none is due */
	guint8 title_no;        /* among the company's; 0: none is known */
};

/* A text of its event: the member of struct event. */
#define history_text(f, member) event_rows_text((f)->rows, (f)->row, member)

enum { HISTORY_BY_A_LIST = 3 };         /* fact.evidence from which a list says
                                           where a firm is, not its name or
                                           code */

/* Numbers of facts grouped by a key: those of key k are
 * list[at[k]] … list[at[k + 1] - 1], in the facts' order. */
struct fact_index {
	guint32 *list, *at;
};

struct history {
	struct fact *facts;     /* by day, renames first, then by event id, until
	                           history_arrange */
	guint32 n;
	guint32 *numbers;       /* of a fact's event, in the order they came;
	                           NULL after resolve_events */
	struct interner *names, *keys, *codes, *lists;
	GStringChunk *texts;    /* keys of names given up */
	struct fact_index uses;         /* facts by key */
	struct fact_index departures;   /* renames by the name given up */
};

/* Whether a fact is about a title held before: reviews and what ends one. */
static inline bool
history_looks_back(const struct fact *f)
{
	return f->kind >= KIND_REVIEW_PUBLICITY && f->kind <= KIND_RESTORED;
}

/* Of struct event_rows, which must outlive the history. */
struct history *history_new(const GPtrArray *rows);
void history_free(struct history *);

/* Puts the facts into another order: fact `from[i]` becomes fact i, for each of the n.
 * Indexes made before are of the old order.  `from` is used up. */
void history_arrange(struct history *, guint32 *from);

/* Groups the facts by the number at `offset` in struct fact, from 1 to
 * `most`; 0 is none.  The caller frees both arrays with history_index_clear. */
struct fact_index history_index(const struct history *, size_t offset,
    guint32 most);
void history_index_clear(struct fact_index *);

#endif
