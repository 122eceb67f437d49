/* Tests within a folder of their own, which is removed after them. */
#ifndef TESTS_FOLDER_H
#define TESTS_FOLDER_H

#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fetch/base/program.h"

struct folder_test {
	const char *path;
	void (*test)(void);
};

/* Writes a file below the folder; its own folders are made. */
static inline void
folder_put(const char *folder, const char *name, const char *text, gssize len)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	g_autofree char *dir = g_path_get_dirname(path);

	g_assert_cmpint(g_mkdir_with_parents(dir, 0777), ==, 0);
	g_assert_true(g_file_set_contents(path, text, len, NULL));
}

/* In a process of its own: `act` ends with this status (0 where it returns) and
 * says on standard error what the pattern wants. */
static inline void
folder_expect(const char *folder, void (*act)(void), int status,
    const char *pattern)
{
	g_autofree char *log = g_build_filename(folder, "stderr", NULL);
	g_autofree char *said = NULL;
	pid_t child;
	int got;

	fflush(stdout);
	child = fork();
	if (child == 0) {
		if (g_freopen(log, "w", stderr) == NULL)
			_exit(9);
		act();
		fflush(stderr);
		_exit(0);
	}
	g_assert_cmpint(waitpid(child, &got, 0), ==, child);
	g_assert_true(WIFEXITED(got));
	g_assert_cmpint(WEXITSTATUS(got), ==, status);
	g_assert_true(g_file_get_contents(log, &said, NULL, NULL));
	if (!g_pattern_match_simple(pattern, said))
		g_error("got \"%s\", want \"%s\"", said, pattern);
}

/* Runs the tests with *folder as their folder; the status to end with. */
static inline int
folder_run(int argc, char **argv, const struct folder_test *tests, size_t n,
    char **folder)
{
	g_autofree char *top = NULL, *clean = NULL;
	int status;

	g_test_init(&argc, &argv, NULL);
	program.name = "test";
	top = g_dir_make_tmp("miit-test-XXXXXX", NULL);
	g_assert_nonnull(top);
	*folder = top;
	clean = g_strdup_printf("rm -r '%s'", top);
	for (size_t i = 0; i < n; i++)
		g_test_add_func(tests[i].path, tests[i].test);
	status = g_test_run();
	if (system(clean) != 0)
		fprintf(stderr, "cannot remove %s\n", top);
	return status;
}

#endif
