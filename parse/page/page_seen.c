#include "page_seen.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "page_order.h"
#include "page_pale.h"
#include "page_typed.h"
#include "page_words.h"

enum {
	STRIP = 8,              /* points: areas are looked up by strips */
	MOST_STRIPS = 1 << 12,
	MOST_ENTRIES = 1 << 19, /* of areas in strips; pages with more are not
	                         * judged by their ground */
	MOST_TYPED = 1000,      /* texts that are compared with their page */
	PICTURE = 100000,       /* pixels: text may stand on a picture */
	PAPER = 0xFFFFFF,
};

/* Why a character is not part of the text. */
enum seen_reason { SEEN, HIDDEN, ACROSS, TWICE };

/* A page being judged. */
struct judging {
	struct printed_page *page;
	unsigned char *why;     /* enum seen_reason, of each character, */
	unsigned *grounds;      /* and what it stands on (ground_of) */
	GArray **strips;        /* of const struct page_area *, or NULL */
	guint n_strips;
};

static struct page_char *
char_at(const struct judging *j, guint i)
{
	return &g_array_index(j->page->chars, struct page_char, i);
}

/* --- clip ------------------------------------------------------------- */

bool
page_seen_is_outside(const struct page_box *b, const struct page_box *clip)
{
	const float least = 0.15F;

	return MIN(b->x1, clip->x1) - MAX(b->x0, clip->x0) <
	    least * (b->x1 - b->x0) ||
	    MIN(b->y1, clip->y1) - MAX(b->y0, clip->y0) <
	    least * (b->y1 - b->y0);
}

/* --- ground ----------------------------------------------------------- */

static guint
strip_of(const struct judging *j, float y)
{
	return (guint)CLAMP(y / STRIP, 0, (float)(j->n_strips - 1));
}

/* Sorts the areas of the page into strips; leaves out all where they are too
 * many. */
static void
make_strips(struct judging *j)
{
	const GArray *areas = j->page->areas;
	size_t entries = 0;

	j->n_strips = (guint)CLAMP(j->page->height / STRIP + 1, 1,
	    MOST_STRIPS);
	j->strips = g_new0(GArray *, j->n_strips);
	for (guint i = 0; i < areas->len; i++) {
		const struct page_area *a = &g_array_index(areas,
		    struct page_area, i);
		const guint end = strip_of(j, a->box.y1);

		for (guint k = strip_of(j, a->box.y0); k <= end; k++) {
			if (++entries > MOST_ENTRIES)
				return;
			if (j->strips[k] == NULL)
				j->strips[k] = g_array_new(FALSE, FALSE,
				    sizeof a);
			g_array_append_val(j->strips[k], a);
		}
	}
}

static void
free_strips(struct judging *j)
{
	for (guint i = 0; i < j->n_strips; i++)
		if (j->strips[i] != NULL)
			g_array_free(j->strips[i], TRUE);
	g_free(j->strips);
}

static bool
holds(const struct page_box *a, const struct page_box *b, float share)
{
	const float x = share * (b->x1 - b->x0), y = share * (b->y1 - b->y0);

	return a->x0 <= b->x0 + x && a->x1 >= b->x1 - x &&
	    a->y0 <= b->y0 + y && a->y1 >= b->y1 - y;
}

/* The colour that a character stands on, PAGE_NO_COLOUR where it is not one
 * that is known; *covered says whether something is painted over it. */
static unsigned
ground_of(const struct judging *j, const struct page_char *c, bool *covered)
{
	const GArray *strip = j->strips[strip_of(j, (c->box.y0 + c->box.y1) /
	    2)];
	unsigned ground = j->page->pixels < PICTURE ? PAPER : PAGE_NO_COLOUR;

	*covered = false;
	for (guint i = 0; strip != NULL && i < strip->len; i++) {
		const struct page_area *a = g_array_index(strip,
		    const struct page_area *, i);

		if (c->ink.order > 0 && a->order > c->ink.order)
			*covered |= a->opaque && holds(&a->box, &c->box, 0.1F);
		else if (!holds(&a->box, &c->box, 0.4F))
			continue;
		else if (c->ink.order == 0 || !a->opaque ||
		    a->colour == PAGE_NO_COLOUR)
			ground = PAGE_NO_COLOUR;
		else
			ground = a->colour;
	}
	return ground;
}

/* How far one colour of three is from another, 0 to 255. */
static int
channel(unsigned a, unsigned b, unsigned shift)
{
	return abs((int)(a >> shift & 0xFF) - (int)(b >> shift & 0xFF));
}

static bool
is_same_colour(const struct page_ink *ink, unsigned ground)
{
	const float most = 6;
	const int far = MAX(MAX(channel(ink->colour, ground, 0),
	    channel(ink->colour, ground, 8)), channel(ink->colour, ground,
	    16));

	return (float)far * ink->alpha <= most;
}

static float
lightness(unsigned colour)
{
	return (0.3F * (float)(colour >> 16 & 0xFF) + 0.59F *
	    (float)(colour >> 8 & 0xFF) + 0.11F * (float)(colour & 0xFF)) /
	    255;
}

/* What is smaller is too small to be read: a sixth of most characters' size, and
 * a point at most.  0 where sizes are not known, or none is so small. */
static float
least_size(const struct judging *j)
{
	const guint n = j->page->chars->len;
	g_autofree float *sizes = g_new(float, n + 1);
	const float share = 0.15F, most = 1;
	bool small = false;

	for (guint i = 0; i < n; i++) {
		sizes[i] = char_at(j, i)->ink.size;
		small |= sizes[i] > 0 && sizes[i] < most;
	}
	if (!small)
		return 0;
	qsort(sizes, n, sizeof *sizes, page_words_by_value);
	return MIN(share * sizes[n / 2], most);
}

/* Finds what cannot be seen. */
static void
find_hidden(struct judging *j)
{
	const float least = least_size(j);

	for (guint i = 0; i < j->page->chars->len; i++) {
		const struct page_char *c = char_at(j, i);
		bool covered;
		const unsigned ground = ground_of(j, c, &covered);

		j->grounds[i] = ground;
		if (c->ink.hidden || covered || c->ink.alpha < 0.02F ||
		    (c->ink.size > 0 && c->ink.size < least) ||
		    (c->ink.colour != PAGE_NO_COLOUR &&
		    ground != PAGE_NO_COLOUR &&
		    is_same_colour(&c->ink, ground)))
			j->why[i] = HIDDEN;
	}
}

/* Takes what is written over the page's content; what is typed into cells of its
 * own stays. */
static void
find_notes(struct judging *j)
{
	guint texts = 0;

	for (guint i = 0, n; i < j->page->chars->len; i += MAX(n, 1)) {
		const enum page_over over = char_at(j, i)->ink.over;
		bool note = over == PAGE_NOTE;

		n = over == PAGE_TYPED ? page_typed_length(j->page, i) : 0;
		if (n > 0)
			note = ++texts > MOST_TYPED || page_typed_is_note(
			    j->page, i, n);
		for (guint k = i; note && k < i + MAX(n, 1); k++)
			if (j->why[k] == SEEN)
				j->why[k] = ACROSS;
	}
}

/* --- slanted text ------------------------------------------------------- */

/* How far an angle is from the next quarter turn, in degrees. */
static float
slant_of(float angle)
{
	return angle == 0 ? 0 : fabsf(angle - 90 * roundf(angle / 90));
}

/* Whether two characters may be of one text. */
static bool
is_alike(const struct page_char *a, const struct page_char *b)
{
	return a->ink.colour == b->ink.colour &&
	    fabsf(a->ink.size - b->ink.size) < 0.05F * a->ink.size;
}

static int
by_kind(const void *a, const void *b, void *chars)
{
	const struct page_char *all = chars;
	const struct page_char *c = &all[*(const guint *)a];
	const struct page_char *d = &all[*(const guint *)b];

	if (c->ink.colour != d->ink.colour)
		return c->ink.colour < d->ink.colour ? -1 : 1;
	if (c->ink.size != d->ink.size)
		return c->ink.size < d->ink.size ? -1 : 1;
	return 0;
}

/* Whether a character follows another: upright, or a step up or down where the
 * text is slanted. */
enum follow { NOT, UPRIGHT, SLANTED };

/* What poppler takes for one word, because its characters stand little higher
 * each, has boxes as high as all of it: x1 and y1 of `single` are how wide
 * and high those of a single character are. */
static enum follow
follows(const struct page_char *a, const struct page_char *b,
    const struct page_box *single)
{
	const float near = 0.03F * a->ink.size, least = 0.1F * a->ink.size;
	const float most = 1.3F * a->ink.size;
	const float dy = fabsf(b->box.y0 - a->box.y0);
	const float dx = fabsf(b->box.x0 - a->box.x0);

	if (fabsf(b->box.x0 - a->box.x1) < near)
		return dy < near ? (a->box.y1 - a->box.y0 > single->y1 +
		    least ? SLANTED : UPRIGHT) : dy > least &&
		    dy < most ? SLANTED : NOT;
	if (fabsf(b->box.y0 - a->box.y1) < near ||
	    fabsf(b->box.y1 - a->box.y0) < near)
		return dx < near ? (a->box.x1 - a->box.x0 > single->x1 +
		    least ? SLANTED : UPRIGHT) : dx > least &&
		    dx < most ? SLANTED : NOT;
	return NOT;
}

/* Finds slanted text in fonts of which no glyphs are painted, because they are
 * not in the file: poppler gives each of its characters an upright box, which
 * begins where the one before ends, but higher or lower.  `kind` is the n
 * characters of one size and colour. */
static void
judge_kind(struct judging *j, const guint *kind, guint n)
{
	enum { LEAST = 2, MANY = 4, MOST = 3000 };
	struct page_box box = {0, 0, INFINITY, INFINITY};
	guint upright = 0, slanted = 0;

	for (guint i = 0; i < n; i++) {
		const struct page_box *b = &char_at(j, kind[i])->box;

		box.x1 = MIN(box.x1, b->x1 - b->x0);
		box.y1 = MIN(box.y1, b->y1 - b->y0);
	}
	for (guint i = 0; n <= MOST && i < n; i++) {
		enum follow best = NOT;

		for (guint k = 0; k < n && best != UPRIGHT; k++) {
			const enum follow f = i == k ? NOT :
			    follows(char_at(j, kind[i]), char_at(j, kind[k]), &box);

			best = f != NOT ? f : best;
		}
		upright += best == UPRIGHT;
		slanted += best == SLANTED;
	}
	if (slanted < LEAST || slanted * 2 < n ||
	    (slanted < MANY ? upright > 0 : upright * 8 > slanted))
		return;
	for (guint i = 0; i < n; i++)
		char_at(j, kind[i])->ink.slanted = true;
}

static void
find_kinds(struct judging *j)
{
	GArray *unknown = g_array_new(FALSE, FALSE, sizeof(guint));
	const guint *k;

	for (guint i = 0; i < j->page->chars->len; i++)
		if (char_at(j, i)->ink.order == 0 &&
		    char_at(j, i)->ink.size > 0)
			g_array_append_val(unknown, i);
	g_array_sort_with_data(unknown, by_kind, j->page->chars->data);
	k = (const guint *)(const void *)unknown->data;
	for (guint i = 0, n; i < unknown->len; i += n) {
		for (n = 1; i + n < unknown->len && is_alike(char_at(j, k[i]),
		    char_at(j, k[i + n])); n++)
			;
		judge_kind(j, k + i, n);
	}
	g_array_free(unknown, TRUE);
}

/* Takes text at another angle than the page's.  A page that was scanned askew
 * stands at a slight angle itself. */
static void
find_slanted(struct judging *j)
{
	const float least = 2, askew = 10;
	size_t slight = 0;

	find_kinds(j);
	for (guint i = 0; i < j->page->chars->len; i++) {
		const float slant = slant_of(char_at(j, i)->ink.angle);

		slight += slant > least && slant <= askew;
	}
	for (guint i = 0; i < j->page->chars->len; i++) {
		const struct page_ink *ink = &char_at(j, i)->ink;
		const float slant = slant_of(ink->angle);

		if (j->why[i] == SEEN && (ink->slanted || slant > askew ||
		    (slant > least && slight * 2 < j->page->chars->len)))
			j->why[i] = ACROSS;
	}
}

/* --- furniture ---------------------------------------------------------- */

/* Finds what is marked as no part of the page's text and stands amid it.  What
 * stands around it, such as the head of a page, is read; and where a program
 * marks most of a page it does not know what it does. */
static void
find_furniture(struct judging *j)
{
	struct page_box text = {INFINITY, INFINITY, -INFINITY, -INFINITY};
	size_t furniture = 0;

	for (guint i = 0; i < j->page->chars->len; i++) {
		const struct page_char *c = char_at(j, i);

		if (c->ink.artifact)
			furniture++;
		else if (j->why[i] == SEEN)
			page_words_box_add(&text, &c->box);
	}
	if (furniture == 0 || furniture * 2 > j->page->chars->len)
		return;
	for (guint i = 0, end; i < j->page->chars->len; i = end) {
		const struct page_char *c = char_at(j, i);
		bool amid = false;

		/* Of a word that stands amid the text for a part, all. */
		for (end = i; end < j->page->chars->len && (end == i ||
		    (char_at(j, end)->ink.artifact == c->ink.artifact &&
		    !char_at(j, end)->begins)); end++)
			amid |= holds(&text, &char_at(j, end)->box, 0.5F);
		for (guint k = i; amid && c->ink.artifact && k < end; k++)
			if (j->why[k] == SEEN)
				j->why[k] = ACROSS;
	}
}

/* --- pale text ---------------------------------------------------------- */

static bool
is_pale(const struct judging *j, guint i)
{
	const float most = 0.55F;
	const struct page_char *c = char_at(j, i);
	const unsigned ground = j->grounds[i];

	return c->ink.colour != PAGE_NO_COLOUR && ground != PAGE_NO_COLOUR &&
	    fabsf(lightness(c->ink.colour) - lightness(ground)) *
	    c->ink.alpha < most;
}

/* Finds pale text that is none of the page's. */
static void
find_pale(struct judging *j)
{
	const guint n = j->page->chars->len;
	g_autofree bool *pale = g_new0(bool, n + 1);
	g_autofree bool *seen = g_new0(bool, n + 1);
	g_autofree bool *across = g_new0(bool, n + 1);

	for (guint i = 0; i < n; i++) {
		seen[i] = j->why[i] == SEEN;
		pale[i] = (seen[i] || j->why[i] == HIDDEN) &&
		    is_pale(j, i);
	}
	page_pale_find(j->page, pale, seen, across);
	for (guint i = 0; i < n; i++)
		if (across[i])
			j->why[i] = ACROSS;
}

/* --- text printed twice ------------------------------------------------ */

/* A character that is looked at for another that is printed over it. */
struct impression {
	float x0, y1, size;
	float near;             /* how near to it another one is printed twice */
	gunichar c;
	guint i;                /* its number on the page */
};

/* Bold and shadows are also made by printing twice, a little apart, in one
 * size. */
static struct impression
print_of(const struct page_char *c, guint i)
{
	const float most = 3, height = c->box.y1 - c->box.y0;
	const float width = c->box.x1 - c->box.x0;

	return (struct impression){c->box.x0, c->box.y1, c->ink.size,
	    MIN(MIN(0.18F * height, 0.6F * width), most), c->c, i};
}

static bool
are_printed_twice(const struct impression *p, const struct impression *q)
{
	return fabsf(p->y1 - q->y1) < p->near &&
	    fabsf(p->x0 - q->x0) < p->near &&
	    fabsf(p->size - q->size) <= 0.2F * q->size;
}

/* The prints of a page by their characters, those of one from left to right; to be
 * freed. */
static struct impression *
order_prints(const struct judging *j)
{
	const guint n = j->page->chars->len;
	struct impression *prints = g_new(struct impression, n + 1);
	g_autofree uint64_t *keys = g_new(uint64_t, n + 1);
	g_autofree guint *order = NULL;

	for (guint i = 0; i < n; i++)
		keys[i] = (uint64_t)char_at(j, i)->c << 32 |
		    page_order_key(char_at(j, i)->box.x0);
	order = page_order_by(keys, n);
	for (guint i = 0; i < n; i++)
		prints[i] = print_of(char_at(j, order[i]), order[i]);
	return prints;
}

/* Which of two prints is one too many: the paler one, a shadow or of a watermark,
 * else the later one in reading order. */
static guint
surplus(const struct judging *j, guint a, guint b)
{
	const bool pale = is_pale(j, a);

	if (pale != is_pale(j, b))
		return pale ? a : b;
	return MAX(a, b);
}

/* Characters are compared with the same ones that begin up to three points
 * further right. */
static void
find_twice(struct judging *j)
{
	enum { REACH = 3, MOST = 2000 };
	const guint n = j->page->chars->len;
	g_autofree struct impression *prints = order_prints(j);

	for (guint i = 0; i < n; i++) {
		const struct impression p = prints[i];
		const struct impression *end = prints + MIN(n, i + MOST);

		for (const struct impression *q = &prints[i + 1]; q < end &&
		    q->c == p.c && q->x0 <= p.x0 + REACH &&
		    q->x0 - p.x0 < p.near; q++)
			if (are_printed_twice(&p, q) && j->why[p.i] == SEEN &&
			    j->why[q->i] == SEEN)
				j->why[surplus(j, p.i, q->i)] = TWICE;
	}
}

/* --- what is taken out -------------------------------------------------- */

static int
by_order(const void *a, const void *b, void *chars)
{
	const struct page_char *all = chars;
	const guint i = *(const guint *)a, k = *(const guint *)b;

	if (all[i].ink.order != all[k].ink.order)
		return all[i].ink.order < all[k].ink.order ? -1 : 1;
	return i < k ? -1 : i > k;
}

/* Appends what is taken out for a reason, in the order of painting, a line for
 * each text. */
static void
note(const struct judging *j, enum seen_reason why, GString *to)
{
	GArray *taken = g_array_new(FALSE, FALSE, sizeof(guint));
	const struct page_char *last = NULL;

	for (guint i = 0; i < j->page->chars->len; i++)
		if (j->why[i] == why)
			g_array_append_val(taken, i);
	g_array_sort_with_data(taken, by_order, j->page->chars->data);
	for (guint i = 0; i < taken->len; i++) {
		const struct page_char *c = char_at(j, g_array_index(taken,
		    guint, i));

		if (last != NULL && hypotf(c->box.x0 - last->box.x0,
		    c->box.y0 - last->box.y0) > 1.8F *
		    MAX(MAX(c->ink.size, last->ink.size),
		    last->box.x1 - last->box.x0))
			g_string_append_c(to, '\n');
		g_string_append_unichar(to, c->c);
		last = c;
	}
	if (taken->len > 0)
		g_string_append_c(to, '\n');
	g_array_free(taken, TRUE);
}

/* Keeps what is seen; a word whose beginning is taken begins later. */
static void
keep_seen(struct judging *j)
{
	struct page_char *c = char_at(j, 0);
	bool begins = false;
	guint kept = 0;

	for (guint i = 0; i < j->page->chars->len; i++) {
		begins |= c[i].begins;
		if (j->why[i] != SEEN)
			continue;
		c[i].begins = begins;
		begins = false;
		if (kept < i)
			c[kept] = c[i];
		kept++;
	}
	g_array_set_size(j->page->chars, kept);
}

void
page_seen_settle(struct printed_page *page)
{
	g_autofree unsigned char *why = g_new0(unsigned char,
	    page->chars->len + 1);
	g_autofree unsigned *grounds = g_new(unsigned, page->chars->len + 1);
	struct judging j = {.page = page, .why = why, .grounds = grounds};

	if (page->chars->len == 0)
		return;
	make_strips(&j);
	find_hidden(&j);
	find_notes(&j);
	find_slanted(&j);
	find_furniture(&j);
	find_twice(&j);
	find_pale(&j);
	note(&j, ACROSS, page->watermark);
	note(&j, HIDDEN, page->hidden);
	for (guint i = 0; i < page->chars->len; i++)
		page->unseen += why[i] == HIDDEN;
	keep_seen(&j);
	free_strips(&j);
}
