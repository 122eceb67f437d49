#include "word_symbol.h"

#include <glib.h>
#include <stddef.h>

struct symbol {
	unsigned code;
	const char *text;
};

static const struct symbol wingdings[] = {
    {0x6c, "●"}, {0x6e, "■"}, {0x6f, "□"}, {0x71, "❑"}, {0x72, "❒"},
    {0x74, "◆"}, {0x75, "◆"}, {0x76, "❖"},
    {0x81, "①"}, {0x82, "②"}, {0x83, "③"}, {0x84, "④"}, {0x85, "⑤"},
    {0x86, "⑥"}, {0x87, "⑦"}, {0x88, "⑧"}, {0x89, "⑨"}, {0x8a, "⑩"},
    {0x8c, "❶"}, {0x8d, "❷"}, {0x8e, "❸"}, {0x8f, "❹"}, {0x90, "❺"},
    {0x91, "❻"}, {0x92, "❼"}, {0x93, "❽"}, {0x94, "❾"}, {0x95, "❿"},
    {0x9e, "·"}, {0x9f, "•"}, {0xa1, "○"}, {0xa7, "▪"}, {0xa8, "□"},
    {0xab, "★"}, {0xd8, "➢"}, {0xe0, "→"}, {0xfb, "✗"}, {0xfc, "✓"},
    {0xfd, "☒"}, {0xfe, "☑"}, {0, NULL},
};

static const struct symbol wingdings_2[] = {
    {0x4f, "✗"}, {0x50, "✓"}, {0x51, "☒"}, {0x52, "☑"}, {0x53, "☒"},
    {0x54, "☒"}, {0x6a, "①"}, {0x6b, "②"}, {0x6c, "③"}, {0x6d, "④"},
    {0x6e, "⑤"}, {0x6f, "⑥"}, {0x70, "⑦"}, {0x71, "⑧"}, {0x72, "⑨"},
    {0x73, "⑩"}, {0xa3, "□"}, {0, NULL},
};

static const struct symbol symbol[] = {
    {0xa3, "≤"}, {0xb0, "°"}, {0xb1, "±"}, {0xb3, "≥"}, {0xb4, "×"},
    {0xb7, "•"}, {0xb8, "÷"}, {0, NULL},
};

static const struct {
	const char *name;
	const struct symbol *symbols;
} fonts[] = {{"Wingdings", wingdings}, {"Wingdings 2", wingdings_2},
    {"Symbol", symbol}};

const char *
word_symbol(const char *font, unsigned code)
{
	if (font == NULL || (code > 0xff && (code & 0xff00) != 0xf000))
		return NULL;
	for (size_t i = 0; i < G_N_ELEMENTS(fonts); i++) {
		if (g_ascii_strcasecmp(font, fonts[i].name) != 0)
			continue;
		for (const struct symbol *s = fonts[i].symbols;
		    s->text != NULL; s++)
			if (s->code == (code & 0xff))
				return s->text;
	}
	return NULL;
}
