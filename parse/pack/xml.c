#include "xml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <string.h>

#include "parse/core/append.h"
#include "parse/core/limits.h"

/* Bytes that are decompressed at once: inflate takes the last 258 of what it is asked for
 * code by code, which of the 4,000 that libxml2 asks for is a fifteenth. */
enum { BLOCK = 16000 };

struct parse {
	const struct xml_handler *handler;
	void *data;
	xmlParserCtxtPtr parser;
	struct container_stream *stream;        /* or bytes */
	unsigned char *block;                   /* decompressed, of a stream */
	const unsigned char *start, *bytes;     /* all and the rest of it, or of
	                                           the block */
	size_t left;
	bool refused;                           /* for its document type */

	/* Where in a tag the bytes read so far end, see is_crowded. */
	enum { OUTSIDE, OPENED, INSIDE } where;
	char quote;                             /* of the open value, or NUL */
	unsigned attributes;                    /* of that tag so far */
	bool crowded;                           /* they are too many */
};

int
xml_names_find(struct xml_names *names, const char *name,
    struct xml_name *place)
{
	const struct xml_name *known = names->known;

	while (known->name != NULL && strcmp(known->name, name) != 0)
		known++;
	*place = (struct xml_name){name,
	    known->name != NULL ? known->number : 0};
	return place->number;
}

/* libxml2 leaves an ampersand in a value escaped where it does not expand
 * entities. */
void
xml_value_copy(GString *to, const char *value, size_t len)
{
	append_after(to, 0);
	append_bytes(to, value, len);
	if (memchr(value, '&', len) != NULL)
		g_string_replace(to, "&#38;", "&", 0);
}

char *
xml_attribute_copy(const struct xml_attributes *attributes, const char *name)
{
	size_t len;
	const char *value = xml_attribute(attributes, name, &len);
	GString *copy;

	if (value == NULL)
		return NULL;
	if (memchr(value, '&', len) == NULL)
		return g_strndup(value, len);
	copy = g_string_new(NULL);
	xml_value_copy(copy, value, len);
	return g_string_free(copy, FALSE);
}

bool
xml_attribute_is(const struct xml_attributes *attributes, const char *name,
    const char *value)
{
	size_t len;
	const char *found = xml_attribute(attributes, name, &len);

	return found != NULL && len == strlen(value) &&
	    memcmp(found, value, len) == 0;
}

bool
xml_attribute_true(const struct xml_attributes *attributes, const char *name)
{
	return xml_attribute_is(attributes, name, "1") ||
	    xml_attribute_is(attributes, name, "true") ||
	    xml_attribute_is(attributes, name, "on");
}

bool
xml_attribute_off(const struct xml_attributes *attributes, const char *name)
{
	return xml_attribute_is(attributes, name, "0") ||
	    xml_attribute_is(attributes, name, "false") ||
	    xml_attribute_is(attributes, name, "off");
}

unsigned
xml_number(const char *value, size_t len, unsigned missing)
{
	unsigned n = 0;

	if (value == NULL || len == 0 || len > 9)
		return missing;
	for (size_t i = 0; i < len; i++) {
		if (!g_ascii_isdigit(value[i]))
			return missing;
		n = n * 10 + (unsigned)(value[i] - '0');
	}
	return n;
}

unsigned
xml_attribute_number(const struct xml_attributes *attributes,
    const char *name, unsigned missing)
{
	size_t len = 0;
	const char *value = xml_attribute(attributes, name, &len);

	return xml_number(value, len, missing);
}

/* --- events ----------------------------------------------------------- */

static void
on_start(void *data, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri, int n_namespaces, const xmlChar **namespaces,
    int n_attributes, int n_defaulted, const xmlChar **attributes)
{
	struct parse *p = data;
	struct xml_attributes a = {attributes, n_attributes};

	(void)prefix, (void)uri, (void)n_namespaces, (void)namespaces;
	(void)n_defaulted;
	p->handler->start(p->data, (const char *)name, &a);
}

static void
on_end(void *data, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri)
{
	struct parse *p = data;

	(void)prefix, (void)uri;
	p->handler->end(p->data, (const char *)name);
}

static void
on_text(void *data, const xmlChar *text, int len)
{
	struct parse *p = data;

	p->handler->text(p->data, (const char *)text, (size_t)len);
}

static void
on_document_type(void *data, const xmlChar *name, const xmlChar *public_id,
    const xmlChar *system_id)
{
	struct parse *p = data;

	(void)name, (void)public_id, (void)system_id;
	p->refused = true;
	xmlStopParser(p->parser);
}

/* The parser keeps its last error; nothing is printed. */
static void
on_error(void *data, xmlErrorPtr error)
{
	(void)data, (void)error;
}

void (*xml_wants_charsets)(void);

/* libxml2 notes what the declaration says unless that is UTF-8 or UTF-16. */
static void
see_encoding(const struct parse *p)
{
	const xmlParserInput *input = p->parser->input;

	if (p->stream != NULL && xml_wants_charsets != NULL &&
	    input != NULL && input->encoding != NULL)
		xml_wants_charsets();
}

static void
on_document(void *data)
{
	see_encoding(data);
}

static xmlSAXHandler sax = {
    .initialized = XML_SAX2_MAGIC,
    .startDocument = on_document,
    .startElementNs = on_start,
    .endElementNs = on_end,
    .characters = on_text,
    .cdataBlock = on_text,
    .ignorableWhitespace = on_text,
    .internalSubset = on_document_type,
    .serror = on_error,
};

/* --- reading ---------------------------------------------------------- */

/* Counts the attributes of tags, by their "=", up to the end or with `one` that of
 * the tag that is open; returns where. */
static const char *
count_attributes(struct parse *p, const char *at, const char *end, bool one)
{
	for (; at < end && !p->crowded; at++) {
		if (p->where == OUTSIDE && one)
			break;
		if (p->where == OUTSIDE) {
			at = memchr(at, '<', (size_t)(end - at));
			if (at == NULL)
				break;
			p->where = OPENED;
			p->attributes = 0;
		} else if (p->where == OPENED && *at != '\0') {
			p->where = strchr("!?/", *at) != NULL ? OUTSIDE :
			    INSIDE;
		} else if (p->quote != '\0') {
			if (*at == p->quote)
				p->quote = '\0';
		} else if (*at == '"' || *at == '\'') {
			p->quote = *at;
		} else if (*at == '>') {
			p->where = OUTSIDE;
		} else if (*at == '=') {
			p->crowded = ++p->attributes > limits.attributes;
		}
	}
	return at;
}

/* Whether some tag has too many attributes.  They are counted before the parser
 * sees them: it compares each with each.  No tag that lies within bytes too few
 * for so many attributes (a="") needs to be looked at, only the one that was open
 * before them and the one that they leave open. */
static bool
is_crowded(struct parse *p, const char *at, size_t len)
{
	enum { LEAST_ATTRIBUTE = 4 };
	const char *end = at + len, *last;

	if (len / LEAST_ATTRIBUTE <= limits.attributes) {
		at = count_attributes(p, at, end, true);
		last = at < end ? memrchr(at, '<', (size_t)(end - at)) : NULL;
		at = last != NULL ? last : end;
	}
	count_attributes(p, at, end, false);
	return p->crowded;
}

static int
on_read(void *data, char *buffer, int size)
{
	struct parse *p = data;
	size_t n;

	if (p->stream != NULL && p->left == 0) {
		p->bytes = p->block;
		p->left = container_stream_read(p->stream, p->block, BLOCK);
	}
	n = MIN(p->left, (size_t)size);
	memcpy(buffer, p->bytes, n);
	p->bytes += n;
	p->left -= n;
	return is_crowded(p, buffer, n) ? -1 : (int)n;
}

static bool
is_too_deep(const xmlError *error)
{
	return error != NULL && error->message != NULL &&
	    strstr(error->message, "Excessive depth") != NULL;
}

/* "line 7: Opening and ending tag mismatch" */
static char *
describe(const xmlError *error)
{
	char *text;

	if (is_too_deep(error))
		return g_strdup_printf(
		    "line %d: elements within elements, deeper than %u",
		    error->line, limits.depth);
	text = g_strdup_printf("line %d: %s", error->line,
	    error->message != NULL ? error->message : "not well-formed");
	g_strchomp(text);
	return g_strdelimit(text, "\n", ' ');
}

/* Whether a document in memory ends within an element or a tag.  A member of
 * a container is whole or has a trouble of its own. */
static bool
is_cut(const struct parse *p, const xmlError *error)
{
	const unsigned char *end;

	if (p->stream != NULL)
		return false;
	end = p->bytes + p->left;
	while (end > p->start && (end[-1] == '\0' || g_ascii_isspace(end[-1])))
		end--;
	return end == p->start || end[-1] != '>' || (error != NULL &&
	    (error->code == XML_ERR_TAG_NOT_FINISHED ||
	    error->code == XML_ERR_DOCUMENT_END));
}

static bool
run(struct parse *p, struct container_trouble *trouble)
{
	const xmlError *error;
	bool whole;

	/* It refuses an element inside more others than this. */
	xmlParserMaxDepth = limits.depth - 1;
	p->parser = xmlCreateIOParserCtxt(&sax, p, on_read, NULL, p,
	    p->stream == NULL ? XML_CHAR_ENCODING_UTF8 :
	    XML_CHAR_ENCODING_NONE);
	if (p->parser == NULL) {
		trouble->problem = PROBLEM_EMPTY;
		trouble->why = g_strdup("no XML in it");
		return false;
	}
	xmlCtxtUseOptions(p->parser, XML_PARSE_NONET | XML_PARSE_COMPACT |
	    (p->stream == NULL ? XML_PARSE_IGNORE_ENC : 0));
	xmlParseDocument(p->parser);
	see_encoding(p);        /* it stops before the beginning at one unknown */
	error = xmlCtxtGetLastError(p->parser);
	whole = p->parser->wellFormed && !p->refused && !p->crowded;
	if (p->refused) {
		trouble->problem = PROBLEM_DAMAGED;
		trouble->why = g_strdup(
		    "it has a document type, which no office file needs");
	} else if (p->crowded) {
		trouble->problem = PROBLEM_LIMIT;
		trouble->why = g_strdup_printf(
		    "a tag with more than %u attributes", limits.attributes);
	} else if (!whole && trouble->why == NULL) {
		trouble->problem = is_too_deep(error) ? PROBLEM_LIMIT :
		    is_cut(p, error) ? PROBLEM_TRUNCATED : PROBLEM_DAMAGED;
		trouble->why = error != NULL ? describe(error) :
		    g_strdup("not well-formed");
	}
	if (p->parser->myDoc != NULL)
		xmlFreeDoc(p->parser->myDoc);
	xmlFreeParserCtxt(p->parser);
	return whole;
}

bool
xml_read_member(struct container *container,
    const struct container_member *member, const struct xml_handler *handler,
    void *data, struct container_trouble *trouble)
{
	unsigned char block[BLOCK];
	struct parse p = {.handler = handler, .data = data, .block = block,
	    .stream = container_stream_open(container, member)};
	const struct container_trouble *unpacking;
	struct container_trouble own = {0};
	bool whole = run(&p, &own);

	unpacking = container_stream_trouble(p.stream);
	if (unpacking != NULL) {
		container_trouble_clear(&own);
		own.problem = unpacking->problem;
		own.why = g_strdup(unpacking->why);
		whole = false;
	}
	container_stream_close(p.stream);
	if (!whole && trouble->why == NULL)
		*trouble = own;
	else
		container_trouble_clear(&own);
	return whole;
}

bool
xml_read_text(const char *text, size_t len,
    const struct xml_handler *handler, void *data,
    struct container_trouble *trouble)
{
	const unsigned char *bytes = (const unsigned char *)text;
	struct parse p = {.handler = handler, .data = data, .start = bytes,
	    .bytes = bytes, .left = len};

	return run(&p, trouble);
}
