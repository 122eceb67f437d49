#include "proxy.h"

#include <glib.h>
#include <netdb.h>
#include <string.h>
#include <sys/socket.h>

#include "address.h"

struct proxy {
	char *http, *https;     /* by scheme of the address, or NULL */
	char **direct;          /* hosts that are asked without one: "a.example",
	                           ".example", "*" */
};

static bool
is_proxy(const char *text)
{
	static const char *const schemes[] = {"http://", "https://",
	    "socks5h://"};

	for (size_t i = 0; i < G_N_ELEMENTS(schemes); i++)
		if (g_ascii_strncasecmp(text, schemes[i],
			strlen(schemes[i])) == 0)
			return text[strlen(schemes[i])] != '\0';
	return false;
}

/* The first of several variables that is set and not empty. */
static const char *
variable(const char *const *names)
{
	for (; *names != NULL; names++) {
		const char *value = g_getenv(*names);

		if (value != NULL && *value != '\0')
			return value;
	}
	return NULL;
}

/* An address as curl reads such variables: without a scheme it is http. */
static char *
of_variable(const char *value)
{
	return value == NULL || strstr(value, "://") != NULL ? g_strdup(value)
	    : g_strconcat("http://", value, NULL);
}

static struct proxy *
of_environment(char **trouble)
{
	/* HTTP_PROXY in capitals is a header of CGI. */
	static const char *const http[] = {"http_proxy", "all_proxy",
	    "ALL_PROXY", NULL};
	static const char *const https[] = {"https_proxy", "HTTPS_PROXY",
	    "all_proxy", "ALL_PROXY", NULL};
	static const char *const direct[] = {"no_proxy", "NO_PROXY", NULL};
	struct proxy *p = g_new0(struct proxy, 1);
	const char *none = variable(direct);

	p->http = of_variable(variable(http));
	p->https = of_variable(variable(https));
	p->direct = g_strsplit_set(none ? none : "", ", ", -1);
	if (p->http == NULL && p->https == NULL)
		*trouble = g_strdup("none of https_proxy, http_proxy and "
		    "all_proxy is set");
	else if ((p->http != NULL && !is_proxy(p->http)) ||
	    (p->https != NULL && !is_proxy(p->https)))
		*trouble = g_strdup("a variable names no http, https or socks5h "
		    "proxy");
	if (*trouble != NULL)
		g_clear_pointer(&p, proxy_free);
	return p;
}

struct proxy *
proxy_new(const char *option, char **trouble)
{
	struct proxy *p;

	*trouble = NULL;
	if (strcmp(option, "env") == 0)
		return of_environment(trouble);
	if (!is_proxy(option)) {
		/* What stands there may hold a password. */
		*trouble = g_strdup("expected http://, https:// or socks5h:// "
		    "and a host, or env");
		return NULL;
	}
	p = g_new0(struct proxy, 1);
	p->http = g_strdup(option);
	p->https = g_strdup(option);
	p->direct = g_new0(char *, 1);
	return p;
}

void
proxy_free(struct proxy *p)
{
	if (p == NULL)
		return;
	g_free(p->http);
	g_free(p->https);
	g_strfreev(p->direct);
	g_free(p);
}

/* Whether a host is the one named, or lies below it. */
static bool
is_below(const char *host, const char *name)
{
	size_t n = strlen(host), m;

	if (*name == '.')
		name++;
	m = strlen(name);
	return m > 0 && n >= m &&
	    g_ascii_strcasecmp(host + n - m, name) == 0 &&
	    (n == m || host[n - m - 1] == '.');
}

const char *
proxy_of(const struct proxy *p, const char *url)
{
	g_autofree char *host = p ? address_host(url) : NULL;

	if (host == NULL)
		return NULL;
	for (char **d = p->direct; *d != NULL; d++)
		if (strcmp(*d, "*") == 0 || is_below(host, *d))
			return NULL;
	return g_str_has_prefix(url, "https:") ? p->https : p->http;
}

bool
proxy_refuses(const char *url)
{
	static const char *const names[] = {"localhost", "local", "internal",
	    "localdomain"};
	const struct addrinfo hints = {.ai_flags = AI_NUMERICHOST};
	g_autofree char *host = address_host(url);
	struct addrinfo *found = NULL;
	bool refused = host == NULL;

	for (size_t i = 0; host != NULL && i < G_N_ELEMENTS(names); i++)
		refused |= is_below(host, names[i]);
	if (host != NULL && *host == '[') {
		memmove(host, host + 1, strlen(host));
		host[strcspn(host, "]")] = '\0';
	}
	if (host != NULL && getaddrinfo(host, NULL, &hints, &found) == 0) {
		refused |= address_is_private(found->ai_addr);
		freeaddrinfo(found);
	}
	return refused;
}
