/* The sandbox holds: inside it nothing can be opened, reached, started or mapped
 * to run, and entering it is quick. */
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <netinet/in.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fetch/run/sandbox.h"
#include "parse/run/pool.h"

enum { MEMORY = 256 << 20, CPU = 5, OUTPUT = 4096 };

/* Each attempt returns whether it was refused. */
static bool
try_socket(void)
{
	return socket(AF_INET, SOCK_STREAM, 0) < 0;
}

static bool
try_unix_socket(void)
{
	int ends[2];

	return socketpair(AF_UNIX, SOCK_STREAM, 0, ends) < 0;
}

static bool
try_open(void)
{
	return open("/etc/passwd", O_RDONLY) < 0;
}

static bool
try_create(void)
{
	return open("/tmp/miit-escape", O_WRONLY | O_CREAT, 0600) < 0;
}

static bool
try_unlink(void)
{
	return unlink("/tmp/miit-escape") < 0 && errno != ENOENT;
}

static bool
try_execve(void)
{
	static char *const arguments[] = {(char *)"/bin/true", NULL};

	return execve("/bin/true", arguments, NULL) < 0;
}

static bool
try_fork(void)
{
	pid_t child = fork();

	if (child == 0)
		_exit(0);
	return child < 0;
}

static bool
try_ptrace(void)
{
	return ptrace(PTRACE_TRACEME, 0, NULL, NULL) < 0;
}

static bool
try_kill(void)
{
	return kill(getppid(), 0) < 0;
}

/* As abort does, to another: the parent, and a worker beside this one. */
static bool
try_tgkill(void)
{
	return syscall(SYS_tgkill, getppid(), getppid(), 0) < 0;
}

static bool
try_executable_mapping(void)
{
	return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED;
}

static bool
try_make_executable(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return page != MAP_FAILED &&
	    mprotect(page, 4096, PROT_READ | PROT_EXEC) < 0;
}

static bool
try_root(void)
{
	return syscall(SYS_setresuid, 0, 0, 0) < 0;
}

static bool
try_limits(void)
{
	return syscall(SYS_prlimit64, 0, 0, NULL, NULL) < 0;
}

static bool
try_standard_input(void)
{
	char byte;

	return read(STDIN_FILENO, &byte, 1) < 0;
}

static bool
try_unshare(void)
{
	return syscall(SYS_unshare, 0) < 0;
}

static const struct {
	const char *path;
	bool (*try)(void);
} attempts[] = {
    {"/sandbox/socket", try_socket},
    {"/sandbox/unix-socket", try_unix_socket},
    {"/sandbox/open", try_open},
    {"/sandbox/create", try_create},
    {"/sandbox/unlink", try_unlink},
    {"/sandbox/execve", try_execve},
    {"/sandbox/fork", try_fork},
    {"/sandbox/ptrace", try_ptrace},
    {"/sandbox/kill", try_kill},
    {"/sandbox/tgkill", try_tgkill},
    {"/sandbox/executable-mapping", try_executable_mapping},
    {"/sandbox/make-executable", try_make_executable},
    {"/sandbox/root", try_root},
    {"/sandbox/limits", try_limits},
    {"/sandbox/standard-input", try_standard_input},
    {"/sandbox/unshare", try_unshare},
};

/* Runs `attempt` in a child, inside the sandbox or (to show that the attempt
 * could succeed) outside, with standard output open to `out`.  The child's
 * wait status. */
static int
run(bool (*attempt)(void), bool inside, int out)
{
	int status;
	pid_t child = fork();

	if (child == 0) {
		if (inside && sandbox_enter(out, -1, MEMORY, CPU, OUTPUT,
		    NULL) != NULL)
			_exit(9);
		_exit(attempt() ? 1 : 0);
	}
	g_assert_cmpint(waitpid(child, &status, 0), ==, child);
	return status;
}

static void
test_refused(gconstpointer data)
{
	bool (*attempt)(void) = *(bool (*const *)(void))data;
	int status = run(attempt, true, STDOUT_FILENO);

	g_assert_true(WIFEXITED(status));
	g_assert_cmpint(WEXITSTATUS(status), ==, 1);
}

/* Outside the sandbox the same attempts go through: the tests can fail. */
static void
test_control(void)
{
	static bool (*const harmless[])(void) = {try_socket, try_open,
	    try_fork, try_kill, try_tgkill, try_executable_mapping, try_make_executable};

	for (size_t i = 0; i < G_N_ELEMENTS(harmless); i++)
		g_assert_cmpint(WEXITSTATUS(run(harmless[i], false, -1)), ==,
		    0);
}

static void G_GNUC_NORETURN
compute_for_ever(void)
{
	for (volatile unsigned n = 0;; n++)
		;
}

static bool
write_much(void)
{
	static const char block[OUTPUT];

	signal(SIGXFSZ, SIG_IGN);
	for (int i = 0; i < 4; i++)
		if (write(STDOUT_FILENO, block, sizeof block) < 0)
			return true;
	return false;
}

/* A file grows to the limit and no further. */
static void
test_output(void)
{
	g_autofree char *path = NULL;
	int fd = g_file_open_tmp("miit-output-XXXXXX", &path, NULL);
	int status;

	g_assert_cmpint(fd, >=, 0);
	status = run(write_much, true, fd);
	g_assert_true(!WIFEXITED(status) || WEXITSTATUS(status) == 1);
	g_assert_cmpint(lseek(fd, 0, SEEK_END), ==, OUTPUT);
	close(fd);
	unlink(path);
}

/* Writes to the scratch file and reads that back, then writes too much. */
static bool
use_scratch(void)
{
	char back[5] = "";

	signal(SIGXFSZ, SIG_IGN);
	return write(STDIN_FILENO, "text", 4) == 4 &&
	    lseek(STDIN_FILENO, 0, SEEK_SET) == 0 &&
	    read(STDIN_FILENO, back, 4) == 4 && strcmp(back, "text") == 0 &&
	    lseek(STDIN_FILENO, OUTPUT, SEEK_SET) == OUTPUT &&
	    write(STDIN_FILENO, "text", 4) < 0 && fcntl(3, F_GETFD) < 0;
}

/* A file to work with stays open, as the standard input alone. */
static void
test_scratch(void)
{
	g_autofree char *path = NULL;
	int fd = g_file_open_tmp("miit-scratch-XXXXXX", &path, NULL);
	pid_t child = fork();
	int status;

	g_assert_cmpint(fd, >=, 0);
	if (child == 0) {
		if (sandbox_enter(STDOUT_FILENO, fd, MEMORY, CPU, OUTPUT, NULL))
			_exit(9);
		_exit(use_scratch() ? 1 : 0);
	}
	g_assert_cmpint(waitpid(child, &status, 0), ==, child);
	g_assert_true(WIFEXITED(status));
	g_assert_cmpint(WEXITSTATUS(status), ==, 1);
	g_assert_cmpint(lseek(fd, 0, SEEK_END), ==, 4);
	close(fd);
	unlink(path);
}

/* A signal to itself goes through: abort is how a reader dies. */
static void
test_abort(void)
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		if (sandbox_enter(STDOUT_FILENO, -1, MEMORY, CPU, OUTPUT, NULL))
			_exit(9);
		raise(SIGTERM);
		_exit(1);
	}
	g_assert_cmpint(waitpid(child, &status, 0), ==, child);
	g_assert_true(WIFSIGNALED(status));
	g_assert_cmpint(WTERMSIG(status), ==, SIGTERM);
}

/* A worker ends with its parent: `there` is open for writing as long as it
 * lives. */
static void
test_parent(void)
{
	int there[2];
	char byte;
	pid_t parent;

	g_assert_cmpint(pipe(there), ==, 0);
	parent = fork();
	if (parent == 0) {
		pid_t child = fork();

		if (child == 0) {
			if (sandbox_enter(there[1], -1, MEMORY, CPU, OUTPUT, NULL))
				_exit(9);
			if (write(STDOUT_FILENO, "x", 1) == 1)
				compute_for_ever();
			_exit(9);
		}
		close(there[1]);
		if (read(there[0], &byte, 1) == 1)
			kill(getpid(), SIGKILL);
		_exit(9);
	}
	close(there[1]);
	g_assert_cmpint(waitpid(parent, NULL, 0), ==, parent);
	/* Its own limit would come after CPU seconds. */
	alarm(CPU - 2);
	g_assert_cmpint(read(there[0], &byte, 1), ==, 0);
	alarm(0);
	close(there[0]);
}

/* --- a folder that may be read ----------------------------------------- */

/* Opens `name` below the folder; whether that was refused. */
static bool
is_refused(const char *folder, const char *name, int flags)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);

	return open(path, flags, 0600) < 0;
}

static const struct {
	const char *name;
	int flags;
	bool refused;
} openings[] = {
    {"file", O_RDONLY, false},
    {"file", O_WRONLY, true},
    {"file", O_RDWR, true},
    {"file", O_RDONLY | O_TRUNC, true},
    {"file", O_PATH, true},
    {"new", O_RDONLY | O_CREAT, true},
    {".", O_RDONLY | O_DIRECTORY, true},
    {"link", O_RDONLY, true},           /* leads to /etc/passwd */
    {"../../etc/passwd", O_RDONLY, true},
    {"../../proc/self/maps", O_RDONLY, true},
    {"../../dev/null", O_RDONLY, true},
};

/* Files below the folder can be read, nothing else can. */
static void
test_folder(void)
{
	g_autofree char *folder = g_dir_make_tmp("miit-XXXXXX", NULL);
	g_autofree char *file = g_build_filename(folder, "file", NULL);
	g_autofree char *link = g_build_filename(folder, "link", NULL);

	g_assert_true(g_file_set_contents(file, "text", 4, NULL));
	g_assert_cmpint(chmod(folder, 0755) + chmod(file, 0644), ==, 0);
	g_assert_cmpint(symlink("/etc/passwd", link), ==, 0);
	for (size_t i = 0; i < G_N_ELEMENTS(openings); i++) {
		const bool want = openings[i].refused;
		pid_t child = fork();
		int status;

		if (child == 0) {
			if (sandbox_enter(STDOUT_FILENO, -1, MEMORY, CPU, OUTPUT,
			    folder) != NULL)
				_exit(9);
			_exit(is_refused(folder, openings[i].name,
			    openings[i].flags));
		}
		g_assert_cmpint(waitpid(child, &status, 0), ==, child);
		g_test_message("%s, flags %d", openings[i].name,
		    openings[i].flags);
		g_assert_true(WIFEXITED(status));
		g_assert_cmpint(WEXITSTATUS(status), ==, want);
	}
	unlink(link);
	unlink(file);
	g_assert_cmpint(rmdir(folder), ==, 0);
}

static void
test_cpu(void)
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		if (sandbox_enter(STDOUT_FILENO, -1, MEMORY, 1, OUTPUT,
		    NULL) != NULL)
			_exit(9);
		compute_for_ever();
	}
	g_assert_cmpint(waitpid(child, &status, 0), ==, child);
	g_assert_true(WIFSIGNALED(status));
	g_assert_cmpint(WTERMSIG(status), ==, SIGXCPU);
}

#ifndef __SANITIZE_ADDRESS__ /* whose own work is not to be judged */
/* Entering costs less than a millisecond; the best of many is judged, since
 * the machine may be busy. */
static void
test_quick(void)
{
	enum { TIMES = 50 };
	gint64 least = G_MAXINT64;

	for (int i = 0; i < TIMES; i++) {
		int ends[2];
		gint64 took = 0;
		pid_t child;

		g_assert_cmpint(pipe(ends), ==, 0);
		child = fork();
		if (child == 0) {
			gint64 before = g_get_monotonic_time();
			if (sandbox_enter(ends[1], -1, MEMORY, CPU, OUTPUT, NULL))
				_exit(9);
			took = g_get_monotonic_time() - before;
			_exit(write(STDOUT_FILENO, &took, sizeof took) < 0);
		}
		g_assert_cmpint(read(ends[0], &took, sizeof took), ==,
		    sizeof took);
		g_assert_cmpint(waitpid(child, NULL, 0), ==, child);
		close(ends[0]);
		close(ends[1]);
		least = MIN(least, took);
	}
	g_test_message("entering takes %g ms", (double)least / 1000);
	g_assert_cmpint(least, <, 1000);
}
#endif

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	pool_prepare();
	sandbox_prepare();
	for (size_t i = 0; i < G_N_ELEMENTS(attempts); i++)
		g_test_add_data_func(attempts[i].path, &attempts[i].try,
		    test_refused);
	g_test_add_func("/sandbox/control", test_control);
	g_test_add_func("/sandbox/output", test_output);
	g_test_add_func("/sandbox/scratch", test_scratch);
	g_test_add_func("/sandbox/cpu", test_cpu);
	g_test_add_func("/sandbox/abort", test_abort);
	g_test_add_func("/sandbox/parent", test_parent);
	g_test_add_func("/sandbox/folder", test_folder);
#ifndef __SANITIZE_ADDRESS__
	g_test_add_func("/sandbox/quick", test_quick);
#endif
	return g_test_run();
}
