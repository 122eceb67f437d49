#include "paragraphs.h"

#include <stdlib.h>
#include <string.h>

#include "fetch/base/text.h"
#include "transform/name/former.h"
#include "transform/table/single.h"

enum { LONGEST_ITEM = 240, LONGEST_TITLE = 300, TITLES = 3 };

/* A line that names a firm and nothing else. */
struct paragraph_item {
	const char *number;     /* NULL without */
	const char *name;
	const char *place;      /* （浙江省） after it, NULL without */
};

struct paragraph_reading {
	struct layout *layout;
	const struct place *within;     /* of the publisher, or NULL */
	struct layout_list *list;       /* the run being read, or NULL */
	bool broken;                    /* by a line that is no part of it */
	bool parted;                    /* by a section, since the last item */
	bool labelled;                  /* its first item's section stands on the
	                                   line of that item */
	struct layout_section section;  /* before the run; no text: none */
	const char *titles[TITLES];     /* lines before it, latest first */
	GString *folded;
};

/* Takes a number and what parts it from the name off a line:
 *     1. 甲   2、甲   3 甲   （4）甲   5）甲 */
static char *
skip_number(char *line, char **number)
{
	static const char *const marks[] = {".", "、", "．", ")", "）", ",", " ",
	    "\u3000", "\u00a0", "\t", NULL};
	char *p = line, *end;
	size_t digits;
	bool parted = false;

	*number = NULL;
	if (*p == '(')
		p++;
	else if (text_begins(p, "（"))
		p += strlen("（");
	digits = strspn(p, "0123456789");
	if (digits == 0 || digits > 6)
		return line;
	end = p + digits;
	for (const char *const *m = marks; *m != NULL;) {
		if (!text_begins(end, *m)) {
			m++;
			continue;
		}
		end += strlen(*m);
		parted = true;
		m = marks;
	}
	if (!parted)
		return line;
	*number = g_strndup(p, digits);
	return end;
}

/* Takes closing punctuation off the end of a line. */
static void
trim_end(char *line)
{
	static const char *const marks[] = {"；", ";", "。", "，", ",", "、", ".",
	    NULL};

	g_strchomp(line);
	for (const char *const *m = marks; *m != NULL;)
		if (text_ends(line, *m)) {
			line[strlen(line) - strlen(*m)] = '\0';
			g_strchomp(line);
			m = marks;
		} else {
			m++;
		}
}

/* Takes a place in brackets off the end of a name: 某某有限公司（安徽省）. */
static char *
take_place(char *name)
{
	char *open = NULL, *inner;
	struct place place;
	size_t close = text_ends(name, "）") ? strlen("）") :
	    text_ends(name, ")") ? 1 : 0;

	if (close == 0)
		return NULL;
	for (char *p = name; *p; p = g_utf8_next_char(p))
		if (*p == '(' || text_begins(p, "（"))
			open = p;
	if (open == NULL)
		return NULL;
	inner = g_strdup(g_utf8_next_char(open));
	inner[strlen(inner) - close] = '\0';
	if (!place_of_text(inner, NULL, &place)) {
		g_free(inner);
		return NULL;
	}
	*open = '\0';
	return inner;
}

/* Whether a text is several firms, parted by 、. */
static bool
lists_firms(const char *text)
{
	g_auto(GStrv) parts = g_strsplit(text, "、", -1);

	for (char **p = parts; *p != NULL; p++)
		if (!text_ends_as_firm(g_strstrip(*p)))
			return false;
	return g_strv_length(parts) > 1;
}

/* 现将名单公示如下：甲有限公司、乙有限公司: what follows the colon, where it is several
 * firms; 技术支持：甲有限公司 is left as it is. */
static char *
after_colon(char *line)
{
	char *colon = NULL;

	for (char *p = line; *p; p = g_utf8_next_char(p))
		if (*p == ':' || text_begins(p, "："))
			colon = g_utf8_next_char(p);
	return colon != NULL && lists_firms(colon) ? colon : line;
}

/* 技术支持：某某公司;  a sentence that ends with a firm */
static bool
is_sentence(const char *name)
{
	static const char *const marks[] = {"：", ":", "，", "。", "；", "！", "？",
	    NULL};

	for (const char *const *m = marks; *m != NULL; m++)
		if (strstr(name, *m) != NULL)
			return true;
	return false;
}

/* Reads the parts of an item, in the layout's strings; false for another
 * line. */
static bool
read_item(struct layout *layout, const char *line, struct paragraph_item *item)
{
	g_autofree char *copy = g_strstrip(g_strdup(line));
	g_autofree char *number = NULL, *place = NULL;
	char *name;

	name = skip_number(copy, &number);
	trim_end(name);
	name = after_colon(name);
	if (strlen(name) > LONGEST_ITEM && !lists_firms(name))
		return false;
	place = take_place(name);
	if (!former_told(name) && (!text_ends_as_firm(name) ||
	    is_sentence(name)))
		return false;
	item->name = g_string_chunk_insert(layout->strings, name);
	item->number = number ? g_string_chunk_insert(layout->strings, number) :
	    NULL;
	item->place = place ? g_string_chunk_insert(layout->strings, place) :
	    NULL;
	return true;
}

/* Ends the run: one line alone is a list only when it is numbered, names several
 * firms or where its one is. */
static void
end_run(struct paragraph_reading *r)
{
	const struct layout_record *first;

	if (r->list == NULL)
		return;
	first = &g_array_index(r->list->records, struct layout_record, 0);
	if (r->list->records->len > 1 || r->labelled ||
	    first->cell[HEADING_SEQUENCE] != NULL ||
	    lists_firms(first->name))
		g_ptr_array_add(r->layout->lists, r->list);
	else
		layout_list_free(r->list);
	r->list = NULL;
	r->broken = r->parted = r->labelled = false;
}

static unsigned
number_of(const char *digits)
{
	return digits != NULL ? (unsigned)strtoul(digits, NULL, 10) : 0;
}

/* Whether an item begins another list: it is numbered 1 again, or stands after
 * other lines and does not go on with the numbers.  The numbers may begin again
 * below each 玉林市：. */
static bool
begins_list(const struct paragraph_reading *r,
    const struct paragraph_item *item)
{
	const struct layout_record *last = &g_array_index(r->list->records,
	    struct layout_record, r->list->records->len - 1);
	unsigned number = number_of(item->number);
	unsigned before = number_of(last->cell[HEADING_SEQUENCE]);

	if (number == 1)
		return !r->parted;
	return r->broken && (number == 0 || number != before + 1);
}

static void
add_section(struct paragraph_reading *r, const struct layout_section *section)
{
	g_array_append_val(r->list->sections, *section);
	r->parted = true;
	/* A label is no line of its own. */
	if (section->row == 0)
		return;
	r->list->counts[LAYOUT_SECTION]++;
	r->list->rows++;
}

static void
begin_run(struct paragraph_reading *r, unsigned line)
{
	r->list = layout_list_new();
	r->list->has_name_column = true;
	r->list->first_row = line;
	for (size_t i = 0; i < TITLES && r->titles[i] != NULL; i++)
		g_ptr_array_add(r->list->titles, (char *)r->titles[i]);
	memset(r->titles, 0, sizeof r->titles);
	if (r->section.text != NULL)
		add_section(r, &r->section);
	r->section.text = NULL;
}

static void
add_item(struct paragraph_reading *r, unsigned n, unsigned line,
    const char *printed, const struct paragraph_item *item)
{
	struct layout_record record = {.row = line, .col = 1, .text_n = n,
	    .name = item->name};

	record.cell[HEADING_NAME] = printed;
	record.cell[HEADING_SEQUENCE] = item->number;
	record.cell[HEADING_REGION] = item->place;
	if (r->list != NULL && begins_list(r, item))
		end_run(r);
	if (r->list == NULL)
		begin_run(r, line);
	r->broken = r->parted = false;
	record.section = (int)r->list->sections->len - 1;
	g_array_append_val(r->list->records, record);
	r->list->counts[LAYOUT_RECORD]++;
	r->list->rows++;
	r->list->last_row = line;
}

/* 玉林市：, 二、石家庄市（12家）: whether a line is a section of the run or of the one
 * to come.  The line is 0 for a label that stands on the line of its firms. */
static bool
take_section(struct paragraph_reading *r, unsigned line, const char *text)
{
	g_autofree char *bare = g_strdup(text);
	struct layout_section section;

	while (text_ends(bare, "：") || text_ends(bare, ":"))
		bare[strlen(bare) - (text_ends(bare, ":") ? 1 :
		    strlen("："))] = '\0';
	if (!single_is_section(bare, r->within, &section) ||
	    !section.has_place)
		return false;
	section.row = line;
	section.text = text;
	if (r->list != NULL && !r->broken) {
		add_section(r, &section);
		return true;
	}
	end_run(r);
	r->section = section;
	return true;
}

/* 杭州市（2家）：甲有限公司、乙有限公司。: takes a section off the line that also names its
 * firms; returns the rest of the line, in the layout's strings, NULL for others. */
static const char *
take_label(struct paragraph_reading *r, const char *text)
{
	const char *colon = strstr(text, "："), *narrow = strchr(text, ':');
	g_autofree char *label = NULL, *rest = NULL;
	struct layout_section section;

	if (colon == NULL || (narrow != NULL && narrow < colon))
		colon = narrow;
	if (colon == NULL)
		return NULL;
	label = g_strndup(text, (gsize)(colon - text));
	rest = g_strstrip(g_strdup(g_utf8_next_char(colon)));
	trim_end(rest);
	if (!lists_firms(rest) && (!text_ends_as_firm(rest) ||
	    is_sentence(rest)))
		return NULL;
	if (!single_is_section(label, r->within, &section) ||
	    !section.has_place)
		return NULL;
	take_section(r, 0, g_string_chunk_insert(r->layout->strings, label));
	return g_string_chunk_insert(r->layout->strings, rest);
}

static void
add_line(struct paragraph_reading *r, unsigned n, unsigned line,
    const char *printed)
{
	struct paragraph_item item;
	const char *text, *rest;

	if (*printed == '\0')
		return;
	text = g_string_chunk_insert(r->layout->strings, printed);
	rest = take_label(r, text);
	if (read_item(r->layout, rest != NULL ? rest : text, &item)) {
		add_item(r, n, line, text, &item);
		r->labelled |= rest != NULL;
		return;
	}
	if (strlen(text) > LONGEST_TITLE) {
		r->broken = true;
		return;
	}
	if (take_section(r, line, text))
		return;
	text_fold(r->folded, text);
	if (r->list != NULL && single_is_list_title(r->folded->str))
		end_run(r);
	r->broken = r->list != NULL;
	r->section.text = NULL;
	memmove(r->titles + 1, r->titles, (TITLES - 1) * sizeof *r->titles);
	r->titles[0] = text;
}

struct layout *
paragraphs_read(const struct table_document *doc, const struct place *within)
{
	struct paragraph_reading r = {.layout = layout_new(), .within = within,
	    .folded = g_string_new(NULL)};

	for (size_t i = 0; i < doc->n_texts; i++) {
		const struct table_text *t = &doc->texts[i];
		g_auto(GStrv) lines = NULL;

		if (strcmp(t->role, TABLE_ROLE_MEMBER) == 0) {
			end_run(&r);
			r.section.text = NULL;
			memset(r.titles, 0, sizeof r.titles);
		}
		if (strcmp(t->role, TABLE_ROLE_MEMBER) == 0 ||
		    strcmp(t->role, "meta") == 0 ||
		    strcmp(t->role, "link") == 0 ||
		    strcmp(t->role, TABLE_ROLE_LINKED) == 0)
			continue;
		lines = g_strsplit(t->text, "\n", -1);
		for (unsigned k = 0; lines[k] != NULL; k++)
			add_line(&r, t->n, k + 1, g_strstrip(lines[k]));
	}
	end_run(&r);
	g_string_free(r.folded, TRUE);
	return r.layout;
}
