#include "html_published.h"

#include <string.h>

#include "fetch/base/text.h"

/* The longest day with time and zone, in bytes. */
enum { LONGEST = 40 };

/* Writes the day of a time with its zone as it is in China: 2023-07-13T16:00:00Z is
 * the 14th.  False where there is no zone. */
static bool
day_in_china(const char *written, char day[11])
{
	g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(written, NULL);
	g_autoptr(GDateTime) utc = time == NULL ? NULL :
	    g_date_time_to_utc(time);
	g_autoptr(GDateTime) there = utc == NULL ? NULL :
	    g_date_time_add_hours(utc, 8);
	g_autofree char *text = there == NULL ? NULL :
	    g_date_time_format(there, "%Y-%m-%d");

	if (text == NULL)
		return false;
	g_strlcpy(day, text, 11);
	return true;
}

static void
add_day(struct html_published_source *source, const char *written)
{
	char day[11];

	if (strlen(written) > LONGEST ||
	    (!day_in_china(written, day) && !text_date(written, day)))
		return;
	if (*source->day == '\0')
		memcpy(source->day, day, sizeof day);
	else if (strcmp(source->day, day) != 0)
		source->differ = true;
}

/* Adds what follows the key in JSON: "datePublished": "2023-07-14". */
static void
read_json(struct html_published *p, struct html_slice json)
{
	static const char key[] = "\"datePublished\"";
	const char *end = json.text + json.len, *at = json.text;

	while ((at = g_strstr_len(at, end - at, key)) != NULL) {
		const char *value = text_skip_space(at + strlen(key), end);
		const char *close;

		at += strlen(key);
		if (value == end || *value != ':')
			continue;
		value = text_skip_space(value + 1, end);
		if (value == end || *value++ != '"')
			continue;
		close = memchr(value, '"', (size_t)(end - value));
		if (close != NULL && close - value <= LONGEST) {
			g_autofree char *day = g_strndup(value,
			    (gsize)(close - value));

			add_day(&p->linked, day);
		}
	}
}

/* Whether a tag has an attribute that is not kept by name; *value is its value. */
static bool
has_attribute(const struct html_token *tag, const char *name,
    struct html_slice *value)
{
	return html_token_attribute(tag->rest, (struct html_slice){name,
	    strlen(name)}, value);
}

static void
read_time(struct html_published *p, const struct html_token *tag)
{
	struct html_slice value;
	g_autofree char *written = has_attribute(tag, "datetime", &value) ?
	    html_token_value(value) : NULL;

	if (written == NULL)
		return;
	if (has_attribute(tag, "pubdate", &value) || (has_attribute(tag,
	    "itemprop", &value) && html_token_is(value, "datePublished")))
		add_day(&p->marked, g_strstrip(written));
	else
		add_day(&p->times, g_strstrip(written));
}

static bool
is_json_ld(const struct html_token *tag)
{
	g_autofree char *type = html_token_value(tag->attributes[HTML_TYPE]);

	return type != NULL && g_ascii_strncasecmp(g_strstrip(type),
	    "application/ld+json", strlen("application/ld+json")) == 0;
}

void
html_published_see(struct html_published *p, const struct html_token *token)
{
	if (token->type == HTML_TEXT) {
		if (p->script)
			read_json(p, token->text);
		return;
	}
	p->script = false;
	if (token->tag != HTML_OTHER)   /* neither of the two is another one */
		return;
	p->script = token->type == HTML_START &&
	    html_token_is(token->text, "script") && is_json_ld(token);
	if (token->type == HTML_START && html_token_is(token->text, "time"))
		read_time(p, token);
}

const char *
html_published_day(const struct html_published *p)
{
	const struct html_published_source *sources[] = {&p->linked,
	    &p->marked, &p->times};

	for (size_t i = 0; i < G_N_ELEMENTS(sources); i++)
		if (*sources[i]->day != '\0' && !sources[i]->differ)
			return sources[i]->day;
	return NULL;
}
