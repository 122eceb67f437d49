/* Shared: the one table of formats.
 *
 * One line a format: its media type, the first bytes by which the sniffer
 * knows it, the extensions by which link selection expects it, the reader of
 * parse that reads it, and the words of README and of the manual page.  A
 * format that is added here is sniffed, fetched and looked up from then on;
 * tests/formats.c fails where its reader, its words or the test of it is missing. */
#ifndef FETCH_BODY_FORMATS_H
#define FETCH_BODY_FORMATS_H

#include <stdbool.h>
#include <stddef.h>

#define MEDIA_HTML "text/html"
#define MEDIA_MHTML "multipart/related"
#define MEDIA_XLSX \
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#define MEDIA_DOCX \
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#define MEDIA_XLS "application/vnd.ms-excel"
#define MEDIA_DOC "application/msword"
#define MEDIA_ODS "application/vnd.oasis.opendocument.spreadsheet"
#define MEDIA_SPREADSHEETML "application/vnd.ms-excel+xml"  /* Excel 2003 XML */
#define MEDIA_WORD_XML "application/msword+xml"  /* 2003, Flat OPC */
#define MEDIA_RTF "application/rtf"
#define MEDIA_PDF "application/pdf"
#define MEDIA_OFD "application/ofd"
#define MEDIA_ZIP "application/zip"
#define MEDIA_RAR "application/vnd.rar"
#define MEDIA_7Z "application/x-7z-compressed"
#define MEDIA_GZIP "application/gzip"
#define MEDIA_OLE "application/x-ole-storage"   /* of no known kind */
#define MEDIA_XML "application/xml"
#define MEDIA_JSON "application/json"
#define MEDIA_CSV "text/csv"
#define MEDIA_TSV "text/tab-separated-values"
#define MEDIA_TEXT "text/plain"
#define MEDIA_IMAGE "image/unknown"
#define MEDIA_ENCRYPTED_OOXML "application/vnd.ms-office.encrypted"
#define MEDIA_EMPTY "application/x-empty"
#define MEDIA_UNKNOWN "application/octet-stream"

enum format_container { FORMAT_PLAIN, FORMAT_IN_ZIP, FORMAT_IN_OLE };

struct format_magic {
	const char *bytes;      /* NULL ends the list */
	size_t len;
};

struct format {
	const char *media_type;
	const char *reader;     /* its name in parse; NULL: none reads it */
	const char *words;      /* of README and manual; NULL where no reader */
	const char *extensions; /* lower case, each between spaces, or "" */
	enum format_container container;
	bool never_html;        /* no publisher delivers a page under its
	                           extension (offices save pages as .xls) */
	const char *streams;    /* of an OLE file's root folder: "|Book|" */
	const struct format_magic *magic;       /* or NULL */
};

/* The table; ends with a NULL media type. */
extern const struct format formats[];

/* The format of a media type; NULL where the table has none. */
const struct format *formats_of(const char *media_type);

/* The format whose first bytes the body has, or NULL. */
const struct format *formats_by_magic(const unsigned char *bytes, size_t len);

/* What the extension of an address promises. */
enum format_promise {
	FORMAT_PROMISE_NONE,            /* none, or one that nobody knows: the
	                                   bytes decide */
	FORMAT_PROMISE_DOCUMENT,        /* a file that may hold a list */
	FORMAT_PROMISE_PAGE,            /* another page */
	FORMAT_PROMISE_FURNITURE,       /* scripts, styles, pictures, sound */
};

/* `extension` is lower case without its dot, "" for none
 * (address_extension). */
enum format_promise formats_promise(const char *extension);

/* Whether an address with this extension cannot lead to a page. */
bool formats_never_html(const char *extension);

#endif
