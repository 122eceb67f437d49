#include "notices.h"

#include <stdlib.h>
#include <string.h>

#include "fetch/base/digest.h"
#include "fetch/base/program.h"
#include "transform/list/article.h"
#include "transform/list/exchange.h"
#include "transform/list/extract.h"
#include "transform/notice/decide.h"
#include "transform/notice/group.h"
#include "transform/words/parallel.h"
#include "notice_key.h"

/* A notice's lists name the same firms as other lists of its unit: one thread
 * reads these one after the other, and has the names already. */
enum { PORTIONS = 4 };  /* for each thread at least */

struct notices_reading {
	struct handoff_folder *parsed;
	struct decisions *decisions;
	struct notice_cache *cache;     /* or NULL */
	GPtrArray *groups;      /* by unit */
	guint *portions;        /* where each begins, and where the last ends */
	struct extraction **of; /* by worker */
	gint done;              /* groups */
};

/* Reads the parsed document of a file, or NULL when parse has not read it;
 * *bytes is to be freed after the document. */
static struct table_document *
read_parsed(struct handoff_folder *parsed, const char *document, char **bytes)
{
	g_autofree char *file = table_file(document), *error = NULL;
	struct table_document *doc;
	size_t len, at = 0;

	*bytes = NULL;
	if (!handoff_folder_has(parsed, file))
		return NULL;
	*bytes = handoff_folder_read(parsed, file,
		    TABLE_FORMAT_VERSION, &len);
	doc = table_read(*bytes, len, &at, &error);
	if (doc == NULL)
		program_fail("%s/parse/%s: malformed: %s", program.data, file,
		    error ? error : "no document in it");
	return doc;
}

/* The name of a file that was taken in by hand is to it what the text of a link
 * is to an attachment: 安徽省第五批专精特新“小巨人”企业公示名单.xlsx. */
static const char *
name_of_file(const struct document *page)
{
	return page->parent_url == NULL && g_str_has_prefix(page->url, "file:")
	    ? page->anchor : NULL;
}

/* Settles the notice.  Where nothing else says who publishes, a folder that is
 * named after a unit does (file:安徽/附件1.csv). */
static void
settle(struct notice *n, const struct document *page, const char *unit)
{
	g_auto(GStrv) folders = NULL;

	if (n->title == NULL)
		n->title = name_of_file(page);
	notice_settle(n, unit);
	if (n->has_where || n->ministry ||
	    !g_str_has_prefix(page->url, "file:"))
		return;
	folders = g_strsplit(page->url + strlen("file:"), "/", -1);
	for (char **f = folders; *f != NULL && f[1] != NULL; f++) {
		g_autofree char *read = field_value(FIELD_UNIT, *f);

		if (read != NULL && strcmp(read, "MIIT") != 0)
			notice_settle(n, read);
	}
}

/* --- articles in several pages ------------------------------------------ */

/* The further pages of an article, as parsed. */
struct notices_article {
	struct article *article;        /* NULL: it has one page */
	GPtrArray *pages;               /* struct table_document */
	GPtrArray *streams;             /* their strings */
	GPtrArray *rows;                /* and rows in documents.tsv */
};

/* The nth page of the notice's article, or NULL. */
static const struct document *
nth_page(const struct group *group, unsigned nth)
{
	for (guint i = 1; i < group->files->len; i++) {
		const struct group_file *f = &g_array_index(group->files,
		    struct group_file, i);

		if (article_number(f->row) == nth)
			return f->row;
	}
	return NULL;
}

/* Whether nobody decided about a page of an article what they did not about its
 * first: then it is read by itself. */
static bool
is_read_along(const struct notices_reading *r, const struct document *row,
    const struct document *page, const struct decided *of_page)
{
	struct decided decided;

	decision_gather(r->decisions, row->document, page->document, NULL,
	    &decided);
	return decision_transcript(r->decisions, row->document) == NULL &&
	    memcmp(decided.value, of_page->value, sizeof decided.value) == 0;
}

/* Joins the pages of an article to its first, up to one that is missing. */
static void
join_pages(const struct notices_reading *r, const struct group *group,
    const struct decided *decided, struct table_document *first,
    struct extraction *x, struct notices_article *a)
{
	const struct document *row;
	struct table_document *doc;
	char *bytes;

	*a = (struct notices_article){
	    .pages = g_ptr_array_new_with_free_func((GDestroyNotify)
		table_document_free),
	    .streams = g_ptr_array_new_with_free_func(g_free),
	    .rows = g_ptr_array_new()};
	while (first != NULL &&
	    (row = nth_page(group, a->rows->len + 2)) != NULL &&
	    is_read_along(r, row, group->page, decided) &&
	    (doc = read_parsed(r->parsed, row->document, &bytes)) != NULL) {
		g_ptr_array_add(a->pages, doc);
		g_ptr_array_add(a->streams, bytes);
		extract_problems(x, &(struct extract_file){
		    .document = row->document}, doc);
		if (a->article == NULL)
			a->article = article_new(group->page, first);
		article_add(a->article, row, doc);
		g_ptr_array_add(a->rows, (struct document *)row);
	}
}

static void
leave_pages(struct notices_article *a)
{
	g_ptr_array_unref(a->rows);
	g_ptr_array_unref(a->pages);
	g_ptr_array_unref(a->streams);
}

/* --- notices ------------------------------------------------------------ */

/* The day in China of a time of documents.tsv; NULL where it is none. */
static char *
day_in_china(const char *fetched_at)
{
	g_autoptr(GDateTime) utc = fetched_at == NULL ? NULL :
	    g_date_time_new_from_iso8601(fetched_at, NULL);
	g_autoptr(GDateTime) there = utc == NULL ? NULL :
	    g_date_time_add_hours(utc, 8);

	return there == NULL ? NULL : g_date_time_format(there, "%Y-%m-%d");
}

/* A page's own text belongs to its notice; so do the attachments' lists. */
static void
read_group(const struct notices_reading *r, const struct group *group,
    struct extraction *x)
{
	const struct document *page = group->page;
	GStringChunk *strings = g_string_chunk_new(1024);
	g_autofree char *identity = NULL;
	g_autofree char *fetched_on = day_in_china(page->fetched_at);
	struct extract_file first = {0};
	struct notices_article a = {0};
	const char *unit = page->unit;
	struct decided decided;
	struct notice notice = {.title = page->title,
	    .event_on = page->published_on, .fetched_on = fetched_on,
	    .document_number = page->document_number,
	    .publisher = page->publisher, .source = page->source,
	    .page_url = page->url, .identity = "",
	    .strings = strings};

	decision_gather(r->decisions, page->document, page->document, NULL,
	    &decided);
	unit = decide_notice(&decided, &notice, unit);
	extract_begin(x);
	for (guint i = 0; i < group->files->len; i++) {
		const struct group_file *f = &g_array_index(group->files,
		    struct group_file, i);
		struct extract_file file = {.document = f->row->document,
		    .url = f->row->url, .source = f->row->source,
		    .anchor = i == 0 ? name_of_file(page) : f->anchor,
		    .decisions = r->decisions, .page = page->document};
		const char *typed = decision_transcript(r->decisions,
		    f->row->document);
		char *bytes;
		struct table_document *doc;

		if (i > 0 && g_ptr_array_find(a.rows, f->row, NULL))
			continue;
		doc = read_parsed(r->parsed, typed != NULL ? typed :
		    f->row->document, &bytes);
		if (i == 0) {
			join_pages(r, group, &decided, typed ? NULL : doc, x,
			    &a);
			identity = group_identity(group, doc != NULL ?
			    notice_own_title(doc) : NULL);
			notice.identity = identity;
			if (doc != NULL)
				notice_add_page(&notice, doc, strings);
			settle(&notice, page, unit);
		}
		file.alone = group->files->len - a.rows->len <= 2;
		file.article = i == 0 ? a.article : NULL;
		if (i == 0)
			first = file;
		/* The cells are those of the file that somebody typed. */
		if (typed != NULL)
			file.document = typed;
		if (doc != NULL)
			extract_document(x, &notice, &file, doc, false);
		if (i == 0)
			g_clear_pointer(&a.article, article_free);
		table_document_free(doc);
		g_free(bytes);
	}
	first.article = NULL;
	if (decided.value[FIELD_LEAVE_OUT] == NULL)
		extract_end(x, &notice, &first, group->files->len -
		    a.rows->len);
	leave_pages(&a);
	notice_clear(&notice);
	g_string_chunk_free(strings);
}

/* --- notices that are known -------------------------------------------- */

/* Marks the decisions as applied that reading the notice again would apply: those
 * about its page, and about its lists since `before`. */
static void
apply_decisions(const struct notices_reading *r, const struct group *group,
    const struct extraction *x, guint before)
{
	const char *page = group->page->document;
	struct decided decided;

	decision_gather(r->decisions, page, page, NULL, &decided);
	for (guint i = before; i < x->lists->len; i++) {
		const struct list *l = &g_array_index(x->lists, struct listed,
		    i).list;

		if (l->locator != NULL)
			decision_gather(r->decisions, l->document, page,
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

	if (r->cache == NULL || !notice_key(group, r->parsed, r->decisions,
	    key)) {
		read_group(r, group, x);
	} else if (notice_cache_take(r->cache, nth, key, x)) {
		apply_decisions(r, group, x, before);
	} else {
		read_group(r, group, x);
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
	struct notices_reading r = {.parsed = parsed,
	    .decisions = decisions, .cache = cache};
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
		if (row != NULL)
			g_string_append_printf(rows, "%s\n", row);
	}
	return rows;
}

char *
notices_digest_rows(const char *document, void *parsed)
{
	g_autoptr(GString) rows = rows_of(parsed, document);
	char hex[DIGEST_HEX + 1];

	digest_of(rows->str, rows->len, hex);
	return g_strdup(hex);
}
