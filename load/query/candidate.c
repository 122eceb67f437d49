#include "candidate.h"

#include <stdbool.h>
#include <string.h>

enum {
	MOST = 3,               /* candidates that are named */
	MOST_ALIKE = 20,        /* names with these words: more say nothing */
	LEAST_PART = 2,         /* characters of a part of a name */
	LEAST_WORD = 6,         /* letters of a reading that stands alone */
};

struct asked_name {
	guint number;
	const char *printed;
	gunichar *key;
	glong len;
	GString *found;         /* NULL: nothing yet */
	guint n_found;
};

struct candidates {
	sqlite3 *db;
	GStringChunk *strings;
	GPtrArray *asked;       /* struct asked_name, ascending */
	GHashTable *by_variant; /* hash -> GSList of struct asked_name */
};

/* --- what was asked --------------------------------------------------- */

static void
asked_free(void *data)
{
	struct asked_name *a = data;

	g_free(a->key);
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
	    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL)};
	return c;
}

void
candidate_free(struct candidates *c)
{
	GHashTableIter each;
	void *list;

	g_hash_table_iter_init(&each, c->by_variant);
	while (g_hash_table_iter_next(&each, NULL, &list))
		g_slist_free(list);
	g_hash_table_destroy(c->by_variant);
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
	a->key = g_utf8_to_ucs4_fast(key, -1, &a->len);
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

struct variants {
	struct candidates *c;
	struct asked_name *asked;       /* whose variants are collected */
	const gunichar *key;            /* of the name that is looked at */
	glong len;
	const char *company, *name;
};

static void
collect_variant(void *data, guint64 hash)
{
	struct variants *v = data;
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
	struct variants *v = data;
	gint64 key = (gint64)hash;

	for (GSList *l = g_hash_table_lookup(v->c->by_variant, &key); l != NULL;
	    l = l->next) {
		struct asked_name *a = l->data;

		if (differ_in_one(a->key, a->len, v->key, v->len))
			note(a, v->company, v->name, "one_character");
	}
}

static void
look_for_one_character(struct candidates *c)
{
	struct variants v = {.c = c};
	sqlite3_stmt *names = db_prepare(c->db, "SELECT company, name, name_key "
	    "FROM company_name ORDER BY name_no", NULL);

	for (guint i = 0; i < c->asked->len; i++) {
		v.asked = c->asked->pdata[i];
		each_variant(v.asked->key, v.asked->len, collect_variant, &v);
	}
	while (c->asked->len > 0 && db_step(names)) {
		g_autofree gunichar *key = g_utf8_to_ucs4_fast(
		    db_text(names, 2), -1, &v.len);

		v.key = key;
		v.company = db_text(names, 0);
		v.name = db_text(names, 1);
		each_variant(key, v.len, meet_variant, &v);
	}
	sqlite3_finalize(names);
}

/* --- parts and readings ----------------------------------------------- */

static void
look_with(sqlite3_stmt *search, struct asked_name *a, const char *query,
    const char *why)
{
	GPtrArray *found = g_ptr_array_new_with_free_func(g_free);

	db_bind(search, 1, query);
	while (db_step(search)) {
		g_ptr_array_add(found, g_strdup(db_text(search, 0)));
		g_ptr_array_add(found, g_strdup(db_text(search, 1)));
	}
	sqlite3_reset(search);
	for (guint i = 0; i < found->len && found->len / 2 <= MOST_ALIKE; i += 2)
		note(a, found->pdata[i], found->pdata[i + 1], why);
	g_ptr_array_unref(found);
}

/* Words of English names that say nothing of which firm it is. */
static bool
is_form(const char *word)
{
	static const char *const forms[] = {"co", "ltd", "limited", "inc",
	    "corp", "corporation", "company", "group", "holding", "holdings",
	    "llc", "plc", "the", "of", "and", "china", "city", "province"};

	for (size_t i = 0; i < G_N_ELEMENTS(forms); i++)
		if (strcmp(word, forms[i]) == 0)
			return true;
	return false;
}

/* The words of a Latin text that are no forms, in lower case; NULL where it has
 * other letters. */
static GPtrArray *
latin_words(const char *text)
{
	g_autofree char *lower = g_ascii_strdown(text, -1);
	g_auto(GStrv) parts = NULL;
	GPtrArray *words = g_ptr_array_new_with_free_func(g_free);

	for (char *p = lower; *p; p++) {
		if ((unsigned char)*p >= 0x80) {
			g_ptr_array_unref(words);
			return NULL;
		}
		if (!g_ascii_isalnum(*p))
			*p = ' ';
	}
	parts = g_strsplit(lower, " ", -1);
	for (char **w = parts; *w != NULL; w++)
		if (**w && !is_form(*w))
			g_ptr_array_add(words, g_strdup(*w));
	return words;
}

/* "Ningbo Zhongyi Hydraulic Motor": the longest beginning of it that names have,
 * here ningbo zhongyi. */
static void
look_for_reading(sqlite3_stmt *search, struct asked_name *a, GPtrArray *words)
{
	for (guint n = MIN(words->len, 8); n > 0 && a->n_found == 0; n--) {
		g_autoptr(GString) query = g_string_new("{place pinyin name} : (");

		if (n == 1 && strlen(words->pdata[0]) < LEAST_WORD)
			return;
		for (guint i = 0; i < n; i++)
			g_string_append_printf(query, "%s\"%s\"*",
			    i > 0 ? " AND " : "", (char *)words->pdata[i]);
		g_string_append_c(query, ')');
		look_with(search, a, query->str, "reading");
	}
}

static void
look_for_part(sqlite3_stmt *search, struct asked_name *a)
{
	g_autoptr(GString) query = g_string_new("name : \"");
	GPtrArray *words = latin_words(a->printed);

	if (words != NULL) {
		look_for_reading(search, a, words);
		g_ptr_array_unref(words);
		return;
	}
	if (g_utf8_strlen(a->printed, -1) < LEAST_PART)
		return;
	for (const char *p = a->printed; *p; p++)
		if (*p != '"')
			g_string_append_c(query, *p);
	g_string_append(query, "\"*");
	look_with(search, a, query->str, "part");
}

void
candidate_look(struct candidates *c)
{
	sqlite3_stmt *search = db_prepare(c->db, "SELECT n.company, n.name "
	    "FROM search s JOIN company_name n ON n.name_no = s.rowid "
	    "WHERE search MATCH ?1 LIMIT 21", NULL);

	look_for_one_character(c);
	for (guint i = 0; i < c->asked->len; i++)
		look_for_part(search, c->asked->pdata[i]);
	sqlite3_finalize(search);
}
