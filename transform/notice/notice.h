/* A notice: a page with its attachments, and what its words say of the lists in
 * them. */
#ifndef TRANSFORM_NOTICE_NOTICE_H
#define TRANSFORM_NOTICE_NOTICE_H

#include <glib.h>
#include <stdbool.h>

#include "fetch/title/title.h"
#include "parse/core/table.h"
#include "transform/place/place.h"
#include "remark.h"

/* Strings belong to whoever made the notice, but for `body`.  `identity` is never
 * NULL. */
struct notice {
	const char *title;
	const char *event_on;           /* YYYY-MM-DD */
	const char *fetched_on;         /* day in China of the fetch: what the
	                                   lists of the exchanges, which bear no
	                                   date, are the state of; or NULL */
	const char *latest;             /* the last day it can be of, as it was
	                                   fetched then; NULL where unknown */
	const char *refused;            /* a day that it was said to be of and
	                                   cannot be; or NULL */
	const char *document_number;
	const char *publisher;
	const char *source;
	const char *page_url;
	const char *identity;           /* what makes it this notice, for ids */
	GStringChunk *strings;          /* for what its words give; never NULL */

	/* Filled by notice_settle: */
	struct place where;             /* of the publisher */
	bool has_where;
	bool ministry;                  /* MIIT itself */
	struct title *reading;          /* of its title, or NULL */
	bool nothing;                   /* announces no list, and why */
	const char *why_nothing;
	GString *body;                  /* folded paragraphs, "\n" after each */
};

/* What one list of a notice is. */
struct list_words {
	const char *programme, *level, *kind;   /* NULL where not clear */
	unsigned batch;                 /* 0 for none */
	unsigned review_year;           /* of a review named by its year, or 0 */
	enum title_matter matter;
	enum title_stage stage;
	const char *title;              /* the list's own, else the notice's */
	const char *evidence;           /* the words and rules that say so */
	const char *unclear;            /* what is missing, NULL when clear */
	bool rows_may_tell;             /* only the kind is missing, which the
	                                   rows may say */
};

/* The title that a page gives itself (<meta>, a heading that announces something,
 * <title>), or NULL. */
const char *notice_own_title(const struct table_document *);

/* The <meta> of a page of this name, NULL where it has none or an empty one. */
const char *notice_meta(const struct table_document *, const char *name);

/* Leaves the day that a notice has, unless a person stated it, where it is later
 * than `latest`; `refused` is that day then. */
void notice_check_day(struct notice *, bool stated);

/* Takes the day that a page says, where the notice has none: its metas, what its
 * markup marks as the day, a line that says so, the last signed line of its text,
 * its address, the day on which its publicity begins.  One later than `latest` is
 * none. */
void notice_add_day(struct notice *, const struct table_document *);

/* Whether a text of a page is one of its paragraphs, headings and captions. */
bool notice_is_prose(const struct table_text *);

/* Fills what is missing from a page's own records (its <meta>s, title, headings
 * and paragraphs), whose strings go into `strings`; keeps its paragraphs. */
void notice_add_page(struct notice *, const struct table_document *,
    GStringChunk *strings);

/* Reads the title and the publisher.  `unit` is the unit the source reports for
 * by the catalogue, NULL where not known. */
void notice_settle(struct notice *, const char *unit);

void notice_clear(struct notice *);

/* Whether its title speaks of a programme, an act or a list at all; whether it
 * promises a list of small giants. */
bool notice_announces(const struct notice *);
bool notice_promises(const struct notice *);

/* What a list is: by its own words, the most telling first (title rows, sheet,
 * caption, link, file), and by the notice's where they are silent.
 * `batch_of_rows` is what a column of batches says, 0 where there is none. */
struct list_words notice_list(const struct notice *, const char *const *own,
    size_t n_own, unsigned batch_of_rows);

/* What a row says of itself in a column 类别 or 复核结果. */
enum row_says {
	ROW_SILENT,     /* nothing: it is what its list is */
	ROW_SAYS,      /* its kind and batch */
	ROW_OTHER,      /* that it is no event of this list's programme */
};

struct row_words {
	enum row_says says;
	const char *kind;
	unsigned batch;                 /* 0 for none */
	const char *evidence;           /* the words and the rule, or NULL */
};

/* Reads a cell of a column 类别 (第二批复核通过, 新认定, 制造业) in the light of the list
 * and of its notice. */
struct row_words notice_row_type(const struct notice *,
    const struct list_words *, const char *cell);

/* The same for a column 级别 (国家级, 省; 国家级、省级; 省级：否), which says no more than that a
 * row is of another level or programme than its list. */
struct row_words notice_row_level(const struct notice *,
    const struct list_words *, const char *cell);

/* The same for words after a firm's name (新增, 复核); a new name, a place or a product
 * there are silent. */
struct row_words notice_row_aside(const struct notice *,
    const struct list_words *, const char *words);

/* Whether words that a note says of some rows make them those of another list, of another
 * kind, batch or level than theirs: 第二批复核企业 of rows in a list of 第五批.  Words of which
 * some are not known and attributes (上市企业) do not. */
bool notice_row_is_other(const struct notice *, const struct list_words *,
    const char *words);

/* The same for a remark, which is silent unless it names another batch than the list
 * does, or a review in a list of designations: 第二批, 复核. */
struct row_words notice_row_remark(const struct notice *,
    const struct list_words *, const char *remark);

/* The same for words above a group of columns that stands beside others (国家级 | 省级),
 * which are the title of its rows: own[0], before what stands above all.  What nobody
 * knows sets them aside unless it only says what the firms are (已上市企业). */
struct row_words notice_row_band(const struct notice *,
    const struct list_words *, const char *const *own, size_t n_own);

/* Whether words above records name those that are left beside others: 其他, 其余企业. */
bool notice_band_is_rest(const char *band);

/* Whether words above records are of a level, a batch, an act or a programme that firms of
 * these lists have or rise from: those beside them are of another. */
bool notice_band_speaks(const char *band);

/* Whether all words of a text are those of titles. */
bool notice_words_known(const char *words);

/* The level that words name, and nothing else but the programme it is of (省级, 国家级小巨人),
 * with the programme or NULL in *programme; NULL where they say something else. */
const char *notice_words_level(const char *words, const char **programme);

/* Whether words beside a firm's name take a title away: 已撤销, 复核未通过, 自愿放弃. */
bool notice_words_deny(const char *words);

/* Whether they are wholly a review, of no programme they name: 复核, 复核通过. */
bool notice_words_review(const char *words);

/* What words beside a firm do to what its list gives: REMARK_STATES where they take it
 * away or leave it open (已撤销 in a list of designations, 未通过 in one of reviews
 * passed), or state what no rule knows (已被法院裁定重整).  Of a remark a part is enough
 * (公示期收到异议，另行公布); another column may be of products or describe firms, where
 * REMARK_DOUBTFUL is possible.  All is read in a list that gives nothing, but for an
 * answer that denies what one of renames, moves or restored titles says (核准：否). */
enum remark_reading notice_row_beside(const struct notice *,
    const struct list_words *, const char *words, bool remark);

/* The same for a column 复核结果 (通过, 未通过, 放弃复核). */
struct row_words notice_row_outcome(const struct notice *,
    const struct list_words *, const char *cell);

/* The number of firms that the notice's text declares for a list of this kind:
 * 第一批…共155家通过复核，93家未通过复核.  The clause goes to *clause, which the
 * caller frees.  `only` says that the notice has no other list. */
bool notice_declared(const struct notice *, const struct list_words *,
    bool only, unsigned *count, char **clause);

#endif
