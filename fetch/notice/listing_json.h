/* The JSON that programs of listing pages answer with, turned into the
 * markup of a list, so that one reader serves all. */
#ifndef FETCH_NOTICE_LISTING_JSON_H
#define FETCH_NOTICE_LISTING_JSON_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* What stands beside the address of a line and is no text of it. */
struct listing_hit {
	char *url;             /* of the line, as printed */
	char *number;          /* 文号 as printed, or NULL */
	GPtrArray *files;      /* of struct link (page.h), addresses as printed */
	char *trouble;         /* in words, when the files cannot be read */
};

struct listing_json {
	const char *style;     /* jpaas, search, gkmlpt */
	GString *markup;       /* the lines of this page */
	GPtrArray *hits;       /* of struct listing_hit; frees them */
	size_t total;          /* 0 where not given */
	unsigned skipped;      /* lines without a title or an address */
};

/* Reads an answer; false with *trouble in words (the caller frees them) when it
 * is none that is known.  The caller frees `markup`
 * and `hits`. */
bool listing_json_read(const char *text, struct listing_json *, char **trouble);

/* Reads an answer whose members are known by their names (listing.h), of which
 * `keys` has the first five. */
bool listing_json_mapped(const char *text, char **keys, struct listing_json *,
    char **trouble);

/* How many lines the array at keys[0] has, and how many all pages have by keys[4]
 * (0 where they do not say); false with *trouble in words where there is none. */
bool listing_json_count(const char *text, char **keys, size_t *lines,
    size_t *total, char **trouble);

/* The categories in the _CONFIG of a gkmlpt shell, as addresses of its API
 * below `url`: appended to `more` (char *).  False when it cannot be read. */
bool listing_json_categories(const char *config, const char *url,
    GPtrArray *more);

#endif
