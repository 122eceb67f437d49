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

/* Bytes that are decoded at once, more than anything looks ahead but for a quote that
 * is never closed. */
enum { CHUNK = 1 << 18 };

/* What is read, and what the completeness test wants to know. */
struct text_table {
	struct grid *grid;
	const char *at, *end;   /* of what is decoded */
	const unsigned char *rest, *rest_end;   /* of the body, to be decoded */
	struct charset charset;
	GString *window;        /* what is decoded, where it is not all */
	size_t replaced;        /* characters that the charset has not */
	char separator;
	GString *field;
	unsigned row, col;
	unsigned least;         /* fewest fields of the records but the last */
	unsigned unbalanced;    /* record whose quote is never closed, or 0 */
	size_t lost;            /* fields beyond our limits */
};

static void
complain(struct records *out, size_t replaced, const struct charset *c)
{
	if (replaced > 0)
		records_problem(out, PROBLEM_CHARSET, "body",
		    "%zu characters that %s has not", replaced, c->name);
}

/* The text as UTF-8, with a problem for what the charset has not.  *owned is to
 * be freed. */
static const char *
decode(const struct reader_source *source, size_t *len, char **owned,
    struct records *out)
{
	const struct charset c = reader_charset(source);
	size_t replaced;
	const char *text = charset_text(source->bytes, source->len, c, len,
	    &replaced, owned);

	complain(out, replaced, &c);
	return text;
}

/* --- a text that is decoded while it is read ---------------------------- */

/* Whether a text is as well decoded line by line: LF is no part of any other
 * character, and what is after it does not depend on what is before. */
static bool
has_plain_lines(const struct charset *c)
{
	return strcmp(c->name, "gbk") == 0 || strcmp(c->name, "gb18030") == 0 ||
	    strcmp(c->name, "big5") == 0;
}

/* Where a piece of the rest ends that has n bytes or more, after a line.  What begins
 * as a byte order mark does (84 31 95 33) is not made a beginning. */
static const unsigned char *
piece_end(const struct text_table *t, size_t n)
{
	const unsigned char *p = t->rest;

	if ((size_t)(t->rest_end - p) <= n)
		return t->rest_end;
	for (p += n; p < t->rest_end; p++)
		if (p[-1] == '\n' && *p != 0x84)
			break;
	return p;
}

/* Decodes more, at least as much as there is, after what is not yet read. */
static void
read_on(struct text_table *t)
{
	const size_t left = (size_t)(t->end - t->at);
	const unsigned char *end = piece_end(t, MAX(CHUNK, left));
	size_t len, replaced;
	g_autofree char *text = charset_decode(t->rest,
	    (size_t)(end - t->rest), t->charset.name, &len, &replaced);

	g_string_erase(t->window, 0, (gssize)(t->window->len - left));
	g_string_append_len(t->window, text, (gssize)len);
	t->at = t->window->str;
	t->end = t->at + t->window->len;
	t->rest = end;
	t->replaced += replaced;
}

static bool
has_more(const struct text_table *t)
{
	return t->rest < t->rest_end;
}

/* Begins a text; *owned is to be freed after it. */
static void
begin_text(struct text_table *t, const struct reader_source *source,
    char **owned)
{
	size_t len;

	t->charset = reader_charset(source);
	t->window = g_string_new(NULL);
	t->at = t->end = t->window->str;
	t->rest = source->bytes;
	t->rest_end = source->bytes + source->len;
	if (has_plain_lines(&t->charset) && has_more(t)) {
		read_on(t);
		return;
	}
	t->at = charset_text(source->bytes, source->len, t->charset, &len,
	    &t->replaced, owned);
	t->end = t->at + len;
	t->rest = t->rest_end;
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

/* Moves after the field at t->at, up to its separator or line end, or to the end of
 * what is decoded, with its text in t->field. */
static void
scan_field(struct text_table *t)
{
	const char *quote = opening_quote(t), *from = t->at;

	g_string_truncate(t->field, 0);
	if (quote != NULL) {
		t->at = quote;
		if (read_quoted(t)) {
			from = t->at;
		} else if (has_more(t)) {
			return;
		} else {
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
}

/* Takes the field at t->at, with the line end that may follow it (CR LF) decoded. */
static void
read_field(struct text_table *t)
{
	const char *from = t->at;

	scan_field(t);
	while (t->end - t->at < 2 && has_more(t)) {
		t->at = from;
		read_on(t);
		from = t->at;
		scan_field(t);
	}
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
	if (t->at >= t->end && has_more(t))
		read_on(t);
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
	complain(out, t->replaced, &t->charset);
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
	g_autofree char *owned = NULL;
	struct text_table t = {0};

	begin_text(&t, source, &owned);
	t.separator = separator_hint(&t);
	if (t.separator == 0)
		t.separator = separated_by(t.at, (size_t)(t.end - t.at));
	t.grid = grid_new();
	t.field = g_string_new(NULL);
	read_records(&t, out);
	g_string_free(t.field, TRUE);
	g_string_free(t.window, TRUE);
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
