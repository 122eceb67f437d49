/* Names, places and codes, as they are printed: bytes of any kind.  What comes out
 * is UTF-8; what was made canonical is canonical when it is read again, so that no
 * firm has two keys. */
#include <string.h>

#include "transform/name/code.h"
#include "transform/name/name.h"
#include "transform/place/place.h"
#include "fuzz.h"

static struct name *name, *again;

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	name = name_new();
	again = name_new();
	return 0;
}

static void
expect_utf8(const GString *text)
{
	g_assert_true(g_utf8_validate_len(text->str, text->len, NULL));
}

static void
normalize_name(const char *printed)
{
	g_autofree char *valid = g_utf8_make_valid(printed, -1);
	const char *detail, *fault;

	name_read(name, printed);
	expect_utf8(name->canonical);
	expect_utf8(name->key);
	fault = name_fault(name, valid, &detail);
	g_assert_true(fault == NULL || detail != NULL);
	name_has_form(name);
	name_is_truncated(name);
	name_split(name);
	expect_utf8(name->brand);
	expect_utf8(name->trade);
	expect_utf8(name->legal_form);
	if (fault != NULL)
		return;
	name_read(again, name->canonical->str);
	g_assert_cmpstr(again->key->str, ==, name->key->str);
	g_assert_cmpstr(again->canonical->str, ==, name->canonical->str);
}

/* A division lies in another, by the digits of their codes, where both have one. */
static void
expect_within(const struct division *inner, const struct division *outer,
    size_t digits)
{
	if (inner != NULL && outer != NULL && inner->code != NULL &&
	    outer->code != NULL)
		g_assert_cmpint(strncmp(inner->code, outer->code, digits), ==,
		    0);
}

static void
normalize_place(const char *printed)
{
	struct place place;
	enum place_basis basis = place_read(printed, NULL, PLACE_INSIDE, &place);

	g_assert_nonnull(place_basis_word(basis));
	if (basis == PLACE_NONE)
		return;
	g_assert_true(place.unit != NULL || place.province != NULL);
	g_assert_true(place.city == NULL || place.province != NULL);
	expect_within(place.city, place.province, 2);
	expect_within(place.district, place.province, 2);
}

static void
normalize_code(const char *printed)
{
	struct code code = code_read(printed), same = code_read(code.text);

	g_assert_true(g_utf8_validate(code.text, -1, NULL));
	g_assert_nonnull(code_status_word(code.status));
	if (code.status != CODE_VALID)
		return;
	g_assert_cmpuint(strlen(code.text), ==, 18);
	g_assert_cmpint(same.status, ==, CODE_VALID);
	g_assert_cmpstr(same.text, ==, code.text);
	g_assert_cmpint(strncmp(code.region, code.text + 2, 6), ==, 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	g_autofree char *printed = NULL;

	if (len == 0 || len > 4097)
		return 0;
	printed = g_strndup((const char *)bytes + 1, len - 1);
	switch (*bytes) {
	case 'P':
		normalize_place(printed);
		break;
	case 'C':
		normalize_code(printed);
		break;
	default:
		normalize_name(printed);
	}
	return 0;
}
