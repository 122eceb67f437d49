#include "review.h"

#include <stdlib.h>
#include <string.h>

#include "company.h"
#include "place.h"

enum {
	MOST_ALIKE = 32,        /* names of one pattern that are compared */
	MOST_CHARACTERS = 64,   /* of a name that is compared by characters */
	MOST_EVENTS = 256,      /* of a firm whose lists are compared */
	SIGNATURES = 1 << 21,   /* held at once: 32 MiB with their sorting; */
	MOST_PORTIONS = 4,      /* more of them where that would take more
	                           rounds, each of which reads all names */
	RADIX_BITS = 11,
};

/* In the order in which one goes before another. */
enum reason {
	REASON_SHARED_CODE,
	REASON_OTHER_CODE,
	REASON_JUDGED_DIFFERENT,
	REASON_NAME_REUSED,
	REASON_LEGAL_FORM,
	REASON_PLACE_PREFIX,
	REASON_ONE_CHARACTER,
};

static const struct {
	const char *word;
	int score;              /* hundredths */
	const char *evidence;
} reasons[] = {
    [REASON_SHARED_CODE] = {"shared_code", 40,
        "one credit code is printed with both names, which stand in one list"},
    [REASON_OTHER_CODE] = {"other_code", 40,
        "one name or a rename links them, their valid credit codes differ"},
    [REASON_JUDGED_DIFFERENT] = {"judged_different", 50,
        "a code or a rename links them, a judgement keeps them apart"},
    [REASON_NAME_REUSED] = {"name_reused", 50,
        "one name, given up before it was printed again"},
    [REASON_LEGAL_FORM] = {"legal_form", 80,
        "the names differ in their legal form only"},
    [REASON_PLACE_PREFIX] = {"place_prefix", 80,
        "the names differ in the place before them only"},
    [REASON_ONE_CHARACTER] = {"one_character", 60,
        "the names differ in one character"},
};

/* Longest first where one ends another. */
static const char *const legal_forms[] = {
    "集团有限责任公司", "集团股份有限公司", "集团有限公司", "有限责任公司",
    "股份有限公司", "集团公司", "有限公司", "公司",
};

/* A pair of tenants whose firms may be one. */
struct pair {
	guint32 firm_a, firm_b; /* a < b */
	guint32 tenant_a, tenant_b;
	enum reason reason;
};

struct search {
	const struct resolution *r;
	GArray *pairs;
	guint32 *list_seen;     /* by list: stamp */
	guint32 stamp;
};

/* --- what keeps a pair out --------------------------------------------- */

/* Whether a list names both firms: two rows, two firms. */
static bool
share_a_list(struct search *s, const struct firm *a, const struct firm *b)
{
	const struct resolution *r = s->r;

	if (a->events > MOST_EVENTS || b->events > MOST_EVENTS)
		return true;
	s->stamp++;
	for (int second = 0; second <= 1; second++) {
		const struct firm *firm = second ? b : a;

		for (guint32 i = 0; i < firm->n_tenants; i++) {
			guint32 t = r->members[firm->tenants + i];

			for (guint32 k = r->uses.at[t];
			    k < r->uses.at[t + 1]; k++) {
				const struct fact *f =
				    &r->history->facts[r->uses.list[k]];

				if (f->kind == KIND_RENAME || f->list == 0)
					continue;
				if (!second)
					s->list_seen[f->list] = s->stamp;
				else if (s->list_seen[f->list] == s->stamp)
					return true;
			}
		}
	}
	return false;
}

static bool
is_candidate(struct search *s, guint32 firm_a, guint32 firm_b)
{
	const struct firm *a = &s->r->firms[firm_a], *b = &s->r->firms[firm_b];

	if (firm_a == firm_b || (a->code != 0 && b->code != 0))
		return false;
	if (a->placed_by != NULL && b->placed_by != NULL &&
	    a->placed_by->unit != b->placed_by->unit)
		return false;
	return !share_a_list(s, a, b);
}

static void
add_pair(struct search *s, guint32 a, guint32 b, enum reason reason)
{
	struct pair p = {s->r->firm_of[a], s->r->firm_of[b], a, b, reason};

	bool settled = reason == REASON_JUDGED_DIFFERENT ?
	    links_forbidden_directly(s->r->links, a, b) :
	    links_forbidden(s->r->links, a, b);

	if (p.firm_a == p.firm_b || settled)
		return;
	if (p.firm_a > p.firm_b)
		p = (struct pair){p.firm_b, p.firm_a, b, a, reason};
	g_array_append_val(s->pairs, p);
}

/* All tenants of two name keys. */
static void
add_keys(struct search *s, guint32 tenant, guint32 key, enum reason reason)
{
	const guint32 *first = &s->r->tenancy->first[key];

	for (guint32 other = first[0];
	    other < first[1] && other < first[0] + MOST_ALIKE; other++)
		if (is_candidate(s, s->r->firm_of[tenant],
		    s->r->firm_of[other]))
			add_pair(s, tenant, other, reason);
}

/* --- doubts of the resolution ------------------------------------------ */

static void
find_doubts(struct search *s)
{
	static const enum reason of[] = {
	    [DOUBT_NAME_REUSED] = REASON_NAME_REUSED,
	    [DOUBT_OTHER_CODE] = REASON_OTHER_CODE,
	    [DOUBT_SHARED_CODE] = REASON_SHARED_CODE,
	    [DOUBT_LINKED_DIFFERENT] = REASON_JUDGED_DIFFERENT,
	};
	const GArray *doubts = s->r->tenancy->doubts;

	for (guint i = 0; i < doubts->len; i++) {
		const struct doubt *d = &g_array_index(doubts, struct doubt, i);

		if (d->tenant_a != 0 && d->tenant_b != 0)
			add_pair(s, d->tenant_a, d->tenant_b, of[d->reason]);
	}
}

/* --- legal form and place prefix --------------------------------------- */

/* Looks the name up with every other legal form.  Each pair is met from both
 * sides and taken once. */
static void
find_legal_forms(struct search *s, guint32 tenant, const char *key,
    GString *other)
{
	const char *form = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(legal_forms) && form == NULL; i++)
		if (g_str_has_suffix(key, legal_forms[i]))
			form = legal_forms[i];
	if (form == NULL || strlen(form) == strlen(key))
		return;
	for (guint i = 0; i < G_N_ELEMENTS(legal_forms); i++) {
		guint32 found;

		if (legal_forms[i] == form)
			continue;
		g_string_truncate(other, 0);
		g_string_append_len(other, key, strlen(key) - strlen(form));
		g_string_append(other, legal_forms[i]);
		found = symbols_find(s->r->history->keys, other->str);
		if (found != 0 && tenant < s->r->tenancy->first[found])
			add_keys(s, tenant, found, REASON_LEGAL_FORM);
	}
}

static bool
is_place(const char *text, size_t len)
{
	char *copy = g_strndup(text, len);
	struct place place;
	bool is = place_of_text(copy, NULL, &place);

	g_free(copy);
	return is;
}

/* Looks for the name without the two to eight characters before it, where these
 * are a place: 北京, 浙江省, 杭州市余杭区. */
static void
find_place_prefix(struct search *s, guint32 tenant, const char *key)
{
	const char *rest = key;

	for (int n = 1; n <= 8 && *rest != '\0'; n++) {
		guint32 found;

		rest = g_utf8_next_char(rest);
		if (n < 2)
			continue;
		found = symbols_find(s->r->history->keys, rest);
		if (found != 0 && is_place(key, rest - key))
			add_keys(s, tenant, found, REASON_PLACE_PREFIX);
	}
}

/* --- one character ----------------------------------------------------- */

/* Two names that differ in one character are equal once that character is
 * taken out of both, or out of the longer.  So every name gives a signature
 * for itself and one for itself without each of its characters, and only names
 * that share a signature are compared.  Signatures are sorted in portions. */
struct signatures {
	guint64 *list, *spare;  /* hash in the upper half, tenant in the lower */
	guint32 n, room;
	guint32 portion, portions;
};

static guint64
mix(guint64 h)
{
	h = (h ^ (h >> 33)) * 0xff51afd7ed558ccdu;
	h = (h ^ (h >> 33)) * 0xc4ceb9fe1a85ec53u;
	return h ^ (h >> 33);
}

static void
add_signature(struct signatures *g, guint64 hash, guint32 tenant)
{
	hash = mix(hash);
	if ((guint32)hash % g->portions != g->portion)
		return;
	if (g->n == g->room) {
		g->room *= 2;
		g->list = g_renew(guint64, g->list, g->room);
		g->spare = g_renew(guint64, g->spare, g->room);
	}
	g->list[g->n++] = (hash & ~(guint64)G_MAXUINT32) | tenant;
}

/* A name's characters; 0 of them where it is too long to compare. */
static guint
characters(const char *key, gunichar *list)
{
	guint n = 0;

	for (; *key != '\0'; key = g_utf8_next_char(key)) {
		if (n == MOST_CHARACTERS)
			return 0;
		list[n++] = g_utf8_get_char(key);
	}
	return n;
}

/* The hash of c0 … cn is their sum weighted by powers of one number, so that
 * a character is taken out without reading the others again. */
static void
sign(struct signatures *g, const char *key, guint32 tenant)
{
	const guint64 base = 0x9e3779b97f4a7c15u;
	gunichar text[MOST_CHARACTERS];
	guint64 before[MOST_CHARACTERS + 1], after = 0, power = 1;
	guint n = characters(key, text);

	if (n < 3)
		return;
	before[0] = 0;
	for (guint i = 0; i < n; i++)
		before[i + 1] = before[i] * base + text[i];
	add_signature(g, before[n], tenant);
	for (guint i = n; i-- > 0;) {
		/* Of two equal neighbours one is enough: 新新 */
		if (i + 1 == n || text[i] != text[i + 1])
			add_signature(g, before[i] * power + after, tenant);
		after += text[i] * power;
		power *= base;
	}
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

/* Whether two names differ in exactly one character; *a and *b are moved to
 * it. */
static bool
differ_in_one(const char **a, const char **b)
{
	const char *x = *a, *y = *b;

	while (*x != '\0' && g_utf8_get_char(x) == g_utf8_get_char(y)) {
		x = g_utf8_next_char(x);
		y = g_utf8_next_char(y);
	}
	*a = x;
	*b = y;
	if (*x != '\0' && *y != '\0' &&
	    strcmp(g_utf8_next_char(x), g_utf8_next_char(y)) == 0)
		return true;
	return (*x != '\0' && strcmp(g_utf8_next_char(x), y) == 0) ||
	    (*y != '\0' && strcmp(x, g_utf8_next_char(y)) == 0);
}

static const char *
key_of(const struct resolution *r, guint32 tenant)
{
	return symbols_text(r->history->keys,
	    resolution_tenant(r, tenant)->key);
}

static void
compare_alike(struct search *s, const guint64 *list, guint32 n)
{
	if (n > MOST_ALIKE)
		return;
	for (guint32 i = 0; i < n; i++) {
		for (guint32 k = i + 1; k < n; k++) {
			guint32 a = (guint32)list[i], b = (guint32)list[k];
			const char *x = key_of(s->r, a), *y = key_of(s->r, b);

			if (differ_in_one(&x, &y) && is_candidate(s,
			    s->r->firm_of[a], s->r->firm_of[b]))
				add_pair(s, a, b, REASON_ONE_CHARACTER);
		}
	}
}

/* Sorts a portion and compares the names of each signature in it. */
static void
compare_portion(struct search *s, struct signatures *g)
{
	guint32 end;

	sort_signatures(g);
	for (guint32 i = 0; i < g->n; i = end) {
		end = i + 1;
		while (end < g->n && g->list[end] >> 32 == g->list[i] >> 32)
			end++;
		if (end > i + 1)
			compare_alike(s, &g->list[i], end - i);
	}
}

static void
find_one_character(struct search *s)
{
	const struct resolution *r = s->r;
	struct signatures g = {.room = 1024};
	guint64 all = 0;

	for (guint32 t = 1; t < r->n_tenants; t++)
		all += g_utf8_strlen(key_of(r, t), -1) + 1;
	g.portions = MIN((guint32)(all / SIGNATURES) + 1, MOST_PORTIONS);
	g.list = g_new(guint64, g.room);
	g.spare = g_new(guint64, g.room);
	for (; g.portion < g.portions; g.portion++) {
		g.n = 0;
		for (guint32 t = 1; t < r->n_tenants; t++)
			sign(&g, key_of(r, t), t);
		compare_portion(s, &g);
	}
	g_free(g.list);
	g_free(g.spare);
}

/* --- score and evidence ------------------------------------------------ */

/* What a firm's events say of its title. */
struct standing {
	bool designated;        /* by a final list or publicity */
	bool looked_back;       /* reviewed, revoked, supported further */
	guint64 batches;
};

static struct standing
standing_of(const struct resolution *r, const struct firm *firm)
{
	struct standing s = {false, false, 0};

	for (guint32 i = 0; i < firm->n_tenants; i++) {
		guint32 t = r->members[firm->tenants + i];
		guint32 end = MIN(r->uses.at[t + 1],
		    r->uses.at[t] + MOST_EVENTS);

		s.batches |= resolution_tenant(r, t)->batches;
		for (guint32 k = r->uses.at[t]; k < end; k++) {
			const struct fact *f =
			    &r->history->facts[r->uses.list[k]];

			if (f->kind == KIND_FINAL ||
			    f->kind == KIND_PUBLICITY)
				s.designated = true;
			else if (f->kind >= KIND_REVIEW_PUBLICITY &&
			    f->kind <= KIND_REVOKED)
				s.looked_back = true;
		}
	}
	return s;
}

static bool
is_numeral(const char *at)
{
	static const char *const numerals[] = {"一", "二", "三", "四", "五",
	    "六", "七", "八", "九", "十"};

	if (g_ascii_isdigit(*at))
		return true;
	for (guint i = 0; i < G_N_ELEMENTS(numerals); i++)
		if (g_str_has_prefix(at, numerals[i]))
			return true;
	return false;
}

/* "锐 / 悦"; "- / 市" where one name has a character more. */
static int
explain_character(const struct search *s, const struct pair *p, GString *why)
{
	const char *x = key_of(s->r, p->tenant_a);
	const char *y = key_of(s->r, p->tenant_b);
	bool other, numeral;
	glong nx = g_utf8_strlen(x, -1), ny = g_utf8_strlen(y, -1);

	differ_in_one(&x, &y);
	other = nx == ny;
	numeral = (nx >= ny && is_numeral(x)) || (ny >= nx && is_numeral(y));
	g_string_append(why, " (");
	if (other || nx > ny)
		g_string_append_len(why, x, g_utf8_next_char(x) - x);
	else
		g_string_append_c(why, '-');
	g_string_append(why, " / ");
	if (other || ny > nx)
		g_string_append_len(why, y, g_utf8_next_char(y) - y);
	else
		g_string_append_c(why, '-');
	g_string_append(why, numeral ? "), a numeral" : ")");
	return numeral ? -30 : 0;
}

static int
explain_place(const struct firm *a, const struct firm *b, GString *why)
{
	const char *x, *y;

	if (a->placed_by == NULL || b->placed_by == NULL) {
		g_string_append(why, "; the place of one is not known");
		return 0;
	}
	x = a->placed_by->event->city_code;
	y = b->placed_by->event->city_code;
	if (x == NULL || y == NULL) {
		g_string_append(why, "; same unit");
		return 0;
	}
	if (strcmp(x, y) == 0) {
		g_string_append_printf(why, "; same city %s", x);
		return 10;
	}
	g_string_append_printf(why, "; cities %s and %s", x, y);
	return -20;
}

static int
explain_standing(const struct search *s, const struct pair *p, GString *why)
{
	const struct firm *a = &s->r->firms[p->firm_a];
	const struct firm *b = &s->r->firms[p->firm_b];
	struct standing x = standing_of(s->r, a), y = standing_of(s->r, b);

	if (x.designated && y.designated) {
		g_string_append(why, "; each was designated by itself");
		return -20;
	}
	if ((x.looked_back && !x.designated) ||
	    (y.looked_back && !y.designated)) {
		g_string_append_printf(why,
		    "; no list known to us designated %s", x.designated ?
		    b->name : a->name);
		return 15;
	}
	return 0;
}

static int
compare_pairs(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	if (x->firm_a != y->firm_a)
		return x->firm_a < y->firm_a ? -1 : 1;
	if (x->firm_b != y->firm_b)
		return x->firm_b < y->firm_b ? -1 : 1;
	if (x->reason != y->reason)
		return x->reason < y->reason ? -1 : 1;
	if (x->tenant_a != y->tenant_a)
		return x->tenant_a < y->tenant_a ? -1 : 1;
	return x->tenant_b < y->tenant_b ? -1 : x->tenant_b > y->tenant_b;
}

/* The canonical name that a tenant was printed under last. */
static const char *
name_of(const struct resolution *r, guint32 t)
{
	guint32 uses = r->uses.at[t + 1];
	const struct fact *facts = r->history->facts;

	if (uses > r->uses.at[t])
		return symbols_text(r->history->names,
		    facts[r->uses.list[uses - 1]].name);
	return symbols_text(r->history->names,
	    facts[r->departures.list[r->departures.at[t]]].former_name);
}

static void
write_pair(struct handoff_file *file, const struct search *s,
    const struct pair *p, GString *why)
{
	const struct firm *a = &s->r->firms[p->firm_a];
	const struct firm *b = &s->r->firms[p->firm_b];
	int score = reasons[p->reason].score;
	char text[8];
	struct review review = {
	    .company_a = a->id,
	    .company_b = b->id,
	    .name_a = name_of(s->r, p->tenant_a),
	    .name_b = name_of(s->r, p->tenant_b),
	    .reason = reasons[p->reason].word,
	    .score = text,
	};

	g_string_assign(why, reasons[p->reason].evidence);
	if (p->reason == REASON_ONE_CHARACTER)
		score += explain_character(s, p, why);
	score += explain_place(a, b, why);
	score += explain_standing(s, p, why);
	score = CLAMP(score, 5, 95);
	g_snprintf(text, sizeof text, "0.%02d", score);
	review.evidence = why->str;
	handoff_write(file, &review);
}

static void
find_variants(struct search *s)
{
	GString *other = g_string_new(NULL);

	for (guint32 t = 1; t < s->r->n_tenants; t++) {
		find_legal_forms(s, t, key_of(s->r, t), other);
		find_place_prefix(s, t, key_of(s->r, t));
	}
	g_string_free(other, TRUE);
}

void
review_write(const struct resolution *r, struct handoff_set *set)
{
	struct handoff_file *file = handoff_create(set, &review_layout);
	struct search s = {.r = r};
	const struct pair *last = NULL;
	GString *why = g_string_new(NULL);

	s.pairs = g_array_new(FALSE, FALSE, sizeof(struct pair));
	s.list_seen = g_new0(guint32,
	    (gsize)symbols_count(r->history->lists) + 1);
	find_doubts(&s);
	find_variants(&s);
	find_one_character(&s);
	if (s.pairs->len > 1)
		qsort(s.pairs->data, s.pairs->len, sizeof(struct pair),
		    compare_pairs);
	for (guint i = 0; i < s.pairs->len; i++) {
		const struct pair *p = &g_array_index(s.pairs, struct pair, i);

		if (last == NULL || p->firm_a != last->firm_a ||
		    p->firm_b != last->firm_b)
			write_pair(file, &s, p, why);
		last = p;
	}
	g_array_free(s.pairs, TRUE);
	g_free(s.list_seen);
	g_string_free(why, TRUE);
	handoff_finish(file);
}
