#include "field.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "fetch/base/text.h"

/* --- words -------------------------------------------------------------- */

static const char *const programmes[] = {"small_giant", "key_small_giant",
    "single_champion", "srdi_sme", "innovative_sme", "green_factory",
    "listed_company", "other", NULL};
static const char *const levels[] = {"national", "provincial", "municipal",
    NULL};
static const char *const kinds[] = {"recommended", "publicity", "final",
    "review_publicity", "review_final", "review_failed", "rename", "revoked",
    "key_support", "key_support_continued", "listed", "delisted",
    "review_failed_publicity", "revoked_publicity", "withdrew", "moved",
    "restored", "correction", NULL};

/* The reporting units by code and short name (GB/T 2260). */
static const struct {
	const char *code, *name;
} units[] = {
    {"110000", "北京"}, {"120000", "天津"}, {"130000", "河北"},
    {"140000", "山西"}, {"150000", "内蒙古"}, {"210000", "辽宁"},
    {"210200", "大连"}, {"220000", "吉林"}, {"230000", "黑龙江"},
    {"310000", "上海"}, {"320000", "江苏"}, {"330000", "浙江"},
    {"330200", "宁波"}, {"340000", "安徽"}, {"350000", "福建"},
    {"350200", "厦门"}, {"360000", "江西"}, {"370000", "山东"},
    {"370200", "青岛"}, {"410000", "河南"}, {"420000", "湖北"},
    {"430000", "湖南"}, {"440000", "广东"}, {"440300", "深圳"},
    {"450000", "广西"}, {"460000", "海南"}, {"500000", "重庆"},
    {"510000", "四川"}, {"520000", "贵州"}, {"530000", "云南"},
    {"540000", "西藏"}, {"610000", "陕西"}, {"620000", "甘肃"},
    {"630000", "青海"}, {"640000", "宁夏"}, {"650000", "新疆"},
    {"XPCC", "兵团"}, {"XPCC", "新疆生产建设兵团"},
    {"MIIT", "工业和信息化部"}, {"MIIT", "工信部"},
};

/* --- values ------------------------------------------------------------- */

static char *
read_text(const char *value)
{
	return g_strdup(value);
}

static char *
read_word(const char *value, const char *const *words)
{
	return g_strv_contains(words, value) ? g_strdup(value) : NULL;
}

static char *
read_programme(const char *value)
{
	return read_word(value, programmes);
}

static char *
read_level(const char *value)
{
	return read_word(value, levels);
}

static char *
read_kind(const char *value)
{
	return read_word(value, kinds);
}

static char *
read_yes(const char *value)
{
	return strcmp(value, "yes") == 0 || strcmp(value, "是") == 0
	    ? g_strdup("yes") : NULL;
}

/* 2023-7-14, 2023/7/14, 2023.7.14, 2023年7月14日 */
static char *
read_date(const char *value)
{
	static const char *const between[] = {"-", "/", ".", "年", NULL};
	static const char *const after[] = {"-", "/", ".", "月", NULL};
	guint64 parts[3];
	const char *p = value;

	for (int i = 0; i < 3; i++) {
		const char *const *marks = i == 0 ? between : after;
		char *end;
		int m = 0;

		if (!g_ascii_isdigit(*p))
			return NULL;
		parts[i] = g_ascii_strtoull(p, &end, 10);
		p = end;
		if (i == 2)
			break;
		while (marks[m] != NULL && !g_str_has_prefix(p, marks[m]))
			m++;
		if (marks[m] == NULL)
			return NULL;
		p += strlen(marks[m]);
	}
	if (g_str_has_prefix(p, "日"))
		p += strlen("日");
	if (*p != '\0' || parts[0] < 1990 || parts[0] > 2100 ||
	    parts[1] > 12 || parts[2] > 31 || !g_date_valid_dmy(
	    (GDateDay)parts[2], (GDateMonth)parts[1], (GDateYear)parts[0]))
		return NULL;
	return g_strdup_printf("%04u-%02u-%02u", (unsigned)parts[0],
	    (unsigned)parts[1], (unsigned)parts[2]);
}

static char *
read_unit(const char *value)
{
	static const char *const endings[] = {"", "省", "市", "自治区",
	    "壮族自治区", "回族自治区", "维吾尔自治区", NULL};

	for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
		size_t len = strlen(units[i].name);

		if (g_ascii_strcasecmp(value, units[i].code) == 0 ||
		    (strncmp(value, units[i].name, len) == 0 &&
		    g_strv_contains(endings, value + len)))
			return g_strdup(units[i].code);
	}
	return NULL;
}

/* 5, 第5批, 第五批, 第十二批 */
static char *
read_batch(const char *value)
{
	g_autoptr(GString) folded = g_string_new(NULL);
	const char *p, *end;
	unsigned n;

	text_fold(folded, value);
	p = folded->str;
	if (text_begins(p, "第"))
		p += strlen("第");
	n = text_leading_number(p, &end);
	return n >= 1 && n <= 99 && (*end == '\0' || strcmp(end, "批") == 0)
	    ? g_strdup_printf("%u", n) : NULL;
}

static char *
read_count(const char *value)
{
	char *end;
	guint64 n = g_ascii_strtoull(value, &end, 10);

	return g_ascii_isdigit(*value) && *end == '\0' && n < 1000000
	    ? g_strdup_printf("%u", (unsigned)n) : NULL;
}

static char *
read_firm(const char *value)
{
	static const char *const words[] = {"same", "different", NULL};

	return read_word(value, words);
}

/* reject_balance until 2027-1-31 */
static char *
read_accept(const char *value)
{
	size_t len = strspn(value, G_CSET_a_2_z "_");
	g_autofree char *day = NULL;

	if (len == 0 || !g_str_has_prefix(value + len, " until "))
		return NULL;
	day = read_date(value + len + strlen(" until "));
	return day == NULL ? NULL : g_strdup_printf("%.*s until %s", (int)len,
	    value, day);
}

static const struct {
	const char *name;
	char *(*read)(const char *value);
	const char *expected;
} fields[FIELD_COUNT] = {
    [FIELD_TITLE] = {"title", read_text, "a title"},
    [FIELD_DATE] = {"date", read_date, "a date, YYYY-MM-DD"},
    [FIELD_UNIT] = {"unit", read_unit, "one of the 37 reporting units, such "
	"as 330000, 浙江省 or XPCC, or MIIT"},
    [FIELD_PUBLISHER] = {"publisher", read_text, "a department"},
    [FIELD_NUMBER] = {"number", read_text, "a document number"},
    [FIELD_PROGRAMME] = {"programme", read_programme, "small_giant, "
	"key_small_giant, single_champion, srdi_sme, innovative_sme, "
	"green_factory, listed_company or other"},
    [FIELD_LEVEL] = {"level", read_level, "national, provincial or "
	"municipal"},
    [FIELD_BATCH] = {"batch", read_batch, "a batch from 1 to 99"},
    [FIELD_KIND] = {"kind", read_kind, "recommended, publicity, final, "
	"review_publicity, review_final, review_failed, rename, revoked, "
	"key_support, key_support_continued, listed, delisted, "
	"review_failed_publicity, revoked_publicity, withdrew, moved, "
	"restored or correction"},
    [FIELD_LEAVE_OUT] = {"leave_out", read_yes, "yes"},
    [FIELD_COMPLETE] = {"complete", read_count, "the number of firms"},
    [FIELD_CELL] = {"cell", read_text, "the text that the cell should have"},
    [FIELD_FIRM] = {"firm", read_firm, "same or different"},
    [FIELD_ACCEPT] = {"accept", read_accept, "CHECK until YYYY-MM-DD"},
    [FIELD_TRANSCRIPT] = {"transcript", read_text, "the SHA-256 or the "
	"address of the document that somebody typed"},
};

enum field
field_named(const char *name)
{
	for (size_t i = 0; i < FIELD_COUNT; i++)
		if (strcmp(fields[i].name, name) == 0)
			return (enum field)i;
	return FIELD_COUNT;
}

const char *
field_name(enum field field)
{
	return fields[field].name;
}

const char *
field_expected(enum field field)
{
	return fields[field].expected;
}

char *
field_value(enum field field, const char *value)
{
	g_autofree char *text = g_strstrip(g_strdup(value));

	return *text != '\0' ? fields[field].read(text) : NULL;
}
