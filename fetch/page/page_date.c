#include "page_date.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "fetch/web/address_date.h"
#include "markup.h"
#include "page_text.h"

enum {
	LINES_BEFORE = 25,      /* above a title that may say its date */
	LINES_AFTER = 12,       /* below it */
	LONGEST = 160,          /* letters of such a line */
	RUNNING = 30,           /* letters of a line of running text */
	SIGNATURE = 40,         /* lines at the end that may be the signature */
	DOUBT = 7,              /* days */
};

enum source { LABEL, LINE, ADDRESS, META, MARKED, SIGNED, SOURCES };

static const char *const evidence[SOURCES] = {"label", "line", "address",
    "meta", "markup", "signature"};

/* What a page calls the day of its publication.  Before a bare 时间 or 日期 no
 * other word may stand: 公示时间, 培训时间, 截止日期 are other days. */
/* (Not \p{Han}, to which PCRE counts 【, too.) */
/* Of several labels those of publication come first: a page may also say when it
 * was signed, entered or changed. */
#define LABEL_DAY "\\s*[\\]】]?\\s*[:：]\\s*([^\\n]{0,40})"
static const char *const labels[] = {
    "(?|(?:(?:发布|公开|发稿|公布|发表|刊登)\\s*(?:时间|日期)|"
	"(?<![\\x{4e00}-\\x{9fff}])(?:时\\s*间|日\\s*期|Date))" LABEL_DAY
	"|发布于\\s*[:：]?\\s*([^\\n]{0,40}))",
    "(?:上传|录入|发文|成文|印发|生成|更新)\\s*(?:时间|日期)" LABEL_DAY,
};
static const char *const labels_alone[] = {
    "^[\\[【]?\\s*(?:发布|公开|发稿|公布)\\s*(?:时间|日期)\\s*[\\]】]?\\s*[:：]?$",
    "^[\\[【]?\\s*(?:发文|成文|印发|生成)\\s*(?:时间|日期)\\s*[\\]】]?\\s*[:：]?$",
};

/* A line that is a date and what stands beside it on such lines. */
static const char date_line[] =
    "^[\\s\\[（(【]*(?:19|20)\\d\\d\\s*[-/.年]\\s*\\d{1,2}\\s*[-/.月]\\s*\\d{1,2}\\s*日?"
    "(?:\\s*\\d{1,2}\\s*[:：]\\s*\\d{1,2}(?:\\s*[:：]\\s*\\d{1,2})?)?[\\s\\]）)】]*"
    "(?:$|[\\s|｜丨/]*(?:\\[|【|(?:信息|文章|稿件)?来源|稿源|作者|编辑|责任|发布|浏览|点击|阅读|"
    "访问|字号|字体|打印|分享|供稿|文号|索引|关注|人气|大\\s*中\\s*小))";
/* A short line that begins with the day and the time: 2023年7月14日 08:00 中小企业处. */
static const char timed_line[] =
    "^[\\s\\[（(【]*(?:19|20)\\d\\d\\s*[-/.年]\\s*\\d{1,2}\\s*[-/.月]\\s*\\d{1,2}\\s*日?"
    "\\s*\\d{1,2}\\s*[:：]\\s*\\d{2}(?!\\d)(?!.*(?:至|—|到|会议|报名|截止|。))";
static const char mixed_line[] =
    "(?:来源|稿源|作者|浏览|点击|阅读|访问|人气|字号|字体)";

/* The day after the nth label in a line, or in the cell after it. */
static char *
labelled_date(const struct markup *m, guint i, int nth)
{
	const struct markup_line *line = g_ptr_array_index(m->lines, i);
	g_autofree char *value = NULL;
	const struct markup_line *next;

	if (line->letters > LONGEST)
		return NULL;
	value = page_text_find(labels[nth], line->text);
	if (value != NULL && *value != '\0')
		return page_text_date(value);
	if ((value == NULL &&
	    !page_text_matches(labels_alone[nth], line->text)) ||
	    i + 1 == m->lines->len)
		return NULL;
	next = g_ptr_array_index(m->lines, i + 1);
	return next->letters < 40 && page_text_matches(
	    "^\\s*(?:19|20)\\d\\d", next->text) ? page_text_date(next->text)
						  : NULL;
}

static char *
label_date(const struct markup *m, guint i)
{
	return labelled_date(m, i, 0);
}

static char *
other_label_date(const struct markup *m, guint i)
{
	return labelled_date(m, i, 1);
}

static char *
line_date(const struct markup *m, guint i)
{
	const struct markup_line *line = g_ptr_array_index(m->lines, i);

	if (line->letters > LONGEST || line->linked * 2 > line->letters)
		return NULL;
	if (page_text_matches(date_line, line->text) ||
	    (line->letters <= 40 && page_text_matches(timed_line, line->text)) ||
	    (line->letters <= 80 && page_text_matches(mixed_line, line->text)))
		return page_text_date(line->text);
	return NULL;
}

/* Whether a line is of the text itself: a sentence or more. */
static bool
is_running_text(const struct markup *m, guint i)
{
	const struct markup_line *line = g_ptr_array_index(m->lines, i);

	return line->letters >= RUNNING && line->linked * 2 < line->letters &&
	    strstr(line->text, "。") != NULL;
}

/* The date that `find` sees nearest to the title, below it first and not below
 * the beginning of the text. */
static char *
nearest(const struct markup *m, guint title, guint after, guint before,
    char *(*find)(const struct markup *, guint))
{
	guint from = title == G_MAXUINT ? 0 : title;
	guint to = title == G_MAXUINT ? LINES_BEFORE + 2 * LINES_AFTER
				      : from + after;
	char *date = NULL;

	for (guint i = from; date == NULL && i < m->lines->len && i <= to &&
	    (title == G_MAXUINT || !is_running_text(m, i)); i++)
		date = find(m, i);
	for (guint i = from; date == NULL && i-- > 0 && i + before >= from;)
		date = find(m, i);
	return date;
}

static char *
meta_date(const struct markup *m)
{
	static const char *const names[] = {"pubdate", "publishdate",
	    "publisheddate", "publish_date", "publishtime", "pubtime", "date",
	    "article:published_time"};
	char *date = NULL;

	for (size_t i = 0; date == NULL && i < G_N_ELEMENTS(names); i++)
		date = page_text_date(g_hash_table_lookup(m->metas, names[i]));
	return date;
}

/* A day in Chinese numerals, 二〇二三年七月十四日; NULL where it is none. */
static char *
numeral_date(const char *text)
{
	static const char ones[] = "〇一二三四五六七八九";
	g_auto(GStrv) part = page_text_groups("([二][〇○零ＯO0][〇○零ＯO0一二三四五六七八九]{2})\\s*年\\s*"
	    "([一二三四五六七八九十]{1,2})\\s*月\\s*([一二三四五六七八九十廿卅]{1,3})\\s*日", text);
	unsigned value[3] = {0};
	g_autofree char *plain = NULL;

	for (int i = 0; part != NULL && i < 3; i++) {
		unsigned last = 0;

		for (const char *p = part[i + 1]; *p; p = g_utf8_next_char(p)) {
			gunichar c = g_utf8_get_char(p);
			const char *at = g_utf8_strchr(ones, -1, c);
			unsigned one = at != NULL ? (unsigned)
			    g_utf8_pointer_to_offset(ones, at) : 0;

			if (i == 0)
				value[i] = value[i] * 10 + one;
			else if (c == 0x5341)           /* 十 */
				value[i] += (last > 0 ? last : 1) * 10 - last;
			else if (c == 0x5eff || c == 0x5345)    /* 廿, 卅 */
				value[i] += c == 0x5eff ? 20 : 30;
			else
				value[i] += one;
			last = one;
		}
	}
	if (part == NULL)
		return NULL;
	plain = g_strdup_printf("%u-%02u-%02u", value[0], value[1], value[2]);
	return page_text_date(plain);
}

/* The day below the text, the last: a line of its own, 2023年7月14日, or with the
 * name of who signs before it. */
static char *
signature(const struct markup *m)
{
	for (guint i = m->lines->len, n = 0; i-- > 0 && n < SIGNATURE; n++) {
		const struct markup_line *line = g_ptr_array_index(m->lines,
		    i);

		if (page_text_matches("^(?:[^\\d，。；：]{2,40}\\s)?(?:19|20)\\d\\d\\s*年\\s*\\d{1,2}\\s*月\\s*"
			"\\d{1,2}\\s*日$", line->text))
			return page_text_date(line->text);
		if (page_text_matches("^(?:[^，。；：]{2,40}\\s)?二[^，。；：]{3}年.{1,4}月.{1,4}日$",
			line->text))
			return numeral_date(line->text);
	}
	return NULL;
}

static int
days_apart(const char *a, const char *b)
{
	GDate x, y;

	g_date_clear(&x, 1);
	g_date_clear(&y, 1);
	g_date_set_dmy(&x, (GDateDay)atoi(a + 8), (GDateMonth)atoi(a + 5),
	    (GDateYear)atoi(a));
	g_date_set_dmy(&y, (GDateDay)atoi(b + 8), (GDateMonth)atoi(b + 5),
	    (GDateYear)atoi(b));
	return ABS(g_date_days_between(&x, &y));
}

/* Where the day of a source is another's, too; a <time> is the line it stands in. */
static bool
has_company(char *const days[SOURCES], enum source s)
{
	for (int i = 0; i < MARKED; i++)
		if (i != (int)s && days[i] != NULL && days[s] != NULL &&
		    strcmp(days[i], days[s]) == 0)
			return true;
	return false;
}

static enum source
chosen(char *const days[SOURCES])
{
	enum source s;

	for (s = LABEL; s < MARKED; s++)
		if (has_company(days, s))
			return s;
	for (s = LABEL; s < SOURCES && days[s] == NULL; s++)
		;
	/* <meta> has the day to the minute, unless the page was moved and
	 * published again, years later. */
	if (s < META && days[META] != NULL &&
	    days_apart(days[META], days[s]) <= DOUBT)
		return META;
	return s;
}

/* Says of what source a day is, where some differ by more than a week. */
static char *
doubt_about(char *const days[SOURCES])
{
	static const char *const names[SOURCES] = {"beside the title",
	    "below the title", "in the address", "in its metadata",
	    "in its markup", "below the text"};
	g_autoptr(GString) words = g_string_new(NULL);
	bool differ = false;

	for (int i = 0; i < SOURCES; i++) {
		if (days[i] == NULL)
			continue;
		for (int k = 0; k < i; k++)
			differ |= days[k] != NULL &&
			    days_apart(days[i], days[k]) > DOUBT;
		g_string_append_printf(words, "%s%s %s",
		    words->len ? ", " : "", days[i], names[i]);
	}
	return differ ? g_strdup_printf("dates differ: %s", words->str) : NULL;
}

struct page_date
page_date_find(const struct markup *m, guint title, const char *url)
{
	char *days[SOURCES] = {
	    [LABEL] = nearest(m, title, LINES_AFTER, LINES_BEFORE, label_date),
	    [LINE] = nearest(m, title, LINES_AFTER / 2, 3, line_date),
	    [ADDRESS] = url ? address_date(url) : NULL,
	    [META] = meta_date(m),
	    [MARKED] = g_strdup(html_published_day(&m->published)),
	    [SIGNED] = NULL,
	};
	struct page_date found = {NULL, NULL, NULL};
	enum source s;

	if (days[LABEL] == NULL)
		days[LABEL] = nearest(m, title, LINES_AFTER, LINES_BEFORE,
		    other_label_date);
	if (days[LABEL] == NULL && days[LINE] == NULL && days[ADDRESS] == NULL &&
	    days[MARKED] == NULL)
		days[SIGNED] = signature(m);
	/* A label is in a line of its own as often as not: one source. */
	if (days[LABEL] != NULL)
		g_clear_pointer(&days[LINE], g_free);
	s = chosen(days);
	if (s < SOURCES) {
		found.day = g_steal_pointer(&days[s]);
		found.evidence = evidence[s];
		days[s] = g_strdup(found.day);
	}
	found.doubt = doubt_about(days);
	for (int i = 0; i < SOURCES; i++)
		g_free(days[i]);
	return found;
}
