#include "record.h"

#include <string.h>

#include "fetch/base/text.h"
#include "transform/name/former.h"
#include "transform/name/name.h"
#include "transform/name/name_place.h"
#include "transform/words/interner.h"
#include "name_aside.h"

/* A printed place that was read before: regions repeat row after row. */
struct known_place {
	const struct division *province, *city; /* within which; or NULL */
	const char *text;
	struct place place;
	bool found;
};

struct record_reader {
	GPtrArray *names;
	GPtrArray *whole;       /* the only name of a cell */
	GHashTable *places;     /* struct known_place */
	GString *folded;
	struct interner *texts;         /* each text once */
	GArray *known;                  /* struct record_name by its number, not
	                                   `printed` where it was never read:
	                                   firms come back in list after list */
	GStringChunk *strings;
	struct name *name;
};

static guint
hash_place(gconstpointer place)
{
	const struct known_place *p = place;

	return g_str_hash(p->text) ^ GPOINTER_TO_UINT(p->province) * 31 ^
	    GPOINTER_TO_UINT(p->city);
}

static gboolean
equal_places(gconstpointer a, gconstpointer b)
{
	const struct known_place *x = a, *y = b;

	return x->province == y->province && x->city == y->city &&
	    strcmp(x->text, y->text) == 0;
}

struct record_reader *
record_reader_new(void)
{
	struct record_reader *r = g_new(struct record_reader, 1);

	r->names = g_ptr_array_new_with_free_func(g_free);
	r->whole = g_ptr_array_new();
	g_ptr_array_set_size(r->whole, 1);
	r->places = g_hash_table_new_full(hash_place, equal_places, g_free,
	    NULL);
	r->folded = g_string_new(NULL);
	r->known = g_array_new(FALSE, TRUE, sizeof(struct record_name));
	r->texts = interner_new();
	r->strings = g_string_chunk_new(1 << 16);
	r->name = name_new();
	return r;
}

void
record_reader_rest(struct record_reader *r)
{
	g_clear_pointer(&r->names, g_ptr_array_unref);
	g_clear_pointer(&r->whole, g_ptr_array_unref);
	g_clear_pointer(&r->places, g_hash_table_destroy);
	g_clear_pointer(&r->known, g_array_unref);
	g_clear_pointer(&r->texts, interner_free);
}

void
record_reader_free(struct record_reader *r)
{
	if (r == NULL)
		return;
	record_reader_rest(r);
	g_string_free(r->folded, TRUE);
	g_string_chunk_free(r->strings);
	name_free(r->name);
	g_free(r);
}

/* --- names ------------------------------------------------------------ */

/* Whether a part of a cell is the name of a firm, with its former one or
 * without. */
static bool
is_firm(struct record_reader *r, const char *part)
{
	text_fold(r->folded, part);
	return text_ends_as_firm(r->folded->str) || former_told(part);
}

/* Whether a line goes on with the name above it: 中国船舶重工集团公司 / 第七二五研究所,
 * 乙有限公司 / （原名：甲有限公司）; not 第一拖拉机股份有限公司. */
static bool
goes_on(const char *line)
{
	return (text_begins(line, "第") && !text_ends(line, "公司")) ||
	    text_begins(line, "（") || *line == '(';
}

/* Splits off the parts of a cell between `at`.  Lines are joined until they end
 * as a firm's name does: 北京某某股份 / 有限公司 is one. */
static void
split(struct record_reader *r, const char *cell, const char *at)
{
	g_auto(GStrv) parts = g_strsplit(cell, at, -1);
	bool lines = *at == '\n', whole = true;

	g_ptr_array_set_size(r->names, 0);
	for (char **p = parts; *p != NULL; p++) {
		char **last = r->names->len == 0 ? NULL :
		    (char **)&r->names->pdata[r->names->len - 1];
		char *joined;

		text_fold(r->folded, *p);
		if (r->folded->len == 0)
			continue;
		if (lines && last != NULL && (!whole ||
		    goes_on(r->folded->str))) {
			joined = g_strconcat(*last, at, *p, NULL);
			g_free(*last);
			*last = joined;
		} else {
			g_ptr_array_add(r->names, g_strdup(*p));
		}
		whole = is_firm(r, r->names->pdata[r->names->len - 1]);
	}
}

/* Whether a cell was split into several firms; of lines the last may be
 * something else, which is then reported. */
static bool
are_firms(struct record_reader *r, bool lines)
{
	guint firms = 0;

	for (guint i = 0; i < r->names->len; i++)
		firms += is_firm(r, r->names->pdata[i]);
	return firms > 1 && (lines || firms == r->names->len);
}

/* Whether a part of a cell says that it is the name of the one before: 原名甲有限公司. */
static bool
goes_on_former(struct record_reader *r)
{
	for (guint i = 1; i < r->names->len; i++)
		if (former_begins(r->names->pdata[i]))
			return true;
	return false;
}

GPtrArray *
record_names(struct record_reader *r, const char *cell)
{
	/* 重庆, fourth batch: 甲有限公司、乙有限公司 in one cell, or one a line. */
	static const char *const between[] = {"\n", "、", "；", ";", "，", ",",
	    NULL};
	/* The first byte of each. */
	static const char marks[] = "\n;,\xe3\xef";
	bool one = strpbrk(cell, marks) == NULL;

	for (const char *const *b = between; !one && *b != NULL; b++) {
		if (strstr(cell, *b) == NULL)
			continue;
		split(r, cell, *b);
		/* 原甲有限公司，现更名为乙有限公司 is one firm, and so is 乙有限公司，原名
		 * 甲有限公司. */
		if (are_firms(r, **b == '\n') && !goes_on_former(r) &&
		    !((**b == ',' || text_begins(*b, "，")) &&
		    former_told(cell)))
			return r->names;
	}
	r->whole->pdata[0] = (char *)cell;
	return r->whole;
}

/* The one copy of a text, which may be the one that another text has. */
static const char *
text_once(struct record_reader *r, const char *text, const char *other)
{
	guint32 number;

	if (other != NULL && strcmp(text, other) == 0)
		return other;
	number = interner_find(r->texts, text);
	if (number == 0 && *text != '\0')
		number = interner_add(r->texts,
		    g_string_chunk_insert(r->strings, text));
	return number == 0 ? "" : interner_text(r->texts, number);
}

/* Reads a text that is kept already. */
static struct record_name
read_name(struct record_reader *r, const char *text)
{
	struct record_name n = {.printed = text};

	name_read(r->name, text);
	n.name = text_once(r, r->name->canonical->str, text);
	n.key = text_once(r, r->name->key->str, n.name);
	if (name_rules(r->name) != NULL)
		n.rules = text_once(r, name_rules(r->name), NULL);
	n.problem = name_fault(r->name, text, &n.detail);
	n.formed = name_has_form(r->name);
	return n;
}

/* Reads the name that a cell has beside other words, of which the list knows what
 * they say; those that take its title away are no part of a name, either. */
static struct record_name
read_one_name(struct record_reader *r, const char *text)
{
	struct record_name n = read_name(r, text);

	/* 甲有限公司液压马达: of 兰州石化 there nobody can say what it is. */
	if (n.problem == NULL && !n.formed && !text_ends(n.name, "公司") &&
	    strstr(n.name, "有限公司") != NULL) {
		n.problem = "not_a_name";
		n.detail = "a name that ends with its form; words that nobody "
		    "knows stand after it";
	}
	return n;
}

/* 甲股份有限公司（原名：甲有限公司）: the one and, as its previous name, the other. */
static struct record_name
read_names(struct record_reader *r, const char *text)
{
	g_autofree char *now = NULL, *before = NULL;
	struct record_name n, former;

	switch (former_split(text, &now, &before)) {
	case FORMER_NONE:
		return read_one_name(r, text);
	case FORMER_UNCLEAR:
		return (struct record_name){.printed = text,
		    .problem = "not_a_name", .detail = "the name of a firm; "
		    "this speaks of two, and not clearly"};
	case FORMER_TOLD:
		break;
	}
	former = read_name(r, text_once(r, before, NULL));
	n = read_name(r, text_once(r, now, NULL));
	if (former.problem != NULL) {
		n.problem = former.problem;
		n.detail = former.detail;
	} else if (former.name != n.name) {
		n.previous = former.name;
	}
	return n;
}

/* Reads a cell: its name or two, and the words beside it. */
static struct record_name
read_cell(struct record_reader *r, const char *text)
{
	struct name_aside aside = name_aside_read(text);
	struct record_name n = {.problem = aside.problem,
	    .detail = aside.detail};

	if (aside.problem == NULL)
		n = read_names(r, aside.name != NULL ?
		    text_once(r, aside.name, NULL) : text);
	n.printed = text;
	if (aside.problem == NULL && aside.words != NULL)
		n.aside = text_once(r, aside.words, NULL);
	name_aside_clear(&aside);
	return n;
}

struct record_name
record_name(struct record_reader *r, const char *text)
{
	guint32 number = interner_find(r->texts, text);
	struct record_name *known, n;

	if (number == 0)
		number = interner_add(r->texts,
		    g_string_chunk_insert(r->strings, text));
	if (number >= r->known->len)
		g_array_set_size(r->known, number + 1);
	known = &g_array_index(r->known, struct record_name, number);
	if (known->printed != NULL)
		return *known;
	n = read_cell(r, number == 0 ? "" : interner_text(r->texts, number));
	g_array_index(r->known, struct record_name, number) = n;
	return n;
}

void
record_bring(const struct record_reader *r, const char *text)
{
	interner_bring(r->texts, text);
}

/* --- places ----------------------------------------------------------- */

static bool
printed_place(struct record_reader *r, const char *text,
    const struct place *within, struct place *place)
{
	struct known_place *known, wanted = {
	    .province = within != NULL ? within->province : NULL,
	    .city = within != NULL ? within->city : NULL, .text = text};

	known = g_hash_table_lookup(r->places, &wanted);
	if (known == NULL) {
		known = g_memdup2(&wanted, sizeof wanted);
		known->text = g_string_chunk_insert(r->strings, text);
		/* 禧屋家居科技（昆山）有限公司, a firm for an address. */
		known->found = place_of_text(text, within, &known->place) ||
		    (text_ends(text, "公司") &&
		    name_place(text, &known->place, NULL, NULL));
		g_hash_table_add(r->places, known);
	}
	*place = known->place;
	return known->found;
}

/* Adds what a finer place says when it lies in the place known so far. */
static void
refine(struct place *place, const struct place *finer)
{
	if (finer->province != place->province)
		return;
	if (place->city == NULL && finer->unit == place->unit) {
		place->city = finer->city;
		place->district = finer->district;
	} else if (place->city == finer->city && place->district == NULL) {
		place->district = finer->district;
	}
}

/* What a cell below a heading of cities says: there 朝阳 is no district. */
static bool
printed_city(struct record_reader *r, const char *text,
    const struct place *within, struct place *place)
{
	g_autofree char *city = NULL;

	if (printed_place(r, text, within, place))
		return true;
	city = g_strconcat(text, "市", NULL);
	return printed_place(r, city, within, place) && (within == NULL ||
	    within->province == place->province) && place->city != NULL && place->district == NULL &&
	    strcmp(place->city->name, city) == 0;
}

/* The columns: 省, 设区市 and 县 add to each other.  In a province's list the
 * column of cities names a planned city only by mistake or on purpose; it is
 * believed, for it is nearer to the firm than the publisher. */
static bool
place_of_columns(struct record_reader *r, const struct layout_record *record,
    const struct place *within, struct place *place, bool *above)
{
	static const enum heading_field fields[] = {HEADING_REGION,
	    HEADING_CITY, HEADING_DISTRICT};
	bool found = false;

	for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
		const char *text = record->cell[fields[i]];
		struct place p;

		if (text == NULL || !(fields[i] == HEADING_CITY ?
		    printed_city : printed_place)(r, text,
		    found ? place : within, &p))
			continue;
		if (!found || (p.province == place->province &&
		    place->city == NULL && p.city != NULL))
			*place = p;
		else
			refine(place, &p);
		found = true;
		*above |= (record->above & 1u << fields[i]) != 0;
	}
	return found;
}

/* Whether a column or section says no more than who publishes: 青海省(11家) in a
 * list of 青海.  The department answers for that, the row adds nothing. */
static bool
repeats(const struct place *place, const struct place *publisher)
{
	return publisher != NULL && place->unit == publisher->unit &&
	    place->city == publisher->city &&
	    place->district == publisher->district;
}

const char *
record_place(struct record_reader *r, const struct layout_record *record,
    const struct layout_section *section, const struct notice *notice,
    const char *code_region, const char *name, const char *previous,
    struct place *place)
{
	const struct place *publisher = notice->has_where ? &notice->where :
	    NULL;
	const struct place *within = section != NULL && section->has_place ?
	    &section->place : publisher;
	struct place named;
	const char *evidence;
	bool above = false;

	*place = (struct place){0};
	if (place_of_columns(r, record, within, place, &above)) {
		evidence = repeats(place, publisher) ? "publisher" :
		    above ? "above" : "column";
	} else if (section != NULL && section->has_place) {
		*place = section->place;
		evidence = repeats(place, publisher) ? "publisher" : "section";
	} else if (publisher != NULL) {
		*place = *publisher;
		evidence = "publisher";
	} else if (*code_region && division_place(code_region, place)) {
		evidence = "code";
	} else if (name_place(name, place, NULL, NULL)) {
		evidence = "name";
	} else if (previous != NULL &&
	    name_place(previous, place, NULL, NULL)) {
		evidence = "previous";
	} else {
		evidence = "none";
	}
	/* The name may state the city where nothing else did. */
	if (place->unit != NULL && place->city == NULL &&
	    name_place(name, &named, NULL, NULL))
		refine(place, &named);
	return evidence;
}
