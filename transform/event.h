/* Hand-off: events.tsv, lists.tsv and rejects.tsv: what the lists say.
 *
 * events.tsv    one line per firm and list row, sorted by list, table, row and
 *               position in the cell; the columns are struct event's members.
 * lists.tsv     one line per published list, with everything declared and
 *               everything counted; sorted by document and table.
 * rejects.tsv   one line per row, cell or document set aside, with its reason.
 *
 * A list is a document under a notice: one file attached to two notices gives
 * the lists of both, unless the second says the same as the first.
 *
 * Balance: every row of every table is exactly one of title, heading, repeated
 * heading, section, blank row, note, footer, reject or event row; the counts of a
 * list add up to `rows`.  A row that gives several events counts once, in
 * event_rows. */
#ifndef TRANSFORM_EVENT_H
#define TRANSFORM_EVENT_H

#include "fetch/handoff/handoff.h"

/* All members as text, NULL where there is no value. */
struct event {
	const char *event;          /* "v" and 16 hex digits: notice, document,
	                               member, table, row, position of the
	                               name in its cell */
	const char *list;           /* struct list's id */
	const char *programme;      /* small_giant, key_small_giant,
	                               single_champion, srdi_sme, innovative_sme,
	                               green_factory, listed_company, other */
	const char *level;          /* national, provincial, municipal */
	const char *batch;          /* 1, 2, 3 …; for reviews and renames the
	                               batch of designation, if one is named */
	const char *kind;           /* recommended, publicity, final,
	                               review_publicity, review_final,
	                               review_failed, rename, revoked,
	                               key_support, key_support_continued,
	                               listed, delisted */
	const char *event_on;       /* YYYY-MM-DD of the notice; of a change of
	                               name that its row dates, that day */
	const char *sequence;       /* 序号 as a number */
	const char *name_printed;   /* the cell, unchanged */
	const char *name;           /* canonical display name */
	const char *name_key;       /* matching key */
	const char *company;        /* struct company's id */
	const char *previous_name;  /* canonical, for renames */
	const char *unit;           /* "110000" … "440300", "XPCC" */
	const char *province_code, *province;
	const char *city_code, *city;
	const char *district_code, *district;
	const char *place_evidence; /* column, above (printed once for several
	                               rows), section, publisher, code, name,
	                               previous, none */
	const char *credit_code;
	const char *credit_code_status; /* valid, bad_check, old_registration,
	                                   damaged, absent */
	const char *product;
	const char *document;       /* SHA-256 */
	const char *member;         /* path inside an archive */
	const char *table_no;       /* n of the table record; of the text record
	                               where place is "text" */
	const char *row_no, *col_no; /* from 1 */
	const char *place_in_document; /* sheet name, page range, body, text */
	const char *name_rules;     /* rules that changed the printed name, in
	                               order, "spaces,brackets"; see name.h */
	const char *review_year;    /* of a review that is named by its year */
	const char *evidence;       /* the words and the rule that say what the
	                               row is, where its own cells do; else
	                               see the list's; and a remark that nobody
	                               knows: remark not read: "…" */
	const char *former_ids;     /* what `event` was in format version 1,
	                               where an id did not name the notice */
	/* Of reviews, see firm/company_title.h: */
	const char *title_batch;    /* of the title that is reviewed */
	const char *round;          /* 1: third year, 2: sixth … */
	const char *round_year;     /* in which the round falls due */
	/* Of the exchanges' lists, see list/exchange.h: */
	const char *happened_on;    /* day of the listing, delisting or change
	                               of name, where the row states it */
	const char *exchange;       /* SSE, SZSE, BSE */
	const char *board;          /* main, chinext, star, beijing, b_share */
	const char *stock_code;     /* six digits */
	const char *english_name;   /* as printed */
	/* As printed by a list of any programme: */
	const char *industry;       /* 行业; the exchange's class */
	const char *segment;        /* 细分领域 */
};

struct list {
	const char *list;           /* "s" and 16 hex digits: notice, document,
	                               member, table and where in the table
	                               the list begins */
	const char *document, *member, *table_no, *place_in_document;
	const char *locator;        /* the place, and which of several lists there
	                               it is: "附件.xls: Sheet1 #2"; with the
	                               document and the page it says which list
	                               is meant when ids change */
	const char *source;         /* catalogue id of the document */
	const char *url;            /* first address of the document */
	const char *page_url;       /* page an attachment was found on, or url */
	const char *title;          /* of the list itself, else of the notice */
	const char *programme, *level, *batch, *kind, *event_on;
	const char *document_number;
	const char *unit;           /* publisher's unit; NULL for national lists */
	const char *declared;       /* firms the notice says there are */
	const char *declared_where; /* the words that say so */
	const char *sections;       /* section rows that declare a number */
	const char *sections_agreed;/* of these, how many have as many firms
	                               below them, given or set aside */
	const char *sections_disagreed; /* "北京市 92/91, …" declared/counted */
	const char *events;         /* events given */
	/* The balance: */
	const char *rows;
	const char *title_rows, *heading_rows, *repeated_heading_rows;
	const char *section_rows, *blank_rows, *note_rows, *footer_rows;
	const char *reject_rows, *event_rows;
	const char *sequence_first, *sequence_last;
	const char *sequence_gaps;  /* numbers missing between them, "12,40-41",
	                               of a hundred on "… and 1234 more" */
	const char *sequence_repeats;
	const char *unmapped_columns; /* headings nobody knows, joined by tabs */
	const char *review_year;    /* of a review that is named by its year */
	const char *evidence;       /* the words and the rules that say which
	                               programme, level, batch and kind it is */
	const char *former_ids;     /* what `list` was in format version 1 */
};

struct reject {
	const char *document, *member, *table_no, *row_no, *col_no;
	const char *list;           /* NULL where no list was found */
	const char *reason;         /* closed list, see event_reject_reasons */
	const char *text;           /* what stands there, as printed */
	const char *detail;         /* what was expected */
};

extern const struct handoff_layout event_layout, list_layout, reject_layout;

/* The closed list of reject reasons, ends with NULL. */
extern const char *const event_reject_reasons[];

#endif
