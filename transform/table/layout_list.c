#include "layout_list.h"

#include <stdlib.h>

#include "fetch/base/text.h"

void
layout_list_free(struct layout_list *l)
{
	if (l == NULL)
		return;
	g_ptr_array_unref(l->titles);
	g_ptr_array_unref(l->notes);
	g_ptr_array_unref(l->unmapped);
	g_array_unref(l->unmapped_cols);
	g_array_unref(l->records);
	g_array_unref(l->sections);
	g_array_unref(l->strays);
	g_free(l);
}

struct layout_list *
layout_list_new(void)
{
	struct layout_list *l = g_new0(struct layout_list, 1);

	l->titles = g_ptr_array_new();
	l->notes = g_ptr_array_new();
	l->unmapped = g_ptr_array_new();
	l->unmapped_cols = g_array_new(FALSE, FALSE, sizeof(unsigned));
	l->records = g_array_new(FALSE, FALSE, sizeof(struct layout_record));
	l->sections = g_array_new(FALSE, FALSE, sizeof(struct layout_section));
	l->strays = g_array_new(FALSE, FALSE, sizeof(struct layout_stray));
	return l;
}

void
layout_list_leave_title(struct layout_list *l, const struct table_row *row)
{
	guint last = l->sections->len;

	if (last > 0 && g_array_index(l->sections, struct layout_section,
	    last - 1).row == row->number)
		g_array_set_size(l->sections, last - 1);
	for (unsigned c = 0; l->titles->len > 0 && c < row->n_cells; c++)
		if (row->cells[c] != NULL &&
		    g_ptr_array_remove(l->titles, (char *)row->cells[c]))
			break;
	l->titles_beside &= l->titles->len > 0;
}

void
layout_list_continue(struct layout_list *l, struct layout_list *more,
    unsigned table_n, const char *place)
{
	int sections = (int)l->sections->len;

	g_array_append_vals(l->sections, more->sections->data,
	    more->sections->len);
	for (guint i = 0; i < more->records->len; i++) {
		struct layout_record r = g_array_index(more->records,
		    struct layout_record, i);

		r.table_n = table_n;
		r.place = place;
		/* Rows below no section go on with the last one. */
		r.section = r.section >= 0 ? r.section + sections :
		    sections - 1;
		g_array_append_val(l->records, r);
	}
	for (guint i = 0; i < more->strays->len; i++) {
		struct layout_stray s = g_array_index(more->strays,
		    struct layout_stray, i);

		s.table_n = table_n;
		g_array_append_val(l->strays, s);
	}
	g_ptr_array_extend(l->notes, more->notes, NULL, NULL);
	for (int i = 0; i < LAYOUT_CLASSES; i++)
		l->counts[i] += more->counts[i];
	l->rows += more->rows;
	if (more->has_total) {
		l->has_total = true;
		l->total = more->total;
		l->total_text = more->total_text;
	}
	g_array_set_size(more->records, 0);
	g_array_set_size(more->strays, 0);
	more->has_name_column = false;
}

bool
layout_list_add_rest(struct layout_list *l,
    const char *const cell[HEADING_FIELDS], GStringChunk *strings)
{
	struct layout_record *last = l->records->len > 0 ? &g_array_index(
	    l->records, struct layout_record, l->records->len - 1) : NULL;
	g_autofree char *name = NULL;
	unsigned n;

	if (last == NULL || last->name == NULL || cell[HEADING_NAME] == NULL ||
	    cell[HEADING_SEQUENCE] != NULL ||
	    last->section != (int)l->sections->len - 1 ||
	    last->cell[HEADING_SEQUENCE] == NULL ||
	    !text_number(last->cell[HEADING_SEQUENCE], &n) ||
	    text_ends_as_firm(last->name))
		return false;
	name = g_strconcat(last->name, cell[HEADING_NAME], NULL);
	if (!text_ends_as_firm(name))
		return false;
	for (int f = 0; f < HEADING_FIELDS; f++) {
		g_autofree char *both = cell[f] == NULL ? NULL : g_strconcat(
		    last->cell[f] != NULL ? last->cell[f] : "", cell[f], NULL);

		if (both != NULL)
			last->cell[f] = g_string_chunk_insert(strings, both);
	}
	last->name = last->cell[HEADING_NAME];
	return true;
}

/* What follows the digits at the start of a cell, which are `number`; NULL where
 * something else stands there, or a mark between the two. */
static const char *
after_number(const char *cell, unsigned *number)
{
	char *end;
	unsigned long n = cell != NULL && g_ascii_isdigit(*cell) ?
	    strtoul(cell, &end, 10) : 0;

	*number = (unsigned)n;
	return n > 0 && n < 1000000 &&
	    g_unichar_get_script(g_utf8_get_char(end)) == G_UNICODE_SCRIPT_HAN ?
	    end : NULL;
}

void
layout_list_cut_numbers(struct layout_list *list)
{
	unsigned number, before = 0;

	for (guint i = 0; i < list->records->len; i++) {
		const struct layout_record *r = &g_array_index(list->records,
		    struct layout_record, i);

		if (after_number(r->name, &number) == NULL ||
		    r->cell[HEADING_SEQUENCE] != NULL ||
		    (i > 0 && number != before + 1))
			return;
		before = number;
	}
	for (guint i = 0; list->records->len > 1 &&
	    i < list->records->len; i++) {
		struct layout_record *r = &g_array_index(list->records,
		    struct layout_record, i);

		r->name = after_number(r->name, &number);
	}
}
