#include "traditional.h"

#include "datafile.h"

enum { CHARACTERS = 0xa000 };

/* Reads the table: by the traditional character's code, 0 for all others. */
static guint16 *
read_table(void)
{
	guint16 *table = g_new0(guint16, CHARACTERS);
	struct datafile *file = datafile_open("words/traditional.tsv",
	    "traditional simplified");
	char *f[2];

	while (datafile_next(file, f)) {
		gunichar from = g_utf8_get_char(f[0]);
		gunichar to = g_utf8_get_char(f[1]);

		if (from < CHARACTERS && to < CHARACTERS)
			table[from] = (guint16)to;
	}
	return table;
}

gunichar
traditional_simplify(gunichar c)
{
	static guint16 *table;

	if (g_once_init_enter(&table))
		g_once_init_leave(&table, read_table());
	return c < CHARACTERS && table[c] != 0 ? table[c] : c;
}

char *
traditional_fold(const char *text)
{
	GString *out;
	const char *p = text;

	for (; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (traditional_simplify(c) != c)
			break;
	}
	if (*p == '\0')
		return NULL;
	out = g_string_new_len(text, p - text);
	for (; *p; p = g_utf8_next_char(p))
		g_string_append_unichar(out,
		    traditional_simplify(g_utf8_get_char(p)));
	return g_string_free(out, FALSE);
}
