#include "visit.h"

#include <string.h>

#include "fetch/base/program.h"
#include "fetch/base/run_record.h"
#include "fetch/body/store.h"
#include "fetch/notice/discover.h"
#include "fetch/notice/listing.h"
#include "fetch/notice/listing_json.h"
#include "fetch/notice/page_reader.h"
#include "fetch/notice/wanted.h"
#include "fetch/page/attachment.h"
#include "fetch/page/page.h"
#include "fetch/page/page_text.h"
#include "fetch/page/site_lines.h"
#include "fetch/run/work_server.h"
#include "fetch/web/address.h"
#include "fetch/web/tls_policy.h"
#include "bodies.h"

enum {
	MOST_PARTS = 100,       /* pages of an article */
	MOST_PAGES = 1000,      /* of a list of JSON */
};

/* The visit to one site. */
struct visit {
	const struct catalogue *catalogue;
	struct http *http;
	struct ledger *ledger;
	struct work_server *reader;
	struct visit_counts counts;
	struct bodies *bodies;
	struct site_lines *lines;
	GPtrArray *notices;      /* of struct visit_described */
};

/* A notice that was entered, and what hangs on it. */
struct visit_described {
	char *url;
	struct page *page;       /* the bodies' */
	struct entry *listed;    /* or NULL */
	GPtrArray *parts;        /* addresses (char *) */
};

static void
described_free(gpointer data)
{
	struct visit_described *d = data;

	g_free(d->url);
	if (d->listed != NULL)
		listing_entry_free(d->listed);
	g_ptr_array_unref(d->parts);
	g_free(d);
}

/* --- rows ------------------------------------------------------------------------ */

/* What the catalogue allowed for the body's sake, for its note: "fetched with
 * legacy TLS renegotiation: the server is of 2009".  Plain http is said where
 * the catalogue gives a reason; that it was used, final_url says anyway.  NULL
 * for nothing; the caller frees it. */
static char *
weakness(struct visit *v, const struct source *s, const char *final_url)
{
	g_autofree char *host = final_url ? address_host(final_url) : NULL;
	unsigned settings = host ? GPOINTER_TO_UINT(g_hash_table_lookup(
	    catalogue_relaxed(v->catalogue), host)) : 0;
	g_autofree char *words = NULL;

	settings &= g_str_has_prefix(final_url ? final_url : "", "https:")
	    ? ~(unsigned)TLS_POLICY_PLAIN : TLS_POLICY_PLAIN;
	words = tls_policy_words(settings);
	return words && s->site->relaxed_reason
	    ? g_strdup_printf("fetched with %s: %s", words,
		s->site->relaxed_reason) : NULL;
}

static void
put(struct visit *v, const struct source *s, struct body *b,
    struct document *row, const char *url)
{
	enum ledger_change change;
	char hex[DIGEST_HEX + 1];
	g_autofree char *weak = weakness(v, s, row->final_url);
	g_autofree char *both = weak && row->note
	    ? g_strdup_printf("%s; %s", row->note, weak) : NULL;

	if (b->bytes != NULL) {
		ledger_keep(v->ledger, b->bytes->data, b->bytes->len, hex);
		g_byte_array_unref(g_steal_pointer(&b->bytes));
	}
	if (weak != NULL)
		row->note = both ? both : weak;
	row->url = url;
	row->source = s->id;
	row->publisher = s->publisher;
	row->unit = s->unit;
	change = ledger_put(v->ledger, row);
	v->counts.rows_new += change == LEDGER_NEW;
	v->counts.rows_changed += change == LEDGER_CHANGED;
}

/* Enters what the page says of itself, and where it is silent or not sure the
 * list that led to it (NULL: none did). */
static void
describe(const struct page *page, const struct entry *listed,
    struct document *row)
{
	page_describe(page, row);
	if (listed == NULL)
		return;
	if (row->published_on == NULL && listed->published_on != NULL) {
		row->published_on = listed->published_on;
		row->date_evidence = "column";
	}
	if (row->document_number == NULL)
		row->document_number = listed->document_number;
	if (!page->firm && !listed->cut)
		row->title = listed->title;
}

/* What a page declares as its attachments, and those that only the list knows
 * which led to it: of struct link, each address once.  The caller frees the
 * array. */
static GPtrArray *
attachments_of(const struct page *page, const struct entry *listed)
{
	GPtrArray *links = g_ptr_array_new();
	g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash,
	    g_str_equal);
	GPtrArray *const from[] = {page->links, listed ? listed->files : NULL};

	for (size_t k = 0; k < G_N_ELEMENTS(from); k++)
		for (guint i = 0; from[k] != NULL && i < from[k]->len; i++) {
			struct link *link = g_ptr_array_index(from[k], i);

			if (link->attachment &&
			    g_hash_table_add(known, link->url))
				g_ptr_array_add(links, link);
		}
	return links;
}

/* --- titles that are the site's -------------------------------------------------- */

/* Remembers a notice, to be described again when its title is the site's. */
static struct visit_described *
remember(struct visit *v, const char *url, const struct body *b,
    const struct entry *listed)
{
	struct visit_described *d = g_new(struct visit_described, 1);

	d->url = g_strdup(url);
	d->page = b->page;
	d->listed = listed ? listing_entry_copy(listed) : NULL;
	d->parts = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_add(v->notices, d);
	site_lines_see(v->lines, b->row.final_url ? b->row.final_url : url,
	    b->page);
	return d;
}

/* The title that the last run found to be this page's, and not the site's. */
static void
choose_as_before(struct visit *v, const char *url, const struct body *b)
{
	const struct document *last = ledger_find(v->ledger, url, NULL);
	const struct page *page = b->page;
	bool known = false;

	if (last == NULL || last->title == NULL || page->title == NULL ||
	    strcmp(last->document, b->row.document) != 0)
		return;
	for (guint i = 0; i < page->choices->len; i++)
		known |= g_strcmp0(((struct page_choice *)g_ptr_array_index(
		    page->choices, i))->title, last->title) == 0;
	while (known && strcmp(page->title, last->title) != 0) {
		g_autoptr(GHashTable) site = g_hash_table_new(g_str_hash,
		    g_str_equal);
		g_autofree char *title = g_strdup(page->title);

		g_hash_table_add(site, title);
		if (!page_choose(b->page, site))
			break;
	}
}

static void
describe_again(struct visit *v, const struct visit_described *d,
    const char *url, const char *parent)
{
	const struct document *last = ledger_find(v->ledger, url, parent);
	struct document row;

	if (last == NULL)
		return;
	row = *last;
	describe(d->page, d->listed, &row);
	ledger_put(v->ledger, &row);
}

/* Once all pages of a site are known: a title that stands on several of them is
 * not that of a notice. */
static void
correct_titles(struct visit *v)
{
	for (guint i = 0; i < v->notices->len; i++) {
		const struct visit_described *d = g_ptr_array_index(v->notices,
		    i);
		GHashTable *site = site_lines_of(v->lines, d->url);
		g_autofree char *title = g_strdup(d->page->title);

		if (site == NULL || (d->listed != NULL && title != NULL &&
		    strcmp(d->listed->title, title) == 0) ||
		    !page_choose(d->page, site))
			continue;
		program_note("%s: \"%s\" stands on other pages of its host, "
		    "too: its title is \"%s\"", d->url, title,
		    d->page->title ? d->page->title : "");
		describe_again(v, d, d->url, NULL);
		for (guint k = 0; k < d->parts->len; k++)
			describe_again(v, d, g_ptr_array_index(d->parts, k),
			    d->url);
	}
}

/* --- notices ------------------------------------------------------------------- */

/* A notice in the making: its page, its line in a list, what is known of it. */
struct visit_notice {
	struct visit_described *described;
	const struct source *source;
	const char *url;
	const struct page *page;
	const struct entry *listed;      /* NULL: no list led to it */
	unsigned attachments;            /* found, had or not */
	GString *missing, *elsewhere;    /* addresses */
	bool unreadable;                 /* some are of a format nobody reads */
};

static void
append_address(GString *list, const char *url)
{
	g_string_append_printf(list, "%s%s", list->len ? " " : "", url);
}

/* Enters the row of a document that hangs on the notice. */
static void
put_part(struct visit *v, const struct visit_notice *n, struct body *b,
    const char *url, const char *anchor, const char *note)
{
	struct document row = b->row;

	describe(n->page, n->listed, &row);
	row.parent_url = n->url;
	row.anchor = anchor;
	row.note = note;
	put(v, n->source, b, &row, url);
	g_ptr_array_add(n->described->parts, g_strdup(url));
}

/* Fetches the attachments of a page of the notice and enters a row for each.
 * Files at other hosts (readers to install, other agencies' forms) are no
 * attachments of the notice. */
static void
visit_attachments(struct visit *v, struct visit_notice *n, const char *url,
    const struct page *page, const struct entry *listed)
{
	g_autoptr(GPtrArray) links = attachments_of(page, listed);

	for (guint i = 0; i < links->len; i++) {
		const struct link *link = g_ptr_array_index(links, i);
		g_autofree char *extension = address_extension(link->url);
		const char *note = NULL;
		struct body *b;

		if (!catalogue_is_file_of(n->source->site, link->url)) {
			program_note("%s: links to %s, not at a host of [%s]: "
			    "left alone", url, link->url,
			    n->source->site->id);
			append_address(n->elsewhere, link->url);
			continue;
		}
		n->attachments++;
		if (strcmp(extension, "ceb") == 0)
			note = "a .ceb file, which only Founder's Apabi Reader "
			    "reads: look for the list in another format";
		b = bodies_get(v->bodies, n->source, link->url, url,
		    VALIDATE_FILE);
		if (b->good)
			put_part(v, n, b, link->url, link->anchor, note);
		else if (ledger_find(v->ledger, link->url, n->url) == NULL)
			append_address(n->missing, link->url);
	}
}

/* Visits the other pages of an article, which hang on its first. */
static void
visit_pages(struct visit *v, struct visit_notice *n, const char *first)
{
	g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash,
	    g_str_equal, g_free, NULL);
	g_autofree char *url = g_strdup(first);
	g_autofree char *referer = g_strdup(n->url);

	g_hash_table_add(known, g_strdup(n->url));
	for (unsigned number = 2; url != NULL && number <= MOST_PARTS &&
	    g_hash_table_add(known, g_strdup(url)); number++) {
		g_autofree char *anchor = g_strdup_printf("第%u页", number);
		struct body *b;

		if (!catalogue_is_file_of(n->source->site, url))
			break;
		b = bodies_get(v->bodies, n->source, url, referer,
		    VALIDATE_PAGE);
		if (!b->good) {
			if (ledger_find(v->ledger, url, n->url) == NULL)
				append_address(n->missing, url);
			break;
		}
		visit_attachments(v, n, url, b->page, NULL);
		put_part(v, n, b, url, anchor, NULL);
		g_free(referer);
		referer = url;
		url = g_strdup(b->page->next);
	}
}

/* What of the notice is not to be had or not as it should be, for the note of
 * its row; NULL for nothing.  The caller frees the words. */
static char *
note_of(const struct visit_notice *n)
{
	g_autofree char *doubt = page_doubt(n->page, n->attachments);
	g_autoptr(GString) note = g_string_new(NULL);

	if (n->missing->len > 0) {
		g_string_append_printf(note, "attachment missing: %s",
		    n->missing->str);
		/* Each of them was set aside by itself. */
		program_warn(n->url, NULL, "incomplete: %s", note->str);
	}
	if (doubt != NULL) {
		program_warn(n->url, NULL, "%s", doubt);
		g_string_append_printf(note, "%s%s", note->len ? "; " : "",
		    doubt);
	}
	if (doubt != NULL && n->page->doubt == NULL && n->elsewhere->len > 0)
		g_string_append_printf(note, "; at hosts of others: %s",
		    n->elsewhere->str);
	return note->len > 0 ? g_string_free(g_steal_pointer(&note), FALSE)
			     : NULL;
}

/* Visits a notice, its further pages and its attachments. `referer` is the page
 * that led to it, `listed` its line there or NULL.  True when the address
 * delivered, now or as we have it. */
static bool
visit_notice(struct visit *v, const struct source *s, const char *url,
    const char *referer, const struct entry *listed)
{
	struct body *b = bodies_get(v->bodies, s, url, referer, VALIDATE_PAGE);
	struct document row = b->row;
	g_autofree char *note = NULL;
	struct visit_notice n = {.source = s, .url = url, .page = b->page,
	    .listed = listed};

	if (!b->good)
		return false;
	if (listed != NULL && listed->trouble != NULL)
		program_set_aside(url, NULL, "its line in %s: %s", referer,
		    listed->trouble);
	choose_as_before(v, url, b);
	n.described = remember(v, url, b, listed);
	n.missing = g_string_new(NULL);
	n.elsewhere = g_string_new(NULL);
	visit_attachments(v, &n, url, b->page, listed);
	visit_pages(v, &n, b->page->next);
	note = note_of(&n);
	g_string_free(n.missing, TRUE);
	g_string_free(n.elsewhere, TRUE);
	describe(b->page, listed, &row);
	row.parent_url = row.anchor = NULL;
	row.note = note;
	put(v, s, b, &row, url);
	return true;
}

/* Visits a file by itself; what it is about is not to be learnt from a page. */
static bool
visit_document(struct visit *v, const struct source *s, const char *url,
    const char *referer, const char *title, const char *published_on)
{
	struct body *b = bodies_get(v->bodies, s, url, referer, VALIDATE_FILE);
	struct document row = b->row;

	if (!b->good)
		return false;
	row.parent_url = row.anchor = row.note = row.document_number = NULL;
	row.title = title;
	row.published_on = published_on;
	put(v, s, b, &row, url);
	return true;
}

/* The page of a list after one with `lines` lines, `sum` with those before; NULL
 * when it was the last. The caller frees it. */
static char *
page_after(char **keys, const char *url, size_t lines, size_t sum, size_t total)
{
	if (lines == 0 || (total > 0 && sum >= total))
		return NULL;
	return listing_page_after(url, keys[5]);
}

/* Visits a list that answers with JSON, each of its pages a document; `first`
 * is the address of the first.  True when all its lines are there. */
static bool
visit_answers(struct visit *v, const struct source *s, const char *first)
{
	g_auto(GStrv) keys = g_strsplit(s->json, "\n", -1);
	g_autofree char *url = s->post == NULL ? g_strdup(first) :
	    g_strconcat(first, LISTING_FORM, s->post, NULL);
	g_autofree char *trouble = NULL, *before = NULL;
	size_t sum = 0, total = 0;

	for (unsigned n = 0; url != NULL && trouble == NULL; n++) {
		struct body *b = bodies_get(v->bodies, s, url, s->site->home,
		    VALIDATE_FILE);
		g_autofree char *text = b->good ? bodies_text(b) : NULL;
		char *next = NULL;
		size_t lines;

		if (text == NULL)
			return false;
		if (!listing_json_count(text, keys, &lines, &total, &trouble))
			break;
		sum += lines;
		if (g_strcmp0(before, b->row.document) == 0 || n >= MOST_PAGES)
			trouble = g_strdup("the page before again");
		else if (lines > 0)
			visit_document(v, s, url, s->site->home, s->title,
			    s->published_on);
		if (trouble == NULL)
			next = page_after(keys, url, lines, sum, total);
		g_free(before);
		before = g_strdup(b->row.document);
		g_free(url);
		url = next;
	}
	if (trouble == NULL && sum < total)
		trouble = g_strdup_printf("%zu lines found, its publisher "
		    "states %zu", sum, total);
	if (trouble != NULL)
		program_set_aside(first, NULL, "%s", trouble);
	return trouble == NULL;
}

/* --- lines of lists ---------------------------------------------------------------- */

/* The whole title of a line whose list cuts it (Heilongjiang, Yunnan and
 * Xinjiang show 24 characters): as learnt before, else from the notice itself.
 * The caller frees it. */
static char *
whole_title(struct visit *v, const struct source *s, const struct entry *e,
    const char *column)
{
	const struct seen_row *last = ledger_find_seen(v->ledger, s->id, e->url);
	struct body *b;

	if (last != NULL && last->title != NULL && !page_text_is_cut(last->title))
		return g_strdup(last->title);
	b = bodies_get(v->bodies, s, e->url, column, VALIDATE_PAGE);
	return g_strdup(b->good && b->page->title ? b->page->title : e->title);
}

static bool
visit_line(struct visit *v, const struct source *s, const struct entry *e,
    const char *column, const char *title)
{
	if (attachment_is_address(e->url))
		return visit_document(v, s, e->url, column, title,
		    e->published_on);
	return visit_notice(v, s, e->url, column, e);
}

/* The source that a notice belongs to: of several whose lists show it the one
 * that found it first. */
static const struct source *
owner(struct visit *v, const struct source *s, const char *url)
{
	const struct document *last = ledger_find_url(v->ledger, url);
	const struct source *first = last
	    ? catalogue_find(v->catalogue, last->source) : NULL;

	return first != NULL && first->site == s->site ? first : s;
}

/* Decides about a line of a list, visits it when it is wanted, and writes down
 * what was decided. */
static void
decide(struct visit *v, const struct source *s, const struct entry *e,
    const char *column)
{
	const struct source *named = catalogue_names(v->catalogue, e->url);
	g_autofree char *title = g_strdup(e->title), *words = NULL;
	struct seen_row row = {.source = s->id, .url = e->url,
	    .column = column, .published_on = e->published_on};
	bool take;

	v->counts.lines++;
	if (catalogue_site_of(v->catalogue, e->url) != s->site) {
		row.why = "not at a host of its publisher";
		take = false;
	} else if (named != NULL) {
		row.why = words = g_strdup_printf("named by [%s]", named->id);
		take = true;
	} else {
		take = wanted_title(title, &row.why);
		if (!take && e->cut && !attachment_is_address(e->url)) {
			g_free(title);
			title = whole_title(v, s, e, column);
			take = wanted_title(title, &row.why);
		}
	}
	row.title = title;
	row.verdict = take ? "taken" : "left";
	v->counts.taken += take;
	if (take && named == NULL && !visit_line(v, owner(v, s, e->url), e,
	    column, title) && ledger_find_url(v->ledger, e->url) == NULL)
		row.verdict = "failed";
	else if (take && e->cut && ledger_find_url(v->ledger, e->url) != NULL)
		row.title = ledger_find_url(v->ledger, e->url)->title;
	ledger_put_seen(v->ledger, &row);
}

/* Visits the columns; true when some list of the source could be read. */
static bool
visit_columns(struct visit *v, const struct source *s)
{
	struct discovery *d = discover_new(v->catalogue, s, v->http,
	    v->ledger, v->reader);
	bool good;

	for (char **p = s->columns; *p != NULL; p++) {
		guint from = d->entries->len;

		discover_column(d, *p);
		for (guint i = from; i < d->entries->len; i++)
			decide(v, s, g_ptr_array_index(d->entries, i), *p);
	}
	v->counts.lists += d->pages;
	v->counts.lists_failed += d->pages_failed;
	good = d->pages_failed < d->pages;
	discover_free(d);
	return good;
}

/* --- sources, sites ------------------------------------------------------------------ */

static void
visit_source(struct visit *v, const struct source *s)
{
	unsigned addresses = 0, good = 0;

	for (char **p = s->notices; *p != NULL; p++, addresses++)
		good += visit_notice(v, s, *p, s->site->home, NULL);
	for (char **p = s->documents; *p != NULL; p++, addresses++)
		good += s->json != NULL && *s->columns == NULL ?
		    visit_answers(v, s, *p) : visit_document(v, s, *p, s->site->home, s->title,
		    s->published_on);
	if (*s->columns != NULL) {
		addresses++;
		good += visit_columns(v, s);
	}
	if (addresses == 0) {
		program_note("%s: no address of a notice or file known", s->id);
		return;
	}
	v->counts.sources++;
	v->counts.sources_failed += good == 0;
}

/* Visits a source and says what came of it for the record of the run. */
static void
visit_and_record(struct visit *v, const struct source *s)
{
	struct bodies before = *v->bodies;
	unsigned sources = v->counts.sources, failed = v->counts.sources_failed;
	g_autofree char *trouble = NULL;

	visit_source(v, s);
	trouble = g_steal_pointer(&v->bodies->trouble);
	if (v->counts.sources == sources)
		return;
	failed = v->counts.sources_failed - failed;
	run_record_source(s->id, v->bodies->asked - before.asked,
	    v->bodies->fetched - before.fetched,
	    v->bodies->unchanged - before.unchanged,
	    MAX(v->bodies->failed - before.failed, failed), trouble != NULL ?
	    trouble : failed > 0 ? "none of its addresses delivered" : NULL);
}

/* What the visits to all sites share. */
struct visit_run {
	const struct catalogue *catalogue;
	const struct http_options *options;
	const GPtrArray *sources;
	struct ledger *ledger;
	GPtrArray *sites;        /* to visit, of struct source */
	GPtrArray *readers;      /* of struct work_server, one a thread */
	GMutex lock;             /* of what follows */
	guint next_site, next_reader;
	struct visit_counts counts;
	guint sources_done;
};

static void
add_counts(struct visit_counts *sum, const struct visit_counts *n)
{
	sum->sources += n->sources;
	sum->sources_failed += n->sources_failed;
	sum->asked += n->asked;
	sum->fetched += n->fetched;
	sum->unchanged += n->unchanged;
	sum->failed += n->failed;
	sum->rows_new += n->rows_new;
	sum->rows_changed += n->rows_changed;
	sum->lists += n->lists;
	sum->lists_failed += n->lists_failed;
	sum->lines += n->lines;
	sum->taken += n->taken;
	sum->requests += n->requests;
	sum->bytes += n->bytes;
}

/* Visits all sources of one site, in their order. */
static void
visit_site(struct visit_run *run, const struct source *site,
    struct work_server *reader)
{
	struct visit v = {.catalogue = run->catalogue,
	    .ledger = run->ledger, .reader = reader,
	    .http = http_new(run->options, reader)};

	v.bodies = bodies_new(run->catalogue, v.http, run->ledger, reader);
	v.lines = site_lines_new();
	v.notices = g_ptr_array_new_with_free_func(described_free);
	for (guint i = 0; i < run->sources->len; i++) {
		const struct source *s = g_ptr_array_index(run->sources, i);

		if (s->site != site)
			continue;
		http_source(v.http, s->id);
		visit_and_record(&v, s);
		/* A run that is killed keeps what it had by source. */
		ledger_save(run->ledger);
		g_mutex_lock(&run->lock);
		program_progress("sources", ++run->sources_done,
		    run->sources->len);
		g_mutex_unlock(&run->lock);
	}
	correct_titles(&v);
	g_ptr_array_free(v.notices, TRUE);
	site_lines_free(v.lines);
	v.counts.asked = v.bodies->asked;
	v.counts.fetched = v.bodies->fetched;
	v.counts.unchanged = v.bodies->unchanged;
	v.counts.failed = v.bodies->failed;
	v.counts.requests = http_requests(v.http);
	v.counts.bytes = http_bytes(v.http);
	g_mutex_lock(&run->lock);
	add_counts(&run->counts, &v.counts);
	g_mutex_unlock(&run->lock);
	bodies_free(v.bodies);
	http_free(v.http);
}

/* Does a thread's work: visits site after site, until none is left. */
static gpointer
visit_sites(gpointer user)
{
	struct visit_run *run = user;
	struct work_server *reader;
	const struct source *site;

	g_mutex_lock(&run->lock);
	reader = g_ptr_array_index(run->readers, run->next_reader++);
	g_mutex_unlock(&run->lock);
	do {
		g_mutex_lock(&run->lock);
		site = run->next_site < run->sites->len ? g_ptr_array_index(
		    run->sites, run->next_site++) : NULL;
		g_mutex_unlock(&run->lock);
		if (site != NULL)
			visit_site(run, site, reader);
	} while (site != NULL);
	return NULL;
}

/* The sites of the sources, each once, in the order of its first source. */
static GPtrArray *
sites_of(const GPtrArray *sources)
{
	GPtrArray *sites = g_ptr_array_new();

	for (guint i = 0; i < sources->len; i++) {
		const struct source *s = g_ptr_array_index(sources, i);

		if (!g_ptr_array_find(sites, s->site, NULL))
			g_ptr_array_add(sites, (gpointer)s->site);
	}
	return sites;
}

/* --- robots.txt from run to run --------------------------------------------------- */

static bool
recall(void *user, const char *url, struct http_reply *last)
{
	struct visit_run *run = user;
	const struct listing_row *row = ledger_find_listing(run->ledger, url);
	size_t len;
	guint8 *bytes = row ? store_get(row->document, &len) : NULL;

	if (bytes == NULL)
		return false;
	last->body = g_byte_array_new_take(bytes, len);
	last->etag = g_strdup(row->etag);
	last->last_modified = g_strdup(row->last_modified);
	return true;
}

static void
keep(void *user, const char *url, const struct http_reply *reply)
{
	struct visit_run *run = user;
	const struct source *site = catalogue_site_of(run->catalogue, url);

	if (site != NULL)
		ledger_keep_listing(run->ledger, url, site->id, reply->body,
		    reply->etag, reply->last_modified);
}

struct visit_counts
visit_sources(const struct catalogue *catalogue, const GPtrArray *sources,
    const struct http_options *options, struct ledger *ledger)
{
	struct visit_run run = {.catalogue = catalogue, .sources = sources,
	    .ledger = ledger,
	    .sites = sites_of(sources),
	    .readers = g_ptr_array_new_with_free_func(
		(GDestroyNotify)work_server_free)};
	const struct http_memory memory = {recall, keep, &run};
	struct http_options with_memory = *options;
	g_autoptr(GPtrArray) threads = g_ptr_array_new();

	with_memory.memory = &memory;
	run.options = &with_memory;
	g_mutex_init(&run.lock);
	page_reader_prepare();
	/* Processes are forked before there are threads. */
	for (guint i = 0; i < MIN((guint)program.jobs, run.sites->len); i++) {
		struct work_server *reader = work_server_new();

		work_server_set_end(reader, options->run_end);
		g_ptr_array_add(run.readers, reader);
	}
	http_start();
	for (guint i = 0; i < run.readers->len; i++)
		g_ptr_array_add(threads, g_thread_new("site", visit_sites,
		    &run));
	for (guint i = 0; i < threads->len; i++)
		g_thread_join(g_ptr_array_index(threads, i));
	ledger_save(ledger);
	g_ptr_array_free(run.sites, TRUE);
	g_ptr_array_free(run.readers, TRUE);
	g_mutex_clear(&run.lock);
	return run.counts;
}
