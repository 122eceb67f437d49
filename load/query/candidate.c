#include "candidate.h"

#include <stdbool.h>
#include <string.h>

#include "transform/name/name_words.h"
#include "latin_words.h"
#include "part.h"

enum {
	MOST = 3,               /* candidates that are named */
	MOST_ALIKE = 20,        /* names with these words: more say nothing */
	LEAST_PART = 2,         /* characters of a part of a name */
	LEAST_STEM = 3,         /* characters before a legal form: a place alone
	                           (北京公司) names no firm */
};

/* Names that one rule finds for a question, in the order of the warehouse. */
struct alike {
	guint n;                /* of all */
	guint n_words;          /* of the question that each of them has */
	gint64 last;            /* the last one */
	GPtrArray *names;       /* company and name in turn, of MOST_ALIKE */
};

struct asked_name {
	guint number;
	const char *printed, *key;
	gunichar *letters;      /* of the key */
	glong len;
	struct alike parts, readings;
	GString *found;         /* NULL: nothing yet */
	guint n_found;
};

struct candidates {
	sqlite3 *db;
	GStringChunk *strings;
	GPtrArray *asked;       /* struct asked_name, ascending */
	GHashTable *by_variant; /* hash -> GSList of struct asked_name */
	GHashTable *by_stem;    /* key without its legal form -> the same */
	GHashTable *by_beginning;       /* of a key, up to a legal form in it */
	struct part_set *parts;
	struct latin_words *latin;
};

/* A name of the warehouse, while it is looked at. */
struct looked_at {
	struct candidates *c;
	gint64 number;
	const char *company, *name;
	gunichar *letters;      /* of its key */
	glong len;
};

/* --- what was asked --------------------------------------------------- */

static void
asked_free(void *data)
{
	struct asked_name *a = data;

	g_free(a->letters);
	g_ptr_array_unref(a->parts.names);
	g_ptr_array_unref(a->readings.names);
	if (a->found != NULL)
		g_string_free(a->found, TRUE);
	g_free(a);
}

struct candidates *
candidate_new(sqlite3 *db)
{
	struct candidates *c = g_new(struct candidates, 1);

	*c = (struct candidates){db, g_string_chunk_new(4096),
	    g_ptr_array_new_with_free_func(asked_free),
	    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL),
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
	    part_new(), latin_words_new()};
	return c;
}

static void
free_lists(GHashTable *of)
{
	GHashTableIter each;
	void *list;

	g_hash_table_iter_init(&each, of);
	while (g_hash_table_iter_next(&each, NULL, &list))
		g_slist_free(list);
	g_hash_table_destroy(of);
}

void
candidate_free(struct candidates *c)
{
	free_lists(c->by_variant);
	free_lists(c->by_stem);
	free_lists(c->by_beginning);
	part_free(c->parts);
	latin_words_free(c->latin);
	g_ptr_array_unref(c->asked);
	g_string_chunk_free(c->strings);
	g_free(c);
}

void
candidate_ask(struct candidates *c, guint number, const char *printed,
    const char *key)
{
	struct asked_name *a = g_new0(struct asked_name, 1);

	a->number = number;
	a->printed = g_string_chunk_insert(c->strings, printed);
	a->key = g_string_chunk_insert(c->strings, key);
	a->letters = g_utf8_to_ucs4_fast(key, -1, &a->len);
	a->parts.names = g_ptr_array_new_with_free_func(g_free);
	a->readings.names = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_add(c->asked, a);
}

const char *
candidate_of(const struct candidates *c, guint number)
{
	guint low = 0, high = c->asked->len;

	while (low < high) {
		guint middle = low + (high - low) / 2;
		const struct asked_name *a = c->asked->pdata[middle];

		if (a->number == number)
			return a->found != NULL ? a->found->str : NULL;
		if (a->number < number)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static void
note(struct asked_name *a, const char *company, const char *name,
    const char *why)
{
	if (a->n_found >= MOST || (a->found != NULL &&
	    strstr(a->found->str, company) != NULL))
		return;
	if (a->found == NULL)
		a->found = g_string_new(NULL);
	g_string_append_printf(a->found, "%s%s %s (%s)",
	    a->n_found++ > 0 ? "; " : "", company, name, why);
}

/* --- one character ---------------------------------------------------- */

/* Two names that differ in one character, be it one too many, have a variant in
 * common that lacks it.  A variant is known by its hash: h = h * P + c over its
 * characters, made from the hashes of what stands before and after the one that
 * is left out. */
static const guint64 P = 0x9e3779b97f4a7c15;

typedef void (*on_variant)(void *data, guint64 hash);

static void
each_variant(const gunichar *key, glong n, on_variant see, void *data)
{
	guint64 before[128] = {0}, power[128] = {1}, whole = 0, after = 0;

	if (n < 2 || n >= (glong)G_N_ELEMENTS(before))
		return;
	for (glong i = 0; i < n; i++) {
		before[i] = whole;
		whole = whole * P + key[i];
		power[i + 1] = power[i] * P;
	}
	see(data, whole);
	for (glong i = n - 1; i >= 0; i--) {
		see(data, before[i] * power[n - 1 - i] + after);
		after += key[i] * power[n - 1 - i];
	}
}

struct collecting {
	struct candidates *c;
	struct asked_name *asked;
};

static void
collect_variant(void *data, guint64 hash)
{
	struct collecting *v = data;
	gint64 *key = g_new(gint64, 1);
	GSList *list;

	*key = (gint64)hash;
	list = g_hash_table_lookup(v->c->by_variant, key);
	g_hash_table_replace(v->c->by_variant, key,
	    g_slist_prepend(list, v->asked));
}

/* Whether two keys differ in one character exactly. */
static bool
differ_in_one(const gunichar *a, glong n, const gunichar *b, glong m)
{
	glong same = 0, tail = 0, longer = MAX(n, m);

	while (same < MIN(n, m) && a[same] == b[same])
		same++;
	while (tail < MIN(n, m) - same && a[n - 1 - tail] == b[m - 1 - tail])
		tail++;
	return ABS(n - m) <= 1 && same + tail == longer - 1;
}

static void
meet_variant(void *data, guint64 hash)
{
	struct looked_at *l = data;
	gint64 key = (gint64)hash;

	for (GSList *i = g_hash_table_lookup(l->c->by_variant, &key); i != NULL;
	    i = i->next) {
		struct asked_name *a = i->data;

		if (differ_in_one(a->letters, a->len, l->letters, l->len))
			note(a, l->company, l->name, "one_character");
	}
}

/* --- legal forms ------------------------------------------------------- */

/* 杭州华普永明光电 of 杭州华普永明光电股份有限公司; NULL where there is no legal form, or
 * too little before it.  To be freed. */
static char *
stem_of(const char *key)
{
	const char *end = key + strlen(key);
	const char *stem_end = end - name_words_legal_form(key, end);

	if (stem_end == end || g_utf8_strlen(key, stem_end - key) < LEAST_STEM)
		return NULL;
	return g_strndup(key, (gsize)(stem_end - key));
}

/* Takes `text`. */
static void
collect(GHashTable *by_text, char *text, struct asked_name *a)
{
	GSList *list = g_hash_table_lookup(by_text, text);

	g_hash_table_replace(by_text, text, g_slist_prepend(list, a));
}

/* What it is without its legal form, and what it begins with up to one: a remark, a
 * former name or a branch may follow. */
static void
collect_forms(struct candidates *c, struct asked_name *a)
{
	char *stem = stem_of(a->key);

	if (stem != NULL)
		collect(c->by_stem, stem, a);
	for (const char *p = a->key; *p; p = g_utf8_next_char(p))
		if (name_words_legal_form(a->key, p) > 0)
			collect(c->by_beginning,
			    g_strndup(a->key, (gsize)(p - a->key)), a);
}

static void
meet_forms(const struct looked_at *l, const char *key)
{
	g_autofree char *stem = stem_of(key);

	for (GSList *i = g_hash_table_lookup(l->c->by_beginning, key); i != NULL;
	    i = i->next)
		note(i->data, l->company, l->name, "beginning");
	if (stem == NULL)
		return;
	for (GSList *i = g_hash_table_lookup(l->c->by_stem, stem); i != NULL;
	    i = i->next)
		note(i->data, l->company, l->name, "legal_form");
}

/* --- parts and readings ----------------------------------------------- */

static void
alike_add(struct alike *alike, const struct looked_at *l)
{
	if (alike->n > 0 && alike->last == l->number)
		return;
	alike->last = l->number;
	if (++alike->n > MOST_ALIKE)
		return;
	g_ptr_array_add(alike->names, g_strdup(l->company));
	g_ptr_array_add(alike->names, g_strdup(l->name));
}

static void
meet_part(void *asked, void *context)
{
	alike_add(&((struct asked_name *)asked)->parts, context);
}

/* Of "Ningbo Zhongyi Hydraulic Motor" the longest beginning that names have
 * counts, here ningbo zhongyi. */
static void
meet_reading(void *asked, guint n_words, void *context)
{
	struct alike *alike = &((struct asked_name *)asked)->readings;

	if (n_words < alike->n_words)
		return;
	if (n_words > alike->n_words) {
		alike->n = 0;
		g_ptr_array_set_size(alike->names, 0);
	}
	alike->n_words = n_words;
	alike_add(alike, context);
}

static void
note_alike(struct asked_name *a, const struct alike *alike, const char *why)
{
	for (guint i = 0; i < alike->names->len && alike->n <= MOST_ALIKE; i += 2)
		note(a, alike->names->pdata[i], alike->names->pdata[i + 1], why);
}

/* --- all of them ------------------------------------------------------ */

static void
prepare(struct candidates *c)
{
	for (guint i = 0; i < c->asked->len; i++) {
		struct asked_name *a = c->asked->pdata[i];
		struct collecting v = {c, a};

		each_variant(a->letters, a->len, collect_variant, &v);
		collect_forms(c, a);
		if (!latin_words_add(c->latin, a->printed, a) &&
		    a->len >= LEAST_PART)
			part_add(c->parts, a->key, a);
	}
	part_sort(c->parts);
}

void
candidate_look(struct candidates *c)
{
	sqlite3_stmt *names = db_prepare(c->db, "SELECT n.company, n.name, "
	    "n.name_key, t.pinyin, coalesce(t.place, '') || "
	    "coalesce(' ' || t.english, ''), n.name_no FROM company_name n "
	    "JOIN search_text t USING (name_no) ORDER BY n.name_no", NULL);

	prepare(c);
	while (c->asked->len > 0 && db_step(names)) {
		struct looked_at l = {c, sqlite3_column_int64(names, 5),
		    db_text(names, 0), db_text(names, 1), NULL, 0};

		l.letters = g_utf8_to_ucs4_fast(db_text(names, 2), -1, &l.len);
		each_variant(l.letters, l.len, meet_variant, &l);
		meet_forms(&l, db_text(names, 2));
		part_each(c->parts, db_text(names, 2), meet_part, &l);
		latin_words_each(c->latin, db_text(names, 3), db_text(names, 4),
		    meet_reading, &l);
		g_free(l.letters);
	}
	sqlite3_finalize(names);
	for (guint i = 0; i < c->asked->len; i++) {
		struct asked_name *a = c->asked->pdata[i];

		note_alike(a, &a->parts, "part");
		note_alike(a, &a->readings, "reading");
	}
}
