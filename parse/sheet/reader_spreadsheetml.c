/* Workbooks as Excel 2003 saves them in XML, and many a web system, mostly
 * under the name .xls.  One document:
 *
 *     <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">
 *       <Styles><Style ss:ID="s1" ss:Parent="Default">
 *         <NumberFormat ss:Format="yyyy/m/d"/></Style></Styles>
 *       <Worksheet ss:Name="Sheet1">
 *         <Table>
 *           <Column ss:Index="2" ss:Span="1" ss:Hidden="1"/>
 *           <Row ss:Index="3">
 *             <Cell ss:Index="2" ss:StyleID="s1" ss:MergeAcross="1">
 *               <Data ss:Type="Number">1</Data></Cell></Row></Table>
 *         <WorksheetOptions><Visible>SheetHidden</Visible>
 *
 * Index, from 1, stands only where something was left out.  A cell without a
 * style has its row's, else its column's, else the table's.  Type is Number,
 * DateTime, Boolean, Error or String; text may hold HTML.  Comments have <Data>
 * of their own. */
#include <string.h>

#include "fetch/body/charset.h"
#include "fetch/body/sniff.h"
#include "parse/core/cell_problems.h"
#include "parse/core/grid.h"
#include "parse/core/hidden.h"
#include "parse/core/mark.h"
#include "parse/core/reader.h"
#include "parse/format/iso_date.h"
#include "parse/format/number_format.h"
#include "parse/pack/xml.h"

struct spreadsheetml_book {
	const struct reader_source *source;
	struct records *out;
	GPtrArray *formats;             /* struct number_format *, its own */
	GHashTable *styles;             /* id: one of them */
	GHashTable *marks;              /* id: enum mark_kind + 1 of its font */
	guint cell_mark;                /* that of the cell, or 0 */
	bool rich;                      /* its text has elements of HTML */
	char *style_id;                 /* of the <Style> being read */
	struct number_format *general;
	GString *value;                 /* of <Data> or <Visible> */
	bool epoch_1904;                /* numbers of days count from then */

	/* The sheet being read; grid is NULL between sheets. */
	char *name;
	struct grid *grid;
	struct hidden hidden;
	struct cell_problems problems;
	GHashTable *col_styles;         /* column: format, where it has one */
	const struct number_format *table_style, *row_style, *style;
	unsigned row, col, span_across, span_row;
	char *type;
	bool in_data, in_visible, has_data, in_cell;
	unsigned skipped;               /* depth within a comment or the like */
};

/* --- styles ----------------------------------------------------------- */

/* Formats that have names instead of codes. */
static const char *
code_of(const char *name)
{
	static const char *const names[][2] = {
	    {"General Number", "General"}, {"General Date", "m/d/yyyy h:mm"},
	    {"Long Date", "dddd, mmmm dd, yyyy"}, {"Medium Date", "d-mmm-yy"},
	    {"Short Date", "m/d/yyyy"}, {"Long Time", "h:mm:ss AM/PM"},
	    {"Medium Time", "h:mm AM/PM"}, {"Short Time", "h:mm"},
	    {"Currency", "$#,##0.00_);[Red]($#,##0.00)"},
	    {"Euro Currency", "[$€-2] #,##0.00_);[Red]([$€-2] #,##0.00)"},
	    {"Fixed", "0.00"}, {"Standard", "#,##0.00"}, {"Percent", "0.00%"},
	    {"Scientific", "0.00E+00"}, {"Yes/No", "\"Yes\";\"Yes\";\"No\""},
	    {"True/False", "\"True\";\"True\";\"False\""},
	    {"On/Off", "\"On\";\"On\";\"Off\""}};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (strcmp(names[i][0], name) == 0)
			return names[i][1];
	return name;
}

static void
set_style(struct spreadsheetml_book *w, const struct number_format *format)
{
	if (w->style_id != NULL && format != NULL)
		g_hash_table_replace(w->styles, g_strdup(w->style_id),
		    (gpointer)format);
}

/* A style without a format of its own has its parent's, read before it. */
static void
start_style(struct spreadsheetml_book *w, const struct xml_attributes *a)
{
	g_autofree char *parent = xml_attribute_copy(a, "Parent");

	g_free(w->style_id);
	w->style_id = xml_attribute_copy(a, "ID");
	if (parent != NULL)
		set_style(w, g_hash_table_lookup(w->styles, parent));
}

/* <Font ss:StrikeThrough="1" ss:VerticalAlign="Superscript"/> */
static void
start_font(struct spreadsheetml_book *w, const struct xml_attributes *a)
{
	int mark = xml_attribute_true(a, "StrikeThrough") ? MARK_STRUCK :
	    xml_attribute_is(a, "VerticalAlign", "Superscript") ? MARK_RAISED :
	    -1;

	if (mark >= 0 && w->style_id != NULL)
		g_hash_table_replace(w->marks, g_strdup(w->style_id),
		    GUINT_TO_POINTER((guint)mark + 1));
}

static guint
mark_of_style(const struct spreadsheetml_book *w,
    const struct xml_attributes *a)
{
	g_autofree char *id = xml_attribute_copy(a, "StyleID");

	return id == NULL ? 0 :
	    GPOINTER_TO_UINT(g_hash_table_lookup(w->marks, id));
}

static void
start_number_format(struct spreadsheetml_book *w,
    const struct xml_attributes *a)
{
	g_autofree char *code = xml_attribute_copy(a, "Format");
	struct number_format *format;

	if (code == NULL)
		return;
	format = number_format_new(code_of(code));
	g_ptr_array_add(w->formats, format);
	set_style(w, format);
}

/* The format of the style that an element names, or `otherwise`. */
static const struct number_format *
style_of(const struct spreadsheetml_book *w, const struct xml_attributes *a,
    const struct number_format *otherwise)
{
	g_autofree char *id = xml_attribute_copy(a, "StyleID");
	const struct number_format *format = NULL;

	if (id == NULL)
		return otherwise;
	format = g_hash_table_lookup(w->styles, id);
	return format != NULL ? format : w->general;
}

/* --- rows and columns ------------------------------------------------- */

/* Formats of columns are kept for no more columns than a sheet has. */
static void
start_column(struct spreadsheetml_book *w, const struct xml_attributes *a)
{
	const struct number_format *style = style_of(w, a, NULL);
	unsigned first = xml_attribute_number(a, "Index", w->col + 1);
	unsigned last = first + xml_attribute_number(a, "Span", 0);

	w->col = last = MIN(last, GRID_MOST_COLS);
	if (xml_attribute_true(a, "Hidden"))
		hidden_cols(&w->hidden, first, last);
	for (unsigned col = first; style != NULL && col <= last; col++)
		g_hash_table_insert(w->col_styles, GUINT_TO_POINTER(col),
		    (gpointer)style);
}

/* Span says how many rows without cells follow with the same look. */
static void
start_row(struct spreadsheetml_book *w, const struct xml_attributes *a)
{
	w->row = MIN(xml_attribute_number(a, "Index",
	    w->row + w->span_row + 1), GRID_MOST_ROWS + 1);
	w->span_row = xml_attribute_number(a, "Span", 0);
	w->col = w->span_across = 0;
	w->row_style = style_of(w, a, NULL);
	if (xml_attribute_true(a, "Hidden"))
		hidden_rows(&w->hidden, w->row, w->row + w->span_row);
}

static void
start_cell(struct spreadsheetml_book *w, const struct xml_attributes *a)
{
	unsigned down = xml_attribute_number(a, "MergeDown", 0);
	const struct number_format *style;

	w->col = MIN(xml_attribute_number(a, "Index",
	    w->col + w->span_across + 1), GRID_MOST_COLS + 1);
	w->span_across = xml_attribute_number(a, "MergeAcross", 0);
	grid_span(w->grid, w->row, w->col, down + 1, w->span_across + 1);
	style = w->row_style;
	if (style == NULL)
		style = g_hash_table_lookup(w->col_styles,
		    GUINT_TO_POINTER(w->col));
	w->style = style_of(w, a, style != NULL ? style : w->table_style);
	w->in_cell = true;
	w->has_data = w->rich = false;
	w->cell_mark = mark_of_style(w, a);
	g_string_truncate(w->value, 0);
}

/* --- what a cell shows ------------------------------------------------ */

static void
show_number(struct spreadsheetml_book *w, GString *out)
{
	if (!number_format_decimal(w->style, w->value->str, w->value->len,
	    w->epoch_1904, out))
		cell_problems_report(&w->problems, w->row, w->col,
		    "expected a number", w->value->str);
}

static void
show_date(struct spreadsheetml_book *w, GString *out)
{
	double serial;

	if (!iso_date_serial(w->value->str, w->epoch_1904, &serial))
		cell_problems_report(&w->problems, w->row, w->col,
		    "expected a date",
		    w->value->str);
	else if (number_format_is_date(w->style))
		number_format_value(w->style, serial, w->epoch_1904, out);
	else
		g_string_append_len(out, w->value->str,
		    (gssize)w->value->len);
}

static void
show_value(struct spreadsheetml_book *w, GString *out)
{
	const char *type = w->type != NULL ? w->type : "String";

	if (strcmp(type, "Number") == 0)
		show_number(w, out);
	else if (strcmp(type, "DateTime") == 0)
		show_date(w, out);
	else if (strcmp(type, "Boolean") == 0)
		g_string_append(out, strcmp(w->value->str, "0") == 0 ?
		    "FALSE" : "TRUE");
	else
		number_format_text(w->style, w->value->str, w->value->len,
		    out);
}

static void
end_cell(struct spreadsheetml_book *w)
{
	g_autoptr(GString) text = g_string_new(NULL);

	w->in_cell = false;
	if (w->has_data && w->value->len > 0)
		show_value(w, text);
	if (w->cell_mark > 0 && !w->rich && text->len > 0) {
		g_autofree char *plain = g_strndup(text->str, text->len);

		g_string_truncate(text, 0);
		mark_begin(text, (enum mark_kind)(w->cell_mark - 1));
		g_string_append(text, plain);
		mark_end(text);
	}
	if (text->len > 0 && !grid_set(w->grid, w->row, w->col, text->str,
	    text->len))
		cell_problems_report(&w->problems, w->row, w->col,
		    "beyond the last row or column of a sheet", NULL);
}

/* --- sheets ----------------------------------------------------------- */

static void
start_sheet(struct spreadsheetml_book *w, const struct xml_attributes *a)
{
	w->name = xml_attribute_copy(a, "Name");
	if (w->name == NULL)
		w->name = g_strdup("");
	w->grid = grid_new();
	hidden_init(&w->hidden, false);
	w->problems = (struct cell_problems){w->out, w->name, {0}, {0}};
	w->col_styles = g_hash_table_new(NULL, NULL);
	w->table_style = w->general;
	w->row = w->col = w->span_row = 0;
}

static void
end_sheet(struct spreadsheetml_book *w)
{
	if (w->grid == NULL)
		return;
	cell_problems_end(&w->problems);
	hidden_write_sheet(&w->hidden, w->name, g_steal_pointer(&w->grid),
	    w->out, w->source->member);
	g_hash_table_destroy(w->col_styles);
	g_clear_pointer(&w->name, g_free);
}

static void
start_table(struct spreadsheetml_book *w, const struct xml_attributes *a)
{
	w->table_style = style_of(w, a, w->general);
	w->row = w->col = w->span_row = 0;
}

/* --- events ----------------------------------------------------------- */

/* Elements with text that is not the cell's. */
static bool
is_aside(const char *name)
{
	return xml_is(name, "Comment") ||
	    xml_is(name, "PhoneticText");
}

static void
start_data(struct spreadsheetml_book *w, const struct xml_attributes *a)
{
	g_free(w->type);
	w->type = xml_attribute_copy(a, "Type");
	w->in_data = w->has_data = true;
}

/* The HTML of a rich text, <S> and <Sup> among it. */
static int
mark_of_element(const char *name)
{
	return xml_is(name, "S") ? MARK_STRUCK :
	    xml_is(name, "Sup") ? MARK_RAISED : -1;
}

static void
start_in_data(struct spreadsheetml_book *w, const char *name)
{
	w->rich = true;
	if (mark_of_element(name) >= 0)
		mark_begin(w->value, (enum mark_kind)mark_of_element(name));
}

static void
start_in_sheet(struct spreadsheetml_book *w, const char *name,
    const struct xml_attributes *a)
{
	if (w->in_data)
		start_in_data(w, name);
	else if (xml_is(name, "Data") && w->in_cell)
		start_data(w, a);
	else if (xml_is(name, "Cell"))
		start_cell(w, a);
	else if (xml_is(name, "Row"))
		start_row(w, a);
	else if (xml_is(name, "Column"))
		start_column(w, a);
	else if (xml_is(name, "Table"))
		start_table(w, a);
	else if (xml_is(name, "Visible")) {
		w->in_visible = true;
		g_string_truncate(w->value, 0);
	}
}

static void
start_element(void *data, const char *name, const struct xml_attributes *a)
{
	struct spreadsheetml_book *w = data;

	if (w->skipped > 0 || is_aside(name))
		w->skipped++;
	else if (w->grid != NULL)
		start_in_sheet(w, name, a);
	else if (xml_is(name, "Worksheet"))
		start_sheet(w, a);
	else if (xml_is(name, "Date1904"))
		w->epoch_1904 = true;
	else if (xml_is(name, "Style"))
		start_style(w, a);
	else if (xml_is(name, "Font"))
		start_font(w, a);
	else if (xml_is(name, "NumberFormat"))
		start_number_format(w, a);
}

static void
end_element(void *data, const char *name)
{
	struct spreadsheetml_book *w = data;

	if (w->skipped > 0)
		w->skipped--;
	else if (xml_is(name, "Data"))
		w->in_data = false;
	else if (w->in_data && mark_of_element(name) >= 0)
		mark_end(w->value);
	else if (xml_is(name, "Cell") && w->in_cell)
		end_cell(w);
	else if (xml_is(name, "Visible") && w->in_visible) {
		w->in_visible = false;
		w->hidden.sheet = strcmp(w->value->str, "SheetVisible") != 0;
	} else if (xml_is(name, "Worksheet"))
		end_sheet(w);
}

static void
add_text(void *data, const char *text, size_t len)
{
	struct spreadsheetml_book *w = data;

	if (w->skipped == 0 && (w->in_data || w->in_visible))
		g_string_append_len(w->value, text, (gssize)len);
}

static void
read_spreadsheetml(const struct reader_source *source, struct records *out)
{
	static const struct xml_handler handler = {start_element, end_element,
	    add_text};
	struct spreadsheetml_book w = {.source = source, .out = out};
	struct container_trouble trouble = {0};
	size_t len, replaced;
	g_autofree char *owned = NULL;
	const char *text = charset_text(source->bytes, source->len,
	    reader_charset(source), &len, &replaced, &owned);

	if (replaced > 0)
		records_problem(out, PROBLEM_CHARSET, "",
		    "%zu bytes that its charset has not", replaced);
	w.formats = g_ptr_array_new_with_free_func(
	    (GDestroyNotify)number_format_free);
	w.styles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
	    NULL);
	w.marks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	w.general = number_format_new("General");
	w.value = g_string_new(NULL);
	xml_read_text(text, len, &handler, &w, &trouble);
	/* The sheet that a cut document ends in. */
	end_sheet(&w);
	if (trouble.why != NULL)
		records_problem(out, trouble.problem, "", "%s", trouble.why);
	container_trouble_clear(&trouble);
	g_hash_table_destroy(w.styles);
	g_hash_table_destroy(w.marks);
	g_ptr_array_free(w.formats, TRUE);
	number_format_free(w.general);
	g_string_free(w.value, TRUE);
	g_free(w.style_id);
	g_free(w.type);
}

const struct reader reader_spreadsheetml = {
    .name = "spreadsheetml", .charset = reader_charset, .read = read_spreadsheetml};
