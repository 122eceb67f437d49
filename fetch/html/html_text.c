#include "html_text.h"

#include <string.h>

#include "html_reference.h"

void
html_text_begin(struct html_text *t)
{
	*t = (struct html_text){.out = g_string_new(NULL)};
}

void
html_text_free(struct html_text *t)
{
	if (t->out != NULL)
		g_string_free(t->out, TRUE);
	t->out = NULL;
}

/* What is to be looked at, and cannot stand in a piece of text without a look. */
enum { SPACE = 1, REFERENCE = 2, TWO_BYTES = 4 };

static const unsigned char kinds[256] = {
    [' '] = SPACE, ['\n'] = SPACE, ['\t'] = SPACE, ['\r'] = SPACE,
    ['\f'] = SPACE, ['\v'] = SPACE,
    ['&'] = REFERENCE,
    [0xc2] = TWO_BYTES,
};

static inline bool
is_space(char c)
{
	return kinds[(unsigned char)c] == SPACE;
}

/* Characters of three bytes that show nothing: spaces of all widths, the
 * ideographic one, zero-width ones, the byte order mark. */
static bool
is_wide_blank(const char *p)
{
	static const char *const spaces[] = {"\u2000", "\u2001", "\u2002",
	    "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008",
	    "\u2009", "\u200a", "\u200b", "\u2028", "\u202f", "\u205f",
	    "\u3000", "\ufeff"};

	if (*p != '\xe2' && *p != '\xe3' && *p != '\xef')
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(spaces); i++)
		if (memcmp(p, spaces[i], 3) == 0)
			return true;
	return false;
}

/* Length of the space at p that is no white space to HTML; 0 where there is
 * none. */
static size_t
blank_length(const char *p, const char *end)
{
	if (end - p >= 2 && memcmp(p, "\u00a0", 2) == 0)
		return 2;
	if (end - p >= 3 && is_wide_blank(p))
		return 3;
	return 0;
}

static bool
is_line_empty(const struct html_text *t)
{
	return t->out->len == t->line;
}

/* Takes spaces off the end of the line. */
static void
trim(struct html_text *t)
{
	GString *out = t->out;

	for (;;) {
		size_t len = out->len - t->line;
		const char *end = out->str + out->len;

		if (len >= 1 && is_space(end[-1]))
			g_string_truncate(out, out->len - 1);
		else if (len >= 3 && is_wide_blank(end - 3))
			g_string_truncate(out, out->len - 3);
		else
			return;
	}
}

void
html_text_break(struct html_text *t)
{
	trim(t);
	t->space = false;
	if (is_line_empty(t))
		return;
	g_string_append_c(t->out, '\n');
	t->line = t->out->len;
}

/* White space inside <pre>. */
static void
keep_space(struct html_text *t, char c)
{
	if (c == '\n')
		html_text_break(t);
	else if (c != '\r' && !is_line_empty(t))
		g_string_append_c(t->out, c == '\t' ? '\t' : ' ');
}

/* Adds a space or a piece of text without white space and references. */
static void
add_piece(struct html_text *t, const char *p, size_t len)
{
	size_t blank = blank_length(p, p + len);

	if (blank > 0 && is_line_empty(t))
		return;
	if (t->space && !is_line_empty(t))
		g_string_append_c(t->out, ' ');
	t->space = false;
	if (blank == 2)
		g_string_append_c(t->out, ' ');
	else
		g_string_append_len(t->out, p, (gssize)len);
}

/* Length of the piece at p that add_piece takes at once. */
static size_t
piece_length(const struct html_text *t, const char *p, const char *end,
    bool literal)
{
	const char *from = p;
	size_t blank = blank_length(p, end);

	if (blank == 2 || (blank > 0 && is_line_empty(t)))
		return blank;
	for (p++; p < end; p++) {
		const unsigned kind = kinds[(unsigned char)*p];

		if (kind != 0 && (kind == SPACE || (kind == REFERENCE &&
		    !literal) || (kind == TWO_BYTES &&
		    blank_length(p, end) > 0)))
			break;
	}
	return (size_t)(p - from);
}

void
html_text_add(struct html_text *t, const char *text, size_t len, bool literal)
{
	const char *p = text, *end = text + len;
	char decoded[16];

	while (p < end) {
		size_t n = 0;

		if (is_space(*p)) {
			if (t->kept > 0)
				keep_space(t, *p);
			else
				t->space = true;
			p++;
			continue;
		}
		if (!literal && *p == '&')
			n = html_reference(p, end, false, decoded);
		if (n > 0) {
			html_text_add(t, decoded, strlen(decoded), true);
			p += n;
			continue;
		}
		n = piece_length(t, p, end, literal);
		add_piece(t, p, n);
		p += n;
	}
}

const char *
html_text_take(struct html_text *t, size_t *len)
{
	html_text_break(t);
	*len = t->out->len > 0 ? t->out->len - 1 : 0;
	t->out->len = 0;
	t->line = 0;
	return t->out->str;
}
