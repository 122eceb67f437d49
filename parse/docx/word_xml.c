#include "word_xml.h"

#include <string.h>

#include "docx_text.h"

struct word_xml {
	struct docx_text *text;
	bool notes;             /* notes, headers and footers are read now */
	bool in_body;
	unsigned skipped;       /* depth within what is not read now */
	unsigned aside;         /* within a note, header or footer */
};

static bool
is_note(const char *name)
{
	return xml_is(name, "footnote") || xml_is(name, "endnote") ||
	    xml_is(name, "hdr") || xml_is(name, "ftr");
}

/* What .docx names otherwise. */
static const char *
docx_name(const char *name)
{
	return xml_is(name, "vmerge") ? "vMerge" :
	    xml_is(name, "hmerge") ? "hMerge" : name;
}

/* Annotations: an insertion stands, a deletion is a <w:del>, comments and
 * earlier formats are left out. */
static const char *
annotation_name(const struct xml_attributes *a)
{
	return xml_attribute_is(a, "type", "Word.Insertion") ? "ins" :
	    xml_attribute_is(a, "type", "Word.Deletion") ? "del" :
	    "pPrChange";
}

/* Whether an element begins what is not read in this pass. */
static bool
is_left_out(const struct word_xml *w, const char *name)
{
	return w->aside == 0 && is_note(name) && !w->notes;
}

static void
start_element(void *data, const char *name, const struct xml_attributes *a)
{
	struct word_xml *w = data;

	if (xml_is(name, "body"))
		w->in_body = true;
	if (!w->in_body)
		return;
	if (w->skipped > 0 || is_left_out(w, name)) {
		w->skipped++;
		return;
	}
	if (w->aside > 0 || is_note(name))
		w->aside++;
	if (w->notes && w->aside == 0)
		return;
	if (xml_is(name, "annotation"))
		name = annotation_name(a);
	docx_text_handler.start(w->text, docx_name(name), a);
}

static void
end_element(void *data, const char *name)
{
	struct word_xml *w = data;
	bool passed = w->in_body && w->skipped == 0 && !(w->notes &&
	    w->aside == 0);

	if (w->in_body && w->skipped > 0)
		w->skipped--;
	else if (passed)
		docx_text_handler.end(w->text, docx_name(name));
	if (passed && w->aside > 0)
		w->aside--;
	if (xml_is(name, "body"))
		w->in_body = false;
}

static void
on_text(void *data, const char *text, size_t len)
{
	struct word_xml *w = data;

	if (w->in_body && w->skipped == 0 && !(w->notes && w->aside == 0))
		docx_text_handler.text(w->text, text, len);
}

static void
read_pass(struct word_xml *w, const char *text, size_t len, bool notes,
    struct container_trouble *trouble)
{
	static const struct xml_handler handler = {start_element, end_element,
	    on_text};

	w->notes = notes;
	w->in_body = false;
	w->skipped = w->aside = 0;
	docx_text_begin(w->text, "body", notes);
	xml_read_text(text, len, &handler, w, trouble);
	docx_text_end(w->text);
}

void
word_xml_read(const char *text, size_t len, struct records *out)
{
	struct flow *flow = flow_new(out, 0);
	struct docx_styles *styles = docx_styles_of_xml(text, len);
	struct word_xml w = {.text = docx_text_new(out, flow, styles)};
	struct container_trouble trouble = {0}, again = {0};

	read_pass(&w, text, len, false, &trouble);
	flow_begin_notes(flow);
	read_pass(&w, text, len, true, &again);
	flow_free(flow);
	docx_text_free(w.text);
	docx_styles_free(styles);
	if (trouble.why != NULL)
		records_problem(out, trouble.problem, "", "%s", trouble.why);
	container_trouble_clear(&trouble);
	container_trouble_clear(&again);
}
