/* Shared: what a title can say was done, as rules.tsv names it. */
#ifndef FETCH_TITLE_MATTER_H
#define FETCH_TITLE_MATTER_H

enum title_matter {
	TITLE_UNKNOWN,          /* no rule has these acts */
	TITLE_PLAIN,            /* no act: 第五批…企业名单, a designation where
	                           nothing else is said */
	TITLE_DESIGNATION,
	TITLE_RECOMMENDED,
	TITLE_REVIEW,           /* a review whose outcome is not stated */
	TITLE_REVIEW_PASSED,
	TITLE_REVIEW_FAILED,
	TITLE_PASSED,           /* 通过 alone: of a review or a designation */
	TITLE_FAILED,           /* 未通过 alone */
	TITLE_RENAME,
	TITLE_REVOKED,
	TITLE_WITHDREW,
	TITLE_RESTORED,
	TITLE_MOVED,
	TITLE_CORRECTION,
	TITLE_KEY,              /* 重点“小巨人” */
	TITLE_KEY_CONTINUED,    /* 建议继续支持 */
	TITLE_KEY_ASSESSED,     /* 财政支持…绩效评价结果: who is supported further
	                           its lists say */
};

#endif
