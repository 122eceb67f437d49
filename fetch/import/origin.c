#include "origin.h"

#include <string.h>

#include "fetch/web/address.h"

enum { HEAD = 16 << 10 };       /* bytes that are looked at */

/* The address from `at` to the first space or control character, or to one of
 * `ends`. */
static char *
address_at(const char *at, const char *ends)
{
	size_t n = 0;
	g_autofree char *text = NULL;

	while ((guchar)at[n] > ' ' && strchr(ends, at[n]) == NULL)
		n++;
	text = g_strndup(at, n);
	return address_resolve(NULL, text);
}

/* saved from url=(0064)http://… */
static char *
of_page(const char *head)
{
	const char *at = strstr(head, "<!-- saved from url=(");

	if (at == NULL || (at = strchr(at, ')')) == NULL)
		return NULL;
	return address_at(at + 1, "<>\"");
}

/* A header of an MHTML file, at the beginning of a line. */
static char *
of_header(const char *head, const char *name)
{
	size_t len = strlen(name);

	for (const char *p = head; p != NULL; p = strchr(p, '\n')) {
		p += *p == '\n';
		if (g_ascii_strncasecmp(p, name, len) == 0) {
			p += len;
			while (*p == ' ' || *p == '\t')
				p++;
			return address_at(p, "<>\"");
		}
	}
	return NULL;
}

static bool
is_mhtml(const char *head)
{
	const char *end = strstr(head, "\n\n");
	const char *other = strstr(head, "\r\n\r\n");
	g_autofree char *lower = NULL;

	if (end == NULL || (other != NULL && other < end))
		end = other;
	if (end == NULL)
		return false;
	lower = g_ascii_strdown(head, end - head);
	return strstr(lower, "multipart/related") != NULL &&
	    strstr(lower, "mime-version:") != NULL;
}

char *
origin_of(const guint8 *bytes, size_t len)
{
	g_autofree char *head = g_strndup((const char *)bytes,
	    MIN(len, (size_t)HEAD));
	char *url;

	if (!is_mhtml(head))
		return of_page(head);
	url = of_header(head, "Snapshot-Content-Location:");
	return url != NULL ? url : of_header(head, "Content-Location:");
}
