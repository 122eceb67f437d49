#include "html_unseen.h"

#include <string.h>

#include "html_extent.h"

void
html_unseen_count(size_t *open, bool is_start)
{
	if (is_start)
		++*open;
	else if (*open > 0)
		--*open;
}

static bool
is_unseen(struct html_unseen *u, const struct html_token *tag, bool xml)
{
	u->look = 0;
	u->colours = (struct html_colours){HTML_COLOUR_NONE, HTML_COLOUR_NONE};
	if ((tag->traits & HTML_VOID) != 0 || (xml && tag->self_closing))
		return false;
	if ((tag->traits & HTML_UNSEEN) != 0 ||
	    (tag->attributes[HTML_HIDDEN].text != NULL &&
	    tag->tag != HTML_HTML))
		return true;
	u->look = html_style_look(u->style, tag, &u->colours);
	return (u->look & HTML_LOOK_HIDDEN) != 0 && tag->tag != HTML_HTML;
}

bool
html_unseen_begin(struct html_unseen *u, const struct html_token *tag, bool xml)
{
	if (!is_unseen(u, tag, xml))
		return false;
	u->on = true;
	u->tag = tag->tag;
	u->name = tag->text;
	u->level = html_extent_level(tag->tag);
	u->same = u->tables = u->lists = 0;
	memset(u->inside, 0, sizeof u->inside);
	return true;
}

/* Whether a start tag ends the element by implication: the next cell a hidden
 * cell, a block a hidden paragraph, the next item a hidden item. */
static bool
implies_end(const struct html_unseen *u, const struct html_token *tag,
    bool in_table)
{
	unsigned level = html_extent_level(tag->tag);

	if (u->tables > 0)
		return false;
	if (level > 0 && level < 4)
		return in_table && level >= MAX(u->level, 1);
	switch (u->tag) {
	case HTML_P:
		return (tag->traits & HTML_BLOCK) != 0 && tag->tag != HTML_BR;
	case HTML_LI:
		return tag->tag == HTML_LI && u->lists == 0;
	case HTML_DT:
	case HTML_DD:
		return (tag->tag == HTML_DT || tag->tag == HTML_DD) &&
		    u->lists == 0;
	case HTML_RT:
		return tag->tag == HTML_RT;
	default:
		return false;
	}
}

/* Whether an end tag ends an element around. */
static bool
is_end_around(const struct html_unseen *u, const struct html_token *tag,
    bool in_table)
{
	unsigned level = html_extent_level(tag->tag);

	if (u->tables > 0)
		return false;
	if (level > 0)
		return in_table && level >= MAX(u->level, 1) && u->level < 4;
	/* `<div>甲<span hidden>x</div>`: the box ends, and all inside. */
	if ((tag->traits & HTML_BOX) != 0 && u->inside[tag->element] == 0 &&
	    u->outside[tag->element] > 0)
		return true;
	return (tag->tag == HTML_RUBY && u->tag == HTML_RT) ||
	    tag->tag == HTML_HTML;
}

/* A tag inside.  False when it ends the element and is to be obeyed. */
static bool
pass_inside(struct html_unseen *u, const struct html_token *tag, bool in_table)
{
	const bool is_start = tag->type == HTML_START;
	const bool same = html_slice_is_same(u->name, tag->text);

	if (same && !is_start && u->same == 0 &&
	    (u->tables == 0 || u->level == 0)) {
		u->on = false;
		html_unseen_count(&u->outside[tag->element], false);
		return true;
	}
	if (is_start ? implies_end(u, tag, in_table) :
	    is_end_around(u, tag, in_table)) {
		u->on = false;
		return false;
	}
	if (same && (u->level == 0 || u->level == 4))
		html_unseen_count(&u->same, is_start);
	if (tag->tag == HTML_TABLE && u->level < 4)
		html_unseen_count(&u->tables, is_start);
	if (tag->tag == HTML_LIST)
		html_unseen_count(&u->lists, is_start);
	html_unseen_count(&u->inside[tag->element], is_start);
	return true;
}

void
html_unseen_add_sheet(struct html_unseen *u, struct html_slice text,
    enum html_media media, const struct html_tokenizer *tokens)
{
	html_style_add(u->style, text.text, text.len, media);
	if (!u->placed && html_style_begin_path(u->style, tokens))
		u->placed = true;
}

bool
html_unseen_pass(struct html_unseen *u, const struct html_token *tag,
    bool in_table)
{
	if (u->placed)
		html_style_take(u->style, tag);
	if (u->on && pass_inside(u, tag, in_table))
		return true;
	if ((tag->traits & HTML_BOX) != 0)
		html_unseen_count(&u->outside[tag->element], tag->type == HTML_START);
	return false;
}
