/* What the checks found, for people, for programs and for CI servers.
 *
 * JSON, one object:
 *
 *     format       1
 *     program      version of miit-load
 *     verdict      published, held_back, overridden, refused, checked
 *     reason       given with --publish-anyway, or null
 *     overridden_by  the user who gave it, or null
 *     counts       documents, lists, events, companies, rejects, problems
 *     checks       an array: name, level, state, title, explanation, examined,
 *                  things, found, failed, findings: an array of state, message,
 *                  place, source, document, url, list; null where there is none.
 *                  "failed" counts what "found" names, "examined" the "things"
 *
 * JUnit: a test suite a level, a test case a check and source, and one named
 * "all" for what is no source's.  A failure is what makes the run fail: a check at
 * level error, or what report.fail_on names.  Other findings are skipped, with
 * their number as the message: every CI server shows those, and the publishers'
 * own slips, which stay, do not leave a build unstable for ever.  What cannot be
 * judged yet is skipped, too.
 *
 * Neither holds a clock time, nor a comparison with the last warehouse that
 * holds: the same input gives the same report, the second time too. */
#ifndef LOAD_AUDIT_REPORT_H
#define LOAD_AUDIT_REPORT_H

#include "check.h"

struct report {
	const char *verdict;
	const char *reason;     /* of an override, or NULL */
	struct report_counts {
		long long documents, lists, events, companies, rejects,
		    problems;
	} counts;
	const struct checks *checks;
	long long held;         /* lists and sources held back */
	const char *fail_on;    /* error, warning or a check; NULL: error */
	GString *by_source;     /* counts.tsv */
};

/* Counts what is in the warehouse. */
struct report_counts report_count(sqlite3 *);

/* Prints a line a check (all, or those with findings) with its figure and
 * first offenders. */
void report_print(const struct report *, bool all);

/* Prints the checks that fail, a line each, errors first, on at most
 * REPORT_SUMMARY lines; below an error's the first of its findings. */
enum { REPORT_SUMMARY = 10 };
void report_summary(const struct report *);

/* Whether `word` is what fail_on may be: error, warning or the name of a check. */
bool report_can_fail_on(const struct report *, const char *word);

/* How many checks fail that fail_on names; error always counts. */
size_t report_failed(const struct report *);

/* The report as text; the caller frees it with g_string_free. */
GString *report_json(const struct report *);
GString *report_junit(const struct report *);

#endif
