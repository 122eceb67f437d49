#include "listing_json.h"

#include <cjson/cJSON.h>
#include <string.h>

#include "fetch/body/sniff.h"
#include "fetch/page/page.h"
#include "fetch/page/page_text.h"
#include "fetch/web/address.h"
#include "extends.h"

enum { MOST_CATEGORIES = 50, MOST_LEVELS = 8 };

static const char *
text_at(const cJSON *object, const char *name)
{
	const char *text = cJSON_GetStringValue(
	    cJSON_GetObjectItemCaseSensitive(object, name));

	return text != NULL && *text ? text : NULL;
}

/* Returns a number that may come as a string: "count":"70". */
static size_t
number_at(const cJSON *object, const char *name)
{
	const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, name);
	const char *text = cJSON_GetStringValue(item);

	if (text != NULL)
		return (size_t)g_ascii_strtoull(text, NULL, 10);
	return cJSON_IsNumber(item) && item->valuedouble > 0 &&
	    item->valuedouble < 1e9 ? (size_t)item->valuedouble : 0;
}

/* A day in China of an epoch in milliseconds or seconds, as in
 * "cdate":"1560387600000" and "date":1659888000; NULL when there is none. */
static char *
day_at(const cJSON *object, const char *name)
{
	const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, name);
	const char *text = cJSON_GetStringValue(item);
	gint64 epoch = text ? g_ascii_strtoll(text, NULL, 10) :
	    cJSON_IsNumber(item) && item->valuedouble > 0 &&
	    item->valuedouble < 1e15 ? (gint64)item->valuedouble : 0;
	g_autoptr(GDateTime) time = NULL;

	if (epoch > 100000000000)
		epoch /= 1000;
	if (epoch <= 0)
		return NULL;
	time = g_date_time_new_from_unix_utc(epoch + 8 * 3600);
	return time ? g_date_time_format(time, "%Y-%m-%d") : NULL;
}

static void
add_line(GString *markup, const char *url, const char *title_markup,
    const char *day)
{
	g_autofree char *href = g_markup_escape_text(url, -1);

	g_string_append_printf(markup, "<li><a href=\"%s\">%s</a> %s</li>\n",
	    href, title_markup, day ? day : "");
}

static void
hit_free(gpointer data)
{
	struct listing_hit *hit = data;

	g_free(hit->url);
	g_free(hit->number);
	g_ptr_array_free(hit->files, TRUE);
	g_free(hit->trouble);
	g_free(hit);
}

static void
add_hit(GPtrArray *hits, const char *url, const cJSON *data)
{
	struct listing_hit *hit = g_new(struct listing_hit, 1);

	hit->url = g_strdup(url);
	hit->number = g_strdup(text_at(data, "filenumbername"));
	hit->files = g_ptr_array_new_with_free_func(page_link_free);
	hit->trouble = extends_read(cJSON_GetObjectItemCaseSensitive(data,
	    "infoextends"), hit->files);
	g_ptr_array_add(hits, hit);
}

/* {"success":true,"data":{"html":"<div class=…><ul>…</ul></div><div
 * class=\"page\" queryData=\"{'rows':'24','count':'70','pageNo':'1'}\">…"}} */
static bool
read_unit(const cJSON *root, struct listing_json *answer)
{
	const char *html = text_at(cJSON_GetObjectItemCaseSensitive(root,
	    "data"), "html");
	const char *count = html ? strstr(html, "'count':") : NULL;

	if (html == NULL)
		return false;
	answer->style = "jpaas";
	g_string_append(answer->markup, html);
	if (count != NULL) {
		count += strlen("'count':");
		count += strspn(count, " '");
		answer->total = (size_t)g_ascii_strtoull(count, NULL, 10);
	}
	return true;
}

/* {"code":"200","data":{"searchResult":{"total":3,"dataResults":[{"data":
 * {"title":"…<em>小巨人</em>&rdquo;…","url":"/…","cdate":"1560387600000",
 * "jsearch_date":"2019-06-13 09:00","filenumbername":"工信部企业函〔2019〕153号",
 * "infoextends":"…"}}]}}}, the last two where the address asks for them with
 * selectFields; without a hit searchResult is absent. */
static bool
read_search(const cJSON *root, struct listing_json *answer)
{
	const cJSON *data = cJSON_GetObjectItemCaseSensitive(root, "data");
	const cJSON *result = cJSON_GetObjectItemCaseSensitive(data,
	    "searchResult");
	const cJSON *hit;

	if (!cJSON_IsObject(data) || (result == NULL && data->child != NULL))
		return false;
	answer->style = "search";
	answer->total = number_at(result, "total");
	if (answer->total == 0)
		answer->total = number_at(result, "totalCount");
	cJSON_ArrayForEach(hit, cJSON_GetObjectItemCaseSensitive(result,
	    "dataResults")) {
		const cJSON *d = cJSON_GetObjectItemCaseSensitive(hit, "data");
		const char *url = text_at(d, "url"), *title;
		g_autofree char *day = g_strdup(text_at(d, "jsearch_date"));

		title = text_at(d, "title");
		if (title == NULL)
			title = text_at(d, "title_text");
		if (day == NULL)
			day = day_at(d, "cdate");
		if (url == NULL || title == NULL) {
			answer->skipped++;
			continue;
		}
		add_line(answer->markup, url, title, day);
		add_hit(answer->hits, url, d);
	}
	return true;
}

/* {"classify":{…},"articles":[{"title":"…","url":"http://…",
 * "display_publish_time":"2022-08-08","date":1659888000}],"total":19} */
static bool
read_gkmlpt(const cJSON *root, struct listing_json *answer)
{
	const cJSON *list = cJSON_GetObjectItemCaseSensitive(root, "articles");
	const cJSON *a;

	if (!cJSON_IsArray(list))
		return false;
	answer->style = "gkmlpt";
	answer->total = number_at(root, "total");
	cJSON_ArrayForEach(a, list) {
		const char *url = text_at(a, "url"), *title = text_at(a,
		    "title");
		g_autofree char *day = g_strdup(text_at(a,
		    "display_publish_time"));
		g_autofree char *markup = title
		    ? g_markup_escape_text(title, -1) : NULL;

		if (day == NULL)
			day = day_at(a, "date");
		if (url == NULL || title == NULL)
			answer->skipped++;
		else
			add_line(answer->markup, url, markup, day);
	}
	return true;
}

/* Begins an answer without lines. */
static void
begin(struct listing_json *answer, const char *style)
{
	*answer = (struct listing_json){.style = style,
	    .markup = g_string_new(NULL),
	    .hits = g_ptr_array_new_with_free_func(hit_free)};
}

bool
listing_json_read(const char *text, struct listing_json *answer, char **trouble)
{
	static bool (*const readers[])(const cJSON *, struct listing_json *) =
	    {read_unit, read_gkmlpt, read_search};
	cJSON *root = cJSON_Parse(text);
	bool known = false;

	begin(answer, NULL);
	for (size_t i = 0; root && !known && i < G_N_ELEMENTS(readers); i++)
		known = readers[i](root, answer);
	if (!known) {
		*trouble = g_strdup(root == NULL ? "broken JSON" : "JSON that "
		    "is no list: expected data.html, data.searchResult or "
		    "articles");
		g_string_free(answer->markup, TRUE);
		answer->markup = NULL;
		g_ptr_array_free(g_steal_pointer(&answer->hits), TRUE);
	}
	cJSON_Delete(root);
	return known;
}

/* --- members that the catalogue names ----------------------------------------- */

/* The member of an object, which is the caller's to delete where *parsed is set:
 * a text may hold the JSON of an object. */
static const cJSON *
member(const cJSON *in, const char *name, cJSON **parsed)
{
	const char *text = cJSON_GetStringValue(in);
	char *end;
	gint64 n;

	if (text != NULL) {
		*parsed = cJSON_Parse(text);
		in = *parsed;
	}
	if (!cJSON_IsArray(in))
		return cJSON_GetObjectItemCaseSensitive(in, name);
	n = g_ascii_strtoll(name, &end, 10);
	return *end == '\0' && n >= 0 && n < 1000 ? cJSON_GetArrayItem(in, (int)n)
						  : NULL;
}

/* Copies what `path` (a.b.c) leads to; NULL for nothing.  cJSON_Delete frees
 * it. */
static cJSON *
copy_at(const cJSON *in, const char *path)
{
	g_auto(GStrv) names = g_strsplit(path, ".", -1);
	cJSON *at = cJSON_Duplicate(in, true);

	for (char **n = names; *n != NULL && at != NULL; n++) {
		cJSON *parsed = NULL;
		const cJSON *next = member(at, *n, &parsed);
		cJSON *copy = next ? cJSON_Duplicate(next, true) : NULL;

		cJSON_Delete(parsed);
		cJSON_Delete(at);
		at = copy;
	}
	return at;
}

/* The first of several paths (a.b|c) that leads to something. */
static cJSON *
first_at(const cJSON *in, const char *paths)
{
	g_auto(GStrv) each = g_strsplit(paths, "|", -1);
	cJSON *found = NULL;

	for (char **p = each; *p != NULL && found == NULL; p++) {
		const char *text;

		found = **p ? copy_at(in, *p) : NULL;
		text = cJSON_GetStringValue(found);
		if (cJSON_IsNull(found) || (text != NULL && *text == '\0'))
			g_clear_pointer(&found, cJSON_Delete);
	}
	return found;
}

static char *
text_of(const cJSON *in, const char *paths)
{
	cJSON *found = first_at(in, paths);
	char *text = g_strdup(cJSON_GetStringValue(found));

	cJSON_Delete(found);
	return text;
}

/* The day of a line: a text that has it, or an epoch. */
static char *
day_of(const cJSON *in, const char *paths)
{
	cJSON *holder = cJSON_CreateObject();
	cJSON *found = first_at(in, paths);
	const char *text = cJSON_GetStringValue(found);
	char *day = text ? page_text_date(text) : NULL;

	if (found != NULL && day == NULL) {
		cJSON_AddItemToObject(holder, "day", found);
		day = day_at(holder, "day");
	} else {
		cJSON_Delete(found);
	}
	cJSON_Delete(holder);
	return day;
}

/* A title as markup: searches mark what was found (<em>), the others are text. */
static char *
as_markup(const char *title)
{
	return page_text_matches("<(?:em|font|span|b|strong|i)\\b|&(?:#\\d+|[a-z]+);",
	    title) ? g_strdup(title) : g_markup_escape_text(title, -1);
}

static bool
add_mapped(struct listing_json *answer, const cJSON *line, char **keys)
{
	g_autofree char *title = text_of(line, keys[1]);
	g_autofree char *url = text_of(line, keys[2]);
	g_autofree char *day = *keys[3] ? day_of(line, keys[3]) : NULL;
	g_autofree char *markup = title ? as_markup(title) : NULL;

	if (title == NULL || url == NULL)
		return false;
	add_line(answer->markup, url, markup, day);
	return true;
}

bool
listing_json_count(const char *text, char **keys, size_t *lines, size_t *total,
    char **trouble)
{
	const char *called = sniff_json_call(text, text + strlen(text));
	cJSON *root = cJSON_ParseWithOpts(called ? called : text, NULL, false);
	cJSON *array = root ? first_at(root, keys[0]) : NULL;
	cJSON *all = root && *keys[4] ? first_at(root, keys[4]) : NULL;
	cJSON *holder = cJSON_CreateObject();
	bool known = cJSON_IsArray(array);

	*lines = known ? (size_t)cJSON_GetArraySize(array) : 0;
	if (all != NULL)
		cJSON_AddItemToObject(holder, "total", all);
	*total = number_at(holder, "total");
	*trouble = known ? NULL : root == NULL ? g_strdup("expected JSON") :
	    g_strdup_printf("expected an array at %s", keys[0]);
	cJSON_Delete(array);
	cJSON_Delete(holder);
	cJSON_Delete(root);
	return known;
}

bool
listing_json_mapped(const char *text, char **keys, struct listing_json *answer,
    char **trouble)
{
	cJSON *root = cJSON_Parse(text);
	cJSON *lines = root ? first_at(root, keys[0]) : NULL;
	cJSON *total = root && *keys[4] ? first_at(root, keys[4]) : NULL;
	cJSON *holder = cJSON_CreateObject();
	bool known = cJSON_IsArray(lines);
	const cJSON *line;

	begin(answer, "json");
	cJSON_ArrayForEach(line, lines)
		answer->skipped += !add_mapped(answer, line, keys);
	if (total != NULL) {
		cJSON_AddItemToObject(holder, "total", total);
		answer->total = number_at(holder, "total");
	}
	if (!known) {
		*trouble = root == NULL ? g_strdup("expected JSON") :
		    g_strdup_printf("JSON without an array of lines at %s",
			keys[0]);
		g_string_free(answer->markup, TRUE);
		g_ptr_array_free(answer->hits, TRUE);
	}
	cJSON_Delete(holder);
	cJSON_Delete(lines);
	cJSON_Delete(root);
	return known;
}

/* Enters the categories that have none below them. */
static void
add_categories(const cJSON *tree, GPtrArray *ids, int level)
{
	const cJSON *node;

	cJSON_ArrayForEach(node, tree) {
		const cJSON *below = cJSON_GetObjectItemCaseSensitive(node,
		    "children");
		size_t id = number_at(node, "id");

		if (cJSON_GetArraySize(below) > 0 && level < MOST_LEVELS)
			add_categories(below, ids, level + 1);
		else if (id > 0 && ids->len < MOST_CATEGORIES)
			g_ptr_array_add(ids, g_strdup_printf("%zu", id));
	}
}

bool
listing_json_categories(const char *config, const char *url, GPtrArray *more)
{
	cJSON *root = cJSON_Parse(config);
	size_t site = number_at(root, "SID");
	g_autofree char *relative = g_strdup_printf(
	    "/gkmlpt/api/all/@?page=1&sid=%zu", site);
	g_autofree char *whole = address_resolve(url, relative);
	g_auto(GStrv) part = whole ? g_strsplit(whole, "@", 2) : NULL;
	g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);

	add_categories(cJSON_GetObjectItemCaseSensitive(root, "TREE"), ids, 0);
	for (guint i = 0; part != NULL && i < ids->len; i++)
		g_ptr_array_add(more, g_strconcat(part[0],
		    (const char *)g_ptr_array_index(ids, i), part[1], NULL));
	cJSON_Delete(root);
	return site > 0 && ids->len > 0;
}
