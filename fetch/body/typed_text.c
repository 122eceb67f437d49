#include "typed_text.h"

#include <glib.h>
#include <string.h>

#include "charset.h"

static const char replacement[] = "\xef\xbf\xbd";

bool
typed_text_is_damaged(const char *line)
{
	return strstr(line, replacement) != NULL;
}

/* Characters beyond ASCII that were read. */
static size_t
count_read(const char *text, size_t len, size_t replaced)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += (unsigned char)text[i] >= 0xc0;
	return n > replaced ? n - replaced : 0;
}

/* One wrong byte makes no other charset of a text in UTF-8: that holds where more of
 * it can be read than not.  In GB18030 about a sixth of a Chinese text would be
 * UTF-8 by chance. */
static char *
decode(const unsigned char *bytes, size_t len, const char **charset)
{
	struct charset found = charset_of(bytes, len, NULL);
	size_t text_len, replaced;
	char *text;

	*charset = found.name;
	if (g_str_has_prefix(found.name, "utf-16"))
		return charset_decode(bytes, len, found.name, NULL, NULL);
	*charset = "utf-8";
	text = charset_decode(bytes, len, *charset, &text_len, &replaced);
	if (strcmp(found.name, "gb18030") != 0 ||
	    count_read(text, text_len, replaced) > replaced)
		return text;
	g_free(text);
	*charset = found.name;
	return charset_decode(bytes, len, *charset, NULL, NULL);
}

char *
typed_text(const char *bytes, size_t len, const char **charset)
{
	char *text = decode((const unsigned char *)bytes, len, charset);
	size_t n = 0;

	if (strchr(text, '\n') == NULL)
		return g_strdelimit(text, "\r", '\n');
	for (size_t i = 0; text[i] != '\0'; i++)
		if (text[i] != '\r' || text[i + 1] != '\n')
			text[n++] = text[i];
	text[n] = '\0';
	return text;
}
