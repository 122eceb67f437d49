#!/usr/bin/env python3
"""Articles in several pages: paged.py FOLDER writes FOLDER/paged.example/….

Each page has what the pages of a site have: columns and title above, pager and foot
below, visits counted."""
import os
import sys

TITLE = '关于第五批专精特新“小巨人”企业名单的公示'
HEAD = '<tr><td>序号</td><td>企业名称</td></tr>'


def firm(n):
    return '浙江%s%s科技有限公司' % ('甲乙丙丁戊己庚辛壬癸'[n % 10], '东南西北中'[n // 10])


def rows(first, last, head=HEAD):
    return '<table>%s%s</table>' % (head, ''.join(
        '<tr><td>%d</td><td>%s</td></tr>' % (n, firm(n)) for n in range(first, last + 1)))


def lines(first, last):
    return ''.join('<p>%d.%s</p>' % (n, firm(n)) for n in range(first, last + 1))


ARTICLES = {
    # a heading on every page; the last page has none
    'table': ['<p>现将名单予以公示，公示期为五个工作日。</p>' + rows(1, 10), rows(11, 20), rows(21, 24, '')],
    'lines': ['<p>现将第五批专精特新“小巨人”企业名单公示如下：</p>' + lines(1, 8), lines(9, 15)],
    # two lists, each with its title
    'two': ['<p>附件1</p><p>第五批专精特新“小巨人”企业公示名单</p>' + rows(1, 6),
            '<p>附件2</p><p>第二批专精特新“小巨人”复核通过企业公示名单</p>' + rows(7, 9).replace('>7<', '>1<')],
    # numbers that begin again go on with nothing
    'again': [rows(1, 5), rows(11, 14).replace('>11<', '>1<').replace('>12<', '>2<').replace('>13<', '>3<')
              .replace('>14<', '>4<')],
    # the last page is not there
    'lost': [rows(31, 35), rows(36, 39), None],
}


def main():
    folder = os.path.join(sys.argv[1], 'paged.example', 'd')
    os.makedirs(folder)
    for name, pages in ARTICLES.items():
        for i, body in enumerate(pages):
            names = [name + ('.html' if k == 0 else '_%d.html' % (k + 1)) for k in range(len(pages))]
            pager = ''.join('<b>%d</b>' % (k + 1) if k == i else '<a href="%s">%d</a>' % (names[k], k + 1)
                            for k in range(len(pages)))
            if i + 1 < len(pages):
                pager += '<a href="%s">下一页</a>' % names[i + 1]
            if body is None:
                continue
            with open(os.path.join(folder, names[i]), 'w') as f:
                f.write('<!DOCTYPE html><html><head><meta charset="utf-8"><title>%s-浙江省经济和信息化厅</title></head>'
                        '<body><div>浙江省经济和信息化厅</div><table><tr><td><a href="/">首页</a></td><td><a href="/t/">'
                        '通知公告</a></td></tr></table><h1>%s</h1><p>发布时间：2023-07-14 浏览次数：%d</p>%s'
                        '<div class="page">%s</div><p>主办单位：浙江省经济和信息化厅</p></body></html>'
                        % (TITLE, TITLE, 100 + 7 * i, body, pager))


main()
