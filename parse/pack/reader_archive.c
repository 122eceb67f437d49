/* Archives of documents: .zip through container.h, .rar and .7z through
 * libarchive, which is asked for these formats alone and for members of .zip
 * that are compressed by rare methods.
 *
 * Before what a member says stands a text of the role "member" with its path;
 * an archive in an archive is read once more, "附件.zip/河北/名单.xlsx".
 * Nothing is written under a name from an archive, so a name may be any. */
#include <archive.h>
#include <archive_entry.h>
#include <string.h>
#include <zlib.h>

#include "fetch/base/bytes.h"
#include "fetch/body/charset.h"
#include "fetch/body/sniff.h"
#include "parse/core/limits.h"
#include "parse/core/reader.h"
#include "archive_outline.h"
#include "container.h"
#include "package.h"

enum {
	MOST_DEPTH = 2,                 /* an archive in an archive */
	MOST_MEMBER = 64 << 20,         /* bytes; all: limits.decompressed */
	BLOCK = 1 << 16,
	BZIP2 = 12, LZMA = 14, PPMD = 98,       /* methods in a .zip */
	LZMA_HEAD = 9,
	LEAST_DICTIONARY = 4096,
};

/* An archive at work. */
struct unpacking {
	const struct reader_source *source;
	struct records *out;
	struct reader_budget *budget;   /* of it and those inside */
};

/* --- members ---------------------------------------------------------- */

/* What computers add by themselves: the parts that macOS keeps apart, folders'
 * settings, the marks of documents open at the time. */
static bool
is_litter(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;

	return g_str_has_prefix(path, "__MACOSX/") ||
	    strcmp(name, ".DS_Store") == 0 ||
	    g_ascii_strcasecmp(name, "Thumbs.db") == 0 ||
	    g_ascii_strcasecmp(name, "desktop.ini") == 0 ||
	    g_str_has_prefix(name, "~$");
}

/* The path of a member from the outermost archive, the caller's. */
static char *
path_of(const struct unpacking *u, const char *name)
{
	return u->source->member == NULL ? g_strdup(name) :
	    g_strconcat(u->source->member, "/", name, NULL);
}

/* Notes a problem of a member that is not read. */
static void
set_aside(const struct unpacking *u, const char *name,
    enum table_problem problem, const char *why)
{
	g_autofree char *path = path_of(u, name);

	records_member(u->out, path);
	records_problem(u->out, problem, "", "%s", why);
	records_member(u->out, u->source->member);
}

/* Whether one more member may be read; reports once when not. */
static bool
may_read(const struct unpacking *u)
{
	if (u->budget->members++ < limits.members)
		return true;
	if (u->budget->members == limits.members + 1)
		records_problem(u->out, PROBLEM_LIMIT, "",
		    "more than %u members: the rest is not read",
		    limits.members);
	return false;
}

static void
read_member(const struct unpacking *u, const char *name,
    const unsigned char *bytes, size_t len)
{
	g_autofree char *path = path_of(u, name);
	struct reader_source member = {.bytes = bytes, .len = len, .member = path,
	    .media_type = sniff_media_type(bytes, len),
	    .depth = u->source->depth + 1, .budget = u->budget,
	    .read_member = u->source->read_member};

	records_member(u->out, path);
	member.read_member(&member, u->out);
	records_member(u->out, u->source->member);
}

/* How much more may be decompressed. */
static size_t
room(const struct unpacking *u)
{
	size_t most = (size_t)limits.decompressed << 20;
	size_t left = most - MIN(u->budget->bytes, most);

	return MIN(left, (size_t)MOST_MEMBER);
}

/* --- names ------------------------------------------------------------ */

/* Whether a name that is valid UTF-8 is rather GBK: two bytes of that may look
 * like one character of Greek or Arabic, never like one of Chinese. */
static bool
is_rather_gbk(const char *name)
{
	bool low = false;

	for (const char *p = name; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (c >= 0x2000)
			return false;
		low |= c >= 0x80;
	}
	return low;
}

/* A name in UTF-8, the caller's.  Windows writes it in the code page of the
 * machine, which for these publishers is GBK; macOS in UTF-8 without saying
 * so. */
static char *
decode_name(const char *name, bool utf8)
{
	char *decoded, *p;

	if (g_utf8_validate(name, -1, NULL) && (utf8 || !is_rather_gbk(name)))
		decoded = g_strdup(name);
	else
		decoded = charset_decode((const unsigned char *)name,
		    strlen(name), "gb18030", NULL, NULL);
	for (p = decoded; *p != '\0'; p++)
		if (*p == '\\')
			*p = '/';
	return decoded;
}

/* --- libarchive ------------------------------------------------------- */

/* What an error is about, by its words: "RAR encryption support
 * unavailable." */
static enum table_problem
problem_of(struct archive *a)
{
	static const struct {
		const char *word;
		enum table_problem problem;
	} words[] = {{"encrypt", PROBLEM_ENCRYPTED},
	    {"crypto", PROBLEM_ENCRYPTED},
	    {"unavailable", PROBLEM_UNSUPPORTED},
	    {"unsupported", PROBLEM_UNSUPPORTED},
	    {"not supported", PROBLEM_UNSUPPORTED}};
	const char *why = archive_error_string(a);
	g_autofree char *lower = why != NULL ? g_ascii_strdown(why, -1) : NULL;

	for (size_t i = 0; lower != NULL && i < G_N_ELEMENTS(words); i++)
		if (strstr(lower, words[i].word) != NULL)
			return words[i].problem;
	return PROBLEM_DAMAGED;
}

static const char *
why_not(struct archive *a)
{
	const char *why = archive_error_string(a);

	return why != NULL ? why : "it cannot be decompressed";
}

/* The bytes of a member; false when it is set aside, *fatal when nothing
 * after it can be read. */
static bool
unpack(const struct unpacking *u, struct archive *a, const char *name,
    GByteArray *bytes, bool *fatal)
{
	g_autofree uint8_t *block = g_malloc(BLOCK);
	size_t most = room(u);
	la_ssize_t n;

	while ((n = archive_read_data(a, block, BLOCK)) > 0) {
		u->budget->bytes += (size_t)n;
		if ((size_t)n > most - bytes->len ||
		    (u->budget->bytes > LIMITS_GRACE &&
		    u->budget->bytes / limits.ratio > u->source->len)) {
			set_aside(u, name, PROBLEM_LIMIT,
			    "more bytes than are decompressed");
			*fatal = true;
			return false;
		}
		g_byte_array_append(bytes, block, (guint)n);
	}
	if (n == 0)
		return true;
	set_aside(u, name, problem_of(a), why_not(a));
	*fatal = n == ARCHIVE_FATAL;
	return false;
}

/* --- zip -------------------------------------------------------------- */

/* Methods of packing in a .zip that libarchive knows: bzip2, LZMA, PPMd.  It
 * does not know Deflate64 (9), which Windows takes for members of more than 2
 * GiB; and of xz (95) any member may ask for 4 GiB of memory. */
static bool
is_packed_otherwise(unsigned method)
{
	return method == BZIP2 || method == LZMA || method == PPMD;
}

static void
put(GByteArray *to, unsigned bytes, guint64 value)
{
	for (unsigned i = 0; i < bytes; i++) {
		guint8 byte = value >> 8 * i & 0xff;

		g_byte_array_append(to, &byte, 1);
	}
}

/* LZMA in a .zip begins with version:u16 size:u16 parameters:u8 and the size of
 * its dictionary:u32, as much memory as it asks for.  None is needed beyond the
 * size of the member. */
static void
bound_dictionary(guint8 *head, guint64 size)
{
	const guint32 asked = (guint32)MIN(bytes_u32(head + 5),
	    MAX(size, LEAST_DICTIONARY));

	for (unsigned i = 0; i < 4; i++)
		head[5 + i] = asked >> 8 * i & 0xff;
}

/* An archive of this member alone, whose header says what the directory does,
 * for libarchive. */
static GByteArray *
alone(const struct container_member *m, const unsigned char *compressed,
    size_t len)
{
	GByteArray *zip = g_byte_array_new();

	put(zip, 4, 0x04034b50);
	put(zip, 2, 63);        /* the version of the format needed */
	put(zip, 2, 0);
	put(zip, 2, m->method);
	put(zip, 4, 0);
	put(zip, 4, m->crc);
	put(zip, 4, len);
	put(zip, 4, m->size);
	put(zip, 2, 1);
	put(zip, 2, 0);
	put(zip, 1, 'x');
	g_byte_array_append(zip, compressed, (guint)len);
	if (m->method == LZMA && len >= LZMA_HEAD)
		bound_dictionary(zip->data + zip->len - len, m->size);
	return zip;
}

/* Reads a member of .zip by way of libarchive. */
static void
read_packed_otherwise(const struct unpacking *u, const char *name,
    const struct container *container, const struct container_member *m)
{
	size_t len = 0;
	const unsigned char *compressed = container_packed(container, m, &len);
	GByteArray *bytes = g_byte_array_new(), *zip;
	struct archive *a = archive_read_new();
	struct archive_entry *e;
	bool fatal = false;

	zip = alone(m, compressed, compressed != NULL ? len : 0);
	archive_read_support_format_zip_streamable(a);
	archive_read_open_memory(a, zip->data, zip->len);
	if (archive_read_next_header(a, &e) != ARCHIVE_OK)
		set_aside(u, name, problem_of(a), why_not(a));
	else if (unpack(u, a, name, bytes, &fatal)) {
		if (bytes->len != m->size ||
		    crc32(0, bytes->data, bytes->len) != m->crc)
			set_aside(u, name, PROBLEM_DAMAGED,
			    "its size or checksum is not the one expected");
		else
			read_member(u, name, bytes->data, bytes->len);
	}
	archive_read_free(a);
	g_byte_array_free(zip, TRUE);
	g_byte_array_free(bytes, TRUE);
}

static void
read_zip_member(const struct unpacking *u, struct container *container,
    const struct container_member *m)
{
	g_autofree char *name = decode_name(m->name, m->utf8);
	g_autofree char *bytes = NULL;
	struct container_trouble trouble = {0};
	size_t len = 0;

	if (m->is_folder || is_litter(name) || !may_read(u))
		return;
	if (m->encrypted) {
		set_aside(u, name, PROBLEM_ENCRYPTED,
		    "a password-protected member");
		return;
	}
	if (m->size > room(u)) {
		set_aside(u, name, PROBLEM_LIMIT,
		    "more bytes than are decompressed");
		return;
	}
	if (is_packed_otherwise(m->method)) {
		read_packed_otherwise(u, name, container, m);
		return;
	}
	bytes = container_read(container, m, &len, &trouble);
	u->budget->bytes += len;
	if (trouble.why != NULL)
		set_aside(u, name, trouble.problem, trouble.why);
	else
		read_member(u, name, (const unsigned char *)bytes, len);
	container_trouble_clear(&trouble);
}

static void
read_zip(const struct unpacking *u)
{
	struct container *container = package_open(u->source->bytes,
	    u->source->len, u->out);

	for (size_t i = 0; container != NULL && i < container_count(container);
	    i++)
		read_zip_member(u, container, container_member(container, i));
	container_close(container);
}

/* --- rar and 7z ------------------------------------------------------- */

/* The name of a member, the caller's. */
static char *
name_of(struct archive_entry *e)
{
	const char *name = archive_entry_pathname_utf8(e);

	if (name != NULL)
		return decode_name(name, true);
	name = archive_entry_pathname(e);
	return name != NULL ? decode_name(name, false) : g_strdup("?");
}

/* Reads the member at hand; false when nothing after it can be read. */
static bool
read_entry(const struct unpacking *u, struct archive *a,
    struct archive_entry *e, struct archive_file file)
{
	g_autofree char *name = name_of(e);
	GByteArray *bytes;
	bool fatal = false;

	/* 0: of a program that leaves the attributes away. */
	if ((archive_entry_filetype(e) != AE_IFREG &&
	    archive_entry_filetype(e) != 0) || is_litter(name))
		return true;
	if (!may_read(u))
		return false;
	if (archive_entry_is_encrypted(e) || file.encrypted) {
		set_aside(u, name, PROBLEM_ENCRYPTED,
		    "a password-protected member");
		return true;
	}
	if (file.partial) {
		set_aside(u, name, PROBLEM_TRUNCATED,
		    "the rest of it is in another part of the archive");
		return true;
	}
	bytes = g_byte_array_new();
	if (unpack(u, a, name, bytes, &fatal)) {
		if (file.has_crc &&
		    file.crc != crc32(0, bytes->data, bytes->len))
			set_aside(u, name, PROBLEM_DAMAGED,
			    "its checksum is not the one expected");
		else
			read_member(u, name, bytes->data, bytes->len);
	}
	g_byte_array_free(bytes, TRUE);
	return !fatal;
}

static struct archive *
open_archive(const unsigned char *bytes, size_t len)
{
	struct archive *a = archive_read_new();

	archive_read_support_format_rar(a);
	archive_read_support_format_rar5(a);
	archive_read_support_format_7zip(a);
	/* Names of old .rar; the sandbox lets no other converter be loaded. */
	archive_read_set_option(a, "rar", "hdrcharset", "GB18030");
	archive_read_open_memory(a, bytes, len);
	return a;
}

static void
read_libarchive(const struct unpacking *u)
{
	const struct reader_source *source = u->source;
	struct archive_outline outline;
	struct archive_entry *e;
	struct archive *a;
	guint n = 0;
	int status;

	archive_outline_read(&outline, source->bytes, source->len);
	a = open_archive(source->bytes, outline.usable);
	if (outline.cut)
		records_problem(u->out, PROBLEM_TRUNCATED, "",
		    "%zu bytes: the end of the archive is missing",
		    source->len);
	else if (outline.volume)
		records_problem(u->out, PROBLEM_TRUNCATED, "",
		    "one part of an archive in several: expected one file");
	while ((status = archive_read_next_header(a, &e)) == ARCHIVE_OK ||
	    status == ARCHIVE_WARN) {
		struct archive_file file = {0};

		if (n < outline.files->len)
			file = g_array_index(outline.files,
			    struct archive_file, n);
		n++;
		if (!read_entry(u, a, e, file))
			break;
	}
	if (status != ARCHIVE_OK && status != ARCHIVE_WARN &&
	    status != ARCHIVE_EOF && !outline.cut && !outline.volume)
		records_problem(u->out, problem_of(a), "", "%s", why_not(a));
	archive_read_free(a);
	archive_outline_clear(&outline);
}

static void
read_archive(const struct reader_source *source, struct records *out)
{
	struct reader_budget own = {0};
	struct unpacking u = {source, out,
	    source->budget != NULL ? source->budget : &own};

	if (source->depth >= MOST_DEPTH)
		records_problem(out, PROBLEM_LIMIT, "",
		    "an archive in an archive in an archive: not read");
	else if (strcmp(source->media_type, MEDIA_ZIP) == 0)
		read_zip(&u);
	else
		read_libarchive(&u);
}

const struct reader reader_archive = {
    .name = "archive", .read = read_archive};
