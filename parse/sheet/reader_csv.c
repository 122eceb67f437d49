/* Text tables: CSV and TSV as RFC 4180 has them, whatever their separator and
 * charset, and plain text, of which each line is a paragraph.
 *
 *     名称,地址           two records of two fields; a field in quotes may hold
 *     "甲,乙","a ""b"""   separators, line breaks and, doubled, quotes
 *
 * Lines end with LF, CRLF or CR.  A quote inside an unquoted field is a
 * character as any other, and so is what follows the closing quote; spaces
 * before an opening quote do not count (`1, "甲"`). */
#include <string.h>

#include "fetch/base/text.h"
#include "fetch/body/charset.h"
#include "fetch/body/separated.h"
#include "fetch/body/sniff.h"
#include "parse/core/grid.h"
#include "parse/core/reader.h"

/* What is read, and what the completeness test wants to know. */
struct text_table {
	struct grid *grid;
	const char *at, *end;
	char separator;
	GString *field;
	unsigned row, col;
	unsigned least;         /* fewest fields of the records but the last */
	unsigned unbalanced;    /* record whose quote is never closed, or 0 */
	size_t lost;            /* fields beyond our limits */
};

/* The text as UTF-8, with a problem for what the charset has not.  *owned is to
 * be freed. */
static const char *
decode(const struct reader_source *source, size_t *len, char **owned,
    struct records *out)
{
	struct charset c = reader_charset(source);
	size_t replaced;
	const char *text = charset_text(source->bytes, source->len, c, len,
	    &replaced, owned);

	if (replaced > 0)
		records_problem(out, PROBLEM_CHARSET, "body",
		    "%zu characters that %s has not", replaced, c.name);
	return text;
}

/* --- records ---------------------------------------------------------- */

static bool
is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

/* Where a quoted field opens, spaces before it left out; NULL for others, and
 * after a quote that is never closed. */
static const char *
opening_quote(const struct text_table *t)
{
	const char *p = t->at;

	if (t->unbalanced > 0)
		return NULL;
	while (p < t->end && *p == ' ')
		p++;
	return p < t->end && *p == '"' ? p : NULL;
}

/* Reads the quoted part of a field; its line breaks become '\n'.  False when it
 * is never closed. */
static bool
read_quoted(struct text_table *t)
{
	for (t->at++; t->at < t->end; t->at++) {
		const char *p = t->at;

		if (*p == '"' && (p + 1 == t->end || p[1] != '"')) {
			t->at++;
			return true;
		}
		if (*p == '"')
			t->at++;
		if (*p == '\r' && p + 1 < t->end && p[1] == '\n')
			continue;
		g_string_append_c(t->field, *p == '\r' ? '\n' : *p);
	}
	return false;
}

/* `="91330200…"`: a formula that only says a text, with which programs keep
 * Excel from showing a code as a number.  A quote in the text is doubled; spaces
 * may stand around it. */
static void
take_formula(GString *field)
{
	const char *p = field->str, *end = p + field->len;
	g_autoptr(GString) text = NULL;

	while (end > p && end[-1] == ' ')
		end--;
	if (p == end || *p++ != '=')
		return;
	while (p < end && *p == ' ')
		p++;
	if (end - p < 2 || *p != '"' || end[-1] != '"')
		return;
	text = g_string_sized_new(field->len);
	for (p++, end--; p < end; p++) {
		if (*p == '"' && (++p == end || *p != '"'))
			return;
		g_string_append_c(text, *p);
	}
	g_string_assign(field, text->str);
}

/* Moves after the field at t->at, up to its separator or line end. */
static void
read_field(struct text_table *t)
{
	const char *quote = opening_quote(t), *from = t->at;

	g_string_truncate(t->field, 0);
	if (quote != NULL) {
		t->at = quote;
		if (read_quoted(t))
			from = t->at;
		else {
			/* Read as it stands, or all rows after it would be
			 * one cell. */
			g_string_truncate(t->field, 0);
			t->unbalanced = t->row;
			t->at = from;
		}
	}
	while (t->at < t->end && *t->at != t->separator && !is_line_end(*t->at))
		t->at++;
	g_string_append_len(t->field, from, t->at - from);
	take_formula(t->field);
	t->col++;
	if (t->field->len > 0 && !grid_set(t->grid, t->row, t->col,
	    t->field->str, t->field->len))
		t->lost++;
}

/* Reads a record; false at the end of the text.  *ended shows whether a line
 * end closed it. */
static bool
read_record(struct text_table *t, bool *ended)
{
	if (t->at >= t->end)
		return false;
	t->row++;
	t->col = 0;
	for (;;) {
		read_field(t);
		if (t->at >= t->end || *t->at != t->separator)
			break;
		t->at++;
	}
	*ended = t->at < t->end;
	if (*ended && *t->at == '\r' && t->at + 1 < t->end && t->at[1] == '\n')
		t->at++;
	t->at += *ended;
	return true;
}

/* Whether the last record can only be a part: it ends inside quotes, or no
 * line end closes it, unlike all others, and it has fewer fields than any. */
static bool
is_cut(const struct text_table *t, bool ended)
{
	return t->unbalanced > 0 || (!ended && t->row > 1 && t->col < t->least);
}

static void
read_records(struct text_table *t, struct records *out)
{
	bool ended = true;
	unsigned fields = 0;

	t->least = GRID_MOST_COLS;
	while (read_record(t, &ended)) {
		/* The last record itself does not count. */
		if (t->at < t->end)
			t->least = MIN(t->least, t->col);
		fields = MAX(fields, t->col);
	}
	grid_write(t->grid, out, NULL, "body");
	if (is_cut(t, ended))
		records_problem(out, PROBLEM_TRUNCATED, "end",
		    "record %u ends %s: expected %u fields",
		    t->unbalanced > 0 ? t->unbalanced : t->row,
		    t->unbalanced > 0 ? "inside quotes" : "too early", fields);
	if (t->lost > 0)
		records_problem(out, PROBLEM_LIMIT, "body", "%zu fields beyond "
		    "the limits: expected at most %d rows and %d columns",
		    t->lost, GRID_MOST_ROWS, GRID_MOST_COLS);
}

/* Excel's hint in the first line, `sep=;`; 0 where there is none. */
static char
separator_hint(struct text_table *t)
{
	char separator;

	if (t->end - t->at < 6 || g_ascii_strncasecmp(t->at, "sep=", 4) != 0 ||
	    !is_line_end(t->at[5]))
		return 0;
	separator = t->at[4];
	t->at += t->at[5] == '\r' && t->end - t->at > 6 && t->at[6] == '\n' ?
	    7 : 6;
	return separator;
}

static void
read_table(const struct reader_source *source, struct records *out)
{
	size_t len;
	g_autofree char *owned = NULL;
	const char *text = decode(source, &len, &owned, out);
	struct text_table t = {.at = text, .end = text + len};

	t.separator = separator_hint(&t);
	if (t.separator == 0)
		t.separator = separated_by(text, len);
	t.grid = grid_new();
	t.field = g_string_new(NULL);
	read_records(&t, out);
	g_string_free(t.field, TRUE);
	grid_free(t.grid);
}

/* --- plain text ------------------------------------------------------- */

static void
read_lines(const struct reader_source *source, struct records *out)
{
	size_t len;
	g_autofree char *owned = NULL;
	const char *text = decode(source, &len, &owned, out);
	const char *p = text, *end = text + len;

	while (p < end) {
		const char *line = p;

		while (p < end && !is_line_end(*p))
			p++;
		line = text_skip_space(line, p);
		records_text(out, "paragraph", line, (size_t)(p - line));
		p++;
	}
}

const struct reader reader_csv = {
    .name = "csv",
    .charset = reader_charset,
    .read = read_table,
};

const struct reader reader_text = {
    .name = "text",
    .charset = reader_charset,
    .read = read_lines,
};
