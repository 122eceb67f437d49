#include "listing_jcms.h"

#include <string.h>

#include "fetch/page/page_text.h"
#include "fetch/web/address.h"
#include "fetch/web/query.h"

enum { USUAL_LINES = 15 };      /* on a page that does not say */

/* Takes the lines of a datastore:
 * <record><![CDATA[<li><a href="…">…</a><span>2022-08-08</span></li>]]></record>.
 * What stands in <nextgroup> is no line.  Returns how many records there are. */
static guint
take_records(const char *text, GString *markup)
{
	static const char opening[] = "<record>", closing[] = "</record>";
	static const char data[] = "<![CDATA[", data_end[] = "]]>";
	const char *p = text, *end;
	guint n = 0;

	while ((p = strstr(p, opening)) != NULL &&
	    (end = strstr(p, closing)) != NULL) {
		g_autofree char *record = g_strndup(p + strlen(opening),
		    (gsize)(end - p) - strlen(opening));
		char *from = strstr(record, data);
		char *to = from ? g_strrstr(from, data_end) : NULL;

		if (to != NULL) {
			*to = '\0';
			g_string_append_printf(markup, "<ul>%s</ul>\n",
			    from + strlen(data));
			n++;
		}
		p = end;
	}
	return n;
}

/* A name of the script's, in either of the spellings met: "columnid":"6281",
 * 'perPage':15, col:3141. */
static char *
script_value(const char *text, const char *names)
{
	g_autofree char *pattern = g_strdup_printf(
	    "(?is)['\"]?\\b(?:%s)['\"]?\\s*[:=]\\s*['\"]?([\\w./-]+)", names);
	g_auto(GStrv) found = page_text_groups(pattern, text);

	return found ? g_strdup(found[1]) : NULL;
}

/* Where <nextgroup> leads, as an address; NULL where there is none. */
static char *
next_group(const char *text, const char *url)
{
	g_auto(GStrv) group = page_text_groups(
	    "(?is)<nextgroup>.{0,40}?href\\s*=\\s*['\"]"
	    "([^'\"<>]+)", text);
	g_auto(GStrv) parts = group ? g_strsplit(group[1], "&amp;", -1) : NULL;
	g_autofree char *href = parts ? g_strjoinv("&", parts) : NULL;

	return href != NULL && strstr(href, "dataproxy") != NULL
	    ? address_resolve(url, href) : NULL;
}

char *
listing_jcms_address(const char *text, const char *url, guint shown)
{
	static const struct {
		const char *parameter, *names;
	} wanted[] = {{"columnid", "columnid|col"}, {"webid", "webid"},
	    {"unitid", "unitid"}};
	g_autofree char *proxy = script_value(text, "proxyUrl");
	g_autofree char *per = script_value(text, "perpage");
	g_autofree char *group = next_group(text, url);
	guint64 size = per ? g_ascii_strtoull(per, NULL, 10)
			   : shown > 0 ? shown : USUAL_LINES;
	g_auto(GStrv) column = page_text_groups("(?is)/col/col(\\d+)/", url);
	char *to = g_strdup(proxy ? proxy : "/module/web/jpage/dataproxy.jsp");

	for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++) {
		g_autofree char *value = script_value(text, wanted[i].names);
		char *before = to;

		if (value == NULL && group != NULL)
			value = query_value(group, wanted[i].parameter);
		if (value == NULL && i == 0 && column != NULL)
			value = g_strdup(column[1]);
		to = value ? query_with(to, wanted[i].parameter, value)
			   : g_strdup(to);
		g_free(before);
	}
	g_autofree char *bare = to;
	g_autofree char *from = query_with_number(bare, "startrecord", shown + 1);
	return query_with_number(from, "endrecord", shown + CLAMP(size, 1, 100));
}

/* Asks for what follows a group: without a total one after the other, until one
 * gives no record. */
static char *
after_group(const char *text, const char *url)
{
	g_autofree char *group = next_group(text, url);
	guint64 page = query_number(url, "page", 0);

	if (group != NULL && strcmp(group, url) != 0)
		return g_steal_pointer(&group);
	return page > 0 && strstr(url, "dataproxy") != NULL
	    ? query_with_number(url, "page", page + 1) : NULL;
}

/* The address of the lines after the `n` of this answer, NULL after the last. */
static char *
next_lines(const char *text, const char *url, guint n, size_t total)
{
	guint64 first = query_number(url, "startrecord", 0);
	guint64 last = query_number(url, "endrecord", 0);
	guint64 size = last >= first ? last - first + 1 : n;
	g_autofree char *from = NULL;

	if (first == 0 && total == 0)
		return after_group(text, url);
	if (first == 0) {
		g_autofree char *next = listing_jcms_address(text, url, n);

		return n < total ? address_resolve(url, next) : NULL;
	}
	if (total > 0 && first + n - 1 >= total)
		return NULL;
	from = query_with_number(url, "startrecord", first + n);
	return query_with_number(from, "endrecord", first + n + size - 1);
}

size_t
listing_jcms_read(const char *text, const char *url, GString *markup,
    char **next)
{
	g_auto(GStrv) stated = page_text_groups(
	    "(?is)<totalrecord>\\s*(\\d{1,7})", text);
	g_autofree char *scripted = stated ? NULL
	    : script_value(text, "totalRecord");
	const char *digits = stated ? stated[1] : scripted;
	/* Its <totalpage> is wrong on many a site (762 records, 381 pages). */
	size_t total = digits ? (size_t)g_ascii_strtoull(digits, NULL, 10) : 0;
	guint n = take_records(text, markup);

	*next = n > 0 ? next_lines(text, url, n, total) : NULL;
	return total;
}
