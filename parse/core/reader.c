#include "reader.h"

#include <string.h>

#include "fetch/base/digest.h"
#include "fetch/body/sniff.h"
#include "parse/pack/ole.h"

extern const struct reader reader_archive;
extern const struct reader reader_csv;
extern const struct reader reader_doc;
extern const struct reader reader_docx;
extern const struct reader reader_html;
extern const struct reader reader_mhtml;
extern const struct reader reader_ods;
extern const struct reader reader_ofd;
extern const struct reader reader_pdf;
extern const struct reader reader_rtf;
extern const struct reader reader_spreadsheetml;
extern const struct reader reader_xls;
extern const struct reader reader_text;
extern const struct reader reader_xlsx;

/* The formats that are read: one line each. */
static const struct reader *const readers[] = {
    &reader_archive,
    &reader_csv,
    &reader_doc,
    &reader_docx,
    &reader_html,
    &reader_mhtml,
    &reader_ods,
    &reader_ofd,
    &reader_pdf,
    &reader_rtf,
    &reader_spreadsheetml,
    &reader_xls,
    &reader_text,
    &reader_xlsx,
    NULL,
};

const struct reader *
reader_for(const char *media_type)
{
	for (size_t i = 0; readers[i] != NULL; i++)
		for (const char *const *m = readers[i]->media_types; *m; m++)
			if (strcmp(*m, media_type) == 0)
				return readers[i];
	return NULL;
}

const char *
reader_folder(const unsigned char *bytes, size_t len)
{
	static const char *const types[] = {MEDIA_PDF, MEDIA_ZIP, MEDIA_RAR,
	    MEDIA_7Z, NULL};

	return g_strv_contains(types, sniff_media_type(bytes, len)) ?
	    "/usr/share/poppler" : NULL;
}

/* Whether the directory of a compound file, which tells what it is, may be
 * missing because the file was cut. */
static bool
is_cut_ole(const struct reader_source *source)
{
	const char *error;
	struct ole *o = ole_open(source->bytes, source->len, &error);
	bool cut = o == NULL || ole_needs(o) > source->len;

	ole_close(o);
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

/* What a reader says, or why there is none. */
static void
read_source(const struct reader_source *source, const struct reader *reader,
    struct records *out)
{
	size_t before = records_count(out);

	if (reader == NULL)
		refuse(source, out);
	else
		reader->read(source, out);
	if (records_count(out) == before)
		records_problem(out, PROBLEM_NO_TABLE, "",
		    "neither a table nor text in it");
}

void
reader_read_member(const struct reader_source *source, struct records *out)
{
	records_text(out, TABLE_ROLE_MEMBER, source->member,
	    strlen(source->member));
	read_source(source, reader_for(source->media_type), out);
}

void
reader_read(const unsigned char *bytes, size_t len, struct records *out)
{
	const char *media_type = sniff_media_type(bytes, len);
	const struct reader *reader = reader_for(media_type);
	const struct reader_source source = {.bytes = bytes, .len = len,
	    .media_type = media_type};
	const char *charset = NULL, *evidence = NULL;
	char sha256[DIGEST_HEX + 1];

	digest_of(bytes, len, sha256);
	if (reader != NULL && reader->charset != NULL)
		charset = reader->charset(&source, &evidence);
	records_document(out, sha256, media_type, charset,
	    reader != NULL ? reader->name : NULL, evidence);
	read_source(&source, reader, out);
	records_end(out);
}
