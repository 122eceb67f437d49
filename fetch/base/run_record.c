#include "run_record.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "json.h"
#include "program.h"

/* Appends with one write a line, so that lines of several processes never
 * mix. */
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

void
run_record_stage(const struct run_record_count *counts, size_t n)
{
	g_autoptr(GString) line = g_string_new(NULL);

	json_member(line, "{", "stage", program.stage);
	json_name(line, ", ", "counts");
	for (size_t i = 0; i < n; i++)
		json_number(line, i > 0 ? ", " : "{", counts[i].name,
		    (long long)counts[i].value);
	json_number(line, n > 0 ? ", " : "{", "set_aside", program.set_aside);
	g_string_append(line, "}}\n");
	append(line);
}

void
run_record_source(const char *source, unsigned asked, unsigned fetched,
    unsigned unchanged, unsigned failed, const char *reason)
{
	g_autoptr(GString) line = g_string_new(NULL);

	json_member(line, "{", "source", source);
	json_number(line, ", ", "asked", asked);
	json_number(line, ", ", "fetched", fetched);
	json_number(line, ", ", "unchanged", unchanged);
	json_number(line, ", ", "failed", failed);
	json_member(line, ", ", "reason", reason);
	g_string_append(line, "}\n");
	append(line);
}
