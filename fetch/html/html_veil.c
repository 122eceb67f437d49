#include "html_veil.h"

enum veil { OF_SIZE, OF_SIGHT, OF_PLACE };

static const unsigned looks[HTML_VEILS] = {
    [OF_SIZE] = HTML_LOOK_TINY,
    [OF_SIGHT] = HTML_LOOK_INVISIBLE,
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

/* --- colours ----------------------------------------------------------- */

/* Whether letters are unseen by what the elements around say, the innermost
 * first.  Paper is white and letters are black where the page says all there is
 * to say. */
static void
settle_colours(struct html_veil *v)
{
	int letters = HTML_COLOUR_NONE, ground = HTML_COLOUR_NONE;

	for (unsigned i = v->n_layers; i-- > 0;) {
		const struct html_colours *c = &v->layers[i].colours;

		if (letters == HTML_COLOUR_NONE)
			letters = c->letters;
		if (ground == HTML_COLOUR_NONE)
			ground = c->ground;
	}
	if (ground == HTML_COLOUR_NONE && v->page && !v->elsewhere)
		ground = HTML_COLOUR_WHITE;
	if (letters == HTML_COLOUR_NONE && v->page && !v->elsewhere)
		letters = 0;
	v->blank = html_colour_is_unseen(letters, ground);
}

/* An element ends, and all in it. */
static void
end_layers(struct html_veil *v)
{
	const unsigned before = v->n_layers;
	unsigned n = 0;

	while (n < before && v->layers[n].extent.on)
		n++;
	v->n_layers = n;
	if (n < before)
		settle_colours(v);
}

static void
begin_layer(struct html_veil *v, const struct html_token *tag,
    struct html_colours colours, unsigned depth)
{
	struct html_veil_layer *layer = &v->layers[v->n_layers];

	if (v->n_layers == HTML_VEIL_LAYERS) {
		layer[-1].colours = (struct html_colours){HTML_COLOUR_UNSURE,
		    HTML_COLOUR_UNSURE};
	} else {
		html_extent_begin(&layer->extent, tag, depth);
		layer->colours = colours;
		v->n_layers++;
	}
	settle_colours(v);
}

/* Colours that browsers give: links are blue, marks black on yellow, controls
 * of forms have their own.  Inside a veil a sheet that is not in the page may give any. */
static void
add_own_colours(const struct html_veil *v, const struct html_token *tag,
    struct html_colours *c)
{
	const bool named = tag->attributes[HTML_CLASS].text != NULL ||
	    tag->attributes[HTML_ID].text != NULL;
	const bool own = tag->tag == HTML_SELECT || tag->tag == HTML_OPTION ||
	    html_token_is(tag->text, "button") ||
	    html_token_is(tag->text, "textarea") ||
	    html_token_is(tag->text, "mark");

	if (c->letters == HTML_COLOUR_NONE && (own ||
	    (tag->tag == HTML_A && tag->attributes[HTML_HREF].text != NULL) ||
	    (v->blank && named && (v->elsewhere || !v->page))))
		c->letters = HTML_COLOUR_UNSURE;
	if (c->ground == HTML_COLOUR_NONE && own)
		c->ground = HTML_COLOUR_UNSURE;
}

static void
start_colours(struct html_veil *v, const struct html_token *tag,
    struct html_colours c, unsigned depth, bool empty)
{
	if (tag->tag == HTML_HTML || tag->tag == HTML_BODY)
		v->page = true;
	if (html_token_is(tag->text, "link") && tag->attributes[HTML_REL].text !=
	    NULL && html_slice_contains(tag->attributes[HTML_REL], "stylesheet"))
		v->elsewhere = true;
	for (unsigned i = 0; i < v->n_layers; i++)
		html_extent_start(&v->layers[i].extent, tag);
	end_layers(v);
	if (empty)
		return;
	add_own_colours(v, tag, &c);
	if (c.letters != HTML_COLOUR_NONE || c.ground != HTML_COLOUR_NONE)
		begin_layer(v, tag, c, depth);
}

/* --- all of them ------------------------------------------------------- */

void
html_veil_start(struct html_veil *v, const struct html_token *tag,
    unsigned look, struct html_colours colours, unsigned depth, bool xml)
{
	const bool empty = (tag->traits & (HTML_VOID | HTML_UNSEEN)) != 0 ||
	    (xml && tag->self_closing);
	const unsigned all = HTML_LOOK_TINY | HTML_LOOK_INVISIBLE |
	    HTML_LOOK_CLEAR | HTML_LOOK_AWAY;

	start_colours(v, tag, colours, depth, empty);
	/* Pages are hidden as a whole until a program shows them. */
	if (tag->tag == HTML_HTML || tag->tag == HTML_BODY)
		look &= HTML_LOOK_TINY;
	v->any |= v->n_layers > 0;
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
	end_layers(v);
	v->any = v->n_layers > 0;
	for (unsigned i = 0; i < HTML_VEILS; i++)
		v->any |= v->on[i].on;
}

void
html_veil_end(struct html_veil *v, const struct html_token *tag)
{
	if (!v->any)
		return;
	for (unsigned i = 0; i < v->n_layers; i++)
		html_extent_end(&v->layers[i].extent, tag);
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
	for (unsigned i = 0; i < v->n_layers; i++)
		html_extent_end_part(&v->layers[i].extent, level, depth);
	for (unsigned i = 0; i < HTML_VEILS; i++) {
		html_extent_end_part(&v->on[i], level, depth);
		html_extent_end_part(&v->off[i], level, depth);
	}
	look_again(v);
}

bool
html_veil_is_on(const struct html_veil *v)
{
	if (v->blank && v->any)
		return true;
	for (unsigned i = 0; v->any && i < HTML_VEILS; i++)
		if (v->on[i].on && !v->off[i].on)
			return true;
	return false;
}
