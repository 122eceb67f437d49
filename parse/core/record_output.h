/* How records are put together, one after the other: for records.c and grid.c,
 * which write them.  Readers call what records.h and grid.h offer. */
#ifndef PARSE_CORE_RECORD_OUTPUT_H
#define PARSE_CORE_RECORD_OUTPUT_H

#include "mark.h"

struct records {
	GString *out;
	void (*sink)(const char *bytes, size_t len, void *data);
	                        /* takes finished records, or NULL */
	void *sink_data;
	size_t count;           /* records so far */
	const char *member;     /* before the place of problems, or NULL */
	size_t gaps, texts;     /* empty cells and rows before cells with text,
	                           in bytes, and such cells: see limits.h */
	unsigned n;             /* the last number of a text or table */
};

/* So many bytes and a row of an ordinary list go into a pipe (64 KiB) at once. */
enum { RECORD_OUTPUT_BLOCK = 60 << 10 };

/* Appends a tab and an escaped field.  Bytes that are not UTF-8, NUL among
 * them, become U+FFFD: what leaves is UTF-8 whatever a reader does. */
void record_output_field(struct records *, const char *text, size_t len);

/* Appends a tab and a number. */
void record_output_number(struct records *, size_t n);

/* Ends the record. */
void record_output_close(struct records *);

/* Hands what is written so far to the sink, if there is one. */
void record_output_leave(struct records *);

/* Writes a mark of a cell of the last table, or with row and col 0 of text. */
void record_output_mark(struct records *, unsigned row, unsigned col,
    enum mark_kind, const char *text, size_t len);

#endif
