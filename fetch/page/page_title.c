#include "page_title.h"

#include <string.h>

#include "markup.h"
#include "page_text.h"

enum {
	MOST_LINES = 400,       /* among which the title stands */
	SHORTEST = 6,           /* letters of a title */
	LONGEST = 150,
	LONGEST_NAME = 40,      /* bytes×3 of a site's or column's name */
	LEAST_SCORE = 3,
};

/* --- names of sites and columns ------------------------------------------ */

/* What the pages of a site are called besides by their titles. */
static const char columns[] = "^(?:首\\s*页|网站首页|正文|正文页|详情|详情页|内容|内容页|"
    "文章|文章页|文章内容|详细内容|详细信息|信息详情|新闻详情|通知|公告|公示|通告|通知公告|公告通知|公告公示|"
    "公示公告|通知公示|公示通知|通告公告|公告栏|公示栏|公示公告栏|最新公告|最新通知|政策|政策文件|政策法规|"
    "文件|文件通知|政务|政务公开|信息公开|政府信息公开|信息公开目录|政务信息|公开目录|新闻|新闻中心|"
    "新闻动态|工作动态|要闻|动态|专题|专题专栏|工作通知|公文|公文公告|互动交流|办事服务|"
    "中小企业|企业服务|无标题文档|Untitled.*|title|页面标题|详细页|细览|二级页面|列表)$";

/* What the names of authorities and their sites end in. */
static const char authorities[] = "(?:厅|局|委|委员会|管委会|部|办公室|政府|中心|协会|"
    "网|网站|门户|门户网站|官网|官方网站|政务网|政府网|平台|信息网|频道|专栏|工信)$";

/* What titles say and names of sites do not. */
static const char notices[] = "关于|公示|公告|通告|名单|通知|决定|公布|印发|第.{1,3}批";

static char *
bare(const char *text)
{
	GString *out = g_string_new(NULL);

	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (!g_unichar_isspace(c))
			g_string_append_unichar(out, c);
	}
	return g_string_free(out, FALSE);
}

static bool
is_meta(const struct markup *m, const char *name, const char *text)
{
	const char *value = g_hash_table_lookup(m->metas, name);
	g_autofree char *a = value ? bare(value) : NULL;
	g_autofree char *b = bare(text);

	return a != NULL && strcmp(a, b) == 0;
}

/* Whether the page links to its column by this name, as the path to it above
 * the title does. */
static bool
is_linked(const struct markup *m, const char *text)
{
	for (guint i = 0; i < m->links->len; i++) {
		const struct markup_link *link = g_ptr_array_index(m->links, i);

		if (link->name != NULL && strcmp(link->name, text) == 0)
			return true;
	}
	return false;
}

/* Whether a text is the name of a site or of a column rather than a title:
 * 某省工业和信息化厅, 通知公告. */
static bool
page_title_is_site(const struct markup *m, const char *text)
{
	if (g_hash_table_contains(m->site, text) ||
	    page_text_matches(columns, text) || is_meta(m, "sitename", text) ||
	    is_meta(m, "columnname", text))
		return true;
	if (strlen(text) > 3 * LONGEST_NAME ||
	    page_text_matches(notices, text))
		return false;
	return page_text_matches(authorities, text) ||
	    (g_utf8_strlen(text, -1) <= 12 && is_linked(m, text));
}

/* --- <title> --------------------------------------------------------------- */

/* The last separator of a title and its length, or NULL. */
static const char *
last_separator(const char *title, size_t *len)
{
	static const char *const marks[] = {"_", "-", "–", "—", "|", "｜", ">",
	    "»", "·", " "};
	const char *last = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
		const char *at = g_strrstr(title, marks[i]);

		if (at != NULL && (last == NULL || at > last)) {
			last = at;
			*len = strlen(marks[i]);
		}
	}
	return last;
}

/* The title for people, without the names of site and column after or before
 * it: <title>关于…的公示_通知公告_北京市经济和信息化局</title>.  A separator within
 * the title itself stays. */
static char *
without_site(const struct markup *m, const char *text)
{
	g_autofree char *title = g_strdup(text);
	const char *at;
	size_t len = 0;

	while ((at = last_separator(title, &len)) != NULL && at > title) {
		g_autofree char *name = g_strdup(at + len);

		g_strstrip(name);
		if (*name != '\0' && !page_title_is_site(m, name))
			break;
		title[at - title] = '\0';
		g_strchomp(title);
	}
	while ((at = strpbrk(title, "_|-")) != NULL && at > title) {
		g_autofree char *name = g_strndup(title, (gsize)(at - title));

		g_strstrip(name);
		if (!page_title_is_site(m, name))
			break;
		memmove(title, at + 1, strlen(at + 1) + 1);
		g_strchug(title);
	}
	return page_text_squeeze(title);
}

/* --- lines ------------------------------------------------------------------- */

bool
page_title_is_heading(const struct markup_line *line)
{
	return line->level > 0 || (line->class != NULL && page_text_matches(
	    "(?:^|[ _-]|con|art|art_|x_)(?:title|tit|bt|biaoti|headline|heading|"
	    "subject)(?:[ _-]|\\d|$)", line->class));
}

static bool
may_be_title(const struct markup *m, const struct markup_line *line)
{
	return line->letters <= LONGEST && line->linked * 2 < line->letters &&
	    (line->letters >= SHORTEST ||
	    (page_title_is_heading(line) && line->letters >= 4)) &&
	    !page_title_is_site(m, line->text);
}

/* The place after `text` (without spaces) where it stands at `p`, whatever spaces
 * are in between; NULL where it does not. */
static const char *
match_at(const char *p, const char *text)
{
	for (; *text; p = g_utf8_next_char(p)) {
		size_t n = (size_t)(g_utf8_next_char(text) - text);

		if (g_unichar_isspace(g_utf8_get_char(p)))
			continue;
		if (strncmp(p, text, n) != 0)
			return NULL;
		text += n;
	}
	return p;
}

/* Whether what stands before a place of <title> and after another is nothing, a
 * space, or begins and ends with a mark. */
static bool
is_apart(const char *before, const char *at, const char *after)
{
	static const char marks[] = "_-–—|｜>»·:： （(《";
	gunichar last = at > before
	    ? g_utf8_get_char(g_utf8_find_prev_char(before, at)) : '_';
	gunichar next = *after ? g_utf8_get_char(after) : '_';

	return (g_unichar_isspace(last) ||
	    g_utf8_strchr(marks, -1, last) != NULL) &&
	    (g_unichar_isspace(next) ||
	    g_utf8_strchr(marks, -1, next) != NULL);
}

/* Whether <title> has a text (without spaces), apart from the rest, or at its
 * beginning where the text is a heading's. */
static bool
has_apart(const char *title, const char *text, bool heading)
{
	for (const char *p = title; *p; p = g_utf8_next_char(p)) {
		const char *end = g_unichar_isspace(g_utf8_get_char(p)) ? NULL
		    : match_at(p, text);

		if (end != NULL && (is_apart(title, p, end) ||
		    (heading && p == title)))
			return true;
	}
	return false;
}

/* How many letters of <title> a line agrees with; 0 where it is another text.
 * A <title> that is cut goes on in the line. */
static size_t
agreement(const char *title, const struct markup_line *line)
{
	g_autofree char *text = bare(line->text);
	g_autofree char *whole = bare(title);
	bool heading = page_title_is_heading(line);
	size_t n = strlen(text), all = strlen(whole);
	size_t cut = page_text_is_cut(whole)
	    ? all - (g_str_has_suffix(whole, "…") ? strlen("…") : 3) : all;

	if (has_apart(title, text, heading))
		return line->letters;
	if (n > cut && cut >= 3 * 8 && strncmp(whole, text, cut) == 0 &&
	    (cut < all || heading))
		return line->letters;
	return 0;
}

/* The line that <title> agrees with, the longest; G_MAXUINT for none. */
static guint
agreeing_line(const struct markup *m, const char *head)
{
	g_autofree char *title = g_strstrip(g_strdup(head));
	size_t best = 0;
	guint found = G_MAXUINT;

	for (guint i = 0; i < MIN(m->lines->len, MOST_LINES); i++) {
		const struct markup_line *line = g_ptr_array_index(m->lines,
		    i);
		size_t n = may_be_title(m, line) ? agreement(title, line) : 0;

		if (n > best || (n > 0 && n == best &&
		    page_title_is_heading(line) && !page_title_is_heading(g_ptr_array_index(m->lines,
			found)))) {
			best = n;
			found = i;
		}
	}
	return found;
}

/* Whether one of the next lines says when the article was published. */
static bool
has_date_below(const struct markup *m, guint at)
{
	for (guint i = at + 1; i < m->lines->len && i <= at + 3; i++) {
		const struct markup_line *line = g_ptr_array_index(m->lines,
		    i);
		g_autofree char *date = line->letters < 100
		    ? page_text_date(line->text) : NULL;

		if (date != NULL)
			return true;
	}
	return false;
}

bool
page_title_is_notice(const char *title)
{
	return page_text_matches("^关于.*的.{2,4}$|关于.*(?:公示|公告|通告|通知|函)",
	    title);
}

static int
score(const struct markup *m, guint at)
{
	const struct markup_line *line = g_ptr_array_index(m->lines, at);
	int n = 0;

	if (!may_be_title(m, line) || line->letters < 8 ||
	    page_text_matches("当前位置|您的位置|所在位置|首\\s*页|[。；]$|^附件|"
		"(?:时间|日期|来源|编辑|作者)\\s*[:：]", line->text))
		return 0;
	if (line->class != NULL && strstr(line->class, "con_title") != NULL)
		n += 6;
	if (line->level > 0)
		n += line->level <= 3 ? 4 : 2;
	else if (page_title_is_heading(line))
		n += 4;
	if (page_text_matches("^关于.*的.{2,4}$|关于.*(?:公示|公告|通告|通知|函)|"
		"(?:公示|公告|通告|通知|名单|决定|意见|批复)(?:[（(].*[）)])?$",
		line->text))
		n += 3;
	return n > 0 && has_date_below(m, at) ? n + 3 : n;
}

/* The line that looks most like a title; G_MAXUINT for none. */
static guint
likely_line(const struct markup *m)
{
	int best = LEAST_SCORE - 1;
	guint found = G_MAXUINT;

	for (guint i = 0; i < MIN(m->lines->len, MOST_LINES); i++) {
		int n = score(m, i);

		if (n > best) {
			best = n;
			found = i;
		}
	}
	return found;
}

/* The line that is this text, or begins or continues it; G_MAXUINT for none. */
static guint
line_of(const struct markup *m, const char *title)
{
	g_autofree char *text = bare(title);

	for (guint i = 0; i < MIN(m->lines->len, MOST_LINES); i++) {
		const struct markup_line *line = g_ptr_array_index(m->lines,
		    i);
		g_autofree char *mine = line->letters >= SHORTEST &&
		    line->linked * 2 < line->letters ? bare(line->text) : NULL;

		if (mine != NULL && (g_str_has_prefix(mine, text) ||
		    g_str_has_prefix(text, mine)))
			return i;
	}
	return G_MAXUINT;
}

/* Whether a line below a heading's first is of the heading: no date and nothing of
 * what stands beside one. */
static bool
is_of_heading(const char *text)
{
	g_autofree char *date = page_text_date(text);

	return date == NULL && !page_text_matches("(?:时间|日期|来源|作者|浏览|点击|"
	    "阅读|字号|字体|编辑)\\s*[:：]|^[【\\[]", text);
}

/* The text of a title's line, and of those that a <br> parts from it:
 * <h1>关于第五批专精特新“小巨人”企业<br>名单的公示</h1>. */
static char *
text_of_line(const struct markup *m, guint at)
{
	const struct markup_line *line = g_ptr_array_index(m->lines, at);
	GString *text = g_string_new(line->text);

	for (guint i = at + 1; line->goes_on && i < m->lines->len; i++) {
		const struct markup_line *next = g_ptr_array_index(m->lines,
		    i);
		g_autofree char *longer = g_strconcat(text->str, next->text,
		    NULL);
		g_autofree char *plain = bare(longer);

		if (g_utf8_strlen(longer, -1) > LONGEST ||
		    !((next->level > 0 && next->level == line->level &&
		    is_of_heading(next->text)) || (m->head_title != NULL &&
		    has_apart(m->head_title, plain, true))))
			break;
		g_string_assign(text, longer);
		line = next;
	}
	return g_string_free(text, FALSE);
}

char *
page_title_find(const struct markup *m, guint *line, bool *firm)
{
	const char *meta = g_hash_table_lookup(m->metas, "articletitle");
	const char *shared = g_hash_table_lookup(m->metas, "og:title");
	g_autofree char *stated = meta ? page_text_squeeze(meta) : NULL;
	g_autofree char *head = m->head_title ? without_site(m, m->head_title)
					      : NULL;

	*firm = true;
	*line = G_MAXUINT;
	if (stated != NULL && !page_title_is_site(m, stated)) {
		*line = line_of(m, stated);
		return g_steal_pointer(&stated);
	}
	if (m->head_title != NULL)
		*line = agreeing_line(m, m->head_title);
	if (*line != G_MAXUINT)
		return text_of_line(m, *line);
	*firm = false;
	if (head == NULL || page_title_is_site(m, head) ||
	    g_utf8_strlen(head, -1) < SHORTEST ||
	    !page_text_matches(notices, head))
		*line = likely_line(m);
	if (*line != G_MAXUINT)
		return text_of_line(m, *line);
	/* <meta property="og:title"> of pages that scripts fill. */
	if (shared != NULL && page_text_matches(notices, shared) &&
	    (head == NULL || page_title_is_site(m, head)))
		return without_site(m, shared);
	return head ? g_steal_pointer(&head) : g_strdup(m->head_title);
}
