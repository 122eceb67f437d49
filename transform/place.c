#include "place.h"

#include <glib.h>
#include <string.h>

#include "place_reading.h"

/* Numbering, labels and brackets before a place: 一、 （三） 12. 地址：.  Also what
 * stands between names: blanks, commas, the 市辖区 of code tables. */
static const char *
skip_between(const char *text, const char *end)
{
	static const char *const marks[] = {" ", "　", "\t", "\r", "\n", ",",
	    "，", "、", "/", "-", "－", "—", "·", "|", ">", "；", ";", "：", ":",
	    "(", "（", ")", "）", "[", "]", "【", "】", "．", "?", "？", "市辖区",
	    "省直辖县级行政单位", "省直辖县级行政区划", "自治区直辖县级行政区划",
	    "中华人民共和国", "中国", NULL};
	size_t len;

	while (text < end && (len = reading_one_of(text, end, marks)) > 0)
		text += len;
	return text;
}

static const char *
skip_head(const char *text, const char *end)
{
	static const char *const words[] = {"注册地址", "地址", "地区", "所在地",
	    "省份", "城市", "公司", "总部", "属地", "注册", NULL};
	static const char *const digits[] = {"一", "二", "三", "四", "五", "六",
	    "七", "八", "九", "十", "0", "1", "2", "3", "4", "5", "6", "7",
	    "8", "9", ".", NULL};
	const char *from = text, *at;
	size_t len;

	while (text < end && (len = reading_one_of(text, end, digits)) > 0)
		text += len;
	at = skip_between(text, end);
	if (at == text)         /* 三明市, 十堰市: no numbering */
		at = skip_between(from, end);
	if (at > from && *from != '\0' && at == skip_between(from, end)) {
		/* （三）江苏省 */
		const char *inner = at;
		while (inner < end && (len = reading_one_of(inner, end, digits)) > 0)
			inner += len;
		if (inner > at && skip_between(inner, end) > inner)
			at = skip_between(inner, end);
	}
	while (at < end && (len = reading_one_of(at, end, words)) > 0 &&
	    !lexicon_longest(place_words(), at, end,
		&(struct lexicon_match){0, 0}))
		at = skip_between(at + len, end);
	return at;
}

/* A single letter as the whole text: 沪. */
static bool
read_letter(const char *text, struct place *place)
{
	struct lexicon_match match;
	size_t len = strlen(text);

	if (len > 6 || !lexicon_longest(place_words(), text, text + len,
	    &match) || match.len != len)
		return false;
	for (unsigned n = match.value; n != 0; n = place_sense(n)->next)
		if (place_sense(n)->kind == SENSE_LETTER) {
			*place = *place_sense(n)->place;
			return true;
		}
	return false;
}

/* Names in Latin letters, the smaller place first or last: "Hangzhou,
 * Zhejiang", "Xinjiang", "Inner Mongolia".  Kinds of places are passed over. */
static bool
read_latin(const char *text, const struct place *within, struct place *place)
{
	static const char *const kinds[] = {"province", "city", "shi", "sheng",
	    "municipality", "autonomousregion", "prefecture", "prc", "china",
	    "district", "prchina", "uygur", "uyghur", "zhuang", "hui"};
	struct reading reading = {0};
	char words[16][24], joined[128];
	size_t n = 0, len = 0;

	for (; *text; text++) {
		if (g_ascii_isalpha(*text) && n < 16 && len < 23) {
			words[n][len++] = g_ascii_tolower(*text);
		} else if (*text != '\'' && *text != '\0') {
			if (n == 16 || len == 23 || (*text & 0x80))
				return false;
			words[n][len] = '\0';
			n += len > 0;
			len = 0;
		}
	}
	if (n < 16 && len > 0)
		words[n++][len] = '\0';
	if (within != NULL)
		reading.place = *within;
	for (int pass = 0; pass < 2; pass++) {
		bool all = true, any = false;
		for (size_t i = 0; i < n;) {
			size_t used = 0;
			for (size_t k = MIN(n - i, 6); k > 0 && used == 0;
			    k--) {
				struct lexicon_match match;
				const struct sense *sense;
				bool several;

				*joined = '\0';
				for (size_t j = i; j < i + k; j++)
					g_strlcat(joined, words[j],
					    sizeof joined);
				if (!lexicon_longest(place_latin_words(),
				    joined, joined + strlen(joined), &match) ||
				    match.len != strlen(joined))
					continue;
				used = k;
				sense = reading_meaning(match.value, &reading,
				    &several);
				if (sense != NULL) {
					reading_take(&reading, sense);
					any = true;
				} else if (place_depth(&reading.place) < 2) {
					all = false;
				}
			}
			for (size_t k = 0; k < G_N_ELEMENTS(kinds) && !used;
			    k++)
				used = strcmp(words[i], kinds[k]) == 0;
			if (used == 0)
				return false;
			i += used;
		}
		if (all && any) {
			*place = reading.place;
			return true;
		}
		if (!any)
			return false;
	}
	return false;
}

/* 青岛市南区 is 市南区 of 青岛: the 市 belongs to the name behind it where that
 * name would not be one without.  Returns its sense, at `city` less 市. */
static const struct sense *
shared_shi(const char *city, const struct reading *reading, size_t *len)
{
	const char *at = city - strlen("市");
	const struct sense *sense;
	unsigned unclear;

	if (!reading_starts(at, reading->end, "市"))
		return NULL;
	sense = reading_sense(at, reading, len, &unclear);
	return sense != NULL && sense_is_full(sense) ? sense : NULL;
}

/* Follows the names from `text` on as long as they stand one after the other.
 * Returns where they end. */
static const char *
read_chain(const char *text, struct reading *reading, unsigned *unclear)
{
	size_t len;

	for (;;) {
		const char *at = skip_between(text, reading->end);
		const struct sense *sense = reading_sense(at, reading, &len,
		    unclear);

		if (sense == NULL && at == text && reading->named != 0) {
			sense = shared_shi(at, reading, &len);
			at -= strlen("市");
		}
		if (sense == NULL)
			return text;
		reading_take(reading, sense);
		text = at + len;
		if (!sense_is_full(sense) &&
		    reading_starts(text, reading->end, "地区")) {
			text += strlen("地区");
			reading->loose = true;
		}
	}
}

/* A city's name in an address is followed by more of it somewhere:
 * 杭州市文三路西湖区政府.  Only full names count there. */
static void
read_rest(const char *text, struct reading *reading)
{
	unsigned unclear;
	size_t len;

	for (; text < reading->end && reading->place.district == NULL;
	    text = g_utf8_next_char(text)) {
		const struct sense *sense = reading_sense(text, reading, &len,
		    &unclear);

		if (sense == NULL || !sense_is_full(sense) ||
		    place_depth(sense->place) <= place_depth(&reading->place))
			continue;
		reading_take(reading, sense);
		text += len - 1;
		while (((unsigned char)*text & 0xc0) == 0x80)
			text--;
	}
}

/* Finds the first place in a text that does not begin with one:
 * 我家的地址是江苏淮安….  Short names of counties are no place there. */
static const char *
find_first(const char *text, struct reading *reading, unsigned *pending)
{
	unsigned unclear;
	size_t len;

	for (; text < reading->end; text = g_utf8_next_char(text)) {
		const struct sense *sense = reading_sense(text, reading, &len,
		    &unclear);

		if (unclear != 0 && *pending == 0)
			*pending = unclear;
		if (sense != NULL && (sense_is_full(sense) ||
		    (sense->kind == SENSE_SHORT && place_depth(sense->place) < 3)))
			return text;
	}
	return NULL;
}

static bool
read_text(const char *text, const struct place *within, struct place *place,
    bool all)
{
	struct reading reading = {.end = text + strlen(text)};
	unsigned pending = 0, unclear;
	bool several;
	const char *at = skip_head(text, reading.end), *after;

	if (within != NULL)
		reading.place = *within;
	after = read_chain(at, &reading, &pending);
	if (reading.named == 0 && within != NULL && pending == 0) {
		reading.place = (struct place){0};
		after = read_chain(at, &reading, &pending);
	}
	if (all) {
		*place = reading.place;
		return after > at &&
		    skip_between(after, reading.end) == reading.end;
	}
	if (after == at) {
		at = find_first(at, &reading, &pending);
		if (at == NULL)
			return false;
		after = read_chain(at, &reading, &unclear);
	}
	if (pending != 0) {
		const struct sense *sense = reading_meaning(pending, &reading,
		    &several);
		if (sense != NULL)
			reading_take(&reading, sense);
	}
	read_rest(after, &reading);
	*place = reading.place;
	return place->province != NULL;
}

/* Blanks between Chinese characters are the work of a page's layout: 昌 平区. */
static char *
without_blanks(const char *text)
{
	GString *out = g_string_sized_new(strlen(text));

	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);
		const char *next = g_utf8_next_char(p);

		if (!g_unichar_isspace(c) || (out->len > 0 &&
		    (out->str[out->len - 1] & 0x80) == 0) ||
		    (*next & 0x80) == 0)
			g_string_append_len(out, p, next - p);
	}
	return g_string_free(out, FALSE);
}

static bool
read_any(const char *text, const struct place *within, struct place *place,
    bool all)
{
	g_autofree char *tight = NULL;

	memset(place, 0, sizeof *place);
	if (!g_utf8_validate(text, -1, NULL))
		return false;
	if (g_ascii_isalpha(*text) && read_latin(text, within, place))
		return true;
	if (strpbrk(text, " \t\r\n\xe2\xe3\xc2") != NULL)
		text = tight = without_blanks(text);
	return read_letter(text, place) || read_text(text, within, place, all);
}

bool
place_of_text(const char *text, const struct place *within,
    struct place *place)
{
	/* 禧屋家居科技（昆山）有限公司, a firm for an address. */
	return read_any(text, within, place, false) ||
	    (g_str_has_suffix(text, "公司") && g_utf8_validate(text, -1, NULL) &&
		place_of_name(text, place, NULL, NULL));
}

bool
place_is_all(const char *text, const struct place *within,
    struct place *place)
{
	return read_any(text, within, place, true);
}
