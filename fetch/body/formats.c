#include "formats.h"

#include <glib.h>
#include <string.h>

#define MAGIC(...) (const struct format_magic[]){__VA_ARGS__, {NULL, 0}}

const struct format formats[] = {
    {MEDIA_HTML, "html", "web pages",
	.extensions = " html htm shtml shtm xhtml "},
    {MEDIA_MHTML, "mhtml", "MHTML",
	.extensions = " mht mhtml "},
    {MEDIA_XLSX, "xlsx", ".xlsx",
	.extensions = " xlsx xlsm xltx xltm xlsb et ett ",
	.container = FORMAT_IN_ZIP},
    /* A BIFF stream without a container: BOF of Excel 2, 3, 4 and of files
     * that other programs write as Excel 5 (record, then its length). */
    {MEDIA_XLS, "xls", ".xls and .et",
	.extensions = " xls xlt et ett ",
	.container = FORMAT_IN_OLE, .streams = "|Workbook|Book|",
	.magic = MAGIC({"\x09\x00\x04\x00", 4}, {"\x09\x02\x06\x00", 4},
	    {"\x09\x04\x06\x00", 4}, {"\x09\x08\x04\x00", 4},
	    {"\x09\x08\x08\x00", 4}, {"\x09\x08\x10\x00", 4})},
    {MEDIA_SPREADSHEETML, "spreadsheetml", "Excel's XML",
	.extensions = " xml xls "},
    {MEDIA_ODS, "ods", ".ods",
	.extensions = " ods ots odt ott ",
	.container = FORMAT_IN_ZIP},
    {MEDIA_DOCX, "docx", ".docx",
	.extensions = " docx docm dotx dotm ",
	.container = FORMAT_IN_ZIP},
    {MEDIA_WORD_XML, "docx", "Word's XML",
	.extensions = " xml doc "},
    {MEDIA_DOC, "doc", ".doc and .wps",
	.extensions = " doc dot wps wpt ",
	.container = FORMAT_IN_OLE, .streams = "|WordDocument|"},
    {MEDIA_RTF, "rtf", "RTF",
	.extensions = " rtf doc ",
	.magic = MAGIC({"{\\rtf", 5})},
    {MEDIA_PDF, "pdf", ".pdf",
	.extensions = " pdf ", .never_html = true,
	.magic = MAGIC({"%PDF-", 5})},
    {MEDIA_OFD, "ofd", ".ofd",
	.extensions = " ofd ", .never_html = true,
	.container = FORMAT_IN_ZIP},
    {MEDIA_CSV, "csv", ".csv",
	.extensions = " csv "},
    {MEDIA_TSV, "csv", ".csv",
	.extensions = " tsv tab "},
    {MEDIA_JSON, "json", "JSON",
	.extensions = " json "},
    {MEDIA_TEXT, "text", "plain text",
	.extensions = " txt text prn "},
    {MEDIA_ZIP, "archive", ".zip",
	.extensions = " zip ", .never_html = true,
	.container = FORMAT_IN_ZIP},
    {MEDIA_RAR, "archive", ".rar",
	.extensions = " rar ", .never_html = true,
	.magic = MAGIC({"Rar!\x1a\x07\x00", 7}, {"Rar!\x1a\x07\x01\x00", 8})},
    {MEDIA_7Z, "archive", ".7z",
	.extensions = " 7z ", .never_html = true,
	.magic = MAGIC({"7z\xbc\xaf\x27\x1c", 6})},

    /* Known and not read.  Publishers hang lists up in some of them; they are
     * fetched all the same, so that the refusal names the file. */
    {MEDIA_ENCRYPTED_OOXML, NULL, NULL,
	.extensions = "",
	.container = FORMAT_IN_OLE,
	.streams = "|EncryptedPackage|"},
    {MEDIA_OLE, NULL, NULL,
	.extensions = " ppt pps ceb ",
	.container = FORMAT_IN_OLE},
    {MEDIA_GZIP, NULL, NULL,
	.extensions = " gz tgz ",
	.magic = MAGIC({"\x1f\x8b\x08", 3})},
    {MEDIA_XML, NULL, NULL,
	.extensions = ""},
    {MEDIA_UNKNOWN, NULL, NULL,
	.extensions = " pptx ppsx slk dif dbf wk1 tar bz2 xz "},
    {MEDIA_EMPTY, NULL, NULL,
	.extensions = ""},
    {MEDIA_IMAGE, NULL, NULL,
	.extensions = "",
	.magic = MAGIC({"\x89PNG\r\n\x1a\n", 8}, {"\xff\xd8\xff", 3},
	    {"GIF87a", 6}, {"GIF89a", 6}, {"BM", 2}, {"II*\0", 4},
	    {"MM\0*", 4})},
    {.media_type = NULL},
};

/* What pages are made of and shown with. */
static const char furniture[] = " js mjs css map jpg jpeg png gif bmp tif"
    " tiff webp svg ico swf mp3 mp4 m4a m4v wav wma wmv avi flv mov webm woff"
    " woff2 ttf eot ";

static bool
names(const char *extensions, const char *extension)
{
	g_autofree char *key = g_strdup_printf(" %s ", extension);

	return strstr(extensions, key) != NULL;
}

const struct format *
formats_of(const char *media_type)
{
	for (const struct format *f = formats; f->media_type != NULL; f++)
		if (strcmp(f->media_type, media_type) == 0)
			return f;
	return NULL;
}

/* A bitmap also says how long it is: a text may begin with BM. */
static bool
is_bitmap(const unsigned char *b, size_t len)
{
	return len > 14 && b[6] == 0 && b[7] == 0 && b[8] == 0 && b[9] == 0;
}

const struct format *
formats_by_magic(const unsigned char *bytes, size_t len)
{
	for (const struct format *f = formats; f->media_type != NULL; f++)
		for (const struct format_magic *m = f->magic;
		    m != NULL && m->bytes != NULL; m++)
			if (len >= m->len &&
			    memcmp(bytes, m->bytes, m->len) == 0 &&
			    (bytes[0] != 'B' || is_bitmap(bytes, len)))
				return f;
	return NULL;
}

enum format_promise
formats_promise(const char *extension)
{
	if (*extension == '\0' || strchr(extension, ' ') != NULL)
		return FORMAT_PROMISE_NONE;
	if (names(formats[0].extensions, extension))
		return FORMAT_PROMISE_PAGE;
	for (const struct format *f = formats; f->media_type != NULL; f++)
		if (names(f->extensions, extension))
			return FORMAT_PROMISE_DOCUMENT;
	return names(furniture, extension) ? FORMAT_PROMISE_FURNITURE :
	    FORMAT_PROMISE_NONE;
}

bool
formats_never_html(const char *extension)
{
	for (const struct format *f = formats; f->media_type != NULL; f++)
		if (f->never_html && *extension != '\0' &&
		    names(f->extensions, extension))
			return true;
	return false;
}
