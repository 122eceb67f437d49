/* Shared: the title of a notice, of a list, of a sheet or of a link, read by a
 * grammar.  fetch selects notices by it, transform reads lists by it.
 *
 *     关于江苏省第七批专精特新“小巨人”企业和2025年专精特新“小巨人”复核通过企业名单的
 *     公示
 *
 * says two phrases: small_giant, batch 7, a designation; small_giant, year 2025,
 * a review passed; both in publicity.
 *
 * vocabulary.tsv holds the words, each with its class; rules.tsv the sequences of
 * acts (拟 + 复核 + 通过) that mean something.  A word that the vocabulary does not
 * have, and a sequence that no rule has, make the reading unclear: what is not
 * known is never guessed. */
#ifndef FETCH_TITLE_TITLE_H
#define FETCH_TITLE_TITLE_H

#include <glib.h>
#include <stdbool.h>

#include "title_phrase.h"
#include "title_token.h"

enum title_stage {
	TITLE_NO_STAGE,         /* not stated */
	TITLE_PUBLICITY,        /* 公示, 拟认定 */
	TITLE_FINAL,            /* 公布, 通告 */
};

/* Why a title announces no list of firms; 0 where it may. */
enum title_genre {
	TITLE_LIST,
	TITLE_CALL,             /* 关于组织申报…的通知 */
	TITLE_RULES,            /* 办法, 方案 */
	TITLE_EXPLAINS,         /* 解读, 一图读懂 */
	TITLE_MONEY,            /* 奖补, 资金 */
	TITLE_FORM,             /* 申请表 */
	TITLE_NEWS,             /* 喜报, 新增 */
};

struct title {
	char *text;             /* folded, without numbering and file ending */
	struct title_phrase phrases[TITLE_MOST];
	unsigned n_phrases;
	enum title_stage stage;
	const char *stage_word;
	enum title_genre genre;
	char *genre_word;
	enum title_genre beside;        /* of a word in the title of a list that
	                                   is published: 奖补资金…名单的公示 */
	char *left_over;        /* words nobody knows, joined by "、"; NULL */
	char *first_place;      /* the first place it names; NULL */
	unsigned ordinal;       /* of 附件2, 2.; 0 */
	bool lists;             /* 名单, 公示 … */
	bool speaks;            /* of a programme, batch, act or list */
	bool giants;            /* names small giants, not only in passing */
	bool negates;           /* has a negation or an act against a title */
	bool odd_firms;         /* ends in firms of which nobody knows which:
	                           二、被劝停企业 */
	bool cut;               /* ends in "..." */
	bool ministry;          /* names the ministry: 转发工业和信息化部关于… */
};

/* Reads a text; `place` may be NULL.  Never NULL; freed by title_free. */
struct title *title_read(const char *text, title_place *place);
void title_free(struct title *);

#endif
