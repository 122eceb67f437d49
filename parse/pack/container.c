#include "container.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "parse/core/limits.h"

enum {
	HEADER = 30, HEADER_CRC = 14,   /* sizes of the fixed parts */
	ENTRY = 46,
	END = 22,
	LOCATOR64 = 20, END64 = 56,
	FLAG_ENCRYPTED = 1, FLAG_SIZES_BEHIND = 8, FLAG_UTF8 = 0x800,
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
	guint64 unpacked;               /* by all streams so far */
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

static guint32
u16(const unsigned char *p)
{
	return p[0] | (guint32)p[1] << 8;
}

static guint32
u32(const unsigned char *p)
{
	return u16(p) | u16(p + 2) << 16;
}

static guint64
u64(const unsigned char *p)
{
	return u32(p) | (guint64)u32(p + 4) << 32;
}

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
within_limits(const struct container *c, guint64 unpacked,
    struct container_trouble *trouble)
{
	if (unpacked > (guint64)limits.unpacked << 20)
		fail(trouble, PROBLEM_LIMIT, "unpacks to more than %u MiB",
		    limits.unpacked);
	else if (unpacked > LIMITS_GRACE && unpacked / limits.ratio > c->len)
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

/* An extra field of an entry, id:u16 size:u16 …, or NULL. */
static const unsigned char *
extra_field(const unsigned char *extra, size_t len, unsigned id, size_t *size)
{
	while (len >= 4) {
		*size = u16(extra + 2);
		if (*size > len - 4)
			return NULL;
		if (u16(extra) == id)
			return extra + 4;
		extra += 4 + *size;
		len -= 4 + *size;
	}
	return NULL;
}

/* Sizes and place that do not fit in 32 bits stand in extra field 1, in this
 * order and only those. */
static void
read_extra64(struct container_member *m, const unsigned char *extra,
    size_t len)
{
	guint64 *fields[] = {&m->size, &m->packed, &m->at};
	size_t n;
	const unsigned char *p = extra_field(extra, len, 1, &n);

	for (size_t i = 0; p != NULL && i < G_N_ELEMENTS(fields); i++)
		if (*fields[i] == 0xffffffff && n >= 8) {
			*fields[i] = u64(p);
			p += 8;
			n -= 8;
		}
}

/* WinRAR and others write names in the machine's code page and beside them in
 * UTF-8: version:u8 crc:u32 of the other name, the name.  Such a name, or
 * NULL. */
static const unsigned char *
unicode_name(const unsigned char *name, size_t name_len,
    const unsigned char *extra, size_t len, size_t *size)
{
	const unsigned char *p = extra_field(extra, len, FIELD_UNICODE_NAME,
	    size);

	if (p == NULL || *size <= 5 || p[0] != 1 ||
	    u32(p + 1) != crc32(0, name, (uInt)name_len) ||
	    !g_utf8_validate_len((const char *)p + 5, *size - 5, NULL))
		return NULL;
	*size -= 5;
	return p + 5;
}

/* One entry at `at`; returns its length, or 0 where there is none. */
static size_t
read_entry(struct container *c, size_t at, size_t end, guint64 shift,
    struct container_trouble *trouble)
{
	const unsigned char *p = c->bytes + at;
	struct container_member m = {0};
	const unsigned char *unicode;
	size_t name, extra, len, size;

	if (end - at < ENTRY || memcmp(p, "PK\1\2", 4) != 0)
		return 0;
	name = u16(p + 28);
	extra = u16(p + 30);
	len = ENTRY + name + extra + u16(p + 32);
	if (len > end - at)
		return 0;
	m.encrypted = u16(p + 8) & FLAG_ENCRYPTED;
	m.utf8 = u16(p + 8) & FLAG_UTF8;
	m.method = u16(p + 10);
	m.crc = u32(p + 16);
	m.packed = u32(p + 20);
	m.size = u32(p + 24);
	m.at = u32(p + 42);
	read_extra64(&m, p + ENTRY + name, extra);
	m.at += shift;
	m.stored_name = name;
	unicode = unicode_name(p + ENTRY, name, p + ENTRY + name, extra,
	    &size);
	m.utf8 |= unicode != NULL;
	return add_member(c, m, unicode != NULL ? unicode : p + ENTRY,
	    unicode != NULL ? size : name, trouble) ? len : 0;
}

/* Where the last end record begins, or the length of the file. */
static size_t
find_end(const struct container *c)
{
	size_t lowest = c->len > END + 0xffff ? c->len - END - 0xffff : 0;

	for (size_t at = c->len >= END ? c->len - END + 1 : 0; at-- > lowest;)
		if (memcmp(c->bytes + at, "PK\5\6", 4) == 0)
			return at;
	return c->len;
}

static bool
read_directory(struct container *c, size_t end,
    struct container_trouble *trouble)
{
	const unsigned char *p = c->bytes + end;
	guint64 n = u16(p + 10), size = u32(p + 12), at = u32(p + 16);
	guint64 limit = end, shift;

	if (u16(p + 20) > c->len - end - END) {
		c->cut = true;
		fail(trouble, PROBLEM_TRUNCATED,
		    "the file ends within its last record");
	}
	/* The directory is in the last part, with the number of this one. */
	if (u16(p + 4) != 0 && u16(p + 4) != 0xffff) {
		fail(trouble, PROBLEM_TRUNCATED,
		    "part %u of an archive in several: expected one file",
		    u16(p + 4) + 1);
		return false;
	}
	if (end >= LOCATOR64 && memcmp(p - LOCATOR64, "PK\6\7", 4) == 0) {
		guint64 end64 = u64(p - LOCATOR64 + 8);

		if (end64 <= end - LOCATOR64 &&
		    end - LOCATOR64 - end64 >= END64 &&
		    memcmp(c->bytes + end64, "PK\6\6", 4) == 0) {
			n = u64(c->bytes + end64 + 32);
			size = u64(c->bytes + end64 + 40);
			at = u64(c->bytes + end64 + 48);
			limit = end64;
		}
	}
	if (size > limit || at > limit - size) {
		fail(trouble, PROBLEM_DAMAGED,
		    "the directory is said to be where it cannot be");
		return false;
	}
	/* A program may stand before the archive; places count behind it. */
	shift = limit - size - at;
	at += shift;
	for (guint64 i = 0; i < n; i++) {
		size_t len = read_entry(c, (size_t)at, (size_t)limit, shift,
		    trouble);

		if (len == 0) {
			fail(trouble, PROBLEM_DAMAGED, "the directory has %"
			    G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
			    " entries", i, n);
			return false;
		}
		at += len;
	}
	return true;
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
		    sorted[i]->packed;
		if (sorted[i]->packed > c->len || end > c->len) {
			fail(trouble, PROBLEM_DAMAGED,
			    "%s lies outside of the file", sorted[i]->name);
			return false;
		}
	}
	return true;
}

/* --- a file that was cut ---------------------------------------------- */

/* Bytes that a deflated member has in a file which tells its size behind it,
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
	m->packed = z.total_in;
	m->size = z.total_out;
	m->crc = (guint32)crc;
	c->measured += z.total_out;
	inflateEnd(&z);
	return status == Z_STREAM_END ? (size_t)m->packed : 0;
}

/* Follows the headers from the start.  The last member may be cut: its sizes
 * then say more than there is. */
static void
follow_headers(struct container *c, struct container_trouble *trouble)
{
	size_t at = 0;

	while (c->len - at >= HEADER &&
	    memcmp(c->bytes + at, "PK\3\4", 4) == 0) {
		const unsigned char *p = c->bytes + at;
		size_t name = u16(p + 26), data = HEADER + name + u16(p + 28);
		struct container_member m = {.at = at,
		    .encrypted = u16(p + 6) & FLAG_ENCRYPTED,
		    .utf8 = u16(p + 6) & FLAG_UTF8, .method = u16(p + 8),
		    .crc = u32(p + 14), .packed = u32(p + 18),
		    .size = u32(p + 22)};

		if (data > c->len - at)
			return;
		if (u16(p + 6) & FLAG_SIZES_BEHIND) {
			size_t rest = MIN(c->len - at - data, G_MAXUINT32);

			if (measure(c, p + data, rest, &m, trouble) == 0)
				m.packed = c->len;
		}
		if (!add_member(c, m, p + HEADER, name, trouble))
			return;
		if (m.packed > c->len - at - data)
			return;
		at += data + m.packed;
		/* A descriptor with or without its mark. */
		if (u16(p + 6) & FLAG_SIZES_BEHIND) {
			size_t behind = c->len - at >= 4 &&
			    memcmp(c->bytes + at, "PK\7\10", 4) == 0 ? 16 : 12;

			at += MIN(behind, c->len - at);
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
	size_t end;

	c->bytes = bytes;
	c->len = len;
	c->members = g_array_new(FALSE, FALSE,
	    sizeof(struct container_member));
	c->names = g_string_chunk_new(4096);
	c->by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
	    NULL);
	end = find_end(c);
	if (end == len) {
		c->cut = true;
		fail(trouble, PROBLEM_TRUNCATED,
		    "the end record is missing: the file was cut");
		follow_headers(c, trouble);
	} else if (!read_directory(c, end, trouble) ||
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
	const unsigned char *p = c->bytes + m->at;
	size_t data, rest;

	if (m->at > c->len || c->len - m->at < HEADER ||
	    memcmp(p, "PK\3\4", 4) != 0)
		return NULL;
	data = HEADER + u16(p + 26) + u16(p + 28);
	rest = (size_t)(c->len - m->at);
	rest = data < rest ? rest - data : 0;
	*len = (size_t)MIN(rest, m->packed);
	return rest > 0 ? p + data : p;
}

/* Finds the data behind the member's own header. */
static void
begin(struct container_stream *s)
{
	const struct container *c = s->container;
	const struct container_member *m = s->member;
	const unsigned char *packed;
	size_t len;

	if (m->encrypted) {
		fail(&s->trouble, PROBLEM_ENCRYPTED, "behind a password");
		return;
	}
	if (m->method != STORED && m->method != DEFLATED) {
		fail(&s->trouble, PROBLEM_UNSUPPORTED,
		    "packed by method %u: expected 0 or 8", m->method);
		return;
	}
	packed = container_packed(c, m, &len);
	if (packed == NULL) {
		fail(&s->trouble, PROBLEM_DAMAGED, "its header is missing");
		return;
	}
	if (m->packed > len)
		fail(&s->trouble, c->cut ? PROBLEM_TRUNCATED : PROBLEM_DAMAGED,
		    "its data end early: %zu bytes, expected %"
		    G_GUINT64_FORMAT, len, m->packed);
	s->z.next_in = (Bytef *)packed;
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

/* At the end: size and checksum as the directory has them. */
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
	s->container->unpacked += n;
	if (!within_limits(s->container, s->container->unpacked, &s->trouble))
		s->ended = true;
	if (status == Z_STREAM_END || (!s->inflating && s->z.avail_in == 0))
		check_whole(s);
	else if (status != Z_OK) {
		fail(&s->trouble, s->container->cut ? PROBLEM_TRUNCATED :
		    PROBLEM_DAMAGED, "its packed data are broken at byte %lu",
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
