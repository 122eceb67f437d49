/* The JSON of pages that list notices (fetch/notice/listing_json.h), as the
 * publishers' programs write it, and as they should not. */
#include <glib.h>
#include <string.h>

#include "fetch/notice/listing_json.h"

#define LINE(url, title, day) "<li><a href=\"" url "\">" title "</a> " day "</li>\n"

/* What is known by its shape. */
static const struct {
	const char *text, *style, *markup;      /* style NULL: none of them */
	size_t total;
	unsigned skipped, hits;
} answers[] = {
    {"{\"data\":{\"html\":\"<ul><li>x</li></ul><div queryData=\\\"{'count':'70',"
     "'pageNo':'1'}\\\">\"}}", "jpaas",
     "<ul><li>x</li></ul><div queryData=\"{'count':'70','pageNo':'1'}\">", 70,
     0, 0},
    {"{\"data\":{\"html\":\"<ul>\"}}", "jpaas", "<ul>", 0, 0, 0},
    {"{\"articles\":[{\"title\":\"a<b\",\"url\":\"http://a/?x&y\","
     "\"display_publish_time\":\"2022-08-08\"},{\"title\":\"b\",\"url\":\"/b\","
     "\"date\":1659888000},{\"title\":\"c\",\"url\":\"/c\",\"date\":\"x\"},"
     "{\"title\":\"d\"},{\"url\":\"/e\"},{\"title\":\"\",\"url\":\"/f\"}],"
     "\"total\":19}", "gkmlpt",
     LINE("http://a/?x&amp;y", "a&lt;b", "2022-08-08")
     LINE("/b", "b", "2022-08-08") LINE("/c", "c", ""), 19, 3, 0},
    {"{\"articles\":[],\"total\":-1}", "gkmlpt", "", 0, 0, 0},
    {"{\"articles\":[],\"total\":1e300}", "gkmlpt", "", 0, 0, 0},
    /* An epoch that is none, or of no year */
    {"{\"articles\":[{\"title\":\"a\",\"url\":\"/a\",\"date\":-1e300},"
     "{\"title\":\"b\",\"url\":\"/b\",\"date\":1e300},"
     "{\"title\":\"c\",\"url\":\"/c\",\"date\":null}]}", "gkmlpt",
     LINE("/a", "a", "") LINE("/b", "b", "") LINE("/c", "c", ""), 0, 0, 0},
    {"{\"data\":{\"searchResult\":{\"total\":3,\"dataResults\":[{\"data\":"
     "{\"title\":\"<em>小巨人</em>\",\"url\":\"/1\",\"cdate\":\"1560387600000\"}},"
     "{\"data\":{\"title_text\":\"b\",\"url\":\"/2\","
     "\"jsearch_date\":\"2019-06-13 09:00\"}},{\"data\":{\"url\":\"/3\"}},"
     "{\"data\":{\"title\":\"d\"}},{}]}}}", "search",
     LINE("/1", "<em>小巨人</em>", "2019-06-13")
     LINE("/2", "b", "2019-06-13 09:00"), 3, 3, 2},
    {"{\"data\":{\"searchResult\":{\"totalCount\":\"7\"}}}", "search", "", 7, 0,
     0},
    {"{\"data\":{}}", "search", "", 0, 0, 0},
    {"{\"data\":{\"other\":1}}", NULL, NULL, 0, 0, 0},
    {"{\"data\":[]}", NULL, NULL, 0, 0, 0},
    {"[1,2]", NULL, NULL, 0, 0, 0},
    {"{\"data\":", NULL, NULL, 0, 0, 0},
};

static void
free_answer(struct listing_json *a)
{
	g_string_free(a->markup, TRUE);
	g_ptr_array_free(a->hits, TRUE);
}

static void
test_answers(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(answers); i++) {
		struct listing_json a;
		g_autofree char *trouble = NULL;

		if (!listing_json_read(answers[i].text, &a, &trouble)) {
			if (answers[i].style != NULL || trouble == NULL)
				g_error("%s: %s", answers[i].text, trouble);
			continue;
		}
		g_assert_null(trouble);
		g_assert_cmpstr(a.style, ==, answers[i].style);
		g_assert_cmpstr(a.markup->str, ==, answers[i].markup);
		g_assert_cmpuint(a.total, ==, answers[i].total);
		g_assert_cmpuint(a.skipped, ==, answers[i].skipped);
		g_assert_cmpuint(a.hits->len, ==, answers[i].hits);
		free_answer(&a);
	}
}

/* What the catalogue names: lines, title, address, day, total. */
static const struct {
	const char *keys[6];
	const char *text, *markup;      /* NULL: no list */
	size_t total;
	unsigned skipped;
} mapped[] = {
    {{"rows", "name", "link", "day", "n"}, "{\"rows\":[{\"name\":\"a & b\","
     "\"link\":\"/a\",\"day\":\"2022年8月8日\"},{\"name\":\"<em>b</em>\","
     "\"link\":\"/b\",\"day\":1659888000000},{\"name\":\"c\"}],\"n\":\"70\"}",
     LINE("/a", "a &amp; b", "2022-08-08") LINE("/b", "<em>b</em>", "2022-08-08"),
     70, 1},
    /* The first of several that says something; texts that hold JSON; places in
     * arrays; no day and no total. */
    {{"a.b|0.rows", "t|u", "l.0", "", ""},
     "[{\"rows\":[{\"t\":\"\",\"u\":\"x\",\"l\":\"[\\\"/x\\\"]\"},"
     "{\"t\":null,\"u\":\"y\",\"l\":[\"/y\"]},{\"t\":\"z\",\"l\":[]}]}]",
     LINE("/x", "x", "") LINE("/y", "y", ""), 0, 1},
    {{"rows", "t", "u", "d", "n"}, "{\"rows\":[{\"t\":\"a\",\"u\":\"/a\","
     "\"d\":\"soon\"}],\"n\":null}", LINE("/a", "a", ""), 0, 0},
    {{"rows.x", "t", "u", "d", "n"}, "{\"rows\":[1]}", NULL, 0, 0},
    {{"rows.-1", "t", "u", "d", "n"}, "{\"rows\":[1]}", NULL, 0, 0},
    {{"rows.1000", "t", "u", "d", "n"}, "{\"rows\":[1]}", NULL, 0, 0},
    {{"rows", "t", "u", "d", "n"}, "{\"rows\":\"x\"}", NULL, 0, 0},
    {{"rows|", "t", "u", "d", "n"}, "{}", NULL, 0, 0},
    {{"rows", "t", "u", "d", "n"}, "{", NULL, 0, 0},
};

static void
test_mapped(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(mapped); i++) {
		char **keys = (char **)mapped[i].keys;
		struct listing_json a;
		g_autofree char *trouble = NULL, *no_count = NULL;
		size_t lines, total;
		bool counts = listing_json_count(mapped[i].text, keys, &lines,
		    &total, &no_count);

		g_assert_true(counts == (mapped[i].markup != NULL));
		g_assert_true(counts == (no_count == NULL));
		if (!listing_json_mapped(mapped[i].text, keys, &a, &trouble)) {
			if (mapped[i].markup != NULL || trouble == NULL)
				g_error("%s: %s", mapped[i].text, trouble);
			g_assert_cmpuint(lines, ==, 0);
			continue;
		}
		g_assert_cmpstr(a.markup->str, ==, mapped[i].markup);
		g_assert_cmpuint(a.total, ==, mapped[i].total);
		g_assert_cmpuint(total, ==, mapped[i].total);
		g_assert_cmpuint(a.skipped, ==, mapped[i].skipped);
		free_answer(&a);
	}
}

static void
test_count_of_a_call(void)
{
	const char *keys[] = {"rows", "t", "u", "d", "n", NULL};
	g_autofree char *trouble = NULL;
	size_t lines, total;

	g_assert_true(listing_json_count("callback({\"rows\":[1,2],\"n\":7});",
	    (char **)keys, &lines, &total, &trouble));
	g_assert_cmpuint(lines, ==, 2);
	g_assert_cmpuint(total, ==, 7);
}

static void
test_categories(void)
{
	static const struct {
		const char *config, *url, *more;        /* NULL: false */
	} cases[] = {
	    {"{\"SID\":\"7\",\"TREE\":[{\"id\":1,\"children\":[{\"id\":2},"
	     "{\"id\":0},{\"id\":\"3\",\"children\":[]}]},{\"id\":4}]}",
	     "http://a/gkmlpt/index",
	     "http://a/gkmlpt/api/all/2?page=1&sid=7 "
	     "http://a/gkmlpt/api/all/3?page=1&sid=7 "
	     "http://a/gkmlpt/api/all/4?page=1&sid=7"},
	    {"{\"SID\":7,\"TREE\":[]}", "http://a/", NULL},
	    {"{\"TREE\":[{\"id\":1}]}", "http://a/", NULL},
	    {"{", "http://a/", NULL},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GPtrArray) more = g_ptr_array_new_with_free_func(
		    g_free);
		g_autofree char *all = NULL;

		g_assert_true(listing_json_categories(cases[i].config,
		    cases[i].url, more) == (cases[i].more != NULL));
		if (cases[i].more == NULL)
			continue;
		g_ptr_array_add(more, NULL);
		all = g_strjoinv(" ", (char **)more->pdata);
		g_assert_cmpstr(all, ==, cases[i].more);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/listing_json/answers", test_answers);
	g_test_add_func("/listing_json/mapped", test_mapped);
	g_test_add_func("/listing_json/count", test_count_of_a_call);
	g_test_add_func("/listing_json/categories", test_categories);
	return g_test_run();
}
