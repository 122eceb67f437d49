#include "attachment.h"

#include <stdlib.h>
#include <string.h>

#include "fetch/body/formats.h"
#include "fetch/web/address.h"
#include "markup.h"
#include "page_text.h"

enum {
	MOST_MENTIONED = 99,
	LINES_OF_A_LIST = 20,    /* that may follow 附件： */
};

/* Addresses that deliver files without naming their format: JCMS, jpaas and
 * VSB. */
static const char *const deliverers[] = {"/downfile.jsp", "/module/download/",
    "/attachment/", "/attach/", "/cms_files/filemanager/", "file-download?",
    "/download?", "download.jsp?", "downloadattachurl", "/downloadfile",
    NULL};

bool
attachment_is_format(const char *extension)
{
	/* Founder's Apabi files are documents, though nothing reads them. */
	return formats_promise(extension) == FORMAT_PROMISE_DOCUMENT ||
	    strcmp(extension, "ceb") == 0;
}

/* Whether an extension is that of a page or of what a page is made of. */
static bool
is_furniture(const char *extension)
{
	return formats_promise(extension) == FORMAT_PROMISE_PAGE ||
	    formats_promise(extension) == FORMAT_PROMISE_FURNITURE;
}

bool
attachment_is_address(const char *url)
{
	g_autofree char *extension = address_extension(url);
	g_autofree char *path = NULL;

	if (attachment_is_format(extension))
		return true;
	if (is_furniture(extension))
		return false;
	path = g_ascii_strdown(address_path(url), -1);
	for (const char *const *d = deliverers; *d != NULL; d++)
		if (strstr(path, *d) != NULL)
			return true;
	return false;
}

/* Whether a text ends in the name of a file: 附件3.名单.xlsx. */
static bool
names_file(const char *text)
{
	const char *dot = strrchr(text, '.');
	g_autofree char *extension = dot ? g_ascii_strdown(dot + 1, -1) : NULL;

	if (extension == NULL)
		return false;
	extension[strspn(extension, G_CSET_a_2_z G_CSET_DIGITS)] = '\0';
	return attachment_is_format(extension);
}

bool
attachment_is_link(const struct markup_link *link)
{
	g_autofree char *extension = address_extension(link->url);

	if (attachment_is_address(link->url))
		return true;
	for (guint i = 0; i < link->texts->len; i++) {
		const char *text = g_ptr_array_index(link->texts, i);

		if (names_file(text))
			return true;
		/* 附件：企业名单 at an address whose bytes must decide; 附件下载
		 * alone is a column. */
		if (!is_furniture(extension) && page_text_matches(
		    "^附[件表]\\s*(?:[0-9一二三四五六七八九十]+|[:：.、]|下载\\s*[:：]\\s*\\S)|"
		    "^附[件表]$", text))
			return true;
	}
	return false;
}

/* The number of an attachment that begins a line: 附件1、, 附件二：; 0 where there
 * is none. */
static unsigned
number_of(const char *text)
{
	static const char *const signs[] = {"一", "二", "三", "四", "五", "六",
	    "七", "八", "九", "十"};
	unsigned n = (unsigned)strtoul(text, NULL, 10);

	for (unsigned i = 0; n == 0 && i < G_N_ELEMENTS(signs); i++)
		if (g_str_has_prefix(text, signs[i]))
			n = i + 1;
	return n <= MOST_MENTIONED ? n : 0;
}

/* Counts the lines 1. … 2. … that follow 附件： from line `at` on; `n` so
 * far. */
static unsigned
count_lines(const struct markup *m, guint at, unsigned n)
{
	for (guint i = at; i < m->lines->len && i < at + LINES_OF_A_LIST; i++) {
		const struct markup_line *line = g_ptr_array_index(m->lines,
		    i);
		g_autofree char *number = page_text_find(
		    "^(\\d{1,2})\\s*[.．、]", line->text);

		if (number == NULL || atoi(number) != (int)n + 1)
			break;
		n++;
	}
	return n;
}

unsigned
attachment_mentioned(const struct markup *m)
{
	unsigned most = 0;

	for (guint i = 0; i < m->lines->len; i++) {
		const struct markup_line *line = g_ptr_array_index(m->lines,
		    i);
		g_autofree char *rest = page_text_find("^附\\s*件\\s*(?:下载\\s*(?=[:：]\\s*\\S))?(.*)$",
		    line->text);
		g_autofree char *number = NULL, *first = NULL;
		unsigned n = 0;

		if (most == 0 && page_text_matches(
			"见附\\s*件|名单附后|附件附后|（附后）", line->text))
			most = 1;
		if (rest == NULL)
			continue;
		number = page_text_find("^([0-9一二三四五六七八九十]+)", rest);
		if (number != NULL) {
			n = number_of(number);
		} else if (*rest == ':' || g_str_has_prefix(rest, "：") ||
		    *rest == '\0') {
			first = page_text_find("^[:：]?\\s*(\\d{1,2})\\s*[.．、]",
			    rest);
			n = first && strcmp(first, "1") == 0 ?
			    count_lines(m, i + 1, 1) :
			    MAX(1, count_lines(m, i + 1, 0));
		}
		most = MAX(most, n);
	}
	return most;
}
