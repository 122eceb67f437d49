#include "review.h"

#include <stdlib.h>
#include <string.h>

#include "transform/company.h"
#include "similar_names.h"

enum {
	MOST_EVENTS = 256,      /* of a firm whose lists are compared */
};

/* In the order in which one goes before another. */
enum reason {
	REASON_SHARED_CODE,
	REASON_OTHER_CODE,
	REASON_JUDGED_DIFFERENT,
	REASON_CODE_ALONE,
	REASON_NAME_REUSED,
	REASON_LEGAL_FORM,
	REASON_PLACE_PREFIX,
	REASON_ONE_CHARACTER,
	REASON_BETWEEN_LISTS,
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
    [REASON_CODE_ALONE] = {"code_alone", 40,
        "one credit code is printed with both names, which share neither "
        "province nor brand"},
    [REASON_NAME_REUSED] = {"name_reused", 50,
        "one name, given up before it was printed again"},
    [REASON_LEGAL_FORM] = {"legal_form", 80,
        "the names differ in their legal form only"},
    [REASON_PLACE_PREFIX] = {"place_prefix", 80,
        "the names differ in the place before them only"},
    [REASON_ONE_CHARACTER] = {"one_character", 60,
        "the names differ in one character"},
    [REASON_BETWEEN_LISTS] = {"between_lists", 40,
        "one was proposed and not confirmed, the other confirmed and not "
        "proposed, in one unit and round"},
};

/* A pair of periods whose firms may be one. */
struct review_pair {
	guint32 firm_a, firm_b; /* a < b */
	guint32 period_a, period_b;
	enum reason reason;
};

struct review_search {
	const struct resolution *r;
	GArray *pairs;
	guint32 *list_seen;     /* by list: stamp */
	guint32 stamp;
};

/* --- what keeps a pair out --------------------------------------------- */

/* Whether a list names both firms: two rows, two firms. */
static bool
share_a_list(struct review_search *s, const struct firm *a,
    const struct firm *b)
{
	const struct resolution *r = s->r;

	if (a->events > MOST_EVENTS || b->events > MOST_EVENTS)
		return true;
	s->stamp++;
	for (int second = 0; second <= 1; second++) {
		const struct firm *firm = second ? b : a;

		for (guint32 i = 0; i < firm->n_periods; i++) {
			guint32 t = r->members[firm->periods + i];

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
is_candidate(struct review_search *s, guint32 firm_a, guint32 firm_b)
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
add_pair(struct review_search *s, guint32 a, guint32 b, enum reason reason)
{
	struct review_pair p = {s->r->firm_of[a], s->r->firm_of[b], a, b, reason};

	bool settled = reason == REASON_JUDGED_DIFFERENT ?
	    union_find_forbidden_directly(s->r->links, a, b) :
	    union_find_forbidden(s->r->links, a, b);

	if (p.firm_a == p.firm_b || settled)
		return;
	if (p.firm_a > p.firm_b)
		p = (struct review_pair){p.firm_b, p.firm_a, b, a, reason};
	g_array_append_val(s->pairs, p);
}

/* Adds, for similar_names_find, all periods of two name keys. */
static void
add_keys(guint32 key_a, guint32 key_b, enum similarity alike, void *search)
{
	static const enum reason of[] = {
	    [SIMILAR_NAMES_LEGAL_FORM] = REASON_LEGAL_FORM,
	    [SIMILAR_NAMES_PLACE_PREFIX] = REASON_PLACE_PREFIX,
	    [SIMILAR_NAMES_ONE_CHARACTER] = REASON_ONE_CHARACTER,
	};
	struct review_search *s = search;
	const guint32 *a = &s->r->periods->first[key_a];
	const guint32 *b = &s->r->periods->first[key_b];

	for (guint32 x = a[0]; x < a[1] && x < a[0] + SIMILAR_NAMES_MOST; x++)
		for (guint32 y = b[0]; y < b[1] && y < b[0] + SIMILAR_NAMES_MOST; y++)
			if (is_candidate(s, s->r->firm_of[x],
			    s->r->firm_of[y]))
				add_pair(s, x, y, of[alike]);
}

/* --- doubts of the resolution ------------------------------------------ */

static void
find_doubts(struct review_search *s)
{
	static const enum reason of[] = {
	    [DOUBT_NAME_REUSED] = REASON_NAME_REUSED,
	    [DOUBT_OTHER_CODE] = REASON_OTHER_CODE,
	    [DOUBT_CODE_ALONE] = REASON_CODE_ALONE,
	    [DOUBT_SHARED_CODE] = REASON_SHARED_CODE,
	    [DOUBT_LINKED_DIFFERENT] = REASON_JUDGED_DIFFERENT,
	};
	const GArray *doubts = s->r->periods->doubts;

	for (guint i = 0; i < doubts->len; i++) {
		const struct doubt *d = &g_array_index(doubts, struct doubt, i);

		if (d->period_a != 0 && d->period_b != 0)
			add_pair(s, d->period_a, d->period_b, of[d->reason]);
	}
}

/* --- between two lists of one round ------------------------------------ */

enum { MOST_GAPS = 16 };        /* of each kind in one round */

static gint
compare_gaps(gconstpointer a, gconstpointer b)
{
	const struct coverage_gap *x = a, *y = b;

	if (x->round != y->round)
		return x->round < y->round ? -1 : 1;
	if (x->confirmed != y->confirmed)
		return x->confirmed ? 1 : -1;
	return x->company < y->company ? -1 : x->company > y->company;
}

/* Those of one round: first the proposed, then the confirmed. */
static void
pair_gaps(struct review_search *s, const struct coverage_gap *gaps, guint n)
{
	guint proposed = 0;
	bool alone;

	while (proposed < n && !gaps[proposed].confirmed)
		proposed++;
	alone = proposed == 1 && n == 2;
	if (proposed > MOST_GAPS || n - proposed > MOST_GAPS)
		return;
	for (guint i = 0; i < proposed; i++) {
		for (guint k = proposed; k < n; k++) {
			const struct firm *a = &s->r->firms[gaps[i].company];
			const struct firm *b = &s->r->firms[gaps[k].company];

			if ((alone || resolution_share_a_brand(a->key,
			    b->key)) && is_candidate(s, gaps[i].company,
			    gaps[k].company))
				add_pair(s, s->r->members[a->periods],
				    s->r->members[b->periods],
				    REASON_BETWEEN_LISTS);
		}
	}
}

static void
find_gaps(struct review_search *s)
{
	const struct resolution *r = s->r;
	GArray *facts = g_array_new(FALSE, FALSE, sizeof(guint32));
	GArray *gaps = g_array_new(FALSE, FALSE, sizeof(struct coverage_gap));
	const struct coverage_gap *list;
	guint end;

	for (guint32 i = 0; i < r->n_firms; i++) {
		resolution_facts(&r->firms[i], facts);
		coverage_find_gaps(r->coverage, (const guint32 *)facts->data,
		    facts->len, resolution_unit(&r->firms[i]), i, gaps);
	}
	g_array_sort(gaps, compare_gaps);
	list = (const struct coverage_gap *)gaps->data;
	for (guint i = 0; i < gaps->len; i = end) {
		for (end = i + 1; end < gaps->len &&
		    list[end].round == list[i].round; end++)
			;
		pair_gaps(s, &list[i], end - i);
	}
	g_array_free(facts, TRUE);
	g_array_free(gaps, TRUE);
}

static const char *
key_of(const struct resolution *r, guint32 period)
{
	return interner_text(r->history->keys,
	    resolution_period(r, period)->key);
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

	for (guint32 i = 0; i < firm->n_periods; i++) {
		guint32 t = r->members[firm->periods + i];
		guint32 end = MIN(r->uses.at[t + 1],
		    r->uses.at[t] + MOST_EVENTS);

		s.batches |= resolution_period(r, t)->batches;
		for (guint32 k = r->uses.at[t]; k < end; k++) {
			const struct fact *f =
			    &r->history->facts[r->uses.list[k]];

			if (f->kind == KIND_FINAL ||
			    f->kind == KIND_PUBLICITY)
				s.designated = true;
			else if (history_looks_back(f))
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
explain_character(const struct review_search *s, const struct review_pair *p,
    GString *why)
{
	const char *x = key_of(s->r, p->period_a);
	const char *y = key_of(s->r, p->period_b);
	bool other, numeral;
	glong nx = g_utf8_strlen(x, -1), ny = g_utf8_strlen(y, -1);

	similar_names_character(&x, &y);
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

static bool
is_group(const char *form)
{
	return strstr(form, "集团") != NULL || strstr(form, "控股") != NULL;
}

/* "有限公司 / 有限责任公司"; "厂 / -" where one name has none. */
static int
explain_forms(const struct review_search *s, const struct review_pair *p,
    GString *why)
{
	const char *x = key_of(s->r, p->period_a);
	const char *y = key_of(s->r, p->period_b);
	const char *form_x = similar_names_legal_form(x);
	const char *form_y = similar_names_legal_form(y);
	size_t stem_x = (size_t)(form_x - x), stem_y = (size_t)(form_y - y);

	/* 某某设计院 before 某某设计院有限公司 is a stem as a whole. */
	if (stem_x < stem_y)
		form_x = x + MIN(strlen(x), stem_y);
	else if (stem_y < stem_x)
		form_y = y + MIN(strlen(y), stem_x);
	g_string_append_printf(why, " (%s / %s)", *form_x ? form_x : "-",
	    *form_y ? form_y : "-");
	if (is_group(form_x) == is_group(form_y))
		return 0;
	g_string_append(why, ", a group and perhaps its member");
	return -20;
}

static int
explain_place(const struct firm *a, const struct firm *b, GString *why)
{
	const char *x, *y;

	if (a->placed_by == NULL || b->placed_by == NULL) {
		g_string_append(why, "; the place of one is not known");
		return 0;
	}
	if (a->placed_by->unit != b->placed_by->unit) {
		g_string_append_printf(why, "; units %s and %s",
		    history_text(a->placed_by, unit),
		    history_text(b->placed_by, unit));
		return -20;
	}
	x = history_text(a->placed_by, city_code);
	y = history_text(b->placed_by, city_code);
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
explain_standing(const struct review_search *s, const struct review_pair *p,
    GString *why)
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
	const struct review_pair *x = a, *y = b;

	if (x->firm_a != y->firm_a)
		return x->firm_a < y->firm_a ? -1 : 1;
	if (x->firm_b != y->firm_b)
		return x->firm_b < y->firm_b ? -1 : 1;
	if (x->reason != y->reason)
		return x->reason < y->reason ? -1 : 1;
	if (x->period_a != y->period_a)
		return x->period_a < y->period_a ? -1 : 1;
	return x->period_b < y->period_b ? -1 : x->period_b > y->period_b;
}

/* The canonical name that a period was printed under last. */
static const char *
name_of(const struct resolution *r, guint32 t)
{
	guint32 uses = r->uses.at[t + 1];
	const struct fact *facts = r->history->facts;

	if (uses > r->uses.at[t])
		return interner_text(r->history->names,
		    facts[r->uses.list[uses - 1]].name);
	return interner_text(r->history->names,
	    facts[r->departures.list[r->departures.at[t]]].former_name);
}

static void
write_pair(struct handoff_file *file, const struct review_search *s,
    const struct review_pair *p, GString *why)
{
	const struct firm *a = &s->r->firms[p->firm_a];
	const struct firm *b = &s->r->firms[p->firm_b];
	int score = reasons[p->reason].score;
	char text[8];
	struct review review = {
	    .company_a = a->id,
	    .company_b = b->id,
	    .name_a = name_of(s->r, p->period_a),
	    .name_b = name_of(s->r, p->period_b),
	    .reason = reasons[p->reason].word,
	    .score = text,
	};

	g_string_assign(why, reasons[p->reason].evidence);
	if (p->reason == REASON_ONE_CHARACTER)
		score += explain_character(s, p, why);
	if (p->reason == REASON_LEGAL_FORM)
		score += explain_forms(s, p, why);
	score += explain_place(a, b, why);
	/* A proposal that was not confirmed is no designation. */
	if (p->reason != REASON_BETWEEN_LISTS)
		score += explain_standing(s, p, why);
	score = CLAMP(score, 5, 95);
	g_snprintf(text, sizeof text, "0.%02d", score);
	review.evidence = why->str;
	handoff_write(file, &review);
}

void
review_write(const struct resolution *r, struct handoff_set *set)
{
	struct handoff_file *file = handoff_create(set, &review_layout);
	struct review_search s = {.r = r};
	const struct review_pair *last = NULL;
	GString *why = g_string_new(NULL);

	s.pairs = g_array_new(FALSE, FALSE, sizeof(struct review_pair));
	s.list_seen = g_new0(guint32,
	    (gsize)interner_count(r->history->lists) + 1);
	find_doubts(&s);
	similar_names_find(r->history->keys, add_keys, &s);
	find_gaps(&s);
	if (s.pairs->len > 1)
		qsort(s.pairs->data, s.pairs->len, sizeof(struct review_pair),
		    compare_pairs);
	for (guint i = 0; i < s.pairs->len; i++) {
		const struct review_pair *p = &g_array_index(s.pairs,
		    struct review_pair, i);

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
