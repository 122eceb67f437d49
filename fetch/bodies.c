#include "bodies.h"

#include <string.h>

#include "fetch/base/program.h"
#include "fetch/body/charset.h"
#include "fetch/body/store.h"
#include "fetch/notice/listing.h"

enum {
	MOST_LOOKS = 2,          /* at an address whose body is not believed */
	SHRUNKEN = 3,            /* a body is suspect below this part of the … */
	WORTH_COMPARING = 8192,  /* … last good one, if that had these bytes */
};

static void
body_free(gpointer data)
{
	struct body *b = data;

	page_free(b->page);
	if (b->bytes != NULL)
		g_byte_array_unref(b->bytes);
	g_ptr_array_free(b->strings, TRUE);
	g_free(b);
}

struct bodies *
bodies_new(const struct catalogue *catalogue, struct http *http,
    struct ledger *ledger, struct work_server *reader)
{
	struct bodies *all = g_new0(struct bodies, 1);

	all->catalogue = catalogue;
	all->http = http;
	all->ledger = ledger;
	all->reader = reader;
	all->by_address = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
	    body_free);
	return all;
}

void
bodies_free(struct bodies *all)
{
	g_hash_table_destroy(all->by_address);
	g_free(all->trouble);
	g_free(all);
}

static const char *
own(struct body *b, char *text)
{
	if (text != NULL)
		g_ptr_array_add(b->strings, text);
	return text;
}

static char *
now(void)
{
	g_autoptr(GDateTime) time = g_date_time_new_now_utc();

	return g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ");
}

/* --- one address -------------------------------------------------------------- */

static void
set_aside(struct bodies *all, const char *url, const char *trouble)
{
	const struct document *last = ledger_find_url(all->ledger, url);

	if (last != NULL)
		program_set_aside(url, NULL, "%s; the copy of %s "
		    "stays", trouble, last->fetched_at);
	else
		program_set_aside(url, NULL, "%s", trouble);
	all->failed++;
	if (all->trouble == NULL)
		all->trouble = g_strdup(trouble);
}

/* Takes over a body that passed for good; it goes to the store with its first
 * row, so that what is only looked at leaves nothing around. */
static void
take(struct bodies *all, struct body *b, struct http_reply *reply,
    const char *media_type)
{
	char hex[DIGEST_HEX + 1];

	digest_of(reply->body->data, reply->body->len, hex);
	b->row.document = own(b, g_strdup(hex));
	b->row.final_url = own(b, g_steal_pointer(&reply->final_url));
	b->row.etag = own(b, g_steal_pointer(&reply->etag));
	b->row.last_modified = own(b, g_steal_pointer(&reply->last_modified));
	b->row.http_status = own(b, g_strdup_printf("%ld", reply->status));
	b->row.media_type = media_type;
	b->row.bytes = own(b, g_strdup_printf("%u", reply->body->len));
	b->row.fetched_at = own(b, now());
	b->bytes = g_steal_pointer(&reply->body);
	b->good = true;
	all->fetched++;
}

/* Takes over the copy that the publisher says is the present one.  Returns why
 * it is not believed any more, or NULL. */
static char *
take_last(struct bodies *all, struct body *b, const struct document *last,
    enum validate_promise promise)
{
	size_t len;
	g_autofree guint8 *bytes = store_get(last->document, &len);
	const struct validate_body body = {bytes, len, last->final_url, promise,
	    true};
	const char *media_type;
	char *trouble = validate_examine(all->reader, &body, &media_type, &b->page);

	if (trouble != NULL)
		return trouble;
	b->row = *last;
	b->row.fetched_at = own(b, now());
	if (strcmp(last->fetched_at, b->row.fetched_at) < 0)
		b->row.fetched_at = last->fetched_at;
	b->good = true;
	all->unchanged++;
	return NULL;
}

enum look {
	LOOK_GOOD,
	LOOK_DOUBTFUL,    /* it came, but must not be believed */
	LOOK_FAILED,
	LOOK_FORBIDDEN,
};

/* A list does not lose two thirds of itself overnight: a body that did is
 * suspect, and the last good copy better.  --force takes it all the same.
 * Returns the suspicion in words, or NULL. */
static char *
shrunken(const struct document *last, guint len)
{
	guint64 before = last && last->bytes
	    ? g_ascii_strtoull(last->bytes, NULL, 10) : 0;

	if (program.force || before < WORTH_COMPARING ||
	    len >= before / SHRUNKEN)
		return NULL;
	return g_strdup_printf("shrank from %" G_GUINT64_FORMAT " to %u bytes; "
	    "if that is right, take it with --force", before, len);
}

/* Asks once, with *trouble in words unless LOOK_GOOD. */
static enum look
look(struct bodies *all, struct body *b, const struct http_request *request,
    enum validate_promise promise, const struct document *last, char **trouble)
{
	struct http_reply reply;
	enum look look = LOOK_FAILED;

	g_clear_pointer(trouble, g_free);
	http_get(all->http, request, &reply);
	if (reply.outcome == HTTP_BODY) {
		const struct validate_body body = {reply.body->data,
		    reply.body->len, reply.final_url, promise, reply.measured};
		const char *media_type;

		*trouble = validate_examine(all->reader, &body, &media_type, &b->page);
		if (*trouble == NULL)
			*trouble = shrunken(last, reply.body->len);
		look = *trouble == NULL ? LOOK_GOOD : LOOK_DOUBTFUL;
		if (look == LOOK_GOOD)
			take(all, b, &reply, media_type);
		else
			g_clear_pointer(&b->page, page_free);
	} else if (reply.outcome == HTTP_UNCHANGED) {
		*trouble = take_last(all, b, last, promise);
		look = *trouble == NULL ? LOOK_GOOD : LOOK_FAILED;
	} else {
		*trouble = g_steal_pointer(&reply.trouble);
		if (reply.outcome == HTTP_FORBIDDEN)
			look = LOOK_FORBIDDEN;
	}
	http_reply_clear(&reply);
	return look;
}

/* Looks for the body at the mirrors of its host.  Their ETag and Last-Modified
 * say nothing to the host itself. */
static enum look
look_at_mirrors(struct bodies *all, struct body *b,
    const struct http_request *request, enum validate_promise promise,
    const struct document *last)
{
	enum look found = LOOK_FAILED;
	char *other;

	for (unsigned n = 0; found != LOOK_GOOD && (other = catalogue_mirror(
	    all->catalogue, request->url, n)) != NULL; n++) {
		struct http_request at_mirror = *request;
		g_autofree char *trouble = NULL;

		at_mirror.url = other;
		at_mirror.etag = at_mirror.last_modified = NULL;
		found = look(all, b, &at_mirror, promise, last, &trouble);
		b->row.etag = b->row.last_modified = NULL;
		program_note("%s: the mirror: %s", other,
		    trouble ? trouble : "there");
		g_free(other);
	}
	return found;
}

struct body *
bodies_get(struct bodies *all, const struct source *s, const char *url,
    const char *referer, enum validate_promise promise)
{
	struct body *b = g_hash_table_lookup(all->by_address, url);
	const struct document *last = ledger_find_url(all->ledger, url);
	g_autoptr(GHashTable) hosts = NULL;
	g_autofree char *trouble = NULL;
	const char *mark = strstr(url, LISTING_FORM);
	g_autofree char *address = mark == NULL ? g_strdup(url) :
	    g_strndup(url, (gsize)(mark - url));
	struct http_request request = {.url = address, .referer = referer,
	    .form = mark ? mark + strlen(LISTING_FORM) : NULL,
	    .limit = promise == VALIDATE_PAGE ? s->site->page_limit : 0};
	enum look found = LOOK_DOUBTFUL;

	if (b != NULL)
		return b;
	b = g_new0(struct body, 1);
	b->strings = g_ptr_array_new_with_free_func(g_free);
	g_hash_table_insert(all->by_address, g_strdup(url), b);
	hosts = g_hash_table_new(g_str_hash, g_str_equal);
	for (char **p = s->site->hosts; *p != NULL; p++)
		g_hash_table_add(hosts, *p);
	for (char **p = s->site->storage; promise == VALIDATE_FILE &&
	    *p != NULL; p++)
		g_hash_table_add(hosts, *p);
	request.hosts = hosts;
	if (last != NULL && !program.force && store_has(last->document)) {
		request.etag = last->etag;
		request.last_modified = last->last_modified;
	}
	all->asked++;
	for (int n = 0; n < MOST_LOOKS && found == LOOK_DOUBTFUL; n++)
		found = look(all, b, &request, promise, last, &trouble);
	if (mark == NULL && (found == LOOK_DOUBTFUL || found == LOOK_FAILED))
		found = look_at_mirrors(all, b, &request, promise, last);
	if (found != LOOK_GOOD)
		set_aside(all, url, trouble);
	return b;
}

char *
bodies_text(const struct body *b)
{
	size_t len = b->bytes != NULL ? b->bytes->len : 0;
	g_autofree guint8 *stored = b->bytes == NULL ?
	    store_get(b->row.document, &len) : NULL;
	const guint8 *bytes = b->bytes != NULL ? b->bytes->data : stored;
	struct charset charset;

	if (bytes == NULL)
		return NULL;
	charset = charset_of(bytes, len, NULL);
	return charset_decode(bytes, len, charset.name, NULL, NULL);
}
