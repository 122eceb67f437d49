/* infoextends of MIIT's search (fetch/notice/extends.h): the files it names. */
#include <glib.h>

#include "fetch/notice/extends.h"
#include "fetch/page/page.h"

/* Each case: the field as the answer holds it, then the files it names as
 * "address anchor" a line, or the beginning of the trouble. */
static const struct {
	const char *field, *files, *trouble;
} cases[] = {
    /* three notations within each other, as the search has them */
    {"\"{\\\"infoContent\\\":\\\"[{fieldName:'filepdf',fieldType:'Attach',"
     "fieldValue:'[{\\\\\\\"name\\\\\\\":\\\\\\\"附件1\\\\\\\",\\\\\\\"fileName"
     "\\\\\\\":\\\\\\\"a.pdf\\\\\\\",\\\\\\\"url\\\\\\\":\\\\\\\"/a.pdf\\\\\\\"}]'"
     "}]\\\"}\"", "/a.pdf 附件1\n", NULL},
    /* two fields, two files in the second, one of no interest between */
    {"{\"infoContent\":\"[{fieldName:'a',fieldType:'Attach',fieldValue:'[{"
     "\\\"url\\\":\\\"/1\\\"}]'},{fieldName:'t',fieldType:'Text',fieldValue:"
     "'[{\\\"url\\\":\\\"/no\\\"}]'},{fieldName : 'b' , fieldType:'attach',"
     "fieldValue:'[{\\\"url\\\":\\\"/2\\\",\\\"fileName\\\":\\\"二.xls\\\"},{"
     "\\\"url\\\":\\\"3\\\",\\\"name\\\":\\\"三\\\"}]'}]\"}",
	"/1 -\n/2 二.xls\n3 三\n", NULL},
    /* an apostrophe within single quotes */
    {"{\"infoContent\":\"[{fieldType:'Attach',fieldValue:'[{\\\"url\\\":"
     "\\\"/a\\\",\\\"name\\\":\\\"x\\\\'s\\\"}]'}]\"}", "/a x's\n", NULL},
    /* quotation marks in a name, with one level of backslashes and with two */
    {"{\"infoContent\":\"[{fieldType:'Attach',fieldValue:'[{\\\"url\\\":"
     "\\\"/a\\\",\\\"name\\\":\\\"\\\\\\\"小巨人\\\\\\\"\\\"}]'}]\"}",
	"/a \"小巨人\"\n", NULL},
    {"{\"infoContent\":\"[{fieldType:'Attach',fieldValue:'[{\\\\\\\"url\\\\\\\":"
     "\\\\\\\"/a\\\\\\\"}]'}]\"}", "/a -\n", NULL},
    /* names bare on the innermost level too; objects in place of their text */
    {"{\"infoContent\":[{\"fieldType\":\"Attach\",\"fieldValue\":"
     "\"[{name:'n',url:'/a'}]\"}]}", "/a n\n", NULL},
    {"{\"infoContent\":[{\"fieldType\":\"Attach\",\"fieldValue\":"
     "{\"url\":\"/a\"}}]}", "/a -\n", NULL},
    {"{\"infoContent\":\"[{fieldType:'Attach',n:1,b:true,z:null,fieldValue:"
     "'[{\\\"url\\\":\\\"/a\\\",\\\"size\\\":12}]'}]\"}", "/a -\n", NULL},
    /* nothing there */
    {"null", "", NULL},
    {"\"\"", "", NULL},
    {"\"{}\"", "", NULL},
    {"{\"infoContent\":\"[]\"}", "", NULL},
    {"{\"infoContent\":\"[{fieldType:'Attach',fieldValue:''}]\"}", "", NULL},
    {"{\"infoContent\":\"[{fieldType:'Attach',fieldValue:'[]'}]\"}", "", NULL},
    {"{\"infoContent\":\"[{fieldType:'Attach',fieldValue:'[{\\\"name\\\":"
     "\\\"x\\\"}]'}]\"}", "", NULL},
    {"[1,\"2\",null]", "", NULL},
    /* something there that cannot be read */
    {"\"{broken\"", "", "infoextends: cannot be read: {broken"},
    {"{\"infoContent\":\"[{fieldType:'Attach\"}", "",
	"infoextends: cannot be read: [{fieldType:'Attach"},
    {"{\"infoContent\":\"[{fieldType:'Attach',fieldValue:'/a.pdf'}]\"}", "",
	"infoextends: cannot be read: /a.pdf"},
};

static void
test_cases(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(
		    page_link_free);
		g_autoptr(GString) got = g_string_new(NULL);
		cJSON *field = cJSON_Parse(cases[i].field);
		g_autofree char *trouble = NULL;

		g_assert_nonnull(field);
		trouble = extends_read(field, files);
		for (guint k = 0; k < files->len; k++) {
			const struct link *f = g_ptr_array_index(files, k);

			g_string_append_printf(got, "%s %s\n", f->url,
			    f->anchor ? f->anchor : "-");
		}
		g_test_message("%s", cases[i].field);
		g_assert_cmpstr(got->str, ==, cases[i].files);
		g_assert_cmpstr(trouble, ==, cases[i].trouble);
		cJSON_Delete(field);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/extends/cases", test_cases);
	return g_test_run();
}
