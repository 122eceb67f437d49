/* From events to companies, their names and the time they hold the title.
 *
 * Events are one company when a valid credit code, a name key or a rename links
 * them, or a reviewed judgement says so; never by similarity alone
 * (DESIGN.md, section 7). */
#ifndef TRANSFORM_FIRM_RESOLVE_H
#define TRANSFORM_FIRM_RESOLVE_H

#include <glib.h>

#include "transform/event.h"

struct resolution;

/* Replays the reviewed file PATH (review_decision.h) in the following calls of
 * resolve_events; NULL for none. */
void resolve_judgements(const char *path);

/* Likewise the decisions of the field `firm`, and settles their states.  They
 * must outlive those calls; NULL for none. */
struct decisions;
void resolve_decisions(struct decisions *);

/* Finds the companies of the events of all lists, struct event_rows.  The result
 * does not depend on their order.  They must outlive the resolution. */
struct resolution *resolve_events(const GPtrArray *rows,
    const struct list *const *lists, size_t n_lists);

/* Sets the company of the nth of those events, and of a review its title and
 * round; the texts belong to the resolution. */
void resolve_complete(struct event *, guint32 nth, const void *resolution);

/* Writes companies.tsv, names.tsv, validity.tsv, places.tsv and coverage.tsv;
 * review_write the rest. */
void resolve_write(const struct resolution *, struct handoff_set *);

void resolve_free(struct resolution *);

#endif
