#include "docx_tables.h"

#include "parse/core/grid.h"
#include "parse/word/word_look.h"

enum {
	GRID_STEP = 1000,       /* twips of a column whose width is not said */
	MOST_GRID_WIDTH = 100000,
};

/* A table at work: the row's cells and where the next one begins. */
struct docx_open_table {
	GArray *cells;          /* struct flow_cell, by grid columns */
	GArray *edges;          /* int, where each grid column ends */
	int at;
	bool drop;
	int ground, cell_ground;        /* see word_look.h */
};

struct docx_tables {
	struct flow *flow;
	const struct docx_styles *styles;
	GArray *open;           /* struct docx_open_table, outermost first */
	struct flow_cell cell;  /* the one that is described, */
	int span;               /* and how many grid columns it takes */
};

struct docx_tables *
docx_tables_new(struct flow *flow, const struct docx_styles *styles)
{
	struct docx_tables *t = g_new0(struct docx_tables, 1);

	t->flow = flow;
	t->styles = styles;
	t->open = g_array_new(FALSE, FALSE, sizeof(struct docx_open_table));
	return t;
}

void
docx_tables_free(struct docx_tables *t)
{
	if (t == NULL)
		return;
	g_array_free(t->open, TRUE);
	g_free(t);
}

unsigned
docx_tables_depth(const struct docx_tables *t)
{
	return t->open->len;
}

static struct docx_open_table *
innermost(const struct docx_tables *t)
{
	return t->open->len == 0 ? NULL : &g_array_index(t->open,
	    struct docx_open_table, t->open->len - 1);
}

int
docx_tables_ground(const struct docx_tables *t, int ground)
{
	for (guint i = 0; i < t->open->len; i++) {
		const struct docx_open_table *o = &g_array_index(t->open,
		    struct docx_open_table, i);

		ground = word_look_over(o->ground, ground);
		ground = word_look_over(o->cell_ground, ground);
	}
	return ground;
}

/* --- tables ----------------------------------------------------------- */

void
docx_tables_begin(struct docx_tables *t)
{
	const struct docx_open_table o = {
	    g_array_new(FALSE, FALSE, sizeof(struct flow_cell)),
	    g_array_new(FALSE, FALSE, sizeof(int)), 0, false,
	    WORD_AUTOMATIC, WORD_AUTOMATIC};

	flow_depth(t->flow, t->open->len + 1);
	g_array_append_val(t->open, o);
}

void
docx_tables_end(struct docx_tables *t)
{
	struct docx_open_table *o = innermost(t);

	if (o == NULL)
		return;
	g_array_free(o->cells, TRUE);
	g_array_free(o->edges, TRUE);
	g_array_set_size(t->open, t->open->len - 1);
	flow_depth(t->flow, t->open->len);
}

void
docx_tables_grid_column(struct docx_tables *t, const struct xml_attributes *a)
{
	struct docx_open_table *o = innermost(t);
	unsigned width = xml_attribute_number(a, "w", GRID_STEP);
	int edge = (int)CLAMP(width, 1, MOST_GRID_WIDTH);

	if (o == NULL || o->edges->len >= GRID_MOST_COLS)
		return;
	if (o->edges->len > 0)
		edge += g_array_index(o->edges, int, o->edges->len - 1);
	g_array_append_val(o->edges, edge);
}

/* Where a column of the grid begins, that is, the one before it ends. */
static int
grid_edge(const struct docx_open_table *o, int column)
{
	int known = (int)o->edges->len;
	int last = known == 0 ? 0 : g_array_index(o->edges, int, known - 1);

	if (column <= 0)
		return 0;
	return column <= known ? g_array_index(o->edges, int, column - 1) :
	    last + (column - known) * GRID_STEP;
}

/* The ground of a table, or the parts of it that its style shades. */
void
docx_tables_property(struct docx_tables *t, const char *name,
    const struct xml_attributes *a)
{
	struct docx_open_table *o = innermost(t);
	g_autofree char *style = NULL;

	if (o == NULL)
		return;
	if (xml_is(name, "shd"))
		o->ground = word_look_over(docx_styles_shading(a), o->ground);
	if (!xml_is(name, "tblStyle"))
		return;
	style = xml_attribute_copy(a, "val");
	if (docx_styles_ground(t->styles, style) != WORD_AUTOMATIC)
		o->ground = WORD_UNSURE;
}

/* --- rows ------------------------------------------------------------- */

void
docx_tables_begin_row(struct docx_tables *t)
{
	struct docx_open_table *o = innermost(t);

	if (o == NULL)
		return;
	g_array_set_size(o->cells, 0);
	o->at = 0;
	o->drop = false;
}

/* A number of grid columns. */
static int
columns(const struct xml_attributes *a)
{
	return (int)MIN(xml_attribute_number(a, "val", 0), GRID_MOST_COLS);
}

void
docx_tables_row_property(struct docx_tables *t, const char *name,
    const struct xml_attributes *a)
{
	struct docx_open_table *o = innermost(t);

	if (o == NULL)
		return;
	if (xml_is(name, "gridBefore"))
		o->at = columns(a);
	else if (xml_is(name, "del"))
		o->drop = true;
}

void
docx_tables_end_row(struct docx_tables *t)
{
	struct docx_open_table *o = innermost(t);

	if (o == NULL)
		return;
	for (guint i = 0; i < o->cells->len; i++) {
		struct flow_cell *c = &g_array_index(o->cells,
		    struct flow_cell, i);

		c->left = grid_edge(o, c->left);
		c->right = grid_edge(o, c->right);
	}
	flow_end_row(t->flow, (const struct flow_cell *)o->cells->data,
	    o->cells->len, o->drop);
	/* A row in a row ends twice. */
	g_array_set_size(o->cells, 0);
}

/* --- cells ------------------------------------------------------------ */

void
docx_tables_begin_cell_properties(struct docx_tables *t)
{
	t->cell = (struct flow_cell){0};
	t->span = 1;
	if (innermost(t) != NULL)
		innermost(t)->cell_ground = WORD_AUTOMATIC;
}

void
docx_tables_cell_property(struct docx_tables *t, const char *name,
    const struct xml_attributes *a)
{
	if (innermost(t) == NULL)
		return;
	if (xml_is(name, "gridSpan"))
		t->span = MAX(columns(a), 1);
	else if (xml_is(name, "vMerge"))
		t->cell.down = xml_attribute_is(a, "val", "restart") ?
		    FLOW_FIRST : FLOW_CONTINUED;
	else if (xml_is(name, "hMerge"))
		t->cell.joined = !xml_attribute_is(a, "val", "restart");
	else if (xml_is(name, "shd"))
		innermost(t)->cell_ground = docx_styles_shading(a);
}

/* The cell's box is known at its start, for tables inside have their own. */
void
docx_tables_end_cell_properties(struct docx_tables *t)
{
	struct docx_open_table *o = innermost(t);

	if (o == NULL)
		return;
	t->cell.left = o->at;
	o->at = MIN(o->at + t->span, 4 * GRID_MOST_COLS);
	t->cell.right = o->at;
	g_array_append_val(o->cells, t->cell);
}

/* One without properties takes a column. */
void
docx_tables_end_cell(struct docx_tables *t)
{
	struct docx_open_table *o = innermost(t);

	if (o == NULL)
		return;
	flow_end_cell(t->flow);
	o->cell_ground = WORD_AUTOMATIC;
	if (flow_cells(t->flow) > o->cells->len) {
		struct flow_cell c = {o->at, o->at + 1, FLOW_SINGLE, false};

		o->at++;
		g_array_append_val(o->cells, c);
	}
}
