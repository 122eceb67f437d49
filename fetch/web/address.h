/* Addresses: of documents (http and https only) and of machines. */
#ifndef FETCH_WEB_ADDRESS_H
#define FETCH_WEB_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

/* `reference` as a link on the page `base` means it (RFC 3986 section 5), or
 * on its own when `base` is NULL: without fragment, user name and default
 * port, host in lower case, spaces and Chinese characters percent-encoded,
 * escapes in upper case, an international host in its ASCII form (RFC 5891).
 * NULL when it is no http or https address.  The caller frees it. */
char *address_resolve(const char *base, const char *reference);

/* The host without its port, or NULL.  The caller frees it. */
char *address_host(const char *url);

/* The port that an address names, or NULL; the caller frees it. */
char *address_port(const char *url);

/* The path and query, from its slash on; belongs to `url`. */
const char *address_path(const char *url);

/* What two spellings of one address have in common: no scheme, percent-escapes
 * decoded, "index.html" at the end of a folder dropped.  For comparing only.
 * The caller frees it. */
char *address_key(const char *url);

/* Where a PDF viewer page finds its file
 * (…/pdfjs/web/viewer.html?file=/cms_files/….pdf), resolved; else NULL. */
char *address_viewed(const char *url);

/* The extension, in lower case, of the file an address names: that of its path
 * or of its parameter filename= or file= (downfile.jsp?filename=….xls); "" where
 * there is none.  The caller frees it. */
char *address_extension(const char *url);

/* Whether a machine's address is not one of the public Internet: loopback,
 * private, link-local, shared (100.64/10), multicast, reserved; in IPv6 also
 * those mapped, translated (64:ff9b::/96) or tunnelled (2002::/16) from such an
 * IPv4 address.  Unknown families count as private. */
bool address_is_private(const struct sockaddr *);

#endif
