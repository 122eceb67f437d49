/* Workbooks of Office Open XML (ECMA-376, ISO/IEC 29500), transitional and
 * strict, with macros or without: a zip container (container.h) of XML parts.
 *
 *     _rels/.rels                  which part is the workbook
 *     xl/workbook.xml              the sheets, in the order of their tabs
 *     xl/_rels/workbook.xml.rels   which part each sheet is
 *     xl/sharedStrings.xml         the texts of cells
 *     xl/styles.xml                the number formats of cells
 *     xl/worksheets/sheet1.xml     the cells (xlsx_sheet.c)
 *
 * The parts have these names by custom only; they are found by their links. */
#include "fetch/body/sniff.h"
#include "parse/core/reader.h"
#include "parse/pack/package.h"
#include "xlsx_sheet.h"

static void
read_xlsx(const struct reader_source *source, struct records *out)
{
	struct container *container = package_open(source->bytes,
	    source->len, out);
	struct xlsx_book *book;

	if (container == NULL)
		return;
	book = xlsx_book_read(container, out);
	for (guint i = 0; i < book->sheets->len; i++) {
		const struct xlsx_sheet_entry *entry = &g_array_index(
		    book->sheets, struct xlsx_sheet_entry, i);

		if (!entry->no_cells)
			xlsx_sheet_read(book, entry, source->member, out);
	}
	xlsx_book_free(book);
	container_close(container);
}

const struct reader reader_xlsx = {
    .name = "xlsx", .without_charsets = true, .read = read_xlsx};
