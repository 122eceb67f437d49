/* Shared: Names of companies: canonical form, key and parts. */
#ifndef TRANSFORM_NAME_NAME_H
#define TRANSFORM_NAME_NAME_H

#include <glib.h>
#include <stdbool.h>

#include "transform/place/place.h"

/* The rules that can change a printed name, in the order they apply. */
enum name_rule {
	NAME_COMPATIBILITY = 1 << 0,    /* NFKC: ＡＢＣ → ABC, ㈱ … */
	NAME_RADICALS = 1 << 1,         /* ⻄ → 西, ⼯ → 工 */
	NAME_SPACES = 1 << 2,           /* spaces and line breaks inside,
	                                   marks without a glyph */
	NAME_BRACKETS = 1 << 3,         /* ( ) → （ ） */
	NAME_NUMBERING = 1 << 4,        /* "12." or "3、" before it */
	NAME_FOOTNOTE = 1 << 5,         /* "*" or "＊" after it */
	NAME_LABEL = 1 << 6,            /* 企业名称： before it */
};

/* A name and what it is made of.  Keep one and use it again for every name:
 * its strings hold until the next call. */
struct name {
	GString *canonical;
	GString *key;
	unsigned rules;                 /* name_rule bits that changed something */
	/* Parts of `canonical`, "" where there is none; one that stands in
	 * several pieces (集团 in brackets) has them joined by commas. */
	GString *place, *brand, *trade, *legal_form;
	struct place where;             /* what name_place says */
	bool has_place;
	GString *scratch;               /* the module's own */
};

struct name *name_new(void);
void name_free(struct name *);

/* Canonical form and key of a printed name.  Bytes that are no UTF-8 become
 * U+FFFD. */
void name_read(struct name *, const char *printed);

/* Splits it into its parts, after name_read. */
void name_split(struct name *);

/* Whether a cell can be the name of a firm: 合计, 备注, a number, a date or a
 * place is not; 厂, 研究所, 中心, 院, 社 are. After name_read. */
bool name_is_name(const struct name *);

/* Why a printed cell (UTF-8) cannot be the name of a firm: one of event_reject_reasons,
 * or NULL where it can; *detail is what was expected then.  After name_read of
 * the same text. */
const char *name_fault(const struct name *, const char *printed,
    const char **detail);

/* Whether a name ends as the names of firms and institutions do; another one
 * may still be a firm's (ABB), where the row says so.  After name_read. */
bool name_has_form(const struct name *);

/* Whether a canonical name breaks off inside its legal form:
 * 北京某某科技有限公, 上海某某股份有… */
bool name_is_truncated(const struct name *);

/* The rules as words joined by commas, NULL for none; belongs to the module. */
const char *name_rules(const struct name *);

#endif
