/* How far a document may go before its reader stops and says so with the
 * problem code "limit".  Set once from the options, before workers start; the
 * limits of the process that reads are those of worker.h. */
#ifndef PARSE_CORE_LIMITS_H
#define PARSE_CORE_LIMITS_H

enum { LIMITS_GRACE = 1 << 20 };        /* see ratio */

struct limits {
	unsigned unpacked;      /* MiB that a container's members have, all
	                           together */
	unsigned ratio;         /* that to the size of the container, once it is
	                           more than LIMITS_GRACE bytes.  Excel's own
	                           sheets of many blank cells are packed at 121
	                           to 1, but their workbooks at 69 to 1;
	                           deflated zeros at 1,032 to 1. */
	unsigned members;       /* of a container, parts of a message */
	unsigned attributes;    /* of a tag */
	unsigned depth;         /* elements within elements of XML, tables
	                           within tables of HTML */
};

extern struct limits limits;

#endif
