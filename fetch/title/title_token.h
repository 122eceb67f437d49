/* Shared: a title cut into words, numbers and places, each with its class. */
#ifndef FETCH_TITLE_TITLE_TOKEN_H
#define FETCH_TITLE_TITLE_TOKEN_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "vocabulary.h"

struct title_token {
	enum vocabulary_class class;
	const char *at;         /* in the text */
	size_t len;
	unsigned depth;         /* of brackets */
	const char *value;      /* of a word */
	unsigned number;        /* of a batch, a year */
};

enum { TITLE_TOKENS_MOST = 120 };

struct title_tokens {
	struct title_token token[TITLE_TOKENS_MOST];
	unsigned n;
	bool firm;              /* it names a firm */
	bool too_long;          /* the text has more than these */
	char *first_place;      /* the first place it names, for the caller to
	                           free; NULL */
};

/* How long the name of a place is that begins at `text`, 0 where there is none. */
typedef size_t title_place(const char *text);

/* Cuts a folded text, which must outlive the tokens; `place` may be NULL.  The
 * words in a firm's name, of who publishes and of what is excepted get the
 * neutral class. */
void title_token_read(struct title_tokens *, const char *text,
    title_place *place);

/* Whether a token is this word. */
bool title_token_is(const struct title_token *, const char *word);

/* Whether it is of this class and the vocabulary has this value for it. */
bool title_token_says(const struct title_token *, enum vocabulary_class,
    const char *value);

#endif
