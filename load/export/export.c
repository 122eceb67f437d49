#include "export.h"

#include "load/base/row.h"

#include "fetch/base/json.h"
#include "fetch/base/program.h"
#include "fetch/base/publish.h"

#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

/* What is exported, as a reader asks for it. */
static const struct {
	const char *name, *title, *sql;
} tables[] = {
    {"companies", "Companies that were designated, with their places",
	"SELECT d.company, d.name, c.credit_code, d.first_on, d.first_year, "
	"d.first_batch, d.key_support, d.single_champion, c.unit, "
	"u.name AS unit_name, u.english AS unit_english, c.province_code, "
	"p.name AS province, p.english AS province_english, c.city_code, "
	"x.name AS city, x.english AS city_english, c.place_evidence "
	"FROM designation d JOIN company c USING (company) "
	"LEFT JOIN unit u ON u.unit = c.unit "
	"LEFT JOIN division p ON p.code = c.province_code "
	"LEFT JOIN division x ON x.code = c.city_code ORDER BY d.company"},
    {"names", "Every name a company was printed under",
	"SELECT company, name, first_on, last_on, successor, events "
	"FROM company_name ORDER BY name_no"},
    {"validity", "Who holds the title when; valid_until is the first day "
	"without it",
	"SELECT company, valid_from, valid_until, batch, basis, provisional, "
	"event FROM validity ORDER BY company, valid_from, valid_until"},
    {"events", "What the lists say of each firm, with the cell that says it",
	"SELECT event, list, programme, level, batch, kind, event_on, sequence, "
	"name_printed, name, company, previous_name, unit, province_code, "
	"province, city_code, city, district_code, district, place_evidence, "
	"credit_code, credit_code_status, product, url, document, member, "
	"place_in_document, table_no, row_no, col_no FROM small_giant_events "
	"ORDER BY list, row_no, event"},
    {"lists", "The published lists",
	"SELECT list, title, programme, level, batch, kind, event_on, "
	"document_number, unit, events, declared, rows, reject_rows, url, "
	"page_url, document, source FROM list ORDER BY list"},
    {"coverage", "Batch by unit: expected, found, state",
	"SELECT * FROM coverage"},
    {"findings", "What the checks object to",
	"SELECT * FROM finding"},
};

enum { CELL_MOST = 32767 };     /* characters in a cell of a sheet */

/* The files of one table while it is written. */
struct writer {
	const char *name;
	struct publication *csv, *json;
	lxw_worksheet *sheet;
	lxw_format *bold;
	lxw_row_t row;
	GString *line;
	GString *fields;        /* of its schema in datapackage.json */
};

void
export_csv_text(GString *out, const char *text)
{
	if (text == NULL)
		return;
	if (*text && strchr("=+-@\t\r", *text) == NULL &&
	    strpbrk(text, ",\"\r\n") == NULL) {
		g_string_append(out, text);
		return;
	}
	g_string_append_c(out, '"');
	if (*text && strchr("=+-@\t\r", *text) != NULL)
		g_string_append_c(out, '\'');
	for (const char *p = text; *p; p++) {
		if (*p == '"')
			g_string_append_c(out, '"');
		g_string_append_c(out, *p);
	}
	g_string_append_c(out, '"');
}

static void
write_line(struct publication *p, GString *line)
{
	publish_write(p, line->str, line->len);
	g_string_truncate(line, 0);
}

/* --- one row ----------------------------------------------------------- */

static void
write_heading(struct writer *w, sqlite3_stmt *rows)
{
	g_string_assign(w->line, "\xef\xbb\xbf");
	for (int i = 0; i < sqlite3_column_count(rows); i++) {
		const char *name = sqlite3_column_name(rows, i);

		g_string_append_printf(w->line, "%s%s", i > 0 ? "," : "", name);
		worksheet_write_string(w->sheet, 0, (lxw_col_t)i, name, w->bold);
	}
	g_string_append(w->line, "\r\n");
	write_line(w->csv, w->line);
	worksheet_freeze_panes(w->sheet, 1, 0);
}

/* A sheet holds 1,048,576 rows and a cell 32,767 characters; what does not fit
 * is in the CSV. */
static void
write_cells(struct writer *w, sqlite3_stmt *rows)
{
	if (++w->row >= LXW_ROW_MAX)
		return;
	for (int i = 0; i < sqlite3_column_count(rows); i++) {
		const char *text = db_text(rows, i);
		g_autofree char *cut = NULL;

		if (text == NULL)
			continue;
		if (sqlite3_column_type(rows, i) == SQLITE_INTEGER) {
			worksheet_write_number(w->sheet, w->row, (lxw_col_t)i,
			    (double)sqlite3_column_int64(rows, i), NULL);
			continue;
		}
		if (g_utf8_strlen(text, -1) > CELL_MOST)
			text = cut = g_utf8_substring(text, 0, CELL_MOST);
		worksheet_write_string(w->sheet, w->row, (lxw_col_t)i, text,
		    NULL);
	}
}

static void
write_row(struct writer *w, sqlite3_stmt *rows)
{
	for (int i = 0; i < sqlite3_column_count(rows); i++) {
		if (i > 0)
			g_string_append_c(w->line, ',');
		if (sqlite3_column_type(rows, i) == SQLITE_INTEGER)
			g_string_append(w->line, db_text(rows, i));
		else
			export_csv_text(w->line, db_text(rows, i));
	}
	g_string_append(w->line, "\r\n");
	write_line(w->csv, w->line);
	row_json(w->line, rows);
	g_string_append_c(w->line, '\n');
	write_line(w->json, w->line);
	write_cells(w, rows);
}

/* --- the package ------------------------------------------------------- */

/* What a column holds, by its name where SQLite does not say: days end in _on,
 * or are those of validity. */
static const char *
type_of(sqlite3_stmt *rows, int column)
{
	static const char *const numbers[] = {"provisional", "key_support",
	    "single_champion", "first_year", "first_batch", "batch", "expected",
	    "found", "together_expected", "together_found"};
	const char *name = sqlite3_column_name(rows, column);
	const char *declared = sqlite3_column_decltype(rows, column);

	if (g_str_has_suffix(name, "_on") || strcmp(name, "valid_from") == 0 ||
	    strcmp(name, "valid_until") == 0)
		return "date";
	for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
		if (strcmp(name, numbers[i]) == 0)
			return "integer";
	return g_strcmp0(declared, "INTEGER") == 0 ? "integer" : "string";
}

static void
describe(GString *out, const char *name, const char *title, sqlite3_stmt *rows)
{
	g_autofree char *path = g_strconcat(name, ".csv", NULL);

	json_member(out, "    {", "name", name);
	json_member(out, ", ", "title", title);
	json_member(out, ",\n     ", "path", path);
	json_member(out, ", ", "profile", "tabular-data-resource");
	json_member(out, ", ", "format", "csv");
	json_member(out, ", ", "mediatype", "text/csv");
	json_member(out, ", ", "encoding", "utf-8");
	json_name(out, ",\n     ", "schema");
	json_name(out, "{", "fields");
	g_string_append_c(out, '[');
	for (int i = 0; i < sqlite3_column_count(rows); i++) {
		json_member(out, i > 0 ? ",\n       {" : "\n       {", "name",
		    sqlite3_column_name(rows, i));
		json_member(out, ", ", "type", type_of(rows, i));
		g_string_append_c(out, '}');
	}
	g_string_append(out, "\n     ]}}");
}

static void
describe_sources(GString *out, sqlite3 *db)
{
	sqlite3_stmt *lists = db_prepare(db, "SELECT coalesce(title, url), "
	    "page_url FROM list WHERE page_url IS NOT NULL "
	    "GROUP BY page_url ORDER BY page_url", NULL);
	const char *before = "\n    {";

	while (db_step(lists)) {
		json_member(out, before, "title", db_text(lists, 0));
		json_member(out, ", ", "path", db_text(lists, 1));
		g_string_append_c(out, '}');
		before = ",\n    {";
	}
	sqlite3_finalize(lists);
}

static void
write_package(sqlite3 *db, const char *folder, const GString *resources)
{
	g_autofree char *path = g_build_filename(folder, "datapackage.json",
	    NULL);
	g_autoptr(GString) out = g_string_new(NULL);

	json_member(out, "{\n  ", "profile", "tabular-data-package");
	json_member(out, ",\n  ", "name", "miit-small-giants");
	json_member(out, ",\n  ", "title", "Small giants "
	    "(专精特新“小巨人”企业) of China's Ministry of Industry and "
	    "Information Technology");
	json_member(out, ",\n  ", "description", "Licence note: the lists are "
	    "publications of Chinese authorities; names, dates and figures in "
	    "them are facts. No licence is claimed for them here. In the CSV "
	    "files an apostrophe stands before a text that a spreadsheet would "
	    "take for a formula.");
	json_member(out, ",\n  ", "version", program_version());
	json_name(out, ",\n  ", "sources");
	g_string_append_c(out, '[');
	describe_sources(out, db);
	json_name(out, "\n  ],\n  ", "resources");
	g_string_append_printf(out, "[\n%s\n  ]\n}\n", resources->str);
	publish_file(path, out->str, out->len);
}

/* --- all of it ---------------------------------------------------------- */

static struct publication *
begin(const char *folder, const char *name, const char *suffix)
{
	g_autofree char *file = g_strconcat(name, suffix, NULL);
	g_autofree char *path = g_build_filename(folder, file, NULL);

	return publish_begin(path);
}

static void
export_table(sqlite3 *db, const char *folder, lxw_workbook *book,
    lxw_format *bold, size_t k, GString *resources)
{
	sqlite3_stmt *rows = db_prepare(db, tables[k].sql, NULL);
	struct writer w = {
	    .name = tables[k].name,
	    .csv = begin(folder, tables[k].name, ".csv"),
	    .json = begin(folder, tables[k].name, ".ndjson"),
	    .sheet = workbook_add_worksheet(book, tables[k].name),
	    .bold = bold,
	    .line = g_string_new(NULL),
	};

	write_heading(&w, rows);
	while (db_step(rows))
		write_row(&w, rows);
	if (w.row >= LXW_ROW_MAX)
		program_warn("small-giants.xlsx", w.name, "%u rows do not fit "
		    "into a sheet; they are in the CSV", w.row - LXW_ROW_MAX + 1);
	if (k > 0)
		g_string_append(resources, ",\n");
	describe(resources, w.name, tables[k].title, rows);
	publish_rename(w.csv);
	publish_rename(w.json);
	program_say("%s: %u rows", w.name, w.row);
	g_string_free(w.line, TRUE);
	sqlite3_finalize(rows);
}

void
export_folder(sqlite3 *db, const char *folder)
{
	g_autofree char *path = g_build_filename(folder, "small-giants.xlsx",
	    NULL);
	g_autofree char *temporary = publish_temporary(path);
	lxw_workbook_options options = {.constant_memory = LXW_TRUE};
	char title[] = "Small giants";
	lxw_doc_properties properties = {.title = title,
	    .created = 1546300800};     /* always the same: 2019-01-01 */
	g_autoptr(GString) resources = g_string_new(NULL);
	lxw_workbook *book;
	lxw_format *bold;
	lxw_error error;

	if (g_mkdir_with_parents(folder, 0777) != 0)
		program_fail("%s: cannot make this folder", folder);
	book = workbook_new_opt(temporary, &options);
	if (book == NULL)
		program_fail("%s: out of memory", path);
	workbook_set_properties(book, &properties);
	bold = workbook_add_format(book);
	format_set_bold(bold);
	for (size_t k = 0; k < G_N_ELEMENTS(tables); k++)
		export_table(db, folder, book, bold, k, resources);
	error = workbook_close(book);
	if (error != LXW_NO_ERROR) {
		unlink(temporary);
		program_fail("%s: cannot write: %s", path, lxw_strerror(error));
	}
	publish_sync(temporary);
	publish_move(temporary, path);
	write_package(db, folder, resources);
}
