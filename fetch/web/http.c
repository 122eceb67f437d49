#include "http.h"

#include <curl/curl.h>
#include <string.h>

#include "fetch/base/program.h"
#include "address.h"
#include "robots.h"
#include "robots_reader.h"
#include "tls_policy.h"
#include "transfer.h"

enum {
	MOST_REDIRECTS = 5,
	LONGEST_WAIT = 60,       /* seconds that Retry-After may ask for */
	LONGEST_CRAWL_DELAY = 30,
	LONGEST_SLOWNESS = 30,   /* seconds that a busy host is left alone */
	MOST_SILENCE = 3,        /* requests unanswered before a host is left */
};

static const char agent[] = "miit-fetch";

struct host {
	gint64 next;             /* monotonic time of the next request */
	double delay;            /* seconds between requests */
	double slowness;         /* the same as its answers suggest */
	gint64 end;              /* of its time, monotonic; 0: none */
	int silent;              /* requests in a row without an answer */
	struct robots *robots;   /* NULL until read */
	char *closed;            /* why it is left for this run, or NULL */
	enum http_outcome closed_as;
};

struct http {
	struct http_options options;
	struct transfer *transfer;
	struct work_server *workers;
	GHashTable *hosts;       /* "host" -> struct host */
	char *source;            /* whose time it is, or NULL */
	gint64 source_end;       /* 0: none */
};

static void
host_free(gpointer host)
{
	robots_free(((struct host *)host)->robots);
	g_free(((struct host *)host)->closed);
	g_free(host);
}

void
http_start(void)
{
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != 0)
		program_fail("libcurl does not start");
}

struct http *
http_new(const struct http_options *options, struct work_server *workers)
{
	struct http *h = g_new0(struct http, 1);

	h->options = *options;
	h->workers = workers;
	h->transfer = transfer_new(&h->options, workers, agent);
	h->hosts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
	    host_free);
	return h;
}

void
http_free(struct http *h)
{
	if (h == NULL)
		return;
	transfer_free(h->transfer);
	g_hash_table_destroy(h->hosts);
	g_free(h->source);
	g_free(h);
}

void
http_reply_clear(struct http_reply *r)
{
	g_free(r->final_url);
	g_free(r->etag);
	g_free(r->last_modified);
	g_free(r->content_type);
	g_free(r->location);
	g_free(r->trouble);
	if (r->body != NULL)
		g_byte_array_unref(r->body);
	memset(r, 0, sizeof *r);
}

unsigned
http_requests(const struct http *h)
{
	return transfer_requests(h->transfer);
}

guint64
http_bytes(const struct http *h)
{
	return transfer_bytes(h->transfer);
}

/* --- how an address may be asked for ----------------------------------------- */

static unsigned
relaxed(const struct http *h, const char *url)
{
	g_autofree char *host = address_host(url);

	return h->options.relaxed == NULL ? TLS_POLICY_PLAIN : GPOINTER_TO_UINT(
	    g_hash_table_lookup(h->options.relaxed, host));
}

/* The address as it may be asked for: by https unless its host may do without,
 * or the address has a port of its own.  The caller frees it. */
static char *
secured(const struct http *h, const char *url)
{
	static const char plain[] = "http://";
	const char *rest = url + strlen(plain);

	if (!g_str_has_prefix(url, plain) || (relaxed(h, url) & TLS_POLICY_PLAIN) ||
	    memchr(rest, ':', strcspn(rest, "/?")) != NULL)
		return g_strdup(url);
	return g_strconcat("https://", rest, NULL);
}

/* --- time ------------------------------------------------------------------- */

static gint64
seconds_from_now(double seconds)
{
	return g_get_monotonic_time() + (gint64)(seconds * G_USEC_PER_SEC);
}

void
http_source(struct http *h, const char *name)
{
	g_free(h->source);
	h->source = g_strdup(name);
	h->source_end = h->options.source_seconds > 0
	    ? seconds_from_now(h->options.source_seconds) : 0;
}

static struct host *
host_entry(struct http *h, const char *url)
{
	char *name = address_host(url);
	struct host *host = g_hash_table_lookup(h->hosts, name);

	if (host != NULL) {
		g_free(name);
		return host;
	}
	host = g_new0(struct host, 1);
	host->delay = h->options.delay;
	if (h->options.host_seconds > 0)
		host->end = seconds_from_now(h->options.host_seconds);
	g_hash_table_insert(h->hosts, name, host);
	return host;
}

static void
wait_for_turn(struct host *host)
{
	gint64 now = g_get_monotonic_time();

	if (host->next > now)
		g_usleep((gulong)(host->next - now));
	host->next = seconds_from_now(MAX(host->delay, host->slowness));
}

/* A host that takes long to answer gets as long a pause; one that says it is
 * busy twice the last pause, and half of it again after each good answer. */
static void
learn_pace(struct host *host, const struct transfer_result *result, long status)
{
	double next;

	if (result->slow || status == 429 || status == 503)
		next = MAX(2 * MAX(host->slowness, host->delay), 0.2);
	else
		next = MAX(host->slowness / 2, MIN(result->first_byte,
		    10 * host->delay));
	host->slowness = MIN(next, LONGEST_SLOWNESS);
}

/* The end of the time that is left, and whose it is; 0 for none. */
static gint64
end_of_time(const struct http *h, const struct host *host, const char *name,
    const char **whose)
{
	const struct {
		gint64 end;
		const char *whose;
	} ends[] = {{h->options.run_end, "the run"}, {host->end, name},
	    {h->source_end, h->source}};
	gint64 first = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++)
		if (ends[i].end > 0 && (first == 0 || ends[i].end < first)) {
			first = ends[i].end;
			*whose = ends[i].whose;
		}
	return first;
}

/* Whether there is time for one more request; *whose says of whom there is none
 * left (may be NULL). */
static bool
has_time(const struct http *h, const struct host *host, const char *name,
    const char **whose)
{
	const char *first = NULL;
	gint64 end = end_of_time(h, host, name, &first);

	if (whose != NULL)
		*whose = first;
	return end == 0 || MAX(g_get_monotonic_time(), host->next) < end;
}

/* Seconds that one body may take: the time may end within it. */
static int
seconds_left(const struct http *h, const struct host *host)
{
	const char *whose = NULL;
	gint64 end = end_of_time(h, host, NULL, &whose);
	gint64 left = (end - g_get_monotonic_time()) / G_USEC_PER_SEC + 1;

	return end > 0 ? (int)CLAMP(left, 1, h->options.timeout)
		       : h->options.timeout;
}

/* --- second tries ------------------------------------------------------ */

/* Answers that may pass: too many requests, trouble of the server.  521 is the
 * challenge of a gate that wants its cookie back. */
static bool
status_may_pass(long status)
{
	return status == 408 || status == 429 || (status >= 500 &&
	    status != 501 && status != 505);
}

/* Seconds before the next try: what Retry-After says (seconds or a date) up to
 * LONGEST_WAIT, else 1, 2, 4 … with jitter. */
static double
pause_before(const struct http *h, const struct transfer_result *result,
    int try_number)
{
	double pause = 1 << MIN(try_number, 5);

	if (result->retry_after > 0)
		return (double)MIN(result->retry_after, LONGEST_WAIT);
	return MIN(pause, MAX(h->options.delay, 0.05) * pause) *
	    g_random_double_range(0.5, 1.5);
}

static void
forget_answer(struct http_reply *reply)
{
	g_clear_pointer(&reply->etag, g_free);
	g_clear_pointer(&reply->last_modified, g_free);
	g_clear_pointer(&reply->content_type, g_free);
	g_clear_pointer(&reply->location, g_free);
	g_clear_pointer(&reply->trouble, g_free);
	g_clear_pointer(&reply->body, g_byte_array_unref);
	reply->status = 0;
	reply->cookie = false;
}

/* Decoded bytes that the answer may have. */
static gint64
limit_of(const struct http *h, const struct http_request *q)
{
	if (q->enough > 0)
		return q->enough;
	return q->limit > 0 ? MIN(q->limit, h->options.body_limit)
			    : h->options.body_limit;
}

/* Asks for one address until there is an answer that stays. */
static void
ask(struct http *h, const struct http_request *q, const char *url,
    struct host *host, struct http_reply *reply)
{
	struct transfer_result result;
	bool again = true;

	for (int n = 0; again; n++) {
		forget_answer(reply);
		wait_for_turn(host);
		const struct transfer_request request = {.url = url, .from = q,
		    .relaxed = relaxed(h, url),
		    .seconds = seconds_left(h, host),
		    .limit = limit_of(h, q),
		    .enough = q->enough > 0};
		result = transfer_ask(h->transfer, &request, reply);
		learn_pace(host, &result, reply->status);
		again = n + 1 < h->options.tries && (result.may_pass ||
		    (result.whole && status_may_pass(reply->status)));
		if (!again)
			break;
		host->next = MAX(host->next,
		    seconds_from_now(pause_before(h, &result, n)));
		again = has_time(h, host, NULL, NULL);
	}
	if (result.whole) {
		host->silent = 0;
		return;
	}
	bool silent = reply->status == 0 && !result.refused;

	reply->outcome = silent ? HTTP_UNREACHABLE : HTTP_REFUSED;
	host->silent = silent ? host->silent + 1 : 0;
}

/* --- redirects ----------------------------------------------------------- */

static void G_GNUC_PRINTF(3, 4)
forbid(struct http_reply *reply, enum http_outcome outcome,
    const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	reply->outcome = outcome;
	g_free(reply->trouble);
	reply->trouble = g_strdup_vprintf(format, ap);
	va_end(ap);
}

static bool
is_redirect(const struct http_reply *reply)
{
	return reply->status == 301 || reply->status == 302 ||
	    reply->status == 303 || reply->status == 307 ||
	    reply->status == 308;
}

/* Where a redirect leads, or NULL with the trouble said in `reply`. */
static char *
next_hop(struct http *h, const char *url, struct http_reply *reply)
{
	g_autofree char *target = reply->location ? address_resolve(url,
	    reply->location) : NULL;
	char *to = target ? secured(h, target) : NULL;

	if (to == NULL)
		forbid(reply, HTTP_REFUSED, "redirected to \"%s\": expected an "
		    "http or https address",
		    reply->location ? reply->location : "");
	return to;
}

/* --- robots.txt --------------------------------------------------------- */

/* Has a robots.txt read; where that fails nothing may be asked for. */
static struct robots *
read_rules(struct http *h, const struct http_reply *reply, const char *at)
{
	g_autofree char *trouble = NULL;
	struct robots *rules = robots_reader_read(h->workers,
	    reply->body->data, reply->body->len, agent, &trouble);

	if (rules != NULL)
		return rules;
	program_set_aside(at, NULL, "%s: nothing may be asked of this host",
	    trouble);
	return robots_new_closed();
}

/* What an answer for robots.txt means: 4xx, or redirects without end, that there
 * are no rules; 5xx that nothing may be asked for (RFC 9309, 2.3.1), nor of a
 * host that is too busy to say so (429). */
static struct robots *
rules_of(struct http *h, const struct http_reply *reply, const char *at)
{
	if (reply->status == 200 || reply->status == 304)
		return read_rules(h, reply, at);
	if (reply->status < 500 && reply->status != 429)
		return robots_new("", 0, agent);
	program_warn(at, NULL, "answered with status %ld: nothing may be asked "
	    "of this host", reply->status);
	return robots_new_closed();
}

/* Asks for a robots.txt, conditionally where the last run's is remembered.  It
 * is asked for in each run, well within the day that RFC 9309 (2.4) lets a copy
 * be used. */
static void
ask_robots(struct http *h, const char *at, struct http_reply *robots)
{
	const struct http_memory *memory = h->options.memory;
	struct http_reply last = {0};
	struct http_request q = {.url = at, .enough = ROBOTS_MOST};
	bool known = memory != NULL && !program.force &&
	    memory->recall(memory->user, at, &last);

	q.etag = last.etag;
	q.last_modified = last.last_modified;
	ask(h, &q, at, host_entry(h, at), robots);
	if (robots->status == 304 && known) {
		g_clear_pointer(&robots->body, g_byte_array_unref);
		robots->body = g_steal_pointer(&last.body);
	} else if (robots->status == 304) {
		robots->status = 404;     /* unasked for: it says nothing */
	} else if (robots->status == 200 && robots->body != NULL &&
	    memory != NULL) {
		memory->keep(memory->user, at, robots);
	}
	http_reply_clear(&last);
}

/* Closes a host: without its rules nothing is asked of a host (RFC 9309,
 * 2.3.1.4). */
static void
close_host(struct host *host, const struct http_reply *robots)
{
	/* Without a status it is the host that gives no answer. */
	host->closed_as = robots->outcome;
	host->closed = g_strconcat(robots->status == 0 ? "" : "robots.txt is "
	    "not to be had: ", robots->trouble, NULL);
}

/* Fetches the rules of a host, after redirects within the allowed hosts too.
 * Returns false when there is no whole answer: the host is closed then. */
static bool
read_robots(struct http *h, const struct http_request *q, struct host *host,
    const char *url)
{
	g_autofree char *at = address_resolve(url, "/robots.txt");
	struct http_reply robots = {0};

	for (int hops = 0;; hops++) {
		g_autofree char *to = NULL, *name = NULL;

		ask_robots(h, at, &robots);
		if (robots.body == NULL) {
			close_host(host, &robots);
			http_reply_clear(&robots);
			return false;
		}
		if (!is_redirect(&robots) || hops == MOST_REDIRECTS)
			break;
		to = next_hop(h, at, &robots);
		name = to ? address_host(to) : NULL;
		if (to == NULL || (q->hosts != NULL &&
		    !g_hash_table_contains(q->hosts, name)))
			break;
		http_reply_clear(&robots);
		g_free(at);
		at = g_steal_pointer(&to);
	}
	host->robots = rules_of(h, &robots, at);
	host->delay = MAX(host->delay, MIN(robots_delay(host->robots),
	    LONGEST_CRAWL_DELAY));
	host->next = MAX(host->next, seconds_from_now(host->delay));
	http_reply_clear(&robots);
	return true;
}

/* --- the whole way ------------------------------------------------------ */

/* Whether an address keeps to the ports of the web, or to one that the catalogue
 * names for its host: a page must not lead us to other services of a machine. */
static bool
is_known_port(const struct http *h, const char *name, const char *url)
{
	g_autofree char *port = address_port(url);
	g_autofree char *key = port != NULL ? g_strdup_printf("%s:%s", name,
	    port) : NULL;

	return port == NULL || h->options.ports == NULL ||
	    strcmp(port, "80") == 0 || strcmp(port, "443") == 0 ||
	    g_hash_table_contains(h->options.ports, key);
}

/* Whether `url` may be asked for at all; says in `reply` why not. */
static bool
may_ask(struct http *h, const struct http_request *q, const char *url,
    struct host *host, struct http_reply *reply)
{
	g_autofree char *name = address_host(url);
	const char *whose;

	if (q->hosts != NULL && !g_hash_table_contains(q->hosts, name)) {
		forbid(reply, HTTP_FORBIDDEN, "leads to %s, which is not among "
		    "the hosts of this source", url);
		return false;
	}
	if (!is_known_port(h, name, url)) {
		forbid(reply, HTTP_FORBIDDEN, "%s: a port that no source of "
		    "the catalogue names: expected 80 or 443", url);
		return false;
	}
	if (!has_time(h, host, name, &whose)) {
		forbid(reply, HTTP_FORBIDDEN, "the time for %s is used up; "
		    "the next run goes on", whose);
		return false;
	}
	if (host->silent >= MOST_SILENCE) {
		forbid(reply, HTTP_UNREACHABLE, "%s gave no answer to %d "
		    "requests and is left for this run", name, MOST_SILENCE);
		return false;
	}
	if (host->closed != NULL ||
	    (host->robots == NULL && !read_robots(h, q, host, url))) {
		forbid(reply, host->closed_as, "%s", host->closed);
		return false;
	}
	if (!robots_allow(host->robots, address_path(url))) {
		forbid(reply, HTTP_FORBIDDEN, "robots.txt of %s forbids it",
		    name);
		return false;
	}
	return true;
}

void
http_get(struct http *h, const struct http_request *q, struct http_reply *reply)
{
	bool again = q->form != NULL;

	memset(reply, 0, sizeof *reply);
	reply->final_url = secured(h, q->url);
	for (int hops = 0;; hops++) {
		struct host *host = host_entry(h, reply->final_url);
		char *to;

		if (!may_ask(h, q, reply->final_url, host, reply))
			return;
		ask(h, q, reply->final_url, host, reply);
		if (reply->trouble != NULL)
			return;
		/* Gates in front of forms hand out a cookie with a refusal. */
		if (again && reply->cookie && reply->status >= 400) {
			again = false;
			forget_answer(reply);
			continue;
		}
		if (!is_redirect(reply))
			break;
		if (hops == MOST_REDIRECTS) {
			forbid(reply, HTTP_REFUSED, "more than %d redirects",
			    MOST_REDIRECTS);
			return;
		}
		/* 301, 302 and 303 ask for a GET, which asks for something
		 * else. */
		if (q->form != NULL && reply->status < 307) {
			forbid(reply, HTTP_REFUSED, "a form is redirected to "
			    "\"%s\": expected an answer",
			    reply->location ? reply->location : "");
			return;
		}
		to = next_hop(h, reply->final_url, reply);
		if (to == NULL)
			return;
		g_free(reply->final_url);
		reply->final_url = to;
		forget_answer(reply);
	}
	if (reply->status == 200)
		reply->outcome = HTTP_BODY;
	else if (reply->status == 304 &&
	    (q->etag != NULL || q->last_modified != NULL))
		reply->outcome = HTTP_UNCHANGED;
	else
		forbid(reply, HTTP_REFUSED, "answered with status %ld",
		    reply->status);
}
