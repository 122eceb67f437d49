#include "page_struck.h"

#include <math.h>

#include "page_order.h"
#include "page_words.h"

/* Lengths in points. */
#define THICKEST 1.6F   /* of a rule that strikes */
#define STEP 0.25F      /* rules whose heights differ by less lie as high */
#define GAP 1.0F        /* between the pieces of a rule */
#define TOUCH 1.5F      /* lines that come this near meet */

enum { MOST_RULES = 20000 };    /* on a page; drawings have more */

/* Characters by their baselines, and the tallest of them; of most pages none is
 * asked for. */
struct baselines {
	const struct printed_page *page;
	struct page_char **chars;       /* NULL: not asked for yet */
	guint n;
	float tallest;
	GArray *down;           /* struct page_box: lines of the page that go
	                         * down and may be a table's */
};

static void
read_baselines(struct baselines *all)
{
	const GArray *chars = all->page->chars;
	g_autofree struct page_char **read = g_new(struct page_char *,
	    chars->len + 1);
	g_autofree uint64_t *keys = g_new(uint64_t, chars->len + 1);
	g_autofree guint *order = NULL;

	for (guint i = 0; i < chars->len; i++) {
		struct page_char *c = &g_array_index(chars, struct page_char,
		    i);

		if (c->ink.order == 0 || c->ink.size <= 0 ||
		    (c->ink.angle > 1 && c->ink.angle < 359))
			continue;
		keys[all->n] = page_order_key(c->ink.y);
		read[all->n++] = c;
		all->tallest = MAX(all->tallest, c->ink.size);
	}
	order = page_order_by(keys, all->n);
	all->chars = g_new(struct page_char *, all->n + 1);
	for (guint i = 0; i < all->n; i++)
		all->chars[i] = read[order[i]];
}

/* The first character whose baseline is below a height. */
static guint
first_below(const struct baselines *all, float y)
{
	guint low = 0, high = all->n;

	while (low < high) {
		const guint mid = (low + high) / 2;

		if (all->chars[mid]->ink.y < y)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Whether a rule at this height runs through the middle of a character: over
 * its baseline, and under most of it. */
static bool
is_through(const struct page_char *c, float y)
{
	const float low = 0.16F, high = 0.5F;
	const float over = (c->ink.y - y) / c->ink.size;

	return over > low && over < high;
}

/* Strikes the characters that a rule runs through, where it is as long as they
 * are. */
static bool
strike(struct baselines *all, const struct page_box *rule)
{
	const float y = page_box_middle_y(rule), slack = 0.3F, least = 0.6F;
	float from = INFINITY, to = -INFINITY, covered = 0, size = 0;
	guint first;

	if (all->chars == NULL)
		read_baselines(all);
	first = first_below(all, y);
	for (int pass = 0; pass < 2; pass++) {
		for (guint i = first; i < all->n &&
		    all->chars[i]->ink.y < y + all->tallest; i++) {
			struct page_char *c = all->chars[i];
			const float x = page_box_middle_x(&c->box);

			if (x < rule->x0 || x > rule->x1 || !is_through(c, y))
				continue;
			from = MIN(from, c->box.x0);
			to = MAX(to, c->box.x1);
			size = MAX(size, c->ink.size);
			if (pass == 0)
				covered += page_box_width(&c->box);
			else
				c->struck = true;
		}
		if (size == 0 || fabsf(from - rule->x0) > slack * size ||
		    fabsf(to - rule->x1) > slack * size ||
		    covered < least * page_box_width(rule))
			return false;
	}
	return true;
}

/* Finds the lines that go down. */
static GArray *
find_down(const GArray *rules)
{
	GArray *found = g_array_new(FALSE, FALSE, sizeof(struct page_box));

	for (guint i = 0; i < rules->len; i++) {
		const struct page_box *r = &g_array_index(rules,
		    struct page_box, i);

		if (page_box_height(r) > 2 * TOUCH &&
		    page_box_width(r) < page_box_height(r))
			g_array_append_vals(found, r, 1);
	}
	return found;
}

/* Whether a line down meets a rule. */
static bool
is_met(const GArray *down, const struct page_box *rule)
{
	const struct page_box *r = (const void *)down->data;
	const float y = page_box_middle_y(rule);

	for (guint i = 0; i < down->len; i++)
		if (r[i].y0 < y + TOUCH && r[i].y1 > y - TOUCH &&
		    r[i].x1 > rule->x0 - TOUCH && r[i].x0 < rule->x1 + TOUCH)
			return true;
	return false;
}

/* How high a rule lies, in steps: pieces of one rule lie as high. */
static long
height_of(const struct page_box *rule)
{
	return lroundf(page_box_middle_y(rule) / STEP);
}

static int
by_place(const void *a, const void *b)
{
	const struct page_box *const *r = a, *const *s = b;
	const long y = height_of(*r), z = height_of(*s);

	if (y != z)
		return y < z ? -1 : 1;
	if ((*r)->x0 != (*s)->x0)
		return (*r)->x0 < (*s)->x0 ? -1 : 1;
	return *r < *s ? -1 : *r > *s;
}

/* Finds the thin rules across. */
static GArray *
find_across(const GArray *rules)
{
	GArray *found = g_array_new(FALSE, FALSE, sizeof(struct page_box *));

	for (guint i = 0; i < rules->len; i++) {
		struct page_box *r = &g_array_index(rules, struct page_box, i);

		if (page_box_height(r) <= THICKEST &&
		    page_box_width(r) > page_box_height(r))
			g_array_append_val(found, r);
	}
	g_array_sort(found, by_place);
	return found;
}

/* Takes the empty rules out. */
static void
drop_empty(GArray *rules)
{
	guint kept = 0;

	for (guint i = 0; i < rules->len; i++) {
		const struct page_box r = g_array_index(rules, struct page_box,
		    i);

		if (r.x1 >= r.x0)
			g_array_index(rules, struct page_box, kept++) = r;
	}
	g_array_set_size(rules, kept);
}

/* Strikes what some of these rules run through, and takes them out; those of tables
 * meet lines that go down. */
static void
strike_all(struct baselines *all, GArray *rules)
{
	GArray *across = find_across(rules);
	struct page_box *const *r = (struct page_box *const *)(const void *)
	    across->data;

	for (guint i = 0, n; i < across->len; i += n) {
		struct page_box rule = *r[i];

		for (n = 1; i + n < across->len &&
		    height_of(r[i + n]) == height_of(&rule) &&
		    r[i + n]->x0 <= rule.x1 + GAP; n++)
			rule.x1 = MAX(rule.x1, r[i + n]->x1);
		if (is_met(all->down, &rule) || !strike(all, &rule))
			continue;
		for (guint k = i; k < i + n; k++)
			r[k]->x1 = r[k]->x0 - 1;
	}
	drop_empty(rules);
	g_array_free(across, TRUE);
}

void
page_struck_settle(struct printed_page *page)
{
	struct baselines all = {.page = page};

	if (page->rules->len > MOST_RULES)
		return;
	all.down = find_down(page->rules);
	strike_all(&all, page->rules);
	if (page->strokes->len <= MOST_RULES)
		strike_all(&all, page->strokes);
	g_array_free(all.down, TRUE);
	g_free(all.chars);
}
