/* A parsed document, as the notice that carries it describes it. */
#ifndef TRANSFORM_LIST_EXTRACT_FILE_H
#define TRANSFORM_LIST_EXTRACT_FILE_H

#include <stdbool.h>

struct article;
struct decisions;

struct extract_file {
	const char *document;   /* SHA-256 */
	const char *url;
	const char *source;
	const char *anchor;     /* of the link to it, NULL for the page */
	bool alone;             /* the notice has no other attachment */
	struct decisions *decisions;    /* of people, or NULL */
	const char *page;       /* SHA-256 of the notice's page */
	const struct article *article;  /* the pages that were read as this one,
	                                   or NULL */
};

#endif
