#include "script.h"

#include <string.h>

#include "fetch/body/formats.h"
#include "page_text.h"

enum {
	SHORTEST_BASE64 = 8,
};

/* --- code --------------------------------------------------------------- */

/* Skips a string that begins at p; one that its line does not close ends with
 * the line.  Returns the place after it. */
static const char *
skip_string(const char *p, const char *end)
{
	char quote = *p++;

	while (p < end && *p != quote && (quote == '`' || *p != '\n'))
		p += *p == '\\' && p + 1 < end ? 2 : 1;
	return p < end ? p + 1 : end;
}

static bool
begins(const char *p, const char *end, const char *mark)
{
	size_t n = strlen(mark);

	return (size_t)(end - p) >= n && memcmp(p, mark, n) == 0;
}

void
script_append_code(GString *out, const char *text, size_t len)
{
	const char *p = text, *end = text + len;

	while (p < end) {
		const char *next = p + 1;

		if (begins(p, end, "/*")) {
			const char *close = memmem(p + 2, (size_t)(end - p) - 2,
			    "*/", 2);

			p = close ? close + 2 : end;
			g_string_append_c(out, ' ');
			continue;
		}
		/* `<!--` is a comment of one line in scripts, too. */
		if (begins(p, end, "//") || begins(p, end, "<!--")) {
			const char *close = memchr(p, '\n', (size_t)(end - p));

			p = close ? close : end;
			continue;
		}
		if (*p == '\'' || *p == '"' || *p == '`')
			next = skip_string(p, end);
		g_string_append_len(out, p, next - p);
		p = next;
	}
	g_string_append_c(out, '\n');
}

/* Takes the content of the string at *p, a quote, its escapes undone; moves *p
 * past it.  The caller frees it. */
static char *
take_string(const char **p)
{
	const char *end = *p + strlen(*p);
	const char *close = skip_string(*p, end);
	const char *from = *p + 1;
	const char *to = close > from && close[-1] == **p ? close - 1 : close;
	GString *out = g_string_new(NULL);

	for (; from < to; from++) {
		if (*from == '\\' && from + 1 < to)
			from++;
		g_string_append_c(out, *from);
	}
	*p = close;
	return g_string_free(out, FALSE);
}

char *
script_next_string(const char **p)
{
	*p += strcspn(*p, "'\"`");
	return **p ? take_string(p) : NULL;
}

/* --- addresses ----------------------------------------------------------- */

bool
script_is_address(const char *text)
{
	static const char *const pages[] = {"jhtml", "xhtml", "jsp", "jspx",
	    "do", "action", "asp", "aspx", "php", NULL};
	g_autofree char *extension = NULL, *path = NULL;
	const char *dot;

	if (strlen(text) < 3 || strpbrk(text, " \t\r\n<>{}()\"'|\\^;") != NULL)
		return false;
	if (g_str_has_prefix(text, "http://") ||
	    g_str_has_prefix(text, "https://"))
		return true;
	if (strstr(text, "://") != NULL || strchr(text, '+') == text)
		return false;
	if (*text == '?')
		return strchr(text, '=') != NULL;
	if (*text == '.' && (strncmp(text, "./", 2) != 0 &&
	    strncmp(text, "../", 3) != 0))
		return false;
	if (*text == '/' && text[1] != '/' && strlen(text) > 3)
		return true;
	path = g_strndup(text, strcspn(text, "?#"));
	dot = strrchr(path, '.');
	if (dot == NULL || dot == path || strchr(dot, '/') != NULL)
		return false;
	extension = g_ascii_strdown(dot + 1, -1);
	return g_strv_contains(pages, extension) ||
	    formats_promise(extension) == FORMAT_PROMISE_PAGE ||
	    formats_promise(extension) == FORMAT_PROMISE_DOCUMENT;
}

char *
script_decoded(const char *text)
{
	size_t len = strlen(text), n;
	g_autofree guchar *bytes = NULL;

	if (len < SHORTEST_BASE64 || len % 4 != 0 ||
	    strspn(text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "+/=") != len)
		return NULL;
	bytes = g_base64_decode(text, &n);
	if (n == 0 || !g_utf8_validate((const char *)bytes, (gssize)n, NULL))
		return NULL;
	for (size_t i = 0; i < n; i++)
		if (bytes[i] < ' ' && strchr("\t\r\n", bytes[i]) == NULL)
			return NULL;
	return g_strndup((const char *)bytes, n);
}

char *
script_address(const char *script)
{
	const char *p = script;
	char *text;

	while ((text = script_next_string(&p)) != NULL) {
		g_autofree char *plain = NULL;

		if (script_is_address(text))
			return text;
		plain = script_decoded(text);
		g_free(text);
		if (plain != NULL && script_is_address(plain))
			return g_steal_pointer(&plain);
	}
	return NULL;
}

char *
script_redirect(const char *script)
{
	g_autofree char *to = page_text_find("(?:^|[\\s;{}.])location"
	    "(?:\\.href)?(?:\\.replace\\s*\\(|\\.assign\\s*\\(|\\s*=)\\s*"
	    "(?|\"([^\"\\n]+)\"|'([^'\\n]+)')\\s*[;)\\n}]", script);

	return to != NULL && strpbrk(to, " <>") == NULL
	    ? g_steal_pointer(&to) : NULL;
}
