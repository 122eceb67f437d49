#include "number_format_date.h"

#include <math.h>
#include <string.h>

#include "number_format_han.h"

enum {
	DAY = 86400,                    /* seconds */
	DAYS_1904 = 1462,               /* what 1904's day 0 is in 1900's */
	DAYS_END = 2958466,             /* 1 January 10000 */
	MOST_SUBSECONDS = 6,
};

/* A moment taken apart. */
struct moment {
	bool negative;
	long long seconds;              /* without the days' */
	long long all_seconds;
	unsigned subsecond;             /* in units of ten to the -digits */
	unsigned digits;
	int year, month, day, weekday;  /* weekday from 0, Sunday */
};

/* Sets the calendar day of a serial number.  Day 60 is 29 February 1900, which
 * never was, and day 0 the "0 January 1900". */
static void
set_calendar(struct moment *m, long serial)
{
	long n, era, year_of_era, day_of_year, shifted;

	m->weekday = (int)((serial + 6) % 7);
	m->year = 1900;
	m->month = serial <= 31 ? 1 : 2;
	m->day = (int)(serial <= 31 ? serial : serial - 31);
	if (serial <= 60)
		return;
	/* Days since 1 March of year 0; a year so shifted ends in February. */
	n = serial + 693899;
	era = n / 146097;
	n %= 146097;
	year_of_era = (n - n / 1460 + n / 36524 - n / 146096) / 365;
	day_of_year = n - (365 * year_of_era + year_of_era / 4 -
	    year_of_era / 100);
	shifted = (5 * day_of_year + 2) / 153;
	m->day = (int)(day_of_year - (153 * shifted + 2) / 5 + 1);
	m->month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
	m->year = (int)(year_of_era + era * 400 + (m->month <= 2));
}

/* Rounds to the smallest unit shown, never coarser than a second; a serial of
 * today's has a few millionths of a second, which must not lose a half. */
static bool
take_apart(struct moment *m, const struct section *section, double value,
    bool epoch_1904)
{
	long double unit = 1, size;
	long long units, days;

	m->negative = value < 0;
	if (!section->elapsed_only && (value >= DAYS_END ||
	    (m->negative && !epoch_1904)))
		return false;
	m->digits = MIN(section->subsecond, MOST_SUBSECONDS);
	for (unsigned i = 0; i < m->digits; i++)
		unit *= 10;
	size = fabsl((long double)value) * DAY + 1e-6L;
	if (size * unit > 9e17L)
		return false;
	units = (long long)floorl(size * unit + 0.5L);
	m->subsecond = (unsigned)(units % (long long)unit);
	m->all_seconds = units / (long long)unit;
	days = m->all_seconds / DAY;
	m->seconds = m->all_seconds % DAY;
	if (section->elapsed_only)
		return true;
	if (epoch_1904)
		days += DAYS_1904;
	if (days >= DAYS_END)
		return false;
	set_calendar(m, (long)days);
	return true;
}

/* Shows a year digit by digit, 二〇〇一, other parts as numbers, 十二, 三十一
 * ([DBNum1], as in 二〇〇一年三月十四日). */
static void
show_count(GString *out, const struct section *section, long long n,
    unsigned width)
{
	g_autofree char *text = g_strdup_printf("%0*lld", (int)MIN(width, 20),
	    n);

	if (section->numerals == '\0')
		g_string_append(out, text);
	else if (width >= 4 || n > 99)
		number_format_han_digits(out, text, section->numerals);
	else
		number_format_han_count(out, (unsigned)n, section->numerals);
}

/* --- pieces ----------------------------------------------------------- */

static const char *const months[] = {
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December"};
static const char *const weekdays[] = {
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
    "Saturday"};
static const char *const han_weekdays[] = {
    "日", "一", "二", "三", "四", "五", "六"};

static void
show_month(GString *out, const struct section *section, const struct moment *m,
    unsigned n)
{
	const char *name = months[m->month - 1];

	if (n <= 2)
		show_count(out, section, m->month, n);
	else if (section->chinese && n != 5) {
		if (n == 3)
			g_string_append_printf(out, "%d", m->month);
		else
			number_format_han_count(out, (unsigned)m->month, '1');
		g_string_append(out, "月");
	} else
		g_string_append_len(out, name, n == 3 ? 3 : n == 5 ? 1 : -1);
}

static void
show_weekday(GString *out, const struct section *section,
    const struct moment *m, const struct format_piece *p)
{
	const char *name = weekdays[m->weekday];

	if (p->what == 'd' && !section->chinese) {
		g_string_append_len(out, name, p->n == 3 ? 3 : -1);
		return;
	}
	if (p->n >= 4)
		g_string_append(out, "星期");
	else if (p->what == 'd')
		g_string_append(out, "周");
	g_string_append(out, han_weekdays[m->weekday]);
}

static void
show_calendar(GString *out, const struct section *section,
    const struct moment *m, const struct format_piece *p)
{
	int year = p->what == 'b' ? m->year + 543 : m->year;

	switch (p->what) {
	case 'y':
	case 'b':
		if (p->n <= 2)
			show_count(out, section, year % 100, 2);
		else
			show_count(out, section, year, 4);
		break;
	case 'e':
		show_count(out, section, year, 4);
		break;
	case 'm':
		show_month(out, section, m, p->n);
		break;
	case 'd':
		if (p->n <= 2)
			show_count(out, section, m->day, p->n);
		else
			show_weekday(out, section, m, p);
		break;
	case 'a':
		show_weekday(out, section, m, p);
		break;
	default:        /* g: the era, which this calendar has not */
		break;
	}
}

/* Hours, minutes and seconds.  Beside `[h]` a plain `h` counts on too. */
static void
show_time(GString *out, const struct section *section, const struct moment *m,
    const struct format_piece *p)
{
	bool on = p->kind == PIECE_ELAPSED || p->what == section->elapsed;
	long long n = m->all_seconds;

	if (p->what == 'h') {
		n = on ? n / 3600 : m->seconds / 3600;
		if (!on && section->ampm)
			n = n % 12 == 0 ? 12 : n % 12;
	} else if (p->what == 'n')
		n = on ? n / 60 : n / 60 % 60;
	else if (!on)
		n %= 60;
	show_count(out, section, n, p->kind == PIECE_ELAPSED ? p->n :
	    MIN(p->n, 2));
}

/* "AM/PM", "A/P" or "上午/下午": the half that holds. */
static void
show_half(GString *out, const struct section *section, const struct moment *m,
    const struct format_piece *p)
{
	bool after = m->seconds >= DAY / 2;
	const char *slash = strchr(p->text, '/');

	if (g_ascii_strcasecmp(p->text, "AM/PM") == 0)
		g_string_append(out, section->chinese ?
		    (after ? "下午" : "上午") : after ? "PM" : "AM");
	else if (after)
		g_string_append(out, slash + 1);
	else
		g_string_append_len(out, p->text, slash - p->text);
}

static void
show_subsecond(GString *out, const struct moment *m, unsigned n)
{
	unsigned value = m->subsecond;

	if (n > m->digits)
		n = m->digits;
	for (unsigned i = n; i < m->digits; i++)
		value /= 10;
	g_string_append_printf(out, ".%0*u", (int)n, value);
}

bool
number_format_date_show(const struct section *section, double value,
    bool epoch_1904, GString *out)
{
	struct moment m = {0};

	if (!take_apart(&m, section, value, epoch_1904))
		return false;
	if (m.negative && (m.all_seconds > 0 || m.subsecond > 0))
		g_string_append_c(out, '-');
	for (guint i = 0; i < section->pieces->len; i++) {
		const struct format_piece *p = &g_array_index(section->pieces,
		    struct format_piece, i);

		if (p->kind == PIECE_LITERAL)
			g_string_append(out, p->text);
		else if (p->kind == PIECE_DATE)
			show_calendar(out, section, &m, p);
		else if (p->kind == PIECE_TIME || p->kind == PIECE_ELAPSED)
			show_time(out, section, &m, p);
		else if (p->kind == PIECE_SUBSECOND)
			show_subsecond(out, &m, p->n);
		else if (p->kind == PIECE_AMPM)
			show_half(out, section, &m, p);
	}
	return true;
}
