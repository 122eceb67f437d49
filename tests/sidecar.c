/* What sidecars and meta.csv say of a file, and what of them is reported
 * (fetch/import/sidecar.h). */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "fetch/import/sidecar.h"
#include "tests/folder.h"

static char *top;

static void
put(const char *name, const char *text, gssize len)
{
	folder_put(top, name, text, len);
}

static void
drop(const char *name)
{
	g_autofree char *path = g_build_filename(top, name, NULL);

	g_remove(path);
}

/* What is said of one file, and on standard error. */
struct heard {
	struct document row;
	GArray *said;
	GStringChunk *strings;
	char *errors;
};

static char *
log_path(void)
{
	return g_strconcat(top, ".stderr", NULL);
}

/* Standard error goes into a file; returns what it was. */
static int
listen_begin(void)
{
	g_autofree char *log = log_path();
	int was = dup(2), fd = open(log, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	g_assert_true(was >= 0 && fd >= 0);
	fflush(stderr);
	dup2(fd, 2);
	close(fd);
	return was;
}

static char *
listen_end(int was)
{
	g_autofree char *log = log_path();
	char *text = NULL;

	fflush(stderr);
	dup2(was, 2);
	close(was);
	g_assert_true(g_file_get_contents(log, &text, NULL, NULL));
	g_remove(log);
	return text;
}

static struct heard *
hear(const char *path)
{
	struct heard *h = g_new0(struct heard, 1);
	int was = listen_begin();
	struct sidecars *s = sidecar_open(top);

	h->strings = g_string_chunk_new(64);
	h->said = g_array_new(FALSE, FALSE, sizeof(struct statement));
	sidecar_read(s, path, h->strings, &h->row, h->said);
	sidecar_close(s);
	h->errors = listen_end(was);
	return h;
}

static void
heard_free(struct heard *h)
{
	g_array_unref(h->said);
	g_string_chunk_free(h->strings);
	g_free(h->errors);
	g_free(h);
}

/* "member field=value by; …" */
static char *
words_of(const struct heard *h)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < h->said->len; i++) {
		const struct statement *s = &g_array_index(h->said,
		    struct statement, i);

		g_string_append_printf(text, "%s%s%s=%s %s;", s->member ?
		    s->member : "", s->member ? " " : "", s->field, s->value,
		    s->by);
	}
	return g_string_free(text, FALSE);
}

/* --- FILE.meta ------------------------------------------------------------ */

static const struct {
	const char *text;
	const char *said;
	const char *error;      /* a part of the only message; NULL: none */
} metas[] = {
    {"[document]\nbatch = 第五批 \n#no\n\n", "batch=5 a.csv.meta;", NULL},
    {"\xef\xbb\xbf[document]\r\nlevel=national\r\nby=王\r\nwhy=x\r\n",
     "level=national 王;", NULL},
    {"[document]\ntitle=\nkind=final\n[member b/c.xls]\nby=李\nkind=rename\n",
     "kind=final a.csv.meta;b/c.xls kind=rename 李;", NULL},
    {"[document]\ntitle=\xc3\xfb\xb5\xa5\n", "title=名单 a.csv.meta;", NULL},
    {"[member c.xls]\nurl=http://a/\nbatch=2\n",
     "c.xls batch=2 a.csv.meta;", "line 2: url: a member of an archive has no"},
    {"batch=5\n[document]\nbatch=6\n", "", "line 1: expected a group"},
    {"[document\n", "", "line 1: [document: expected a group"},
    {"[member c.xls\n", "", "line 1: [member c.xls: expected a group"},
    {"[document]\nbatch\nlevel=national\n", "level=national a.csv.meta;",
     "line 2: \"batch\": expected KEY=VALUE"},
    {"[document]\ncolour=red\n", "", "line 2: colour: not a key of a sidecar; "
     "expected one of url, "},
    {"[document]\nbatch=0\n", "", "batch: \"0\": expected a batch from 1"},
    {"[document]\nurl=ftp://a/\n", "", "url: \"ftp://a/\": expected an http"},
    {"[document]\nfetched_at=2023-07-14\n", "", "expected a time"},
    {"[document]\nfetched_at=2023-07-14T00:00:00+08:00\n", "",
     "expected a time"},
    {"[document]\nfetched_at=2023-07-14T00:00+01\n", "", "expected a time"},
    {"[document]\ntitle=\xff\xff\nbatch=5\n", "batch=5 a.csv.meta;",
     "line 2: title: bytes that are no text"},
};

static void
test_metas(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(metas); i++) {
		g_autofree char *said = NULL;
		struct heard *h;
		const char *end;

		put("a.csv.meta", metas[i].text, -1);
		h = hear("a.csv");
		said = words_of(h);
		end = strchr(h->errors, '\n');
		if (strcmp(said, metas[i].said) != 0 ||
		    (metas[i].error == NULL ? *h->errors != '\0' :
		    strstr(h->errors, metas[i].error) == NULL ||
		    end == NULL || end[1] != '\0'))
			g_error("%s: got %s and %s", metas[i].text, said,
			    h->errors);
		heard_free(h);
	}
	drop("a.csv.meta");
}

/* What a row of documents.tsv holds is entered there too; the ministry is no
 * unit. */
static void
test_row(void)
{
	struct heard *h;

	put("a.csv.meta", "[document]\nurl=http://a/x\nparent_url=http://a/\n"
	    "fetched_at=2023-07-14T01:02:03Z\ndate=2023年7月14日\nunit=MIIT\n"
	    "number=工信部〔2023〕1号\n[member c.xls]\ntitle=x\n", -1);
	h = hear("a.csv");
	g_assert_cmpstr(h->errors, ==, "");
	g_assert_cmpstr(h->row.url, ==, "http://a/x");
	g_assert_cmpstr(h->row.parent_url, ==, "http://a/");
	g_assert_cmpstr(h->row.fetched_at, ==, "2023-07-14T01:02:03Z");
	g_assert_cmpstr(h->row.published_on, ==, "2023-07-14");
	g_assert_cmpstr(h->row.document_number, ==, "工信部〔2023〕1号");
	g_assert_cmpstr(h->row.unit, ==, NULL);
	g_assert_cmpstr(h->row.title, ==, NULL);
	g_assert_cmpuint(h->said->len, ==, 4);
	heard_free(h);
	drop("a.csv.meta");
}

/* What is no small file is not read. */
static void
test_files(void)
{
	g_autofree char *link = g_build_filename(top, "a.csv.meta", NULL);
	g_autofree char *big = g_strnfill(70000, '#');
	static const char nul[] = "[document]\nbatch=\0005\n#level=national\n";
	const char *says[] = {"expected a file, this is a link",
	    "expected a file of at most", "expected a file of at most",
	    "line 2: batch: bytes that are no text"};

	for (size_t i = 0; i < G_N_ELEMENTS(says); i++) {
		struct heard *h;

		if (i == 0)
			g_assert_cmpint(symlink("/etc/passwd", link), ==, 0);
		else if (i == 1)
			g_assert_cmpint(g_mkdir(link, 0777), ==, 0);
		else
			put("a.csv.meta", i == 2 ? big : nul,
			    i == 2 ? -1 : (gssize)sizeof nul - 1);
		h = hear("a.csv");
		if (strstr(h->errors, says[i]) == NULL || h->said->len != 0)
			g_error("%s: got %s", says[i], h->errors);
		heard_free(h);
		drop("a.csv.meta");
	}
}

/* --- meta.csv --------------------------------------------------------------- */

static const struct {
	const char *text, *said, *error;
} tables[] = {
    {"file,batch,by\na.csv,5,王\n", "batch=5 王;", NULL},
    {"batch\tfile\n5\ta.csv", "batch=5 meta.csv line 2;", NULL},
    {"file,title\na.csv,\"第一批, \"\"小巨人\"\"\n名单\"\nb.csv\n",
     "title=第一批, \"小巨人\"\n名单 meta.csv line 2;",
     "line 4: b.csv: no such file"},
    {"file,batch\n\na.csv,5,too,many\n", "batch=5 meta.csv line 3;", NULL},
    {"file,member,batch\na.csv,c.xls,5\na.csv,,6\na.csv,d.xls,7\n",
     "c.xls batch=5 meta.csv line 2;batch=6 meta.csv line 3;"
     "d.xls batch=7 meta.csv line 4;", NULL},
    {"file,batch\na.csv,5\na.csv,6\n", "batch=5 meta.csv line 2;",
     "line 3: a.csv stands in two lines"},
    {"batch,file\n5\n", "", NULL},
    {"name,batch\na.csv,5\n", "", "line 1: expected a heading"},
    {"", "", "line 1: expected a heading"},
    {"file,batch\na.csv,\"5\nb.csv,6\n", "", "line 2: expected a quote"},
    {"file,\"batch\na.csv,5\n", "", "line 1: expected a quote"},
    {"file,batch\na.csv,0\n", "", "line 2: batch: \"0\": expected a batch"},
    {"file,batch\na\"b.csv,5\n", "", "line 2: a\"b.csv: no such file"},
};

static void
test_tables(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
		g_autofree char *said = NULL;
		struct heard *h;
		const char *end;

		put("meta.csv", tables[i].text, -1);
		h = hear("a.csv");
		said = words_of(h);
		end = strchr(h->errors, '\n');
		if (strcmp(said, tables[i].said) != 0 ||
		    (tables[i].error == NULL ? *h->errors != '\0' :
		    strstr(h->errors, tables[i].error) == NULL ||
		    end == NULL || end[1] != '\0'))
			g_error("%s: got %s and %s", tables[i].text, said,
			    h->errors);
		heard_free(h);
	}
	drop("meta.csv");
}

/* The table of a folder goes before that of the one above it, and a sidecar before
 * both. */
static void
test_precedence(void)
{
	struct heard *h;

	put("meta.csv", "file,title,publisher,number\nd/a.csv,top,top,top\n",
	    -1);
	put("d/meta.csv", "file,title,publisher\na.csv,folder,folder\n", -1);
	put("d/a.csv.meta", "[document]\ntitle=own\n", -1);
	h = hear("d/a.csv");
	g_assert_cmpstr(h->errors, ==, "");
	g_assert_cmpstr(h->row.title, ==, "own");
	g_assert_cmpstr(h->row.publisher, ==, "folder");
	g_assert_cmpstr(h->row.document_number, ==, "top");
	heard_free(h);
	drop("meta.csv");
	drop("d/meta.csv");
	drop("d/a.csv.meta");
}

/* The template names files so that they are found again. */
static void
test_template(void)
{
	static const char *const names[] = {"a,b.csv", "tab\tbed.csv",
	    "\"q\".csv", "安徽/附件1.csv", "plain.csv"};
	g_autofree char *path = g_build_filename(top, "meta.csv", NULL);
	g_autoptr(GPtrArray) paths = g_ptr_array_new();
	g_autofree char *text = NULL;
	int was = dup(1), fd;

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		put(names[i], "序号,企业名称\n", -1);
		g_ptr_array_add(paths, (char *)names[i]);
	}
	fflush(stdout);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	g_assert_true(was >= 0 && fd >= 0);
	dup2(fd, 1);
	close(fd);
	sidecar_print_template(top, paths);
	fflush(stdout);
	dup2(was, 1);
	close(was);

	g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
	g_assert_nonnull(strstr(text, "安徽/附件1.csv,,,,,340000,,"));
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *unread = g_strdup_printf(": %s: no such file",
		    names[i]);
		struct heard *h = hear(names[i]);

		/* That the four others were not asked about is said. */
		g_assert_null(strstr(h->errors, unread));
		g_assert_nonnull(strstr(h->errors, ": no such file"));
		heard_free(h);
	}
	drop("meta.csv");
}

int
main(int argc, char **argv)
{
	static const struct folder_test tests[] = {
	    {"/sidecar/metas", test_metas}, {"/sidecar/row", test_row},
	    {"/sidecar/files", test_files}, {"/sidecar/tables", test_tables},
	    {"/sidecar/precedence", test_precedence},
	    {"/sidecar/template", test_template},
	};

	return folder_run(argc, argv, tests, G_N_ELEMENTS(tests), &top);
}
