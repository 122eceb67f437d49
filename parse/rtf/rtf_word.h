/* The words of RTF that matter to a reader of its text. */
#ifndef PARSE_RTF_RTF_WORD_H
#define PARSE_RTF_RTF_WORD_H

#include <glib.h>

enum rtf_action {
	RTF_TEXT,               /* stands for a character */

	/* What the group is that begins with it: no text; as the one around
	 * it, after \* too; the better half of \upr; tables of fonts, colours and
	 * styles; a number before its paragraph; a text box; a footnote; a
	 * header or footer; the instruction of a field and its result; a
	 * picture; an entry of a form's list; the cells of an inner row. */
	RTF_SKIP, RTF_KEEP, RTF_UNICODE_GROUP, RTF_FONTS, RTF_COLOURS,
	RTF_STYLES, RTF_NUMBER, RTF_ASIDE, RTF_NOTE, RTF_MARGIN, RTF_INSTRUCTION,
	RTF_RESULT, RTF_PICTURE, RTF_OPTION, RTF_NEST_PROPERTIES,

	/* Paragraphs and characters. */
	RTF_PARAGRAPH, RTF_PARD, RTF_PLAIN, RTF_IN_TABLE, RTF_DEPTH,
	RTF_OUTLINE, RTF_STYLE, RTF_PICTURE_HEIGHT, RTF_PICTURE_SCALE,
	RTF_CHOSEN, RTF_DEFAULT_OPTION,

	/* How letters look: whether they are there, struck out, raised; placed
	 * above or below the line, their size, their colour and what they stand
	 * on; a page that is not white. */
	RTF_HIDDEN, RTF_STRUCK, RTF_STRUCK_TWICE, RTF_RAISED, RTF_NOT_RAISED,
	RTF_UP, RTF_DOWN_LINE, RTF_SIZE, RTF_LETTERS, RTF_HIGHLIGHT, RTF_SHADE,
	RTF_PAGE_SHOWN,

	/* Of a colour that is described. */
	RTF_RED, RTF_GREEN, RTF_BLUE,

	/* Cells and rows, what is said of them last. */
	RTF_CELL, RTF_ROW, RTF_NEST_CELL, RTF_NEST_ROW, RTF_ROW_BEGIN,
	RTF_ROW_LEFT, RTF_CELL_EDGE, RTF_JOINED, RTF_FIRST_DOWN, RTF_DOWN,

	/* Fonts and charsets. */
	RTF_CODEPAGE, RTF_FONT, RTF_DEFAULT_FONT, RTF_FONT_CHARSET,
	RTF_FONT_CODEPAGE, RTF_UNICODE, RTF_UNICODE_LENGTH,
};

/* What a shading is of, and what of it a word states. */
enum rtf_shaded { RTF_OF_RUN, RTF_OF_PARAGRAPH, RTF_OF_CELL, RTF_OF_ROW };
enum rtf_shading { RTF_FORE, RTF_BACK, RTF_PATTERN, RTF_HATCH };

struct rtf_word {
	const char *name;       /* without its backslash */
	enum rtf_action action;
	gunichar c;             /* of RTF_TEXT; of RTF_SHADE what it is of, times
	                           four, and what it states */
};

/* The word of a name, or NULL where it does not matter. */
const struct rtf_word *rtf_word_named(const char *name);

#endif
