#include "cost.h"

#include <stdlib.h>
#include <string.h>

enum { WORDS = 72 };            /* bytes of a statement that name it */

struct cost {
	long long times, steps;
};

static GHashTable *costs;       /* of struct cost, by what is counted */
static const char *current;

/* The beginning of a statement in one line, without what may stand between two
 * words. */
static char *
first_words(const char *sql)
{
	GString *words = g_string_new(NULL);

	for (; *sql != '\0' && words->len < WORDS; sql++) {
		if (sql[0] == '-' && sql[1] == '-') {
			sql += strcspn(sql, "\n");
			if (*sql == '\0')
				break;
		}
		if (!g_ascii_isspace(*sql))
			g_string_append_c(words, *sql);
		else if (words->len > 0 && words->str[words->len - 1] != ' ')
			g_string_append_c(words, ' ');
	}
	return g_string_free(words, FALSE);
}

/* Called by SQLite when a statement has ended. */
static int
count(unsigned event, void *none, void *statement, void *nanoseconds)
{
	char *what = current != NULL ? g_strdup(current)
	    : first_words(sqlite3_sql(statement));
	struct cost *cost = g_hash_table_lookup(costs, what);

	(void)event;
	(void)none;
	(void)nanoseconds;
	if (cost == NULL) {
		cost = g_new0(struct cost, 1);
		g_hash_table_insert(costs, what, cost);
	} else {
		g_free(what);
	}
	cost->times++;
	cost->steps += sqlite3_stmt_status(statement,
	    SQLITE_STMTSTATUS_VM_STEP, 1);
	return 0;
}

void
cost_begin(void)
{
	costs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

void
cost_watch(sqlite3 *db)
{
	if (costs != NULL)
		sqlite3_trace_v2(db, SQLITE_TRACE_PROFILE, count, NULL);
}

void
cost_name(const char *work)
{
	current = work;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

GString *
cost_table(void)
{
	GString *table = g_string_new("work\ttimes\tsteps\n");
	guint n = 0;
	char **names = (char **)g_hash_table_get_keys_as_array(costs, &n);

	if (n > 0)
		qsort(names, n, sizeof *names, by_name);
	for (guint i = 0; i < n; i++) {
		const struct cost *cost = g_hash_table_lookup(costs, names[i]);

		g_string_append_printf(table, "%s\t%lld\t%lld\n", names[i],
		    cost->times, cost->steps);
	}
	g_free(names);
	return table;
}
