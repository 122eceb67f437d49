#include "normalize.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "fetch/base/program.h"
#include "fetch/base/text.h"
#include "fetch/handoff/handoff.h"
#include "transform/place/place.h"
#include "code.h"
#include "name.h"
#include "name_place.h"

/* A line longer than this is no name, place or code. */
enum { LONGEST = 4096 };

static void
put(GString *line, const char *text)
{
	g_string_append_c(line, '\t');
	handoff_table_escape(line, text != NULL && *text ? text : NULL);
}

/* Of a division; NULL where there is none. */
#define CODE_OF(division) ((division) != NULL ? (division)->code : NULL)
#define NAME_OF(division) ((division) != NULL ? (division)->name : NULL)

static void
write_name(GString *line, const char *value)
{
	static struct name *name;

	if (name == NULL)
		name = name_new();
	name_read(name, value);
	name_split(name);
	put(line, name->canonical->str);
	put(line, name->key->str);
	put(line, name->place->str);
	put(line, name->brand->str);
	put(line, name->trade->str);
	put(line, name->legal_form->str);
	put(line, CODE_OF(name->where.province));
	put(line, CODE_OF(name->where.city));
	put(line, CODE_OF(name->where.district));
	put(line, name->has_place ? "name" : "none");
}

static void
write_place(GString *line, const char *value)
{
	struct place place;
	enum place_basis basis = place_read(value, NULL, PLACE_EVIDENCE,
	    &place);

	/* 禧屋家居科技（昆山）有限公司, a firm for an address. */
	if (basis == PLACE_NONE && text_ends(value, "公司") &&
	    name_place(value, &place, NULL, NULL))
		basis = PLACE_NAME;
	if (basis == PLACE_NONE)
		basis = place_read(value, NULL, PLACE_INSIDE, &place);
	put(line, CODE_OF(place.unit));
	put(line, CODE_OF(place.province));
	put(line, NAME_OF(place.province));
	put(line, CODE_OF(place.city));
	put(line, NAME_OF(place.city));
	put(line, CODE_OF(place.district));
	put(line, NAME_OF(place.district));
	put(line, place_basis_word(basis));
}

static void
write_code(GString *line, const char *value)
{
	struct code code = code_read(value);

	put(line, code.text);
	put(line, code_status_word(code.status));
	put(line, code.region);
	put(line, code_note_word(code.note));
}

static const struct normalize_filter {
	const char *what;
	const char *columns;
	void (*write)(GString *line, const char *value);
} filters[] = {
    {"name", "printed\tname\tname_key\tplace\tbrand\ttrade\tlegal_form\t"
	     "province_code\tcity_code\tdistrict_code\tplace_evidence",
	write_name},
    {"place", "printed\tunit\tprovince_code\tprovince\tcity_code\tcity\t"
	      "district_code\tdistrict\tbasis", write_place},
    {"code", "printed\tcode\tstatus\tregion_code\tnote", write_code},
};

static const struct normalize_filter *
find_filter(const char *what)
{
	for (size_t i = 0; i < G_N_ELEMENTS(filters); i++)
		if (strcmp(filters[i].what, what) == 0)
			return &filters[i];
	return NULL;
}

/* Lines of a file, read so that nothing waits in a buffer while the other end
 * of a pipe waits for an answer. */
struct normalize_lines {
	int fd;
	char *buffer;           /* of LONGEST * 16 bytes and a NUL */
	size_t at, end;         /* what of it is still to be read */
	bool over;              /* the file has ended */
	FILE *out;              /* flushed before waiting for input */
};

enum { BUFFER = LONGEST * 16 };

/* Reads more into the buffer; false at the end of the file. */
static bool
fill(struct normalize_lines *lines)
{
	struct pollfd input = {.fd = lines->fd, .events = POLLIN};
	ssize_t n;

	if (lines->over)
		return false;
	memmove(lines->buffer, lines->buffer + lines->at,
	    lines->end - lines->at);
	lines->end -= lines->at;
	lines->at = 0;
	if (poll(&input, 1, 0) == 0)
		fflush(lines->out);
	do
		n = read(lines->fd, lines->buffer + lines->end,
		    BUFFER - lines->end);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		program_fail("standard input: cannot read: %s",
		    g_strerror(errno));
	lines->over = n == 0;
	lines->end += (size_t)n;
	return n > 0;
}

/* The next line, closed by a NUL, without its end; of one that does not fit
 * the buffer only the beginning.  NULL at the end of the file. */
static char *
next_line(struct normalize_lines *lines, size_t *len)
{
	char *line, *newline;
	size_t seen = 0;

	for (;;) {
		line = lines->buffer + lines->at;
		newline = memchr(line + seen, '\n',
		    lines->end - lines->at - seen);
		if (newline != NULL)
			break;
		seen = lines->end - lines->at;
		if (seen == BUFFER) {
			/* Keep the head, go on to the newline. */
			lines->end = seen = LONGEST + 1;
		}
		if (!fill(lines)) {
			if (seen == 0)
				return NULL;
			line = lines->buffer + lines->at;
			newline = line + seen;
			break;
		}
	}
	*len = (size_t)(newline - line);
	lines->at = MIN(lines->at + *len + 1, lines->end);
	if (*len > 0 && line[*len - 1] == '\r')
		--*len;
	line[*len] = '\0';
	return line;
}

/* Returns the value as text that can be answered: valid UTF-8 without NULs, cut
 * at LONGEST bytes.  What had to be changed is reported. */
static const char *
mend(const char *value, size_t len, size_t number, GString *mended)
{
	g_autofree char *place = NULL, *valid = NULL;
	const char *trouble = NULL;

	if (memchr(value, '\0', len) != NULL)
		trouble = "holds a NUL, expected text";
	else if (len > LONGEST)
		trouble = "longer than 4096 bytes, the rest is left out";
	else if (!g_utf8_validate(value, (gssize)len, NULL))
		trouble = "not UTF-8, the bytes become U+FFFD";
	if (trouble == NULL)
		return value;
	place = g_strdup_printf("line %zu", number);
	program_set_aside("standard input", place, "%s", trouble);
	g_string_truncate(mended, 0);
	for (size_t i = 0; i < MIN(len, LONGEST); i++)
		if (value[i] != '\0')
			g_string_append_c(mended, value[i]);
	valid = g_utf8_make_valid(mended->str, (gssize)mended->len);
	g_string_assign(mended, valid);
	return mended->str;
}

int
normalize_stream(const char *what, FILE *in, FILE *out)
{
	const struct normalize_filter *filter = find_filter(what);
	g_autoptr(GString) line = g_string_sized_new(1024);
	g_autoptr(GString) mended = g_string_new(NULL);
	struct normalize_lines lines = {.fd = fileno(in), .out = out};
	size_t number = 0, len;
	char *value;

	if (filter == NULL)
		program_misused("--normalize %s: expected name, place or code",
		    what);
	lines.buffer = g_malloc(BUFFER + 1);
	fprintf(out, "%s\n", filter->columns);
	while ((value = next_line(&lines, &len)) != NULL) {
		const char *text = mend(value, len, ++number, mended);

		g_string_truncate(line, 0);
		handoff_table_escape(line, text);
		filter->write(line, text);
		g_string_append_c(line, '\n');
		if (fwrite(line->str, 1, line->len, out) != line->len)
			break;
	}
	g_free(lines.buffer);
	return program_end();
}
