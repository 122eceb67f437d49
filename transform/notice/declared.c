#include <string.h>

#include "fetch/base/text.h"
#include "notice.h"
#include "title_place.h"

/* The clause around a place in the text, from one punctuation to the next. */
static char *
clause_around(const char *body, const char *at, const char *end)
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
	return g_strndup(from, (gsize)(to - from));
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
		g_autofree char *words = clause_around(n->body->str, at, end);
		int fit = clause_fits(words, w, only);

		/* 累计, 截至目前: all batches together. */
		if (strstr(words, "累计") != NULL ||
		    strstr(words, "截至") != NULL || fit <= best)
			continue;
		best = fit;
		*count = found;
		g_free(*clause);
		*clause = g_steal_pointer(&words);
	}
	return best > 0;
}
