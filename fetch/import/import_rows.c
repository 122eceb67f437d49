#include "import_rows.h"

#include <string.h>

#include "fetch/base/program.h"
#include "fetch/notice/page_reader.h"
#include "fetch/page/site_lines.h"
#include "fetch/web/address.h"
#include "import_item.h"

/* The labels of the files without an address that are known already. */
static GHashTable *
labels_of(struct ledger *ledger)
{
	GHashTable *labels = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GPtrArray) rows = ledger_rows(ledger);

	for (guint i = 0; i < rows->len; i++) {
		const struct document *row = rows->pdata[i];

		if (g_str_has_prefix(row->url, "file:") &&
		    !g_hash_table_contains(labels, row->document))
			g_hash_table_insert(labels, (char *)row->document,
			    (char *)row->url);
	}
	return labels;
}

/* Of a file without an address the content is what it is: the same body keeps
 * the label it came in with, another body under a known label is a document of
 * its own, and both stay.  Returns the label. */
static const char *
settle_label(struct import *im, const struct document *row)
{
	const char *known = g_hash_table_lookup(im->labels, row->document);
	const struct document *last = ledger_find(im->ledger, row->url,
	    row->parent_url);
	g_autofree char *url = NULL;

	if (known != NULL) {
		if (strcmp(known, row->url) != 0)
			program_note("%s: the same file as %s", row->url,
			    known);
		return known;
	}
	if (last == NULL || strcmp(last->document, row->document) == 0)
		return row->url;
	url = g_strdup_printf("%s#%.12s", row->url, row->document);
	program_warn(row->url, NULL, "another file of this name was taken in "
	    "before; both stay, this one as %s", url);
	return import_item_keep(im, url);
}

/* Enters a row, unless what is current is the same body as it was fetched, or
 * younger: an import never takes anything back. */
static void
put(struct import *im, const struct document *given)
{
	struct document copy = *given, *row = &copy;
	const struct document *last;
	enum ledger_change change;

	if (g_str_has_prefix(row->url, "file:") && row->anchor == NULL) {
		g_autofree char *name = g_path_get_basename(row->url +
		    strlen("file:"));

		row->anchor = import_item_keep(im, name);
	}
	if (g_str_has_prefix(row->url, "file:") && !im->warc) {
		row->url = row->final_url = settle_label(im, row);
		g_hash_table_insert(im->labels, (char *)import_item_keep(im,
		    row->document), (char *)import_item_keep(im, row->url));
	}
	last = ledger_find(im->ledger, row->url, row->parent_url);

	if (last != NULL && strcmp(last->document, row->document) == 0 &&
	    strcmp(last->source, row->source) != 0)
		return;
	if (last != NULL && strcmp(last->document, row->document) != 0 &&
	    strcmp(last->fetched_at, row->fetched_at) > 0) {
		program_warn(row->url, NULL, "the copy of %s stays current: "
		    "the imported one is of %s", last->fetched_at,
		    row->fetched_at);
		return;
	}
	change = ledger_put(im->ledger, row);
	im->counts.rows_new += change == LEDGER_NEW;
	im->counts.rows_changed += change == LEDGER_CHANGED;
}

/* What an attachment has from the page it hangs on. */
static void
inherit(struct document *row, const struct document *parent)
{
	static const size_t members[] = {offsetof(struct document, title),
	    offsetof(struct document, published_on),
	    offsetof(struct document, date_evidence),
	    offsetof(struct document, document_number)};

	for (size_t i = 0; i < G_N_ELEMENTS(members); i++) {
		const char **own = &G_STRUCT_MEMBER(const char *, row,
		    members[i]);
		if (*own == NULL)
			*own = G_STRUCT_MEMBER(const char *, parent,
			    members[i]);
	}
	if (row->publisher == NULL && row->unit == NULL) {
		row->publisher = parent->publisher;
		row->unit = parent->unit;
	}
}

/* The file of the import at an address or at a mirror of it: a page saved from
 * wap.miit.gov.cn links to files saved from www.miit.gov.cn. */
static struct import_item *
item_at(struct import *im, const char *url)
{
	g_autofree char *key = address_key(url);
	struct import_item *item = g_hash_table_lookup(im->by_key, key);
	char *other;

	for (unsigned n = 0; item == NULL &&
	    (other = catalogue_mirror(im->catalogue, url, n)) != NULL; n++) {
		g_autofree char *other_key = address_key(other);

		item = g_hash_table_lookup(im->by_key, other_key);
		g_free(other);
	}
	return item;
}

static void
append_missing(GString *missing, const char *url)
{
	g_string_append_printf(missing, "%s%s",
	    missing->len ? " " : "attachment missing: ", url);
}

/* Whether a link declares an attachment whose absence makes the page
 * incomplete: a file at the page's own site. */
static bool
is_declared(struct import *im, const struct import_item *page, const struct link *link)
{
	return link->attachment &&
	    catalogue_site_of(im->catalogue, link->url) ==
	    catalogue_site_of(im->catalogue, page->row.url);
}

static void
put_linked(struct import *im, const struct import_item *first,
    struct import_item *target, const char *anchor)
{
	struct document row = target->row;

	row.parent_url = first->row.url;
	row.anchor = anchor;
	inherit(&row, &first->row);
	put(im, &row);
	target->linked = true;
}

/* Enters a row for each file of the import that a page of the article links to;
 * those that are not there go to `missing`.  Returns how many files it links
 * to. */
static unsigned
put_files(struct import *im, const struct import_item *first,
    const struct import_item *page, GString *missing)
{
	unsigned attachments = 0;

	for (guint i = 0; i < page->page->links->len; i++) {
		const struct link *link = g_ptr_array_index(page->page->links,
		    i);
		struct import_item *target = item_at(im, link->url);

		attachments += link->attachment && (target != NULL ||
		    is_declared(im, page, link));
		if (target == NULL) {
			if (is_declared(im, page, link) &&
			    ledger_find_url(im->ledger, link->url) == NULL)
				append_missing(missing, link->url);
		} else if (target != page && !target->further &&
		    (target->page == NULL || link->attachment)) {
			put_linked(im, first, target, link->anchor);
		}
	}
	return attachments;
}

/* What its page says takes the place of what `title` was believed to say. */
static void
describe_again(struct import *im, struct import_item *item, const char *title)
{
	struct document said = {0};

	page_describe(item->page, &said);
	if (g_strcmp0(item->row.title, title) == 0)
		item->row.title = import_item_keep(im, said.title);
	if (g_strcmp0(item->row.date_evidence, "stated") != 0) {
		item->row.published_on = import_item_keep(im, said.published_on);
		item->row.date_evidence = import_item_keep(im, said.date_evidence);
	}
}

/* Compares the pages of each host: a title that several have is the site's. */
static void
choose_titles(struct import *im)
{
	struct site_lines *lines = site_lines_new();

	for (guint i = 0; i < im->items->len; i++) {
		const struct import_item *item = g_ptr_array_index(im->items,
		    i);

		if (item->page != NULL)
			site_lines_see(lines, item->row.url, item->page);
	}
	for (guint i = 0; i < im->items->len; i++) {
		struct import_item *item = g_ptr_array_index(im->items, i);
		GHashTable *site = item->page == NULL ? NULL :
		    site_lines_of(lines, item->row.url);
		g_autofree char *title = site ? g_strdup(item->page->title)
					      : NULL;

		if (site != NULL && page_choose(item->page, site))
			describe_again(im, item, title);
	}
	site_lines_free(lines);
}

static void
mark_further(struct import *im)
{
	for (guint i = 0; i < im->items->len; i++) {
		const struct import_item *item = g_ptr_array_index(im->items,
		    i);
		struct import_item *next = item->page && item->page->next
		    ? item_at(im, item->page->next) : NULL;

		if (next != NULL && next != item)
			next->further = true;
	}
}

/* Enters the further pages of an article and what they link to: they hang on
 * the first, as when they are fetched.  Returns how many files they link to. */
static unsigned
put_pages(struct import *im, struct import_item *first, GString *missing)
{
	g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
	struct import_item *page = first, *next;
	unsigned attachments = 0;

	g_hash_table_add(known, first);
	for (unsigned n = 2; page->page->next != NULL; n++, page = next) {
		g_autofree char *anchor = g_strdup_printf("第%u页", n);

		next = item_at(im, page->page->next);
		if (next == NULL || next->page == NULL) {
			if (ledger_find_url(im->ledger, page->page->next) ==
			    NULL)
				append_missing(missing, page->page->next);
			break;
		}
		if (!g_hash_table_add(known, next))
			break;
		put_linked(im, first, next, import_item_keep(im, anchor));
		attachments += put_files(im, first, next, missing);
	}
	return attachments;
}

/* Enters a row for each file of the import that the page links to, and the
 * page's own with a note on what is missing. */
static void
put_page(struct import *im, struct import_item *page)
{
	g_autoptr(GString) missing = g_string_new(NULL);
	g_autofree char *doubt = NULL;
	unsigned attachments;

	if (page->further)
		return;
	attachments = put_files(im, page, page, missing) +
	    put_pages(im, page, missing);
	if (missing->len > 0) {
		program_set_aside(im->folder, page->path, "incomplete: %s",
		    missing->str);
		page->row.note = import_item_keep(im, missing->str);
	}
	doubt = page_doubt(page->page, attachments);
	if (doubt != NULL) {
		g_autofree char *both = g_strdup_printf("%s%s%s",
		    page->row.note ? page->row.note : "",
		    page->row.note ? "; " : "", doubt);

		program_warn(im->folder, page->path, "%s", doubt);
		page->row.note = import_item_keep(im, both);
	}
}

/* Enters the row of a file that no page of the import links to, or that its
 * sidecar says was found on another page. */
static void
put_alone(struct import *im, struct import_item *item)
{
	struct document row = item->row;

	if (row.parent_url != NULL) {
		struct import_item *parent = item_at(im, row.parent_url);
		const struct document *page = parent ? &parent->row :
		    ledger_find_url(im->ledger, row.parent_url);

		if (parent == item) {
			row.parent_url = NULL;
		} else if (page != NULL) {
			inherit(&row, page);
		} else {
			program_set_aside(im->folder, item->path,
			    "parent_url %s: neither in this import nor among "
			    "the documents; the file is taken without it",
			    row.parent_url);
			row.note = "its page is not at hand";
		}
	} else if (item->linked) {
		return;
	}
	put(im, &row);
}

void
import_rows_enter(struct import *im)
{
	im->labels = labels_of(im->ledger);
	mark_further(im);
	choose_titles(im);
	for (guint i = 0; i < im->items->len; i++) {
		struct import_item *item = g_ptr_array_index(im->items, i);

		if (item->page != NULL)
			put_page(im, item);
	}
	for (guint i = 0; i < im->items->len; i++) {
		struct import_item *item = g_ptr_array_index(im->items, i);

		put_alone(im, item);
		if (item->said != NULL && item->said->len > 0)
			ledger_state(im->ledger, item->row.document, item->said);
	}
	g_hash_table_destroy(im->labels);
}
