#include "probe.h"

#include <stdio.h>
#include <string.h>

#include "fetch/base/program.h"
#include "fetch/handoff/handoff_table.h"
#include "fetch/handoff/publish.h"
#include "fetch/notice/listing.h"
#include "fetch/notice/page_reader.h"
#include "fetch/notice/validate.h"
#include "fetch/run/work_server.h"

enum { FIELDS = 7, SHOWN = 60 };

static const char heading[] =
    "source\trole\turl\toutcome\tstatus\twhat\tday";

/* --- asking --------------------------------------------------------------------- */

struct probe {
	struct http *http;
	struct work_server *reader;
	char *day;
	unsigned good, asked;
};

static void
print_line(const char *source, const char *role, const char *url,
    const char *outcome, long status, const char *what, const char *day)
{
	g_autofree char *number = status > 0 ? g_strdup_printf("%ld", status)
					     : NULL;
	const char *fields[FIELDS] = {source, role, url, outcome, number, what,
	    day};
	g_autoptr(GString) line = g_string_new(NULL);

	for (size_t i = 0; i < FIELDS; i++) {
		if (i > 0)
			g_string_append_c(line, '\t');
		handoff_table_escape(line, fields[i]);
	}
	puts(line->str);
	fflush(stdout);
}

/* "15 lines, the newest of 2026-11-20"; NULL with *trouble where it is no list. */
static char *
words_of_list(const struct probe *p, const struct source *s,
    const struct http_reply *reply, const char *url, char **trouble)
{
	struct listing *l = page_reader_listing(p->reader, reply->body->data,
	    reply->body->len, url, s->json, trouble);
	const char *newest = NULL;
	char *words;

	if (l == NULL)
		return NULL;
	for (guint i = 0; i < l->entries->len; i++) {
		const struct entry *e = g_ptr_array_index(l->entries, i);

		if (g_strcmp0(e->published_on, newest) > 0)
			newest = e->published_on;
	}
	if (l->entries->len == 0 && l->more->len == 0)
		*trouble = g_strdup("no line of a list in it");
	words = *trouble != NULL ? NULL : l->entries->len == 0 ?
	    g_strdup_printf("a shell of %s", l->style) :
	    g_strdup_printf("%u lines of %s%s%s", l->entries->len, l->style,
		newest ? ", the newest of " : "", newest ? newest : "");
	listing_free(l);
	return words;
}

static char *
words_of_body(const struct probe *p, const struct http_reply *reply,
    enum validate_promise promise, char **trouble)
{
	const struct validate_body body = {reply->body->data, reply->body->len,
	    reply->final_url, promise, reply->measured};
	const char *media_type = NULL;
	struct page *page = NULL;
	char *words = NULL;

	*trouble = validate_examine(p->reader, &body, &media_type, &page);
	if (*trouble == NULL)
		words = g_strdup(page != NULL && page->title != NULL
		    ? page->title : media_type);
	page_free(page);
	return words;
}

static void
ask(const struct source *s, const char *role, const char *url, void *data)
{
	struct probe *p = data;
	bool list = strcmp(role, "column") == 0;
	g_autoptr(GHashTable) hosts = g_hash_table_new(g_str_hash,
	    g_str_equal);
	const struct http_request request = {.url = url, .hosts = hosts,
	    .form = list || (s->json != NULL && strcmp(role, "document") ==
		0) ? s->post : NULL, .limit = s->site->page_limit};
	g_autofree char *words = NULL, *trouble = NULL;
	g_autofree char *key = list && s->post ? g_strconcat(url, LISTING_FORM,
	    s->post, NULL) : NULL;
	struct http_reply reply;

	if (s->browser_only != NULL) {
		print_line(s->id, role, url, "none", 0, s->browser_only,
		    p->day);
		return;
	}
	for (char **h = s->site->hosts; *h != NULL; h++)
		g_hash_table_add(hosts, *h);
	p->asked++;
	http_get(p->http, &request, &reply);
	if (reply.outcome == HTTP_BODY)
		words = list ? words_of_list(p, s, &reply,
		    key ? key : reply.final_url, &trouble) :
		    words_of_body(p, &reply, strcmp(role, "document") == 0 ?
			VALIDATE_FILE : VALIDATE_PAGE, &trouble);
	p->good += words != NULL;
	print_line(s->id, role, url, words != NULL ? "good" :
	    reply.outcome == HTTP_BODY ? "bad" : "none", reply.status,
	    words ? words : trouble ? trouble : reply.trouble, p->day);
	http_reply_clear(&reply);
}

void
probe_print(const GPtrArray *sources, const struct http_options *options)
{
	g_autoptr(GDateTime) now = g_date_time_new_now_utc();
	struct probe p = {.day = g_date_time_format(now, "%Y-%m-%d")};

	page_reader_prepare();
	p.reader = work_server_new();
	work_server_set_end(p.reader, options->run_end);
	http_start();
	p.http = http_new(options, p.reader);
	puts(heading);
	for (guint i = 0; i < sources->len; i++) {
		const struct source *s = g_ptr_array_index(sources, i);

		http_source(p.http, s->id);
		catalogue_addresses(s, ask, &p);
	}
	program_say("%u addresses asked, %u are what the catalogue says", p.asked,
	    p.good);
	http_free(p.http);
	work_server_free(p.reader);
	g_free(p.day);
}

/* --- applying ------------------------------------------------------------------------ */

/* Reads the days on which sources were good (char * -> char *), those that were
 * not with an empty one. */
static GHashTable *
read_table(const char *path)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;
	GHashTable *days = g_hash_table_new_full(g_str_hash, g_str_equal,
	    g_free, g_free);

	if (!g_file_get_contents(path, &text, NULL, &error))
		program_misused("--apply: %s", error->message);
	lines = g_strsplit(text, "\n", -1);
	if (lines[0] == NULL || strcmp(lines[0], heading) != 0)
		program_misused("--apply %s: expected a table of --probe", path);
	for (char **line = lines + 1; *line != NULL && **line; line++) {
		g_auto(GStrv) field = g_strsplit(*line, "\t", -1);
		unsigned year, month, day;
		const char *before;

		if (g_strv_length(field) != FIELDS ||
		    sscanf(field[6], "%4u-%2u-%2u", &year, &month, &day) != 3)
			program_misused("--apply %s: line %zu: expected seven "
			    "fields, the last a day", path,
			    (size_t)(line - lines) + 1);
		before = g_hash_table_lookup(days, field[0]);
		if (before == NULL || *before != '\0')
			g_hash_table_insert(days, g_strdup(field[0]),
			    g_strdup(strcmp(field[3], "good") == 0 ? field[6]
				: ""));
	}
	return days;
}

/* The line `checked=…` of a group that is to be another one, or NULL. */
static char *
changed_line(GHashTable *days, const char *group, const char *line)
{
	const char *day = group ? g_hash_table_lookup(days, group) : NULL;
	char *wanted;

	if (day == NULL || *day == '\0' ||
	    !g_str_has_prefix(line, "checked="))
		return NULL;
	wanted = g_strconcat("checked=", day, NULL);
	if (strcmp(wanted, line) == 0)
		g_clear_pointer(&wanted, g_free);
	return wanted;
}

static unsigned
apply_to_file(GHashTable *days, const char *path)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL, *group = NULL, *joined = NULL;
	g_auto(GStrv) lines = NULL;
	unsigned n = 0;

	if (!g_file_get_contents(path, &text, NULL, &error))
		program_fail("%s", error->message);
	lines = g_strsplit(text, "\n", -1);
	for (char **line = lines; *line != NULL; line++) {
		size_t len = strlen(*line);
		char *wanted;

		if (**line == '[' && len > 1 && (*line)[len - 1] == ']') {
			g_free(group);
			group = g_strndup(*line + 1, len - 2);
		}
		wanted = changed_line(days, group, *line);
		if (wanted == NULL)
			continue;
		if (n++ == 0)
			printf("--- %s\n+++ %s\n", path, path);
		printf("@@ line %zu, [%s]\n-%s\n+%s\n",
		    (size_t)(line - lines) + 1, group, *line, wanted);
		g_free(*line);
		*line = wanted;
	}
	joined = g_strjoinv("\n", lines);
	if (n > 0 && !program.dry_run)
		publish_named(path, joined, strlen(joined));
	return n;
}

static int
by_text(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void
probe_apply(const char *table, const char *folder)
{
	g_autoptr(GHashTable) days = read_table(table);
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, &error);
	const char *name;
	unsigned n = 0;

	if (dir == NULL)
		program_misused("--catalogue: %s", error->message);
	while ((name = g_dir_read_name(dir)) != NULL)
		if (g_str_has_suffix(name, ".ini") && *name != '.')
			g_ptr_array_add(names, g_build_filename(folder, name,
			    NULL));
	g_ptr_array_sort(names, by_text);
	for (guint i = 0; i < names->len; i++)
		n += apply_to_file(days, names->pdata[i]);
	program_say("%u sources checked%s", n, program.dry_run
	    ? ", nothing written" : "");
}
