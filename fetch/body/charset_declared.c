#include "charset_declared.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#include "encoding.h"

/* Where a declaration is looked for.  The pre-scan of the standard stops after 1024
 * bytes; its parser then still obeys a later declaration, so that a page whose
 * comments push the declaration down shows all the same.  Both together are one scan
 * of more bytes. */
enum { DECLARATION_WINDOW = 64 * 1024 };

/* The pre-scan of the HTML standard (13.2.3.2) at work on [at, end). */
struct prescan {
	const unsigned char *at, *end;
};

/* A value or name inside the window; NULL where there is none. */
struct charset_piece {
	const unsigned char *text;
	size_t len;
};

static bool
piece_is(struct charset_piece p, const char *word)
{
	return p.text != NULL && p.len == strlen(word) &&
	    g_ascii_strncasecmp((const char *)p.text, word, p.len) == 0;
}

static void
skip_spaces(struct prescan *s)
{
	while (s->at < s->end && g_ascii_isspace(*s->at))
		s->at++;
}

static struct charset_piece
attribute_value(struct prescan *s)
{
	struct charset_piece p = {s->at, 0};

	if (s->at < s->end && (*s->at == '"' || *s->at == '\'')) {
		unsigned char quote = *s->at++;
		const unsigned char *close = memchr(s->at, quote,
		    (size_t)(s->end - s->at));

		p.text = s->at;
		s->at = close != NULL ? close + 1 : s->end;
		if (close == NULL)
			return (struct charset_piece){NULL, 0};
		p.len = (size_t)(close - p.text);
		return p;
	}
	while (s->at < s->end && !g_ascii_isspace(*s->at) && *s->at != '>')
		s->at++;
	p.len = (size_t)(s->at - p.text);
	/* A value that the window cuts is no value. */
	return s->at < s->end ? p : (struct charset_piece){NULL, 0};
}

/* "Get an attribute".  False when the tag has no more, s->at then stands at its
 * ">" or at the end. */
static bool
attribute(struct prescan *s, struct charset_piece *name, struct charset_piece *value)
{
	while (s->at < s->end && (g_ascii_isspace(*s->at) || *s->at == '/'))
		s->at++;
	if (s->at >= s->end || *s->at == '>')
		return false;
	name->text = s->at;
	do
		s->at++;
	while (s->at < s->end && !g_ascii_isspace(*s->at) && *s->at != '/' &&
	    *s->at != '>' && *s->at != '=');
	name->len = (size_t)(s->at - name->text);
	*value = (struct charset_piece){(const unsigned char *)"", 0};
	skip_spaces(s);
	if (s->at >= s->end || *s->at != '=')
		return s->at < s->end;
	s->at++;
	skip_spaces(s);
	*value = attribute_value(s);
	return value->text != NULL;
}

/* The charset inside `text/html; charset=gb2312` ("extracting a character
 * encoding from a meta element"). */
static struct charset_piece
charset_in_content(struct charset_piece content)
{
	struct prescan s = {content.text, content.text + content.len};

	while (s.end - s.at >= 7) {
		const char *word = (const char *)s.at;

		if (g_ascii_strncasecmp(word, "charset", 7) != 0) {
			s.at++;
			continue;
		}
		s.at += 7;
		skip_spaces(&s);
		if (s.at >= s.end || *s.at != '=')
			continue;
		s.at++;
		skip_spaces(&s);
		if (s.at < s.end && (*s.at == '"' || *s.at == '\''))
			return attribute_value(&s);
		content.text = s.at;
		while (s.at < s.end && !g_ascii_isspace(*s.at) && *s.at != ';')
			s.at++;
		content.len = (size_t)(s.at - content.text);
		return content;
	}
	return (struct charset_piece){NULL, 0};
}

/* What a <meta> declares, s->at after its name; NULL when it declares
 * nothing that is known. */
static const struct encoding *
declared_by_meta(struct prescan *s)
{
	struct charset_piece name, value, charset = {NULL, 0}, content = {NULL, 0};
	bool pragma = false, has_pragma = false;

	while (attribute(s, &name, &value)) {
		if (piece_is(name, "http-equiv") && !has_pragma) {
			has_pragma = true;
			pragma = piece_is(value, "content-type");
		} else if (piece_is(name, "content") && content.text == NULL)
			content = value;
		else if (piece_is(name, "charset") && charset.text == NULL)
			charset = value;
	}
	/* A tag that the window cuts declares nothing. */
	if (s->at >= s->end)
		return NULL;
	if (charset.text == NULL && pragma && content.text != NULL)
		charset = charset_in_content(content);
	if (charset.text == NULL)
		return NULL;
	if (piece_is(charset, "x-user-defined"))
		return encoding_named("windows-1252");
	return encoding_of_label(charset.text, charset.len);
}

/* `<?xml version="1.0" encoding="gb2312"?>` at the very beginning. */
static const struct encoding *
declared_by_xml(const unsigned char *bytes, size_t len)
{
	struct prescan s = {bytes, bytes + len};
	struct charset_piece name, value;

	if (len < 6 || memcmp(bytes, "<?xml", 5) != 0 || !g_ascii_isspace(bytes[5]))
		return NULL;
	s.at += 5;
	while (attribute(&s, &name, &value))
		if (piece_is(name, "encoding"))
			return encoding_of_label(value.text, value.len);
	return NULL;
}

/* Moves after the comment, tag or other markup that begins at s->at. */
static void
skip_markup(struct prescan *s)
{
	const unsigned char *p = s->at + 1;
	struct charset_piece name, value;

	if (s->end - s->at >= 4 && memcmp(s->at, "<!--", 4) == 0) {
		/* The dashes of `<!-->` count for both ends. */
		const unsigned char *close = memmem(s->at + 2,
		    (size_t)(s->end - s->at) - 2, "-->", 3);

		s->at = close != NULL ? close + 3 : s->end;
		return;
	}
	if (p < s->end && *p == '/')
		p++;
	if (p < s->end && g_ascii_isalpha(*p)) {
		while (p < s->end && !g_ascii_isspace(*p) && *p != '>')
			p++;
		s->at = p;
		while (attribute(s, &name, &value))
			continue;
		return;
	}
	p = s->at + 1;
	if (p < s->end && (*p == '!' || *p == '/' || *p == '?')) {
		p = memchr(p, '>', (size_t)(s->end - p));
		s->at = p != NULL ? p : s->end;
		return;
	}
	s->at++;
}

const struct encoding *
charset_declared(const unsigned char *bytes, size_t len)
{
	const size_t window = MIN(len, DECLARATION_WINDOW);
	struct prescan s = {bytes, bytes + window};
	const struct encoding *e = declared_by_xml(bytes, window);

	while (e == NULL && s.at < s.end) {
		s.at = memchr(s.at, '<', (size_t)(s.end - s.at));
		if (s.at == NULL)
			break;
		if (s.end - s.at > 5 && (g_ascii_isspace(s.at[5]) || s.at[5] == '/') &&
		    g_ascii_strncasecmp((const char *)s.at, "<meta", 5) == 0) {
			s.at += 5;
			e = declared_by_meta(&s);
		} else
			skip_markup(&s);
	}
	return e;
}
