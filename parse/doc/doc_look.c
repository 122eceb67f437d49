#include "doc_look.h"

#include "fetch/base/bytes.h"
#include "parse/word/word_look.h"

enum {
	SPRM_C_LETTERS = 0x6870,
	SPRM_C_LETTERS_80 = 0x2a42,
	SPRM_C_HIGHLIGHT = 0x2a0c,
	SPRM_C_GROUND = 0xca71,
	SPRM_C_GROUND_80 = 0x4866,
	SPRM_C_RISE = 0x4845,
	SPRM_C_SIZE = 0x4a43,
	SPRM_P_GROUND = 0xc64d,
	SPRM_P_GROUND_80 = 0x442d,
	SPRM_T_GROUNDS_80 = 0xd609,
	SPRM_T_SET_GROUND_80 = 0x7627,
	SPRM_T_SET_GROUND = 0xd62d,
	SPRM_T_SET_GROUND_ODD = 0xd62e,
	SPRM_T_ALL_GROUND = 0xd660,
	SHADING = 10,                   /* bytes */
	SHADING_80 = 2,
	SOLID = 1,
	NO_SHADING = 0xffff,
	USUAL_SIZE = 20,                /* half points */
	MOST_CELLS = 64,
};

static int
colour_of(const uint8_t *p)
{
	return p[3] == 0xff ? WORD_AUTOMATIC : p[0] << 16 | p[1] << 8 | p[2];
}

/* The ground of a shading of either size. */
static int
shading_of(struct doc_bytes in)
{
	int fore, back;
	unsigned pattern, all;

	if (in.len >= SHADING) {
		fore = colour_of(in.at);
		back = colour_of(in.at + 4);
		pattern = bytes_u16(in.at + 8);
		all = pattern;
	} else if (in.len >= SHADING_80) {
		all = bytes_u16(in.at);
		fore = word_look_palette(all & 31);
		back = word_look_palette(all >> 5 & 31);
		pattern = all >> 10;
	} else {
		return WORD_UNSURE;
	}
	return all == NO_SHADING ? WORD_AUTOMATIC : word_look_shading(fore,
	    back, pattern == 0 ? 0 : pattern == SOLID ? 1000 : 500);
}

struct doc_look
doc_look_fresh(void)
{
	return (struct doc_look){WORD_AUTOMATIC, WORD_AUTOMATIC,
	    WORD_AUTOMATIC, 0, USUAL_SIZE};
}

void
doc_look_take(struct doc_look *l, const struct doc_change *c)
{
	const uint8_t *o = c->operand.at;

	switch (c->code) {
	case SPRM_C_LETTERS:
		l->letters = colour_of(o);
		break;
	case SPRM_C_LETTERS_80:
		l->letters = word_look_palette(o[0]);
		break;
	case SPRM_C_HIGHLIGHT:
		l->highlight = word_look_palette(o[0]);
		break;
	case SPRM_C_GROUND:
	case SPRM_C_GROUND_80:
		l->ground = shading_of(c->operand);
		break;
	case SPRM_C_RISE:
		l->rise = (int16_t)bytes_u16(o);
		break;
	case SPRM_C_SIZE:
		l->size = bytes_u16(o);
		break;
	}
}

void
doc_look_take_paragraph(int *ground, const struct doc_change *c)
{
	if (c->code == SPRM_P_GROUND || c->code == SPRM_P_GROUND_80)
		*ground = shading_of(c->operand);
}

/* --- cells ------------------------------------------------------------ */

static void
set_ground(GArray *grounds, unsigned cell, int ground)
{
	const int none = WORD_AUTOMATIC;

	if (cell >= MOST_CELLS)
		return;
	while (grounds->len <= cell)
		g_array_append_val(grounds, none);
	g_array_index(grounds, int, cell) = ground;
}

/* Sets the shadings of cells one after the other. */
static void
set_each(GArray *grounds, unsigned first, struct doc_bytes in, size_t size)
{
	struct doc_bytes one;

	while (doc_bytes_take(&in, size, &one))
		set_ground(grounds, first++, shading_of(one));
}

/* first:u8 end:u8 and the shading of the cells from the one to the other, or of
 * every second. */
static void
set_range(GArray *grounds, struct doc_bytes in, unsigned step)
{
	struct doc_bytes range;

	if (!doc_bytes_take(&in, 2, &range))
		return;
	for (unsigned i = range.at[0]; i < range.at[1] && i < MOST_CELLS;
	    i += step)
		set_ground(grounds, i, shading_of(in));
}

void
doc_look_take_row(GArray *grounds, const struct doc_change *c)
{
	/* The shadings of 22 cells each. */
	static const unsigned parts[] = {0xd612, 0xd616, 0xd60c};

	for (unsigned i = 0; i < G_N_ELEMENTS(parts); i++)
		if (c->code == parts[i])
			set_each(grounds, 22 * i, c->operand, SHADING);
	switch (c->code) {
	case SPRM_T_GROUNDS_80:
		set_each(grounds, 0, c->operand, SHADING_80);
		break;
	case SPRM_T_SET_GROUND_80:
	case SPRM_T_SET_GROUND:
		set_range(grounds, c->operand, 1);
		break;
	case SPRM_T_SET_GROUND_ODD:
		set_range(grounds, c->operand, 2);
		break;
	case SPRM_T_ALL_GROUND:
		for (unsigned i = 0; i < MOST_CELLS; i++)
			set_ground(grounds, i, shading_of(c->operand));
		break;
	}
}
