#include "wanted.h"

#include <string.h>

#include "fetch/title/title.h"

/* Why a title of each genre is left. */
static const char *const genres[] = {
    [TITLE_CALL] = "a call",
    [TITLE_RULES] = "rules",
    [TITLE_EXPLAINS] = "explains, holds no list",
    [TITLE_MONEY] = "money, no title",
    [TITLE_FORM] = "a form",
    [TITLE_NEWS] = "news",
};

/* Whether a list of the national title goes by another name: 国家级专精特新企业, 第四批专
 * 精特新企业. */
static bool
is_other_name(const struct title *t)
{
	for (unsigned i = 0; i < t->n_phrases; i++) {
		const struct title_phrase *p = &t->phrases[i];

		if (g_strcmp0(p->programme, "srdi_sme") == 0 &&
		    (g_strcmp0(p->level, "national") == 0 || p->batch > 0) &&
		    strstr(t->text, "专精特新企业") != NULL)
			return true;
	}
	return false;
}

/* Whether the ministry's support is named beside money: 重点“小巨人”奖补. */
static bool
is_key(const struct title *t)
{
	return strstr(t->text, "重点") != NULL ||
	    strstr(t->text, "继续支持") != NULL;
}

static bool
is_numbered(const struct title *t)
{
	for (unsigned i = 0; i < t->n_phrases; i++)
		if (t->phrases[i].batch > 0 || t->phrases[i].several)
			return true;
	return false;
}

static bool
decide(const struct title *t, const char **why)
{
	bool giants = t->giants;

	*why = NULL;
	if (giants && t->genre == TITLE_MONEY && t->lists && is_key(t)) {
		*why = "a list of those supported";
		return true;
	}
	if (t->beside == TITLE_MONEY || t->beside == TITLE_EXPLAINS) {
		*why = genres[t->beside];
		return is_key(t) && t->beside == TITLE_MONEY;
	}
	if (t->genre != TITLE_LIST) {
		*why = giants || t->speaks ? genres[t->genre] : NULL;
		return false;
	}
	if (giants && (t->lists || is_numbered(t) || t->negates)) {
		*why = t->lists ? "a list" : "a list by its batch alone";
		return true;
	}
	for (unsigned i = 0; giants && i < t->n_phrases; i++)
		if (t->phrases[i].own_acts) {
			*why = "a list by its act alone";
			return true;
		}
	if (!giants && t->lists && is_other_name(t)) {
		*why = "a list that calls the title 国家级专精特新企业";
		return true;
	}
	for (unsigned i = 0; *why == NULL && i < t->n_phrases; i++)
		if (t->phrases[i].named)
			*why = giants ?
			    "names the title, says nothing of a list" :
			    "another programme";
	return false;
}

bool
wanted_title(const char *title, const char **why)
{
	struct title *t = title_read(title, NULL);
	bool take = decide(t, why);

	title_free(t);
	return take;
}
