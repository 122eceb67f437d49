#include "turned_heads.h"

#include <math.h>

/* Turned words that follow each other. */
struct upright {
	struct page_box box;
	enum page_way way;
	GArray *members;        /* guint: words */
	bool laid;
};

static struct page_word *
word_at(const GArray *words, guint i)
{
	return &g_array_index(words, struct page_word, i);
}

static struct upright *
upright_at(const GArray *all, guint i)
{
	return &g_array_index(all, struct upright, i);
}

/* Whether a word goes on where an upright text ends. */
static bool
goes_on(const struct upright *u, const struct page_word *w)
{
	const float wide = page_box_width(&u->box);
	const float gap = u->way == PAGE_UP ? u->box.y0 - w->box.y1 :
	    w->box.y0 - u->box.y1;

	return u->way == w->way && gap > -0.3F * wide && gap < wide &&
	    MIN(u->box.x1, w->box.x1) - MAX(u->box.x0, w->box.x0) >
	    0.6F * wide;
}

static GArray *
read_uprights(const GArray *turned)
{
	GArray *all = g_array_new(FALSE, FALSE, sizeof(struct upright));

	for (guint i = 0; i < turned->len; i++) {
		const struct page_word *w = word_at(turned, i);
		struct upright *u = all->len > 0 ?
		    upright_at(all, all->len - 1) : NULL;

		if (w->way != PAGE_UP && w->way != PAGE_DOWN)
			continue;
		if (u == NULL || !goes_on(u, w)) {
			struct upright new = {w->box, w->way, g_array_new(FALSE,
			    FALSE, sizeof(guint)), false};

			g_array_append_val(all, new);
			u = upright_at(all, all->len - 1);
		}
		page_words_box_add(&u->box, &w->box);
		g_array_append_val(u->members, i);
	}
	return all;
}

/* Where a text begins that runs upwards, or downwards. */
static float
foot_of(const struct upright *u)
{
	return u->way == PAGE_UP ? u->box.y1 : u->box.y0;
}

static bool
is_beside(const struct upright *a, const struct upright *b)
{
	return a->way == b->way && fabsf(foot_of(a) - foot_of(b)) < 0.5F *
	    page_box_width(&a->box);
}

/* Whether a text that runs to the right stands close below. */
static bool
heads_text(const struct upright *u, const GArray *words, float foot)
{
	const float wide = page_box_width(&u->box);

	for (guint i = 0; i < words->len; i++) {
		const struct page_box *b = &word_at(words, i)->box;

		if (b->x0 < u->box.x1 + 0.5F * wide && b->x1 > u->box.x0 -
		    0.5F * wide && b->y0 > foot - 0.5F * wide && b->y0 < foot +
		    4 * wide)
			return true;
	}
	return false;
}

/* Adds the words of an upright text side by side in the middle of its width:
 * so that columns that stand close do not touch. */
static void
lay(const struct upright *u, const GArray *turned, GArray *words, float foot)
{
	const float wide = page_box_width(&u->box), gap = 0.06F * wide;
	const float n = (float)u->members->len, all = MAX(0.4F * wide,
	    (n - 1) * gap + 0.1F * n * wide);
	const float each = (all - (n - 1) * gap) / n;
	float x = page_box_middle_x(&u->box) - all / 2;

	for (guint i = 0; i < u->members->len; i++) {
		struct page_word w = *word_at(turned, g_array_index(u->members,
		    guint, i));

		w.box = (struct page_box){x, foot - wide, x + each, foot};
		g_array_append_val(words, w);
		x += each + gap;
	}
}

/* Lays the texts that end together with one, if they are headings. */
static void
lay_set(GArray *all, guint first, const GArray *turned, GArray *words)
{
	const struct upright *u = upright_at(all, first);
	unsigned members = 0, heads = 0;
	float foot = -INFINITY;

	for (guint i = first; i < all->len; i++)
		if (is_beside(u, upright_at(all, i)))
			foot = MAX(foot, upright_at(all, i)->box.y1);
	for (guint i = first; i < all->len; i++)
		if (is_beside(u, upright_at(all, i))) {
			members++;
			heads += heads_text(upright_at(all, i), words, foot);
		}
	if (members < 2 || heads * 4 < members * 3)
		return;
	for (guint i = first; i < all->len; i++)
		if (is_beside(u, upright_at(all, i)) &&
		    !upright_at(all, i)->laid) {
			lay(upright_at(all, i), turned, words, foot);
			upright_at(all, i)->laid = true;
		}
}

void
turned_heads_lay(GArray *turned, GArray *words)
{
	enum { MOST = 256 };
	GArray *all = read_uprights(turned);
	g_autofree bool *laid = g_new0(bool, turned->len + 1);
	guint kept = 0;

	for (guint i = 0; i < all->len && all->len <= MOST; i++)
		if (!upright_at(all, i)->laid)
			lay_set(all, i, turned, words);
	for (guint i = 0; i < all->len; i++) {
		const struct upright *u = upright_at(all, i);

		for (guint k = 0; k < u->members->len; k++)
			laid[g_array_index(u->members, guint, k)] = u->laid;
		g_array_free(u->members, TRUE);
	}
	for (guint i = 0; i < turned->len; i++)
		if (!laid[i])
			*word_at(turned, kept++) = *word_at(turned, i);
	g_array_set_size(turned, kept);
	g_array_free(all, TRUE);
}
