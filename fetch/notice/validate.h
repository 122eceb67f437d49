/* Whether a body is what its address promises.  A status of 200 proves
 * nothing: these sites answer it with an error sentence of 42 bytes, with a
 * challenge page in place of a spreadsheet, with half a file. */
#ifndef FETCH_NOTICE_VALIDATE_H
#define FETCH_NOTICE_VALIDATE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "fetch/page/page.h"

struct work_server;

enum validate_promise {
	VALIDATE_PAGE,    /* an article page */
	VALIDATE_FILE,    /* an attachment */
	VALIDATE_ANY,     /* not known: its address may show */
};

/* A body and what is known of the way it came. */
struct validate_body {
	const guint8 *bytes;
	size_t len;
	const char *url;           /* NULL where unknown; relative links of a
	                              page then lead nowhere */
	enum validate_promise promise;
	bool measured;             /* its transfer had an end and reached it */
};

/* Finds out what a body is: its media type by the bytes (sniff.h), and the page
 * as `reader` reads it where it is one (else NULL; the caller frees it).  Returns why it must
 * not be believed, in words, or NULL when nothing speaks against it.  The
 * caller frees the words. */
char *validate_examine(struct work_server *reader,
    const struct validate_body *, const char **media_type,
    struct page **page);

#endif
