/* Dates, times and durations of ISO 8601 as the serials that Excel shows for them: a
 * text that is none is refused, whatever it resembles. */
#include <glib.h>
#include <math.h>

#include "parse/format/iso_date.h"

enum { REFUSED = -999999 };

struct iso_date_case {
	const char *text;
	double want;
};

/* Excel, DATEVALUE and TIMEVALUE. */
static const struct iso_date_case serials[] = {
    {"1900-01-01", 1}, {"1900-02-28", 59}, {"1900-03-01", 61},
    {"2011-02-25", 40599}, {"2024-02-29", 45351}, {"2024-02-29Z", 45351},
    {"9999-12-31", 2958465}, {"2011-02-25T12:00:00", 40599.5},
    {"2011-02-25 18:00", 40599.75}, {"2011-02-25T06:00:00.000Z", 40599.25},
    {"2011-02-25T24:00", 40600}, {"10:30:00", 0.4375}, {"00:00:43.2", 0.0005},
    {"06:00Z", 0.25},
    {"", REFUSED}, {"2024", REFUSED}, {"2023-02-29", REFUSED},
    {"2024-13-01", REFUSED}, {"2024-00-01", REFUSED}, {"2024-02", REFUSED},
    {"2024-02-", REFUSED}, {"2024-+2-03", REFUSED}, {"-024-02-03", REFUSED},
    {"2024-02-03T", REFUSED}, {"2024-02-03x", REFUSED},
    {"2024-02-03T10", REFUSED}, {"2024-02-03T10:", REFUSED},
    {"2024-02-03T10:60", REFUSED}, {"2024-02-03T24:01", REFUSED},
    {"2024-02-03T25:00", REFUSED}, {"10:30:", REFUSED}, {"10:30:61", REFUSED},
    {"10:30:0x5", REFUSED}, {"10:30:1e1", REFUSED}, {"10:30:nan", REFUSED},
    {"10:30: 5", REFUSED}, {"10:30:05+08:00", REFUSED}, {"第1", REFUSED},
};

/* Days since the first of January 1904. */
static const struct iso_date_case serials_1904[] = {
    {"1904-01-01", 0}, {"1904-01-02", 1}, {"2011-02-25", 39137},
    {"1900-01-01", -1460},
};

static const struct iso_date_case durations[] = {
    {"PT26H30M00S", 26.5 / 24}, {"P1DT12H", 1.5}, {"P2D", 2}, {"-PT12H", -0.5},
    {"PT90M", 0.0625}, {"PT0.5H", 0.5 / 24}, {"PT43.2S", 0.0005}, {"PT0S", 0},
    {"", REFUSED}, {"P", REFUSED}, {"PT", REFUSED}, {"1D", REFUSED},
    {"P1", REFUSED}, {"P1M", REFUSED}, {"P1Y", REFUSED}, {"P1Y2M3D", REFUSED},
    {"P1H", REFUSED}, {"PT1D", REFUSED}, {"PT1S2H", REFUSED},
    {"PT1H1H", REFUSED}, {"PT1HT1M", REFUSED}, {"PT-1H", REFUSED},
    {"PTinfH", REFUSED}, {"PT0x1H", REFUSED}, {"P1DT", REFUSED},
};

static void
check(const struct iso_date_case *c, bool read, const double *got)
{
	double is = read ? *got : REFUSED;

	if (fabs(is - c->want) < 1e-9)
		return;
	g_test_message("%s: got %.9f, want %.9f", c->text, is, c->want);
	g_test_fail();
}

static void
test_serials(void)
{
	double got;

	for (size_t i = 0; i < G_N_ELEMENTS(serials); i++)
		check(&serials[i], iso_date_serial(serials[i].text, false, &got),
		    &got);
	for (size_t i = 0; i < G_N_ELEMENTS(serials_1904); i++)
		check(&serials_1904[i], iso_date_serial(serials_1904[i].text,
		    true, &got), &got);
}

static void
test_durations(void)
{
	double got;

	for (size_t i = 0; i < G_N_ELEMENTS(durations); i++)
		check(&durations[i], iso_date_duration(durations[i].text, &got),
		    &got);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/iso-date/serials", test_serials);
	g_test_add_func("/iso-date/durations", test_durations);
	return g_test_run();
}
