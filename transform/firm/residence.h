/* Where a company was when.
 *
 * A firm is where the lists put it: a column, a section or the publisher; what
 * its code or its name says counts only while no list does, and for the whole
 * time.  It has moved when a later list puts it in another unit.  It has not,
 * when
 *     the list of a province prints a firm of a planned city in it (浙江's with
 *         宁波's): a province and its city are one place, the finer counts
 *     two units designate it in one batch: the first stays, a check reports it
 *     two lists of one day disagree: the better evidence counts
 *
 * City and district are the finest that a list of that unit names; one that
 * names only the unit takes nothing back. */
#ifndef TRANSFORM_FIRM_RESIDENCE_H
#define TRANSFORM_FIRM_RESIDENCE_H

#include "history.h"

struct residence {
	const struct fact *by;          /* puts it in the unit, best evidence */
	const struct fact *city_by;     /* names the city; `by` where none does */
	const struct fact *district_by; /* names the district in that city */
	gint32 from;                    /* first day it is known there; 0 */
};

/* The places of a company by first day, into `residences`; `facts` are its
 * events in order. */
void residence_find(const struct history *, const guint32 *facts, guint n,
    GArray *residences);

#endif
