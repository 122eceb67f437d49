/* Cells that state a name together with its former or later one
 * (transform/name/former.h). */
#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "transform/name/former.h"

static const struct {
	const char *printed, *now, *before;     /* NULL, NULL: one name */
} cases[] = {
    /* brackets: the former name */
    {"宁波甲水电缆股份有限公司（原名：宁波甲水电缆有限公司）", "宁波甲水电缆股份有限公司",
	"宁波甲水电缆有限公司"},
    {"宁波甲水电缆股份有限公司\n(曾用名:宁波甲水电缆有限公司)", "宁波甲水电缆股份有限公司",
	"宁波甲水电缆有限公司"},
    {"宁波甲水电缆股份有限公司（原宁波甲水电缆有限公司）", "宁波甲水电缆股份有限公司",
	"宁波甲水电缆有限公司"},
    {"乙山电缆（宁波）有限公司（更名前：丙河电缆（宁波）有限公司）", "乙山电缆（宁波）有限公司",
	"丙河电缆（宁波）有限公司"},
    /* brackets: the later name */
    {"宁波甲水电缆有限公司（现更名为宁波甲水电缆股份有限公司）", "宁波甲水电缆股份有限公司",
	"宁波甲水电缆有限公司"},
    {"宁波甲水电缆有限公司（更名为：乙山电缆股份有限公司）", "乙山电缆股份有限公司",
	"宁波甲水电缆有限公司"},
    /* sentences */
    {"宁波甲水电缆有限公司更名为乙山电缆股份有限公司", "乙山电缆股份有限公司",
	"宁波甲水电缆有限公司"},
    {"同意将“宁波甲水电缆有限公司”更名为“乙山电缆股份有限公司”。", "乙山电缆股份有限公司",
	"宁波甲水电缆有限公司"},
    {"由宁波甲水电缆有限公司的企业名称变更为乙山电缆股份有限公司；", "乙山电缆股份有限公司",
	"宁波甲水电缆有限公司"},
    {"原宁波甲水电缆有限公司，现更名为乙山电缆股份有限公司", "乙山电缆股份有限公司",
	"宁波甲水电缆有限公司"},
    {"原企业名称：宁波甲水电缆有限公司，变更为：乙山电缆股份有限公司", "乙山电缆股份有限公司",
	"宁波甲水电缆有限公司"},
    /* one name */
    {"宁波甲水电缆有限公司", NULL, NULL},
    {"原子高科股份有限公司", NULL, NULL},
    {"茂名甲水电缆有限公司", NULL, NULL},
    {"宁波甲水药业有限公司（原料药）", NULL, NULL},
    {"乙山电缆（宁波）有限公司", NULL, NULL},
    {"", NULL, NULL},
    {"（", NULL, NULL},
    {"）", NULL, NULL},
    {"（原名：）", NULL, NULL},
};

/* Of these nobody can say which firms are meant. */
static const char *const unclear[] = {
    "宁波甲水电缆股份有限公司（原子高科股份有限公司）",
    "原态农业有限公司更名为乙山电缆股份有限公司",
    "经审核，同意下列企业变更为乙山电缆股份有限公司",
    "宁波甲水电缆有限公司更名为…",
    "宁波甲水药业有限公司（原料药分公司）",
};

int
main(void)
{
	char *now, *before;

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		enum former want = cases[i].now != NULL ? FORMER_TOLD :
		    FORMER_NONE;
		enum former got = former_split(cases[i].printed, &now, &before);

		if (got != want || g_strcmp0(now, cases[i].now) != 0 ||
		    g_strcmp0(before, cases[i].before) != 0)
			g_error("%s: %d, now %s, before %s", cases[i].printed,
			    got, now ? now : "-", before ? before : "-");
		g_free(now);
		g_free(before);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(unclear); i++)
		if (former_split(unclear[i], &now, &before) != FORMER_UNCLEAR)
			g_error("%s: taken as clear", unclear[i]);
	printf("%zu cases\n", G_N_ELEMENTS(cases) + G_N_ELEMENTS(unclear));
	return 0;
}
