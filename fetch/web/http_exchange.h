/* What is asked of a server and what it answers: for http.h, which sees to the
 * manners, and transfer.h, which sends and receives. */
#ifndef FETCH_WEB_HTTP_EXCHANGE_H
#define FETCH_WEB_HTTP_EXCHANGE_H

#include <glib.h>
#include <stdbool.h>

struct http_reply;
struct proxy;

/* What the caller remembers of an address from the last run: so robots.txt is
 * asked for conditionally too. */
struct http_memory {
	/* Fills etag, last_modified and body; false when there is nothing. */
	bool (*recall)(void *user, const char *url, struct http_reply *last);
	/* Called with each new version; the reply stays the client's. */
	void (*keep)(void *user, const char *url, const struct http_reply *);
	void *user;
};

struct http_options {
	const char *contact;     /* address in the User-Agent, or NULL */
	const char *cacert;      /* certificates to trust, NULL for the system's */
	char **connect_to;       /* "HOST:PORT:ADDR:PORT" as curl has it, or NULL */
	bool allow_private;      /* loopback and private addresses too */
	const struct proxy *proxy;   /* NULL: none */
	GHashTable *ports;       /* set of "host:port" that may be asked besides 80
	                            and 443, or NULL: any */
	GHashTable *relaxed;     /* host -> settings of tls_policy.h (GUINT_TO_POINTER)
	                            it may have, or NULL: plain http for all;
	                            a host without plain http is asked by
	                            https where a link says http */
	const struct http_memory *memory;   /* for all threads, or NULL */
	gint64 body_limit;       /* decoded bytes */
	double delay;            /* seconds between two requests to a host */
	int tries;               /* at least 1 */
	int timeout;             /* seconds for one body, in all */
	gint64 run_end;          /* monotonic time at which the run asks for
	                            nothing more; 0: never */
	int host_seconds;        /* that a host may take of a run; 0: any */
	int source_seconds;      /* likewise a source, see http_source */
};

enum http_outcome {
	HTTP_BODY,          /* status 200, `body` holds it whole */
	HTTP_UNCHANGED,     /* 304: the copy we have is the present one */
	HTTP_REFUSED,       /* it answered, but not with a document */
	HTTP_UNREACHABLE,   /* no answer */
	HTTP_FORBIDDEN,     /* not asked: robots.txt or our own rules */
};

struct http_request {
	const char *url;
	const char *referer;          /* page with the link, or NULL */
	const char *form;             /* name=value&…, sent by POST; NULL: GET */
	const char *etag;             /* of the copy we have, or NULL */
	const char *last_modified;
	GHashTable *hosts;            /* set of hosts a redirect may lead to */
	gint64 limit;                 /* decoded bytes, where less than that of
	                                 the options; 0: none of its own */
	gint64 enough;                /* bytes of a body after which the rest is
	                                 of no interest; 0: all of it is */
};

/* Members are NULL where the server said nothing; http_reply_clear frees. */
struct http_reply {
	enum http_outcome outcome;
	long status;           /* 0 without an answer */
	bool measured;         /* the server said where the body ends, and it
	                          ended there */
	char *final_url;
	char *etag;
	char *last_modified;
	char *content_type;
	char *location;        /* where a redirect leads, as printed */
	bool cookie;           /* it hands out a cookie */
	GByteArray *body;
	char *trouble;         /* in words, unless HTTP_BODY or HTTP_UNCHANGED */
};

#endif
