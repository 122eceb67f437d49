/* A cell that states a firm's name together with its former or its later one:
 *
 *     甲股份有限公司（原名：甲有限公司）       provincial final lists
 *     甲有限公司（现更名为甲股份有限公司）     provincial re-reviews
 *     将“甲有限公司”更名为“甲股份有限公司”    notices of renames in sentences
 *
 * Read as one name it would be a firm that does not exist. */
#ifndef TRANSFORM_NAME_FORMER_H
#define TRANSFORM_NAME_FORMER_H

#include <stdbool.h>

enum former {
	FORMER_NONE,    /* one name, or none */
	FORMER_TOLD,    /* both names are read */
	FORMER_UNCLEAR, /* it speaks of a renaming, but not of two firms' names */
};

/* Takes the two names out of a printed cell.  With FORMER_TOLD the caller owns
 * *now and *before, as printed and without quotes; else both are NULL. */
enum former former_split(const char *printed, char **now, char **before);

/* Whether a text begins with the words before a former or a later name: 原名, 现更名为;
 * 原 alone may be a word of the name. */
bool former_begins(const char *printed);

/* Whether a cell speaks of a renaming, clearly or not. */
bool former_speaks(const char *printed);

/* Whether a cell states two names. */
bool former_told(const char *printed);

#endif
