#include "extraction.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fetch/base/day.h"
#include "fetch/base/program.h"
#include "fetch/base/text.h"

enum { AHEAD = 8 };     /* events */

/* Numbers below this are kept by number: rows, columns, batches. */
enum { MOST_NUMBERS = 1 << 16 };

struct extraction *
extraction_new(void)
{
	struct extraction *x = g_new0(struct extraction, 1);

	x->order = g_ptr_array_new();
	x->absorbed = g_ptr_array_new_with_free_func(
	    (GDestroyNotify)extraction_free);
	x->lists = g_array_new(FALSE, FALSE, sizeof(struct listed));
	x->rejects = g_array_new(FALSE, FALSE, sizeof(struct reject));
	x->strings = g_string_chunk_new(1 << 16);
	x->numbers = g_ptr_array_new();
	x->reader = record_reader_new();
	return x;
}

void
extraction_free(struct extraction *x)
{
	if (x == NULL)
		return;
	for (guint i = 0; i < x->lists->len; i++)
		event_rows_free(g_array_index(x->lists, struct listed, i)
		    .events);
	g_ptr_array_unref(x->order);
	g_array_unref(x->lists);
	g_array_unref(x->rejects);
	g_string_chunk_free(x->strings);
	g_ptr_array_unref(x->numbers);
	record_reader_free(x->reader);
	g_ptr_array_unref(x->absorbed);
	g_free(x);
}

void
extraction_absorb(struct extraction *x, struct extraction *other)
{
	if (other == NULL)
		return;
	g_array_append_vals(x->lists, other->lists->data, other->lists->len);
	g_array_append_vals(x->rejects, other->rejects->data,
	    other->rejects->len);
	/* Its events are freed with our lists. */
	g_array_set_size(other->lists, 0);
	record_reader_rest(other->reader);
	g_ptr_array_add(x->absorbed, other);
}

/* --- strings ---------------------------------------------------------- */

const char *
extraction_text(struct extraction *x, const char *text)
{
	return text ? g_string_chunk_insert(x->strings, text) : NULL;
}

const char *
extraction_word(struct extraction *x, const char *text)
{
	return text ? g_string_chunk_insert_const(x->strings, text) : NULL;
}

const char *
extraction_number(struct extraction *x, unsigned n)
{
	char text[16];

	if (n < x->numbers->len && x->numbers->pdata[n] != NULL)
		return x->numbers->pdata[n];
	text_put_number(text, n, 1);
	if (n >= MOST_NUMBERS)
		return extraction_word(x, text);
	if (n >= x->numbers->len)
		g_ptr_array_set_size(x->numbers, (gint)n + 1);
	x->numbers->pdata[n] = (char *)extraction_word(x, text);
	return x->numbers->pdata[n];
}

/* --- results ---------------------------------------------------------- */

static int
by_list(const void *a, const void *b)
{
	const struct listed *x = a, *y = b;

	int order = strcmp(x->list.list, y->list.list);

	return order ? order : g_strcmp0(x->list.page_url, y->list.page_url);
}

static int
by_document(const void *a, const void *b)
{
	const struct listed *x = a, *y = b;
	int order = strcmp(x->list.document, y->list.document);

	if (order == 0)
		order = g_strcmp0(x->list.member, y->list.member);
	if (order == 0)
		order = (x->table_no > y->table_no) -
		    (x->table_no < y->table_no);
	return order ? order : (x->first_row > y->first_row) -
	    (x->first_row < y->first_row);
}

/* Numbers as text, NULL first. */
static int
compare_numbers(const char *a, const char *b)
{
	unsigned long x = a ? strtoul(a, NULL, 10) : 0;
	unsigned long y = b ? strtoul(b, NULL, 10) : 0;

	return (x > y) - (x < y);
}

static int
by_place(const void *a, const void *b)
{
	const struct reject *x = a, *y = b;
	int order = strcmp(x->document, y->document);

	if (order == 0)
		order = g_strcmp0(x->member, y->member);
	if (order == 0)
		order = compare_numbers(x->table_no, y->table_no);
	if (order == 0)
		order = compare_numbers(x->row_no, y->row_no);
	if (order == 0)
		order = compare_numbers(x->col_no, y->col_no);
	if (order == 0)
		order = strcmp(x->reason, y->reason);
	if (order == 0)
		order = g_strcmp0(x->text, y->text);
	return order ? order : g_strcmp0(x->detail, y->detail);
}

/* --- lists that repeat each other -------------------------------------- */

/* By the place in the document, then by day: the earliest notice first. */
static int
by_place_and_day(const void *a, const void *b)
{
	const struct listed *x = a, *y = b;
	int order = by_document(a, b);

	if (order == 0)
		order = g_strcmp0(x->list.event_on, y->list.event_on);
	if (order == 0)
		order = g_strcmp0(x->list.page_url, y->list.page_url);
	return order ? order : strcmp(x->list.list, y->list.list);
}

/* Whether two notices may be one: at most half a year apart.  A short list of
 * the review of 2022 may have the bytes of that of 2025. */
static bool
are_of_one_time(const struct list *x, const struct list *y)
{
	gint32 a = day_read(x->event_on), b = day_read(y->event_on);

	return a == 0 || b == 0 ||
	    (b <= day_add_months(a, 6) && a <= day_add_months(b, 6));
}

/* Whether two lists of one place of one document say the same of its firms. */
static bool
say_the_same(const struct listed *a, const struct listed *b)
{
	const struct list *x = &a->list, *y = &b->list;

	guint n = event_rows_count(a->events);

	if (event_rows_count(b->events) != n ||
	    g_strcmp0(x->list, y->list) == 0)
		return g_strcmp0(x->list, y->list) == 0;
	if (g_strcmp0(x->programme, y->programme) != 0 ||
	    g_strcmp0(x->level, y->level) != 0 ||
	    g_strcmp0(x->batch, y->batch) != 0 ||
	    g_strcmp0(x->kind, y->kind) != 0 ||
	    g_strcmp0(x->review_year, y->review_year) != 0 ||
	    g_strcmp0(x->unit, y->unit) != 0 || !are_of_one_time(x, y))
		return false;
	for (guint i = 0; i < n; i++)
		if (g_strcmp0(event_rows_text(a->events, i, kind),
		    event_rows_text(b->events, i, kind)) != 0 ||
		    g_strcmp0(event_rows_text(a->events, i, batch),
		    event_rows_text(b->events, i, batch)) != 0)
			return false;
	return true;
}

/* Takes out the rejects of these lists. */
static void
drop_rejects(struct extraction *x, GHashTable *lists)
{
	guint kept = 0;

	for (guint i = 0; i < x->rejects->len; i++) {
		const struct reject *r = &g_array_index(x->rejects,
		    struct reject, i);

		if (r->list == NULL || !g_hash_table_contains(lists, r->list))
			g_array_index(x->rejects, struct reject, kept++) = *r;
	}
	g_array_set_size(x->rejects, kept);
}

/* A file that several notices carry is a list of each, but for those that say
 * what an earlier one said: a district that passes on its province's list. */
static void
drop_repeats(struct extraction *x)
{
	g_autoptr(GHashTable) dropped = g_hash_table_new(g_str_hash,
	    g_str_equal);
	struct listed *lists = (struct listed *)x->lists->data;
	guint kept = 0, first = 0;

	g_array_sort(x->lists, by_place_and_day);
	for (guint i = 0; i < x->lists->len; i++) {
		bool repeats = false;

		if (kept > 0 && by_document(&lists[kept - 1], &lists[i]) != 0)
			first = kept;
		for (guint k = first; k < kept && !repeats; k++)
			repeats = say_the_same(&lists[k], &lists[i]);
		if (!repeats) {
			lists[kept++] = lists[i];
			continue;
		}
		program_note("%s: a list that an earlier notice gives: %s",
		    lists[i].list.page_url ? lists[i].list.page_url : "-",
		    lists[i].list.title ? lists[i].list.title : "-");
		g_hash_table_add(dropped, (char *)lists[i].list.list);
		event_rows_free(lists[i].events);
	}
	for (guint k = 0; k < kept; k++)
		g_hash_table_remove(dropped, lists[k].list.list);
	g_array_set_size(x->lists, kept);
	if (g_hash_table_size(dropped) > 0)
		drop_rejects(x, dropped);
}

/* Sorts them; a document under two notices is reported once. */
static void
sort_rejects(struct extraction *x)
{
	struct reject *rejects = (struct reject *)x->rejects->data;
	guint kept = 0;

	g_array_sort(x->rejects, by_place);
	for (guint i = 0; i < x->rejects->len; i++)
		if (kept == 0 || rejects[i].list != NULL ||
		    rejects[kept - 1].list != NULL ||
		    by_place(&rejects[kept - 1], &rejects[i]) != 0)
			rejects[kept++] = rejects[i];
	g_array_set_size(x->rejects, kept);
}

const GPtrArray *
extraction_events(struct extraction *x)
{
	g_ptr_array_set_size(x->order, 0);
	drop_repeats(x);
	g_array_sort(x->lists, by_list);
	/* Within a list the events stand in the order of its rows already. */
	for (guint i = 0; i < x->lists->len; i++)
		g_ptr_array_add(x->order, g_array_index(x->lists,
		    struct listed, i).events);
	g_array_sort(x->lists, by_document);
	sort_rejects(x);
	return x->order;
}

const struct list **
extraction_lists(const struct extraction *x, size_t *n)
{
	const struct list **lists = g_new(const struct list *,
	    (gsize)x->lists->len + 1);

	*n = x->lists->len;
	for (guint i = 0; i < x->lists->len; i++)
		lists[i] = &g_array_index(x->lists, struct listed, i).list;
	return lists;
}

const struct reject *
extraction_rejects(const struct extraction *x, size_t *n)
{
	*n = x->rejects->len;
	return (const struct reject *)x->rejects->data;
}

/* The columns of which no list says what they are. */
static guint64
columns_to_complete(void)
{
	static const size_t offsets[] = {offsetof(struct event, company),
	    offsetof(struct event, title_batch), offsetof(struct event, round),
	    offsetof(struct event, round_year)};
	guint64 columns = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(offsets); i++)
		columns |= (guint64)1 << offsets[i] / sizeof(char *);
	return columns;
}

/* Calls `begin` (NULL is none) with the first event of every list and the columns that
 * vary in it, and `put` with every event in order, completed. */
static void
for_each_event(const struct extraction *x, extraction_complete *complete,
    const void *data, void (*begin)(const struct event *, guint64 varying,
    void *to), void (*put)(const struct event *, void *to), void *to)
{
	guint32 nth = 0;

	for (guint i = 0; i < x->order->len; i++) {
		const struct event_rows *rows = x->order->pdata[i];
		guint n = event_rows_count(rows);
		struct event e = event_rows_at(rows, 0);

		if (begin != NULL && n > 0)
			begin(&e, event_rows_varying(rows) |
			    columns_to_complete(), to);
		for (guint k = 0; k < n; k++) {
			event_rows_set(rows, k, &e);
			/* Its texts lie far apart: have the next ones brought. */
			if (k + AHEAD < n) {
				__builtin_prefetch(event_rows_text(rows,
				    k + AHEAD, name));
				__builtin_prefetch(event_rows_text(rows,
				    k + AHEAD, event));
				__builtin_prefetch(event_rows_text(rows,
				    k + AHEAD, credit_code));
			}
			complete(&e, nth++, data);
			put(&e, to);
		}
	}
}

static void
begin_list(const struct event *e, guint64 varying, void *file)
{
	handoff_repeat(file, e, varying);
}

static void
write_event(const struct event *e, void *file)
{
	handoff_write_varying(file, e);
}

void
extraction_write(const struct extraction *x, struct handoff_set *set,
    extraction_complete *complete, const void *data)
{
	struct handoff_file *f = handoff_create(set, &event_layout);

	for_each_event(x, complete, data, begin_list, write_event, f);
	handoff_finish(f);
	f = handoff_create(set, &list_layout);
	for (guint i = 0; i < x->lists->len; i++)
		handoff_write(f, &g_array_index(x->lists, struct listed, i)
		    .list);
	handoff_finish(f);
	f = handoff_create(set, &reject_layout);
	for (guint i = 0; i < x->rejects->len; i++)
		handoff_write(f, &g_array_index(x->rejects, struct reject, i));
	handoff_finish(f);
}

static void
print_event(const struct event *e, void *to)
{
	GString *line = to;

	g_string_truncate(line, 0);
	for (size_t c = 0; c < event_layout.n_columns; c++) {
		if (c > 0)
			g_string_append_c(line, '\t');
		handoff_table_escape(line, G_STRUCT_MEMBER(const char *, e,
		    event_layout.columns[c].offset));
	}
	puts(line->str);
}

void
extraction_print(const struct extraction *x, extraction_complete *complete,
    const void *data)
{
	g_autoptr(GString) line = g_string_new(NULL);

	for (size_t c = 0; c < event_layout.n_columns; c++)
		printf("%s%s", c ? "\t" : "", event_layout.columns[c].name);
	putchar('\n');
	for_each_event(x, complete, data, NULL, print_event, line);
}
