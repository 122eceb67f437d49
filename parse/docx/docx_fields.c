#include "docx_fields.h"

#include <string.h>

#include "parse/word/word_field.h"

enum {
	MOST_INSTRUCTION = 4096,
	MOST_OPTIONS = 1000,    /* of a form's list; Word allows 25 */
};

struct docx_field {
	bool in_result;
	size_t instruction;     /* where it begins in those of all fields */
	size_t result;          /* where its result begins in the paragraph */
};

struct docx_fields {
	GArray *open;           /* struct docx_field */
	GString *instruction;   /* of the fields open, one after the other */
	unsigned instructions;  /* of them in their instruction */
	size_t unshown;         /* bytes of text in such, since it was 0 */
	GPtrArray *options;     /* of the form field that began last: texts, */
	unsigned chosen;        /* and which of them shows, */
	bool is_chosen;         /* as somebody has chosen, not as is usual */
};

struct docx_fields *
docx_fields_new(void)
{
	struct docx_fields *f = g_new0(struct docx_fields, 1);

	f->open = g_array_new(FALSE, FALSE, sizeof(struct docx_field));
	f->instruction = g_string_new(NULL);
	f->options = g_ptr_array_new_with_free_func(g_free);
	return f;
}

void
docx_fields_free(struct docx_fields *f)
{
	if (f == NULL)
		return;
	g_array_free(f->open, TRUE);
	g_string_free(f->instruction, TRUE);
	g_ptr_array_free(f->options, TRUE);
	g_free(f);
}

void
docx_fields_clear(struct docx_fields *f)
{
	g_array_set_size(f->open, 0);
	g_string_truncate(f->instruction, 0);
	f->instructions = 0;
	f->unshown = 0;
}

/* --- lists of forms --------------------------------------------------- */

/* A list to choose from, FORMDROPDOWN, stands in the mark that begins its field,
 * or in a <w:fldSimple>.
 * <w:ddList><w:result w:val="1"/><w:default w:val="0"/><w:listEntry w:val="是"/>…
 * Either may be missing; the default counts where nothing was chosen. */
bool
docx_fields_form(struct docx_fields *f, const char *name,
    const struct xml_attributes *a)
{
	if (f->open->len == 0)
		return false;
	if (xml_is(name, "ddList")) {
		g_ptr_array_set_size(f->options, 0);
		f->chosen = 0;
		f->is_chosen = false;
	} else if (xml_is(name, "result")) {
		f->chosen = xml_attribute_number(a, "val", 0);
		f->is_chosen = true;
	} else if (xml_is(name, "default") && !f->is_chosen) {
		f->chosen = xml_attribute_number(a, "val", 0);
	} else if (xml_is(name, "listEntry") &&
	    f->options->len < MOST_OPTIONS) {
		char *text = xml_attribute_copy(a, "val");

		g_ptr_array_add(f->options, text != NULL ? text :
		    g_strdup(""));
	} else {
		return false;
	}
	return true;
}

/* --- fields ----------------------------------------------------------- */

static struct docx_field *
innermost(const struct docx_fields *f)
{
	return f->open->len == 0 ? NULL : &g_array_index(f->open,
	    struct docx_field, f->open->len - 1);
}

static void
begin(struct docx_fields *f)
{
	const struct docx_field one = {false, f->instruction->len, 0};

	g_ptr_array_set_size(f->options, 0);
	g_array_append_val(f->open, one);
	f->instructions++;
}

static void
begin_result(struct docx_fields *f, size_t at)
{
	innermost(f)->in_result = true;
	innermost(f)->result = at;
}

/* A field EQ within the instruction of another one is part of that. */
static char *
shown_by(struct docx_fields *f, const char *instruction)
{
	g_autoptr(GString) shown = g_string_new(NULL);

	if (word_field_is_list(instruction))
		return g_strdup(f->chosen < f->options->len ?
		    f->options->pdata[f->chosen] : "");
	if (!word_field_is_eq(instruction))
		return NULL;
	word_field_draw(instruction, shown);
	if (f->instructions == 0)
		return g_strdup(shown->str);
	g_string_append(f->instruction, shown->str);
	return NULL;
}

static char *
end(struct docx_fields *f, size_t at)
{
	const struct docx_field one = *innermost(f);
	const size_t from = MIN(one.instruction, f->instruction->len);
	g_autofree char *instruction = g_strdup(f->instruction->str + from);

	g_array_set_size(f->open, f->open->len - 1);
	g_string_truncate(f->instruction, from);
	return one.in_result && at != one.result ? NULL :
	    shown_by(f, instruction);
}

char *
docx_fields_char(struct docx_fields *f, const struct xml_attributes *a,
    size_t at)
{
	char *shown = NULL;

	if (xml_attribute_is(a, "fldCharType", "begin")) {
		begin(f);
		return NULL;
	}
	if (innermost(f) == NULL)
		return NULL;
	if (!innermost(f)->in_result)
		f->instructions--;
	if (xml_attribute_is(a, "fldCharType", "separate"))
		begin_result(f, at);
	else
		shown = end(f, at);
	if (f->instructions == 0)
		f->unshown = 0;
	return shown;
}

void
docx_fields_begin_simple(struct docx_fields *f,
    const struct xml_attributes *a, size_t at)
{
	g_autofree char *instruction = xml_attribute_copy(a, "instr");

	begin(f);
	if (instruction != NULL && f->instruction->len < MOST_INSTRUCTION)
		g_string_append(f->instruction, instruction);
	begin_result(f, at);
	f->instructions--;
}

char *
docx_fields_end_simple(struct docx_fields *f, size_t at)
{
	return innermost(f) == NULL || !innermost(f)->in_result ? NULL :
	    end(f, at);
}

/* --- instructions ----------------------------------------------------- */

void
docx_fields_instruction(struct docx_fields *f, const char *text, size_t len)
{
	if (f->instructions > 0 && f->instruction->len < MOST_INSTRUCTION)
		g_string_append_len(f->instruction, text, (gssize)len);
}

bool
docx_fields_in_instruction(const struct docx_fields *f)
{
	return f->instructions > 0;
}

bool
docx_fields_hide(struct docx_fields *f, size_t len)
{
	if (f->instructions > 0)
		f->unshown += len;
	return f->instructions > 0;
}

size_t
docx_fields_hidden(const struct docx_fields *f)
{
	return f->unshown;
}
