/* The least that a process for each document takes: forks as often as asked, each
 * child ending at once.
 *
 *     bare_fork TIMES */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int
main(int argc, char **argv)
{
	for (int n = argc == 2 ? atoi(argv[1]) : 0; n > 0; n--) {
		pid_t child = fork();

		if (child == 0)
			_exit(0);
		if (child < 0 || waitpid(child, NULL, 0) < 0)
			return 1;
	}
	return 0;
}
