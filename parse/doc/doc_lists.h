/* The numbers of lists in a .doc: two parts of its table stream.
 *
 *     lists     count:u16, for each 28 bytes: id:u32 …, flags:u8 at 26 (1: one
 *               level instead of nine); after the part their levels
 *     uses      count:u32, for each 16 bytes: id:u32 …, changed levels:u8 at
 *               12; then for each 4 bytes and its changed levels, 8 bytes:
 *               start:u32 flags:u8 (level in the lower half, 16: start, 32:
 *               a level follows)
 *     level     start:u32 format:u8 flags:u8 (4: legal, 8: keeps) …, what
 *               follows the number:u8 at 15, sizes:u8 u8 at 24 of properties
 *               after the 28 bytes; then length:u16 and the text in UTF-16,
 *               in which 0 to 8 stand for the numbers of levels */
#ifndef PARSE_DOC_DOC_LISTS_H
#define PARSE_DOC_DOC_LISTS_H

#include "doc_file.h"

struct doc_lists;

struct doc_lists *doc_lists_read(const struct doc_file *);
void doc_lists_free(struct doc_lists *);

/* Counts a paragraph of the use `use` (from 1) and appends what stands before
 * it; nothing where there is no such list. */
void doc_lists_number(struct doc_lists *, unsigned use, unsigned level,
    GString *);

#endif
