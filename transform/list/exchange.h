/* The stock exchanges' lists of companies: which rows are listings, delistings and
 * changes of names, by the columns of the list.
 *
 *     板块 | 公司全称 | 英文名称 | A股代码 | A股上市日期 | 所属行业       listed
 *     证券代码 | 证券简称 | 上市日期 | 终止上市日期                      delisted
 *     变更日期 | 证券代码 | 变更前全称 | 变更后全称                     rename
 *
 * The exchange and its board are known by the code: the exchanges have each their own
 * numbers.  What a row dates itself is event.happened_on; event_on is the day on which
 * the exchange says so, but for a rename, which took place on its own day.
 *
 * A row with a short name only (浦发银行) is a firm's where another list of an exchange
 * prints its code beside a full name, and their days agree: codes may have had other
 * firms before.  Else it is set aside. */
#ifndef TRANSFORM_LIST_EXCHANGE_H
#define TRANSFORM_LIST_EXCHANGE_H

#include "transform/notice/notice.h"
#include "transform/table/layout.h"
#include "extraction.h"

/* Where a list of no other programme is an exchange's: its programme, level and kind,
 * and the columns as evidence. */
void exchange_words(const struct layout_list *, struct list_words *);

/* Whether a list is an exchange's. */
bool exchange_is(const char *programme);

/* What the cells of a record say: code, exchange, board, industry, English name, the
 * day. `kind` of the event is the list's; a row that gives a day of delisting has
 * *delisted_on set to it, else to NULL. */
void exchange_read(struct extraction *, const struct layout_record *,
    struct event *, const char **delisted_on);

/* Names the firms of rows that print a code and a short name, from the rows that print
 * it beside a full one, and sets the others aside.  After all documents are read. */
void exchange_complete(struct extraction *);

#endif
