/* Hand-off: companies.tsv, names.tsv, validity.tsv and review.tsv: who the
 * firms are.
 *
 * companies.tsv  one line per company, sorted by id.
 * names.tsv      every name a company was printed under, sorted by company,
 *                first day, name.
 * validity.tsv   the intervals in which a company holds the national title,
 *                sorted by company and first day.
 * places.tsv     where a company was from which day on, sorted by both.
 * coverage.tsv   which notice settles which unit, batch and round, sorted by
 *                batch, round and unit: firm/coverage.h.
 * review.tsv     pairs of companies that may be one, for a person to judge. */
#ifndef TRANSFORM_COMPANY_H
#define TRANSFORM_COMPANY_H

#include "fetch/handoff/handoff.h"

struct company {
	const char *company;        /* "m" and 16 hex digits, stable from run to
	                               run; in format version 1 without "m" */
	const char *name;           /* the latest canonical name */
	const char *name_key;
	const char *credit_code;    /* the only valid one printed, or NULL */
	const char *unit, *province_code, *city_code, *district_code;
	const char *place_evidence; /* of the event these come from */
	const char *events;         /* how many */
	const char *first_on, *last_on;     /* of its events */
	const char *first_batch;    /* of its designations */
	const char *joined_by;      /* how its events were linked: name, code,
	                               rename, judgement; joined by commas */
	const char *former_ids;     /* that its parts had before they were known
	                               to be one company, joined by commas; also
	                               what a name it came back to had as long as
	                               nothing showed that it was back */
};

struct company_name {
	const char *company;
	const char *name, *name_key;
	const char *first_on, *last_on;     /* printed between these days, be it
	                               as the name given up by a rename */
	const char *successor;      /* canonical name after a rename, or NULL */
	const char *events;         /* that print it */
};

struct validity {
	const char *company;
	const char *valid_from;     /* first day with the title */
	const char *valid_until;    /* first day without it */
	const char *batch;
	const char *basis;          /* final, review_final; publicity and
	                               review_publicity (provisional); implied by
	                               a later round, restated by a later list,
	                               restored */
	const char *event;          /* that gives the interval */
	const char *ended_by;       /* event that ended it, or NULL */
	const char *ended;          /* renewed: the next round was passed; failed,
	                               revoked, withdrew; dropped: proposed for
	                               the next round and not confirmed; lapsed:
	                               not named by the list of the next round;
	                               expired: no list of that round is known */
	const char *ended_list;     /* that covers the next round, or NULL */
	const char *dated_by;       /* final, restated, publicity, review: what
	                               gives the first day of the whole title */
};

struct company_place {
	const char *company;
	const char *from_on;        /* first day it is known to be there */
	const char *unit, *province_code, *city_code, *district_code;
	const char *place_evidence;
	const char *event;          /* that says so */
};

struct coverage_line {
	const char *unit, *batch;   /* NULL where not known */
	const char *round;          /* 0 designation, 1 review of the third year,
	                               2 of the sixth …; NULL: not known */
	const char *round_year;     /* of a review */
	const char *list;           /* first of the notice's, NULL: there is none */
	const char *event_on;
	const char *proposed;       /* firms, up to that day */
	const char *named;          /* of these */
	const char *firms;          /* named in all */
	const char *declared;       /* by the notice */
	const char *covers;         /* 1 or 0 */
	const char *why;            /* four_fifths, declared; part, excerpt,
	                               repeats, no_list */
};

struct review {
	const char *company_a, *company_b;
	const char *name_a, *name_b;
	const char *reason;         /* see review.h */
	const char *score;          /* 0 to 1 */
	const char *evidence;       /* in words */
};

extern const struct handoff_layout company_layout, company_name_layout,
    validity_layout, review_layout, company_place_layout, coverage_layout;

#endif
