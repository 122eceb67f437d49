#include "place.h"

#include <glib.h>
#include <string.h>

#include "transform/words/traditional.h"
#include "place_reading.h"

/* Skips what stands between names: spaces, commas, brackets, the 市辖区 of code
 * tables. */
static const char *
skip_marks(const char *text, const char *end)
{
	static const char *const marks[] = {" ", "　", "\t", "\r", "\n", ",",
	    "，", "、", "/", "-", "－", "—", "·", "|", ">", "；", ";", "：", ":",
	    "(", "（", ")", "）", "[", "]", "【", "】", "．", ".", "?", "？", "市辖区",
	    "省直辖县级行政单位", "省直辖县级行政区划", "自治区直辖县级行政区划",
	    "中华人民共和国", "中国", NULL};
	size_t len;

	while (text < end && (len = place_reading_one_of(text, end, marks)) > 0)
		text += len;
	return text;
}

/* "一、" "（三）" "12." and labels before a place.  三明市 and 十堰市 begin with
 * digits that are theirs: a number counts only with a mark after it. */
static const char *
skip_head(const char *text, const char *end)
{
	static const char *const labels[] = {"注册地址", "地址", "地区", "所在地",
	    "省份", "城市", "公司", "总部", "属地", "注册", NULL};
	static const char *const digits[] = {"一", "二", "三", "四", "五", "六",
	    "七", "八", "九", "十", "0", "1", "2", "3", "4", "5", "6", "7",
	    "8", "9", NULL};
	struct lexicon_match match;
	const char *at, *after;
	size_t len;

	at = text = skip_marks(text, end);
	while (at < end && (len = place_reading_one_of(at, end, digits)) > 0)
		at += len;
	after = skip_marks(at, end);
	if (at > text && after > at)
		text = after;
	while ((len = place_reading_one_of(text, end, labels)) > 0 &&
	    !lexicon_longest(place_table_words(), text, end, &match))
		text = skip_marks(text + len, end);
	return text;
}

/* Reads a word that is clear only as the whole text: 沪 for 上海市, 萧山 for
 * the one district of that name, unless elsewhere (西区 in a list of 中山 is
 * not the one in 攀枝花). */
static enum place_basis
read_word(const char *text, const struct place *within, struct place *place)
{
	struct lexicon_match match;
	size_t len = strlen(text);
	const struct place *only = NULL;

	if (!lexicon_longest(place_table_words(), text, text + len, &match) ||
	    match.len != len)
		return PLACE_NONE;
	for (unsigned n = match.value; n != 0; n = place_table_sense(n)->next) {
		const struct sense *sense = place_table_sense(n);

		if (sense->kind != SENSE_LETTER && sense->kind != SENSE_PART)
			return PLACE_NONE;
		if (only != NULL && !place_reading_equal(only, sense->place))
			return PLACE_NONE;
		if (sense->kind == SENSE_PART && within != NULL &&
		    within->province != sense->place->province)
			return PLACE_NONE;
		only = sense->place;
	}
	*place = *only;
	return place_reading_depth(place) < 3 ? PLACE_SHORT : PLACE_DISTRICT;
}

/* The words of a text in Latin letters, in lower case, without apostrophes. */
enum { WORDS = 16, WORD = 24 };
struct latin {
	char word[WORDS][WORD];
	size_t n;
};

/* False for a text that holds anything else, or too much. */
static bool
split_latin(const char *text, struct latin *latin)
{
	size_t len = 0;

	latin->n = 0;
	for (;; text++) {
		if (g_ascii_isalpha(*text)) {
			if (latin->n == WORDS || len == WORD - 1)
				return false;
			latin->word[latin->n][len++] = g_ascii_tolower(*text);
		} else if (*text & 0x80) {
			return false;
		} else if (*text != '\'' && len > 0) {
			latin->word[latin->n++][len] = '\0';
			len = 0;
		}
		if (*text == '\0')
			return latin->n > 0;
	}
}

/* How many words from `i` on name a place, or its kind alone; 0 for none.
 * *number is the place's, 0 for a kind. */
static size_t
latin_name(const struct latin *latin, size_t i, unsigned *number)
{
	static const char *const kinds[] = {"province", "city", "shi", "sheng",
	    "municipality", "autonomous", "region", "prefecture", "district",
	    "prc", "china", "of", "uygur", "uyghur", "zhuang", "hui"};
	struct lexicon_match match;

	for (size_t n = MIN(latin->n - i, 6); n > 0; n--) {
		char joined[6 * WORD] = "";

		for (size_t j = i; j < i + n; j++)
			g_strlcat(joined, latin->word[j], sizeof joined);
		if (lexicon_longest(place_table_latin_words(), joined,
		    joined + strlen(joined), &match) &&
		    match.len == strlen(joined)) {
			*number = match.value;
			return n;
		}
	}
	*number = 0;
	for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++)
		if (strcmp(latin->word[i], kinds[k]) == 0)
			return 1;
	return 0;
}

/* Whether a word names the province of what is known already. */
static bool
is_above(unsigned number, const struct place_reading *reading)
{
	for (; number != 0; number = place_table_sense(number)->next)
		if (place_reading_depth(place_table_sense(number)->place) == 1 &&
		    place_table_sense(number)->place->province ==
			reading->place.province)
			return true;
	return false;
}

/* Names in Latin letters, the smaller place first or last: "Hangzhou,
 * Zhejiang", "Xinjiang", "Inner Mongolia".  Kinds of places are passed over;
 * what is unclear at first (Suzhou) may be clear in a second pass. */
static enum place_basis
read_latin(const char *text, const struct place *within, struct place *place)
{
	struct place_reading reading = {0};
	struct latin latin;
	bool unclear, any = false;

	if (!split_latin(text, &latin))
		return PLACE_NONE;
	if (within != NULL)
		reading.place = *within;
	for (int pass = 0; pass < 2; pass++) {
		unclear = false;
		for (size_t i = 0, n; i < latin.n; i += n) {
			const struct sense *sense;
			unsigned number;
			bool several;

			n = latin_name(&latin, i, &number);
			if (n == 0)
				return PLACE_NONE;
			if (number == 0)
				continue;
			sense = place_reading_meaning(number, &reading, &several);
			unclear |= sense == NULL && !is_above(number, &reading);
			if (sense != NULL) {
				place_reading_take(&reading, sense);
				any = true;
			}
		}
		if (!unclear)
			break;
	}
	if (unclear || !any)
		return PLACE_NONE;
	*place = reading.place;
	return PLACE_SHORT;
}

/* 青岛市南区 is 市南区 of 青岛: the 市 belongs to the name after it where that
 * name would not be one without.  Returns its sense, at `city` less 市. */
static const struct sense *
shared_shi(const char *city, const struct place_reading *reading, size_t *len)
{
	const char *at = city - strlen("市");
	const struct sense *sense;
	unsigned unclear;

	if (!place_reading_starts(at, reading->end, "市"))
		return NULL;
	sense = place_reading_sense(at, reading, len, &unclear);
	return sense != NULL && sense_is_full(sense) ? sense : NULL;
}

/* A short name is no place where it names a building (鄂尔多斯大厦 is in 上海) or
 * where its 镇 ends the word before it (胜浦镇江浦路). */
static bool
is_chance(const char *text, const char *at, const char *after,
    const char *end)
{
	static const char *const buildings[] = {"大厦", "广场", "酒店", "大酒店",
	    "饭店", "宾馆", "银行", "商厦", "公寓", "花园", "小区", "新村",
	    NULL};

	return place_reading_one_of(after, end, buildings) > 0 ||
	    (at > text && (at[-1] & 0x80) && place_reading_starts(at, end, "镇"));
}

/* Follows the names from `text` on as long as they stand one after the other.
 * Returns where they end. */
static const char *
read_chain(const char *text, struct place_reading *reading, unsigned *unclear)
{
	size_t len;

	for (;;) {
		const char *at = skip_marks(text, reading->end);
		const struct sense *sense = place_reading_sense(at, reading, &len,
		    unclear);

		if (sense == NULL && at == text && reading->named != 0) {
			sense = shared_shi(at, reading, &len);
			at -= strlen("市");
		}
		if (sense == NULL || (reading->named == 0 &&
		    !sense_is_full(sense) &&
		    is_chance(at, at, at + len, reading->end)))
			return text;
		place_reading_take(reading, sense);
		text = at + len;
		if (!sense_is_full(sense) &&
		    place_reading_starts(text, reading->end, "地区")) {
			text += strlen("地区");
			reading->loose = true;
		}
	}
}

/* A city's name in an address is followed by more of it somewhere:
 * 杭州市文三路西湖区政府.  Only full names count there. */
static void
read_rest(const char *text, struct place_reading *reading)
{
	unsigned unclear;
	size_t len;

	for (; text < reading->end && reading->place.district == NULL;
	    text = g_utf8_next_char(text)) {
		const struct sense *sense = place_reading_sense(text, reading, &len,
		    &unclear);

		if (sense == NULL || !sense_is_full(sense) ||
		    place_reading_depth(sense->place) <= place_reading_depth(&reading->place))
			continue;
		place_reading_take(reading, sense);
		text += len - 1;
		while (((unsigned char)*text & 0xc0) == 0x80)
			text--;
	}
}

/* Finds the first place in a text that does not begin with one:
 * 我家的地址是江苏淮安….  Short names of counties are no place there. */
static const char *
find_first(const char *text, struct place_reading *reading, unsigned *pending)
{
	unsigned unclear;
	size_t len;

	for (const char *at = text; at < reading->end;
	    at = g_utf8_next_char(at)) {
		const struct sense *sense = place_reading_sense(at, reading, &len,
		    &unclear);

		if (unclear != 0 && *pending == 0)
			*pending = unclear;
		if (sense == NULL)
			continue;
		if (sense_is_full(sense) || (place_reading_depth(sense->place) < 3 &&
		    !is_chance(text, at, at + len, reading->end)))
			return at;
	}
	return NULL;
}

/* Skips the count that sections put after a place: 北京市（92所）, 宁波
 * 共12家企业. */
static const char *
skip_count(const char *text, const char *end)
{
	static const char *const words[] = {"0", "1", "2", "3", "4", "5", "6",
	    "7", "8", "9", "共", "家", "所", "户", "个", "企业", "项", "计",
	    NULL};
	const char *at;
	size_t len;

	do {
		at = text = skip_marks(text, end);
		while ((len = place_reading_one_of(text, end, words)) > 0)
			text += len;
	} while (text > at);
	return text;
}

/* What a word may mean inside another name.  Streets and buildings are named
 * for provinces and cities; the short name of a county there is mere chance
 * (田林路 in 上海).  A district's name counts where no other has it (西区 is in
 * 攀枝花), its short one only at the `head` (琅琊开发区, not 向西工业区). */
static const struct sense *
inside_meaning(unsigned word, const struct place_reading *reading, const char *at,
    bool head)
{
	const struct sense *only;
	bool several;

	only = place_reading_meaning(word, reading, &several);
	if (only != NULL)
		return sense_is_full(only) || place_reading_depth(only->place) < 3 ||
		    g_str_has_suffix(only->division->name, "市") ? only : NULL;
	for (unsigned n = word; n != 0 && !several; n = place_table_sense(n)->next) {
		const struct sense *sense = place_table_sense(n);

		if (sense->kind != SENSE_PART ||
		    sense->division->code == NULL ||
		    sense->division->until != NULL ||
		    !(head || place_reading_starts(at, reading->end,
			sense->division->name)))
			continue;
		if (only != NULL)
			return NULL;
		only = sense;
	}
	return only;
}

/* The first name of a place inside a text that holds none by itself, whatever
 * it is part of:
 *     延安西路895号（江苏路口）    陕西省延安市
 *     小昆山镇光华路81号           江苏省苏州市昆山市
 *     北清路68号用友软件园西区     四川省攀枝花市西区 */
static bool
find_inside(const char *text, struct place_reading *reading)
{
	struct lexicon_match match[24];

	for (const char *at = text; at < reading->end;
	    at = g_utf8_next_char(at)) {
		size_t n = lexicon_matches(place_table_words(), at, reading->end,
		    match, 24);

		while (n-- > 0) {
			const struct sense *sense = inside_meaning(
			    match[n].value, reading, at, at == text);

			if (sense == NULL)
				continue;
			place_reading_take(reading, sense);
			return true;
		}
	}
	return false;
}

static enum place_basis
basis_of(const struct place_reading *reading)
{
	return reading->stated ? PLACE_STATED
	    : reading->above ? PLACE_SHORT : PLACE_DISTRICT;
}

/* Reads the names at the head of a text, within a place or, if they are
 * elsewhere, without it.  Returns where they end. */
static const char *
read_head(const char *at, const struct place *within, struct place_reading *reading,
    unsigned *pending)
{
	const char *after;

	reading->above = within != NULL;
	if (within != NULL)
		reading->place = *within;
	after = read_chain(at, reading, pending);
	if (reading->named == 0 && within != NULL && *pending == 0) {
		*reading = (struct place_reading){.end = reading->end};
		after = read_chain(at, reading, pending);
	}
	return after;
}

/* Names from the beginning of a text on, else the first one in its middle.
 * *pending is a name that has several meanings, 0 for none. */
static bool
read_names(const char *at, const struct place *within, struct place_reading *reading,
    unsigned *pending)
{
	const char *after = read_head(at, within, reading, pending);
	bool several;
	unsigned unclear;

	if (after == at) {
		at = find_first(at, reading, pending);
		if (at == NULL)
			return false;
		after = read_chain(at, reading, &unclear);
	}
	if (*pending != 0) {
		const struct sense *sense = place_reading_meaning(*pending, reading,
		    &several);
		if (sense != NULL)
			place_reading_take(reading, sense);
	}
	read_rest(after, reading);
	return reading->place.province != NULL;
}

/* Whether a name that has several meanings may mean a part of a place: 鼓楼区
 * 上海路5号 is one of four districts, none of them in 上海. */
static bool
may_mean(unsigned word, const struct place *place)
{
	for (; word != 0; word = place_table_sense(word)->next)
		if (place_table_sense(word)->place->province == place->province)
			return true;
	return false;
}

static enum place_basis
read_text(const char *text, const struct place *within,
    enum place_basis least, struct place *place)
{
	struct place_reading reading = {.end = text + strlen(text)};
	unsigned pending = 0;
	const char *at = skip_head(text, reading.end);
	enum place_basis basis = PLACE_NONE;

	if (read_names(at, within, &reading, &pending)) {
		basis = basis_of(&reading);
	} else if (least == PLACE_INSIDE) {
		reading = (struct place_reading){.end = reading.end};
		if (find_inside(at, &reading) &&
		    (pending == 0 || may_mean(pending, &reading.place)))
			basis = PLACE_INSIDE;
	}
	if (basis != PLACE_NONE)
		*place = reading.place;
	return basis;
}

/* Whether a text is nothing but names of places. */
static bool
read_all(const char *text, const struct place *within, struct place *place)
{
	struct place_reading reading = {.end = text + strlen(text)};
	unsigned pending = 0;
	const char *at = skip_head(text, reading.end);
	const char *after = read_head(at, within, &reading, &pending);

	*place = reading.place;
	return after > at && skip_count(after, reading.end) == reading.end;
}

static bool
has_control(const char *text)
{
	while ((unsigned char)*text >= ' ')
		text++;
	return *text != '\0';
}

/* Spaces between Chinese characters are the work of a page's layout: 昌 平区.  So
 * are characters without a glyph and controls.  NULL where there are none. */
static char *
without_spaces(const char *text)
{
	GString *out;

	if (strpbrk(text, " \x7f\xc2\xe2\xe3\xef") == NULL &&
	    !has_control(text))
		return NULL;
	out = g_string_sized_new(strlen(text));
	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);
		const char *next = g_utf8_next_char(p);

		if (g_unichar_type(c) == G_UNICODE_FORMAT ||
		    (g_unichar_type(c) == G_UNICODE_CONTROL &&
			!g_unichar_isspace(c)))
			continue;
		if (!g_unichar_isspace(c) || (out->len > 0 &&
		    (out->str[out->len - 1] & 0x80) == 0) ||
		    (*next & 0x80) == 0)
			g_string_append_len(out, p, next - p);
	}
	return g_string_free(out, FALSE);
}

const char *
place_basis_word(enum place_basis basis)
{
	static const char *const words[] = {"none", "inside", "name",
	    "district", "short", "stated"};

	return words[basis];
}

/* Does the reading itself, whatever its basis. */
static enum place_basis
read_any(const char *text, const struct place *within, enum place_basis least,
    struct place *place)
{
	g_autofree char *tight = NULL;
	enum place_basis basis = PLACE_NONE;

	if (g_ascii_isalpha(*text))
		basis = read_latin(text, within, place);
	if (basis == PLACE_NONE && (tight = without_spaces(text)) != NULL)
		text = tight;
	if (basis == PLACE_NONE)
		basis = read_word(text, within, place);
	if (basis == PLACE_NONE)
		basis = read_text(text, within, PLACE_EVIDENCE, place);
	if (basis == PLACE_NONE && least == PLACE_INSIDE)
		basis = read_text(text, within, least, place);
	return basis;
}

enum place_basis
place_read(const char *text, const struct place *within, enum place_basis least,
    struct place *place)
{
	enum place_basis basis;
	g_autofree char *folded = NULL;

	memset(place, 0, sizeof *place);
	if (!g_utf8_validate(text, -1, NULL))
		return PLACE_NONE;
	folded = traditional_fold(text);
	basis = read_any(folded != NULL ? folded : text, within, least, place);
	if (basis >= least)
		return basis;
	memset(place, 0, sizeof *place);
	return PLACE_NONE;
}

bool
place_of_text(const char *text, const struct place *within,
    struct place *place)
{
	return place_read(text, within, PLACE_EVIDENCE, place) != PLACE_NONE;
}

bool
place_is_all(const char *text, const struct place *within,
    struct place *place)
{
	g_autofree char *folded = NULL, *tight = NULL;

	memset(place, 0, sizeof *place);
	if (!g_utf8_validate(text, -1, NULL))
		return false;
	folded = traditional_fold(text);
	if (folded != NULL)
		text = folded;
	if (g_ascii_isalpha(*text) &&
	    read_latin(text, within, place) != PLACE_NONE)
		return true;
	tight = without_spaces(text);
	if (tight != NULL)
		text = tight;
	return read_word(text, within, place) != PLACE_NONE ||
	    read_all(text, within, place);
}
