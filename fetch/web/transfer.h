/* One request and its answer, by libcurl: no second try, no redirect, no
 * politeness, which are http.h's.
 *
 * http and https only; certificates verified; the address that a name led to is
 * looked at before anything is sent to it; bytes are counted as they arrive, a
 * worker decompresses them and counts what comes of it; a body must be whole by
 * the server's own word. */
#ifndef FETCH_WEB_TRANSFER_H
#define FETCH_WEB_TRANSFER_H

#include "http_exchange.h"

/* What a thread needs to ask: a libcurl handle with its connections and
 * cookies. */
struct transfer;
struct work_server;

struct transfer_request {
	const char *url;
	const struct http_request *from;   /* referer, etag, last_modified */
	unsigned relaxed;      /* settings of tls_policy.h */
	int seconds;           /* that it may take */
	gint64 limit;          /* bytes of the body, decompressed */
	bool enough;           /* these are all that is wanted: what is beyond
	                          is not too much, but cut off */
};

struct transfer_result {
	bool whole;            /* an answer came, and its body whole */
	bool may_pass;         /* it failed in a way that may pass by itself */
	bool refused;          /* not connected to: a private address */
	bool slow;             /* too slow, or no answer in time */
	double first_byte;     /* seconds until the answer began */
	gint64 retry_after;    /* seconds that the server asks for, or 0 */
};

/* Options and workers must outlive it.  transfer_free takes NULL too. */
struct transfer *transfer_new(const struct http_options *,
    struct work_server *, const char *agent);
void transfer_free(struct transfer *);

/* Asks.  Of the reply it sets status, measured, etag, last_modified,
 * content_type, location, and body when the result is whole, trouble else. */
struct transfer_result transfer_ask(struct transfer *,
    const struct transfer_request *, struct http_reply *reply);

/* Requests sent so far, and bytes of body received. */
unsigned transfer_requests(const struct transfer *);
guint64 transfer_bytes(const struct transfer *);

#endif
