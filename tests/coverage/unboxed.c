/* Linked into the programs by `make coverage`: a worker in its sandbox could not
 * write down which lines it ran.  What the sandbox asks of the system is granted
 * and not done, and whoever ends by _exit writes first. */
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

void __gcov_dump(void);
_Noreturn void __real__exit(int status);
_Noreturn void __wrap__exit(int status);
long __real_syscall(long number, long a, long b, long c, long d);
long __wrap_syscall(long number, long a, long b, long c, long d);
int __real_setrlimit(__rlimit_resource_t, const struct rlimit *);
int __wrap_setrlimit(__rlimit_resource_t, const struct rlimit *);
int __wrap_setresuid(uid_t, uid_t, uid_t);
int __wrap_setresgid(gid_t, gid_t, gid_t);
int __real_prctl(int option, long a, long b, long c, long d);
int __wrap_prctl(int option, long a, long b, long c, long d);

_Noreturn void
__wrap__exit(int status)
{
	__gcov_dump();
	__real__exit(status);
}

long
__wrap_syscall(long number, long a, long b, long c, long d)
{
	return number == SYS_landlock_restrict_self ? 0 :
	    __real_syscall(number, a, b, c, d);
}

int
__wrap_setrlimit(__rlimit_resource_t resource, const struct rlimit *l)
{
	return resource == RLIMIT_FSIZE || resource == RLIMIT_NPROC ? 0 :
	    __real_setrlimit(resource, l);
}

int
__wrap_setresuid(uid_t real, uid_t effective, uid_t saved)
{
	(void)real, (void)effective, (void)saved;
	return 0;
}

int
__wrap_setresgid(gid_t real, gid_t effective, gid_t saved)
{
	(void)real, (void)effective, (void)saved;
	return 0;
}

int
__wrap_prctl(int option, long a, long b, long c, long d)
{
	return option == PR_SET_SECCOMP ? 0 :
	    __real_prctl(option, a, b, c, d);
}
