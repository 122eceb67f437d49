#include "notice.h"

#include <stdlib.h>
#include <string.h>

#include "fetch/base/text.h"
#include "fetch/page/page_text.h"
#include "transform/name/name_place.h"
#include "title_place.h"

/* --- the page's own records ------------------------------------------- */

static const char *
first_of_role(const struct table_document *doc, const char *role)
{
	for (size_t i = 0; i < doc->n_texts; i++)
		if (strcmp(doc->texts[i].role, role) == 0)
			return doc->texts[i].text;
	return NULL;
}

/* The heading of a page that announces something; sites put their own name and
 * 首页 into headings, too. */
static const char *
telling_heading(const struct table_document *doc)
{
	for (size_t i = 0; i < doc->n_texts; i++) {
		struct title *t;
		bool speaks;

		if (strcmp(doc->texts[i].role, "heading") != 0)
			continue;
		t = title_place_read(doc->texts[i].text);
		speaks = t->speaks;
		title_free(t);
		if (speaks)
			return doc->texts[i].text;
	}
	return NULL;
}

bool
notice_is_prose(const struct table_text *t)
{
	return strcmp(t->role, TABLE_ROLE_MEMBER) != 0 &&
	    strcmp(t->role, "meta") != 0 && strcmp(t->role, "link") != 0 &&
	    strcmp(t->role, "title") != 0 &&
	    strcmp(t->role, TABLE_ROLE_LINKED) != 0 &&
	    strcmp(t->role, TABLE_ROLE_NOTE) != 0;
}

/* The number that a page states.  根据《办法》（工信部企业〔2022〕63号） states
 * none: that is another document's. */
static char *
number_of_page(const struct table_document *doc)
{
	for (size_t i = 0; i < doc->n_texts; i++) {
		const char *text = doc->texts[i].text;
		char *number = notice_is_prose(&doc->texts[i]) &&
		    strstr(text, "号") != NULL ?
		    page_text_own_number(text) : NULL;

		if (number != NULL)
			return number;
	}
	return NULL;
}

const char *
notice_own_title(const struct table_document *doc)
{
	const char *text = notice_meta(doc, "ArticleTitle");

	if (text == NULL)
		text = telling_heading(doc);
	return text != NULL ? text : first_of_role(doc, "title");
}

void
notice_add_page(struct notice *n, const struct table_document *doc,
    GStringChunk *strings)
{
	g_autoptr(GString) folded = g_string_new(NULL);
	const char *text;

	if (n->title == NULL) {
		text = notice_own_title(doc);
		if (text != NULL)
			n->title = g_string_chunk_insert(strings, text);
	}
	notice_add_day(n, doc);
	if (n->document_number == NULL) {
		g_autofree char *number = number_of_page(doc);

		if (number != NULL)
			n->document_number = g_string_chunk_insert(strings,
			    number);
	}
	if (n->publisher == NULL) {
		text = notice_meta(doc, "SiteName");
		if (text == NULL)
			text = notice_meta(doc, "ContentSource");
		if (text != NULL)
			n->publisher = g_string_chunk_insert(strings, text);
	}
	if (n->body == NULL)
		n->body = g_string_new(NULL);
	for (size_t i = 0; i < doc->n_texts; i++) {
		if (!notice_is_prose(&doc->texts[i]))
			continue;
		text_fold(folded, doc->texts[i].text);
		g_string_append_len(n->body, folded->str,
		    (gssize)folded->len);
		g_string_append_c(n->body, '\n');
	}
}

/* --- who publishes ---------------------------------------------------- */

static bool
is_ministry(const char *publisher)
{
	/* 中小企业局 is the ministry's bureau; a province's has its place first:
	 * 江苏省中小企业局, and 北京市经济和信息化局. */
	return text_begins(publisher, "工业和信息化部") ||
	    text_begins(publisher, "中华人民共和国工业和信息化部") ||
	    strcmp(publisher, "中小企业局") == 0;
}

static bool
is_ministry_number(const char *number)
{
	return text_begins(number, "工信部") || text_begins(number, "工信厅") ||
	    text_begins(number, "工企业函");
}

/* The unit that a text names first, by its full name or its short one:
 *     关于江苏省第四批专精特新“小巨人”企业名单的公示 */
static const struct unit *
first_unit(const char *text)
{
	const struct unit *best = NULL;
	const char *best_at = NULL;
	size_t n, best_len = 0;
	const struct unit *units = division_units(&n);

	for (size_t i = 0; i < n; i++) {
		const char *name = units[i].name;
		const char *at = strstr(text, name);

		if (at == NULL) {
			name = units[i].short_name;
			at = strstr(text, name);
		}
		/* 新疆生产建设兵团 begins as 新疆 does: the longer one stands. */
		if (at != NULL && (best == NULL || at < best_at ||
		    (at == best_at && strlen(name) > best_len))) {
			best = &units[i];
			best_at = at;
			best_len = strlen(name);
		}
	}
	return best;
}

static bool
place_of_unit(const struct unit *unit, struct place *place)
{
	return unit != NULL && place_of_text(unit->name, NULL, place);
}

/* Where the publisher is: by the catalogue, its name, the title. */
static void
settle_place(struct notice *n, const char *unit)
{
	if (unit != NULL) {
		n->has_where = place_of_unit(division_unit(unit), &n->where);
		return;
	}
	n->ministry = (n->publisher != NULL && is_ministry(n->publisher)) ||
	    (n->document_number != NULL &&
	    is_ministry_number(n->document_number)) ||
	    (n->page_url != NULL && strstr(n->page_url, "miit.gov.cn/")) ||
	    (n->title != NULL && is_ministry(n->title) &&
	    strstr(n->title, "关于") != NULL);
	if (n->ministry)
		return;
	if (n->publisher != NULL)
		n->has_where = place_of_unit(first_unit(n->publisher),
		    &n->where) || name_place(n->publisher, &n->where, NULL,
		    NULL);
	if (!n->has_where && n->title != NULL)
		n->has_where = place_of_unit(first_unit(n->title), &n->where);
}

void
notice_settle(struct notice *n, const char *unit)
{
	settle_place(n, unit);
	if (n->title == NULL)
		return;
	title_free(n->reading);
	n->reading = title_place_read(n->title);
	n->nothing = n->reading->genre != TITLE_LIST;
	n->why_nothing = n->reading->genre_word;
}

void
notice_clear(struct notice *n)
{
	if (n->body != NULL)
		g_string_free(n->body, TRUE);
	n->body = NULL;
	title_free(n->reading);
	n->reading = NULL;
}

bool
notice_announces(const struct notice *n)
{
	return n->reading != NULL && n->reading->speaks;
}

bool
notice_promises(const struct notice *n)
{
	for (unsigned i = 0; n->reading != NULL && !n->nothing &&
	    i < n->reading->n_phrases; i++) {
		const char *programme = n->reading->phrases[i].programme;

		if (n->reading->lists &&
		    (g_strcmp0(programme, "small_giant") == 0 ||
		    g_strcmp0(programme, "key_small_giant") == 0))
			return true;
	}
	return false;
}
