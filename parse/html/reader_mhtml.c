/* Pages saved as one file (.mht, "single file web page", also under the name
 * .xls or .doc): a mail message whose parts are the page and its pictures
 * (RFC 2045, 2046, 2557).
 *
 *     MIME-Version: 1.0
 *     Content-Type: multipart/related; boundary="----=_x"
 *
 *     ------=_x                              a line for each part
 *     Content-Type: text/html; charset="gb2312"
 *     Content-Transfer-Encoding: quoted-printable
 *
 *     <table><tr><td>=BC=D7</td></tr></table>
 *     ------=_x--                            the end
 *
 * Every page among the parts is read: Excel saves a sheet a part. */
#include <string.h>

#include "fetch/body/charset.h"
#include "fetch/body/sniff.h"
#include "parse/core/limits.h"
#include "parse/core/reader.h"
#include "html_page.h"

enum {
	MOST_NESTED = 4,        /* parts that hold parts */
	MOST_BOUNDARY = 200,    /* RFC 2046 allows 70 */
};

struct message {
	struct records *out;
	unsigned parts;
	bool cut;               /* a closing boundary is missing */
	bool too_much;          /* more parts than the limits allow */
};

/* A part: its headers in lower case but for values, its body. */
struct mhtml_part {
	char *type, *encoding, *boundary, *charset;     /* NULL: not said */
	const char *body, *end;
};

/* --- headers ---------------------------------------------------------- */

/* A parameter of a header, `; charset="gb2312"`; to be freed. */
static char *
parameter(const char *value, const char *name)
{
	size_t n = strlen(name);

	for (const char *p = strchr(value, ';'); p; p = strchr(p + 1, ';')) {
		const char *q = p + 1, *close;

		while (g_ascii_isspace(*q))
			q++;
		if (g_ascii_strncasecmp(q, name, n) != 0)
			continue;
		for (q += n; g_ascii_isspace(*q); q++)
			continue;
		if (*q++ != '=')
			continue;
		while (g_ascii_isspace(*q))
			q++;
		if (*q != '"')
			return g_strndup(q, strcspn(q, "; \t\r\n"));
		close = strchr(q + 1, '"');
		return close != NULL ?
		    g_strndup(q + 1, (size_t)(close - q) - 1) : NULL;
	}
	return NULL;
}

static void
note_header(struct mhtml_part *part, const char *line)
{
	const char *colon = strchr(line, ':');
	size_t name = colon != NULL ? (size_t)(colon - line) : 0;

	if (name == 12 && g_ascii_strncasecmp(line, "content-type", 12) == 0 &&
	    part->type == NULL) {
		g_autofree char *value = g_strdup(colon + 1);

		part->boundary = parameter(value, "boundary");
		part->charset = parameter(value, "charset");
		value[strcspn(value, ";")] = '\0';
		part->type = g_ascii_strdown(g_strstrip(value), -1);
	} else if (name == 25 && part->encoding == NULL &&
	    g_ascii_strncasecmp(line, "content-transfer-encoding", 25) == 0)
		part->encoding = g_strstrip(g_ascii_strdown(colon + 1, -1));
}

/* The end of the line at p, its line end included. */
static const char *
line_end(const char *p, const char *end)
{
	const char *newline = memchr(p, '\n', (size_t)(end - p));

	return newline != NULL ? newline + 1 : end;
}

/* Reads headers up to the empty line; a line that begins with a space goes on
 * with the one before. */
static struct mhtml_part
read_headers(const char *p, const char *end)
{
	struct mhtml_part part = {.end = end};
	g_autoptr(GString) line = g_string_new(NULL);

	while (p < end) {
		const char *next = line_end(p, end);

		if (*p != ' ' && *p != '\t') {
			note_header(&part, line->str);
			g_string_truncate(line, 0);
		}
		if (*p == '\n' || *p == '\r') {
			p = next;
			break;
		}
		if (memchr(p, '\0', (size_t)(next - p)) == NULL)
			g_string_append_len(line, p, next - p);
		p = next;
	}
	note_header(&part, line->str);
	part.body = p;
	return part;
}

static void
part_free(struct mhtml_part *part)
{
	g_free(part->type);
	g_free(part->encoding);
	g_free(part->boundary);
	g_free(part->charset);
}

/* --- bodies ----------------------------------------------------------- */

/* Quoted-printable: `=BC` is a byte, `=` at the end of a line joins it with the
 * next; anything else after `=` stands for itself. */
static GString *
decode_quoted(const char *p, const char *end)
{
	GString *out = g_string_sized_new((size_t)(end - p));

	while (p < end) {
		const char *q = p + 1;

		if (*p != '=') {
			g_string_append_c(out, *p++);
			continue;
		}
		if (end - p >= 3 && g_ascii_isxdigit(p[1]) &&
		    g_ascii_isxdigit(p[2])) {
			g_string_append_c(out, (char)(
			    g_ascii_xdigit_value(p[1]) << 4 |
			    g_ascii_xdigit_value(p[2])));
			p += 3;
			continue;
		}
		while (q < end && (*q == ' ' || *q == '\t' || *q == '\r'))
			q++;
		if (q < end && *q == '\n')
			p = q + 1;
		else if (q == end)
			p = end;
		else
			g_string_append_c(out, *p++);
	}
	return out;
}

static GString *
decode_base64(const char *p, const char *end)
{
	GString *out = g_string_sized_new((size_t)(end - p));
	int state = 0;
	guint save = 0;

	out->len = g_base64_decode_step(p, (gsize)(end - p),
	    (guchar *)out->str, &state, &save);
	return out;
}

static void
read_page(struct message *message, const struct mhtml_part *part)
{
	const char *encoding = part->encoding != NULL ? part->encoding : "";
	GString *body;
	struct charset c;
	g_autofree char *owned = NULL;
	const char *text;
	size_t len, replaced;

	if (strcmp(encoding, "quoted-printable") == 0)
		body = decode_quoted(part->body, part->end);
	else if (strcmp(encoding, "base64") == 0)
		body = decode_base64(part->body, part->end);
	else
		body = g_string_new_len(part->body, part->end - part->body);
	c = charset_of((const unsigned char *)body->str, body->len,
	    part->charset);
	text = charset_text((const unsigned char *)body->str, body->len, c,
	    &len, &replaced, &owned);
	html_page_read(text, len, message->out);
	if (replaced > 0)
		records_problem(message->out, PROBLEM_CHARSET, "body",
		    "%zu characters that %s has not", replaced, c.name);
	g_string_free(body, TRUE);
}

/* --- parts ------------------------------------------------------------ */

/* Whether the line at p is the boundary's; *last for the closing one. */
static bool
is_boundary(const char *p, const char *end, const char *boundary, bool *last)
{
	size_t n = strlen(boundary);

	if ((size_t)(end - p) < n + 2 || p[0] != '-' || p[1] != '-' ||
	    memcmp(p + 2, boundary, n) != 0)
		return false;
	p += n + 2;
	*last = end - p >= 2 && p[0] == '-' && p[1] == '-';
	return *last || p == end || g_ascii_isspace(*p);
}

static void read_entity(struct message *, const char *p, const char *end,
    unsigned depth);

/* Reads the parts between the lines of a boundary. */
static void
read_parts(struct message *message, const struct mhtml_part *whole,
    unsigned depth)
{
	const char *p = whole->body, *from = NULL;
	bool last = false;

	while (p < whole->end && !last) {
		const char *next = line_end(p, whole->end);

		if (is_boundary(p, next, whole->boundary, &last)) {
			if (from != NULL)
				read_entity(message, from, p, depth + 1);
			from = next;
		}
		p = next;
	}
	if (last)
		return;
	message->cut = true;
	if (from != NULL)
		read_entity(message, from, whole->end, depth + 1);
}

static void
read_entity(struct message *message, const char *p, const char *end,
    unsigned depth)
{
	struct mhtml_part part = read_headers(p, end);

	if (message->parts++ >= limits.members || depth > MOST_NESTED)
		message->too_much = true;
	else if (part.type != NULL && part.boundary != NULL &&
	    g_str_has_prefix(part.type, "multipart/") &&
	    part.boundary[0] != '\0' && strlen(part.boundary) <= MOST_BOUNDARY)
		read_parts(message, &part, depth);
	else if (part.type != NULL && (strcmp(part.type, "text/html") == 0 ||
	    strcmp(part.type, "application/xhtml+xml") == 0))
		read_page(message, &part);
	part_free(&part);
}

static void
read_mhtml(const struct reader_source *source, struct records *out)
{
	struct message message = {.out = out};
	const char *p = (const char *)source->bytes;

	read_entity(&message, p, p + source->len, 0);
	if (message.too_much)
		records_problem(out, PROBLEM_LIMIT, "end",
		    "more than %u parts, or more than %d within each other",
		    limits.members, MOST_NESTED);
	if (message.cut)
		records_problem(out, PROBLEM_TRUNCATED, "end",
		    "part %u: expected a closing boundary after it",
		    message.parts);
}

const struct reader reader_mhtml = {
    .name = "mhtml",
    .read = read_mhtml,
};
