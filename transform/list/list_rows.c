#include "list_rows.h"

#include <stdarg.h>

#include "article.h"

unsigned
list_rows_table(const struct list_rows *g, const struct layout_record *r)
{
	return r == NULL ? g->table_no : r->text_n > 0 ? r->text_n :
	    r->table_n > 0 ? r->table_n : g->table_no;
}

unsigned
list_rows_origin(const struct list_rows *g, const struct layout_record *r,
    const char **document)
{
	unsigned n = list_rows_table(g, r);

	*document = g->file->article != NULL && n > 0 ?
	    article_origin(g->file->article, &n)->document : g->file->document;
	return n;
}

const char *
list_rows_cell(const struct list_rows *g, const struct layout_record *r,
    const char *printed)
{
	const char *document, *decided;

	if (printed == NULL)
		return NULL;
	list_rows_origin(g, r, &document);
	decided = decision_cell(g->file->decisions, document, g->locator,
	    r->row, printed);

	return decided != NULL ? decided : printed;
}

void
list_rows_reject(struct list_rows *g, const struct layout_record *r,
    const char *reason, const char *text, const char *detail)
{
	struct extraction *x = g->x;
	const char *document;
	unsigned table_no = list_rows_origin(g, r, &document);
	struct reject line = {
	    .document = extraction_word(x, document),
	    .member = extraction_word(x, g->member),
	    .table_no = table_no > 0 ? extraction_number(x, table_no) : NULL,
	    .row_no = r != NULL ? extraction_number(x, r->row) : NULL,
	    .col_no = r != NULL && r->col > 0 ?
	        extraction_number(x, r->col) : NULL,
	    .list = g->list.list,
	    .reason = reason,
	    .text = extraction_text(x, text),
	    .detail = extraction_word(x, detail),
	};

	g_array_append_val(x->rejects, line);
}

void
list_rows_reject_because(struct list_rows *g, const struct layout_record *r,
    const char *reason, const char *text, const char *format, ...)
{
	g_autofree char *detail = NULL;
	va_list ap;

	va_start(ap, format);
	detail = g_strdup_vprintf(format, ap);
	va_end(ap);
	list_rows_reject(g, r, reason, text, detail);
}
