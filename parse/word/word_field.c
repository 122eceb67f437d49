#include "word_field.h"

#include <string.h>

#include "parse/core/mark.h"

enum {
	MOST_DEPTH = 8,         /* functions within functions */
	MOST_ARGUMENTS = 20,
};

/* Where a text stands to the line. */
enum field_level { FIELD_LINE, FIELD_ABOVE, FIELD_BELOW };

struct field_argument {
	GString *text;
	enum field_level level; /* of all of it */
};

struct field_call {
	char function;          /* its letter, "o" of \o */
	enum field_level level; /* of \s: \up or \do */
	struct field_argument arguments[MOST_ARGUMENTS];
	size_t n;
};

static bool show_sequence(const char **at, GString *out,
    enum field_level *level, unsigned depth);

static void
skip_spaces(const char **at)
{
	while (g_ascii_isspace(**at))
		(*at)++;
}

bool
word_field_is_eq(const char *instruction)
{
	skip_spaces(&instruction);
	return g_ascii_strncasecmp(instruction, "EQ", 2) == 0 &&
	    (g_ascii_isspace(instruction[2]) || instruction[2] == '\\');
}

/* `\* jc2`, `\* "Font:宋体"`: how it looks. */
static void
skip_general_switch(const char **at)
{
	*at += strlen("\\*");
	skip_spaces(at);
	if (**at == '"') {
		const char *close = strchr(*at + 1, '"');

		*at = close != NULL ? close + 1 : *at + strlen(*at);
		return;
	}
	while (**at != '\0' && **at != '\\' && !g_ascii_isspace(**at))
		(*at)++;
}

/* Reads the options of a function, `\ad`, `\up 9`, up to its arguments. */
static bool
read_options(const char **at, struct field_call *call)
{
	for (;;) {
		const char *name;
		size_t len = 0;

		skip_spaces(at);
		if (**at == '(')
			return true;
		if (**at != '\\')
			return false;
		name = ++*at;
		while (g_ascii_isalpha(name[len]))
			len++;
		if (len != 2)
			return false;
		if (g_ascii_strncasecmp(name, "up", 2) == 0)
			call->level = FIELD_ABOVE;
		else if (g_ascii_strncasecmp(name, "do", 2) == 0)
			call->level = FIELD_BELOW;
		*at += len;
		/* \bc\{: a bracket of its own; a size. */
		if (g_ascii_strncasecmp(name + 1, "c", 1) == 0 &&
		    (*name == 'b' || *name == 'l' || *name == 'r') &&
		    **at == '\\' && (*at)[1] != '\0')
			*at += 2;
		skip_spaces(at);
		while (g_ascii_isdigit(**at) || **at == '-' || **at == '.')
			(*at)++;
	}
}

static bool
read_arguments(const char **at, struct field_call *call, unsigned depth)
{
	do {
		struct field_argument *a = &call->arguments[call->n];

		(*at)++;
		if (call->n == MOST_ARGUMENTS)
			return false;
		a->text = g_string_new(NULL);
		call->n++;
		if (!show_sequence(at, a->text, &a->level, depth + 1))
			return false;
	} while (**at == ',' || **at == ';');
	if (**at != ')')
		return false;
	(*at)++;
	return true;
}

/* --- what functions show ---------------------------------------------- */

static void
join(const struct field_call *call, const char *between, GString *out)
{
	for (size_t i = 0; i < call->n; i++) {
		if (i > 0)
			g_string_append(out, between);
		g_string_append(out, call->arguments[i].text->str);
	}
}

static bool
is_frame(const GString *text)
{
	static const char *const frames[] = {"○", "〇", "◯", "◎", "□", "囗",
	    "△", "◇", "O"};

	for (size_t i = 0; i < G_N_ELEMENTS(frames); i++)
		if (strcmp(text->str, frames[i]) == 0)
			return true;
	return false;
}

/* Shows a number in a circle, ① to ㊿; what else stands in a frame as it is. */
static void
show_framed(const GString *text, GString *out)
{
	char *end;
	guint64 n = g_ascii_strtoull(text->str, &end, 10);

	if (end == text->str || *end != '\0' || n < 1 || n > 50)
		g_string_append(out, text->str);
	else
		g_string_append_unichar(out, (gunichar)(n <= 20 ?
		    0x2460 + n - 1 : n <= 35 ? 0x3251 + n - 21 :
		    0x32b1 + n - 36));
}

/* \o: one over the other.  A frame around a character, a reading above it, or
 * two lines in the height of one. */
static bool
show_overstrike(const struct field_call *call, GString *out)
{
	const struct field_argument *a = call->arguments;
	size_t lines = 0, above = 0;

	for (size_t i = 0; i < call->n; i++) {
		lines += a[i].level == FIELD_LINE;
		above += a[i].level == FIELD_ABOVE;
	}
	if (call->n == 2 && is_frame(a[0].text) != is_frame(a[1].text)) {
		show_framed(a[is_frame(a[0].text)].text, out);
		return true;
	}
	if (lines > 1 || (lines == 1 && above + lines < call->n))
		return false;
	for (size_t i = 0; i < call->n; i++) {
		bool guide = lines == 1 && a[i].level == FIELD_ABOVE;

		if (guide)
			mark_begin(out, MARK_GUIDE);
		g_string_append(out, a[i].text->str);
		if (guide)
			mark_end(out);
	}
	return true;
}

static bool
show_call(const struct field_call *call, GString *out)
{
	switch (call->function) {
	case 'o':
		return show_overstrike(call, out);
	case 's':
	case 'x':
		join(call, "", out);
		return true;
	case 'a':
	case 'l':
		join(call, " ", out);
		return true;
	case 'f':
		join(call, "/", out);
		return call->n == 2;
	case 'b':
		g_string_append_c(out, '(');
		join(call, "", out);
		g_string_append_c(out, ')');
		return true;
	default:                /* roots, integrals, displacements */
		return false;
	}
}

static bool
read_call(const char **at, GString *out, enum field_level *level,
    unsigned depth)
{
	struct field_call call = {0};
	bool shown;

	(*at)++;
	call.function = g_ascii_tolower(*(*at)++);
	shown = depth < MOST_DEPTH && !g_ascii_isalpha(**at) &&
	    read_options(at, &call) && read_arguments(at, &call, depth) &&
	    show_call(&call, out);
	*level = call.function == 's' ? call.level : FIELD_LINE;
	for (size_t i = 0; i < call.n; i++)
		g_string_free(call.arguments[i].text, TRUE);
	return shown;
}

/* Shows text and functions up to the end of an argument; *level is that of a
 * function that is all of it. */
static bool
show_sequence(const char **at, GString *out, enum field_level *level,
    unsigned depth)
{
	unsigned parts = 0, brackets = 0;

	*level = FIELD_LINE;
	while (**at != '\0' && !(depth > 0 && brackets == 0 &&
	    strchr(",;)", **at) != NULL)) {
		enum field_level own = FIELD_LINE;

		if (strncmp(*at, "\\*", 2) == 0) {
			skip_general_switch(at);
			continue;
		}
		if (**at == '\\' && g_ascii_isalpha((*at)[1])) {
			GString *part = g_string_new(NULL);
			bool shown = read_call(at, part, &own, depth);
			bool raised = depth == 0 && own == FIELD_ABOVE;

			if (raised)
				mark_begin(out, MARK_RAISED);
			g_string_append(out, part->str);
			if (raised)
				mark_end(out);
			g_string_free(part, TRUE);
			if (!shown)
				return false;
			*level = parts++ == 0 ? own : FIELD_LINE;
			continue;
		}
		/* Spaces around the functions are the layout of the field. */
		if (g_ascii_isspace(**at)) {
			(*at)++;
			continue;
		}
		if (**at == '\\' && (*at)[1] != '\0')
			(*at)++;
		else
			brackets += **at == '(' ? 1 : **at == ')' &&
			    brackets > 0 ? -1u : 0;
		g_string_append_c(out, *(*at)++);
		parts++;
		*level = FIELD_LINE;
	}
	return true;
}

bool
word_field_show(const char *instruction, GString *out)
{
	g_autoptr(GString) shown = g_string_new(NULL);
	enum field_level level;
	const char *at = instruction;

	if (!word_field_is_eq(instruction))
		return false;
	skip_spaces(&at);
	at += strlen("EQ");
	if (!show_sequence(&at, shown, &level, 0))
		return false;
	g_string_append_len(out, shown->str, (gssize)shown->len);
	return true;
}

void
word_field_draw(const char *instruction, GString *out)
{
	if (word_field_show(instruction, out))
		return;
	mark_begin(out, MARK_PICTURE);
	mark_end(out);
}

bool
word_field_is_list(const char *instruction)
{
	return g_str_has_prefix(instruction + strspn(instruction, " "),
	    "FORMDROPDOWN");
}
