#include "rtf_look.h"

#include "parse/word/word_look.h"

enum {
	MOST_COLOURS = 10000,
	MOST_CELLS = 1000,
	USUAL_SIZE = 24,        /* half points */
	USUAL_RISE = 6,
	MOST_RISE = 10000,
};

struct rtf_ground {
	GArray *colours;        /* int, see word_look.h */
	int colour;             /* the one that is described */
	bool coloured;          /* the page is not white */
	struct rtf_shade cell, row;     /* what is said of the next cell */
	GArray *cells;          /* int: the grounds of those described */
	guint at;               /* the cell of the text */
};

struct rtf_ground *
rtf_look_ground_new(void)
{
	struct rtf_ground *g = g_new0(struct rtf_ground, 1);

	g->colours = g_array_new(FALSE, FALSE, sizeof(int));
	g->cells = g_array_new(FALSE, FALSE, sizeof(int));
	g->colour = WORD_AUTOMATIC;
	return g;
}

void
rtf_look_ground_free(struct rtf_ground *g)
{
	g_array_free(g->colours, TRUE);
	g_array_free(g->cells, TRUE);
	g_free(g);
}

struct rtf_look
rtf_look_fresh(void)
{
	return (struct rtf_look){.size = USUAL_SIZE};
}

void
rtf_look_plain(struct rtf_look *l)
{
	const struct rtf_look old = *l;

	*l = rtf_look_fresh();
	l->paragraph = old.paragraph;
	l->boxed = old.boxed;
}

void
rtf_look_pard(struct rtf_look *l)
{
	l->paragraph = (struct rtf_shade){0};
}

/* --- words ------------------------------------------------------------ */

static void
take_part_of_colour(struct rtf_ground *g, unsigned shift, int n)
{
	g->colour = MAX(g->colour, 0);
	g->colour &= ~(0xff << shift);
	g->colour |= CLAMP(n, 0, 0xff) << shift;
}

static void
take_shading(struct rtf_shade *s, enum rtf_shading what, unsigned n)
{
	switch (what) {
	case RTF_FORE:
		s->fore = n;
		break;
	case RTF_BACK:
		s->back = n;
		break;
	case RTF_PATTERN:
		s->pattern = n;
		break;
	case RTF_HATCH:
		s->hatched = true;
	}
}

void
rtf_look_take(struct rtf_look *l, struct rtf_ground *g,
    const struct rtf_word *w, bool has, int n)
{
	struct rtf_shade *const shades[] = {[RTF_OF_RUN] = &l->run,
	    [RTF_OF_PARAGRAPH] = &l->paragraph, [RTF_OF_CELL] = &g->cell,
	    [RTF_OF_ROW] = &g->row};
	const bool on = !has || n != 0;

	switch (w->action) {
	case RTF_HIDDEN:
		l->hidden = on;
		break;
	case RTF_STRUCK:
		l->struck = on;
		break;
	case RTF_STRUCK_TWICE:
		l->struck_twice = on;
		break;
	case RTF_RAISED:
		l->raised = on;
		break;
	case RTF_NOT_RAISED:
		l->raised = false;
		break;
	case RTF_UP:
		l->rise = has ? CLAMP(n, -MOST_RISE, MOST_RISE) : USUAL_RISE;
		break;
	case RTF_DOWN_LINE:
		l->rise = -(has ? CLAMP(n, -MOST_RISE, MOST_RISE) :
		    USUAL_RISE);
		break;
	case RTF_SIZE:
		l->size = has ? (unsigned)CLAMP(n, 0, MOST_RISE) : USUAL_SIZE;
		break;
	case RTF_LETTERS:
		l->letters = (unsigned)MAX(n, 0);
		break;
	case RTF_HIGHLIGHT:
		l->highlight = (unsigned)MAX(n, 0);
		break;
	case RTF_SHADE:
		take_shading(shades[w->c / 4], w->c % 4, (unsigned)MAX(n, 0));
		break;
	case RTF_PAGE_SHOWN:
		g->coloured = has && n != 0;
		break;
	case RTF_RED:
		take_part_of_colour(g, 16, n);
		break;
	case RTF_GREEN:
		take_part_of_colour(g, 8, n);
		break;
	case RTF_BLUE:
		take_part_of_colour(g, 0, n);
		break;
	default:
		break;
	}
}

void
rtf_look_colour_byte(struct rtf_ground *g, char c)
{
	if (c != ';')
		return;
	if (g->colours->len < MOST_COLOURS)
		g_array_append_val(g->colours, g->colour);
	g->colour = WORD_AUTOMATIC;
}

/* --- grounds ---------------------------------------------------------- */

static int
colour(const struct rtf_ground *g, unsigned number)
{
	return number < g->colours->len ? g_array_index(g->colours, int,
	    number) : WORD_AUTOMATIC;
}

static int
shown(const struct rtf_ground *g, const struct rtf_shade *s)
{
	return s->hatched ? WORD_UNSURE : word_look_shading(
	    colour(g, s->fore), colour(g, s->back), (s->pattern + 9) / 10);
}

void
rtf_look_begin_row(struct rtf_ground *g)
{
	g_array_set_size(g->cells, 0);
	g->cell = g->row = (struct rtf_shade){0};
}

void
rtf_look_add_cell(struct rtf_ground *g)
{
	const int ground = word_look_over(shown(g, &g->cell),
	    shown(g, &g->row));

	if (g->cells->len < MOST_CELLS)
		g_array_append_val(g->cells, ground);
	g->cell = (struct rtf_shade){0};
}

void
rtf_look_end_cell(struct rtf_ground *g)
{
	g->at++;
}

void
rtf_look_end_row(struct rtf_ground *g)
{
	g->at = 0;
}

/* Cells of inner rows are described after their text. */
static int
ground_of_cell(const struct rtf_ground *g, unsigned depth)
{
	if (depth == 0)
		return WORD_AUTOMATIC;
	return depth == 1 && g->at < g->cells->len ?
	    g_array_index(g->cells, int, g->at) : WORD_UNSURE;
}

bool
rtf_look_is_unseen(const struct rtf_look *l, const struct rtf_ground *g,
    unsigned depth)
{
	const int letters = colour(g, l->letters);
	int ground = g->coloured || l->boxed ? WORD_UNSURE : WORD_AUTOMATIC;

	if (letters == WORD_AUTOMATIC)
		return false;
	if (!l->boxed)
		ground = word_look_over(ground_of_cell(g, depth), ground);
	ground = word_look_over(shown(g, &l->paragraph), ground);
	ground = word_look_over(shown(g, &l->run), ground);
	ground = word_look_over(colour(g, l->highlight), ground);
	return word_look_is_unseen(letters, ground);
}
