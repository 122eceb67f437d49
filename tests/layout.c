/* The rules of layout.c, columns.c, cells.c and single.c on small grids:
 * tests/layout/rules.txt holds what goes in and what must come out. */
#include <stdio.h>
#include <string.h>

#include "transform/table/layout.h"

static const char *const class_words[LAYOUT_CLASSES] = {
    [LAYOUT_TITLE] = "title", [LAYOUT_HEADING] = "heading",
    [LAYOUT_REPEATED] = "repeated", [LAYOUT_SECTION] = "section",
    [LAYOUT_BLANK] = "blank", [LAYOUT_NOTE] = "note",
    [LAYOUT_FOOTER] = "footer", [LAYOUT_RECORD] = "record",
};

static const struct {
	enum heading_field field;
	const char *word;
} fields[] = {
    {HEADING_SEQUENCE, "no"}, {HEADING_PREVIOUS, "was"},
    {HEADING_REGION, "in"}, {HEADING_CITY, "city"},
    {HEADING_DISTRICT, "district"}, {HEADING_CODE, "code"},
    {HEADING_PRODUCT, "makes"}, {HEADING_BATCH, "batch"},
};

/* One case: the grid, and what is expected as text. */
struct grid_case {
	char *rule, *above, *within, *place;
	GArray *rows;           /* struct table_row */
	GArray *spans;          /* struct table_span */
	GString *want, *records;
	unsigned counts[LAYOUT_CLASSES], first;
	unsigned cols;
};

static struct grid_case *
case_new(const char *rule)
{
	struct grid_case *c = g_new0(struct grid_case, 1);

	c->rule = g_strdup(rule);
	c->rows = g_array_new(FALSE, TRUE, sizeof(struct table_row));
	c->spans = g_array_new(FALSE, TRUE, sizeof(struct table_span));
	c->want = g_string_new(NULL);
	c->records = g_string_new(NULL);
	c->first = 1;
	return c;
}

static void
case_free(struct grid_case *c)
{
	for (guint i = 0; i < c->rows->len; i++) {
		struct table_row *row = &g_array_index(c->rows,
		    struct table_row, i);

		for (unsigned k = 0; k < row->n_cells; k++)
			g_free(row->cells[k]);
		g_free(row->cells);
	}
	g_array_unref(c->rows);
	g_array_unref(c->spans);
	g_string_free(c->want, TRUE);
	g_string_free(c->records, TRUE);
	g_free(c->rule);
	g_free(c->above);
	g_free(c->place);
	g_free(c->within);
	g_free(c);
}

/* "rows 1-3: heading 1, record 2" */
static void
append_counts(GString *text, unsigned first, unsigned last,
    const unsigned counts[LAYOUT_CLASSES])
{
	if (last < first)
		return;
	g_string_append_printf(text, "rows %u-%u:", first, last);
	for (int i = 0; i < LAYOUT_CLASSES; i++)
		if (counts[i] > 0)
			g_string_append_printf(text, " %s %u", class_words[i],
			    counts[i]);
	g_string_append_c(text, '\n');
}

static void
end_list(struct grid_case *c)
{
	append_counts(c->want, c->first, c->rows->len, c->counts);
	memset(c->counts, 0, sizeof c->counts);
	c->first = c->rows->len + 1;
}

/* A cell as the file has it: "^" is covered by one that is merged over it,
 * "text{2x1}" is merged over two rows and one column. */
static char *
read_cell(struct grid_case *c, const char *text, unsigned col)
{
	struct table_span span = {c->rows->len + 1, col, 1, 1};
	char *cell = g_strstrip(g_strdup(text)), *at = strrchr(cell, '{');

	if (strcmp(cell, "^") == 0) {
		g_free(cell);
		return NULL;
	}
	if (at != NULL && sscanf(at, "{%ux%u}", &span.rowspan,
	    &span.colspan) == 2) {
		*at = '\0';
		g_array_append_val(c->spans, span);
		c->cols = MAX(c->cols, col + span.colspan - 1);
	}
	return cell;
}

/* "record   1 | 甲有限公司" */
static void
read_row(struct grid_case *c, const char *line)
{
	size_t word = strcspn(line, " ");
	g_auto(GStrv) cells = g_strsplit(line + word, "|", -1);
	struct table_row row = {.number = c->rows->len + 1};
	int class = 0;

	while (class < LAYOUT_CLASSES && (strlen(class_words[class]) != word ||
	    strncmp(line, class_words[class], word) != 0))
		class++;
	if (class == LAYOUT_CLASSES)
		g_error("%s: no class of rows: %s", c->rule, line);
	c->counts[class]++;
	row.n_cells = g_strv_length(cells);
	row.cells = g_new0(char *, row.n_cells + 1);
	for (unsigned i = 0; i < row.n_cells; i++)
		row.cells[i] = read_cell(c, cells[i], i + 1);
	c->cols = MAX(c->cols, row.n_cells);
	g_array_append_val(c->rows, row);
}

static void
append_record(GString *text, const struct layout_list *l,
    const struct layout_record *r)
{
	g_string_append_printf(text, "= %s", r->name ? r->name : "-");
	for (size_t i = 0; i < G_N_ELEMENTS(fields); i++)
		if (r->cell[fields[i].field] != NULL)
			g_string_append_printf(text, " %s %s", fields[i].word,
			    r->cell[fields[i].field]);
	if (r->section >= 0) {
		const struct layout_section *s = &g_array_index(l->sections,
		    struct layout_section, r->section);

		g_string_append_printf(text, " below %s", !s->has_place ? "-" :
		    s->place.district ? s->place.district->name :
		    s->place.city ? s->place.city->name :
		    s->place.unit->name);
		if (s->has_count)
			g_string_append_printf(text, " of %u", s->declared);
	}
	g_string_append_c(text, '\n');
}

static void
append_list(GString *text, GString *records, const struct layout_list *l)
{
	if (l->rows > 0)
		append_counts(text, l->first_row, l->last_row, l->counts);
	for (guint i = 0; i < l->records->len; i++)
		append_record(records, l, &g_array_index(l->records,
		    struct layout_record, i));
	for (guint i = 0; i < l->unmapped->len; i++)
		g_string_append_printf(records, "unmapped %s\n",
		    (const char *)l->unmapped->pdata[i]);
	for (guint i = 0; i < l->strays->len; i++)
		g_string_append_printf(records, "stray %s\n", g_array_index(
		    l->strays, struct layout_stray, i).text);
	if (l->has_total)
		g_string_append_printf(records, "total %u\n", l->total);
}

/* As it is: g_assert_cmpstr would show Chinese in octal. */
static void
assert_text(const GString *got, const GString *want)
{
	if (strcmp(got->str, want->str) == 0)
		return;
	fprintf(stderr, "got\n%swant\n%s", got->str, want->str);
	g_test_fail();
}

static void
run_case(gconstpointer data)
{
	const struct grid_case *c = data;
	struct table table = {.n = 1, .place =
	    c->place ? c->place : "body", .cols = c->cols,
	    .rows = (struct table_row *)c->rows->data, .n_rows = c->rows->len,
	    .spans = (struct table_span *)c->spans->data,
	    .n_spans = c->spans->len};
	g_autoptr(GString) got = g_string_new(NULL);
	g_autoptr(GString) records = g_string_new(NULL);
	struct place within;
	struct layout *layout;

	if (c->within != NULL)
		g_assert_true(place_of_text(c->within, NULL, &within));
	layout = layout_read(&table, c->within ? &within : NULL, c->above,
	    NULL);
	for (guint i = 0; i < layout->lists->len; i++)
		append_list(got, records, layout->lists->pdata[i]);
	assert_text(got, c->want);
	assert_text(records, c->records);
	layout_free(layout);
}

static void
read_line(struct grid_case *c, const char *line)
{
	static const char *const results[] = {"= ", "unmapped ", "stray ",
	    "total "};

	if (strcmp(line, "---") == 0) {
		end_list(c);
		return;
	}
	if (g_str_has_prefix(line, "within ")) {
		c->within = g_strdup(line + strlen("within "));
		return;
	}
	if (g_str_has_prefix(line, "place ")) {
		c->place = g_strdup(line + strlen("place "));
		return;
	}
	if (g_str_has_prefix(line, "above ")) {
		c->above = g_strdup(line + strlen("above "));
		return;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(results); i++)
		if (g_str_has_prefix(line, results[i])) {
			g_string_append_printf(c->records, "%s\n", line);
			return;
		}
	read_row(c, line);
}

int
main(int argc, char **argv)
{
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;
	GPtrArray *cases = g_ptr_array_new_with_free_func(
	    (GDestroyNotify)case_free);
	struct grid_case *c = NULL;
	int status;

	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	if (!g_file_get_contents("tests/layout/rules.txt", &text, NULL, NULL))
		g_error("tests/layout/rules.txt: cannot be read");
	lines = g_strsplit(text, "\n", -1);
	for (char **line = lines; *line != NULL; line++) {
		if (**line == '#' || **line == '\0')
			continue;
		if (g_str_has_prefix(*line, "rule ")) {
			c = case_new(*line + strlen("rule "));
			g_ptr_array_add(cases, c);
			continue;
		}
		read_line(c, *line);
	}
	for (guint i = 0; i < cases->len; i++) {
		g_autofree char *name = g_strconcat("/", g_strdelimit(
		    ((struct grid_case *)cases->pdata[i])->rule, "/", ' '),
		    NULL);

		end_list(cases->pdata[i]);
		g_test_add_data_func(name, cases->pdata[i], run_case);
	}
	status = g_test_run();
	g_ptr_array_unref(cases);
	return status;
}
