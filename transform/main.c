#include "fetch/program.h"
#include "normalize.h"

static char *normalize;

static const GOptionEntry options[] = {
    {"normalize", 0, 0, G_OPTION_ARG_STRING, &normalize,
	"read one value a line, write what it is", "name|place|code"},
    G_OPTION_ENTRY_NULL};

int
main(int argc, char **argv)
{
	program_start(&argc, &argv, "transform", "", "", options);
	if (normalize != NULL)
		return normalize_stream(normalize, stdin, stdout);
	return program_end();
}
