#include "code.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* GB 32100-2015: letters that could be taken for digits are left out. */
static const char alphabet31[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

static int
value31(char c)
{
	const char *at;

	if (g_ascii_isdigit(c))
		return c - '0';
	at = strchr(alphabet31, c);
	return c != '\0' && at != NULL ? (int)(at - alphabet31) : -1;
}

static bool
all_digits(const char *text, size_t n)
{
	return strspn(text, "0123456789") >= n;
}

/* GB 32100-2015, 4.6: weights are the powers of 3 modulo 31. */
static bool
check_18(const char *code)
{
	int sum = 0, weight = 1;

	for (int i = 0; i < 17; i++) {
		sum += value31(code[i]) * weight;
		weight = weight * 3 % 31;
	}
	return value31(code[17]) == (31 - sum % 31) % 31;
}

/* GB 11714-1997: the check character of the organisation code (digits 9 to
 * 16); here A is 10 and Z is 35. */
static bool
check_organisation(const char *code)
{
	static const int weights[] = {3, 7, 9, 10, 5, 8, 4, 2};
	int sum = 0, rest;

	for (int i = 0; i < 8; i++)
		sum += weights[i] *
		    (g_ascii_isdigit(code[i]) ? code[i] - '0'
					      : code[i] - 'A' + 10);
	rest = 11 - sum % 11;
	return code[8] == (rest == 10 ? 'X' : rest == 11 ? '0' : '0' + rest);
}

/* What people set between the digits: spaces of all kinds, hyphens, the
 * apostrophe by which spreadsheets keep a number as text, invisible marks. */
static bool
is_filler(gunichar c)
{
	return g_unichar_isspace(c) || c == '-' || c == '\'' || c == '`' ||
	    c == 0x2018 || c == 0x2019 || c == 0xfeff ||
	    (c >= 0x2010 && c <= 0x2015) ||
	    g_unichar_type(c) == G_UNICODE_FORMAT ||
	    g_unichar_type(c) == G_UNICODE_CONTROL;
}

/* "９１ ４４０３００-…" → "91440300…": half width, capitals, no filling.  False
 * where it does not fit. */
static bool
canonical(const char *printed, char text[64])
{
	size_t n = 0;

	while (*printed) {
		gunichar c;
		char bytes[6];
		int len;

		if (g_ascii_isalnum(*printed) && n + 1 < 64) {
			text[n++] = g_ascii_toupper(*printed++);
			continue;
		}
		c = g_utf8_get_char_validated(printed, -1);

		if (c == (gunichar)-1 || c == (gunichar)-2) {
			c = 0xfffd;
			printed++;
		} else {
			printed = g_utf8_next_char(printed);
		}
		if (c >= 0xff01 && c <= 0xff5e)
			c -= 0xff01 - '!';
		if (is_filler(c))
			continue;
		if (c < 0x80)
			c = (gunichar)g_ascii_toupper((char)c);
		len = g_unichar_to_utf8(c, bytes);
		if (n + (size_t)len >= 64) {
			text[n] = '\0';
			return false;
		}
		memcpy(text + n, bytes, (size_t)len);
		n += (size_t)len;
	}
	text[n] = '\0';
	return true;
}

/* Cells that say there is no code. */
static bool
says_none(const char *text)
{
	static const char *const words[] = {"", "/", "\\", "—", "——", "无",
	    "暂无", "空", "N/A", "NA", "NULL", "NONE", "*", "0"};

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (strcmp(text, words[i]) == 0)
			return true;
	return false;
}

/* The number of a business licence until 2015: six digits of the registering
 * authority, eight of the firm, one check digit, which was not always kept and
 * so is not asked for.  Farmers' cooperatives have NA and six digits for the
 * eight: 370681NA000276X. */
static bool
is_old_registration(const char *text)
{
	if (strlen(text) != 15 || text[0] == '0')
		return false;
	if (all_digits(text, 15))
		return true;
	return all_digits(text, 6) && memcmp(text + 6, "NA", 2) == 0 &&
	    all_digits(text + 8, 6) &&
	    (g_ascii_isdigit(text[14]) || text[14] == 'X');
}

/* A cell of 18 digits stored as a number keeps 15 of them and ends in zeros:
 * 916201055811843000.  Real codes may end so too: their checks agree.
 *
 * 厦门 issued codes before the standard took effect (until 2016): the code of
 * the organisation in them is in order, the last character is not:
 * 91350203M0001QKT19. */
static enum code_status
judge_18(const char *text, enum code_note *note)
{
	bool whole, organisation;

	for (int i = 0; i < 18; i++)
		if (value31(text[i]) < 0)
			return CODE_DAMAGED;
	if (!all_digits(text + 2, 6))
		return CODE_DAMAGED;
	whole = check_18(text);
	organisation = check_organisation(text + 8);
	if (whole && organisation)
		return CODE_VALID;
	if (all_digits(text, 18) && strcmp(text + 15, "000") == 0) {
		*note = CODE_NOTE_NUMBER;
		return CODE_DAMAGED;
	}
	*note = whole ? CODE_NOTE_ORGANISATION
	    : !organisation ? CODE_NOTE_BOTH
	    : memcmp(text + 2, "3502", 4) == 0 ? CODE_NOTE_XIAMEN
					       : CODE_NOTE_LAST;
	return CODE_BAD_CHECK;
}

/* "9.16201E+17", "914403001922038216.0": a number and no text any more. */
static bool
is_number(const char *text)
{
	size_t digits = strspn(text, "0123456789."), rest;

	if (digits < 3 || strchr(text, '.') == NULL)
		return false;
	if (text[digits] == '\0')
		return true;
	if (text[digits] != 'E')
		return false;
	rest = strspn(text + digits + 1, "+0123456789");
	return rest > 0 && text[digits + 1 + rest] == '\0';
}

struct code
code_read(const char *printed)
{
	struct code code = {"", CODE_ABSENT, "", CODE_NOTE_NONE};
	bool fits;
	size_t len;

	if (printed == NULL)
		return code;
	fits = canonical(printed, code.text);
	len = strlen(code.text);
	if (fits && says_none(code.text)) {
		code.text[0] = '\0';
	} else if (fits && len == 18) {
		code.status = judge_18(code.text, &code.note);
		if (code.status != CODE_DAMAGED ||
		    all_digits(code.text + 2, 6))
			memcpy(code.region, code.text + 2, 6);
	} else if (fits && is_old_registration(code.text)) {
		code.status = CODE_OLD_REGISTRATION;
		memcpy(code.region, code.text, 6);
	} else {
		code.status = CODE_DAMAGED;
		if (fits && is_number(code.text))
			code.note = CODE_NOTE_NUMBER;
	}
	return code;
}

const char *
code_status_word(enum code_status status)
{
	static const char *const words[] = {
	    [CODE_ABSENT] = "absent",
	    [CODE_VALID] = "valid",
	    [CODE_BAD_CHECK] = "bad_check",
	    [CODE_OLD_REGISTRATION] = "old_registration",
	    [CODE_DAMAGED] = "damaged",
	};

	return words[status];
}

const char *
code_note_word(enum code_note note)
{
	static const char *const words[] = {
	    [CODE_NOTE_NONE] = NULL,
	    [CODE_NOTE_LAST] = "last",
	    [CODE_NOTE_ORGANISATION] = "organisation",
	    [CODE_NOTE_BOTH] = "both",
	    [CODE_NOTE_XIAMEN] = "xiamen",
	    [CODE_NOTE_NUMBER] = "number",
	};

	return words[note];
}
