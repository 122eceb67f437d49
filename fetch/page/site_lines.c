#include "site_lines.h"

#include <string.h>

#include "fetch/web/address.h"
#include "page_title.h"

/* What is known of a host. */
struct site_lines_host {
	GHashTable *first;      /* heading -> digest of the first page with it */
	GHashTable *site;       /* set of headings that another page has, too */
};

struct site_lines {
	GHashTable *hosts;      /* host -> struct site_lines_host */
};

static void
host_free(gpointer data)
{
	struct site_lines_host *h = data;

	g_hash_table_destroy(h->first);
	g_hash_table_destroy(h->site);
	g_free(h);
}

struct site_lines *
site_lines_new(void)
{
	struct site_lines *lines = g_new(struct site_lines, 1);

	lines->hosts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
	    host_free);
	return lines;
}

void
site_lines_free(struct site_lines *lines)
{
	g_hash_table_destroy(lines->hosts);
	g_free(lines);
}

static struct site_lines_host *
host_of(struct site_lines *lines, const char *url, bool make)
{
	g_autofree char *name = url ? address_host(url) : NULL;
	struct site_lines_host *h = name
	    ? g_hash_table_lookup(lines->hosts, name) : NULL;

	if (h != NULL || name == NULL || !make)
		return h;
	h = g_new(struct site_lines_host, 1);
	h->first = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
	    g_free);
	h->site = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_hash_table_insert(lines->hosts, g_steal_pointer(&name), h);
	return h;
}

void
site_lines_see(struct site_lines *lines, const char *url,
    const struct page *page)
{
	struct site_lines_host *h = host_of(lines, url, true);

	for (guint i = 0; h != NULL && i < page->headings->len; i++) {
		const char *heading = g_ptr_array_index(page->headings, i);
		const char *first = g_hash_table_lookup(h->first, heading);

		if (page_title_is_notice(heading))
			continue;
		if (first == NULL)
			g_hash_table_insert(h->first, g_strdup(heading),
			    g_strdup(page->text_digest));
		else if (g_strcmp0(first, page->text_digest) != 0)
			g_hash_table_add(h->site, g_strdup(heading));
	}
}

GHashTable *
site_lines_of(struct site_lines *lines, const char *url)
{
	struct site_lines_host *h = host_of(lines, url, false);

	return h != NULL && g_hash_table_size(h->site) > 0 ? h->site : NULL;
}
