/* Lists, as transform reads them: a notice whose first line is its title; a line
 * that begins with "#" is a paragraph, every other one a row of a table, its cells
 * divided by tabs; an empty line ends a table.  Every row of a table is counted as
 * exactly one of the kinds of event.h, events stand in rows that are there, and the
 * same document gives the same events. */
#include <stdlib.h>
#include <string.h>

#include "parse/core/table.h"
#include "transform/firm/resolve.h"
#include "transform/list/extract.h"
#include "transform/list/extraction.h"
#include "fuzz.h"

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	return 0;
}

/* --- the document -------------------------------------------------------- */

struct stream {
	GString *text, *rows;   /* `rows`: of the table that is not written yet */
	unsigned n, n_rows, cols, records;
};

static void
add_text(struct stream *s, const char *role, const char *text)
{
	g_string_append_printf(s->text, "text\t%u\t%s\t", ++s->n, role);
	handoff_table_escape(s->text, text);
	g_string_append_c(s->text, '\n');
	s->records++;
}

static void
add_row(struct stream *s, const char *line)
{
	g_auto(GStrv) cells = g_strsplit(line, "\t", 100);

	g_string_append_printf(s->rows, "row\t%u\t%u", s->n + 1, ++s->n_rows);
	for (char **cell = cells; *cell != NULL; cell++) {
		g_string_append_c(s->rows, '\t');
		handoff_table_escape(s->rows, *cell);
	}
	g_string_append_c(s->rows, '\n');
	s->cols = MAX(s->cols, g_strv_length(cells));
}

static void
end_table(struct stream *s)
{
	if (s->n_rows == 0)
		return;
	g_string_append_printf(s->text, "table\t%u\t\\N\tbody\t%u\t%u\n%s", ++s->n,
	    s->n_rows, s->cols, s->rows->str);
	s->records += 1 + s->n_rows;
	g_string_truncate(s->rows, 0);
	s->n_rows = s->cols = 0;
}

/* The records of a document of these lines, to be freed. */
static GString *
make_stream(char **lines)
{
	struct stream s = {g_string_new(NULL), g_string_new(NULL), 0, 0, 0, 1};

	g_string_append_printf(s.text, "document\t1\t%064d\ttext/html\tutf-8\t"
	    "html\tutf8\n", 1);
	for (size_t i = 0; lines[i] != NULL && i < 1000; i++) {
		if (i == 0 || *lines[i] == '#' || *lines[i] == '\0')
			end_table(&s);
		if (i == 0)
			add_text(&s, "title", lines[i]);
		else if (*lines[i] == '#')
			add_text(&s, "paragraph", lines[i] + 1);
		else if (*lines[i] != '\0')
			add_row(&s, lines[i]);
	}
	end_table(&s);
	g_string_append_printf(s.text, "end\t%u\n", s.records);
	g_string_free(s.rows, TRUE);
	return s.text;
}

/* --- what is read of it -------------------------------------------------- */

static struct extraction *
extract(const GString *stream)
{
	g_autofree char *copy = g_memdup2(stream->str, stream->len + 1);
	g_autofree char *error = NULL;
	GStringChunk *strings = g_string_chunk_new(4096);
	struct notice notice = {.identity = "", .strings = strings};
	struct extraction *x = extraction_new();
	struct extract_file file = {.alone = true};
	struct table_document *document;
	size_t at = 0;

	document = table_read(copy, stream->len, &at, &error);
	g_assert_cmpstr(error, ==, NULL);
	g_assert_nonnull(document);
	file.document = document->sha256;
	notice_add_page(&notice, document, strings);
	notice_settle(&notice, NULL);
	extract_document(x, &notice, &file, document, true);
	notice_clear(&notice);
	table_document_free(document);
	g_string_chunk_free(strings);
	return x;
}

static unsigned long
count(const char *number)
{
	return number == NULL ? 0 : strtoul(number, NULL, 10);
}

static void
expect_balance(const struct list *l)
{
	g_assert_cmpuint(count(l->title_rows) + count(l->heading_rows) +
	    count(l->repeated_heading_rows) + count(l->section_rows) +
	    count(l->blank_rows) + count(l->note_rows) + count(l->footer_rows) +
	    count(l->reject_rows) + count(l->event_rows), ==, count(l->rows));
}

static void
resolve(struct extraction *x)
{
	size_t n_lists;
	const GPtrArray *rows = extraction_events(x);
	g_autofree const struct list **lists = extraction_lists(x, &n_lists);
	struct resolution *r = resolve_events(rows, lists, n_lists);
	guint32 nth = 0;

	for (size_t i = 0; i < n_lists; i++)
		expect_balance(lists[i]);
	for (guint i = 0; i < rows->len; i++) {
		for (guint k = 0; k < event_rows_count(rows->pdata[i]); k++) {
			struct event e = event_rows_at(rows->pdata[i], k);

			resolve_complete(&e, nth++, r);
			g_assert_true(e.name != NULL && *e.name);
			g_assert_nonnull(e.company);
			g_assert_cmpuint(count(e.row_no), <=, 1000);
		}
	}
	resolve_free(r);
}

static void
expect_same(struct extraction *a, struct extraction *b)
{
	const GPtrArray *one = extraction_events(a);
	const GPtrArray *other = extraction_events(b);

	g_assert_cmpuint(one->len, ==, other->len);
	for (guint i = 0; i < one->len; i++) {
		const struct event_rows *x = one->pdata[i];
		const struct event_rows *y = other->pdata[i];

		g_assert_cmpuint(event_rows_count(x), ==, event_rows_count(y));
		for (guint k = 0; k < event_rows_count(x); k++) {
			g_assert_cmpstr(event_rows_text(x, k, event), ==,
			    event_rows_text(y, k, event));
			g_assert_cmpstr(event_rows_text(x, k, name), ==,
			    event_rows_text(y, k, name));
			g_assert_cmpstr(event_rows_text(x, k, unit), ==,
			    event_rows_text(y, k, unit));
		}
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	g_autofree char *given = g_strndup((const char *)bytes, len);
	g_autofree char *text = g_utf8_make_valid(given, -1);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	g_autoptr(GString) stream = NULL;
	struct extraction *x, *again;

	if (lines[0] == NULL)
		return 0;
	stream = make_stream(lines);
	x = extract(stream);
	again = extract(stream);
	resolve(x);
	expect_same(x, again);
	extraction_free(again);
	extraction_free(x);
	return 0;
}
