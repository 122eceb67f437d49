/* A sheet:
 *
 *     <worksheet>
 *       <cols><col min="1" max="2" hidden="1"/></cols>
 *       <sheetData>
 *         <row r="1" hidden="1"><c r="A1" s="3" t="s"><v>0</v></c></row>
 *       </sheetData>
 *       <mergeCells><mergeCell ref="A1:C1"/></mergeCells>
 *
 * r may be missing from rows and cells, which then follow one another.  t says
 * what <v> is: s the index of a shared string, str a formula's text, b 0 or 1,
 * e an error, d a date as ISO 8601 has it, n or nothing a number; inlineStr has
 * its text in <is>.  <f>, the formula, is not read: <v> is its result. */
#include "xlsx_sheet.h"

#include <string.h>

#include "parse/core/append.h"
#include "parse/core/cell_problems.h"
#include "parse/core/grid.h"
#include "parse/core/hidden.h"
#include "parse/format/iso_date.h"
#include "parse/pack/package.h"
#include "xlsx_text.h"

enum cell_type {
	TYPE_NUMBER, TYPE_SHARED, TYPE_TEXT, TYPE_INLINE, TYPE_BOOLEAN,
	TYPE_ERROR, TYPE_DATE,
};

struct xlsx_sheet_state {
	struct xlsx_book *book;
	struct grid *grid;
	struct hidden hidden;
	struct cell_problems problems;
	unsigned row, col;              /* of the cell, or the last one's */
	bool row_misplaced, misplaced;  /* its reference is no place */
	char reference[40];             /* of a misplaced cell, cut */
	const struct xlsx_style *style;
	enum cell_type type;
	bool in_cell, in_value, in_inline, has_value, has_inline, has_formula;
	bool rich;                      /* its text has fonts of its own */
	GString *value;                 /* of <v> */
	GString *text;                  /* of <is>, and what is shown */
	const char *shown;              /* that, or a shared string */
	size_t shown_len;
	struct xlsx_text inline_text;
};

/* --- addresses -------------------------------------------------------- */

/* A letter's number from 1, else 0. */
static unsigned
letter(char c)
{
	const unsigned n = (unsigned)(c | 0x20) - 'a' + 1;

	return n <= 26 ? n : 0;
}

/* "AB12", "$AB$12"; returns what follows it, or NULL. */
static const char *
read_address(const char *at, const char *end, unsigned *row, unsigned *col)
{
	*row = *col = 0;
	if (at < end && *at == '$')
		at++;
	for (; at < end && letter(*at) > 0 && *col < 1000000; at++)
		*col = *col * 26 + letter(*at);
	if (at < end && *at == '$')
		at++;
	for (; at < end && g_ascii_isdigit(*at) && *row < 100000000; at++)
		*row = *row * 10 + (unsigned)(*at - '0');
	return *row > 0 && *col > 0 ? at : NULL;
}

/* "A1:C3" */
static void
read_span(struct xlsx_sheet_state *s, const struct xml_attributes *a)
{
	size_t len;
	const char *at = xml_attribute(a, "ref", &len), *end;
	unsigned row, col, last_row, last_col;

	if (at == NULL)
		return;
	end = at + len;
	at = read_address(at, end, &row, &col);
	if (at == NULL || at == end || *at != ':' ||
	    read_address(at + 1, end, &last_row, &last_col) != end ||
	    last_row < row || last_col < col)
		return;
	grid_span(s->grid, row, col, last_row - row + 1, last_col - col + 1);
}

/* --- what a cell shows ------------------------------------------------ */

static void
show_as_is(struct xlsx_sheet_state *s, const char *text, size_t len)
{
	s->shown = text;
	s->shown_len = len;
}

/* Shows a text, shown where it lies if its format keeps it. */
static void
show_text(struct xlsx_sheet_state *s, const char *text, size_t len)
{
	if (s->style->keeps_text) {
		show_as_is(s, text, len);
		return;
	}
	if (text == s->text->str) {
		g_string_assign(s->value, text);
		text = s->value->str;
	}
	g_string_truncate(s->text, 0);
	number_format_text(s->style->format, text, len, s->text);
}

/* The number that a text is, or G_MAXUINT64. */
static guint64
index_of(const GString *text)
{
	const char *p = text->str;
	guint64 n = 0;
	char *end;

	while (g_ascii_isdigit(*p) && p - text->str < 9)
		n = n * 10 + (unsigned)(*p++ - '0');
	if (*p == '\0' && p > text->str)
		return n;
	n = g_ascii_strtoull(text->str, &end, 10);
	return *end == '\0' && end != text->str ? n : G_MAXUINT64;
}

static void
show_shared(struct xlsx_sheet_state *s)
{
	guint64 index = index_of(s->value);
	size_t len;
	const char *text = shared_strings_get(s->book->strings,
	    (size_t)index, &len);

	if (text == NULL)
		cell_problems_report(&s->problems, s->row, s->col,
		    "expected the index of a shared string", s->value->str);
	else
		show_text(s, text, len);
	s->rich = shared_strings_is_rich(s->book->strings, (size_t)index);
}

/* TRUE or FALSE, as Excel writes them in every format. */
static void
show_boolean(struct xlsx_sheet_state *s)
{
	const char *v = s->value->str;

	if (strcmp(v, "1") == 0 || g_ascii_strcasecmp(v, "true") == 0)
		g_string_assign(s->text, "TRUE");
	else if (strcmp(v, "0") == 0 || g_ascii_strcasecmp(v, "false") == 0)
		g_string_assign(s->text, "FALSE");
	else
		cell_problems_report(&s->problems, s->row, s->col,
		    "expected 0 or 1",
		    v);
}

static void
show_number(struct xlsx_sheet_state *s)
{
	if (!number_format_decimal(s->style->format, s->value->str,
	    s->value->len, s->book->epoch_1904, s->text))
		cell_problems_report(&s->problems, s->row, s->col,
		    "expected a number", s->value->str);
	else if (strcmp(s->text->str, NUMBER_FORMAT_NO_DATE) == 0)
		cell_problems_report(&s->problems, s->row, s->col,
		    "shown as a date, which it cannot be", s->value->str);
}

/* Shows a date, or in strict files a duration for a time; without a format it
 * is shown as it is written. */
static void
show_date(struct xlsx_sheet_state *s)
{
	const struct number_format *format = s->style->format;
	double serial;

	if (number_format_is_date(format) && (iso_date_serial(s->value->str,
	    s->book->epoch_1904, &serial) ||
	    iso_date_duration(s->value->str, &serial)))
		number_format_value(format, serial, s->book->epoch_1904,
		    s->text);
	else
		g_string_assign(s->text, s->value->str);
}

/* An empty <v> is no text; for other types it is no value at all. */
static void
show_value(struct xlsx_sheet_state *s)
{
	if (s->value->len == 0)
		return;
	switch (s->type) {
	case TYPE_SHARED:
		show_shared(s);
		break;
	case TYPE_TEXT:
	case TYPE_INLINE:
		xlsx_text_unescape(s->value, 0);
		show_text(s, s->value->str, s->value->len);
		break;
	case TYPE_BOOLEAN:
		show_boolean(s);
		break;
	case TYPE_ERROR:
		g_string_assign(s->text, s->value->str);
		break;
	case TYPE_DATE:
		show_date(s);
		break;
	default:
		show_number(s);
	}
}

/* Marks all that is shown as one run. */
static void
mark_shown(struct xlsx_sheet_state *s, enum mark_kind mark)
{
	g_autofree char *text = g_strndup(s->shown, s->shown_len);

	g_string_truncate(s->text, 0);
	mark_begin(s->text, mark);
	g_string_append(s->text, text);
	mark_end(s->text);
	show_as_is(s, s->text->str, s->text->len);
}

static void
end_cell(struct xlsx_sheet_state *s)
{
	int mark;

	s->in_cell = false;
	s->rich = false;
	s->shown = NULL;
	if (s->has_inline) {
		show_text(s, s->text->str, s->text->len);
		s->rich = s->inline_text.rich;
	} else {
		append_after(s->text, 0);
		if (s->has_value && (!s->has_formula || s->value->len > 0 ||
		    s->type == TYPE_TEXT))
			show_value(s);
		else if (s->has_formula)
			cell_problems_report(&s->problems, s->row, s->col,
			    "a formula without its result", NULL);
	}
	if (s->shown == NULL)
		show_as_is(s, s->text->str, s->text->len);
	mark = xlsx_book_mark(s->book, s->style);
	if (mark != XLSX_TEXT_PLAIN && s->shown_len > 0 && !s->rich)
		mark_shown(s, (enum mark_kind)mark);
	if (s->shown_len > 0 && s->misplaced)
		cell_problems_report(&s->problems, 0, 0, "a cell left out for "
		    "its reference: expected one such as B7", s->reference);
	else if (s->shown_len > 0 && !grid_set(s->grid, s->row, s->col,
	    s->shown, s->shown_len))
		cell_problems_report(&s->problems, s->row, s->col,
		    "beyond the last row or column of a sheet", NULL);
}

/* --- elements --------------------------------------------------------- */

/* What t says. */
static enum cell_type
type_of(const char *t, size_t len)
{
	static const struct {
		const char *name;
		enum cell_type type;
	} types[] = {{"s", TYPE_SHARED}, {"str", TYPE_TEXT},
	    {"inlineStr", TYPE_INLINE}, {"b", TYPE_BOOLEAN},
	    {"e", TYPE_ERROR}, {"d", TYPE_DATE}};

	if (len == 1 && *t == 's')
		return TYPE_SHARED;
	for (size_t i = 0; t != NULL && i < G_N_ELEMENTS(types); i++)
		if (len == strlen(types[i].name) &&
		    memcmp(t, types[i].name, len) == 0)
			return types[i].type;
	return TYPE_NUMBER;
}

static void
start_row(struct xlsx_sheet_state *s, const struct xml_attributes *a)
{
	unsigned last = s->row;
	size_t len;
	const char *number = xml_attribute(a, "r", &len);

	s->row = xml_attribute_number(a, "r", 0);
	/* What follows a misplaced row without a number is so, too. */
	if (number != NULL && len > 0)
		s->row_misplaced = s->row == 0;
	if (number != NULL && s->row_misplaced)
		g_strlcpy(s->reference, number,
		    MIN(len + 1, sizeof s->reference));
	if (s->row == 0)
		s->row = last + 1;
	s->col = 0;
	if (xml_attribute_true(a, "hidden"))
		hidden_rows(&s->hidden, s->row, s->row);
}

/* A value of an attribute; NULL where there is none. */
struct value {
	const char *at;
	size_t len;
};

/* The attributes of a cell, all with names of one letter: of those of one name the
 * first. */
static void
find_attributes(const struct xml_attributes *a, struct value *r,
    struct value *t, struct value *style)
{
	for (int i = 0; i < a->n; i++) {
		struct value value;
		const char *name = xml_attribute_at(a, i, &value.at,
		    &value.len);
		struct value *to = *name == 'r' ? r : *name == 't' ? t :
		    *name == 's' ? style : NULL;

		if (to != NULL && name[1] == '\0' && to->at == NULL)
			*to = value;
	}
}

static void
start_cell(struct xlsx_sheet_state *s, const struct xml_attributes *a)
{
	struct value r = {0}, t = {0}, style = {0};
	unsigned row, col;

	find_attributes(a, &r, &t, &style);
	s->misplaced = false;
	if (r.at != NULL && read_address(r.at, r.at + r.len, &row, &col) ==
	    r.at + r.len) {
		s->row = row;
		s->col = col;
	} else if (r.len > 0) {
		s->misplaced = s->row_misplaced = true;
		g_strlcpy(s->reference, r.at,
		    MIN(r.len + 1, sizeof s->reference));
	} else {
		s->col++;
		s->misplaced = s->row_misplaced;
	}
	s->type = type_of(t.at, t.len);
	s->style = xlsx_book_style(s->book, xml_number(style.at, style.len, 0));
	s->in_cell = true;
	s->in_value = s->in_inline = false;
	s->has_value = s->has_inline = s->has_formula = false;
	append_after(s->value, 0);
	append_after(s->text, 0);
}

static void
start_in_cell(struct xlsx_sheet_state *s, const char *name,
    const struct xml_attributes *a)
{
	if (s->in_inline)
		xlsx_text_start(&s->inline_text, name, a);
	else if (xml_is(name, "v"))
		s->in_value = s->has_value = true;
	else if (xml_is(name, "f"))
		s->has_formula = true;
	else if (xml_is(name, "is")) {
		s->in_inline = s->has_inline = true;
		s->inline_text = (struct xlsx_text){.text = s->text};
	}
}

static void
start_element(void *data, const char *name, const struct xml_attributes *a)
{
	struct xlsx_sheet_state *s = data;

	if (s->in_cell)
		start_in_cell(s, name, a);
	else if (xml_is(name, "c"))
		start_cell(s, a);
	else if (xml_is(name, "row"))
		start_row(s, a);
	else if (xml_is(name, "mergeCell"))
		read_span(s, a);
	else if (xml_is(name, "col") && xml_attribute_true(a, "hidden")) {
		unsigned first = xml_attribute_number(a, "min", 1);

		hidden_cols(&s->hidden, first,
		    xml_attribute_number(a, "max", first));
	}
}

static void
end_element(void *data, const char *name)
{
	struct xlsx_sheet_state *s = data;

	if (!s->in_cell)
		return;
	if (s->in_inline && xml_is(name, "is"))
		s->in_inline = false;
	else if (s->in_inline)
		xlsx_text_end(&s->inline_text, name);
	else if (xml_is(name, "v"))
		s->in_value = false;
	else if (xml_is(name, "c"))
		end_cell(s);
}

static void
add_text(void *data, const char *text, size_t len)
{
	struct xlsx_sheet_state *s = data;

	if (s->in_value)
		append_bytes(s->value, text, len);
	else if (s->in_inline)
		xlsx_text_add(&s->inline_text, text, len);
}

void
xlsx_sheet_read(struct xlsx_book *book, const struct xlsx_sheet_entry *entry,
    const char *member, struct records *out)
{
	static const struct xml_handler handler = {start_element, end_element,
	    add_text};
	struct xlsx_sheet_state s = {.book = book, .problems = {out,
	    entry->name, {0},
	    {0}}};
	struct container_trouble trouble = {0};
	const struct container_member *part = entry->part == NULL ? NULL :
	    container_find(book->container, entry->part);

	if (part == NULL) {
		records_problem(out, PROBLEM_DAMAGED, entry->name,
		    "its part is missing%s%s",
		    entry->part != NULL ? ": " : "",
		    entry->part != NULL ? entry->part : "");
		return;
	}
	s.grid = grid_new();
	s.value = g_string_new(NULL);
	s.text = g_string_new(NULL);
	hidden_init(&s.hidden, entry->hidden);
	xml_read_member(book->container, part, &handler, &s, &trouble);
	cell_problems_end(&s.problems);
	package_complain(book->out, entry->name, &trouble);
	hidden_write_sheet(&s.hidden, entry->name, s.grid, out, member);
	g_string_free(s.text, TRUE);
	g_string_free(s.value, TRUE);
}
