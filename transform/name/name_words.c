#include "name_words.h"

#include <glib.h>
#include <string.h>

#include "transform/words/datafile.h"
#include "transform/words/lexicon.h"

enum { TRADE_WORD = 1, TRADE_BRAND = 2 };

/* In how many trade words a character stands, by its code; filled with the
 * words themselves. */
enum { CHARACTERS = 0xa000 };
static guint16 in_words[CHARACTERS];

static void
count_characters(const char *word)
{
	for (; *word; word = g_utf8_next_char(word)) {
		gunichar c = g_utf8_get_char(word);

		if (c < CHARACTERS)
			in_words[c]++;
	}
}

static struct lexicon *
load_trades(void)
{
	struct lexicon *lexicon = lexicon_new(true);
	struct datafile *file = datafile_open("name/trades.tsv", "trade kind");
	char *f[2];

	while (datafile_next(file, f)) {
		*lexicon_slot(lexicon, f[0], strlen(f[0])) =
		    strcmp(f[1], "brand") == 0 ? TRADE_BRAND : TRADE_WORD;
		count_characters(f[0]);
	}
	return lexicon;
}

/* The words for trades, read backward. */
static const struct lexicon *
trades(void)
{
	static struct lexicon *words;

	if (g_once_init_enter(&words))
		g_once_init_leave(&words, load_trades());
	return words;
}

static struct lexicon *
load_forms(void)
{
	struct lexicon *lexicon = lexicon_new(true);
	struct datafile *file = datafile_open("name/legal_forms.tsv", "form");
	char *f[1];

	while (datafile_next(file, f))
		*lexicon_slot(lexicon, f[0], strlen(f[0])) = 1;
	return lexicon;
}

/* The longest text looked at, in bytes; no name of a firm has 80 characters
 * of trade. */
enum { LONGEST = 256 };

/* The runs of trade words that end a text. */
struct runs {
	bool begins[LONGEST];   /* at so many bytes before the end */
	size_t far;             /* the longest of them */
	size_t brand;           /* length of a word at the very beginning that
	                           serves as a brand too, 0 for none */
};

static void
find_runs(const char *from, const char *end, struct runs *runs)
{
	size_t whole = (size_t)(end - from);
	size_t most = MIN(whole, LONGEST - 1);

	memset(runs->begins, 0, most + 1);
	runs->begins[0] = true;
	runs->far = runs->brand = 0;
	for (size_t at = 0; at <= runs->far; at++) {
		struct lexicon_match match[8];
		size_t n;

		if (!runs->begins[at])
			continue;
		n = lexicon_matches(trades(), from, end - at, match, 8);
		while (n-- > 0) {
			size_t reach = at + match[n].len;
			if (reach > most)
				continue;
			runs->begins[reach] = true;
			runs->far = MAX(runs->far, reach);
			if (reach == whole && match[n].value == TRADE_BRAND)
				runs->brand = MAX(runs->brand, match[n].len);
		}
	}
}

const char *
name_words_trade(const char *from, const char *end, size_t brand)
{
	struct runs runs;

	find_runs(from, end, &runs);
	if (runs.brand > 0)
		return from + runs.brand;
	for (size_t at = runs.far; at > 0; at--)
		if (runs.begins[at] &&
		    (end - at == from ||
			(size_t)g_utf8_pointer_to_offset(from, end - at) >=
			    brand))
			return end - at;
	return end;
}

const char *
name_words_first_trade(const char *from, const char *end)
{
	const char *first = end;
	struct lexicon_match match[8];

	for (const char *to = end; to > from; to = g_utf8_prev_char(to)) {
		size_t n = lexicon_matches(trades(), from, to, match, 8);

		while (n-- > 0) {
			const char *at = to - match[n].len;
			long before = g_utf8_pointer_to_offset(from, at);

			if (before != 1 && before <= 4 && at < first &&
			    match[n].value == TRADE_WORD)
				first = at;
		}
	}
	return first;
}

/* Whether a character is at home in the words for trades. */
static bool
is_of_trades(const char *text)
{
	gunichar c = g_utf8_get_char(text);

	return c < CHARACTERS && in_words[c] >= 3;
}

const char *
name_words_modifier(const char *from, const char *trade, const char *end)
{
	static const char *const heads[] = {"技术", "器材", "制品", "设备",
	    "材料", "系统", "装备", "仪器", "塑料", "元件", "部件"};
	const char *last, *before;

	if (g_utf8_pointer_to_offset(from, trade) < 4)
		return trade;
	last = g_utf8_prev_char(trade);
	before = g_utf8_prev_char(last);
	for (size_t i = 0; i < G_N_ELEMENTS(heads); i++)
		if ((size_t)(end - trade) >= strlen(heads[i]) &&
		    memcmp(trade, heads[i], strlen(heads[i])) == 0)
			return is_of_trades(before) && is_of_trades(last)
			    ? before : trade;
	return trade;
}

bool
name_words_all_trade(const char *from, const char *end)
{
	struct runs runs;

	find_runs(from, end, &runs);
	return runs.far == (size_t)(end - from);
}

/* 控股股份有限公司 and 集团有限公司 are forms as a whole, though 控股 is a trade. */
static bool
is_group(const char *form, const char *end)
{
	static const char *const words[] = {"控股", "集团"};

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if ((size_t)(end - form) > strlen(words[i]) &&
		    memcmp(form, words[i], strlen(words[i])) == 0)
			return true;
	return false;
}

/* 紫絮飘菱图书店 is 图书 and 店, not 图 and 书店: of several forms that end a name
 * the longest after a trade word, else the longest. */
size_t
name_words_legal_form(const char *from, const char *end)
{
	static struct lexicon *forms;
	struct lexicon_match match[12];
	size_t n, i;

	if (g_once_init_enter(&forms))
		g_once_init_leave(&forms, load_forms());
	n = lexicon_matches(forms, from, end, match, 12);
	if (n > 0 && is_group(end - match[n - 1].len, end))
		return match[n - 1].len;
	for (i = n; i > 0; i--) {
		const char *before = end - match[i - 1].len;
		if (name_words_trade(from, before, 0) != before)
			return match[i - 1].len;
	}
	return n > 0 ? match[n - 1].len : 0;
}
