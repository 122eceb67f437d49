#include "decide.h"

#include <stdlib.h>
#include <string.h>

const char *
decide_notice(const struct decided *d, struct notice *n, const char *unit)
{
	if (d->value[FIELD_TITLE] != NULL)
		n->title = d->value[FIELD_TITLE];
	if (d->value[FIELD_DATE] != NULL)
		n->event_on = d->value[FIELD_DATE];
	if (d->value[FIELD_NUMBER] != NULL)
		n->document_number = d->value[FIELD_NUMBER];
	if (d->value[FIELD_PUBLISHER] != NULL) {
		n->publisher = d->value[FIELD_PUBLISHER];
		unit = NULL;
	}
	if (d->value[FIELD_UNIT] == NULL)
		return unit;
	if (strcmp(d->value[FIELD_UNIT], "MIIT") != 0)
		return d->value[FIELD_UNIT];
	n->publisher = "工业和信息化部";
	return NULL;
}

bool
decide_own_notice(const struct decided *d, const struct notice *n,
    struct notice *own)
{
	const char *unit = n->has_where && n->where.unit != NULL ?
	    n->where.unit->code : NULL;

	*own = *n;
	unit = decide_notice(d, own, unit);
	if (own->title == n->title && own->event_on == n->event_on &&
	    own->document_number == n->document_number &&
	    own->publisher == n->publisher && d->value[FIELD_UNIT] == NULL)
		return false;
	own->where = (struct place){0};
	own->has_where = own->ministry = own->nothing = false;
	own->why_nothing = NULL;
	own->reading = NULL;
	notice_settle(own, unit);
	return true;
}

/* The matter that a kind of event is of. */
static enum title_matter
matter_of_kind(const char *kind, enum title_matter said)
{
	static const struct {
		const char *kind;
		enum title_matter matter;
	} matters[] = {
	    {"recommended", TITLE_RECOMMENDED},
	    {"publicity", TITLE_DESIGNATION}, {"final", TITLE_DESIGNATION},
	    {"review_publicity", TITLE_REVIEW_PASSED},
	    {"review_final", TITLE_REVIEW_PASSED},
	    {"review_failed", TITLE_REVIEW_FAILED},
	    {"review_failed_publicity", TITLE_REVIEW_FAILED},
	    {"rename", TITLE_RENAME}, {"revoked", TITLE_REVOKED},
	    {"revoked_publicity", TITLE_REVOKED},
	    {"withdrew", TITLE_WITHDREW}, {"restored", TITLE_RESTORED},
	    {"moved", TITLE_MOVED}, {"correction", TITLE_CORRECTION},
	    {"key_support", TITLE_KEY},
	    {"key_support_continued", TITLE_KEY_CONTINUED},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(matters); i++)
		if (strcmp(matters[i].kind, kind) == 0)
			return matters[i].matter;
	return said;
}

void
decide_words(const struct decided *d, const struct notice *n,
    struct list_words *w)
{
	if (d->value[FIELD_PROGRAMME] != NULL) {
		w->programme = d->value[FIELD_PROGRAMME];
		if (w->level == NULL && n->ministry)
			w->level = "national";
	}
	if (d->value[FIELD_LEVEL] != NULL)
		w->level = d->value[FIELD_LEVEL];
	if (d->value[FIELD_BATCH] != NULL)
		w->batch = (unsigned)atoi(d->value[FIELD_BATCH]);
	if (d->value[FIELD_KIND] != NULL) {
		w->kind = d->value[FIELD_KIND];
		w->matter = matter_of_kind(w->kind, w->matter);
	}
	if (d->value[FIELD_PROGRAMME] == NULL &&
	    d->value[FIELD_LEVEL] == NULL && d->value[FIELD_KIND] == NULL)
		return;
	w->unclear = w->programme == NULL ? "a programme" :
	    w->kind == NULL ? "公示 or 公布" :
	    w->level == NULL ? "a level" : NULL;
}
