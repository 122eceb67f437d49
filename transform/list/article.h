/* An article in several pages (t1.html, t1_2.html), read as one document: a table
 * that a page cuts in two is one table's list, a name below it is the next one.
 * Where each record was printed is kept.
 *
 * What stands on both pages, at their tops (columns, title, date) or at their feet
 * (page numbers, who runs the site), is not the article's: a title there would
 * begin a list of its own. */
#ifndef TRANSFORM_LIST_ARTICLE_H
#define TRANSFORM_LIST_ARTICLE_H

#include <stdbool.h>

#include "fetch/body/document.h"
#include "parse/core/table.h"

struct article;

/* The number of the page of an article that a row of documents.tsv is, as fetch
 * names it in its anchor (第2页); 0 for anything else. */
unsigned article_number(const struct document *row);

/* An article of which `first` is the first page; it and its strings are the
 * caller's and must outlive the article, as those of the pages that follow.
 * article_free frees. */
struct article *article_new(const struct document *row,
    struct table_document *first);
void article_free(struct article *);

/* Moves the texts and tables of the next page after those of the first, with
 * numbers that follow theirs. */
void article_add(struct article *, const struct document *row,
    struct table_document *next);

/* The page (its row in documents.tsv) in which the text or table of a number
 * stands; *n becomes its number there. */
const struct document *article_origin(const struct article *, unsigned *n);

#endif
