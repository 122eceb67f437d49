/* Hand-off: what a document says, as printed; one file a document,
 * DATA/parse/ab/abcdef….tsv, and what miit-parse --print writes.
 *
 * A stream of typed records in the medium of fetch/handoff/handoff.h without a heading
 * line; the first field is the type:
 *
 *     document  format_version sha256 media_type charset reader charset_evidence
 *     text      n role text
 *     table     n member place rows cols
 *     span      n row col rowspan colspan
 *     mark      n row col kind text
 *     row       n row cell cell …
 *     problem   code place message
 *     end       records
 *
 * document  charset is \N for binary formats; charset_evidence says how it is
 *           known: bom, zeros (the pattern of UTF-16), declared, utf8,
 *           gb18030, fallback, or \N.
 * text      n counts texts and tables together from 1, so that it gives the
 *           reading order; role is title, heading, paragraph, caption, meta
 *           (a page's <meta>, as "name: content"), link (to an attachment, as
 *           "text: address"), linked (a line that is wholly a link to another
 *           page: a related article, a menu), note (of a word processor's document, after
 *           its text: footnotes, endnotes, headers and footers, which do not
 *           speak for the document), member (the path of a member of an
 *           archive: the records that follow, up to the next member, are that
 *           one's).
 * table     member is the path inside an archive or \N; place a sheet name,
 *           "page 3" or "body"; rows the number of row records that follow,
 *           cols the widest row or span.  A table inside a cell of another
 *           follows it as its own.  What of a sheet is hidden stands after its
 *           name: "name (hidden; hidden rows 3,7-9; hidden columns C)".  A
 *           table over pages is one: "pages 2-7, rows 44 4x45 28" has 44 rows on
 *           page 2, 45 on each of the next four, 28 on page 7.  The headings
 *           that its pages repeat are rows; a cell that a page break cuts in
 *           two has its text in both parts.
 * span      a merged cell, from 1; all spans of a table precede its rows.
 * mark      text of a cell, from 1, that is not part of it: kind is a word of
 *           parse/core/mark.h.  It is no problem.  All marks of a table precede
 *           its rows and ascend; a row that has only marks is written.  Of text
 *           outside of tables row and col are 0 and n is that of the record
 *           before.
 * row       rows ascend; cells covered by a span are \N, empty cells are empty,
 *           trailing empty cells are left out.  Rows of spaces are written as
 *           such, but for runs of more than TABLE_BLANK_RUN, which show as a
 *           gap in the numbers.
 * problem   code is one of enum table_problem; the place is where in the file,
 *           within a member after its path, "名单.xlsx: Sheet1".
 * end       records before it, the document record included.
 *
 * A stream without its end record is not a result. */
#ifndef PARSE_CORE_TABLE_H
#define PARSE_CORE_TABLE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* The role of a text that is the path of a member; of one that stands at the
 * foot or head of pages; of one that is wholly a link to another page. */
#define TABLE_ROLE_MEMBER "member"
#define TABLE_ROLE_NOTE "note"
#define TABLE_ROLE_LINKED "linked"

enum { TABLE_FORMAT_VERSION = 1, TABLE_BLANK_RUN = 1000 };

/* What can be wrong with a document, with its word in the records. */
enum table_problem {
	PROBLEM_EMPTY,          /* empty: no bytes */
	PROBLEM_UNSUPPORTED,    /* unsupported: no reader for this format */
	PROBLEM_ENCRYPTED,      /* encrypted */
	PROBLEM_DAMAGED,        /* damaged: contradicts its own format */
	PROBLEM_TRUNCATED,      /* truncated: the end is missing */
	PROBLEM_NO_TABLE,       /* no_table: neither table nor text in it */
	PROBLEM_IMAGE_ONLY,     /* image_only: pictures of text */
	PROBLEM_UNREADABLE_TEXT,/* unreadable_text: characters without meaning */
	PROBLEM_CHARSET,        /* charset: bytes that its charset has not */
	PROBLEM_CELL,           /* cell: a value that cannot be shown */
	PROBLEM_LIMIT,          /* limit: more than we are willing to unpack */
	PROBLEM_CRASH,          /* crash: the reader died on it */
	PROBLEM_TIMEOUT,        /* timeout */
	PROBLEM_MEMORY,         /* memory */
	PROBLEM_MEMBER,         /* member: a part of an archive set aside */
};

/* The file of a document below DATA/parse, "ab/abcdef….tsv"; the caller frees
 * it. */
char *table_file(const char *sha256);

/* The document whose records such a file has, NULL where it has another name; the
 * caller frees it. */
char *table_document_of(const char *file);

struct table_span {
	unsigned row, col, rowspan, colspan;    /* from 1 */
};

struct table_mark {
	unsigned row, col;      /* from 1 */
	const char *kind, *text;
};

struct table_row {
	unsigned number;        /* from 1 */
	unsigned n_cells;
	char **cells;           /* NULL where covered by a span */
};

struct table {
	unsigned n;             /* in reading order, with the texts */
	const char *member;     /* or NULL */
	const char *place;
	unsigned cols;
	struct table_row *rows;
	size_t n_rows;
	struct table_span *spans;
	size_t n_spans;
	struct table_mark *marks;       /* ascending */
	size_t n_marks;
};

struct table_text {
	unsigned n;
	const char *role;
	const char *text;
	const char *member;     /* the archive's member it stands in, or NULL */
};

struct table_problem_record {
	const char *code, *place, *message;
};

/* A document as parsed.  Its strings lie in the stream, or where that was only
 * skimmed in `blocks`; the rest belongs to it. */
struct table_document {
	const char *sha256, *media_type, *charset, *reader;
	struct table *tables;
	size_t n_tables;
	struct table_text *texts;
	size_t n_texts;
	struct table_problem_record *problems;
	size_t n_problems;
	size_t n_records;       /* its lines, the last one too */
	GPtrArray *blocks;      /* cell arrays, lines */
};

/* Reads the next document of a stream of `len` bytes closed by a NUL, which is
 * changed in place and must outlive the document.  *at is where it begins and
 * is moved after it.  NULL at the end of the stream, and on a malformed one
 * with *error set to what was expected and in which line ("line 7: …"),
 * to be freed. */
struct table_document *table_read(char *stream, size_t len, size_t *at,
    char **error);

/* The same, checked as strictly, without keeping rows, spans and marks: tables
 * have their numbers, but NULL for each.  The stream, which no NUL has to close,
 * is neither changed nor needed afterwards. */
struct table_document *table_skim(const char *stream, size_t len, size_t *at,
    char **error);

/* The same of one document whose stream arrives in blocks, cut anywhere, none of
 * which is needed afterwards.  table_skimmer_end frees it; *more is whether anything
 * follows the end record. */
struct table_skimmer *table_skimmer_new(void);
void table_skimmer_add(struct table_skimmer *, const char *bytes, size_t len);
struct table_document *table_skimmer_end(struct table_skimmer *, bool *more,
    char **error);

void table_document_free(struct table_document *);

/* Whether a row is struck through as a whole: text of it is, and none of its
 * cells has other text.  Such a row no longer counts. */
bool table_row_is_struck(const struct table *, const struct table_row *);

/* Whether all of a table is hidden, a sheet that its workbook does not show: drafts,
 * notes, lists to choose from.  Its place says so. */
bool table_is_hidden(const struct table *);

#endif
