#include "doc_styles.h"

#include "fetch/base/bytes.h"

enum {
	MOST_STYLES = 4096,
	KIND_PARAGRAPH = 1,
	KIND_CHARACTER = 2,
	FONT_NAME = 39,         /* bytes before it, after the size */
	FONT_MOST_NAME = 65,
};

/* Takes a size and as many bytes. */
static bool
take_sized(struct doc_bytes *in, struct doc_bytes *part)
{
	struct doc_bytes size;

	return doc_bytes_take(in, 2, &size) &&
	    doc_bytes_take(in, bytes_u16(size.at), part);
}

/* `base` bytes of numbers, a name, sets of changes. */
static struct doc_style
style_of(struct doc_bytes in, size_t base)
{
	struct doc_style s = {.based_on = DOC_NO_STYLE};
	struct doc_bytes head, part;
	unsigned kind;

	if (base < 10 || !doc_bytes_take(&in, base, &head))
		return s;
	kind = bytes_u16(head.at + 2) & 15;
	s.based_on = bytes_u16(head.at + 2) >> 4;
	if ((kind != KIND_PARAGRAPH && kind != KIND_CHARACTER) ||
	    !doc_bytes_take(&in, 2, &part) ||
	    !doc_bytes_take(&in, 2 * ((size_t)bytes_u16(part.at) + 1), &part) ||
	    !take_sized(&in, &part))
		return s;
	if (kind == KIND_CHARACTER) {
		s.characters = part;
		return s;
	}
	if (part.len >= 2)
		s.changes = (struct doc_bytes){part.at + 2, part.len - 2};
	if (part.len % 2 != 0)
		doc_bytes_take(&in, 1, &part);
	take_sized(&in, &s.characters);
	return s;
}

GArray *
doc_styles_read(struct doc_bytes in)
{
	GArray *styles = g_array_new(FALSE, FALSE, sizeof(struct doc_style));
	struct doc_bytes head, style;
	unsigned n;

	if (!take_sized(&in, &head) || head.len < 4)
		return styles;
	n = MIN(bytes_u16(head.at), MOST_STYLES);
	while (styles->len < n && take_sized(&in, &style)) {
		struct doc_style s = style_of(style, bytes_u16(head.at + 2));

		g_array_append_val(styles, s);
		/* Each begins at an even place. */
		if (style.len % 2 != 0 && in.len > 0)
			doc_bytes_take(&in, 1, &style);
	}
	return styles;
}

GPtrArray *
doc_styles_read_fonts(struct doc_bytes in)
{
	GPtrArray *fonts = g_ptr_array_new_with_free_func(g_free);
	struct doc_bytes head, size, font;

	if (!doc_bytes_take(&in, 4, &head))
		return fonts;
	while (fonts->len < bytes_u16(head.at) && doc_bytes_take(&in, 1,
	    &size) &&
	    doc_bytes_take(&in, size.at[0], &font)) {
		GString *name = g_string_new(NULL);

		for (size_t i = FONT_NAME; i + 2 <= font.len &&
		    i < FONT_NAME + 2 * FONT_MOST_NAME; i += 2) {
			unsigned c = bytes_u16(font.at + i);

			if (c == 0)
				break;
			g_string_append_unichar(name, (c & 0xf800) == 0xd800 ?
			    0xfffd : c);
		}
		g_ptr_array_add(fonts, g_string_free(name, FALSE));
	}
	return fonts;
}
