#include "html_declarations.h"

#include <string.h>

#include "fetch/base/text.h"
#include "html_colour.h"

enum { FAR = 2000 };            /* pixels: left of any screen */

/* What is known of a box when its block ends. */
struct style_box {
	bool apart;             /* position: absolute or fixed */
	bool far, clipped;      /* says where it is: off the screen; cut */
	bool closed;            /* overflow: hidden */
	bool flat;              /* no height or no width */
	bool padded, block;
	bool moves;             /* an animation may show it */
	bool fancy;             /* shadows, text filled with its ground */
};

struct style_reading {
	struct html_declarations v;
	struct style_box box;
	struct html_slice value;
	bool important;
};

/* Whether a name, which begins with this letter, is this one. */
#define IS(name, ours) ((name).len == sizeof(ours) - 1 && \
	g_ascii_strncasecmp((name).text, ours, sizeof(ours) - 1) == 0)

static void
say(struct style_reading *r, enum html_look look, bool on)
{
	struct html_declarations *v = &r->v;

	if ((v->important & look) != 0 && !r->important)
		return;
	v->said |= look;
	v->on = on ? v->on | look : v->on & ~(unsigned)look;
	if (r->important)
		v->important |= look;
}

static void
say_colour(struct style_reading *r, enum html_look look, int colour)
{
	struct html_declarations *v = &r->v;

	if ((v->important & look) != 0 && !r->important)
		return;
	say(r, look, false);
	*(look == HTML_LOOK_LETTERS ? &v->letters : &v->ground) = colour;
}

/* --- values ----------------------------------------------------------- */

/* Whether a size is none: 0, 0px, .0em. */
static bool
is_no_size(struct html_slice value)
{
	size_t n = 0, zeros = 0;

	for (; n < value.len && (value.text[n] == '0' ||
	    value.text[n] == '.'); n++)
		zeros += value.text[n] == '0';
	return zeros > 0 && (n == value.len || value.text[n] == '%' ||
	    g_ascii_isalpha(value.text[n]));
}

/* Whether a size depends on that of the element around. */
static bool
is_relative_size(struct html_slice value)
{
	const char *last = value.text + value.len;

	return IS(value, "inherit") || IS(value, "unset") ||
	    IS(value, "smaller") || IS(value, "larger") ||
	    (value.len > 0 && last[-1] == '%') ||
	    (value.len > 2 && last[-3] != 'r' &&
	    g_ascii_strncasecmp(last - 2, "em", 2) == 0) ||
	    (value.len > 2 && g_ascii_strncasecmp(last - 2, "ex", 2) == 0);
}

/* Whether a place is far left of the screen or above it: -9999px, -999em. */
static bool
is_far(struct html_slice value)
{
	unsigned n = 0;
	size_t i = 1;

	if (value.len < 2 || value.text[0] != '-')
		return false;
	for (; i < value.len && g_ascii_isdigit(value.text[i]); i++)
		n = MIN(n * 10 + (unsigned)(value.text[i] - '0'), FAR);
	if (i < value.len && value.text[i] == '.')
		for (i++; i < value.len && g_ascii_isdigit(value.text[i]);)
			i++;
	value.text += i;
	value.len -= i;
	if (IS(value, "em") || IS(value, "rem"))
		n *= 10;
	else if (!IS(value, "px") && !IS(value, "pt"))
		return false;
	return n >= FAR;
}

/* Whether "rect(1px, 1px, 1px, 1px)" holds nothing: all four alike. */
static bool
is_empty_rect(struct html_slice value)
{
	const char *p = value.text + 5, *end = value.text + value.len - 1;
	struct html_slice first = {NULL, 0};
	unsigned n = 0;

	if (value.len < 7 || g_ascii_strncasecmp(value.text, "rect(", 5) != 0)
		return false;
	for (; (p = text_skip_space(p, end)) < end; n++) {
		const char *from = p;

		while (p < end && *p != ',' && !g_ascii_isspace(*p))
			p++;
		if (n == 0)
			first = (struct html_slice){from, (size_t)(p - from)};
		if (!g_ascii_isdigit(*from) ||
		    strtol(from, NULL, 10) != strtol(first.text, NULL, 10))
			return false;
		p = text_skip_space(p, end);
		p += p < end && *p == ',';
	}
	return n == 4;
}

static bool
is_empty_inset(struct html_slice value)
{
	return IS(value, "inset(50%)") || IS(value, "inset(100%)");
}

/* --- properties ------------------------------------------------------- */

static void
read_display(struct style_reading *r)
{
	const struct html_slice value = r->value;

	say(r, HTML_LOOK_HIDDEN, IS(value, "none"));
	r->box.block |= IS(value, "block") || IS(value, "inline-block") ||
	    IS(value, "flex");
}

static void
read_visibility(struct style_reading *r)
{
	const struct html_slice value = r->value;

	if (!IS(value, "inherit") && !IS(value, "unset"))
		say(r, HTML_LOOK_INVISIBLE, IS(value, "hidden") ||
		    IS(value, "collapse"));
}

static void
read_font_size(struct style_reading *r)
{
	if (is_no_size(r->value))
		say(r, HTML_LOOK_TINY, true);
	else if (!is_relative_size(r->value))
		say(r, HTML_LOOK_TINY, false);
}

static void
read_position(struct style_reading *r)
{
	r->box.apart = IS(r->value, "absolute") || IS(r->value, "fixed");
	if (!r->box.apart)
		say(r, HTML_LOOK_AWAY, false);
}

/* Where a box stands apart: far away or not. */
static void
read_place(struct style_reading *r)
{
	if (is_far(r->value))
		r->box.far = true;
	else
		say(r, HTML_LOOK_AWAY, false);
}

static void
read_clip(struct style_reading *r)
{
	if (is_empty_rect(r->value))
		r->box.clipped = true;
	else
		say(r, HTML_LOOK_AWAY, false);
}

static void
read_extent(struct style_reading *r)
{
	if (is_no_size(r->value))
		r->box.flat = true;
	else
		say(r, HTML_LOOK_FLAT, false);
}

static void
read_overflow(struct style_reading *r)
{
	r->box.closed = IS(r->value, "hidden") || IS(r->value, "clip");
	if (!r->box.closed)
		say(r, HTML_LOOK_FLAT, false);
}

static bool
is_extent(struct html_slice name)
{
	return IS(name, "height") || IS(name, "width") ||
	    IS(name, "max-height") || IS(name, "max-width");
}

/* Properties of type. */
static void
read_type(struct style_reading *r, struct html_slice name)
{
	if (IS(name, "text-decoration") || IS(name, "text-decoration-line"))
		say(r, HTML_LOOK_STRUCK, html_slice_contains(r->value, "line-through"));
	else if (IS(name, "font-size"))
		read_font_size(r);
	else if (IS(name, "font"))      /* 0/0 a */
		say(r, HTML_LOOK_TINY, html_slice_contains(r->value, "0/") &&
		    r->value.text[0] == '0');
	else if (IS(name, "vertical-align"))
		say(r, HTML_LOOK_RAISED, IS(r->value, "super"));
	else if (IS(name, "visibility"))
		read_visibility(r);
	else if (IS(name, "text-indent"))
		say(r, HTML_LOOK_AWAY, is_far(r->value));
	else if (IS(name, "color"))
		say_colour(r, HTML_LOOK_LETTERS, html_colour_read(r->value));
	else if (IS(name, "text-shadow"))
		r->box.fancy |= !IS(r->value, "none");
}

/* Properties of a box. */
static void
read_box(struct style_reading *r, struct html_slice name)
{
	if (IS(name, "display"))
		read_display(r);
	else if (IS(name, "opacity"))
		say(r, HTML_LOOK_CLEAR, is_no_size(r->value));
	else if (IS(name, "position"))
		read_position(r);
	else if (IS(name, "left") || IS(name, "top"))
		read_place(r);
	else if (IS(name, "clip"))
		read_clip(r);
	else if (IS(name, "clip-path"))
		say(r, HTML_LOOK_AWAY, is_empty_inset(r->value));
	else if (is_extent(name))
		read_extent(r);
	else if (IS(name, "overflow"))
		read_overflow(r);
	else if (IS(name, "background"))
		say_colour(r, HTML_LOOK_GROUND, html_colour_ground(r->value));
	else if (IS(name, "background-color") && !IS(r->value, "none"))
		say_colour(r, HTML_LOOK_GROUND, html_colour_through(
		    html_colour_read(r->value)));
	else if (IS(name, "background-image") && !IS(r->value, "none"))
		say_colour(r, HTML_LOOK_GROUND, HTML_COLOUR_UNSURE);
	else if (html_slice_contains(name, "background-clip") ||
	    html_slice_contains(name, "-text-"))
		r->box.fancy = true;
	else if (IS(name, "float"))
		r->box.block |= !IS(r->value, "none");
	else if (name.len >= 7 && (g_ascii_strncasecmp(name.text, "padding",
	    7) == 0 || g_ascii_strncasecmp(name.text, "min-", 4) == 0))
		r->box.padded = true;
	else if (name.len >= 9 && (g_ascii_strncasecmp(name.text, "animation",
	    9) == 0 || g_ascii_strncasecmp(name.text, "transition", 9) == 0))
		r->box.moves = true;
}

static void
read_declaration(struct style_reading *r, struct html_slice name,
    struct html_slice value)
{
	const char *bang = memchr(value.text, '!', value.len);
	struct html_slice rest = {"", 0};

	if (bang != NULL) {
		rest.text = bang;
		rest.len = value.len - (size_t)(bang - value.text);
		value = html_slice_trim(value.text, bang);
	}
	r->important = html_slice_contains(rest, "important");
	r->value = value;
	switch (g_ascii_tolower(*name.text)) {
	case 't':
		if (name.len == 3 || g_ascii_tolower(name.text[1]) == 'r') {
			read_box(r, name);
			break;
		}
		/* fall through */
	case 'v':
		read_type(r, name);
		break;
	case 'f':
	case 'c':
		read_type(r, name);
		/* fall through */
	case 'd': case 'o': case 'p': case 'l': case 'h': case 'w': case 'b':
	case 'a': case 'm': case '-':
		read_box(r, name);
		break;
	default:
		break;
	}
}

/* Settles what the declarations of a block say together. */
static void
settle(struct style_reading *r)
{
	const struct style_box *b = &r->box;

	r->important = false;
	if (b->apart && (b->far || b->clipped))
		say(r, HTML_LOOK_AWAY, true);
	if (b->flat && b->closed && !b->padded)
		say(r, b->block || b->apart ? HTML_LOOK_AWAY : HTML_LOOK_FLAT,
		    true);
	if (b->moves)
		r->v.on &= ~(unsigned)(HTML_LOOK_INVISIBLE | HTML_LOOK_CLEAR |
		    HTML_LOOK_AWAY | HTML_LOOK_FLAT);
	if (b->fancy)
		r->v.letters = HTML_COLOUR_UNSURE;
}

struct html_declarations
html_declarations_read(struct html_slice block)
{
	const char *at = block.text, *end = at + block.len;
	struct style_reading r = {0};

	while (at < end) {
		const char *stop = memchr(at, ';', (size_t)(end - at));
		const char *colon;

		if (stop == NULL)
			stop = end;
		colon = memchr(at, ':', (size_t)(stop - at));
		if (colon != NULL) {
			struct html_slice name = html_slice_trim(at, colon);
			struct html_slice value = html_slice_trim(colon + 1, stop);

			if (name.len > 0 && value.len > 0)
				read_declaration(&r, name, value);
		}
		at = stop < end ? stop + 1 : end;
	}
	settle(&r);
	return r.v;
}
