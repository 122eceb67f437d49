#include "html_veil.h"

enum veil { OF_SIZE, OF_SIGHT, OF_COLOUR, OF_PLACE };

static const unsigned looks[HTML_VEILS] = {
    [OF_SIZE] = HTML_LOOK_TINY,
    [OF_SIGHT] = HTML_LOOK_INVISIBLE,
    [OF_COLOUR] = HTML_LOOK_BLANK,
    [OF_PLACE] = HTML_LOOK_CLEAR | HTML_LOOK_AWAY,
};

/* Whether an element may be seen inside a veil: its style says so, browsers give
 * it a size of its own, or a sheet that is not in the page may.  What is off the
 * screen is so with all it holds. */
static bool
may_be_seen(enum veil kind, const struct html_token *tag, unsigned look)
{
	if (kind == OF_PLACE)
		return false;
	if ((look >> HTML_LOOK_SAYS & looks[kind]) != 0)
		return true;
	return kind != OF_SIGHT && (tag->attributes[HTML_CLASS].text != NULL ||
	    tag->attributes[HTML_ID].text != NULL ||
	    (kind == OF_SIZE && tag->tag == HTML_TABLE) ||
	    html_token_is(tag->text, "font"));
}

void
html_veil_start(struct html_veil *v, const struct html_token *tag,
    unsigned look, unsigned depth, bool xml)
{
	const bool empty = (tag->traits & (HTML_VOID | HTML_UNSEEN)) != 0 ||
	    (xml && tag->self_closing);
	const unsigned all = HTML_LOOK_TINY | HTML_LOOK_INVISIBLE |
	    HTML_LOOK_BLANK | HTML_LOOK_CLEAR | HTML_LOOK_AWAY;

	/* Pages are hidden as a whole until a program shows them. */
	if (tag->tag == HTML_HTML || tag->tag == HTML_BODY)
		look &= HTML_LOOK_TINY;
	if (!v->any && (look & all) == 0)
		return;
	for (unsigned i = 0; i < HTML_VEILS; i++) {
		const bool on = html_extent_start(&v->on[i], tag);
		const bool off = on && html_extent_start(&v->off[i], tag);

		if (empty)
			continue;
		if ((!on || off) && (look & looks[i]) != 0) {
			html_extent_begin(&v->on[i], tag, depth);
			v->off[i].on = false;
			v->any = true;
		} else if (on && !off && may_be_seen(i, tag, look)) {
			html_extent_begin(&v->off[i], tag, depth);
		}
	}
}

static void
look_again(struct html_veil *v)
{
	v->any = false;
	for (unsigned i = 0; i < HTML_VEILS; i++)
		v->any |= v->on[i].on;
}

void
html_veil_end(struct html_veil *v, const struct html_token *tag)
{
	if (!v->any)
		return;
	for (unsigned i = 0; i < HTML_VEILS; i++) {
		html_extent_end(&v->on[i], tag);
		html_extent_end(&v->off[i], tag);
	}
	look_again(v);
}

void
html_veil_end_part(struct html_veil *v, unsigned level, unsigned depth)
{
	if (!v->any)
		return;
	for (unsigned i = 0; i < HTML_VEILS; i++) {
		html_extent_end_part(&v->on[i], level, depth);
		html_extent_end_part(&v->off[i], level, depth);
	}
	look_again(v);
}

bool
html_veil_is_on(const struct html_veil *v)
{
	for (unsigned i = 0; v->any && i < HTML_VEILS; i++)
		if (v->on[i].on && !v->off[i].on)
			return true;
	return false;
}
