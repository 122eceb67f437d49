/* The readers: one a format, each in its own file, registered in one table.
 *
 * A reader turns bytes into records and knows nothing of companies, files on
 * disk or the network.  It never ends the process and never prints: what it
 * cannot read becomes a problem record, the rest is read on. */
#ifndef PARSE_CORE_READER_H
#define PARSE_CORE_READER_H

#include "records.h"

/* A document, or a member of an archive, in memory. */
struct reader_budget;

struct reader_source {
	const unsigned char *bytes;
	size_t len;
	const char *member;             /* path inside an archive, or NULL */
	const char *media_type;         /* sniffed from the bytes */
	unsigned depth;                 /* archives around it */
	struct reader_budget *budget;   /* of the outermost one, or NULL */
};

/* What has been unpacked of an archive and those inside. */
struct reader_budget {
	size_t members, bytes;
};

struct reader {
	const char *name;               /* "xlsx", as in the document record */
	const char *const *media_types; /* ends with NULL */

	/* The charset of a text format and how it is known, before reading;
	 * NULL for binary formats.  *evidence is a word of table.h. */
	const char *(*charset)(const struct reader_source *, const char **evidence);

	/* Writes texts, tables and problems, neither document nor end. */
	void (*read)(const struct reader_source *, struct records *);
};

/* The reader of a media type, or NULL. */
const struct reader *reader_for(const char *media_type);

/* The folder whose files the reader of a document may have to open while it
 * reads, for sandbox_enter: NULL but for PDF, whose fonts name character maps
 * (GBK-EUC-H …) that poppler opens when it meets them, and for archives, which
 * may hold a PDF. */
const char *reader_folder(const unsigned char *bytes, size_t len);

/* Reads one document completely: the document record, what its reader says, a
 * problem where there is no reader or nothing was found, the end record. */
void reader_read(const unsigned char *bytes, size_t len, struct records *);

/* Reads a member of an archive: a text record with its path, then what its
 * reader says. */
void reader_read_member(const struct reader_source *, struct records *);

#endif
