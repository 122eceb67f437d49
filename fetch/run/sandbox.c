#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <signal.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "fetch/base/memory.h"

enum { NOBODY = 65534 };

/* What libxml2, libgsf, libarchive and glibc need while they work from memory:
 * measured with their whole test corpora.  glibc's qsort asks sysinfo. */
static const int allowed[] = {
    SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(brk), SCMP_SYS(munmap),
    SCMP_SYS(mremap), SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(futex),
    SCMP_SYS(lseek), SCMP_SYS(close), SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigaction), SCMP_SYS(madvise),
    SCMP_SYS(clock_gettime), SCMP_SYS(getrandom), SCMP_SYS(fstat),
    SCMP_SYS(newfstatat), SCMP_SYS(getpid), SCMP_SYS(gettid),
    SCMP_SYS(sysinfo), SCMP_SYS(sched_getaffinity),
    SCMP_SYS(sched_yield), SCMP_SYS(sigaltstack),
};

static bool
limit(__rlimit_resource_t resource, size_t most)
{
	struct rlimit l = {most, most};

	return setrlimit(resource, &l) == 0;
}

/* SIGXCPU comes first, the SIGKILL of the hard limit a second later: so that a
 * SIGKILL alone is somebody else's. */
static bool
limit_computing(unsigned seconds)
{
	struct rlimit l = {seconds, (rlim_t)seconds + 1};

	return setrlimit(RLIMIT_CPU, &l) == 0;
}

/* What linux-libc-dev of Debian 12 does not know yet: networks since version 4
 * of Landlock's interface, signals and sockets without a name since 6. */
struct landlock_rules {
	__u64 files, networks, scoped;
};

enum {
	LANDLOCK_FILES_1 = (1 << 13) - 1,       /* by version of the interface */
	LANDLOCK_FILES_2 = 1 << 13,
	LANDLOCK_FILES_3 = 1 << 14,
	LANDLOCK_FILES_5 = 1 << 15,
	LANDLOCK_NETWORKS_4 = 3,
	LANDLOCK_SCOPED_6 = 3,
};

/* All that this kernel's Landlock can forbid; false where it has none. */
static bool
all_rules(struct landlock_rules *all)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);

	all->files = LANDLOCK_FILES_1 |
	    (version >= 2 ? LANDLOCK_FILES_2 : 0u) |
	    (version >= 3 ? LANDLOCK_FILES_3 : 0u) |
	    (version >= 5 ? LANDLOCK_FILES_5 : 0u);
	all->networks = version >= 4 ? LANDLOCK_NETWORKS_4 : 0;
	all->scoped = version >= 6 ? LANDLOCK_SCOPED_6 : 0;
	return version >= 1;
}

/* Opens the files below `folder` to a ruleset; one that does not exist needs no
 * rule. */
static bool
allow_folder(int ruleset, const char *folder)
{
	struct landlock_path_beneath_attr beneath = {
	    .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE,
	    .parent_fd = open(folder, O_PATH | O_CLOEXEC)};
	long r;

	if (beneath.parent_fd < 0)
		return errno == ENOENT;
	r = syscall(SYS_landlock_add_rule, ruleset,
	    LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
	close(beneath.parent_fd);
	return r == 0;
}

/* No files but those below `folder`, no network, no signals to others. */
static bool
restrict_self(const char *folder)
{
	struct landlock_rules all;
	bool done;
	int fd;

	if (!all_rules(&all))
		return false;
	fd = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
	if (fd < 0)
		return false;
	done = (folder == NULL || allow_folder(fd, folder)) &&
	    syscall(SYS_landlock_restrict_self, fd, 0) == 0;
	close(fd);
	return done;
}

/* Allows opening for reading; what may be opened is Landlock's to say. */
static bool
allow_open(scmp_filter_ctx filter)
{
	const struct scmp_arg_cmp reads = SCMP_A2(SCMP_CMP_MASKED_EQ,
	    O_ACCMODE | O_CREAT | O_TRUNC | O_PATH, O_RDONLY);

	return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
	    reads) == 0;
}

/* Stands in a filter for the process that will load it: no argument is like it. */
enum { OWN_PROCESS = 0x50574e21 };

/* abort and raise: a signal to oneself.  One to the parent or to another
 * worker, which has the same user, is not allowed. */
static bool
allow_own_signal(scmp_filter_ctx filter)
{
	return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
	    SCMP_A0(SCMP_CMP_EQ, OWN_PROCESS, 0)) == 0;
}

static bool
add_rules(scmp_filter_ctx filter, bool may_open)
{
	/* Memory yes, memory to run no. */
	const struct scmp_arg_cmp not_executable =
	    SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);

	for (size_t i = 0; i < G_N_ELEMENTS(allowed); i++)
		if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0) != 0)
			return false;
	return (!may_open || allow_open(filter)) && allow_own_signal(filter) &&
	    seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
	    not_executable) == 0 &&
	    seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
	    not_executable) == 0;
}

/* --- the compiled filters ----------------------------------------------- */

/* The kernel's program for a filter; without instructions where it could not be
 * compiled.  Compiling costs more than all the rest of entering, so that it is
 * done once, before the workers are forked. */
struct filter_program {
	struct sock_filter code[1024];
	unsigned short len;
	unsigned short own_process; /* the instruction that compares with it */
};

static struct filter_program programs[2]; /* by may_open */

/* Reads the compiled filter that `fd` holds. */
static bool
read_program(struct filter_program *program, int fd)
{
	const ssize_t size = pread(fd, program->code, sizeof program->code, 0);
	const size_t len = size < 0 ? 0 : (size_t)size / sizeof program->code[0];
	size_t found = 0;

	for (size_t i = 0; i < len; i++)
		if (BPF_CLASS(program->code[i].code) == BPF_JMP &&
		    program->code[i].k == OWN_PROCESS) {
			program->own_process = (unsigned short)i;
			found++;
		}
	if (found != 1 || (size_t)size == sizeof program->code)
		return false;
	program->len = (unsigned short)len;
	return true;
}

static void
compile(struct filter_program *program, bool may_open)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	int fd = memfd_create("miit-seccomp", MFD_CLOEXEC);

	if (filter == NULL || fd < 0 || !add_rules(filter, may_open) ||
	    seccomp_export_bpf(filter, fd) != 0 || !read_program(program, fd))
		program->len = 0;
	if (fd >= 0)
		close(fd);
	seccomp_release(filter);
}

void
sandbox_prepare(void)
{
	static gsize done;

	if (!g_once_init_enter(&done))
		return;
	compile(&programs[false], false);
	compile(&programs[true], true);
	g_once_init_leave(&done, 1);
}

static bool
forbid_calls(bool may_open)
{
	struct filter_program *program = &programs[may_open];
	const struct sock_fprog loaded = {program->len, program->code};

	if (program->len == 0)
		return false;
	program->code[program->own_process].k = (unsigned)getpid();
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &loaded) == 0;
}

/* Gives up every capability. */
static bool
drop_capabilities(void)
{
	struct __user_cap_header_struct header = {
	    .version = _LINUX_CAPABILITY_VERSION_3};
	struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {{0}};

	return syscall(SYS_capset, &header, none) == 0;
}

/* Root becomes nobody; another user stays who he is.  In a user namespace that
 * knows root alone there is no nobody: its root is a plain user outside, and
 * what he may do more inside goes. */
static bool
drop_privileges(void)
{
	if (geteuid() != 0)
		return true;
	if (setresgid(NOBODY, NOBODY, NOBODY) != 0 && errno == EINVAL)
		return drop_capabilities();
	return setgroups(0, NULL) == 0 &&
	    setresgid(NOBODY, NOBODY, NOBODY) == 0 &&
	    setresuid(NOBODY, NOBODY, NOBODY) == 0;
}

const char *
sandbox_enter(int keep, int scratch, size_t memory, unsigned cpu_seconds,
    size_t output, const char *folder)
{
	sandbox_prepare();
	if (dup2(keep, STDOUT_FILENO) < 0 ||
	    (scratch >= 0 && dup2(scratch, STDIN_FILENO) < 0) ||
	    close_range(STDERR_FILENO + 1, ~0U, 0) != 0)
		return "cannot close files";
	if (scratch < 0)
		close(STDIN_FILENO);
	if (!drop_privileges())
		return "cannot become nobody";
	/* The sanitizers' shadow memory is larger than any limit. */
	if (!SANITIZED && !limit(RLIMIT_AS, memory))
		return "cannot limit memory";
	if (!limit_computing(cpu_seconds) || !limit(RLIMIT_FSIZE, output) ||
	    !limit(RLIMIT_CORE, 0) || !limit(RLIMIT_NPROC, 0))
		return "cannot set limits";
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
	    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0 ||
	    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0)
		return "cannot give up privileges";
	if (!restrict_self(folder))
		return "this kernel has no Landlock, or it refused";
	if (!forbid_calls(folder != NULL))
		return "seccomp refused";
	return NULL;
}
