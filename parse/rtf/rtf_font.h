/* The fonts of an RTF document: in what charset their bytes are, and what the
 * letters of those look like that draw symbols. */
#ifndef PARSE_RTF_RTF_FONT_H
#define PARSE_RTF_RTF_FONT_H

#include <glib.h>

struct rtf_fonts {
	unsigned codepage;      /* of the document, \ansicpg */
	GHashTable *codepages;  /* number: code page */
	GHashTable *symbols;    /* number: name of a font of symbols */
	GString *name;          /* of the one that is described */
};

struct rtf_fonts *rtf_font_table_new(void);
void rtf_font_table_free(struct rtf_fonts *);

/* A font that is described: \fcharset, \cpg, and a letter of its name, which
 * ends with a semicolon. */
void rtf_font_charset(struct rtf_fonts *, unsigned font, unsigned charset);
void rtf_font_codepage(struct rtf_fonts *, unsigned font, unsigned codepage);
void rtf_font_letter(struct rtf_fonts *, unsigned font, char letter);

/* What bytes of text in a font say, the caller's. */
char *rtf_font_decode(const struct rtf_fonts *, unsigned font,
    const GByteArray *);

/* What a character at 0xf000 looks like in a font of symbols, or itself. */
gunichar rtf_font_character(const struct rtf_fonts *, unsigned font,
    gunichar);

#endif
