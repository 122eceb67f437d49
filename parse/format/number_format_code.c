#include "number_format_code.h"

#include <string.h>

/* A section while it is taken apart. */
struct format_scan {
	struct number_format *format;
	struct section *section;
	const char *at;
	unsigned commas;        /* since the last digit */
	bool after_point;
	bool after_exponent;
	bool after_slash;
	bool whole;             /* a system format stands for the whole code */
};

static struct format_piece *
add(struct format_scan *s, enum piece_kind kind, char what, unsigned n,
    const char *text, size_t len)
{
	struct format_piece p = {.kind = (unsigned char)kind, .what = what,
	    .n = n};

	if (text != NULL)
		p.text = g_string_chunk_insert_len(s->format->strings, text,
		    (gssize)len);
	g_array_append_val(s->section->pieces, p);
	return &g_array_index(s->section->pieces, struct format_piece,
	    s->section->pieces->len - 1);
}

static void
add_literal(struct format_scan *s, const char *text, size_t len)
{
	if (len > 0)
		add(s, PIECE_LITERAL, 0, 0, text, len);
}

/* Bytes of the character that begins here. */
static size_t
character(const char *at)
{
	return *at == '\0' ? 0 : (size_t)(g_utf8_next_char(at) - at);
}

static bool
begins(const char *at, const char *word)
{
	return g_ascii_strncasecmp(at, word, strlen(word)) == 0;
}

/* How often the letter here is repeated. */
static unsigned
run_of(const char *at)
{
	char letter = g_ascii_tolower(*at);
	unsigned n = 0;

	while (g_ascii_tolower(at[n]) == letter)
		n++;
	return n;
}

/* `<=-10`, spaces within are allowed. */
static bool
scan_condition(struct section *section, const char *text)
{
	static const struct {
		const char *sign;
		enum condition condition;
	} signs[] = {
	    {"<=", CONDITION_AT_MOST}, {"<>", CONDITION_NOT},
	    {">=", CONDITION_AT_LEAST}, {"<", CONDITION_LESS},
	    {">", CONDITION_MORE}, {"=", CONDITION_EQUAL}};
	char *end;

	for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
		if (!g_str_has_prefix(text, signs[i].sign))
			continue;
		text += strlen(signs[i].sign);
		section->condition = signs[i].condition;
		section->limit = g_ascii_strtod(text, &end);
		return end != text;
	}
	return false;
}

/* `$€-407`: a currency sign and a locale.  804 and 404 are Chinese; F800 and
 * F400 stand for the system's long date and time, whatever follows. */
static void
scan_locale(struct format_scan *s, const char *text)
{
	const char *dash = strchr(text, '-');
	size_t len = dash != NULL ? (size_t)(dash - text) : strlen(text);
	unsigned long id;

	add_literal(s, text + 1, len - 1);
	if (dash == NULL)
		return;
	id = strtoul(dash + 1, NULL, 16);
	if ((id & 0xffff) == 0x0804 || (id & 0xffff) == 0x0404 ||
	    begins(dash + 1, "zh"))
		s->section->chinese = true;
	s->whole = (id & 0xffff) == 0xf800 || (id & 0xffff) == 0xf400;
	if (s->whole)
		s->at = (id & 0xffff) == 0xf800 ? "dddd, mmmm dd, yyyy" :
		    "h:mm:ss AM/PM";
}

/* `[h]`, `[mm]`: time that does not wrap. */
static bool
scan_elapsed(struct format_scan *s, const char *text)
{
	char letter = g_ascii_tolower(*text);
	unsigned n = run_of(text);

	if (strchr("hms", letter) == NULL || text[n] != '\0')
		return false;
	if (letter == 'm')
		letter = 'n';
	add(s, PIECE_ELAPSED, letter, n, NULL, 0);
	s->section->elapsed = letter;
	return true;
}

/* What stands in brackets; colours and what is unknown show nothing. */
static bool
scan_bracket(struct format_scan *s)
{
	const char *end = strchr(s->at, ']');
	g_autofree char *text = NULL;

	if (end == NULL)
		return false;
	text = g_strndup(s->at + 1, (gsize)(end - s->at - 1));
	s->at = end + 1;
	if (*text == '$')
		scan_locale(s, text);
	else if (*text != '\0' && strchr("<>=", *text) != NULL)
		return scan_condition(s->section, text);
	else if (begins(text, "DBNum") && text[5] >= '1' && text[5] <= '3')
		s->section->numerals = text[5];
	else if (*text != '\0')
		scan_elapsed(s, text);
	return true;
}

/* Commas between digits part thousands, among the places they mean nothing;
 * those after the last digit scale. */
static void
settle_commas(struct format_scan *s, bool digit_follows)
{
	if (s->commas == 0)
		return;
	if (digit_follows)
		s->section->thousands |= !s->after_point;
	else
		s->section->scale -= 3 * (int)s->commas;
	s->commas = 0;
}

static void
scan_digit(struct format_scan *s)
{
	enum digit_part part = s->after_slash ? PART_DENOMINATOR :
	    s->after_exponent ? PART_EXPONENT :
	    s->after_point ? PART_PLACES : PART_WHOLE;

	settle_commas(s, true);
	add(s, PIECE_DIGIT, *s->at++, 0, NULL, 0)->part = (unsigned char)part;
	s->section->digits[part]++;
}

static bool
any_digits(const struct section *section)
{
	return section->digits[PART_WHOLE] + section->digits[PART_PLACES] > 0;
}

/* The digits right before a slash are the numerator: those before a space
 * stay the whole part, as in `# ?/?`. */
static void
scan_slash(struct format_scan *s)
{
	struct section *section = s->section;
	guint i = section->pieces->len;

	s->at++;
	while (i > 0 && g_array_index(section->pieces, struct format_piece,
	    i - 1).kind == PIECE_LITERAL)
		i--;
	for (; i > 0; i--) {
		struct format_piece *p = &g_array_index(section->pieces,
		    struct format_piece,
		    i - 1);

		if (p->kind != PIECE_DIGIT || p->part != PART_WHOLE)
			break;
		p->part = PART_NUMERATOR;
		section->digits[PART_WHOLE]--;
		section->digits[PART_NUMERATOR]++;
	}
	if (section->digits[PART_NUMERATOR] == 0) {
		add_literal(s, "/", 1);
		return;
	}
	add(s, PIECE_SLASH, 0, 0, NULL, 0);
	s->after_slash = true;
}

/* `16` in `# ??/16`. */
static bool
scan_denominator(struct format_scan *s)
{
	unsigned n = 0, value = 0;

	if (!s->after_slash || s->section->digits[PART_DENOMINATOR] > 0 ||
	    s->section->denominator > 0)
		return false;
	for (; g_ascii_isdigit(s->at[n]) && n < 7; n++)
		value = value * 10 + (unsigned)(s->at[n] - '0');
	if (value == 0)
		return false;
	s->section->denominator = value;
	add(s, PIECE_FIXED, 0, n, s->at, n);
	s->at += n;
	return true;
}

/* The letters of dates and times; AM/PM in four spellings. */
static bool
scan_date(struct format_scan *s)
{
	static const char *const halves[] = {
	    "AM/PM", "A/P", "上午/下午"};
	char letter = g_ascii_tolower(*s->at);
	unsigned n;

	for (size_t i = 0; i < G_N_ELEMENTS(halves); i++)
		if (begins(s->at, halves[i])) {
			size_t len = strlen(halves[i]);

			add(s, PIECE_AMPM, 0, 0, s->at, len);
			s->at += len;
			s->section->ampm = true;
			return true;
		}
	if (letter == '\0' || strchr("yebmdaghs", letter) == NULL)
		return false;
	n = run_of(s->at);
	if (letter == 'a' && n < 3)
		return false;
	if (letter == 'b' && (s->at[1] == '1' || s->at[1] == '2'))
		s->at += 2;     /* B1, B2: a calendar, not a letter */
	else {
		add(s, letter == 'h' || letter == 's' ? PIECE_TIME : PIECE_DATE,
		    letter, n, NULL, 0);
		s->at += n;
	}
	return true;
}

static void
scan_point(struct format_scan *s)
{
	settle_commas(s, false);
	add(s, PIECE_POINT, 0, 0, NULL, 0);
	s->after_point = true;
	s->at++;
}

/* What a section of numbers has besides dates.  False for other characters. */
static bool
scan_number(struct format_scan *s)
{
	char c = *s->at;

	if (c == '0' || c == '#' || c == '?')
		scan_digit(s);
	else if (c == '.' && !s->after_point)
		scan_point(s);
	else if (c == ',' && any_digits(s->section) && !s->after_exponent)
		s->commas++, s->at++;
	else if (c == '%') {
		settle_commas(s, false);
		s->section->scale += 2;
		add_literal(s, s->at++, 1);
	} else if ((c == 'E' || c == 'e') && any_digits(s->section) &&
	    !s->after_exponent && (s->at[1] == '+' || s->at[1] == '-')) {
		settle_commas(s, false);
		add(s, PIECE_EXPONENT, s->at[1], 0, NULL, 0);
		s->after_exponent = true;
		s->at += 2;
	} else if (c == '/' && !s->after_slash)
		scan_slash(s);
	else
		return g_ascii_isdigit(c) && scan_denominator(s);
	return true;
}

/* Quoted, escaped and padding characters.  `_x` leaves the width of an x, `*x`
 * fills the column: the first shows as a space, the second not at all. */
static bool
scan_escape(struct format_scan *s, bool *bad)
{
	const char *end;
	size_t n = *s->at == '\0' ? 0 : character(s->at + 1);

	switch (*s->at) {
	case '"':
		end = strchr(s->at + 1, '"');
		*bad = end == NULL;
		if (!*bad) {
			add_literal(s, s->at + 1, (size_t)(end - s->at - 1));
			s->at = end + 1;
		}
		return true;
	case '\\':
	case '!':
		add_literal(s, s->at + 1, n);
		break;
	case '_':
		add_literal(s, " ", 1);
		break;
	case '*':
		break;
	default:
		return false;
	}
	s->at += 1 + n;
	return true;
}

/* General, also as the Chinese Excel writes it. */
static bool
scan_general(struct format_scan *s)
{
	static const char *const names[] = {"General", "G/通用格式"};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (begins(s->at, names[i])) {
			s->at += strlen(names[i]);
			return true;
		}
	return false;
}

static bool
scan_section(struct format_scan *s)
{
	bool bad = false;

	while (*s->at != '\0' && *s->at != ';' && !bad) {
		if (s->commas > 0 && strchr(",0#?.%", *s->at) == NULL)
			settle_commas(s, false);
		if (scan_escape(s, &bad))
			continue;
		if (*s->at == '[') {
			bad = !scan_bracket(s);
		} else if (scan_general(s)) {
			add(s, PIECE_GENERAL, 0, 0, NULL, 0);
		} else if (*s->at == '@') {
			add(s, PIECE_TEXT, 0, 0, NULL, 0);
			s->section->has_text = true;
			s->at++;
		} else if (!scan_number(s) && !scan_date(s)) {
			size_t n = character(s->at);

			add_literal(s, s->at, n);
			s->at += n;
		}
	}
	settle_commas(s, false);
	return !bad;
}

/* --- what the pieces mean together ------------------------------------ */

/* An m next to hours or seconds counts minutes, any other months. */
static void
tell_minutes(struct section *section)
{
	struct format_piece *before = NULL, *month = NULL;

	for (guint i = 0; i < section->pieces->len; i++) {
		struct format_piece *p = &g_array_index(section->pieces,
		    struct format_piece,
		    i);

		if (p->kind != PIECE_DATE && p->kind != PIECE_TIME &&
		    p->kind != PIECE_ELAPSED)
			continue;
		if (p->what == 's' && month != NULL && month == before) {
			month->kind = PIECE_TIME;
			month->what = 'n';
		}
		month = NULL;
		if (p->kind == PIECE_DATE && p->what == 'm' && p->n <= 2) {
			if (before != NULL && (before->what == 'h' ||
			    before->what == 's')) {
				p->kind = PIECE_TIME;
				p->what = 'n';
			} else
				month = p;
		}
		before = p;
	}
}

/* In a date `.000` is parts of a second, other digits stand for themselves. */
static void
tell_subseconds(struct section *section)
{
	struct format_piece *point = NULL;

	for (guint i = 0; i < section->pieces->len; i++) {
		struct format_piece *p = &g_array_index(section->pieces,
		    struct format_piece,
		    i);

		if (p->kind == PIECE_POINT || (p->kind == PIECE_LITERAL &&
		    strcmp(p->text, ".") == 0)) {
			p->kind = PIECE_LITERAL;
			p->text = ".";
			point = p;
			continue;
		}
		if (p->kind == PIECE_DIGIT && point != NULL && p->what == '0') {
			point->kind = PIECE_SUBSECOND;
			point->n++;
			section->subsecond = MAX(section->subsecond, point->n);
			p->kind = PIECE_LITERAL;
			p->text = "";
			continue;
		}
		point = NULL;
		if (p->kind == PIECE_DIGIT) {
			p->kind = PIECE_LITERAL;
			p->text = p->what == '0' ? "0" : "";
		} else if (p->kind == PIECE_SLASH) {
			p->kind = PIECE_LITERAL;
			p->text = "/";
		} else if (p->kind == PIECE_FIXED)
			p->kind = PIECE_LITERAL;
	}
}

/* Excel takes `h[m]` and `m[s]` for no format: what counts on must not follow
 * a larger unit that does not. */
static bool
counts_well(const struct section *section)
{
	static const char units[] = "hns";
	size_t largest = strlen(units);

	for (guint i = 0; i < section->pieces->len; i++) {
		const struct format_piece *p = &g_array_index(section->pieces,
		    struct format_piece, i);
		const char *unit = p->what != '\0' ? strchr(units, p->what) :
		    NULL;

		if (unit == NULL)
			continue;
		if (p->kind == PIECE_ELAPSED &&
		    largest < (size_t)(unit - units))
			return false;
		if (p->kind == PIECE_TIME)
			largest = MIN(largest, (size_t)(unit - units));
	}
	return true;
}

static bool
settle(struct section *section)
{
	bool date = false, calendar = false, general = false;

	section->elapsed_only = true;
	for (guint i = 0; i < section->pieces->len; i++) {
		const struct format_piece *p = &g_array_index(section->pieces,
		    struct format_piece, i);

		calendar |= p->kind == PIECE_DATE;
		date |= p->kind == PIECE_DATE || p->kind == PIECE_TIME ||
		    p->kind == PIECE_ELAPSED || p->kind == PIECE_AMPM;
		general |= p->kind == PIECE_GENERAL || p->kind == PIECE_TEXT;
	}
	if (date) {
		section->kind = SECTION_DATE;
		tell_minutes(section);
		tell_subseconds(section);
		section->elapsed_only = section->elapsed != '\0' && !calendar;
		return counts_well(section);
	} else if (general)
		section->kind = SECTION_GENERAL;
	else if (section->digits[PART_NUMERATOR] > 0)
		section->kind = SECTION_FRACTION;
	else if (section->digits[PART_EXPONENT] > 0)
		section->kind = SECTION_SCIENTIFIC;
	else if (any_digits(section))
		section->kind = SECTION_NUMBER;
	return true;
}

static void
forget_sections(struct number_format *format)
{
	for (unsigned i = 0; i < format->n; i++)
		g_array_free(format->sections[i].pieces, TRUE);
	format->n = 0;
	memset(format->sections, 0, sizeof format->sections);
}

static bool
compile(struct number_format *format, const char *code)
{
	struct format_scan s = {.format = format};

	for (const char *rest = code;; rest = s.at + 1) {
		if (format->n == SECTIONS)
			return false;
		s = (struct format_scan){.format = format, .at = rest,
		    .section = &format->sections[format->n++]};
		s.section->pieces = g_array_new(FALSE, FALSE,
		    sizeof(struct format_piece));
		if (!scan_section(&s) || !settle(s.section))
			return false;
		if (s.whole || *s.at == '\0')
			return true;
	}
}

struct number_format *
number_format_code_compile(const char *code)
{
	struct number_format *format = g_new0(struct number_format, 1);

	format->strings = g_string_chunk_new(64);
	if (*code == '\0' || !g_utf8_validate(code, -1, NULL) ||
	    !compile(format, code)) {
		forget_sections(format);
		compile(format, "General");
	}
	return format;
}

void
number_format_code_free(struct number_format *format)
{
	if (format == NULL)
		return;
	forget_sections(format);
	g_string_chunk_free(format->strings);
	g_free(format);
}

/* ECMA-376 part 1, 18.8.30, for the United States; 27 to 36 and 50 to 58 for
 * China, where files refer to them without giving a code. */
const char *
number_format_code_builtin(unsigned id)
{
	static const char *const codes[] = {
	    [0] = "General", [1] = "0", [2] = "0.00", [3] = "#,##0",
	    [4] = "#,##0.00", [5] = "$#,##0_);($#,##0)",
	    [6] = "$#,##0_);[Red]($#,##0)", [7] = "$#,##0.00_);($#,##0.00)",
	    [8] = "$#,##0.00_);[Red]($#,##0.00)", [9] = "0%", [10] = "0.00%",
	    [11] = "0.00E+00", [12] = "# ?/?", [13] = "# ?\?/?\?",
	    [14] = "m/d/yyyy", [15] = "d-mmm-yy", [16] = "d-mmm",
	    [17] = "mmm-yy", [18] = "h:mm AM/PM", [19] = "h:mm:ss AM/PM",
	    [20] = "h:mm", [21] = "h:mm:ss", [22] = "m/d/yyyy h:mm",
	    [27] = "yyyy\"年\"m\"月\"", [28] = "m\"月\"d\"日\"",
	    [29] = "m\"月\"d\"日\"", [30] = "m-d-yy",
	    [31] = "yyyy\"年\"m\"月\"d\"日\"", [32] = "h\"时\"mm\"分\"",
	    [33] = "h\"时\"mm\"分\"ss\"秒\"",
	    [34] = "上午/下午h\"时\"mm\"分\"",
	    [35] = "上午/下午h\"时\"mm\"分\"ss\"秒\"",
	    [36] = "yyyy\"年\"m\"月\"",
	    [37] = "#,##0_);(#,##0)", [38] = "#,##0_);[Red](#,##0)",
	    [39] = "#,##0.00_);(#,##0.00)", [40] = "#,##0.00_);[Red](#,##0.00)",
	    [41] = "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)",
	    [42] = "_($* #,##0_);_($* (#,##0);_($* \"-\"_);_(@_)",
	    [43] = "_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"?\?_);_(@_)",
	    [44] = "_($* #,##0.00_);_($* (#,##0.00);_($* \"-\"?\?_);_(@_)",
	    [45] = "mm:ss", [46] = "[h]:mm:ss", [47] = "mm:ss.0",
	    [48] = "##0.0E+0", [49] = "@",
	    [50] = "yyyy\"年\"m\"月\"", [51] = "m\"月\"d\"日\"",
	    [52] = "yyyy\"年\"m\"月\"", [53] = "m\"月\"d\"日\"",
	    [54] = "m\"月\"d\"日\"", [55] = "上午/下午h\"时\"mm\"分\"",
	    [56] = "上午/下午h\"时\"mm\"分\"ss\"秒\"",
	    [57] = "yyyy\"年\"m\"月\"", [58] = "m\"月\"d\"日\"",
	};

	return id < G_N_ELEMENTS(codes) ? codes[id] : NULL;
}
