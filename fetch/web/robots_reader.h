/* robots.txt read by a worker (fetch/run/work_server.h): what a server sends as
 * its rules is as little to be trusted as its pages. */
#ifndef FETCH_WEB_ROBOTS_READER_H
#define FETCH_WEB_ROBOTS_READER_H

#include <glib.h>

struct robots;
struct work_server;

/* Reads the rules for the agent as robots_new does; NULL with *trouble in words
 * (the caller frees them) when the worker does not end well. */
struct robots *robots_reader_read(struct work_server *, const guint8 *bytes,
    size_t len, const char *agent, char **trouble);

#endif
