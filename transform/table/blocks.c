#include "blocks.h"

#include <string.h>

/* A column of places in the rows below one section. */
struct blocks_column {
	enum heading_field field;
	unsigned group;
	guint from, until;      /* records, until exclusive */
	unsigned printed, blank;
	bool broken;            /* it is no column of blocks */
};

static struct layout_record *
record_at(const struct layout_list *l, guint i)
{
	return &g_array_index(l->records, struct layout_record, i);
}

/* What is printed in the row itself, not merged into it. */
static const char *
printed(const struct layout_record *r, enum heading_field field)
{
	return r->carried & 1u << field ? NULL : r->cell[field];
}

/* Whether the cell is there, and empty. */
static bool
is_cell_empty(const struct layout_record *r, enum heading_field field)
{
	return (r->printed & 1u << field) != 0 && r->cell[field] == NULL;
}

/* Looks whether a place stands twice in a row, or comes back after another. */
static void
look_at(struct blocks_column *c, const struct layout_list *l)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	const char *last = NULL;
	bool just = false;

	for (guint i = c->from; i < c->until && !c->broken; i++) {
		const struct layout_record *r = record_at(l, i);
		const char *text = printed(r, c->field);

		if (r->group != c->group)
			continue;
		if (text == NULL) {
			c->blank += is_cell_empty(r, c->field);
			just = false;
			continue;
		}
		c->printed++;
		/* A new page prints the place of its first row again. */
		if (last != NULL && strcmp(last, text) == 0)
			c->broken = just;
		else
			c->broken = !g_hash_table_add(seen, (char *)text);
		last = text;
		just = true;
	}
}

/* Whether a coarser place begins with this record, above which no finer one
 * holds.  coarser[] has those of the records before. */
static bool
begins_coarser(const struct layout_record *r, enum heading_field field,
    const char *coarser[HEADING_FIELDS])
{
	bool begins = false;

	for (int f = HEADING_REGION; f < (int)field; f++) {
		if (r->cell[f] == NULL)
			continue;
		begins |= g_strcmp0(coarser[f], r->cell[f]) != 0;
		coarser[f] = r->cell[f];
	}
	return begins;
}

static void
fill(const struct blocks_column *c, const struct layout_list *l)
{
	const char *coarser[HEADING_FIELDS] = {NULL};
	const char *last = NULL;

	for (guint i = c->from; i < c->until; i++) {
		struct layout_record *r = record_at(l, i);

		if (r->group != c->group)
			continue;
		if (begins_coarser(r, c->field, coarser))
			last = NULL;
		if (r->cell[c->field] != NULL) {
			last = r->cell[c->field];
		} else if (last != NULL && is_cell_empty(r, c->field)) {
			r->cell[c->field] = last;
			r->above |= 1u << c->field;
		}
	}
}

/* Notes that the records from..until stand below one section. */
static void
fill_section(struct layout_list *l, guint from, guint until, unsigned groups)
{
	/* The finer first, while it shows where the coarser is printed. */
	for (int f = HEADING_DISTRICT; f >= HEADING_REGION; f--)
		for (unsigned g = 0; g < groups; g++) {
			struct blocks_column c = {
			    .field = (enum heading_field)f, .group = g,
			    .from = from, .until = until};

			look_at(&c, l);
			if (!c.broken && c.printed > 0 &&
			    c.blank * 2 >= c.printed)
				fill(&c, l);
		}
}

void
blocks_fill(struct layout_list *l)
{
	unsigned groups = 1;
	guint from = 0;

	for (guint i = 0; i < l->records->len; i++)
		groups = MAX(groups, record_at(l, i)->group + 1);
	for (guint i = 1; i <= l->records->len; i++)
		if (i == l->records->len || record_at(l, i)->section !=
		    record_at(l, from)->section) {
			fill_section(l, from, i, groups);
			from = i;
		}
}
