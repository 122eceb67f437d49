/* What a zip or OLE2 container holds, known by the names in its directory. */
#ifndef FETCH_BODY_SNIFF_CONTAINER_H
#define FETCH_BODY_SNIFF_CONTAINER_H

#include <stddef.h>

/* One of the media types of formats.h.  Every offset in the file is checked
 * against `len`, every chain has a step limit. */
const char *sniff_container_zip(const unsigned char *bytes, size_t len);
const char *sniff_container_ole(const unsigned char *bytes, size_t len);

#endif
