#include "name.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "fetch/base/text.h"
#include "transform/words/traditional.h"

/* --- characters ------------------------------------------------------- */

/* U+2E80 to U+2EF3, the CJK Radicals Supplement, to the ideographs they are
 * (Unicode property Equivalent_Unified_Ideograph).  PDFs made from some fonts
 * have them: ⻄安 → 西安, ⻓沙 → 长沙, ⺠ → 民.  NFKC leaves them. */
static const gunichar radicals[] = {
    0x0000, 0x5382, 0x4e5b, 0x4e5a, 0x4e59, 0x4ebb, 0x5182, 0x20628,
    0x5200, 0x5202, 0x535c, 0x353e, 0x5c0f, 0x5c0f, 0x5140, 0x5c23,
    0x5c22, 0x21bc2, 0x5df3, 0x5e7a, 0x5f51, 0x5f50, 0x5fc4, 0x5fc3,
    0x624c, 0x6535, 0x0000, 0x65e1, 0x65e5, 0x6708, 0x6b7a, 0x6bcd,
    0x6c11, 0x6c35, 0x6c3a, 0x706c, 0x722b, 0x722b, 0x4e2c, 0x725b,
    0x72ad, 0x738b, 0x24d14, 0x76ee, 0x793a, 0x793b, 0x25ad7, 0x7cf9,
    0x7e9f, 0x7f53, 0x7f52, 0x34c1, 0x5197, 0x2626b, 0x7f8a, 0x2634c,
    0x2634b, 0x8002, 0x8080, 0x807f, 0x8089, 0x26951, 0x8279, 0x8279,
    0x8279, 0x864e, 0x8864, 0x8980, 0x897f, 0x89c1, 0x89d2, 0x278b2,
    0x8ba0, 0x8d1d, 0x27fb7, 0x8f66, 0x8fb6, 0x8fb6, 0x8fb6, 0x9091,
    0x9485, 0x9577, 0x9578, 0x957f, 0x95e8, 0x28e0f, 0x961d, 0x96e8,
    0x9752, 0x97e6, 0x9875, 0x98ce, 0x98de, 0x98df, 0x2967f, 0x98e0,
    0x9963, 0x29810, 0x9a6c, 0x9aa8, 0x9b3c, 0x9c7c, 0x9e1f, 0x5364,
    0x9ea6, 0x9ec4, 0x9efe, 0x6589, 0x9f50, 0x6b6f, 0x9f7f, 0x7adc,
    0x9f99, 0x9f9c, 0x4e80, 0x9f9f,
};

static gunichar
radical(gunichar c)
{
	if (c < 0x2e80 || c >= 0x2e80 + G_N_ELEMENTS(radicals))
		return c;
	return radicals[c - 0x2e80] != 0 ? radicals[c - 0x2e80] : c;
}

/* What NFKC leaves alone for certain: ASCII, unified ideographs, the middle
 * dot.  Brackets are put to rights later anyway. */
static inline bool
is_plain(gunichar c)
{
	return (c >= 0x20 && c < 0x7f) || c == 0xb7 ||
	    (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) ||
	    c == 0xff08 || c == 0xff09;
}

static inline bool
is_han(gunichar c)
{
	return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) ||
	    (c >= 0x20000 && c <= 0x323af) || c == 0x3007;
}

/* Spaces and line breaks, of ASCII and all others: more than white space to
 * g_unichar_isspace, which leaves out U+000B and U+0085. */
static inline bool
is_space(gunichar c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xa0 ||
	    c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 ||
	    c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

/* Without a glyph, and so no part of a name: control characters that are no
 * spaces (C0 and C1, left by terminals and old word processors), zero-width
 * spaces and joiners, marks of direction, soft hyphens, variation selectors,
 * tags, the byte order mark, what is no character at all:
 *     北京<U+0001>某某<U+009F>有限公司          北京某某有限公司
 *     <U+FEFF>北京<U+200B>某某<U+202E>有限公司  北京某某有限公司 */
static inline bool
is_invisible(gunichar c)
{
	if (is_plain(c) || is_han(c) || is_space(c))
		return false;
	return c < 0x20 || (c >= 0x7f && c <= 0x9f) ||
	    (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef) ||
	    (c >= 0xfff9 && c <= 0xfffb) ||
	    u_hasBinaryProperty((UChar32)c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

static inline bool
is_latin(gunichar c)
{
	return c > 0x20 && c < 0x7f && c != '(' && c != ')';
}

/* --- canonical form --------------------------------------------------- */

/* There is one normaliser in a process; ICU keeps it. */
static const UNormalizer2 *
nfkc(void)
{
	UErrorCode error = U_ZERO_ERROR;
	const UNormalizer2 *form = unorm2_getNFKCInstance(&error);

	if (U_FAILURE(error))
		g_error("NFKC: %s", u_errorName(error));
	return form;
}

/* What a thread keeps from one name to the next; it goes with the thread. */
struct name_buffers {
	UChar *wide, *normal;
	int32_t room;           /* of each */
	GString *composed;
};

static void
free_buffers(void *of_thread)
{
	struct name_buffers *b = of_thread;

	g_free(b->wide);
	g_free(b->normal);
	g_string_free(b->composed, TRUE);
	g_free(b);
}

static struct name_buffers *
buffers(void)
{
	static GPrivate of_thread = G_PRIVATE_INIT(free_buffers);
	struct name_buffers *b = g_private_get(&of_thread);

	if (b == NULL) {
		b = g_new0(struct name_buffers, 1);
		b->composed = g_string_new(NULL);
		g_private_set(&of_thread, b);
	}
	return b;
}

/* NFKC of `text` into `out`. */
static void
compatibility(const char *text, GString *out)
{
	struct name_buffers *b = buffers();
	UErrorCode error = U_ZERO_ERROR;
	int32_t n, need;

	/* One character gives at most 18 (U+FDFA). */
	need = (int32_t)strlen(text) * 18 + 1;
	if (need > b->room) {
		b->room = need * 2;
		b->wide = g_renew(UChar, b->wide, (gsize)b->room);
		b->normal = g_renew(UChar, b->normal, (gsize)b->room);
	}
	u_strFromUTF8WithSub(b->wide, b->room, &n, text, -1, 0xfffd, NULL,
	    &error);
	n = unorm2_normalize(nfkc(), b->wide, n, b->normal, b->room, &error);
	g_string_set_size(out, (gsize)n * 3 + 1);
	u_strToUTF8WithSub(out->str, (int32_t)out->len, &need, b->normal, n,
	    0xfffd, NULL, &error);
	if (U_FAILURE(error))
		g_error("NFKC of a name: %s", u_errorName(error));
	g_string_truncate(out, (gsize)need);
}

/* Footnotes that NFKC would turn into digits of the name: 某某公司① ². */
static bool
is_small_number(gunichar c)
{
	return (c >= 0x2460 && c <= 0x249b) || (c >= 0x24ea && c <= 0x24ff) ||
	    (c >= 0x2776 && c <= 0x2793) || c == 0xb2 || c == 0xb3 ||
	    c == 0xb9 || c == 0x2070 || (c >= 0x2074 && c <= 0x2079);
}

static bool
is_footnote(gunichar c)
{
	return c == '*' || c == '#' || c == '^' || c == 0x203b /* ※ */ ||
	    (c >= 0x2605 && c <= 0x2606) /* ★☆ */ ||
	    (c >= 0x25b2 && c <= 0x25b3) /* ▲△ */ || c == 0x2217 /* ∗ */ ||
	    c == 0x25cf || c == 0x25cb || c == 0x25a0 || c == 0x25a1 ||
	    c == 0x25c6 || c == 0x25c7 || c == 0x2020 || c == 0x2021;
}

/* Sentence marks that end a cell: 某某有限公司。 某某有限公司； */
static bool
is_stop(gunichar c)
{
	return c == 0x3002 || c == 0xff61 || c == 0xff1b || c == 0xff0c ||
	    c == 0x3001 || c == ',' || c == ';' || c == 0xff0e ||
	    c == 0xff1a || c == ':' || c == '_';
}

/* What is taken from the ends of a name, one character each. */
static bool
is_trimmed(gunichar c)
{
	return is_footnote(c) || is_small_number(c) || is_stop(c) || c == ' ';
}

static size_t
label_len(const char *text)
{
	static const char *const labels[] = {"企业名称", "单位名称", "公司名称",
	    "企业全称", "申报企业", "申报单位", "推荐企业", "名称", "企业", "单位"};

	for (size_t i = 0; i < G_N_ELEMENTS(labels); i++) {
		size_t len = strlen(labels[i]);

		if (!text_begins(text, labels[i]))
			continue;
		if (text[len] == ':')
			return len + 1;
		if (text_begins(text + len, "："))
			return len + strlen("：");
	}
	return 0;
}

/* The length of "12." "3、" "（四）" "[5]" at the head of a name, 0 for none.
 * Digits that belong to it stay: 3M中国, 1.618科技, 7412工厂. */
static size_t
numbering_len(const char *text)
{
	static const char *const han[] = {"一", "二", "三", "四", "五", "六",
	    "七", "八", "九", "十", "百"};
	static const char *const pairs[] = {"（", "）", "(", ")", "[", "]", "【",
	    "】"};
	static const char *const ends[] = {"、", ".", ",", ":", ")", "）"};
	const char *at = text, *close = NULL, *digits;

	for (size_t i = 0; i < G_N_ELEMENTS(pairs) && close == NULL; i += 2)
		if (text_begins(text, pairs[i])) {
			at += strlen(pairs[i]);
			close = pairs[i + 1];
		}
	digits = at;
	while (g_ascii_isdigit(*at))
		at++;
	for (size_t i = 0; at == digits || !g_ascii_isdigit(*digits);) {
		for (i = 0; i < G_N_ELEMENTS(han); i++)
			if (text_begins(at, han[i]))
				break;
		if (i == G_N_ELEMENTS(han))
			break;
		at += strlen(han[i]);
	}
	if (at == digits || at - digits > 12)
		return 0;
	if (close != NULL)
		return text_begins(at, close)
		    ? (size_t)(at - text) + strlen(close) : 0;
	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++)
		if (text_begins(at, ends[i])) {
			at += strlen(ends[i]);
			return g_ascii_isdigit(*at) && *ends[i] == '.'
			    ? 0 : (size_t)(at - text);
		}
	return 0;
}

/* Takes the marks from both ends before NFKC makes digits of them, whatever else is
 * to be taken off around them: ①某某公司  12.①某某公司  某某公司²；. */
static void
drop_small_numbers(struct name *name, GString *text)
{
	gsize head = 0, tail = text->len, keep = text->len;

	for (const char *p = text->str; *p != '\0';) {
		const gunichar c = g_utf8_get_char(p);
		const size_t len = label_len(p) + numbering_len(p);

		if (len == 0 && !is_trimmed(c) && !is_space(c) &&
		    !is_invisible(c))
			break;
		p = len > 0 ? p + len : g_utf8_next_char(p);
		if (len == 0 && is_small_number(c))
			head = (gsize)(p - text->str);
	}
	while (tail > head) {
		const char *last = g_utf8_prev_char(text->str + tail);
		const gunichar c = g_utf8_get_char(last);

		if (!is_trimmed(c) && !is_space(c) && !is_invisible(c))
			break;
		tail = (gsize)(last - text->str);
		if (is_small_number(c))
			keep = tail;
	}
	name->rules |= (head > 0 ? NAME_NUMBERING : 0) |
	    (keep < text->len ? NAME_FOOTNOTE : 0);
	g_string_truncate(text, keep);
	g_string_erase(text, 0, (gssize)head);
}

/* Whether NFKC changed more than spaces and brackets. */
static bool
is_changed(const char *before, const char *after)
{
	for (; *before && *after; before = g_utf8_next_char(before),
	    after = g_utf8_next_char(after)) {
		gunichar b = g_utf8_get_char(before);
		gunichar a = g_utf8_get_char(after);

		if (a != b && !(is_space(a) && is_space(b)) &&
		    !(a == '(' && b == 0xff08) && !(a == ')' && b == 0xff09))
			return true;
	}
	return *before != *after;
}

/* How long a control sequence of a terminal is (ECMA-48, 5.4), which goes whole: its
 * last part without the escape would be a part of the name.
 *     北京<ESC>[31m某某有限公司     北京某某有限公司 */
static size_t
sequence_len(const char *p)
{
	size_t n = 2;

	if (p[0] != '\033' || p[1] != '[')
		return 0;
	while (p[n] >= 0x30 && p[n] <= 0x3f)
		n++;
	while (p[n] >= 0x20 && p[n] <= 0x2f)
		n++;
	return p[n] >= 0x40 && p[n] <= 0x7e ? n + 1 : 0;
}

/* The printed name, which is UTF-8, in NFKC, radicals and invisible marks put
 * to rights.  False where there was nothing to do. */
static bool
compose(struct name *name, const char *printed)
{
	GString *text = name->scratch, *out = name->canonical;
	bool plain = true, small = false;

	g_string_assign(text, printed);
	for (const char *p = text->str; *p && plain; p = g_utf8_next_char(p))
		plain = is_plain(g_utf8_get_char(p));
	if (plain) {
		g_string_assign(out, text->str);
		return false;
	}
	for (const char *p = text->str; *p && !small; p = g_utf8_next_char(p))
		small = is_small_number(g_utf8_get_char(p));
	if (small)
		drop_small_numbers(name, text);
	compatibility(text->str, out);
	if (is_changed(text->str, out->str))
		name->rules |= NAME_COMPATIBILITY;
	g_string_truncate(text, 0);
	for (const char *p = out->str; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p), r = radical(c);
		const size_t sequence = sequence_len(p);

		if (sequence > 0) {
			name->rules |= NAME_SPACES;
			p += sequence - 1;
			continue;
		}
		if (r != c)
			name->rules |= NAME_RADICALS;
		if (is_invisible(r))
			name->rules |= NAME_SPACES;
		else
			g_string_append_unichar(text, r);
	}
	g_string_assign(out, text->str);
	return true;
}

/* Spaces and brackets.  In a name with Chinese script spaces stand only between
 * Latin words and brackets are full width; elsewhere one space is kept and
 * brackets are ASCII:
 *     北京 某某\n科技有限 公司      北京某某科技有限公司
 *     ABB  Power (中国) 有限公司    ABB Power（中国）有限公司
 *     ABB （China） Ltd.            ABB (China) Ltd. */
static void
space(struct name *name)
{
	GString *out = name->scratch, *in = name->canonical;
	bool han = false, blank = false;
	gunichar last = 0;

	for (const char *p = in->str; *p && !han; p = g_utf8_next_char(p))
		han = is_han(g_utf8_get_char(p));
	g_string_truncate(out, 0);
	for (const char *p = in->str; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (is_space(c)) {
			blank = true;
			continue;
		}
		if (c == 0xff08 || c == '(')
			c = han ? 0xff08 : '(';
		else if (c == 0xff09 || c == ')')
			c = han ? 0xff09 : ')';
		if (blank && last != 0 && (han ? is_latin(last) && is_latin(c)
		    : last != '(' && c != ')'))
			g_string_append_c(out, ' ');
		blank = false;
		g_string_append_unichar(out, c);
		last = c;
	}
	g_string_assign(in, out->str);
}

/* Sets the two rules by what `space` changed. */
static void
note_space(struct name *name, const char *before)
{
	gsize spaces = 0, ours = 0;

	for (const char *p = before; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);
		spaces += is_space(c);
		if ((c == '(' || c == ')') &&
		    strstr(name->canonical->str, c == '(' ? "（" : "）"))
			name->rules |= NAME_BRACKETS;
		if ((c == 0xff08 || c == 0xff09) &&
		    strpbrk(name->canonical->str, "()") != NULL)
			name->rules |= NAME_BRACKETS;
	}
	for (const char *p = name->canonical->str; *p; p++)
		ours += *p == ' ';
	if (spaces != ours)
		name->rules |= NAME_SPACES;
}

/* --- what stands around a name ---------------------------------------- */

static void
erase_head(struct name *name, size_t len, enum name_rule rule)
{
	if (len == 0)
		return;
	g_string_erase(name->canonical, 0, (gssize)len);
	name->rules |= rule;
}

/* The serial number that a list's system added after a name, in bytes:
 * 深圳市某某有限公司-1006217 → 深圳市某某有限公司.  No registered name goes on with a
 * hyphen and six digits after 公司. */
static size_t
serial_len(const GString *text)
{
	enum { LEAST = 6 };
	static const char mark[] = "公司-";
	const size_t len = strlen(mark);
	size_t at = text->len;

	while (at > 0 && g_ascii_isdigit(text->str[at - 1]))
		at--;
	if (text->len - at < LEAST || at < len ||
	    memcmp(text->str + at - len, mark, len) != 0)
		return 0;
	return text->len - at + 1;
}

/* Takes off what is not the name, until nothing is left to take:
 *     12.北京某某科技有限公司*      北京某某科技有限公司
 *     企业名称：某某有限公司；      某某有限公司
 * A lone "*" or "、" goes too: nothing is left then, and that is no name. */
static void
strip(struct name *name)
{
	GString *text = name->canonical;
	gsize before;

	do {
		before = text->len;
		erase_head(name, label_len(text->str), NAME_LABEL);
		erase_head(name, numbering_len(text->str), NAME_NUMBERING);
		while (text->len > 0) {
			gunichar c = g_utf8_get_char(text->str);
			if (!is_trimmed(c))
				break;
			erase_head(name, (size_t)g_unichar_to_utf8(c, NULL),
			    NAME_FOOTNOTE);
		}
		while (text->len > 0) {
			const char *last = g_utf8_prev_char(
			    text->str + text->len);
			gunichar c = g_utf8_get_char(last);
			if (!is_trimmed(c))
				break;
			g_string_truncate(text, (gsize)(last - text->str));
			name->rules |= NAME_FOOTNOTE;
		}
		if (serial_len(text) > 0) {
			g_string_truncate(text, text->len - serial_len(text));
			name->rules |= NAME_FOOTNOTE;
		}
	} while (text->len != before);
}

/* --- key -------------------------------------------------------------- */

/* ? □ U+FFFD and characters of private use. */
static bool
is_placeholder(gunichar c)
{
	return c == '?' || c == 0xfffd || (c >= 0x25a0 && c <= 0x25ff) ||
	    c == 0x3013 || (c >= 0xe000 && c <= 0xf8ff) || c >= 0xf0000;
}

/* What a key leaves out: punctuation, spaces, invisible marks.  The signs of
 * firms' own names stay: & +.  So does what stands for a character that could
 * not be printed, so that 宁波?科技 is never 宁波科技. */
static bool
is_punctuation(gunichar c)
{
	if (c < 0x80)
		return !g_ascii_isalnum((char)c) && c != '&' && c != '+' &&
		    c != '?';
	if (is_han(c) || is_placeholder(c))
		return false;
	return g_unichar_ispunct(c) || !g_unichar_isgraph(c);
}

/* 英飞特電子（杭州）Power有限公司 → 英飞特电子杭州power有限公司 */
static void
make_key(struct name *name)
{
	g_string_truncate(name->key, 0);
	for (const char *p = name->canonical->str; *p;) {
		const char *next = g_utf8_next_char(p);
		gunichar c = g_utf8_get_char(p);

		if (is_han(c) && traditional_simplify(c) == c)
			text_append(name->key, p, (size_t)(next - p));
		else if (is_han(c))
			g_string_append_unichar(name->key,
			    traditional_simplify(c));
		else if (!is_punctuation(c))
			g_string_append_unichar(name->key,
			    g_unichar_tolower(c));
		p = next;
	}
}

/* --- the module ------------------------------------------------------- */

struct name *
name_new(void)
{
	struct name *name = g_new0(struct name, 1);

	name->canonical = g_string_sized_new(256);
	name->key = g_string_sized_new(256);
	name->place = g_string_new(NULL);
	name->brand = g_string_new(NULL);
	name->trade = g_string_new(NULL);
	name->legal_form = g_string_new(NULL);
	name->scratch = g_string_sized_new(256);
	return name;
}

void
name_free(struct name *name)
{
	if (name == NULL)
		return;
	g_string_free(name->canonical, TRUE);
	g_string_free(name->key, TRUE);
	g_string_free(name->place, TRUE);
	g_string_free(name->brand, TRUE);
	g_string_free(name->trade, TRUE);
	g_string_free(name->legal_form, TRUE);
	g_string_free(name->scratch, TRUE);
	g_free(name);
}

/* Spaces, brackets and what stands around a name. */
static void
tidy(struct name *name, const char *printed)
{
	/* Brackets and spaces, or the first byte of one. */
	static const char untidy[] = " \t\r\n\v\f()（）\xc2\xe2\xe3";
	bool spaced = strpbrk(name->canonical->str, untidy) != NULL;
	gsize len;

	if (spaced)
		space(name);
	len = name->canonical->len;
	strip(name);
	if (spaced && name->canonical->len != len)
		space(name);    /* what made it Chinese may be gone */
	if (spaced)
		note_space(name, printed);
}

/* Whether what was taken out has left a letter and its accent side by side:
 * e<U+200B>´ is to be é. */
static bool
has_come_apart(const char *text)
{
	GString *composed = buffers()->composed;

	compatibility(text, composed);
	return is_changed(text, composed->str);
}

/* Whether a text is nothing but ideographs (U+4E00 to U+9FFF), none of them traditional,
 * as most names are: these are all kept, and a key leaves none out. */
static bool
is_settled(const char *text)
{
	const char *p = text;

	for (; *p != '\0'; p += 3) {
		gunichar c;

		if (!text_is_ideograph(p) || (p[1] & 0xc0) != 0x80 ||
		    (p[2] & 0xc0) != 0x80)
			return false;
		c = g_utf8_get_char(p);
		if (c < 0x4e00 || traditional_simplify(c) != c)
			return false;
	}
	return p != text;
}

void
name_read(struct name *name, const char *printed)
{
	g_autofree char *valid = NULL;
	bool odd;

	if (is_settled(printed)) {
		name->rules = 0;
		g_string_assign(name->canonical, printed);
		g_string_assign(name->key, printed);
		return;
	}
	if (!g_utf8_validate(printed, -1, NULL))
		printed = valid = g_utf8_make_valid(printed, -1);
	name->rules = 0;
	odd = compose(name, printed);
	tidy(name, printed);
	while (odd && has_come_apart(name->canonical->str)) {
		g_autofree char *once = g_strdup(name->canonical->str);

		compose(name, once);
		tidy(name, once);
	}
	make_key(name);
}

const char *
name_rules(const struct name *name)
{
	static const char *const words[] = {"compatibility", "radicals", "spaces",
	    "brackets", "numbering", "footnote", "label"};
	static _Thread_local char joined[96];

	*joined = '\0';
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (name->rules & 1u << i) {
			if (*joined)
				g_strlcat(joined, ",", sizeof joined);
			g_strlcat(joined, words[i], sizeof joined);
		}
	return *joined ? joined : NULL;
}
