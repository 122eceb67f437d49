/* The hand-off medium: what goes in comes out, sets of files appear together,
 * what a killed run left is finished or removed, edited files are refused. */
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fetch/base/checksum.h"
#include "fetch/handoff/checksums.h"
#include "fetch/handoff/handoff.h"
#include "fetch/handoff/manifest.h"
#include "fetch/handoff/publish.h"
#include "tests/folder.h"

struct pair {
	const char *left, *right;
};

static const struct handoff_column columns[] = {
    {"left", offsetof(struct pair, left)},
    {"right", offsetof(struct pair, right)},
};
static const struct handoff_layout layout = {"pairs.tsv", 1,
    sizeof(struct pair), columns, 2, NULL};

static char *folder;

static void
write_pairs(const struct pair *pairs, size_t n)
{
	struct handoff_set *set = handoff_begin(folder);
	struct handoff_file *file = handoff_create(set, &layout);

	for (size_t i = 0; i < n; i++)
		handoff_write(file, &pairs[i]);
	handoff_finish(file);
	handoff_commit(set);
}

static char *
contents(const char *name)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	char *text = NULL;

	g_file_get_contents(path, &text, NULL, NULL);
	return text;
}

static void
test_round_trip(void)
{
	static const struct pair pairs[] = {
	    {"a", "b"},
	    {"tab\there", "line\nbreak\rand\\slash"},
	    {NULL, ""},
	    {"\\N", "专精特新"},
	    {"\\", "\\\\t"},
	};
	struct handoff_reader *r;
	struct pair p;

	write_pairs(pairs, G_N_ELEMENTS(pairs));
	r = handoff_open(folder, &layout);
	for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
		g_assert_true(handoff_table_read(r, &p));
		g_assert_cmpstr(p.left, ==, pairs[i].left);
		g_assert_cmpstr(p.right, ==, pairs[i].right);
	}
	g_assert_false(handoff_table_read(r, &p));
	handoff_table_close(r);
}

/* Lines written by what they have in common are those that are written whole. */
static void
test_repeat(void)
{
	static const struct pair pairs[] = {
	    {"a", "x\ty"}, {"b", "x\ty"}, {NULL, "x\ty"}, {"c", NULL},
	    {"c\\", ""}, {"", "\n"},
	};
	struct handoff_set *set = handoff_begin(folder);
	struct handoff_file *file = handoff_create(set, &layout);
	g_autofree char *text = NULL;

	handoff_repeat(file, &pairs[0], 1);
	for (size_t i = 0; i < 3; i++)
		handoff_write_varying(file, &pairs[i]);
	handoff_repeat(file, &pairs[3], 2);
	handoff_write_varying(file, &pairs[3]);
	handoff_repeat(file, &pairs[4], 3);
	handoff_write_varying(file, &pairs[4]);
	handoff_repeat(file, &pairs[5], 0);
	handoff_write_varying(file, &pairs[0]);
	handoff_finish(file);
	handoff_commit(set);
	text = contents("pairs.tsv");
	g_assert_cmpstr(text, ==, "left\tright\na\tx\\ty\nb\tx\\ty\n"
	    "\\N\tx\\ty\nc\t\\N\nc\\\\\t\n\t\\n\n");
}

static void
test_form(void)
{
	static const struct pair pairs[] = {{"a\tb", NULL}};
	g_autofree char *text = NULL;

	write_pairs(pairs, 1);
	text = contents("pairs.tsv");
	g_assert_cmpstr(text, ==, "left\tright\na\\tb\t\\N\n");
}

/* Columns may stand in any order and others may follow. */
static void
test_other_columns(void)
{
	static const struct handoff_column swapped[] = {
	    {"more", offsetof(struct pair, left)},
	    {"right", offsetof(struct pair, right)},
	    {"left", offsetof(struct pair, left)},
	};
	static const struct handoff_layout wider = {"pairs.tsv", 1,
	    sizeof(struct pair), swapped, 3, NULL};
	struct handoff_set *set = handoff_begin(folder);
	struct handoff_file *file = handoff_create(set, &wider);
	struct pair p = {"l", "r"};
	struct handoff_reader *r;

	handoff_write(file, &p);
	handoff_finish(file);
	handoff_commit(set);
	r = handoff_open(folder, &layout);
	g_assert_true(handoff_table_read(r, &p));
	g_assert_cmpstr(p.left, ==, "l");
	g_assert_cmpstr(p.right, ==, "r");
	handoff_table_close(r);
}

/* The same contents again leave the file's time stamp alone. */
static void
test_unchanged(void)
{
	static const struct pair pairs[] = {{"a", "b"}};
	g_autofree char *path = g_build_filename(folder, "pairs.tsv", NULL);
	GStatBuf before, after;

	write_pairs(pairs, 1);
	g_assert_cmpint(g_stat(path, &before), ==, 0);
	write_pairs(pairs, 1);
	g_assert_cmpint(g_stat(path, &after), ==, 0);
	g_assert_cmpuint(before.st_ino, ==, after.st_ino);
}

/* A run killed after its manifest but before its renaming is current. */
static void
test_killed_after_commit(void)
{
	static const struct pair old[] = {{"old", "1"}}, new[] = {{"new", "2"}};
	g_autofree char *path = g_build_filename(folder, "pairs.tsv", NULL);
	g_autofree char *waiting = publish_temporary(path);
	g_autofree char *before = NULL, *text = NULL;
	struct handoff_reader *r;
	struct pair p;

	write_pairs(old, 1);
	before = contents("pairs.tsv");
	write_pairs(new, 1);
	g_assert_cmpint(g_rename(path, waiting), ==, 0);
	g_assert_true(g_file_set_contents(path, before, -1, NULL));

	r = handoff_open(folder, &layout);
	g_assert_true(handoff_table_read(r, &p));
	g_assert_cmpstr(p.left, ==, "new");
	handoff_table_close(r);

	handoff_abandon(handoff_begin(folder));
	text = contents("pairs.tsv");
	g_assert_cmpstr(text, ==, "left\tright\nnew\t2\n");
	g_assert_false(g_file_test(waiting, G_FILE_TEST_EXISTS));
}

/* A run killed before its manifest never was: its temporaries go. */
static void
test_killed_before_commit(void)
{
	static const struct pair old[] = {{"old", "1"}};
	g_autofree char *path = g_build_filename(folder, "pairs.tsv", NULL);
	g_autofree char *waiting = publish_temporary(path);
	g_autofree char *below = g_build_filename(folder, "ab", NULL);
	g_autofree char *orphan = g_build_filename(below, ".x.tsv.new", NULL);
	g_autofree char *text = NULL;

	write_pairs(old, 1);
	g_assert_cmpint(g_mkdir_with_parents(below, 0777), ==, 0);
	g_assert_true(g_file_set_contents(waiting, "left\t", -1, NULL));
	g_assert_true(g_file_set_contents(orphan, "half", -1, NULL));
	handoff_abandon(handoff_begin(folder));
	text = contents("pairs.tsv");
	g_assert_cmpstr(text, ==, "left\tright\nold\t1\n");
	g_assert_false(g_file_test(waiting, G_FILE_TEST_EXISTS));
	g_assert_false(g_file_test(orphan, G_FILE_TEST_EXISTS));
}

static void
test_dropped(void)
{
	static const struct pair pairs[] = {{"a", "b"}};
	g_autofree char *path = g_build_filename(folder, "pairs.tsv", NULL);

	write_pairs(pairs, 1);
	handoff_commit(handoff_begin(folder));
	g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
}

static void
read_pairs(void)
{
	struct handoff_reader *r = handoff_open(folder, &layout);
	struct pair p;

	while (handoff_table_read(r, &p))
		;
}

/* Reading the file fails and says so. */
static void
refuse(const char *pattern)
{
	folder_expect(folder, read_pairs, PROGRAM_FAILED, pattern);
}

static void
test_edited(void)
{
	static const struct pair pairs[] = {{"a", "b"}};
	g_autofree char *path = g_build_filename(folder, "pairs.tsv", NULL);

	write_pairs(pairs, 1);
	g_assert_true(g_file_set_contents(path, "left\tright\na\tc\n", -1,
	    NULL));
	refuse("*pairs.tsv: disagrees with manifest.tsv*");
}

static void
test_missing(void)
{
	handoff_commit(handoff_begin(folder));
	refuse("*: pairs.tsv is not there: run the stage that*");
}

static void
test_missing_column(void)
{
	static const struct handoff_column one[] = {
	    {"left", offsetof(struct pair, left)}};
	static const struct handoff_layout narrow = {"pairs.tsv", 1,
	    sizeof(struct pair), one, 1, NULL};
	struct handoff_set *set = handoff_begin(folder);
	struct handoff_file *file = handoff_create(set, &narrow);

	handoff_finish(file);
	handoff_commit(set);
	refuse("*pairs.tsv: line 1: expected a column named right*");
}

/* What handoff_put takes may be anything: the reader judges the lines. */
static void
put(const char *text)
{
	struct handoff_set *set = handoff_begin(folder);

	handoff_put(set, "pairs.tsv", 1, 1, text, strlen(text));
	handoff_commit(set);
}

static void
test_malformed(void)
{
	put("left\tright\na\n");
	refuse("*pairs.tsv: line 2: expected 2 well-formed fields, found 1*");
	put("left\tright\na\tb\\x\n");
	refuse("*pairs.tsv: line 2: expected 2 well-formed fields*");
	put("left\tright\na\tb");
	refuse("*pairs.tsv: line 2: the file ends within it*");
	put("");
	refuse("*pairs.tsv: empty: expected a heading line*");
}

/* Whatever bit of a manifest changes, the reader sees it. */
static void
test_damaged_manifest(void)
{
	static const struct pair pairs[] = {{"a", "b"}};
	g_autofree char *path = g_build_filename(folder, "manifest.tsv", NULL);
	g_autofree char *text = NULL;
	size_t len;

	write_pairs(pairs, 1);
	text = contents("manifest.tsv");
	len = strlen(text);
	for (size_t bit = 0; bit <= 8 * len; bit++) {
		struct handoff_folder *m = manifest_new(folder);
		char *copy = g_memdup2(text, len + 1);

		if (bit < 8 * len)
			copy[bit / 8] ^= (char)(1 << bit % 8);
		g_assert_cmpint(manifest_parse(m, copy, len) == 0, ==,
		    bit == 8 * len);
		manifest_free(m);
	}
	text[len - 20] ^= 1;
	g_assert_true(g_file_set_contents(path, text, -1, NULL));
	refuse("*manifest.tsv: line 2: is damaged*");
	handoff_abandon(handoff_begin_again(folder));
}

/* A manifest may come from elsewhere: what it names lies in its folder. */
static void
test_names_in_manifest(void)
{
	static const struct {
		const char *name;
		bool taken;
	} names[] = {{"a.tsv", true}, {"ab/a..tsv", true}, {"", false},
	    {"\\N", false}, {"/etc/a", false}, {"..", false}, {"ab/../../a", false}};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		struct handoff_folder *m = manifest_new(folder);
		char *text = g_strdup_printf("file\tformat_version\t"
		    "rows\tbytes\tsha256\tprogram\n%s\t1\t1\t1\ta\tb\n",
		    names[i].name);

		g_assert_cmpuint(manifest_parse(m, text, strlen(text)), ==,
		    names[i].taken ? 0 : 2);
		manifest_free(m);
	}
}

/* What can be made again is, and what is as it was is not written again. */
static void
test_mended_manifest(void)
{
	static const struct pair pairs[] = {{"a", "b"}};
	g_autofree char *path = g_build_filename(folder, "pairs.tsv", NULL);
	g_autofree char *manifest = g_build_filename(folder, "manifest.tsv",
	    NULL);
	g_autofree char *before = NULL, *after = NULL;
	GStatBuf old, new;

	write_pairs(pairs, 1);
	before = contents("manifest.tsv");
	g_assert_cmpint(g_stat(path, &old), ==, 0);
	g_assert_true(g_file_set_contents(manifest, before,
	    (gssize)strlen(before) - 1, NULL));
	handoff_abandon(handoff_begin_again(folder));
	g_assert_false(g_file_test(manifest, G_FILE_TEST_EXISTS));
	write_pairs(pairs, 1);
	after = contents("manifest.tsv");
	g_assert_cmpstr(after, ==, before);
	g_assert_cmpint(g_stat(path, &new), ==, 0);
	g_assert_cmpuint(old.st_ino, ==, new.st_ino);
	handoff_abandon(handoff_begin_again(folder));
	g_assert_true(g_file_test(manifest, G_FILE_TEST_EXISTS));
}

/* A manifest without checks is taken as it is, and gets them with the next run. */
static void
test_older_manifest(void)
{
	static const struct pair pairs[] = {{"a", "b"}};
	g_autofree char *path = g_build_filename(folder, "manifest.tsv", NULL);
	g_autofree char *text = NULL, *again = NULL;
	g_autoptr(GString) older = g_string_new(NULL);
	g_auto(GStrv) lines = NULL;

	write_pairs(pairs, 1);
	text = contents("manifest.tsv");
	lines = g_strsplit(text, "\n", -1);
	for (size_t i = 0; *lines[i] != '\0'; i++) {
		*strrchr(lines[i], '\t') = '\0';
		g_string_append_printf(older, "%s\n", lines[i]);
	}
	g_assert_true(g_file_set_contents(path, older->str, -1, NULL));
	handoff_table_close(handoff_open(folder, &layout));
	write_pairs(pairs, 1);
	again = contents("manifest.tsv");
	g_assert_cmpstr(again, ==, text);
}

static void
write_pair(void)
{
	write_pairs(&(struct pair){"a", "b"}, 1);
}

/* What cannot be removed is said, and stops nothing. */
static void
test_not_removed(void)
{
	g_autofree char *stays = g_build_filename(folder, ".x.tsv.new", NULL);

	g_assert_cmpint(g_mkdir(stays, 0777), ==, 0);
	folder_expect(folder, write_pair, 0,
	    "*.x.tsv.new: warning: cannot remove: *");
	handoff_table_close(handoff_open(folder, &layout));
}

/* Files that are begun and never ended: no leak, the process ends before them. */
static GAsyncQueue *begun;

/* Begins files until the process ends, or fails on each. */
static void *
begin_files(void *fails)
{
	for (int i = 0;; i++) {
		g_autofree char *path = g_strdup_printf("%s/many/%d-%d", folder,
		    fails != NULL, i);

		g_async_queue_push(begun, publish_begin(path));
		if (fails != NULL && i == 5)
			program_fail("the disk is full");
	}
	return NULL;
}

/* A failure in one thread leaves no temporary file of any, whether these go on
 * beginning files or fail at the same moment.  In a process of its own: what is to
 * be removed is noted by process, and the other tests have published already. */
static void
test_failing_threads(void)
{
	g_autofree char *many = g_build_filename(folder, "many", NULL);

	if (!g_test_subprocess()) {
		g_test_trap_subprocess(NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
		g_test_trap_assert_passed();
		return;
	}
	for (int round = 0; round < 40; round++) {
		g_autoptr(GDir) dir = NULL;
		int status;
		pid_t child;

		fflush(stdout);
		child = fork();
		if (child == 0) {
			if (g_freopen("/dev/null", "w", stderr) == NULL)
				_exit(9);
			begun = g_async_queue_new();
			g_thread_new("begins", begin_files, NULL);
			g_thread_new("fails", begin_files, (void *)1);
			begin_files((void *)1);
		}
		g_assert_cmpint(waitpid(child, &status, 0), ==, child);
		g_assert_true(WIFEXITED(status));
		g_assert_cmpint(WEXITSTATUS(status), ==, PROGRAM_FAILED);
		dir = g_dir_open(many, 0, NULL);
		g_assert_nonnull(dir);
		g_assert_null(g_dir_read_name(dir));
	}
}

/* The bytes of a file are taken from where they lie, also below its temporary name;
 * others are none of the manifest's. */
static void
test_take(void)
{
	static const char records[] = "document\t1\nend\t1\n";
	g_autofree char *path = g_build_filename(folder, "ab/x.tsv", NULL);
	g_autofree char *waiting = publish_temporary(path);
	struct handoff_set *set = handoff_begin(folder);
	struct handoff_folder *f;
	size_t len;

	handoff_put(set, "ab/x.tsv", 3, 2, records, strlen(records));
	handoff_commit(set);
	f = handoff_folder_open(folder);
	g_assert_cmpstr(handoff_folder_program(f, "ab/x.tsv"), ==,
	    program_version());
	g_assert_null(handoff_folder_program(f, "ab/y.tsv"));
	g_assert_null(handoff_folder_take(f, "ab/y.tsv", 3, &len, NULL));
	for (size_t i = 0; i < 2; i++) {
		g_autofree char *bytes = handoff_folder_take(f, "ab/x.tsv", 3,
		    &len, NULL);

		g_assert_cmpstr(bytes, ==, records);
		g_assert_cmpuint(len, ==, strlen(records));
		if (i == 0)
			g_assert_cmpint(g_rename(path, waiting), ==, 0);
	}
	g_assert_true(g_file_set_contents(waiting, "document\t2\nend\t1\n",
	    -1, NULL));
	g_assert_null(handoff_folder_take(f, "ab/x.tsv", 3, &len, NULL));
	g_assert_cmpint(g_unlink(waiting), ==, 0);
	g_assert_null(handoff_folder_take(f, "ab/x.tsv", 3, &len, NULL));
	handoff_folder_close(f);
}

/* The file as it is, as if its bytes had always had this checksum. */
static void
note_as(const char *path, const char *contents)
{
	struct checksums *notes = checksums_open(folder);
	uint64_t of_manifest = checksums_key("manifest.tsv", "");
	struct handoff_folder *m = handoff_folder_open(folder);
	uint64_t key = checksums_key("pairs.tsv",
	    handoff_folder_digest(m, "pairs.tsv"));
	struct checksums_note now;
	struct stat s;
	g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof key);

	g_assert_true(checksums_find(notes, key, &now));
	g_assert_cmpint(stat(path, &s), ==, 0);
	now.state = checksums_state(&s);
	if (contents != NULL)
		now.contents = checksum_of(contents, strlen(contents));
	checksums_extend(notes);
	checksums_add(notes, &now);
	g_array_append_val(keys, of_manifest);
	g_array_append_val(keys, key);
	checksums_write(notes, keys);
	checksums_free(notes);
	handoff_folder_close(m);
}

/* Whether a set that is begun finds the file as the manifest says. */
static bool
is_as_written(void)
{
	struct handoff_set *set = handoff_begin(folder);
	bool whole = handoff_written_by(set, "pairs.tsv") != NULL;

	handoff_abandon(set);
	return whole;
}

/* A bit that rots leaves the times of a file alone, and is found; a file that was
 * written to is digested, whatever its checksum; what is noted is believed. */
static void
test_rotten(void)
{
	static const struct pair pairs[] = {{"a", "b"}};
	static const char rotten[] = "left\tright\na\tc\n";
	g_autofree char *path = g_build_filename(folder, "pairs.tsv", NULL);

	write_pairs(pairs, 1);
	note_as(path, "left\tright\na\tb\n");
	g_assert_true(is_as_written());
	g_assert_true(g_file_set_contents(path, rotten, -1, NULL));
	g_assert_false(is_as_written());
	note_as(path, NULL);
	g_assert_false(is_as_written());
	note_as(path, rotten);
	g_assert_true(is_as_written());
}

/* Whether the file stays as it is for a run that has nothing to do. */
static bool
is_untouched(void)
{
	struct handoff_folder *f = handoff_folder_open(folder);
	uint64_t counts[2];
	bool untouched = handoff_folder_untouched(f, "pairs.tsv", 1, counts);

	handoff_folder_close(f);
	return untouched;
}

/* Sets the time of the last write of a file of the folder to that of another file's
 * inode, or so many seconds after. */
static void
set_time(const char *name, const char *as, int seconds)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	g_autofree char *other = g_build_filename(folder, as, NULL);
	struct timespec times[2] = {{.tv_nsec = UTIME_OMIT}};
	struct stat s;

	g_assert_cmpint(stat(other, &s), ==, 0);
	times[1] = s.st_ctim;
	times[1].tv_sec += seconds;
	g_assert_cmpint(utimensat(AT_FDCWD, path, times, 0), ==, 0);
}

/* A file that is in the state in which it was verified stays, unless it could have been
 * written to within the same tick of the clock; one that was written to does not, and a
 * bit that rotted is found by whoever uses the file. */
static void
test_untouched(void)
{
	static const struct pair pairs[] = {{"a", "b"}};
	static const char other[] = "left\tright\na\tc\n";
	g_autofree char *path = g_build_filename(folder, "pairs.tsv", NULL);
	g_autofree char *notes = g_build_filename(folder, ".verified", NULL);
	struct stat s;

	write_pairs(pairs, 1);
	set_time(".verified", "pairs.tsv", 0);
	g_assert_false(is_untouched());
	set_time(".verified", "pairs.tsv", 1);
	g_assert_true(is_untouched());
	g_assert_cmpint(stat(path, &s), ==, 0);
	g_assert_true(g_file_set_contents(path, other, -1, NULL));
	g_assert_cmpint(utimensat(AT_FDCWD, path, (struct timespec[]){s.st_atim,
	    s.st_mtim}, 0), ==, 0);
	set_time(".verified", "pairs.tsv", 1);
	g_assert_false(is_untouched());
	note_as(path, NULL);
	set_time(".verified", "pairs.tsv", 1);
	g_assert_true(is_untouched());
	refuse("*pairs.tsv: disagrees with manifest.tsv*");
	g_assert_cmpint(stat(notes, &s), !=, 0);
	g_assert_false(is_untouched());
}

/* What --verify finds in a file, the stage that wrote it finds in its next run. */
static void
test_verified(void)
{
	static const struct pair pairs[] = {{"a", "b"}};
	g_autofree char *path = g_build_filename(folder, "pairs.tsv", NULL);

	for (unsigned rotten = 0; rotten < 2; rotten++) {
		struct handoff_folder *f;
		const unsigned before = program.set_aside;

		write_pairs(pairs, 1);
		if (rotten)
			g_assert_true(g_file_set_contents(path,
			    "left\tright\na\tc\n", -1, NULL));
		note_as(path, NULL);
		set_time(".verified", "pairs.tsv", 1);
		g_assert_true(is_untouched());
		f = handoff_folder_open(folder);
		handoff_folder_verify(f);
		handoff_folder_close(f);
		g_assert_cmpuint(program.set_aside - before, ==, rotten);
		g_assert_true(is_untouched() == (rotten == 0));
	}
}

/* Of what the files were made is noted beside them, and forgotten with the next. */
static void
test_input(void)
{
	static const struct pair pairs[] = {{"a", "b"}};

	for (int i = 0; i < 3; i++) {
		const char *input = i < 2 ? "one" : "two";
		struct handoff_set *set;

		write_pairs(pairs, 1);
		set = handoff_begin(folder);
		g_assert_false(handoff_folder_had_input(handoff_last(set), "in",
		    "one"));
		handoff_keep(set, "pairs.tsv");
		handoff_note_input(set, "in", input);
		handoff_commit(set);
		set = handoff_begin(folder);
		g_assert_true(handoff_folder_had_input(handoff_last(set), "in",
		    input));
		handoff_abandon(set);
	}
}

/* Notes of which a byte is wrong, or which end too soon, are none. */
static void
test_damaged_notes(void)
{
	static const struct pair pairs[] = {{"a", "b"}};
	g_autofree char *notes = NULL;
	g_autofree char *path = g_build_filename(folder, "pairs.tsv", NULL);
	g_autofree char *where = g_build_filename(folder, ".verified", NULL);
	size_t len;

	write_pairs(pairs, 1);
	notes = contents(".verified");
	len = strlen(notes);
	g_assert_cmpuint(len, ==, 2 * 6 * 17 + 17);
	g_assert_true(g_file_set_contents(path, "left\tright\na\tc\n", -1,
	    NULL));
	note_as(path, "left\tright\na\tc\n");
	g_clear_pointer(&notes, g_free);
	notes = contents(".verified");
	g_assert_true(is_as_written());
	for (size_t i = 0; i < len; i++) {
		g_autofree char *wrong = g_strndup(notes, len);

		wrong[i] ^= 1;
		g_assert_true(g_file_set_contents(where, wrong, -1, NULL));
		g_assert_false(is_as_written());
		g_assert_true(g_file_set_contents(where, notes, (gssize)i,
		    NULL));
		g_assert_false(is_as_written());
	}
	g_assert_true(g_file_set_contents(where, notes, -1, NULL));
	g_assert_true(is_as_written());
}

int
main(int argc, char **argv)
{
	static const struct folder_test tests[] = {
	    {"/handoff/round-trip", test_round_trip},
	    {"/handoff/repeat", test_repeat},
	    {"/handoff/form", test_form},
	    {"/handoff/other-columns", test_other_columns},
	    {"/handoff/unchanged", test_unchanged},
	    {"/handoff/killed-after-commit", test_killed_after_commit},
	    {"/handoff/killed-before-commit", test_killed_before_commit},
	    {"/handoff/dropped", test_dropped},
	    {"/handoff/edited", test_edited},
	    {"/handoff/missing", test_missing},
	    {"/handoff/take", test_take},
	    {"/handoff/missing-column", test_missing_column},
	    {"/handoff/malformed", test_malformed},
	    {"/handoff/failing-threads", test_failing_threads},
	    {"/handoff/damaged-manifest", test_damaged_manifest},
	    {"/handoff/names-in-manifest", test_names_in_manifest},
	    {"/handoff/mended-manifest", test_mended_manifest},
	    {"/handoff/older-manifest", test_older_manifest},
	    {"/handoff/not-removed", test_not_removed},
	    {"/handoff/rotten", test_rotten},
	    {"/handoff/untouched", test_untouched},
	    {"/handoff/verified", test_verified},
	    {"/handoff/input", test_input},
	    {"/handoff/damaged-notes", test_damaged_notes},
	};

	return folder_run(argc, argv, tests, G_N_ELEMENTS(tests), &folder);
}
