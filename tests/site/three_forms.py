#!/usr/bin/env python3
"""The rows of continued.tsv as .xlsx, .xls and HTML, each list in each form:
three_forms.py OUT writes OUT/{xlsx,xls,html}/LIST.EXT with a .meta sidecar.
"""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True
import make_site    # noqa: E402
import office       # noqa: E402

TITLE = '建议继续支持的专精特新“小巨人”企业名单（%s）'
LABEL = {'B1Y3': '第一批第三年', 'B2Y3': '第二批第三年', 'B3Y2': '第三批第二年'}


def write_html(path, rows, merges):
    with open(path, 'w', encoding='utf-8') as f:
        f.write('<html><head><meta charset="utf-8"></head><body>%s</body></html>\n'
                % office.html_table(rows, merges))


FORMS = {'xlsx': office.write_xlsx, 'xls': office.write_xls, 'html': write_html}


def main():
    for form, write in FORMS.items():
        folder = os.path.join(sys.argv[1], form)
        os.makedirs(folder, exist_ok=True)
        for key, label in LABEL.items():
            path = os.path.join(folder, '%s.%s' % (key, form))
            write(path, *make_site.continued(key))
            with open(path + '.meta', 'w', encoding='utf-8') as f:
                f.write('[document]\nurl=https://www.miit.gov.cn/sample/%s.%s\ntitle=%s\n'
                        'published_on=2024-04-15\npublisher=工业和信息化部\n' % (key, form, TITLE % label))


if __name__ == '__main__':
    main()
