#include "import.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "fetch/base/program.h"
#include "fetch/body/store.h"
#include "fetch/notice/page_reader.h"
#include "fetch/notice/validate.h"
#include "fetch/page/site_lines.h"
#include "fetch/run/work_server.h"
#include "fetch/web/address.h"
#include "label.h"
#include "origin.h"
#include "sidecar.h"
#include "warc.h"

enum { DEEPEST_FOLDER = 64 };

/* One file of the import. */
struct import_item {
	char *path;              /* below the folder */
	struct document row;     /* its strings are the import's */
	struct page *page;       /* NULL unless it is a page */
	GArray *said;            /* struct statement, of its sidecar */
	bool linked;             /* some page of the import links to it */
	bool further;            /* a page of an article, not its first */
};

struct import {
	const char *folder;
	bool mirror;
	bool warc;
	gint64 most;
	const struct document *given;   /* of the one file, or NULL */
	const struct catalogue *catalogue;
	struct ledger *ledger;
	struct work_server *reader;
	GPtrArray *items;        /* of struct import_item, sorted by path */
	GHashTable *by_key;      /* address_key(url) -> struct import_item */
	GHashTable *labels;      /* SHA-256 -> the address "file:…" it has */
	struct sidecars *sidecars;
	GStringChunk *strings;
	struct import_counts counts;
};

static void
item_free(gpointer data)
{
	struct import_item *item = data;

	page_free(item->page);
	if (item->said != NULL)
		g_array_free(item->said, TRUE);
	g_free(item->path);
	g_free(item);
}

static const char *
keep(struct import *im, const char *text)
{
	return text ? g_string_chunk_insert_const(im->strings, text) : NULL;
}

/* A file as it is known by: the path below the folder, in UTF-8; a folder that is
 * named after a unit belongs to it (安徽/附件1.csv).  The caller frees it. */
static char *
label_of(const struct import *im, const char *path)
{
	g_autofree char *whole = g_canonicalize_filename(im->folder, NULL);
	g_autofree char *top = g_path_get_basename(whole);
	g_autofree char *with_top = g_strconcat(top, "/", path, NULL);
	g_autofree char *unit = label_unit(path);
	g_autofree char *unit_with_top = label_unit(with_top);

	return label_text(unit == NULL && unit_with_top != NULL ? with_top :
	    path);
}

/* Sets a file aside and keeps in mind that and why. */
static void G_GNUC_PRINTF(3, 4)
leave(struct import *im, const char *path, const char *format, ...)
{
	g_autofree char *at = g_build_filename(im->folder, path, NULL);
	g_autofree char *label = label_of(im, path);
	g_autofree char *text = NULL;
	va_list ap;

	va_start(ap, format);
	text = g_strdup_vprintf(format, ap);
	va_end(ap);
	program_set_aside(at, NULL, "%s", text);
	if (im->ledger != NULL)
		ledger_set_aside(im->ledger, label, text);
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
			leave(im, path, "expected a file or a folder, not "
			    "deeper than %d", DEEPEST_FOLDER);
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

/* Gives the file its address: the sidecar's, that of its place in a mirror, what
 * it says itself; else its label, which is a name and no address: the content is
 * the document then, and the name says what it is as the text of a link does. */
static void
give_address(struct import *im, const char *path, const guint8 *bytes,
    size_t len, struct document *row)
{
	g_autofree char *url = NULL, *label = NULL;

	if (row->url != NULL)
		return;
	if (im->mirror)
		url = address_in_mirror(path);
	if (url == NULL && !im->mirror)
		url = origin_of(bytes, len);
	if (url == NULL) {
		label = label_of(im, path);
		url = g_strconcat("file:", label, NULL);
	}
	row->url = keep(im, url);
}

/* Enters the item under its address.  Of two files that claim one address the
 * later fetched one is current. */
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
		leave(im, loser->path, "has the address %s, as %s has, which "
		    "is current", loser->row.url, loser == item ? other->path :
		    item->path);
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

/* The bytes of a file; why it cannot be taken in *trouble, to be freed. */
static guint8 *
read_file(struct import *im, const char *at, gint64 size, size_t *len,
    char **trouble)
{
	g_autoptr(GError) error = NULL;
	char *bytes = NULL;

	if (size > im->most)
		*trouble = g_strdup_printf("larger than the limit of %"
		    G_GINT64_FORMAT " bytes", im->most);
	else if (!g_file_get_contents(at, &bytes, len, &error))
		*trouble = g_strdup(error->message);
	return (guint8 *)bytes;
}

static void
state(struct import_item *item, enum field field, const char *value)
{
	struct statement one = {.field = field_name(field), .value = value,
	    .by = "the command line"};

	g_array_append_val(item->said, one);
}

/* What the command line says of the one file. */
static void
override(struct import *im, struct import_item *item)
{
	struct document *row = &item->row;

	if (im->given->url != NULL) {
		g_autofree char *url = address_resolve(NULL, im->given->url);

		row->url = keep(im, url);
	}
	if (im->given->title != NULL) {
		row->title = keep(im, im->given->title);
		state(item, FIELD_TITLE, row->title);
	}
	if (im->given->published_on != NULL) {
		row->published_on = keep(im, im->given->published_on);
		state(item, FIELD_DATE, row->published_on);
	}
}

static void
take_file(struct import *im, const char *path)
{
	g_autofree char *at = g_build_filename(im->folder, path, NULL);
	g_autofree char *trouble = NULL, *label = label_of(im, path);
	g_autofree guint8 *bytes = NULL;
	struct import_item *item = g_new0(struct import_item, 1);
	struct stat st;
	size_t len = 0;

	im->counts.files++;
	item->path = g_strdup(path);
	item->said = g_array_new(FALSE, FALSE, sizeof(struct statement));
	if (stat(at, &st) != 0)
		program_fail("%s: cannot look at it: %s", at,
		    g_strerror(errno));
	sidecar_read(im->sidecars, path, im->strings, &item->row, item->said);
	if (im->given != NULL)
		override(im, item);
	bytes = read_file(im, at, st.st_size, &len, &trouble);
	if (trouble == NULL) {
		give_address(im, path, bytes, len, &item->row);
		trouble = examine(im, bytes, len, item);
	}
	if (trouble != NULL) {
		leave(im, path, "%s", trouble);
		item_free(item);
		return;
	}
	ledger_set_aside(im->ledger, label, NULL);
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
	return keep(im, url);
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

		row->anchor = keep(im, name);
	}
	if (g_str_has_prefix(row->url, "file:") && !im->warc) {
		row->url = row->final_url = settle_label(im, row);
		g_hash_table_insert(im->labels, (char *)keep(im,
		    row->document), (char *)keep(im, row->url));
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
		item->row.title = keep(im, said.title);
	if (g_strcmp0(item->row.date_evidence, "stated") != 0) {
		item->row.published_on = keep(im, said.published_on);
		item->row.date_evidence = keep(im, said.date_evidence);
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
		put_linked(im, first, next, keep(im, anchor));
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

/* The robots.txt that wget keeps with a mirror is no document. */
static bool
is_robots(const struct import *im, const char *path)
{
	return im->mirror && g_str_has_suffix(path, "/robots.txt") &&
	    strchr(path, '/') == strrchr(path, '/');
}

/* A sidecar whose file is not there, or that Windows named F.meta.txt. */
static void
check_sidecar(struct import *im, const char *path, enum label_kind kind)
{
	g_autofree char *at = g_build_filename(im->folder, path, NULL);
	char *end = g_strrstr(at, ".meta");

	if (kind == LABEL_MISNAMED) {
		leave(im, path, "not read: expected a sidecar to be named "
		    "FILE.meta; take the .txt off its name");
		return;
	}
	if (end == NULL || strcmp(end, ".meta") != 0)
		return;         /* meta.csv */
	*end = '\0';
	if (!g_file_test(at, G_FILE_TEST_EXISTS))
		leave(im, path, "a sidecar without its file: expected %s", at);
}

static void
take_folder(struct import *im)
{
	g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);

	im->sidecars = sidecar_open(im->folder);
	walk(im, "", 0, paths);
	g_ptr_array_sort(paths, by_text);
	for (guint i = 0; i < paths->len; i++) {
		const char *path = g_ptr_array_index(paths, i);
		enum label_kind kind = label_kind(path);

		program_progress("files", i + 1, paths->len);
		if (is_robots(im, path))
			continue;
		if (kind == LABEL_DOCUMENT)
			take_file(im, path);
		else if (kind == LABEL_JUNK)
			im->counts.left_alone++;
		else
			check_sidecar(im, path, kind);
	}
	sidecar_close(g_steal_pointer(&im->sidecars));
}

static void
take_warc(struct import *im, gint64 changed)
{
	struct warc *w = warc_open(im->folder, im->most, im->reader);
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
		im->sidecars = sidecar_open(folder);
		take_file(im, name);
		sidecar_free(g_steal_pointer(&im->sidecars));
		im->folder = path;
	}
}

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
	im.labels = labels_of(ledger);
	page_reader_prepare();
	im.reader = work_server_new();
	take_all(&im, path);
	mark_further(&im);
	choose_titles(&im);
	for (guint i = 0; i < im.items->len; i++) {
		struct import_item *item = g_ptr_array_index(im.items, i);

		if (item->page != NULL)
			put_page(&im, item);
	}
	for (guint i = 0; i < im.items->len; i++) {
		struct import_item *item = g_ptr_array_index(im.items, i);

		put_alone(&im, item);
		if (item->said != NULL && item->said->len > 0)
			ledger_state(ledger, item->row.document, item->said);
	}
	g_ptr_array_free(im.items, TRUE);
	g_hash_table_destroy(im.by_key);
	g_hash_table_destroy(im.labels);
	g_string_chunk_free(im.strings);
	work_server_free(im.reader);
	return im.counts;
}

void
import_print_template(const char *folder)
{
	g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
	struct import im = {.folder = folder};

	walk(&im, "", 0, paths);
	for (guint i = paths->len; i > 0; i--)
		if (label_kind(paths->pdata[i - 1]) != LABEL_DOCUMENT)
			g_ptr_array_remove_index(paths, i - 1);
	g_ptr_array_sort(paths, by_text);
	sidecar_print_template(folder, paths);
}
