#include "import.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "fetch/base/program.h"
#include "fetch/body/store.h"
#include "fetch/notice/page_reader.h"
#include "fetch/notice/validate.h"
#include "fetch/run/work_server.h"
#include "fetch/web/address.h"
#include "import_item.h"
#include "import_rows.h"
#include "label.h"
#include "origin.h"
#include "sidecar.h"
#include "warc.h"

enum { DEEPEST_FOLDER = 64 };

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
		row->title = import_item_keep(im, said.title);
	if (row->published_on != NULL) {
		row->date_evidence = "stated";
	} else {
		row->published_on = import_item_keep(im, said.published_on);
		row->date_evidence = import_item_keep(im, said.date_evidence);
	}
	if (row->document_number == NULL)
		row->document_number = import_item_keep(im, said.document_number);
	site = catalogue_site_of(im->catalogue, row->url);
	if (site == NULL && row->parent_url != NULL)
		site = catalogue_site_of(im->catalogue, row->parent_url);
	if (site != NULL && row->publisher == NULL && row->unit == NULL) {
		row->publisher = import_item_keep(im, site->publisher);
		row->unit = import_item_keep(im, site->unit);
	}
	if (row->fetched_at == NULL) {
		g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(
		    changed);
		g_autofree char *text = g_date_time_format(time,
		    "%Y-%m-%dT%H:%M:%SZ");
		row->fetched_at = import_item_keep(im, text);
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
	row->url = import_item_keep(im, url);
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
	item->row.document = import_item_keep(im, hex);
	item->row.bytes = import_item_keep(im, length);
	return NULL;
}

/* Reads the bytes of a file; why it cannot be taken in *trouble, to be
 * freed. */
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

		row->url = import_item_keep(im, url);
	}
	if (im->given->title != NULL) {
		row->title = import_item_keep(im, im->given->title);
		state(item, FIELD_TITLE, row->title);
	}
	if (im->given->published_on != NULL) {
		row->published_on = import_item_keep(im, im->given->published_on);
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

/* Takes one body of a WARC file. */
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
	item->row.url = import_item_keep(im, url ? url : r->url);
	item->row.fetched_at = import_item_keep(im, r->fetched_at);
	item->row.etag = import_item_keep(im, r->etag);
	item->row.last_modified = import_item_keep(im, r->last_modified);
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

/* --- all of it ---------------------------------------------------------------- */

/* The robots.txt that wget keeps with a mirror is no document. */
static bool
is_robots(const struct import *im, const char *path)
{
	return im->mirror && g_str_has_suffix(path, "/robots.txt") &&
	    strchr(path, '/') == strrchr(path, '/');
}

/* Reports a sidecar whose file is not there, or that Windows named
 * F.meta.txt. */
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

/* Takes what the path leads to: a folder, a WARC file or any other. */
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
	page_reader_prepare();
	im.reader = work_server_new();
	take_all(&im, path);
	import_rows_enter(&im);
	g_ptr_array_free(im.items, TRUE);
	g_hash_table_destroy(im.by_key);
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
