#include "run_record.h"

#include "json.h"
#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* One write a line, so that lines of several processes never mix. */
static void
append(const GString *line)
{
	const char *path = g_getenv("MIIT_RUN_RECORD");
	int fd;

	if (path == NULL || *path == '\0')
		return;
	fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
	if (fd < 0 || write(fd, line->str, line->len) != (ssize_t)line->len)
		program_warn(path, NULL, "cannot write the record of the run: "
		    "%s", g_strerror(errno));
	if (fd >= 0)
		close(fd);
}

static void
append_pair(GString *line, const char *name, const char *text)
{
	json_append(line, name);
	g_string_append(line, ": ");
	json_append(line, text);
}

void
run_record_stage(const struct run_record_count *counts, size_t n)
{
	g_autoptr(GString) line = g_string_new("{");

	append_pair(line, "stage", program.stage);
	g_string_append(line, ", \"counts\": {");
	for (size_t i = 0; i < n; i++) {
		g_string_append(line, i > 0 ? ", " : "");
		json_append(line, counts[i].name);
		g_string_append_printf(line, ": %zu", counts[i].value);
	}
	g_string_append_printf(line, "%s\"set_aside\": %u}}\n", n > 0 ? ", " :
	    "", program.set_aside);
	append(line);
}

void
run_record_source(const char *source, unsigned asked, unsigned fetched,
    unsigned unchanged, unsigned failed, const char *reason)
{
	g_autoptr(GString) line = g_string_new("{");

	append_pair(line, "source", source);
	g_string_append_printf(line, ", \"asked\": %u, \"fetched\": %u, "
	    "\"unchanged\": %u, \"failed\": %u, ", asked, fetched, unchanged,
	    failed);
	append_pair(line, "reason", reason);
	g_string_append(line, "}\n");
	append(line);
}
