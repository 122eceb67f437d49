/* Hand-off: reads the place that a printed text names; the divisions and units
 * are those of division.h. */
#ifndef TRANSFORM_PLACE_PLACE_H
#define TRANSFORM_PLACE_PLACE_H

#include <stdbool.h>

#include "division.h"

/* How a place is known, the weakest way first.  Whoever asks says what the
 * least is that it takes. */
enum place_basis {
	PLACE_NONE,     /* no place, or not one */
	PLACE_INSIDE,   /* a name only inside that of a street, building, town
	                   or zone: 南京西路, 江苏大厦, 小昆山镇.  Says what the
	                   word means, not where the street is: never
	                   evidence */
	PLACE_NAME,     /* the place in the name of a firm */
	PLACE_DISTRICT, /* only a district or county is named; what lies above
	                   follows: 昆山市 */
	PLACE_SHORT,    /* short, old or foreign names: 浙江, 襄樊, Hangzhou */
	PLACE_STATED,   /* a division by its name, current or retired, with its
	                   kind, and a province or city to it: 杭州市, 浙江余杭区 */
};
#define PLACE_EVIDENCE PLACE_NAME

/* The word for it: none, inside, name, district, short, stated. */
const char *place_basis_word(enum place_basis);

/* What a printed place says: 浙江省, 宁波, 杭州市余杭区, 内蒙, Xinjiang, 兵团, and
 * whole addresses: 山东省济宁市任城区吴泰闸路29号.  Numbering, brackets and labels
 * around it do not matter.  `within` (may be NULL) is where it is known to be,
 * which settles names that several provinces have; a text that says another
 * place stands against it.  PLACE_NONE, and nothing in *place, when it is known
 * in no way as good as `least` (at least PLACE_INSIDE).  A firm is no place,
 * whatever its name says: name_place reads that. */
enum place_basis place_read(const char *text, const struct place *within,
    enum place_basis least, struct place *);

/* Whether a printed place is evidence, as above. */
bool place_of_text(const char *text, const struct place *within,
    struct place *);

/* The same for a text of nothing but names of places: 杭州市余杭区, 一、浙江省,
 * 宁波市（含镇海）, not an address and not a firm. */
bool place_is_all(const char *text, const struct place *within,
    struct place *);

#endif
