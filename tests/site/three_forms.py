#!/usr/bin/env python3
"""The 262 rows of continued.tsv as a site in one form: three_forms.py FORM OUT

FORM is html (the table stands in the page), xlsx or xls (it is attached).
"""
import sys

from make_site import ATTACH, MIIT, Site, continued, page
import office

TITLE = '建议继续支持的专精特新“小巨人”企业名单（%s）'
LABEL = {'B1Y3': '第一批第三年', 'B2Y3': '第二批第三年', 'B3Y2': '第三批第二年'}
WRITE = {'xlsx': office.write_xlsx, 'xls': office.write_xls}


def main():
    form, out = sys.argv[1:]
    site = Site(out)
    for key, label in LABEL.items():
        rows, merges = continued(key)
        title = TITLE % label
        if form == 'html':
            body = office.html_table(rows, merges)
        else:
            name = '%s20244/%s.%s' % (ATTACH, key.lower(), form)
            WRITE[form](site.path(MIIT, name), rows, merges)
            body = '<p><a href="%s">%s.%s</a></p>\n' % (name, title, form)
        site.page(MIIT, '/zwgk/wjgs/art/2024/art_%s.html' % key.lower(),
                  page('关于%s的公示' % title, '2024-04-15', body),
                  'miit-' + key.lower(), programme='key_small_giant')
    site.catalogue()


if __name__ == '__main__':
    main()
