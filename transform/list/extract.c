#include "extract.h"

#include <string.h>

#include "fetch/base/program.h"
#include "fetch/base/text.h"
#include "transform/notice/decide.h"
#include "transform/notice/kind.h"
#include "transform/notice/title_place.h"
#include "transform/table/blocks.h"
#include "transform/table/contents.h"
#include "transform/table/layout.h"
#include "transform/table/single.h"
#include "article.h"
#include "exchange.h"
#include "extraction.h"
#include "firm_list.h"
#include "paragraphs.h"
#include "row_event.h"
#include "row_kind.h"

/* --- words around a list ---------------------------------------------- */

/* 公示名单.xls of 附件/公示名单.xls */
static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* The n of the table before this one, 0 for none. */
static unsigned
table_before(const struct table_document *doc, const struct table *table)
{
	unsigned previous = 0;

	for (size_t i = 0; i < doc->n_tables; i++)
		if (doc->tables[i].n < table->n)
			previous = MAX(previous, doc->tables[i].n);
	return previous;
}

/* Adds the short texts right before a table, nearest first: the paragraphs 附件
 * and 天津市第四批专精特新“小巨人”企业公示名单 above a table of a Word file. */
static void
add_captions(GPtrArray *own, const struct table_document *doc,
    const struct table *table)
{
	unsigned previous = table_before(doc, table), taken = 0;

	for (size_t i = doc->n_texts; i-- > 0 && taken < 3;) {
		const struct table_text *t = &doc->texts[i];

		if (t->n > table->n || t->n < previous ||
		    g_strcmp0(t->member, table->member) != 0 ||
		    strcmp(t->role, TABLE_ROLE_MEMBER) == 0 ||
		    strcmp(t->role, "meta") == 0 ||
		    strcmp(t->role, "link") == 0 ||
		    strcmp(t->role, TABLE_ROLE_LINKED) == 0 ||
		    strcmp(t->role, "title") == 0)
			continue;
		taken++;
		if (strlen(t->text) <= 180 && strstr(t->text, "。") == NULL)
			g_ptr_array_add(own, (char *)t->text);
	}
}

/* What may be a table's section: the nearest text above, else its sheet. */
static const char *
text_above(const struct table_document *doc, const struct table *table)
{
	g_autoptr(GPtrArray) captions = g_ptr_array_new();

	add_captions(captions, doc, table);
	if (captions->len > 0)
		return captions->pdata[0];
	return strcmp(table->place, "body") != 0 ? table->place : NULL;
}

/* The words of one list, the most telling first. */
static GPtrArray *
own_words(const struct list_rows *g, const struct table_document *doc,
    const struct table *table)
{
	GPtrArray *own = g_ptr_array_new();

	for (guint i = 0; i < g->layout->titles->len; i++)
		g_ptr_array_add(own, g->layout->titles->pdata[i]);
	if (table != NULL) {
		if (strcmp(table->place, "body") != 0)
			g_ptr_array_add(own, (char *)table->place);
		add_captions(own, doc, table);
	}
	if (g->member != NULL)
		g_ptr_array_add(own, (char *)base_name(g->member));
	if (g->file->anchor != NULL)
		g_ptr_array_add(own, (char *)g->file->anchor);
	return own;
}

/* 附件1 杭州市…名单: what follows 附件, its number and what parts them, and ordinals. */
static const char *
skip_attachment(const char *folded)
{
	const char *p = folded;

	if (text_begins(p, "附件") || text_begins(p, "附表"))
		for (p += strlen("附件"); *p != '\0' &&
		    !g_unichar_isalpha(g_utf8_get_char(p));)
			p = g_utf8_next_char(p);
	return text_skip_ordinal(p, NULL);
}

/* Whether a title begins with a city or district by its full name, 杭州市 or
 * 浙江省杭州市, and names no other one (杭州市、宁波市…, 杭州市等地…), or is nothing
 * else. */
static bool
begins_with_city(const char *title, const struct place *within,
    struct layout_section *section)
{
	struct place place = {0}, found;
	size_t n = 1;

	if (single_is_section(title, within, section) && section->has_place)
		return section->place.city != NULL;
	if (!single_is_list_title(title))
		return false;
	for (; n > 0; title += n) {
		struct title *t = title_place_read(title);
		enum place_basis basis = t->first_place == NULL ? PLACE_NONE :
		    place_read(t->first_place, within, PLACE_DISTRICT, &found);
		bool here = t->first_place != NULL &&
		    text_begins(title, t->first_place);

		n = here ? strlen(t->first_place) : 0;
		title_free(t);
		if (n > 0 && (basis == PLACE_NONE || basis == PLACE_SHORT))
			return false;
		if (n == 0 && basis != PLACE_NONE)
			return false;
		if (n > 0) {
			place = found;
			within = &place;
		}
	}
	section->place = place;
	return place.city != NULL && !text_begins(title, "等");
}

/* The city or district of a list by its titles, nearest first; they say so where a
 * province publishes what its cities sent: a file for each. */
static struct layout_section
place_of_titles(const struct layout_list *l, const GPtrArray *own,
    const struct place *within)
{
	g_autoptr(GString) folded = g_string_new(NULL);
	struct layout_section section = {0};

	for (guint i = l->titles_beside ? l->titles->len : 0; i < own->len;
	    i++) {
		g_autofree char *name = g_strdup(own->pdata[i]);
		char *dot = strrchr(name, '.');

		if (dot != NULL && strlen(dot) <= strlen(".xlsx"))
			*dot = '\0';
		text_fold(folded, name);
		section = (struct layout_section){0};
		if (begins_with_city(skip_attachment(folded->str), within,
		    &section)) {
			section.text = own->pdata[i];
			section.has_place = true;
			return section;
		}
	}
	return (struct layout_section){0};
}

/* --- documents -------------------------------------------------------- */

/* A numbered table without a column of names, in a notice that announces a
 * list: 序号 | 代码 | 得分. */
static bool
is_nameless_list(const struct table *t)
{
	unsigned expected = 1, found = 0;

	for (size_t i = 0; i < t->n_rows; i++) {
		unsigned n;

		if (t->rows[i].n_cells > 1 && t->rows[i].cells[0] != NULL &&
		    text_number(t->rows[i].cells[0], &n) && n == expected)
			found++, expected++;
	}
	return found >= 2;
}

static unsigned
batch_of_rows(const struct layout_list *l)
{
	return l->records->len == 0 ? 0 : row_kind_batch(&g_array_index(
	    l->records, struct layout_record, 0));
}

/* The archive's member in which a text stands, or NULL. */
static const char *
member_of_text(const struct table_document *doc, unsigned n)
{
	for (size_t i = 0; i < doc->n_texts; i++)
		if (doc->texts[i].n == n)
			return doc->texts[i].member;
	return NULL;
}

/* Names the list by its place, as the nth list there, and gathers what people
 * decided about it. */
static void
gather_decisions(struct list_rows *g, GHashTable *places)
{
	g_autofree char *first = decision_list_key(g->member, g->place, 1);
	g_autofree char *key = NULL;
	char *place = g_strconcat(g->file->document, "\n", first, NULL);
	guint nth = GPOINTER_TO_UINT(g_hash_table_lookup(places, place)) + 1;

	key = decision_list_key(g->member, g->place, nth);
	g_hash_table_insert(places, place, GUINT_TO_POINTER(nth));
	g->locator = extraction_word(g->x, key);
	decision_gather(g->file->decisions, g->file->document, g->file->page,
	    g->locator, &g->decided);
}

/* Whether words of a list yield to a title that somebody stated: the page's own
 * title, in whose place it is (关于公布…的通知); what nobody can read and is not said of
 * firms (适用评价标准); no more than a number, 附件：第三批…企业名单, which it corrects.
 * What says an act, a level or a no of firms never does. */
static bool
yields_to_stated(const char *text, const char *page_title)
{
	struct title *t = title_place_read(text);
	const struct title_phrase *p = &t->phrases[0];
	bool kept = t->negates || t->odd_firms || t->n_phrases > 1 ||
	    p->level != NULL || notice_band_is_rest(text);
	bool unread = t->left_over != NULL && !t->lists && p->batch == 0;
	bool number = t->left_over == NULL && !p->own_acts &&
	    t->genre == TITLE_LIST && t->stage == TITLE_NO_STAGE;
	bool of_page = !t->negates && strstr(text, "关于") != NULL &&
	    text_same(text, page_title);

	title_free(t);
	return of_page || (!kept && (unread || number));
}

/* What the list is, by its own words `own` and those around it, and by what
 * people decided.  A title that somebody gave this document completes what the list
 * says of itself, and goes before what its page calls itself. */
static struct list_words
words_of_list(const struct list_rows *g, const struct table_document *doc,
    const GPtrArray *own, bool only)
{
	g_autoptr(GPtrArray) heard = g_ptr_array_new();
	const char *page_title = notice_own_title(doc);
	bool stated = g->decided.title_stated && only &&
	    !text_same(g->notice->title, page_title);
	struct list_words w;

	for (guint i = 0; i < own->len; i++)
		if (!stated || !yields_to_stated(own->pdata[i], page_title))
			g_ptr_array_add(heard, own->pdata[i]);
	w = notice_list(g->notice, (const char *const *)heard->pdata,
	    heard->len, batch_of_rows(g->layout));
	exchange_words(g->layout, &w);
	if (g->legend.text != NULL && g->legend.sign == NULL &&
	    w.unclear == NULL) {
		g_autofree char *why = g_strdup_printf("which rows are meant: "
		    "%s", g->legend.text);

		w.unclear = extraction_text(g->x, why);
	}
	if (g->named.unclear != NULL && w.unclear == NULL &&
	    kind_is_favourable(w.matter)) {
		g_autofree char *why = g_strdup_printf("which firms are meant: "
		    "%s", g->named.unclear);

		w.unclear = extraction_text(g->x, why);
	}
	decide_words(&g->decided, g->notice, &w);
	return w;
}

/* The page of an article in which a list begins. */
static struct extract_file
page_of(const struct extract_file *file, unsigned n)
{
	struct extract_file page = *file;
	const struct document *row;

	if (file->article != NULL && n > 0) {
		row = article_origin(file->article, &n);
		page.document = row->document;
		page.url = row->url;
		page.source = row->source;
	}
	return page;
}

static void
read_layout(struct list_rows *g, const struct table_document *doc,
    const struct table *table, const struct layout *layout, bool only,
    bool keep_unclear, GHashTable *places)
{
	const struct notice *notice = g->notice;
	const struct extract_file *file = g->file;

	for (guint i = 0; i < layout->lists->len; i++) {
		struct extract_file page;
		g_autoptr(GPtrArray) own = NULL;
		struct notice decided, nowhere;
		bool own_notice;

		g->layout = layout->lists->pdata[i];
		if (!g->layout->has_name_column)
			continue;
		if (table == NULL) {
			g->table_no = g_array_index(g->layout->records,
			    struct layout_record, 0).text_n;
			g->member = member_of_text(doc, g->table_no);
		}
		page = page_of(file, g->table_no);
		g->file = &page;
		gather_decisions(g, places);
		if (g->decided.value[FIELD_LEAVE_OUT] != NULL)
			continue;
		own_notice = g->decided.any && decide_own_notice(&g->decided,
		    notice, &decided);
		g->notice = own_notice ? &decided : notice;
		own = own_words(g, doc, table);
		g->legend = (struct legend){0};
		g->named = named_notes_read(doc, g->member, table, g->layout);
		g->own = own;
		g->words = words_of_list(g, doc, own, only);
		g->legend = legend_read(doc, g->member, table, layout,
		    g->layout, g->notice, &g->words);
		if (g->legend.text != NULL)
			g->words = words_of_list(g, doc, own, only);
		g->titled = place_of_titles(g->layout, own, g->notice->has_where ?
		    &g->notice->where : NULL);
		/* The place of an exchange is none of a firm's. */
		if (exchange_is(g->words.programme)) {
			nowhere = *g->notice;
			nowhere.has_where = false;
			g->notice = &nowhere;
			g->titled.has_place = false;
		}
		firm_list_read(g, only, keep_unclear);
		named_notes_clear(&g->named);
		if (own_notice)
			title_free(decided.reading);
	}
	g->file = file;
}

static bool
has_names(const struct layout *layout)
{
	for (guint i = 0; i < layout->lists->len; i++) {
		const struct layout_list *l = layout->lists->pdata[i];

		if (l->has_name_column)
			return true;
	}
	return false;
}

static unsigned
count_lists(const GPtrArray *layouts)
{
	unsigned n = 0;

	for (guint i = 0; i < layouts->len; i++) {
		const struct layout *layout = layouts->pdata[i];

		for (guint k = 0; k < layout->lists->len; k++) {
			const struct layout_list *l = layout->lists->pdata[k];

			n += l->has_name_column;
		}
	}
	return n;
}

/* Whether a table was read of what a problem speaks of: the document, or the
 * member of an archive whose path begins the place. */
static bool
has_table(const struct table_document *doc, const char *place)
{
	if (g_strcmp0(doc->reader, "archive") != 0)
		return doc->n_tables > 0;
	for (size_t i = 0; i < doc->n_tables; i++) {
		const char *member = doc->tables[i].member;
		size_t n = member != NULL ? strlen(member) : 0;

		if (n > 0 && strncmp(place, member, n) == 0 &&
		    (place[n] == '\0' || place[n] == ':'))
			return true;
	}
	return false;
}

/* A document that parse set aside, or that it could read nothing of, and such
 * members of an archive. */
void
extract_problems(struct extraction *x, const struct extract_file *file,
    const struct table_document *doc)
{
	struct list_rows g = {.x = x, .file = file};

	for (size_t i = 0; i < doc->n_problems; i++) {
		const struct table_problem_record *p = &doc->problems[i];

		if (has_table(doc, p->place) &&
		    strcmp(p->code, "member") != 0)
			continue;
		list_rows_reject_because(&g, NULL, "unreadable_document", p->code,
		    "%s%s%s", p->place ? p->place : "",
		    p->place && *p->place ? ": " : "",
		    p->message ? p->message : "");
	}
}

/* Reports a table that gives no list, though a notice announces one: firms
 * stand in it and why they are not read, or numbers and no firms. */
static void
report_unread(struct list_rows *g, const struct table *t,
    const struct layout *layout)
{
	const char *words = layout->doubt_words != NULL ?
	    layout->doubt_words : "";

	if (table_is_hidden(t)) {
		if (layout->firms > 0)
			list_rows_reject_because(g, NULL, "unread_table",
			    t->place, "%u of %zu rows with a firm on a sheet "
			    "that is hidden; expected a sheet that is shown",
			    layout->firms, t->n_rows);
		return;
	}
	if ((has_names(layout) || layout->joined) && layout->firms > 0)
		list_rows_reject_because(g, NULL, "unread_table", words,
		    "%u of %zu rows with a firm above the heading of the list; "
		    "expected none there", layout->firms, t->n_rows);
	if (has_names(layout) || layout->joined)
		return;
	if (layout->doubt == HEADING_DOUBT_OTHER)
		list_rows_reject_because(g, NULL, "other_objects", words,
		    "%u rows with firms that answer for something else; "
		    "expected a list of firms, with a heading such as 企业名称",
		    layout->firms);
	else if (layout->doubt == HEADING_DOUBT_SEVERAL)
		list_rows_reject_because(g, NULL, "unread_table", words,
		    "%u rows with firms in several columns; expected one, or "
		    "a heading such as 企业名称 above the right one",
		    layout->firms);
	else if (is_nameless_list(t))
		list_rows_reject_because(g, NULL, "no_name_column",
		    g->notice->title, "%zu rows; expected a heading such "
		    "as 企业名称", t->n_rows);
	else if (layout->firms > 0)
		list_rows_reject_because(g, NULL, "unread_table",
		    g->notice->title ? g->notice->title : "", "%u of %zu rows "
		    "with a firm; expected a column of firms", layout->firms,
		    t->n_rows);
}

/* --- tables that go on in others --------------------------------------- */

static struct layout_list *
last_list(const struct layout *layout)
{
	for (guint i = layout->lists->len; i-- > 0;) {
		struct layout_list *l = layout->lists->pdata[i];

		if (l->has_name_column)
			return l;
	}
	return NULL;
}

/* What a hidden sheet says is not published: how many rows of it name firms. */
static struct layout *
leave_hidden(const struct table *t)
{
	struct layout *layout = layout_new();

	for (size_t i = 0; i < t->n_rows; i++)
		layout->firms += contents_has_firm(&t->rows[i]);
	return layout;
}

/* Reads the tables; one without a heading has the columns of the last one that
 * gave a list in the same file. */
static GPtrArray *
read_tables(const struct table_document *doc, const struct place *within)
{
	GPtrArray *layouts = g_ptr_array_new_with_free_func(
	    (GDestroyNotify)layout_free);
	const struct layout *before = NULL;

	for (size_t i = 0; i < doc->n_tables; i++) {
		const struct table *t = &doc->tables[i];
		struct layout *layout;

		if (i > 0 && g_strcmp0(t->member, t[-1].member) != 0)
			before = NULL;
		layout = table_is_hidden(t) ? leave_hidden(t) :
		    layout_read(t, within, text_above(doc, t), before);
		g_ptr_array_add(layouts, layout);
		if (last_list(layout) != NULL)
			before = layout;
	}
	return layouts;
}

/* Whether a text between two tables begins something else: the title of a list,
 * 附件2. */
static bool
parts_lists(const struct table_document *doc, const struct table *from,
    const struct table *to)
{
	g_autoptr(GString) folded = g_string_new(NULL);

	for (size_t i = 0; i < doc->n_texts; i++) {
		const struct table_text *t = &doc->texts[i];

		if (t->n <= from->n || t->n >= to->n ||
		    strcmp(t->role, "link") == 0 ||
		    strcmp(t->role, TABLE_ROLE_LINKED) == 0)
			continue;
		text_fold(folded, t->text);
		if (single_is_list_title(folded->str) ||
		    text_begins(folded->str, "附件") ||
		    text_begins(folded->str, "附表"))
			return true;
	}
	return false;
}

/* The first number of a list, or its last. */
static unsigned
number_of(const struct layout_list *l, bool last)
{
	unsigned n = 0;

	for (guint i = 0; i < l->records->len && (last || n == 0); i++) {
		const char *text = g_array_index(l->records,
		    struct layout_record, i).cell[HEADING_SEQUENCE];
		unsigned number;

		if (text != NULL && text_number(text, &number))
			n = number;
	}
	return n;
}

/* Whether a list goes on with another one.  Its numbers go on, or begin again
 * below another place, or it has none. */
static bool
goes_on(const struct layout_list *l, const struct layout_list *more)
{
	unsigned first = number_of(more, false), last = number_of(l, true);

	if (!more->continues || more->records->len == 0)
		return false;
	return first == 0 || first == last + 1 || more->sections->len > 0 ||
	    l->records->len == 0;
}

/* The columns that records of a list have: a bit for each. */
static unsigned
fields_of(const struct layout_list *l)
{
	const struct layout_record *r = l->records->len > 0 ? &g_array_index(
	    l->records, struct layout_record, 0) : NULL;
	unsigned fields = 0;

	for (int i = 0; r != NULL && i < HEADING_FIELDS; i++)
		fields |= r->cell[i] != NULL ? 1u << i : 0;
	return fields;
}

/* Whether a list below its own heading on the next page of an article goes on
 * with the last one of the page before: the heading is the same, no title stands
 * above it, and its numbers go on or neither has any. */
static bool
turns_page(const struct extract_file *file, const struct table *from,
    const struct table *to, const struct layout_list *l,
    struct layout_list *more)
{
	unsigned a = from->n, b = to->n;
	unsigned first = number_of(more, false), last = number_of(l, true);

	if (file->article == NULL || article_origin(file->article, &a) ==
	    article_origin(file->article, &b) || more->continues ||
	    more->titles->len > 0 || more->records->len == 0 ||
	    fields_of(l) != fields_of(more) ||
	    (first > 0 ? first != last + 1 : last > 0))
		return false;
	more->counts[LAYOUT_REPEATED] += more->counts[LAYOUT_HEADING];
	more->counts[LAYOUT_HEADING] = 0;
	return true;
}

/* Tables without heading of their own go on with the list before them: one row
 * for each city, the last row alone, one table for each row. */
static void
join_tables(const struct extract_file *file, const struct table_document *doc,
    GPtrArray *layouts)
{
	struct layout_list *l = NULL;
	size_t at = 0;

	for (guint i = 0; i < layouts->len; i++) {
		struct layout *layout = layouts->pdata[i];
		const struct table *t = &doc->tables[i];
		struct layout_list *more = layout->lists->len > 0 ?
		    layout->lists->pdata[0] : NULL;

		if (l != NULL && more != NULL && more->has_name_column &&
		    g_strcmp0(t->member, doc->tables[at].member) == 0 &&
		    !parts_lists(doc, &doc->tables[at], t) &&
		    (goes_on(l, more) ||
		    turns_page(file, &doc->tables[at], t, l, more))) {
			layout_list_continue(l, more, t->n, t->place);
			layout->joined = true;
			at = i;
		}
		if (last_list(layout) != NULL) {
			l = last_list(layout);
			at = i;
		}
	}
	for (guint i = 0; i < layouts->len; i++) {
		const struct layout *layout = layouts->pdata[i];

		for (guint k = 0; k < layout->lists->len; k++)
			blocks_fill(layout->lists->pdata[k]);
	}
}

/* --- all of a document ------------------------------------------------- */

void
extract_begin(struct extraction *x)
{
	x->lists_before = x->lists->len;
	x->rejects_before = x->rejects->len;
}

void
extract_document(struct extraction *x, const struct notice *notice,
    const struct extract_file *file, const struct table_document *doc,
    bool keep_unclear)
{
	const struct place *within = notice->has_where ? &notice->where : NULL;
	g_autoptr(GHashTable) places = g_hash_table_new_full(g_str_hash,
	    g_str_equal, g_free, NULL);
	g_autoptr(GPtrArray) layouts = NULL;
	struct layout *free_lists;
	struct decided decided;
	bool only;

	decision_gather(file->decisions, file->document, file->page, NULL,
	    &decided);
	if (decided.value[FIELD_LEAVE_OUT] != NULL)
		return;
	extract_problems(x, file, doc);
	if (notice->nothing)
		keep_unclear = false;
	layouts = read_tables(doc, within);
	join_tables(file, doc, layouts);
	free_lists = (notice_announces(notice) && !notice->nothing) ||
	    keep_unclear ?
	    paragraphs_read(doc, within) : layout_new();
	only = file->alone && count_lists(layouts) +
	    free_lists->lists->len == 1;
	for (guint i = 0; i < layouts->len; i++) {
		const struct table *t = &doc->tables[i];
		struct list_rows g = {.x = x, .notice = notice, .file = file,
		    .member = t->member, .place = t->place,
		    .table_no = t->n};

		read_layout(&g, doc, t, layouts->pdata[i], only, keep_unclear,
		    places);
		if ((notice_announces(notice) && !notice->nothing) ||
		    keep_unclear)
			report_unread(&g, t, layouts->pdata[i]);
	}
	read_layout(&(struct list_rows){.x = x, .notice = notice, .file = file,
	    .place = "text"}, doc, NULL, free_lists, only, keep_unclear,
	    places);
	layout_free(free_lists);
}

/* A notice that says no firm was chosen (共0家) is a list of none. */
static void
extract_zero(struct extraction *x, const struct notice *notice,
    const struct extract_file *file)
{
	struct layout_list *none = layout_list_new();
	struct list_rows g = {.x = x, .notice = notice, .file = file,
	    .layout = none, .place = "text"};
	g_autofree char *clause = NULL;
	unsigned count;

	g.words = notice_list(notice, NULL, 0, 0);
	if (!notice->nothing && g.words.unclear == NULL &&
	    notice_declared(notice, &g.words, true, &count, &clause) &&
	    count == 0)
		firm_list_read(&g, true, false);
	layout_list_free(none);
}

/* Whether the lists of the notice are headings above nothing, with no note below: the rows are
 * added by a script. */
static bool
are_empty(const struct extraction *x)
{
	for (guint i = x->lists_before; i < x->lists->len; i++) {
		const struct list *l = &g_array_index(x->lists, struct listed,
		    i).list;

		if (g_strcmp0(l->event_rows, "0") != 0 ||
		    g_strcmp0(l->reject_rows, "0") != 0 ||
		    g_strcmp0(l->note_rows, "0") != 0)
			return false;
	}
	return true;
}

void
extract_end(struct extraction *x, const struct notice *notice,
    const struct extract_file *page, unsigned files)
{
	struct list_rows g = {.x = x, .notice = notice, .file = page};

	const guint read = x->lists->len;

	if (!are_empty(x) || x->rejects->len > x->rejects_before)
		return;
	if (read == x->lists_before)
		extract_zero(x, notice, page);
	if (x->lists->len == read && notice_promises(notice))
		list_rows_reject_because(&g, NULL, "no_list", notice->title,
		    "a list in the page or its attachments, of which there "
		    "are %u", files - 1);
}
