#include "exchange.h"

#include <string.h>

#include "fetch/base/text.h"

static const char programme_word[] = "listed_company";

bool
exchange_is(const char *programme)
{
	return g_strcmp0(programme, programme_word) == 0;
}

/* --- codes and boards ---------------------------------------------------- */

/* The exchanges' rules for codes: Shanghai 600-605 main board, 688 and 689 STAR, 900
 * B shares; Shenzhen 000-003 main board (002 and 003 were the board of small and
 * medium firms until 2021), 300-302 ChiNext, 200 B shares; Beijing 920, before 2025
 * 43, 83, 87, 88. */
static const struct {
	const char *prefix, *exchange, *board;
} ranges[] = {
    {"600", "SSE", "main"}, {"601", "SSE", "main"}, {"603", "SSE", "main"},
    {"605", "SSE", "main"}, {"688", "SSE", "star"}, {"689", "SSE", "star"},
    {"900", "SSE", "b_share"}, {"000", "SZSE", "main"},
    {"001", "SZSE", "main"}, {"002", "SZSE", "main"}, {"003", "SZSE", "main"},
    {"300", "SZSE", "chinext"}, {"301", "SZSE", "chinext"},
    {"302", "SZSE", "chinext"}, {"200", "SZSE", "b_share"},
    {"201", "SZSE", "b_share"}, {"920", "BSE", "beijing"},
    {"43", "BSE", "beijing"}, {"83", "BSE", "beijing"},
    {"87", "BSE", "beijing"}, {"88", "BSE", "beijing"},
};

/* The exchange of a code of six digits: SSE, SZSE, BSE; *board main, chinext, star,
 * beijing, b_share.  NULL for others. */
static const char *
exchange_of_code(const char *code, const char **board)
{
	*board = NULL;
	if (code == NULL || strlen(code) != 6 ||
	    strspn(code, "0123456789") != 6)
		return NULL;
	for (size_t i = 0; i < G_N_ELEMENTS(ranges); i++)
		if (text_begins(code, ranges[i].prefix)) {
			*board = ranges[i].board;
			return ranges[i].exchange;
		}
	return NULL;
}

/* A code as it should stand there: 2972, of a cell that is a number, is 002972.
 * NULL where it is none; the caller frees it. */
static char *
code_of(const char *cell)
{
	g_autoptr(GString) folded = NULL;

	if (cell == NULL)
		return NULL;
	folded = g_string_new(NULL);
	text_fold(folded, cell);
	if (folded->len == 0 || folded->len > 6 ||
	    strspn(folded->str, "0123456789") != folded->len)
		return NULL;
	while (folded->len < 6)
		g_string_prepend_c(folded, '0');
	return g_string_free(g_steal_pointer(&folded), FALSE);
}

/* --- what a list is ------------------------------------------------------- */

static bool
has_day(const struct layout_record *r, enum heading_field field)
{
	char day[11];

	return r->cell[field] != NULL && text_date(r->cell[field], day);
}

/* The kinds of lists, by their columns. */
static const struct exchange_kind {
	const char *word;
	enum title_matter matter;
	const char *evidence;
} listed_kind = {"listed", TITLE_PLAIN, "programme: listed_company; kind: listed "
    "(the columns of codes and days of listing)"},
    delisted_kind = {"delisted", TITLE_PLAIN, "programme: listed_company; kind: "
    "delisted (the columns of codes and days of delisting)"},
    rename_kind = {"rename", TITLE_RENAME, "programme: listed_company; kind: "
    "rename (the columns of codes, days of change and former names)"};

static const struct exchange_kind *
kind_of_columns(const struct layout_list *l)
{
	guint listed = 0, delisted = 0, renamed = 0;

	for (guint i = 0; i < l->records->len; i++) {
		const struct layout_record *r = &g_array_index(l->records,
		    struct layout_record, i);
		g_autofree char *code = code_of(r->cell[HEADING_STOCK_CODE]);

		if (code == NULL)
			continue;
		listed += has_day(r, HEADING_LISTED_ON);
		delisted += has_day(r, HEADING_DELISTED_ON);
		renamed += has_day(r, HEADING_CHANGED_ON) &&
		    r->cell[HEADING_PREVIOUS] != NULL;
	}
	if (renamed * 2 > l->records->len)
		return &rename_kind;
	if (listed * 2 > l->records->len)
		return delisted == l->records->len ? &delisted_kind :
		    &listed_kind;
	return delisted * 2 > l->records->len ? &delisted_kind : NULL;
}

void
exchange_words(const struct layout_list *l, struct list_words *w)
{
	const struct exchange_kind *kind;

	if (w->programme != NULL && !exchange_is(w->programme))
		return;
	kind = kind_of_columns(l);
	if (kind == NULL)
		return;
	*w = (struct list_words){.programme = programme_word,
	    .level = "national", .kind = kind->word, .title = w->title,
	    .matter = kind->matter, .evidence = kind->evidence};
}

/* --- rows ------------------------------------------------------------------ */

static const char *
day_of(struct extraction *x, const struct layout_record *r,
    enum heading_field field)
{
	char day[11];

	return r->cell[field] != NULL && text_date(r->cell[field], day) ?
	    extraction_word(x, day) : NULL;
}

/* 主板, 创业板, 科创板; NULL for other words, and the numbers of Shanghai's answers. */
static const char *
board_of_word(const char *cell)
{
	static const char *const words[][2] = {
	    {"主板", "main"}, {"中小", "main"}, {"创业板", "chinext"},
	    {"科创板", "star"}, {"北交所", "beijing"}, {"北证", "beijing"},
	};

	for (size_t i = 0; cell != NULL && i < G_N_ELEMENTS(words); i++)
		if (strstr(cell, words[i][0]) != NULL)
			return words[i][1];
	return NULL;
}

/* "C 制造业": in one cell, or a letter and its words in two. */
static const char *
industry_of(struct extraction *x, const struct layout_record *r)
{
	const char *letter = r->cell[HEADING_INDUSTRY_CODE];
	const char *words = r->cell[HEADING_INDUSTRY];
	g_autofree char *both = NULL;

	if (words == NULL || letter == NULL)
		return extraction_word(x, words ? words : letter);
	both = g_strdup_printf("%s %s", letter, words);
	return extraction_word(x, both);
}

void
exchange_read(struct extraction *x, const struct layout_record *r,
    struct event *e, const char **delisted_on)
{
	g_autofree char *code = code_of(r->cell[HEADING_STOCK_CODE]);
	const char *board, *printed = board_of_word(r->cell[HEADING_BOARD]);

	e->industry = industry_of(x, r);
	e->segment = extraction_word(x, r->cell[HEADING_SEGMENT]);
	e->english_name = extraction_word(x, r->cell[HEADING_ENGLISH]);
	*delisted_on = NULL;
	if (!exchange_is(e->programme))
		return;
	e->stock_code = extraction_word(x, code);
	e->exchange = exchange_of_code(code, &board);
	e->board = printed != NULL ? printed : board;
	if (g_strcmp0(e->kind, "rename") == 0) {
		e->happened_on = day_of(x, r, HEADING_CHANGED_ON);
		if (e->happened_on != NULL)
			e->event_on = e->happened_on;
		return;
	}
	*delisted_on = day_of(x, r, HEADING_DELISTED_ON);
	if (g_strcmp0(e->kind, "delisted") == 0 && *delisted_on == NULL)
		e->kind = "listed";
	e->happened_on = day_of(x, r, HEADING_LISTED_ON);
}

/* --- short names ------------------------------------------------------------ */

/* How much the row that prints a name says of who bears the code: a listing goes
 * before a rename, a later one before an earlier one; of a row with two days the
 * listing. */
static bool
goes_before(const struct event *a, const struct event *b)
{
	bool listed = g_strcmp0(a->kind, "rename") != 0;
	int order;

	if (listed != (g_strcmp0(b->kind, "rename") != 0))
		return listed;
	order = g_strcmp0(a->event_on, b->event_on);
	if (order == 0)
		order = strcmp(a->kind, b->kind);       /* listed over delisted */
	return order != 0 ? order > 0 : strcmp(a->event, b->event) < 0;
}

/* Code -> a copy of the event that names its firm. */
static GHashTable *
names_by_code(const struct extraction *x)
{
	GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
	    g_free);

	for (guint i = 0; i < x->lists->len; i++) {
		const struct listed *l = &g_array_index(x->lists,
		    struct listed, i);

		for (guint k = 0; exchange_is(l->list.programme) &&
		    k < event_rows_count(l->events); k++) {
			struct event e = event_rows_at(l->events, k);
			struct event *known = e.stock_code == NULL ? NULL :
			    g_hash_table_lookup(names, e.stock_code);

			if (e.name != NULL && e.stock_code != NULL &&
			    (known == NULL || goes_before(&e, known)))
				g_hash_table_insert(names,
				    (char *)e.stock_code,
				    g_memdup2(&e, sizeof e));
		}
	}
	return names;
}

/* Whether what a row dates agrees with the row that names its firm: the same day of
 * listing, and no delisting before it. */
static bool
agrees(const struct event *e, const struct event *named)
{
	int order;

	if (strcmp(named->kind, "listed") != 0 || e->happened_on == NULL ||
	    named->happened_on == NULL)
		return true;
	order = strcmp(e->happened_on, named->happened_on);
	return strcmp(e->kind, "listed") == 0 ? order == 0 :
	    strcmp(e->kind, "delisted") != 0 || order >= 0;
}

static void
set_aside(struct extraction *x, const struct event *e)
{
	struct reject line = {.document = e->document, .member = e->member,
	    .table_no = e->table_no, .row_no = e->row_no, .col_no = e->col_no,
	    .list = e->list, .reason = "short_name", .text = e->name_printed,
	    .detail = extraction_word(x, "a full name, or another list of an "
	    "exchange that prints the code beside one")};

	g_array_append_val(x->rejects, line);
}

static bool
is_same_row(const struct event *a, const struct event *b)
{
	return g_strcmp0(a->row_no, b->row_no) == 0 &&
	    g_strcmp0(a->table_no, b->table_no) == 0 &&
	    strcmp(a->document, b->document) == 0;
}

/* Whether two events are of one record: a row may have several side by side. */
static bool
is_same_record(const struct event *a, const struct event *b)
{
	return is_same_row(a, b) && strcmp(a->col_no, b->col_no) == 0;
}

static void
complete(struct extraction *x, struct event *e, const struct event *named)
{
	e->name = named->name;
	e->name_key = named->name_key;
	e->evidence = extraction_word(x, "name: of the row that prints the "
	    "code beside a full name");
}

/* Completes the events of a record and moves them to `to`; those with a short name
 * stand or fall together.  Returns how many stand. */
static guint
complete_record(struct extraction *x, const struct event *events, guint n,
    GHashTable *names, struct event *to)
{
	const struct event *named = events->stock_code == NULL ? NULL :
	    g_hash_table_lookup(names, events->stock_code);
	bool clear = named != NULL, lost = false;
	guint kept = 0;

	for (guint i = 0; i < n && clear; i++)
		clear = events[i].name != NULL || agrees(&events[i], named);
	for (guint i = 0; i < n; i++) {
		struct event e = events[i];

		if (e.name == NULL && !clear) {
			if (!lost)
				set_aside(x, &e);
			lost = true;
			continue;
		}
		if (e.name == NULL)
			complete(x, &e, named);
		to[kept++] = e;
	}
	return kept;
}

/* Counts the list's events again, of which some were set aside. */
static void
count_again(struct extraction *x, struct listed *l,
    const struct event *events, guint n)
{
	unsigned records = (unsigned)(g_ascii_strtoull(l->list.event_rows, NULL,
	    10) + g_ascii_strtoull(l->list.reject_rows, NULL, 10));
	unsigned rows = 0;

	for (guint i = 0; i < n; i++)
		rows += i == 0 || !is_same_row(&events[i], &events[i - 1]);
	l->list.events = extraction_number(x, n);
	l->list.event_rows = extraction_number(x, rows);
	l->list.reject_rows = extraction_number(x, records - rows);
}

static void
complete_list(struct extraction *x, struct listed *l, GHashTable *names)
{
	guint kept = 0, n = event_rows_count(l->events);
	g_autofree struct event *events = g_new(struct event, n);

	for (guint i = 0; i < n; i++)
		events[i] = event_rows_at(l->events, i);
	for (guint i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && is_same_record(&events[i],
		    &events[end]); end++)
			;
		kept += complete_record(x, &events[i], end - i, names,
		    &events[kept]);
	}
	event_rows_free(l->events);
	l->events = event_rows_new(events, kept);
	if (kept < n)
		count_again(x, l, events, kept);
}

void
exchange_complete(struct extraction *x)
{
	g_autoptr(GHashTable) names = names_by_code(x);

	for (guint i = 0; i < x->lists->len; i++) {
		struct listed *l = &g_array_index(x->lists, struct listed, i);

		if (exchange_is(l->list.programme))
			complete_list(x, l, names);
	}
}
