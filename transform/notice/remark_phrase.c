#include "remark_phrase.h"

#include <stdlib.h>
#include <string.h>

#include "fetch/base/text.h"

bool
remark_phrase_is_figure(const char *text)
{
	static const char *const of[] = {"国内", "全国", "全球", "国际", "市场", "产品",
	    "主导产品", "细分市场", "主营业务", "主营", "研发", "近两年", "近三年", "年",
	    "平均", "企业", "公司", NULL};
	static const char *const more[] = {"占有率", "市占率", "份额", "市场份额",
	    "营业收入", "营收", "销售收入", "收入", "业务收入", "业务收入占比", "收入占比",
	    "研发投入", "研发费用", "投入占比", "研发强度", "增长率", "增速", "净利润",
	    "产值", NULL};
	static const char *const less[] = {"资产负债率", "负债率", NULL};
	static const char *const above[] = {"超过", "高于", "大于", "多于", "超",
	    "达到", "达", NULL};
	static const char *const below[] = {"低于", "小于", "少于", NULL};
	static const char *const units[] = {"%", "万元", "亿元", "万", "亿", NULL};
	const char *p = text, *end, *number;
	bool rises;

	p += strspn(p, "0123456789");
	while ((end = text_skip_any(p, of)) != p && text_skip_any(p, more) <= end)
		p = end;
	end = text_skip_any(p, more);
	rises = end != p;
	if (!rises)
		end = text_skip_any(p, less);
	number = end == p ? end : text_skip_any(end, rises ? above : below);
	if (number == end)
		return false;
	end = number + strspn(number, "0123456789.");
	return end != number && *text_skip_any(end, units) == '\0';
}

bool
remark_phrase_is_nearby(const char *text, bool *within)
{
	static const char *const to[] = {"至", "到", "往", "入", "在", "于", NULL};
	static const char *const here[] = {"本市", "本区", "本县", "市内", "区内",
	    "县内", "我市", "我区", "我县", NULL};
	static const char *const zones[] = {"高新区", "经开区", "开发区", "工业园区",
	    "工业园", "产业园", "产业园区", "园区", "新区", "新址", "新厂区", "新厂",
	    "新厂房", "高新技术产业开发区", "经济技术开发区", "经济开发区", NULL};
	const char *p = text_skip_any(text, to), *end;

	if (p == text)
		return false;
	end = text_skip_any(p, here);
	*within = end != p;
	p = text_skip_any(end, zones);
	return (p != end || end != text_skip_any(text, to)) && *p == '\0';
}

bool
remark_phrase_has_holder(const char *text)
{
	static const char *const others[] = {"母公司", "集团", "总公司", "子公司",
	    "分公司", "关联公司", "关联企业", "兄弟公司", "控股股东", "总部", NULL};
	static const char *const holds[] = {"资格", "称号", "持有", "名义", "申报",
	    "申请", "享有", "享受", "归属", "归入", "承接", "承继", "小巨人",
	    "专精特新", NULL};
	bool other = false, held = false;

	/* 由甲公司代为申报 */
	other = (text_begins(text, "由") || text_begins(text, "以")) &&
	    strstr(text, "公司") != NULL;
	for (const char *const *w = others; *w != NULL; w++)
		other |= strstr(text, *w) != NULL;
	for (const char *const *w = holds; *w != NULL; w++)
		held |= strstr(text, *w) != NULL;
	return other && held;
}

bool
remark_phrase_is_possession(const char *asked)
{
	static const char *const has[] = {"已取得", "取得", "已拥有", "拥有",
	    "具有", "已获得", "获得", "持有", "已建立", "建立", "建有", "设立",
	    "设有", "有", "已建", "参与", "主导", "承担", NULL};
	static const char *const things[] = {"许可证", "许可", "备案证", "注册证",
	    "生产证", "专利", "发明", "商标", "著作权", "知识产权", "品牌", "体系",
	    "标准", "机构", "中心", "实验室", "研究院", "研究所", "工作站", "平台",
	    "团队", "项目", "基地", "自营进出口权", NULL};
	const char *thing = text_skip_any(asked, has);
	bool is_thing = false;

	for (const char *const *w = things; *w != NULL; w++)
		is_thing |= text_ends(thing, *w);
	return thing != asked && is_thing && strstr(thing, "专精特新") == NULL &&
	    strstr(thing, "小巨人") == NULL;
}

bool
remark_phrase_is_verified(const char *folded)
{
	static const char *const what[] = {"信息", "资料", "材料", "数据", "名称",
	    "企业信息", "企业名称", NULL};
	static const char *const done[] = {"已核实", "已核对", "已核验", "已校对",
	    "已核准", "已确认", NULL};
	const char *p = text_skip_any(folded, what), *end = text_skip_any(p, done);

	return end != p && (*end == '\0' || strcmp(end, "无误") == 0);
}

bool
remark_phrase_is_publicity(const char *remark)
{
	static const char *const now[] = {"目前", "正在", "正处于", "处于", "尚在",
	    "仍在", "在", NULL};
	static const char *const during[] = {"中", "期", "期内", "期间", "阶段",
	    "状态", NULL};
	const char *p = remark, *end;

	while ((end = text_skip_any(p, now)) != p)
		p = end;
	if (!text_begins(p, "公示"))
		return false;
	end = p + strlen("公示");
	p = text_skip_any(end, during);
	/* 公示 alone is its list's word. */
	return (p != end || text_begins(remark, "正在")) && *p == '\0';
}

unsigned
remark_phrase_term(const char *remark)
{
	static const char *const what[] = {"资格", "称号", "有效期", "证书", "将于",
	    "于", "至", NULL};
	static const char *const parts[] = {"年", "月", "日", "底", "末", NULL};
	static const char *const ends[] = {"到期", "期满", "届满", NULL};
	const char *p = remark, *end;
	unsigned year = 0;

	while ((end = text_skip_any(p, what)) != p)
		p = end;
	if (strspn(p, "0123456789") != 4)
		return 0;
	year = (unsigned)atoi(p);
	for (end = p; *end != '\0'; end = p) {
		end += strspn(p, "0123456789");
		p = text_skip_any(end, parts);
		if (p == end)
			break;
	}
	p = text_skip_any(end, ends);
	return p != end && *p == '\0' ? year : 0;
}
