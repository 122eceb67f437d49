/* A remark beside a firm, read like a title: what of it no rule and no word
 * accounts for, and whether that states something.
 *
 *     已更名为甲有限公司, 无安全事故, 未上市     all is known
 *     已被法院裁定重整, 材料不全, 另案处理      something happened, was not so or is to
 *                                               come, and nobody knows what
 *     龙头骨干                                  words that nobody knows, which state nothing */
#ifndef TRANSFORM_NOTICE_REMARK_H
#define TRANSFORM_NOTICE_REMARK_H

#include <stdbool.h>

enum remark_reading {
	REMARK_READ,            /* all of it is known and leaves a title alone */
	REMARK_UNREAD,          /* it has words nobody knows, which state nothing */
	REMARK_DOUBTFUL,        /* only in a column of which nobody knows what it
	                           has: it states something, or is a thing so
	                           called: 无霜冷藏箱, 不带冲击手枪钻 */
	REMARK_STATES,          /* it states what nobody knows, or what is against
	                           a title */
};

/* Reads a remark as printed.  `column` says that it stands in a column of which
 * nobody knows whether it has remarks: there long texts describe firms, and what
 * ends as products do is one. */
enum remark_reading remark_read(const char *text, bool column);

/* Whether words only say what a firm is or is not, title or no title: 已上市, 非国有企业. */
bool remark_is_attribute(const char *text);

#endif
