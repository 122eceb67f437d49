#include "place_reading.h"

#include <glib.h>
#include <string.h>

bool
place_reading_equal(const struct place *a, const struct place *b)
{
	return a->unit == b->unit && a->province == b->province &&
	    a->city == b->city && a->district == b->district;
}

bool
place_reading_starts(const char *text, const char *end, const char *word)
{
	/* Most differ in their first bytes. */
	for (; *word != '\0'; text++, word++)
		if (text >= end || *text != *word)
			return false;
	return true;
}

/* The first of `words` (ends with NULL) that stands at `text`, as a length. */
size_t
place_reading_one_of(const char *text, const char *end, const char *const *words)
{
	/* Most begin otherwise. */
	for (; text < end && *words != NULL; words++)
		if (**words == *text &&
		    place_reading_starts(text, end, *words))
			return strlen(*words);
	return 0;
}

/* Streets bear the names of other cities: 宁夏路 is in 青岛, 南京西路 in 上海,
 * 香港中路 in 青岛; but 武汉中北路 is the street 中北路 of 武汉, and a 大道 is as a
 * rule the city's own: 广州大道. */
static bool
is_street(const char *text, const char *end)
{
	static const char *const sides[] = {"东", "西", "南", "北", "中", "新",
	    "老", "环", "支", NULL};
	static const char *const numbers[] = {"一", "二", "三", "四", "五",
	    "六", "七", "八", "九", NULL};
	static const char *const streets[] = {"路", "街", "道", "巷", "弄",
	    "胡同", "公路", "高速", "里弄", NULL};

	text += place_reading_one_of(text, end, sides);
	text += place_reading_one_of(text, end, numbers);
	while (text < end && *text >= '0' && *text <= '9')
		text++;         /* 澄江西1路 */
	return place_reading_one_of(text, end, streets) > 0;
}

/* How deep a place is known: 1 province, 2 city, 3 district. */
int
place_reading_depth(const struct place *place)
{
	return place->district != NULL ? 3 : place->city != NULL ? 2
	    : place->province != NULL ? 1 : 0;
}

/* Whether a division had its code within a city that the last word names, be
 * the city retired or not: 寿县 was in 六安市 until 2015, 和县 in the 巢湖市 that was
 * dissolved in 2011. */
static bool
was_within(const struct division *division, unsigned word)
{
	if (division == NULL || division->until == NULL)
		return false;
	for (; word != 0; word = place_table_sense(word)->next) {
		const struct division *city = place_table_sense(word)->division;

		if (city != NULL && city != division && city->code != NULL &&
		    strcmp(city->code + 4, "00") == 0 &&
		    strcmp(city->code + 2, "0000") != 0 &&
		    strncmp(city->code, division->code, 4) == 0)
			return true;
	}
	return false;
}

/* Whether a meaning agrees with what is known and adds to it. */
static bool
is_within(const struct sense *sense, const struct place_reading *reading)
{
	const struct place *known = &reading->place, *place = sense->place;

	if (known->province == NULL)
		return true;
	if (place->province != known->province)
		return false;
	if (was_within(sense->division, reading->named))
		return true;
	if (known->district != NULL)
		return place->district == known->district;
	if (known->city == NULL)
		return true;
	if (reading->loose && sense_is_full(sense))
		return true;
	return place->city == known->city;
}

/* Whether a meaning counts here at all. */
static bool
counts(const struct sense *sense, const struct place_reading *reading)
{
	switch (sense->kind) {
	case SENSE_FULL:
	case SENSE_FORMER:
	case SENSE_SHORT:
	case SENSE_WORD:
		return true;
	case SENSE_PART:
		/* Hong Kong's stand right below it: 香港东区. */
		return reading->place.province == sense->place->province &&
		    reading->place.city == sense->place->city;
	case SENSE_LETTER:
		return false;
	}
	return false;
}

/* Which of two meanings is nearer: current names before retired ones, what the
 * code tables have before what they have not (连江县 is in 福州), and short names
 * mean the larger place: 吉林 the province, 朝阳 the city. */
static int
rank(const struct sense *sense)
{
	bool retired = sense->kind == SENSE_FORMER ||
	    (sense->division != NULL && sense->division->until != NULL);
	bool coded = sense->division == NULL || sense->division->code != NULL;
	int level = sense_is_full(sense) ? 3 : place_reading_depth(sense->place);

	return (coded ? 0 : 20) + (retired ? 10 : 0) + level;
}

/* Whether a short name of a county is that of a district elsewhere as well:
 * 台江 may be 台江县 or 福州市台江区. */
static bool
is_also_district(unsigned word, const struct sense *county)
{
	for (; word != 0; word = place_table_sense(word)->next)
		if (place_table_sense(word)->kind == SENSE_PART &&
		    !place_reading_equal(place_table_sense(word)->place, county->place))
			return true;
	return false;
}

/* A city at the level of a county heads the names of its firms in short, a
 * district does not: 昌邑富民织造 is in 昌邑市, not in 吉林市昌邑区. */
static bool
is_county_city(const struct sense *sense)
{
	return sense->division != NULL && sense->division->until == NULL &&
	    g_str_has_suffix(sense->division->name, "市");
}

/* Whether a short name of a city is that of a municipality's district, too, which
 * stands right below its province as the city does: 朝阳 is 朝阳市 in 辽宁 or 朝阳区 in
 * 北京.  The districts of other cities are not named without these: 大同 is no 大同区
 * of 大庆. */
static bool
is_also_municipal(unsigned word, const struct sense *city)
{
	for (; word != 0; word = place_table_sense(word)->next) {
		const struct sense *other = place_table_sense(word);
		const struct place *p = other->place;

		if (place_reading_depth(p) == 3 && p->city != NULL &&
		    p->city->code != NULL && p->city != city->place->city &&
		    strcmp(p->city->code, p->province->code) == 0 &&
		    other->division != NULL &&
		    other->division->until == NULL && !sense_is_full(other))
			return true;
	}
	return false;
}

const struct sense *
place_reading_meaning(unsigned word, const struct place_reading *reading, bool *several)
{
	const struct sense *best = NULL;

	*several = false;
	for (unsigned n = word; n != 0; n = place_table_sense(n)->next) {
		const struct sense *sense = place_table_sense(n);

		if (!counts(sense, reading) || !is_within(sense, reading))
			continue;
		/* 吉林 within 吉林省, 海南 within 海南省: the next level, if
		 * there is one. */
		if (best == NULL || rank(sense) < rank(best) ||
		    (place_reading_equal(best->place, &reading->place) &&
			place_reading_depth(sense->place) > place_reading_depth(best->place))) {
			best = sense;
			*several = false;
		} else if (rank(sense) == rank(best) &&
		    !place_reading_equal(sense->place, best->place) &&
		    !place_reading_equal(sense->place, &reading->place)) {
			*several = true;
		}
	}
	if (best != NULL && !sense_is_full(best) &&
	    place_reading_depth(best->place) == 3 && reading->place.province == NULL &&
	    !(reading->of_name && is_county_city(best)) &&
	    is_also_district(word, best))
		*several = true;
	/* Firms bear the names of cities, not of districts. */
	if (best != NULL && !sense_is_full(best) &&
	    place_reading_depth(best->place) == 2 && reading->place.province == NULL &&
	    !reading->of_name && is_also_municipal(word, best))
		*several = true;
	return *several ? NULL : best;
}

/* Of a word's meanings the only one within which the text goes on: 朝阳 in 朝阳建平县.
 * NULL where there is none or several. */
static const struct sense *
meaning_by_next(unsigned word, const struct place_reading *reading,
    const char *next)
{
	struct lexicon_match match[24];
	size_t n = lexicon_matches(place_table_words(), next, reading->end,
	    match, 24);
	const struct sense *only = NULL;

	for (; word != 0; word = place_table_sense(word)->next) {
		const struct sense *sense = place_table_sense(word);
		struct place_reading after = {.place = *sense->place,
		    .named = word, .end = reading->end};
		bool goes_on = false, several;

		for (size_t i = 0; i < n && !goes_on &&
		    is_within(sense, reading); i++) {
			const struct sense *finer = place_reading_meaning(
			    match[i].value, &after, &several);

			goes_on = finer != NULL &&
			    place_reading_depth(finer->place) >
			    place_reading_depth(sense->place);
		}
		if (!goes_on)
			continue;
		if (only != NULL)
			return NULL;
		only = sense;
	}
	return only;
}

/* The longest word at `text` with one meaning here.  *unclear is the number of
 * a word that has several, 0 for none. */
const struct sense *
place_reading_sense(const char *text, const struct place_reading *reading, size_t *len,
    unsigned *unclear)
{
	struct lexicon_match match[24];
	size_t n = lexicon_matches(place_table_words(), text, reading->end, match,
	    24);
	bool several;

	*unclear = 0;
	while (n-- > 0) {
		const struct sense *sense = place_reading_meaning(match[n].value, reading,
		    &several);

		*len = match[n].len;
		if (several) {
			sense = meaning_by_next(match[n].value, reading,
			    text + match[n].len);
			if (sense == NULL)
				*unclear = match[n].value;
			return sense;
		}
		if (sense == NULL)
			continue;
		if (!sense_is_full(sense) && !reading->of_name &&
		    is_street(text + match[n].len, reading->end))
			continue;
		return sense;
	}
	return NULL;
}

void
place_reading_take(struct place_reading *reading, const struct sense *sense)
{
	/* What the Xinjiang corps has in 乌鲁木齐市 remains its own. */
	const struct unit *corps = reading->place.unit != NULL &&
		reading->place.unit->code[0] == 'X' &&
		reading->place.province == sense->place->province
	    ? reading->place.unit : NULL;

	if (place_reading_depth(sense->place) >= place_reading_depth(&reading->place) ||
	    reading->place.province != sense->place->province)
		reading->place = *sense->place;
	reading->above |= place_reading_depth(sense->place) < 3;
	reading->stated |= reading->above && sense->kind == SENSE_FULL;
	reading->named = sense->word;
	reading->loose = false;
	if (corps != NULL)
		reading->place.unit = corps;
}
