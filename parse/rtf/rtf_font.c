#include "rtf_font.h"

#include "fetch/body/charset.h"
#include "parse/word/word_symbol.h"

enum { SYMBOLS = 42 };          /* the code page of fonts of symbols */

static const struct {
	unsigned font, codepage;        /* \fcharset */
	const char *name;
} charsets[] = {
    {134, 936, "gbk"}, {136, 950, "big5"}, {128, 932, "shift_jis"},
    {129, 949, "euc-kr"}, {0, 1252, "windows-1252"},
    {204, 1251, "windows-1251"}, {238, 1250, "windows-1250"},
    {161, 1253, "windows-1253"}, {162, 1254, "windows-1254"},
    {177, 1255, "windows-1255"}, {178, 1256, "windows-1256"},
    {186, 1257, "windows-1257"}, {163, 1258, "windows-1258"},
    {222, 874, "windows-874"}, {256, 65001, "utf-8"},
    {2, SYMBOLS, "windows-1252"},
};

static const char *
charset_name(unsigned codepage)
{
	for (size_t i = 0; i < G_N_ELEMENTS(charsets); i++)
		if (charsets[i].codepage == codepage)
			return charsets[i].name;
	return "windows-1252";
}

struct rtf_fonts *
rtf_font_table_new(void)
{
	struct rtf_fonts *f = g_new0(struct rtf_fonts, 1);

	f->codepage = 1252;
	f->codepages = g_hash_table_new(NULL, NULL);
	f->symbols = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	f->name = g_string_new(NULL);
	return f;
}

void
rtf_font_table_free(struct rtf_fonts *f)
{
	g_hash_table_destroy(f->codepages);
	g_hash_table_destroy(f->symbols);
	g_string_free(f->name, TRUE);
	g_free(f);
}

/* --- describing ------------------------------------------------------- */

static unsigned
codepage_of(const struct rtf_fonts *f, unsigned font)
{
	unsigned codepage = GPOINTER_TO_UINT(g_hash_table_lookup(f->codepages,
	    GUINT_TO_POINTER(font)));

	return codepage != 0 ? codepage : f->codepage;
}

/* Charset 1 is that of the machine. */
void
rtf_font_charset(struct rtf_fonts *f, unsigned font, unsigned charset)
{
	for (size_t i = 0; i < G_N_ELEMENTS(charsets); i++)
		if (charsets[i].font == charset)
			rtf_font_codepage(f, font, charsets[i].codepage);
}

void
rtf_font_codepage(struct rtf_fonts *f, unsigned font, unsigned codepage)
{
	if (codepage != 0)
		g_hash_table_insert(f->codepages, GUINT_TO_POINTER(font),
		    GUINT_TO_POINTER(codepage));
}

void
rtf_font_letter(struct rtf_fonts *f, unsigned font, char letter)
{
	if (letter != ';') {
		g_string_append_c(f->name, letter);
		return;
	}
	if (codepage_of(f, font) == SYMBOLS)
		g_hash_table_insert(f->symbols, GUINT_TO_POINTER(font),
		    g_strdup(g_strstrip(f->name->str)));
	g_string_truncate(f->name, 0);
}

/* --- text ------------------------------------------------------------- */

static const char *
symbol_of(const struct rtf_fonts *f, unsigned font, unsigned code)
{
	return word_symbol(g_hash_table_lookup(f->symbols,
	    GUINT_TO_POINTER(font)), code);
}

static char *
decode_symbols(const struct rtf_fonts *f, unsigned font,
    const GByteArray *bytes)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < bytes->len; i++) {
		const char *shown = symbol_of(f, font, bytes->data[i]);
		g_autofree char *letter = shown != NULL ? g_strdup(shown) :
		    charset_decode(bytes->data + i, 1, charset_name(SYMBOLS),
		    NULL, NULL);

		g_string_append(text, letter);
	}
	return g_string_free(text, FALSE);
}

/* In a font of the West bytes may be in the document's code page all the same:
 * programs put Chinese text into Times New Roman. */
char *
rtf_font_decode(const struct rtf_fonts *f, unsigned font,
    const GByteArray *bytes)
{
	unsigned codepage = codepage_of(f, font);
	size_t bad;
	char *text;

	if (codepage == SYMBOLS)
		return decode_symbols(f, font, bytes);
	if (codepage == 1252 && f->codepage != 1252) {
		text = charset_decode(bytes->data, bytes->len,
		    charset_name(f->codepage), NULL, &bad);
		if (bad == 0)
			return text;
		g_free(text);
	}
	return charset_decode(bytes->data, bytes->len, charset_name(codepage),
	    NULL, NULL);
}

gunichar
rtf_font_character(const struct rtf_fonts *f, unsigned font, gunichar c)
{
	const char *shown = c >= 0xf000 && c <= 0xf0ff ?
	    symbol_of(f, font, c) : NULL;

	return shown != NULL ? g_utf8_get_char(shown) : c;
}
