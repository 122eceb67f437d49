#include <string.h>

#include "fetch/base/text.h"
#include "transform/place/place.h"
#include "notice.h"
#include "title_place.h"

/* The clause around a place in the text, from one punctuation to the next; *label is
 * what of it stands before that place. */
static char *
clause_around(const char *body, const char *at, const char *end, char **label)
{
	static const char *const marks[] = {",", "，", "。", "；", ";", "\n",
	    NULL};
	const char *from = body, *to = body + strlen(body);

	for (const char *const *m = marks; *m != NULL; m++) {
		const char *before = g_strrstr_len(body, at - body, *m);
		const char *after = strstr(end, *m);

		if (before != NULL && before + strlen(*m) > from)
			from = before + strlen(*m);
		if (after != NULL && after < to)
			to = after;
	}
	*label = g_strndup(from, (gsize)(at - from));
	return g_strndup(from, (gsize)(to - from));
}

/* 杭州市(2家): whether the words before a number name a city or a district that is not
 * the publisher's, so that it counts a part of the list. */
static bool
is_part(const struct notice *n, const char *label)
{
	g_autofree char *name = g_strdup(label);
	struct place place;

	for (const char *const *w = (const char *const[]){"(", "共", "计", ":",
	    "共", NULL}; *w != NULL; w++)
		if (text_ends(name, *w))
			name[strlen(name) - strlen(*w)] = '\0';
	return place_is_all(name, n->has_where ? &n->where : NULL, &place) &&
	    place.city != NULL &&
	    !(n->has_where && n->where.city == place.city);
}

/* How well a clause speaks of a list: 0 not at all, 2 by its own batch. */
static int
clause_fits(const char *clause, const struct list_words *w, bool only)
{
	struct title *t = title_place_read(clause);
	int fit = !t->speaks && only ? 1 : 0;

	for (unsigned i = 0; t->speaks && i < t->n_phrases; i++) {
		const struct title_phrase *p = &t->phrases[i];
		bool plain = p->matter == TITLE_PLAIN ||
		    p->matter == TITLE_DESIGNATION;

		if (p->batch > 0 && p->batch != w->batch)
			continue;
		if (p->matter == w->matter || (plain &&
		    (w->matter == TITLE_PLAIN ||
		    w->matter == TITLE_DESIGNATION)))
			fit = p->batch > 0 ? 3 : p->own_acts ? 2 : fit;
		else if (!plain && p->matter != TITLE_UNKNOWN)
			fit = 0;
		else if (p->batch > 0)
			fit = 1;
		else
			continue;
		break;
	}
	title_free(t);
	return fit;
}

bool
notice_declared(const struct notice *n, const struct list_words *w, bool only,
    unsigned *count, char **clause)
{
	const char *p = n->body ? n->body->str : "", *at, *end;
	int best = 0;
	unsigned found;

	*clause = NULL;
	for (; text_count(p, &found, &at, &end); p = end) {
		g_autofree char *label = NULL;
		g_autofree char *words = clause_around(n->body->str, at, end,
		    &label);
		int fit = clause_fits(words, w, only);

		/* 累计, 截至目前: all batches together. */
		if (strstr(words, "累计") != NULL ||
		    strstr(words, "截至") != NULL || fit <= best ||
		    is_part(n, label))
			continue;
		best = fit;
		*count = found;
		g_free(*clause);
		*clause = g_steal_pointer(&words);
	}
	return best > 0;
}
