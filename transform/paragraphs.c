#include "paragraphs.h"

#include "announce.h"
#include "former.h"
#include "text.h"

#include <string.h>

enum { LONGEST_ITEM = 240, LONGEST_TITLE = 300, TITLES = 3 };

/* A line that names a firm and nothing else. */
struct item {
	const char *number;     /* NULL without */
	const char *name;
	const char *place;      /* （浙江省） behind it, NULL without */
};

struct reading {
	struct layout *layout;
	struct layout_list *list;       /* the run being read, or NULL */
	const char *titles[TITLES];     /* lines before it, latest first */
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
behind_colon(char *line)
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

/* The parts of an item, in the layout's strings; false for another line. */
static bool
read_item(struct layout *layout, const char *line, struct item *item)
{
	g_autofree char *copy = g_strstrip(g_strdup(line));
	g_autofree char *number = NULL, *place = NULL;
	char *name;

	if (strlen(copy) > LONGEST_ITEM)
		return false;
	name = skip_number(copy, &number);
	trim_end(name);
	name = behind_colon(name);
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

/* Ends the run: one line alone is a list only when it is numbered 1 or names
 * several firms. */
static void
end_run(struct reading *r)
{
	const struct layout_record *first;

	if (r->list == NULL)
		return;
	first = &g_array_index(r->list->records, struct layout_record, 0);
	if (r->list->records->len > 1 ||
	    g_strcmp0(first->cell[HEADING_SEQUENCE], "1") == 0 ||
	    lists_firms(first->name))
		g_ptr_array_add(r->layout->lists, r->list);
	else
		layout_list_free(r->list);
	r->list = NULL;
	memset(r->titles, 0, sizeof r->titles);
}

static void
add_item(struct reading *r, unsigned n, unsigned line, const char *printed,
    const struct item *item)
{
	struct layout_record record = {.row = line, .col = 1, .text_n = n,
	    .section = -1, .name = item->name};

	record.cell[HEADING_NAME] = printed;
	record.cell[HEADING_SEQUENCE] = item->number;
	record.cell[HEADING_REGION] = item->place;
	/* A list that begins anew with 1 is another one. */
	if (r->list != NULL && g_strcmp0(item->number, "1") == 0)
		end_run(r);
	if (r->list == NULL) {
		r->list = layout_list_new();
		r->list->has_name_column = true;
		r->list->first_row = line;
		for (size_t i = 0; i < TITLES && r->titles[i] != NULL; i++)
			g_ptr_array_add(r->list->titles,
			    (char *)r->titles[i]);
	}
	g_array_append_val(r->list->records, record);
	r->list->counts[LAYOUT_RECORD]++;
	r->list->rows++;
	r->list->last_row = line;
}

static void
add_line(struct reading *r, unsigned n, unsigned line, const char *text)
{
	struct item item;

	if (*text == '\0')
		return;
	if (read_item(r->layout, text, &item)) {
		add_item(r, n, line, g_string_chunk_insert(r->layout->strings,
		    text), &item);
		return;
	}
	end_run(r);
	if (strlen(text) > LONGEST_TITLE)
		return;
	memmove(r->titles + 1, r->titles, (TITLES - 1) * sizeof *r->titles);
	r->titles[0] = g_string_chunk_insert(r->layout->strings, text);
}

struct layout *
paragraphs_read(const struct table_document *doc)
{
	struct reading r = {.layout = layout_new()};

	for (size_t i = 0; i < doc->n_texts; i++) {
		const struct table_text *t = &doc->texts[i];
		g_auto(GStrv) lines = NULL;

		if (strcmp(t->role, TABLE_ROLE_MEMBER) == 0) {
			end_run(&r);
			memset(r.titles, 0, sizeof r.titles);
		}
		if (strcmp(t->role, TABLE_ROLE_MEMBER) == 0 ||
		    strcmp(t->role, "meta") == 0 ||
		    strcmp(t->role, "link") == 0)
			continue;
		lines = g_strsplit(t->text, "\n", -1);
		for (unsigned k = 0; lines[k] != NULL; k++)
			add_line(&r, t->n, k + 1, g_strstrip(lines[k]));
	}
	end_run(&r);
	return r.layout;
}
