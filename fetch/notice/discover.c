#include "discover.h"

#include <string.h>

#include "fetch/base/program.h"
#include "fetch/body/store.h"
#include "fetch/web/address.h"
#include "page_reader.h"
#include "validate.h"

enum {
	MOST_LOOKS = 2,     /* at a page that is no list */
	MOST_PAGES = 1000,  /* of one list */
	MOST_DEPTH = 2,     /* a shell may lead to shells */
};

struct discovery *
discover_new(const struct catalogue *catalogue, const struct source *source,
    struct http *http, struct ledger *ledger, struct work_server *reader)
{
	struct discovery *d = g_new0(struct discovery, 1);

	d->catalogue = catalogue;
	d->source = source;
	d->http = http;
	d->ledger = ledger;
	d->reader = reader;
	d->entries = g_ptr_array_new_with_free_func(listing_entry_free);
	d->known = g_hash_table_new(g_str_hash, g_str_equal);
	d->years = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
	    NULL);
	return d;
}

void
discover_free(struct discovery *d)
{
	if (d == NULL)
		return;
	g_hash_table_destroy(d->known);
	g_hash_table_destroy(d->years);
	g_ptr_array_free(d->entries, TRUE);
	g_free(d);
}

/* --- one page ---------------------------------------------------------------- */

/* A page in the making, with the words on what is wrong with it. */
struct look {
	struct listing *listing;
	char *trouble;
	bool again;         /* it came, but must not be believed */
};

/* Whether the body is a list.  One without any line and without a way on is an
 * error page more often than not; only the programs that serve lists say in so many
 * words that there is nothing. */
static void
judge(const struct discovery *d, struct look *look, const guint8 *bytes,
    size_t len, const char *url, bool measured)
{
	struct listing *l = look->listing = page_reader_listing(d->reader,
	    bytes, len, url, d->source->json, &look->trouble);
	const struct validate_body body = {bytes, len, url, VALIDATE_PAGE,
	    measured};
	const char *media_type;
	struct page *page;
	bool a_page;

	if (l == NULL)
		return;
	a_page = strcmp(l->style, "list") == 0;
	if (a_page && l->entries->len == 0 && l->more->len == 0) {
		look->trouble = validate_examine(d->reader, &body, &media_type, &page);
		page_free(page);
		if (look->trouble == NULL)
			look->trouble = g_strdup("no line of a list in it");
	} else if (a_page && !measured && !l->closed) {
		look->trouble = g_strdup("truncated: the connection ended "
		    "before </html>");
	}
	if (look->trouble != NULL)
		g_clear_pointer(&look->listing, listing_free);
}

static void
judge_last(const struct discovery *d, struct look *look, const struct listing_row *last)
{
	size_t len = 0;
	g_autofree guint8 *bytes = last ? store_get(last->document, &len)
					: NULL;

	g_clear_pointer(&look->trouble, g_free);
	if (bytes == NULL)
		look->trouble = g_strdup("no copy of it");
	else
		judge(d, look, bytes, len, last->url, true);
}

/* Asks for the page that the ledger knows as `key`. */
static void
ask(struct discovery *d, struct look *look, const char *key,
    const struct http_request *request, const struct listing_row *last)
{
	struct http_reply reply;

	g_clear_pointer(&look->trouble, g_free);
	look->again = false;
	http_get(d->http, request, &reply);
	if (reply.outcome == HTTP_BODY) {
		judge(d, look, reply.body->data, reply.body->len,
		    request->form != NULL ? key : reply.final_url,
		    reply.measured);
		look->again = look->listing == NULL;
		if (look->listing != NULL)
			ledger_keep_listing(d->ledger, key,
			    d->source->id, reply.body, reply.etag,
			    reply.last_modified);
	} else if (reply.outcome == HTTP_UNCHANGED) {
		judge_last(d, look, last);
	} else {
		look->trouble = g_steal_pointer(&reply.trouble);
	}
	http_reply_clear(&reply);
}

/* Asks the mirrors of the host for a page that it does not give. */
static void
ask_mirrors(struct discovery *d, struct look *look, const char *url,
    GHashTable *hosts)
{
	char *other;

	for (unsigned n = 0; look->listing == NULL &&
	    (other = catalogue_mirror(d->catalogue, url, n)) != NULL; n++) {
		const struct http_request request = {.url = other,
		    .hosts = hosts, .limit = d->source->site->page_limit};
		struct look there = {0};

		ask(d, &there, other, &request, NULL);
		look->listing = there.listing;
		g_free(there.trouble);
		g_free(other);
	}
}

/* Whether an address is that of a file whose addresses are asked by POST. */
static bool
is_posted(const char *url, const char *file)
{
	size_t stem = strcspn(url, "?#"), n = strlen(file);

	return stem > n && url[stem - n - 1] == '/' &&
	    strncmp(url + stem - n, file, n) == 0;
}

/* The form that a page is asked with, or NULL for one asked by GET; *address is
 * what it is sent to.  The caller frees both. */
static char *
form_of(const struct source *s, const char *url, char **address)
{
	const char *mark = strstr(url, LISTING_FORM);
	g_auto(GStrv) kept = s->post_query ? g_strsplit(s->post_query, " ", -1)
					   : NULL;
	size_t stem = strcspn(url, "?#");
	g_auto(GStrv) parts = NULL;
	GString *in_address, *form;

	*address = g_strndup(url, mark ? (size_t)(mark - url) : strlen(url));
	if (mark != NULL)
		return g_strdup(mark + strlen(LISTING_FORM));
	if (kept == NULL || url[stem] != '?' || !is_posted(url, kept[0]))
		return NULL;
	in_address = g_string_new_len(url, (gssize)stem);
	form = g_string_new(NULL);
	parts = g_strsplit(url + stem + 1, "&", -1);
	for (char **p = parts; *p != NULL; p++) {
		g_autofree char *name = g_strndup(*p, strcspn(*p, "="));
		bool stays = g_strv_contains((const char *const *)kept + 1,
		    name);
		GString *to = stays ? in_address : form;

		g_string_append_printf(to, "%s%s", !stays && to->len == 0 ? "" :
		    stays && to->len == stem ? "?" : "&", *p);
	}
	g_free(*address);
	*address = g_string_free(in_address, FALSE);
	return g_string_free(form, FALSE);
}

/* Reads one page; when it is not to be had, its last copy.  NULL when there is
 * neither. */
static struct listing *
read_page(struct discovery *d, const char *url, const char *referer)
{
	const struct listing_row *last = ledger_find_listing(d->ledger, url);
	g_autoptr(GHashTable) hosts = g_hash_table_new(g_str_hash,
	    g_str_equal);
	struct http_request request = {.url = url, .referer = referer,
	    .hosts = hosts, .limit = d->source->site->page_limit};
	struct look look = {.again = true};

	g_autofree char *address = NULL, *form = NULL;

	form = form_of(d->source, url, &address);
	request.url = address;
	request.form = form;
	for (char **p = d->source->site->hosts; *p != NULL; p++)
		g_hash_table_add(hosts, *p);
	if (last != NULL && !program.force && store_has(last->document)) {
		request.etag = last->etag;
		request.last_modified = last->last_modified;
	}
	d->pages++;
	for (int n = 0; n < MOST_LOOKS && look.again; n++)
		ask(d, &look, url, &request, last);
	if (look.listing == NULL && form == NULL)
		ask_mirrors(d, &look, url, hosts);
	if (look.listing == NULL) {
		d->pages_failed++;
		program_set_aside(url, NULL, "%s; the list of [%s] is not read "
		    "from here on%s", look.trouble, d->source->id,
		    last ? ", what its last copy showed stays" : "");
		judge_last(d, &look, last);
	}
	g_free(look.trouble);
	return look.listing;
}

/* --- a list of several pages ---------------------------------------------------- */

struct chain {
	GHashTable *lines;     /* addresses seen in this list */
	GHashTable *pages;     /* addresses of its pages */
	GPtrArray *years;      /* addresses of its archives by year, in order */
	size_t total;          /* lines, as the publisher states it, 0 unknown */
	guint n_pages;
	bool broken;           /* it was said already why it ends early */
};

/* Adds the lines of a page.  Returns how many were new to this list. */
static guint
take_lines(struct discovery *d, struct chain *chain, struct listing *l)
{
	guint fresh = 0;

	for (guint i = 0; i < l->entries->len; i++) {
		const struct entry *e = g_ptr_array_index(l->entries, i);
		struct entry *mine;

		fresh += g_hash_table_add(chain->lines, g_strdup(e->url)) ? 1 : 0;
		if (g_hash_table_contains(d->known, e->url))
			continue;
		mine = listing_entry_copy(e);
		g_ptr_array_add(d->entries, mine);
		g_hash_table_add(d->known, mine->url);
	}
	return fresh;
}

/* Whether every line of the page is older than what is looked for. */
static bool
is_past(const struct discovery *d, const struct listing *l)
{
	for (guint i = 0; i < l->entries->len; i++) {
		const struct entry *e = g_ptr_array_index(l->entries, i);

		if (e->published_on == NULL ||
		    strcmp(e->published_on, d->source->since) >= 0)
			return false;
	}
	return l->entries->len > 0;
}

/* Reports that lines of a list are missing, and keeps it with the list. */
static void G_GNUC_PRINTF(4, 5)
lose(struct discovery *d, struct chain *chain, const char *url,
    const char *format, ...)
{
	g_autofree char *words = NULL;
	va_list ap;

	va_start(ap, format);
	words = g_strdup_vprintf(format, ap);
	va_end(ap);
	program_set_aside(url, NULL, "%s", words);
	ledger_note_listing(d->ledger, url, words);
	chain->broken = true;
}

/* How many lines were found: "2 of 170 lines".  The caller frees it. */
static char *
count_lines(const struct chain *chain)
{
	guint n = g_hash_table_size(chain->lines);

	return chain->total > 0
	    ? g_strdup_printf("%u of %zu lines", n, chain->total)
	    : g_strdup_printf("%u lines", n);
}

/* Checks that a list that ends with this page ends here.  What it says of its
 * number of pages must agree, and a 下一页 on the first of them that leads
 * nowhere is a pager that is not understood. */
static void
check_end(struct discovery *d, struct chain *chain, const struct listing *l,
    const char *url)
{
	size_t here = MAX(l->here, chain->n_pages);
	bool all = chain->total > 0 &&
	    g_hash_table_size(chain->lines) >= chain->total;
	g_autofree char *lines = count_lines(chain);

	if (l->pages > here && !all)
		lose(d, chain, url, "page %zu of %zu, and no link or script "
		    "leads to the next page: %s found", here, l->pages, lines);
	else if (l->pages == 0 && l->names_next && chain->n_pages == 1 && !all)
		lose(d, chain, url, "the page speaks of a next page or of "
		    "more (下一页, 加载更多), and no link or script leads "
		    "there: %s found", lines);
}

/* Reads the page, its lines into `d`.  Returns the listing when the way leads
 * on from it, else NULL. */
static struct listing *
read_link(struct discovery *d, struct chain *chain, const char *url,
    const char *referer)
{
	struct listing *l = read_page(d, url, referer);
	const char *style = d->source->style;
	guint fresh;

	if (l == NULL) {
		chain->broken = true;
		return NULL;
	}
	if (style != NULL && strcmp(l->style, style) != 0)
		program_warn(url, NULL, "is a list of the template %s, the "
		    "catalogue says %s", l->style, style);
	ledger_note_listing(d->ledger, url, NULL);
	chain->total = MAX(chain->total, l->total);
	fresh = take_lines(d, chain, l);
	for (guint i = 0; i < l->years->len; i++)
		g_ptr_array_add(chain->years, g_strdup(g_ptr_array_index(
		    l->years, i)));
	if (fresh == 0 && l->entries->len > 0) {
		/* Some sites answer with page 1 whatever page is asked for. */
		g_autofree char *lines = count_lines(chain);

		lose(d, chain, url, "repeats lines of an earlier page: %s "
		    "seen", lines);
	} else if (++chain->n_pages == MOST_PAGES) {
		lose(d, chain, url, "the list has more than %d pages",
		    MOST_PAGES);
	} else if (l->doubt != NULL) {
		lose(d, chain, url, "%s", l->doubt);
		chain->broken = false;
		if (l->more->len > 0)
			return l;
	} else if (is_past(d, l)) {
		chain->broken = true;
	} else if (l->more->len > 0) {
		return l;
	} else {
		check_end(d, chain, l, url);
	}
	listing_free(l);
	return NULL;
}

static GHashTable *
new_set(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static void
follow(struct discovery *d, const char *first, const char *referer, int depth)
{
	struct chain chain = {.total = 0};
	struct listing *l;
	char *url = g_strdup(first);

	chain.lines = new_set();
	chain.pages = new_set();
	chain.years = g_ptr_array_new_with_free_func(g_free);
	while (url != NULL && g_hash_table_add(chain.pages, g_strdup(url)) &&
	    (l = read_link(d, &chain, url, referer)) != NULL) {
		bool shell = l->entries->len == 0;

		for (guint k = 0; shell && k < l->more->len &&
		    depth < MOST_DEPTH; k++)
			follow(d, g_ptr_array_index(l->more, k), url,
			    depth + 1);
		referer = first;
		g_free(url);
		url = shell ? NULL
			    : g_strdup(g_ptr_array_index(l->more, 0));
		listing_free(l);
	}
	if (!chain.broken && g_hash_table_size(chain.lines) < chain.total)
		lose(d, &chain, first, "%u lines found, its publisher "
		    "states %zu", g_hash_table_size(chain.lines), chain.total);
	for (guint i = 0; depth < MOST_DEPTH && i < chain.years->len; i++) {
		const char *year = g_ptr_array_index(chain.years, i);

		if (!g_hash_table_contains(chain.pages, year) &&
		    g_hash_table_add(d->years, g_strdup(year)))
			follow(d, year, first, depth + 1);
	}
	g_free(url);
	g_hash_table_destroy(chain.lines);
	g_hash_table_destroy(chain.pages);
	g_ptr_array_free(chain.years, TRUE);
}

void
discover_column(struct discovery *d, const char *column)
{
	g_autofree char *first = d->source->post == NULL ? g_strdup(column)
	    : g_strconcat(column, LISTING_FORM, d->source->post, NULL);

	follow(d, first, d->source->site->home, 0);
}
