#include "ofd_path.h"

#include <math.h>
#include <string.h>

#include "parse/page/paint_library.h"

enum { FARTHEST = 1000000 };    /* millimetres */

static const char *
skip_space(const char *text)
{
	while (g_ascii_isspace(*text) || *text == ',')
		text++;
	return text;
}

/* The number at *text, which is moved past it; false where there is none.
 * What is no length on any page (not finite, a kilometre) is 0. */
static bool
number_at(const char **text, double *value)
{
	const char *from = skip_space(*text);
	char *end;

	*value = g_ascii_strtod(from, &end);
	if (end == from)
		return false;
	*text = end;
	if (!(fabs(*value) < FARTHEST))
		*value = 0;
	return true;
}

unsigned
ofd_path_numbers(const char **text, double *values, unsigned most)
{
	unsigned n = 0;

	while (*text != NULL && n < most && number_at(text, &values[n]))
		n++;
	return n;
}

double
ofd_path_attribute(const struct xml_attributes *a, const char *name,
    double missing)
{
	g_autofree char *text = xml_attribute_copy(a, name);
	const char *at = text;
	double value;

	return text != NULL && number_at(&at, &value) ? value : missing;
}

cairo_matrix_t
ofd_path_matrix(const char *text)
{
	cairo_matrix_t m;
	double n[6];

	if (ofd_path_numbers(&text, n, G_N_ELEMENTS(n)) == G_N_ELEMENTS(n))
		cairo.matrix_init(&m, n[0], n[1], n[2], n[3], n[4], n[5]);
	else
		cairo.matrix_init_identity(&m);
	return m;
}

GArray *
ofd_path_distances(const char *text, size_t most)
{
	GArray *all = g_array_new(FALSE, FALSE, sizeof(double));
	double value, times;

	while (text != NULL && all->len < most) {
		text = skip_space(text);
		times = 1;
		if (*text == 'g') {
			text++;
			if (!number_at(&text, &times))
				break;
		}
		if (!number_at(&text, &value))
			break;
		for (; times >= 1 && all->len < most; times--)
			g_array_append_val(all, value);
	}
	return all;
}

static void
curve(cairo_t *cr, const double *n)
{
	cairo.curve_to(cr, n[0], n[1], n[2], n[3], n[4], n[5]);
}

static void
quadratic_curve(cairo_t *cr, const double *n)
{
	cairo.curve_to(cr, n[0], n[1], n[0], n[1], n[2], n[3]);
}

/* Of an arc matters where it ends: curves are no lines of a table. */
static void
arc(cairo_t *cr, const double *n)
{
	cairo.curve_to(cr, n[5], n[6], n[5], n[6], n[5], n[6]);
}

static void
move(cairo_t *cr, const double *n)
{
	cairo.move_to(cr, n[0], n[1]);
}

static void
line(cairo_t *cr, const double *n)
{
	cairo.line_to(cr, n[0], n[1]);
}

static void
close_path(cairo_t *cr, const double *n)
{
	(void)n;
	cairo.close_path(cr);
}

void
ofd_path(cairo_t *cr, const char *data)
{
	static const struct {
		char letter;
		unsigned numbers;
		void (*draw)(cairo_t *, const double *);
	} steps[] = {{'S', 2, move}, {'M', 2, move}, {'L', 2, line},
	    {'Q', 4, quadratic_curve}, {'B', 6, curve}, {'A', 7, arc},
	    {'C', 0, close_path}};
	double n[7];

	cairo.new_path(cr);
	for (data = skip_space(data); *data != '\0';
	    data = skip_space(data)) {
		char letter = *data++;

		for (size_t i = 0; i < G_N_ELEMENTS(steps); i++)
			if (steps[i].letter == letter &&
			    ofd_path_numbers(&data, n, steps[i].numbers) ==
			    steps[i].numbers)
				steps[i].draw(cr, n);
	}
}
