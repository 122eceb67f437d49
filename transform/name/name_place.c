#include "name_place.h"

#include <glib.h>
#include <string.h>

#include "transform/place/place_reading.h"
#include "name_words.h"

/* Where a place stands in a name, and how. */
struct name_place_found {
	struct place_reading reading;
	const char *at, *end;
};

/* A short name is no place where it goes on as that of a mountain or river:
 * 栖霞山 is not in 栖霞市. */
static bool
is_landscape(const char *text, const char *end)
{
	static const char *const words[] = {"山", "湖", "峡", "堂", NULL};

	return place_reading_one_of(text, end, words) > 0;
}

static const char *const towns[] = {"镇", "乡", "街道办事处", "街道", NULL};

/* Follows names of places from `at` on.  In the head of a name the short name
 * of a county counts only if it is no ordinary word. */
static bool
follow(struct name_place_found *found, const char *at, const char *end)
{
	unsigned unclear;
	size_t len;

	found->reading = (struct place_reading){.end = end,
	    .of_name = true};
	found->at = found->end = at;
	while (found->end < end) {
		const struct sense *sense = place_reading_sense(found->end,
		    &found->reading, &len, &unclear);

		if (sense == NULL)
			break;
		if (sense->kind == SENSE_WORD &&
		    place_reading_depth(&found->reading.place) == 0)
			break;
		/* 广饶县广饶镇: after a county its name is that of a town. */
		if (!sense_is_full(sense) &&
		    place_reading_depth(&found->reading.place) == 3 &&
		    place_reading_one_of(found->end + len, end, towns) > 0)
			break;
		if (!sense_is_full(sense) &&
		    place_reading_depth(sense->place) == 3 &&
		    is_landscape(found->end + len, end))
			break;
		place_reading_take(&found->reading, sense);
		found->end += len;
	}
	return found->end > at;
}

/* A district that several cities have heads a name without saying where it is:
 * 河东区某某铸造厂 is in 天津 or in 临沂. */
static bool
follow_unclear(struct name_place_found *found, const char *at, const char *end)
{
	struct lexicon_match match;

	found->reading = (struct place_reading){.end = end, .of_name = true};
	found->at = at;
	if (!lexicon_longest(place_table_words(), at, end, &match))
		return false;
	found->end = at + match.len;
	for (unsigned n = match.value; n != 0; n = place_table_sense(n)->next)
		if (place_table_sense(n)->kind == SENSE_FULL &&
		    match.len >= strlen("三个字"))
			return found->end < end;
	return false;
}

/* 东莞, 中山, 儋州 and 嘉峪关 have towns where other cities have districts. */
static bool
is_without_districts(const struct division *city)
{
	static const char *const codes[] = {"441900", "442000", "460400",
	    "620200"};

	if (city == NULL || city->code == NULL)
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(codes); i++)
		if (strcmp(city->code, codes[i]) == 0)
			return true;
	return false;
}

/* A zone with a name of two characters: 中山|火炬开发区, 德州|运河经济开发区. */
static size_t
named_zone(const char *text, const char *end)
{
	static const char *const zones[] = {"开发区", "经济开发区",
	    "高新技术开发区", "经济技术开发区", "高新技术产业开发区", NULL};
	size_t name = strlen("火炬"), len;

	if ((size_t)(end - text) <= name)
		return 0;
	len = place_reading_one_of(text + name, end, zones);
	return len > 0 && text + name + len < end ? name + len : 0;
}

/* The zone or town after a place: 张家港保税区, 大厂回族自治县祁各庄镇,
 * 苏州工业园区. */
static void
follow_zone(struct name_place_found *found, const char *end)
{
	static const char *const kinds[] = {"经济技术", "高新技术产业", "高新技术",
	    "高新", "经济", "工业", "国家", "综合", "循环经济", "临港", "空港",
	    "出口加工", "科技", "产业", "技术", NULL};
	static const char *const zones[] = {"开发区", "保税区", "工业园区",
	    "高新区", "经开区", "新技术产业园区", "园区", "出口加工区",
	    "自由贸易试验区", "自贸区", "示范区", NULL};
	const char *at = found->end;
	size_t len;

	while ((len = place_reading_one_of(at, end, kinds)) > 0 &&
	    place_reading_one_of(at, end, zones) == 0)
		at += len;
	len = place_reading_one_of(at, end, zones);
	if (len == 0)
		len = named_zone(at, end);
	if (len > 0) {
		found->end = at + len;
		return;
	}
	/* A town has two to four characters and then 镇; only after a county
	 * or district, so that 苏州古镇旅游 keeps its name, or a city that has
	 * none. */
	if (found->reading.place.district == NULL &&
	    !is_without_districts(found->reading.place.city))
		return;
	at = found->end;
	for (int i = 0; i < 5 && at < end; i++) {
		len = place_reading_one_of(at, end, towns);
		if (i >= 2 && len > 0 && at + len < end) {
			found->end = at + len;
			return;
		}
		at = g_utf8_next_char(at);
	}
}

/* Whether the whole of a bracket is a place: 广州双桥（重庆）有限公司. */
static bool
follow_bracket(struct name_place_found *found, const char *from, const char *to)
{
	if (!follow(found, from, to))
		return false;
	follow_zone(found, to);
	return found->end == to;
}

/* The place of a branch, between its firm and 分公司:
 * 山东协耀信息咨询有限公司滨州分公司. */
static bool
follow_branch(struct name_place_found *found, const char *at, const char *end)
{
	static const char *const kinds[] = {"分公司", "支公司", "办事处", "分厂",
	    "分店", "分行", "分院", "分所", NULL};

	return follow(found, at, end) &&
	    place_reading_one_of(found->end, end, kinds) > 0;
}

/* A province or city, or a county by a name of four characters or more, in the
 * middle of a name whose head says none, where the words around it leave no
 * doubt: directly before the legal form or before nothing but trade words, and
 * after a trade word or, for names of three characters, after any brand;
 * directly before the legal form also after another one:
 *     环球国际航运青岛有限公司   建业电缆信阳销售公司   中节能秦皇岛环保有限公司
 *     西北稀有金属材料研究院宁夏有限公司
 * but 新安康生物科技 is not in 安康, 重庆城觅 not in 庆城. */
static bool
follow_middle(struct name_place_found *found, const char *name,
    const char *form)
{
	const char *at = g_utf8_find_next_char(name, form);

	for (int i = 1; at != NULL && at < form; i++,
	    at = g_utf8_find_next_char(at, form)) {
		const char *before;
		long len;

		if (i < 2 || !follow(found, at, form) ||
		    !name_words_all_trade(found->end, form))
			continue;
		len = g_utf8_pointer_to_offset(at, found->end);
		if (place_reading_depth(&found->reading.place) > 2 && len < 4)
			continue;
		before = name_words_trade(name, at, 1);
		if (before != at || (found->end < form && len >= 3) ||
		    (found->end == form && name_words_legal_form(name, at)))
			return true;
	}
	return false;
}

/* 中国（上海）自由贸易试验区临港新片区: the bracket is part of the zone's name. */
static bool
extend_free_zone(struct name_place_found *found, const char *name,
    const char *close)
{
	static const char zone[] = "自由贸易试验区", area[] = "片区";
	const char *end = close + strlen("）");
	const char *at;

	if (!g_str_has_prefix(name, "中国（") ||
	    found->at != name + strlen("中国（") ||
	    !g_str_has_prefix(end, zone))
		return false;
	end += strlen(zone);
	at = strstr(end, area);
	if (at != NULL && at - end <= (ptrdiff_t)strlen("四个字内"))
		end = at + strlen(area);
	found->at = name;
	found->end = end;
	return true;
}

static void
add_span(struct name_place_span *spans, size_t *n,
    const struct name_place_found *found,
    bool bracket, bool branch)
{
	if (*n < NAME_PLACE_SPANS)
		spans[(*n)++] = (struct name_place_span){found->at, found->end,
		    bracket, branch};
}

size_t
name_place_spans(const char *name,
    struct name_place_span spans[NAME_PLACE_SPANS], struct place *place)
{
	static const char open[] = "（", close[] = "）", firm[] = "公司";
	const char *end = name + strlen(name), *at, *to;
	struct name_place_found found;
	size_t n = 0;

	memset(place, 0, sizeof *place);
	if (follow(&found, name, end)) {
		follow_zone(&found, end);
		*place = found.reading.place;
		add_span(spans, &n, &found, false, false);
	} else if (follow_unclear(&found, name, end)) {
		add_span(spans, &n, &found, false, false);
	}
	for (at = name; (at = strstr(at, open)) != NULL; at = to) {
		to = strstr(at, close);
		if (to == NULL)
			break;
		if (follow_bracket(&found, at + strlen(open), to)) {
			bool zone = extend_free_zone(&found, name, to);
			*place = found.reading.place;
			add_span(spans, &n, &found, !zone, false);
		}
	}
	for (at = name; (at = strstr(at, firm)) != NULL;) {
		at += strlen(firm);
		if (follow_branch(&found, at, end)) {
			*place = found.reading.place;
			add_span(spans, &n, &found, false, true);
			break;
		}
	}
	if (n == 0 && follow_middle(&found, name,
	    end - name_words_legal_form(name, end))) {
		*place = found.reading.place;
		add_span(spans, &n, &found, false, false);
	}
	return n;
}

bool
name_place(const char *name, struct place *place, size_t *at, size_t *len)
{
	struct name_place_span spans[NAME_PLACE_SPANS];

	if (name_place_spans(name, spans, place) == 0 ||
	    place->province == NULL)
		return false;
	if (at != NULL)
		*at = (size_t)(spans[0].at - name);
	if (len != NULL)
		*len = (size_t)(spans[0].end - spans[0].at);
	return true;
}
