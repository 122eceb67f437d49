#include "colour.h"

#include <stdlib.h>

enum { NO_DIFFERENCE = 8 };     /* of 255 */

bool
colour_is_close(unsigned a, unsigned b)
{
	for (unsigned shift = 0; shift <= 16; shift += 8)
		if (abs((int)(a >> shift & 0xff) - (int)(b >> shift & 0xff)) >
		    NO_DIFFERENCE)
			return false;
	return true;
}
