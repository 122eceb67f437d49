#!/usr/bin/env python3
"""Makes the sample of published lists: make_site.py OUT

OUT/www/HOST/PATH   what the hosts serve
OUT/catalogue/*.ini the addresses, for miit-fetch --catalogue

What is real: the firms, regions and numbers of continued.tsv (262 rows of three
MIIT lists, 建议继续支持) and reviews.tsv (79 rows of the re-reviews of Zhejiang,
2023, and Ningbo, 2022), the titles and document numbers of the two national
notices, the official counts.  The pages of batches 1 and 2 are excerpts: of
the 248 and 1,584 firms they carry the ones that the re-reviews name, so the
checks have something to say.  What is the sample's own: the addresses ending in
sample, the day of the batch 2 notice, and every firm of the Shanxi list, which
is there because a provincial 小巨人 is not a national one.
"""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True
import office       # noqa: E402

MIIT = 'www.miit.gov.cn'
PUBLISHERS = {
    MIIT: ('工业和信息化部', ''),
    'jxt.zj.gov.cn': ('浙江省经济和信息化厅', '330000'),
    'jxj.ningbo.gov.cn': ('宁波市经济和信息化局', '330200'),
    'gxt.shanxi.gov.cn': ('山西省工业和信息化厅', '140000'),
}
ATTACH = '/cms_files/filemanager/1226211233/attach/'


def read(name):
    with open(os.path.join(HERE, name), encoding='utf-8') as f:
        head, *rows = [l.rstrip('\n').split('\t') for l in f]
    return [dict(zip(head, row)) for row in rows]


def continued(key):
    """A list of continued.tsv as MIIT prints it: the region cell merged down."""
    rows, merges = [['序号', '地区', '企业名称']], []
    last, first = None, 0
    for r in [r for r in read('continued.tsv') if r['list'] == key] + [None]:
        if r is None or r['region'] != last:
            if last is not None and len(rows) > first:
                merges.append((first, 2, len(rows) - first + 1, 1))
            if r is None:
                break
            last, first = r['region'], len(rows) + 1
        rows.append([int(r['sequence']), r['region'] if len(rows) + 1 == first else None, r['name']])
    return rows, merges


def reviews(unit):
    return [r for r in read('reviews.tsv') if r['unit'] == unit]


def sections(rows, width):
    """Rows below a merged line for each city: 杭州市（15家）."""
    out, merges = [], []
    cities = list(dict.fromkeys(r['city'] for r in rows))
    for city in cities:
        firms = [r for r in rows if r['city'] == city]
        out.append(['%s（%d家）' % (city, len(firms))] + [None] * (width - 1))
        merges.append((len(out), 1, 1, width))
        out += [[int(r['sequence']), r['name']] for r in firms]
    return out, merges


def shift(merges, by):
    return [(r + by, c, h, w) for r, c, h, w in merges]


def page(title, date, body, number='', publisher='工业和信息化部', charset='utf-8'):
    return '''<!DOCTYPE html>
<html><head><meta charset="%s"><title>%s</title>
<meta name="SiteName" content="中华人民共和国%s">
<meta name="ArticleTitle" content="%s">
<meta name="PubDate" content="%s">
</head><body>
<div class="nav"><a href="/index.html">首页</a></div>
<h1 id="con_title">%s</h1>
<p class="time" id="con_time">发布时间：%s</p>
%s<div class="ccontent center" id="con_con">
%s</div>
<div class="foot">版权所有</div>
</body></html>
''' % (charset, title, publisher, title, date + ' 09:00', title, date,
       '<p>发文字号：%s</p>\n' % number if number else '', body)


class Site:
    def __init__(self, out):
        self.out, self.sources = out, []

    def path(self, host, path):
        full = os.path.join(self.out, 'www', host, path.lstrip('/'))
        os.makedirs(os.path.dirname(full), exist_ok=True)
        return full

    def page(self, host, path, text, source, encoding='utf-8', **about):
        with open(self.path(host, path), 'wb') as f:
            f.write(text.encode(encoding))
        self.sources.append((source, host, 'https://%s%s' % (host, path), about))

    def catalogue(self):
        """sample.ini: a group for each publisher, then one for each notice."""
        folder = os.path.join(self.out, 'catalogue')
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, 'sample.ini'), 'w', encoding='utf-8') as f:
            for host, (publisher, unit) in PUBLISHERS.items():
                f.write('[%s]\npublisher=%s\nunit=%s\nhosts=%s\nknown_by=the sample\nchecked=never\n\n'
                        % (host, publisher, unit, host))
            for source, host, address, about in self.sources:
                f.write('[%s]\nsite=%s\nnotices=%s\n' % (source, host, address))
                for key, value in about.items():
                    f.write('%s=%s\n' % (key, value))
                f.write('known_by=the sample\nchecked=never\n\n')


def batch_1(site):
    rows = [['序号', '企业名称']] + [[n, r['name']] for n, r in enumerate(reviews('330200'), 1)]
    site.page(MIIT, '/zwgk/zcwj/wjfb/tz/art/2019/art_batch1sample.html', page(
        '关于公布第一批专精特新“小巨人”企业名单的通告', '2019-06-05',
        '<p>现将第一批专精特新“小巨人”企业名单（共248家）予以公布（摘录）。</p>\n' +
        office.html_table(rows), '工信部企业函〔2019〕153号'),
        'miit-batch-1', programme='small_giant', batch=1)


def batch_2(site):
    firms = reviews('330000')
    rows = [['第二批专精特新“小巨人”企业名单', None], ['序号', '企业名称'], ['浙江省（%d家）' % len(firms), None]]
    rows += [[n, r['name']] for n, r in enumerate(firms, 1)]
    name = ATTACH + '202012/batch2sample.xls'
    office.write_xls(site.path(MIIT, name), rows, [(1, 1, 1, 2), (3, 1, 1, 2)])
    site.page(MIIT, '/zwgk/zcwj/wjfb/tz/art/2020/art_batch2sample.html', page(
        '关于公布第二批专精特新“小巨人”企业名单的通告', '2020-12-31',
        '<p>现将第二批专精特新“小巨人”企业名单（共1584家）予以公布（摘录）。</p>\n'
        '<p><a href="%s">附件：第二批专精特新“小巨人”企业名单.xls</a></p>\n' % name,
        '工信部企业函〔2020〕335号'),
        'miit-batch-2', programme='small_giant', batch=2)


def continued_support(site):
    title = '建议继续支持的专精特新“小巨人”企业名单（%s）'
    rows, merges = continued('B1Y3')
    site.page(MIIT, '/zwgk/wjgs/art/2024/art_continue1sample.html', page(
        '关于' + title % '第一批第三年' + '的公示', '2024-04-15',
        office.html_table(rows, merges)),
        'miit-continued-1-3', programme='key_small_giant')
    links = ''
    for key, label, month in (('B2Y3', '第二批第三年', '20243'), ('B3Y2', '第三批第二年', '20243')):
        rows, merges = continued(key)
        rows, merges = [[title % label, None, None]] + rows, [(1, 1, 1, 3)] + shift(merges, 1)
        name = ATTACH + month + '/' + key.lower() + 'sample.' + ('xlsx' if key == 'B2Y3' else 'xls')
        full = site.path(MIIT, name)
        if key == 'B2Y3':
            office.write_xlsx(full, rows, merges)
        else:
            office.write_xls(full, rows, merges)
        links += '<p><a href="%s">%s%s</a></p>\n' % (name, title % label, os.path.splitext(name)[1])
    site.page(MIIT, '/zwgk/wjgs/art/2024/art_continue2sample.html', page(
        '关于建议继续支持的专精特新“小巨人”企业名单的公示', '2024-03-15', links),
        'miit-continued-2-3', programme='key_small_giant')


def review_lists(site):
    body, merges = sections(reviews('330000'), 2)
    rows = [['序号', '企业名称']] + body
    site.page('jxt.zj.gov.cn', '/art/2023/7/14/art_1582900_25599.html', page(
        '关于第二批专精特新“小巨人”复核通过企业名单的公示', '2023-07-14',
        '<p>现将我省第二批专精特新“小巨人”复核通过企业名单（共75家）予以公示。</p>\n' +
        office.html_table(rows, shift(merges, 1)), publisher='浙江省经济和信息化厅', charset='gb2312'),
        'zhejiang-review-2', encoding='gb18030', programme='small_giant', batch=2)
    rows = [['序号', '企业名称']] + [[int(r['sequence']), r['name']] for r in reviews('330200')]
    site.page('jxj.ningbo.gov.cn', '/art/2022/8/8/art_1229561613_58934870.html', page(
        '关于宁波市第一批专精特新“小巨人”复核通过企业名单的公示', '2022-08-08',
        office.html_table(rows), publisher='宁波市经济和信息化局'),
        'ningbo-review-1', programme='small_giant', batch=1)


def homonym(site):
    rows = [['序号', '企业名称', '所在市']] + [
        [n, '山西样例%s号装备制造有限公司' % '一二三四五'[n - 1], '太原市'] for n in range(1, 6)]
    site.page('gxt.shanxi.gov.cn', '/tzgg/202009/t20200910_sample.html', page(
        '关于公布2020年山西省省级专精特新“小巨人”企业名单的通知', '2020-09-10',
        office.html_table(rows), publisher='山西省工业和信息化厅'),
        'shanxi-provincial', programme='small_giant')


def policy(site):
    site.page(MIIT, '/zwgk/zcwj/wjfb/tz/art/2026/art_policysample.html', page(
        '关于印发《优质中小企业梯度培育管理办法》的通知', '2026-01-17',
        '<p>各省、自治区、直辖市工业和信息化主管部门：现将办法印发给你们，请遵照执行。</p>\n',
        '工信部企业〔2026〕2号'),
        'miit-measures-2026')


def main():
    if len(sys.argv) != 2:
        sys.exit('usage: make_site.py OUT')
    site = Site(sys.argv[1])
    for make in (batch_1, batch_2, continued_support, review_lists, homonym, policy):
        make(site)
    site.catalogue()


if __name__ == '__main__':
    main()
