#include "group.h"

#include <stdlib.h>
#include <string.h>

#include "fetch/base/program.h"

struct grouping {
	GPtrArray *rows;        /* const struct document *, sorted */
	GHashTable *page_of;    /* address -> row of the page there */
	GHashTable *by_key;     /* identity of a notice -> the first struct group *
	                           that has it */
	GHashTable *by_rows;    /* the same and the digest of its rows, where
	                           several have it -> struct same_rows * */
	GHashTable *by_names;   /* and that of its paragraphs, where several have
	                           it still -> struct group * */
	GHashTable *digests[2]; /* document -> digest of its rows, its paragraphs */
	GHashTable *by_digest;  /* digest of a page -> struct group * */
	GHashTable *groups_of;  /* address of a page -> struct group * */
	GPtrArray *groups;
	group_digest *digest;
	void *data;             /* for digest */
};

/* The first document of several that are alike. */
struct same_rows {
	const char *document;
	struct group *group;
};

static int
by_address(gconstpointer a, gconstpointer b)
{
	const struct document *x = *(const struct document *const *)a;
	const struct document *y = *(const struct document *const *)b;
	int order = g_strcmp0(x->url, y->url);

	if (order == 0)
		order = g_strcmp0(x->parent_url, y->parent_url);
	return order ? order : g_strcmp0(x->document, y->document);
}

static void
group_free(gpointer data)
{
	struct group *g = data;

	g_array_unref(g->files);
	g_free(g);
}

/* --- versions --------------------------------------------------------- */

/* Whether `a` is a later state of an address than `b`. */
static bool
is_later(const struct document *a, const struct document *b)
{
	int order = g_strcmp0(a->fetched_at, b->fetched_at);

	return order ? order > 0 : g_strcmp0(a->document, b->document) > 0;
}

/* The rows of documents as their addresses have them now: a corrected
 * attachment takes the place of its first version. */
static GPtrArray *
latest_rows(const struct document *rows, size_t n)
{
	g_autoptr(GHashTable) latest = g_hash_table_new(g_str_hash,
	    g_str_equal);
	GPtrArray *kept = g_ptr_array_new();

	for (size_t i = 0; i < n; i++) {
		const struct document *row = &rows[i], *other;

		if (row->url == NULL)
			continue;
		other = g_hash_table_lookup(latest, row->url);
		if (other == NULL || is_later(row, other))
			g_hash_table_insert(latest, (char *)row->url,
			    (struct document *)row);
	}
	for (size_t i = 0; i < n; i++) {
		const struct document *now = rows[i].url == NULL ? &rows[i] :
		    g_hash_table_lookup(latest, rows[i].url);

		if (strcmp(now->document, rows[i].document) == 0)
			g_ptr_array_add(kept, (struct document *)&rows[i]);
	}
	g_ptr_array_sort(kept, by_address);
	return kept;
}

/* --- pages ------------------------------------------------------------ */

static bool
is_attachment(const struct grouping *g, const struct document *row)
{
	const struct document *page = row->parent_url == NULL ? NULL :
	    g_hash_table_lookup(g->page_of, row->parent_url);

	return page != NULL && page != row;
}

/* The host of an address without its first label: www.miit.gov.cn and
 * wap.miit.gov.cn are one publisher. */
static char *
publisher_of_address(const char *url)
{
	const char *host = url ? strstr(url, "://") : NULL;
	const char *dot;

	if (host == NULL)
		return g_strdup("");
	host += strlen("://");
	dot = strpbrk(host, "./");
	if (dot != NULL && *dot == '.')
		host = dot + 1;
	return g_strndup(host, strcspn(host, "/:"));
}

/* What makes two pages the same notice, or NULL where too little is known. */
static char *
notice_key(const struct document *row)
{
	g_autofree char *publisher = publisher_of_address(row->url);

	if (row->title == NULL || row->published_on == NULL)
		return NULL;
	return g_strjoin("\n", row->title, row->published_on,
	    row->document_number ? row->document_number : "",
	    row->unit ? row->unit : "", publisher, NULL);
}

static struct group *
new_group(struct grouping *g, const struct document *page)
{
	struct group *group = g_new(struct group, 1);
	struct group_file file = {page, page->parent_url ? page->anchor : NULL};

	group->page = page;
	group->files = g_array_new(FALSE, FALSE, sizeof(struct group_file));
	g_array_append_val(group->files, file);
	g_ptr_array_add(g->groups, group);
	return group;
}

static const char *
known_digest(struct grouping *g, const char *document, bool paragraphs)
{
	GHashTable *known = g->digests[paragraphs];
	char *digest = g_hash_table_lookup(known, document);

	if (digest == NULL) {
		digest = g->digest(document, paragraphs, g->data);
		g_hash_table_insert(known, (char *)document, digest);
	}
	return digest;
}

/* The key and a digest of the document; to be freed. */
static char *
with_digest(struct grouping *g, const char *key, const char *document,
    bool paragraphs)
{
	return g_strconcat(key, "\n", known_digest(g, document, paragraphs), NULL);
}

/* Keeps a group by its paragraphs, too, unless another one says the same there. */
static void
note_names(struct grouping *g, const char *with_rows, struct group *group,
    const char *document)
{
	char *key = with_digest(g, with_rows, document, true);

	if (g_hash_table_contains(g->by_names, key))
		g_free(key);
	else
		g_hash_table_insert(g->by_names, key, group);
}

/* Most lists of one title and day differ in their rows, and no paragraph of theirs is
 * looked at. */
static void
note_rows(struct grouping *g, const char *key, struct group *group,
    const char *document)
{
	g_autofree char *with_rows = with_digest(g, key, document, false);
	struct same_rows *first = g_hash_table_lookup(g->by_rows, with_rows);

	if (first == NULL) {
		first = g_new(struct same_rows, 1);
		*first = (struct same_rows){document, group};
		g_hash_table_insert(g->by_rows, g_steal_pointer(&with_rows),
		    first);
	} else if (strcmp(first->document, document) != 0) {
		note_names(g, with_rows, first->group, first->document);
		note_names(g, with_rows, group, document);
	}
}

/* Finds the group of the notice with this key whose page says the same in its
 * tables and lists, or NULL.  Two lists can have one title and one day: a supplement
 * beside its list. */
static struct group *
find_alike(struct grouping *g, const struct document *row, const char *key)
{
	struct group *group = g_hash_table_lookup(g->by_key, key);
	g_autofree char *with_rows = NULL, *with_names = NULL;
	const struct same_rows *first;

	if (group == NULL)
		return NULL;
	note_rows(g, key, group, group->page->document);
	with_rows = with_digest(g, key, row->document, false);
	first = g_hash_table_lookup(g->by_rows, with_rows);
	if (first == NULL)
		return NULL;
	note_names(g, with_rows, first->group, first->document);
	with_names = with_digest(g, with_rows, row->document, true);
	return g_hash_table_lookup(g->by_names, with_names);
}

/* Keeps in mind by what a group is found again. */
static void
note_key(struct grouping *g, char *key, struct group *group,
    const struct document *row)
{
	if (!g_hash_table_contains(g->by_key, key)) {
		g_hash_table_insert(g->by_key, key, group);
		return;
	}
	note_rows(g, key, group, row->document);
	g_free(key);
}

static bool
may_equal(const char *a, const char *b)
{
	return a == NULL || b == NULL || strcmp(a, b) == 0;
}

/* The group of a page of the same bytes, NULL where there is none or where the
 * two differ in what else is known of them: a file can be the proposal's and the
 * final notice's, as its sidecars say. */
static struct group *
same_page(const struct grouping *g, const struct document *row)
{
	struct group *group = g_hash_table_lookup(g->by_digest, row->document);

	return group != NULL && may_equal(group->page->title, row->title) &&
	    may_equal(group->page->published_on, row->published_on) ?
	    group : NULL;
}

/* Puts a page into the group of its notice.  Rows come sorted by address, so
 * the first address stands for all. */
static void
place_page(struct grouping *g, const struct document *row)
{
	char *key = notice_key(row);
	struct group *group = same_page(g, row);

	if (group == NULL && key != NULL)
		group = find_alike(g, row, key);
	if (group == NULL)
		group = new_group(g, row);
	else if (strcmp(group->page->document, row->document) != 0)
		program_note("%s: the same notice as %s", row->url,
		    group->page->url);
	g_hash_table_insert(g->by_digest, (char *)row->document, group);
	if (key != NULL)
		note_key(g, key, group, row);
	if (row->url != NULL)
		g_hash_table_insert(g->groups_of, (char *)row->url, group);
	if (row->final_url != NULL)
		g_hash_table_insert(g->groups_of, (char *)row->final_url,
		    group);
}

/* --- attachments ------------------------------------------------------ */

static bool
says_the_same(struct grouping *g, const char *a, const char *b)
{
	return strcmp(known_digest(g, a, false), known_digest(g, b, false)) == 0 &&
	    strcmp(known_digest(g, a, true), known_digest(g, b, true)) == 0;
}

/* Whether a mirror's page brought this attachment already in other bytes. */
static bool
is_mirrored(struct grouping *g, const struct group *group,
    const struct document *row)
{
	for (guint i = 1; i < group->files->len; i++) {
		const struct group_file *f = &g_array_index(group->files,
		    struct group_file, i);

		if (row->anchor != NULL && *row->anchor &&
		    g_strcmp0(f->anchor, row->anchor) == 0 &&
		    g_strcmp0(f->row->parent_url, row->parent_url) != 0 &&
		    says_the_same(g, f->row->document, row->document))
			return true;
	}
	return false;
}

static bool
has_document(const struct group *group, const char *document)
{
	for (guint i = 0; i < group->files->len; i++)
		if (strcmp(g_array_index(group->files, struct group_file, i)
		    .row->document, document) == 0)
			return true;
	return false;
}

/* Each notice has its attachments, in the order of their addresses. */
static void
place_attachments(struct grouping *g)
{
	for (guint i = 0; i < g->rows->len; i++) {
		const struct document *row = g->rows->pdata[i];
		struct group_file file = {row, row->anchor ? row->anchor : ""};
		struct group *group;

		if (!is_attachment(g, row))
			continue;
		group = g_hash_table_lookup(g->groups_of, row->parent_url);
		g_assert(group != NULL);
		if (has_document(group, row->document))
			continue;
		if (is_mirrored(g, group, row)) {
			program_note("%s: a mirror's copy of %s", row->url,
			    row->anchor);
			continue;
		}
		g_array_append_val(group->files, file);
	}
}

/* Takes out the file without address, title or day whose bytes are also
 * attached to a notice: the notice says what it is. */
static void
drop_nameless(struct grouping *g)
{
	g_autoptr(GHashTable) attached = g_hash_table_new(g_str_hash,
	    g_str_equal);

	for (guint i = 0; i < g->groups->len; i++) {
		const struct group *group = g->groups->pdata[i];

		for (guint k = 1; k < group->files->len; k++)
			g_hash_table_add(attached, (char *)g_array_index(
			    group->files, struct group_file, k).row->document);
	}
	for (guint i = g->groups->len; i-- > 0;) {
		const struct group *group = g->groups->pdata[i];
		const struct document *page = group->page;

		if (group->files->len == 1 && page->title == NULL &&
		    page->published_on == NULL &&
		    g_hash_table_contains(attached, page->document))
			g_ptr_array_remove_index(g->groups, i);
	}
}

char *
group_identity(const struct group *group, const char *own_title)
{
	const struct document *page = group->page;
	const char *title = page->title, *day = page->published_on;

	if (title != NULL && day != NULL)
		return g_strjoin("\n", title, day, NULL);
	if (page->url == NULL || g_str_has_prefix(page->url, "file:")) {
		if (title == NULL)
			title = own_title;
		if (title != NULL)
			return g_strjoin("\n", title, day ? day : "", NULL);
	}
	return g_strdup(page->url != NULL ? page->url : page->document);
}

/* How many documents are in a group. */
static guint
count_placed(const struct grouping *g)
{
	g_autoptr(GHashTable) placed = g_hash_table_new(g_str_hash,
	    g_str_equal);

	for (guint i = 0; i < g->groups->len; i++) {
		const struct group *group = g->groups->pdata[i];

		for (guint k = 0; k < group->files->len; k++)
			g_hash_table_add(placed, (char *)g_array_index(
			    group->files, struct group_file, k).row->document);
	}
	return g_hash_table_size(placed);
}

GPtrArray *
group_documents(const struct document *rows, size_t n, group_digest *digest,
    void *data, size_t *left_out)
{
	g_autoptr(GHashTable) all = g_hash_table_new(g_str_hash, g_str_equal);
	struct grouping g = {
	    .rows = latest_rows(rows, n),
	    .page_of = g_hash_table_new(g_str_hash, g_str_equal),
	    .by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
	        NULL),
	    .by_rows = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
	        g_free),
	    .by_names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
	        NULL),
	    .by_digest = g_hash_table_new(g_str_hash, g_str_equal),
	    .groups_of = g_hash_table_new(g_str_hash, g_str_equal),
	    .groups = g_ptr_array_new_with_free_func(group_free),
	    .digest = digest,
	    .data = data,
	};

	for (int i = 0; i < 2; i++)
		g.digests[i] = g_hash_table_new_full(g_str_hash, g_str_equal,
		    NULL, g_free);
	for (guint i = 0; i < g.rows->len; i++) {
		const struct document *row = g.rows->pdata[i];

		if (row->parent_url != NULL)
			continue;
		if (row->url != NULL)
			g_hash_table_insert(g.page_of, (char *)row->url,
			    (struct document *)row);
		if (row->final_url != NULL)
			g_hash_table_insert(g.page_of, (char *)row->final_url,
			    (struct document *)row);
	}
	for (guint i = 0; i < g.rows->len; i++)
		if (!is_attachment(&g, g.rows->pdata[i]))
			place_page(&g, g.rows->pdata[i]);
	place_attachments(&g);
	drop_nameless(&g);
	for (size_t i = 0; i < n; i++)
		g_hash_table_add(all, (char *)rows[i].document);
	*left_out = g_hash_table_size(all) - count_placed(&g);
	g_ptr_array_unref(g.rows);
	g_hash_table_destroy(g.page_of);
	g_hash_table_destroy(g.by_key);
	g_hash_table_destroy(g.by_rows);
	g_hash_table_destroy(g.by_names);
	for (int i = 0; i < 2; i++)
		g_hash_table_destroy(g.digests[i]);
	g_hash_table_destroy(g.by_digest);
	g_hash_table_destroy(g.groups_of);
	return g.groups;
}
