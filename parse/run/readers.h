/* The readers, one a format, registered in one list; which media type each
 * reads is in fetch/body/formats.h. */
#ifndef PARSE_RUN_READERS_H
#define PARSE_RUN_READERS_H

#include "parse/core/reader.h"

/* All of them; ends with NULL. */
extern const struct reader *const readers_all[];

/* The reader of a media type, or NULL. */
const struct reader *readers_for(const char *media_type);

/* Prepares for a document, in the parent before its worker: see `prepare` in
 * parse/core/reader.h, and what others than texts may need; for an archive, which
 * may hold any, all readers.  Returns
 * the folder whose files its reader may have to open while it reads, for
 * sandbox_enter: NULL but for PDF, whose fonts name character maps (GBK-EUC-H …)
 * that poppler opens when it meets them, and for archives. */
const char *readers_prepare(const unsigned char *bytes, size_t len);

/* Prepares all readers. */
void readers_prepare_all(void);

/* Reads one document completely: the document record, what its reader says, a
 * problem where there is no reader or nothing was found, the end record.
 * sha256 is that of the bytes. */
void readers_read(const unsigned char *bytes, size_t len, const char *sha256,
    struct records *);

#endif
