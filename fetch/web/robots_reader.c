#include "robots_reader.h"

#include "fetch/run/work_server.h"
#include "fetch/run/worker.h"
#include "robots.h"

/* Each byte of a rule may become three. */
enum { MOST_RESULT = 16 * ROBOTS_MOST };

static void
read_rules(int to, const char *agent, const guint8 *bytes, size_t len)
{
	struct robots *rules = robots_new((const char *)bytes, len, agent);
	g_autoptr(GString) out = g_string_new(NULL);

	robots_put(out, rules);
	robots_free(rules);
	worker_write(to, out->str, out->len);
}

struct robots *
robots_reader_read(struct work_server *workers, const guint8 *bytes,
    size_t len, const char *agent, char **trouble)
{
	g_autoptr(GString) out = work_server_ask(workers, read_rules, agent,
	    bytes, len, MOST_RESULT, trouble);
	struct robots *rules = out ? robots_take(out->str, out->len) : NULL;

	if (out != NULL && rules == NULL)
		*trouble = g_strdup("its reader made malformed rules");
	return rules;
}
