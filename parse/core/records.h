/* Writes the records of table.h: for the readers, which call these while they
 * read a document. */
#ifndef PARSE_CORE_RECORDS_H
#define PARSE_CORE_RECORDS_H

#include "table.h"

/* The records of one document on their way out. */
struct records;

struct records *records_new(void);
void records_free(struct records *);

/* Takes finished records, a block at a time. */
typedef void records_sink(const char *bytes, size_t len, void *data);

/* Sends records away in blocks from here on, instead of gathering them. */
void records_stream(struct records *, records_sink *, void *data);

/* First of all.  charset and evidence may be NULL. */
void records_document(struct records *, const char *sha256,
    const char *media_type, const char *charset, const char *reader,
    const char *charset_evidence);

/* Text outside tables, UTF-8, not closed by a NUL.  Blank text is dropped; its
 * marked runs (mark.h) become marks. */
void records_text(struct records *, const char *role, const char *text,
    size_t len);

/* Something that could not be read.  `place` may be "". */
void records_problem(struct records *, enum table_problem, const char *place,
    const char *format, ...) G_GNUC_PRINTF(4, 5);

/* The problem of a word in the records; PROBLEM_DAMAGED for an unknown one. */
enum table_problem records_problem_of(const char *word);

/* The place of the problems that follow begins with this path of a member;
 * NULL: of none.  It must outlive them. */
void records_member(struct records *, const char *member);

/* Last of all: what is left leaves. */
void records_end(struct records *);

/* Text so far, but for what has left; belongs to the records. */
const GString *records_text_so_far(const struct records *);

/* How many records there are. */
size_t records_count(const struct records *);

#endif
