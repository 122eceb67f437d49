/* Files that the scripts of a page show or offer:
 *
 *     document.write('<a href="./P0202.pdf">附件1.pdf</a>')
 *     showVsbpdfIframe("/__local/….pdf","100%","600","6")
 *     var fLinks='a.xls,./b.pdf'.split(','), fNames='名单.xls,名单.pdf'.split(',') */
#ifndef FETCH_PAGE_SCRIPT_FILES_H
#define FETCH_PAGE_SCRIPT_FILES_H

struct markup;

/* Enters them among the links of the page. */
void script_files_add(struct markup *);

#endif
