/* By which proxy an address is asked for: one that is named, or those of the usual
 * variables (https_proxy, http_proxy, all_proxy, no_proxy).
 *
 * With a proxy the names of hosts are resolved there, so that what a name leads to
 * is not seen here: proxy_refuses looks at what the address itself says. */
#ifndef FETCH_WEB_PROXY_H
#define FETCH_WEB_PROXY_H

#include <stdbool.h>

struct proxy;

/* Reads what --proxy says: "env", or an address that begins with http://,
 * https:// or socks5h://.  NULL with *trouble in words, which the caller frees,
 * for anything else. proxy_free takes NULL, too. */
struct proxy *proxy_new(const char *option, char **trouble);
void proxy_free(struct proxy *);

/* The proxy by which `url` is asked for, or NULL for none; `p` may be NULL. */
const char *proxy_of(const struct proxy *p, const char *url);

/* Whether the host of an address is by its own words none of the public Internet:
 * localhost, 10.1.2.3, [::1], 0x7f.1. */
bool proxy_refuses(const char *url);

#endif
