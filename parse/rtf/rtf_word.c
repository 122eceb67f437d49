#include "rtf_word.h"

#include <stdlib.h>
#include <string.h>

/* By name. */
static const struct rtf_word words[] = {
    {"annotation", RTF_SKIP, 0}, {"ansicpg", RTF_CODEPAGE, 0},
    {"blue", RTF_BLUE, 0}, {"bullet", RTF_TEXT, 0x2022},
    {"cb", RTF_SHADE, 4 * RTF_OF_RUN + RTF_BACK},
    {"cbpat", RTF_SHADE, 4 * RTF_OF_PARAGRAPH + RTF_BACK},
    {"cell", RTF_CELL, 0}, {"cellx", RTF_CELL_EDGE, 0},
    {"cf", RTF_LETTERS, 0},
    {"cfpat", RTF_SHADE, 4 * RTF_OF_PARAGRAPH + RTF_FORE},
    {"chcbpat", RTF_SHADE, 4 * RTF_OF_RUN + RTF_BACK},
    {"chcfpat", RTF_SHADE, 4 * RTF_OF_RUN + RTF_FORE},
    {"chshdng", RTF_SHADE, 4 * RTF_OF_RUN + RTF_PATTERN},
    {"clcbpat", RTF_SHADE, 4 * RTF_OF_CELL + RTF_BACK},
    {"clcfpat", RTF_SHADE, 4 * RTF_OF_CELL + RTF_FORE},
    {"clmrg", RTF_JOINED, 0},
    {"clshdng", RTF_SHADE, 4 * RTF_OF_CELL + RTF_PATTERN},
    {"clvmgf", RTF_FIRST_DOWN, 0}, {"clvmrg", RTF_DOWN, 0},
    {"colortbl", RTF_COLOURS, 0}, {"column", RTF_PARAGRAPH, 0},
    {"cpg", RTF_FONT_CODEPAGE, 0}, {"deff", RTF_DEFAULT_FONT, 0},
    {"deleted", RTF_HIDDEN, 0}, {"dn", RTF_DOWN_LINE, 0},
    {"emdash", RTF_TEXT, 0x2014}, {"emspace", RTF_TEXT, ' '},
    {"endash", RTF_TEXT, 0x2013}, {"enspace", RTF_TEXT, ' '},
    {"f", RTF_FONT, 0}, {"fcharset", RTF_FONT_CHARSET, 0},
    {"ffdefres", RTF_DEFAULT_OPTION, 0}, {"ffl", RTF_OPTION, 0},
    {"ffres", RTF_CHOSEN, 0}, {"filetbl", RTF_SKIP, 0},
    {"fldinst", RTF_INSTRUCTION, 0}, {"fldrslt", RTF_RESULT, 0},
    {"fonttbl", RTF_FONTS, 0}, {"footer", RTF_MARGIN, 0},
    {"footerf", RTF_MARGIN, 0}, {"footerl", RTF_MARGIN, 0},
    {"footerr", RTF_MARGIN, 0}, {"footnote", RTF_NOTE, 0},
    {"formfield", RTF_KEEP, 0}, {"fs", RTF_SIZE, 0}, {"green", RTF_GREEN, 0},
    {"header", RTF_MARGIN, 0}, {"headerf", RTF_MARGIN, 0},
    {"headerl", RTF_MARGIN, 0}, {"headerr", RTF_MARGIN, 0},
    {"highlight", RTF_HIGHLIGHT, 0}, {"info", RTF_SKIP, 0},
    {"intbl", RTF_IN_TABLE, 0}, {"itap", RTF_DEPTH, 0},
    {"lbr", RTF_TEXT, '\n'}, {"ldblquote", RTF_TEXT, 0x201c},
    {"line", RTF_TEXT, '\n'}, {"listoverridetable", RTF_SKIP, 0},
    {"listtable", RTF_SKIP, 0}, {"listtext", RTF_NUMBER, 0},
    {"lquote", RTF_TEXT, 0x2018}, {"mvf", RTF_HIDDEN, 0},
    {"nestcell", RTF_NEST_CELL, 0}, {"nestrow", RTF_NEST_ROW, 0},
    {"nesttableprops", RTF_NEST_PROPERTIES, 0},
    {"nonesttables", RTF_SKIP, 0}, {"nonshppict", RTF_SKIP, 0},
    {"nosupersub", RTF_NOT_RAISED, 0}, {"objclass", RTF_SKIP, 0},
    {"objdata", RTF_SKIP, 0}, {"objname", RTF_SKIP, 0},
    {"outlinelevel", RTF_OUTLINE, 0}, {"page", RTF_PARAGRAPH, 0},
    {"par", RTF_PARAGRAPH, 0}, {"pard", RTF_PARD, 0},
    {"pichgoal", RTF_PICTURE_HEIGHT, 0}, {"picscaley", RTF_PICTURE_SCALE, 0},
    {"pict", RTF_PICTURE, 0}, {"plain", RTF_PLAIN, 0}, {"pn", RTF_SKIP, 0},
    {"pntext", RTF_NUMBER, 0}, {"qmspace", RTF_TEXT, ' '},
    {"rdblquote", RTF_TEXT, 0x201d}, {"red", RTF_RED, 0},
    {"revtbl", RTF_SKIP, 0}, {"row", RTF_ROW, 0},
    {"rquote", RTF_TEXT, 0x2019}, {"s", RTF_STYLE, 0},
    {"sect", RTF_PARAGRAPH, 0},
    {"shading", RTF_SHADE, 4 * RTF_OF_PARAGRAPH + RTF_PATTERN},
    {"shpinst", RTF_KEEP, 0}, {"shppict", RTF_KEEP, 0},
    {"shprslt", RTF_SKIP, 0}, {"shptxt", RTF_ASIDE, 0}, {"sp", RTF_SKIP, 0},
    {"strike", RTF_STRUCK, 0}, {"striked", RTF_STRUCK_TWICE, 0},
    {"stylesheet", RTF_STYLES, 0}, {"sub", RTF_NOT_RAISED, 0},
    {"super", RTF_RAISED, 0}, {"tab", RTF_TEXT, '\t'}, {"tc", RTF_SKIP, 0},
    {"themedata", RTF_SKIP, 0},
    {"trcbpat", RTF_SHADE, 4 * RTF_OF_ROW + RTF_BACK},
    {"trcfpat", RTF_SHADE, 4 * RTF_OF_ROW + RTF_FORE},
    {"trleft", RTF_ROW_LEFT, 0}, {"trowd", RTF_ROW_BEGIN, 0},
    {"trshdng", RTF_SHADE, 4 * RTF_OF_ROW + RTF_PATTERN},
    {"u", RTF_UNICODE, 0}, {"uc", RTF_UNICODE_LENGTH, 0},
    {"ud", RTF_UNICODE_GROUP, 0}, {"up", RTF_UP, 0}, {"upr", RTF_SKIP, 0},
    {"v", RTF_HIDDEN, 0}, {"viewbksp", RTF_PAGE_SHOWN, 0},
    {"xe", RTF_SKIP, 0},
};

/* Patterns of lines have twelve names each, \clbgdkcross and others. */
static const struct rtf_word hatches[] = {
    {"chbg", RTF_SHADE, 4 * RTF_OF_RUN + RTF_HATCH},
    {"bg", RTF_SHADE, 4 * RTF_OF_PARAGRAPH + RTF_HATCH},
    {"clbg", RTF_SHADE, 4 * RTF_OF_CELL + RTF_HATCH},
    {"trbg", RTF_SHADE, 4 * RTF_OF_ROW + RTF_HATCH},
};

static int
compare(const void *name, const void *word)
{
	return strcmp(name, ((const struct rtf_word *)word)->name);
}

const struct rtf_word *
rtf_word_named(const char *name)
{
	const struct rtf_word *w = bsearch(name, words, G_N_ELEMENTS(words),
	    sizeof *words, compare);

	for (size_t i = 0; w == NULL && i < G_N_ELEMENTS(hatches); i++)
		if (g_str_has_prefix(name, hatches[i].name))
			w = &hatches[i];
	return w;
}
