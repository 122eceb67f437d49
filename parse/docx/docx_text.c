#include "docx_text.h"

#include <stdlib.h>
#include <string.h>

#include "parse/core/append.h"
#include "parse/core/mark.h"
#include "parse/word/flow.h"
#include "parse/word/word_look.h"
#include "parse/word/word_symbol.h"
#include "docx_chunk.h"
#include "docx_drawing.h"
#include "docx_fields.h"
#include "docx_run.h"
#include "docx_tables.h"

enum {
	PLAIN = -1,             /* no enum mark_kind */
	MOST_RISE = 10000,      /* half points */
};

struct docx_paragraph {
	char *style;
	struct docx_list list;
	bool own_list;          /* said here, even if 0 for none */
	bool heading;
	int ground;             /* see word_look.h */
	unsigned size;          /* half points: of text on its line, or 0 */
	bool mark_deleted;      /* goes on in the next one */
	char *number;           /* of a list, where the file says it (Word
	                           2003), or NULL */
};

enum docx_element {
	OTHER,
	SKIPPED,                /* what of a document the page does not show, or
	                           shows in another way */
	DELETED,                /* outside of properties those are, too */
	PARAGRAPH_PROPERTIES, RUN_PROPERTIES, ROW_PROPERTIES, TABLE_PROPERTIES,
	CELL_PROPERTIES, NOTE, ALTERNATE, CHOICE, PARAGRAPH, RUN, TEXT,
	INSTRUCTION, TABLE, ROW, CELL, GRID_COLUMN, GUIDE, BACKGROUND, BOX,
	SIMPLE_FIELD, CHUNK,
};

static const struct xml_name elements[] = {
    {"p", PARAGRAPH}, {"pPr", PARAGRAPH_PROPERTIES}, {"r", RUN},
    {"rPr", RUN_PROPERTIES}, {"t", TEXT}, {"tbl", TABLE},
    {"tblPr", TABLE_PROPERTIES}, {"tr", ROW}, {"trPr", ROW_PROPERTIES},
    {"tc", CELL}, {"tcPr", CELL_PROPERTIES}, {"gridCol", GRID_COLUMN},
    {"instrText", INSTRUCTION}, {"fldSimple", SIMPLE_FIELD},
    {"footnote", NOTE}, {"endnote", NOTE}, {"rt", GUIDE},
    {"background", BACKGROUND}, {"txbxContent", BOX}, {"altChunk", CHUNK},
    {"AlternateContent", ALTERNATE}, {"Choice", CHOICE},
    {"Fallback", CHOICE}, {"del", DELETED}, {"moveFrom", DELETED},
    {"delText", SKIPPED}, {"delInstrText", SKIPPED}, {"sdtPr", SKIPPED},
    {"sectPr", SKIPPED}, {"tblPrEx", SKIPPED}, {"pPrChange", SKIPPED},
    {"rPrChange", SKIPPED}, {"trPrChange", SKIPPED},
    {"tcPrChange", SKIPPED}, {"tblPrChange", SKIPPED},
    {"tblGridChange", SKIPPED}, {"sectPrChange", SKIPPED},
    {"numberingChange", SKIPPED}, {"textpath", SKIPPED}, {0},
};

struct docx_text {
	struct xml_names elements;      /* those of the part */
	struct records *out;
	struct flow *flow;
	struct docx_styles *styles;
	const char *part;
	bool flat;              /* tables there are only layout */
	docx_text_chunk *chunk; /* may be NULL */
	void *chunk_data;

	unsigned skipped;       /* depth within what is not shown */
	GArray *paragraphs;     /* struct docx_paragraph, of boxes inside, too; */
	guint open;             /* so many are open, the others had been */
	struct docx_tables *tables;
	struct docx_fields *fields;
	GByteArray *choices;    /* for each AlternateContent: one was taken */

	unsigned in_ppr, in_rpr, in_trpr, in_tcpr, in_tblpr;
	bool in_text, in_instruction;
	struct docx_run run;
	bool coloured;          /* the page has a ground of its own */
	unsigned boxes;         /* depth within text boxes */
	unsigned guides;        /* depth within readings above characters */
	struct docx_drawing drawing;
};

static bool
is_skipped(const struct docx_text *d, enum docx_element element)
{
	return element == SKIPPED || (element == DELETED && d->in_rpr == 0 &&
	    d->in_trpr == 0 && d->in_tcpr == 0);
}

static struct docx_paragraph *
paragraph(const struct docx_text *d)
{
	return d->open == 0 ? NULL : &g_array_index(d->paragraphs,
	    struct docx_paragraph, d->open - 1);
}

/* --- text ------------------------------------------------------------- */

/* Whether the run has the colour of what it stands on, which for text boxes is
 * not known. */
static bool
is_unseen(const struct docx_text *d)
{
	const struct docx_paragraph *p = paragraph(d);
	int ground = d->coloured || d->boxes > 0 ? WORD_UNSURE :
	    WORD_AUTOMATIC;

	if (d->run.letters == WORD_AUTOMATIC)
		return false;
	if (d->boxes == 0)
		ground = docx_tables_ground(d->tables, ground);
	if (p != NULL) {
		ground = word_look_over(docx_styles_ground(d->styles,
		    p->style), ground);
		ground = word_look_over(p->ground, ground);
	}
	ground = word_look_over(d->run.ground, ground);
	ground = word_look_over(d->run.highlight, ground);
	return word_look_is_unseen(d->run.letters, ground);
}

/* Whether the run is raised: by its kind, or placed above the line in smaller
 * type, as in <w:position w:val="8"/><w:sz w:val="14"/>. */
static bool
is_raised(const struct docx_text *d)
{
	const struct docx_paragraph *p = paragraph(d);

	return d->run.raised || (p != NULL && word_look_is_raised(
	    (int)MIN(d->run.rise, MOST_RISE), d->run.size, p->size));
}

static bool
is_struck(const struct docx_text *d)
{
	return d->run.struck || d->run.struck_twice;
}

/* How the text of the run is marked, or PLAIN. */
static int
mark_of(const struct docx_text *d)
{
	return is_struck(d) ? MARK_STRUCK : d->guides > 0 ? MARK_GUIDE :
	    is_unseen(d) ? MARK_HIDDEN : is_raised(d) ? MARK_RAISED : PLAIN;
}

/* Line ends and tabs within a text are spaces. */
static void
append_spaced(GString *out, const char *text, size_t len)
{
	char *at = append_room(out, len), *end = at + len;

	memcpy(at, text, len);
	while (at < end)
		if (end - at >= 8 && !append_has_control(at)) {
			at += 8;
		} else {
			if (*at == '\r' || *at == '\n' || *at == '\t')
				*at = ' ';
			at++;
		}
}

static void
add(struct docx_text *d, const char *text, size_t len)
{
	GString *out = flow_text(d->flow);
	int mark = mark_of(d);

	if (d->run.hidden || docx_fields_hide(d->fields, len))
		return;
	if (mark != PLAIN)
		mark_begin(out, (enum mark_kind)mark);
	else if (d->run.rise == 0 && paragraph(d) != NULL)
		paragraph(d)->size = d->run.size;
	append_spaced(out, text, len);
	if (mark != PLAIN)
		mark_end(out);
}

/* Letters in a font of symbols, <w:rFonts w:ascii="Wingdings"/>: þ is a box. */
static void
add_symbols(struct docx_text *d, const char *text, size_t len)
{
	for (const char *p = text, *next; p < text + len; p = next) {
		const char *shown = word_symbol(d->run.font, g_utf8_get_char(p));

		next = MIN(g_utf8_next_char(p), text + len);
		add(d, shown != NULL ? shown : p, shown != NULL ?
		    strlen(shown) : (size_t)(next - p));
	}
}

static void
on_text(void *data, const char *text, size_t len)
{
	struct docx_text *d = data;

	if (d->skipped > 0)
		return;
	if (d->in_instruction)
		docx_fields_instruction(d->fields, text, len);
	if (!d->in_text)
		return;
	if (d->run.font != NULL)
		add_symbols(d, text, len);
	else
		add(d, text, len);
}

static void
start_run(struct docx_text *d)
{
	docx_run_begin(&d->run, d->styles,
	    paragraph(d) != NULL ? paragraph(d)->style : NULL);
}

/* <w:sym w:font="Wingdings" w:char="F0FE"/>; of fonts that are not known the
 * character as it is. */
static void
add_symbol(struct docx_text *d, const struct xml_attributes *a)
{
	g_autofree char *font = xml_attribute_copy(a, "font");
	g_autofree char *hex = xml_attribute_copy(a, "char");
	unsigned code = hex != NULL ? (unsigned)strtoul(hex, NULL, 16) : 0;
	const char *text = word_symbol(font, code);
	char utf8[6];

	if (text != NULL)
		add(d, text, strlen(text));
	else if (code >= 0x20 && code < 0xfffe && (code & 0xf800) != 0xd800)
		add(d, utf8, (size_t)g_unichar_to_utf8(code, utf8));
}

/* Adds what a field shows by itself, which is freed, or NULL. */
static void
add_shown(struct docx_text *d, char *shown)
{
	if (shown != NULL)
		add(d, shown, strlen(shown));
	g_free(shown);
}

/* --- pictures --------------------------------------------------------- */

/* Adds a picture that may be a character, where it stands in the text of a
 * table; it counts once. */
static void
add_picture(struct docx_text *d)
{
	GString *out = flow_text(d->flow);

	if (d->run.hidden || !docx_drawing_is_character(&d->drawing))
		return;
	d->drawing.in_line = false;
	mark_begin(out, is_struck(d) ? MARK_STRUCK :
	    docx_tables_depth(d->tables) > 0 ? MARK_PICTURE : MARK_ICON);
	if (d->drawing.alternative != NULL)
		g_string_append(out, d->drawing.alternative);
	mark_end(out);
}

/* Starts what stands in a run besides its text. */
static void
start_in_run(struct docx_text *d, const char *name, enum docx_element element,
    const struct xml_attributes *a)
{
	static const struct {
		const char *name, *text;
	} signs[] = {{"tab", "\t"}, {"ptab", "\t"}, {"br", "\n"}, {"cr", "\n"},
	    {"noBreakHyphen", "-"}};

	if (element == TEXT || element == RUN) {
		if (element == TEXT)
			d->in_text = true;
		else
			start_run(d);
		return;
	}
	if (element == INSTRUCTION)
		d->in_instruction = true;
	else if (xml_is(name, "fldChar"))
		add_shown(d, docx_fields_char(d->fields, a,
		    flow_text(d->flow)->len));
	else if (xml_is(name, "sym"))
		add_symbol(d, a);
	else if (docx_fields_form(d->fields, name, a))
		return;
	else if (!docx_fields_in_instruction(d->fields) &&
	    docx_drawing_take(&d->drawing, name, a))
		add_picture(d);
	for (size_t i = 0; i < G_N_ELEMENTS(signs); i++)
		if (xml_is(name, signs[i].name) && !d->run.hidden &&
		    !docx_fields_in_instruction(d->fields))
			g_string_append(flow_text(d->flow), signs[i].text);
}

/* --- paragraphs ------------------------------------------------------- */

static void
start_in_ppr(struct docx_text *d, const char *name,
    const struct xml_attributes *a)
{
	struct docx_paragraph *p = paragraph(d);

	if (p == NULL)
		return;
	if (d->in_rpr > 0) {
		p->mark_deleted |= xml_is(name, "del") ||
		    xml_is(name, "moveFrom");
	} else if (xml_is(name, "pStyle")) {
		g_free(p->style);
		p->style = xml_attribute_copy(a, "val");
	} else if (xml_is(name, "shd")) {
		p->ground = docx_styles_shading(a);
	} else if (xml_is(name, "outlineLvl")) {
		p->heading = xml_attribute_number(a, "val", 9) < 9;
	} else if (xml_is(name, "numId")) {
		p->list.num = xml_attribute_number(a, "val", 0);
		p->own_list = true;
	} else if (xml_is(name, "t")) {    /* <wx:t wx:val="1."/> */
		g_free(p->number);
		p->number = xml_attribute_copy(a, "val");
	} else if (xml_is(name, "ilvl")) {
		p->list.level = xml_attribute_number(a, "val", 0);
	}
}

/* The properties are known: the number stands before the text. */
static void
end_ppr(struct docx_text *d)
{
	struct docx_paragraph *p = paragraph(d);
	struct docx_list list;

	if (p == NULL)
		return;
	list = p->own_list ? p->list : docx_styles_list(d->styles, p->style);
	p->heading = p->heading || docx_styles_is_heading(d->styles, p->style);
	if (p->number != NULL && !p->mark_deleted)
		g_string_append_printf(flow_text(d->flow), "%s ", p->number);
	else if (list.num != 0 && !p->mark_deleted)
		docx_styles_number(d->styles, list, flow_text(d->flow));
}

static void
start_paragraph(struct docx_text *d)
{
	struct docx_paragraph *p;

	if (d->open++ == d->paragraphs->len)
		g_array_set_size(d->paragraphs, d->open);
	/* One by one: for all at once compilers take an instruction that is slow
	 * for so few bytes. */
	p = paragraph(d);
	p->style = p->number = NULL;
	p->list.num = p->list.level = 0;
	p->own_list = p->heading = p->mark_deleted = false;
	p->ground = WORD_AUTOMATIC;
	p->size = 0;
	docx_run_clear(&d->run);
}

static void
end_paragraph(struct docx_text *d)
{
	struct docx_paragraph *p = paragraph(d);

	if (p == NULL)
		return;
	if (!p->mark_deleted)
		flow_paragraph(d->flow, p->heading ? "heading" : "paragraph");
	g_free(p->style);
	g_free(p->number);
	d->open--;
}

/* --- elements --------------------------------------------------------- */

/* What is written twice, as a drawing of Word 2010 and as one of Word 97, counts
 * once: the first choice, else the fallback. */
static bool
is_other_choice(struct docx_text *d, enum docx_element element)
{
	guint8 none = 0, *taken;

	if (element == ALTERNATE)
		g_byte_array_append(d->choices, &none, 1);
	else if (element == CHOICE && d->choices->len > 0) {
		taken = &d->choices->data[d->choices->len - 1];
		if (*taken)
			return true;
		*taken = 1;
	}
	return false;
}

/* Elements that hold properties, with the count of those open. */
static unsigned *
properties(struct docx_text *d, enum docx_element element)
{
	return element < PARAGRAPH_PROPERTIES || element > CELL_PROPERTIES ?
	    NULL : element == PARAGRAPH_PROPERTIES ? &d->in_ppr :
	    element == RUN_PROPERTIES ? &d->in_rpr :
	    element == ROW_PROPERTIES ? &d->in_trpr :
	    element == TABLE_PROPERTIES ? &d->in_tblpr : &d->in_tcpr;
}

static void
start_properties(struct docx_text *d, enum docx_element element, unsigned *open)
{
	++*open;
	if (element == CELL_PROPERTIES)
		docx_tables_begin_cell_properties(d->tables);
}

static void
end_properties(struct docx_text *d, enum docx_element element, unsigned *open)
{
	--*open;
	if (element == PARAGRAPH_PROPERTIES)
		end_ppr(d);
	if (element == CELL_PROPERTIES)
		docx_tables_end_cell_properties(d->tables);
}

/* Adds a part in another format that stands in a cell. */
static bool
add_chunk_in_cell(struct docx_text *d, const char *id)
{
	struct records *chunk = records_new();

	records_document(chunk, NULL, NULL, NULL, NULL, NULL);
	if (!d->chunk(id, chunk, d->chunk_data)) {
		records_free(chunk);
		return false;
	}
	docx_chunk_add(d->flow, docx_tables_depth(d->tables), chunk, d->out,
	    d->part);
	return true;
}

/* Adds a part in another format that stands for paragraphs and tables. */
static void
add_chunk(struct docx_text *d, const struct xml_attributes *a)
{
	g_autofree char *id = xml_attribute_copy(a, "id");
	const bool in_cell = docx_tables_depth(d->tables) > 0;

	if (id != NULL && d->chunk != NULL && in_cell &&
	    add_chunk_in_cell(d, id))
		return;
	if (id != NULL && d->chunk != NULL && !in_cell) {
		flow_depth(d->flow, 0);
		flow_paragraph(d->flow, "paragraph");
		if (d->chunk(id, d->out, d->chunk_data))
			return;
	}
	records_problem(d->out, PROBLEM_UNSUPPORTED, d->part,
	    "a part in another format stands here and is not read: expected "
	    "a web page, RTF or .docx");
}

static void
begin_box(struct docx_text *d)
{
	d->boxes++;
	flow_begin_aside(d->flow, !d->drawing.in_line);
}

static void
end_box(struct docx_text *d)
{
	d->boxes -= d->boxes > 0;
	flow_end_aside(d->flow);
}

static void
start_content(struct docx_text *d, const char *name, enum docx_element element,
    const struct xml_attributes *a)
{
	if (element == PARAGRAPH)
		start_paragraph(d);
	else if (element == TABLE && !d->flat)
		docx_tables_begin(d->tables);
	else if (element == ROW)
		docx_tables_begin_row(d->tables);
	else if (element == GRID_COLUMN)
		docx_tables_grid_column(d->tables, a);
	else if (element == GUIDE)
		d->guides++;
	else if (element == BACKGROUND)
		d->coloured = true;
	else if (element == BOX)
		begin_box(d);
	else if (element == SIMPLE_FIELD)
		docx_fields_begin_simple(d->fields, a,
		    flow_text(d->flow)->len);
	else if (element == CHUNK)
		add_chunk(d, a);
	else if (element != CELL)
		start_in_run(d, name, element, a);
}

/* The lines that part notes from the text are notes, too. */
static bool
is_separator(enum docx_element element, const struct xml_attributes *a)
{
	size_t len;

	return element == NOTE &&
	    xml_attribute(a, "type", &len) != NULL &&
	    !xml_attribute_is(a, "type", "normal");
}

static enum docx_element
element_of(struct docx_text *d, const char *name)
{
	return (enum docx_element)xml_name_number(&d->elements, name);
}

static void
start_element(void *data, const char *name, const struct xml_attributes *a)
{
	struct docx_text *d = data;
	const enum docx_element element = element_of(d, name);
	unsigned *open = properties(d, element);

	if (d->skipped > 0 || is_skipped(d, element) ||
	    is_separator(element, a) || is_other_choice(d, element))
		d->skipped++;
	else if (open != NULL)
		start_properties(d, element, open);
	else if (d->in_tblpr > 0)
		docx_tables_property(d->tables, name, a);
	else if (d->in_ppr > 0)
		start_in_ppr(d, name, a);
	else if (d->in_rpr > 0)
		docx_run_property(&d->run, d->styles, name, a);
	else if (d->in_trpr > 0)
		docx_tables_row_property(d->tables, name, a);
	else if (d->in_tcpr > 0)
		docx_tables_cell_property(d->tables, name, a);
	else
		start_content(d, name, element, a);
}

static void
end_element(void *data, const char *name)
{
	struct docx_text *d = data;
	const enum docx_element element = element_of(d, name);
	unsigned *open = properties(d, element);

	if (d->skipped > 0)
		d->skipped--;
	else if (open != NULL)
		end_properties(d, element, open);
	else if (element == TEXT)
		d->in_text = false;
	else if (element == INSTRUCTION)
		d->in_instruction = false;
	else if (element == SIMPLE_FIELD)
		add_shown(d, docx_fields_end_simple(d->fields,
		    flow_text(d->flow)->len));
	else if (element == GUIDE)
		d->guides -= d->guides > 0;
	else if (element == PARAGRAPH)
		end_paragraph(d);
	else if (element == CELL)
		docx_tables_end_cell(d->tables);
	else if (element == ROW)
		docx_tables_end_row(d->tables);
	else if (element == TABLE)
		docx_tables_end(d->tables);
	else if (element == BOX)
		end_box(d);
	else if (element == ALTERNATE && d->choices->len > 0)
		g_byte_array_set_size(d->choices, d->choices->len - 1);
}

/* --- parts ------------------------------------------------------------ */

const struct xml_handler docx_text_handler = {start_element, end_element,
    on_text};

struct docx_text *
docx_text_new(struct records *out, struct flow *flow,
    struct docx_styles *styles)
{
	struct docx_text *d = g_new0(struct docx_text, 1);

	d->out = out;
	d->flow = flow;
	d->styles = styles;
	d->paragraphs = g_array_new(FALSE, FALSE,
	    sizeof(struct docx_paragraph));
	d->tables = docx_tables_new(flow, styles);
	d->fields = docx_fields_new();
	d->choices = g_byte_array_new();
	docx_run_clear(&d->run);
	return d;
}

void
docx_text_free(struct docx_text *d)
{
	g_array_free(d->paragraphs, TRUE);
	docx_tables_free(d->tables);
	docx_fields_free(d->fields);
	g_byte_array_free(d->choices, TRUE);
	g_free(d);
}

void
docx_text_chunks(struct docx_text *d, docx_text_chunk *chunk, void *data)
{
	d->chunk = chunk;
	d->chunk_data = data;
}

void
docx_text_begin(struct docx_text *d, const char *part, bool flat)
{
	d->elements = (struct xml_names){.known = elements};
	d->part = part;
	d->flat = flat;
}

void
docx_text_end(struct docx_text *d)
{
	while (paragraph(d) != NULL)
		end_paragraph(d);
	while (docx_tables_depth(d->tables) > 0)
		docx_tables_end(d->tables);
	if (docx_fields_hidden(d->fields) > 0)
		records_problem(d->out, PROBLEM_DAMAGED, d->part,
		    "a field without an end hides %zu bytes of text",
		    docx_fields_hidden(d->fields));
	docx_fields_clear(d->fields);
	g_byte_array_set_size(d->choices, 0);
	d->skipped = 0;
	d->in_ppr = d->in_rpr = d->in_trpr = d->in_tcpr = d->in_tblpr = 0;
	d->in_text = d->in_instruction = false;
	d->guides = d->boxes = 0;
	docx_drawing_clear(&d->drawing);
	docx_run_clear(&d->run);
}
