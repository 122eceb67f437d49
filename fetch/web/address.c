#include "address.h"

#include <curl/curl.h>
#include <glib.h>
#include <netinet/in.h>
#include <string.h>

/* --- addresses of documents ------------------------------------------- */

/* Spaces around a link and line breaks within it are the page's layout:
 * <a href=" ./P02022.xlsx
 * "> */
static char *
without_breaks(const char *reference)
{
	GString *out = g_string_new(NULL);
	char *text;

	for (; *reference; reference++)
		if (strchr("\t\r\n", *reference) == NULL)
			g_string_append_c(out, *reference);
	text = g_string_free(out, FALSE);
	return g_strstrip(text);
}

/* Escapes in upper case: %e5 and %E5 are one address. */
static char *
one_spelling(const char *url)
{
	char *copy = g_strdup(url);

	for (char *p = copy; *p; p++)
		if (*p == '%' && g_ascii_isxdigit(p[1]) &&
		    g_ascii_isxdigit(p[2])) {
			p[1] = g_ascii_toupper(p[1]);
			p[2] = g_ascii_toupper(p[2]);
			p += 2;
		}
	return copy;
}

/* Whether a machine can be asked for it as it stands. */
static bool
is_plain(const char *url)
{
	for (; *url; url++)
		if ((guchar)*url <= ' ' || (guchar)*url >= 0x7f)
			return false;
	return true;
}

char *
address_resolve(const char *base, const char *reference)
{
	g_autofree char *tidy = without_breaks(reference);
	CURLU *u = curl_url();
	char *whole = NULL, *scheme = NULL, *host = NULL, *url = NULL;

	if (u == NULL)
		g_error("out of memory");
	if ((base == NULL || curl_url_set(u, CURLUPART_URL, base, 0) == 0) &&
	    curl_url_set(u, CURLUPART_URL, tidy,
		CURLU_URLENCODE | CURLU_NON_SUPPORT_SCHEME) == 0 &&
	    curl_url_get(u, CURLUPART_SCHEME, &scheme, 0) == 0 &&
	    (strcmp(scheme, "http") == 0 || strcmp(scheme, "https") == 0) &&
	    curl_url_get(u, CURLUPART_HOST, &host, 0) == 0) {
		g_autofree char *lower = g_ascii_strdown(host, -1);
		g_autofree char *ascii = g_hostname_to_ascii(lower);

		curl_url_set(u, CURLUPART_HOST, ascii ? ascii : lower, 0);
		curl_url_set(u, CURLUPART_FRAGMENT, NULL, 0);
		curl_url_set(u, CURLUPART_USER, NULL, 0);
		curl_url_set(u, CURLUPART_PASSWORD, NULL, 0);
		if (curl_url_get(u, CURLUPART_URL, &whole,
			CURLU_NO_DEFAULT_PORT) == 0 && is_plain(whole))
			url = one_spelling(whole);
	}
	curl_free(whole);
	curl_free(scheme);
	curl_free(host);
	curl_url_cleanup(u);
	return url;
}

/* After "https://", or the whole text. */
static const char *
after_scheme(const char *url)
{
	const char *p = strstr(url, "://");

	return p == NULL ? url : p + 3;
}

char *
address_host(const char *url)
{
	const char *start = after_scheme(url);
	size_t n = strcspn(start, "/?#");

	if (start == url || n == 0)
		return NULL;
	if (*start == '[')
		return g_strndup(start, strcspn(start, "]") + 1);
	return g_ascii_strdown(start, (gssize)MIN(n, strcspn(start, ":")));
}

char *
address_port(const char *url)
{
	const char *start = after_scheme(url);
	const char *end = start + strcspn(start, "/?#");
	const char *colon = g_strrstr_len(start, end - start, ":");
	const char *bracket = g_strrstr_len(start, end - start, "]");

	if (colon == NULL || (bracket != NULL && bracket > colon) ||
	    colon + 1 == end)
		return NULL;
	return g_strndup(colon + 1, (gsize)(end - colon - 1));
}

const char *
address_path(const char *url)
{
	const char *start = after_scheme(url);

	return start + strcspn(start, "/?#");
}

/* Percent-escapes taken back, except those that would not leave text. */
static char *
decoded(const char *text)
{
	char *plain = g_uri_unescape_string(text, NULL);

	return plain == NULL ? g_strdup(text) : plain;
}

char *
address_key(const char *url)
{
	char *key = decoded(after_scheme(url));
	char *fragment = strchr(key, '#');
	char *name;

	if (fragment != NULL)
		*fragment = '\0';
	name = strrchr(key, '/');
	if (name != NULL && (strcmp(name, "/index.html") == 0 ||
	    strcmp(name, "/index.htm") == 0 ||
	    strcmp(name, "/index.shtml") == 0))
		name[1] = '\0';
	return key;
}

/* The decoded value of a query parameter, or NULL. */
static char *
parameter(const char *url, const char *name)
{
	const char *query = strchr(url, '?');
	g_auto(GStrv) pairs = NULL;

	if (query == NULL)
		return NULL;
	pairs = g_strsplit_set(query + 1, "&#", -1);
	for (char **p = pairs; *p != NULL; p++) {
		size_t n = strlen(name);

		if (g_ascii_strncasecmp(*p, name, n) == 0 && (*p)[n] == '=')
			return decoded(*p + n + 1);
	}
	return NULL;
}

char *
address_viewed(const char *url)
{
	g_autofree char *file = NULL;

	if (strstr(url, "viewer.html?") == NULL)
		return NULL;
	file = parameter(url, "file");
	return file == NULL ? NULL : address_resolve(url, file);
}

static char *
extension_of(const char *name)
{
	const char *dot = strrchr(name, '.');

	if (dot == NULL || strpbrk(dot, "/\\ ") != NULL || strlen(dot) > 8)
		return g_strdup("");
	return g_ascii_strdown(dot + 1, -1);
}

char *
address_extension(const char *url)
{
	static const char *const parameters[] = {"filename", "file", "name"};
	const char *path = address_path(url);
	g_autofree char *name = g_strndup(path, strcspn(path, "?#"));

	for (size_t i = 0; i < G_N_ELEMENTS(parameters); i++) {
		g_autofree char *value = parameter(url, parameters[i]);
		g_autofree char *found = value ? extension_of(value) : NULL;

		if (found != NULL && *found)
			return g_steal_pointer(&found);
	}
	return extension_of(name);
}

/* --- addresses of machines -------------------------------------------- */

/* The IPv4 ranges that are not the public Internet (RFC 6890 and the IANA
 * registry of special-purpose addresses). */
static const struct {
	guint32 first;
	int bits;
} private_v4[] = {
    {0x00000000, 8},   /* "this network" */
    {0x0a000000, 8},   /* private */
    {0x64400000, 10},  /* shared by carriers */
    {0x7f000000, 8},   /* loopback */
    {0xa9fe0000, 16},  /* link-local, cloud metadata services */
    {0xac100000, 12},  /* private */
    {0xc0000000, 24},  /* protocol assignments */
    {0xc0000200, 24},  /* documentation */
    {0xc0586300, 24},  /* 6to4 relays */
    {0xc0a80000, 16},  /* private */
    {0xc6120000, 15},  /* benchmarking */
    {0xc6336400, 24},  /* documentation */
    {0xcb007100, 24},  /* documentation */
    {0xe0000000, 3},   /* multicast, reserved, broadcast */
};

static bool
is_private_v4(guint32 address)
{
	for (size_t i = 0; i < G_N_ELEMENTS(private_v4); i++)
		if ((address ^ private_v4[i].first) >>
		    (32 - private_v4[i].bits) == 0)
			return true;
	return false;
}

static guint32
v4_at(const unsigned char *p)
{
	return (guint32)p[0] << 24 | (guint32)p[1] << 16 | (guint32)p[2] << 8 |
	    p[3];
}

static bool
is_private_v6(const unsigned char a[16])
{
	static const unsigned char zero[16];
	static const unsigned char nat64[12] = {0x00, 0x64, 0xff, 0x9b};

	if (memcmp(a, zero, 10) == 0 &&          /* ::, ::1, ::ffff:a.b.c.d */
	    ((a[10] == 0xff && a[11] == 0xff) || (a[10] == 0 && a[11] == 0)))
		return is_private_v4(v4_at(a + 12));
	if (memcmp(a, zero, 8) == 0)             /* ::ffff:0:a.b.c.d and kin */
		return true;
	if (memcmp(a, nat64, sizeof nat64) == 0)
		return is_private_v4(v4_at(a + 12));
	if (a[0] == 0x20 && a[1] == 0x02)        /* 6to4 */
		return is_private_v4(v4_at(a + 2));
	if (a[0] == 0x20 && a[1] == 0x01 && a[2] < 2)   /* Teredo and the like */
		return true;
	if (a[0] == 0x20 && a[1] == 0x01 && a[2] == 0x0d && a[3] == 0xb8)
		return true;                     /* documentation */
	return (a[0] & 0xe0) != 0x20;            /* not global unicast */
}

bool
address_is_private(const struct sockaddr *address)
{
	if (address->sa_family == AF_INET) {
		struct sockaddr_in in;

		memcpy(&in, address, sizeof in);
		return is_private_v4(ntohl(in.sin_addr.s_addr));
	}
	if (address->sa_family == AF_INET6) {
		struct sockaddr_in6 in;

		memcpy(&in, address, sizeof in);
		return is_private_v6(in.sin6_addr.s6_addr);
	}
	return true;
}
