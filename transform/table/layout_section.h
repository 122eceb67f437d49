/* A row of a table that names the place of the rows below it: 北京市（92家）. */
#ifndef TRANSFORM_TABLE_LAYOUT_SECTION_H
#define TRANSFORM_TABLE_LAYOUT_SECTION_H

#include <stdbool.h>

#include "transform/place/place.h"

struct layout_section {
	unsigned row;
	const char *text;               /* as printed */
	struct place place;             /* all NULL where it is no place */
	bool has_place;
	bool has_count;
	unsigned declared;              /* firms it says there are */
};

#endif
