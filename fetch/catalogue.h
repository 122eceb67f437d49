/* Shared: the catalogue of published lists: who publishes what, where.
 *
 * Files in GKeyFile form (catalogue/NAME.ini), one group a source; they travel
 * inside the program, or come from the folder that --catalogue names.
 *
 *     [miit]                    a site: a publisher with its hosts
 *     publisher=工业和信息化部   as it signs
 *     unit=                     one of the 37 reporting units; empty: MIIT
 *     home=https://www.miit.gov.cn/
 *     hosts=www.miit.gov.cn;wap.miit.gov.cn
 *     mirrors=…                 those of its hosts that serve the same paths;
 *                               may be absent
 *     relaxed=HOST legacy,p256;HOST http
 *                               weaker settings that a host needs (tls_policy.h);
 *                               one whose address the catalogue gives with
 *                               http: has plain http already; may be absent
 *     relaxed_reason=…          needed with relaxed
 *     page_mib=16               largest page or list, decompressed; may be absent:
 *                               8 MiB
 *     storage=HOST;HOST         hosts on which files of its notices lie, as a
 *                               province's object store; several sites may name
 *                               one; may be absent
 *     known_by=…                how the entry was learnt; always needed
 *     checked=2026-09-28        when somebody last looked at it, or never; always
 *                               needed
 *
 *     [miit-batch-1]            a source at that site
 *     site=miit                 its publisher, unit and hosts are this one's
 *     programme=small_giant     as in transform/event.h; may be absent
 *     batch=1                   may be absent
 *     notices=URL;URL           article pages: fetched with their attachments
 *     documents=URL;URL         files by themselves
 *                               with json_lines the pages of one list: see there
 *     title=…                   of those files, which have no page that says it
 *     published_on=2024-04-12   likewise; either may be absent
 *     columns=URL;URL           pages that list notices, or a search's address:
 *                               followed to the notices that the titles select
 *     post=current=1&pageSize=15
 *                               the columns are asked by POST with this form
 *     post_query=dataproxy.jsp startrecord endrecord
 *                               addresses of this file are asked by POST; the
 *                               parameters named stay in the address, the others
 *                               are the form
 *     page_parameter=current    of the form, or of the address: counts the pages
 *     json_lines=data.results   the columns answer with JSON: where in it the array
 *                               of lines is, and in a line its title, address and
 *                               day; a.b is member b of a, also where a is a text
 *                               that holds JSON; a|b is a, or b where that is empty
 *     json_title=source.title
 *     json_url=source.urls.pc
 *     json_date=source.pubDate  may be absent
 *     json_total=data.total     number of all lines; may be absent
 *                               Of a source with documents and no columns they say
 *                               how much of a list each page of JSON has: it is
 *                               asked page after page, by POST where post= is
 *                               there, and each page is kept as a document
 *     browser_only=…            why only a browser can read it (412 with a script
 *                               challenge): it is not asked
 *     check_every=180           days after which somebody should look again at what
 *                               the entry says; 365 where absent
 *     style=jpaas               template of the columns, as in listing.h; may
 *                               be absent, the pages show
 *     since=2018-01-01          older lines of the columns are not followed;
 *                               this is the default, the programme is younger
 *     official=final 1 248;review_final 1 155
 *                               kind, batch (1+2: both together) and number of
 *                               firms that an authority gave
 *     official_source=…         where that figure stands; needed with official
 *     known_by=…
 *     checked=never
 *     notes=…                   anything a reader should know
 *
 * A host belongs to one site. */
#ifndef FETCH_CATALOGUE_H
#define FETCH_CATALOGUE_H

#include <glib.h>
#include <stdbool.h>

struct source {
	const char *id;
	const struct source *site;   /* where publisher, unit, hosts stand;
	                                itself for a site */
	const char *publisher;
	const char *unit;            /* NULL for MIIT */
	const char *home;            /* NULL where unknown, as what follows */
	const char *programme;
	const char *batch;
	char **hosts;                /* the lists end with NULL, never are it */
	char **mirrors;
	char **notices;
	char **documents;
	char **columns;
	const char *relaxed_reason;
	const char *title;
	const char *published_on;
	const char *style;           /* one of listing.h */
	const char *since;           /* never NULL */
	const char *post;            /* form of the columns */
	const char *post_query;
	const char *json;            /* keys of JSON as listing.h wants them */
	const char *browser_only;
	unsigned check_every;        /* days */
	gint64 page_limit;           /* bytes of a page or list of the site */
	char **storage;              /* other hosts on which its files lie */
	const char *official;
	const char *official_source;
	const char *known_by;        /* never NULL */
	const char *checked;         /* never NULL: a date or "never" */
	const char *notes;
};

struct catalogue;

/* Reads the embedded catalogue, or the .ini files of `folder`.  Anything
 * malformed ends the process with PROGRAM_USAGE, naming file, group and key. */
struct catalogue *catalogue_open(const char *folder);

void catalogue_free(struct catalogue *);

/* All sources, sorted by id: of struct source.  Belongs to the catalogue. */
const GPtrArray *catalogue_sources(const struct catalogue *);

const struct source *catalogue_find(const struct catalogue *, const char *id);

/* The site that the host of an address belongs to, or NULL. */
const struct source *catalogue_site_of(const struct catalogue *,
    const char *url);

/* Whether an address is that of a file of the site: at one of its hosts, or of
 * those on which its files lie. */
bool catalogue_is_file_of(const struct source *site, const char *url);

/* The settings of tls_policy.h that each host may have: host -> GUINT_TO_POINTER.
 * Belongs to the catalogue. */
GHashTable *catalogue_relaxed(const struct catalogue *);

/* Set of "host:port": the ports that addresses of the sources name.  Belongs to
 * the catalogue. */
GHashTable *catalogue_ports(const struct catalogue *);

/* The source that names this notice or file by itself, or NULL. */
const struct source *catalogue_names(const struct catalogue *,
    const char *url);

/* The n-th other address (from 0) of what lies at `url`, at a mirror of its host;
 * NULL when there are no more.  The caller frees it. */
char *catalogue_mirror(const struct catalogue *, const char *url, unsigned n);

/* One address of a source; role is home, notice, document or column. */
typedef void catalogue_address(const struct source *, const char *role,
    const char *url, void *data);

/* Calls `each` for every address of a source, in the order of the roles above. */
void catalogue_addresses(const struct source *, catalogue_address *each, void *data);

/* Whether `unit` is one of the 37 reporting units. */
bool catalogue_is_unit(const char *unit);

/* Writes sources (of struct source) to standard output, a line an address. */
void catalogue_print(const GPtrArray *sources);

#endif
