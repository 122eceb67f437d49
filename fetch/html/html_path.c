#include "html_path.h"

#include <string.h>

#include "html_extent.h"

struct html_element
html_path_element(const struct html_token *tag)
{
	return (struct html_element){tag->tag, tag->element, tag->text,
	    tag->attributes[HTML_CLASS], tag->attributes[HTML_ID], tag->rest};
}

static void
add_sibling(struct html_path *path, struct html_element e)
{
	struct html_siblings *s = &path->inside[path->depth];

	s->all[s->n++ % HTML_PATH_SIBLINGS] = e;
}

static void
push(struct html_path *path, struct html_element e)
{
	add_sibling(path, e);
	if (path->depth == HTML_PATH_MOST) {
		path->lost = true;
		return;
	}
	path->open[path->depth++] = e;
	path->inside[path->depth].n = 0;
}

/* Ends the innermost open element of a tag, and all in it; what lies outside of
 * an element of level `wall` or above is out of reach. */
static void
end_nearest(struct html_path *path, enum html_tag tag, enum html_tag other,
    unsigned wall)
{
	for (unsigned i = path->depth; i-- > 0;) {
		const enum html_tag open = path->open[i].tag;

		if (open == tag || open == other) {
			path->depth = i;
			return;
		}
		if (html_extent_level(open) >= wall ||
		    (tag != HTML_P && open == HTML_LIST))
			return;
	}
}

/* A part of a table ends those of its level or below in the same table. */
static void
end_parts(struct html_path *path, unsigned level)
{
	unsigned depth = path->depth;

	for (unsigned i = path->depth; i-- > 0;) {
		unsigned open = html_extent_level(path->open[i].tag);

		if (open == 4)
			break;
		if (open > 0 && open <= level)
			depth = i;
	}
	path->depth = depth;
}

/* Elements that browsers put in where their tags are left out: the body of a
 * table, its row. */
static void
push_implied(struct html_path *path, enum html_tag tag)
{
	enum html_tag top = path->depth == 0 ? HTML_OTHER :
	    path->open[path->depth - 1].tag;
	struct html_element body = {.tag = HTML_TBODY, .name = {"tbody", 5}};
	struct html_element row = {.tag = HTML_TR, .name = {"tr", 2}};

	if (top == HTML_TABLE && (tag == HTML_TR || tag == HTML_TD)) {
		push(path, body);
		top = HTML_TBODY;
	}
	if (tag == HTML_TD && (top == HTML_TBODY || top == HTML_THEAD ||
	    top == HTML_TFOOT))
		push(path, row);
}

static void
end_before(struct html_path *path, const struct html_token *tag)
{
	unsigned level = html_extent_level(tag->tag);

	if (level > 0 && level < 4)
		end_parts(path, level);
	else if (((tag->traits & HTML_BLOCK) != 0 && tag->tag != HTML_BR) ||
	    level == 4)
		end_nearest(path, HTML_P, HTML_P, 1);
	if (tag->tag == HTML_LI)
		end_nearest(path, HTML_LI, HTML_LI, 1);
	else if (tag->tag == HTML_DT || tag->tag == HTML_DD)
		end_nearest(path, HTML_DT, HTML_DD, 1);
	else if (tag->tag == HTML_BODY && path->depth > 1)
		path->depth = 1;        /* </head> was left out */
	push_implied(path, tag->tag);
}

/* An end tag ends no part of a table around it, unless it is that of one. */
static void
end_named(struct html_path *path, const struct html_token *tag)
{
	unsigned level = html_extent_level(tag->tag);

	for (unsigned i = path->depth; i-- > 0;) {
		unsigned open = html_extent_level(path->open[i].tag);

		if (html_slice_is_same(path->open[i].name, tag->text)) {
			path->depth = i;
			return;
		}
		if (open > 0 && (level == 0 || (open == 4 && level < 4)))
			return;
	}
}

void
html_path_take(struct html_path *path, const struct html_token *tag, bool xml)
{
	if (tag->type == HTML_END) {
		end_named(path, tag);
		return;
	}
	end_before(path, tag);
	path->around = path->depth;
	if ((tag->traits & HTML_VOID) == 0 && !(xml && tag->self_closing))
		push(path, html_path_element(tag));
	else
		add_sibling(path, html_path_element(tag));
}

void
html_path_replay(struct html_path *path, const char *text, size_t len,
    unsigned attributes)
{
	struct html_tokenizer tokens;
	struct html_token token = {.noted = 0};

	path->depth = path->around = path->inside[0].n = 0;
	path->lost = false;
	html_token_begin(&tokens, text, len, attributes);
	while (html_token_next(&tokens, &token))
		if (token.type != HTML_TEXT)
			html_path_take(path, &token, tokens.xml);
}
