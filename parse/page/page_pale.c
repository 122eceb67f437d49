#include "page_pale.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "page_words.h"

enum {
	MOST_PALE = 4000,       /* characters that are compared with others */
	MOST_RULES = 20000,     /* that copies are compared with */
	MOST_TEXTS = 50,        /* watermarks on a page */
};

/* A page being judged. */
struct pale_page {
	const struct printed_page *page;
	const bool *pale, *seen;
	bool *over;             /* over a darker character */
	bool *across;           /* as found */
};

static const struct page_char *
char_at(const struct pale_page *j, guint i)
{
	return &g_array_index(j->page->chars, struct page_char, i);
}

static bool
is_turned(const struct page_char *c)
{
	return c->ink.order != 0 && lroundf(c->ink.angle / 90) % 2 != 0;
}

/* Where a character's baseline lies: how far down, or how far to the right where
 * its text runs up or down. */
static float
baseline(const struct page_char *c)
{
	if (c->ink.order == 0)
		return c->box.y1;
	return is_turned(c) ? c->ink.x : c->ink.y;
}

/* --- over others -------------------------------------------------------- */

static bool
overlap(const struct page_box *a, const struct page_box *b)
{
	const float x = MIN(a->x1, b->x1) - MAX(a->x0, b->x0);
	const float y = MIN(a->y1, b->y1) - MAX(a->y0, b->y0);

	return x > 0.15F * MIN(a->x1 - a->x0, b->x1 - b->x0) &&
	    y > 0.25F * MIN(a->y1 - a->y0, b->y1 - b->y0);
}

static bool
is_over(const struct pale_page *j, const struct page_box *b)
{
	for (guint i = 0; i < j->page->chars->len; i++)
		if (!j->pale[i] && j->seen[i] && overlap(b, &char_at(j, i)->box))
			return true;
	return false;
}

/* Whether a rule crosses the inside of a box. */
static bool
is_crossed(const struct printed_page *page, const struct page_box *b)
{
	const float x = 0.15F * (b->x1 - b->x0), y = 0.25F * (b->y1 - b->y0);

	for (guint i = 0; i < page->rules->len; i++) {
		const struct page_box *r = &g_array_index(page->rules,
		    struct page_box, i);

		if (r->x0 < b->x1 - x && r->x1 > b->x0 + x &&
		    r->y0 < b->y1 - y && r->y1 > b->y0 + y)
			return true;
	}
	return false;
}

/* --- lines of text ------------------------------------------------------ */

/* Characters of one size and colour on one baseline. */
struct run {
	struct page_box box;
	unsigned n, over;       /* characters, and those over darker ones */
};

static gint64
run_key(const struct page_char *c)
{
	return (gint64)c->ink.colour << 36 ^
	    (gint64)lroundf(c->ink.size * 5) << 16 ^
	    (gint64)lroundf(baseline(c));
}

/* The size of most characters that are not pale, or 0. */
static float
usual_size(const struct pale_page *j)
{
	const guint n = j->page->chars->len;
	g_autofree float *sizes = g_new(float, n + 1);
	guint k = 0;

	for (guint i = 0; i < n; i++)
		if (!j->pale[i] && j->seen[i])
			sizes[k++] = char_at(j, i)->ink.size;
	qsort(sizes, k, sizeof *sizes, page_words_by_value);
	return k > 0 ? sizes[k / 2] : 0;
}

static void
add_to_run(GHashTable *runs, const struct pale_page *j, guint at)
{
	const struct page_char *c = char_at(j, at);
	gint64 key = run_key(c);
	struct run *r = g_hash_table_lookup(runs, &key);

	if (r == NULL) {
		r = g_new0(struct run, 1);
		r->box = c->box;
		g_hash_table_insert(runs, g_memdup2(&key, sizeof key), r);
	}
	page_words_box_add(&r->box, &c->box);
	r->n++;
	r->over += j->over[at];
}

/* Finds lines of text over other text, or large and across lines. */
static void
find_lines(struct pale_page *j)
{
	g_autoptr(GHashTable) runs = g_hash_table_new_full(g_int64_hash,
	    g_int64_equal, g_free, g_free);
	const guint n = j->page->chars->len;
	const float usual = usual_size(j);

	for (guint i = 0; i < n; i++)
		if (j->pale[i] && j->seen[i])
			add_to_run(runs, j, i);
	for (guint i = 0; i < n; i++) {
		const struct page_char *c = char_at(j, i);
		gint64 key = run_key(c);
		const struct run *r = j->pale[i] && j->seen[i] ? g_hash_table_lookup(runs,
		    &key) : NULL;

		if (r == NULL)
			continue;
		if ((r->over >= 2 && r->over * 4 >= r->n) ||
		    (usual > 0 && c->ink.size > 1.7F * usual &&
		    (r->over > 0 || is_crossed(j->page, &r->box))))
			j->across[i] = true;
	}
}

/* --- copies ------------------------------------------------------------- */

/* Characters that follow each other, of one kind: size and colour. */
struct piece {
	guint first, n;         /* in the order of kinds and lines */
	gint64 kind;
	char *text;
	float along, base;      /* where it begins, and its baseline */
	bool pale;
	bool crossing;          /* over darker text, or rules */
	bool level;             /* with darker text */
	bool apart;             /* far beyond all darker text */
};

/* Where a piece begins. */
struct copy_place {
	float base, along;
};

/* Pieces of one kind and text. */
struct copies {
	GArray *places;                 /* struct copy_place */
	const struct piece *piece;      /* the first */
	guint n, crossing, level, apart;
	bool columns, rows;             /* more than one */
};

static void
clear_piece(void *piece)
{
	g_free(((struct piece *)piece)->text);
}

static void
free_copies(void *copies)
{
	struct copies *c = copies;

	g_array_free(c->places, TRUE);
	g_free(c);
}

static gint64
kind_of(const struct page_char *c)
{
	return (gint64)c->ink.colour << 36 ^ (gint64)lroundf(c->ink.alpha *
	    100) << 28 ^ (gint64)lroundf(c->ink.size * 5) << 1 ^ is_turned(c);
}

static float
along(const struct page_char *c)
{
	return is_turned(c) ? c->box.y0 : c->box.x0;
}

static int
by_place(const void *a, const void *b, void *chars)
{
	const struct page_char *all = chars;
	const struct page_char *c = &all[*(const guint *)a];
	const struct page_char *d = &all[*(const guint *)b];
	const gint64 kind = kind_of(c), other = kind_of(d);
	const long line = lroundf(baseline(c)), below = lroundf(baseline(d));

	if (kind != other)
		return kind < other ? -1 : 1;
	if (line != below)
		return line < below ? -1 : 1;
	return along(c) < along(d) ? -1 : along(c) > along(d);
}

/* The characters of kinds of which some are pale. */
static GArray *
in_order(const struct pale_page *j)
{
	g_autoptr(GHashTable) kinds = g_hash_table_new_full(g_int64_hash,
	    g_int64_equal, g_free, NULL);
	GArray *order = g_array_new(FALSE, FALSE, sizeof(guint));

	for (guint i = 0; i < j->page->chars->len; i++) {
		const gint64 kind = kind_of(char_at(j, i));

		if (j->pale[i])
			g_hash_table_add(kinds, g_memdup2(&kind, sizeof kind));
	}
	for (guint i = 0; i < j->page->chars->len; i++) {
		const gint64 kind = kind_of(char_at(j, i));

		if ((j->seen[i] || j->pale[i]) &&
		    g_hash_table_contains(kinds, &kind))
			g_array_append_val(order, i);
	}
	g_array_sort_with_data(order, by_place, j->page->chars->data);
	return order;
}

/* Whether one character follows another in its piece. */
static bool
follows(const struct page_char *c, const struct page_char *last)
{
	const float end = is_turned(last) ? last->box.y1 : last->box.x1;

	return kind_of(c) == kind_of(last) &&
	    lroundf(baseline(c)) == lroundf(baseline(last)) &&
	    along(c) - end < c->ink.size;
}

/* Returns what darker text takes of the page. */
static struct page_box
dark_box(const struct pale_page *j)
{
	struct page_box box = {INFINITY, INFINITY, -INFINITY, -INFINITY};

	for (guint i = 0; i < j->page->chars->len; i++)
		if (j->seen[i] && !j->pale[i])
			page_words_box_add(&box, &char_at(j, i)->box);
	return box;
}

/* The baselines of darker text, sorted. */
static GArray *
dark_baselines(const struct pale_page *j)
{
	GArray *all = g_array_new(FALSE, FALSE, sizeof(float));

	for (guint i = 0; i < j->page->chars->len; i++) {
		const float base = baseline(char_at(j, i));

		if (j->seen[i] && !j->pale[i])
			g_array_append_val(all, base);
	}
	g_array_sort(all, page_words_by_value);
	return all;
}

static bool
has_near(const GArray *sorted, float value, float near)
{
	guint low = 0, high = sorted->len;

	while (low < high) {
		const guint mid = (low + high) / 2;

		if (g_array_index(sorted, float, mid) < value - near)
			low = mid + 1;
		else
			high = mid;
	}
	return low < sorted->len &&
	    g_array_index(sorted, float, low) <= value + near;
}

/* The piece that begins at a place in the order. */
static struct piece
piece_at(const struct pale_page *j, const GArray *order, guint first,
    const GArray *baselines, const struct page_box *dark)
{
	const guint *o = (const guint *)(const void *)order->data + first;
	const struct page_char *c = char_at(j, o[0]), *last = c;
	struct piece p = {first, 0, kind_of(c), NULL, along(c), baseline(c),
	    true, false, false, false};
	GString *text = g_string_new(NULL);
	struct page_box box = c->box;
	const float far = 2 * c->ink.size;
	guint over = 0;

	for (; first + p.n < order->len && (p.n == 0 ||
	    follows(char_at(j, o[p.n]), last)); p.n++) {
		last = char_at(j, o[p.n]);
		page_words_box_add(&box, &last->box);
		g_string_append_unichar(text, last->c);
		p.pale &= j->pale[o[p.n]];
		over += j->over[o[p.n]];
	}
	p.crossing = over >= 2 || (p.pale && is_crossed(j->page, &box));
	p.level = has_near(baselines, p.base, 0.2F * c->ink.size);
	p.apart = box.x0 > dark->x1 + far || box.x1 < dark->x0 - far ||
	    box.y0 > dark->y1 + far || box.y1 < dark->y0 - far;
	p.text = g_string_free(text, FALSE);
	return p;
}

static GArray *
find_pieces(const struct pale_page *j, const GArray *order)
{
	GArray *pieces = g_array_new(FALSE, FALSE, sizeof(struct piece));
	GArray *baselines = dark_baselines(j);
	const struct page_box dark = dark_box(j);

	g_array_set_clear_func(pieces, clear_piece);
	for (guint i = 0; i < order->len;) {
		struct piece p = piece_at(j, order, i, baselines,
		    &dark);

		i += p.n;
		g_array_append_val(pieces, p);
	}
	g_array_free(baselines, TRUE);
	return pieces;
}

static void
add_copy(GHashTable *all, const struct piece *p, float size)
{
	char *key = g_strdup_printf("%" G_GINT64_FORMAT " %s", p->kind,
	    p->text);
	struct copies *c = g_hash_table_lookup(all, key);

	if (c == NULL) {
		c = g_new0(struct copies, 1);
		c->piece = p;
		c->places = g_array_new(FALSE, FALSE, sizeof(struct copy_place));
		g_hash_table_insert(all, key, c);
	} else {
		g_free(key);
	}
	c->n++;
	g_array_append_vals(c->places, &(struct copy_place){p->base, p->along}, 1);
	c->crossing += p->crossing;
	c->level += p->level;
	c->apart += p->apart;
	c->columns |= fabsf(p->along - c->piece->along) > size;
	c->rows |= fabsf(p->base - c->piece->base) > size;
}

static int
by_base(const void *a, const void *b)
{
	const struct copy_place *p = a, *q = b;

	if (fabsf(p->base - q->base) > 1)
		return p->base < q->base ? -1 : 1;
	return p->along < q->along ? -1 : p->along > q->along;
}

/* Whether a distance is a whole number of steps. */
static bool
is_steps(float distance, float step)
{
	return fabsf(distance - step * roundf(distance / step)) < 1.5F;
}

/* Whether copies stand at one distance from each other in their lines, of which
 * there are several, and these at one distance, but for some that are missing:
 * a program has laid them over the page. */
static bool
is_lattice(const struct copies *c)
{
	const struct copy_place *p = (const void *)c->places->data;
	float line = INFINITY, step = INFINITY;
	guint lines = 1;

	g_array_sort(c->places, by_base);
	for (guint i = 1; i < c->n; i++) {
		const float down = p[i].base - p[i - 1].base;

		lines += down > 1;
		if (down > 1)
			line = MIN(line, down);
		else
			step = MIN(step, p[i].along - p[i - 1].along);
	}
	if (lines < 3 || step == INFINITY || step < 1.5F || line < 3)
		return false;
	for (guint i = 1; i < c->n; i++) {
		const float down = p[i].base - p[i - 1].base;

		if (down > 1 ? !is_steps(down, line) :
		    !is_steps(p[i].along - p[i - 1].along, step))
			return false;
	}
	return true;
}

/* Cells may well say the same in pale letters, also many times, but none lies over
 * other text or lines at one place and not at another.  Where none does, copies
 * are taken that go on beyond the text, and are level with next to none of it, or
 * where many do with little, or where they lie at one distance from each other: in
 * headings such as "to air | kg/year" the second lines are level with none,
 * too. */
static bool
is_watermark(const struct copies *c)
{
	enum { LEAST = 4, MANY = 6 };

	if (c->n < LEAST || !c->columns || !c->rows ||
	    g_utf8_strlen(c->piece->text, -1) < 2)
		return false;
	return (c->crossing >= 2 && c->crossing * 5 >= c->n) ||
	    (c->n >= MANY && c->apart >= 2 && (c->level * 5 <= c->n ||
	    (c->level * 2 <= c->n &&
	    (c->apart * 3 >= c->n || is_lattice(c)))));
}

static void
take(struct pale_page *j, guint at)
{
	j->across[at] |= j->seen[at];
}

/* Takes the pieces that are the text of copies, or a part of it: one at the edge
 * of the page may be cut, and one on dark ground is not pale. */
static void
take_copies(struct pale_page *j, const GArray *order, const GArray *pieces,
    const struct copies *c)
{
	for (guint i = 0; i < pieces->len; i++) {
		const struct piece *p = &g_array_index(pieces, struct piece,
		    i);

		if (p->kind != c->piece->kind ||
		    strstr(c->piece->text, p->text) == NULL)
			continue;
		for (guint k = p->first; k < p->first + p->n; k++)
			take(j, g_array_index(order, guint, k));
	}
}

static void
find_copies(struct pale_page *j)
{
	g_autoptr(GHashTable) all = g_hash_table_new_full(g_str_hash,
	    g_str_equal, g_free, free_copies);
	GArray *order = in_order(j), *pieces = find_pieces(j, order);
	GHashTableIter iter;
	guint texts = 0;
	void *value;

	for (guint i = 0; i < pieces->len; i++) {
		const struct piece *p = &g_array_index(pieces, struct piece,
		    i);

		if (p->pale)
			add_copy(all, p, char_at(j, g_array_index(order, guint,
			    p->first))->ink.size);
	}
	g_hash_table_iter_init(&iter, all);
	while (texts < MOST_TEXTS && g_hash_table_iter_next(&iter, NULL,
	    &value))
		if (is_watermark(value)) {
			take_copies(j, order, pieces, value);
			texts++;
		}
	g_array_free(pieces, TRUE);
	g_array_free(order, TRUE);
}

void
page_pale_find(const struct printed_page *page, const bool *pale,
    const bool *seen, bool *across)
{
	const guint n = page->chars->len;
	g_autofree bool *over = g_new0(bool, n + 1);
	struct pale_page j = {page, pale, seen, over, across};
	guint count = 0;

	for (guint i = 0; i < n; i++)
		count += pale[i] && seen[i];
	if (count == 0 || count > MOST_PALE)
		return;
	for (guint i = 0; i < n; i++)
		over[i] = pale[i] && is_over(&j, &char_at(&j, i)->box);
	find_lines(&j);
	if (page->rules->len <= MOST_RULES)
		find_copies(&j);
}
