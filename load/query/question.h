/* Lists of firms that somebody asks about.
 *
 * Lines of text in any charset that charset_of knows: a name or a credit code
 * each, alone or in quotes, the first one perhaps a heading.  Or the records of
 * miit-parse --print, which reads .xlsx, .csv and the rest: then the columns are
 * found by their headings (transform/table/heading.h; in English "name",
 * "company", "code"), or a single column stands alone.  Which of several columns
 * without a heading holds the names is not guessed: `column` says it.  Of a text
 * document without a table each paragraph is a line. */
#ifndef LOAD_QUERY_QUESTION_H
#define LOAD_QUERY_QUESTION_H

#include <glib.h>

struct question {
	const char *place;      /* "7" of lines, "Sheet1 row 7" of tables */
	const char *name;       /* as printed, or NULL */
	const char *code;       /* likewise */
};

/* Reads all of `path`, "-" for standard input; `column` is the number of a
 * column, from 1, or 0.  The array of struct question is freed with
 * g_array_unref, its texts belong to `strings`.  What cannot be read ends the
 * process with PROGRAM_FAILED, and so does what asks for nothing; a table without
 * a known column and a line that is not of the charset are set aside. */
GArray *question_read(const char *path, unsigned column,
    GStringChunk *strings);

#endif
