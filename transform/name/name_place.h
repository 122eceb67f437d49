/* The places in the name of a company: where they stand and what they say. */
#ifndef TRANSFORM_NAME_NAME_PLACE_H
#define TRANSFORM_NAME_NAME_PLACE_H

#include <stdbool.h>
#include <stddef.h>

#include "transform/place/place.h"

/* The place in a company's canonical name: at its start, in brackets, before
 * 分公司; else directly before or between the words of its trade (环球国际航运青岛
 * 有限公司, 建业电缆信阳销售公司), nowhere else.  *at and *len say where it
 * stands, in bytes (may be NULL); a zone or town after it belongs to it. */
bool name_place(const char *name, struct place *, size_t *at, size_t *len);

/* One of several places in a name. */
enum { NAME_PLACE_SPANS = 4 };
struct name_place_span {
	const char *at, *end;
	bool bracket;   /* all of a bracket, without the brackets */
	bool branch;    /* before 分公司 */
};

/* All of them, in the order they stand; returns how many.  What name_place
 * says goes to *place. */
size_t name_place_spans(const char *name,
    struct name_place_span spans[NAME_PLACE_SPANS], struct place *place);

#endif
