/* How far a document may go before its reader stops and says so with the
 * problem code "limit".  Set once from the options, before workers start; the
 * limits of the process that reads are those of worker.h. */
#ifndef PARSE_CORE_LIMITS_H
#define PARSE_CORE_LIMITS_H

enum {
	LIMITS_GRACE = 1 << 20,         /* see ratio */

	/* Bytes of records for empty cells and blank rows, for each cell with
	 * text, beyond a grace; where a document has more, a cell after as many
	 * empty ones is left out, and of blank rows in sequence this many are
	 * written. */
	LIMITS_GAPS = 256,
	LIMITS_GAPS_GRACE = 1 << 20,
	LIMITS_GAP_ROWS = 16,

	/* Bytes of records to those of the document, beyond a grace: a sheet may
	 * repeat one long text in every cell.  Of 2,600 published and crafted
	 * files the largest have 20 to 1. */
	LIMITS_RECORDS = 64,
	LIMITS_RECORDS_GRACE = 16 << 20,
};

struct limits {
	unsigned decompressed;      /* MiB that a container's members have, all
	                           together */
	unsigned ratio;         /* that to the size of the container, once it is
	                           more than LIMITS_GRACE bytes.  Excel's own
	                           sheets of many blank cells are compressed at 121
	                           to 1, but their workbooks at 69 to 1;
	                           deflated zeros at 1,032 to 1. */
	unsigned members;       /* of a container, parts of a message */
	unsigned attributes;    /* of a tag */
	unsigned depth;         /* elements within elements of XML, tables
	                           within tables of HTML */
};

extern struct limits limits;

#endif
