#include "visible.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

bool
visible_is_hostile(gunichar c)
{
	return g_unichar_iscntrl(c) || c == 0x061c || c == 0x200e ||
	    c == 0x200f || (c >= 0x2028 && c <= 0x202e) ||
	    (c >= 0x2066 && c <= 0x2069);
}

static void
append_character(GString *out, gunichar c)
{
	if (!visible_is_hostile(c))
		g_string_append_unichar(out, c);
	else
		g_string_append_printf(out, c < 0x100 ? "\\x%02x" : "\\u%04x",
		    c);
}

void
visible_append(GString *line, const char *text)
{
	g_autofree char *valid = g_utf8_make_valid(text, -1);

	for (const char *p = valid; *p; p = g_utf8_next_char(p))
		append_character(line, g_utf8_get_char(p));
}

/* What standard output was given: a character whose last bytes have not come
 * yet. */
static GString *begun;

static bool
write_all(const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(STDOUT_FILENO, bytes, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		bytes += n;
		len -= (size_t)n;
	}
	return true;
}

/* As fopencookie(3) wants it: 0 is a failure. */
static ssize_t
write_visible(void *cookie, const char *bytes, size_t len)
{
	g_autoptr(GString) out = g_string_sized_new(len + 16);
	const char *p, *end;

	(void)cookie;
	g_string_append_len(begun, bytes, (gssize)len);
	for (p = begun->str, end = p + begun->len; p < end;) {
		gunichar c = *p ? g_utf8_get_char_validated(p, end - p) : 0;

		if ((c == (gunichar)-2 && end - p < 4) ||
		    (c == '\r' && p + 1 == end))
			break;
		if (c == '\n' || c == '\t' || (c == '\r' && p[1] == '\n'))
			g_string_append_c(out, (char)c);
		else
			append_character(out, c >= (gunichar)-2 ? 0xfffd : c);
		p = c >= (gunichar)-2 ? p + 1 : g_utf8_next_char(p);
	}
	g_string_erase(begun, 0, p - begun->str);
	return write_all(out->str, out->len) ? (ssize_t)len : 0;
}

void
visible_stdout(void)
{
	const cookie_io_functions_t functions = {.write = write_visible};
	FILE *shown;

	if (begun != NULL)
		return;
	begun = g_string_new(NULL);
	fflush(stdout);
	shown = fopencookie(NULL, "w", functions);
	if (shown == NULL)
		exit(EXIT_FAILURE);
	if (isatty(STDOUT_FILENO))
		setvbuf(shown, NULL, _IOLBF, BUFSIZ);
	stdout = shown;
}
