/* What a reader is: one a format, each in its own file, registered in
 * parse/run/readers.c.
 *
 * A reader turns bytes into records and knows nothing of companies, files on
 * disk or the network.  It never ends the process and never prints: what it
 * cannot read becomes a problem record, the rest is read on. */
#ifndef PARSE_CORE_READER_H
#define PARSE_CORE_READER_H

#include "fetch/body/charset.h"
#include "records.h"

/* A document, or a member of an archive, in memory. */
struct reader_budget;

struct reader_source {
	const unsigned char *bytes;
	size_t len;
	const char *member;             /* path inside an archive, or NULL */
	const char *media_type;         /* sniffed from the bytes */
	struct charset charset;         /* where it was found already */
	unsigned depth;                 /* archives around it */
	struct reader_budget *budget;   /* of the outermost one, or NULL */

	/* Reads a member of an archive: a text record with its path, then what
	 * its reader says.  A call upwards, to the list of the readers. */
	void (*read_member)(const struct reader_source *, struct records *);

	/* Likewise of a document that stands inside another one, as a part of
	 * it. */
	void (*read_inside)(const struct reader_source *, struct records *);
};

/* What has been decompressed of an archive and those inside. */
struct reader_budget {
	size_t members, bytes;
};

struct reader {
	const char *name;               /* "xlsx", as in the document record */

	/* The charset of a text format and how it is known, before reading: a
	 * word of table.h.  NULL for binary formats, or without a name. */
	struct charset (*charset)(const struct reader_source *);

	/* Opens what its libraries open lazily and a worker no longer can, in
	 * the parent, before each such document; NULL for most. */
	void (*prepare)(void);

	/* Whether it needs no charset converter, or asks for them: XML in another
	 * encoding does (xml_wants_charsets).  To open those of all charsets is a
	 * fifth of what a start of the program costs. */
	bool without_charsets;

	/* Writes texts, tables and problems, neither document nor end. */
	void (*read)(const struct reader_source *, struct records *);
};

/* The charset of a text format; looked for once, for it takes a look at every
 * byte. */
struct charset reader_charset(const struct reader_source *);

#endif
