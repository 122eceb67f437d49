#include "xlsx_book.h"

#include <string.h>

#include "parse/pack/package.h"
#include "xlsx_text.h"

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

/* --- the workbook ----------------------------------------------------- */

struct xlsx_part {
	struct xlsx_book *book;
	struct package_links links;
};

static void
add_sheet(struct xlsx_book *book, char *name, char *part, bool hidden,
    bool no_cells)
{
	struct xlsx_sheet_entry e = {name, part, hidden, no_cells};

	g_array_append_val(book->sheets, e);
}

/* <sheet name="…" state="hidden" r:id="rId1"/>, <workbookPr date1904="1"/>.
 * The id is empty for the sheet of a Basic module. */
static void
start_workbook(void *data, const char *name, const struct xml_attributes *a)
{
	struct xlsx_part *w = data;
	g_autofree char *id = NULL;
	const struct package_link *link;
	char *label;

	if (xml_is(name, "workbookPr"))
		w->book->epoch_1904 |= xml_attribute_true(a, "date1904");
	if (!xml_is(name, "sheet"))
		return;
	label = xml_attribute_copy(a, "name");
	/* Of the two ids of a sheet, sheetId and r:id, names without prefix
	 * leave "id" for the latter. */
	id = xml_attribute_copy(a, "id");
	link = id != NULL ? package_link_find(&w->links, id, NULL) : NULL;
	add_sheet(w->book, label != NULL ? label : g_strdup(""),
	    link != NULL ? g_strdup(link->part) : NULL,
	    xml_attribute_is(a, "state", "hidden") ||
	    xml_attribute_is(a, "state", "veryHidden"),
	    link != NULL ? strcmp(link->type, "chartsheet") == 0 :
	    id != NULL && *id == '\0');
}

static char *
find_workbook(struct xlsx_book *book)
{
	static const char *const types[] = {"sheet.main+xml",
	    "sheet.macroEnabled.main+xml", "template.main+xml",
	    "template.macroEnabled.main+xml", NULL};

	return package_main_part(book->container, book->out, types,
	    "xl/workbook.xml");
}

/* Without a workbook, as in a file that was cut, every sheet that is there is
 * read under the name of its part. */
static void
find_loose_sheets(struct xlsx_book *book)
{
	for (size_t i = 0; i < container_count(book->container); i++) {
		const char *name = container_member(book->container, i)->name;

		if (strstr(name, "worksheets/") != NULL &&
		    g_str_has_suffix(name, ".xml"))
			add_sheet(book, g_strdup(name), g_strdup(name), false,
			    false);
	}
}

/* --- shared strings --------------------------------------------------- */

struct strings {
	struct xlsx_book *book;
	struct xlsx_text text;
	bool in_item;
};

static void
start_string(void *data, const char *name, const struct xml_attributes *a)
{
	struct strings *s = data;

	if (xml_is(name, "si")) {
		s->in_item = true;
		s->text = (struct xlsx_text){
		    .text = shared_strings_text(s->book->strings)};
	} else if (s->in_item)
		xlsx_text_start(&s->text, name, a);
}

static void
end_string(void *data, const char *name)
{
	struct strings *s = data;

	if (xml_is(name, "si") && s->in_item) {
		shared_strings_end(s->book->strings, s->text.rich);
		s->in_item = false;
	} else if (s->in_item)
		xlsx_text_end(&s->text, name);
}

static void
add_string_text(void *data, const char *text, size_t len)
{
	struct strings *s = data;

	if (s->in_item)
		xlsx_text_add(&s->text, text, len);
}

/* --- styles ----------------------------------------------------------- */

struct style_font {
	bool struck, raised, white;
};

struct styles {
	struct xlsx_book *book;
	bool in_cell_styles;    /* within <cellXfs> */
	bool in_fonts;          /* within <fonts> */
	GArray *fonts;          /* struct style_font */
	struct style_font font; /* the one at work */
	bool in_fills;          /* within <fills> */
	GArray *fills;          /* bool, whether each leaves its cell white */
	bool solid;             /* the one at work */
};

/* The format of an id: the file's own, else the built-in one. */
static struct number_format *
format_of(struct xlsx_book *book, unsigned id)
{
	gpointer key = GUINT_TO_POINTER(id);
	struct number_format *format = g_hash_table_lookup(book->formats, key);
	const char *code;

	if (format != NULL)
		return format;
	code = number_format_builtin(id);
	if (code == NULL)
		return book->general;
	format = number_format_new(code);
	g_hash_table_insert(book->formats, key, format);
	return format;
}

/* White by its digits, in the palette, or as the theme's paper, which Excel's
 * dialogue offers first. */
static bool
is_white(const struct xml_attributes *a)
{
	g_autofree char *rgb = xml_attribute_copy(a, "rgb");
	g_autofree char *theme = xml_attribute_copy(a, "theme");
	const unsigned indexed = xml_attribute_number(a, "indexed", 0);
	size_t len;

	if (xml_attribute(a, "tint", &len) != NULL)
		return false;
	if (rgb != NULL)
		return g_str_has_suffix(rgb, "FFFFFF") ||
		    g_str_has_suffix(rgb, "ffffff");
	return indexed == 1 || indexed == 9 ||
	    (theme != NULL && strcmp(theme, "0") == 0);
}

static void
add_style(struct styles *s, unsigned format, unsigned font, unsigned fill)
{
	const struct style_font f = font < s->fonts->len ? g_array_index(
	    s->fonts, struct style_font, font) : (struct style_font){0};
	int mark = xlsx_text_mark(f.struck, f.raised);
	struct xlsx_style style;

	if (f.white && fill < s->fills->len &&
	    g_array_index(s->fills, bool, fill))
		mark = MARK_HIDDEN;
	style.format = format_of(s->book, format);
	style.keeps_text = number_format_keeps_text(style.format);
	style.mark = mark;
	g_array_append_val(s->book->styles, style);
}

/* <fill><patternFill patternType="solid"><fgColor rgb="FFFFFFFF"/> */
static void
start_fill(struct styles *s, const char *name, const struct xml_attributes *a)
{
	bool white = true, *last;
	size_t len;

	if (xml_is(name, "fill"))
		g_array_append_val(s->fills, white);
	if (s->fills->len == 0)
		return;
	last = &g_array_index(s->fills, bool, s->fills->len - 1);
	if (xml_is(name, "patternFill")) {
		s->solid = xml_attribute_is(a, "patternType", "solid");
		*last = xml_attribute(a, "patternType", &len) == NULL ||
		    xml_attribute_is(a, "patternType", "none");
	} else if (xml_is(name, "gradientFill")) {
		s->solid = *last = false;
	} else if (xml_is(name, "fgColor")) {
		*last |= s->solid && is_white(a);
	}
}

/* <fonts><font><strike/></font></fonts>, <numFmt numFmtId="164" formatCode="…"/>, then <cellXfs><xf numFmtId="164"/> */
static void
start_style(void *data, const char *name, const struct xml_attributes *a)
{
	struct styles *s = data;
	unsigned id = xml_attribute_number(a, "numFmtId", 0);

	if (xml_is(name, "cellXfs"))
		s->in_cell_styles = true;
	else if (xml_is(name, "fonts"))
		s->in_fonts = true;
	else if (s->in_fonts) {
		if (xml_is(name, "font"))
			s->font = (struct style_font){0};
		else if (xml_is(name, "color"))
			s->font.white = is_white(a);
		xlsx_text_font(name, a, &s->font.struck, &s->font.raised);
	} else if (xml_is(name, "fills"))
		s->in_fills = true;
	else if (s->in_fills)
		start_fill(s, name, a);
	else if (xml_is(name, "dxf"))
		s->book->dressed = true;
	else if (xml_is(name, "xf") && s->in_cell_styles)
		add_style(s, id, xml_attribute_number(a, "fontId", 0),
		    xml_attribute_number(a, "fillId", 0));
	else if (xml_is(name, "numFmt") && s->book->styles->len == 0) {
		g_autofree char *code = xml_attribute_copy(a, "formatCode");

		if (code != NULL && !g_hash_table_contains(s->book->formats,
		    GUINT_TO_POINTER(id)))
			g_hash_table_insert(s->book->formats,
			    GUINT_TO_POINTER(id), number_format_new(code));
	}
}

static void
end_style(void *data, const char *name)
{
	struct styles *s = data;

	if (xml_is(name, "cellXfs")) {
		s->in_cell_styles = false;
	} else if (xml_is(name, "fonts")) {
		s->in_fonts = false;
	} else if (xml_is(name, "fills")) {
		s->in_fills = false;
	} else if (xml_is(name, "font") && s->in_fonts) {
		g_array_append_val(s->fonts, s->font);
	}
}

const struct xlsx_style *
xlsx_book_style(const struct xlsx_book *book, unsigned style)
{
	return style < book->styles->len ? &g_array_index(book->styles,
	    struct xlsx_style, style) : &book->plain;
}

int
xlsx_book_mark(const struct xlsx_book *book, const struct xlsx_style *style)
{
	return style->mark == MARK_HIDDEN && book->dressed ? XLSX_TEXT_PLAIN :
	    style->mark;
}

/* --- all of it -------------------------------------------------------- */

static void
clear_sheet(void *sheet)
{
	struct xlsx_sheet_entry *e = sheet;

	g_free(e->name);
	g_free(e->part);
}

static void
free_format(void *format)
{
	number_format_free(format);
}

static struct xlsx_book *
new_book(struct container *container, struct records *out)
{
	struct xlsx_book *b = g_new0(struct xlsx_book, 1);

	b->container = container;
	b->out = out;
	b->sheets = g_array_new(FALSE, FALSE, sizeof(struct xlsx_sheet_entry));
	g_array_set_clear_func(b->sheets, clear_sheet);
	b->strings = shared_strings_new();
	b->formats = g_hash_table_new_full(NULL, NULL, NULL, free_format);
	b->styles = g_array_new(FALSE, FALSE, sizeof(struct xlsx_style));
	b->general = number_format_new("General");
	b->plain = (struct xlsx_style){b->general,
	    number_format_keeps_text(b->general), XLSX_TEXT_PLAIN};
	return b;
}

/* Parts that a workbook points to, and where they are by custom. */
static void
read_shared(struct xlsx_book *book, const struct package_links *links)
{
	static const struct xml_handler string_handler = {start_string,
	    end_string, add_string_text};
	static const struct xml_handler style_handler = {start_style,
	    end_style, ignore_text};
	struct strings strings = {.book = book};
	struct styles styles = {.book = book,
	    .fonts = g_array_new(FALSE, FALSE, sizeof(struct style_font)),
	    .fills = g_array_new(FALSE, FALSE, sizeof(bool))};
	const struct package_link *link;

	for (size_t i = 0; i < container_count(book->container); i++)
		book->dressed |= g_str_has_prefix(container_member(
		    book->container, i)->name, "xl/tables/");
	link = package_link_find(links, NULL, "sharedStrings");
	package_read_part(book->container, book->out,
	    link != NULL ? link->part : "xl/sharedStrings.xml",
	    &string_handler, &strings);
	link = package_link_find(links, NULL, "styles");
	package_read_part(book->container, book->out,
	    link != NULL ? link->part : "xl/styles.xml",
	    &style_handler, &styles);
	g_array_free(styles.fonts, TRUE);
	g_array_free(styles.fills, TRUE);
}

struct xlsx_book *
xlsx_book_read(struct container *container, struct records *out)
{
	static const struct xml_handler handler = {start_workbook, ignore_end,
	    ignore_text};
	struct xlsx_book *book = new_book(container, out);
	g_autofree char *part = find_workbook(book);
	struct xlsx_part w = {book, package_links_read(
	    book->container, book->out, part)};

	if (g_str_has_suffix(part, ".bin")) {
		records_problem(out, PROBLEM_UNSUPPORTED, part,
		    "a binary workbook (.xlsb): expected an .xlsx");
		package_links_free(&w.links);
		return book;
	}
	if (!package_read_part(book->container, book->out, part, &handler, &w))
		records_problem(out, PROBLEM_DAMAGED, part,
		    "the workbook is missing");
	if (book->sheets->len == 0)
		find_loose_sheets(book);
	read_shared(book, &w.links);
	package_links_free(&w.links);
	return book;
}

void
xlsx_book_free(struct xlsx_book *book)
{
	if (book == NULL)
		return;
	g_array_free(book->sheets, TRUE);
	shared_strings_free(book->strings);
	g_array_free(book->styles, TRUE);
	g_hash_table_destroy(book->formats);
	number_format_free(book->general);
	g_free(book);
}
