#include "readers.h"

#include <stdbool.h>
#include <string.h>

#include "fetch/body/formats.h"
#include "fetch/body/ole_dir.h"
#include "fetch/body/sniff.h"
#include "parse/pack/office_crypt.h"
#include "parse/pack/ole.h"

extern const struct reader reader_archive;
extern const struct reader reader_csv;
extern const struct reader reader_doc;
extern const struct reader reader_docx;
extern const struct reader reader_html;
extern const struct reader reader_json;
extern const struct reader reader_mhtml;
extern const struct reader reader_ods;
extern const struct reader reader_ofd;
extern const struct reader reader_pdf;
extern const struct reader reader_rtf;
extern const struct reader reader_spreadsheetml;
extern const struct reader reader_text;
extern const struct reader reader_xls;
extern const struct reader reader_xlsx;

const struct reader *const readers_all[] = {
    &reader_archive,
    &reader_csv,
    &reader_doc,
    &reader_docx,
    &reader_html,
    &reader_json,
    &reader_mhtml,
    &reader_ods,
    &reader_ofd,
    &reader_pdf,
    &reader_rtf,
    &reader_spreadsheetml,
    &reader_text,
    &reader_xls,
    &reader_xlsx,
    NULL,
};

const struct reader *
readers_for(const char *media_type)
{
	const struct format *format = formats_of(media_type);

	if (format == NULL || format->reader == NULL)
		return NULL;
	for (size_t i = 0; readers_all[i] != NULL; i++)
		if (strcmp(readers_all[i]->name, format->reader) == 0)
			return readers_all[i];
	return NULL;
}

void
readers_prepare_all(void)
{
	for (size_t i = 0; readers_all[i] != NULL; i++)
		if (readers_all[i]->prepare != NULL)
			readers_all[i]->prepare();
}

/* Whether the document is one text in one charset; a .docx that is may hold others
 * (altChunk). */
static bool
is_text(const struct reader *reader)
{
	return reader != NULL && reader->charset != NULL &&
	    reader != &reader_docx;
}

/* Whether the document may be a compound file, or one may stand in it; encrypted
 * packages, which are such files, have no reader. */
static bool
may_hold_ole(const struct reader *reader)
{
	return reader == NULL || reader == &reader_archive ||
	    reader == &reader_doc || reader == &reader_docx ||
	    reader == &reader_xls;
}

const char *
readers_prepare(const unsigned char *bytes, size_t len)
{
	const struct reader *reader = readers_for(sniff_media_type(bytes, len));

	if (is_text(reader))
		charset_prepare_for(bytes, len);
	else if (reader == NULL || !reader->without_charsets)
		charset_prepare();
	if (may_hold_ole(reader))
		ole_prepare();
	if (reader == &reader_archive)
		readers_prepare_all();
	else if (reader != NULL && reader->prepare != NULL)
		reader->prepare();
	return reader == &reader_pdf || reader == &reader_archive ?
	    "/usr/share/poppler" : NULL;
}

/* Whether the directory of a compound file, which says what it is, may be
 * missing because the file was cut. */
static bool
is_cut_ole(const struct reader_source *source)
{
	struct ole_dir *o = ole_dir_open(source->bytes, source->len);
	bool cut = o == NULL || ole_dir_needs(o) > source->len;

	ole_dir_close(o);
	return cut;
}

/* Why there is no reader for a body. */
static void
refuse(const struct reader_source *source, struct records *out)
{
	const char *media_type = source->media_type;

	if (strcmp(media_type, MEDIA_EMPTY) == 0)
		records_problem(out, PROBLEM_EMPTY, "",
		    "no bytes: expected a document");
	else if (strcmp(media_type, MEDIA_ENCRYPTED_OOXML) == 0)
		records_problem(out, PROBLEM_ENCRYPTED, "",
		    "an encrypted office document: expected an open one");
	else if (strcmp(media_type, MEDIA_OLE) == 0 && is_cut_ole(source))
		records_problem(out, PROBLEM_TRUNCATED, "",
		    "the end of an office document is missing");
	else
		records_problem(out, PROBLEM_UNSUPPORTED, "",
		    "%s: no reader for this format", media_type);
}

/* Puts what an encrypted package holds in its place, where it opens without a
 * password of its own; the bytes are the caller's. */
static GByteArray *
decrypt(struct reader_source *source)
{
	GByteArray *package;

	if (strcmp(source->media_type, MEDIA_ENCRYPTED_OOXML) != 0)
		return NULL;
	package = office_crypt_open(source->bytes, source->len);
	if (package == NULL)
		return NULL;
	source->bytes = package->data;
	source->len = package->len;
	source->media_type = sniff_media_type(package->data, package->len);
	return package;
}

/* Whether a reader, or that of a member, has to be prepared. */
static bool
needs_preparing(const struct reader *reader)
{
	return reader->prepare != NULL || reader == &reader_archive;
}

/* Reads what a reader says, or why there is none.  Unprepared are a document's
 * parts and what an encrypted package holds: of those, PDF, OFD, .xls and archives are
 * not read. */
static void
read_source(const struct reader_source *source, const struct reader *reader,
    bool prepared, struct records *out)
{
	size_t before = records_count(out);

	if (reader == NULL)
		refuse(source, out);
	else if (!prepared && needs_preparing(reader))
		records_problem(out, PROBLEM_UNSUPPORTED, "", "%s within a "
		    "document: expected a web page, RTF, .docx or .xlsx",
		    source->media_type);
	else
		reader->read(source, out);
	if (records_count(out) == before)
		records_problem(out, PROBLEM_NO_TABLE, "",
		    "neither a table nor text in it");
}

/* Reads what stands within another document, once it is open; in a charset of
 * its own, whatever that one is in. */
static void
read_opened(const struct reader_source *source, bool prepared,
    struct records *out)
{
	struct reader_source opened = *source;
	GByteArray *package = decrypt(&opened);

	opened.charset = (struct charset){NULL, NULL, false};
	read_source(&opened, readers_for(opened.media_type), prepared, out);
	if (package != NULL)
		g_byte_array_unref(package);
}

/* Reads a part of a document. */
static void
read_inside(const struct reader_source *part, struct records *out)
{
	read_opened(part, false, out);
}

/* Reads a member of an archive: a text record with its path, then what its
 * reader says. */
static void
read_member(const struct reader_source *member, struct records *out)
{
	records_text(out, TABLE_ROLE_MEMBER, member->member,
	    strlen(member->member));
	read_opened(member, true, out);
}

void
readers_read(const unsigned char *bytes, size_t len, const char *sha256,
    struct records *out)
{
	const char *media_type = sniff_media_type(bytes, len);
	struct reader_source source = {.bytes = bytes, .len = len,
	    .media_type = media_type, .read_member = read_member,
	    .read_inside = read_inside};
	GByteArray *package = decrypt(&source);
	const struct reader *reader = readers_for(source.media_type);

	if (reader != NULL && reader->charset != NULL)
		source.charset = reader->charset(&source);
	records_document(out, sha256, media_type, source.charset.name,
	    reader != NULL ? reader->name : NULL, source.charset.evidence);
	read_source(&source, reader, package == NULL, out);
	records_end(out);
	if (package != NULL)
		g_byte_array_unref(package);
}
