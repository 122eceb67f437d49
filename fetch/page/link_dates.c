#include "link_dates.h"

#include <glib.h>
#include <stdbool.h>

#include "page_text.h"

enum { MOST_TEXT = 1024 };      /* bytes that may hold a link's date */

/* The links of an item of a list and the dates between them, in order. */
struct beside {
	char **of;                  /* a link's date; NULL: this is a date */
	char *date;
};

struct link_dates {
	GArray *item;               /* of struct beside: the open item */
	guint part;                 /* first of it since a block began */
	GString *gap;               /* text since the last link */
	GPtrArray *waiting;         /* links of the last item, which has no date */
	char *waiting_date;         /* of the last item, which has no link */
};

static void
add_beside(struct link_dates *d, char **of, char *date)
{
	const struct beside b = {of, date};

	g_array_append_val(d->item, b);
}

void
link_dates_text(struct link_dates *d, const char *text)
{
	if (d->gap->len >= MOST_TEXT)
		return;
	/* <b>08</b><i>2022-09</i> */
	g_string_append_c(d->gap, ' ');
	g_string_append(d->gap, text);
}

void
link_dates_break(struct link_dates *d)
{
	char *date = page_text_list_date(d->gap->str);

	if (date != NULL)
		add_beside(d, NULL, date);
	g_string_truncate(d->gap, 0);
}

void
link_dates_add(struct link_dates *d, char **of, const char *date)
{
	link_dates_break(d);
	add_beside(d, of, NULL);
	if (date != NULL)
		add_beside(d, NULL, g_strdup(date));
}

static void
set_date(char **of, const char *date)
{
	if (*of == NULL)
		*of = g_strdup(date);
}

static void
beside_clear(gpointer data)
{
	g_free(((struct beside *)data)->date);
}

/* Gives the links from `first` on the dates that stand between those from
 * `from` on.  A single date is for all of them (a title, its picture, its
 * column); of several each link has the one after it, or before it where a date
 * leads.  Returns whether there was a date. */
static bool
share_dates(struct link_dates *d, guint from, guint first)
{
	unsigned dates = 0;
	const char *last = NULL, *only = NULL;
	bool leads;

	for (guint i = from; i < d->item->len; i++) {
		const struct beside *b = &g_array_index(d->item, struct beside,
		    i);
		if (b->date != NULL) {
			dates++;
			only = b->date;
		}
	}
	if (dates == 0)
		return false;
	leads = g_array_index(d->item, struct beside, from).date != NULL;
	for (guint k = from; k < d->item->len; k++) {
		guint i = leads ? k : d->item->len - 1 - (k - from);
		const struct beside *b = &g_array_index(d->item, struct beside,
		    i);
		if (b->date != NULL)
			last = b->date;
		else if (i >= first && (dates == 1 || last != NULL))
			set_date(b->of, dates == 1 ? only : last);
	}
	return true;
}

/* The links of an item and the date of the next, or the other way round:
 * <li><a href="…">关于…的公示</a></li><li>2022-08-08</li>. */
static void
pair_items(struct link_dates *d, bool dated)
{
	unsigned links = 0;
	const char *date = NULL;

	for (guint i = 0; i < d->item->len; i++) {
		const struct beside *b = &g_array_index(d->item, struct beside,
		    i);
		links += b->of != NULL;
		if (b->date != NULL)
			date = b->date;
	}
	if (links == 0 && date != NULL && d->waiting->len > 0) {
		for (guint i = 0; i < d->waiting->len; i++)
			set_date(g_ptr_array_index(d->waiting, i), date);
		g_ptr_array_set_size(d->waiting, 0);
		return;
	}
	if (links == 0 && date != NULL) {
		g_free(d->waiting_date);
		d->waiting_date = g_strdup(date);
		return;
	}
	if (links == 0)
		return;
	g_ptr_array_set_size(d->waiting, 0);
	for (guint i = 0; i < d->item->len && !dated; i++) {
		char **of = g_array_index(d->item, struct beside, i).of;

		if (d->waiting_date != NULL)
			set_date(of, d->waiting_date);
		else
			g_ptr_array_add(d->waiting, of);
	}
	g_clear_pointer(&d->waiting_date, g_free);
}

/* Whether there is a link, or a date, in the open item from `from` on. */
static bool
has_beside(const struct link_dates *d, guint from, bool date)
{
	for (guint i = from; i < d->item->len; i++)
		if ((g_array_index(d->item, struct beside, i).date != NULL) ==
		    date)
			return true;
	return false;
}

/* An item ends (`whole`), or a block inside one:
 * <li><a href="…">关于…的公示</a><span>2022-08-08</span></li>,
 * <div class="ListconC"><span>2022-08-08</span><a href="…">…</a></div>.
 * A block with a link of its own says nothing of links before it. */
static void
end_item(struct link_dates *d, bool whole)
{
	bool dated = false;

	link_dates_break(d);
	if (has_beside(d, 0, false)) {
		guint first = has_beside(d, d->part, false) ? d->part : 0;

		dated = share_dates(d, has_beside(d, first, true) ? first : 0,
		    first);
	}
	if (!whole && !dated)
		return;
	pair_items(d, dated);
	g_array_set_size(d->item, 0);
	d->part = 0;
}

void
link_dates_end_item(struct link_dates *d)
{
	end_item(d, true);
}

void
link_dates_end_block(struct link_dates *d)
{
	end_item(d, false);
	d->part = d->item->len;
}

void
link_dates_end_list(struct link_dates *d)
{
	end_item(d, true);
	g_ptr_array_set_size(d->waiting, 0);
	g_clear_pointer(&d->waiting_date, g_free);
}

struct link_dates *
link_dates_new(void)
{
	struct link_dates *d = g_new0(struct link_dates, 1);

	d->item = g_array_new(FALSE, FALSE, sizeof(struct beside));
	g_array_set_clear_func(d->item, beside_clear);
	d->gap = g_string_new(NULL);
	d->waiting = g_ptr_array_new();
	return d;
}

void
link_dates_free(struct link_dates *d)
{
	g_array_free(d->item, TRUE);
	g_string_free(d->gap, TRUE);
	g_ptr_array_free(d->waiting, TRUE);
	g_free(d->waiting_date);
	g_free(d);
}
