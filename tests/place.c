/* How a place is known, and who takes what: a name inside that of a street or a
 * building is read by those who ask for it, and is evidence for nobody. */
#include <glib.h>
#include <string.h>

#include "transform/place/place.h"

static const struct {
	const char *text;
	enum place_basis basis;
	const char *city;       /* its name, NULL: none */
} cases[] = {
    {"浙江省杭州市", PLACE_STATED, "杭州市"},
    {"杭州市文三路", PLACE_STATED, "杭州市"},
    {"浙江余杭区", PLACE_STATED, "杭州市"},
    {"江苏昆山", PLACE_SHORT, "苏州市"},
    {"Hangzhou", PLACE_SHORT, "杭州市"},
    {"襄樊", PLACE_SHORT, "襄阳市"},
    {"沪", PLACE_SHORT, "上海市"},
    {"昆山市", PLACE_DISTRICT, "苏州市"},
    {"昆山", PLACE_DISTRICT, "苏州市"},
    {"余杭区文一西路", PLACE_DISTRICT, "杭州市"},
    {"南京西路1266号", PLACE_INSIDE, "南京市"},
    {"益田路深圳大厦", PLACE_INSIDE, "深圳市"},
    {"小昆山镇", PLACE_INSIDE, "苏州市"},
    {"用友软件园西区", PLACE_INSIDE, "攀枝花市"},
    {"合计", PLACE_NONE, NULL},
    {"西湖区", PLACE_NONE, NULL},
    {"", PLACE_NONE, NULL},
    {"\xff南京", PLACE_NONE, NULL},
};

/* Each text is read down to its own basis and by nobody who asks for more. */
static void
test_least(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		for (int least = PLACE_INSIDE; least <= PLACE_STATED; least++) {
			struct place place;
			bool enough = (int)cases[i].basis >= least;
			enum place_basis got = place_read(cases[i].text, NULL,
			    (enum place_basis)least, &place);
			const char *city = enough ? cases[i].city : NULL;

			if (got != (enough ? cases[i].basis : PLACE_NONE) ||
			    g_strcmp0(place.city ? place.city->name : NULL,
				city) != 0) {
				g_printerr("%s, least %s: got %s in %s, want %s "
					   "in %s\n", cases[i].text,
				    place_basis_word((enum place_basis)least),
				    place_basis_word(got),
				    place.city ? place.city->name : "nothing",
				    place_basis_word(enough ? cases[i].basis
					: PLACE_NONE),
				    city ? city : "nothing");
				g_test_fail();
			}
		}
}

/* Columns, sections and publishers ask place_of_text: what stands inside
 * another name is no evidence there, whatever is known around it. */
static void
test_evidence(void)
{
	struct place place, shandong;

	g_assert_true(division_place("370000", &shandong));
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		g_assert_cmpint(place_of_text(cases[i].text, NULL, &place), ==,
		    cases[i].basis > PLACE_INSIDE);
	g_assert_false(place_of_text("香港中路8号", &shandong, &place));
	g_assert_null(place.province);
	g_assert_false(place_of_text("江苏大厦", &shandong, &place));
	/* What is evidence within a province adds to it. */
	g_assert_cmpint(place_read("市南区", &shandong, PLACE_STATED, &place),
	    ==, PLACE_STATED);
	g_assert_cmpstr(place.city->name, ==, "青岛市");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/place/least", test_least);
	g_test_add_func("/place/evidence", test_evidence);
	return g_test_run();
}
