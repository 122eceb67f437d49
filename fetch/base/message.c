#include "message.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "json.h"
#include "visible.h"

enum {
	HANDFUL = 5,             /* lines of one file that are shown */
	UPDATE = 200000,         /* microseconds between two lines of progress */
};

static struct {
	const char *program, *stage, *run;
	bool json, verbose, terminal;
	GMutex lock;             /* of what follows */
	GHashTable *lines;       /* file -> how many lines it gave */
	const char *what;        /* is counted, or was last */
	bool shows;              /* a line of progress, without its end */
	gint64 begun, updated;   /* microseconds of a clock that never jumps */
} out;

void
message_open(const char *program, const char *stage)
{
	const char *run = g_getenv("MIIT_RUN_ID");

	out.program = program;
	out.stage = stage;
	out.run = run != NULL && *run ? run : NULL;
	out.terminal = isatty(STDERR_FILENO);
	out.lines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

void
message_choose(bool json, bool verbose)
{
	out.json = json;
	out.verbose = verbose;
}

static char *
now(void)
{
	g_autoptr(GDateTime) t = g_date_time_new_now_utc();

	return g_date_time_format(t, "%Y-%m-%dT%H:%M:%SZ");
}

static void
append_json(GString *line, const char *level, const char *file,
    const char *place, const char *text)
{
	g_autofree char *time = now();
	const char *pairs[] = {"time", time, "level", level, "run", out.run,
	    "stage", out.stage, "program", out.program, "file", file,
	    "place", place, "message", text};

	for (size_t i = 0; i < G_N_ELEMENTS(pairs); i += 2)
		if (pairs[i + 1] != NULL)
			json_member(line, i > 0 ? ", " : "{", pairs[i],
			    pairs[i + 1]);
	g_string_append(line, "}\n");
}

static void
append_text(GString *line, const char *level, const char *file,
    const char *place, const char *text)
{
	const char *before[] = {out.program, file, place,
	    strcmp(level, "warning") == 0 ? level : NULL};

	if (!out.terminal) {
		g_autofree char *time = now();

		g_string_append_printf(line, "%s ", time);
	} else if (out.shows) {
		g_string_append(line, "\r\033[K");
		out.shows = false;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(before); i++) {
		if (before[i] == NULL || *before[i] == '\0')
			continue;
		visible_append(line, before[i]);
		g_string_append(line, ": ");
	}
	visible_append(line, text);
	g_string_append_c(line, '\n');
}

/* Writes a line; the lock is held. */
static void
write_line(const char *level, const char *file, const char *place,
    const char *text)
{
	g_autoptr(GString) line = g_string_new(NULL);

	(out.json ? append_json : append_text)(line, level, file, place, text);
	fwrite(line->str, 1, line->len, stderr);
}

/* Counts a line of a file; true where the file has had its share. */
static bool
is_flood(const char *level, const char *file)
{
	guint n;

	/* Where no program was opened, as in tests, nothing is counted. */
	if (out.lines == NULL || file == NULL || out.verbose || (strcmp(level, "set aside") != 0 &&
	    strcmp(level, "warning") != 0))
		return false;
	n = GPOINTER_TO_UINT(g_hash_table_lookup(out.lines, file)) + 1;
	g_hash_table_insert(out.lines, g_strdup(file), GUINT_TO_POINTER(n));
	return n > HANDFUL;
}

void
message_put(const char *level, const char *file, const char *place,
    const char *text)
{
	g_mutex_lock(&out.lock);
	if (!is_flood(level, file))
		write_line(level, file, place, text);
	g_mutex_unlock(&out.lock);
}

void
message_end_floods(void)
{
	GList *files, *i;

	g_mutex_lock(&out.lock);
	files = g_list_sort(g_hash_table_get_keys(out.lines),
	    (GCompareFunc)strcmp);
	for (i = files; i != NULL; i = i->next) {
		guint n = GPOINTER_TO_UINT(g_hash_table_lookup(out.lines,
		    i->data));
		g_autofree char *text = g_strdup_printf("%u more lines like "
		    "these; -v shows all", n - HANDFUL);

		if (n > HANDFUL)
			write_line("warning", i->data, NULL, text);
	}
	g_list_free(files);
	g_hash_table_remove_all(out.lines);
	g_mutex_unlock(&out.lock);
}

/* "35/s" or "12/min". */
static void
append_rate(GString *line, double a_second)
{
	if (a_second >= 1)
		g_string_append_printf(line, ", %.0f/s", a_second);
	else
		g_string_append_printf(line, ", %.0f/min", a_second * 60);
}

/* Shows the progress; the lock is held. */
static void
show_progress(const char *what, size_t done, size_t all, double seconds)
{
	g_autoptr(GString) line = g_string_new(NULL);
	double left = (double)(all - done) * seconds / (double)done;

	g_string_append_printf(line, "\r%s: %s %zu of %zu", out.program, what,
	    done, all);
	if (seconds > 0)
		append_rate(line, (double)done / seconds);
	if (done < all && left >= 60)
		g_string_append_printf(line, ", %.0f min left", left / 60);
	else if (done < all)
		g_string_append_printf(line, ", %.0f s left", left);
	g_string_append(line, done < all ? "\033[K" : "\033[K\n");
	fwrite(line->str, 1, line->len, stderr);
	fflush(stderr);
}

void
message_progress(const char *what, size_t done, size_t all)
{
	gint64 time = g_get_monotonic_time();

	if (!out.terminal || out.json || done == 0 || done > all)
		return;
	g_mutex_lock(&out.lock);
	if (done == 1 || g_strcmp0(what, out.what) != 0)
		out.begun = out.updated = time;
	out.what = what;
	if (done == all || time - out.updated >= UPDATE) {
		show_progress(what, done, all,
		    (double)(time - out.begun) / G_USEC_PER_SEC);
		out.updated = time;
		out.shows = done < all;
	}
	g_mutex_unlock(&out.lock);
}
