#include <string.h>

#include "transform/place/place_reading.h"
#include "name.h"
#include "name_place.h"
#include "name_words.h"

/* A name being cut into parts: what has been given away from its end, and the
 * pieces that are neither place nor legal form, in order. */
struct name_piece {
	const char *from, *end;
};

static void
add_part(GString *part, const char *from, const char *end)
{
	if (from == end)
		return;
	if (part->len > 0)
		g_string_append_c(part, ',');
	g_string_append_len(part, from, end - from);
}

/* As add_part, before what is there already. */
static void
add_before(GString *part, const char *from, const char *end)
{
	if (part->len > 0)
		g_string_prepend_c(part, ',');
	g_string_prepend_len(part, from, end - from);
}

/* Numbers that lists add after the name: 深圳市某某公司-1006217. */
static const char *
before_number(const char *from, const char *end)
{
	const char *at = end;

	while (at > from && (g_ascii_isdigit(at[-1]) || at[-1] == '-'))
		at--;
	return name_words_legal_form(from, at) > 0 ? at : end;
}

/* Takes remarks on who answers for a firm off its end: 某某家俱厂（普通合伙）. */
static const char *
cut_remark(struct name *name, const char *from, const char *end)
{
	static const char *const remarks[] = {"（普通合伙）", "（有限合伙）",
	    "（特殊普通合伙）", "（个人独资）", "（个体工商户）", "（个体）",
	    "（个体经营）", "（独资）", "（合伙）", "（合伙企业）", NULL};

	for (const char *const *r = remarks; *r != NULL; r++) {
		size_t len = strlen(*r), mark = strlen("（");

		if ((size_t)(end - from) > len &&
		    memcmp(end - len, *r, len) == 0) {
			add_before(name->legal_form, end - len + mark,
			    end - mark);
			return end - len;
		}
	}
	return end;
}

/* Takes the legal form off the end: 有限公司; of a branch its firm's as well:
 * 有限公司,分公司 of 山东协耀信息咨询有限公司滨州分公司. */
static const char *
cut_legal_form(struct name *name, const char *from, const char *end,
    const struct name_place_span *branch)
{
	size_t len = name_words_legal_form(from, end);

	add_before(name->legal_form, end - len, end);
	end -= len;
	if (branch != NULL && branch->end == end) {
		end = branch->at;
		len = name_words_legal_form(from, end);
		if (len > 0)
			add_before(name->legal_form, end - len, end);
		end -= len;
	}
	return end;
}

/* The piece from `from` to `end` or to the next bracket, without the bracket.
 * 集团 in brackets is legal form, 中国 is a place. */
static const char *
next_piece(struct name *name, const char *from, const char *end,
    struct name_piece *piece)
{
	static const char open[] = "（", close[] = "）";
	const char *at = from;

	if (place_reading_starts(from, end, open)) {
		const char *to = g_strstr_len(from, end - from, close);

		from += strlen(open);
		*piece = (struct name_piece){from, to != NULL ? to : end};
		at = to != NULL ? to + strlen(close) : end;
		if (name_words_legal_form(piece->from, piece->end) ==
		    (size_t)(piece->end - piece->from)) {
			add_before(name->legal_form, piece->from, piece->end);
			piece->end = piece->from;
		} else if (place_reading_starts(piece->from, piece->end, "中国") &&
		    piece->end - piece->from == strlen("中国")) {
			add_part(name->place, piece->from, piece->end);
			piece->end = piece->from;
		}
		return at;
	}
	while (at < end && !place_reading_starts(at, end, open))
		at = g_utf8_next_char(at);
	*piece = (struct name_piece){from, at};
	return at;
}

/* 成都建工|第九建筑工程: the number is the trade's. */
static const char *
before_ordinal(const char *from, const char *trade)
{
	static const char *const digits[] = {"一", "二", "三", "四", "五", "六",
	    "七", "八", "九", "十", "0", "1", "2", "3", "4", "5", "6", "7",
	    "8", "9", NULL};
	static const char first[] = "第";
	const char *at = trade;

	while (at > from) {
		const char *before = g_utf8_find_prev_char(from, at);

		if (before == NULL)
			break;
		if (at < trade && place_reading_starts(before, at, first))
			return before;
		if (place_reading_one_of(before, at, digits) == 0)
			break;
		at = before;
	}
	return trade;
}

/* 朗驰集团|机电: what is the name of a group as a whole. */
static const char *
cut_group(struct name *name, const char *from, const char *end)
{
	static const char group[] = "集团";

	if (end - from < (ptrdiff_t)strlen("朗驰集团") ||
	    !place_reading_starts(end - strlen(group), end, group))
		return end;
	add_before(name->legal_form, end - strlen(group), end);
	return end - strlen(group);
}

/* Where the trade of a name's first piece begins: 昆宏|机械制造. */
static const char *
find_trade(struct name_piece piece)
{
	return before_ordinal(piece.from,
	    name_words_cut(piece.from, piece.end));
}

/* The first piece is a brand and what it trades in, after it all is trade:
 * 澳妆（上海）|国际贸易. */
static void
split_piece(struct name *name, struct name_piece piece, bool first)
{
	const char *trade = first ? find_trade(piece) : piece.from;

	add_part(name->brand, piece.from,
	    first ? cut_group(name, piece.from, trade) : trade);
	add_part(name->trade, trade, piece.end);
}

void
name_split(struct name *name)
{
	const char *at = name->canonical->str;
	const char *end = at + name->canonical->len;
	struct name_place_span spans[NAME_PLACE_SPANS];
	const struct name_place_span *branch;
	struct name_piece piece;
	bool first = true;
	size_t n, i = 0;

	g_string_truncate(name->place, 0);
	g_string_truncate(name->brand, 0);
	g_string_truncate(name->trade, 0);
	g_string_truncate(name->legal_form, 0);
	n = name_place_spans(at, spans, &name->where);
	name->has_place = name->where.province != NULL;
	branch = n > 0 && spans[n - 1].branch ? &spans[n - 1] : NULL;
	end = before_number(at, end);
	end = cut_remark(name, at, end);
	end = cut_legal_form(name, at, end, branch);
	if ((n == 0 || spans[0].at > at + strlen("中国")) &&
	    place_reading_starts(at, end, "中国") &&
	    end - at > (ptrdiff_t)strlen("中国")) {
		add_part(name->place, at, at + strlen("中国"));
		at += strlen("中国");
	}
	while (at < end) {
		const char *stop = i < n ? MIN(spans[i].at, end) : end;

		if (i < n && at >= spans[i].at) {
			add_part(name->place, spans[i].at, spans[i].end);
			at = MAX(at, spans[i].end);
			if (spans[i].bracket)
				at += strlen("）");
			i++;
			continue;
		}
		if (i < n && spans[i].bracket && stop < end)
			stop -= strlen("（");
		if (at < stop) {
			at = next_piece(name, at, stop, &piece);
			if (piece.from < piece.end) {
				split_piece(name, piece, first);
				first = false;
			}
		} else {
			at = spans[i].at;
		}
	}
	for (; i < n; i++)
		add_part(name->place, spans[i].at, spans[i].end);
}
