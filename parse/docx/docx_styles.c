/* The two parts:
 *
 *     <w:style w:styleId="a3"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>
 *       <w:pPr><w:outlineLvl w:val="0"/>
 *              <w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>
 *
 *     <w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0">
 *         <w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>
 *         <w:suff w:val="nothing"/><w:lvlText w:val="（%1）"/></w:lvl>
 *     <w:num w:numId="2"><w:abstractNumId w:val="7"/>
 *       <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>
 *
 * Lists of one abstractNum count on together. */
#include "docx_styles.h"

#include <string.h>

#include "parse/word/word_list.h"
#include "parse/word/word_look.h"

enum { MOST_BASES = 20 };       /* styles based on styles */

/* What a style says of a property, or leaves to the one it is based on. */
enum docx_toggle { AS_BASE, OFF, ON };

struct docx_style {
	char *based_on;
	bool heading;
	enum docx_toggle hidden, struck, struck_twice, raised;
	bool coloured;          /* it says of its letters: */
	int letters, ground;    /* see word_look.h */
	struct docx_list list;
};

struct docx_styles {
	GHashTable *styles;     /* id: struct docx_style * */
	GHashTable *abstracts;  /* number: struct word_abstract * */
	GHashTable *nums;       /* number: struct word_num * */

	/* The one being read. */
	struct docx_style *style;
	struct word_abstract *abstract;
	struct word_num *num;
	unsigned at;            /* level */
	struct word_level *level;
	bool changed;           /* within what was before a tracked change */
};

static void
free_style(void *style)
{
	g_free(((struct docx_style *)style)->based_on);
	g_free(style);
}

/* --- styles ----------------------------------------------------------- */

/* "heading 1" in every language of Word; "Title". */
static bool
names_heading(const struct xml_attributes *a)
{
	g_autofree char *name = xml_attribute_copy(a, "val");

	return name != NULL && (g_ascii_strncasecmp(name, "heading ", 8) == 0 ||
	    g_str_has_prefix(name, "标题") ||
	    g_ascii_strcasecmp(name, "title") == 0);
}

static enum docx_toggle
toggle(const struct xml_attributes *a)
{
	return xml_attribute_off(a, "val") ? OFF : ON;
}

int
docx_styles_color(const struct xml_attributes *a)
{
	g_autofree char *value = xml_attribute_copy(a, "val");

	return word_look_hex(value);
}

int
docx_styles_highlight(const struct xml_attributes *a)
{
	/* From 1 in the palette. */
	static const char *const names[] = {"black", "blue", "cyan", "green",
	    "magenta", "red", "yellow", "white", "darkBlue", "darkCyan",
	    "darkGreen", "darkMagenta", "darkRed", "darkYellow", "darkGray",
	    "lightGray"};

	for (unsigned i = 0; i < G_N_ELEMENTS(names); i++)
		if (xml_attribute_is(a, "val", names[i]))
			return word_look_palette(i + 1);
	return WORD_AUTOMATIC;
}

int
docx_styles_shading(const struct xml_attributes *a)
{
	g_autofree char *pattern = xml_attribute_copy(a, "val");
	g_autofree char *fill = xml_attribute_copy(a, "fill");
	size_t len;

	if (xml_attribute(a, "themeFill", &len) != NULL)
		return WORD_UNSURE;
	if (pattern == NULL || strcmp(pattern, "clear") == 0 ||
	    strcmp(pattern, "nil") == 0)
		return word_look_hex(fill);
	if (strcmp(pattern, "solid") == 0) {
		g_autofree char *fore = xml_attribute_copy(a, "color");

		return word_look_shading(word_look_hex(fore), WORD_AUTOMATIC,
		    1000);
	}
	return WORD_UNSURE;
}

static void
start_style(void *data, const char *name, const struct xml_attributes *a)
{
	struct docx_styles *s = data;

	if (xml_is(name, "style")) {
		char *id = xml_attribute_copy(a, "styleId");

		s->style = NULL;
		if (id == NULL)
			return;
		s->style = g_new0(struct docx_style, 1);
		s->style->ground = WORD_AUTOMATIC;
		g_hash_table_replace(s->styles, id, s->style);
	} else if (xml_is(name, "pPrChange") ||
	    xml_is(name, "rPrChange"))
		s->changed = true;
	else if (s->style == NULL || s->changed)
		return;
	else if (xml_is(name, "name"))
		s->style->heading |= names_heading(a);
	else if (xml_is(name, "basedOn") && s->style->based_on == NULL)
		s->style->based_on = xml_attribute_copy(a, "val");
	else if (xml_is(name, "outlineLvl"))
		s->style->heading |= xml_attribute_number(a, "val", 9) < 9;
	else if (xml_is(name, "vanish"))
		s->style->hidden = toggle(a);
	else if (xml_is(name, "strike"))
		s->style->struck = toggle(a);
	else if (xml_is(name, "dstrike"))
		s->style->struck_twice = toggle(a);
	else if (xml_is(name, "vertAlign"))
		s->style->raised = xml_attribute_is(a, "val",
		    "superscript") ? ON : OFF;
	else if (xml_is(name, "color")) {
		s->style->coloured = true;
		s->style->letters = docx_styles_color(a);
	} else if (xml_is(name, "shd"))
		s->style->ground = word_look_over(docx_styles_shading(a),
		    s->style->ground);
	else if (xml_is(name, "numId"))
		s->style->list.num = xml_attribute_number(a, "val", 0);
	else if (xml_is(name, "ilvl"))
		s->style->list.level = xml_attribute_number(a, "val", 0);
}

static void
end_style(void *data, const char *name)
{
	struct docx_styles *s = data;

	if (xml_is(name, "style"))
		s->style = NULL;
	else if (xml_is(name, "pPrChange") ||
	    xml_is(name, "rPrChange"))
		s->changed = false;
}

static void
ignore_text(void *data, const char *text, size_t len)
{
	(void)data, (void)text, (void)len;
}

enum docx_property { HEADING, HIDDEN, STRUCK, STRUCK_TWICE, RAISED, LETTERS,
	GROUND, LIST };

/* Whether a style itself says something of a property. */
static bool
says(const struct docx_style *style, enum docx_property property)
{
	switch (property) {
	case HEADING:
		return style->heading;
	case HIDDEN:
		return style->hidden != AS_BASE;
	case STRUCK:
		return style->struck != AS_BASE;
	case STRUCK_TWICE:
		return style->struck_twice != AS_BASE;
	case RAISED:
		return style->raised != AS_BASE;
	case LETTERS:
		return style->coloured;
	case GROUND:
		return style->ground != WORD_AUTOMATIC;
	case LIST:
		return style->list.num != 0;
	}
	return false;
}

/* The nearest style that says something of a property: the one of an id (which may be
 * NULL), or one that it is based on; NULL where none does. */
static const struct docx_style *
nearest(const struct docx_styles *s, const char *id,
    enum docx_property property)
{
	for (unsigned i = 0; id != NULL && i < MOST_BASES; i++) {
		const struct docx_style *style = g_hash_table_lookup(s->styles,
		    id);

		if (style == NULL || says(style, property))
			return style;
		id = style->based_on;
	}
	return NULL;
}

bool
docx_styles_is_heading(const struct docx_styles *s, const char *id)
{
	return nearest(s, id, HEADING) != NULL;
}

bool
docx_styles_is_hidden(const struct docx_styles *s, const char *id)
{
	const struct docx_style *style = nearest(s, id, HIDDEN);

	return style != NULL && style->hidden == ON;
}

bool
docx_styles_is_struck(const struct docx_styles *s, const char *id)
{
	const struct docx_style *style = nearest(s, id, STRUCK);

	return style != NULL && style->struck == ON;
}

bool
docx_styles_is_struck_twice(const struct docx_styles *s, const char *id)
{
	const struct docx_style *style = nearest(s, id, STRUCK_TWICE);

	return style != NULL && style->struck_twice == ON;
}

bool
docx_styles_is_raised(const struct docx_styles *s, const char *id)
{
	const struct docx_style *style = nearest(s, id, RAISED);

	return style != NULL && style->raised == ON;
}

int
docx_styles_letters(const struct docx_styles *s, const char *id)
{
	const struct docx_style *style = nearest(s, id, LETTERS);

	return style != NULL ? style->letters : WORD_AUTOMATIC;
}

int
docx_styles_ground(const struct docx_styles *s, const char *id)
{
	const struct docx_style *style = nearest(s, id, GROUND);

	return style != NULL ? style->ground : WORD_AUTOMATIC;
}

struct docx_list
docx_styles_list(const struct docx_styles *s, const char *id)
{
	const struct docx_style *style = nearest(s, id, LIST);

	return style != NULL ? style->list : (struct docx_list){0, 0};
}

/* --- lists ------------------------------------------------------------ */

static void
start_level(struct docx_styles *s, const struct xml_attributes *a)
{
	s->at = MIN(xml_attribute_number(a, "ilvl", 0), WORD_LEVELS - 1);
	s->level = s->abstract != NULL ? &s->abstract->levels[s->at] :
	    s->num != NULL ? &s->num->own[s->at] : NULL;
	if (s->level == NULL)
		return;
	word_list_level_clear(s->level);
	*s->level = (struct word_level){.start = 0, .suffix = " "};
}

static void
start_in_level(struct word_level *l, const char *name,
    const struct xml_attributes *a)
{
	if (xml_is(name, "start")) {
		l->start = xml_attribute_number(a, "val", 0);
	} else if (xml_is(name, "numFmt")) {
		g_free(l->format);
		l->format = xml_attribute_copy(a, "val");
	} else if (xml_is(name, "lvlText")) {
		g_free(l->text);
		l->text = xml_attribute_copy(a, "val");
	} else if (xml_is(name, "suff")) {
		l->suffix = xml_attribute_is(a, "val", "nothing") ? "" : " ";
	} else if (xml_is(name, "isLgl")) {
		l->legal = !xml_attribute_off(a, "val");
	} else if (xml_is(name, "lvlRestart")) {
		l->keeps = xml_attribute_is(a, "val", "0");
	}
}

static void
start_num(struct docx_styles *s, const struct xml_attributes *a)
{
	unsigned id = xml_attribute_number(a, "numId", 0);

	s->level = NULL;
	s->num = word_list_num_new();
	g_hash_table_replace(s->nums, GUINT_TO_POINTER(id), s->num);
}

static void
start_numbering(void *data, const char *name, const struct xml_attributes *a)
{
	struct docx_styles *s = data;

	if (xml_is(name, "abstractNum")) {
		s->level = NULL;
		s->abstract = g_new0(struct word_abstract, 1);
		g_hash_table_replace(s->abstracts, GUINT_TO_POINTER(
		    xml_attribute_number(a, "abstractNumId", 0)), s->abstract);
	} else if (xml_is(name, "num")) {
		start_num(s, a);
	} else if (xml_is(name, "lvl")) {
		start_level(s, a);
	} else if (s->level != NULL) {
		start_in_level(s->level, name, a);
	} else if (s->abstract != NULL && s->abstract->style == NULL &&
	    xml_is(name, "numStyleLink")) {
		s->abstract->style = xml_attribute_copy(a, "val");
	} else if (s->num != NULL && xml_is(name, "abstractNumId")) {
		s->num->abstract = xml_attribute_number(a, "val", 0);
	} else if (xml_is(name, "lvlOverride")) {
		s->at = MIN(xml_attribute_number(a, "ilvl", 0),
		    WORD_LEVELS - 1);
	} else if (s->num != NULL && xml_is(name, "startOverride")) {
		s->num->start[s->at] = xml_attribute_number(a, "val", 0);
	}
}

static void
end_numbering(void *data, const char *name)
{
	struct docx_styles *s = data;

	if (xml_is(name, "lvl"))
		s->level = NULL;
	else if (xml_is(name, "abstractNum"))
		s->abstract = NULL;
	else if (xml_is(name, "num"))
		s->num = NULL;
}

void
docx_styles_number(struct docx_styles *s, struct docx_list list, GString *out)
{
	struct word_num *n = g_hash_table_lookup(s->nums,
	    GUINT_TO_POINTER(list.num));
	struct word_abstract *a = n == NULL ? NULL : g_hash_table_lookup(
	    s->abstracts, GUINT_TO_POINTER(n->abstract));
	unsigned i = MIN(list.level, WORD_LEVELS - 1);

	if (a != NULL && a->style != NULL) {
		struct docx_list real = docx_styles_list(s, a->style);

		n = g_hash_table_lookup(s->nums, GUINT_TO_POINTER(real.num));
		a = n == NULL ? NULL : g_hash_table_lookup(s->abstracts,
		    GUINT_TO_POINTER(n->abstract));
	}
	if (a == NULL)
		return;
	word_list_number(n, a, i, out);
}

/* --- reading ---------------------------------------------------------- */

static struct docx_styles *
new_styles(void)
{
	struct docx_styles *s = g_new0(struct docx_styles, 1);

	s->styles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
	    free_style);
	s->abstracts = g_hash_table_new_full(NULL, NULL, NULL,
	    word_list_abstract_free);
	s->nums = g_hash_table_new_full(NULL, NULL, NULL, word_list_num_free);
	return s;
}

struct docx_styles *
docx_styles_of_xml(const char *text, size_t len)
{
	static const struct xml_handler handler = {start_style, end_style,
	    ignore_text};
	struct docx_styles *s = new_styles();
	struct container_trouble trouble = {0};

	xml_read_text(text, len, &handler, s, &trouble);
	container_trouble_clear(&trouble);
	return s;
}

struct docx_styles *
docx_styles_read(struct container *container, struct records *out,
    const struct package_links *links)
{
	static const struct xml_handler styles = {start_style, end_style,
	    ignore_text};
	static const struct xml_handler numbering = {start_numbering,
	    end_numbering, ignore_text};
	struct docx_styles *s = new_styles();
	const struct package_link *link;

	link = package_link_find(links, NULL, "styles");
	if (link != NULL)
		package_read_part(container, out, link->part, &styles, s);
	link = package_link_find(links, NULL, "numbering");
	if (link != NULL)
		package_read_part(container, out, link->part, &numbering, s);
	return s;
}

void
docx_styles_free(struct docx_styles *s)
{
	g_hash_table_destroy(s->styles);
	g_hash_table_destroy(s->abstracts);
	g_hash_table_destroy(s->nums);
	g_free(s);
}
