/* Whether the compressed parts of a PDF are whole.
 *
 *     7 0 obj << /Length 812 /Filter /FlateDecode >> stream … endstream endobj
 *
 * What is deflated has a checksum at its end.  poppler does not look at it: of a
 * page whose stream is damaged it shows what comes before the damage, and the
 * rest of the table is missed by nobody. */
#ifndef PARSE_PDF_PDF_STREAMS_H
#define PARSE_PDF_PDF_STREAMS_H

#include "parse/core/records.h"

/* Reports streams that cannot be inflated or whose checksum is another; those
 * of pictures, of encrypted files and those compressed twice are skipped. */
void pdf_streams_check(const unsigned char *bytes, size_t len,
    struct records *);

#endif
