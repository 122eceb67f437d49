#include "question.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "fetch/base/program.h"
#include "parse/core/table.h"
#include "transform/name/code.h"
#include "transform/table/heading.h"

/* Which columns of a table hold what, from 0; -1: none does, -2: several might. */
struct question_columns {
	int name, code;
	size_t first;           /* row after the heading */
};

struct reading_state {
	GArray *questions;
	GStringChunk *strings;
	unsigned column;
};

static char *
read_all(const char *path, size_t *len)
{
	g_autoptr(GError) error = NULL;
	char *text = NULL;
	GString *all;
	char buffer[1 << 16];
	ssize_t n;

	if (strcmp(path, "-") != 0) {
		if (!g_file_get_contents(path, &text, len, &error))
			program_fail("%s", error->message);
		return text;
	}
	all = g_string_new(NULL);
	while ((n = read(STDIN_FILENO, buffer, sizeof buffer)) > 0)
		g_string_append_len(all, buffer, n);
	if (n < 0)
		program_fail("standard input: cannot read: %s",
		    g_strerror(errno));
	*len = all->len;
	return g_string_free(all, FALSE);
}

/* A text is a code where it reads as one, a name otherwise. */
static void
add(struct reading_state *s, const char *place, const char *name,
    const char *code)
{
	struct question q = {.place = g_string_chunk_insert(s->strings, place)};
	g_autofree char *own_name = g_strstrip(g_strdup(name ? name : ""));
	g_autofree char *own_code = g_strstrip(g_strdup(code ? code : ""));

	if (*own_code == '\0' && *own_name) {
		struct code c = code_read(own_name);

		if (c.status == CODE_VALID || c.status == CODE_BAD_CHECK) {
			q.code = g_string_chunk_insert(s->strings, c.text);
			g_array_append_val(s->questions, q);
			return;
		}
	}
	if (*own_name == '\0' && *own_code == '\0')
		return;
	if (*own_name)
		q.name = g_string_chunk_insert(s->strings, own_name);
	if (*own_code)
		q.code = g_string_chunk_insert(s->strings,
		    code_read(own_code).text);
	g_array_append_val(s->questions, q);
}

/* --- lines ------------------------------------------------------------ */

static void
read_lines(struct reading_state *s, char *text)
{
	unsigned n = 0;

	if (g_str_has_prefix(text, "\xef\xbb\xbf"))
		text += 3;
	while (text != NULL && *text) {
		char *end = strchr(text, '\n'), place[16];

		if (end != NULL)
			*end++ = '\0';
		snprintf(place, sizeof place, "%u", ++n);
		add(s, place, text, NULL);
		text = end;
	}
}

/* --- tables ----------------------------------------------------------- */

static enum heading_field
field_of(const char *cell)
{
	static const char *const names[] = {"name", "company", "company name",
	    "english name", "firm"}, *const codes[] = {"code", "credit code",
	    "credit_code", "uscc", "unified social credit code"};
	g_autofree char *folded = NULL;

	if (cell == NULL)
		return HEADING_NONE;
	folded = g_strstrip(g_ascii_strdown(cell, -1));
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (strcmp(folded, names[i]) == 0)
			return HEADING_NAME;
	for (size_t i = 0; i < G_N_ELEMENTS(codes); i++)
		if (strcmp(folded, codes[i]) == 0)
			return HEADING_CODE;
	return heading_field(cell);
}

/* Whether the row has a heading of a column of names or codes. */
static bool
find_headings(const struct table_row *row, struct question_columns *c)
{
	for (unsigned i = 0; i < row->n_cells; i++) {
		enum heading_field field = field_of(row->cells[i]);

		if (field == HEADING_NAME)
			c->name = c->name == -1 ? (int)i : -2;
		if (field == HEADING_CODE && c->code < 0)
			c->code = (int)i;
	}
	return c->name != -1 || c->code >= 0;
}

/* The columns of a table; false where they are not known. */
static bool
find_columns(const struct reading_state *s, const struct table *t,
    struct question_columns *c)
{
	*c = (struct question_columns){-1, -1, 0};
	for (size_t i = 0; i < t->n_rows && s->column == 0; i++)
		if (find_headings(&t->rows[i], c)) {
			c->first = i + 1;
			return c->name != -2;
		}
	if (s->column > 0)
		c->name = (int)s->column - 1;
	else if (t->cols == 1)
		c->name = 0;
	return c->name >= 0;
}

static const char *
cell_of(const struct table_row *row, int column)
{
	return column >= 0 && (unsigned)column < row->n_cells ?
	    row->cells[column] : NULL;
}

static void
read_table(struct reading_state *s, const struct table *t)
{
	struct question_columns c;

	if (!find_columns(s, t, &c)) {
		program_set_aside(t->place, NULL, "which of %u columns holds "
		    "the names? Expected one heading (企业名称, name), or "
		    "--column N", t->cols);
		return;
	}
	for (size_t i = c.first; i < t->n_rows; i++) {
		g_autofree char *place = g_strdup_printf("%s row %u", t->place,
		    t->rows[i].number);

		add(s, place, cell_of(&t->rows[i], c.name),
		    cell_of(&t->rows[i], c.code));
	}
}

static void
read_records(struct reading_state *s, const char *path, char *text, size_t len)
{
	struct table_document *d;
	size_t at = 0;
	char *error = NULL;

	while ((d = table_read(text, len, &at, &error)) != NULL) {
		for (size_t i = 0; i < d->n_problems; i++)
			program_set_aside(path, d->problems[i].place, "%s",
			    d->problems[i].code);
		for (size_t i = 0; i < d->n_tables; i++)
			read_table(s, &d->tables[i]);
		table_document_free(d);
	}
	if (error != NULL)
		program_fail("%s: not what miit-parse writes: %s", path, error);
}

GArray *
question_read(const char *path, unsigned column, GStringChunk *strings)
{
	struct reading_state s = {g_array_new(FALSE, FALSE,
	    sizeof(struct question)), strings, column};
	size_t len;
	g_autofree char *text = read_all(path, &len);

	if (strlen(text) != len)
		program_fail("%s: holds NUL bytes: expected lines of text or "
		    "what miit-parse --print writes", path);
	if (g_str_has_prefix(text, "document\t"))
		read_records(&s, path, text, len);
	else if (!g_utf8_validate(text, (gssize)len, NULL))
		program_fail("%s: not UTF-8: expected lines of text or what "
		    "miit-parse --print writes", path);
	else
		read_lines(&s, text);
	return s.questions;
}
