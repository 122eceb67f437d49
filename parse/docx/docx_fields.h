/* The fields of a .docx that are open, one within another:
 *
 *     <w:r><w:fldChar w:fldCharType="begin"/></w:r>
 *     <w:r><w:instrText>EQ \o\ac(○,1)</w:instrText></w:r>
 *     <w:r><w:fldChar w:fldCharType="separate"/></w:r>
 *     <w:r><w:t>its result</w:t></w:r>
 *     <w:r><w:fldChar w:fldCharType="end"/></w:r>
 *     <w:fldSimple w:instr="EQ …"><w:r>its result</w:r></w:fldSimple>
 *
 * What a field shows is its result.  Of one without a result a field EQ shows
 * what its instruction draws, and a list of a form what is chosen of it.  Places
 * are lengths of the paragraph's text in bytes. */
#ifndef PARSE_DOCX_DOCX_FIELDS_H
#define PARSE_DOCX_DOCX_FIELDS_H

#include <glib.h>

#include "parse/pack/xml.h"

struct docx_fields;

struct docx_fields *docx_fields_new(void);
void docx_fields_free(struct docx_fields *);

/* Forgets the fields that are open. */
void docx_fields_clear(struct docx_fields *);

/* Takes <w:fldChar> at a place.  Where it ends a field without a result: the
 * text that this shows, the caller's; else NULL. */
char *docx_fields_char(struct docx_fields *, const struct xml_attributes *,
    size_t at);

/* Begins and ends <w:fldSimple>; the latter as docx_fields_char. */
void docx_fields_begin_simple(struct docx_fields *,
    const struct xml_attributes *, size_t at);
char *docx_fields_end_simple(struct docx_fields *, size_t at);

/* Takes an element of a list of a form; false where it is none, or no field is
 * open. */
bool docx_fields_form(struct docx_fields *, const char *name,
    const struct xml_attributes *);

/* Adds text of <w:instrText>. */
void docx_fields_instruction(struct docx_fields *, const char *text,
    size_t len);

/* Whether what comes now is part of an instruction, which the page does not
 * show; the second counts text of so many bytes there. */
bool docx_fields_in_instruction(const struct docx_fields *);
bool docx_fields_hide(struct docx_fields *, size_t len);

/* Bytes of text in instructions that have not ended yet. */
size_t docx_fields_hidden(const struct docx_fields *);

#endif
