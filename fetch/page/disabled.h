/* A button of a pager that leads nowhere and looks so:
 *
 *     <li class="disabled"><a href="#">下一页</a></li>
 *     <a class="next disabled" href="javascript:void(0)">下一页</a>
 *     <span class="nolink">下一页</span>   <input type="button" value="下一页" disabled> */
#ifndef FETCH_PAGE_DISABLED_H
#define FETCH_PAGE_DISABLED_H

#include <stdbool.h>

#include "fetch/html/html_token.h"

struct disabled {
	struct html_slice name;     /* of the open element that is */
	unsigned same;              /* elements of its name open inside */
	bool on;
	bool next;                  /* 下一页 stood in one */
};

/* Sees the tags and texts of a page one after the other; begins as {0}. */
void disabled_see(struct disabled *, const struct html_token *);

#endif
