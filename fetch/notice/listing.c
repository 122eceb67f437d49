#include "listing.h"

#include <cjson/cJSON.h>
#include <string.h>

#include "fetch/body/charset.h"
#include "fetch/page/markup.h"
#include "fetch/page/page.h"
#include "fetch/page/page_text.h"
#include "fetch/page/pager.h"
#include "fetch/page/script.h"
#include "fetch/page/script_files.h"
#include "fetch/web/address.h"
#include "fetch/web/address_date.h"
#include "fetch/web/query.h"
#include "listing_jcms.h"
#include "listing_json.h"

enum {
	MOST_UNITS = 8,         /* lists in one shell */
	SHORTEST_TITLE = 12,    /* characters, of a line without a date */
	SHOWN = 60,             /* bytes of a strange answer, in messages */
	SHORTEST_CUT = 20,      /* width of a title that may be cut, two a
	                           Chinese character */
};

static const char *const styles[] = {"list", "jpaas", "jcms", "gkmlpt",
    "search", "json", NULL};

const char *
listing_style(const char *style)
{
	for (size_t i = 0; styles[i] != NULL; i++)
		if (strcmp(styles[i], style) == 0)
			return styles[i];
	return NULL;
}

static void
add_more(struct listing *l, const char *url, const char *reference)
{
	char *more = address_resolve(url, reference);

	if (more != NULL)
		g_ptr_array_add(l->more, more);
}

/* --- lines ------------------------------------------------------------------- */

void
listing_entry_free(gpointer data)
{
	struct entry *e = data;

	g_free(e->url);
	g_free(e->title);
	g_free(e->published_on);
	g_free(e->document_number);
	if (e->files != NULL)
		g_ptr_array_unref(e->files);
	g_free(e->trouble);
	g_free(e);
}

struct entry *
listing_entry_copy(const struct entry *e)
{
	struct entry *copy = g_new(struct entry, 1);

	copy->url = g_strdup(e->url);
	copy->title = g_strdup(e->title);
	copy->published_on = g_strdup(e->published_on);
	copy->cut = e->cut;
	copy->document_number = g_strdup(e->document_number);
	copy->files = e->files ? g_ptr_array_ref(e->files) : NULL;
	copy->trouble = g_strdup(e->trouble);
	return copy;
}

/* The text that a link of a list goes by: not its number in a pager, nor the
 * short text of a picture where another anchor has the title. */
static const char *
title_of(const struct markup_link *link)
{
	const char *best = link->name;

	if (best != NULL && !pager_is_control(best) &&
	    g_utf8_strlen(best, -1) >= SHORTEST_TITLE / 2)
		return best;
	for (guint i = 0; i < link->texts->len; i++) {
		const char *text = g_ptr_array_index(link->texts, i);

		if (!pager_is_control(text) && (best == NULL ||
		    pager_is_control(best) || strlen(text) > strlen(best)))
			best = text;
	}
	return best != NULL && !pager_is_control(best) ? best : NULL;
}

/* Takes the date off a title that ends or begins with it, and enters it where
 * the line has none: 关于…的公示(2020-12-30), [2020-12-30]关于…的公示. */
static void
split_title(struct entry *e)
{
	static const char *const shapes[] = {
	    "^(.{4,}?)\\s*[\\[（(【]\\s*((?:19|20)\\d\\d\\s*[-/.年]\\s*\\d{1,2}\\s*"
	    "[-/.月]\\s*\\d{1,2}\\s*日?)(?:\\s+[\\d:]+)?\\s*[\\]）)】]\\s*$",
	    "^(.{4,}?)\\s+((?:19|20)\\d\\d[-/.]\\d{1,2}[-/.]\\d{1,2})(?:\\s+[\\d:]+)?"
	    "\\s*$",
	    "^[\\[（(【]?\\s*()((?:19|20)\\d\\d[-/.]\\d{1,2}[-/.]\\d{1,2})\\s*"
	    "[\\]）)】]?\\s*(.{4,})$",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(shapes); i++) {
		g_auto(GStrv) part = page_text_groups(shapes[i], e->title);
		char *date = part ? page_text_date(part[2]) : NULL;

		if (date == NULL)
			continue;
		g_free(e->title);
		e->title = g_strdup(*part[1] ? part[1] : part[3]);
		if (e->published_on == NULL)
			e->published_on = date;
		else
			g_free(date);
		return;
	}
}

/* Columns that a text takes, two a Chinese character. */
static size_t
width_of(const char *text)
{
	size_t n = 0;

	for (const char *p = text; *p; p = g_utf8_next_char(p))
		n += g_unichar_iswide(g_utf8_get_char(p)) ? 2 : 1;
	return n;
}

/* Whether a title ends as titles do. */
static bool
ends_well(const char *title)
{
	static const char *const pairs[] = {"“”", "《》", "（）", "「」"};

	for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
		const char *closing = g_utf8_next_char(pairs[i]);
		g_autofree char *opening = g_strndup(pairs[i],
		    (gsize)(closing - pairs[i]));
		const char *last = g_strrstr(title, opening);

		if (last != NULL && strstr(last, closing) == NULL)
			return false;
	}
	return page_text_matches("(?:公示|公告|通告|通知|名单|函|意见|办法|方案|决定|"
	    "结果|公布|批复|报告|情况|规定|细则|指南|目录|计划|要点|总结|会议|活动|申报|工作|企业|单位|项目|"
	    "培训班|解读|说明|清单)[）)”\"》」！？]*(?:[（(].{0,20}[）)])?$", title);
}

/* Some columns cut titles at a width without a mark of it.  A title that ends
 * in the middle is suspect where another line is as wide, none wider, or where
 * it names the programme. */
static void
suspect_cuts(struct listing *l)
{
	size_t most = 0;
	unsigned as_wide = 0;

	for (guint i = 0; i < l->entries->len; i++) {
		const struct entry *e = g_ptr_array_index(l->entries, i);
		size_t n = width_of(e->title);

		as_wide = n > most + 1 ? 1 : as_wide + (n + 1 >= most);
		most = MAX(most, n);
	}
	for (guint i = 0; i < l->entries->len; i++) {
		struct entry *e = g_ptr_array_index(l->entries, i);
		size_t n = width_of(e->title);

		if (n < SHORTEST_CUT || ends_well(e->title))
			continue;
		e->cut |= (n + 1 >= most && as_wide > 1) || page_text_matches(
		    "专精|特新|小巨|优质中小|^关于公布|公示$|第.{1,3}批", e->title);
	}
}

/* Takes the lines: every link with a date beside it or in its address is a line
 * of the list.  Of what has none only a long text can be the title of a notice:
 * the rest leads elsewhere on the site (首页, 下一页). */
static void
take_lines(struct listing *l, const struct markup *m)
{
	l->too_many |= m->too_many;
	for (guint i = 0; i < m->links->len; i++) {
		const struct markup_link *link = g_ptr_array_index(m->links, i);
		const char *title = title_of(link);
		struct entry *e;

		if (title == NULL)
			continue;
		e = g_new0(struct entry, 1);
		e->url = g_strdup(link->url);
		e->title = g_strdup(title);
		e->published_on = link->date ? g_strdup(link->date) : NULL;
		split_title(e);
		if (e->published_on == NULL)
			e->published_on = address_date(link->url);
		if (e->published_on == NULL &&
		    g_utf8_strlen(e->title, -1) < SHORTEST_TITLE) {
			listing_entry_free(e);
			continue;
		}
		e->cut = page_text_is_cut(e->title);
		g_ptr_array_add(l->entries, e);
	}
	suspect_cuts(l);
}

/* Takes the same for markup that came in pieces. */
static void
take_markup(struct listing *l, const GString *markup, const char *url)
{
	struct markup *m = markup_new(markup->str, markup->len, url);

	take_lines(l, m);
	markup_free(m);
}

/* --- jpaas --------------------------------------------------------------------- */

/* Which page of a unit is asked for: {"pageNo":1,"pageSize":"24"}. */
static char *
unit_page(guint64 number, const char *rows)
{
	cJSON *page = cJSON_CreateObject();
	char *text, *copy;

	cJSON_AddNumberToObject(page, "pageNo", (double)number);
	cJSON_AddStringToObject(page, "pageSize", rows);
	text = cJSON_PrintUnformatted(page);
	copy = g_strdup(text);
	cJSON_free(text);
	cJSON_Delete(page);
	return copy;
}

/* The address of a page of a unit: the query stands in its tag with single
 * quotes, url="/api-gateway/…/build/unit"
 * queryData="{'parseType':'buildstatic','webId':'…','pageId':'…',…}" rows="24". */
static void
add_unit(struct listing *l, const char *tag, const char *url)
{
	g_auto(GStrv) api = page_text_groups(
	    "(?is)\\surl\\s*=\\s*\"([^\"]+)\"", tag);
	g_auto(GStrv) query = page_text_groups(
	    "(?is)querydata\\s*=\\s*\"([^\"]+)\"", tag);
	g_auto(GStrv) rows = page_text_groups(
	    "(?is)\\srows\\s*=\\s*\"(\\d{1,3})\"", tag);
	g_autoptr(GRegex) pair = g_regex_new("'(\\w+)'\\s*:\\s*'([^']*)'", 0, 0,
	    NULL);
	g_autoptr(GMatchInfo) info = NULL;
	g_autofree char *to = NULL, *page = NULL;

	if (api == NULL || query == NULL)
		return;
	to = g_strdup(api[1]);
	g_regex_match(pair, query[1], 0, &info);
	for (; g_match_info_matches(info); g_match_info_next(info, NULL)) {
		g_autofree char *name = g_match_info_fetch(info, 1);
		g_autofree char *value = g_match_info_fetch(info, 2);
		char *next = query_with(to, name, value);

		g_free(to);
		to = next;
	}
	page = unit_page(1, rows ? rows[1] : "24");
	g_autofree char *first = query_with(to, "paramJson", page);
	add_more(l, url, first);
}

static bool
read_shell(struct listing *l, const char *text, const char *url)
{
	g_autoptr(GRegex) tag = g_regex_new("<script[^>]*querydata[^>]*>",
	    G_REGEX_CASELESS, 0, NULL);
	g_autoptr(GMatchInfo) info = NULL;

	g_regex_match(tag, text, 0, &info);
	for (; g_match_info_matches(info) && l->more->len < MOST_UNITS;
	    g_match_info_next(info, NULL)) {
		g_autofree char *found = g_match_info_fetch(info, 0);

		add_unit(l, found, url);
	}
	l->style = "jpaas";
	return l->more->len > 0;
}

/* The next page of a unit: the number stands within paramJson. */
static char *
next_unit(const char *url, size_t total)
{
	g_autofree char *json = query_value(url, "paramJson");
	g_auto(GStrv) page = page_text_groups(
	    "(?is)\"pageNo\"\\s*:\\s*\"?(\\d{1,6})",
	    json ? json : "");
	g_auto(GStrv) size = page_text_groups(
	    "(?is)\"pageSize\"\\s*:\\s*\"?(\\d{1,3})",
	    json ? json : "");
	guint64 n = page ? g_ascii_strtoull(page[1], NULL, 10) : 1;
	guint64 rows = size ? g_ascii_strtoull(size[1], NULL, 10) : 24;
	g_autofree char *next = unit_page(n + 1, size ? size[1] : "24");

	return total > 0 && n * rows >= total ? NULL
	    : query_with(url, "paramJson", next);
}

/* --- JSON ------------------------------------------------------------------------ */

static char *
next_json(const struct listing *l, const char *url)
{
	guint64 page, size;

	if (strcmp(l->style, "jpaas") == 0)
		return next_unit(url, l->total);
	if (strcmp(l->style, "search") == 0) {
		page = query_number(url, "p", 1);
		size = query_number(url, "pg", 10);
		return page * size >= l->total ? NULL
		    : query_with_number(url, "p", page + 1);
	}
	/* A page of gkmlpt has 100 lines or what the site likes. */
	page = query_number(url, "page", 1);
	return l->total > 0 && page * l->entries->len >= l->total ? NULL
	    : query_with_number(url, "page", page + 1);
}

/* Enters the number and the files that a hit names beside its address into the
 * line that was made of it. */
static void
take_hit(GHashTable *lines, struct listing_hit *hit, const char *url)
{
	g_autofree char *address = address_resolve(url, hit->url);
	struct entry *e = address ? g_hash_table_lookup(lines, address) : NULL;

	if (e == NULL || e->files != NULL)
		return;
	e->document_number = hit->number ? page_text_number(hit->number) : NULL;
	e->trouble = g_steal_pointer(&hit->trouble);
	e->files = g_ptr_array_new_with_free_func(page_link_free);
	for (guint i = 0; i < hit->files->len; i++) {
		const struct link *named = g_ptr_array_index(hit->files, i);
		char *file = address_resolve(address, named->url);
		struct link *link;

		if (file == NULL)
			continue;
		link = g_new0(struct link, 1);
		link->url = file;
		link->anchor = g_strdup(named->anchor);
		link->attachment = true;
		g_ptr_array_add(e->files, link);
	}
}

static void
take_hits(struct listing *l, const GPtrArray *hits, const char *url)
{
	g_autoptr(GHashTable) lines = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < l->entries->len; i++) {
		struct entry *e = g_ptr_array_index(l->entries, i);

		g_hash_table_insert(lines, e->url, e);
	}
	for (guint i = 0; i < hits->len; i++)
		take_hit(lines, g_ptr_array_index(hits, i), url);
}

static bool
read_json(struct listing *l, const char *text, const char *url, char **trouble)
{
	struct listing_json answer;
	char *next;

	if (!listing_json_read(text, &answer, trouble))
		return false;
	l->style = answer.style;
	l->total = answer.total;
	take_markup(l, answer.markup, url);
	take_hits(l, answer.hits, url);
	if (answer.skipped > 0)
		l->doubt = g_strdup_printf("%u of its lines have no title or no "
		    "address", answer.skipped);
	g_string_free(answer.markup, TRUE);
	g_ptr_array_free(answer.hits, TRUE);
	next = l->entries->len > 0 ? next_json(l, url) : NULL;
	if (next != NULL)
		g_ptr_array_add(l->more, next);
	return true;
}

/* --- jcms -------------------------------------------------------------------------- */

static void
read_datastore(struct listing *l, const char *text, const char *url)
{
	g_autoptr(GString) markup = g_string_new(NULL);
	char *next;

	l->style = "jcms";
	l->total = listing_jcms_read(text, url, markup, &next);
	take_markup(l, markup, url);
	if (next != NULL)
		g_ptr_array_add(l->more, next);
}

/* --- plain pages -------------------------------------------------------------------- */

/* Adds where a page leads that leads the reader on at once: <meta
 * http-equiv="refresh" …>, location.replace("list.html"). */
static void
add_redirect(struct listing *l, const struct markup *m, const char *url)
{
	g_autofree char *to = m->refresh ? g_strdup(m->refresh)
					 : script_redirect(m->scripts->str);

	if (to != NULL)
		add_more(l, url, to);
}

static void
read_plain(struct listing *l, const char *text, const char *url)
{
	struct markup *m = markup_new(text, strlen(text), url);
	struct pager pager;

	l->style = "list";
	l->closed = m->closed;
	take_lines(l, m);
	script_files_add(m);
	pager_find(&pager, m, url);
	if (pager.next != NULL)
		g_ptr_array_add(l->more, g_strdup(pager.next));
	l->total = pager.total;
	l->here = pager.here;
	l->pages = pager.pages;
	l->names_next = pager_is_lost(&pager);
	g_ptr_array_unref(l->years);
	l->years = g_ptr_array_ref(pager.years);
	pager_clear(&pager);
	if (l->entries->len == 0 && l->more->len == 0)
		add_redirect(l, m, url);
	markup_free(m);
}

/* --- pages without a line of their own ------------------------------------------------ */

static bool
has_date(const struct listing *l)
{
	for (guint i = 0; i < l->entries->len; i++)
		if (((struct entry *)g_ptr_array_index(l->entries,
			i))->published_on != NULL)
			return true;
	return false;
}

/* A page whose script asks for all of its lines (Shandong): what links it has lead
 * elsewhere.  It names the column, as its address may, else it is no such page. */
static void
become_jcms_shell(struct listing *l, const char *text, const char *url)
{
	g_autofree char *next = listing_jcms_address(text, url, 0);

	if (strstr(next, "columnid=") == NULL)
		return;
	l->style = "jcms";
	g_ptr_array_set_size(l->entries, 0);
	g_ptr_array_set_size(l->more, 0);
	add_more(l, url, next);
}

/* --- all of them ---------------------------------------------------------------------- */

static bool
read_text(struct listing *l, const char *text, const char *url, char **trouble)
{
	const char *start = text + strspn(text, " \t\r\n");

	if (*start == '{' || *start == '[')
		return read_json(l, text, url, trouble);
	if (strstr(text, "<datastore>") != NULL) {
		read_datastore(l, text, url);
		return true;
	}
	if (strchr(text, '<') == NULL) {
		g_autofree char *head = g_utf8_make_valid(start,
		    (gssize)strnlen(start, SHOWN));

		g_strchomp(head);
		*trouble = g_strdup_printf("neither a page nor the answer of a "
		    "list: \"%s\"", head);
		return false;
	}
	if (strstr(text, "queryData") != NULL && read_shell(l, text, url))
		return true;
	g_auto(GStrv) config = page_text_groups(
	    "(?is)window\\._CONFIG\\s*=\\s*(\\{.*?\\})\\s*;?"
	    "\\s*</script>", text);
	if (config != NULL && listing_json_categories(config[1], url, l->more)) {
		l->style = "gkmlpt";
		return true;
	}
	read_plain(l, text, url);
	if (strstr(text, "dataproxy.jsp") != NULL && !has_date(l))
		become_jcms_shell(l, text, url);
	return true;
}

struct listing *
listing_new(void)
{
	struct listing *l = g_new0(struct listing, 1);

	l->entries = g_ptr_array_new_with_free_func(listing_entry_free);
	l->more = g_ptr_array_new_with_free_func(g_free);
	l->years = g_ptr_array_new_with_free_func(g_free);
	return l;
}

/* --- JSON whose members are known by name ---------------------------------------- */

/* How many lines a page has, as its address or form asks for, else as it has. */
static guint64
page_size(const struct listing *l, const char *url)
{
	g_auto(GStrv) size = page_text_groups("(?i)[?&:](?:page_?size|prepage|"
	    "per_?page|rows|limit|size)=(\\d{1,4})\\b", url);

	return size ? g_ascii_strtoull(size[1], NULL, 10) : l->entries->len;
}

/* The parts of an address or form around the number of a parameter. */
static char **
around_parameter(const char *url, const char *parameter)
{
	g_autofree char *escaped = g_regex_escape_string(parameter, -1);
	g_autofree char *pattern = g_strdup_printf("(?is)\\A(.*[?&:]%s=)"
	    "(\\d{1,6})(?=&|#|\\z)(.*)\\z", escaped);

	return *parameter ? page_text_groups(pattern, url) : NULL;
}

static guint64
page_in(const char *url, const char *parameter)
{
	g_auto(GStrv) part = around_parameter(url, parameter);

	return part ? g_ascii_strtoull(part[2], NULL, 10) : 0;
}

char *
listing_page_after(const char *url, const char *parameter)
{
	g_auto(GStrv) part = around_parameter(url, parameter);

	return part == NULL ? NULL : g_strdup_printf("%s%" G_GUINT64_FORMAT
	    "%s", part[1], g_ascii_strtoull(part[2], NULL, 10) + 1, part[3]);
}

/* The address with the number of the page that `parameter` counts one higher, or
 * NULL where it has none. */
static char *
next_by_parameter(const struct listing *l, const char *url,
    const char *parameter)
{
	g_autofree char *next = listing_page_after(url, parameter);
	guint64 n = next ? page_in(url, parameter) : 0;

	if (next == NULL || l->entries->len == 0 || (l->total > 0 &&
	    MAX(n, 1) * page_size(l, url) >= l->total))
		return NULL;
	return g_steal_pointer(&next);
}

static bool
read_mapped(struct listing *l, const char *text, const char *url,
    const char *json, char **trouble)
{
	g_auto(GStrv) keys = g_strsplit(json, "\n", -1);
	struct listing_json answer;
	char *next;

	if (g_strv_length(keys) != 6) {
		*trouble = g_strdup("malformed keys of JSON");
		return false;
	}
	if (!listing_json_mapped(text, keys, &answer, trouble))
		return false;
	l->style = answer.style;
	l->total = answer.total;
	take_markup(l, answer.markup, url);
	if (answer.skipped > 0)
		l->doubt = g_strdup_printf("%u of its lines have no title or no "
		    "address at %s and %s", answer.skipped, keys[1], keys[2]);
	g_string_free(answer.markup, TRUE);
	g_ptr_array_free(answer.hits, TRUE);
	next = next_by_parameter(l, url, keys[5]);
	if (next != NULL)
		g_ptr_array_add(l->more, next);
	return true;
}

struct listing *
listing_read(const guint8 *bytes, size_t len, const char *url,
    const char *json, char **trouble)
{
	struct charset charset = charset_of(bytes, len, NULL);
	g_autofree char *text = charset_decode(bytes, len, charset.name, NULL,
	    NULL);
	struct listing *l = listing_new();

	*trouble = NULL;
	if (!(json != NULL ? read_mapped(l, text, url, json, trouble)
	    : read_text(l, text, url, trouble))) {
		g_clear_pointer(&l, listing_free);
	} else if (l->too_many) {
		*trouble = g_strdup_printf("more than %d links: no list of "
		    "notices has as many", MARKUP_MOST_LINKS);
		g_clear_pointer(&l, listing_free);
	}
	return l;
}

void
listing_free(struct listing *l)
{
	if (l == NULL)
		return;
	g_ptr_array_free(l->entries, TRUE);
	g_ptr_array_free(l->more, TRUE);
	g_ptr_array_unref(l->years);
	g_free(l->doubt);
	g_free(l);
}
