#include "name_form.h"

#include <glib.h>
#include <string.h>

static bool
ends_with(const char *name, size_t len, const char *end)
{
	size_t n = strlen(end);

	return len >= n && memcmp(name + len - n, end, n) == 0;
}

/* Whether what no name has begins at `at`. */
static bool
is_never(const char *at)
{
	static const char *const never[] = {
	    "\xc2\xa0",                 /* U+00A0 no-break space */
	    "\xe3\x80\x80",             /* U+3000 ideographic space */
	    "\xef\xbf\xbd",             /* U+FFFD replacement character */
	    "\xef\xbb\xbf",             /* U+FEFF byte order mark */
	    "\xe2\x80\x8b"};            /* U+200B zero width space */

	if ((unsigned char)*at < 0x80)
		return (unsigned char)*at < ' ' || *at == '(' || *at == ')';
	for (size_t i = 0; i < G_N_ELEMENTS(never); i++)
		if (*at == never[i][0] &&
		    strncmp(at, never[i], strlen(never[i])) == 0)
			return true;
	return false;
}

static bool
is_canonical(const char *name)
{
	size_t len = strlen(name);

	if (len == 0 || name[0] == ' ' || name[len - 1] == ' ' ||
	    ends_with(name, len, "*") || ends_with(name, len, "＊"))
		return false;
	for (const char *at = name; *at; at++)
		if (is_never(at))
			return false;
	/* 12、北京, 3.北京 */
	return !g_ascii_isdigit(name[0]) ||
	    (strchr(name, '.') == NULL && strstr(name, "、") == NULL);
}

static void
is_canonical_name(sqlite3_context *context, int n, sqlite3_value **values)
{
	const char *name = (const char *)sqlite3_value_text(values[0]);

	(void)n;
	if (name != NULL)
		sqlite3_result_int(context, is_canonical(name));
}

void
name_form_install(sqlite3 *db)
{
	sqlite3_create_function_v2(db, "is_canonical_name", 1, SQLITE_UTF8 |
	    SQLITE_DETERMINISTIC, NULL, is_canonical_name, NULL, NULL, NULL);
}
