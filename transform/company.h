/* Hand-off: companies.tsv, names.tsv, validity.tsv and review.tsv: who the
 * firms are.
 *
 * companies.tsv  one line per company, sorted by id.
 * names.tsv      every name a company was printed under, sorted by company,
 *                first day, name.
 * validity.tsv   the intervals in which a company holds the national title,
 *                sorted by company and first day.
 * review.tsv     pairs of companies that may be one, for a person to judge. */
#ifndef TRANSFORM_COMPANY_H
#define TRANSFORM_COMPANY_H

#include "fetch/base/handoff.h"

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
	                               nothing told that it was back */
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
	const char *basis;          /* final, publicity (provisional), review_final,
	                               review_publicity */
	const char *event;          /* that gives the interval */
	const char *ended_by;       /* event that cut it short, or NULL */
};

struct review {
	const char *company_a, *company_b;
	const char *name_a, *name_b;
	const char *reason;         /* see review.h */
	const char *score;          /* 0 to 1 */
	const char *evidence;       /* in words */
};

extern const struct handoff_layout company_layout, company_name_layout,
    validity_layout, review_layout;

#endif
