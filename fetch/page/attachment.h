/* Which links of a page lead to its attachments, and how many attachments its
 * text mentions. */
#ifndef FETCH_PAGE_ATTACHMENT_H
#define FETCH_PAGE_ATTACHMENT_H

#include <stdbool.h>

struct markup;
struct markup_link;

/* Whether an extension (in lower case, without its dot) is that of a document. */
bool attachment_is_format(const char *extension);

/* Whether an address leads to a file rather than to another page, as far as it
 * shows: by its extension, or as one of the addresses that deliver files. */
bool attachment_is_address(const char *url);

/* Whether a link leads to a file: by its address, by the file name that its
 * anchor ends in, or as an anchor that begins with 附件. */
bool attachment_is_link(const struct markup_link *);

/* How many attachments the text mentions: the highest number of 附件1, 附件2 …
 * or of the lines that follow 附件：, 1 for 附件 without a number, 0 for none. */
unsigned attachment_mentioned(const struct markup *);

#endif
