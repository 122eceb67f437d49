/* From events to companies, their names and the time they hold the title.
 *
 * Events are one company when a valid credit code, a name key or a rename links
 * them, or a reviewed judgement says so; never by similarity alone
 * (DESIGN.md, section 7). */
#ifndef TRANSFORM_FIRM_RESOLVE_H
#define TRANSFORM_FIRM_RESOLVE_H

#include "transform/event.h"

struct resolution;

/* Replays the reviewed file PATH (review_decision.h) in the following calls of
 * resolve_events; NULL for none. */
void resolve_judgements(const char *path);

/* Likewise the decisions of the field `firm`, and settles their states.  They
 * must outlive those calls; NULL for none. */
struct decisions;
void resolve_decisions(struct decisions *);

/* Finds the companies of `n` events and sets each event's `company`, whose
 * text belongs to the resolution.  The result does not depend on the order of
 * the events.  The events must outlive the resolution. */
struct resolution *resolve_events(struct event **events, size_t n,
    const struct list *const *lists, size_t n_lists);

/* Writes companies.tsv, names.tsv, validity.tsv, places.tsv and coverage.tsv;
 * review_write the rest. */
void resolve_write(const struct resolution *, struct handoff_set *);

void resolve_free(struct resolution *);

#endif
