#include "notice_reader.h"

#include <string.h>

#include "fetch/base/day.h"
#include "fetch/base/program.h"
#include "transform/list/article.h"
#include "transform/list/extract.h"
#include "transform/notice/decide.h"

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
struct article_pages {
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
is_read_along(const struct notice_reader *r, const struct document *row,
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
join_pages(const struct notice_reader *r, const struct group *group,
    const struct decided *decided, struct table_document *first,
    struct extraction *x, struct article_pages *a)
{
	const struct document *row;
	struct table_document *doc;
	char *bytes;

	*a = (struct article_pages){
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
leave_pages(struct article_pages *a)
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

/* The last day that a page fetched on a day can be of.  One is put up ahead of its
 * day by no more than its publicity takes, ten working days and a week of holidays
 * in them: some are dated by its end.  NULL where the day bounds nothing: a file
 * taken in has the time of its last change, which archives set to 1980. */
static char *
latest_of(const char *fetched_on)
{
	enum { AHEAD = 21, FIRST_LISTS = 20180101 };
	gint32 day = day_read(fetched_on);
	char text[11];
	GDate date;

	if (day < FIRST_LISTS)
		return NULL;
	g_date_clear(&date, 1);
	g_date_set_julian(&date, (guint32)day_count(day) + AHEAD);
	g_date_strftime(text, sizeof text, "%Y-%m-%d", &date);
	return g_strdup(text);
}

/* A notice that is being read. */
struct notice_reading {
	const struct notice_reader *r;
	const struct group *group;
	struct extraction *x;
	struct notice notice;
	char *identity;         /* of the notice */
	const char *unit;       /* whose it is, as far as known before its title */
	struct decided decided; /* about its page */
	struct article_pages pages;
};

/* The nth file of the notice, as the notice describes it. */
static struct extract_file
describe(const struct notice_reading *n, guint nth)
{
	const struct document *page = n->group->page;
	const struct group_file *f = &g_array_index(n->group->files,
	    struct group_file, nth);

	return (struct extract_file){.document = f->row->document,
	    .url = f->row->url, .source = f->row->source,
	    .anchor = nth == 0 ? name_of_file(page) : f->anchor,
	    .alone = n->group->files->len - n->pages.rows->len <= 2,
	    .decisions = n->r->decisions, .page = page->document,
	    .article = nth == 0 ? n->pages.article : NULL};
}

/* Reads what the page says of the notice.  `doc` is the page as parsed, or what
 * somebody typed in place of it; or NULL. */
static void
read_page(struct notice_reading *n, struct table_document *doc, bool typed)
{
	join_pages(n->r, n->group, &n->decided, typed ? NULL : doc, n->x,
	    &n->pages);
	n->identity = group_identity(n->group, doc != NULL ?
	    notice_own_title(doc) : NULL);
	n->notice.identity = n->identity;
	if (doc != NULL)
		notice_add_page(&n->notice, doc, n->notice.strings);
	settle(&n->notice, n->group->page, n->unit);
}

/* Reads the lists of the nth file; the first is the page. */
static void
read_file(struct notice_reading *n, guint nth)
{
	const struct group_file *f = &g_array_index(n->group->files,
	    struct group_file, nth);
	const char *typed = decision_transcript(n->r->decisions,
	    f->row->document);
	const char *document = typed != NULL ? typed : f->row->document;
	char *bytes;
	struct table_document *doc = read_parsed(n->r->parsed, document, &bytes);
	struct extract_file file;

	if (nth == 0)
		read_page(n, doc, typed != NULL);
	file = describe(n, nth);
	/* The cells are those of the file that somebody typed. */
	file.document = document;
	if (doc != NULL)
		extract_document(n->x, &n->notice, &file, doc, false);
	if (nth == 0)
		g_clear_pointer(&n->pages.article, article_free);
	table_document_free(doc);
	g_free(bytes);
}

/* A page's own text belongs to its notice; so do the attachments' lists. */
void
notice_reader_read(const struct notice_reader *r, const struct group *group,
    struct extraction *x)
{
	const struct document *page = group->page;
	GStringChunk *strings = g_string_chunk_new(1024);
	g_autofree char *fetched_on = day_in_china(page->fetched_at);
	g_autofree char *latest = latest_of(fetched_on);
	struct notice_reading n = {.r = r, .group = group, .x = x,
	    .notice = {.title = page->title, .event_on = page->published_on,
		.fetched_on = fetched_on, .latest = latest,
		.document_number = page->document_number,
		.publisher = page->publisher, .source = page->source,
		.page_url = page->url, .identity = "", .strings = strings}};

	decision_gather(r->decisions, page->document, page->document, NULL,
	    &n.decided);
	notice_check_day(&n.notice, g_strcmp0(page->date_evidence, "stated") ==
	    0);
	n.unit = decide_notice(&n.decided, &n.notice, page->unit);
	extract_begin(x);
	read_file(&n, 0);
	for (guint i = 1; i < group->files->len; i++) {
		const struct group_file *f = &g_array_index(group->files,
		    struct group_file, i);

		if (!g_ptr_array_find(n.pages.rows, f->row, NULL))
			read_file(&n, i);
	}
	if (n.decided.value[FIELD_LEAVE_OUT] == NULL) {
		struct extract_file first = describe(&n, 0);

		extract_end(x, &n.notice, &first,
		    group->files->len - n.pages.rows->len);
	}
	leave_pages(&n.pages);
	notice_clear(&n.notice);
	g_free(n.identity);
	g_string_chunk_free(strings);
}
