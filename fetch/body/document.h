/* Hand-off: documents.tsv, one row per address at which a document was found.
 *
 * A document is a body, named by its SHA-256; its bytes lie in
 * DATA/fetch/objects/ab/abcdef….  Several addresses may name one document:
 * each has its row.  Rows are sorted by url, then parent_url, then document. */
#ifndef FETCH_BODY_DOCUMENT_H
#define FETCH_BODY_DOCUMENT_H

#include "fetch/handoff/handoff.h"

/* Every member is text as it stands in the file; NULL where nothing is known. */
struct document {
	const char *document;        /* SHA-256 of the body */
	const char *url;             /* as asked for */
	const char *final_url;       /* after redirects */
	const char *parent_url;      /* page an attachment was found on */
	const char *anchor;          /* text of the link to it; 第2页 of a further
	                                page of the article at parent_url */
	const char *source;          /* id in the catalogue; "import" else */
	const char *title;           /* of the page it is or hangs on, or given by
	                                a sidecar; so the next two */
	const char *published_on;    /* YYYY-MM-DD */
	const char *document_number; /* 文号, 工信部企业函〔2019〕153号 */
	const char *publisher;       /* department as it signs */
	const char *unit;            /* reporting unit the publisher reports for;
	                                NULL for MIIT itself */
	const char *fetched_at;      /* 2026-11-23T04:05:06Z */
	const char *http_status;     /* NULL for an import */
	const char *etag;
	const char *last_modified;
	const char *media_type;      /* by the bytes, see sniff.h */
	const char *bytes;
	const char *note;            /* what is wrong with it, if anything */
	const char *date_evidence;   /* how published_on is known: label, line,
	                                address, meta, markup, signature (page_date.h),
	                                column (the list), stated (a sidecar or
	                                the catalogue) */
};

extern const struct handoff_layout document_layout;

/* The same file, for a reader that wants no more of a row than whose it is. */
struct document_address {
	const char *document, *url, *source;
};

extern const struct handoff_layout document_address_layout;

/* objects/ab/abcdef… and DATA/fetch/objects/ab/abcdef…; the caller frees them. */
char *document_object_name(const char *sha256);
char *document_object_path(const char *sha256);

#endif
