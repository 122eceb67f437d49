#include "question.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "fetch/base/program.h"
#include "fetch/body/charset.h"
#include "fetch/body/separated.h"
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

/* --- headings --------------------------------------------------------- */

static enum heading_field
field_of(const char *cell)
{
	static const struct {
		const char *words;
		enum heading_field field;
	} english[] = {
	    {"name", HEADING_NAME}, {"names", HEADING_NAME},
	    {"company", HEADING_NAME}, {"companies", HEADING_NAME},
	    {"company name", HEADING_NAME}, {"firm", HEADING_NAME},
	    {"firm name", HEADING_NAME}, {"enterprise", HEADING_NAME},
	    {"enterprise name", HEADING_NAME},
	    {"english name", HEADING_ENGLISH}, {"code", HEADING_CODE},
	    {"credit code", HEADING_CODE}, {"uscc", HEADING_CODE},
	    {"unified social credit code", HEADING_CODE}};
	g_autofree char *folded = NULL;

	if (cell == NULL)
		return HEADING_NONE;
	folded = g_strdelimit(g_ascii_strdown(cell, -1), "_", ' ');
	g_strstrip(folded);
	for (size_t i = 0; i < G_N_ELEMENTS(english); i++)
		if (strcmp(folded, english[i].words) == 0)
			return english[i].field;
	return heading_field(cell);
}

/* Whether a cell says that names or codes follow below it. */
static bool
is_heading(const char *cell)
{
	enum heading_field field = field_of(cell);

	return field == HEADING_NAME || field == HEADING_ENGLISH ||
	    field == HEADING_CODE;
}

/* Whether the row has a heading of a column of names or codes.  English names
 * are asked for where no others stand beside them. */
static bool
find_headings(const struct table_row *row, struct question_columns *c)
{
	int english = -1;

	for (unsigned i = 0; i < row->n_cells; i++) {
		enum heading_field field = field_of(row->cells[i]);

		if (field == HEADING_NAME)
			c->name = c->name == -1 ? (int)i : -2;
		if (field == HEADING_ENGLISH)
			english = english == -1 ? (int)i : -2;
		if (field == HEADING_CODE && c->code < 0)
			c->code = (int)i;
	}
	if (c->name == -1)
		c->name = english;
	return c->name != -1 || c->code >= 0;
}

/* --- lines ------------------------------------------------------------ */

/* The text of a line that is one field in quotes, as a table of one column is
 * saved: "甲 ""乙"" 公司" is 甲 "乙" 公司.  Others stay as they are. */
static void
unquote(char *line)
{
	size_t n = strlen(line);
	char *to = line;

	if (n < 2 || line[0] != '"' || line[n - 1] != '"')
		return;
	for (const char *p = line + 1; p < line + n - 1; p++)
		if (*p == '"' && (p[1] != '"' || ++p == line + n - 1))
			return;
	for (const char *p = line + 1; p < line + n - 1; p++) {
		*to++ = *p;
		p += *p == '"';
	}
	*to = '\0';
}

/* Returns whether the text is a table, whose first line has a heading among
 * others. */
static bool
is_table(const char *text)
{
	const char separator[] = {separated_by(text, strlen(text)), '\0'};
	g_autofree char *line = g_strndup(text, strcspn(text, "\r\n"));
	g_auto(GStrv) cells = NULL;

	if (*separator == '\0')
		return false;
	cells = g_strsplit(line, separator, -1);
	for (size_t i = 0; g_strv_length(cells) > 1 && cells[i] != NULL; i++) {
		unquote(g_strstrip(cells[i]));
		if (is_heading(cells[i]))
			return true;
	}
	return false;
}

/* Reads a name or code in each line, the first of which may be the heading of
 * them. */
static void
read_lines(struct reading_state *s, const char *path, char *text)
{
	bool first = true;
	unsigned n = 0;

	if (is_table(text))
		program_fail("%s: a table: expected lines, or its records: "
		    "miit-parse --print %s | miit-load --match -", path, path);
	if (s->column > 1)
		program_fail("%s: --column %u: expected a table: these are "
		    "lines with a name each", path, s->column);
	while (text != NULL && *text) {
		char *end = strpbrk(text, "\r\n"), place[16];

		if (end != NULL && end[0] == '\r' && end[1] == '\n')
			*end++ = '\0';
		if (end != NULL)
			*end++ = '\0';
		snprintf(place, sizeof place, "%u", ++n);
		g_strstrip(text);
		unquote(text);
		if (strstr(text, "\xef\xbf\xbd") != NULL)
			program_set_aside(path, place, "characters that its "
			    "charset has not: expected UTF-8 or GB18030");
		else if (!first || !is_heading(text))
			add(s, place, text, NULL);
		first = first && *text == '\0';
		text = end;
	}
}

/* Returns the text in UTF-8; of a charset that is none of the known ones the
 * lines that cannot be read show as such. */
static char *
decode(const char *path, const char *bytes, size_t len)
{
	struct charset c = charset_of((const unsigned char *)bytes, len, NULL);
	const char *name = strcmp(c.evidence, "fallback") == 0 ? "utf-8" :
	    c.name;

	if (!g_str_has_prefix(name, "utf-16") &&
	    !g_str_has_prefix(name, "utf-32") && strlen(bytes) != len)
		program_fail("%s: holds NUL bytes: expected lines of text or "
		    "what miit-parse --print writes", path);
	return charset_decode((const unsigned char *)bytes, len, name, NULL,
	    NULL);
}

/* --- tables ----------------------------------------------------------- */

static const char *
cell_of(const struct table_row *row, int column)
{
	return column >= 0 && (unsigned)column < row->n_cells ?
	    row->cells[column] : NULL;
}

static bool
is_legal_form(const char *cell)
{
	static const char *const forms[] = {"co", "corp", "inc", "limited", "llc",
	    "ltd", "plc"};
	g_autofree char *folded = g_ascii_strdown(cell != NULL ? cell : "", -1);

	g_strstrip(g_strdelimit(folded, ".", ' '));
	for (size_t i = 0; i < G_N_ELEMENTS(forms); i++)
		if (strcmp(folded, forms[i]) == 0)
			return true;
	return false;
}

/* Whether the cells of each row are one name, which the commas of English ones
 * cut in two: "Ningbo Zhongyi Co." and "Ltd.". */
static bool
is_cut_at_commas(const struct table *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->n_rows; i++) {
		const struct table_row *row = &t->rows[i];

		if (row->n_cells < 2)
			continue;
		if (!is_legal_form(row->cells[row->n_cells - 1]))
			return false;
		n++;
	}
	return n > 0;
}

static void
join_cells(struct reading_state *s, const struct table *t)
{
	bool first = true;

	for (size_t i = 0; i < t->n_rows; i++) {
		const struct table_row *row = &t->rows[i];
		g_autoptr(GString) name = g_string_new(NULL);
		g_autofree char *place = g_strdup_printf("%u", row->number);

		for (unsigned j = 0; j < row->n_cells; j++)
			g_string_append_printf(name, "%s%s", j > 0 ? "," : "",
			    row->cells[j] != NULL ? row->cells[j] : "");
		if (!first || !is_heading(name->str))
			add(s, place, name->str, NULL);
		first = first && name->len == 0;
	}
}

/* The row after the heading of a column that was asked for. */
static size_t
after_heading(const struct table *t, int column)
{
	for (size_t i = 0; i < t->n_rows; i++) {
		const char *cell = cell_of(&t->rows[i], column);

		if (cell != NULL && *cell != '\0')
			return is_heading(cell) ? i + 1 : 0;
	}
	return 0;
}

/* Finds the columns of a table; false where they are not known. */
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
	if (s->column > 0) {
		c->name = (int)s->column - 1;
		c->first = after_heading(t, c->name);
	} else if (t->cols == 1)
		c->name = 0;
	return c->name >= 0;
}

static void
read_table(struct reading_state *s, const struct table *t)
{
	struct question_columns c;

	if (s->column == 0 && is_cut_at_commas(t)) {
		join_cells(s, t);
		return;
	}
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

/* --- paragraphs ------------------------------------------------------- */

/* Whether a paragraph of such a document is what somebody wrote in a line of its
 * own; a page has menus, too. */
static bool
is_typed(const char *reader)
{
	static const char *const readers[] = {"text", "docx", "doc", "rtf"};

	for (size_t i = 0; i < G_N_ELEMENTS(readers); i++)
		if (g_strcmp0(reader, readers[i]) == 0)
			return true;
	return false;
}

/* A document without a table: a name or code in each paragraph. */
static void
read_paragraphs(struct reading_state *s, const struct table_document *d)
{
	bool first = true;

	for (size_t i = 0; i < d->n_texts; i++) {
		const struct table_text *t = &d->texts[i];
		g_autofree char *place = g_strdup_printf("paragraph %u", t->n);

		if (strcmp(t->role, "paragraph") != 0 &&
		    strcmp(t->role, "heading") != 0 &&
		    strcmp(t->role, "title") != 0)
			continue;
		if (!first || !is_heading(t->text))
			add(s, place, t->text, NULL);
		first = false;
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
			program_set_aside(NULL, d->problems[i].place, "%s: %s",
			    d->problems[i].code, d->problems[i].message);
		for (size_t i = 0; i < d->n_tables; i++)
			read_table(s, &d->tables[i]);
		if (d->n_tables == 0 && is_typed(d->reader))
			read_paragraphs(s, d);
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
	g_autofree char *bytes = read_all(path, &len), *text = NULL;

	if (strcmp(path, "-") == 0)
		path = "standard input";
	if (g_str_has_prefix(bytes, "document\t"))
		read_records(&s, path, bytes, len);
	else {
		text = decode(path, bytes, len);
		read_lines(&s, path, text);
	}
	/* A list of nothing has no answer, whatever was set aside. */
	if (s.questions->len == 0)
		program_fail("no names or codes to ask for: expected a text "
		    "with one in each line, or a table with a heading "
		    "(企业名称, name) above them");
	return s.questions;
}
