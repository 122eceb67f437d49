#include "number_format.h"

#include <math.h>
#include <string.h>

#include "decimal.h"
#include "number_format_code.h"
#include "number_format_date.h"
#include "number_format_han.h"

enum {
	GENERAL_WIDTH = 11,     /* digits and point that General shows */
	CODE_DIGITS = 15,       /* a whole number this long is a code */
	CODE_DIGITS_MOST = 20,
};

/* --- General ---------------------------------------------------------- */

/* Whole digits and places of a decimal, none left out. */
static void
show_plain(const struct decimal *d, GString *out)
{
	int whole = decimal_whole(d), places = decimal_places(d);

	if (whole == 0)
		g_string_append_c(out, '0');
	for (int i = whole - 1; i >= 0; i--)
		g_string_append_c(out, decimal_digit(d, i));
	if (places > 0)
		g_string_append_c(out, '.');
	for (int i = 1; i <= places; i++)
		g_string_append_c(out, decimal_digit(d, -i));
}

/* 1.23457E+22: six digits at most, an exponent of two at least. */
static void
show_exponent(struct decimal d, GString *out)
{
	int exponent;

	decimal_round(&d, 6 - d.point);
	exponent = d.point - 1;
	d.point = 1;
	show_plain(&d, out);
	g_string_append_printf(out, "E%c%02d", exponent < 0 ? '-' : '+',
	    abs(exponent));
}

/* As many places as fit in the width; below 0.0001 only what fits whole. */
static void
show_general(double value, GString *out)
{
	struct decimal d = decimal_of(value), fit = d;
	int whole = decimal_whole(&d);

	decimal_round(&fit, MAX(GENERAL_WIDTH - 1 - MAX(whole, 1), 0));
	if (decimal_places(&d) == 0 && whole >= CODE_DIGITS &&
	    whole <= CODE_DIGITS_MOST)
		show_plain(&d, out);
	else if (decimal_whole(&fit) > GENERAL_WIDTH ||
	    (d.n > 0 && d.point <= -4 && decimal_places(&d) > 9))
		show_exponent(d, out);
	else
		show_plain(&fit, out);
}

/* --- sections --------------------------------------------------------- */

static bool
holds(const struct section *section, double value)
{
	switch (section->condition) {
	case CONDITION_LESS:
		return value < section->limit;
	case CONDITION_AT_MOST:
		return value <= section->limit;
	case CONDITION_EQUAL:
		return value == section->limit;
	case CONDITION_NOT:
		return value != section->limit;
	case CONDITION_AT_LEAST:
		return value >= section->limit;
	case CONDITION_MORE:
		return value > section->limit;
	default:
		return true;
	}
}

/* Sections that are for numbers: a last one with @ is for texts. */
static unsigned
number_sections(const struct number_format *format)
{
	unsigned n = MIN(format->n, 3);

	if (n == format->n && n > 1 && format->sections[n - 1].has_text)
		n--;
	return n;
}

/* Whether a section with a condition is for negative numbers alone, so that it
 * writes their sign itself, as `[<-5]"minus "0` does. */
static bool
negative_alone(const struct section *section)
{
	switch (section->condition) {
	case CONDITION_LESS:
		return section->limit <= 0;
	case CONDITION_AT_MOST:
	case CONDITION_EQUAL:
		return section->limit < 0;
	default:
		return false;
	}
}

/* The section for a number where sections have conditions of their own, NULL
 * where General is for the rest.  The sign: a section without company keeps it
 * whatever its condition; of two, the second lacks it unless the first is for
 * equality or for numbers above a limit that is not zero. */
static const struct section *
conditional_section(const struct number_format *format, unsigned n,
    double value, bool *sign)
{
	const struct section *s = format->sections;

	*sign = true;
	for (unsigned i = 0; i < n && i < 2; i++) {
		bool own = s[i].condition != CONDITION_NONE;

		if (own ? !holds(&s[i], value) : i == 0 && value <= 0)
			continue;
		if (own)
			*sign = n == 1 || !negative_alone(&s[i]);
		else if (i == 1 && n == 2)
			*sign = s[0].condition == CONDITION_EQUAL ||
			    ((s[0].condition == CONDITION_MORE ||
			    s[0].condition == CONDITION_AT_LEAST) &&
			    s[0].limit > 0);
		else if (i == 1 && value >= 0)
			continue;
		else
			*sign = false;
		return &s[i];
	}
	return n > 2 ? &s[2] : NULL;
}

/* Chooses the section that shows a number, and whether a sign stands before
 * it. */
static const struct section *
choose_section(const struct number_format *format, double value, bool *sign)
{
	const struct section *s = format->sections;
	unsigned n = number_sections(format);

	for (unsigned i = 0; i < MIN(n, 2); i++)
		if (s[i].condition != CONDITION_NONE)
			return conditional_section(format, n, value, sign);
	*sign = n == 1;
	if (value < 0 && n > 1)
		return &s[1];
	return value == 0 && n > 2 ? &s[2] : &s[0];
}

/* --- numbers ---------------------------------------------------------- */

/* The digits of one part of a section, right to left or left to right. */
struct digits {
	char text[512];
	unsigned n;             /* digits in it */
	unsigned places;        /* placeholders for them */
	unsigned seen;          /* placeholders met */
};

/* Shows a placeholder without a digit. */
static void
show_filler(char what, GString *out)
{
	if (what == '0')
		g_string_append_c(out, '0');
	else if (what == '?')
		g_string_append_c(out, ' ');
}

/* Shows the thousands' comma after the digit with `after` digits to come. */
static void
show_comma(unsigned after, char what, bool digit, GString *out)
{
	if (after == 0 || after % 3 != 0)
		return;
	if (digit || what == '0')
		g_string_append_c(out, ',');
	else if (what == '?')
		g_string_append_c(out, ' ');
}

/* Shows one placeholder of digits aligned to the right; digits too many stand
 * at the first one. */
static void
show_right(struct digits *d, char what, bool thousands, GString *out)
{
	unsigned after = d->places - d->seen;   /* placeholders from here */
	unsigned first = d->seen == 0 ? MAX(d->n, after) : after;

	d->seen++;
	for (unsigned left = first; left >= after; left--) {
		bool digit = left <= d->n;

		if (digit)
			g_string_append_c(out, d->text[d->n - left]);
		else
			show_filler(what, out);
		if (thousands)
			show_comma(left - 1, what, digit, out);
	}
}

/* Shows one placeholder of digits aligned to the left. */
static void
show_left(struct digits *d, char what, GString *out)
{
	if (d->seen < d->n)
		g_string_append_c(out, d->text[d->seen]);
	else
		show_filler(what, out);
	d->seen++;
}

static struct digits
digits_of(unsigned long long n, unsigned places)
{
	struct digits d = {.places = places};

	if (n > 0)
		d.n = (unsigned)g_snprintf(d.text, sizeof d.text, "%llu", n);
	return d;
}

/* What a section shows of a number, ready to be put in its pieces. */
struct shown {
	struct digits digits[PARTS];
	bool negative_exponent;
	bool fraction;          /* whether there is one to show */
};

static void
set_whole(struct shown *shown, const struct section *section,
    const struct decimal *d)
{
	struct digits *whole = &shown->digits[PART_WHOLE];
	struct digits *places = &shown->digits[PART_PLACES];

	whole->places = section->digits[PART_WHOLE];
	for (int i = decimal_whole(d) - 1;
	    i >= 0 && whole->n < sizeof whole->text; i--)
		whole->text[whole->n++] = decimal_digit(d, i);
	for (int i = 1; i <= decimal_places(d) &&
	    places->n < sizeof places->text; i++)
		places->text[places->n++] = decimal_digit(d, -i);
}

/* The exponent is a multiple of the whole digits, as in ##0.0E+0. */
static void
set_scientific(struct shown *shown, const struct section *section,
    struct decimal d)
{
	int step = (int)section->digits[PART_WHOLE];
	int exponent = 0;

	if (d.n > 0)
		exponent = step == 0 ? d.point : d.point - 1;
	if (step > 1)
		exponent = (exponent < 0 ? exponent - step + 1 : exponent) /
		    step * step;
	d.point -= exponent;
	decimal_round(&d, (int)section->digits[PART_PLACES]);
	if (decimal_whole(&d) > MAX(step, 0) && d.n > 0) {
		exponent += MAX(step, 1);
		d.point -= MAX(step, 1);
	}
	set_whole(shown, section, &d);
	shown->negative_exponent = exponent < 0;
	shown->digits[PART_EXPONENT] = digits_of(
	    (unsigned long long)abs(exponent), section->digits[PART_EXPONENT]);
}

/* The last convergent of a value below one whose denominator has so many
 * digits at most.  Excel does not look for the nearest fraction, 0.456 shows
 * with one digit as 1/2, and it reckons in doubles: 0.3 is a little less and
 * shows as 2/7, where 12.3 leaves a little more and shows 1/3. */
static void
converge(double value, unsigned digits, guint64 *n, guint64 *d)
{
	double n0 = 1, n1 = 0, d0 = 0, d1 = 1, rest = value, most = 1;

	for (unsigned i = 0; i < MIN(digits, 9); i++)
		most *= 10;
	while (rest > 5e-8) {
		double inverse = 1 / rest, q = floor(inverse);
		double n2 = q * n1 + n0, d2 = q * d1 + d0;

		if (d2 >= most)
			break;
		n0 = n1, n1 = n2, d0 = d1, d1 = d2;
		rest = inverse - q;
	}
	*n = (guint64)n1, *d = (guint64)d1;
}

static void
set_fraction(struct shown *shown, const struct section *section,
    double value)
{
	bool mixed = section->digits[PART_WHOLE] > 0;
	double below = floor(value);
	guint64 whole = (guint64)below, n, m = section->denominator;

	if (m > 0)
		n = (guint64)floor((value - below) * (double)m + 0.5);
	else
		converge(value - below, section->digits[PART_DENOMINATOR], &n,
		    &m);
	if (mixed) {
		whole += n / m;
		n %= m;
	} else
		n += whole * m;
	shown->fraction = !mixed || n > 0;
	shown->digits[PART_WHOLE] = digits_of(whole,
	    section->digits[PART_WHOLE]);
	shown->digits[PART_NUMERATOR] = digits_of(n,
	    section->digits[PART_NUMERATOR]);
	shown->digits[PART_DENOMINATOR] = digits_of(m,
	    section->digits[PART_DENOMINATOR]);
	if (n == 0 && (!mixed || whole == 0)) {
		enum digit_part part = mixed ? PART_WHOLE : PART_NUMERATOR;

		shown->digits[part].text[0] = '0';
		shown->digits[part].n = 1;
	}
}

static void
show_digit(struct shown *shown, const struct section *section,
    const struct format_piece *p, GString *out)
{
	struct digits *d = &shown->digits[p->part];

	switch (p->part) {
	case PART_PLACES:
		show_left(d, p->what, out);
		break;
	case PART_WHOLE:
		show_right(d, p->what, section->thousands, out);
		break;
	case PART_EXPONENT:
		if (d->n == 0)
			d->text[d->n++] = '0';
		show_right(d, p->what, false, out);
		break;
	default:
		if (!shown->fraction)
			g_string_append_c(out, ' ');
		else if (p->part == PART_NUMERATOR)
			show_right(d, p->what, false, out);
		else
			show_left(d, p->what, out);
	}
}

/* Whole digits where the code has no place for them: .0 shows 1234.0. */
static void
show_unplaced(const struct shown *shown, const struct section *section,
    GString *out)
{
	const struct digits *whole = &shown->digits[PART_WHOLE];

	if (section->digits[PART_WHOLE] == 0)
		g_string_append_len(out, whole->text, (gssize)whole->n);
}

static void
show_pieces(struct shown *shown, const struct section *section, GString *out)
{
	for (guint i = 0; i < section->pieces->len; i++) {
		const struct format_piece *p = &g_array_index(section->pieces,
		    struct format_piece, i);

		switch (p->kind) {
		case PIECE_LITERAL:
			g_string_append(out, p->text);
			break;
		case PIECE_DIGIT:
			show_digit(shown, section, p, out);
			break;
		case PIECE_POINT:
			show_unplaced(shown, section, out);
			g_string_append_c(out, '.');
			break;
		case PIECE_EXPONENT:
			g_string_append_c(out, 'E');
			if (shown->negative_exponent)
				g_string_append_c(out, '-');
			else if (p->what == '+')
				g_string_append_c(out, '+');
			break;
		case PIECE_SLASH:
			g_string_append_c(out, shown->fraction ? '/' : ' ');
			break;
		case PIECE_FIXED:
			g_string_append_printf(out, "%*s", (int)p->n,
			    shown->fraction ? p->text : "");
			break;
		default:
			break;
		}
	}
}

/* Whether anything but zeros is shown of the number. */
static bool
any_shown(const struct shown *shown)
{
	for (int part = 0; part < PARTS; part++)
		for (unsigned i = 0; i < shown->digits[part].n; i++)
			if (shown->digits[part].text[i] != '0')
				return true;
	return false;
}

static void
show_number(const struct section *section, double value, bool sign,
    GString *out)
{
	struct decimal d = decimal_of(value);
	struct shown shown = {.fraction = false};
	double scaled = fabs(value) * pow(10, section->scale);

	d.point += d.n > 0 ? section->scale : 0;
	if (section->kind == SECTION_SCIENTIFIC)
		set_scientific(&shown, section, d);
	else if (section->kind == SECTION_FRACTION && scaled <
	    (section->digits[PART_WHOLE] > 0 ? 1e12 : 1e9))
		set_fraction(&shown, section, scaled);
	else {
		decimal_round(&d, (int)section->digits[PART_PLACES]);
		set_whole(&shown, section, &d);
	}
	/* What rounds to zero has no sign, but as a fraction. */
	if (sign && value < 0 && (section->kind == SECTION_PLAIN ||
	    section->kind == SECTION_FRACTION || any_shown(&shown)))
		g_string_append_c(out, '-');
	if (section->numerals != '\0') {
		g_autoptr(GString) plain = g_string_new(NULL);

		show_pieces(&shown, section, plain);
		number_format_han_digits(out, plain->str, section->numerals);
	} else
		show_pieces(&shown, section, out);
}

/* General with text around it, as in General" 家". */
static void
show_general_section(const struct section *section, double value, bool sign,
    GString *out)
{
	if (sign && value < 0)
		g_string_append_c(out, '-');
	for (guint i = 0; i < section->pieces->len; i++) {
		const struct format_piece *p = &g_array_index(section->pieces,
		    struct format_piece, i);

		if (p->kind == PIECE_LITERAL)
			g_string_append(out, p->text);
		else if (section->numerals != '\0') {
			g_autoptr(GString) plain = g_string_new(NULL);

			show_general(value, plain);
			number_format_han_number(out, plain->str,
			    section->numerals);
		} else
			show_general(value, out);
	}
}

void
number_format_value(const struct number_format *format, double value,
    bool epoch_1904, GString *out)
{
	bool sign;
	const struct section *section;

	if (!isfinite(value)) {
		g_string_append(out, "#NUM!");
		return;
	}
	section = choose_section(format, value, &sign);
	if (section == NULL) {
		if (value < 0)
			g_string_append_c(out, '-');
		show_general(value, out);
	} else if (section->kind == SECTION_DATE) {
		if (!number_format_date_show(section, value, epoch_1904, out))
			g_string_append(out, NUMBER_FORMAT_NO_DATE);
	} else if (section->kind == SECTION_GENERAL)
		show_general_section(section, value, sign, out);
	else
		show_number(section, value, sign, out);
}

bool
number_format_is_date(const struct number_format *format)
{
	return format->sections[0].kind == SECTION_DATE;
}

/* --- text ------------------------------------------------------------- */

/* Whether the format shows a whole number as nothing but its digits. */
static bool
shows_digits(const struct number_format *format)
{
	const struct section *s = &format->sections[0];

	for (guint i = 0; i < s->pieces->len; i++)
		if (g_array_index(s->pieces, struct format_piece, i).kind ==
		    PIECE_LITERAL)
			return false;
	return s->condition == CONDITION_NONE && s->numerals == '\0' &&
	    (s->kind == SECTION_GENERAL || (s->kind == SECTION_NUMBER &&
	    s->digits[PART_PLACES] == 0 && !s->thousands && s->scale == 0));
}

/* Whole numbers that General shows as they are written: the most of all. */
static bool
is_short_whole(const char *text, size_t len)
{
	if (len == 0 || len > GENERAL_WIDTH || (*text == '0' && len > 1))
		return false;
	for (size_t i = 0; i < len; i++)
		if (!g_ascii_isdigit(text[i]))
			return false;
	return true;
}

static bool
is_general(const struct number_format *format)
{
	const GArray *pieces = format->sections[0].pieces;

	return format->n == 1 && pieces->len == 1 && g_array_index(pieces,
	    struct format_piece, 0).kind == PIECE_GENERAL &&
	    format->sections[0].numerals == '\0' &&
	    format->sections[0].condition == CONDITION_NONE;
}

bool
number_format_decimal(const struct number_format *format, const char *text,
    size_t len, bool epoch_1904, GString *out)
{
	g_autofree char *number = NULL;
	const char *start;
	char *end;
	double value;
	size_t digits;

	if (is_short_whole(text, len) && is_general(format)) {
		g_string_append_len(out, text, (gssize)len);
		return true;
	}
	number = g_strndup(text, len);
	start = g_strchug(number);
	value = g_ascii_strtod(start, &end);
	digits = strspn(start, "0123456789");
	if (end == start || *g_strchug(end) != '\0')
		return false;
	if (digits > DECIMAL_MOST && start[digits] == '\0' &&
	    digits <= CODE_DIGITS_MOST && shows_digits(format))
		g_string_append_len(out, start, (gssize)digits);
	else
		number_format_value(format, value, epoch_1904, out);
	return true;
}

bool
number_format_keeps_text(const struct number_format *format)
{
	return format->n < SECTIONS && !format->sections[format->n - 1].has_text;
}

void
number_format_text(const struct number_format *format, const char *text,
    size_t len, GString *out)
{
	const struct section *s = &format->sections[format->n - 1];

	if (number_format_keeps_text(format)) {
		g_string_append_len(out, text, (gssize)len);
		return;
	}
	for (guint i = 0; i < s->pieces->len; i++) {
		const struct format_piece *p = &g_array_index(s->pieces,
		    struct format_piece, i);

		if (p->kind == PIECE_LITERAL)
			g_string_append(out, p->text);
		else if (p->kind == PIECE_TEXT || p->kind == PIECE_GENERAL)
			g_string_append_len(out, text, (gssize)len);
	}
}

struct number_format *
number_format_new(const char *code)
{
	return number_format_code_compile(code);
}

void
number_format_free(struct number_format *format)
{
	number_format_code_free(format);
}

const char *
number_format_builtin(unsigned id)
{
	return number_format_code_builtin(id);
}
