/* Hand-off: what a body is, by its bytes alone.  Neither its name nor its
 * Content-Type counts: departments send HTML named .xls and error pages for
 * attachments. */
#ifndef FETCH_BODY_SNIFF_H
#define FETCH_BODY_SNIFF_H

#include <stddef.h>

/* The media types told apart.  Text formats are told by their markup in any
 * charset; zip and OLE2 containers by what they hold. */
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

/* One of the above.  Reads at most the whole body, never beyond `len`. */
const char *sniff_media_type(const unsigned char *bytes, size_t len);

#endif
