/* Names that are nearly one: which pairs of them a person shall look at.
 *
 *   legal form      某某有限公司, 某某有限责任公司, 某某厂; or one without any:
 *                   某某设计院, 某某设计院有限公司.  Forms are those of
 *                   legal_forms.tsv, the longest that ends a name counts.
 *   place prefix    北京某某有限公司, 某某有限公司
 *   one character   one more, less or another: 锐尔, 悦尔
 *
 * A pattern that more than SIMILAR_NAMES_MOST names fill (北京?华科技有限公司) says
 * nothing and gives no pair.  The time is linear in the number of names. */
#ifndef TRANSFORM_FIRM_SIMILAR_NAMES_H
#define TRANSFORM_FIRM_SIMILAR_NAMES_H

#include <glib.h>

#include "transform/words/interner.h"

enum { SIMILAR_NAMES_MOST = 32 };

enum similarity {
	SIMILAR_NAMES_LEGAL_FORM,
	SIMILAR_NAMES_PLACE_PREFIX,
	SIMILAR_NAMES_ONE_CHARACTER,
};

/* Takes a pair, in no particular order; one may come more than once. */
typedef void similar_names_found(guint32 a, guint32 b, enum similarity,
    void *data);

/* Finds the pairs among name keys. */
void similar_names_find(const struct interner *keys, similar_names_found *,
    void *data);

/* Where two names that differ in one character differ: both are moved there. */
void similar_names_character(const char **a, const char **b);

/* The legal form that ends a name, "" for none; points into it. */
const char *similar_names_legal_form(const char *key);

#endif
