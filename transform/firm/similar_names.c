#include "similar_names.h"

#include <string.h>

#include "transform/name/name.h"
#include "transform/place/place.h"
#include "transform/words/datafile.h"
#include "transform/words/lexicon.h"

enum {
	MOST_CHARACTERS = 64,   /* of a name that is compared by characters */
	SHORTEST_STEM = 2,      /* characters before a legal form */
	LONGEST_PREFIX = 8,     /* characters: 杭州市余杭区 */
	COUNTS_EACH = 8,        /* for each signature, at least; so one in eight
	                           at most is counted with another by chance */
	MOST_COUNTS = 1 << 26,  /* 16 MiB */
	RADIX_BITS = 11,
	HEAD = 5,               /* characters that most names have alone */
};

struct similar_search {
	const struct interner *keys;
	similar_names_found *found;
	void *data;
};

/* A name in characters, and the hashes of its ends: that of ci … cn is
 * ci + base * hash(ci+1 … cn). */
struct spelling {
	gunichar text[MOST_CHARACTERS + 1];
	guint64 rest[MOST_CHARACTERS + 1];
	guint n;                /* 0 where it is too long to compare */
};

static const guint64 base = 0x9e3779b97f4a7c15u;

static void
spell(struct spelling *s, const char *key)
{
	s->n = 0;
	for (; *key != '\0'; key = g_utf8_next_char(key)) {
		if (s->n == MOST_CHARACTERS) {
			s->n = 0;
			return;
		}
		s->text[s->n++] = g_utf8_get_char(key);
	}
	s->rest[s->n] = 0;
	for (guint i = s->n; i-- > 0;)
		s->rest[i] = s->text[i] + base * s->rest[i + 1];
}

static guint64
mix(guint64 h)
{
	h = (h ^ (h >> 33)) * 0xff51afd7ed558ccdu;
	h = (h ^ (h >> 33)) * 0xc4ceb9fe1a85ec53u;
	return h ^ (h >> 33);
}

/* --- counts ------------------------------------------------------------ */

/* How often hashes came: in two bits each by a part of the hash, bit 0 once, bit 1 more
 * often; some come out as more often by chance. */
struct counts {
	guint64 *words;
	guint32 mask;
};

/* For so many hashes. */
static struct counts
counts_new(guint64 many)
{
	struct counts c = {.mask = 1023};

	while (c.mask < MOST_COUNTS - 1 && c.mask < many * COUNTS_EACH)
		c.mask = c.mask * 2 + 1;
	c.words = g_new0(guint64, c.mask / 32 + 1);
	return c;
}

static void
count(struct counts *c, guint64 hash)
{
	guint32 at = (guint32)(hash >> 32) & c->mask;
	guint64 *word = &c->words[at / 32];

	at = at % 32 * 2;
	*word |= (*word >> at & 1) != 0 ? (guint64)2 << at : (guint64)1 << at;
}

static bool
came_twice(const struct counts *c, guint64 hash)
{
	guint32 at = (guint32)(hash >> 32) & c->mask;

	return (c->words[at / 32] >> (at % 32 * 2) & 2) != 0;
}

/* --- signatures -------------------------------------------------------- */

/* Only names that share a signature are compared.  Most signatures are of one name
 * alone: all are counted first, and only those that may have come twice are kept and
 * sorted.  A name may give several. */
struct signatures {
	guint64 *list, *spare;  /* hash in the upper half, name in the lower */
	guint32 n, room;
	struct counts counts;   /* of all signatures */
	struct counts heads;    /* of how names begin, for sign_characters */
	bool counted;           /* all are: keep those that came more often */
};

static void
add_signature(struct signatures *g, guint64 hash, guint32 name)
{
	hash = mix(hash);
	if (!g->counted) {
		count(&g->counts, hash);
		return;
	}
	if (!came_twice(&g->counts, hash))
		return;
	if (g->n == g->room) {
		g->room *= 2;
		g->list = g_renew(guint64, g->list, g->room);
	}
	g->list[g->n++] = (hash & ~(guint64)G_MAXUINT32) | name;
}

static void
sort_signatures(struct signatures *g)
{
	for (int shift = 32; shift < 64; shift += RADIX_BITS) {
		guint32 at[1 << RADIX_BITS] = {0}, sum = 0;
		guint64 *sorted = g->spare;

		for (guint32 i = 0; i < g->n; i++)
			at[g->list[i] >> shift & ((1 << RADIX_BITS) - 1)]++;
		for (guint k = 0; k < G_N_ELEMENTS(at); k++) {
			guint32 many = at[k];

			at[k] = sum;
			sum += many;
		}
		for (guint32 i = 0; i < g->n; i++)
			sorted[at[g->list[i] >> shift &
			    ((1 << RADIX_BITS) - 1)]++] = g->list[i];
		g->spare = g->list;
		g->list = sorted;
	}
}

/* One way to find pairs: what signs a name, and what is asked of two names with
 * one signature. */
struct method {
	void (*sign)(struct signatures *, const char *key, guint32 name);
	bool (*agree)(const char *a, const char *b);
	enum similarity alike;
	guint32 each;           /* how many signatures a name gives, about */
	bool by_heads;          /* how names begin is counted for it */
};

static void
compare_alike(const struct similar_search *s, const struct method *m,
    const guint64 *list, guint32 n)
{
	if (n > SIMILAR_NAMES_MOST)
		return;
	for (guint32 i = 0; i < n; i++) {
		for (guint32 k = i + 1; k < n; k++) {
			guint32 a = (guint32)list[i], b = (guint32)list[k];

			if (a != b && m->agree(interner_text(s->keys, a),
			    interner_text(s->keys, b)))
				s->found(a, b, m->alike, s->data);
		}
	}
}

/* Sorts the signatures and compares the names of each. */
static void
compare_signed(const struct similar_search *s, const struct method *m,
    struct signatures *g)
{
	guint32 end;

	sort_signatures(g);
	for (guint32 i = 0; i < g->n; i = end) {
		end = i + 1;
		while (end < g->n && g->list[end] >> 32 == g->list[i] >> 32)
			end++;
		if (end > i + 1)
			compare_alike(s, m, &g->list[i], end - i);
	}
}

/* The hash of a name's first HEAD characters; false where it has fewer. */
static bool
head_of(const char *key, guint64 *head)
{
	*head = 0;
	for (int i = 0; i < HEAD; i++, key = g_utf8_next_char(key)) {
		if (*key == '\0')
			return false;
		*head = *head * base + g_utf8_get_char(key);
	}
	*head = mix(*head);
	return true;
}

static struct counts
count_heads(const struct interner *keys)
{
	guint32 names = interner_count(keys);
	struct counts heads = counts_new(names);
	guint64 head;

	for (guint32 i = 1; i <= names; i++)
		if (head_of(interner_text(keys, i), &head))
			count(&heads, head);
	return heads;
}

static void
find_by_signatures(const struct similar_search *s, const struct method *m)
{
	guint32 names = interner_count(s->keys);
	struct signatures g = {.room = 1024,
	    .counts = counts_new((guint64)names * m->each)};

	if (m->by_heads)
		g.heads = count_heads(s->keys);
	g.list = g_new(guint64, g.room);
	for (int round = 0; round < 2; round++) {
		g.counted = round == 1;
		for (guint32 i = 1; i <= names; i++)
			m->sign(&g, interner_text(s->keys, i), i);
	}
	g_free(g.counts.words);
	g_free(g.heads.words);
	g.spare = g_new(guint64, g.room);
	compare_signed(s, m, &g);
	g_free(g.list);
	g_free(g.spare);
}

/* --- one character ----------------------------------------------------- */

/* Two names that differ in one character are equal once that character is
 * taken out of both, or out of the longer.  So every name gives a signature
 * for itself and one for itself without each of its characters: the hash of
 * c0 … cn is a sum weighted by powers of one number, so that a character is
 * taken out without reading the others again.
 *
 * Names that differ after their first characters have these in common: most begin as
 * no other does, and give no signatures without the characters after that. */
static void
sign_characters(struct signatures *g, const char *key, guint32 name)
{
	guint64 before = 0, power = 1, head;
	struct spelling s;
	guint end, run = 0;     /* of equal characters: where it begins */

	spell(&s, key);
	if (s.n < 3)
		return;
	add_signature(g, s.rest[0], name);
	end = head_of(key, &head) && !came_twice(&g->heads, head) ? HEAD : s.n;
	for (guint i = 0; i < s.n; i++) {
		if (i > 0 && s.text[i] != s.text[i - 1])
			run = i;
		if (run >= end)
			return;
		/* Of two equal neighbours one is enough: 新新 */
		if (i + 1 == s.n || s.text[i] != s.text[i + 1])
			add_signature(g, before + power * s.rest[i + 1], name);
		before += power * s.text[i];
		power *= base;
	}
}

void
similar_names_character(const char **a, const char **b)
{
	while (**a != '\0' && g_utf8_get_char(*a) == g_utf8_get_char(*b)) {
		*a = g_utf8_next_char(*a);
		*b = g_utf8_next_char(*b);
	}
}

static bool
differ_in_one(const char *a, const char *b)
{
	similar_names_character(&a, &b);
	if (*a != '\0' && *b != '\0' &&
	    strcmp(g_utf8_next_char(a), g_utf8_next_char(b)) == 0)
		return true;
	return (*a != '\0' && strcmp(g_utf8_next_char(a), b) == 0) ||
	    (*b != '\0' && strcmp(a, g_utf8_next_char(b)) == 0);
}

/* --- legal form -------------------------------------------------------- */

/* Loads the forms as they end name keys: （集团）有限公司 → 集团有限公司. */
static struct lexicon *
load_forms(void)
{
	struct lexicon *lexicon = lexicon_new(true);
	struct datafile *file = datafile_open("name/legal_forms.tsv", "form");
	struct name *name = name_new();
	char *f[1];

	while (datafile_next(file, f)) {
		name_read(name, f[0]);
		if (name->key->len > 0)
			*lexicon_slot(lexicon, name->key->str,
			    name->key->len) = 1;
	}
	name_free(name);
	return lexicon;
}

const char *
similar_names_legal_form(const char *key)
{
	static struct lexicon *forms;
	const char *end = key + strlen(key), *least = key;
	struct lexicon_match match;

	if (g_once_init_enter(&forms))
		g_once_init_leave(&forms, load_forms());
	for (int i = 0; i < SHORTEST_STEM; i++) {
		if (*least == '\0')
			return end;
		least = g_utf8_next_char(least);
	}
	return lexicon_longest(forms, least, end, &match) ? end - match.len :
	    end;
}

/* A name is signed as it is and without its legal form: 某某设计院有限公司 has
 * the stem 某某设计院, which another name is as a whole. */
static void
sign_stem(struct signatures *g, const char *key, guint32 name)
{
	const char *form = similar_names_legal_form(key);
	guint64 hash = 0;

	for (const char *p = key; *p != '\0'; p++) {
		if (p == form)
			add_signature(g, hash, name);
		hash = hash * base + (unsigned char)*p;
	}
	add_signature(g, hash, name);
}

static bool
begins_with(const char *key, const char *stem, size_t len)
{
	return strncmp(key, stem, len) == 0;
}

/* Whether two names are alike up to their legal forms, of which one may be
 * missing. */
static bool
differ_in_form(const char *a, const char *b)
{
	size_t whole_a = strlen(a), whole_b = strlen(b);
	size_t stem_a = (size_t)(similar_names_legal_form(a) - a);
	size_t stem_b = (size_t)(similar_names_legal_form(b) - b);

	return (stem_a == stem_b && begins_with(a, b, stem_b)) ||
	    (whole_a == stem_b && begins_with(b, a, whole_a)) ||
	    (whole_b == stem_a && begins_with(a, b, whole_b));
}

/* --- place prefix ------------------------------------------------------ */

/* Which hashes there are: a bit for each, some by chance.  It is asked for seven
 * ends of every name, and the table of names is far slower to ask. */
struct similar_filter {
	guint64 *bits, mask;
};

static struct similar_filter
filter_new(const struct interner *keys)
{
	guint32 names = interner_count(keys);
	struct similar_filter f = {.mask = 1023};
	struct spelling s;

	while (f.mask < (guint64)names * 16)
		f.mask = f.mask * 2 + 1;
	f.bits = g_new0(guint64, f.mask / 64 + 1);
	for (guint32 i = 1; i <= names; i++) {
		guint64 bit;

		spell(&s, interner_text(keys, i));
		bit = mix(s.rest[0]) & f.mask;
		if (s.n > 0)
			f.bits[bit / 64] |= (guint64)1 << bit % 64;
	}
	return f;
}

static bool
may_hold(const struct similar_filter *f, guint64 hash)
{
	guint64 bit = mix(hash) & f->mask;

	return f->bits[bit / 64] >> bit % 64 & 1;
}

static bool
is_place(const char *text, size_t len)
{
	g_autofree char *copy = g_strndup(text, len);
	struct place place;

	return place_of_text(copy, NULL, &place);
}

/* Looks for a name without the two to eight characters before it, where these
 * are a place: 北京, 浙江省, 杭州市余杭区. */
static void
find_without_prefix(const struct similar_search *s,
    const struct similar_filter *filter, guint32 name)
{
	const char *key = interner_text(s->keys, name), *rest = key;
	struct spelling spelling;

	spell(&spelling, key);
	for (guint n = 1; n <= LONGEST_PREFIX && n < spelling.n; n++) {
		guint32 found;

		rest = g_utf8_next_char(rest);
		if (n < 2 || !may_hold(filter, spelling.rest[n]))
			continue;
		found = interner_find(s->keys, rest);
		if (found != 0 && is_place(key, (size_t)(rest - key)))
			s->found(name, found, SIMILAR_NAMES_PLACE_PREFIX, s->data);
	}
}

static void
find_place_prefixes(const struct similar_search *s)
{
	struct similar_filter filter = filter_new(s->keys);

	for (guint32 i = 1; i <= interner_count(s->keys); i++)
		find_without_prefix(s, &filter, i);
	g_free(filter.bits);
}

void
similar_names_find(const struct interner *keys, similar_names_found *found,
    void *data)
{
	static const struct method forms = {sign_stem, differ_in_form,
	    SIMILAR_NAMES_LEGAL_FORM, 2, false};
	static const struct method characters = {sign_characters,
	    differ_in_one, SIMILAR_NAMES_ONE_CHARACTER, 8, true};
	struct similar_search s = {keys, found, data};

	find_by_signatures(&s, &forms);
	find_place_prefixes(&s);
	find_by_signatures(&s, &characters);
}
