/* Chinese text in fonts of one byte a character.
 *
 *     /F1 << /Subtype /TrueType /BaseFont /#cb#ce#cc#e5 (宋体 in GBK)
 *            /Encoding /WinAnsiEncoding >>        (\304\376\262\250) Tj
 *
 * Programs of offices write GBK so, two characters for each of Chinese, and
 * viewers with the font at hand show it.  poppler gives out Äþ²¨ for 宁波. */
#ifndef PARSE_PDF_PDF_GBK_H
#define PARSE_PDF_PDF_GBK_H

#include "parse/page/paint_capture.h"

/* The text of a page: n characters with their boxes, and a number for the font
 * of each (its name is names[number]). */
struct pdf_gbk_text {
	gunichar *chars;
	struct page_box *boxes;
	const unsigned *fonts;
	glong n;
	const GPtrArray *names;
};

/* Decodes the text of fonts whose characters are pairs of GBK: the first of a
 * pair becomes the Chinese character, the second 0.  Returns how many
 * characters of such fonts belong to no pair. */
size_t pdf_gbk_decode(const struct pdf_gbk_text *);

#endif
