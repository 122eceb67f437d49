/* A row of a table that names the place of the rows below it: 北京市（92家）; or which
 * title they have. */
#ifndef TRANSFORM_TABLE_LAYOUT_SECTION_H
#define TRANSFORM_TABLE_LAYOUT_SECTION_H

#include <stdbool.h>

#include "transform/place/place.h"

struct layout_section {
	unsigned row;
	const char *text;               /* as printed */
	struct place place;             /* all NULL where it is no place */
	bool has_place;
	bool titled;                    /* it is of a level or a programme instead,
	                                   or of the rest: 省级, 其他 */
	bool has_count;
	unsigned declared;              /* firms it says there are */
};

#endif
