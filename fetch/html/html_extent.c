#include "html_extent.h"

void
html_extent_begin(struct html_extent *e, const struct html_token *tag,
    unsigned depth)
{
	*e = (struct html_extent){true, tag->tag, tag->text,
	    html_extent_level(tag->tag), depth, 0};
}

bool
html_extent_start(struct html_extent *e, const struct html_token *tag)
{
	if (e->tag == HTML_P && (tag->traits & HTML_BLOCK) != 0 &&
	    tag->tag != HTML_BR)        /* </p> was left out */
		e->on = false;
	if (e->tag == HTML_OPTION && tag->tag == HTML_OPTION)
		e->on = false;
	if (e->on)
		e->same += e->level == 0 && html_slice_is_same(e->name, tag->text) &&
		    (tag->traits & HTML_VOID) == 0;
	return e->on;
}

void
html_extent_end(struct html_extent *e, const struct html_token *tag)
{
	if (e->tag == HTML_OPTION && tag->tag == HTML_SELECT)
		e->on = false;
	if (!e->on || e->level > 0 || !html_slice_is_same(e->name, tag->text))
		return;
	if (e->same > 0)
		e->same--;
	else
		e->on = false;
}

void
html_extent_end_part(struct html_extent *e, unsigned level, unsigned depth)
{
	if (depth > 0 && e->depth == depth && e->level <= level)
		e->on = false;
}
