/* Workbooks of OpenDocument (ISO/IEC 26300), as LibreOffice and WPS save them:
 * a zip container with the sheets in content.xml.
 *
 *     <office:automatic-styles>
 *       <style:style style:name="ta2" style:family="table">
 *         <style:table-properties table:display="false"/>
 *     <office:spreadsheet>
 *       <table:table table:name="Sheet1" table:style-name="ta1">
 *         <table:table-column table:number-columns-repeated="2"
 *             table:visibility="collapse"/>
 *         <table:table-row table:number-rows-repeated="3">
 *           <table:table-cell table:number-columns-spanned="2"
 *               office:value-type="float" office:value="1.5">
 *             <text:p>1.50</text:p></table:table-cell>
 *           <table:covered-table-cell/>
 *
 * The paragraphs of a cell are what it shows; the value beside them counts
 * where there are none, and for codes that were shown with an exponent.  A
 * sheet ends in a cell repeated to the last column and a row repeated to the
 * last row, both without text. */
#include <string.h>

#include "fetch/body/sniff.h"
#include "parse/core/append.h"
#include "parse/core/cell_problems.h"
#include "parse/core/grid.h"
#include "parse/core/hidden.h"
#include "parse/core/mark.h"
#include "parse/core/reader.h"
#include "parse/format/number_format.h"
#include "parse/pack/package.h"
#include "parse/pack/xml.h"

enum {
	MOST_REPEATED = 1000000,        /* cells with text set by repeating */
	CODE_DIGITS = 15,               /* number_format.h says why */
};

/* What the value of a cell is. */
enum value_type {
	TYPE_NONE, TYPE_BOOLEAN, TYPE_AS_IT_IS, TYPE_NUMBER,
};

/* Elements that are met often. */
enum ods_element {
	OTHER, ASIDE, CELL, PARAGRAPH, ROW, TABLE,
};

/* Attributes of cells; from VALUE on: values, of which the first counts. */
enum attribute {
	COLUMNS_REPEATED = 1, COLUMNS_SPANNED, ROWS_SPANNED, STYLE_NAME, VALUE_TYPE,
	VALUE, VALUE_STRING, VALUE_DATE, VALUE_TIME, VALUE_BOOLEAN, ATTRIBUTES,
};

struct ods_book {
	const struct reader_source *source;
	struct records *out;
	GHashTable *hidden_styles;      /* names of styles of hidden sheets */
	GHashTable *marks;              /* names of styles: mark_kind + 1 */
	guint cell_mark;                /* that of the cell's style, or 0 */
	GByteArray *spans;              /* of the spans open, 0 for none */
	char *style;                    /* the name of the style being read */
	struct number_format *general;
	size_t repeated;                /* cells set by repeating so far */

	/* The sheet being read; grid is NULL between sheets. */
	char *name;
	struct grid *grid;
	struct hidden hidden;
	struct cell_problems problems;
	unsigned row, col;              /* the first ones of those repeated */
	unsigned rows, cols;            /* how many they stand for */

	bool in_cell, any_paragraph, in_paragraph, blank_before;
	GString *text;
	enum value_type type;           /* of the value beside its text */
	GString *value;
	bool has_value;
	struct xml_names elements, attributes;
	unsigned skipped;               /* depth within a comment or the like */
};

/* --- text ------------------------------------------------------------- */

/* How text is marked: by the innermost span that says so, else the cell. */
static unsigned
mark_now(const struct ods_book *w)
{
	for (guint i = w->spans->len; i > 0; i--)
		if (w->spans->data[i - 1] > 0)
			return w->spans->data[i - 1];
	return w->cell_mark;
}

static guint8
mark_of_style(const struct ods_book *w, const struct xml_attributes *a)
{
	g_autofree char *style = g_hash_table_size(w->marks) == 0 ? NULL :
	    xml_attribute_copy(a, "style-name");

	return style == NULL ? 0 : (guint8)GPOINTER_TO_UINT(
	    g_hash_table_lookup(w->marks, style));
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Runs of spaces are one, those at the ends of a paragraph none; <text:s>
 * stands for spaces that count. */
static void
add_text(void *data, const char *text, size_t len)
{
	struct ods_book *w = data;

	unsigned mark;

	if (w->skipped > 0 || !w->in_paragraph)
		return;
	mark = mark_now(w);
	if (mark > 0)
		mark_begin(w->text, (enum mark_kind)(mark - 1));
	for (const char *end = text + len; text < end;) {
		const char *from = text;

		while (end - text >= 8 && !append_has_below(text, ' ' + 1))
			text += 8;
		while (text < end && ((unsigned char)*text > ' ' ||
		    !is_blank(*text)))
			text++;
		append_bytes(w->text, from, (size_t)(text - from));
		if (text > from)
			w->blank_before = false;
		if (text < end && !w->blank_before) {
			g_string_append_c(w->text, ' ');
			w->blank_before = true;
		}
		text += text < end;
	}
	if (mark > 0)
		mark_end(w->text);
}

static void
start_paragraph(struct ods_book *w)
{
	if (w->any_paragraph)
		g_string_append_c(w->text, '\n');
	w->any_paragraph = w->in_paragraph = w->blank_before = true;
}

static void
start_in_paragraph(struct ods_book *w, const char *name,
    const struct xml_attributes *a)
{
	unsigned n = MIN(xml_attribute_number(a, "c", 1), 1000);

	guint8 mark;

	if (xml_is(name, "span")) {
		mark = mark_of_style(w, a);
		g_byte_array_append(w->spans, &mark, 1);
	} else if (xml_is(name, "line-break"))
		g_string_append_c(w->text, '\n');
	else if (xml_is(name, "tab"))
		g_string_append_c(w->text, '\t');
	else if (xml_is(name, "s"))
		for (unsigned i = 0; i < n; i++)
			g_string_append_c(w->text, ' ');
}

static void
end_paragraph(struct ods_book *w)
{
	if (w->blank_before && w->text->len > 0 &&
	    w->text->str[w->text->len - 1] == ' ')
		g_string_truncate(w->text, w->text->len - 1);
	w->in_paragraph = false;
}

/* --- cells ------------------------------------------------------------ */

/* Whether a number was shown as 9.1E+17 that is a code in truth. */
static bool
lost_its_digits(const struct ods_book *w)
{
	size_t digits = !w->has_value ? 0 :
	    strspn(w->value->str, "0123456789");

	return digits >= CODE_DIGITS && w->value->str[digits] == '\0' &&
	    strstr(w->text->str, "E+") != NULL;
}

/* Shows a cell that has a value but shows nothing of it, as some programs
 * write. */
static void
show_value(struct ods_book *w)
{
	const char *value = w->value->str;

	if (w->type == TYPE_NONE || !w->has_value)
		return;
	if (w->type == TYPE_BOOLEAN)
		g_string_assign(w->text, strcmp(value, "true") == 0 ?
		    "TRUE" : "FALSE");
	else if (w->type == TYPE_AS_IT_IS)
		g_string_assign(w->text, value);
	else if (!number_format_decimal(w->general, value, w->value->len,
	    false, w->text))
		cell_problems_report(&w->problems, w->row, w->col,
		    "expected a number", value);
}

static void
set_cell(struct ods_book *w, unsigned row, unsigned col)
{
	if (!grid_set(w->grid, row, col, w->text->str, w->text->len))
		cell_problems_report(&w->problems, row, col,
		    "beyond the last row or column of a sheet", NULL);
}

/* Sets a cell that is repeated in every row and column that it stands for. */
static void
set_cells(struct ods_book *w)
{
	size_t n = (size_t)w->rows * w->cols;

	if (w->repeated + n > MOST_REPEATED) {
		cell_problems_report(&w->problems, w->row, w->col,
		    "repeated too often: expected less than a million cells",
		    NULL);
		return;
	}
	w->repeated += n;
	for (unsigned row = w->row; row < w->row + w->rows; row++)
		for (unsigned col = w->col; col < w->col + w->cols; col++)
			set_cell(w, row, col);
}

/* The attributes of a cell that are there: most have one or two of them. */
struct cell_values {
	unsigned there;                 /* 1 << enum attribute of each */
	const char *at[ATTRIBUTES];
	size_t len[ATTRIBUTES];
};

static bool
has(const struct cell_values *v, enum attribute i)
{
	return (v->there >> i & 1) != 0;
}

/* Finds them in one pass; of those of one name the first. */
static void
find_values(struct ods_book *w, const struct xml_attributes *a,
    struct cell_values *v)
{
	v->there = 0;
	for (int i = 0; i < a->n; i++) {
		const char *value;
		size_t len;
		const int n = xml_name_number(&w->attributes,
		    xml_attribute_at(a, i, &value, &len));

		if (n > 0 && !has(v, (enum attribute)n)) {
			v->there |= 1U << n;
			v->at[n] = value;
			v->len[n] = len;
		}
	}
}

static unsigned
number_in(const struct cell_values *v, enum attribute i)
{
	return has(v, i) ? xml_number(v->at[i], v->len[i], 1) : 1;
}

/* Whether a value is a word; of a literal the compiler makes a comparison of two
 * numbers. */
static inline bool
is_word(const char *value, size_t len, const char *word)
{
	return len == strlen(word) && memcmp(value, word, strlen(word)) == 0;
}

static enum value_type
type_of(const char *type, size_t len)
{
	if (is_word(type, len, "string") || is_word(type, len, "date") ||
	    is_word(type, len, "time"))
		return TYPE_AS_IT_IS;
	return is_word(type, len, "boolean") ? TYPE_BOOLEAN : TYPE_NUMBER;
}

/* Takes the value beside the text. */
static void
take_value(struct ods_book *w, const struct cell_values *v)
{
	enum attribute i = VALUE;

	w->type = has(v, VALUE_TYPE) ? type_of(v->at[VALUE_TYPE],
	    v->len[VALUE_TYPE]) : TYPE_NONE;
	append_after(w->value, 0);
	w->has_value = v->there >> VALUE != 0;
	if (!w->has_value)
		return;
	while (!has(v, i))
		i++;
	xml_value_copy(w->value, v->at[i], v->len[i]);
}

static void
start_cell(struct ods_book *w, const struct xml_attributes *a)
{
	struct cell_values v;
	unsigned rows, cols;

	find_values(w, a, &v);
	w->in_cell = true;
	w->cell_mark = has(&v, STYLE_NAME) ? mark_of_style(w, a) : 0;
	w->spans->len = 0;
	w->any_paragraph = w->in_paragraph = false;
	cols = number_in(&v, COLUMNS_REPEATED);
	w->cols = MIN(cols, GRID_MOST_COLS);
	append_after(w->text, 0);
	take_value(w, &v);
	rows = number_in(&v, ROWS_SPANNED);
	cols = number_in(&v, COLUMNS_SPANNED);
	if (rows != 1 || cols != 1)
		grid_span(w->grid, w->row, w->col, rows, cols);
}

static void
end_cell(struct ods_book *w)
{
	w->in_cell = false;
	if (!w->any_paragraph)
		show_value(w);
	else if (lost_its_digits(w))
		g_string_assign(w->text, w->value->str);
	if (w->text->len > 0 && w->rows == 1 && w->cols == 1)
		set_cell(w, w->row, w->col);
	else if (w->text->len > 0)
		set_cells(w);
	w->col = MIN(w->col + w->cols, GRID_MOST_COLS + 1);
}

/* --- sheets ----------------------------------------------------------- */

static bool
is_hidden(const struct xml_attributes *a)
{
	return xml_attribute_is(a, "visibility", "collapse") ||
	    xml_attribute_is(a, "visibility", "filter");
}

static void
start_row(struct ods_book *w, const struct xml_attributes *a)
{
	w->row = MIN(w->row + w->rows, GRID_MOST_ROWS + 1);
	w->rows = MIN(xml_attribute_number(a, "number-rows-repeated", 1),
	    GRID_MOST_ROWS);
	w->col = 1;
	if (is_hidden(a) && w->rows > 0)
		hidden_rows(&w->hidden, w->row, w->row + w->rows - 1);
}

/* Columns come before the rows; w->col counts them. */
static void
start_column(struct ods_book *w, const struct xml_attributes *a)
{
	unsigned n = MIN(xml_attribute_number(a, "number-columns-repeated", 1),
	    GRID_MOST_COLS);

	if (is_hidden(a) && n > 0)
		hidden_cols(&w->hidden, w->col, w->col + n - 1);
	w->col = MIN(w->col + n, GRID_MOST_COLS + 1);
}

static void
start_sheet(struct ods_book *w, const struct xml_attributes *a)
{
	g_autofree char *style = xml_attribute_copy(a, "style-name");

	w->name = xml_attribute_copy(a, "name");
	if (w->name == NULL)
		w->name = g_strdup("");
	w->grid = grid_new();
	hidden_init(&w->hidden, style != NULL &&
	    g_hash_table_contains(w->hidden_styles, style));
	w->problems = (struct cell_problems){w->out, w->name, {0}, {0}};
	w->row = w->col = 1;
	w->rows = 0;
	w->in_cell = false;
}

static void
end_sheet(struct ods_book *w)
{
	if (w->grid == NULL)
		return;
	cell_problems_end(&w->problems);
	hidden_write_sheet(&w->hidden, w->name, g_steal_pointer(&w->grid),
	    w->out, w->source->member);
	g_clear_pointer(&w->name, g_free);
}

/* --- events ----------------------------------------------------------- */

/* ASIDE lies over or after the cells: comments, shapes, earlier versions, the
 * guides of rubies. */
static const struct xml_name elements[] = {
    {"table-cell", CELL}, {"covered-table-cell", CELL}, {"table-row", ROW},
    {"p", PARAGRAPH}, {"table", TABLE},
    {"annotation", ASIDE}, {"shapes", ASIDE}, {"frame", ASIDE},
    {"custom-shape", ASIDE}, {"rect", ASIDE}, {"ellipse", ASIDE},
    {"circle", ASIDE}, {"line", ASIDE}, {"connector", ASIDE},
    {"polyline", ASIDE}, {"polygon", ASIDE}, {"path", ASIDE},
    {"caption", ASIDE}, {"g", ASIDE}, {"control", ASIDE}, {"note", ASIDE},
    {"ruby-text", ASIDE}, {"tracked-changes", ASIDE}, {"dde-links", ASIDE},
    {"forms", ASIDE}, {"table-source", ASIDE}, {"scenario", ASIDE}, {0},
};

static const struct xml_name attributes[] = {
    {"style-name", STYLE_NAME}, {"value-type", VALUE_TYPE}, {"value", VALUE},
    {"string-value", VALUE_STRING}, {"date-value", VALUE_DATE},
    {"time-value", VALUE_TIME}, {"boolean-value", VALUE_BOOLEAN},
    {"number-columns-repeated", COLUMNS_REPEATED},
    {"number-columns-spanned", COLUMNS_SPANNED},
    {"number-rows-spanned", ROWS_SPANNED}, {0},
};

/* <style:text-properties style:text-line-through-style="solid"
 * style:text-position="super 58%"/> */
static void
note_look(struct ods_book *w, const struct xml_attributes *a)
{
	g_autofree char *line = xml_attribute_copy(a,
	    "text-line-through-style");
	g_autofree char *position = xml_attribute_copy(a, "text-position");
	int mark = line != NULL && strcmp(line, "none") != 0 ? MARK_STRUCK :
	    position != NULL && g_str_has_prefix(position, "super") ?
	    MARK_RAISED : -1;

	if (mark >= 0)
		g_hash_table_replace(w->marks, g_strdup(w->style),
		    GUINT_TO_POINTER((guint)mark + 1));
}

static void
start_style(struct ods_book *w, const char *name,
    const struct xml_attributes *a)
{
	if (xml_is(name, "style")) {
		g_free(w->style);
		w->style = xml_attribute_copy(a, "name");
	} else if (xml_is(name, "table-properties") &&
	    xml_attribute_is(a, "display", "false") && w->style != NULL)
		g_hash_table_add(w->hidden_styles, g_strdup(w->style));
	else if (xml_is(name, "text-properties") && w->style != NULL)
		note_look(w, a);
}

static void
start_in_sheet(struct ods_book *w, const char *name,
    enum ods_element element, const struct xml_attributes *a)
{
	if (w->in_cell && w->in_paragraph)
		start_in_paragraph(w, name, a);
	else if (w->in_cell) {
		if (element == PARAGRAPH)
			start_paragraph(w);
	} else if (element == CELL)
		start_cell(w, a);
	else if (element == ROW)
		start_row(w, a);
	else if (xml_is(name, "table-column"))
		start_column(w, a);
}

static enum ods_element
element_of(struct ods_book *w, const char *name)
{
	return (enum ods_element)xml_name_number(&w->elements, name);
}

static void
start_element(void *data, const char *name, const struct xml_attributes *a)
{
	struct ods_book *w = data;
	const enum ods_element element = element_of(w, name);

	if (w->skipped > 0 || element == ASIDE)
		w->skipped++;
	else if (w->grid != NULL)
		start_in_sheet(w, name, element, a);
	else if (element == TABLE)
		start_sheet(w, a);
	else
		start_style(w, name, a);
}

static void
end_element(void *data, const char *name)
{
	struct ods_book *w = data;
	const enum ods_element element = element_of(w, name);

	if (w->skipped > 0)
		w->skipped--;
	else if (w->grid == NULL)
		return;
	else if (element == PARAGRAPH && w->in_paragraph)
		end_paragraph(w);
	else if (element == CELL && w->in_cell)
		end_cell(w);
	else if (element == TABLE)
		end_sheet(w);
	else if (w->in_paragraph && w->spans->len > 0 && xml_is(name, "span"))
		g_byte_array_set_size(w->spans, w->spans->len - 1);
}

/* A password-protected file has its parts listed as encrypted. */
static void
start_manifest(void *data, const char *name, const struct xml_attributes *a)
{
	bool *encrypted = data;

	(void)a;
	*encrypted |= xml_is(name, "encryption-data");
}

static void
ignore_end(void *data, const char *name)
{
	(void)data, (void)name;
}

static void
ignore_text(void *data, const char *text, size_t len)
{
	(void)data, (void)text, (void)len;
}

static bool
is_encrypted(struct container *container)
{
	static const struct xml_handler handler = {start_manifest, ignore_end,
	    ignore_text};
	const struct container_member *m = container_find(container,
	    "META-INF/manifest.xml");
	struct container_trouble trouble = {0};
	bool encrypted = false;

	if (m != NULL)
		xml_read_member(container, m, &handler, &encrypted, &trouble);
	container_trouble_clear(&trouble);
	return encrypted;
}

static void
read_content(struct container *container, const struct reader_source *source,
    struct records *out)
{
	static const struct xml_handler handler = {start_element, end_element,
	    add_text};
	const struct container_member *content = container_find(container,
	    "content.xml");
	struct ods_book w = {.source = source, .out = out,
	    .elements = {.known = elements}, .attributes = {.known = attributes}};
	struct container_trouble trouble = {0};

	if (content == NULL) {
		records_problem(out, PROBLEM_DAMAGED, "content.xml",
		    "the part with the sheets is missing");
		return;
	}
	w.hidden_styles = g_hash_table_new_full(g_str_hash, g_str_equal,
	    g_free, NULL);
	w.marks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	w.spans = g_byte_array_new();
	w.general = number_format_new("General");
	w.text = g_string_new(NULL);
	w.value = g_string_new(NULL);
	xml_read_member(container, content, &handler, &w, &trouble);
	end_sheet(&w);
	if (trouble.why != NULL)
		records_problem(out, trouble.problem, "content.xml", "%s",
		    trouble.why);
	container_trouble_clear(&trouble);
	g_hash_table_destroy(w.hidden_styles);
	g_hash_table_destroy(w.marks);
	g_byte_array_free(w.spans, TRUE);
	number_format_free(w.general);
	g_string_free(w.text, TRUE);
	g_free(w.style);
	g_string_free(w.value, TRUE);
}

static void
read_ods(const struct reader_source *source, struct records *out)
{
	struct container *container = package_open(source->bytes,
	    source->len, out);

	if (container == NULL)
		return;
	if (is_encrypted(container))
		records_problem(out, PROBLEM_ENCRYPTED, "",
		    "a password-protected workbook: expected an open one");
	else
		read_content(container, source, out);
	container_close(container);
}

const struct reader reader_ods = {
    .name = "ods", .without_charsets = true, .read = read_ods};
