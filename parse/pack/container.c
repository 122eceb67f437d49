#include "container.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "fetch/base/bytes.h"
#include "fetch/body/zip_dir.h"
#include "parse/core/limits.h"

enum {
	HEADER = 30,            /* fixed part of a member's header */
	STORED = 0, DEFLATED = 8,
	FIELD_UNICODE_NAME = 0x7075,
};

struct container {
	const unsigned char *bytes;
	size_t len;
	GArray *members;                /* struct container_member */
	GStringChunk *names;
	GHashTable *by_name;            /* lower case: index + 1 */
	bool cut;
	guint64 decompressed;               /* by all streams so far */
	guint64 measured;               /* likewise, to find its members */
};

struct container_stream {
	struct container *container;
	const struct container_member *member;
	struct container_trouble trouble;
	z_stream z;
	bool inflating, ended;
	guint64 done;
	uLong crc;
};

static void G_GNUC_PRINTF(3, 4)
fail(struct container_trouble *trouble, enum table_problem problem,
    const char *format, ...)
{
	va_list args;

	if (trouble->why != NULL)
		return;
	va_start(args, format);
	trouble->problem = problem;
	trouble->why = g_strdup_vprintf(format, args);
	va_end(args);
}

void
container_trouble_clear(struct container_trouble *trouble)
{
	g_clear_pointer(&trouble->why, g_free);
}

/* Whether the members, all together, unpack to no more than they may. */
static bool
within_limits(const struct container *c, guint64 decompressed,
    struct container_trouble *trouble)
{
	if (decompressed > (guint64)limits.decompressed << 20)
		fail(trouble, PROBLEM_LIMIT, "unpacks to more than %u MiB",
		    limits.decompressed);
	else if (decompressed > LIMITS_GRACE && decompressed / limits.ratio > c->len)
		fail(trouble, PROBLEM_LIMIT,
		    "unpacks to more than %u times its size", limits.ratio);
	else
		return true;
	return false;
}

/* --- the directory ---------------------------------------------------- */

static bool
add_member(struct container *c, struct container_member m,
    const unsigned char *name, size_t len, struct container_trouble *trouble)
{
	if (c->members->len == limits.members) {
		fail(trouble, PROBLEM_LIMIT, "more than %u members",
		    limits.members);
		return false;
	}
	m.name = g_string_chunk_insert_len(c->names, (const char *)name,
	    (gssize)len);
	m.is_folder = len > 0 && name[len - 1] == '/';
	g_array_append_val(c->members, m);
	return true;
}

/* WinRAR and others write names in the machine's code page and beside them in
 * UTF-8: version:u8 crc:u32 of the other name, the name.  Such a name, or
 * NULL. */
static const unsigned char *
unicode_name(const struct zip_entry *e, size_t *size)
{
	const unsigned char *p = zip_dir_extra(e, FIELD_UNICODE_NAME, size);

	if (p == NULL || *size <= 5 || p[0] != 1 ||
	    bytes_u32(p + 1) != crc32(0, e->name, (uInt)e->name_len) ||
	    !g_utf8_validate_len((const char *)p + 5, *size - 5, NULL))
		return NULL;
	*size -= 5;
	return p + 5;
}

static struct container_member
member_of(const struct zip_entry *e)
{
	return (struct container_member){
	    .encrypted = (e->flags & ZIP_ENCRYPTED) != 0,
	    .utf8 = (e->flags & ZIP_UTF8) != 0,
	    .method = e->method,
	    .crc = e->crc,
	    .compressed = e->compressed,
	    .size = e->size,
	    .at = e->at,
	    .stored_name = (guint)e->name_len,
	};
}

static bool
add_entry(struct container *c, const struct zip_entry *e,
    struct container_trouble *trouble)
{
	struct container_member m = member_of(e);
	size_t size;
	const unsigned char *unicode = unicode_name(e, &size);

	if (unicode == NULL)
		return add_member(c, m, e->name, e->name_len, trouble);
	m.utf8 = true;
	return add_member(c, m, unicode, size, trouble);
}

static bool
read_directory(struct container *c, struct zip_dir *d,
    struct container_trouble *trouble)
{
	struct zip_entry e;
	guint64 n = 0;

	if (d->comment_cut) {
		c->cut = true;
		fail(trouble, PROBLEM_TRUNCATED,
		    "the file ends within its last record");
	}
	/* The directory is in the last part, with the number of this one. */
	if (d->state == ZIP_DIR_PART) {
		fail(trouble, PROBLEM_TRUNCATED,
		    "part %u of an archive in several: expected one file",
		    d->part + 1);
		return false;
	}
	if (d->state == ZIP_DIR_MISPLACED) {
		fail(trouble, PROBLEM_DAMAGED,
		    "the directory is said to be where it cannot be");
		return false;
	}
	while (n < d->entries && zip_dir_next(d, &e) &&
	    add_entry(c, &e, trouble))
		n++;
	if (n < d->entries)
		fail(trouble, PROBLEM_DAMAGED, "the directory has %"
		    G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " entries", n,
		    d->entries);
	return n == d->entries;
}

static int
by_place(const void *a, const void *b)
{
	const struct container_member *const *x = a, *const *y = b;

	return (*x)->at < (*y)->at ? -1 : (*x)->at > (*y)->at;
}

/* Two members that share bytes unpack to more than there is: a bomb. */
static bool
check_overlaps(const struct container *c, struct container_trouble *trouble)
{
	guint n = c->members->len;
	g_autofree const struct container_member **sorted =
	    g_new(const struct container_member *, n + 1);
	guint64 end = 0;

	for (guint i = 0; i < n; i++)
		sorted[i] = container_member(c, i);
	qsort(sorted, n, sizeof *sorted, by_place);
	for (guint i = 0; i < n; i++) {
		if (sorted[i]->at < end) {
			fail(trouble, PROBLEM_LIMIT,
			    "members overlap: %s and %s", sorted[i - 1]->name,
			    sorted[i]->name);
			return false;
		}
		end = sorted[i]->at + HEADER + sorted[i]->stored_name +
		    sorted[i]->compressed;
		if (sorted[i]->compressed > c->len || end > c->len) {
			fail(trouble, PROBLEM_DAMAGED,
			    "%s lies outside of the file", sorted[i]->name);
			return false;
		}
	}
	return true;
}

/* --- a file that was cut ---------------------------------------------- */

/* Bytes that a deflated member has in a file which states its size after it,
 * or 0 where it is cut. */
static size_t
measure(struct container *c, const unsigned char *bytes, size_t len,
    struct container_member *m, struct container_trouble *trouble)
{
	unsigned char buffer[16384];
	z_stream z = {.next_in = (Bytef *)bytes, .avail_in = (uInt)len};
	int status = Z_OK;
	uLong crc = crc32(0, NULL, 0);

	if (inflateInit2(&z, -MAX_WBITS) != Z_OK)
		g_error("no memory to unpack");
	while (status == Z_OK &&
	    within_limits(c, c->measured + z.total_out, trouble)) {
		z.next_out = buffer;
		z.avail_out = sizeof buffer;
		status = inflate(&z, Z_NO_FLUSH);
		crc = crc32(crc, buffer, (uInt)sizeof buffer - z.avail_out);
	}
	m->compressed = z.total_in;
	m->size = z.total_out;
	m->crc = (guint32)crc;
	c->measured += z.total_out;
	inflateEnd(&z);
	return status == Z_STREAM_END ? (size_t)m->compressed : 0;
}

/* Follows the headers from the start.  The last member may be cut: its sizes
 * then say more than there is. */
static void
follow_headers(struct container *c, struct container_trouble *trouble)
{
	struct zip_entry e;
	size_t at = 0, data;

	while (zip_dir_header(c->bytes, c->len, at, &e, &data)) {
		struct container_member m = member_of(&e);
		bool follow = (e.flags & ZIP_SIZES_FOLLOW) != 0;

		if (follow) {
			size_t rest = MIN(c->len - data, G_MAXUINT32);

			if (measure(c, c->bytes + data, rest, &m, trouble) == 0)
				m.compressed = G_MAXUINT64;
		}
		if (!add_member(c, m, e.name, e.name_len, trouble))
			return;
		if (m.compressed > c->len - data)
			return;
		at = data + m.compressed;
		/* A descriptor with or without its mark. */
		if (follow) {
			size_t descriptor = c->len - at >= 4 &&
			    memcmp(c->bytes + at, "PK\7\10", 4) == 0 ? 16 : 12;

			at += MIN(descriptor, c->len - at);
		}
	}
}

/* --- opening ---------------------------------------------------------- */

/* Some programs on Windows part folders by a backslash, which no file name in
 * an office container has. */
static char *
key_of(const char *name)
{
	return g_strdelimit(g_ascii_strdown(name, -1), "\\", '/');
}

/* Of two members of one name the first counts. */
static void
index_names(struct container *c)
{
	for (guint i = c->members->len; i-- > 0;)
		g_hash_table_insert(c->by_name,
		    key_of(container_member(c, i)->name),
		    GUINT_TO_POINTER(i + 1));
}

struct container *
container_open(const unsigned char *bytes, size_t len,
    struct container_trouble *trouble)
{
	struct container *c = g_new0(struct container, 1);
	struct zip_dir directory;

	c->bytes = bytes;
	c->len = len;
	c->members = g_array_new(FALSE, FALSE,
	    sizeof(struct container_member));
	c->names = g_string_chunk_new(4096);
	c->by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
	    NULL);
	if (zip_dir_open(&directory, bytes, len) == ZIP_DIR_NO_END) {
		c->cut = true;
		fail(trouble, PROBLEM_TRUNCATED,
		    "the end record is missing: the file was cut");
		follow_headers(c, trouble);
	} else if (!read_directory(c, &directory, trouble) ||
	    !check_overlaps(c, trouble)) {
		container_close(c);
		return NULL;
	}
	if (c->members->len == 0) {
		fail(trouble, PROBLEM_DAMAGED, "no member in it");
		container_close(c);
		return NULL;
	}
	index_names(c);
	return c;
}

void
container_close(struct container *c)
{
	if (c == NULL)
		return;
	g_array_free(c->members, TRUE);
	g_string_chunk_free(c->names);
	g_hash_table_destroy(c->by_name);
	g_free(c);
}

size_t
container_count(const struct container *c)
{
	return c->members->len;
}

const struct container_member *
container_member(const struct container *c, size_t i)
{
	return &g_array_index(c->members, struct container_member, i);
}

const struct container_member *
container_find(const struct container *c, const char *name)
{
	g_autofree char *key = key_of(name);
	gpointer found = g_hash_table_lookup(c->by_name, key);

	return found == NULL ? NULL :
	    container_member(c, GPOINTER_TO_UINT(found) - 1);
}

/* --- unpacking -------------------------------------------------------- */

const unsigned char *
container_packed(const struct container *c, const struct container_member *m,
    size_t *len)
{
	struct zip_entry e;
	size_t data;

	if (!zip_dir_header(c->bytes, c->len, m->at, &e, &data))
		return NULL;
	*len = (size_t)MIN(c->len - data, m->compressed);
	return c->bytes + data;
}

/* Finds the data after the member's own header. */
static void
begin(struct container_stream *s)
{
	const struct container *c = s->container;
	const struct container_member *m = s->member;
	const unsigned char *compressed;
	size_t len;

	if (m->encrypted) {
		fail(&s->trouble, PROBLEM_ENCRYPTED, "password-protected");
		return;
	}
	if (m->method != STORED && m->method != DEFLATED) {
		fail(&s->trouble, PROBLEM_UNSUPPORTED,
		    "compressed by method %u: expected 0 or 8", m->method);
		return;
	}
	compressed = container_packed(c, m, &len);
	if (compressed == NULL) {
		fail(&s->trouble, PROBLEM_DAMAGED, "its header is missing");
		return;
	}
	if (m->compressed == G_MAXUINT64)
		fail(&s->trouble, PROBLEM_TRUNCATED,
		    "its data are cut after %zu bytes", len);
	else if (m->compressed > len)
		fail(&s->trouble, c->cut ? PROBLEM_TRUNCATED : PROBLEM_DAMAGED,
		    "its data end early: %zu bytes, expected %"
		    G_GUINT64_FORMAT, len, m->compressed);
	s->z.next_in = (Bytef *)compressed;
	s->z.avail_in = (uInt)MIN(len, G_MAXUINT32);
	s->ended = false;
	if (m->method == DEFLATED) {
		if (inflateInit2(&s->z, -MAX_WBITS) != Z_OK)
			g_error("no memory to unpack");
		s->inflating = true;
	}
}

struct container_stream *
container_stream_open(struct container *c, const struct container_member *m)
{
	struct container_stream *s = g_new0(struct container_stream, 1);

	s->container = c;
	s->member = m;
	s->ended = true;
	s->crc = crc32(0, NULL, 0);
	begin(s);
	return s;
}

/* Checks, at the end, that size and checksum are as the directory has them. */
static void
check_whole(struct container_stream *s)
{
	s->ended = true;
	if (s->done != s->member->size)
		fail(&s->trouble, PROBLEM_DAMAGED, "it unpacks to %"
		    G_GUINT64_FORMAT " bytes, expected %" G_GUINT64_FORMAT,
		    s->done, s->member->size);
	else if ((guint32)s->crc != s->member->crc)
		fail(&s->trouble, PROBLEM_DAMAGED,
		    "its checksum is %08lx, expected %08x", s->crc,
		    s->member->crc);
}

static size_t
copy_stored(struct container_stream *s, void *buffer, size_t size)
{
	size_t n = MIN(size, s->z.avail_in);

	memcpy(buffer, s->z.next_in, n);
	s->z.next_in += n;
	s->z.avail_in -= (uInt)n;
	return n;
}

static size_t
inflate_some(struct container_stream *s, void *buffer, size_t size,
    int *status)
{
	s->z.next_out = buffer;
	s->z.avail_out = (uInt)MIN(size, G_MAXUINT32);
	*status = inflate(&s->z, Z_NO_FLUSH);
	return MIN(size, G_MAXUINT32) - s->z.avail_out;
}

size_t
container_stream_read(struct container_stream *s, void *buffer, size_t size)
{
	int status = Z_OK;
	size_t n;

	if (s->ended || size == 0)
		return 0;
	n = s->inflating ? inflate_some(s, buffer, size, &status) :
	    copy_stored(s, buffer, size);
	s->crc = crc32(s->crc, buffer, (uInt)n);
	s->done += n;
	s->container->decompressed += n;
	if (!within_limits(s->container, s->container->decompressed, &s->trouble))
		s->ended = true;
	if (status == Z_STREAM_END || (!s->inflating && s->z.avail_in == 0))
		check_whole(s);
	else if (status != Z_OK) {
		fail(&s->trouble, s->container->cut ? PROBLEM_TRUNCATED :
		    PROBLEM_DAMAGED, "its compressed data are broken at byte %lu",
		    s->z.total_in);
		s->ended = true;
	}
	return n;
}

const struct container_trouble *
container_stream_trouble(const struct container_stream *s)
{
	return s->trouble.why != NULL ? &s->trouble : NULL;
}

void
container_stream_close(struct container_stream *s)
{
	if (s == NULL)
		return;
	if (s->inflating)
		inflateEnd(&s->z);
	container_trouble_clear(&s->trouble);
	g_free(s);
}

char *
container_read(struct container *c, const struct container_member *m,
    size_t *len, struct container_trouble *trouble)
{
	struct container_stream *s = container_stream_open(c, m);
	GString *all = g_string_sized_new(4096);
	char buffer[16384];
	size_t n;

	while ((n = container_stream_read(s, buffer, sizeof buffer)) > 0)
		g_string_append_len(all, buffer, (gssize)n);
	if (s->trouble.why != NULL)
		fail(trouble, s->trouble.problem, "%s", s->trouble.why);
	container_stream_close(s);
	*len = all->len;
	return g_string_free(all, FALSE);
}
