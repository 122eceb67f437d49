#include "sniff_container.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "sniff.h"

static uint32_t
little16(const unsigned char *p)
{
	return p[0] | (uint32_t)p[1] << 8;
}

static uint32_t
little32(const unsigned char *p)
{
	return little16(p) | little16(p + 2) << 16;
}

/* --- zip -------------------------------------------------------------- */

enum {
	ZIP_LOCAL = 30,         /* bytes of a local header before its name */
	ZIP_CENTRAL = 46,       /* of an entry of the central directory */
	ZIP_END = 22,           /* of the end record, before its comment */
	ZIP_MOST_COMMENT = 65535,
	ZIP_MOST_ENTRIES = 10000,
};

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
contains(const char *name, size_t len, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i + n <= len; i++)
		if (g_ascii_strncasecmp(name + i, word, n) == 0)
			return true;
	return false;
}

static bool
is_name(const char *name, size_t len, const char *word)
{
	return len == strlen(word) && contains(name, len, word);
}

/* Parts may lie anywhere (/xl/workbook.xml is only usual): a workbook is known
 * by a part that says workbook or worksheet in any folder. */
static void
note_name(struct zip_names *seen, const char *name, size_t len)
{
	if (is_name(name, len, "[Content_Types].xml"))
		seen->types = true;
	else if (is_name(name, len, "OFD.xml"))
		seen->ofd = true;
	else if (is_name(name, len, "content.xml"))
		seen->content = true;
	else if (is_name(name, len, "META-INF/manifest.xml"))
		seen->manifest = true;
	else if (contains(name, len, "word/") ||
	    contains(name, len, "document.xml"))
		seen->words = true;
	else if (contains(name, len, "ppt/"))
		seen->slides = true;
	else if (contains(name, len, "xl/") ||
	    contains(name, len, "workbook") ||
	    contains(name, len, "worksheet") ||
	    contains(name, len, "sharedstrings"))
		seen->sheets = true;
}

/* The member called mimetype is stored as it is, and first (OpenDocument 1.2
 * part 3, 3.3; archives packed anew have it anywhere).  `at` is its local
 * header. */
static void
note_mimetype(struct zip_names *seen, const unsigned char *bytes, size_t len,
    size_t at)
{
	static const struct {
		const char *says, *media_type;
	} declared[] = {
	    {"application/vnd.oasis.opendocument.spreadsheet", MEDIA_ODS},
	    {"application/ofd", MEDIA_OFD},
	};
	const unsigned char *p;
	size_t skip;

	if (at >= len || len - at < ZIP_LOCAL)
		return;
	p = bytes + at;
	skip = ZIP_LOCAL + little16(p + 26) + little16(p + 28);
	if (little16(p + 8) != 0 || len - at < skip)
		return;
	for (size_t i = 0; i < G_N_ELEMENTS(declared); i++) {
		size_t n = strlen(declared[i].says);

		if (n <= len - at - skip &&
		    memcmp(p + skip, declared[i].says, n) == 0)
			seen->declared = declared[i].media_type;
	}
}

/* The end record, searched from the end; NULL when it is missing. */
static const unsigned char *
find_end_record(const unsigned char *bytes, size_t len)
{
	size_t back = MIN(len, ZIP_END + ZIP_MOST_COMMENT);

	for (size_t n = ZIP_END; n <= back; n++)
		if (memcmp(bytes + len - n, "PK\5\6", 4) == 0)
			return bytes + len - n;
	return NULL;
}

/* Names in the central directory; false when there is none. */
static bool
note_central(struct zip_names *seen, const unsigned char *bytes, size_t len)
{
	const unsigned char *end = find_end_record(bytes, len);
	size_t at, n;

	if (end == NULL)
		return false;
	at = little32(end + 16);
	for (n = 0; n < ZIP_MOST_ENTRIES && at < len &&
	    len - at >= ZIP_CENTRAL; n++) {
		const unsigned char *p = bytes + at;
		size_t name = little16(p + 28);

		if (memcmp(p, "PK\1\2", 4) != 0 ||
		    name > len - at - ZIP_CENTRAL)
			break;
		note_name(seen, (const char *)p + ZIP_CENTRAL, name);
		if (is_name((const char *)p + ZIP_CENTRAL, name, "mimetype"))
			note_mimetype(seen, bytes, len, little32(p + 42));
		at += ZIP_CENTRAL + name + little16(p + 30) + little16(p + 32);
	}
	return n > 0;
}

/* Names in the local headers, for a file whose end is missing. */
static void
note_local(struct zip_names *seen, const unsigned char *bytes, size_t len)
{
	const unsigned char *p = bytes, *end = bytes + len;

	for (size_t n = 0; n < ZIP_MOST_ENTRIES && end - p >= ZIP_LOCAL; n++) {
		size_t name = little16(p + 26);

		if (name <= (size_t)(end - p) - ZIP_LOCAL) {
			const char *text = (const char *)p + ZIP_LOCAL;

			note_name(seen, text, name);
			if (is_name(text, name, "mimetype"))
				note_mimetype(seen, bytes, len,
				    (size_t)(p - bytes));
		}
		p = memmem(p + 4, (size_t)(end - p) - 4, "PK\3\4", 4);
		if (p == NULL)
			return;
	}
}

const char *
sniff_container_zip(const unsigned char *bytes, size_t len)
{
	struct zip_names seen = {0};

	if (!note_central(&seen, bytes, len))
		note_local(&seen, bytes, len);
	if (seen.declared != NULL)
		return seen.declared;
	if (seen.ofd)
		return MEDIA_OFD;
	if (seen.content && seen.manifest && !seen.types)
		return MEDIA_ODS;
	/* A zip of documents may hold a folder called word or a member called
	 * workbook.xls; an Office document declares the types of its parts. */
	if (!seen.types)
		return seen.sheets && find_end_record(bytes, len) == NULL ?
		    MEDIA_XLSX : MEDIA_ZIP;
	if (seen.slides)
		return MEDIA_ZIP;
	return seen.words ? MEDIA_DOCX : MEDIA_XLSX;
}

/* --- OLE2 ------------------------------------------------------------- */

enum {
	OLE_HEADER = 512,
	OLE_ENTRY = 128,
	OLE_STREAM = 2,                 /* type of an entry */
	OLE_HEADER_DIFAT = 109,         /* FAT sectors named in the header */
	OLE_MOST_SECTORS = 4096,        /* of the directory, and of the DIFAT */
};

#define OLE_LAST UINT32_C(0xfffffffa)   /* this and above: no sector */

struct ole {
	const unsigned char *bytes;
	size_t len;
	unsigned shift;                 /* a sector has 1 << shift bytes */
};

/* A sector, or NULL where the file has none: sector 0 follows the header,
 * which takes a sector of its own. */
static const unsigned char *
ole_sector(const struct ole *o, uint32_t n)
{
	uint64_t at = ((uint64_t)n + 1) << o->shift;

	if (n >= OLE_LAST || at + (UINT64_C(1) << o->shift) > o->len)
		return NULL;
	return o->bytes + at;
}

/* The sector that holds part `n` of the allocation table. */
static const unsigned char *
ole_table(const struct ole *o, uint32_t n)
{
	const uint32_t each = (UINT32_C(1) << (o->shift - 2)) - 1;
	uint32_t next = little32(o->bytes + 68);
	const unsigned char *s;

	if (n < OLE_HEADER_DIFAT)
		return ole_sector(o, little32(o->bytes + 76 + 4 * n));
	n -= OLE_HEADER_DIFAT;
	for (unsigned steps = 0; steps < OLE_MOST_SECTORS; steps++, n -= each) {
		s = ole_sector(o, next);
		if (s == NULL)
			return NULL;
		if (n < each)
			return ole_sector(o, little32(s + 4 * n));
		next = little32(s + 4 * each);
	}
	return NULL;
}

static uint32_t
ole_next(const struct ole *o, uint32_t sector)
{
	const uint32_t each = UINT32_C(1) << (o->shift - 2);
	const unsigned char *table = ole_table(o, sector / each);

	return table != NULL ? little32(table + 4 * (sector % each)) : OLE_LAST;
}

/* Streams that tell what a file is; of two the earlier line counts: a document
 * may embed a workbook, an encrypted one is nothing else. */
static const struct {
	const char *stream, *media_type;
} streams[] = {
    {"EncryptedPackage", MEDIA_ENCRYPTED_OOXML},
    {"WordDocument", MEDIA_DOC},
    {"Workbook", MEDIA_XLS},
    {"Book", MEDIA_XLS},
};

/* Position in the table of the stream that a directory entry names, or the
 * table's size. */
static size_t
ole_known_stream(const unsigned char *entry)
{
	size_t len = little16(entry + 64), i, k;

	for (i = 0; i < G_N_ELEMENTS(streams); i++) {
		const char *name = streams[i].stream;

		if (entry[66] != OLE_STREAM || len != 2 * (strlen(name) + 1))
			continue;
		for (k = 0; name[k] != '\0'; k++)
			if (entry[2 * k + 1] != 0 ||
			    g_ascii_tolower(entry[2 * k]) !=
			    g_ascii_tolower(name[k]))
				break;
		if (name[k] == '\0')
			break;
	}
	return i;
}

/* The entries of the directory, as far as its chain leads. */
static GByteArray *
ole_directory(const struct ole *o)
{
	GByteArray *entries = g_byte_array_new();
	uint32_t sector = little32(o->bytes + 48);

	for (unsigned n = 0; n < OLE_MOST_SECTORS; n++) {
		const unsigned char *s = ole_sector(o, sector);

		if (s == NULL)
			break;
		g_byte_array_append(entries, s, 1u << o->shift);
		sector = ole_next(o, sector);
	}
	return entries;
}

/* The best stream among the members of the root, which form a tree: left,
 * right and child at 68, 72 and 76 of an entry.  Embedded objects lie
 * deeper. */
static size_t
ole_best_of_root(const GByteArray *directory)
{
	const size_t n = directory->len / OLE_ENTRY;
	g_autofree bool *seen = g_new0(bool, n + 1);
	g_autofree uint32_t *pending = g_new(uint32_t, 2 * n + 1);
	size_t best = G_N_ELEMENTS(streams), waiting = 0;

	if (n > 0)
		pending[waiting++] = little32(directory->data + 76);
	while (waiting > 0) {
		uint32_t i = pending[--waiting];
		const unsigned char *entry;

		if (i >= n || seen[i])
			continue;
		seen[i] = true;
		entry = directory->data + i * OLE_ENTRY;
		best = MIN(best, ole_known_stream(entry));
		pending[waiting++] = little32(entry + 68);
		pending[waiting++] = little32(entry + 72);
	}
	return best;
}

const char *
sniff_container_ole(const unsigned char *bytes, size_t len)
{
	struct ole o = {bytes, len, 9};
	GByteArray *directory;
	size_t best;

	if (len < OLE_HEADER)
		return MEDIA_OLE;
	if (little16(bytes + 30) == 12)
		o.shift = 12;
	directory = ole_directory(&o);
	best = ole_best_of_root(directory);
	/* Where the tree is broken, whatever the directory has. */
	for (size_t at = 0; best == G_N_ELEMENTS(streams) &&
	    at < directory->len; at += OLE_ENTRY)
		best = ole_known_stream(directory->data + at);
	g_byte_array_free(directory, TRUE);
	return best < G_N_ELEMENTS(streams) ? streams[best].media_type :
	    MEDIA_OLE;
}
