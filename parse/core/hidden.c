#include "hidden.h"

#include "cell_problems.h"

struct hidden_run {
	unsigned first, last;
};

void
hidden_init(struct hidden *h, bool sheet)
{
	h->sheet = sheet;
	h->rows = g_array_new(FALSE, FALSE, sizeof(struct hidden_run));
	h->cols = g_array_new(FALSE, FALSE, sizeof(struct hidden_run));
}

static void
hidden_clear(struct hidden *h)
{
	g_array_free(h->rows, TRUE);
	g_array_free(h->cols, TRUE);
}

static void
add(GArray *runs, unsigned first, unsigned last)
{
	struct hidden_run *before = runs->len == 0 ? NULL :
	    &g_array_index(runs, struct hidden_run, runs->len - 1);
	struct hidden_run run = {first, last};

	if (first > last)
		return;
	if (before != NULL && before->last + 1 == first)
		before->last = last;
	else
		g_array_append_val(runs, run);
}

void
hidden_rows(struct hidden *h, unsigned first, unsigned last)
{
	add(h->rows, first, last);
}

void
hidden_cols(struct hidden *h, unsigned first, unsigned last)
{
	add(h->cols, first, last);
}

static int
by_first(const void *a, const void *b)
{
	const struct hidden_run *x = a, *y = b;

	return x->first < y->first ? -1 : x->first > y->first;
}

static void
append_row(GString *out, unsigned row)
{
	g_string_append_printf(out, "%u", row);
}

static void
append_col(GString *out, unsigned col)
{
	cell_problems_address(out, 0, col);
}

/* "; hidden rows 3,7-9" of what lies within `most`. */
static void
append_runs(GString *out, const char *what, GArray *runs, unsigned most,
    void (*append)(GString *, unsigned))
{
	const char *before = what;
	unsigned stated = 0;

	g_array_sort(runs, by_first);
	for (guint i = 0; i < runs->len; i++) {
		struct hidden_run r = g_array_index(runs, struct hidden_run, i);

		r.first = MAX(r.first, stated + 1);
		r.last = MIN(r.last, most);
		if (r.first > r.last)
			continue;
		stated = r.last;
		if (before == what && out->len > 0)
			g_string_append(out, "; ");
		g_string_append(out, before);
		before = ",";
		append(out, r.first);
		if (r.last > r.first) {
			g_string_append_c(out, '-');
			append(out, r.last);
		}
	}
}

/* The place of a sheet's table, the caller's.  What is hidden beyond the text
 * of the grid is not stated. */
static char *
hidden_place(struct hidden *h, const char *name, const struct grid *grid)
{
	GString *marks = g_string_new(h->sheet ? "hidden" : NULL);
	char *place;

	append_runs(marks, "hidden rows ", h->rows, grid_rows(grid),
	    append_row);
	append_runs(marks, "hidden columns ", h->cols, grid_cols(grid),
	    append_col);
	place = marks->len > 0 ? g_strdup_printf("%s (%s)", name, marks->str) :
	    g_strdup(name);
	g_string_free(marks, TRUE);
	return place;
}

void
hidden_write_sheet(struct hidden *h, const char *name, struct grid *grid,
    struct records *out, const char *member)
{
	g_autofree char *place = hidden_place(h, name, grid);

	grid_write(grid, out, member, place);
	hidden_clear(h);
	grid_free(grid);
}
