#include "docx_run.h"

#include <string.h>

#include "parse/word/word_look.h"

void
docx_run_begin(struct docx_run *run, const struct docx_styles *styles,
    const char *style)
{
	docx_run_clear(run);
	run->hidden = docx_styles_is_hidden(styles, style);
	run->struck = docx_styles_is_struck(styles, style);
	run->struck_twice = docx_styles_is_struck_twice(styles, style);
	run->letters = docx_styles_letters(styles, style);
}

/* Adds what the style of the run adds to its properties. */
static void
add_style(struct docx_run *run, const struct docx_styles *styles,
    const struct xml_attributes *a)
{
	g_autofree char *style = xml_attribute_copy(a, "val");

	run->hidden |= docx_styles_is_hidden(styles, style);
	run->struck |= docx_styles_is_struck(styles, style);
	run->struck_twice |= docx_styles_is_struck_twice(styles, style);
	run->raised |= docx_styles_is_raised(styles, style);
	run->letters = word_look_over(docx_styles_letters(styles, style),
	    run->letters);
	run->ground = word_look_over(docx_styles_ground(styles, style),
	    run->ground);
}

static void
set_font(struct docx_run *run, const struct xml_attributes *a)
{
	g_autofree char *font = xml_attribute_copy(a, "ascii");

	g_clear_pointer(&run->font, g_free);
	if (font != NULL && g_str_has_prefix(font, "Wingdings"))
		run->font = g_steal_pointer(&font);
}

void
docx_run_property(struct docx_run *run, const struct docx_styles *styles,
    const char *name, const struct xml_attributes *a)
{
	if (xml_is(name, "vanish"))
		run->hidden = !xml_attribute_off(a, "val");
	else if (xml_is(name, "strike"))
		run->struck = !xml_attribute_off(a, "val");
	else if (xml_is(name, "dstrike"))
		run->struck_twice = !xml_attribute_off(a, "val");
	else if (xml_is(name, "vertAlign"))
		run->raised = xml_attribute_is(a, "val", "superscript");
	else if (xml_is(name, "color"))
		run->letters = docx_styles_color(a);
	else if (xml_is(name, "position"))
		run->rise = xml_attribute_number(a, "val", 0);
	else if (xml_is(name, "sz"))
		run->size = xml_attribute_number(a, "val", 0);
	else if (xml_is(name, "shd"))
		run->ground = docx_styles_shading(a);
	else if (xml_is(name, "highlight"))
		run->highlight = docx_styles_highlight(a);
	else if (xml_is(name, "rStyle"))
		add_style(run, styles, a);
	else if (xml_is(name, "rFonts"))
		set_font(run, a);
}

void
docx_run_clear(struct docx_run *run)
{
	static const struct docx_run fresh = {.letters = WORD_AUTOMATIC,
	    .ground = WORD_AUTOMATIC, .highlight = WORD_AUTOMATIC};

	g_free(run->font);
	*run = fresh;
}
