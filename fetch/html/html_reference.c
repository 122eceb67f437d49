#include "html_reference.h"

#include <stdint.h>
#include <string.h>

#include "fetch/base/embedded.h"
#include "fetch/body/encoding.h"
#include "fetch/handoff/handoff.h"

enum {
	LONGEST = 32,           /* name */
	LONGEST_BARE = 6,       /* name that needs no semicolon */
};

/* The names, split once. */
static struct {
	char *text;
	const char **names;     /* each followed by its NUL, then its value */
	size_t n;
} entities;

void
html_reference_prepare(void)
{
	const struct embedded *file;
	GPtrArray *names;
	char *line, *next, *fields[2];

	if (entities.text != NULL)
		return;
	file = embedded_find(fetch_files, "html/html_entities.tsv");
	names = g_ptr_array_new();
	entities.text = g_strndup(file->bytes, file->len);
	for (line = entities.text; *line != '\0'; line = next + 1) {
		next = strchr(line, '\n');
		g_assert(next != NULL);
		*next = '\0';
		g_ptr_array_add(names, line);
		if (handoff_table_split(line, fields, 2) != 2)
			g_error("html_entities.tsv: expected two fields");
	}
	entities.n = names->len;
	entities.names = (const char **)g_ptr_array_free(names, FALSE);
}

/* Finds the characters of a name, or NULL. */
static const char *
find(const char *name, size_t len)
{
	size_t low = 0, high = entities.n;

	while (low < high) {
		size_t middle = (low + high) / 2;
		const char *ours = entities.names[middle];
		int order = strncmp(name, ours, len);

		if (order == 0 && ours[len] == '\0')
			return ours + len + 1;
		if (order < 0 || (order == 0 && ours[len] != '\0'))
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

/* `&#...`, p after the "#". */
static size_t
numeric(const char *start, const char *p, const char *end, char *out)
{
	const bool hex = p < end && (*p == 'x' || *p == 'X');
	uint32_t c = 0;
	const char *digits;

	p += hex;
	digits = p;
	for (; p < end && g_ascii_isxdigit(*p); p++) {
		if (!hex && !g_ascii_isdigit(*p))
			break;
		if (c <= 0x10ffff)
			c = c * (hex ? 16 : 10) +
			    (uint32_t)g_ascii_xdigit_value(*p);
	}
	if (p == digits)
		return 0;
	if (p < end && *p == ';')
		p++;
	if (c >= 0x80 && c < 0xa0)
		c = encoding_windows_1252[c - 0x80];
	if (c == 0 || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		c = 0xfffd;
	out[g_unichar_to_utf8(c, out)] = '\0';
	return (size_t)(p - start);
}

size_t
html_reference(const char *p, const char *end, bool in_attribute, char *out)
{
	const char *name = p + 1, *value;
	size_t len = 0;

	html_reference_prepare();
	if (name < end && *name == '#')
		return numeric(p, name + 1, end, out);
	while (name + len < end && len < LONGEST && g_ascii_isalnum(name[len]))
		len++;
	if (name + len < end && name[len] == ';' &&
	    (value = find(name, len + 1)) != NULL) {
		g_strlcpy(out, value, 16);
		return len + 2;
	}
	for (size_t n = MIN(len, LONGEST_BARE); n >= 2; n--) {
		value = find(name, n);
		if (value == NULL)
			continue;
		/* `?a=1&copy=2` in an address is no copyright sign. */
		if (in_attribute && name + n < end &&
		    (name[n] == '=' || g_ascii_isalnum(name[n])))
			return 0;
		g_strlcpy(out, value, 16);
		return n + 1;
	}
	return 0;
}

void
html_reference_append(GString *out, const char *text, size_t len,
    bool in_attribute)
{
	const char *p = text, *end = text + len;
	char decoded[16];

	while (p < end) {
		const char *reference = memchr(p, '&', (size_t)(end - p));
		size_t n;

		if (reference == NULL)
			reference = end;
		g_string_append_len(out, p, reference - p);
		p = reference;
		if (p == end)
			break;
		n = html_reference(p, end, in_attribute, decoded);
		g_string_append(out, n > 0 ? decoded : "&");
		p += n > 0 ? n : 1;
	}
}
