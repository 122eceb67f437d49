#include <string.h>

#include "fetch/base/text.h"
#include "fetch/web/address_date.h"
#include "notice.h"

const char *
notice_meta(const struct table_document *doc, const char *name)
{
	size_t len = strlen(name);

	for (size_t i = 0; i < doc->n_texts; i++) {
		const struct table_text *t = &doc->texts[i];

		if (strcmp(t->role, "meta") == 0 &&
		    g_ascii_strncasecmp(t->text, name, len) == 0 &&
		    text_begins(t->text + len, ": ") && t->text[len + 2])
			return t->text + len + 2;
	}
	return NULL;
}

/* Whether a notice can be of a day; where not, the first that it cannot be of is
 * kept as `refused`. */
static bool
is_possible(struct notice *n, const char *day)
{
	if (n->latest == NULL || strcmp(day, n->latest) <= 0)
		return true;
	if (n->refused == NULL)
		n->refused = g_string_chunk_insert(n->strings, day);
	return false;
}

void
notice_check_day(struct notice *n, bool stated)
{
	if (n->event_on != NULL && !stated && !is_possible(n, n->event_on))
		n->event_on = NULL;
}

/* Whether a line is a date, or a signature and its date: 2023年7月14日, 湖北省经济和信息化厅
 * 二〇二三年七月十四日; not what happens until a day. */
static bool
is_signed(const char *text, char date[11])
{
	static const char *const others[] = {"公示", "截止", "至", "，", "。", "：",
	    "前", "电话", NULL};
	const char *at, *end;

	if (strlen(text) > 180 || !text_date_in(text, date, &at, &end))
		return false;
	for (const char *const *w = others; *w != NULL; w++)
		if (strstr(text, *w) != NULL)
			return false;
	return strspn(end, " \t)") == strlen(end) ||
	    text_begins(end, "）") || strlen(text) < 40;
}

/* The day in the page's metas, or marked in its markup (parse: datePublished). */
static bool
day_of_metas(struct notice *n, const struct table_document *doc, char date[11])
{
	static const char *const names[] = {"PubDate", "publishdate",
	    "publishtime", "pubtime", "article:published_time",
	    "datePublished"};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		const char *said = notice_meta(doc, names[i]);

		if (said != NULL && text_date(said, date) &&
		    is_possible(n, date))
			return true;
	}
	return false;
}

/* The day after the words that say which it is. */
static bool
day_of_label(struct notice *n, const struct table_document *doc, char date[11])
{
	static const char *const words[] = {"发布时间", "发布日期", "日期", "时间"};

	for (size_t w = 0; w < G_N_ELEMENTS(words); w++)
		for (size_t i = 0; i < doc->n_texts; i++) {
			const struct table_text *t = &doc->texts[i];
			const char *at = notice_is_prose(t) ?
			    strstr(t->text, words[w]) : NULL;

			if (at != NULL && at - t->text < 24 &&
			    strstr(t->text, "公示") == NULL &&
			    text_date(at, date) && is_possible(n, date))
				return true;
		}
	return false;
}

static bool
day_of_signature(struct notice *n, const struct table_document *doc,
    char date[11])
{
	char last[11];
	bool found = false;

	for (size_t i = 0; i < doc->n_texts; i++)
		if (notice_is_prose(&doc->texts[i]) &&
		    is_signed(doc->texts[i].text, last) &&
		    is_possible(n, last)) {
			memcpy(date, last, sizeof last);
			found = true;
		}
	return found;
}

static bool
day_of_address(struct notice *n, char date[11])
{
	g_autofree char *day = n->page_url == NULL ? NULL :
	    address_date(n->page_url);

	if (day == NULL || !is_possible(n, day))
		return false;
	g_strlcpy(date, day, 11);
	return true;
}

/* The day a period of publicity begins: 公示期：2023年7月14日至7月20日. */
static bool
day_of_period(struct notice *n, const struct table_document *doc,
    char date[11])
{
	static const char *const words[] = {"公示期", "公示时间", "公示日期"};

	for (size_t w = 0; w < G_N_ELEMENTS(words); w++)
		for (size_t i = 0; i < doc->n_texts; i++) {
			const struct table_text *t = &doc->texts[i];
			const char *at = notice_is_prose(t) ?
			    strstr(t->text, words[w]) : NULL, *from, *end;

			if (at != NULL && text_date_in(at, date, &from, &end) &&
			    from - at < 60 && is_possible(n, date))
				return true;
		}
	return false;
}

void
notice_add_day(struct notice *n, const struct table_document *doc)
{
	char date[11];

	if (n->event_on == NULL && (day_of_metas(n, doc, date) ||
	    day_of_label(n, doc, date) || day_of_signature(n, doc, date) ||
	    day_of_address(n, date) || day_of_period(n, doc, date)))
		n->event_on = g_string_chunk_insert(n->strings, date);
}
