#include "page_flow.h"

#include <math.h>
#include <string.h>

#include "parse/core/grid.h"
#include "parse/page/lattice.h"
#include "row_break.h"
#include "side_labels.h"
#include "unruled.h"

/* A paragraph or a table, in reading order.  Of a table that may go on on the next
 * page its parts on the first page, whose heading may be repeated, and on the last
 * are as they were seen; what nothing changes any more is in its grid, which keeps a
 * long table out of memory. */
struct page_flow_item {
	const char *role;       /* of a text; NULL for a table */
	char *text;
	struct page_table *first, *last;        /* may be one; NULL once settled */
	struct grid *grid;      /* the parts settled so far; NULL before the first */
	GArray *rows;           /* unsigned: how many each of them has */
	unsigned above;         /* how many they have together */
	int page;               /* of the first part */
	float order, y0, y1;    /* where its last part stands */
	float x0, x1, size;     /* of a text's last line */
};

struct page_flow {
	GPtrArray *items;       /* struct page_flow_item */
	struct page_flow_item *open;    /* the table at the last page's end */
};

static void
item_free(gpointer data)
{
	struct page_flow_item *item = data;

	g_free(item->text);
	if (item->first != item->last)
		page_table_free(item->first);
	page_table_free(item->last);
	grid_free(item->grid);
	if (item->rows != NULL)
		g_array_free(item->rows, TRUE);
	g_free(item);
}

struct page_flow *
page_flow_new(void)
{
	struct page_flow *f = g_new0(struct page_flow, 1);

	f->items = g_ptr_array_new_with_free_func(item_free);
	return f;
}

void
page_flow_free(struct page_flow *f)
{
	if (f == NULL)
		return;
	g_ptr_array_free(f->items, TRUE);
	g_free(f);
}

/* --- paragraphs ------------------------------------------------------- */

/* What a page holds, on its way into the flow. */
struct page_items {
	GPtrArray *items;
	int page;
	float height;           /* of most lines of text */
	float right;            /* where full lines end */
};

/* Whether a line goes on with the paragraph before it: close below, of the same
 * size, and the paragraph's last line was full. */
static bool
continues(const struct page_items *p, const struct page_flow_item *last,
    const struct page_box *b)
{
	const float size = page_box_height(b);

	return last != NULL && last->role != NULL &&
	    b->y0 - last->y1 < 0.9F * size && b->y0 > last->y0 &&
	    fabsf(size - last->size) < 0.2F * size &&
	    last->x1 > p->right - 3 * size && b->x0 < last->x0 + 3 * size;
}

static void
add_line(struct page_items *p, const struct page_word *words,
    const struct page_line *line)
{
	const struct page_box *box = &line->box;
	/* Turned text is as high as its words, which have been turned. */
	const float size = page_box_height(words->way == PAGE_RIGHT ? box :
	    &words->box);
	struct page_flow_item *last = p->items->len > 0 ?
	    g_ptr_array_index(p->items, p->items->len - 1) : NULL;
	GString *s;

	if (continues(p, last, box)) {
		s = g_string_new(last->text);
		g_free(last->text);
	} else {
		s = g_string_new(NULL);
		last = g_new0(struct page_flow_item, 1);
		last->page = p->page;
		last->role = size > 1.2F * p->height ? "heading" :
		    "paragraph";
		last->order = line->order;
		last->y0 = box->y0;
		g_ptr_array_add(p->items, last);
	}
	page_words_append_wrapped(s, words, line->n);
	last->text = g_string_free(s, FALSE);
	last->y1 = box->y1;
	last->x0 = box->x0;
	last->x1 = box->x1;
	last->size = size;
}

/* Adds the words of a line that no table took. */
static void
add_rest(struct page_items *p, GArray *words, const struct page_line *l)
{
	struct page_word *w = &g_array_index(words, struct page_word, l->first);

	if (w->owner == 0)
		add_line(p, w, l);
}

static int
by_order(const void *a, const void *b)
{
	const struct page_flow_item *v = *(struct page_flow_item *const *)a;
	const struct page_flow_item *w = *(struct page_flow_item *const *)b;

	if (v->order != w->order)
		return v->order < w->order ? -1 : 1;
	return v->y0 < w->y0 ? -1 : v->y0 > w->y0;
}

/* --- tables over pages ------------------------------------------------ */

static void
add_part(struct grid *grid, const struct page_table *t, unsigned above)
{
	for (guint i = 0; i < t->cells->len; i++) {
		const struct page_cell *c = &g_array_index(t->cells,
		    struct page_cell, i);

		grid_set(grid, above + c->row + 1, c->col + 1, c->text,
		    strlen(c->text));
		grid_span(grid, above + c->row + 1, c->col + 1, c->rowspan,
		    c->colspan);
	}
}

/* Puts the last part of a table into its grid: nothing changes it any more. */
static void
settle_last(struct page_flow_item *item)
{
	if (item->grid == NULL)
		item->grid = grid_new();
	add_part(item->grid, item->last, item->above);
	g_array_append_val(item->rows, item->last->rows);
	item->above += item->last->rows;
	if (item->last != item->first)
		page_table_free(item->last);
	item->last = NULL;
}

/* Puts what is left of a table that does not go on into its grid. */
static void
settle(struct page_flow_item *item)
{
	settle_last(item);
	g_clear_pointer(&item->first, page_table_free);
}

/* Whether `next` can be the part of the table `last` on the next page: the same
 * columns. */
static bool
same_columns(const struct page_table *last, const struct page_table *next)
{
	const float slack = last->ruled ? 4 : 12;

	if (last->cols != next->cols || last->ruled != next->ruled)
		return false;
	for (unsigned i = 0; i <= last->cols; i++)
		if (fabsf(g_array_index(last->edges, float, i) -
		    g_array_index(next->edges, float, i)) > slack &&
		    (last->ruled || i < last->cols))
			return false;
	return true;
}

/* Whether a text may stand between the parts of a table: a page's number, or a
 * line of its head or foot. */
static bool
is_margin(const struct page_flow_item *item)
{
	return item->role != NULL && g_utf8_strlen(item->text, -1) < 60;
}

/* What a row of a table says, and where.  To be freed. */
static GString *
row_text(const struct page_table *t, unsigned row)
{
	GString *s = g_string_new(NULL);

	for (guint i = 0; i < t->cells->len; i++) {
		const struct page_cell *c = &g_array_index(t->cells,
		    struct page_cell, i);

		if (c->row > row)
			break;
		if (c->row == row)
			g_string_append_printf(s, "%u %u %s\n", c->col,
			    c->colspan, c->text);
	}
	return s;
}

/* How many rows at the top of a later part repeat those of the first. */
static unsigned
repeated_rows(const struct page_table *first, const struct page_table *next)
{
	enum { MOST = 6 };
	unsigned n;

	for (n = 0; n < MOST && n < next->rows && n < first->rows; n++) {
		GString *a = row_text(first, n), *b = row_text(next, n);
		const bool same = g_string_equal(a, b);

		g_string_free(a, TRUE);
		g_string_free(b, TRUE);
		if (!same)
			break;
	}
	return n;
}

/* Gives a cell that a page break cut in two its text in both parts: it is
 * printed in one of them, and the other, without a line at the break, is
 * empty. */
static void
join_cells(const struct page_table *last, const struct page_table *next,
    unsigned row)
{
	for (guint i = 0; i < last->cells->len; i++) {
		struct page_cell *a = &g_array_index(last->cells,
		    struct page_cell, i);

		if (!a->open_below || a->row + a->rowspan != last->rows)
			continue;
		for (guint k = 0; k < next->cells->len; k++) {
			struct page_cell *b = &g_array_index(next->cells,
			    struct page_cell, k);
			char **from = *a->text != '\0' ? &a->text : &b->text;
			char **to = *a->text != '\0' ? &b->text : &a->text;

			if (b->row != row || b->col != a->col ||
			    b->colspan != a->colspan || **to != '\0')
				continue;
			g_free(*to);
			*to = g_strdup(*from);
		}
	}
}

static void
join_tables(struct page_flow *f, GPtrArray *items)
{
	struct page_table *last, *part;
	guint margin = 0, i;
	unsigned row;
	struct page_flow_item *next = NULL;

	for (i = 0; i < items->len && margin <= 2; i++) {
		next = g_ptr_array_index(items, i);
		if (next->role == NULL || !is_margin(next))
			break;
		margin++;
	}
	if (f->open == NULL || next == NULL || next->role != NULL)
		return;
	last = f->open->last;
	part = next->last;
	if (!same_columns(last, part))
		return;
	row = repeated_rows(f->open->first, part);
	row_break_join(last, part, row);
	join_cells(last, part, row);
	settle_last(f->open);
	f->open->last = part;
	next->first = next->last = NULL;
	f->open->y1 = next->y1;
	item_free(next);
	items->pdata[i] = f->open;
}

/* --- pages ------------------------------------------------------------ */

static void
add_table(struct page_items *p, struct page_table *t)
{
	struct page_flow_item *item = g_new0(struct page_flow_item, 1);

	item->first = item->last = t;
	item->rows = g_array_new(FALSE, FALSE, sizeof t->rows);
	item->page = p->page;
	item->order = t->order;
	item->y0 = t->box.y0;
	item->y1 = t->box.y1;
	g_ptr_array_add(p->items, item);
}

/* Returns the words that no ruled table holds. */
static GArray *
free_words(const struct printed_page *page, const int *owners)
{
	GArray *words = page_words_read(page, owners);
	guint n = 0;

	while (n < words->len &&
	    g_array_index(words, struct page_word, n).owner == 0)
		n++;
	g_array_set_size(words, n);
	return words;
}

/* Adds the lines that no table took.  Those of a column of prose are read in one
 * place, which says where their full lines end; of others the page does. */
static void
add_lines(struct page_items *p, GArray *words, const GArray *lines)
{
	const float right = p->right;
	const struct page_line *l = (const void *)lines->data;

	for (guint i = 0, end; i < lines->len; i = end) {
		float own = l[i].box.x1;

		for (end = i + 1; end < lines->len &&
		    l[end].order == l[i].order; end++)
			own = MAX(own, l[end].box.x1);
		p->right = end - i > 1 ? own : right;
		for (guint k = i; k < end; k++)
			add_rest(p, words, &l[k]);
	}
}

static void
read_page(struct page_items *p, const struct printed_page *page,
    const struct page_table *open)
{
	g_autofree int *owners = g_new0(int, page->chars->len + 1);
	GPtrArray *tables = g_ptr_array_new();
	struct rulings rules;
	GArray *words, *lines;
	int next = 1;

	/* Lines first: where there are some, shades only decorate. */
	ruling_read(&rules, page, false);
	lattice_read(page, &rules, owners, &next, tables);
	if (page->shades->len > 0) {
		struct rulings sides;

		ruling_read(&sides, page, true);
		lattice_read(page, &sides, owners, &next, tables);
		ruling_clear(&sides);
	}
	words = free_words(page, owners);
	side_labels_take(words, tables);
	lines = unruled_read(words, page, &rules, open, tables);
	for (guint i = 0; i < lines->len; i++) {
		const struct page_line *l = &g_array_index(lines,
		    struct page_line, i);

		p->right = MAX(p->right, l->box.x1);
		p->height = p->height == 0 ? page_box_height(&l->box) :
		    MIN(p->height, page_box_height(&l->box));
	}
	add_lines(p, words, lines);
	for (guint i = 0; i < tables->len; i++)
		add_table(p, g_ptr_array_index(tables, i));
	g_ptr_array_sort(p->items, by_order);
	g_array_free(lines, TRUE);
	g_array_free(words, TRUE);
	g_ptr_array_free(tables, TRUE);
	ruling_clear(&rules);
}

/* Returns the table that may go on on the next page: the last thing on this
 * one, but for the page's foot. */
static struct page_flow_item *
open_table(const GPtrArray *items)
{
	unsigned margin = 0;

	for (guint i = items->len; i-- > 0 && margin <= 2; margin++) {
		struct page_flow_item *item = g_ptr_array_index(items, i);

		if (item->role == NULL)
			return item;
		if (!is_margin(item))
			break;
	}
	return NULL;
}

void
page_flow_add_page(struct page_flow *f, const struct printed_page *page,
    int number)
{
	struct page_items p = {g_ptr_array_new(), number, 0, 0};
	struct page_flow_item *was_open = f->open;

	read_page(&p, page, f->open != NULL ? f->open->last : NULL);
	join_tables(f, p.items);
	f->open = open_table(p.items);
	if (was_open != NULL && was_open != f->open)
		settle(was_open);
	for (guint i = 0; i < p.items->len; i++) {
		struct page_flow_item *item = g_ptr_array_index(p.items, i);

		if (item == was_open)
			continue;
		g_ptr_array_add(f->items, item);
		if (item->role == NULL && item != f->open)
			settle(item);
	}
	g_ptr_array_free(p.items, TRUE);
}

/* --- writing ---------------------------------------------------------- */

/* The place of a table, as table.h has it.  To be freed. */
static char *
place_of(const struct page_flow_item *item)
{
	const unsigned *rows = (const void *)item->rows->data;
	const guint n = item->rows->len;
	GString *s = g_string_new(NULL);

	if (n == 1) {
		g_string_printf(s, "page %d", item->page);
		return g_string_free(s, FALSE);
	}
	g_string_printf(s, "pages %d-%d, rows", item->page,
	    item->page + (int)n - 1);
	for (guint i = 0, same; i < n; i += same) {
		for (same = 1; i + same < n && rows[i + same] == rows[i]; same++)
			;
		if (same > 1)
			g_string_append_printf(s, " %ux%u", same, rows[i]);
		else
			g_string_append_printf(s, " %u", rows[i]);
	}
	return g_string_free(s, FALSE);
}

static void
write_table(struct page_flow_item *item, struct records *out,
    const char *member)
{
	g_autofree char *place = NULL;

	if (item->last != NULL)
		settle(item);
	place = place_of(item);
	grid_write(item->grid, out, member, place);
	g_clear_pointer(&item->grid, grid_free);
}

void
page_flow_write(struct page_flow *f, struct records *out,
    const char *member)
{
	for (guint i = 0; i < f->items->len; i++) {
		struct page_flow_item *item = g_ptr_array_index(f->items, i);

		if (item->role != NULL)
			records_text(out, item->role, item->text,
			    strlen(item->text));
		else
			write_table(item, out, member);
	}
}

bool
page_flow_is_empty(const struct page_flow *f)
{
	return f->items->len == 0;
}
