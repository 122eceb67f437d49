#include "article.h"

#include <glib.h>
#include <string.h>

#include "fetch/base/text.h"

enum { MOST_PAGES = 1000 };

/* A page of the article. */
struct article_page {
	const struct document *row;
	unsigned after;         /* its numbers follow this one */
};

struct article {
	struct table_document *whole;
	GArray *pages;          /* struct article_page */
};

/* A text or a table of a page, in the order of reading. */
struct article_item {
	unsigned n;
	const struct table_text *text;  /* NULL: a table */
	const struct table *table;
};

unsigned
article_number(const struct document *row)
{
	const char *digits = row->anchor;
	char *end;
	guint64 n;

	if (row->parent_url == NULL || digits == NULL ||
	    !g_str_has_prefix(digits, "第") ||
	    g_strcmp0(row->media_type, "text/html") != 0)
		return 0;
	digits += strlen("第");
	n = g_ascii_strtoull(digits, &end, 10);
	return end > digits && strcmp(end, "页") == 0 && n > 1 &&
	    n <= MOST_PAGES ? (unsigned)n : 0;
}

/* --- what stands on both pages ----------------------------------------- */

static int
by_number(gconstpointer a, gconstpointer b)
{
	const struct article_item *x = a, *y = b;

	return x->n < y->n ? -1 : x->n > y->n;
}

static GArray *
items_of(const struct table_document *doc)
{
	GArray *items = g_array_new(FALSE, FALSE, sizeof(struct article_item));

	for (size_t i = 0; i < doc->n_texts; i++) {
		struct article_item item = {doc->texts[i].n, &doc->texts[i],
		    NULL};

		g_array_append_val(items, item);
	}
	for (size_t i = 0; i < doc->n_tables; i++) {
		struct article_item item = {doc->tables[i].n, NULL,
		    &doc->tables[i]};

		g_array_append_val(items, item);
	}
	g_array_sort(items, by_number);
	return items;
}

/* What two texts are compared by: visits counted and numbers of pages differ. */
static char *
without_digits(const struct table_text *t)
{
	GString *out = g_string_new(t->role);

	g_string_append_c(out, '\t');
	for (const char *p = t->text; *p; p++)
		if (!g_ascii_isdigit(*p))
			g_string_append_c(out, *p);
	return g_string_free(out, FALSE);
}

/* What a table is compared by: its cells. */
static char *
cells_of(const struct table *t)
{
	GString *out = g_string_new("table");

	for (size_t i = 0; i < t->n_rows; i++) {
		g_string_append_c(out, '\n');
		for (unsigned k = 0; k < t->rows[i].n_cells; k++)
			g_string_append_printf(out, "\t%s", t->rows[i].cells[k]
			    ? t->rows[i].cells[k] : "");
	}
	return g_string_free(out, FALSE);
}

static char *
key_of(const struct article_item *item)
{
	return item->text != NULL ? without_digits(item->text)
				  : cells_of(item->table);
}

static GHashTable *
keys_of(const GArray *items)
{
	GHashTable *keys = g_hash_table_new_full(g_str_hash, g_str_equal,
	    g_free, NULL);

	for (guint i = 0; i < items->len; i++)
		g_hash_table_add(keys, key_of(&g_array_index(items,
		    struct article_item, i)));
	return keys;
}

/* What a page says of itself, not its text: <title>, <meta>, links to files. */
static bool
is_aside(const struct article_item *item)
{
	static const char *const roles[] = {"title", "meta", "link",
	    TABLE_ROLE_LINKED, NULL};

	return item->text != NULL && g_strv_contains(roles, item->text->role);
}

static bool
is_common(const struct article_item *item, GHashTable *other)
{
	g_autofree char *key = is_aside(item) ? NULL : key_of(item);

	return key == NULL || g_hash_table_contains(other, key);
}

/* The numbers between which a page's own text stands: first and last that the
 * other page does not have at its top or foot. */
static void
own_part(const struct table_document *doc, const struct table_document *other,
    unsigned *first, unsigned *last)
{
	g_autoptr(GArray) mine = items_of(doc), its = items_of(other);
	g_autoptr(GHashTable) keys = keys_of(its);
	guint from = 0, to = mine->len;

	while (from < to && is_common(&g_array_index(mine,
	    struct article_item, from), keys))
		from++;
	while (to > from && is_common(&g_array_index(mine,
	    struct article_item, to - 1), keys))
		to--;
	*first = from < mine->len ? g_array_index(mine, struct article_item,
	    from).n : G_MAXUINT;
	*last = to > 0 ? g_array_index(mine, struct article_item, to - 1).n
		       : 0;
}

/* --- joining -------------------------------------------------------------- */

static unsigned
last_number(const struct table_document *doc)
{
	unsigned n = 0;

	for (size_t i = 0; i < doc->n_texts; i++)
		n = MAX(n, doc->texts[i].n);
	for (size_t i = 0; i < doc->n_tables; i++)
		n = MAX(n, doc->tables[i].n);
	return n;
}

static void
table_clear(struct table *t)
{
	g_free(t->rows);
	g_free(t->spans);
	g_free(t->marks);
}

/* Takes out what stands outside of the numbers, but for what a page says of
 * itself where `asides` is set. */
static void
keep_between(struct table_document *doc, unsigned first, unsigned last,
    bool asides)
{
	size_t n = 0;

	for (size_t i = 0; i < doc->n_texts; i++) {
		const struct table_text *t = &doc->texts[i];
		const struct article_item item = {t->n, t, NULL};

		if (is_aside(&item) ? asides : t->n >= first && t->n <= last)
			doc->texts[n++] = *t;
	}
	doc->n_texts = n;
	n = 0;
	for (size_t i = 0; i < doc->n_tables; i++) {
		if (doc->tables[i].n >= first && doc->tables[i].n <= last)
			doc->tables[n++] = doc->tables[i];
		else
			table_clear(&doc->tables[i]);
	}
	doc->n_tables = n;
}

struct article *
article_new(const struct document *row, struct table_document *first)
{
	struct article *a = g_new(struct article, 1);
	struct article_page page = {row, 0};

	a->whole = first;
	a->pages = g_array_new(FALSE, FALSE, sizeof(struct article_page));
	g_array_append_val(a->pages, page);
	return a;
}

void
article_free(struct article *a)
{
	if (a == NULL)
		return;
	g_array_free(a->pages, TRUE);
	g_free(a);
}

void
article_add(struct article *a, const struct document *row,
    struct table_document *next)
{
	struct table_document *whole = a->whole;
	unsigned first, last, own_first, own_last;
	struct article_page page = {row, last_number(whole)};

	own_part(next, whole, &first, &last);
	own_part(whole, next, &own_first, &own_last);
	/* The top stays with the first page, the foot with the last. */
	keep_between(next, first, G_MAXUINT, false);
	keep_between(whole, 0, own_last, true);
	whole->texts = g_renew(struct table_text, whole->texts,
	    whole->n_texts + next->n_texts);
	for (size_t i = 0; i < next->n_texts; i++) {
		whole->texts[whole->n_texts] = next->texts[i];
		whole->texts[whole->n_texts++].n += page.after;
	}
	whole->tables = g_renew(struct table, whole->tables,
	    whole->n_tables + next->n_tables);
	for (size_t i = 0; i < next->n_tables; i++) {
		whole->tables[whole->n_tables] = next->tables[i];
		whole->tables[whole->n_tables++].n += page.after;
	}
	next->n_tables = next->n_texts = 0;
	g_array_append_val(a->pages, page);
}

const struct document *
article_origin(const struct article *a, unsigned *n)
{
	guint i = a->pages->len - 1;

	while (i > 0 && g_array_index(a->pages, struct article_page,
	    i).after >= *n)
		i--;
	*n -= g_array_index(a->pages, struct article_page, i).after;
	return g_array_index(a->pages, struct article_page, i).row;
}
