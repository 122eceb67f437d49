#include <string.h>

#include "name.h"
#include "name_words.h"
#include "place_reading.h"

/* A name being cut into parts: what has been given away from its end, and the
 * pieces that are neither place nor legal form, in order. */
struct piece {
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

/* Numbers that lists add behind the name: 深圳市某某公司-1006217. */
static const char *
before_number(const char *from, const char *end)
{
	const char *at = end;

	while (at > from && (g_ascii_isdigit(at[-1]) || at[-1] == '-'))
		at--;
	return name_words_legal_form(from, at) > 0 ? at : end;
}

/* Takes the legal form off the end: 有限公司; of a branch its firm's as well:
 * 有限公司,分公司 of 山东协耀信息咨询有限公司滨州分公司. */
static const char *
cut_legal_form(struct name *name, const char *from, const char *end,
    const struct place_span *branch)
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
    struct piece *piece)
{
	static const char open[] = "（", close[] = "）";
	const char *at = from;

	if (reading_starts(from, end, open)) {
		const char *to = g_strstr_len(from, end - from, close);

		from += strlen(open);
		*piece = (struct piece){from, to != NULL ? to : end};
		at = to != NULL ? to + strlen(close) : end;
		if (name_words_legal_form(piece->from, piece->end) ==
		    (size_t)(piece->end - piece->from)) {
			add_before(name->legal_form, piece->from, piece->end);
			piece->end = piece->from;
		} else if (reading_starts(piece->from, piece->end, "中国") &&
		    piece->end - piece->from == strlen("中国")) {
			add_part(name->place, piece->from, piece->end);
			piece->end = piece->from;
		}
		return at;
	}
	while (at < end && !reading_starts(at, end, open))
		at = g_utf8_next_char(at);
	*piece = (struct piece){from, at};
	return at;
}

/* A piece is a brand and what it trades in: 昆宏|机械制造.  Behind the first
 * piece all is trade: 澳妆（上海）|国际贸易. */
static void
split_piece(struct name *name, struct piece piece, bool first)
{
	const char *trade = first
	    ? name_words_trade(piece.from, piece.end, 2) : piece.from;

	add_part(name->brand, piece.from, trade);
	add_part(name->trade, trade, piece.end);
}

void
name_split(struct name *name)
{
	const char *at = name->canonical->str;
	const char *end = at + name->canonical->len;
	struct place_span spans[PLACE_SPANS];
	const struct place_span *branch;
	struct piece piece;
	bool first = true;
	size_t n, i = 0;

	g_string_truncate(name->place, 0);
	g_string_truncate(name->brand, 0);
	g_string_truncate(name->trade, 0);
	g_string_truncate(name->legal_form, 0);
	n = place_spans(at, spans, &name->where);
	name->has_place = n > 0;
	branch = n > 0 && spans[n - 1].branch ? &spans[n - 1] : NULL;
	end = before_number(at, end);
	end = cut_legal_form(name, at, end, branch);
	if (n == 0 && reading_starts(at, end, "中国") &&
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
