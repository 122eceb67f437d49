#include "query.h"

#include <string.h>

char *
query_value(const char *url, const char *name)
{
	const char *p = strchr(url, '?');
	size_t n = strlen(name);

	for (; p != NULL; p = strchr(p, '&')) {
		p++;
		if (strncmp(p, name, n) == 0 && p[n] == '=') {
			const char *value = p + n + 1;
			g_autofree char *part = g_strndup(value,
			    strcspn(value, "&"));

			return g_uri_unescape_string(part, NULL);
		}
	}
	return NULL;
}

guint64
query_number(const char *url, const char *name, guint64 otherwise)
{
	g_autofree char *value = query_value(url, name);
	guint64 n = value ? g_ascii_strtoull(value, NULL, 10) : 0;

	return n > 0 && n < 1000000 ? n : otherwise;
}

char *
query_with(const char *url, const char *name, const char *value)
{
	g_autofree char *escaped = g_uri_escape_string(value, NULL, FALSE);
	size_t stem = strcspn(url, "?"), n = strlen(name);
	GString *out = g_string_new_len(url, (gssize)stem);
	g_auto(GStrv) parts = g_strsplit(url[stem] ? url + stem + 1 : "", "&",
	    -1);
	char mark = '?';

	for (char **p = parts; *p != NULL; p++) {
		if (**p == '\0' || (strncmp(*p, name, n) == 0 && (*p)[n] == '='))
			continue;
		g_string_append_printf(out, "%c%s", mark, *p);
		mark = '&';
	}
	g_string_append_printf(out, "%c%s=%s", mark, name, escaped);
	return g_string_free(out, FALSE);
}

char *
query_with_number(const char *url, const char *name, guint64 value)
{
	g_autofree char *text = g_strdup_printf("%" G_GUINT64_FORMAT, value);

	return query_with(url, name, text);
}
