#include "docx_chunk.h"

#include <string.h>

#include "parse/core/mark.h"

/* A chunk on its way into a cell. */
struct docx_chunk {
	struct flow *flow;
	unsigned depth;         /* tables around the cell, its own with them */
	struct records *out;
	const char *part;
};

/* Adds text, each line a paragraph but the last, which stays open. */
static void
add_text(const struct docx_chunk *c, const char *text)
{
	for (const char *end; (end = strchr(text, '\n')) != NULL;
	    text = end + 1) {
		g_string_append_len(flow_text(c->flow), text, end - text);
		flow_paragraph(c->flow, "paragraph");
	}
	g_string_append(flow_text(c->flow), text);
}

/* Adds the marks of a cell at the end of its text. */
static void
add_marks(const struct docx_chunk *c, const struct table *t, unsigned row,
    unsigned col)
{
	GString *text = flow_text(c->flow);

	for (size_t i = 0; i < t->n_marks; i++) {
		const struct table_mark *m = &t->marks[i];
		enum mark_kind kind = 0;

		if (m->row != row || m->col != col)
			continue;
		while (kind < MARK_KINDS && strcmp(mark_word(kind), m->kind) !=
		    0)
			kind++;
		if (kind == MARK_KINDS)
			continue;
		mark_begin(text, kind);
		g_string_append(text, m->text);
		mark_end(text);
	}
}

/* The span that a cell begins or lies in, or NULL. */
static const struct table_span *
span_at(const struct table *t, unsigned row, unsigned col)
{
	for (size_t i = 0; i < t->n_spans; i++) {
		const struct table_span *s = &t->spans[i];

		if (row >= s->row && row - s->row < s->rowspan &&
		    col >= s->col && col - s->col < s->colspan)
			return s;
	}
	return NULL;
}

static void
add_row(const struct docx_chunk *c, const struct table *t,
    const struct table_row *row)
{
	g_autoptr(GArray) cells = g_array_new(FALSE, FALSE,
	    sizeof(struct flow_cell));

	for (unsigned col = 1, wide; col <= t->cols; col += wide) {
		const struct table_span *s = span_at(t, row->number, col);
		struct flow_cell cell = {(int)col, (int)col + 1, FLOW_SINGLE,
		    false};

		wide = s != NULL ? s->col + s->colspan - col : 1;
		cell.right = (int)(col + wide);
		if (s != NULL && s->rowspan > 1)
			cell.down = s->row == row->number ? FLOW_FIRST :
			    FLOW_CONTINUED;
		if (col <= row->n_cells && row->cells[col - 1] != NULL)
			add_text(c, row->cells[col - 1]);
		add_marks(c, t, row->number, col);
		flow_end_cell(c->flow);
		g_array_append_val(cells, cell);
	}
	flow_end_row(c->flow, (const struct flow_cell *)(void *)cells->data,
	    cells->len, false);
}

static void
add_table(const struct docx_chunk *c, const struct table *t)
{
	flow_depth(c->flow, c->depth + 1);
	for (size_t i = 0; i < t->n_rows; i++)
		add_row(c, t, &t->rows[i]);
	flow_depth(c->flow, c->depth);
}

/* Whether a text is shown: not a page's title in the browser's frame, and no
 * link, of which the text stands in a paragraph, too. */
static bool
is_shown(const struct table_text *text)
{
	static const char *const roles[] = {"title", "meta", "link"};

	for (size_t i = 0; i < G_N_ELEMENTS(roles); i++)
		if (strcmp(text->role, roles[i]) == 0)
			return false;
	return true;
}

static void
add_document(const struct docx_chunk *c, const struct table_document *d)
{
	size_t t = 0;

	for (size_t i = 0; i < d->n_texts || t < d->n_tables; ) {
		if (t < d->n_tables && (i == d->n_texts ||
		    d->tables[t].n < d->texts[i].n)) {
			add_table(c, &d->tables[t++]);
			continue;
		}
		if (is_shown(&d->texts[i])) {
			add_text(c, d->texts[i].text);
			flow_paragraph(c->flow, "paragraph");
		}
		i++;
	}
	records_member(c->out, c->part);
	for (size_t i = 0; i < d->n_problems; i++)
		records_problem(c->out, records_problem_of(
		    d->problems[i].code), d->problems[i].place, "%s",
		    d->problems[i].message);
	records_member(c->out, NULL);
}

void
docx_chunk_add(struct flow *flow, unsigned depth, struct records *chunk,
    struct records *out, const char *part)
{
	const struct docx_chunk c = {flow, depth, out, part};
	const GString *text;
	g_autofree char *stream = NULL, *error = NULL;
	struct table_document *d;
	size_t at = 0, len;

	records_end(chunk);
	text = records_text_so_far(chunk);
	len = text->len;
	stream = g_strndup(text->str, len);
	records_free(chunk);
	flow_paragraph(flow, "paragraph");
	d = table_read(stream, len, &at, &error);
	g_assert(d != NULL);    /* we wrote it */
	add_document(&c, d);
	table_document_free(d);
}
