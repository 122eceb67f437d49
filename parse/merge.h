/* Shards of miit-parse put together to what one run would have written. */
#ifndef PARSE_MERGE_H
#define PARSE_MERGE_H

/* Puts the shards in the folders (the array ends with NULL) in the place of
 * DATA/parse, each file and the whole checked: see shards.h.  What one run says of
 * a document is said, and set aside, here too. */
void merge_shards(char *const *folders);

#endif
