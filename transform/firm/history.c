#include "history.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "fetch/base/program.h"
#include "transform/name/name.h"
#include "transform/place/place.h"
#include "id_order.h"

static const char *const kind_words[] = {
    [KIND_RENAME] = "rename",
    [KIND_RECOMMENDED] = "recommended",
    [KIND_PUBLICITY] = "publicity",
    [KIND_FINAL] = "final",
    [KIND_REVIEW_PUBLICITY] = "review_publicity",
    [KIND_REVIEW_FINAL] = "review_final",
    [KIND_REVIEW_FAILED] = "review_failed",
    [KIND_REVIEW_FAILED_PUBLICITY] = "review_failed_publicity",
    [KIND_REVOKED_PUBLICITY] = "revoked_publicity",
    [KIND_WITHDREW] = "withdrew",
    [KIND_RESTORED] = "restored",
    [KIND_REVOKED] = "revoked",
    [KIND_MOVED] = "moved",
    [KIND_KEY_SUPPORT] = "key_support",
    [KIND_KEY_SUPPORT_CONTINUED] = "key_support_continued",
};

/* From the least evidence for a place to the best. */
static const char *const evidence_words[] = {
    NULL, "name", "code", "publisher", "section", "column",
};

enum { AHEAD = 8 };     /* events */
enum { CACHE_LINE = 64 };       /* bytes */

/* --- one order --------------------------------------------------------- */

static guint32
kind_of(const char *word)
{
	for (guint32 i = 0; i < G_N_ELEMENTS(kind_words); i++)
		if (g_strcmp0(word, kind_words[i]) == 0)
			return i;
	return KIND_UNKNOWN;
}

/* Two events with one id differ somewhere or are alike in every column. */
static int
compare_columns(const struct event *a, const struct event *b)
{
	int order = 0;

	for (size_t i = 0; i < event_layout.n_columns && order == 0; i++) {
		size_t at = event_layout.columns[i].offset;

		if (at != offsetof(struct event, company))
			order = g_strcmp0(G_STRUCT_MEMBER(const char *, a, at),
			    G_STRUCT_MEMBER(const char *, b, at));
	}
	return order;
}

/* The nth of all events. */
static struct event
nth_event(const GPtrArray *rows, guint32 nth)
{
	guint i = 0;

	for (; nth >= event_rows_count(rows->pdata[i]); i++)
		nth -= event_rows_count(rows->pdata[i]);
	return event_rows_at(rows->pdata[i], nth);
}

static gint
compare_events(gconstpointer a, gconstpointer b, gpointer rows)
{
	const struct id_order *x = a, *y = b;
	struct event one = nth_event(rows, x->at);
	struct event other = nth_event(rows, y->at);

	return compare_columns(&one, &other);
}

/* Those that came out as equal. */
static void
order_equals(struct id_order *order, guint32 n, const GPtrArray *rows)
{
	guint32 end;

	for (guint32 i = 0; i < n; i = end) {
		end = i + 1;
		while (end < n && id_order_compare(&order[i], &order[end]) == 0)
			end++;
		if (end > i + 1)
			g_qsort_with_data(&order[i], (gint)(end - i),
			    sizeof *order, compare_events, (gpointer)rows);
	}
}

/* --- numbers for texts ------------------------------------------------- */

static guint8
evidence_of(const char *word)
{
	for (guint8 i = 1; i < G_N_ELEMENTS(evidence_words); i++)
		if (g_strcmp0(word, evidence_words[i]) == 0)
			return i;
	return 0;
}

/* The key of the name a firm gave up, 0 where it is the same name printed
 * another way: 某某(集团)有限公司 → 某某（集团）有限公司 is no rename. */
static guint32
former_key(struct history *h, struct name *name, const char *previous)
{
	guint32 key;

	name_read(name, previous);
	key = interner_find(h->keys, name->key->str);
	if (key == 0 && name->key->len > 0)
		key = interner_add(h->keys,
		    g_string_chunk_insert(h->texts, name->key->str));
	return key;
}

/* Reads the unit's number among division_units, and its province: a planned
 * city and its province are apart as units but agree as places, since 浙江's
 * list may print a firm that MIIT's prints under 宁波. */
static void
read_unit(struct fact *f, const char *code)
{
	size_t n;
	const struct unit *units = division_units(&n);

	g_assert(n <= G_MAXUINT8);
	f->unit = f->province = 0;
	for (size_t i = 0; code != NULL && i < n; i++) {
		if (strcmp(units[i].code, code) != 0)
			continue;
		f->unit = (guint8)(i + 1);
		f->province = (guint8)(atoi(units[i].province_code) / 10000);
		return;
	}
}

/* The event before: within a list most texts are the same ones. */
struct event_before {
	struct event event;     /* its columns that a fact is read from */
	struct fact fact;       /* what it is */
	GArray *keys;           /* guint32 by name: the key that is the same text,
	                           0 where that is not known */
	guint32 brought[AHEAD]; /* of the names of the next rows, by row */
};

/* Reads the name's number and the key's.  Where name and key are one text, as
 * they mostly are, one look-up finds both. */
static void
read_names(struct history *h, struct fact *f, const struct event *e,
    guint32 brought, GArray *keys)
{
	f->name = interner_add_brought(h->names, e->name, brought);
	if (f->name >= keys->len)
		g_array_set_size(keys, f->name + 1);
	if (e->name == e->name_key)
		f->key = g_array_index(keys, guint32, f->name);
	if (f->key != 0)
		return;
	f->key = interner_add(h->keys, e->name_key);
	if (e->name == e->name_key)
		g_array_index(keys, guint32, f->name) = f->key;
}

static guint16
read_batch(const char *text)
{
	guint64 batch = text == NULL ? 0 : g_ascii_strtoull(text, NULL, 10);

	return batch <= G_MAXUINT16 ? (guint16)batch : 0;
}

/* Reads what a row says into the fact of the row before. */
static void
read_fact(struct history *h, const struct event *e, guint row,
    struct event_before *before)
{
	const struct event *b = &before->event;
	struct fact *f = &before->fact;

	f->key = 0;
	read_names(h, f, e, before->brought[row % AHEAD], before->keys);
	f->code = g_strcmp0(e->credit_code_status, "valid") == 0 ?
	    interner_add(h->codes, e->credit_code) : 0;
	if (e->list != b->list)
		f->list = interner_add(h->lists, e->list);
	if (e->event_on != b->event_on)
		f->day = day_read(e->event_on);
	if (e->batch != b->batch)
		f->batch = read_batch(e->batch);
	if (e->kind != b->kind)
		f->kind = (guint8)kind_of(e->kind);
	if (e->review_year != b->review_year)
		f->review_year = read_batch(e->review_year);
	if (e->place_evidence != b->place_evidence)
		f->evidence = evidence_of(e->place_evidence);
	if (e->programme != b->programme || e->level != b->level)
		f->title = g_strcmp0(e->programme, "small_giant") == 0 &&
		    g_strcmp0(e->level, "national") == 0;
	if (e->programme != b->programme)
		f->exchange = g_strcmp0(e->programme, "listed_company") == 0;
	if (e->unit != b->unit || e->programme != b->programme)
		read_unit(f, e->unit);
	if (f->exchange)
		f->province = 0;
	f->was_named = e->previous_name != NULL;
	before->event = (struct event){.list = e->list,
	    .event_on = e->event_on, .batch = e->batch, .kind = e->kind,
	    .review_year = e->review_year,
	    .place_evidence = e->place_evidence, .programme = e->programme,
	    .level = e->level, .unit = e->unit};
}

/* Puts fact `from[i]` at place i, for every i.  The places form circles: each is
 * gone round once, so that a second array is not needed.  A place that is done is
 * marked by naming itself. */
static void
move_facts(struct fact *facts, guint32 *from, guint32 n)
{
	for (guint32 i = 0; i < n; i++) {
		struct fact first = facts[i];
		guint32 to = i, next;

		for (; (next = from[to]) != i; to = next) {
			facts[to] = facts[next];
			from[to] = to;
		}
		facts[to] = first;
		from[to] = to;
	}
}

/* Reads what decides the places of a list's events, the first of which is event `at`. */
static void
read_places(const struct event_rows *rows, guint32 at,
    struct id_order *order)
{
	const char *event_on = NULL, *kind = NULL;
	guint32 day = 0, rank = kind_of(NULL) != KIND_RENAME;

	for (guint i = 0; i < event_rows_count(rows); i++) {
		const char *on = event_rows_text(rows, i, event_on);
		const char *of = event_rows_text(rows, i, kind);

		if (on != event_on)
			day = (guint32)day_read(event_on = on);
		if (of != kind)
			rank = kind_of(kind = of) != KIND_RENAME;
		order[i] = (struct id_order){
		    id_order_read(event_rows_text(rows, i, event)), day * 2 + rank,
		    at + i};
	}
}

/* Finds the order of the events before there are facts, so that each of these is made
 * where it shall stand; returns its place by event, for the caller to free. */
static guint32 *
find_places(struct history *h, const GPtrArray *rows)
{
	struct id_order *order = g_new(struct id_order,
	    (gsize)h->n + 1);
	guint32 *places = g_new(guint32, (gsize)h->n + 1), n = 0;

	for (guint i = 0; i < rows->len; i++) {
		read_places(rows->pdata[i], n, &order[n]);
		n += event_rows_count(rows->pdata[i]);
	}
	id_order_sort(&order, n);
	order_equals(order, n, rows);
	h->numbers = g_new(guint32, (gsize)n + 1);
	for (guint32 i = 0; i < n; i++) {
		h->numbers[i] = order[i].at;
		places[order[i].at] = i;
	}
	g_free(order);
	return places;
}

void
history_arrange(struct history *h, guint32 *from)
{
	guint32 *numbers = g_new(guint32, (gsize)h->n + 1);

	for (guint32 i = 0; i < h->n; i++)
		numbers[i] = h->numbers[from[i]];
	g_free(h->numbers);
	h->numbers = numbers;
	move_facts(h->facts, from, h->n);
}

/* Numbers the texts again, in the order of the sorted facts. */
static void
renumber(struct history *h, struct interner *texts, size_t offset)
{
	guint32 *map = g_new0(guint32, (gsize)interner_count(texts) + 1);
	guint32 next = 1;

	for (guint32 i = 0; i < h->n; i++) {
		guint32 *number = &G_STRUCT_MEMBER(guint32, &h->facts[i],
		    offset);

		if (*number != 0 && map[*number] == 0)
			map[*number] = next++;
		*number = map[*number];
	}
	interner_renumber(texts, map);
	g_free(map);
}

struct fact_index
history_index(const struct history *h, size_t offset, guint32 most)
{
	struct fact_index index;
	guint32 *at = g_new0(guint32, (gsize)most + 2);

	for (guint32 i = 0; i < h->n; i++)
		at[G_STRUCT_MEMBER(guint32, &h->facts[i], offset)]++;
	at[0] = 0;
	for (guint32 k = 1; k <= most; k++)
		at[k] += at[k - 1];
	at[most + 1] = at[most];
	index.list = g_new(guint32, (gsize)at[most] + 1);
	for (guint32 i = h->n; i-- > 0;) {
		guint32 k = G_STRUCT_MEMBER(guint32, &h->facts[i], offset);

		if (k != 0)
			index.list[--at[k]] = i;
	}
	index.at = at;
	return index;
}

void
history_index_clear(struct fact_index *index)
{
	g_clear_pointer(&index->list, g_free);
	g_clear_pointer(&index->at, g_free);
}

/* Reads the facts of a list's events, which are to stand at `places`. */
static void
read_rows(struct history *h, const struct event_rows *rows,
    const guint32 *places, struct event_before *before)
{
	guint n = event_rows_count(rows);
	struct event e = event_rows_at(rows, 0);

	for (guint i = 0; i < MIN(n, AHEAD); i++)
		before->brought[i] = interner_bring(h->names, event_rows_text(
		    rows, i, name));
	for (guint i = 0; i < n; i++) {
		event_rows_set(rows, i, &e);
		/* The names lie far apart: have the next ones brought, and
		 * then their places in the table. */
		if (i + 2 * AHEAD < n)
			__builtin_prefetch(event_rows_text(rows,
			    i + 2 * AHEAD, name));
		read_fact(h, &e, i, before);
		if (i + AHEAD < n)
			before->brought[i % AHEAD] = interner_bring(h->names,
			    event_rows_text(rows, i + AHEAD, name));
		before->fact.rows = rows;
		before->fact.row = i;
		h->facts[places[i]] = before->fact;
	}
}

static size_t
size_of_facts(guint32 n)
{
	return ((size_t)n + 1) * sizeof(struct fact);
}

/* The facts are looked up in all orders.  Pages of their own have each stand in one
 * line of the processor's cache, which is what comes from memory; and where pages are
 * large, a look-up seldom waits for the page's address, too. */
static struct fact *
new_facts(guint32 n)
{
	void *facts = mmap(NULL, size_of_facts(n), PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	G_STATIC_ASSERT(sizeof(struct fact) == CACHE_LINE);
	if (facts == MAP_FAILED)
		program_fail("no memory for %u events", n);
	/* Advice alone: small pages do as well. */
	madvise(facts, size_of_facts(n), MADV_HUGEPAGE);
	return facts;
}

struct history *
history_new(const GPtrArray *rows)
{
	struct history *h = g_new0(struct history, 1);
	struct name *name = name_new();
	struct event_before before = {
	    .fact.kind = (guint8)kind_of(NULL),
	    .keys = g_array_new(FALSE, TRUE, sizeof(guint32)),
	};
	guint32 *places, n = 0;

	h->n = event_rows_total(rows);
	places = find_places(h, rows);
	h->names = interner_new();
	h->keys = interner_new();
	h->codes = interner_new();
	h->lists = interner_new();
	h->texts = g_string_chunk_new(4096);
	h->facts = new_facts(h->n);
	for (guint i = 0; i < rows->len; i++) {
		read_rows(h, rows->pdata[i], &places[n], &before);
		n += event_rows_count(rows->pdata[i]);
	}
	g_array_unref(before.keys);
	g_free(places);
	renumber(h, h->names, offsetof(struct fact, name));
	renumber(h, h->keys, offsetof(struct fact, key));
	renumber(h, h->codes, offsetof(struct fact, code));
	renumber(h, h->lists, offsetof(struct fact, list));
	for (guint32 i = 0; i < h->n; i++) {
		struct fact *f = &h->facts[i];
		const char *previous;

		if (!f->was_named)
			continue;
		previous = history_text(f, previous_name);
		f->former = former_key(h, name, previous);
		if (f->former == f->key)
			f->former = 0;
		if (f->former != 0)
			f->former_name = interner_add(h->names, previous);
	}
	name_free(name);
	h->uses = history_index(h, offsetof(struct fact, key),
	    interner_count(h->keys));
	h->departures = history_index(h, offsetof(struct fact, former),
	    interner_count(h->keys));
	return h;
}

void
history_free(struct history *h)
{
	if (h == NULL)
		return;
	history_index_clear(&h->uses);
	history_index_clear(&h->departures);
	interner_free(h->names);
	interner_free(h->keys);
	interner_free(h->codes);
	interner_free(h->lists);
	g_string_chunk_free(h->texts);
	munmap(h->facts, size_of_facts(h->n));
	g_free(h->numbers);
	g_free(h);
}
