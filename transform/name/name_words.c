#include "name_words.h"

#include <glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "transform/words/datafile.h"
#include "transform/words/lexicon.h"

/* The names in which trade words were found, all words together: what a word's
 * own number is measured by. */
static double all_names;

/* Loads each word with the number of names it was found in. */
static struct lexicon *
load_trades(void)
{
	struct lexicon *lexicon = lexicon_new(true);
	struct datafile *file = datafile_open("name/trades.tsv", "trade names");
	char *f[2];

	while (datafile_next(file, f)) {
		unsigned names = (unsigned)strtoul(f[1], NULL, 10);

		g_assert(names > 0);
		*lexicon_slot(lexicon, f[0], strlen(f[0])) = names;
		all_names += names;
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
};

static void
find_runs(const char *from, const char *end, struct runs *runs)
{
	size_t whole = (size_t)(end - from);
	size_t most = MIN(whole, LONGEST - 1);

	memset(runs->begins, 0, most + 1);
	runs->begins[0] = true;
	runs->far = 0;
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
		}
	}
}

const char *
name_words_trade(const char *from, const char *end, size_t brand)
{
	struct runs runs;

	find_runs(from, end, &runs);
	for (size_t at = runs.far; at > 0; at--)
		if (runs.begins[at] &&
		    (end - at == from ||
			(size_t)g_utf8_pointer_to_offset(from, end - at) >=
			    brand))
			return end - at;
	return end;
}

/* --- where the trade begins ---------------------------------------------- */

/* A name is a brand and the words of a trade after it.  Words that many names
 * have are the trade's, what hardly any has is the brand:
 *
 *     P(瑞恒博智能装备, cut after 3) =
 *         P(a brand has 3 characters) P(瑞) P(恒) P(博)
 *         P(智能) P(装备), or of 智能装备 where that is a word, too
 *
 * and the cut is where that is greatest.  A word's own probability is its share
 * of all words in trades.tsv.  The figures below are those of the names that
 * these were counted in; nothing was fitted to names whose parts are known. */
enum { MOST_UNITS = 40 };

/* How long brands are, in characters; a name of a group or a place may have
 * none, and no firm is registered with one of one character (企业名称登记管理规定,
 * 2020, article 8). */
static const double brand_lengths[] = {0.02, 1e-9, 0.68, 0.22, 0.07, 0.01,
    0.002};

/* A character of a brand is one of so many; a trade goes on with another word
 * so often; a character of it that no word has is as rare as that. */
static const double brand_characters = 2500, goes_on = 0.6, no_word = 3e-6;

static double
log_sum(double a, double b)
{
	double most = MAX(a, b);

	return isinf(most) ? most : most + log1p(exp(MIN(a, b) - most));
}

/* Finds what a text is cut between: characters, or runs of Latin letters and
 * digits, which count for two.  Returns how many units there are. */
static size_t
find_units(const char *from, const char *end, const char *at[MOST_UNITS + 1])
{
	size_t n = 0;

	for (const char *p = from; p < end && n < MOST_UNITS;) {
		at[n++] = p;
		if ((unsigned char)*p >= 0x80) {
			p = g_utf8_next_char(p);
			continue;
		}
		while (p < end && (unsigned char)*p < 0x80)
			p++;
	}
	at[n] = end;
	return n;
}

/* For each unit the logarithm of how likely the rest is a run of trade words,
 * and of characters that no word has, each as likely as `unknown`. */
static void
weigh_trades(const char *const at[], size_t n, double unknown, double rest[])
{
	const struct lexicon *words = trades();
	double next = log(goes_on);

	rest[n] = 0;
	for (size_t i = 0; i < n; i++)
		rest[i] = -INFINITY;
	for (size_t end = n; end > 0; end--) {
		struct lexicon_match match[12];
		size_t found = lexicon_matches(words, at[0], at[end], match,
		    G_N_ELEMENTS(match));
		bool single = false;

		for (size_t begin = end; begin-- > 0;)
			for (size_t m = 0; m < found; m++) {
				if (at[begin] + match[m].len != at[end])
					continue;
				single |= begin + 1 == end;
				rest[begin] = log_sum(rest[begin], rest[end] +
				    next + log(match[m].value / all_names));
			}
		if (!single)
			rest[end - 1] = log_sum(rest[end - 1], rest[end] +
			    next + log(unknown));
	}
}

const char *
name_words_cut(const char *from, const char *end)
{
	const char *at[MOST_UNITS + 1], *cut = end;
	double rest[MOST_UNITS + 1], best = -INFINITY, brand = 0,
	    whole;
	size_t n = find_units(from, end, at), length = 0;

	/* A name without a brand is words and nothing else: 中节能 is none. */
	weigh_trades(at, n, 0, rest);
	whole = rest[0];
	weigh_trades(at, n, no_word, rest);
	rest[0] = whole;
	for (size_t k = 0; k <= n; k++) {
		double weight;

		if (k > 0) {
			size_t units = (unsigned char)*at[k - 1] < 0x80 ? 2 : 1;

			length += units;
			brand -= (double)units * log(brand_characters);
		}
		weight = brand + rest[k] + log(brand_lengths[MIN(length,
		    G_N_ELEMENTS(brand_lengths) - 1)]);
		if (weight > best) {
			best = weight;
			cut = at[k];
		}
	}
	return cut;
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
		struct lexicon_match trade;

		if (lexicon_matches(trades(), from, end - match[i - 1].len,
		    &trade, 1) > 0)
			return match[i - 1].len;
	}
	return n > 0 ? match[n - 1].len : 0;
}
