#include "results.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fetch/base/program.h"
#include "fetch/handoff/manifest.h"
#include "fetch/handoff/publish.h"
#include "load/base/db.h"
#include "load/last/diff.h"
#include "warehouse.h"

/* The files beside the warehouse, in the order in which they are put in place;
 * the manifest, which names all of them, is the last. */
enum { RESULT_COUNTS, RESULT_DIFFERENCE, RESULT_JSON, RESULT_JUNIT,
    RESULT_MANIFEST, RESULTS };

static const char *const result_names[RESULTS] = {"counts.tsv",
    "difference.tsv", "report.json", "junit.xml", "manifest.tsv"};

static bool
same_bytes(const char *a, const char *b)
{
	g_autoptr(GMappedFile) x = g_mapped_file_new(a, FALSE, NULL);
	g_autoptr(GMappedFile) y = g_mapped_file_new(b, FALSE, NULL);

	return x != NULL && y != NULL &&
	    g_mapped_file_get_length(x) == g_mapped_file_get_length(y) &&
	    memcmp(g_mapped_file_get_contents(x), g_mapped_file_get_contents(y),
		g_mapped_file_get_length(x)) == 0;
}

/* A report waiting to be put in place. */
static struct publication *
report_file(const char *path, GString *text)
{
	struct publication *p = publish_begin(path);

	publish_write(p, text->str, text->len);
	publish_seal(p);
	g_string_free(text, TRUE);
	return p;
}

struct results
results_of_run(void)
{
	struct results p = {
	    .warehouse = program_path("load", "warehouse.sqlite"),
	    .refused = program_path("load", "candidate.sqlite"),
	    .damaged = program_path("load", "damaged.sqlite"),
	    .altered = program_path("load", "altered.sqlite"),
	    .previous = program_path("load", "previous.sqlite"),
	};

	p.candidate = publish_temporary(p.warehouse);
	return p;
}

void
results_clear(struct results *p)
{
	char *all[] = {p->warehouse, p->candidate, p->refused, p->damaged,
	    p->altered, p->previous};

	for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
		g_free(all[i]);
}

/* What changed from the warehouse that the candidate takes the place of, or
 * took when it is the same as the one in place; nothing where there is none that
 * can be compared. */
static GString *
difference(const struct results *p, const struct last *last, bool same)
{
	const char *before = same ? p->previous : p->warehouse;
	enum warehouse_kind kind;
	sqlite3 *db;
	GString *text;

	if (!same && (last->altered || last->kind != WAREHOUSE_OURS))
		before = p->previous;
	kind = before == p->warehouse ? last->kind : warehouse_kind(before);
	if (kind != WAREHOUSE_OURS)
		return g_string_new("thing\tchange\tid\tcompany\tname\t"
		    "document\tdetail\tcause\n");
	db = db_open(p->candidate, false);
	db_map(db);
	diff_attach(db, before, "last");
	diff_make(db, last->trusted && before == p->warehouse);
	text = diff_text(db);
	db_close(db);
	return text;
}

/* Keeps the last warehouse as previous.sqlite: a second name of the same file
 * until the candidate takes the first. */
static void
keep_previous(const struct results *p)
{
	g_autofree char *next = publish_temporary(p->previous);
	struct stat kept, now;

	/* A killed run may have come so far; renaming a name of a file over
	 * another name of it would do nothing and leave both. */
	if (stat(p->previous, &kept) == 0 && stat(p->warehouse, &now) == 0 &&
	    kept.st_ino == now.st_ino && kept.st_dev == now.st_dev)
		return;
	if (unlink(next) != 0 && errno != ENOENT)
		program_fail("%s: cannot remove: %s", next, g_strerror(errno));
	if (link(p->warehouse, next) != 0) {
		program_warn(p->previous, NULL, "cannot keep the last "
		    "warehouse: %s", g_strerror(errno));
		return;
	}
	publish_move(next, p->previous);
}

/* Puts the candidate in the place of the warehouse. */
static void
replace(const struct results *p, const struct last *last)
{
	if (last->kind == WAREHOUSE_DAMAGED) {
		program_warn(p->warehouse, NULL, "cannot be read; kept as "
		    "damaged.sqlite and rebuilt");
		publish_move(p->warehouse, p->damaged);
	} else if (last->altered) {
		program_warn(p->warehouse, NULL, "was altered after it was "
		    "published; kept as altered.sqlite and rebuilt");
		publish_move(p->warehouse, p->altered);
	} else if (last->kind == WAREHOUSE_OURS) {
		keep_previous(p);
	} else if (last->kind == WAREHOUSE_OLDER) {
		program_say("%s: was of an older schema version, rebuilt in "
		    "version %d", p->warehouse, WAREHOUSE_VERSION);
	}
	publish_move(p->candidate, p->warehouse);
	db_keep();
	program_say("%s: published", p->warehouse);
}

/* Keeps the candidate aside for a look.  What a person can accept is a loss: the
 * checks that compare with the last warehouse. */
static void
set_aside(const struct results *p, const struct report *report)
{
	publish_move(p->candidate, p->refused);
	db_keep();
	for (guint i = 0; i < report->checks->all->len; i++) {
		const struct check *c = report->checks->all->pdata[i];

		if (c->level == CHECK_ERROR && c->needs_last &&
		    c->state == CHECK_FAILS)
			program_say("%s: to accept it, add to decisions.tsv: "
			    "field accept, value \"%s until DAY\"", c->name,
			    c->name);
	}
	program_say("%s: refused, kept as %s; the last warehouse stays",
	    p->warehouse, p->refused);
}

/* The file whose bytes will be previous.sqlite once the candidate is in place;
 * NULL where there will be none.  keep_previous does the same. */
static const char *
coming_previous(const struct results *p, const struct last *last, bool same)
{
	if (!same && !last->altered && last->kind == WAREHOUSE_OURS)
		return p->warehouse;
	return g_file_test(p->previous, G_FILE_TEST_EXISTS) ? p->previous :
	    NULL;
}

/* Writes and seals all of them; of a warehouse that is refused the reports
 * alone.  Returns the manifest, which names the warehouse and the last one, too. */
static struct handoff_folder *
seal_results(const struct results *p, const struct last *last,
    const struct report *report, bool refused, bool same,
    struct publication *files[RESULTS])
{
	GString *texts[RESULTS] = {NULL};
	struct handoff_folder *manifest = NULL;
	char *paths[RESULTS];
	const char *named[RESULTS + 2] = {NULL}, *at[RESULTS + 2] = {NULL};
	size_t n = 0;

	texts[RESULT_JSON] = report_json(report);
	texts[RESULT_JUNIT] = report_junit(report);
	if (!refused) {
		texts[RESULT_COUNTS] = g_string_new(report->by_source->str);
		texts[RESULT_DIFFERENCE] = difference(p, last, same);
	}
	for (int i = 0; i < RESULTS; i++) {
		g_autofree char *path = program_path("load", result_names[i]);

		if (i == RESULT_MANIFEST && !refused) {
			named[n] = "warehouse.sqlite";
			at[n++] = p->candidate;
			named[n] = "previous.sqlite";
			at[n] = coming_previous(p, last, same);
			if (at[n] == NULL)
				named[n] = NULL;
			manifest = last_manifest(last, named, at);
			texts[i] = manifest_text(manifest);
		}
		files[i] = texts[i] != NULL ? report_file(path, texts[i]) :
		    NULL;
		paths[i] = publish_temporary(path);
		if (i != RESULT_MANIFEST) {
			named[n] = result_names[i];
			at[n++] = paths[i];
		}
	}
	for (int i = 0; i < RESULTS; i++)
		g_free(paths[i]);
	return manifest;
}

/* Writes all results before anything is put in place, so that a full disk is
 * noticed while the old warehouse stands. */
struct handoff_folder *
results_publish(const struct results *p, const struct last *last,
    const struct report *report, bool refused)
{
	g_autofree char *folder = program_path("load", NULL);
	struct publication *files[RESULTS];
	bool same = same_bytes(p->candidate, p->warehouse);
	struct handoff_folder *manifest = seal_results(p, last, report,
	    refused, same, files);

	publish_commit();
	if (refused)
		set_aside(p, report);
	else if (same)
		program_say("%s: unchanged", p->warehouse);
	else
		replace(p, last);
	for (int i = 0; i < RESULTS; i++)
		if (files[i] != NULL)
			publish_rename(files[i]);
	if (!refused && unlink(p->refused) != 0 && errno != ENOENT)
		program_fail("%s: cannot remove: %s", p->refused,
		    g_strerror(errno));
	db_sweep(folder);
	return manifest;
}

bool
results_have_leftovers(void)
{
	g_autofree char *folder = program_path("load", NULL);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL)
		if (db_is_leftover(name))
			return true;
	return false;
}

char *
results_difference(const char *warehouse)
{
	g_autofree char *folder = g_path_get_dirname(warehouse);

	return g_build_filename(folder, result_names[RESULT_DIFFERENCE], NULL);
}
