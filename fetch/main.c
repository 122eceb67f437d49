#include "fetch/program.h"

int
main(int argc, char **argv)
{
	program_start(&argc, &argv, "fetch", "", "", NULL);
	return program_end();
}
