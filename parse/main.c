#include <stdio.h>
#include <string.h>

#include "fetch/base/program.h"
#include "parse/core/limits.h"
#include "parse/core/table.h"
#include "parse/run/pool.h"
#include "parse/run/readers.h"
#include "documents.h"
#include "merge.h"
#include "tally.h"

static gboolean print, merge, list, unsandboxed;
static char *shard;
static int memory_mib = 512, cpu_seconds = 30, wall_seconds, output_mib = 512;

static const GOptionEntry options[] = {
    {"print", 0, 0, G_OPTION_ARG_NONE, &print,
	"print the records of FILE... to standard output", NULL},
    {"shard", 0, 0, G_OPTION_ARG_STRING, &shard,
	"read the Kth of N parts of the documents into a folder of its own",
	"K/N"},
    {"merge", 0, 0, G_OPTION_ARG_NONE, &merge,
	"put the shards in the folders DIR... together", NULL},
    {"list", 0, 0, G_OPTION_ARG_NONE, &list,
	"with --shard: print the files that it would read, below DATA", NULL},
    {"memory", 0, 0, G_OPTION_ARG_INT, &memory_mib,
	"maximum memory to read a document (default 512)", "MIB"},
    {"cpu", 0, 0, G_OPTION_ARG_INT, &cpu_seconds,
	"maximum computing time for a document (default 30)", "SECONDS"},
    {"wall", 0, 0, G_OPTION_ARG_INT, &wall_seconds,
	"maximum time by the clock (default twice --cpu)", "SECONDS"},
    {"output", 0, 0, G_OPTION_ARG_INT, &output_mib,
	"maximum size of the records of a document (default 512)", "MIB"},
    {"unpacked", 0, 0, G_OPTION_ARG_INT, &limits.decompressed,
	"maximum decompressed size of a file (default 256)", "MIB"},
    {"ratio", 0, 0, G_OPTION_ARG_INT, &limits.ratio,
	"maximum compression ratio, above 1 MiB (default 100)", "N"},
    {"members", 0, 0, G_OPTION_ARG_INT, &limits.members,
	"maximum number of members (default 10000)", "N"},
    {"attributes", 0, 0, G_OPTION_ARG_INT, &limits.attributes,
	"maximum number of attributes of a tag (default 1000)", "N"},
    {"depth", 0, 0, G_OPTION_ARG_INT, &limits.depth,
	"maximum depth of nested elements (default 256)", "N"},
    {"unsandboxed", 0, 0, G_OPTION_ARG_NONE, &unsandboxed,
	"read without a sandbox: only for documents you trust", NULL},
    G_OPTION_ENTRY_NULL};

/* --wall, by default twice --cpu: unsigned, for that may not be checked yet. */
static unsigned
wall(void)
{
	return wall_seconds != 0 ? (unsigned)wall_seconds :
	    2 * (unsigned)cpu_seconds;
}

/* Limits are whole numbers within reason. */
static void
check_limits(void)
{
	const struct {
		const char *name;
		unsigned value, least, most;
	} all[] = {
	    {"memory", (unsigned)memory_mib, 16, 1 << 20},
	    {"cpu", (unsigned)cpu_seconds, 1, 1000000},
	    {"wall", wall(), 1, 2000000},
	    {"output", (unsigned)output_mib, 1, 1 << 20},
	    {"unpacked", limits.decompressed, 1, 1 << 20},
	    {"ratio", limits.ratio, 1, 1000000},
	    {"members", limits.members, 1, 1000000},
	    {"attributes", limits.attributes, 1, 1000000},
	    {"depth", limits.depth, 1, 10000},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
		if (all[i].value < all[i].least || all[i].value > all[i].most)
			program_misused("--%s %d: expected %u to %u",
			    all[i].name, (int)all[i].value, all[i].least,
			    all[i].most);
}

static struct worker_limits
worker_limits_of_options(void)
{
	struct worker_limits worker = pool_default_limits;

	worker.memory = (size_t)memory_mib << 20;
	worker.cpu_seconds = (unsigned)cpu_seconds;
	worker.wall_seconds = wall();
	worker.output = (size_t)output_mib << 20;
	worker.sandbox = !unsandboxed;
	return worker;
}

/* --- named files ------------------------------------------------------ */

static void
print_block(const char *bytes, size_t len, void *data)
{
	(void)data;
	fwrite(bytes, 1, len, stdout);
}

static void
print_records(const char *name, const struct pool_result *records,
    const struct table_document *d, enum worker_end end, void *data)
{
	(void)end;
	pool_result_each(records, print_block, NULL);
	tally_document(data, name, d);
}

/* A file that cannot be opened is set aside; - is standard input. */
static void
print_files(char **paths, const struct worker_limits *worker)
{
	struct pool *pool = pool_new(program.jobs, worker, readers_read,
	    print_records);
	struct run_tally tally = {0};

	for (; *paths != NULL; paths++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *bytes = NULL;
		size_t len;

		if (g_file_get_contents(strcmp(*paths, "-") == 0 ?
		    "/dev/stdin" : *paths, &bytes, &len, &error))
			pool_add(pool, *paths, NULL, NULL,
			    (unsigned char *)g_steal_pointer(&bytes), len,
			    &tally);
		else
			program_set_aside(*paths, NULL, "cannot read: %s",
			    error->message);
	}
	pool_end(pool);
}

/* Ends the process where options do not go together or one is missing. */
static void
check_options(int argc, char **argv)
{
	if (print + merge + (shard != NULL) > 1)
		program_misused("--print, --shard, --merge: expected one of them");
	if (print && argc < 2)
		program_misused("--print: expected FILE...");
	if (merge && argc < 2)
		program_misused("--merge: expected the folders of all shards");
	if (merge && (program.only != NULL || program.force))
		program_misused("--merge: takes neither --only nor --force, which "
		    "are for the shards");
	if (!print && !merge && argc > 1)
		program_misused("%s: unexpected; see --help", argv[1]);
	if (list && shard == NULL)
		program_misused("--list: expected --shard K/N with it");
	if (shard != NULL)
		program_choose_shard(shard);
	check_limits();
}

int
main(int argc, char **argv)
{
	struct worker_limits worker;

	program_start(&argc, &argv, "parse",
	    "[--print FILE... | --shard K/N | --merge DIR...]",
	    "Reads every table of the fetched documents, as printed.", options);
	check_options(argc, argv);
	worker = worker_limits_of_options();
	if (print)
		print_files(argv + 1, &worker);
	else if (merge)
		merge_shards(argv + 1);
	else if (list)
		documents_list();
	else
		documents_read(&worker);
	return program_end();
}
