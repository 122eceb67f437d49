/* Shared: what a body is, by its bytes alone.  Neither its name nor its
 * Content-Type counts: departments send HTML named .xls and error pages for
 * attachments. */
#ifndef FETCH_BODY_SNIFF_H
#define FETCH_BODY_SNIFF_H

#include <stddef.h>

#include "formats.h"

/* One of the media types of formats.h.  Text formats are known by their markup in
 * any charset, zip and OLE2 containers by what they hold.  Never reads beyond
 * `len`. */
const char *sniff_media_type(const unsigned char *bytes, size_t len);

/* Where in a call (callback([…]), null([…])) the JSON begins; NULL where the text at
 * `p` begins with no such call. */
const char *sniff_json_call(const char *p, const char *end);

#endif
