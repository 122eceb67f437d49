#include "level.h"

#include <stdlib.h>
#include <string.h>

#include "fetch/base/text.h"
#include "transform/words/datafile.h"

/* A line of series.tsv. */
struct series {
	const char *programme, *level, *place;
	unsigned batch;
	const char *from, *until;
};

static GArray *
series(void)
{
	static gsize loaded;
	static GArray *lines;
	struct datafile *file;
	char *field[6];

	if (!g_once_init_enter(&loaded))
		return lines;
	lines = g_array_new(FALSE, FALSE, sizeof(struct series));
	file = datafile_open("notice/series.tsv",
	    "programme level place batch from until");
	while (datafile_next(file, field)) {
		struct series s = {field[0], field[1], field[2],
		    (unsigned)atoi(field[3]), field[4], field[5]};

		g_array_append_val(lines, s);
	}
	g_once_init_leave(&loaded, 1);
	return lines;
}

/* The line for a batch of a place's series, "" for the nation's; NULL for none. */
static const struct series *
series_of(const char *programme, const char *place, unsigned batch)
{
	const GArray *all = series();

	for (guint i = 0; i < all->len; i++) {
		const struct series *s = &g_array_index(all, struct series, i);

		if (strcmp(s->programme, programme) == 0 && s->batch == batch &&
		    strcmp(s->place != NULL ? s->place : "", place) == 0)
			return s;
	}
	return NULL;
}

static bool
is_within(const struct series *s, const char *day)
{
	return strcmp(s->from, day) <= 0 && strcmp(day, s->until) <= 0;
}

/* Whether a day is in the year of a national batch but before its lists: another's
 * batch of the same number, or a wrong day. */
static bool
is_early(unsigned batch, const char *day)
{
	const struct series *s = series_of("small_giant", "", batch);

	return s != NULL && atoi(s->from) == atoi(day) &&
	    strcmp(day, s->from) < 0;
}

/* Whether a batch of the national programme can have been published, reviewed or
 * recommended on the day. */
static bool
level_batch_fits(const char *programme, unsigned batch,
    enum title_matter matter, const char *day)
{
	const struct series *s = series_of(programme, "", batch);
	int year = day != NULL ? atoi(day) : 0;
	/* Each year has had one batch of small giants since 2019. */
	int of = s != NULL ? atoi(s->from) : strcmp(programme, "small_giant") ==
	    0 ? 2018 + (int)batch : 0;

	if (year == 0 || of == 0)
		return false;
	switch (matter) {
	case TITLE_PLAIN:
	case TITLE_DESIGNATION:
	case TITLE_PASSED:
		return s != NULL ? is_within(s, day) :
		    year == of || year == of + 1;
	case TITLE_RECOMMENDED:
		return year >= of;
	case TITLE_REVIEW:
	case TITLE_REVIEW_PASSED:
	case TITLE_REVIEW_FAILED:
		return year >= of + 2;
	default:
		return year >= of;
	}
}

/* Provincial for a unit that reports to the ministry, municipal for what lies below
 * it. */
static const char *
level_of_place(const struct place *p)
{
	if (p->district != NULL)
		return "municipal";
	if (p->city == NULL || p->unit == NULL)
		return "provincial";
	return strcmp(p->city->code, p->unit->code) == 0 ? "provincial" :
	    "municipal";
}

static bool
is_municipality(const struct place *p)
{
	return p->province != NULL && p->city != NULL &&
	    strcmp(p->province->code, p->city->code) == 0 &&
	    p->district == NULL;
}

/* Whether the notice's text says that the ministry designated: 工业和信息化部认定我市46
 * 家企业为第四批…; not 要积极培育国家级“小巨人”. */
static bool
body_names_ministry(const struct notice *n)
{
	static const char *const acts[] = {"认定", "公布", "审核", "公告", "函",
	    "通知", NULL};
	const char *at;

	if (n->body == NULL)
		return false;
	for (at = n->body->str; (at = strstr(at, "工业和信息化部")) != NULL; at++)
		for (const char *const *w = acts; *w != NULL; w++) {
			const char *act = strstr(at, *w);

			if (act != NULL && act - at < 120)
				return true;
		}
	return false;
}

/* Whether a place has a series of its own in which the batch has this day. */
static bool
has_homonym(const struct notice *n, const struct level_question *q,
    const struct place *p)
{
	const char *codes[] = {p->unit ? p->unit->code : NULL,
	    p->city ? p->city->code : NULL};

	for (size_t i = 0; i < G_N_ELEMENTS(codes); i++) {
		const struct series *s = codes[i] == NULL ? NULL :
		    series_of(q->programme, codes[i], q->batch);

		if (s != NULL && n->event_on != NULL &&
		    is_within(s, n->event_on))
			return true;
	}
	return false;
}

static bool
designates(const struct level_question *q)
{
	return q->matter == TITLE_PLAIN || q->matter == TITLE_DESIGNATION ||
	    q->matter == TITLE_PASSED;
}

/* The level of small giants that a batch names, by the notice's day. */
static const char *
level_of_batch(const struct notice *n, const struct level_question *q,
    const struct place *p, const char **why)
{
	bool dated = n->event_on != NULL && atoi(n->event_on) > 0;

	if (level_batch_fits("small_giant", q->batch, q->matter, n->event_on)) {
		*why = "a national batch on a day that fits";
		return p != NULL && designates(q) && has_homonym(n, q, p) ?
		    NULL : "national";
	}
	if (!dated && p == NULL && q->clear && designates(q) &&
	    series_of("small_giant", "", q->batch) != NULL) {
		*why = "a national batch; it names no place and no day";
		return "national";
	}
	if (p == NULL || !q->clear || !q->alone || !designates(q) || !dated ||
	    is_early(q->batch, n->event_on))
		return NULL;
	*why = "no national batch has this day";
	return level_of_place(p);
}

/* The level of a batch that is counted in a year: that of a place, where the list is
 * of that year; one of another year may be the nation's under the year in which
 * firms applied. */
static const char *
level_of_counted(const struct level_question *q, const struct place *p, int year,
    const char **why)
{
	if (p == NULL || !q->clear || !q->alone || !designates(q) ||
	    (int)q->year != year)
		return NULL;
	*why = "the nation's batch of that year is another";
	return level_of_place(p);
}

/* The level of several batches: the nation's where all are. */
static const char *
level_of_batches(const struct notice *n, const struct level_question *q,
    const struct place *p, const char **why)
{
	struct level_question one = *q;
	const char *level = "national";

	for (one.batch = 1; one.batch < 64; one.batch++)
		if ((q->batches & G_GUINT64_CONSTANT(1) << one.batch) != 0 &&
		    g_strcmp0(level_of_batch(n, &one, p, why),
		    "national") != 0)
			level = NULL;
	return level;
}

/* Small giants: provinces run programmes of the same name, whose lists have years
 * (2020年度山西省…) or batches of other days than the nation's. */
static const char *
level_of_giants(const struct notice *n, const struct level_question *q,
    const struct place *p, const char **why)
{
	/* The ministry's plan for small firms of that day has 专精特新 first; a list that
	 * is older has a wrong day. */
	static const char first[] = "2011-09-23";
	int year = n->event_on != NULL ? atoi(n->event_on) : 0;

	if (n->event_on != NULL && strcmp(n->event_on, first) < 0)
		return NULL;
	/* 培育企业 are candidates, as cities and provinces keep them. */
	if (q->matter == TITLE_UNKNOWN && strstr(q->acts, "培育") != NULL)
		return NULL;
	if (q->batch > 0 && q->of_year)
		return level_of_counted(q, p, year, why);
	if (q->batch > 0)
		return level_of_batch(n, q, p, why);
	if (q->batches != 0)
		return level_of_batches(n, q, p, why);
	if (q->year >= 2025 && year >= 2025 && n->has_where &&
	    strcmp(level_of_place(&n->where), "provincial") == 0) {
		*why = "named by its year, by a unit's department";
		return "national";
	}
	/* A department reviews and renames its own and the nation's: 2024年度复核
	 * 通过…企业. */
	if (q->year > 0 && q->owner == NULL && !designates(q))
		return NULL;
	if (q->year > 0 && q->year < 2025 && p != NULL && q->clear) {
		*why = "named by its year, as the nation's are not";
		return level_of_place(p);
	}
	if (q->year == 0 && (strstr(q->acts, "简单更名") != NULL ||
	    body_names_ministry(n))) {
		*why = "the text names the ministry's act";
		return "national";
	}
	return NULL;
}

/* The other programmes are their publisher's. */
static const char *
level_of_others(const struct notice *n, const struct level_question *q,
    const struct place *owner, const char **why)
{
	bool provincial = strcmp(q->programme, "srdi_sme") == 0 ||
	    strcmp(q->programme, "innovative_sme") == 0;
	const char *level;

	if (owner != NULL) {
		*why = "a place names it";
		return level_of_place(owner);
	}
	if (n->has_where) {
		level = level_of_place(&n->where);
		*why = "its publisher's";
		/* What a city publishes of these is its province's. */
		return provincial && strcmp(level, "municipal") == 0 ? NULL :
		    level;
	}
	if (q->batch > 0 && series_of(q->programme, "", q->batch) != NULL &&
	    level_batch_fits(q->programme, q->batch, q->matter, n->event_on)) {
		*why = "a national batch on a day that fits";
		return "national";
	}
	return NULL;
}

const char *
level_of(const struct notice *n, const struct level_question *q,
    const char **why)
{
	struct place owner;
	bool owned = q->owner != NULL && place_of_text(q->owner, NULL, &owner);
	const struct place *p = owned ? &owner : n->has_where ? &n->where :
	    NULL;

	*why = NULL;
	if (q->programme == NULL)
		return q->stated;
	if (q->stated != NULL) {
		*why = "a word";
		/* 天津市市级 is the province's. */
		return strcmp(q->stated, "municipal") == 0 && p != NULL &&
		    is_municipality(p) ? "provincial" : q->stated;
	}
	if (strcmp(q->programme, "key_small_giant") == 0) {
		*why = "only the ministry supports them";
		return "national";
	}
	if (n->ministry || (n->reading != NULL && n->reading->ministry)) {
		*why = "the ministry's";
		return "national";
	}
	return strcmp(q->programme, "small_giant") == 0 ?
	    level_of_giants(n, q, p, why) :
	    level_of_others(n, q, owned ? &owner : NULL, why);
}

bool
level_differs(const struct notice *n, const struct list_words *w,
    const char *stated)
{
	if (stated == NULL || w->level == NULL)
		return false;
	if (strcmp(stated, "municipal") == 0 && n->has_where &&
	    is_municipality(&n->where))
		stated = "provincial";
	return strcmp(stated, w->level) != 0;
}

bool
level_is_range(const struct title *t)
{
	static const char *const levels[] = {"国家级", "省级", "自治区级", "兵团级",
	    "市级", "县级", "区级"};
	static const char *const ranges[] = {"以下", "以上", "以外", "之下", "之上",
	    "之外", "除外"};
	bool level = false;
	bool range = text_begins(t->text, "除") && text_ends(t->text, "外");

	for (size_t i = 0; i < G_N_ELEMENTS(levels); i++)
		level |= strstr(t->text, levels[i]) != NULL;
	for (size_t i = 0; level && i < G_N_ELEMENTS(ranges); i++)
		range |= strstr(t->text, ranges[i]) != NULL &&
		    (t->left_over == NULL || strstr(ranges[i],
		    t->left_over) != NULL);
	return level && range;
}
