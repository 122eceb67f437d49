/* What a body is, its charset and its text: bytes of any kind.  What comes out
 * is UTF-8 in any case. */
#include <string.h>

#include "fetch/body/charset.h"
#include "fetch/body/sniff.h"
#include "tests/same_bytes.h"
#include "fuzz.h"

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	charset_prepare();
	return 0;
}

static void
decode(const unsigned char *bytes, size_t len, struct charset charset)
{
	g_autofree char *owned = NULL;
	g_autofree char *text = NULL;
	size_t text_len, same_len, replaced, same_replaced;
	const char *same;

	text = charset_decode(bytes, len, charset.name, &text_len, &replaced);
	same = charset_text(bytes, len, charset, &same_len, &same_replaced,
	    &owned);
	g_assert_true(g_utf8_validate_len(text, text_len, NULL));
	assert_same_bytes(text, text_len, same, same_len);
	g_assert_cmpuint(replaced, ==, same_replaced);
}

int
LLVMFuzzerTestOneInput(const uint8_t *input, size_t len)
{
	static const char *const charsets[] = {"utf-8", "gb18030", "gbk",
	    "utf-16le", "utf-16be", "utf-32le", "big5", "windows-1252"};
	g_autofree unsigned char *bytes = g_malloc(MAX(len, 1));

	memcpy(bytes, input, len);
	sniff_media_type(bytes, len);
	decode(bytes, len, charset_of(bytes, len, NULL));
	for (size_t i = 0; i < G_N_ELEMENTS(charsets); i++)
		decode(bytes, len, (struct charset){charsets[i], "fallback",
		    false});
	return 0;
}
