#include "event.h"

#define EVENT(name) {#name, offsetof(struct event, name)}
#define LIST(name) {#name, offsetof(struct list, name)}
#define REJECT(name) {#name, offsetof(struct reject, name)}

static const struct handoff_column event_columns[] = {
    EVENT(event), EVENT(list), EVENT(programme), EVENT(level), EVENT(batch),
    EVENT(kind), EVENT(event_on), EVENT(sequence), EVENT(name_printed),
    EVENT(name), EVENT(name_key), EVENT(company), EVENT(previous_name),
    EVENT(unit), EVENT(province_code), EVENT(province), EVENT(city_code),
    EVENT(city), EVENT(district_code), EVENT(district), EVENT(place_evidence),
    EVENT(credit_code), EVENT(credit_code_status), EVENT(product),
    EVENT(document), EVENT(member), EVENT(table_no), EVENT(row_no),
    EVENT(col_no), EVENT(place_in_document), EVENT(name_rules),
    EVENT(review_year), EVENT(evidence), EVENT(former_ids),
    EVENT(title_batch), EVENT(round), EVENT(round_year), EVENT(happened_on),
    EVENT(exchange), EVENT(board), EVENT(stock_code), EVENT(english_name),
    EVENT(industry), EVENT(segment),
};

static const struct handoff_column list_columns[] = {
    LIST(list), LIST(document), LIST(member), LIST(table_no),
    LIST(place_in_document), LIST(locator), LIST(source), LIST(url), LIST(page_url),
    LIST(title), LIST(programme), LIST(level), LIST(batch), LIST(kind),
    LIST(event_on), LIST(document_number), LIST(unit), LIST(declared),
    LIST(declared_where), LIST(sections), LIST(sections_agreed),
    LIST(sections_disagreed), LIST(events), LIST(rows), LIST(title_rows),
    LIST(heading_rows), LIST(repeated_heading_rows), LIST(section_rows),
    LIST(blank_rows), LIST(note_rows), LIST(footer_rows), LIST(reject_rows),
    LIST(event_rows), LIST(sequence_first), LIST(sequence_last),
    LIST(sequence_gaps), LIST(sequence_repeats), LIST(unmapped_columns),
    LIST(review_year), LIST(evidence), LIST(former_ids),
};

static const struct handoff_column reject_columns[] = {
    REJECT(document), REJECT(member), REJECT(table_no), REJECT(row_no),
    REJECT(col_no), REJECT(list), REJECT(reason), REJECT(text),
    REJECT(detail),
};

const struct handoff_layout event_layout = {"events.tsv", 2,
    sizeof(struct event), event_columns, G_N_ELEMENTS(event_columns), NULL};
const struct handoff_layout list_layout = {"lists.tsv", 2,
    sizeof(struct list), list_columns, G_N_ELEMENTS(list_columns), NULL};
const struct handoff_layout reject_layout = {"rejects.tsv", 2,
    sizeof(struct reject), reject_columns, G_N_ELEMENTS(reject_columns), NULL};

const char *const event_reject_reasons[] = {
    "missing_name",     /* a record row whose name cell is empty */
    "not_a_name",       /* a number, a date, a remark in the name column */
    "sentence",         /* prose in the name column */
    "two_names",        /* 甲有限公司乙有限公司 run together */
    "doubled_name",     /* 甲有限公司甲有限公司 */
    "truncated_cell",   /* ends within the name: "北京某某科技有限公…" */
    "unreadable_text",  /* ? □ U+FFFD, private use characters */
    "unmapped_column",  /* a signal; the row is still read */
    "extra_cell",       /* text outside the columns of the heading */
    "short_name",       /* 浦发银行, and no list prints its code beside a full
                           name */
    "duplicate_row",    /* the same firm again in the same list */
    "struck_row",       /* struck through by its publisher */
    "sequence_break",   /* the numbering jumps or repeats; the row is read */
    "no_list",          /* a notice announces a list and carries none */
    "no_name_column",   /* a table of firms without a column of names */
    "other_objects",    /* 中心名称 | 依托单位: the rows are no firms */
    "unread_table",     /* firms in a table that makes no list */
    "unclear_notice",   /* a list of firms that no words around it explain */
    "other_outcome",    /* a row whose own words take it out of the list */
    "unreadable_document", /* a document that parse set aside */
    NULL,
};
