#include "word_look.h"

#include <stdlib.h>
#include <string.h>

#include "fetch/base/colour.h"

enum {
	WHITE = 0xffffff,
	SOLID = 1000,           /* thousandths */
	USUAL_SIZE = 20,        /* half points: of text that states none */
	LEAST_RISE = 4,         /* half points */
};

int
word_look_hex(const char *text)
{
	if (text == NULL || strlen(text) != 6 ||
	    strspn(text, "0123456789abcdefABCDEF") != 6)
		return WORD_AUTOMATIC;
	return (int)strtol(text, NULL, 16);
}

/* [MS-DOC] 2.9.119, Ico. */
int
word_look_palette(unsigned number)
{
	static const int colours[] = {WORD_AUTOMATIC, 0x000000, 0x0000ff,
	    0x00ffff, 0x00ff00, 0xff00ff, 0xff0000, 0xffff00, 0xffffff,
	    0x000080, 0x008080, 0x008000, 0x800080, 0x800000, 0x808000,
	    0x808080, 0xc0c0c0};

	return number < G_N_ELEMENTS(colours) ? colours[number] :
	    WORD_AUTOMATIC;
}

int
word_look_shading(int fore, int back, unsigned thousandths)
{
	if (thousandths == 0)
		return back;
	if (thousandths == SOLID)
		return fore == WORD_AUTOMATIC ? 0 : fore;
	return WORD_UNSURE;
}

int
word_look_over(int upper, int lower)
{
	return upper == WORD_AUTOMATIC ? lower : upper;
}

bool
word_look_is_unseen(int letters, int ground)
{
	if (ground == WORD_AUTOMATIC)
		ground = WHITE;
	if (letters < 0 || ground < 0)
		return false;
	return colour_is_close((unsigned)letters, (unsigned)ground);
}

bool
word_look_is_raised(int rise, unsigned size, unsigned line)
{
	if (rise < LEAST_RISE || size == 0)
		return false;
	return line > 0 ? size < line : size * 4 <= USUAL_SIZE * 3;
}
