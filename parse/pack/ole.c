#include "ole.h"

#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-infile.h>
#include <gsf/gsf-input-memory.h>
#include <gsf/gsf-utils.h>
#include <string.h>

#include "fetch/base/bytes.h"
#include "fetch/body/ole_dir.h"
#include "parse/core/library.h"

_Static_assert(sizeof GSF > 1, "GSF: expected the library's file name");

enum {
	BLOCK = 4096,
	PIECE = 1 << 16,
	MINI_TABLE = 60,        /* its first sector and how many it has, u32 */
};

/* The functions of libgsf that are called, without "gsf_". */
#define GSF_FUNCTIONS(EACH)                                                   \
	EACH(infile_child_by_index)                                           \
	EACH(infile_msole_new)                                                \
	EACH(infile_name_by_index)                                            \
	EACH(infile_num_children)                                             \
	EACH(init)                                                            \
	EACH(input_memory_new)                                                \
	EACH(input_read)                                                      \
	EACH(input_remaining)                                                 \
	EACH(input_size)

#define GSF_MEMBER(name) __typeof__(gsf_##name) *name;
#define GSF_NAMED(name) {"gsf_" #name, (void **)&gsf.name},

/* NULLs before it is opened. */
static struct {
	GSF_FUNCTIONS(GSF_MEMBER)
} gsf;

struct ole {
	const uint8_t *bytes;   /* the file */
	size_t len;
	struct ole_dir *directory;
	GsfInfile *streams;     /* NULL where libgsf refuses the file */
	uint8_t *mended;        /* a copy for libgsf, or NULL */
};

bool
ole_is(const uint8_t *bytes, size_t len)
{
	return ole_dir_is(bytes, len);
}

uint64_t
ole_needs(const struct ole *o)
{
	return ole_dir_needs(o->directory);
}

void
ole_prepare(void)
{
	static const struct library_function functions[] = {
	    GSF_FUNCTIONS(GSF_NAMED)};

	if (gsf.init != NULL)
		return;
	library_open(GSF, "the library for compound files", false, functions,
	    G_N_ELEMENTS(functions));
	gsf.init();
}

/* --- streams --------------------------------------------------------------- */

/* Some programs write a wrong number of sectors of the table of the mini
 * stream, which libgsf believes; the chain says how many there are. */
static const uint8_t *
mend(struct ole *o, const uint8_t *bytes, size_t len)
{
	uint32_t declared = bytes_u32(bytes + MINI_TABLE + 4);
	size_t found = ole_dir_chain(o->directory, bytes_u32(bytes +
	    MINI_TABLE));

	if (found == declared || found > G_MAXUINT32 ||
	    !ole_dir_is_whole(o->directory))
		return bytes;
	o->mended = g_memdup2(bytes, len);
	for (unsigned i = 0; i < 4; i++)
		o->mended[MINI_TABLE + 4 + i] = (uint8_t)(found >> 8 * i);
	return o->mended;
}

struct ole *
ole_open(const uint8_t *bytes, size_t len, const char **error)
{
	struct ole_dir *directory = ole_dir_open(bytes, len);
	GsfInput *input;
	struct ole *o;

	if (directory == NULL) {
		*error = "no header of a compound file";
		return NULL;
	}
	if (gsf.init == NULL) {
		*error = "a compound file where none is expected";
		ole_dir_close(directory);
		return NULL;
	}
	if (ole_dir_shift(bytes, len) == 0) {
		*error = "sector size: expected 512 or 4096";
		ole_dir_close(directory);
		return NULL;
	}
	o = g_new0(struct ole, 1);
	o->bytes = bytes;
	o->len = len;
	o->directory = directory;
	input = gsf.input_memory_new(mend(o, bytes, len), (gsf_off_t)len,
	    FALSE);
	o->streams = gsf.infile_msole_new(input, NULL);
	g_object_unref(input);
	return o;
}

void
ole_close(struct ole *o)
{
	if (o == NULL)
		return;
	if (o->streams != NULL)
		g_object_unref(o->streams);
	ole_dir_close(o->directory);
	g_free(o->mended);
	g_free(o);
}

/* Finds the place of a stream in the root folder, or -1. */
static int
find(GsfInfile *folder, const char *name)
{
	int n = gsf.infile_num_children(folder);

	for (int i = 0; i < n; i++) {
		const char *found = gsf.infile_name_by_index(folder, i);

		if (found != NULL && g_ascii_strcasecmp(found, name) == 0)
			return i;
	}
	return -1;
}

/* The stream of this name, the caller's, or NULL. */
static GsfInput *
open_stream(const struct ole *o, const char *name)
{
	int i = o->streams != NULL ? find(o->streams, name) : -1;

	return i >= 0 ? gsf.infile_child_by_index(o->streams, i) : NULL;
}

/* Where all of a stream lies in the file, or NULL.  Of sectors in a row libgsf says
 * where they lie; others it puts together in memory of its own, of which there is
 * never more than a piece. */
static const uint8_t *
place(const struct ole *o, GsfInput *input, size_t len)
{
	const uint8_t *first = NULL;

	if (len > o->len)
		return NULL;
	for (size_t done = 0, n; done < len; done += n) {
		const uint8_t *at;

		n = MIN(PIECE, len - done);
		at = gsf.input_read(input, n, NULL);
		if (at == NULL || at < o->bytes || at > o->bytes + o->len - n ||
		    (done > 0 && at != first + done))
			return NULL;
		first = done == 0 ? at : first;
	}
	return first;
}

const uint8_t *
ole_stream_in_place(const struct ole *o, const char *name, size_t *len)
{
	GsfInput *input = open_stream(o, name);
	const uint8_t *at;

	if (input == NULL)
		return NULL;
	*len = (size_t)gsf.input_size(input);
	at = place(o, input, *len);
	g_object_unref(input);
	return at;
}

GByteArray *
ole_stream(const struct ole *o, const char *name, uint64_t *declared)
{
	GsfInput *input = open_stream(o, name);
	GByteArray *out;

	if (input == NULL)
		return NULL;
	*declared = (uint64_t)gsf.input_size(input);
	out = g_byte_array_new();
	while (gsf.input_remaining(input) > 0) {
		size_t n = MIN(BLOCK, (size_t)gsf.input_remaining(input));
		const uint8_t *part = gsf.input_read(input, n, NULL);

		if (part == NULL)
			break;
		g_byte_array_append(out, part, (guint)n);
	}
	g_object_unref(input);
	return out;
}
