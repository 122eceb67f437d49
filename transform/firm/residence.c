#include "residence.h"

#include <string.h>

static bool
is_designation(const struct fact *f)
{
	return f->title && f->batch != 0 && !f->restated &&
	    (f->kind == KIND_FINAL || f->kind == KIND_PUBLICITY);
}

static bool
is_city_in(const struct fact *f, const struct fact *city)
{
	const char *code = history_text(city, city_code);
	const char *its = history_text(f, city_code);

	return code != NULL && (its == code || strcmp(its, code) == 0);
}

/* Adds what a further list of the same unit adds to the place. */
static void
refine(struct residence *r, const struct fact *f)
{
	bool city = history_text(f, city_code) != NULL;

	if (f->evidence >= r->by->evidence)
		r->by = f;
	if (city && (f->evidence >= r->city_by->evidence ||
	    history_text(r->city_by, city_code) == NULL)) {
		if (!is_city_in(f, r->city_by))
			r->district_by = f;
		r->city_by = f;
	}
	if (city && history_text(f, district_code) != NULL &&
	    is_city_in(f, r->city_by) &&
	    (history_text(r->district_by, district_code) == NULL ||
	    f->evidence >= r->district_by->evidence))
		r->district_by = f;
}

/* Whether the batch of this designation is one that another unit designated
 * the firm in before. */
static bool
is_contradiction(const struct history *h, const guint32 *facts, guint i,
    const struct fact *f)
{
	for (guint k = 0; is_designation(f) && k < i; k++) {
		const struct fact *before = &h->facts[facts[k]];

		if (is_designation(before) && before->batch == f->batch &&
		    before->unit != 0 && before->unit != f->unit)
			return true;
	}
	return false;
}

/* Whether the firm has moved to where a list puts it.  Where it has not, the
 * better evidence stays. */
static bool
has_moved(const struct history *h, const guint32 *facts, guint i,
    const struct residence *last)
{
	const struct fact *f = &h->facts[facts[i]];

	return last->by->evidence >= HISTORY_BY_A_LIST && f->evidence >= HISTORY_BY_A_LIST &&
	    f->day > last->from && f->province != last->by->province &&
	    !is_contradiction(h, facts, i, f);
}

/* Whether any list but an exchange's says where the firm is. */
static bool
is_placed(const struct history *h, const guint32 *facts, guint n)
{
	for (guint i = 0; i < n; i++)
		if (!h->facts[facts[i]].exchange && h->facts[facts[i]].unit != 0)
			return true;
	return false;
}

void
residence_find(const struct history *h, const guint32 *facts, guint n,
    GArray *residences)
{
	bool placed = is_placed(h, facts, n);

	g_array_set_size(residences, 0);
	for (guint i = 0; i < n; i++) {
		const struct fact *f = &h->facts[facts[i]];
		struct residence fresh = {f, f, f, f->day}, *last;

		if (f->unit == 0 || (f->exchange && placed))
			continue;
		last = residences->len == 0 ? NULL : &g_array_index(residences,
		    struct residence, residences->len - 1);
		if (last == NULL || has_moved(h, facts, i, last)) {
			g_array_append_val(residences, fresh);
			continue;
		}
		if (last->from == 0)
			last->from = f->day;
		if (f->unit == last->by->unit)
			refine(last, f);
		else if (f->evidence > last->by->evidence &&
		    !is_contradiction(h, facts, i, f))
			last->by = last->city_by = last->district_by = f;
	}
}
