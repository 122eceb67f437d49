#include "transfer.h"

#include <curl/curl.h>
#include <string.h>
#include <sys/socket.h>

#include "fetch/base/program.h"
#include "fetch/body/content_encoding.h"
#include "address.h"
#include "decoding.h"
#include "proxy.h"
#include "tls_policy.h"

enum {
	CONNECT_SECONDS = 15,
	SLOWEST_RATE = 100,      /* bytes a second … */
	SLOWEST_SECONDS = 30,    /* … over so long: given up */
	FRAMING = 1 << 20,       /* bytes around a body that are borne, and */
	FRAMING_RATE = 8,        /* for each of its own: a chunk of one has six */
};

struct transfer {
	const struct http_options *options;
	struct work_server *workers;
	CURL *curl;
	struct curl_slist *connect_to;
	char *user_agent;
	unsigned requests;
	guint64 bytes;
};

/* What one request needs while its answer arrives. */
struct arrival {
	struct transfer *from;
	const struct transfer_request *request;
	GByteArray *body;
	bool begun;              /* the first bytes of the body are there */
	char *coding;            /* how it is compressed, or NULL */
	bool strange;            /* in a way that is not known */
	bool too_long;
	enum decoding_end decoded;
	char *trouble;           /* of decompressing, in words */
	guint64 received;        /* bytes of the body, as they were sent */
	guint64 framed;          /* the same with the heads of its chunks and what
	                            follows the last */
	char *refused;           /* a private address, in words */
	const char *proxy;       /* NULL: none */
	char error[CURL_ERROR_SIZE];
};

struct transfer *
transfer_new(const struct http_options *options, struct work_server *workers,
    const char *agent)
{
	struct transfer *f = g_new0(struct transfer, 1);

	if ((f->curl = curl_easy_init()) == NULL)
		program_fail("libcurl does not start");
	/* Some gates hand out a cookie and ask for it at once; kept in memory
	 * for this run.  A cookie for no host starts that: the customary
	 * CURLOPT_COOKIEFILE leaks its name whenever the handle is reset. */
	curl_easy_setopt(f->curl, CURLOPT_COOKIELIST,
	    "Set-Cookie: none=1; domain=none.invalid; path=/");
	f->options = options;
	f->workers = workers;
	for (char **c = options->connect_to; c != NULL && *c != NULL; c++)
		f->connect_to = curl_slist_append(f->connect_to, *c);
	f->user_agent = g_strdup_printf("Mozilla/5.0 (compatible; %s/%s%s%s)",
	    agent, program_version(), options->contact ? "; +" : "",
	    options->contact ? options->contact : "");
	return f;
}

void
transfer_free(struct transfer *f)
{
	if (f == NULL)
		return;
	curl_easy_cleanup(f->curl);
	curl_slist_free_all(f->connect_to);
	g_free(f->user_agent);
	g_free(f);
}

unsigned
transfer_requests(const struct transfer *f)
{
	return f->requests;
}

guint64
transfer_bytes(const struct transfer *f)
{
	return f->bytes;
}

/* --- while the answer arrives -------------------------------------------- */

/* A header of the last answer, or NULL where it is absent or empty; one in
 * several copies counts by its last.  Bytes that are not UTF-8 are replaced: it
 * becomes a field of a file. */
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

/* Counts bytes as they arrive: CURLOPT_MAXFILESIZE_LARGE would not stop a chunked
 * body. */
static size_t
take_bytes(char *bytes, size_t size, size_t n, void *user)
{
	struct arrival *t = user;
	gint64 room = t->request->limit - (gint64)t->body->len;

	n *= size;
	t->from->bytes += n;
	t->received += n;
	if (!t->begun) {
		t->begun = true;
		t->coding = header_of(t->from->curl, "Content-Encoding");
		t->strange = !content_encoding_is_known(t->coding);
		if (content_encoding_is_none(t->coding))
			g_clear_pointer(&t->coding, g_free);
	}
	if (t->strange)
		return 0;
	t->too_long = (gint64)n > room;
	g_byte_array_append(t->body, (guint8 *)bytes,
	    (guint)MIN((gint64)n, room));
	return t->too_long ? 0 : n;
}

static int
count_framed(CURL *curl, curl_infotype type, char *bytes, size_t n, void *user)
{
	struct arrival *t = user;

	(void)curl, (void)bytes;
	if (type == CURLINFO_DATA_IN)
		t->framed += n;
	return 0;
}

static bool
is_mostly_framing(const struct arrival *t)
{
	return t->framed > FRAMING_RATE * t->received + FRAMING;
}

/* Ends a body that is all chunk extensions or trailers: libcurl bounds these by
 * time alone. */
static int
watch_framing(void *user, curl_off_t total, curl_off_t now, curl_off_t up_total,
    curl_off_t up_now)
{
	(void)total, (void)now, (void)up_total, (void)up_now;
	return is_mostly_framing(user);
}

/* Has the whole body, or as much of it as is wanted, decompressed. */
static void
decode(struct arrival *t)
{
	GByteArray *plain;

	t->decoded = decoding_ask(t->from->workers, t->coding, t->body->data,
	    t->body->len, t->request->limit, &plain, &t->trouble);
	if (plain == NULL)
		return;
	g_byte_array_unref(t->body);
	t->body = plain;
	t->too_long |= t->decoded == DECODING_LIMIT;
}

/* Sees the address that the host's name, or any spelling of a number, led to,
 * before anything is sent to it. */
static curl_socket_t
open_socket(void *user, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct arrival *t = user;

	(void)purpose;
	/* By a proxy it is the proxy's, which may well be one's own. */
	if (t->proxy == NULL && !t->from->options->allow_private &&
	    address_is_private(&address->addr)) {
		g_free(t->refused);
		t->refused = g_strdup("its host leads to an address that is "
		    "not on the public Internet");
		return CURL_SOCKET_BAD;
	}
	return socket(address->family, address->socktype | SOCK_CLOEXEC,
	    address->protocol);
}

/* --- the request ------------------------------------------------------------ */

static void
set_up(struct transfer *f, struct arrival *t, const struct transfer_request *q)
{
	CURL *c = f->curl;

	curl_easy_reset(c);
	curl_easy_setopt(c, CURLOPT_URL, q->url);
	curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(c, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(c, CURLOPT_PROXY, t->proxy ? t->proxy : "");
	curl_easy_setopt(c, CURLOPT_NOPROXY, "");
	curl_easy_setopt(c, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
	curl_easy_setopt(c, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(c, CURLOPT_USERAGENT, f->user_agent);
	curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
	curl_easy_setopt(c, CURLOPT_HTTP_CONTENT_DECODING, 0L);
	curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
	curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, (long)SLOWEST_RATE);
	curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, (long)SLOWEST_SECONDS);
	curl_easy_setopt(c, CURLOPT_TIMEOUT, (long)q->seconds);
	curl_easy_setopt(c, CURLOPT_MAXFILESIZE_LARGE,
	    (curl_off_t)(q->enough ? 0 : q->limit));
	curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, t);
	curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take_bytes);
	curl_easy_setopt(c, CURLOPT_WRITEDATA, t);
	curl_easy_setopt(c, CURLOPT_DEBUGFUNCTION, count_framed);
	curl_easy_setopt(c, CURLOPT_DEBUGDATA, t);
	curl_easy_setopt(c, CURLOPT_VERBOSE, 1L);
	curl_easy_setopt(c, CURLOPT_XFERINFOFUNCTION, watch_framing);
	curl_easy_setopt(c, CURLOPT_XFERINFODATA, t);
	curl_easy_setopt(c, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(c, CURLOPT_ERRORBUFFER, t->error);
	if (f->connect_to != NULL)
		curl_easy_setopt(c, CURLOPT_CONNECT_TO, f->connect_to);
	tls_policy_apply(c, q->relaxed);
	if (f->options->cacert != NULL) {
		curl_easy_setopt(c, CURLOPT_CAINFO, f->options->cacert);
		curl_easy_setopt(c, CURLOPT_CAPATH, NULL);
		curl_easy_setopt(c, CURLOPT_PROXY_CAINFO,
		    f->options->cacert);
	}
}

/* The headers that make it conditional, or NULL; the caller frees them. */
static struct curl_slist *
conditions(const struct http_request *q)
{
	const struct {
		const char *name, *value;
	} headers[] = {{"If-None-Match", q->etag},
	    {"If-Modified-Since", q->last_modified}};
	struct curl_slist *list = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(headers); i++) {
		g_autofree char *line = g_strdup_printf("%s: %s",
		    headers[i].name, headers[i].value);

		if (headers[i].value != NULL)
			list = curl_slist_append(list, line);
	}
	return list;
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

/* What libcurl says of the answer, and what it does not. */
static CURLcode
judge(CURLcode code, struct arrival *t)
{
	bool enough = t->too_long && t->request->enough;

	if (code == CURLE_WRITE_ERROR && t->strange)
		return CURLE_BAD_CONTENT_ENCODING;
	if (code == CURLE_WRITE_ERROR && enough)
		code = CURLE_OK;
	if (code == CURLE_OK && t->coding != NULL)
		decode(t);
	if (code == CURLE_OK && (t->decoded == DECODING_DAMAGED ||
	    t->decoded == DECODING_FAILED))
		return CURLE_BAD_CONTENT_ENCODING;
	if (code == CURLE_OK && t->decoded == DECODING_CUT && !enough)
		return CURLE_PARTIAL_FILE;
	if (code == CURLE_OK && t->too_long && !t->request->enough)
		return CURLE_FILESIZE_EXCEEDED;
	if (code == CURLE_OK && lengths_differ(t->from->curl, t->error))
		return CURLE_WEIRD_SERVER_REPLY;
	return code;
}

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

static char *
in_words(CURLcode code, const struct arrival *t)
{
	if (t->refused != NULL)
		return g_strdup(t->refused);
	if (t->too_long || code == CURLE_FILESIZE_EXCEEDED)
		return g_strdup_printf("larger than the limit of %" G_GINT64_FORMAT
		    " bytes", t->request->limit);
	if (code == CURLE_OPERATION_TIMEDOUT)
		return g_strdup_printf("too slow: not there after %d s, or "
		    "below %d bytes/s", t->request->seconds, SLOWEST_RATE);
	if (code == CURLE_PARTIAL_FILE)
		return g_strdup("truncated: the connection ended within the body");
	if (is_mostly_framing(t))
		return g_strdup_printf("its body is all framing: %"
		    G_GUINT64_FORMAT " bytes around %" G_GUINT64_FORMAT,
		    t->framed - t->received, t->received);
	if (t->trouble != NULL)
		return g_strdup_printf("its compressed body: %s", t->trouble);
	if (code == CURLE_BAD_CONTENT_ENCODING)
		return g_strdup(t->strange ? "compressed in a way that was not "
		    "asked for: expected gzip or deflate"
		    : "its compressed body is damaged");
	/* What libcurl makes of a line beyond its limit. */
	if (code == CURLE_OUT_OF_MEMORY)
		return g_strdup("a line of its head is longer than 100 KiB");
	/* libcurl's own words say more: "certificate has expired". */
	return g_utf8_make_valid(*t->error ? t->error :
	    curl_easy_strerror(code), -1);
}

/* Takes over what the head of the answer says. */
static void
read_head(CURL *c, const struct arrival *t, struct http_reply *reply)
{
	g_autofree char *coding = header_of(c, "Transfer-Encoding");
	struct curl_header *cookie;
	curl_off_t declared = -1;

	curl_easy_getinfo(c, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &declared);
	reply->measured = declared >= 0 || coding != NULL || t->coding != NULL;
	reply->etag = header_of(c, "ETag");
	reply->last_modified = header_of(c, "Last-Modified");
	reply->content_type = header_of(c, "Content-Type");
	reply->location = header_of(c, "Location");
	reply->cookie = curl_easy_header(c, "Set-Cookie", 0, CURLH_HEADER, -1,
	    &cookie) == CURLHE_OK;
}

struct transfer_result
transfer_ask(struct transfer *f, const struct transfer_request *q,
    struct http_reply *reply)
{
	struct arrival t = {.from = f, .request = q,
	    .body = g_byte_array_new()};
	struct curl_slist *headers = conditions(q->from);
	struct transfer_result result = {0};
	curl_off_t asked = 0;
	CURLcode code;

	t.proxy = proxy_of(f->options->proxy, q->url);
	if (t.proxy != NULL && !f->options->allow_private &&
	    proxy_refuses(q->url)) {
		reply->trouble = g_strdup("its host is not on the public "
		    "Internet, and no proxy is asked for it");
		g_byte_array_unref(t.body);
		curl_slist_free_all(headers);
		result.refused = true;
		return result;
	}
	set_up(f, &t, q);
	curl_easy_setopt(f->curl, CURLOPT_REFERER, q->from->referer);
	curl_easy_setopt(f->curl, CURLOPT_HTTPHEADER, headers);
	if (q->from->form != NULL)
		curl_easy_setopt(f->curl, CURLOPT_COPYPOSTFIELDS,
		    q->from->form);
	f->requests++;
	code = judge(curl_easy_perform(f->curl), &t);
	curl_easy_setopt(f->curl, CURLOPT_ERRORBUFFER, NULL);
	curl_easy_setopt(f->curl, CURLOPT_VERBOSE, 0L);
	curl_slist_free_all(headers);
	curl_easy_getinfo(f->curl, CURLINFO_RESPONSE_CODE, &reply->status);
	curl_easy_getinfo(f->curl, CURLINFO_STARTTRANSFER_TIME,
	    &result.first_byte);
	curl_easy_getinfo(f->curl, CURLINFO_RETRY_AFTER, &asked);
	result.retry_after = asked;
	result.whole = code == CURLE_OK;
	result.refused = t.refused != NULL && !result.whole;
	result.may_pass = may_pass(code) && !result.refused;
	result.slow = code == CURLE_OPERATION_TIMEDOUT;
	if (result.whole) {
		read_head(f->curl, &t, reply);
		reply->body = t.body;
	} else {
		reply->trouble = in_words(code, &t);
		g_byte_array_unref(t.body);
	}
	g_free(t.coding);
	g_free(t.trouble);
	g_free(t.refused);
	return result;
}
