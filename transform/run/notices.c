#include "notices.h"

#include <stdlib.h>
#include <string.h>

#include "fetch/base/digest.h"
#include "fetch/base/program.h"
#include "transform/list/exchange.h"
#include "transform/list/paragraphs.h"
#include "transform/words/parallel.h"
#include "notice_key.h"
#include "notice_reader.h"

/* A notice's lists name the same firms as other lists of its unit: one thread
 * reads these one after the other, and has the names already. */
enum { PORTIONS = 4 };  /* for each thread at least */

struct notices_reading {
	struct notice_reader reader;
	struct notice_cache *cache;     /* or NULL */
	GPtrArray *groups;      /* by unit */
	guint *portions;        /* where each begins, and where the last ends */
	struct extraction **of; /* by worker */
	gint done;              /* groups */
};

/* --- notices that are known -------------------------------------------- */

/* Marks the decisions as applied that reading the notice again would apply: those
 * about its page, and about its lists since `before`. */
static void
apply_decisions(const struct notices_reading *r, const struct group *group,
    const struct extraction *x, guint before)
{
	const char *page = group->page->document;
	struct decided decided;

	decision_gather(r->reader.decisions, page, page, NULL, &decided);
	for (guint i = before; i < x->lists->len; i++) {
		const struct list *l = &g_array_index(x->lists, struct listed,
		    i).list;

		if (l->locator != NULL)
			decision_gather(r->reader.decisions, l->document, page,
			    l->locator, &decided);
	}
}

/* Takes the notice from the cache, or reads it and keeps it there. */
static void
know_group(const struct notices_reading *r, guint nth, struct extraction *x)
{
	const struct group *group = r->groups->pdata[nth];
	char key[DIGEST_HEX + 1];
	guint before = x->lists->len;

	if (r->cache == NULL || !notice_key(group, r->reader.parsed,
	    r->reader.decisions, key)) {
		notice_reader_read(&r->reader, group, x);
	} else if (notice_cache_take(r->cache, nth, key, x)) {
		apply_decisions(r, group, x, before);
	} else {
		notice_reader_read(&r->reader, group, x);
		notice_cache_keep(r->cache, nth, key, x);
	}
}

/* --- several threads --------------------------------------------------- */

static void
read_portion(guint task, guint worker, void *data)
{
	struct notices_reading *r = data;

	if (r->of[worker] == NULL)
		r->of[worker] = extraction_new();
	for (guint i = r->portions[task]; i < r->portions[task + 1]; i++) {
		know_group(r, i, r->of[worker]);
		g_atomic_int_inc(&r->done);
		if (worker == 0)
			program_progress("notices", MIN((guint)
			    g_atomic_int_get(&r->done), r->groups->len - 1),
			    r->groups->len);
	}
}

static int
by_unit(gconstpointer a, gconstpointer b)
{
	const struct group *x = *(const struct group *const *)a;
	const struct group *y = *(const struct group *const *)b;

	return g_strcmp0(x->page->unit, y->page->unit);
}

/* Cuts the groups where the unit changes, and where a portion would keep other
 * threads waiting; returns how many there are. */
static guint
cut_portions(struct notices_reading *r)
{
	guint most = r->groups->len / ((guint)program.jobs * PORTIONS) + 1;
	guint n = 0, begin = 0;

	r->portions = g_new(guint, r->groups->len + 1);
	for (guint i = 0; i < r->groups->len; i++) {
		if (i > 0 && i - begin < most &&
		    by_unit(&r->groups->pdata[i - 1], &r->groups->pdata[i]) ==
		    0)
			continue;
		r->portions[n++] = begin = i;
	}
	r->portions[n] = r->groups->len;
	return n;
}

/* In the order of the groups, whichever thread would find it. */
static void
tell_unparsed(struct handoff_folder *parsed, const struct group *group)
{
	for (guint i = 0; i < group->files->len; i++) {
		const struct group_file *f = &g_array_index(group->files,
		    struct group_file, i);
		g_autofree char *file = table_file(f->row->document);

		if (!handoff_folder_has(parsed, file))
			program_set_aside(f->row->document, NULL, "not parsed: "
			    "expected parse/%s; run miit-parse", file);
	}
}

struct extraction *
notices_extract(struct handoff_folder *parsed, const GPtrArray *groups,
    struct decisions *decisions, struct notice_cache *cache)
{
	struct notices_reading r = {.reader = {parsed, decisions},
	    .cache = cache};
	struct extraction *all = extraction_new();

	r.groups = g_ptr_array_sized_new(groups->len);
	for (guint i = 0; i < groups->len; i++) {
		const struct group *group = groups->pdata[i];

		tell_unparsed(parsed, group);
		if (group->files->len > 1 || !decision_is_transcript(decisions,
		    group->page->document))
			g_ptr_array_add(r.groups, groups->pdata[i]);
	}
	g_ptr_array_sort(r.groups, by_unit);
	r.of = g_new0(struct extraction *, (gsize)program.jobs);
	parallel_run((guint)program.jobs, cut_portions(&r), read_portion, &r);
	program_progress("notices", groups->len, groups->len);
	for (int i = 0; i < program.jobs; i++)
		extraction_absorb(all, r.of[i]);
	exchange_complete(all);
	g_ptr_array_unref(r.groups);
	g_free(r.portions);
	g_free(r.of);
	return all;
}

/* --- copies ------------------------------------------------------------ */

/* The rows of a parse file without the number of their table, which counts the
 * texts around it as well. */
static GString *
rows_of(struct handoff_folder *parsed, const char *document)
{
	g_autofree char *file = table_file(document);
	GString *rows = g_string_new(NULL);
	g_autofree char *bytes = NULL;
	size_t len;

	if (!handoff_folder_has(parsed, file))
		return rows;
	bytes = handoff_folder_read(parsed, file,
		    TABLE_FORMAT_VERSION, &len);
	for (char *line = bytes, *end; *line != '\0'; line = end + 1) {
		const char *row;

		end = strchr(line, '\n');
		if (end == NULL)
			break;
		*end = '\0';
		if (!g_str_has_prefix(line, "row\t"))
			continue;
		row = strchr(line + strlen("row\t"), '\t');
		if (row != NULL) {
			g_string_append(rows, row);
			g_string_append_c(rows, '\n');
		}
	}
	return rows;
}

/* The names that a parse file lists in paragraphs: pages that have nothing else may share
 * a title and a day, and name other firms. */
static GString *
names_of(struct handoff_folder *parsed, const char *document)
{
	g_autofree char *file = table_file(document), *bytes = NULL;
	g_autofree char *error = NULL;
	GString *names = g_string_new(NULL);
	struct table_document *doc;
	struct layout *layout;
	size_t len, at = 0;

	if (!handoff_folder_has(parsed, file))
		return names;
	bytes = handoff_folder_read(parsed, file, TABLE_FORMAT_VERSION, &len);
	doc = table_read(bytes, len, &at, &error);
	if (doc == NULL)
		return names;
	layout = paragraphs_read(doc, NULL);
	for (guint i = 0; i < layout->lists->len; i++) {
		const struct layout_list *l = layout->lists->pdata[i];

		for (guint k = 0; k < l->records->len; k++) {
			const char *name = g_array_index(l->records,
			    struct layout_record, k).name;

			g_string_append_printf(names, "%s\n", name != NULL ?
			    name : "");
		}
	}
	layout_free(layout);
	table_document_free(doc);
	return names;
}

char *
notices_digest(const char *document, bool paragraphs, void *parsed)
{
	g_autoptr(GString) text = paragraphs ? names_of(parsed, document) :
	    rows_of(parsed, document);
	char hex[DIGEST_HEX + 1];

	digest_of(text->str, text->len, hex);
	return g_strdup(hex);
}
