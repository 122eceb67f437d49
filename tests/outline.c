/* Whether archives are whole, as their outlines say: blocks of RAR 4 and 5 and
 * the header of 7z, byte by byte. */
#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "parse/pack/archive_outline.h"

#define RAR4 "52617221 1a0700 "
#define RAR5 "52617221 1a070100 "
#define MAIN4 "0000 73 0000 0d00 000000000000 "
/* A file's block with `flags` and data of 2 bytes, of a version. */
#define FILE4(flags, version) "0000 74 " flags " 2000 02000000 02000000 02 " \
	"04030201 00000000 " version " 30 0000 20000000 "
#define END4 "0000 7b 0000 0700 "
#define END5 "00000000 03 05 00 00 "
#define SEVEN "377abcaf271c 0004 00000000 "

enum { CUT = 1, VOLUME = 2 };

static const struct {
	const char *what, *bytes;
	unsigned is;
	const char *files;      /* of each what is known, a word each */
	int left;               /* bytes at the end that are not used */
} cases[] = {
    {"another format", "504b0304 00000000", 0, "", 0},
    /* RAR before version 2.9 has no block for the end. */
    {"nothing but the first bytes", RAR4, 0, "", 0},
    {"a main block", RAR4 MAIN4, 0, "", 0},
    {"a part of a block", RAR4 MAIN4 "000000", CUT, "", 0},
    {"an end", RAR4 MAIN4 END4, 0, "", 0},
    {"an end that goes on elsewhere", RAR4 MAIN4 "0000 7b 0100 0700", VOLUME,
	"", 0},
    {"an end that is cut", RAR4 MAIN4 "0000 7b 0000 0900 00", CUT, "", 0},
    {"the second volume", RAR4 "0000 73 0100 0d00 000000000000" END4, VOLUME,
	"", 0},
    {"the first volume", RAR4 "0000 73 0101 0d00 000000000000" END4, 0, "", 0},
    {"headers that are encrypted", RAR4 "0000 73 8000 0d00 000000000000 ffff",
	0, "", 0},
    {"a block smaller than any", RAR4 "0000 70 0000 0600 00", 0, "", 0},
    {"a block longer than the file", RAR4 "0000 70 0000 0900 00", CUT, "", 8},
    {"a file of an old version", RAR4 MAIN4 FILE4("0080", "14") "6162", 0,
	"01020304 ", 0},
    {"a file and no end", RAR4 MAIN4 FILE4("0080", "1d") "6162", CUT,
	"01020304 ", 0},
    {"a file and the end", RAR4 MAIN4 FILE4("0080", "1d") "6162" END4, 0,
	"01020304 ", 0},
    {"a file that is cut", RAR4 MAIN4 FILE4("0080", "1d") "61", CUT,
	"01020304 ", 0},
    {"a part of a file, an encrypted one", RAR4 FILE4("0280", "1d") "6162"
	FILE4("0480", "1d") "6162" END4, 0, "partial unknown ", 0},
    {"a file's block that is short", RAR4 "0000 74 0000 0700" END4, 0, "", 0},
    {"a block without the size of its data", RAR4 "0000 74 0080 0700", 0, "",
	0},
    {"a service block longer than the file", RAR4 MAIN4
	"0000 7a 0080 0b00 00010000", CUT, "", 11},
    {"a file of more than 2^32 bytes", RAR4
	"0000 74 0081 2800 02000000 02000000 02 04030201 00000000 1d 30 0000"
	"20000000 01000000 00000000" "6162", CUT, "01020304 ", 0},

    {"an end of RAR 5", RAR5 END5, 0, "", 0},
    {"an end that goes on elsewhere", RAR5 "00000000 03 05 00 01", VOLUME, "",
	0},
    {"an end without its flags", RAR5 "00000000 02 05 00", 0, "", 0},
    {"the second volume", RAR5 "00000000 03 01 00 02" END5, VOLUME, "", 0},
    {"no end", RAR5 "00000000 03 01 00 00", CUT, "", 0},
    {"a block longer than the file", RAR5 "00000000 7f 01 00 00", CUT, "", 0},
    {"a number without an end", RAR5 "00000000 8080808080808080 80808080", CUT,
	"", 0},
    {"a number that is cut", RAR5 "00000000 80", CUT, "", 0},
    {"a block without its type", RAR5 "00000000 00 05", 0, "", 0},
    {"a block without its flags", RAR5 "00000000 01 05", 0, "", 0},
    {"headers that are encrypted", RAR5 "00000000 03 04 00 00", 0, "", 0},
    {"no size of an extra area", RAR5 "00000000 02 01 01", 0, "", 0},
    {"no size of the data", RAR5 "00000000 02 01 02", 0, "", 0},
    {"a file with its digest", RAR5 "00000000 09 02 00 04 05 00 04030201"
	END5, 0, "01020304 ", 0},
    {"a file with its time, too", RAR5
	"00000000 0d 02 00 06 05 00 ffffffff 04030201" END5, 0, "01020304 ",
	0},
    {"a file whose digest is cut", RAR5 "00000000 07 02 00 04 05 00 0403"
	END5, 0, "unknown ", 0},
    {"a file without digest, flags, size, attributes", RAR5
	"00000000 05 02 00 00 05 00" "00000000 02 02 00" "00000000 03 02 00 04"
	"00000000 04 02 00 04 05" END5, 0, "unknown unknown unknown unknown ",
	0},
    {"parts of files", RAR5 "00000000 09 02 08 04 05 00 04030201"
	"00000000 09 02 10 04 05 00 04030201" END5, 0, "partial partial ", 0},
    {"data longer than the file", RAR5 "00000000 06 02 02 05 00 05 00 6162",
	CUT, "unknown ", 0},
    {"data and the end", RAR5 "00000000 06 02 02 02 00 05 00 6162" END5, 0,
	"unknown ", 0},
    {"an encrypted file", RAR5 "00000000 09 02 01 03 00 05 00 02 01 00" END5,
	0, "locked ", 0},
    {"one after another record", RAR5
	"00000000 0c 02 01 06 00 05 00 02 03 00 02 01 00" END5, 0, "locked ",
	0},
    {"one without a lock", RAR5 "00000000 09 02 01 03 00 05 00 02 03 00" END5,
	0, "unknown ", 0},
    {"records longer than their area, of no type", RAR5
	"00000000 09 02 01 03 00 05 00 7f 01 00"
	"00000000 09 02 01 03 00 05 00 00 01 00" END5, 0, "unknown unknown ",
	0},

    {"7z that ends within its header", SEVEN "00", CUT, "", 0},
    {"7z with its directory", SEVEN "0100000000000000 0100000000000000 00000000"
	"6162", 0, "", 0},
    {"its directory cut", SEVEN "0100000000000000 0200000000000000 00000000"
	"6162", CUT, "", 0},
    {"its directory beyond the end", SEVEN
	"0300000000000000 0000000000000000 00000000 6162", CUT, "", 0},
};

static GByteArray *
bytes_of(const char *hex)
{
	GByteArray *bytes = g_byte_array_new();

	for (; *hex != '\0'; hex += *hex == ' ' ? 1 : 2) {
		guint8 byte;

		if (*hex == ' ')
			continue;
		byte = (guint8)(g_ascii_xdigit_value(hex[0]) * 16 +
		    g_ascii_xdigit_value(hex[1]));
		g_byte_array_append(bytes, &byte, 1);
	}
	return bytes;
}

static char *
files_of(const struct archive_outline *o)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < o->files->len; i++) {
		const struct archive_file *f = &g_array_index(o->files,
		    struct archive_file, i);

		g_string_append_printf(out, f->partial ? "partial " :
		    f->encrypted ? "locked " : f->has_crc ? "%08x " :
		    "unknown ", f->crc);
	}
	return g_string_free(out, FALSE);
}

static void
test_outlines(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		GByteArray *bytes = bytes_of(cases[i].bytes);
		g_autofree guint8 *exact = g_memdup2(bytes->data, bytes->len);
		g_autofree char *files = NULL;
		struct archive_outline o;
		unsigned is;

		archive_outline_read(&o, exact, bytes->len);
		is = (o.cut ? CUT : 0) | (o.volume ? VOLUME : 0);
		files = files_of(&o);
		if (is != cases[i].is || strcmp(files, cases[i].files) != 0 ||
		    bytes->len - o.usable != (size_t)cases[i].left) {
			g_test_message("%s: got %u \"%s\" %zu, want %u \"%s\" %d",
			    cases[i].what, is, files, bytes->len - o.usable,
			    cases[i].is, cases[i].files, cases[i].left);
			g_test_fail();
		}
		archive_outline_clear(&o);
		g_byte_array_free(bytes, TRUE);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/outline/cases", test_outlines);
	return g_test_run();
}
