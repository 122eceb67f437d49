/* Hand-off: divisions of China and the 37 units that report to MIIT.
 *
 * The tables stand in units.tsv and divisions.tsv beside this file; codes are
 * GB/T 2260.  Planned cities (大连 宁波 厦门 青岛 深圳) are units of their own, and
 * 新疆生产建设兵团 is one without a code: "XPCC". */
#ifndef TRANSFORM_PLACE_DIVISION_H
#define TRANSFORM_PLACE_DIVISION_H

#include <stdbool.h>
#include <stddef.h>

struct division {
	const char *code;       /* "330100"; NULL for parts of Taiwan, Hong Kong
	                           and Macao, which have none */
	const char *name;       /* 杭州市 */
	const char *short_name; /* 杭州 */
	const char *english;    /* Hangzhou; NULL below the cities */
	const char *from;       /* valid since, YYYY-MM-DD, NULL: always */
	const char *until;      /* no longer valid since, NULL: still valid */
	const char *successor;  /* code it leads to, NULL: none */
};

struct unit {
	const char *code;       /* "330200", "XPCC" */
	const char *name;       /* 宁波市 */
	const char *short_name; /* 宁波 */
	const char *english;
	const char *province_code;  /* "330000" */
};

/* Where something is; NULL where not known.  All belong to the tables. */
struct place {
	const struct unit *unit;
	const struct division *province, *city, *district;
};

/* All units, in MIIT's order, and all divisions that have a code, current or
 * retired, sorted by it.  *n is how many. */
const struct unit *division_units(size_t *n);
const struct division *division_all(size_t *n);

const struct unit *division_unit(const char *code);

/* The place of a division code: its province, city and district; a retired
 * code leads to its successor.  A municipality's city is itself.  False for
 * a code that never was. */
bool division_place(const char *code, struct place *);

#endif
