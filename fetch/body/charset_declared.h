/* The encoding that a page or an XML file declares. */
#ifndef FETCH_BODY_CHARSET_DECLARED_H
#define FETCH_BODY_CHARSET_DECLARED_H

#include <stddef.h>

struct encoding;

/* By a <meta> near its beginning (HTML standard, 13.2.3.2) or by <?xml …?>; NULL
 * where there is none that is known. */
const struct encoding *charset_declared(const unsigned char *bytes, size_t len);

#endif
