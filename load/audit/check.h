/* The checks: one SQL file each in checks/, see there how they are written.
 *
 * A file begins with comments: the first line says what must hold, then
 * "level: error", "warning" or "info", then an explanation.  "needs: last"
 * marks a check that compares with the warehouse published before (attached
 * as `last`) and is left out where there is none.  Two queries follow:
 *
 *     SELECT count(*), 'lists' FROM list;        what is examined
 *     SELECT document, list, place, message …    one row a finding
 *
 * Where a finding is not one of the things examined, so that there may be more
 * of them, the first query says what it is: "16 problems in 12 documents".
 *
 *     SELECT count(*), 'documents', 'problems' FROM document;
 *
 * What is about a source as such has a column `source` too; otherwise the
 * document leads to it.  The second may ask for :thorough, see checks_run.
 *
 * A finding may have a column `state`: "wrong" (the default), or "not_loaded"
 * for what cannot be judged because its lists are not here.  A wrong one that a
 * decision accepts until a day of the data is "accepted". */
#ifndef LOAD_AUDIT_CHECK_H
#define LOAD_AUDIT_CHECK_H

#include <glib.h>

#include "load/base/db.h"

enum check_level { CHECK_ERROR, CHECK_WARNING, CHECK_INFO };
enum check_state { CHECK_HOLDS, CHECK_FAILS, CHECK_NOT_LOADED };

/* All text may be NULL but for state and message. */
struct finding {
	const char *state, *document, *url, *list, *place, *message;
	const char *source;     /* the query's, or its document's */
};

struct check {
	const char *name;       /* of the file, without ".sql" */
	enum check_level level;
	const char *title;      /* what must hold */
	const char *explanation;
	const char *things;     /* what was examined: "lists" */
	long long examined;
	const char *found;      /* what a finding is, NULL: one of the things */
	enum check_state state;
	size_t wrong;           /* findings whose state is "wrong", */
	size_t accepted;        /* "accepted" by a decision (field accept) */
	GArray *findings;       /* of struct finding */
	bool needs_last;        /* compares with the last warehouse */
	bool left_out;          /* and there is none */
	const char *sql;
};

struct checks {
	GPtrArray *all;         /* of struct check, sorted by name */
	GStringChunk *strings;  /* that all of them point into */
	char **sources;         /* of the documents, sorted; ends with NULL */
};

/* Runs all checks.  `last` is what was published before (last/last.h), or NULL.
 * With `thorough` nothing is taken on trust because this program wrote it a moment
 * ago. */
struct last;
struct checks *check_run_all(sqlite3 *, const struct last *, bool thorough);

/* Writes quality_check and check_result. */
void check_store(const struct checks *, sqlite3 *);

/* Whether a check belongs in what is kept: one that compares with the last
 * warehouse only where it fails, so that loading the same input twice changes
 * no byte. */
bool check_is_kept(const struct check *);

/* How many checks of a level are in a state. */
size_t check_count(const struct checks *, enum check_level,
    enum check_state);

/* "0 of 56 lists", "16 problems in 12 documents", "1 of 19 totals, 12 not
 * loaded"; the caller frees it. */
char *check_figure(const struct check *);

const char *check_level_word(enum check_level);
const char *check_state_word(enum check_state);

void check_free(struct checks *);

#endif
