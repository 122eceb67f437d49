/* Shared: small facts in text that people wrote: dates, document numbers, titles
 * broken over lines.  All texts are UTF-8; the caller frees what is returned. */
#ifndef FETCH_PAGE_PAGE_TEXT_H
#define FETCH_PAGE_PAGE_TEXT_H

#include <stdbool.h>

/* White space made one space; a line break within Chinese text is layout and
 * goes: "关于公布第一批\n专精特新" -> "关于公布第一批专精特新".  NULL when nothing is
 * left. */
char *page_text_squeeze(const char *text);

/* The first group that `pattern` (of PCRE, ^ and $ meaning lines) finds in
 * `text`, or NULL. */
char *page_text_find(const char *pattern, const char *text);

/* All groups of the first match, [0] the whole of it, or NULL; g_strfreev
 * frees. */
char **page_text_groups(const char *pattern, const char *text);

/* Whether `pattern` is found in `text`. */
bool page_text_matches(const char *pattern, const char *text);

/* The first date that stands in the text (NULL: none), as YYYY-MM-DD, or NULL
 * when there is none or it does not exist.
 * "发布时间：2019年6月13日 09:00" -> "2019-06-13" */
char *page_text_date(const char *text);

/* The same beside a line of a list, where the day may stand apart:
 * "08 2022-09" and "2022-09 08" -> "2022-09-08". */
char *page_text_list_date(const char *text);

/* Whether the text is a date, with or without brackets and a time, and nothing
 * else. */
bool page_text_is_date(const char *text);

/* Whether a title was cut to fit a column: it ends with … or three dots. */
bool page_text_is_cut(const char *title);

/* The document number that is all of the text, its brackets made alike, or
 * NULL.  " 工信部企业函[2019] 153 号" -> "工信部企业函〔2019〕153号" */
char *page_text_number(const char *text);

/* The number that a document bears: after a label, else alone on a line, as
 * documents print it below their title.  A number within running text is
 * another document's. */
char *page_text_own_number(const char *text);

#endif
