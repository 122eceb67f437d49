#include "cell_problems.h"

#include <string.h>

void
cell_problems_address(GString *out, unsigned row, unsigned col)
{
	char letters[8];
	int n = sizeof letters;

	for (; col > 0 && n > 0; col = (col - 1) / 26)
		letters[--n] = (char)('A' + (col - 1) % 26);
	g_string_append_len(out, letters + n, (gssize)sizeof letters - n);
	if (row > 0)
		g_string_append_printf(out, "%u", row);
}

void
cell_problems_report(struct cell_problems *p, unsigned row, unsigned col,
    const char *what, const char *value)
{
	g_autoptr(GString) place = NULL;
	size_t i = 0;

	while (i < CELL_PROBLEM_KINDS - 1 && p->kinds[i] != NULL &&
	    strcmp(p->kinds[i], what) != 0)
		i++;
	p->kinds[i] = what;
	if (++p->counts[i] > CELL_PROBLEMS_TOLD)
		return;
	place = g_string_new(p->sheet);
	g_string_append_c(place, '!');
	cell_problems_address(place, row, col);
	if (value != NULL)
		records_problem(p->out, PROBLEM_CELL, place->str,
		    "%s, found \"%.60s\"", what, value);
	else
		records_problem(p->out, PROBLEM_CELL, place->str, "%s", what);
}

void
cell_problems_end(struct cell_problems *p)
{
	for (size_t i = 0; i < CELL_PROBLEM_KINDS; i++)
		if (p->counts[i] > CELL_PROBLEMS_TOLD)
			records_problem(p->out, PROBLEM_CELL, p->sheet,
			    "%s: %zu more cells", p->kinds[i],
			    p->counts[i] - CELL_PROBLEMS_TOLD);
}
