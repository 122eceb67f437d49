#include "listing.h"

#include "fetch/web/address.h"
#include "fetch/body/charset.h"
#include "listing_json.h"
#include "page.h"
#include "page_text.h"

#include <string.h>

enum {
	MOST_UNITS = 8,         /* lists in one shell */
	SHORTEST_TITLE = 12,    /* characters, of a line without a date */
	USUAL_LINES = 15,       /* on a page of jcms that does not say */
	SHOWN = 60,             /* bytes of a strange answer, in messages */
};

static const char *const styles[] = {"list", "jpaas", "jcms", "gkmlpt",
    "search", NULL};

bool
listing_is_style(const char *style)
{
	return g_strv_contains(styles, style);
}

/* --- patterns and parameters ----------------------------------------------- */

/* The groups of the first match, [0] the whole of it; NULL without a match.
 * The caller frees them with g_strfreev. */
static char **
match(const char *pattern, const char *text)
{
	g_autoptr(GRegex) regex = g_regex_new(pattern,
	    G_REGEX_DOTALL | G_REGEX_CASELESS, 0, NULL);
	g_autoptr(GMatchInfo) info = NULL;

	g_assert(regex != NULL);
	if (!g_regex_match(regex, text, 0, &info))
		return NULL;
	return g_match_info_fetch_all(info);
}

/* The decoded value of a parameter of an address, or NULL; the caller frees
 * it. */
static char *
parameter(const char *url, const char *name)
{
	const char *p = strchr(url, '?');
	size_t n = strlen(name);

	for (; p != NULL; p = strchr(p, '&')) {
		p++;
		if (strncmp(p, name, n) == 0 && p[n] == '=') {
			const char *value = p + n + 1;
			g_autofree char *part = g_strndup(value,
			    strcspn(value, "&"));

			return g_uri_unescape_string(part, NULL);
		}
	}
	return NULL;
}

static guint64
number_parameter(const char *url, const char *name, guint64 otherwise)
{
	g_autofree char *value = parameter(url, name);
	guint64 n = value ? g_ascii_strtoull(value, NULL, 10) : 0;

	return n > 0 && n < 1000000 ? n : otherwise;
}

/* The address with the parameter set; the caller frees it. */
static char *
with_parameter(const char *url, const char *name, const char *value)
{
	g_autofree char *escaped = g_uri_escape_string(value, NULL, FALSE);
	size_t stem = strcspn(url, "?"), n = strlen(name);
	GString *out = g_string_new_len(url, (gssize)stem);
	g_auto(GStrv) parts = g_strsplit(url[stem] ? url + stem + 1 : "", "&",
	    -1);
	char mark = '?';

	for (char **p = parts; *p != NULL; p++) {
		if (**p == '\0' || (strncmp(*p, name, n) == 0 && (*p)[n] == '='))
			continue;
		g_string_append_printf(out, "%c%s", mark, *p);
		mark = '&';
	}
	g_string_append_printf(out, "%c%s=%s", mark, name, escaped);
	return g_string_free(out, FALSE);
}

static char *
with_number(const char *url, const char *name, guint64 value)
{
	g_autofree char *text = g_strdup_printf("%" G_GUINT64_FORMAT, value);

	return with_parameter(url, name, text);
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

/* Every link with a date beside it or in its address is a line of the list.
 * Of what has none only a long text can be the title of a notice: the rest
 * leads elsewhere on the site (首页, 下一页). */
static void
take_lines(struct listing *l, const struct page *page)
{
	for (guint i = 0; i < page->links->len; i++) {
		const struct link *link = g_ptr_array_index(page->links, i);
		g_autofree char *date = link->date ? g_strdup(link->date)
						   : address_date(link->url);
		struct entry *e;

		if (link->anchor == NULL || (date == NULL &&
		    g_utf8_strlen(link->anchor, -1) < SHORTEST_TITLE))
			continue;
		e = g_new0(struct entry, 1);
		e->url = g_strdup(link->url);
		e->title = g_strdup(link->anchor);
		e->published_on = g_steal_pointer(&date);
		e->cut = page_is_cut(e->title);
		g_ptr_array_add(l->entries, e);
	}
}

/* The same for markup that came in pieces. */
static bool
take_markup(struct listing *l, const GString *markup, const char *url,
    char **trouble)
{
	struct page *page = page_read((const guint8 *)markup->str, markup->len,
	    "utf-8", url, trouble);

	if (page == NULL)
		return false;
	take_lines(l, page);
	page_free(page);
	return true;
}

/* --- jpaas --------------------------------------------------------------------- */

/* The address of a page of a unit: the query stands in its tag with single
 * quotes, url="/api-gateway/…/build/unit"
 * queryData="{'parseType':'buildstatic','webId':'…','pageId':'…',…}" rows="24". */
static void
add_unit(struct listing *l, const char *tag, const char *url)
{
	g_auto(GStrv) api = match("\\surl\\s*=\\s*\"([^\"]+)\"", tag);
	g_auto(GStrv) query = match("querydata\\s*=\\s*\"([^\"]+)\"", tag);
	g_auto(GStrv) rows = match("\\srows\\s*=\\s*\"(\\d{1,3})\"", tag);
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
		char *next = with_parameter(to, name, value);

		g_free(to);
		to = next;
	}
	page = g_strdup_printf("{\"pageNo\":1,\"pageSize\":\"%s\"}",
	    rows ? rows[1] : "24");
	g_autofree char *first = with_parameter(to, "paramJson", page);
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
	g_autofree char *json = parameter(url, "paramJson");
	g_auto(GStrv) page = match("\"pageNo\"\\s*:\\s*\"?(\\d{1,6})",
	    json ? json : "");
	g_auto(GStrv) size = match("\"pageSize\"\\s*:\\s*\"?(\\d{1,3})",
	    json ? json : "");
	guint64 n = page ? g_ascii_strtoull(page[1], NULL, 10) : 1;
	guint64 rows = size ? g_ascii_strtoull(size[1], NULL, 10) : 24;
	g_autofree char *next = g_strdup_printf("{\"pageNo\":%"
	    G_GUINT64_FORMAT ",\"pageSize\":\"%" G_GUINT64_FORMAT "\"}", n + 1,
	    rows);

	return total > 0 && n * rows >= total ? NULL
	    : with_parameter(url, "paramJson", next);
}

/* --- JSON ------------------------------------------------------------------------ */

static char *
next_json(const struct listing *l, const char *url)
{
	guint64 page, size;

	if (strcmp(l->style, "jpaas") == 0)
		return next_unit(url, l->total);
	if (strcmp(l->style, "search") == 0) {
		page = number_parameter(url, "p", 1);
		size = number_parameter(url, "pg", 10);
		return page * size >= l->total ? NULL
		    : with_number(url, "p", page + 1);
	}
	/* A page of gkmlpt has 100 lines or what the site likes. */
	page = number_parameter(url, "page", 1);
	return l->total > 0 && page * l->entries->len >= l->total ? NULL
	    : with_number(url, "page", page + 1);
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
	bool good;
	char *next;

	if (!listing_json_read(text, &answer, trouble))
		return false;
	l->style = answer.style;
	l->total = answer.total;
	good = take_markup(l, answer.markup, url, trouble);
	take_hits(l, answer.hits, url);
	g_string_free(answer.markup, TRUE);
	g_ptr_array_free(answer.hits, TRUE);
	next = good && l->entries->len > 0 ? next_json(l, url) : NULL;
	if (next != NULL)
		g_ptr_array_add(l->more, next);
	return good;
}

/* --- jcms -------------------------------------------------------------------------- */

/* The lines of a datastore:
 * <record><![CDATA[<li><a href="…">…</a><span>2022-08-08</span></li>]]></record>.
 * What stands in <nextgroup> is no line. */
static bool
take_records(struct listing *l, const char *text, const char *url,
    guint *n_records, char **trouble)
{
	g_autoptr(GRegex) record = g_regex_new("<record>\\s*<!\\[CDATA\\["
	    "(.*?)\\]\\]>\\s*</record>", G_REGEX_DOTALL, 0, NULL);
	g_autoptr(GMatchInfo) info = NULL;
	g_autoptr(GString) markup = g_string_new(NULL);

	g_regex_match(record, text, 0, &info);
	for (*n_records = 0; g_match_info_matches(info); ++*n_records) {
		g_autofree char *line = g_match_info_fetch(info, 1);

		g_string_append_printf(markup, "<ul>%s</ul>\n", line);
		g_match_info_next(info, NULL);
	}
	return take_markup(l, markup, url, trouble);
}

/* A name of the script's, in either of the spellings met: "columnid":"6281",
 * 'perPage':15, col:3141. */
static char *
script_value(const char *text, const char *names)
{
	g_autofree char *pattern = g_strdup_printf(
	    "['\"]?\\b(?:%s)['\"]?\\s*[:=]\\s*['\"]?([\\w./-]+)", names);
	g_auto(GStrv) found = match(pattern, text);

	return found ? g_strdup(found[1]) : NULL;
}

/* The address of the lines after those in the page. */
static char *
proxy_address(const char *text, const char *url, guint shown)
{
	static const struct {
		const char *parameter, *names;
	} wanted[] = {{"columnid", "columnid|col"}, {"webid", "webid"},
	    {"unitid", "unitid"}};
	g_autofree char *proxy = script_value(text, "proxyUrl");
	g_autofree char *per = script_value(text, "perpage");
	guint64 size = per ? g_ascii_strtoull(per, NULL, 10)
			   : shown > 0 ? shown : USUAL_LINES;
	g_auto(GStrv) column = match("/col/col(\\d+)/", url);
	char *to = g_strdup(proxy ? proxy : "/module/web/jpage/dataproxy.jsp");

	for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++) {
		g_autofree char *value = script_value(text, wanted[i].names);
		char *before = to;

		if (value == NULL && i == 0 && column != NULL)
			value = g_strdup(column[1]);
		to = value ? with_parameter(to, wanted[i].parameter, value)
			   : g_strdup(to);
		g_free(before);
	}
	g_autofree char *bare = to;
	g_autofree char *from = with_number(bare, "startrecord", shown + 1);
	return with_number(from, "endrecord", shown + CLAMP(size, 1, 100));
}

static bool
read_datastore(struct listing *l, const char *text, const char *url,
    char **trouble)
{
	g_auto(GStrv) total = match("<totalrecord>\\s*(\\d{1,7})", text);
	guint64 first = number_parameter(url, "startrecord", 0);
	guint64 last = number_parameter(url, "endrecord", 0);
	guint n;

	l->style = "jcms";
	/* Its <totalpage> is wrong on many a site (762 records, 381 pages). */
	l->total = total ? (size_t)g_ascii_strtoull(total[1], NULL, 10) : 0;
	if (!take_records(l, text, url, &n, trouble))
		return false;
	if (n == 0)
		return true;
	if (first == 0) {
		g_autofree char *next = proxy_address(text, url, n);

		if (n < l->total)
			add_more(l, url, next);
	} else if (first + n - 1 < l->total) {
		guint64 size = last >= first ? last - first + 1 : n;
		g_autofree char *from = with_number(url, "startrecord",
		    first + n);

		g_ptr_array_add(l->more, with_number(from, "endrecord",
		    first + n + size - 1));
	}
	return true;
}

/* --- plain pages -------------------------------------------------------------------- */

/* TRS draws its pages' links by script: createPageHTML(3, 0, "index", "html")
 * is on page 0 of 3: index.html, index_1.html, index_2.html. */
static bool
add_next_of_script(struct listing *l, const char *text, const char *url)
{
	g_auto(GStrv) call = match("createPageHTML\\s*\\(\\s*(?:['\"][\\w-]+"
	    "['\"]\\s*,\\s*)?(\\d{1,5})\\s*,\\s*(\\d{1,5})\\s*,\\s*['\"]([\\w-]+)"
	    "['\"]\\s*,\\s*['\"](\\w+)['\"]", text);
	g_autofree char *name = NULL;
	guint64 pages, here;

	if (call == NULL)
		return false;
	pages = g_ascii_strtoull(call[1], NULL, 10);
	here = g_ascii_strtoull(call[2], NULL, 10);
	name = g_strdup_printf("%s_%" G_GUINT64_FORMAT ".%s", call[3], here + 1,
	    call[4]);
	if (here + 1 < pages)
		add_more(l, url, name);
	return true;
}

static void
add_next_of_links(struct listing *l, const struct page *page)
{
	static const char *const names[] = {"下一页", "下页", "后一页", "下一页>",
	    "下一页>>", ">", "›", "»", NULL};

	for (guint i = 0; i < page->links->len; i++) {
		const struct link *link = g_ptr_array_index(page->links, i);

		if (link->anchor != NULL &&
		    g_strv_contains(names, link->anchor)) {
			g_ptr_array_add(l->more, g_strdup(link->url));
			return;
		}
	}
}

static bool
read_plain(struct listing *l, const guint8 *bytes, size_t len,
    const char *text, const char *url, char **trouble)
{
	struct page *page = page_read(bytes, len, NULL, url, trouble);

	if (page == NULL)
		return false;
	l->style = "list";
	take_lines(l, page);
	if (!add_next_of_script(l, text, url))
		add_next_of_links(l, page);
	page_free(page);
	return true;
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
	g_autofree char *next = proxy_address(text, url, 0);

	if (strstr(next, "columnid=") == NULL)
		return;
	l->style = "jcms";
	g_ptr_array_set_size(l->entries, 0);
	g_ptr_array_set_size(l->more, 0);
	add_more(l, url, next);
}

/* --- all of them ---------------------------------------------------------------------- */

static bool
read_text(struct listing *l, const guint8 *bytes, size_t len, const char *text,
    const char *url, char **trouble)
{
	const char *start = text + strspn(text, " \t\r\n");

	if (*start == '{' || *start == '[')
		return read_json(l, text, url, trouble);
	if (strstr(text, "<datastore>") != NULL)
		return read_datastore(l, text, url, trouble);
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
	g_auto(GStrv) config = match("window\\._CONFIG\\s*=\\s*(\\{.*?\\})\\s*;?"
	    "\\s*</script>", text);
	if (config != NULL && listing_json_categories(config[1], url, l->more)) {
		l->style = "gkmlpt";
		return true;
	}
	if (!read_plain(l, bytes, len, text, url, trouble))
		return false;
	if (strstr(text, "dataproxy.jsp") != NULL && !has_date(l))
		become_jcms_shell(l, text, url);
	return true;
}

struct listing *
listing_read(const guint8 *bytes, size_t len, const char *url, char **trouble)
{
	struct charset charset = charset_of(bytes, len, NULL);
	g_autofree char *text = charset_decode(bytes, len, charset.name, NULL,
	    NULL);
	struct listing *l = g_new0(struct listing, 1);

	*trouble = NULL;
	l->entries = g_ptr_array_new_with_free_func(listing_entry_free);
	l->more = g_ptr_array_new_with_free_func(g_free);
	if (!read_text(l, bytes, len, text, url, trouble))
		g_clear_pointer(&l, listing_free);
	return l;
}

void
listing_free(struct listing *l)
{
	if (l == NULL)
		return;
	g_ptr_array_free(l->entries, TRUE);
	g_ptr_array_free(l->more, TRUE);
	g_free(l);
}
