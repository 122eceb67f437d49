/* What a part in another format says that stands in a cell (altChunk): its
 * records, read like a document's own, become paragraphs and tables of the
 * cell. */
#ifndef PARSE_DOCX_DOCX_CHUNK_H
#define PARSE_DOCX_DOCX_CHUNK_H

#include "parse/word/flow.h"

/* Adds the records of a chunk, which are given up, to the cell at work, which
 * lies in `depth` tables.  Problems go to `out`, with the part before their
 * place. */
void docx_chunk_add(struct flow *, unsigned depth, struct records *chunk,
    struct records *out, const char *part);

#endif
