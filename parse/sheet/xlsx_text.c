#include "xlsx_text.h"

#include <string.h>

#include "parse/core/append.h"

void
xlsx_text_font(const char *name, const struct xml_attributes *a, bool *struck,
    bool *raised)
{
	if (xml_is(name, "strike"))
		*struck = !xml_attribute_off(a, "val");
	else if (xml_is(name, "vertAlign"))
		*raised = xml_attribute_is(a, "val", "superscript");
}

int
xlsx_text_mark(bool struck, bool raised)
{
	return struck ? MARK_STRUCK : raised ? MARK_RAISED : XLSX_TEXT_PLAIN;
}

void
xlsx_text_start(struct xlsx_text *t, const char *name,
    const struct xml_attributes *attributes)
{
	if (xml_is(name, "rPh"))
		t->phonetic++;
	else if (xml_is(name, "r"))
		t->struck = t->raised = false;
	else if (xml_is(name, "rPr"))
		t->rich = true;
	else if (xml_is(name, "t") && t->phonetic == 0) {
		t->in_run = true;
		t->preserve = xml_attribute_is(attributes, "space", "preserve");
		if (xlsx_text_mark(t->struck, t->raised) != XLSX_TEXT_PLAIN)
			mark_begin(t->text, (enum mark_kind)xlsx_text_mark(
			    t->struck, t->raised));
		t->begin = t->text->len;
	} else
		xlsx_text_font(name, attributes, &t->struck, &t->raised);
}

/* Line ends and what indents them around a text are the layout of the XML
 * unless it says that spaces count.  Other spaces stay: they part the runs of
 * programs that do not say so, "<t>Example </t></r><r><t>text</t>". */
static void
trim(GString *text, size_t begin)
{
	const char *from = text->str + begin;
	size_t len = text->len - begin, head, tail = 0;

	if (len == 0 || ((unsigned char)from[0] > ' ' &&
	    (unsigned char)from[len - 1] > ' '))
		return;
	head = strspn(from, " \t\r\n");
	while (tail < len - head &&
	    strchr(" \t\r\n", from[len - 1 - tail]) != NULL)
		tail++;
	if (memchr(from + len - tail, '\n', tail) != NULL)
		g_string_truncate(text, text->len - tail);
	if (memchr(from, '\n', head) != NULL)
		g_string_erase(text, (gssize)begin, (gssize)head);
}

void
xlsx_text_end(struct xlsx_text *t, const char *name)
{
	if (xml_is(name, "rPh") && t->phonetic > 0)
		t->phonetic--;
	else if (xml_is(name, "t") && t->in_run) {
		t->in_run = false;
		if (!t->preserve)
			trim(t->text, t->begin);
		xlsx_text_unescape(t->text, t->begin);
		if (xlsx_text_mark(t->struck, t->raised) != XLSX_TEXT_PLAIN)
			mark_end(t->text);
	}
}

void
xlsx_text_add(struct xlsx_text *t, const char *text, size_t len)
{
	if (t->in_run)
		append_bytes(t->text, text, len);
}

/* The UTF-16 unit of `_xHHHH_`, or -1. */
static int
escaped_unit(const char *at)
{
	int unit = 0;

	if (at[0] != '_' || at[1] != 'x')
		return -1;
	for (int i = 2; i < 6; i++) {
		int digit = g_ascii_xdigit_value(at[i]);

		if (digit < 0)
			return -1;
		unit = unit * 16 + digit;
	}
	return at[6] == '_' ? unit : -1;
}

/* Takes an escaped character, of two units beyond U+FFFF; a half one becomes
 * U+FFFD. */
static bool
take_escape(const char **at, gunichar *c)
{
	int unit = escaped_unit(*at), low;

	if (unit < 0)
		return false;
	*at += 7;
	*c = (gunichar)unit;
	if ((unit & 0xf800) != 0xd800)
		return true;
	*c = 0xfffd;
	low = escaped_unit(*at);
	if ((unit & 0xfc00) == 0xd800 && low >= 0 && (low & 0xfc00) == 0xdc00) {
		*at += 7;
		*c = 0x10000 + (gunichar)((unit & 0x3ff) << 10 | (low & 0x3ff));
	}
	return true;
}

void
xlsx_text_unescape(GString *text, size_t begin)
{
	const char *in = text->str + begin, *end = text->str + text->len;
	char *out = text->str + begin;

	if (strpbrk(in, "_\r") == NULL)
		return;
	while (in < end) {
		gunichar c;
		bool escape = take_escape(&in, &c);

		if (!escape)
			c = (unsigned char)*in++;
		if (c == '\r' && *in != '\n' && escaped_unit(in) != '\n')
			*out++ = '\n';
		else if (c == '\0' || c == '\r')
			continue;
		else if (escape)
			out += g_unichar_to_utf8(c, out);
		else
			*out++ = (char)c;
	}
	g_string_truncate(text, (gsize)(out - text->str));
}
