#include "discover.h"

#include "fetch/web/address.h"
#include "fetch/base/program.h"
#include "fetch/body/store.h"
#include "fetch/body/validate.h"

#include <string.h>

enum {
	MOST_LOOKS = 2,     /* at a page that is no list */
	MOST_PAGES = 1000,  /* of one list */
	MOST_DEPTH = 2,     /* a shell may lead to shells */
};

struct discovery *
discover_new(const struct catalogue *catalogue, const struct source *source,
    struct http *http, struct ledger *ledger)
{
	struct discovery *d = g_new0(struct discovery, 1);

	d->catalogue = catalogue;
	d->source = source;
	d->http = http;
	d->ledger = ledger;
	d->entries = g_ptr_array_new_with_free_func(listing_entry_free);
	d->known = g_hash_table_new(g_str_hash, g_str_equal);
	return d;
}

void
discover_free(struct discovery *d)
{
	if (d == NULL)
		return;
	g_hash_table_destroy(d->known);
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
 * error page more often than not; only the programs behind lists say in so many
 * words that there is nothing. */
static void
judge(struct look *look, const guint8 *bytes, size_t len, const char *url,
    bool measured)
{
	struct listing *l = look->listing = listing_read(bytes, len, url,
	    &look->trouble);
	const struct validate_body body = {bytes, len, url, VALIDATE_PAGE, measured};
	const char *media_type;
	struct page *page;
	bool a_page;

	if (l == NULL)
		return;
	a_page = strcmp(l->style, "list") == 0;
	if (a_page && l->entries->len == 0 && l->more->len == 0) {
		look->trouble = validate_examine(&body, &media_type, &page);
		page_free(page);
		if (look->trouble == NULL)
			look->trouble = g_strdup("no line of a list in it");
	} else if (a_page && !measured &&
	    memmem(bytes, len, "</html", 6) == NULL &&
	    memmem(bytes, len, "</HTML", 6) == NULL) {
		look->trouble = g_strdup("truncated: the connection ended "
		    "before </html>");
	}
	if (look->trouble != NULL)
		g_clear_pointer(&look->listing, listing_free);
}

static void
judge_last(struct look *look, const struct listing_row *last)
{
	size_t len = 0;
	g_autofree guint8 *bytes = last ? store_get(last->document, &len)
					: NULL;

	g_clear_pointer(&look->trouble, g_free);
	if (bytes == NULL)
		look->trouble = g_strdup("no copy of it");
	else
		judge(look, bytes, len, last->url, true);
}

static void
ask(struct discovery *d, struct look *look, const struct http_request *request,
    const struct listing_row *last)
{
	struct http_reply reply;

	g_clear_pointer(&look->trouble, g_free);
	look->again = false;
	http_get(d->http, request, &reply);
	if (reply.outcome == HTTP_BODY) {
		judge(look, reply.body->data, reply.body->len, reply.final_url,
		    reply.measured);
		look->again = look->listing == NULL;
		if (look->listing != NULL)
			ledger_keep_listing(d->ledger, request->url,
			    d->source->id, reply.body, reply.etag,
			    reply.last_modified);
	} else if (reply.outcome == HTTP_UNCHANGED) {
		judge_last(look, last);
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
		    .hosts = hosts};
		struct look there = {0};

		ask(d, &there, &request, NULL);
		look->listing = there.listing;
		g_free(there.trouble);
		g_free(other);
	}
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
	    .hosts = hosts};
	struct look look = {.again = true};

	for (char **p = d->source->site->hosts; *p != NULL; p++)
		g_hash_table_add(hosts, *p);
	if (last != NULL && !program.force && store_has(last->document)) {
		request.etag = last->etag;
		request.last_modified = last->last_modified;
	}
	d->pages++;
	for (int n = 0; n < MOST_LOOKS && look.again; n++)
		ask(d, &look, &request, last);
	if (look.listing == NULL)
		ask_mirrors(d, &look, url, hosts);
	if (look.listing == NULL) {
		d->pages_failed++;
		program_set_aside(url, NULL, "%s; the list of [%s] is not read "
		    "from here on%s", look.trouble, d->source->id,
		    last ? ", what its last copy showed stays" : "");
		judge_last(&look, last);
	}
	g_free(look.trouble);
	return look.listing;
}

/* --- a list of several pages ---------------------------------------------------- */

struct chain {
	GHashTable *lines;     /* addresses seen in this list */
	GHashTable *pages;     /* addresses of its pages */
	size_t total;          /* by the publisher's word, 0 unknown */
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

		fresh += g_hash_table_add(chain->lines, g_strdup(e->url));
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

/* Some sites answer with page 1 whatever page is asked for; then the list ends
 * here, and that lines are missing is said. */
static void
stop_at_repeat(struct chain *chain, const char *url)
{
	program_set_aside(url, NULL, "repeats lines of an earlier page: %u of "
	    "%zu lines seen", g_hash_table_size(chain->lines), chain->total);
	chain->broken = true;
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
	chain->total = MAX(chain->total, l->total);
	fresh = take_lines(d, chain, l);
	if (fresh == 0 && l->entries->len > 0) {
		stop_at_repeat(chain, url);
	} else if (++chain->n_pages == MOST_PAGES) {
		program_set_aside(url, NULL, "the list has more than %d pages",
		    MOST_PAGES);
		chain->broken = true;
	} else if (is_past(d, l)) {
		chain->broken = true;
	} else if (l->more->len > 0) {
		return l;
	}
	listing_free(l);
	return NULL;
}

static void
follow(struct discovery *d, const char *first, const char *referer, int depth)
{
	struct chain chain = {.total = 0};
	struct listing *l;
	char *url = g_strdup(first);

	chain.lines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
	    NULL);
	chain.pages = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
	    NULL);
	while (url != NULL && g_hash_table_add(chain.pages, g_strdup(url)) &&
	    (l = read_link(d, &chain, url, referer)) != NULL) {
		bool shell = l->entries->len == 0;

		for (guint i = 0; shell && i < l->more->len &&
		    depth < MOST_DEPTH; i++)
			follow(d, g_ptr_array_index(l->more, i), url,
			    depth + 1);
		referer = first;
		g_free(url);
		url = shell ? NULL
			    : g_strdup(g_ptr_array_index(l->more, 0));
		listing_free(l);
	}
	if (!chain.broken && g_hash_table_size(chain.lines) < chain.total)
		program_warn(first, NULL, "%u lines found, its publisher "
		    "speaks of %zu", g_hash_table_size(chain.lines),
		    chain.total);
	g_free(url);
	g_hash_table_destroy(chain.lines);
	g_hash_table_destroy(chain.pages);
}

void
discover_column(struct discovery *d, const char *column)
{
	follow(d, column, d->source->site->home, 0);
}
