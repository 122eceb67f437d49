#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "memory.h"
#include "message.h"
#include "visible.h"

struct program program = {.jobs = 1};

static gboolean want_version;
static char *log_form;

static GOptionEntry common[] = {
    {"data", 0, 0, G_OPTION_ARG_FILENAME, &program.data,
	"data folder (default $MIIT_DATA, else ./data)", "DIR"},
    {"only", 0, 0, G_OPTION_ARG_STRING, &program.only,
	"only this source of the catalogue", "SOURCE"},
    {"force", 0, 0, G_OPTION_ARG_NONE, &program.force,
	"do again what is up to date", NULL},
    {"dry-run", 0, 0, G_OPTION_ARG_NONE, &program.dry_run,
	"say what would be done, change nothing", NULL},
    {"jobs", 'j', 0, G_OPTION_ARG_INT, &program.jobs,
	"how many at once", "N"},
    {"log", 0, 0, G_OPTION_ARG_STRING, &log_form,
	"form of the messages (default text)", "text|json"},
    {"verbose", 'v', 0, G_OPTION_ARG_NONE, &program.verbose, "say more", NULL},
    {"version", 0, 0, G_OPTION_ARG_NONE, &want_version,
	"print the version and end", NULL},
    G_OPTION_ENTRY_NULL};

/* The one place where messages leave the process. */
static void
emit(const char *level, const char *file, const char *place, const char *format,
    va_list ap)
{
	g_autofree char *text = g_strdup_vprintf(format, ap);

	message_put(level, file, place, text);
}

#define EMIT(level, file, place)                                              \
	do {                                                                  \
		va_list ap;                                                   \
		va_start(ap, format);                                         \
		emit(level, file, place, format, ap);                         \
		va_end(ap);                                                   \
	} while (0)

/* One thread ends the process, with all that is to be done at its end; a second
 * one that called exit() would end it halfway.  What is done at the end may fail
 * itself. */
static void G_GNUC_NORETURN
end_process(int status)
{
	static GRecMutex ending;

	g_rec_mutex_lock(&ending);
	exit(status);
}

void
program_fail(const char *format, ...)
{
	EMIT("error", NULL, NULL);
	end_process(PROGRAM_FAILED);
}

void
program_misused(const char *format, ...)
{
	EMIT("error", NULL, NULL);
	end_process(PROGRAM_USAGE);
}

void
program_set_aside(const char *file, const char *place, const char *format, ...)
{
	EMIT("set aside", file, place);
	g_atomic_int_inc((int *)&program.set_aside);
}

void
program_warn(const char *file, const char *place, const char *format, ...)
{
	EMIT("warning", file, place);
}

void
program_note(const char *format, ...)
{
	if (program.verbose)
		EMIT("note", NULL, NULL);
}

void
program_say(const char *format, ...)
{
	message_end_floods();
	EMIT("summary", NULL, NULL);
}

void
program_progress(const char *what, size_t done, size_t all)
{
	message_progress(what, done, all);
}

/* A standard stream that the caller closed would lend its number to the next
 * file opened, and a report for standard output would land in a lock.  Stand-ins
 * take the numbers: nothing comes in, and writing fails and is reported. */
static void
fill_closed_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 &&
		    open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY)
		    < 0)
			exit(PROGRAM_FAILED);
}

/* "-j2" as make and others take it: GLib wants a space between. */
static void
split_jobs(int *argc, char ***argv)
{
	GPtrArray *words = g_ptr_array_new();

	for (int i = 0; i < *argc; i++) {
		char *word = (*argv)[i];

		if (g_str_has_prefix(word, "-j") && g_ascii_isdigit(word[2])) {
			g_ptr_array_add(words, (char *)"-j");
			word += 2;
		}
		g_ptr_array_add(words, word);
	}
	g_ptr_array_add(words, NULL);
	*argc = (int)words->len - 1;
	*argv = program.arguments = (char **)g_ptr_array_free(words, FALSE);
}

void
program_start(int *argc, char ***argv, const char *stage, const char *usage,
    const char *summary, const GOptionEntry *own)
{
	g_autoptr(GError) error = NULL;
	GOptionContext *context = g_option_context_new(usage);

	fill_closed_streams();
	memory_exit_with(PROGRAM_FAILED);
	program.stage = stage;
	program.name = g_strconcat("miit-", stage, NULL);
	g_set_prgname(program.name);
	setvbuf(stderr, NULL, _IOLBF, 4096);
	message_open(program.name, stage);
	if (isatty(STDOUT_FILENO))
		visible_stdout();
	split_jobs(argc, argv);
	if (own != NULL)
		g_option_context_add_main_entries(context, own, NULL);
	g_option_context_add_main_entries(context, common, NULL);
	g_option_context_set_summary(context, summary);
	if (!g_option_context_parse(context, argc, argv, &error))
		program_misused("%s; see --help", error->message);
	g_option_context_free(context);
	if (want_version) {
		printf("%s %s\n", program.name, program_version());
		exit(program_end());
	}
	if (log_form != NULL) {
		program.log_json = strcmp(log_form, "json") == 0;
		if (!program.log_json && strcmp(log_form, "text") != 0)
			program_misused("--log %s: expected text or json",
			    log_form);
	}
	message_choose(program.log_json, program.verbose);
	if (program.jobs < 1 || program.jobs > 1024)
		program_misused("-j %d: expected 1 to 1024", program.jobs);
	if (program.data != NULL && *program.data == '\0')
		program_misused("--data: expected a folder");
	if (program.data == NULL) {
		const char *env = g_getenv("MIIT_DATA");
		program.data = g_strdup(env != NULL && *env ? env : "data");
	}
	if (*argc > 1 && strcmp((*argv)[1], "--") == 0) {
		memmove(*argv + 1, *argv + 2,
		    (size_t)(*argc - 1) * sizeof **argv);
		(*argc)--;
	}
}

void
program_choose_shard(const char *text)
{
	if (!shard_read(text, &program.shard))
		program_misused("--shard %s: expected K/N, such as 2/4, of at "
		    "most %d", text, SHARD_MOST);
}

/* The name of a stage's folder in DATA. */
static char *
folder_of(const char *stage)
{
	return g_strcmp0(stage, program.stage) == 0
	    ? shard_folder(&program.shard, stage) : g_strdup(stage);
}

char *
program_path(const char *stage, const char *file)
{
	g_autofree char *folder = folder_of(stage);

	return g_build_filename(program.data, folder, file, NULL);
}

static void G_GNUC_NORETURN G_GNUC_PRINTF(1, 2)
give_way(const char *format, ...)
{
	EMIT("error", NULL, NULL);
	exit(PROGRAM_LOCKED);
}

/* Makes DATA/NAME and locks DATA/.NAME.lock.  The lock is the kernel's: it dies
 * with its holder, so a killed run never leaves a stale one. */
static void
lock_folder(const char *in_data, int how)
{
	g_autofree char *folder = g_build_filename(program.data, in_data, NULL);
	g_autofree char *name = g_strdup_printf(".%s.lock", in_data);
	g_autofree char *path = g_build_filename(program.data, name, NULL);
	int fd;

	if (g_mkdir_with_parents(folder, 0777) != 0)
		program_fail("%s: cannot make the folder: %s", folder,
		    g_strerror(errno));
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (fd < 0)
		program_fail("%s: cannot open the lock: %s", path,
		    g_strerror(errno));
	if (flock(fd, how | LOCK_NB) != 0) {
		char holder[64] = "";
		ssize_t n;

		if (errno != EWOULDBLOCK)
			program_fail("%s: cannot lock: %s", path,
			    g_strerror(errno));
		n = pread(fd, holder, sizeof holder - 1, 0);
		holder[n > 0 ? strcspn(holder, "\n") : 0] = '\0';
		give_way("%s: held by %s", path,
		    *holder ? holder : "another run");
	}
	if (how == LOCK_EX) {
		g_autofree char *who = g_strdup_printf("%s, process %ld\n",
		    program.name, (long)getpid());
		if (ftruncate(fd, 0) != 0 ||
		    pwrite(fd, who, strlen(who), 0) < 0)
			program_fail("%s: cannot write the lock: %s", path,
			    g_strerror(errno));
	}
}

void
program_lock_own(void)
{
	g_autofree char *folder = folder_of(program.stage);

	lock_folder(folder, LOCK_EX);
}

void
program_lock_upstream(const char *stage)
{
	lock_folder(stage, LOCK_SH);
}

char *
program_lock_merged(void)
{
	lock_folder(program.stage, LOCK_SH);
	return g_build_filename(program.data, program.stage, NULL);
}

void
program_flush(void)
{
	if (fflush(stdout) != 0 || ferror(stdout))
		program_fail("standard output: cannot write: %s",
		    g_strerror(errno));
}

int
program_end(void)
{
	message_end_floods();
	program_flush();
	return program.set_aside > 0 ? PROGRAM_SET_ASIDE : PROGRAM_DONE;
}
