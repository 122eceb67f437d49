#include "link_target.h"

#include <glib.h>

#include "page_text.h"
#include "script.h"

char *
link_target_of(const struct html_token *tag)
{
	enum html_attribute others[] = {HTML_DATA_URL, HTML_DATA_HREF};
	g_autofree char *href = tag->tag == HTML_A
	    ? html_token_value(tag->attributes[HTML_HREF]) : NULL;
	g_autofree char *click = NULL;

	if (href != NULL)
		g_strstrip(href);
	if (href != NULL && *href && *href != '#' &&
	    g_ascii_strncasecmp(href, "javascript:", 11) != 0)
		return g_steal_pointer(&href);
	click = html_token_value(tag->attributes[HTML_ONCLICK]);
	if (click != NULL) {
		char *address = script_address(click);

		if (address != NULL)
			return address;
	}
	if (href != NULL && g_ascii_strncasecmp(href, "javascript:", 11) == 0) {
		char *address = script_address(href + 11);

		if (address != NULL)
			return address;
	}
	if (html_token_is(tag->text, "option"))
		others[0] = HTML_VALUE;
	else if (tag->tag != HTML_A)
		return NULL;
	for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
		char *value = html_token_value(tag->attributes[others[i]]);

		char *plain = value ? script_decoded(value) : NULL;

		if (plain != NULL && script_is_address(plain)) {
			g_free(value);
			return plain;
		}
		g_free(plain);
		if (value != NULL && script_is_address(value))
			return value;
		g_free(value);
	}
	return NULL;
}

bool
link_target_is_next(const struct html_token *tag)
{
	g_autofree char *rel = html_token_value(tag->attributes[HTML_REL]);
	g_autofree char *class = html_token_value(tag->attributes[HTML_CLASS]);

	return (rel != NULL && g_ascii_strcasecmp(rel, "next") == 0) ||
	    (class != NULL && page_text_matches(
		"(?i)(?:^|[\\s_-])next(?:[_-]?page)?(?:$|\\s)", class));
}
