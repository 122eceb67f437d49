/* Shared: one table in the medium of handoff.h: its fields and its lines, by
 * the path of the file, whatever a manifest says of it. */
#ifndef FETCH_HANDOFF_HANDOFF_TABLE_H
#define FETCH_HANDOFF_HANDOFF_TABLE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

struct handoff_column {
	const char *name;
	size_t offset;      /* of a `const char *` in the record */
};

struct handoff_layout {
	const char *file;   /* "events.tsv" */
	unsigned version;
	size_t record_size;
	const struct handoff_column *columns;
	size_t n_columns;
	const char *optional;   /* a column that older files lack, or NULL; it
	                           is NULL then */
};

/* Appends one field: escaped, `\N` for NULL. */
void handoff_table_escape(GString *line, const char *text);

/* Splits a line (no newline) at its tabs into at most `most` fields, in place,
 * unescaped, NULL for `\N`.  Returns the number of fields in the line, which
 * may exceed `most`, or 0 when an escape is unknown. */
size_t handoff_table_split(char *line, char **fields, size_t most);

struct handoff_reader;

/* Opens a table.  Columns may stand in any order and others may follow; a
 * missing one is an error.  All reading errors end the process with
 * PROGRAM_FAILED, naming file, line and what was expected. */
struct handoff_reader *handoff_table_open(const char *path,
    const struct handoff_layout *);

/* Fills `record` (layout->record_size bytes); its strings belong to the reader
 * and hold until the next call.  False at the end. */
bool handoff_table_read(struct handoff_reader *, void *record);

/* The same, but the strings are kept in `strings`. */
bool handoff_table_keep(struct handoff_reader *, void *record, GStringChunk *strings);

void handoff_table_close(struct handoff_reader *);

#endif
