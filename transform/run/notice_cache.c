#include "notice_cache.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "fetch/base/program.h"
#include "fetch/base/text.h"
#include "transform/words/interner.h"

#define FOLDER "cache"
#define MAGIC "miit-transform cache 1\n"

enum {
	FILES = 16,             /* by the first digit of the keys */
	VERSION = 1,
	MOST_COLUMNS = 64,      /* bits of `varying` */
	SIZE_AT = DIGEST_HEX, LISTS_AT = SIZE_AT + 4, REJECTS_AT = SIZE_AT + 8,
	TEXTS_AT = SIZE_AT + 12, HEAD = SIZE_AT + 16,
	NO_TEXT = 0, EMPTY_TEXT = 1,    /* places among the texts */
};

/* A file of the cache as the last run left it. */
struct cache_file {
	char *bytes;            /* NULL where there is none that holds */
	guint entries;
};

/* An entry of this run: where its bytes are. */
struct cache_entry {
	char key[DIGEST_HEX + 1];
	const char *taken;      /* from a file, or NULL */
	gsize kept_at;          /* else in the spool */
	guint32 size;           /* 0: the notice has no entry */
};

struct notice_cache {
	char *folder;
	struct cache_file files[FILES];
	GHashTable *known;      /* first bytes of an entry, by its key */
	struct cache_entry *entries;    /* by notice */
	guint n;
	GMutex lock;            /* of what follows */
	int spool;              /* new entries, a file without a name; or -1 */
	gsize spooled;
};

static guint32
number_at(const char *at)
{
	guint32 n;

	memcpy(&n, at, sizeof n);
	return GUINT32_FROM_LE(n);
}

static guint
hash_key(gconstpointer key)
{
	guint hash;

	/* Its digits are as good as drawn by lot. */
	memcpy(&hash, (const char *)key + 1, sizeof hash);
	return hash ^ hash >> 4 ^ hash << 12;
}

static gboolean
equal_keys(gconstpointer a, gconstpointer b)
{
	return memcmp(a, b, DIGEST_HEX) == 0;
}

static char *
file_name(unsigned nth)
{
	return g_strdup_printf(FOLDER "/%x", nth);
}

bool
notice_cache_is_file(const char *file)
{
	return g_str_has_prefix(file, FOLDER "/") &&
	    g_ascii_xdigit_value(file[strlen(FOLDER "/")]) >= 0 &&
	    strlen(file) == strlen(FOLDER "/0");
}

/* --- opening ------------------------------------------------------------ */

/* Counts the entries of a file's bytes, entering each by its key where `known` is
 * given; false where it does not end with the last. */
static bool
walk(char *bytes, gsize len, GHashTable *known, guint *entries)
{
	char *at = bytes + strlen(MAGIC), *end = bytes + len - 1;

	*entries = 0;
	while (end - at >= HEAD) {
		guint32 size = number_at(at + SIZE_AT);
		guint32 texts = number_at(at + TEXTS_AT);

		if (size > (gsize)(end - at) || texts < HEAD ||
		    texts > size || size - texts <= EMPTY_TEXT ||
		    at[size - 1] != '\0')
			return false;
		if (known != NULL)
			g_hash_table_replace(known, at, at);
		++*entries;
		at += size;
	}
	return at == end;
}

static void
read_file(struct notice_cache *c, struct handoff_folder *last, unsigned nth)
{
	struct cache_file *f = &c->files[nth];
	g_autofree char *name = file_name(nth);
	g_autofree char *path = g_build_filename(c->folder, name, NULL);
	const char *digest = handoff_folder_digest(last, name);
	char hex[DIGEST_HEX + 1];
	gsize len;

	if (digest == NULL || !g_file_get_contents(path, &f->bytes, &len, NULL))
		return;
	digest_of(f->bytes, len, hex);
	if (strcmp(hex, digest) == 0 && len > strlen(MAGIC) &&
	    g_str_has_prefix(f->bytes, MAGIC) &&
	    walk(f->bytes, len, NULL, &f->entries)) {
		walk(f->bytes, len, c->known, &f->entries);
		return;
	}
	program_warn(path, NULL, "damaged: its notices are read again");
	g_clear_pointer(&f->bytes, g_free);
}

/* All members of these records are columns. */
static void
check_layouts(void)
{
	const struct handoff_layout *const layouts[] = {&event_layout,
	    &list_layout, &reject_layout};

	for (size_t i = 0; i < G_N_ELEMENTS(layouts); i++)
		g_assert(layouts[i]->n_columns <= MOST_COLUMNS &&
		    layouts[i]->record_size ==
		    layouts[i]->n_columns * sizeof(char *));
}

struct notice_cache *
notice_cache_open(const char *folder, guint notices, bool again)
{
	struct notice_cache *c = g_new0(struct notice_cache, 1);
	struct handoff_folder *last;

	check_layouts();
	c->folder = g_strdup(folder);
	c->known = g_hash_table_new(hash_key, equal_keys);
	c->entries = g_new0(struct cache_entry, notices);
	c->n = notices;
	c->spool = -1;
	g_mutex_init(&c->lock);
	if (again)
		return c;
	last = handoff_folder_open(folder);
	for (unsigned i = 0; i < FILES; i++)
		read_file(c, last, i);
	handoff_folder_close(last);
	return c;
}

void
notice_cache_free(struct notice_cache *c)
{
	if (c == NULL)
		return;
	for (unsigned i = 0; i < FILES; i++)
		g_free(c->files[i].bytes);
	if (c->spool >= 0)
		close(c->spool);
	g_hash_table_destroy(c->known);
	g_mutex_clear(&c->lock);
	g_free(c->entries);
	g_free(c->folder);
	g_free(c);
}

bool
notice_cache_is_whole(struct handoff_folder *last)
{
	for (unsigned i = 0; i < FILES; i++) {
		g_autofree char *name = file_name(i);

		if (handoff_folder_has(last, name) &&
		    handoff_folder_written_by(last, name) == NULL)
			return false;
	}
	return true;
}

/* --- taking ------------------------------------------------------------- */

/* An entry being read; `bad` once it says what it cannot. */
struct cache_reading {
	const char *at, *texts, *end;
	bool bad;
};

static guint32
next_number(struct cache_reading *r)
{
	guint32 n;

	if (r->texts - r->at < 4) {
		r->bad = true;
		return 0;
	}
	n = number_at(r->at);
	r->at += 4;
	return n;
}

static const char *
next_text(struct cache_reading *r)
{
	guint32 at = next_number(r);

	if (at == NO_TEXT)
		return NULL;
	if (at >= (gsize)(r->end - r->texts)) {
		r->bad = true;
		return NULL;
	}
	return r->texts + at;
}

/* Fills the columns of a record whose bits are set. */
static void
next_columns(struct cache_reading *r, const struct handoff_layout *layout,
    guint64 columns, void *record)
{
	for (size_t i = 0; i < layout->n_columns; i++)
		if (columns >> i & 1)
			G_STRUCT_MEMBER(const char *, record,
			    layout->columns[i].offset) = next_text(r);
}

static const guint64 all_columns = ~(guint64)0;

static void
next_events(struct cache_reading *r, struct listed *l)
{
	guint32 n = next_number(r);
	guint64 varying = next_number(r);
	g_autofree struct event *events = NULL;
	struct event first = {0};

	varying |= (guint64)next_number(r) << 32;
	/* Two events differ at least in their ids. */
	if (n > (gsize)(r->texts - r->at) / 4 || (n > 1 && varying == 0))
		r->bad = true;
	if (n == 0 || r->bad) {
		l->events = event_rows_new(NULL, 0);
		return;
	}
	next_columns(r, &event_layout, all_columns, &first);
	events = g_new(struct event, n);
	for (guint i = 0; i < n; i++) {
		events[i] = first;
		next_columns(r, &event_layout, varying, &events[i]);
	}
	l->events = event_rows_new(events, n);
}

/* Takes out again what was added since. */
static void
take_back(struct extraction *x, guint lists, guint rejects)
{
	for (guint i = lists; i < x->lists->len; i++)
		event_rows_free(g_array_index(x->lists, struct listed, i)
		    .events);
	g_array_set_size(x->lists, lists);
	g_array_set_size(x->rejects, rejects);
}

/* Adds what an entry says; false where it is not well formed. */
static bool
add_entry(const char *entry, struct extraction *x)
{
	struct cache_reading r = {.at = entry + HEAD,
	    .texts = entry + number_at(entry + TEXTS_AT),
	    .end = entry + number_at(entry + SIZE_AT)};
	guint lists = x->lists->len, rejects = x->rejects->len;

	for (guint32 n = number_at(entry + LISTS_AT); n > 0 && !r.bad; n--) {
		struct listed l = {0};

		next_columns(&r, &list_layout, all_columns, &l.list);
		l.table_no = next_number(&r);
		l.first_row = next_number(&r);
		next_events(&r, &l);
		r.bad = r.bad || l.list.list == NULL || l.list.document == NULL;
		g_array_append_val(x->lists, l);
	}
	for (guint32 n = number_at(entry + REJECTS_AT); n > 0 && !r.bad; n--) {
		struct reject reject = {0};

		next_columns(&r, &reject_layout, all_columns, &reject);
		r.bad = r.bad || reject.document == NULL ||
		    reject.reason == NULL;
		g_array_append_val(x->rejects, reject);
	}
	if (r.bad || r.at != r.texts)
		take_back(x, lists, rejects);
	return !r.bad && r.at == r.texts;
}

bool
notice_cache_take(struct notice_cache *c, guint nth,
    const char key[DIGEST_HEX + 1], struct extraction *x)
{
	const char *entry = g_hash_table_lookup(c->known, key);
	struct cache_entry *e = &c->entries[nth];

	if (entry == NULL || !add_entry(entry, x))
		return false;
	strcpy(e->key, key);
	e->taken = entry;
	e->size = number_at(entry + SIZE_AT);
	return true;
}

guint
notice_cache_taken(const struct notice_cache *c)
{
	guint taken = 0;

	for (guint i = 0; i < c->n; i++)
		taken += c->entries[i].taken != NULL;
	return taken;
}

/* --- keeping ------------------------------------------------------------ */

/* An entry being made. */
struct cache_writing {
	GString *out, *texts;
	struct interner *words;
	GArray *places;         /* guint32 among the texts, by number of a word */
	struct {
		const char *text;
		guint32 place;
	} last[MOST_COLUMNS];   /* by column: texts repeat from row to row */
};

static void
put_number(GString *out, guint32 n)
{
	n = GUINT32_TO_LE(n);
	text_append(out, (const char *)&n, sizeof n);
}

/* Adds a text after those that came before; returns where it stands. */
static guint32
add_text(struct cache_writing *w, const char *text)
{
	guint32 place = (guint32)w->texts->len;

	text_append(w->texts, text, strlen(text) + 1);
	return place;
}

/* Where a text stands that may have come before. */
static guint32
place_of(struct cache_writing *w, const char *text)
{
	guint32 word, place;

	if (text == NULL)
		return NO_TEXT;
	if (*text == '\0')
		return EMPTY_TEXT;
	word = interner_add(w->words, text);
	if (word < w->places->len)
		return g_array_index(w->places, guint32, word);
	place = add_text(w, text);
	g_array_append_val(w->places, place);
	return place;
}

/* The same of a column's text, which is often the last one of it, or of the column
 * before: the printed name and the name.  One that is `alone` did not come before. */
static guint32
place_in_column(struct cache_writing *w, size_t column, const char *text,
    bool alone)
{
	if (text != NULL && text == w->last[column].text)
		return w->last[column].place;
	w->last[column].place = column > 0 && text != NULL &&
	    text == w->last[column - 1].text ? w->last[column - 1].place :
	    alone && text != NULL && *text != '\0' ? add_text(w, text) :
	    place_of(w, text);
	w->last[column].text = text;
	return w->last[column].place;
}

static void
put_columns(struct cache_writing *w, const struct handoff_layout *layout,
    guint64 columns, const void *record)
{
	for (size_t i = 0; i < layout->n_columns && columns >> i != 0; i++)
		if (columns >> i & 1)
			put_number(w->out, place_in_column(w, i,
			    G_STRUCT_MEMBER(const char *, record,
			    layout->columns[i].offset), false));
}

/* Whether a column has another text in nearly every row of a list: it is not looked
 * for among those that came before. */
static bool
is_of_one_row(size_t column)
{
	static const size_t offsets[] = {offsetof(struct event, event),
	    offsetof(struct event, former_ids),
	    offsetof(struct event, name_printed), offsetof(struct event, name),
	    offsetof(struct event, name_key),
	    offsetof(struct event, credit_code)};

	for (size_t i = 0; i < G_N_ELEMENTS(offsets); i++)
		if (event_layout.columns[column].offset == offsets[i])
			return true;
	return false;
}

/* Puts the columns of a list's events that vary. */
static void
put_events(struct cache_writing *w, const struct event_rows *events)
{
	guint64 varying = event_rows_varying(events);
	size_t columns[MOST_COLUMNS], many = 0;
	bool alone[MOST_COLUMNS];
	guint n = event_rows_count(events);

	for (size_t i = 0; i < event_layout.n_columns; i++) {
		alone[many] = is_of_one_row(i);
		columns[many] = i;
		many += varying >> i & 1;
	}
	for (guint i = 0; i < n; i++)
		for (size_t k = 0; k < many; k++)
			put_number(w->out, place_in_column(w, columns[k],
			    event_rows_member(events, i,
			    event_layout.columns[columns[k]].offset),
			    alone[k]));
}

static void
put_list(struct cache_writing *w, const struct listed *l)
{
	guint64 varying = event_rows_varying(l->events);
	guint n = event_rows_count(l->events);

	put_columns(w, &list_layout, all_columns, &l->list);
	put_number(w->out, l->table_no);
	put_number(w->out, l->first_row);
	put_number(w->out, n);
	put_number(w->out, (guint32)varying);
	put_number(w->out, (guint32)(varying >> 32));
	if (n > 0) {
		struct event first = event_rows_at(l->events, 0);

		put_columns(w, &event_layout, all_columns, &first);
	}
	put_events(w, l->events);
}

static void
set_number(GString *out, gsize at, gsize n)
{
	guint32 number = GUINT32_TO_LE((guint32)n);

	memcpy(out->str + at, &number, sizeof number);
}

/* Makes the entry of what was read since extract_begin; the caller frees it. */
static GString *
make_entry(const char *key, const struct extraction *x)
{
	struct cache_writing w = {.out = g_string_new(key),
	    .texts = g_string_new_len("\0", 2), .words = interner_new(),
	    .places = g_array_new(FALSE, FALSE, sizeof(guint32))};
	guint32 none = NO_TEXT;

	g_array_append_val(w.places, none);
	put_number(w.out, 0);
	put_number(w.out, x->lists->len - x->lists_before);
	put_number(w.out, x->rejects->len - x->rejects_before);
	put_number(w.out, 0);
	for (guint i = x->lists_before; i < x->lists->len; i++)
		put_list(&w, &g_array_index(x->lists, struct listed, i));
	for (guint i = x->rejects_before; i < x->rejects->len; i++)
		put_columns(&w, &reject_layout, all_columns,
		    &g_array_index(x->rejects, struct reject, i));
	set_number(w.out, TEXTS_AT, w.out->len);
	g_string_append_len(w.out, w.texts->str, (gssize)w.texts->len);
	set_number(w.out, SIZE_AT, w.out->len);
	g_string_free(w.texts, TRUE);
	g_array_unref(w.places);
	interner_free(w.words);
	return w.out;
}

/* Opens the spool, which a killed run leaves at most as a temporary file of the
 * folder, and those the next run removes. */
static void
open_spool(struct notice_cache *c)
{
	g_autofree char *path = g_build_filename(c->folder, "." FOLDER ".new",
	    NULL);

	if (c->spool >= 0)
		return;
	c->spool = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC |
	    O_NOFOLLOW, 0666);
	if (c->spool < 0 || unlink(path) != 0)
		program_fail("%s: cannot write: %s", path, g_strerror(errno));
}

static void
spool(struct notice_cache *c, const char *bytes, gsize len, gsize at)
{
	while (len > 0) {
		ssize_t n = pwrite(c->spool, bytes, len, (off_t)at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			program_fail("%s/" FOLDER ": cannot write: %s",
			    c->folder, g_strerror(errno));
		bytes += n;
		at += (gsize)n;
		len -= (gsize)n;
	}
}

void
notice_cache_keep(struct notice_cache *c, guint nth,
    const char key[DIGEST_HEX + 1], const struct extraction *x)
{
	struct cache_entry *e = &c->entries[nth];
	GString *entry = make_entry(key, x);

	/* No notice is as long; a longer one is read every time. */
	if (entry->len > G_MAXINT32) {
		g_string_free(entry, TRUE);
		return;
	}
	g_mutex_lock(&c->lock);
	open_spool(c);
	e->kept_at = c->spooled;
	c->spooled += entry->len;
	g_mutex_unlock(&c->lock);
	spool(c, entry->str, entry->len, e->kept_at);
	strcpy(e->key, key);
	e->size = (guint32)entry->len;
	g_string_free(entry, TRUE);
}

/* --- writing ------------------------------------------------------------ */

static int
by_key(const void *a, const void *b)
{
	const struct cache_entry *x = a, *y = b;

	return strcmp(x->key, y->key);
}

static void
append_entry(const struct notice_cache *c, const struct cache_entry *e,
    GString *file)
{
	gsize begin = file->len;

	if (e->taken != NULL) {
		g_string_append_len(file, e->taken, e->size);
		return;
	}
	g_string_set_size(file, begin + e->size);
	for (gsize done = 0; done < e->size;) {
		ssize_t n = pread(c->spool, file->str + begin + done,
		    e->size - done, (off_t)(e->kept_at + done));

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			program_fail("%s/" FOLDER ": cannot read what was "
			    "written there: %s", c->folder, n < 0 ?
			    g_strerror(errno) : "it ends early");
		done += (gsize)n;
	}
}

static size_t
count_lines(const GString *text)
{
	size_t lines = 0;

	for (const char *p = text->str, *end = p + text->len;
	    (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
		lines++;
	return lines;
}

/* Writes the file of these entries, all of one first digit. */
static void
write_file(const struct notice_cache *c, struct handoff_set *set,
    unsigned nth, const struct cache_entry *entries, guint n)
{
	g_autofree char *name = file_name(nth);
	g_autoptr(GString) file = NULL;
	guint taken = 0;

	for (guint i = 0; i < n; i++)
		taken += entries[i].taken != NULL;
	if (taken == n && c->files[nth].bytes != NULL &&
	    c->files[nth].entries == n) {
		handoff_keep(set, name);
		return;
	}
	file = g_string_new(MAGIC);
	for (guint i = 0; i < n; i++)
		append_entry(c, &entries[i], file);
	g_string_append_c(file, '\n');
	handoff_put(set, name, VERSION, count_lines(file), file->str,
	    file->len);
}

void
notice_cache_write(struct notice_cache *c, struct handoff_set *set)
{
	g_autoptr(GArray) entries = g_array_new(FALSE, FALSE,
	    sizeof(struct cache_entry));
	guint begin = 0;

	for (guint i = 0; i < c->n; i++)
		if (c->entries[i].size > 0)
			g_array_append_val(entries, c->entries[i]);
	g_array_sort(entries, by_key);
	for (unsigned nth = 0; nth < FILES; nth++) {
		const struct cache_entry *all =
		    (const struct cache_entry *)(void *)entries->data;
		guint end = begin;

		while (end < entries->len && g_ascii_xdigit_value(
		    all[end].key[0]) == (int)nth)
			end++;
		if (end > begin)
			write_file(c, set, nth, all + begin, end - begin);
		begin = end;
	}
}
