#include "audit.h"

#include <stdlib.h>
#include <string.h>

#include "fetch/base/text.h"

/* --- numbers ---------------------------------------------------------- */

struct numbered {
	unsigned run;           /* numbering begins again with each */
	unsigned number;
	const struct layout_record *record;
};

static int
by_number(const void *a, const void *b)
{
	const struct numbered *x = a, *y = b;

	if (x->run != y->run)
		return x->run < y->run ? -1 : 1;
	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	if (x->record->row != y->record->row)
		return x->record->row < y->record->row ? -1 : 1;
	return x->record->col < y->record->col ? -1 :
	    x->record->col > y->record->col;
}

/* Adds to the numbers of *n gaps or repeats. */
static void
append_range(GString *out, unsigned *n, unsigned from, unsigned until)
{
	if ((*n)++ >= AUDIT_MOST)
		return;
	if (out->len > 0)
		g_string_append_c(out, ',');
	g_string_append_printf(out, "%u", from);
	if (until > from)
		g_string_append_printf(out, "-%u", until);
}

/* The records with their numbers.  Numbers that stand in groups side by side
 * ascend by row or by column; sorting makes both alike.  A new run begins where
 * a number 1 follows a greater one in the first group (each section from 1). */
static GArray *
number_records(struct audit *a, const struct layout_list *l)
{
	GArray *numbers = g_array_new(FALSE, FALSE, sizeof(struct numbered));
	unsigned run = 0, before = 0;

	for (guint i = 0; i < l->records->len; i++) {
		const struct layout_record *r = &g_array_index(l->records,
		    struct layout_record, i);
		const char *text = r->cell[HEADING_SEQUENCE];
		struct numbered n = {.record = r};

		if (r->struck != NULL)
			continue;
		if (text == NULL || !text_number(text, &n.number)) {
			struct audit_break b = {.record = r,
			    .unnumbered = true};

			g_array_append_val(a->breaks, b);
			continue;
		}
		if (r->group == 0 && n.number == 1 && before > 1)
			run++;
		if (r->group == 0)
			before = n.number;
		n.run = run;
		g_array_append_val(numbers, n);
	}
	/* A list without numbers has none missing. */
	if (numbers->len == 0)
		g_array_set_size(a->breaks, 0);
	return numbers;
}

static void
audit_numbers(struct audit *a, const struct layout_list *l)
{
	g_autoptr(GArray) numbers = number_records(a, l);
	const struct numbered *n = (const struct numbered *)numbers->data;

	if (numbers->len == 0)
		return;
	a->first = n[0].number;
	/* Most lists are in order. */
	for (guint i = 1; i < numbers->len; i++) {
		if (by_number(&n[i - 1], &n[i]) > 0) {
			g_array_sort(numbers, by_number);
			break;
		}
	}
	n = (const struct numbered *)numbers->data;
	a->first = MIN(a->first, n[0].number);
	a->last = n[numbers->len - 1].number;
	for (guint i = 1; i < numbers->len; i++) {
		struct audit_break b = {.record = n[i].record};

		if (n[i].run != n[i - 1].run || n[i].number ==
		    n[i - 1].number + 1)
			continue;
		b.repeated = n[i].number == n[i - 1].number;
		if (b.repeated) {
			append_range(a->repeats, &a->n_repeats, n[i].number,
			    n[i].number);
		} else {
			b.from = n[i - 1].number + 1;
			b.until = n[i].number - 1;
			append_range(a->gaps, &a->n_gaps, b.from, b.until);
		}
		g_array_append_val(a->breaks, b);
	}
}

/* --- sections --------------------------------------------------------- */

static const struct layout_section *
section_of(const struct layout_list *l, int i)
{
	return &g_array_index(l->sections, struct layout_section, i);
}

/* The section that a city's section stands below: 浙江省, then 杭州市; -1. */
static int
parent_of(const struct layout_list *l, int i)
{
	const struct layout_section *s = section_of(l, i);

	for (int k = i; k-- > 0;) {
		const struct layout_section *p = section_of(l, k);

		if (p->has_place && p->place.city == NULL &&
		    s->has_place && s->place.city != NULL &&
		    p->place.unit == s->place.unit)
			return k;
	}
	return -1;
}

static void
audit_sections(struct audit *a, const struct layout_list *l,
    const unsigned *firms)
{
	g_autofree unsigned *counted = g_new0(unsigned, l->sections->len + 1);
	g_autofree int *parents = g_new(int, l->sections->len + 1);

	for (guint i = 0; i < l->sections->len; i++)
		parents[i] = parent_of(l, (int)i);
	for (guint i = 0; i < l->records->len; i++) {
		int s = g_array_index(l->records, struct layout_record, i)
		    .section;

		for (; s >= 0; s = parents[s])
			counted[s] += firms[i];
	}
	for (guint i = 0; i < l->sections->len; i++) {
		const struct layout_section *s = section_of(l, (int)i);

		if (!s->has_count)
			continue;
		a->sections++;
		if (s->declared == counted[i]) {
			a->agreed++;
			continue;
		}
		if (a->n_disagreed++ >= AUDIT_MOST)
			continue;
		g_string_append_printf(a->disagreed, "%s%s %u/%u",
		    a->disagreed->len ? ", " : "", s->has_place ?
		    (s->place.city ? s->place.city->name : s->place.unit ?
		    s->place.unit->name : s->text) : s->text, s->declared,
		    counted[i]);
	}
}

static void
tell_more(GString *out, unsigned n)
{
	if (n > AUDIT_MOST)
		g_string_append_printf(out, " … and %u more", n - AUDIT_MOST);
}

void
audit_list(struct audit *a, const struct layout_list *l, const unsigned *firms)
{
	*a = (struct audit){
	    .breaks = g_array_new(FALSE, FALSE, sizeof(struct audit_break)),
	    .gaps = g_string_new(NULL),
	    .repeats = g_string_new(NULL),
	    .disagreed = g_string_new(NULL),
	};
	audit_numbers(a, l);
	audit_sections(a, l, firms);
	tell_more(a->gaps, a->n_gaps);
	tell_more(a->repeats, a->n_repeats);
	tell_more(a->disagreed, a->n_disagreed);
}

void
audit_clear(struct audit *a)
{
	g_array_unref(a->breaks);
	g_string_free(a->gaps, TRUE);
	g_string_free(a->repeats, TRUE);
	g_string_free(a->disagreed, TRUE);
}
