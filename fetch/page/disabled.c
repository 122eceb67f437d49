#include "disabled.h"

#include <glib.h>
#include <string.h>

#include "page_text.h"

static bool
is_same(struct html_slice a, struct html_slice b)
{
	return a.len == b.len &&
	    g_ascii_strncasecmp(a.text, b.text, a.len) == 0;
}

static bool
names_next(const char *text, size_t len)
{
	static const char *const words[] = {"下一页", "下页", "下一頁", "下頁",
	    "后一页", "后页"};

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (memmem(text, len, words[i], strlen(words[i])) != NULL)
			return true;
	return false;
}

static bool
is_disabled(const struct html_token *tag)
{
	g_autofree char *class = html_token_value(tag->attributes[HTML_CLASS]);
	g_autofree char *aria = html_token_value(
	    tag->attributes[HTML_ARIA_DISABLED]);

	if (tag->attributes[HTML_DISABLED].text != NULL ||
	    (aria != NULL && g_ascii_strcasecmp(aria, "true") == 0))
		return true;
	return class != NULL && page_text_matches("(?i)(?:^|[\\s_-])"
	    "(?:disabled?|nolink|no-?next|unable|un-?clickable)(?:$|[\\s_-])",
	    class);
}

static void
see_start(struct disabled *d, const struct html_token *tag)
{
	g_autofree char *value = NULL;

	if ((tag->traits & HTML_VOID) != 0) {
		value = is_disabled(tag)
		    ? html_token_value(tag->attributes[HTML_VALUE]) : NULL;
		d->next |= value != NULL && names_next(value, strlen(value));
	} else if (d->on) {
		d->same += is_same(tag->text, d->name);
	} else if (is_disabled(tag)) {
		d->on = true;
		d->name = tag->text;
		d->same = 0;
	}
}

void
disabled_see(struct disabled *d, const struct html_token *token)
{
	if (token->type == HTML_START) {
		see_start(d, token);
	} else if (!d->on) {
		return;
	} else if (token->type == HTML_TEXT) {
		d->next |= names_next(token->text.text, token->text.len);
	} else if (is_same(token->text, d->name)) {
		if (d->same == 0)
			d->on = false;
		else
			d->same--;
	}
}
