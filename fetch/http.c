#include "http.h"

#include "address.h"
#include "packed.h"
#include "program.h"
#include "relax.h"
#include "robots.h"

#include <curl/curl.h>
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	MOST_REDIRECTS = 5,
	CONNECT_SECONDS = 15,
	SLOWEST_RATE = 100,      /* bytes a second … */
	SLOWEST_SECONDS = 30,    /* … over so long: given up */
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
};

struct http {
	struct http_options options;
	CURL *curl;
	struct curl_slist *connect_to;
	char *user_agent;
	GHashTable *hosts;       /* "host" -> struct host */
	unsigned requests;
	guint64 bytes;
	char *source;            /* whose time it is, or NULL */
	gint64 source_end;       /* 0: none */
};

/* What one request needs while its answer arrives. */
struct transfer {
	struct http *http;
	GByteArray *body;
	gint64 limit;
	bool too_long;
	bool enough;             /* the limit is all that is wanted */
	bool begun;              /* the first bytes of the body are there */
	bool strange;            /* packed in a way that is not known */
	struct packed *packed;   /* NULL: not packed */
	enum packed_state state;
	char *refused;           /* a private address, in words */
	char error[CURL_ERROR_SIZE];
};

static void
host_free(gpointer host)
{
	robots_free(((struct host *)host)->robots);
	g_free(host);
}

void
http_start(void)
{
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != 0)
		program_fail("libcurl does not start");
}

struct http *
http_new(const struct http_options *options)
{
	struct http *h = g_new0(struct http, 1);

	if ((h->curl = curl_easy_init()) == NULL)
		program_fail("libcurl does not start");
	/* Some gates hand out a cookie and ask for it at once; kept in memory
	 * for this run.  A cookie for no host starts that: the customary
	 * CURLOPT_COOKIEFILE leaks its name whenever the handle is reset. */
	curl_easy_setopt(h->curl, CURLOPT_COOKIELIST,
	    "Set-Cookie: none=1; domain=none.invalid; path=/");
	h->options = *options;
	h->hosts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
	    host_free);
	for (char **c = options->connect_to; c != NULL && *c != NULL; c++)
		h->connect_to = curl_slist_append(h->connect_to, *c);
	h->user_agent = g_strdup_printf("Mozilla/5.0 (compatible; %s/%s%s%s)",
	    agent, program_version(), options->contact ? "; +" : "",
	    options->contact ? options->contact : "");
	return h;
}

void
http_free(struct http *h)
{
	if (h == NULL)
		return;
	curl_easy_cleanup(h->curl);
	curl_slist_free_all(h->connect_to);
	g_hash_table_destroy(h->hosts);
	g_free(h->user_agent);
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
	g_free(r->trouble);
	if (r->body != NULL)
		g_byte_array_unref(r->body);
	memset(r, 0, sizeof *r);
}

unsigned
http_requests(const struct http *h)
{
	return h->requests;
}

guint64
http_bytes(const struct http *h)
{
	return h->bytes;
}

/* --- one request ------------------------------------------------------- */

/* A header of the last answer, or NULL where it is absent or empty; one in
 * several copies counts by its last.  Bytes that are not UTF-8 are replaced: it becomes a field of a file. */
static char *
header_of(CURL *c, const char *name)
{
	struct curl_header *header;
	char *value;

	if (curl_easy_header(c, name, 0, CURLH_HEADER, -1, &header) !=
	    CURLHE_OK)
		return NULL;
	value = g_strstrip(g_utf8_make_valid(header->value, -1));
	if (*value == '\0')
		g_clear_pointer(&value, g_free);
	return value;
}

/* Counts bytes as they are unpacked: CURLOPT_MAXFILESIZE_LARGE would stop neither
 * a chunked body nor a packed one. */
static size_t
take_bytes(char *bytes, size_t size, size_t n, void *user)
{
	struct transfer *t = user;

	n *= size;
	t->http->bytes += n;
	if (!t->begun) {
		g_autofree char *coding = header_of(t->http->curl,
		    "Content-Encoding");

		t->begun = true;
		t->strange = !packed_is_known(coding);
		t->packed = t->strange ? NULL : packed_new(coding);
	}
	if (t->strange)
		return 0;
	if (t->packed != NULL) {
		t->state = packed_add(t->packed, (guint8 *)bytes, n, t->body,
		    t->limit);
	} else {
		gint64 room = t->limit - (gint64)t->body->len;

		t->state = (gint64)n > room ? PACKED_LIMIT : PACKED_WELL;
		g_byte_array_append(t->body, (guint8 *)bytes,
		    (guint)MIN((gint64)n, room));
	}
	t->too_long = t->state == PACKED_LIMIT;
	return t->state == PACKED_WELL ? n : 0;
}

/* Sees the address that the host's name, or any spelling of a number, led to,
 * before anything is sent to it. */
static curl_socket_t
open_socket(void *user, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct transfer *t = user;

	(void)purpose;
	if (!t->http->options.allow_private &&
	    address_is_private(&address->addr)) {
		g_free(t->refused);
		t->refused = g_strdup("its host leads to an address that is "
		    "not on the public Internet");
		return CURL_SOCKET_BAD;
	}
	return socket(address->family, address->socktype | SOCK_CLOEXEC,
	    address->protocol);
}

static unsigned
relaxed(const struct http *h, const char *url)
{
	g_autofree char *host = address_host(url);

	return h->options.relaxed == NULL ? RELAX_PLAIN : GPOINTER_TO_UINT(
	    g_hash_table_lookup(h->options.relaxed, host));
}

/* The address as it may be asked for: by https unless its host may do without,
 * or the address has a port of its own.  The caller frees it. */
static char *
secured(const struct http *h, const char *url)
{
	static const char plain[] = "http://";
	const char *rest = url + strlen(plain);

	if (!g_str_has_prefix(url, plain) || (relaxed(h, url) & RELAX_PLAIN) ||
	    memchr(rest, ':', strcspn(rest, "/?")) != NULL)
		return g_strdup(url);
	return g_strconcat("https://", rest, NULL);
}

static void
set_up(struct http *h, struct transfer *t, const char *url)
{
	CURL *c = h->curl;

	curl_easy_reset(c);
	curl_easy_setopt(c, CURLOPT_URL, url);
	curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(c, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(c, CURLOPT_PROXY, "");
	curl_easy_setopt(c, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(c, CURLOPT_USERAGENT, h->user_agent);
	curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
	curl_easy_setopt(c, CURLOPT_HTTP_CONTENT_DECODING, 0L);
	curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
	curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, (long)SLOWEST_RATE);
	curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, (long)SLOWEST_SECONDS);
	curl_easy_setopt(c, CURLOPT_TIMEOUT, (long)h->options.timeout);
	curl_easy_setopt(c, CURLOPT_MAXFILESIZE_LARGE,
	    (curl_off_t)(t->enough ? 0 : t->limit));
	curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, t);
	curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take_bytes);
	curl_easy_setopt(c, CURLOPT_WRITEDATA, t);
	curl_easy_setopt(c, CURLOPT_ERRORBUFFER, t->error);
	if (h->connect_to != NULL)
		curl_easy_setopt(c, CURLOPT_CONNECT_TO, h->connect_to);
	relax_apply(c, relaxed(h, url));
	if (h->options.cacert != NULL) {
		curl_easy_setopt(c, CURLOPT_CAINFO, h->options.cacert);
		curl_easy_setopt(c, CURLOPT_CAPATH, NULL);
	}
}

/* Of two lengths of one body libcurl takes the last; a cut body would pass for a
 * whole one.  Says so in `error` (of CURL_ERROR_SIZE) when they differ. */
static bool
lengths_differ(CURL *c, char *error)
{
	struct curl_header *first, *other;

	if (curl_easy_header(c, "Content-Length", 0, CURLH_HEADER, -1,
		&first) != CURLHE_OK)
		return false;
	for (size_t i = 1, n = first->amount; i < n; i++) {
		g_autofree char *length = g_strdup(first->value);

		if (curl_easy_header(c, "Content-Length", i, CURLH_HEADER, -1,
			&other) != CURLHE_OK ||
		    strcmp(length, other->value) == 0)
			continue;
		g_snprintf(error, CURL_ERROR_SIZE, "two lengths of one body: "
		    "%.20s and %.20s", length, other->value);
		return true;
	}
	return false;
}

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
learn_pace(struct http *h, struct host *host, CURLcode code, long status)
{
	double first_byte = 0, next;
	bool busy = code == CURLE_OPERATION_TIMEDOUT || status == 429 ||
	    status == 503;

	curl_easy_getinfo(h->curl, CURLINFO_STARTTRANSFER_TIME, &first_byte);
	if (busy)
		next = MAX(2 * MAX(host->slowness, host->delay), 0.2);
	else
		next = MAX(host->slowness / 2, MIN(first_byte,
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

/* The time may end within a body. */
static void
limit_time(struct http *h, const struct host *host)
{
	const char *whose = NULL;
	gint64 end = end_of_time(h, host, NULL, &whose);
	gint64 left = (end - g_get_monotonic_time()) / G_USEC_PER_SEC + 1;

	if (end > 0 && left < h->options.timeout)
		curl_easy_setopt(h->curl, CURLOPT_TIMEOUT,
		    (long)MAX(left, 1));
}

/* Sends one request, without second tries and redirects.  The reply's outcome
 * is not set yet when a status came back. */
static CURLcode
ask_once(struct http *h, const struct http_request *q, const char *url,
    struct host *host, struct transfer *t, struct http_reply *reply)
{
	CURL *c = h->curl;
	struct curl_slist *headers = NULL;
	g_autofree char *match = NULL, *since = NULL;
	curl_off_t declared = -1;
	CURLcode code;

	set_up(h, t, url);
	limit_time(h, host);
	if (q->referer != NULL)
		curl_easy_setopt(c, CURLOPT_REFERER, q->referer);
	if (q->etag != NULL) {
		match = g_strconcat("If-None-Match: ", q->etag, NULL);
		headers = curl_slist_append(headers, match);
	}
	if (q->last_modified != NULL) {
		since = g_strconcat("If-Modified-Since: ", q->last_modified,
		    NULL);
		headers = curl_slist_append(headers, since);
	}
	curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
	h->requests++;
	code = curl_easy_perform(c);
	if (code == CURLE_WRITE_ERROR && t->too_long && t->enough)
		code = CURLE_OK;
	else if (code == CURLE_WRITE_ERROR &&
	    (t->strange || t->state == PACKED_DAMAGED))
		code = CURLE_BAD_CONTENT_ENCODING;
	else if (code == CURLE_OK && t->packed && !packed_is_whole(t->packed))
		code = CURLE_PARTIAL_FILE;
	curl_slist_free_all(headers);
	curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &reply->status);
	curl_easy_setopt(c, CURLOPT_ERRORBUFFER, NULL);
	if (code == CURLE_OK && lengths_differ(c, t->error))
		code = CURLE_WEIRD_SERVER_REPLY;
	if (code != CURLE_OK)
		return code;
	curl_easy_getinfo(c, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &declared);
	g_autofree char *coding = header_of(c, "Transfer-Encoding");
	reply->measured = declared >= 0 || coding != NULL || t->packed != NULL;
	reply->etag = header_of(c, "ETag");
	reply->last_modified = header_of(c, "Last-Modified");
	reply->content_type = header_of(c, "Content-Type");
	return code;
}

/* --- second tries ------------------------------------------------------ */

/* Transport troubles that may pass by themselves. */
static bool
may_pass(CURLcode code)
{
	switch (code) {
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_CONNECT:
	case CURLE_PARTIAL_FILE:
	case CURLE_OPERATION_TIMEDOUT:
	case CURLE_GOT_NOTHING:
	case CURLE_SEND_ERROR:
	case CURLE_RECV_ERROR:
	case CURLE_HTTP2:
	case CURLE_HTTP2_STREAM:
		return true;
	default:
		return false;
	}
}

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
pause_before(struct http *h, int try_number)
{
	curl_off_t asked = 0;
	double pause = 1 << MIN(try_number, 5);

	curl_easy_getinfo(h->curl, CURLINFO_RETRY_AFTER, &asked);
	if (asked > 0)
		return (double)MIN(asked, LONGEST_WAIT);
	return MIN(pause, MAX(h->options.delay, 0.05) * pause) *
	    g_random_double_range(0.5, 1.5);
}

static char *
in_words(CURLcode code, struct http *h, const struct transfer *t)
{
	if (t->refused != NULL)
		return g_strdup(t->refused);
	if (t->too_long || code == CURLE_FILESIZE_EXCEEDED)
		return g_strdup_printf("larger than the limit of %" G_GINT64_FORMAT
		    " bytes", h->options.body_limit);
	if (code == CURLE_OPERATION_TIMEDOUT)
		return g_strdup_printf("too slow: not there after %d s, or "
		    "below %d bytes/s", h->options.timeout, SLOWEST_RATE);
	if (code == CURLE_PARTIAL_FILE)
		return g_strdup("truncated: the connection ended within the body");
	if (code == CURLE_BAD_CONTENT_ENCODING)
		return g_strdup(t->strange ? "packed in a way that was not "
		    "asked for: expected gzip or deflate"
		    : "its packed body is damaged");
	/* What libcurl makes of a line beyond its limit. */
	if (code == CURLE_OUT_OF_MEMORY)
		return g_strdup("a line of its head is longer than 100 KiB");
	/* libcurl's own words say more: "certificate has expired". */
	return g_utf8_make_valid(*t->error ? t->error :
	    curl_easy_strerror(code), -1);
}

static void
forget_answer(struct http_reply *reply)
{
	g_clear_pointer(&reply->etag, g_free);
	g_clear_pointer(&reply->last_modified, g_free);
	g_clear_pointer(&reply->content_type, g_free);
	reply->status = 0;
}

/* Asks for one address until there is an answer that stays. */
static void
ask(struct http *h, const struct http_request *q, const char *url,
    struct host *host, struct http_reply *reply)
{
	for (int n = 0;; n++) {
		struct transfer t = {.http = h, .body = g_byte_array_new(),
		    .limit = q->enough ? q->enough : h->options.body_limit,
		    .enough = q->enough > 0};
		CURLcode code;
		bool again;

		wait_for_turn(host);
		code = ask_once(h, q, url, host, &t, reply);
		learn_pace(h, host, code, reply->status);
		again = n + 1 < h->options.tries && t.refused == NULL &&
		    (code == CURLE_OK ? status_may_pass(reply->status)
				      : may_pass(code));
		if (again) {
			host->next = MAX(host->next,
			    seconds_from_now(pause_before(h, n)));
			again = has_time(h, host, NULL, NULL);
		}
		packed_free(t.packed);
		if (code == CURLE_OK && !again) {
			host->silent = 0;
			reply->body = t.body;
			g_free(t.refused);   /* of one of several addresses */
			return;
		}
		g_byte_array_unref(t.body);
		if (!again) {
			bool silent = reply->status == 0 && t.refused == NULL;

			reply->outcome = silent ? HTTP_UNREACHABLE
						: HTTP_REFUSED;
			reply->trouble = in_words(code, h, &t);
			host->silent = silent ? host->silent + 1 : 0;
			g_free(t.refused);
			return;
		}
		forget_answer(reply);
	}
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
	g_autofree char *location = header_of(h->curl, "Location");
	g_autofree char *target = location ? address_resolve(url, location)
					   : NULL;
	char *to = target ? secured(h, target) : NULL;

	if (to == NULL)
		forbid(reply, HTTP_REFUSED, "redirected to \"%s\": expected an "
		    "http or https address", location ? location : "");
	return to;
}

/* --- robots.txt --------------------------------------------------------- */

/* What an answer for robots.txt means: 4xx, or redirects without end, that there
 * are no rules; 5xx that nothing may be asked for (RFC 9309, 2.3.1), nor of a
 * host that is too busy to say so (429). */
static struct robots *
rules_of(const struct http_reply *reply, const char *at)
{
	if (reply->status == 200 || reply->status == 304)
		return robots_new((const char *)reply->body->data,
		    reply->body->len, agent);
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
		if (robots->body != NULL)
			g_byte_array_unref(robots->body);
		robots->body = g_steal_pointer(&last.body);
	} else if (robots->status == 304) {
		robots->status = 404;     /* unasked for: it says nothing */
	} else if (robots->status == 200 && memory != NULL) {
		memory->keep(memory->user, at, robots);
	}
	http_reply_clear(&last);
}

/* Fetches the rules of a host, behind redirects within the allowed hosts too.
 * Returns false without an answer, with the outcome in `reply`. */
static bool
read_robots(struct http *h, const struct http_request *q, struct host *host,
    const char *url, struct http_reply *reply)
{
	g_autofree char *at = address_resolve(url, "/robots.txt");
	struct http_reply robots = {0};

	for (int hops = 0;; hops++) {
		g_autofree char *to = NULL, *name = NULL;

		ask_robots(h, at, &robots);
		if (robots.body == NULL) {
			reply->outcome = robots.outcome;
			reply->trouble = g_steal_pointer(&robots.trouble);
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
	host->robots = rules_of(&robots, at);
	host->delay = MAX(host->delay, MIN(robots_delay(host->robots),
	    LONGEST_CRAWL_DELAY));
	host->next = MAX(host->next, seconds_from_now(host->delay));
	http_reply_clear(&robots);
	return true;
}

/* --- the whole way ------------------------------------------------------ */

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
	if (host->robots == NULL && !read_robots(h, q, host, url,
	    reply))
		return false;
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
		if (!is_redirect(reply))
			break;
		if (hops == MOST_REDIRECTS) {
			forbid(reply, HTTP_REFUSED, "more than %d redirects",
			    MOST_REDIRECTS);
			return;
		}
		to = next_hop(h, reply->final_url, reply);
		if (to == NULL)
			return;
		g_free(reply->final_url);
		reply->final_url = to;
		g_byte_array_unref(g_steal_pointer(&reply->body));
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
