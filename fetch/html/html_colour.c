#include "html_colour.h"

#include <stdlib.h>
#include <string.h>

#include "fetch/base/colour.h"
#include "fetch/base/text.h"

/* The names of CSS 2.1; others are not known. */
static const struct {
	const char *name;
	int colour;
} names[] = {
	{"white", 0xffffff}, {"black", 0}, {"red", 0xff0000}, {"blue", 0x0000ff},
	{"silver", 0xc0c0c0}, {"gray", 0x808080}, {"maroon", 0x800000},
	{"purple", 0x800080}, {"fuchsia", 0xff00ff}, {"green", 0x008000},
	{"lime", 0x00ff00}, {"olive", 0x808000}, {"yellow", 0xffff00},
	{"navy", 0x000080}, {"teal", 0x008080}, {"aqua", 0x00ffff},
	{"orange", 0xffa500},
	{"inherit", HTML_COLOUR_NONE}, {"unset", HTML_COLOUR_NONE},
	{"transparent", HTML_COLOUR_CLEAR},
};

/* #rgb, #rrggbb. */
static int
read_digits(const char *digits, size_t len)
{
	int colour = 0;

	if (len != 3 && len != 6)
		return HTML_COLOUR_UNSURE;
	for (size_t i = 0; i < 6; i++) {
		const int digit = g_ascii_xdigit_value(digits[len == 3 ? i / 2 :
		    i]);

		if (digit < 0)
			return HTML_COLOUR_UNSURE;
		colour = colour << 4 | digit;
	}
	return colour;
}

/* "rgb(255, 255, 255)" and "rgba(0, 0, 0, 0)"; percentages and other opacities
 * are not known. */
static int
read_rgb(struct html_slice value)
{
	const char *at = memchr(value.text, '(', value.len);
	const char *end = value.text + value.len;
	double part[4] = {0, 0, 0, 1};
	int colour = 0;
	size_t n = 0;

	if (at == NULL || end[-1] != ')')
		return HTML_COLOUR_UNSURE;
	for (at++, end--; n < G_N_ELEMENTS(part) &&
	    (at = text_skip_space(at, end)) < end; n++) {
		char number[16] = "", *stop;
		size_t len = 0;

		while (at < end && (g_ascii_isdigit(*at) || *at == '.') &&
		    len + 1 < sizeof number)
			number[len++] = *at++;
		part[n] = g_ascii_strtod(number, &stop);
		at = text_skip_space(at, end);
		if (len == 0 || *stop != '\0' ||
		    (at < end && *at != ',' && *at != '/' &&
		    !g_ascii_isdigit(*at)))
			return HTML_COLOUR_UNSURE;
		at += at < end && !g_ascii_isdigit(*at);
	}
	if (n >= 3 && part[3] == 0)
		return HTML_COLOUR_CLEAR;
	for (size_t i = 0; i < 3; i++)
		colour = colour << 8 | (int)MIN(part[i], 255);
	return n >= 3 && part[3] >= 1 ? colour : HTML_COLOUR_UNSURE;
}

int
html_colour_read(struct html_slice value)
{
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (html_token_is(value, names[i].name))
			return names[i].colour;
	if (value.len > 0 && value.text[0] == '#')
		return read_digits(value.text + 1, value.len - 1);
	if (value.len > 4 && g_ascii_strncasecmp(value.text, "rgb", 3) == 0)
		return read_rgb(value);
	return HTML_COLOUR_UNSURE;
}

int
html_colour_through(int colour)
{
	return colour == HTML_COLOUR_CLEAR ? HTML_COLOUR_NONE : colour;
}

/* Takes a word of a value; what is in brackets belongs to it. */
static struct html_slice
take_word(const char **at, const char *end)
{
	const char *from = text_skip_space(*at, end), *p = from;
	unsigned depth = 0;

	for (; p < end && (depth > 0 || !g_ascii_isspace(*p)); p++)
		depth += (*p == '(') - (unsigned)(*p == ')' && depth > 0);
	*at = p;
	return (struct html_slice){from, (size_t)(p - from)};
}

/* A colour may stand with words on how a picture would lie:
 * "rgb(255, 255, 255) none repeat scroll 0% 0%". */
int
html_colour_ground(struct html_slice value)
{
	const char *at = value.text, *end = at + value.len;
	struct html_slice word;
	int found = HTML_COLOUR_UNSURE;

	if (html_token_is(value, "none") || html_token_is(value, "initial") ||
	    html_token_is(value, "0") || html_token_is(value, "0 0"))
		return HTML_COLOUR_NONE;
	if (html_slice_contains(value, "url(") ||
	    html_slice_contains(value, "gradient") ||
	    html_slice_contains(value, "image"))
		return HTML_COLOUR_UNSURE;
	while (found == HTML_COLOUR_UNSURE &&
	    (word = take_word(&at, end)).len > 0)
		found = html_colour_read(word);
	return html_colour_through(found);
}

bool
html_colour_is_unseen(int letters, int ground)
{
	if (letters == HTML_COLOUR_CLEAR)
		return true;
	if (letters < 0 || ground < 0)
		return false;
	return colour_is_close((unsigned)letters, (unsigned)ground);
}
