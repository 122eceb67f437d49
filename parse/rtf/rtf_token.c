#include "rtf_token.h"

#include <string.h>

/* Letters, a number, a space that belongs to the word. */
static void
take_word(const unsigned char **at, const unsigned char *end,
    struct rtf_token *t)
{
	const unsigned char *p = *at;
	size_t len = 0;
	bool negative = false;
	gint64 n = 0;

	t->type = RTF_WORD;
	t->has = false;
	for (; p < end && g_ascii_isalpha(*p); p++)
		if (len < RTF_MOST_NAME)
			t->name[len++] = (char)*p;
	t->name[len] = '\0';
	if (end - p > 1 && *p == '-' && g_ascii_isdigit(p[1])) {
		negative = true;
		p++;
	}
	for (; p < end && g_ascii_isdigit(*p); p++) {
		n = MIN(n * 10 + (*p - '0'), G_MAXINT);
		t->has = true;
	}
	if (p < end && *p == ' ')
		p++;
	t->n = (int)(negative ? -n : n);
	*at = p;
}

/* Takes what follows a backslash that is not a letter. */
static void
take_symbol(const unsigned char **at, const unsigned char *end,
    struct rtf_token *t)
{
	const unsigned char *p = *at;
	const unsigned char c = *p++;

	if (c == '\'' && end - p >= 2 && g_ascii_isxdigit(p[0]) &&
	    g_ascii_isxdigit(p[1])) {
		t->type = RTF_BYTE;
		t->byte = (unsigned char)(g_ascii_xdigit_value((char)p[0]) <<
		    4 | g_ascii_xdigit_value((char)p[1]));
		p += 2;
	} else if (c == '*') {
		t->type = RTF_STAR;
	} else if (c == '\r' || c == '\n') {
		t->type = RTF_WORD;
		strcpy(t->name, "par");
		t->has = false;
		t->n = 0;
	} else if (c == '\\' || c == '{' || c == '}') {
		t->type = RTF_BYTE;
		t->byte = c;
	} else {
		t->type = RTF_CHARACTER;
		t->character = c == '~' ? 0xa0 : c == '_' ? '-' :
		    c == '\t' ? '\t' : 0;
	}
	*at = p;
}

bool
rtf_token_take(const unsigned char **at, const unsigned char *end,
    struct rtf_token *t)
{
	while (*at < end) {
		const unsigned char c = *(*at)++;

		if (c == '\\' && *at == end)
			return false;
		if (c == '\r' || c == '\n' || c == '\0')
			continue;
		if (c == '\\' && g_ascii_isalpha(**at)) {
			take_word(at, end, t);
			if (strcmp(t->name, "bin") != 0)
				return true;
			*at += MIN((gint64)(end - *at), MAX(t->n, 0));
			continue;
		}
		if (c == '\\') {
			take_symbol(at, end, t);
			return true;
		}
		t->type = c == '{' ? RTF_OPEN : c == '}' ? RTF_CLOSE : RTF_BYTE;
		t->byte = c;
		return true;
	}
	return false;
}
