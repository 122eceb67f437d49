/* Shared: What the heading of a column means; the words stand in headings.tsv. */
#ifndef TRANSFORM_TABLE_HEADING_H
#define TRANSFORM_TABLE_HEADING_H

#include <stdbool.h>

enum heading_field {
	HEADING_NONE,           /* not known */
	HEADING_SEQUENCE,       /* 序号 */
	HEADING_NAME,           /* 企业名称 */
	HEADING_PREVIOUS,       /* 更名前 */
	HEADING_REGION,         /* 省(区、市), 所属地区: a place of any level */
	HEADING_CITY,           /* 设区市 */
	HEADING_DISTRICT,       /* 县（市、区） */
	HEADING_CODE,           /* 统一社会信用代码 */
	HEADING_PRODUCT,        /* 主导产品 */
	HEADING_BATCH,          /* 认定批次 */
	HEADING_TYPE,           /* 类别: may say which list a row is of */
	HEADING_LEVEL,          /* 级别: whose title a row has */
	HEADING_OUTCOME,        /* 复核结果: 通过, 未通过 */
	HEADING_REMARK,         /* 备注: may state the former name */
	HEADING_STOCK_CODE,     /* A股代码 */
	HEADING_SHORT,          /* A股简称: a name where no column has full ones */
	HEADING_BOARD,          /* 板块 */
	HEADING_LISTED_ON,      /* A股上市日期 */
	HEADING_DELISTED_ON,    /* 终止上市日期 */
	HEADING_CHANGED_ON,     /* 变更日期 */
	HEADING_INDUSTRY,       /* 所属行业 */
	HEADING_INDUSTRY_CODE,  /* the letter of its class in a column of its own */
	HEADING_SEGMENT,        /* 细分领域 */
	HEADING_ENGLISH,        /* 英文名称 */
	HEADING_KNOWN,          /* known, and nothing is taken from it: 地址 */
	HEADING_FIELDS,
};

/* The field of one heading cell as printed. */
enum heading_field heading_field(const char *cell);

/* The field of a heading of two lines: of the lower cell in the light of the
 * upper one, which may be NULL: 更名前 over 企业名称 is HEADING_PREVIOUS. */
enum heading_field heading_field_under(const char *upper, const char *lower);

/* Whether a heading (may be NULL) says of which level its firms are: 省级企业名称. */
bool heading_names_level(const char *);

#endif
