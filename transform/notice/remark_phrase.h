/* Turns of phrase in remarks that are known as a whole, where their words apart are
 * not.  Texts are folded, and clauses or what is left of one. */
#ifndef TRANSFORM_NOTICE_REMARK_PHRASE_H
#define TRANSFORM_NOTICE_REMARK_PHRASE_H

#include <stdbool.h>

/* Whether a clause is a figure of those that the measures have thresholds for, of which more
 * or less is wanted: 国内市场占有率超过30%, 资产负债率低于50%.  Source: 优质中小企业梯度培育管理暂行办法
 * (工信部企业〔2022〕63号), annex 3. */
bool remark_phrase_is_figure(const char *clause);

/* Whether what follows a move is a part of a place that is not named: 至高新区, 到本市新址; *within
 * becomes whether it is said to be in the firm's own. */
bool remark_phrase_is_nearby(const char *rest, bool *within);

/* Whether a clause has another firm hold the title or apply for it: 由其母公司持有资格, 以集团
 * 名义申报. */
bool remark_phrase_has_holder(const char *clause);

/* Whether a question is about a thing that a firm has or not, by what the thing is called:
 * 取得排污许可证, 建立研发机构; not 取得认定资格, 获得支持. */
bool remark_phrase_is_possession(const char *asked);

/* Whether a whole remark says no more than that somebody looked and found it so: 已核实, 信息已
 * 核对无误.  After words of something else it may be that which was found. */
bool remark_phrase_is_verified(const char *remark);

/* Whether a whole remark says that its firm is in publicity: 公示中, 正在公示. */
bool remark_phrase_is_publicity(const char *remark);

/* The year in which a whole remark says that a term ends, 0 for none: 2027年到期, 有效期2024年8
 * 月届满. */
unsigned remark_phrase_term(const char *remark);

#endif
