#include "sniff_container.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#include "formats.h"
#include "ole_dir.h"
#include "zip_dir.h"

/* --- zip -------------------------------------------------------------- */

enum { MOST_ENTRIES = 10000 };

/* What names have been seen. */
struct zip_names {
	bool types;     /* [Content_Types].xml: an Office document */
	bool sheets, words, slides;
	bool ofd;
	bool content, manifest; /* content.xml and its list: OpenDocument */
	const char *declared;   /* by the member called mimetype */
};

/* Whether the member's name contains the word, in any case. */
static bool
contains(const struct zip_entry *e, const char *word)
{
	const char *name = (const char *)e->name;
	size_t n = strlen(word);

	for (size_t i = 0; i + n <= e->name_len; i++)
		if (g_ascii_strncasecmp(name + i, word, n) == 0)
			return true;
	return false;
}

static bool
is_name(const struct zip_entry *e, const char *word)
{
	return e->name_len == strlen(word) && contains(e, word);
}

/* Parts may lie anywhere (/xl/workbook.xml is only usual): a workbook is known
 * by a part that says workbook or worksheet in any folder. */
static void
note_name(struct zip_names *seen, const struct zip_entry *e)
{
	if (is_name(e, "[Content_Types].xml"))
		seen->types = true;
	else if (is_name(e, "OFD.xml"))
		seen->ofd = true;
	else if (is_name(e, "content.xml"))
		seen->content = true;
	else if (is_name(e, "META-INF/manifest.xml"))
		seen->manifest = true;
	else if (contains(e, "word/") || contains(e, "document.xml"))
		seen->words = true;
	else if (contains(e, "ppt/"))
		seen->slides = true;
	else if (contains(e, "xl/") || contains(e, "workbook") ||
	    contains(e, "worksheet") || contains(e, "sharedstrings"))
		seen->sheets = true;
}

/* The member called mimetype is stored as it is, and first (OpenDocument 1.2
 * part 3, 3.3; archives that were compressed again have it anywhere). */
static void
note_mimetype(struct zip_names *seen, const unsigned char *bytes, size_t len,
    uint64_t at)
{
	static const char *const declared[] = {MEDIA_ODS, MEDIA_OFD};
	struct zip_entry e;
	size_t data;

	if (!zip_dir_header(bytes, len, at, &e, &data) || e.method != 0)
		return;
	for (size_t i = 0; i < G_N_ELEMENTS(declared); i++) {
		size_t n = strlen(declared[i]);

		if (n <= len - data &&
		    memcmp(bytes + data, declared[i], n) == 0)
			seen->declared = declared[i];
	}
}

/* Names in the directory; false when there is none. */
static bool
note_directory(struct zip_names *seen, struct zip_dir *d)
{
	struct zip_entry e;
	size_t n;

	for (n = 0; n < MOST_ENTRIES && zip_dir_next(d, &e); n++) {
		note_name(seen, &e);
		if (is_name(&e, "mimetype"))
			note_mimetype(seen, d->bytes, d->len, e.at);
	}
	return n > 0;
}

/* Names in the members' headers, for a file whose end is missing. */
static void
note_headers(struct zip_names *seen, const unsigned char *bytes, size_t len)
{
	const unsigned char *p = bytes, *end = bytes + len;

	for (size_t n = 0; n < MOST_ENTRIES && p != NULL; n++) {
		size_t at = (size_t)(p - bytes), data;
		struct zip_entry e;

		if (zip_dir_header(bytes, len, at, &e, &data)) {
			note_name(seen, &e);
			if (is_name(&e, "mimetype"))
				note_mimetype(seen, bytes, len, at);
		}
		p = end - p > 4 ? memmem(p + 4, (size_t)(end - p) - 4,
		    "PK\3\4", 4) : NULL;
	}
}

const char *
sniff_container_zip(const unsigned char *bytes, size_t len)
{
	struct zip_names seen = {0};
	struct zip_dir directory;

	zip_dir_open(&directory, bytes, len);
	if (!note_directory(&seen, &directory))
		note_headers(&seen, bytes, len);
	if (seen.declared != NULL)
		return seen.declared;
	if (seen.ofd)
		return MEDIA_OFD;
	if (seen.content && seen.manifest && !seen.types)
		return MEDIA_ODS;
	/* A zip of documents may hold a folder called word or a member called
	 * workbook.xls; an Office document declares the types of its parts. */
	if (!seen.types)
		return seen.sheets && directory.state == ZIP_DIR_NO_END ?
		    MEDIA_XLSX : MEDIA_ZIP;
	if (seen.slides)
		return MEDIA_ZIP;
	return seen.words ? MEDIA_DOCX : MEDIA_XLSX;
}

/* --- OLE2 ------------------------------------------------------------- */

/* Which of the formats have a stream of this name. */
struct ole_formats {
	bool encrypted, document, workbook;
};

static bool
has_stream(const char *media_type, const char *name)
{
	g_autofree char *key = g_strdup_printf("|%s|", name);
	g_autofree char *streams = g_ascii_strdown(
	    formats_of(media_type)->streams, -1);

	return strstr(streams, key) != NULL;
}

static void
note_stream(const char *name, void *data)
{
	struct ole_formats *seen = data;

	seen->encrypted |= has_stream(MEDIA_ENCRYPTED_OOXML, name);
	seen->document |= has_stream(MEDIA_DOC, name);
	seen->workbook |= has_stream(MEDIA_XLS, name);
}

/* A document may embed a workbook; an encrypted one is nothing else. */
static const char *
best_of(struct ole_formats seen)
{
	return seen.encrypted ? MEDIA_ENCRYPTED_OOXML :
	    seen.document ? MEDIA_DOC :
	    seen.workbook ? MEDIA_XLS : NULL;
}

const char *
sniff_container_ole(const unsigned char *bytes, size_t len)
{
	struct ole_dir *o = ole_dir_open(bytes, len);
	struct ole_formats seen = {0};

	if (o == NULL)
		return MEDIA_OLE;
	ole_dir_streams(o, false, note_stream, &seen);
	if (best_of(seen) == NULL)
		ole_dir_streams(o, true, note_stream, &seen);
	ole_dir_close(o);
	return best_of(seen) != NULL ? best_of(seen) : MEDIA_OLE;
}
