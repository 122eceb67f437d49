#include "page_file.h"

#include <glib.h>
#include <string.h>
#include <zlib.h>

#include "fetch/base/embedded.h"
#include "fetch/base/json.h"
#include "fetch/base/program.h"
#include "fetch/handoff/publish.h"
#include "change.h"
#include "json_columns.h"
#include "letters.h"

/* What the page lists for people, rather than counts, is cut off at so many
 * rows; how many there are is said beside it. */
enum { LISTED = 1000 };

/* The queries, in page/data/NAME.sql, and how many of their rows are written. */
static const struct {
	const char *name;
	long long most;
} queries[] = {
    {"about", 1}, {"input", -1}, {"label", -1}, {"unit", -1}, {"batch", -1},
    {"identity", -1}, {"unit_count", -1}, {"coverage", -1},
    {"expectation", -1}, {"review", -1}, {"document", -1}, {"list", -1},
    {"division", -1}, {"firm", -1}, {"name", -1}, {"event", -1},
    {"term", -1}, {"place", -1}, {"check", -1}, {"finding", -1},
    {"source", -1}, {"change_count", -1}, {"change", LISTED},
};

/* --- what it shows ------------------------------------------------------ */

static const char *
query(const char *name)
{
	g_autofree char *file = g_strdup_printf("page/data/%s.sql", name);

	return embedded_find(load_files, file)->bytes;
}

/* Everything the page shows, as one object. */
static GString *
data(sqlite3 *db, const char *difference)
{
	GString *out = g_string_new(NULL);

	db_run(db, "PRAGMA temp_store = MEMORY");
	change_load(db, difference);
	db_run(db, query("number"));
	for (size_t i = 0; i < G_N_ELEMENTS(queries); i++) {
		json_name(out, i > 0 ? ",\n" : "{", queries[i].name);
		json_columns_append(out, db, query(queries[i].name),
		    queries[i].most);
	}
	json_name(out, ",\n", "todo");
	json_columns_append(out, db, embedded_find(load_files, "todo.sql")->bytes,
	    LISTED);
	json_name(out, ",\n", "letters");
	letters_append(out, db);
	g_string_append(out, "}\n");
	return out;
}

/* gzip, without a clock time or a name: the same text gives the same bytes.  The
 * caller frees them with g_free. */
static guchar *
compress_text(const GString *text, size_t *len)
{
	z_stream z = {0};
	guchar *out;
	uLong most;

	if (text->len > G_MAXUINT)
		program_fail("the page would hold more than 4 GiB");
	if (deflateInit2(&z, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9,
	    Z_DEFAULT_STRATEGY) != Z_OK)
		program_fail("cannot compress the page: %s",
		    z.msg != NULL ? z.msg : "out of memory");
	most = deflateBound(&z, text->len);
	out = g_malloc(most);
	z.next_in = (guchar *)text->str;
	z.avail_in = (uInt)text->len;
	z.next_out = out;
	z.avail_out = (uInt)most;
	if (deflate(&z, Z_FINISH) != Z_STREAM_END)
		program_fail("cannot compress the page");
	*len = z.total_out;
	deflateEnd(&z);
	return out;
}

/* --- the template -------------------------------------------------------- */

/* `before`, the files of a folder of the template one after the other in the order
 * of their names, and `after`. */
static GString *
joined(const char *before, const char *folder, const char *after)
{
	GString *out = g_string_new(before);

	for (const struct embedded *f = load_files; f->path != NULL; f++)
		if (g_str_has_prefix(f->path, folder))
			g_string_append_len(out, f->bytes, (gssize)f->len);
	return g_string_append(out, after);
}

/* 'sha256-…' of a script or style sheet, as a policy names it. */
static char *
source_of(const GString *text)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	g_autofree char *base64 = NULL;
	guint8 digest[32];
	gsize len = sizeof digest;

	g_checksum_update(sum, (const guchar *)text->str, (gssize)text->len);
	g_checksum_get_digest(sum, digest, &len);
	base64 = g_base64_encode(digest, len);
	return g_strdup_printf("'sha256-%s'", base64);
}

/* Copies the template with each mark <!--NAME--> replaced by its part. */
static GString *
fill(const char *template, const char *const *names, const char *const *parts)
{
	GString *out = g_string_new(NULL);

	while (*template) {
		const char *mark = strstr(template, "<!--");
		size_t i = 0;

		if (mark == NULL)
			break;
		g_string_append_len(out, template, mark - template);
		while (names[i] != NULL && !g_str_has_prefix(mark + 4, names[i]))
			i++;
		g_assert(names[i] != NULL);
		g_string_append(out, parts[i]);
		template = strstr(mark, "-->") + 3;
	}
	return g_string_append(out, template);
}

void
page_file_write(sqlite3 *db, const char *difference, const char *path)
{
	/* The files of the script only declare things; start() uses them. */
	g_autoptr(GString) style = joined("", "page/style/", "");
	g_autoptr(GString) script = joined("\"use strict\";\n",
	    "page/script/", "start();\n");
	g_autofree char *style_source = source_of(style);
	g_autofree char *script_source = source_of(script);
	g_autofree char *policy = g_strdup_printf("default-src 'none'; "
	    "style-src %s; script-src %s; base-uri 'none'; form-action 'none'; "
	    "require-trusted-types-for 'script'; trusted-types 'none'",
	    style_source, script_source);
	g_autoptr(GString) text = data(db, difference);
	g_autoptr(GString) page = NULL;
	size_t len;
	g_autofree guchar *compressed = compress_text(text, &len);
	g_autofree char *base64 = g_base64_encode(compressed, len);
	static const char *const names[] = {"policy", "style", "script", "data",
	    NULL};
	const char *parts[] = {policy, style->str, script->str, base64};

	page = fill(embedded_find(load_files, "page/page.html")->bytes, names,
	    parts);
	publish_named(path, page->str, page->len);
	program_say("%s: %zu bytes, %zu of them data (%zu decompressed)", path,
	    (size_t)page->len, strlen(base64), (size_t)text->len);
}
