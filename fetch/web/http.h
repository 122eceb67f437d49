/* One polite, distrustful HTTP client.
 *
 * http and https only, also after redirects, of which it follows at most five,
 * each within the hosts the caller allows; certificates always verified;
 * addresses that are not the public Internet refused after resolving, unless
 * set otherwise; decoded bytes counted as they arrive, so that neither an
 * endless nor a compressed body passes the limit; a pause between requests to one
 * host, longer where it is slow or says that it is busy; robots.txt heeded; a
 * second try only for what can pass; and an end to the time that a host, a
 * source and the run may take. */
#ifndef FETCH_WEB_HTTP_H
#define FETCH_WEB_HTTP_H

#include "http_exchange.h"

struct http;
struct work_server;

/* Once, before any thread: makes libcurl ready for threads. */
void http_start(void);

/* One client for one thread at a time; the workers, which are that thread's, read
 * compressed bodies and robots.txt. */
struct http *http_new(const struct http_options *, struct work_server *);
void http_free(struct http *);

/* Begins the time of a source, called by this name in messages. */
void http_source(struct http *, const char *name);

/* Asks for one address; fills `reply` whatever happens. */
void http_get(struct http *, const struct http_request *,
    struct http_reply *reply);

void http_reply_clear(struct http_reply *);

/* Requests sent so far, redirects, robots.txt and second tries included, and
 * bytes of body received. */
unsigned http_requests(const struct http *);
guint64 http_bytes(const struct http *);

#endif
