/* robots.txt as RFC 9309 has it, and where it leaves readers a choice as the most
 * used of them has chosen: a forgotten colon, "Disalow", /index.html that stands
 * for its folder, long lines cut.  In one thing that reader differs and the RFC
 * is followed: escapes of unreserved characters are taken back before anything
 * is compared (/%62 is /b), in rules and addresses alike. */
#ifndef FETCH_WEB_ROBOTS_H
#define FETCH_WEB_ROBOTS_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Bytes of a robots.txt that are read, the least that RFC 9309 asks for. */
enum { ROBOTS_MOST = 500 * 1024 };

struct robots;

/* Reads the rules for the agent whose product token is `agent`.  Text that is
 * no robots.txt at all (an HTML page, say) yields no rules. */
struct robots *robots_new(const char *text, size_t len, const char *agent);

/* Appends the rules, and reads what was appended; robots_take returns NULL for
 * what robots_put does not write. */
void robots_put(GString *, const struct robots *);
struct robots *robots_take(const char *text, size_t len);

/* Rules that forbid everything, for a host whose robots.txt cannot be had. */
struct robots *robots_new_closed(void);

void robots_free(struct robots *);

/* Whether `path` (with its query) may be asked for.  The longest rule
 * decides; of two equally long ones the one that allows. */
bool robots_allow(const struct robots *, const char *path);

/* Seconds asked for by Crawl-delay, or 0. */
double robots_delay(const struct robots *);

#endif
