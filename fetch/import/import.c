#include "import.h"

#include "fetch/web/address.h"
#include "fetch/notice/page_reader.h"
#include "fetch/base/program.h"
#include "sidecar.h"
#include "fetch/body/store.h"
#include "fetch/notice/validate.h"
#include "warc.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

enum { DEEPEST_FOLDER = 64 };

/* One file of the import. */
struct import_item {
	char *path;              /* below the folder */
	struct document row;     /* its strings are the import's */
	struct page *page;       /* NULL unless it is a page */
	bool linked;             /* some page of the import links to it */
};

struct import {
	const char *folder;
	bool mirror;
	bool warc;
	gint64 most;
	const struct document *given;   /* of the one file, or NULL */
	const struct catalogue *catalogue;
	struct ledger *ledger;
	struct page_reader *reader;
	GPtrArray *items;        /* of struct import_item, sorted by path */
	GHashTable *by_key;      /* address_key(url) -> struct import_item */
	GStringChunk *strings;
	struct import_counts counts;
};

static void
item_free(gpointer data)
{
	struct import_item *item = data;

	page_free(item->page);
	g_free(item->path);
	g_free(item);
}

static const char *
keep(struct import *im, const char *text)
{
	return text ? g_string_chunk_insert_const(im->strings, text) : NULL;
}

/* --- the folder ---------------------------------------------------------------- */

static gint
by_text(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Collects the paths of all files below DIR ("" for the folder itself), hidden
 * ones aside.  Symbolic links are not followed: they may lead out of the
 * folder. */
static void
walk(struct import *im, const char *dir, int depth, GPtrArray *paths)
{
	g_autofree char *full = g_build_filename(im->folder, dir, NULL);
	g_autoptr(GError) error = NULL;
	g_autoptr(GDir) handle = g_dir_open(full, 0, &error);
	const char *name;

	if (handle == NULL)
		program_fail("%s", error->message);
	while ((name = g_dir_read_name(handle)) != NULL) {
		g_autofree char *path = *dir ? g_strconcat(dir, "/", name, NULL)
					     : g_strdup(name);
		g_autofree char *at = g_build_filename(im->folder, path, NULL);
		struct stat st;

		if (*name == '.')
			continue;
		if (lstat(at, &st) != 0)
			program_fail("%s: cannot look at it: %s", at,
			    g_strerror(errno));
		if (S_ISDIR(st.st_mode) && depth < DEEPEST_FOLDER)
			walk(im, path, depth + 1, paths);
		else if (S_ISREG(st.st_mode))
			g_ptr_array_add(paths, g_steal_pointer(&path));
		else if (S_ISLNK(st.st_mode))
			program_set_aside(at, NULL, "a symbolic link, which is "
			    "not followed, since it may lead out of the "
			    "folder: import what it leads to by itself");
		else
			program_set_aside(at, NULL, "expected a file or a "
			    "folder, not deeper than %d", DEEPEST_FOLDER);
	}
}

/* --- addresses -------------------------------------------------------------------- */

/* The address a file of a mirror came from, or NULL when its first folder is no
 * host: jxt.zj.gov.cn/module/download/downfile.jsp@classid=0&filename=5d.pdf ->
 * https://jxt.zj.gov.cn/module/download/downfile.jsp?classid=0&filename=5d.pdf */
static char *
address_in_mirror(const char *path)
{
	const char *slash = strchr(path, '/');
	const char *name = strrchr(path, '/');
	g_autofree char *host = NULL, *tail = NULL, *joined = NULL;
	const char *query;

	if (slash == NULL || memchr(path, '.', (size_t)(slash - path)) == NULL)
		return NULL;
	query = strchr(name, '?');
	if (query == NULL && strchr(name, '@') != NULL &&
	    strchr(strchr(name, '@'), '=') != NULL)
		query = strchr(name, '@');
	host = g_strndup(path, (gsize)(slash - path));
	g_autofree char *before = query
	    ? g_strndup(slash, (gsize)(query - slash)) : g_strdup(slash);
	g_autofree char *escaped = g_uri_escape_string(before, "/%:;,=+@!$&'()*~",
	    FALSE);
	tail = query ? g_uri_escape_string(query + 1, "/%:;,=+@!$&'()*~?",
	    FALSE) : NULL;
	joined = g_strconcat("https://", host, escaped, tail ? "?" : NULL, tail,
	    NULL);
	return address_resolve(NULL, joined);
}

/* --- one file --------------------------------------------------------------------------- */

/* Fills what the sidecar left open; `changed` is when the file was. */
static void
complete(struct import *im, struct import_item *item, gint64 changed)
{
	struct document *row = &item->row;
	struct document said = {0};
	const struct source *site;

	if (item->page != NULL)
		page_describe(item->page, &said);
	if (row->title == NULL)
		row->title = keep(im, said.title);
	if (row->published_on != NULL) {
		row->date_evidence = "stated";
	} else {
		row->published_on = keep(im, said.published_on);
		row->date_evidence = keep(im, said.date_evidence);
	}
	if (row->document_number == NULL)
		row->document_number = keep(im, said.document_number);
	site = catalogue_site_of(im->catalogue, row->url);
	if (site == NULL && row->parent_url != NULL)
		site = catalogue_site_of(im->catalogue, row->parent_url);
	if (site != NULL && row->publisher == NULL && row->unit == NULL) {
		row->publisher = keep(im, site->publisher);
		row->unit = keep(im, site->unit);
	}
	if (row->fetched_at == NULL) {
		g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(
		    changed);
		g_autofree char *text = g_date_time_format(time,
		    "%Y-%m-%dT%H:%M:%SZ");
		row->fetched_at = keep(im, text);
	}
	row->final_url = row->url;
	row->source = "import";
}

/* Gives the file its address: the sidecar's, else its place's. */
static void
give_address(struct import *im, const char *path, struct document *row)
{
	g_autofree char *url = NULL;

	if (row->url != NULL)
		return;
	if (im->mirror)
		url = address_in_mirror(path);
	if (url == NULL) {
		g_autofree char *valid = g_utf8_make_valid(path, -1);
		url = g_strconcat("file:", valid, NULL);
	}
	row->url = keep(im, url);
}

/* Enters the item under its address.  Of two files that claim one address the
 * later fetched one is in force. */
static void
enter(struct import *im, struct import_item *item)
{
	char *key = address_key(item->row.url);
	struct import_item *other = g_hash_table_lookup(im->by_key, key);
	struct import_item *loser;

	if (other == NULL) {
		g_ptr_array_add(im->items, item);
		g_hash_table_insert(im->by_key, key, item);
		return;
	}
	g_free(key);
	if (strcmp(other->row.document, item->row.document) == 0 &&
	    strcmp(other->row.url, item->row.url) != 0) {
		g_ptr_array_add(im->items, item);   /* http and https, say */
		return;
	}
	loser = strcmp(item->row.fetched_at, other->row.fetched_at) > 0
	    ? other : item;
	/* A crawler comes by more than once: not so a folder. */
	if (im->warc)
		program_note("%s: %s: %s is superseded by %s", im->folder,
		    loser->path, loser->row.url,
		    loser == item ? other->path : item->path);
	else
		program_set_aside(im->folder, loser->path, "has the address %s, as %s "
	    "has, which is in force", loser->row.url,
	    loser == item ? other->path : item->path);
	im->counts.taken--;
	if (loser == other) {
		g_ptr_array_remove(im->items, other);
		g_ptr_array_add(im->items, item);
		g_hash_table_replace(im->by_key, address_key(item->row.url),
		    item);
	} else {
		item_free(item);
	}
}

/* Finds out what a body is and keeps it.  Returns why it cannot be taken, or
 * NULL; the caller frees the words. */
static char *
examine(struct import *im, const guint8 *bytes, size_t len, struct import_item *item)
{
	const struct validate_body body = {.bytes = bytes, .len = len,
	    .url = item->row.url, .promise = VALIDATE_ANY, .measured = true};
	g_autofree char *length = g_strdup_printf("%zu", len);
	char *trouble = validate_examine(im->reader, &body, &item->row.media_type,
	    &item->page);
	char hex[DIGEST_HEX + 1];

	if (trouble != NULL)
		return trouble;
	if (program.dry_run)
		digest_of(bytes, len, hex);
	else
		store_put(bytes, len, hex);
	item->row.document = keep(im, hex);
	item->row.bytes = keep(im, length);
	return NULL;
}

/* The same for a file. */
static char *
examine_file(struct import *im, const char *at, gint64 size, struct import_item *item)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *bytes = NULL;
	size_t len;

	if (size > im->most)
		return g_strdup_printf("larger than the limit of %"
		    G_GINT64_FORMAT " bytes", im->most);
	if (!g_file_get_contents(at, &bytes, &len, &error))
		return g_strdup(error->message);
	return examine(im, (const guint8 *)bytes, len, item);
}

/* What the command line says of the one file. */
static void
override(struct import *im, struct document *row)
{
	if (im->given->url != NULL) {
		g_autofree char *url = address_resolve(NULL, im->given->url);

		row->url = keep(im, url);
	}
	if (im->given->title != NULL)
		row->title = keep(im, im->given->title);
	if (im->given->published_on != NULL)
		row->published_on = keep(im, im->given->published_on);
}

static void
take_file(struct import *im, const char *path)
{
	g_autofree char *at = g_build_filename(im->folder, path, NULL);
	g_autofree char *trouble = NULL;
	struct import_item *item = g_new0(struct import_item, 1);
	struct stat st;

	im->counts.files++;
	item->path = g_strdup(path);
	if (stat(at, &st) != 0)
		program_fail("%s: cannot look at it: %s", at,
		    g_strerror(errno));
	if (!sidecar_read(at, im->strings, &item->row)) {
		item_free(item);
		return;
	}
	if (im->given != NULL)
		override(im, &item->row);
	give_address(im, path, &item->row);
	trouble = examine_file(im, at, st.st_size, item);
	if (trouble != NULL) {
		program_set_aside(at, NULL, "%s", trouble);
		item_free(item);
		return;
	}
	complete(im, item, st.st_mtime);
	im->counts.taken++;
	enter(im, item);
}

/* One body of a WARC file. */
static void
take_record(struct import *im, const struct warc_record *r, gint64 changed)
{
	struct import_item *item = g_new0(struct import_item, 1);
	g_autofree char *url = address_resolve(NULL, r->url), *trouble = NULL;

	/* An import without an address, exported and taken in again. */
	if (url == NULL && g_str_has_prefix(r->url, "file:"))
		url = g_strdup(r->url);
	im->counts.files++;
	item->path = g_strdup(r->place);
	item->row.url = keep(im, url ? url : r->url);
	item->row.fetched_at = keep(im, r->fetched_at);
	item->row.etag = keep(im, r->etag);
	item->row.last_modified = keep(im, r->last_modified);
	if (url == NULL)
		trouble = g_strdup_printf("%s: expected an http or https "
		    "address", r->url);
	else
		trouble = examine(im, r->bytes, r->len, item);
	if (trouble != NULL) {
		program_set_aside(im->folder, r->place, "%s: %s", r->url,
		    trouble);
		item_free(item);
		return;
	}
	complete(im, item, changed);
	im->counts.taken++;
	enter(im, item);
}

/* --- rows ----------------------------------------------------------------------------------- */

/* Enters a row, unless what is in force is the same body as it was fetched, or
 * younger: an import never takes anything back. */
static void
put(struct import *im, const struct document *row)
{
	const struct document *last = ledger_find(im->ledger, row->url,
	    row->parent_url);
	enum ledger_change change;

	if (last != NULL && strcmp(last->document, row->document) == 0 &&
	    strcmp(last->source, row->source) != 0)
		return;
	if (last != NULL && strcmp(last->document, row->document) != 0 &&
	    strcmp(last->fetched_at, row->fetched_at) > 0) {
		program_warn(row->url, NULL, "the copy of %s stays in force: "
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

/* Whether a link declares an attachment whose absence makes the page
 * incomplete: a file at the page's own site. */
static bool
is_declared(struct import *im, const struct import_item *page, const struct link *link)
{
	return link->attachment &&
	    catalogue_site_of(im->catalogue, link->url) ==
	    catalogue_site_of(im->catalogue, page->row.url);
}

/* Enters a row for each file of the import that the page links to, and the
 * page's own with a note on what is missing. */
static void
put_page(struct import *im, struct import_item *page)
{
	g_autoptr(GString) missing = g_string_new(NULL);
	g_autofree char *doubt = NULL;
	unsigned attachments = 0;

	for (guint i = 0; i < page->page->links->len; i++) {
		const struct link *link = g_ptr_array_index(page->page->links,
		    i);
		struct import_item *target = item_at(im, link->url);
		struct document row;

		attachments += link->attachment;
		if (target == NULL) {
			if (is_declared(im, page, link) &&
			    ledger_find_url(im->ledger, link->url) == NULL)
				g_string_append_printf(missing, "%s%s",
				    missing->len ? " " :
				    "attachment missing: ", link->url);
			continue;
		}
		if (target == page || (target->page != NULL &&
		    !link->attachment &&
		    g_strcmp0(link->url, page->page->next) != 0))
			continue;
		row = target->row;
		row.parent_url = page->row.url;
		row.anchor = link->anchor;
		inherit(&row, &page->row);
		put(im, &row);
		target->linked = true;
	}
	if (missing->len > 0) {
		program_set_aside(im->folder, page->path, "incomplete: %s",
		    missing->str);
		page->row.note = keep(im, missing->str);
	}
	doubt = page_doubt(page->page, attachments);
	if (doubt != NULL) {
		g_autofree char *both = g_strdup_printf("%s%s%s",
		    page->row.note ? page->row.note : "",
		    page->row.note ? "; " : "", doubt);

		program_warn(im->folder, page->path, "%s", doubt);
		page->row.note = keep(im, both);
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

/* Sidecars are none, nor is the robots.txt that wget keeps with a mirror. */
static bool
is_document(const struct import *im, const char *path)
{
	return !g_str_has_suffix(path, ".meta") &&
	    !(im->mirror && g_str_has_suffix(path, "/robots.txt") &&
	    strchr(path, '/') == strrchr(path, '/'));
}

static void
take_folder(struct import *im)
{
	g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);

	walk(im, "", 0, paths);
	g_ptr_array_sort(paths, by_text);
	for (guint i = 0; i < paths->len; i++) {
		program_progress("files", i + 1, paths->len);
		if (is_document(im, g_ptr_array_index(paths, i)))
			take_file(im, g_ptr_array_index(paths, i));
	}
}

static void
take_warc(struct import *im, gint64 changed)
{
	struct warc *w = warc_open(im->folder, im->most);
	struct warc_record record;

	im->warc = true;
	while (warc_read(w, &record))
		take_record(im, &record, changed);
	im->counts.files += warc_set_aside(w);
	warc_close(w);
}

/* What the path leads to is a folder, a WARC file or any other. */
static void
take_all(struct import *im, const char *path)
{
	g_autofree char *name = NULL, *folder = NULL;
	struct stat st;

	if (stat(path, &st) != 0)
		program_fail("%s: cannot import: %s", path, g_strerror(errno));
	if (S_ISDIR(st.st_mode)) {
		take_folder(im);
	} else if (warc_is(path)) {
		take_warc(im, st.st_mtime);
	} else {
		name = g_path_get_basename(path);
		folder = g_path_get_dirname(path);
		im->folder = folder;
		take_file(im, name);
		im->folder = path;
	}
}

struct import_counts
import_path(const char *path, bool mirror, gint64 most,
    const struct document *given, const struct catalogue *catalogue,
    struct ledger *ledger)
{
	struct import im = {.folder = path, .mirror = mirror, .most = most,
	    .given = given, .catalogue = catalogue, .ledger = ledger};

	im.items = g_ptr_array_new_with_free_func(item_free);
	im.by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
	    NULL);
	im.strings = g_string_chunk_new(1 << 16);
	im.reader = page_reader_new();
	take_all(&im, path);
	for (guint i = 0; i < im.items->len; i++) {
		struct import_item *item = g_ptr_array_index(im.items, i);

		if (item->page != NULL)
			put_page(&im, item);
	}
	for (guint i = 0; i < im.items->len; i++)
		put_alone(&im, g_ptr_array_index(im.items, i));
	g_ptr_array_free(im.items, TRUE);
	g_hash_table_destroy(im.by_key);
	g_string_chunk_free(im.strings);
	page_reader_free(im.reader);
	return im.counts;
}
