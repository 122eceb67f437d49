#include "word_list.h"

#include <string.h>

#include "word_number.h"

void
word_list_level_clear(struct word_level *l)
{
	g_free(l->format);
	g_free(l->text);
}

void
word_list_abstract_free(void *abstract)
{
	struct word_abstract *a = abstract;

	for (unsigned i = 0; i < WORD_LEVELS; i++)
		word_list_level_clear(&a->levels[i]);
	g_free(a->style);
	g_free(a);
}

void
word_list_num_free(void *num)
{
	struct word_num *n = num;

	for (unsigned i = 0; i < WORD_LEVELS; i++)
		word_list_level_clear(&n->own[i]);
	g_free(n);
}

struct word_num *
word_list_num_new(void)
{
	struct word_num *n = g_new0(struct word_num, 1);

	for (unsigned i = 0; i < WORD_LEVELS; i++)
		n->start[i] = -1;
	return n;
}

/* The level as the list has it, else as its abstract one has it. */
static const struct word_level *
level_of(const struct word_num *n, const struct word_abstract *a, unsigned i)
{
	return n->own[i].text != NULL || n->own[i].format != NULL ?
	    &n->own[i] : &a->levels[i];
}

/* Numbers a paragraph of level i: that of this level moves on, inner ones
 * begin again, outer ones begin where none has come yet. */
static void
count(struct word_num *n, struct word_abstract *a, unsigned i)
{
	if (n->start[i] >= 0) {
		a->count[i] = (unsigned)n->start[i];
		n->start[i] = -1;
	} else if (a->counting[i]) {
		a->count[i]++;
	} else {
		a->count[i] = level_of(n, a, i)->start;
	}
	a->counting[i] = true;
	for (unsigned k = i + 1; k < WORD_LEVELS; k++)
		a->counting[k] = a->counting[k] && level_of(n, a, k)->keeps;
	for (unsigned k = 0; k < i; k++)
		if (!a->counting[k]) {
			a->count[k] = level_of(n, a, k)->start;
			a->counting[k] = true;
		}
}

/* "%1.%2" with the numbers of the levels. */
static void
show(const struct word_num *n, const struct word_abstract *a, unsigned i,
    GString *out)
{
	const struct word_level *l = level_of(n, a, i);
	size_t before = out->len;

	if (l->text == NULL || (l->format != NULL &&
	    strcmp(l->format, "bullet") == 0))
		return;
	for (const char *p = l->text; *p != '\0'; p++) {
		unsigned k = *p == '%' && p[1] >= '1' && p[1] <= '9' ?
		    (unsigned)(p[1] - '1') : WORD_LEVELS;
		const char *format;

		if (k == WORD_LEVELS) {
			g_string_append_c(out, *p);
			continue;
		}
		format = level_of(n, a, k)->format;
		word_number(out, format == NULL || l->legal ? "decimal" :
		    format, a->count[k]);
		p++;
	}
	if (out->len > before)
		g_string_append(out, l->suffix);
}

void
word_list_number(struct word_num *n, struct word_abstract *a, unsigned level,
    GString *out)
{
	count(n, a, level);
	show(n, a, level, out);
}
