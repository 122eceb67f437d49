#include "catalogue.h"

#include <stdio.h>
#include <string.h>

#include "fetch/base/day.h"
#include "fetch/base/embedded.h"
#include "fetch/base/program.h"
#include "fetch/handoff/handoff.h"
#include "fetch/notice/listing.h"
#include "fetch/web/address.h"
#include "fetch/web/tls_policy.h"

struct catalogue {
	GStringChunk *strings;
	GPtrArray *sources;        /* of struct source, sorted by id */
	GHashTable *by_id;
	GHashTable *by_host;       /* host -> site */
	GHashTable *by_url;        /* notice or document -> source */
	GHashTable *relaxed;       /* host -> settings of tls_policy.h */
	GHashTable *ports;         /* set of "host:port" that sources name */
};

/* A group while it is read: for messages that say where. */
struct catalogue_place {
	struct catalogue *catalogue;
	GKeyFile *keys;
	const char *file, *group;
};

static const char *const units[] = {"110000", "120000", "130000", "140000",
    "150000", "210000", "210200", "220000", "230000", "310000", "320000",
    "330000", "330200", "340000", "350000", "350200", "360000", "370000",
    "370200", "410000", "420000", "430000", "440000", "440300", "450000",
    "460000", "500000", "510000", "520000", "530000", "540000", "610000",
    "620000", "630000", "640000", "650000", "XPCC", NULL};

static const char *const programmes[] = {"small_giant", "key_small_giant",
    "single_champion", "srdi_sme", "innovative_sme", "green_factory",
    "listed_company", "other", NULL};

static const char *const kinds[] = {"recommended", "publicity", "final",
    "review_publicity", "review_final", "review_failed", "rename", "revoked",
    "key_support", "key_support_continued", NULL};

static const char *const known_keys[] = {"publisher", "unit", "home", "hosts",
    "mirrors", "storage", "page_mib", "relaxed", "relaxed_reason", "site",
    "programme", "batch", "notices", "documents", "title", "published_on",
    "columns", "post", "post_query", "page_parameter", "json_lines",
    "json_title", "json_url", "json_date", "json_total", "browser_only",
    "check_every", "style", "since", "official", "official_source", "known_by",
    "checked", "notes", NULL};

enum {
	PAGE_MIB = 8,       /* of a page or list, unless the site needs more */
	CHECK_EVERY = 365,  /* days */
};

bool
catalogue_is_unit(const char *unit)
{
	return g_strv_contains(units, unit);
}

static void G_GNUC_PRINTF(3, 4) G_GNUC_NORETURN
malformed(const struct catalogue_place *at, const char *key, const char *format, ...)
{
	g_autofree char *text = NULL;
	va_list ap;

	va_start(ap, format);
	text = g_strdup_vprintf(format, ap);
	va_end(ap);
	program_misused("%s: [%s]: %s%s%s", at->file, at->group,
	    key ? key : "", key ? ": " : "", text);
}

/* --- values ---------------------------------------------------------------- */

/* The value of a key without spaces around it, or NULL where it is absent or
 * empty. */
static const char *
text_of(const struct catalogue_place *at, const char *key)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *value = NULL;

	if (!g_key_file_has_key(at->keys, at->group, key, NULL))
		return NULL;
	value = g_key_file_get_string(at->keys, at->group, key, &error);
	if (value == NULL)
		malformed(at, key, "%s", error->message);
	g_strstrip(value);
	return *value ? g_string_chunk_insert(at->catalogue->strings, value)
		      : NULL;
}

static const char *
needed(const struct catalogue_place *at, const char *key)
{
	const char *value = text_of(at, key);

	if (value == NULL)
		malformed(at, key, "missing");
	return value;
}

static const char *
one_of(const struct catalogue_place *at, const char *key, const char *const *allowed)
{
	const char *value = text_of(at, key);
	g_autofree char *list = NULL;

	if (value == NULL || g_strv_contains(allowed, value))
		return value;
	list = g_strjoinv(", ", (char **)allowed);
	malformed(at, key, "\"%s\": expected one of %s", value, list);
}

/* An address in the one spelling that the program uses. */
static char *
address_of(const struct catalogue_place *at, const char *key, const char *value)
{
	char *url = address_resolve(NULL, value);

	if (url == NULL)
		malformed(at, key, "\"%s\": expected an http or https address",
		    value);
	return url;
}

static char **
list_of(const struct catalogue_place *at, const char *key)
{
	g_autoptr(GError) error = NULL;
	char **list = g_key_file_get_string_list(at->keys, at->group, key, NULL,
	    &error);

	if (list == NULL && !g_key_file_has_key(at->keys, at->group, key, NULL))
		return g_new0(char *, 1);
	if (list == NULL)
		malformed(at, key, "%s", error->message);
	for (char **p = list; *p != NULL; p++) {
		g_strstrip(*p);
		if (**p == '\0')
			malformed(at, key, "an empty item in the list");
	}
	return list;
}

static char **
addresses_of(const struct catalogue_place *at, const char *key)
{
	char **list = list_of(at, key);

	for (char **p = list; *p != NULL; p++) {
		char *url = address_of(at, key, *p);

		g_free(*p);
		*p = url;
	}
	return list;
}

/* "final 1 248;publicity 1+2 1832": a known kind, batches, a number. */
static const char *
official_of(const struct catalogue_place *at)
{
	g_auto(GStrv) figures = list_of(at, "official");
	const char *text = text_of(at, "official");

	for (char **p = figures; *p != NULL; p++) {
		g_auto(GStrv) part = g_strsplit(*p, " ", -1);

		if (g_strv_length(part) != 3 ||
		    !g_strv_contains(kinds, part[0]) ||
		    strspn(part[1], "0123456789+") != strlen(part[1]) ||
		    !g_ascii_isdigit(part[1][0]) ||
		    part[2][0] == '\0' ||
		    strspn(part[2], "0123456789") != strlen(part[2]))
			malformed(at, "official", "\"%s\": expected KIND BATCH "
			    "NUMBER, as in \"final 1 248\"", *p);
	}
	if (text != NULL && text_of(at, "official_source") == NULL)
		malformed(at, "official_source", "missing: a figure needs its "
		    "source");
	return text;
}

static const char *
date_of(const struct catalogue_place *at, const char *key)
{
	const char *text = text_of(at, key);

	if (text != NULL && day_read(text) == 0)
		malformed(at, key, "\"%s\": expected a date, YYYY-MM-DD", text);
	return text;
}

static const char *
number_of(const struct catalogue_place *at, const char *key)
{
	const char *text = text_of(at, key);

	if (text != NULL && (strlen(text) > 3 || *text == '0' ||
	    strspn(text, "0123456789") != strlen(text)))
		malformed(at, key, "\"%s\": expected a number from 1 on", text);
	return text;
}

/* --- groups ------------------------------------------------------------------ */

static void
check_keys(const struct catalogue_place *at)
{
	g_auto(GStrv) keys = g_key_file_get_keys(at->keys, at->group, NULL,
	    NULL);

	for (char **key = keys; key != NULL && *key != NULL; key++)
		if (!g_strv_contains(known_keys, *key))
			malformed(at, *key, "not a key of the catalogue");
}

static void
tls_policy_host(struct catalogue *c, const char *host, unsigned settings)
{
	settings |= GPOINTER_TO_UINT(g_hash_table_lookup(c->relaxed, host));
	g_hash_table_insert(c->relaxed, g_strdup(host),
	    GUINT_TO_POINTER(settings));
}

/* "gxt.henan.gov.cn legacy,seclevel1": a host of the site and its settings. */
static void
read_relaxed(const struct catalogue_place *at, struct source *s)
{
	g_auto(GStrv) list = list_of(at, "relaxed");

	s->relaxed_reason = text_of(at, "relaxed_reason");
	if (*list != NULL && s->relaxed_reason == NULL)
		malformed(at, "relaxed_reason", "missing: a weaker setting "
		    "needs its reason");
	for (char **p = list; *p != NULL; p++) {
		g_auto(GStrv) part = g_strsplit(*p, " ", 2);
		g_auto(GStrv) names = g_strsplit(part[1] ? part[1] : "", ",",
		    -1);

		if (!g_strv_contains((const char *const *)s->hosts, part[0]))
			malformed(at, "relaxed", "\"%s\" is not among its "
			    "hosts", part[0]);
		for (char **n = names; *n != NULL || n == names; n++) {
			unsigned setting = *n ? tls_policy_named(*n) : 0;

			if (setting == 0)
				malformed(at, "relaxed", "\"%s\": expected HOST "
				    "and http, legacy, p256, seclevel0 or "
				    "seclevel1", *p);
			tls_policy_host(at->catalogue, part[0], setting);
		}
	}
}

/* Bytes that a page of the site may have. */
static gint64
page_limit_of(const struct catalogue_place *at)
{
	const char *mib = number_of(at, "page_mib");

	return (mib ? g_ascii_strtoll(mib, NULL, 10) : PAGE_MIB) << 20;
}

static void
read_site(const struct catalogue_place *at, struct source *s)
{
	s->publisher = needed(at, "publisher");
	s->unit = one_of(at, "unit", units);
	if (!g_key_file_has_key(at->keys, at->group, "unit", NULL))
		malformed(at, "unit", "missing: one of the 37 reporting units, "
		    "or empty for MIIT");
	s->hosts = list_of(at, "hosts");
	if (*s->hosts == NULL)
		malformed(at, "hosts", "missing");
	for (char **p = s->hosts; *p != NULL; p++) {
		const struct source *other = g_hash_table_lookup(
		    at->catalogue->by_host, *p);

		if (other != NULL)
			malformed(at, "hosts", "\"%s\" belongs to [%s] already",
			    *p, other->id);
		g_hash_table_insert(at->catalogue->by_host, *p, s);
	}
	s->mirrors = list_of(at, "mirrors");
	for (char **p = s->mirrors; *p != NULL; p++)
		if (!g_strv_contains((const char *const *)s->hosts, *p))
			malformed(at, "mirrors", "\"%s\" is not among its hosts",
			    *p);
	s->storage = list_of(at, "storage");
	s->page_limit = page_limit_of(at);
	s->site = s;
	read_relaxed(at, s);
}

/* The day on which somebody last looked at the entry, or "never": an entry that
 * does not say cannot be distinguished from one that is right. */
static const char *
checked_of(const struct catalogue_place *at)
{
	const char *checked = needed(at, "checked");

	return strcmp(checked, "never") == 0 ? checked
					     : date_of(at, "checked");
}

/* The keys of a list that answers with JSON, in the order of listing.h, a line
 * each; NULL where it is none. */
static const char *
json_of(const struct catalogue_place *at)
{
	static const char *const keys[] = {"json_lines", "json_title",
	    "json_url", "json_date", "json_total", "page_parameter"};
	g_autoptr(GString) all = g_string_new(NULL);
	bool any = false;

	for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
		const char *value = text_of(at, keys[i]);

		any |= i < 5 && value != NULL;
		g_string_append_printf(all, "%s%s", i ? "\n" : "",
		    value ? value : "");
	}
	if (!any)
		return NULL;
	/* The pages of a list have no title and no address a line. */
	for (size_t i = 0; i < (text_of(at, "documents") != NULL &&
	    text_of(at, "columns") == NULL ? 1 : 3); i++)
		needed(at, keys[i]);
	return g_string_chunk_insert(at->catalogue->strings, all->str);
}

static void
read_asking(const struct catalogue_place *at, struct source *s)
{
	const char *days = number_of(at, "check_every");

	s->post = text_of(at, "post");
	s->post_query = text_of(at, "post_query");
	s->json = json_of(at);
	s->browser_only = text_of(at, "browser_only");
	s->check_every = days ? (unsigned)g_ascii_strtoull(days, NULL, 10)
			      : CHECK_EVERY;
	for (const char *p = s->post; p != NULL && *p; p++)
		if ((guchar)*p <= ' ' || (guchar)*p >= 0x7f || *p == '#')
			malformed(at, "post", "expected name=value&name=value "
			    "with %%XX for what is not ASCII");
}

static void
read_group(const struct catalogue_place *at)
{
	struct catalogue *c = at->catalogue;
	struct source *s;

	if (g_hash_table_contains(c->by_id, at->group))
		malformed(at, NULL, "a second source of this name");
	if (strpbrk(at->group, " \t/") != NULL)
		malformed(at, NULL, "expected a name without spaces");
	check_keys(at);
	s = g_new0(struct source, 1);
	s->id = g_string_chunk_insert(c->strings, at->group);
	if (g_key_file_has_key(at->keys, at->group, "site", NULL)) {
		s->hosts = g_new0(char *, 1);
		s->mirrors = g_new0(char *, 1);
		s->storage = g_new0(char *, 1);
	} else {
		read_site(at, s);
	}
	s->home = text_of(at, "home");
	if (s->home != NULL) {
		g_autofree char *url = address_of(at, "home", s->home);
		s->home = g_string_chunk_insert(c->strings, url);
	}
	s->programme = one_of(at, "programme", programmes);
	s->batch = number_of(at, "batch");
	s->notices = addresses_of(at, "notices");
	s->documents = addresses_of(at, "documents");
	s->columns = addresses_of(at, "columns");
	s->title = text_of(at, "title");
	s->published_on = date_of(at, "published_on");
	s->style = text_of(at, "style");
	if (s->style != NULL && listing_style(s->style) == NULL)
		malformed(at, "style", "\"%s\": not a template of lists",
		    s->style);
	read_asking(at, s);
	s->since = date_of(at, "since");
	if (s->since == NULL)
		s->since = "2018-01-01";
	s->official = official_of(at);
	s->official_source = text_of(at, "official_source");
	s->known_by = needed(at, "known_by");
	s->checked = checked_of(at);
	s->notes = text_of(at, "notes");
	g_ptr_array_add(c->sources, s);
	g_hash_table_insert(c->by_id, (char *)s->id, s);
}

/* Ties a source to its site, which may stand in another file. */
static void
join_site(const struct catalogue_place *at)
{
	static const char *const own[] = {"publisher", "unit", "hosts",
	    "mirrors", "storage", "page_mib"};
	struct source *s = g_hash_table_lookup(at->catalogue->by_id, at->group);
	const char *name;

	if (s->site != NULL)
		return;
	name = needed(at, "site");
	s->site = g_hash_table_lookup(at->catalogue->by_id, name);
	if (s->site == NULL || *s->site->hosts == NULL)
		malformed(at, "site", "\"%s\": expected the name of a site",
		    name);
	for (size_t i = 0; i < G_N_ELEMENTS(own); i++)
		if (g_key_file_has_key(at->keys, at->group, own[i], NULL))
			malformed(at, own[i], "is the site's to say");
	s->publisher = s->site->publisher;
	s->unit = s->site->unit;
}

/* Every address must lie at a host of its site. */
static void
check_hosts(const struct catalogue_place *at)
{
	const struct source *s = g_hash_table_lookup(at->catalogue->by_id,
	    at->group);
	static const char *const keys[] = {"notices", "documents", "columns"};
	char **const lists[] = {s->notices, s->documents, s->columns};

	for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
		for (char **p = lists[i]; *p != NULL; p++) {
			g_autofree char *host = address_host(*p);
			char *port = address_port(*p);

			if (port != NULL)
				g_hash_table_add(at->catalogue->ports,
				    g_strdup_printf("%s:%s", host, port));
			g_free(port);
			if (!g_strv_contains((const char *const *)
				s->site->hosts, host))
				malformed(at, keys[i], "%s: its host is not "
				    "among the hosts of [%s]", *p,
				    s->site->id);
			if (g_str_has_prefix(*p, "http://"))
				tls_policy_host(at->catalogue, host, TLS_POLICY_PLAIN);
			if (lists[i] != s->columns)
				g_hash_table_insert(at->catalogue->by_url, *p,
				    (gpointer)s);
		}
}

typedef void (*group_step)(const struct catalogue_place *);

static void
each_group(struct catalogue *c, GKeyFile *keys, const char *file,
    group_step step)
{
	g_auto(GStrv) groups = g_key_file_get_groups(keys, NULL);

	for (char **group = groups; *group != NULL; group++) {
		const struct catalogue_place at = {c, keys, file, *group};

		step(&at);
	}
}

/* --- files -------------------------------------------------------------------- */

struct file {
	char *name;
	GKeyFile *keys;
};

static void
file_clear(gpointer data)
{
	struct file *f = data;

	g_free(f->name);
	g_key_file_free(f->keys);
}

static void
add_file(GArray *files, const char *name, const char *bytes, size_t len)
{
	g_autoptr(GError) error = NULL;
	struct file f = {g_strdup(name), g_key_file_new()};

	if (!g_key_file_load_from_data(f.keys, bytes, len, G_KEY_FILE_NONE,
		&error))
		program_misused("%s: %s", name, error->message);
	g_array_append_val(files, f);
}

static void
add_embedded(GArray *files)
{
	for (const struct embedded *e = fetch_files; e->path != NULL; e++)
		if (g_str_has_prefix(e->path, "catalogue/"))
			add_file(files, e->path, e->bytes, e->len);
}

static void
add_folder(GArray *files, const char *folder)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GDir) dir = g_dir_open(folder, 0, &error);
	const char *name;

	if (dir == NULL)
		program_misused("--catalogue: %s", error->message);
	while ((name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		g_autofree char *bytes = NULL;
		size_t len;

		if (!g_str_has_suffix(name, ".ini") || *name == '.')
			continue;
		if (!g_file_get_contents(path, &bytes, &len, &error))
			program_misused("%s", error->message);
		add_file(files, path, bytes, len);
	}
	if (files->len == 0)
		program_misused("--catalogue %s: no .ini file in it", folder);
}

static gint
by_id(gconstpointer a, gconstpointer b)
{
	const struct source *x = *(const struct source *const *)a;
	const struct source *y = *(const struct source *const *)b;

	return strcmp(x->id, y->id);
}

static void
source_free(gpointer data)
{
	struct source *s = data;

	g_strfreev(s->hosts);
	g_strfreev(s->mirrors);
	g_strfreev(s->storage);
	g_strfreev(s->notices);
	g_strfreev(s->documents);
	g_strfreev(s->columns);
	g_free(s);
}

struct catalogue *
catalogue_open(const char *folder)
{
	static const group_step steps[] = {read_group, join_site, check_hosts};
	struct catalogue *c = g_new(struct catalogue, 1);
	g_autoptr(GArray) files = g_array_new(FALSE, FALSE, sizeof(struct file));

	g_array_set_clear_func(files, file_clear);
	c->strings = g_string_chunk_new(1 << 14);
	c->sources = g_ptr_array_new_with_free_func(source_free);
	c->by_id = g_hash_table_new(g_str_hash, g_str_equal);
	c->by_host = g_hash_table_new(g_str_hash, g_str_equal);
	c->by_url = g_hash_table_new(g_str_hash, g_str_equal);
	c->ports = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	c->relaxed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
	    NULL);
	if (folder == NULL)
		add_embedded(files);
	else
		add_folder(files, folder);
	for (size_t i = 0; i < G_N_ELEMENTS(steps); i++)
		for (guint k = 0; k < files->len; k++) {
			const struct file *f = &g_array_index(files,
			    struct file, k);
			each_group(c, f->keys, f->name, steps[i]);
		}
	for (guint i = 0; i < c->sources->len; i++) {
		const struct source *s = g_ptr_array_index(c->sources, i);
		g_autofree char *host = s->home ? address_host(s->home) : NULL;
		g_autofree char *port = s->home ? address_port(s->home) : NULL;

		if (port != NULL)
			g_hash_table_add(c->ports, g_strdup_printf("%s:%s",
			    host, port));
	}
	g_ptr_array_sort(c->sources, by_id);
	return c;
}

void
catalogue_free(struct catalogue *c)
{
	if (c == NULL)
		return;
	g_hash_table_destroy(c->relaxed);
	g_hash_table_destroy(c->ports);
	g_hash_table_destroy(c->by_url);
	g_hash_table_destroy(c->by_host);
	g_hash_table_destroy(c->by_id);
	g_ptr_array_free(c->sources, TRUE);
	g_string_chunk_free(c->strings);
	g_free(c);
}

const GPtrArray *
catalogue_sources(const struct catalogue *c)
{
	return c->sources;
}

const struct source *
catalogue_find(const struct catalogue *c, const char *id)
{
	return g_hash_table_lookup(c->by_id, id);
}

const struct source *
catalogue_site_of(const struct catalogue *c, const char *url)
{
	g_autofree char *host = address_host(url);

	return host ? g_hash_table_lookup(c->by_host, host) : NULL;
}

bool
catalogue_is_file_of(const struct source *site, const char *url)
{
	g_autofree char *host = address_host(url);

	return host != NULL &&
	    (g_strv_contains((const char *const *)site->hosts, host) ||
	    g_strv_contains((const char *const *)site->storage, host));
}

GHashTable *
catalogue_relaxed(const struct catalogue *c)
{
	return c->relaxed;
}

GHashTable *
catalogue_ports(const struct catalogue *c)
{
	return c->ports;
}

const struct source *
catalogue_names(const struct catalogue *c, const char *url)
{
	return g_hash_table_lookup(c->by_url, url);
}

char *
catalogue_mirror(const struct catalogue *c, const char *url, unsigned n)
{
	const struct source *site = catalogue_site_of(c, url);
	g_autofree char *host = address_host(url);

	if (site == NULL ||
	    !g_strv_contains((const char *const *)site->mirrors, host))
		return NULL;
	for (char **p = site->mirrors; *p != NULL; p++)
		if (strcmp(*p, host) != 0 && n-- == 0)
			return g_strdup_printf("%.*s%s%s",
			    (int)(strstr(url, "://") + 3 - url), url, *p,
			    address_path(url));
	return NULL;
}

void
catalogue_addresses(const struct source *s, catalogue_address *each, void *data)
{
	const struct {
		const char *role;
		char **urls;
	} lists[] = {{"notice", s->notices}, {"document", s->documents},
	    {"column", s->columns}};

	if (s->home != NULL)
		each(s, "home", s->home, data);
	for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
		for (char **p = lists[i].urls; *p != NULL; p++)
			each(s, lists[i].role, *p, data);
}

/* --- printing ------------------------------------------------------------------ */

/* Counts the line in *data, an unsigned. */
static void
print_line(const struct source *s, const char *role, const char *url,
    void *data)
{
	unsigned *lines = data;
	g_autofree char *days = g_strdup_printf("%u", s->check_every);
	const char *fields[] = {s->id, s->site->id, s->publisher, s->unit,
	    s->programme, s->batch, role, url, s->official, s->official_source,
	    s->known_by, s->checked, s->notes, days, s->browser_only};
	g_autoptr(GString) line = g_string_new(NULL);

	for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
		if (i > 0)
			g_string_append_c(line, '\t');
		handoff_table_escape(line, fields[i]);
	}
	puts(line->str);
	(*lines)++;
}

void
catalogue_print(const GPtrArray *sources)
{
	puts("source\tsite\tpublisher\tunit\tprogramme\tbatch\trole\turl\t"
	    "official\tofficial_source\tknown_by\tchecked\tnotes\tcheck_every\t"
	    "browser_only");
	for (guint i = 0; i < sources->len; i++) {
		const struct source *s = g_ptr_array_index(sources, i);
		unsigned lines = 0;

		catalogue_addresses(s, print_line, &lines);
		if (lines == 0)
			print_line(s, "none", NULL, &lines);
	}
}
