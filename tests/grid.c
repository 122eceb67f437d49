/* From a grid to its records and back, and streams that are no records. */
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "parse/core/grid.h"
#include "parse/core/scratch.h"

static void
set(struct grid *g, unsigned row, unsigned col, const char *text)
{
	g_assert_true(grid_set(g, row, col, text, strlen(text)));
}

/* What the grid writes between the document and the end record. */
static void
assert_written(struct grid *g, const char *want)
{
	struct records *r = records_new();

	grid_write(g, r, NULL, "s");
	g_assert_cmpstr(records_text_so_far(r)->str, ==, want);
	records_free(r);
	grid_free(g);
}

static void
test_plain(void)
{
	struct grid *g = grid_new();

	set(g, 1, 1, "a\tb");
	set(g, 1, 3, "c");
	set(g, 3, 2, "\\N");
	assert_written(g, "table\t1\t\\N\ts\t3\t3\n"
	    "row\t1\t1\ta\\tb\t\tc\n"
	    "row\t1\t2\n"
	    "row\t1\t3\t\t\\\\N\n");
}

static void
test_empty(void)
{
	struct grid *g = grid_new();

	set(g, 4, 4, "");
	g_assert_true(grid_span(g, 1, 1, 2, 2));
	assert_written(g, "");
}

/* A cell that a span covers is not written, whatever was set there; trailing
 * covered cells are left out. */
static void
test_spans(void)
{
	struct grid *g = grid_new();

	set(g, 1, 1, "title");
	set(g, 1, 2, "hidden");
	set(g, 2, 1, "down");
	set(g, 2, 2, "x");
	set(g, 3, 1, "covered");
	set(g, 3, 2, "y");
	g_assert_true(grid_span(g, 2, 1, 2, 1));
	g_assert_true(grid_span(g, 1, 1, 1, 2));
	assert_written(g, "table\t1\t\\N\ts\t3\t2\n"
	    "span\t1\t1\t1\t1\t2\n"
	    "span\t1\t2\t1\t2\t1\n"
	    "row\t1\t1\ttitle\n"
	    "row\t1\t2\tdown\tx\n"
	    "row\t1\t3\t\\N\ty\n");
}

/* Of overlapping spans the earlier stays; one of a single cell is none. */
static void
test_overlap(void)
{
	struct grid *g = grid_new();

	set(g, 1, 1, "a");
	set(g, 2, 2, "b");
	g_assert_true(grid_span(g, 2, 2, 2, 2));
	g_assert_true(grid_span(g, 1, 1, 2, 2));
	g_assert_true(grid_span(g, 5, 5, 1, 1));
	assert_written(g, "table\t1\t\\N\ts\t2\t2\n"
	    "span\t1\t1\t1\t2\t2\n"
	    "row\t1\t1\ta\n"
	    "row\t1\t2\n");
}

static void
test_set_twice(void)
{
	struct grid *g = grid_new();

	set(g, 2, 1, "late");
	set(g, 1, 1, "old");
	set(g, 1, 1, "new");
	assert_written(g, "table\t1\t\\N\ts\t2\t1\n"
	    "row\t1\t1\tnew\nrow\t1\t2\tlate\n");
}

static void
test_gap(void)
{
	struct grid *g = grid_new();

	set(g, 1, 1, "a");
	set(g, 1000000, 1, "b");
	assert_written(g, "table\t1\t\\N\ts\t2\t1\n"
	    "row\t1\t1\ta\nrow\t1\t1000000\tb\n");
}

/* --- long tables --------------------------------------------------------- */

enum { LONG_ROWS = 20000 };

/* A row in three is blank; every cell has a text of its own. */
static void
fill(struct grid *g, unsigned from, unsigned to)
{
	for (unsigned row = from; row <= to; row++)
		for (unsigned col = 1; row % 3 > 0 && col <= 5; col += 2) {
			g_autofree char *text = g_strdup_printf(
			    "%u/%u 北京\t专精特新有限公司", row, col);

			set(g, row, col, text);
		}
}

static void
fill_in_order(struct grid *g)
{
	g_autoptr(GString) marked = g_string_new("名");

	mark_begin(marked, MARK_STRUCK);
	g_string_append(marked, "old");
	mark_end(marked);
	fill(g, 1, LONG_ROWS);
	set(g, LONG_ROWS, 7, marked->str);
	set(g, LONG_ROWS + 1, 1, "");
}

/* What covers rows that were set long ago. */
static void
fill_with_spans(struct grid *g)
{
	fill(g, 1, LONG_ROWS);
	g_assert_true(grid_span(g, 1, 1, 1, 5));
	g_assert_true(grid_span(g, LONG_ROWS / 2, 1, 50, 2));
	grid_reach(g, LONG_ROWS + 4);
}

static void
fill_out_of_order(struct grid *g)
{
	fill(g, LONG_ROWS / 2, LONG_ROWS);
	fill(g, 1, LONG_ROWS / 2 + 10);
	fill(g, LONG_ROWS + 1, 2 * LONG_ROWS);
}

static void
fill_and_move(struct grid *g)
{
	fill(g, 1, LONG_ROWS);
	grid_move_down(g, 2);
	set(g, 1, 1, "above");
}

/* So few cells for so many rows that the lonely ones are left out. */
static void
fill_nearly_nothing(struct grid *g)
{
	fill(g, 1, LONG_ROWS);
	for (unsigned row = LONG_ROWS + 1; row < 5 * LONG_ROWS; row++)
		set(g, row, GRID_MOST_COLS, "x");
}

static void (*const fillings[])(struct grid *) = {fill_in_order,
    fill_with_spans, fill_out_of_order, fill_and_move, fill_nearly_nothing};

static char *
written(struct grid *g)
{
	struct records *r = records_new();
	char *text;

	g_assert_true(grid_write(g, r, NULL, "s"));
	text = g_strdup(records_text_so_far(r)->str);
	records_free(r);
	grid_free(g);
	return text;
}

/* With a file to put rows into, the records are those of a table that lies in
 * memory; a second table finds it taken. */
static void
compare_with_scratch(int fd)
{
	for (size_t i = 0; i < G_N_ELEMENTS(fillings); i++) {
		struct grid *here = grid_new(), *away, *other;
		g_autofree char *want = NULL, *got = NULL, *same = NULL;

		fillings[i](here);
		want = written(here);
		scratch_offer(fd);
		away = grid_new();
		other = grid_new();
		fillings[i](away);
		fillings[i](other);
		same = written(other);
		got = written(away);
		/* Both have left it; taken, it is not there for `here`. */
		g_assert_true(scratch_take());
		g_assert_true(strcmp(got, want) == 0);
		g_assert_true(strcmp(same, want) == 0);
	}
}

static void
test_scratch(void)
{
	g_autofree char *path = NULL;
	const int fd = g_file_open_tmp("miit-grid-XXXXXX", &path, NULL);

	g_assert_cmpint(fd, >=, 0);
	unlink(path);
	compare_with_scratch(fd);
	/* It was used, and for the most of a table. */
	g_assert_cmpint(lseek(fd, 0, SEEK_END), >, LONG_ROWS * 50);
	close(fd);
}

/* Rows for which the file has no room stay in memory. */
static void
test_scratch_full(void)
{
	g_autofree char *path = NULL;
	const int fd = g_file_open_tmp("miit-grid-XXXXXX", &path, NULL);
	const struct rlimit little = {1000000, RLIM_INFINITY};
	struct rlimit before;

	g_assert_cmpint(fd, >=, 0);
	unlink(path);
	g_assert_cmpint(getrlimit(RLIMIT_FSIZE, &before), ==, 0);
	g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &little), ==, 0);
	compare_with_scratch(fd);
	g_assert_cmpint(lseek(fd, 0, SEEK_END), ==, 1000000);
	g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &before), ==, 0);
	close(fd);
}

static void
test_limits(void)
{
	struct grid *g = grid_new();

	g_assert_false(grid_set(g, 0, 1, "x", 1));
	g_assert_false(grid_set(g, 1, 0, "x", 1));
	g_assert_false(grid_set(g, GRID_MOST_ROWS + 1, 1, "x", 1));
	g_assert_false(grid_set(g, 1, GRID_MOST_COLS + 1, "x", 1));
	g_assert_false(grid_span(g, GRID_MOST_ROWS, 1, 2, 1));
	g_assert_false(grid_span(g, 1, 1, 0, 1));
	g_assert_false(grid_span(g, 1, 1, 4294967295u, 1));
	grid_free(g);
}

/* What is written reads back the same. */
static void
test_back(void)
{
	struct records *r = records_new();
	struct grid *g = grid_new();
	g_autofree char *stream = NULL;
	struct table_document *d;
	char *error = NULL;
	size_t at = 0;

	set(g, 1, 1, "企业\n名称");
	set(g, 2, 2, "x");
	g_assert_true(grid_span(g, 1, 1, 1, 2));
	records_document(r, "00", "text/html", NULL, "html", NULL);
	records_text(r, "title", "标题", strlen("标题"));
	records_text(r, "paragraph", " \xc2\xa0\n", 4);
	g_assert_true(grid_write(g, r, "a/b.xls", "body"));
	records_problem(r, PROBLEM_CELL, "B2", "expected a %s", "number");
	records_end(r);
	stream = g_strdup(records_text_so_far(r)->str);
	d = table_read(stream, strlen(stream), &at, &error);
	g_assert_cmpstr(error, ==, NULL);
	g_assert_nonnull(d);
	g_assert_cmpstr(d->charset, ==, NULL);
	g_assert_cmpuint(d->n_texts, ==, 1);
	g_assert_cmpstr(d->texts[0].text, ==, "标题");
	g_assert_cmpuint(d->n_tables, ==, 1);
	g_assert_cmpuint(d->tables[0].n, ==, 2);
	g_assert_cmpstr(d->tables[0].member, ==, "a/b.xls");
	g_assert_cmpuint(d->tables[0].n_spans, ==, 1);
	g_assert_cmpuint(d->tables[0].n_rows, ==, 2);
	g_assert_cmpstr(d->tables[0].rows[0].cells[0], ==, "企业\n名称");
	g_assert_cmpstr(d->tables[0].rows[1].cells[0], ==, "");
	g_assert_cmpuint(d->n_problems, ==, 1);
	g_assert_cmpstr(d->problems[0].code, ==, "cell");
	g_assert_cmpuint(at, ==, records_text_so_far(r)->len);
	table_document_free(d);
	g_assert_null(table_read(stream, at, &at, &error));
	g_assert_cmpstr(error, ==, NULL);
	records_free(r);
	grid_free(g);
}

static void
test_malformed(void)
{
	static const struct {
		const char *stream, *error;
	} cases[] = {
	    {"row\t1\t1\n", "line 1: expected a document record"},
	    {"document\t1\t0\t0\t0\t0\n", "line 1: expected an end record"},
	    {"document\t1\t0\t0\t0\t0\nend\t7\n",
		"line 2: expected 7 records, found 1"},
	    {"document\t1\t0\t0\t0\t0\nrow\t1\t1\ta\nend\t2\n",
		"line 2: expected a record of the last table"},
	    {"document\t1\t0\t0\t0\t0\ntable\t1\t\\N\ts\t2\t1\nrow\t1\t1\ta\n"
	     "end\t3\n", "line 4: table 1: expected 2 rows before, found 1"},
	    {"document\t1\t0\t0\t0\t0\ntable\t1\t\\N\ts\t2\t1\nrow\t1\t2\ta\n"
	     "row\t1\t2\tb\nend\t4\n", "line 4: expected a row after row 2"},
	    {"document\t1\t0\t0\t0\t0\nspan\t1\t1\t1\n",
		"line 2: expected a record of the last table"},
	    {"document\t1\t0\t0\t0\t0\nwhat\t1\n",
		"line 2: unknown record what"},
	    {"document\t1\t0\t0\t0\t0\ntext\t1\ttitle\ta\\x\n",
		"line 2: an escape other than \\t \\n \\r \\\\ \\N"},
	    {"document\t1\t0\t0\t0\t0\nend\t1",
		"line 2: ends without a newline"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *stream = g_strdup(cases[i].stream);
		g_autofree char *error = NULL;
		size_t at = 0;

		g_assert_null(table_read(stream, strlen(stream), &at, &error));
		g_assert_cmpstr(error, ==, cases[i].error);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/grid/plain", test_plain);
	g_test_add_func("/grid/empty", test_empty);
	g_test_add_func("/grid/spans", test_spans);
	g_test_add_func("/grid/overlap", test_overlap);
	g_test_add_func("/grid/set-twice", test_set_twice);
	g_test_add_func("/grid/gap", test_gap);
	g_test_add_func("/grid/limits", test_limits);
	g_test_add_func("/grid/scratch", test_scratch);
	g_test_add_func("/grid/scratch-full", test_scratch_full);
	g_test_add_func("/table/back", test_back);
	g_test_add_func("/table/malformed", test_malformed);
	return g_test_run();
}
