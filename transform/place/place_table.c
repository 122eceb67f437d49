#include "place_table.h"

#include <glib.h>
#include <string.h>

#include "transform/words/datafile.h"

/* There is one set of tables in a process, read at the first question. */
static struct {
	struct unit *units;
	size_t n_units;
	struct division *divisions;
	struct place *places;   /* of each division, today */
	size_t n_divisions;
	struct division *uncoded;       /* those without a code */
	struct place *uncoded_places;
	size_t n_uncoded;
	struct sense *senses;   /* [0] is not used */
	unsigned n_senses, room;
	struct lexicon *words, *latin;
	struct place corps;     /* XPCC as a whole */
} tables;

static bool
is_province(const char *code)
{
	return strcmp(code + 2, "0000") == 0;
}

static bool
is_city(const char *code)
{
	return !is_province(code) && strcmp(code + 4, "00") == 0;
}

static bool
is_municipality(const char *code)
{
	return strncmp(code, "11", 2) == 0 || strncmp(code, "12", 2) == 0 ||
	    strncmp(code, "31", 2) == 0 || strncmp(code, "50", 2) == 0;
}

static void
read_units(void)
{
	struct datafile *file = datafile_open("place/units.tsv",
	    "code name short english province");
	GArray *units = g_array_new(FALSE, FALSE, sizeof(struct unit));
	char *f[5];

	while (datafile_next(file, f)) {
		struct unit unit = {f[0], f[1], f[2], f[3], f[4]};
		g_array_append_val(units, unit);
	}
	tables.n_units = units->len;
	tables.units = (struct unit *)(void *)g_array_free(units, FALSE);
}

static void
read_divisions(void)
{
	struct datafile *file = datafile_open("place/divisions.tsv",
	    "code name short english from until successor");
	GArray *all = g_array_sized_new(FALSE, FALSE, sizeof(struct division),
	    4096);
	char *f[7];

	while (datafile_next(file, f)) {
		struct division division = {f[0], f[1], f[2], f[3], f[4], f[5],
		    f[6]};
		g_array_append_val(all, division);
	}
	tables.n_divisions = all->len;
	tables.divisions = (struct division *)(void *)g_array_free(all, FALSE);
}

static int
compare_code(const void *code, const void *division)
{
	return strcmp(code, ((const struct division *)division)->code);
}

static const struct division *
find_division(const char *code)
{
	return bsearch(code, tables.divisions, tables.n_divisions,
	    sizeof *tables.divisions, compare_code);
}

/* Taiwan's cities and counties, Hong Kong's districts, Macao's parishes. */
static void
read_uncoded(void)
{
	struct datafile *file = datafile_open("place/uncoded.tsv",
	    "name short english province level");
	GArray *all = g_array_new(FALSE, FALSE, sizeof(struct division));
	GArray *places = g_array_new(FALSE, TRUE, sizeof(struct place));
	char *f[5];

	while (datafile_next(file, f)) {
		struct division division = {.name = f[0], .short_name = f[1],
		    .english = f[2]};
		struct place place = {.province = find_division(f[3])};

		/* For the moment a mark; the array has not its place yet. */
		if (strcmp(f[4], "city") == 0)
			place.city = place.province;
		g_array_append_val(all, division);
		g_array_append_val(places, place);
	}
	tables.n_uncoded = all->len;
	tables.uncoded = (struct division *)(void *)g_array_free(all, FALSE);
	tables.uncoded_places = (struct place *)(void *)g_array_free(places,
	    FALSE);
	for (size_t i = 0; i < tables.n_uncoded; i++)
		if (tables.uncoded_places[i].city != NULL)
			tables.uncoded_places[i].city = &tables.uncoded[i];
		else
			tables.uncoded_places[i].district = &tables.uncoded[i];
}

static const struct unit *
find_unit(const char *code)
{
	for (size_t i = 0; i < tables.n_units; i++)
		if (strcmp(tables.units[i].code, code) == 0)
			return &tables.units[i];
	return NULL;
}

/* The division above, by the first `digits` of a code. */
static const struct division *
above(const char *code, size_t digits)
{
	char upper[7] = "000000";

	memcpy(upper, code, digits);
	return find_division(upper);
}

/* The unit a division reports to: a planned city, the Xinjiang corps for the
 * cities it runs (6590xx), else the province. */
static const struct unit *
unit_of(const char *code)
{
	char city[7] = "000000", province[7] = "000000";
	const struct unit *unit;

	if (strncmp(code, "6590", 4) == 0)
		return find_unit("XPCC");
	memcpy(city, code, 4);
	memcpy(province, code, 2);
	unit = find_unit(city);
	return unit != NULL ? unit : find_unit(province);
}

static struct place
place_today(const struct division *division)
{
	struct place place = {0};

	while (division->successor != NULL)
		division = find_division(division->successor);
	place.unit = unit_of(division->code);
	place.province = above(division->code, 2);
	if (is_municipality(division->code))
		place.city = place.province;
	else if (!is_province(division->code))
		place.city = above(division->code, 4);
	if (!is_province(division->code) && !is_city(division->code))
		place.district = division;
	return place;
}

static void
add_sense(struct lexicon *lexicon, const char *word,
    const struct division *division, const struct place *place,
    enum sense_kind kind)
{
	unsigned *slot = lexicon_slot(lexicon, word, strlen(word)), last;

	if (tables.n_senses == tables.room) {
		tables.room = MAX(16384, tables.room * 2);
		tables.senses = g_renew(struct sense, tables.senses,
		    tables.room);
	}
	if (*slot == 0) {
		*slot = tables.n_senses;
	} else {
		last = *slot;
		while (tables.senses[last].next != 0)
			last = tables.senses[last].next;
		tables.senses[last].next = tables.n_senses;
	}
	tables.senses[tables.n_senses] = (struct sense){division, place, kind,
	    *slot, 0};
	tables.n_senses++;
}

/* Districts are not called by their short names alone: 昆山 for 昆山市, but not
 * 西湖 for 西湖区. */
static bool
is_district(const struct division *division)
{
	return (division->code == NULL || (!is_province(division->code) &&
	    !is_city(division->code))) &&
	    g_str_has_suffix(division->name, "区");
}

/* Lower case, letters only: "Xi'an" is "xian". */
static char *
latin_word(const char *name)
{
	GString *word = g_string_new(NULL);

	for (; *name; name++)
		if (g_ascii_isalpha(*name))
			g_string_append_c(word, g_ascii_tolower(*name));
	return g_string_free(word, FALSE);
}

static void
add_latin(const char *name, const struct division *division,
    const struct place *place)
{
	g_autofree char *word = latin_word(name);

	add_sense(tables.latin, word, division, place, SENSE_SHORT);
}

static void
add_division_words(const struct division *division, const struct place *place)
{
	/* 东区, 郊区, 矿区 are parts of many places: clear within a city only. */
	add_sense(tables.words, division->name, division, place,
	    is_district(division) && strlen(division->name) <= strlen("东区")
		? SENSE_PART : SENSE_FULL);
	if (division->short_name != NULL)
		add_sense(tables.words, division->short_name, division, place,
		    is_district(division) ? SENSE_PART : SENSE_SHORT);
	if (division->english != NULL)
		add_latin(division->english, division, place);
}

/* Marks the short name of a division as an ordinary word. */
static void
mark_word(const char *word, const struct division *division)
{
	unsigned n = *lexicon_slot(tables.words, word, strlen(word));

	for (; n != 0; n = tables.senses[n].next)
		if (tables.senses[n].division == division &&
		    tables.senses[n].kind == SENSE_SHORT)
			tables.senses[n].kind = SENSE_WORD;
}

static void
read_aliases(void)
{
	struct datafile *file = datafile_open("place/place_aliases.tsv",
	    "alias code kind several");
	char *f[4];

	while (datafile_next(file, f)) {
		const struct division *division = find_division(f[1]);
		const struct place *place = division == NULL ? &tables.corps
		    : &tables.places[division - tables.divisions];

		if (division == NULL && strcmp(f[1], "XPCC") != 0)
			g_error("place_aliases.tsv: %s: no division %s", f[0],
			    f[1]);
		if (strcmp(f[2], "latin") == 0)
			add_latin(f[0], division, place);
		else if (strcmp(f[2], "word") == 0)
			mark_word(f[0], division);
		else
			add_sense(tables.words, f[0], division, place,
			    strcmp(f[2], "letter") == 0 ? SENSE_LETTER
			    : strcmp(f[2], "former") == 0 ? SENSE_FORMER
			    : SENSE_SHORT);
	}
}

static void
read_tables(void)
{
	read_units();
	read_divisions();
	read_uncoded();
	tables.places = g_new0(struct place, tables.n_divisions);
	for (size_t i = 0; i < tables.n_divisions; i++)
		tables.places[i] = place_today(&tables.divisions[i]);
	tables.corps.unit = find_unit("XPCC");
	tables.corps.province = find_division(tables.corps.unit->province_code);
}

static void
read_words(void)
{
	tables.n_senses = 1;
	tables.words = lexicon_new(false);
	tables.latin = lexicon_new(false);
	tables.room = 16384;
	tables.senses = g_new0(struct sense, tables.room);
	for (size_t i = 0; i < tables.n_divisions; i++)
		add_division_words(&tables.divisions[i], &tables.places[i]);
	for (size_t i = 0; i < tables.n_uncoded; i++)
		add_division_words(&tables.uncoded[i],
		    &tables.uncoded_places[i]);
	add_sense(tables.words, tables.corps.unit->name, NULL, &tables.corps,
	    SENSE_FULL);
	read_aliases();
}

static void
need_tables(void)
{
	static gsize read;

	if (g_once_init_enter(&read)) {
		read_tables();
		g_once_init_leave(&read, 1);
	}
}

static void
need_words(void)
{
	static gsize read;

	need_tables();
	if (g_once_init_enter(&read)) {
		read_words();
		g_once_init_leave(&read, 1);
	}
}

const struct lexicon *
place_table_words(void)
{
	need_words();
	return tables.words;
}

const struct lexicon *
place_table_latin_words(void)
{
	need_words();
	return tables.latin;
}

const struct sense *
place_table_sense(unsigned number)
{
	return &tables.senses[number];
}

const struct unit *
division_units(size_t *n)
{
	need_tables();
	*n = tables.n_units;
	return tables.units;
}

const struct division *
division_all(size_t *n)
{
	need_tables();
	*n = tables.n_divisions;
	return tables.divisions;
}

const struct unit *
division_unit(const char *code)
{
	need_tables();
	return find_unit(code);
}

bool
division_place(const char *code, struct place *place)
{
	const struct division *division;

	need_tables();
	if (strcmp(code, "XPCC") == 0) {
		*place = tables.corps;
		return true;
	}
	division = find_division(code);
	if (division == NULL)
		return false;
	*place = tables.places[division - tables.divisions];
	return true;
}
