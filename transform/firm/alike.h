/* Names that are nearly one: which pairs of them a person shall look at.
 *
 *   legal form      某某有限公司, 某某有限责任公司, 某某厂; or one without any:
 *                   某某设计院, 某某设计院有限公司.  Forms are those of
 *                   legal_forms.tsv, the longest that ends a name counts.
 *   place prefix    北京某某有限公司, 某某有限公司
 *   one character   one more, less or another: 锐尔, 悦尔
 *
 * A pattern that more than ALIKE_MOST names fill (北京?华科技有限公司) says
 * nothing and gives no pair.  The time is linear in the number of names. */
#ifndef TRANSFORM_ALIKE_H
#define TRANSFORM_ALIKE_H

#include <glib.h>

#include "transform/words/interner.h"

enum { ALIKE_MOST = 32 };

enum alike {
	ALIKE_LEGAL_FORM,
	ALIKE_PLACE_PREFIX,
	ALIKE_ONE_CHARACTER,
};

/* Takes a pair, in no particular order; one may come more than once. */
typedef void alike_found(guint32 a, guint32 b, enum alike, void *data);

/* Finds the pairs among name keys. */
void alike_find(const struct interner *keys, alike_found *, void *data);

/* Where two names that differ in one character differ: both are moved there. */
void alike_character(const char **a, const char **b);

/* The legal form that ends a name, "" for none; points into it. */
const char *alike_legal_form(const char *key);

#endif
