#include "json.h"

#include "visible.h"

void
json_append(GString *out, const char *text)
{
	g_autofree char *valid = NULL;

	if (text == NULL) {
		g_string_append(out, "null");
		return;
	}
	valid = g_utf8_make_valid(text, -1);
	g_string_append_c(out, '"');
	for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (c == '"' || c == '\\')
			g_string_append_printf(out, "\\%c", *p);
		else if (visible_is_hostile(c))
			g_string_append_printf(out, "\\u%04x", c);
		else
			g_string_append_unichar(out, c);
	}
	g_string_append_c(out, '"');
}

void
json_name(GString *out, const char *before, const char *name)
{
	g_string_append(out, before);
	json_append(out, name);
	g_string_append(out, ": ");
}

void
json_member(GString *out, const char *before, const char *name,
    const char *text)
{
	json_name(out, before, name);
	json_append(out, text);
}

void
json_number(GString *out, const char *before, const char *name,
    long long number)
{
	json_name(out, before, name);
	g_string_append_printf(out, "%lld", number);
}
