#include "sniff.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#include "fetch/base/text.h"
#include "charset.h"
#include "separated.h"
#include "sniff_container.h"
#include "zip_dir.h"

enum {
	TEXT_WINDOW = 64 * 1024,        /* bytes of a text that are looked at */
	PDF_WINDOW = 1024,              /* junk before %PDF (Adobe's readers) */
	MOST_NAME = 40,
};

/* --- by the first bytes ----------------------------------------------- */

static bool
begins(const unsigned char *bytes, size_t len, const char *magic, size_t n)
{
	return len >= n && memcmp(bytes, magic, n) == 0;
}

/* Whether a zip follows a program that would unpack it, or other bytes that a
 * server put before it: its end record leads to the header of a member. */
static bool
has_zip_after_stub(const unsigned char *bytes, size_t len)
{
	struct zip_dir directory;
	struct zip_entry entry, header;
	size_t data;

	return zip_dir_open(&directory, bytes, len) == ZIP_DIR_FOUND &&
	    directory.shift > 0 && zip_dir_next(&directory, &entry) &&
	    zip_dir_header(bytes, len, entry.at, &header, &data);
}

static const char *
sniff_binary(const unsigned char *bytes, size_t len)
{
	const struct format *format;

	if (begins(bytes, len, "PK\3\4", 4) ||
	    begins(bytes, len, "PK\5\6", 4) ||
	    begins(bytes, len, "PK00PK\3\4", 8))
		return sniff_container_zip(bytes, len);
	if (begins(bytes, len, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8))
		return sniff_container_ole(bytes, len);
	if (begins(bytes, len, "RIFF", 4) && len >= 12 &&
	    memcmp(bytes + 8, "WEBP", 4) == 0)
		return MEDIA_IMAGE;
	format = formats_by_magic(bytes, len);
	if (format != NULL)
		return format->media_type;
	return has_zip_after_stub(bytes, len) ?
	    sniff_container_zip(bytes, len) : NULL;
}

/* --- markup ----------------------------------------------------------- */

/* Element names that say a text is HTML, between spaces. */
static const char html_names[] =
    " html head title meta link base style script noscript body frameset frame"
    " iframe div span p br hr h1 h2 h3 h4 h5 h6 table caption colgroup col"
    " thead tbody tfoot tr td th ul ol li dl dt dd a b i u s em strong font"
    " center small big sub sup img form input select option textarea button"
    " label fieldset article section header footer main nav aside figure"
    " address blockquote pre code del ins q cite abbr picture video svg ";

/* A name at p: letters, digits, ":" and the like; 0 where there is none. */
static size_t
name_length(const char *p, const char *end)
{
	const char *from = p;

	if (p >= end || !g_ascii_isalpha(*p))
		return 0;
	while (p < end && (g_ascii_isalnum(*p) || *p == ':' || *p == '-' ||
	    *p == '_' || *p == '.'))
		p++;
	return (size_t)(p - from);
}

static bool
is_html_name(const char *name, size_t len)
{
	char key[MOST_NAME + 3];

	if (len == 0 || len > MOST_NAME)
		return false;
	key[0] = key[len + 1] = ' ';
	key[len + 2] = '\0';
	for (size_t i = 0; i < len; i++)
		key[i + 1] = g_ascii_tolower(name[i]);
	return strstr(html_names, key) != NULL;
}

static bool
at_word(const char *p, const char *end, const char *word)
{
	size_t n = strlen(word);

	return (size_t)(end - p) >= n && g_ascii_strncasecmp(p, word, n) == 0;
}

/* What precedes the first element. */
struct prolog {
	const char *first;      /* "<" of the first element, or NULL */
	bool xml;               /* an XML declaration */
	bool html_doctype;
};

/* Skips white space, comments, declarations and instructions. */
static struct prolog
skip_prolog(const char *p, const char *end)
{
	struct prolog prolog = {NULL, false, false};

	for (;;) {
		const char *close = ">";

		while (p < end && (g_ascii_isspace(*p) || *p == '\0'))
			p++;
		if (p >= end || *p != '<')
			return prolog;
		if (at_word(p, end, "<!--"))
			close = "-->";
		else if (at_word(p, end, "<!doctype html"))
			prolog.html_doctype = true;
		else if (at_word(p, end, "<?xml "))
			prolog.xml = true;
		else if (p + 1 >= end || (p[1] != '!' && p[1] != '?'))
			break;
		p = memmem(p, (size_t)(end - p), close, strlen(close));
		if (p == NULL)
			return prolog;
		p += strlen(close);
	}
	prolog.first = p;
	return prolog;
}

/* Whether the text has the word somewhere. */
static bool
has(const char *p, const char *end, const char *word)
{
	return memmem(p, (size_t)(end - p), word, strlen(word)) != NULL;
}

/* XML by its root: namespaces may be declared under any prefix. */
static const char *
sniff_xml(const char *p, const char *end)
{
	size_t n = name_length(p + 1, end);
	const char *name = p + 1, *colon = memchr(name, ':', n);

	if (colon != NULL) {
		n -= (size_t)(colon + 1 - name);
		name = colon + 1;
	}
	if (n == 8 && memcmp(name, "Workbook", 8) == 0 &&
	    has(name, end, "urn:schemas-microsoft-com:office:spreadsheet"))
		return MEDIA_SPREADSHEETML;
	if ((n == 12 && memcmp(name, "wordDocument", 12) == 0 &&
	    has(name, end, "http://schemas.microsoft.com/office/word/2003/")) ||
	    (n == 7 && memcmp(name, "package", 7) == 0 && has(name, end,
	    "http://schemas.microsoft.com/office/2006/xmlPackage")))
		return MEDIA_WORD_XML;
	if (n == 4 && g_ascii_strncasecmp(name, "html", 4) == 0)
		return MEDIA_HTML;
	return MEDIA_XML;
}

/* Whether a text that begins with words goes on with HTML: a fragment such as
 * `附件：<br><a href="list.xls">名单</a>`.  One tag may stand in any text. */
static bool
has_tags(const char *p, const char *end)
{
	unsigned tags = 0;

	while (tags < 2 && (p = memchr(p, '<', (size_t)(end - p))) != NULL) {
		const char *name = p + 1 + (p + 1 < end && p[1] == '/');
		size_t n = name_length(name, end);

		if (is_html_name(name, n) && name + n < end &&
		    strchr(" \t\r\n/>", name[n]) != NULL)
			tags++;
		p++;
	}
	return tags >= 2;
}

static const char *
sniff_markup(const char *p, const char *end)
{
	struct prolog prolog = skip_prolog(p, end);
	const char *first = prolog.first;

	if (prolog.html_doctype)
		return MEDIA_HTML;
	/* A page cut inside its first declaration or comment. */
	if (first == NULL)
		return prolog.xml ? MEDIA_XML :
		    at_word(p, end, "<!") ? MEDIA_HTML : NULL;
	if (prolog.xml)
		return sniff_xml(first, end);
	if (first + 1 < end && first[1] == '/')
		first++;
	if (is_html_name(first + 1, name_length(first + 1, end)))
		return MEDIA_HTML;
	if (name_length(first + 1, end) == 0)
		return NULL;
	/* `<o:p>` and the like lead a fragment; a root of its own is XML. */
	return has_tags(p, end) && !has(p, end, "xmlns=") ? MEDIA_HTML :
	    sniff_xml(first, end);
}

/* --- other text ------------------------------------------------------- */

/* A page saved with its pictures: the headers of a mail message. */
static bool
is_mhtml(const char *p, const char *end)
{
	static const char *const first[] = {"MIME-Version:", "From:",
	    "Content-Type:", "Subject:", "Date:", "Snapshot-Content-Location:"};
	g_autofree char *head = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(first); i++)
		if (at_word(p, end, first[i])) {
			head = g_ascii_strdown(p, MIN(end - p, 4096));
			return strstr(head, "multipart/related") != NULL ||
			    strstr(head, "content-type: text/html") != NULL;
		}
	return false;
}

const char *
sniff_json_call(const char *p, const char *end)
{
	const char *name = p;

	while (p < end && (g_ascii_isalnum(*p) || *p == '_' || *p == '$' ||
	    *p == '.'))
		p++;
	if (p == name || p >= end || *p != '(')
		return NULL;
	p = text_skip_space(p + 1, end);
	return p < end && (*p == '{' || *p == '[') ? p : NULL;
}

static bool
is_json(const char *p, const char *end)
{
	const char *called = sniff_json_call(p, end);
	char open;

	if (called != NULL)
		p = called;
	open = *p++;

	if (open != '{' && open != '[')
		return false;
	p = text_skip_space(p, end);
	if (p >= end)
		return false;
	return *p == '"' || *p == (open == '{' ? '}' : ']') ||
	    (open == '[' && (*p == '{' || *p == '['));
}

/* Whether what was decoded is text: no control characters to speak of. */
static bool
is_text(const char *p, const char *end)
{
	size_t controls = 0, len = (size_t)(end - p);

	for (; p < end; p++)
		controls += (unsigned char)*p < 0x20 &&
		    strchr("\t\n\r\f\v\x1a\x1b", *p) == NULL;
	return controls * 100 <= len;
}

static const char *
sniff_text(const unsigned char *bytes, size_t len)
{
	size_t window = MIN(len, TEXT_WINDOW), n, replaced;
	struct charset charset = charset_of(bytes, window, NULL);
	g_autofree char *text = charset_decode(bytes, window, charset.name, &n,
	    &replaced);
	const char *p = text, *end = text + n, *media_type;
	char separator;

	p = text_skip_space(p, end);
	if (p >= end)
		return len > 0 ? MEDIA_TEXT : MEDIA_EMPTY;
	media_type = sniff_markup(p, end);
	if (media_type != NULL)
		return media_type;
	if (is_mhtml(p, end))
		return MEDIA_MHTML;
	if (!is_text(p, end) || replaced * 10 > n)
		return MEDIA_UNKNOWN;
	if (is_json(p, end))
		return MEDIA_JSON;
	if (has_tags(p, end))
		return MEDIA_HTML;
	separator = separated_by(text, n);
	if (separator == 0)
		return MEDIA_TEXT;
	return separator == '\t' ? MEDIA_TSV : MEDIA_CSV;
}

const char *
sniff_media_type(const unsigned char *bytes, size_t len)
{
	const char *media_type;

	if (len == 0)
		return MEDIA_EMPTY;
	media_type = sniff_binary(bytes, len);
	if (media_type != NULL)
		return media_type;
	if (memmem(bytes, MIN(len, PDF_WINDOW), "%PDF-", 5) != NULL)
		return MEDIA_PDF;
	return sniff_text(bytes, len);
}
