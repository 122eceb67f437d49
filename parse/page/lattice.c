#include "lattice.h"

#include <math.h>
#include <stdlib.h>

#include "cell_heads.h"
#include "cell_rows.h"
#include "field_owners.h"

/* Lengths in points. */
#define TOUCH 3.0F      /* lines that come this near meet */
#define THIN 3.5F       /* lines nearer than this are one (double lines) */

enum { MOST_FIELDS = 1 << 17 }; /* in a lattice */

/* --- which lines make a lattice --------------------------------------- */

static guint
root_of(guint *parent, guint i)
{
	while (parent[i] != i)
		i = parent[i] = parent[parent[i]];
	return i;
}

static bool
meet(const struct ruling *across, const struct ruling *down)
{
	return across->from - TOUCH <= down->at &&
	    down->at <= across->to + TOUCH &&
	    down->from - TOUCH <= across->at &&
	    across->at <= down->to + TOUCH;
}

/* Gives each line the number of its lattice: those across first, then those
 * down.  To be freed. */
static guint *
find_lattices(const struct rulings *rules)
{
	const struct ruling *h = (const void *)rules->across->data;
	const struct ruling *v = (const void *)rules->down->data;
	const guint n = rules->across->len, m = rules->down->len;
	guint *parent = g_new(guint, n + m + 1);

	for (guint i = 0; i < n + m; i++)
		parent[i] = i;
	for (guint i = 0; i < n; i++)
		for (guint k = 0; k < m; k++)
			if (v[k].at > h[i].to + TOUCH)
				break;
			else if (meet(&h[i], &v[k]))
				parent[root_of(parent, i)] =
				    root_of(parent, n + k);
	for (guint i = 0; i < n + m; i++)
		parent[i] = root_of(parent, i);
	return parent;
}

/* --- one lattice ------------------------------------------------------ */

/* Fields between lines: rows * cols of them, numbered row by row. */
struct lattice {
	struct page_box box;
	float *x, *y;           /* cols + 1 and rows + 1 */
	unsigned rows, cols;
	float *left;            /* for each field how much of its left and */
	float *top;             /* top side has a line, as a length */
};

static void
lattice_clear_sides(struct lattice *l)
{
	g_free(l->y);
	g_free(l->left);
	g_free(l->top);
}

static void
lattice_clear(struct lattice *l)
{
	g_free(l->x);
	lattice_clear_sides(l);
}

/* The different places among n, those nearer than THIN as one.  Returns how
 * many there are. */
static unsigned
distinct(float *places, unsigned n)
{
	unsigned k = 0;

	qsort(places, n, sizeof *places, page_words_by_value);
	for (unsigned i = 0; i < n; i++)
		if (k == 0 || places[i] - places[k - 1] > THIN)
			places[k++] = places[i];
	return k;
}

static unsigned
nearest(const float *places, unsigned n, float at)
{
	unsigned low = 0, high = n - 1;

	while (low < high) {
		const unsigned mid = (low + high) / 2;

		if ((places[mid] + places[mid + 1]) / 2 < at)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Adds what a line covers of the sides of fields along it: `length[k * step]`
 * for side k between places[k] and places[k + 1]. */
static void
cover(const struct ruling *r, const float *places, unsigned n, float *length,
    size_t step)
{
	for (unsigned k = 0; k + 1 < n; k++) {
		const float a = MAX(r->from, places[k]);
		const float b = MIN(r->to, places[k + 1]);

		if (b > a)
			length[k * step] += b - a;
	}
}

/* Whether a place on a line across is the side of its lattice, or a line down
 * meets it there. */
static bool
ends_at_line(const struct rulings *rules, const guint *ids, guint id,
    const struct page_box *all, float x, float y)
{
	const struct ruling *v = (const void *)rules->down->data;
	const guint n = rules->across->len;

	if (x < all->x0 + 2 * TOUCH || x > all->x1 - 2 * TOUCH)
		return true;
	for (guint k = 0; k < rules->down->len; k++)
		if (ids[n + k] == id && fabsf(v[k].at - x) < 2 * TOUCH &&
		    v[k].from - TOUCH <= y && y <= v[k].to + TOUCH)
			return true;
	return false;
}

/* Whether a line across is the underline of a text that begins at the side of
 * its cell: it ends inside the cell. */
static bool
is_underline(const struct rulings *rules, const guint *ids, guint id,
    const struct page_box *all, const struct ruling *h)
{
	return !ends_at_line(rules, ids, id, all, h->from, h->at) ||
	    !ends_at_line(rules, ids, id, all, h->to, h->at);
}

/* Builds the lattice number `id`; false where it is none. */
static bool
build(struct lattice *l, const struct rulings *rules, const guint *ids,
    guint id)
{
	const struct ruling *h = (const void *)rules->across->data;
	const struct ruling *v = (const void *)rules->down->data;
	const guint n = rules->across->len, m = rules->down->len;
	g_autofree bool *parts = g_new(bool, n + 1);    /* rows, each across */
	unsigned n_x = 0, n_y = 0;

	*l = (struct lattice){{INFINITY, INFINITY, -INFINITY, -INFINITY},
	    g_new(float, m + 2), g_new(float, n + 2), 0, 0, NULL, NULL};
	for (guint i = 0; i < n; i++)
		if (ids[i] == id)
			page_words_box_add(&l->box, &(struct page_box){h[i].from,
			    h[i].at, h[i].to, h[i].at});
	for (guint k = 0; k < m; k++)
		if (ids[n + k] == id) {
			page_words_box_add(&l->box, &(struct page_box){v[k].at,
			    v[k].from, v[k].at, v[k].to});
			l->x[n_x++] = v[k].at;
		}
	for (guint i = 0; i < n; i++) {
		parts[i] = ids[i] == id &&
		    !is_underline(rules, ids, id, &l->box, &h[i]);
		if (parts[i])
			l->y[n_y++] = h[i].at;
	}
	if (n_x == 0 || n_y == 0)
		return false;
	l->x[n_x++] = l->box.x0;
	l->x[n_x++] = l->box.x1;
	l->y[n_y++] = l->box.y0;
	l->y[n_y++] = l->box.y1;
	n_x = distinct(l->x, n_x);
	n_y = distinct(l->y, n_y);
	if (n_x < 2 || n_y < 2 || n_x > MOST_FIELDS / n_y)
		return false;
	l->cols = n_x - 1;
	l->rows = n_y - 1;
	l->left = g_new0(float, (size_t)n_x * n_y);
	l->top = g_new0(float, (size_t)n_x * n_y);
	for (guint i = 0; i < n; i++)
		if (parts[i])
			cover(&h[i], l->x, n_x, l->top + (size_t)n_x *
			    nearest(l->y, n_y, h[i].at), 1);
	for (guint k = 0; k < m; k++)
		if (ids[n + k] == id)
			cover(&v[k], l->y, n_y, l->left +
			    nearest(l->x, n_x, v[k].at), n_x);
	return true;
}

/* Whether there is a line left of a field, or above it. */
static bool
has_left(const struct lattice *l, unsigned row, unsigned col)
{
	return col == 0 || col == l->cols ||
	    l->left[(size_t)row * (l->cols + 1) + col] >
	    0.6F * (l->y[row + 1] - l->y[row]);
}

static bool
has_top(const struct lattice *l, unsigned row, unsigned col)
{
	return row == 0 || row == l->rows ||
	    l->top[(size_t)row * (l->cols + 1) + col] >
	    0.6F * (l->x[col + 1] - l->x[col]);
}

/* --- heads ------------------------------------------------------------- */

enum { LOWEST_HEAD = 6, HIGHEST_HEAD = 72 };    /* points */

/* Finds the shaded areas that stand on a lattice from side to side; *top is
 * where they begin. */
static bool
find_shaded_head(const struct lattice *l, const struct printed_page *page,
    float *top)
{
	float width = 0;

	for (guint i = 0; i < page->shades->len; i++) {
		const struct page_box *b = &g_array_index(page->shades,
		    struct page_box, i);

		if (fabsf(b->y1 - l->y[0]) > TOUCH || b->x0 < l->box.x0 -
		    TOUCH || b->x1 > l->box.x1 + TOUCH ||
		    page_box_height(b) < LOWEST_HEAD ||
		    page_box_height(b) > HIGHEST_HEAD || (width > 0 &&
		    fabsf(b->y0 - *top) > TOUCH))
			continue;
		*top = width > 0 ? MIN(*top, b->y0) : b->y0;
		width += page_box_width(b);
	}
	return width > 0.95F * page_box_width(&l->box) &&
	    width < 1.05F * page_box_width(&l->box);
}

/* Finds the next line above a lattice that is as long: the lines between its
 * columns may begin below their heads. */
static bool
find_ruled_head(const struct lattice *l, const struct rulings *rules,
    float *top)
{
	bool found = false;

	for (guint i = 0; i < rules->across->len; i++) {
		const struct ruling *r = &g_array_index(rules->across,
		    struct ruling, i);

		if (r->at > l->y[0] - LOWEST_HEAD)
			break;
		if (r->at < l->y[0] - HIGHEST_HEAD ||
		    fabsf(r->from - l->box.x0) > TOUCH ||
		    fabsf(r->to - l->box.x1) > TOUCH)
			continue;
		*top = r->at;
		found = true;
	}
	return found;
}

/* Text of a line above a lattice whose characters, i to end - 1, stand close. */
struct head_run {
	struct page_box box;
	guint end;
};

static struct head_run
head_run_at(const struct printed_page *page, guint i)
{
	const struct page_char *c = (const void *)page->chars->data;
	struct head_run r = {c[i].box, i + 1};

	while (r.end < page->chars->len &&
	    fabsf(page_box_middle_y(&c[r.end].box) -
	    page_box_middle_y(&r.box)) < 0.3F * page_box_height(&r.box) &&
	    c[r.end].box.x0 > c[r.end - 1].box.x0 &&
	    c[r.end].box.x0 - r.box.x1 < 0.75F * page_box_height(&r.box))
		page_words_box_add(&r.box, &c[r.end++].box);
	return r;
}

/* How far down the middle of the last line of a head is. */
static float
last_line(const struct lattice *l, const struct printed_page *page, float top)
{
	float last = -INFINITY;

	for (guint i = 0; i < page->chars->len; i++) {
		const struct page_box *b = &g_array_index(page->chars,
		    struct page_char, i).box;
		const float y = page_box_middle_y(b);

		if (y > top && y < l->y[0] && page_box_middle_x(b) >
		    l->box.x0 && page_box_middle_x(b) < l->box.x1)
			last = MAX(last, y);
	}
	return last;
}

/* Whether the text in a head stands in most of the columns.  A text may head
 * several columns, of which the borders are then crossed, but not in the last
 * line: a title runs on. */
static bool
has_column_heads(const struct lattice *l, const struct printed_page *page,
    float top, bool *crossed)
{
	const float last = last_line(l, page, top);
	g_autofree bool *filled = g_new0(bool, l->cols + 1);
	unsigned n = 0;

	for (guint i = 0, end; i < page->chars->len; i = end) {
		const struct head_run r = head_run_at(page, i);
		const float y = page_box_middle_y(&r.box);
		bool crosses = false;
		unsigned col = 0;

		end = r.end;
		if (y < top || y > l->y[0])
			continue;
		while (col < l->cols && page_box_middle_x(&r.box) >
		    l->x[col + 1])
			col++;
		for (unsigned k = 1; k < l->cols; k++)
			if (r.box.x0 < l->x[k] - 1 && r.box.x1 > l->x[k] + 1)
				crosses = crossed[k] = true;
		if (col == l->cols || (crosses && y > last - 0.5F *
		    page_box_height(&r.box)))
			return false;
		n += !crosses && !filled[col];
		filled[col] |= !crosses;
	}
	return l->cols > 1 && n * 3 >= l->cols * 2;
}

/* Adds what stands on a lattice, with the heads of its columns, as its first
 * row. */
static void
add_head(struct lattice *l, const struct printed_page *page,
    const struct rulings *rules)
{
	const size_t n_x = l->cols + 1, n = n_x * (l->rows + 1);
	g_autofree bool *crossed = g_new0(bool, n_x);
	float *left, *top, *y, at = 0;

	if ((!find_shaded_head(l, page, &at) &&
	    !find_ruled_head(l, rules, &at)) ||
	    !has_column_heads(l, page, at, crossed))
		return;
	left = g_new0(float, n + n_x);
	top = g_new0(float, n + n_x);
	y = g_new(float, l->rows + 2);
	for (size_t i = 0; i < n; i++) {
		left[n_x + i] = l->left[i];
		top[n_x + i] = l->top[i];
	}
	for (unsigned col = 0; col < l->cols; col++) {
		left[col] = crossed[col] ? 0 : l->y[0] - at;
		top[col] = top[n_x + col] = l->x[col + 1] - l->x[col];
	}
	y[0] = at;
	for (unsigned row = 0; row <= l->rows; row++)
		y[row + 1] = l->y[row];
	lattice_clear_sides(l);
	l->left = left;
	l->top = top;
	l->y = y;
	l->rows++;
	l->box.y0 = at;
}

/* --- cells ------------------------------------------------------------ */

/* Whether there is no line below the last fields of the columns `col` to `end`
 * - 1.  Cells merged over a page break have none there. */
static bool
is_open_below(const struct lattice *l, unsigned col, unsigned end)
{
	const float *below = l->top + (size_t)l->rows * (l->cols + 1);
	float covered = 0, all = 0;

	for (unsigned c = 0; c < l->cols; c++)
		all += below[c];
	for (unsigned c = col; c < end; c++)
		covered += below[c];
	return covered < 0.3F * (l->x[end] - l->x[col]) &&
	    all > 0.3F * page_box_width(&l->box);
}

/* How far the cell goes down that begins with the fields `col` to `end` - 1 of
 * a row: as long as no line crosses it and it keeps its sides. */
static unsigned
reach_down(const struct lattice *l, const int *taken, unsigned row,
    unsigned col, unsigned end)
{
	unsigned r;

	for (r = row + 1; r < l->rows; r++) {
		if (!has_left(l, r, col) || !has_left(l, r, end))
			return r;
		for (unsigned c = col; c < end; c++)
			if (has_top(l, r, c) || (c > col &&
			    has_left(l, r, c)) ||
			    taken[(size_t)r * l->cols + c] != 0)
				return r;
	}
	return r;
}

/* Makes cells of fields; `owner_of` gets the owner of each field, counted on
 * from *next. */
static void
make_cells(const struct lattice *l, struct page_table *t, int *owner_of,
    int *next)
{
	for (unsigned row = 0; row < l->rows; row++)
		for (unsigned col = 0; col < l->cols; col++) {
			unsigned end = col + 1, last;

			if (owner_of[(size_t)row * l->cols + col] != 0)
				continue;
			while (end < l->cols && !has_left(l, row, end) &&
			    owner_of[(size_t)row * l->cols + end] == 0)
				end++;
			last = reach_down(l, owner_of, row, col, end);
			for (unsigned r = row; r < last; r++)
				for (unsigned c = col; c < end; c++)
					owner_of[(size_t)r * l->cols + c] =
					    *next;
			page_table_add(t, row, col, last - row, end - col,
			    NULL);
			g_array_index(t->cells, struct page_cell,
			    t->cells->len - 1).open_below =
			    last == l->rows && is_open_below(l, col, end);
			++*next;
		}
}

/* Whether most rows are one cell from side to side: their columns are not ruled
 * but aligned.  Among shaded areas two such rows show that only others have a
 * shade for each column. */
static bool
has_whole_rows(const struct page_table *t)
{
	unsigned rows = 0;

	for (guint i = 0; i < t->cells->len; i++) {
		const struct page_cell *c = &g_array_index(t->cells,
		    struct page_cell, i);

		if (c->colspan == t->cols)
			rows += c->rowspan;
	}
	return t->cols > 1 && (rows * 2 > t->rows || (t->shaded && rows > 1));
}

/* Whether the lattice is a table: not a frame, and not a chart, whose grid
 * holds hardly any text.  Fields between shades must hold more than those
 * between lines. */
static bool
is_table(const struct page_table *t, int first, const int *owners,
    const struct printed_page *page)
{
	const unsigned least = t->shaded ? 3 : 1;       /* fifths */
	g_autofree bool *has_text = g_new0(bool, t->cells->len);
	unsigned filled = 0, chars = 0;

	if (t->cols * t->rows < 2 || t->cells->len < 2 || has_whole_rows(t))
		return false;
	/* The heading of a table that has no other shades. */
	if (t->shaded && t->rows == 1)
		return false;
	for (guint i = 0; i < page->chars->len; i++)
		if (owners[i] >= first) {
			filled += !has_text[owners[i] - first];
			has_text[owners[i] - first] = true;
			chars++;
		}
	if (t->cols == 1 && (t->shaded || t->rows < 4 ||
	    filled < t->cells->len))
		return false;
	return filled >= 2 && filled * 5 >= t->cells->len * least &&
	    !printed_page_is_drawing(page, &t->box, chars, NULL);
}

static struct page_table *
read_lattice(const struct lattice *l, const struct printed_page *page,
    bool shaded, int *owners, int *next)
{
	g_autofree int *owner_of = g_new0(int, (size_t)l->rows * l->cols);
	struct page_table *t = page_table_new();
	const int first = *next;

	t->box = l->box;
	t->order = l->box.y0;
	t->rows = l->rows;
	t->cols = l->cols;
	t->ruled = true;
	t->shaded = shaded;
	g_array_append_vals(t->edges, l->x, l->cols + 1);
	g_array_append_vals(t->tops, l->y, l->rows + 1);
	make_cells(l, t, owner_of, next);
	field_owners_mark(&(struct grid_fields){l->x, l->y, l->cols, l->rows,
	    owner_of}, page, owners);
	if (is_table(t, first, owners, page))
		return t;
	for (guint i = 0; i < page->chars->len; i++)
		if (owners[i] >= first)
			owners[i] = 0;
	*next = first;
	page_table_free(t);
	return NULL;
}

/* --- tables ----------------------------------------------------------- */

/* The words of each cell of a table whose first cell is `owner`; words from
 * *next on.  To be freed, each and all. */
static GArray **
words_of_cells(const struct page_table *t, const GArray *words, int owner,
    guint *next)
{
	GArray **own = g_new(GArray *, t->cells->len);

	for (guint c = 0; c < t->cells->len; c++, owner++) {
		const guint first = *next;

		while (*next < words->len && g_array_index(words,
		    struct page_word, *next).owner == owner)
			++*next;
		own[c] = g_array_sized_new(FALSE, FALSE,
		    sizeof(struct page_word), *next - first);
		if (*next > first)
			g_array_append_vals(own[c], &g_array_index(words,
			    struct page_word, first), *next - first);
	}
	return own;
}

/* Whether two rows or more have cells over several columns in which words stand
 * apart: a shade for all of a row, among others for each of its cells. */
static bool
runs_over_columns(const struct page_table *t, GArray **words)
{
	unsigned rows = 0, last = t->rows;

	for (guint i = 0; i < t->cells->len; i++) {
		const struct page_cell *c = &g_array_index(t->cells,
		    struct page_cell, i);
		const struct page_word *w = (const void *)words[i]->data;

		for (guint k = 1; c->colspan > 1 && c->row != last &&
		    k < words[i]->len; k++)
			if (w[k].box.x0 - w[k - 1].box.x1 >
			    page_box_height(&w[k].box)) {
				rows++;
				last = c->row;
			}
	}
	return rows > 1;
}

/* Gives up a table: its characters get no owner. */
static void
give_up(const struct page_table *t, const struct printed_page *page,
    int *owners, int first)
{
	for (guint i = 0; i < page->chars->len; i++)
		if (owners[i] >= first &&
		    owners[i] < first + (int)t->cells->len)
			owners[i] = 0;
}

/* Adds the tables of `found`, whose owners count through their cells from
 * `owner` on, with their text to `tables`. */
static void
add_tables(const struct printed_page *page, int *owners, int owner,
    GPtrArray *found, GPtrArray *tables)
{
	GArray *words = page_words_read(page, owners);
	guint next = 0;

	while (next < words->len && g_array_index(words, struct page_word,
	    next).owner < owner)
		next++;
	for (guint i = 0; i < found->len; i++) {
		struct page_table *t = g_ptr_array_index(found, i);
		const guint n = t->cells->len;
		GArray **own = words_of_cells(t, words, owner, &next);

		if (cell_rows_hold_columns(t, own) ||
		    (t->shaded && runs_over_columns(t, own))) {
			give_up(t, page, owners, owner);
			for (guint c = 0; c < n; c++)
				g_array_free(own[c], TRUE);
			page_table_free(t);
		} else {
			own = cell_heads_split(t, own);
			cell_rows_fill(t, own);
			g_ptr_array_add(tables, t);
		}
		g_free(own);
		owner += (int)n;
	}
	g_array_free(words, TRUE);
}

void
lattice_read(const struct printed_page *page, const struct rulings *rules,
    int *owners, int *next, GPtrArray *tables)
{
	const guint n = rules->across->len + rules->down->len;
	g_autofree guint *ids = find_lattices(rules);
	g_autofree guint *members = g_new0(guint, n + 1);
	GPtrArray *found = g_ptr_array_new();
	const int first = *next;

	for (guint i = 0; i < n; i++)
		members[ids[i]]++;
	for (guint id = 0; id < n; id++) {
		struct page_table *t = NULL;
		struct lattice l;

		if (members[id] < 3)
			continue;
		if (build(&l, rules, ids, id)) {
			if (!rules->shades)
				add_head(&l, page, rules);
			t = read_lattice(&l, page, rules->shades, owners,
			    next);
		}
		if (t != NULL)
			g_ptr_array_add(found, t);
		lattice_clear(&l);
	}
	add_tables(page, owners, first, found, tables);
	g_ptr_array_free(found, TRUE);
}
