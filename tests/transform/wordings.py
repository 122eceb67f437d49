#!/usr/bin/env python3
"""Titles and captions made at random whose truth is known, against miit-transform.

    wordings.py TRANSFORM [--count N] [--seed S] [-v]

Each wording is put together from parts (place, batch or year, programme, acts,
object, publication) and spoilt by what no rule may guess: words that nobody
knows, negations, acts that are no designation, other programmes, further lists.
What may be claimed of it is known from how it was made.  A claim is a field that
is stated and is not the truth; a field left open is a refusal.  Prints how many
wordings were right, refused and claimed wrongly, and ends with 1 where a claim
was wrong.
"""

import argparse
import random
import subprocess
import sys
import tempfile

PLACES = '江苏省 浙江省 河南省 四川省 广东省 宁波市 大连市 重庆市 内蒙古自治区 新疆生产建设兵团'.split()
CITIES = '杭州市 成都市 苏州市 洛阳市 佛山市'.split()
DEPARTMENT = '工业和信息化厅'
NUMBERS = '零一二三四五六七八'
CONJUNCTIONS = ['和', '及', '、', '与', '以及', '暨']
QUOTES = ['“小巨人”', '"小巨人"', '「小巨人」', '小巨人']
# Days on which the lists of a batch came out, and of reviews by batch.
DAYS = {4: '2022-08-08', 5: '2023-07-14', 6: '2024-09-02', 7: '2025-10-20', 8: '2026-10-20'}
REVIEWS = {1: '2022-08-08', 2: '2023-07-14', 3: '2024-09-02', 4: '2025-10-20', 5: '2026-10-20'}
PUBLICITY = ['关于%s的公示', '%s公示', '%s公示名单', '关于对%s进行公示的通知', '%s的公示']
FINAL = ['关于公布%s的通知', '关于公布%s的通告', '%s的公告', '关于印发%s的通知', '关于发布%s的公告']
BAD = {'review_failed', 'review_failed_publicity', 'revoked', 'revoked_publicity', 'withdrew', 'moved', '-'}
OPEN = {'-', 'correction', 'moved', 'restored'}

# Words that say that the firms below do not have, keep or get the title, or leave
# it open.  Most are in no vocabulary; the point is that it does not matter.
AGAINST = '''落选 落榜 弃选 退选 撤榜 失格 停牌 降级 退回 驳回 搁置 缓评 免去 失信 未达标 存疑 候选 备选 待复核 待认定 拟淘汰
    不建议认定 建议不予认定 建议取消 未予认定 无需复核 免复核 延期复核 暂缓认定 暂缓复核 异议成立 资格过期 已注销 经营异常 破产 被并购
    不再享受 终止资格 取消资格 不予认定 未获认定 拟取消 拟撤销 撤销 取消 收回 摘牌 除名 剔除 移出 清退 注销 复核未通过 复核不合格
    免于复核 无需参加复核 不推荐复核 未通过复核 不通过复核 拟不通过复核 放弃复核 未参加复核 未按期复核 逾期未复核 不予通过 审核未通过 初审未通过 评审不通过 未入选
    不符合条件 未提交材料 弃权 退出 自愿退出 丧失资格 作废 失效 到期 届满 整改 约谈 警示 通报批评 抽查 现场核查 检查 核查
    培训 贷款贴息 奖补 融资对接 试点 观察 预警 停止 中止 迁出 吊销 免除 免予认定 拒绝 未成功 无效 非正式 伪造 冒用 疑似'''.split()
# Harmless words between the parts.
NEUTRAL = ['', '', '', '', '部分', '全部', '有关']
# Characters whose pairs name no place.
HAN = '竹米糸羊耳肉舟虫血角言豆足身里食香骨鱼鸟麦鼎鼓鼠龟雪霜露暗灰弱慢粗浅窄冷硬辣咸酸臭笑哭怒悲忧思恐惊甜苦'


def invented(r):
    """A word that nobody knows."""
    return ''.join(r.choice(HAN) for _ in range(r.randint(2, 3)))


def programme(r):
    return r.choice(['专精特新', '“专精特新”', '专精特新']) + r.choice(QUOTES)


class List:
    """One list: its reference, the words for it, and what may be said of it."""

    def __init__(self, r, review):
        self.review = review
        if review:
            self.batch = r.choice(list(REVIEWS))
            self.day = REVIEWS[self.batch]
            self.year = int(self.day[:4]) if self.batch >= 4 and r.random() < .7 else None
        else:
            self.batch = r.choice(list(DAYS))
            self.day = DAYS[self.batch]
            self.year = None
        self.reference = '%d年%s' % (self.year, r.choice(['', '度'])) if self.year else '第%s批' % (
            NUMBERS[self.batch] if r.random() < .9 else self.batch)

    def want_batch(self):
        return {'-'} if self.year else {str(self.batch), '-'}


def plain(r, l, place=''):
    """The words of a list without a fault."""
    p = programme(r)
    if l.review:
        return r.choice([
            '%s%s%s复核通过企业' % (place, l.reference, p), '%s%s%s企业复核通过' % (place, l.reference, p),
            '通过复核的%s%s%s企业' % (place, l.reference, p)])
    return '%s%s%s企业' % (place, l.reference, p)


def spoil(r, words, word):
    """Puts a word where it changes what the list is."""
    cuts = [i for i in range(len(words) + 1) if i == len(words) or words[i] in '专企复通' and (
        i == 0 or words[i - 1:i + 1] not in ('特新', '“专', '中企'))]
    at = r.choice(cuts + [len(words)] * 2)
    if word and '“' in words[max(0, at - 1):at]:
        at = len(words)
    return words[:at] + word + words[at:]


def published(r, words, stage, name='名单'):
    shape = r.choice(PUBLICITY if stage == 'publicity' else FINAL)
    return shape % (words + ('' if '名单' in shape else name))


def kinds(l, stage):
    if l.review:
        return {'review_publicity' if stage == 'publicity' else 'review_final', '-'}
    return {stage, '-'}


# Adjectives of other giants, and what stands for 企业.
TRADES = ['服务业', '工业', '生产性服务业', '科技类']
OBJECTS = ['企业', '单位', '公司', '中小企业']
# Simplified characters and the traditional ones that sites print.
TRADITIONAL = str.maketrans('专业单复过东销号备评选录认', '專業單複過東銷號備評選錄認')


NATIONAL = {'small_giant', '-'}, {'national', '-'}


def case(r):
    """One wording, one of ten in traditional characters."""
    c = simplified_case(r)
    if r.random() < .1:
        c = (c[0] + r.choice(['（工信部企业函〔%d〕%d号）', '（粤工信融资函〔%d〕%d号）', '（%d年第%d号）']) % (
            r.randint(2019, 2026), r.randint(1, 400)),) + c[1:]
    if r.random() < .1:
        c = (c[0].translate(TRADITIONAL), c[1] and c[1].translate(TRADITIONAL)) + c[2:]
    return c


def simplified_case(r):
    """One wording: title, caption, day, site, programmes, levels, batches, kinds."""
    place = r.choice(PLACES)
    site = place + DEPARTMENT if place[-1] != '市' else place + '经济和信息化局'
    where = r.choice(['', place])
    stage = r.choice(['publicity', 'final'])
    l = List(r, r.random() < .5)
    kind = r.randrange(24)
    caption = None
    if kind == 0:                       # a list without a fault
        title = published(r, plain(r, l, where), stage)
        return title, caption, l.day, site, NATIONAL, l.want_batch(), kinds(l, stage), True
    if kind == 1:                       # a word that nobody knows
        title = published(r, spoil(r, plain(r, l, where), invented(r)), stage)
        return title, caption, l.day, site, NATIONAL, l.want_batch(), OPEN, False
    if kind == 2:                       # words against the firms
        title = published(r, '%s%s%s%s企业' % (where, l.reference, programme(r), r.choice(AGAINST)), stage)
        return title, caption, l.day, site, NATIONAL, l.want_batch(), BAD, False
    if kind == 3:                       # ... after the object
        title = published(r, '%s%s%s企业%s' % (where, l.reference, programme(r), r.choice(AGAINST)), stage)
        return title, caption, l.day, site, NATIONAL, l.want_batch(), BAD | OPEN, False
    if kind == 4:                       # ... in brackets, or before all
        w = r.choice(AGAINST)
        words = '%s%s%s企业' % (where, l.reference, programme(r))
        title = published(r, words + '名单（%s）' % w, stage, '') if r.random() < .5 else \
            '关于%s%s的%s' % (w, words, '公示' if stage == 'publicity' else '公告')
        return title, caption, l.day, site, NATIONAL, l.want_batch(), BAD | OPEN, False
    if kind == 5:                       # a negation before an act
        no = r.choice('不 未 不予 没有 未能 未获 不再 无法 拒绝 尚未 并未 从未 均未 皆不 毋 莫 非'.split())
        act = r.choice(['通过复核', '复核通过', '认定', '入选', '通过', '确定', '保留', '列入'])
        title = published(r, '%s%s%s%s企业' % (where, l.reference, programme(r), no + act), stage)
        return title, caption, l.day, site, NATIONAL, l.want_batch(), BAD, False
    if kind == 6:                       # two lists: the caption chooses
        d = List(r, False)
        v = List(r, True)
        while v.day != d.day:
            v = List(r, True)
        both = plain(r, d, where) + r.choice(CONJUNCTIONS) + plain(r, v)
        title = published(r, both, stage)
        l = r.choice([d, v])
        caption = r.choice(['', '附件%d ' % (1 if l is d else 2)]) + plain(r, l) + '名单'
        return title, caption, l.day, site, NATIONAL, l.want_batch(), kinds(l, stage), True
    if kind == 7:                       # ... or nothing does
        d = List(r, False)
        v = List(r, True)
        while v.day != d.day:
            v = List(r, True)
        title = published(r, plain(r, d, where) + r.choice(CONJUNCTIONS) + plain(r, v), stage)
        return title, caption, d.day, site, NATIONAL, {'-'}, {'-'}, False
    if kind == 8:                       # a caption against the title
        title = published(r, plain(r, l, where), stage)
        caption = '%s%s%s企业名单' % (l.reference, programme(r), r.choice(AGAINST))
        return title, caption, l.day, site, NATIONAL, l.want_batch(), BAD | OPEN, False
    if kind == 9:                       # a clear caption under a title against it
        title = published(r, '%s%s%s%s企业' % (where, l.reference, programme(r), r.choice(AGAINST)), stage)
        caption = '%s%s企业名单' % (l.reference, programme(r))
        return title, caption, l.day, site, NATIONAL, l.want_batch(), BAD | OPEN, False
    if kind == 10:                      # a province's or a city's own
        own = r.choice(['省级', '自治区级', '市级', '县级'])
        title = published(r, '%d年度%s%s%s企业' % (r.randint(2018, 2026), r.choice(PLACES + CITIES), own,
                                              programme(r)), stage)
        return (title, caption, l.day, site, ({'small_giant', '-'}, {'provincial', 'municipal', '-'}), {'-'},
                {stage, '-'}, False)
    if kind == 11:                      # what is put forward
        act = r.choice(['拟推荐', '推荐', '推荐上报', '拟申报'])
        title = '关于%s%s%s%s企业名单的公示' % (act, where, l.reference, programme(r))
        return title, caption, l.day, site, NATIONAL, l.want_batch(), {'recommended', '-'}, True
    if kind == 12:                      # a batch on a day that none of the nation's has
        l = List(r, False)
        day = '%d-0%d-11' % (2018 + l.batch + r.choice([-3, -2, -1, 2, 3]), r.randint(1, 9))
        title = published(r, plain(r, l, place), stage)
        return (title, caption, day, site, ({'small_giant', '-'}, {'provincial', '-'}), l.want_batch(), {stage, '-'}, False)
    if kind == 13:                      # giants of another kind
        word = invented(r) if r.random() < .5 else r.choice(TRADES)
        title = published(r, '%s%s%s“小巨人”%s' % (where, l.reference, word, r.choice(OBJECTS)), stage)
        return title, caption, l.day, site, ({'-', 'other'}, {'-'}), l.want_batch(), OPEN, False
    if kind == 14:                      # firms of whom nobody knows what they did
        title = published(r, plain(r, l, where), stage)
        caption = r.choice(['', '二、', '（二）', '附件2 ']) + r.choice(['', '被', '拟', '未', '已']) + invented(r) + \
            r.choice(OBJECTS[:3]) + r.choice(['', '名单', '：'])
        return title, caption, l.day, site, NATIONAL, l.want_batch(), BAD | OPEN, False
    if kind == 15:                      # several batches are reviewed
        while not l.review:
            l = List(r, True)
        a, b = sorted(r.sample(range(1, l.batch + 1), 2)) if l.batch > 1 else (1, 1)
        reference = r.choice(['第%s、%s批', '第%s批和第%s批', '第%s批、第%s批', '第%s批至第%s批', '第%s至%s批']) % (
            NUMBERS[a], NUMBERS[b])
        title = published(r, '%s%s%s%s' % (where, reference, programme(r), r.choice(
            ['企业复核通过', '复核通过企业', '复核未通过企业'])), stage)
        return (title, caption, l.day, site, NATIONAL, {'-'} if a < b else {'-', '1'},
                BAD if '未' in title else {'review_publicity' if stage == 'publicity' else 'review_final', '-'}, False)
    if kind == 16:                      # a firm by its name and what is done to it
        title = '关于%s%s%s科技有限公司%s%s%s企业称号的%s' % (
            r.choice([invented(r), r.choice(AGAINST)]), place, invented(r), r.choice(['', '等3家企业']), l.reference,
            programme(r), '公示' if stage == 'publicity' else '公告')
        return title, caption, l.day, site, NATIONAL, l.want_batch(), BAD | OPEN, False
    if kind == 17:                      # words against what is no 企业
        title = published(r, '%s%s%s%s%s' % (where, l.reference, programme(r), r.choice(AGAINST), r.choice(OBJECTS)), stage)
        return title, caption, l.day, site, NATIONAL, l.want_batch(), BAD | OPEN, False
    if kind == 18:                      # a list or its publication called back
        title = '关于%s%s%s%s企业%s的%s' % (r.choice(['撤销', '撤回', '废止', '收回', '作废']), where, l.reference, programme(r),
                                     r.choice(['名单公示', '公示名单']), r.choice(['通知', '公告', '通告']))
        return title, caption, l.day, site, NATIONAL, l.want_batch(), OPEN, False
    if kind == 19:                      # a reference alone, and one with a review of its own
        d, v = List(r, False), List(r, True)
        while v.day != d.day:
            v = List(r, True)
        passed = r.choice(['复核通过', '复核通过的', '（复核通过）', '通过复核的'])
        title = published(r, '%s%s%s%s%s%s企业' % (where, d.reference, r.choice(CONJUNCTIONS), v.reference, passed,
                                               programme(r)), stage)
        l = r.choice([d, v, None])
        if l is None:
            return title, None, d.day, site, NATIONAL, {'-'}, {'-'}, False
        caption = '%s%s企业名单' % (l.reference, programme(r))
        return title, caption, d.day, site, NATIONAL, l.want_batch(), kinds(l, stage), False
    if kind == 20:                      # firms added to their batch, or words to a list
        l = List(r, False)
        words = plain(r, l, where)
        add = r.choice('补充 增补 补录 增列 递补'.split())
        if r.random() < .3:
            title = '关于%s名单的%s%s' % (words, add, r.choice(['公告', '公示', '通知', '说明']))
            return title, caption, l.day, site, NATIONAL, l.want_batch(), OPEN, False
        title = r.choice(['关于%s公示%s名单的通知', '关于%s%s名单的公示'] if stage == 'publicity' else
                         ['关于%s公布%s名单的通知', '关于%s%s名单的公告', '关于公布%s%s名单的通知']) % (add, words)
        return title, caption, l.day, site, NATIONAL, l.want_batch(), kinds(l, stage), True
    if kind == 21:                      # a batch of a year, of what is done to titles
        year, batch = r.randint(2020, 2026), r.randint(1, 4)
        act, done = r.choice([('更名', {'rename'}), ('简单更名', {'rename'}), ('撤销', BAD), ('复核通过', {
            'review_publicity', 'review_final'})])
        title = published(r, '%d年%s第%s批%s企业%s' % (year, r.choice(['', '度']), NUMBERS[batch], programme(r), act), stage)
        if act == '复核通过':
            batches = {str(batch)} if (year - 2018 - batch) % 3 == 0 else set()
        else:
            batches = {str(batch)} if year == 2018 + batch else set()
        levels = {'-'} | ({'national'} if batches or year >= 2025 or act == '简单更名' else set())
        return (title, caption, '%d-1%d-11' % (year, r.randint(0, 2)), site, ({'small_giant', '-'}, levels), batches | {'-'},
                done | {'-'}, False)
    if kind == 22:                      # the outcomes of one review: the caption chooses
        l = List(r, True)
        words = [r.choice(['通过', '拟通过', '合格']), r.choice(['未通过', '拟不通过', '不予通过', '不合格'])]
        title = published(r, '%s%s%s企业复核%s%s%s企业' % (where, l.reference, programme(r), words[0], r.choice(CONJUNCTIONS),
                                                   words[1]), stage)
        n = r.randrange(3)
        if n == 2:
            return title, None, l.day, site, NATIONAL, l.want_batch(), {'-'}, False
        passed = {'review_publicity', 'review_final', '-'}
        return title, words[n] + '企业名单', l.day, site, NATIONAL, l.want_batch(), BAD if n else passed, False
    # calls, news, money, forms: no list
    title = r.choice([
        '关于组织推荐%s%s企业的通知', '关于开展%s%s企业认定工作的通知', '关于做好%s%s企业复核工作的通知', '喜报！我司入选%s%s企业名单',
        '我市10家企业入选%s%s企业', '关于下达%s%s企业奖补资金的通知', '%s%s企业申请表', '一图读懂%s%s企业', '%s%s企业推荐汇总表',
        '关于举办%s%s企业培训班的通知', '%s%s企业工作启动']) % (l.reference, programme(r))
    return title, caption, l.day, site, NATIONAL, l.want_batch(), {'-'}, False


def escape(text):
    return text.replace('\\', '\\\\')


def page(n, c):
    texts = ['meta\tArticleTitle: ' + c[0], 'meta\tPubDate: ' + c[2], 'meta\tSiteName: ' + c[3]]
    if c[1]:
        texts.append('caption\t' + c[1])
    out = ['document\t1\t%064d\ttext/html\tutf-8\thtml\tutf8' % n]
    out += ['text\t%d\t%s' % (i, escape(t)) for i, t in enumerate(texts, 1)]
    t = len(out)
    out += ['table\t%d\t\\N\tbody\t3\t2' % t, 'row\t%d\t1\t序号\t企业名称' % t, 'row\t%d\t2\t1\t瑞恒博智能装备有限公司' % t,
            'row\t%d\t3\t2\t凯格晖传感器股份有限公司' % t]
    return '\n'.join(out + ['end\t%d' % len(out)]) + '\n'


def events(transform, cases):
    with tempfile.NamedTemporaryFile('w', suffix='.tsv', encoding='utf-8') as f:
        f.write(''.join(page(n, c) for n, c in enumerate(cases)))
        f.flush()
        p = subprocess.run([transform, '--print', f.name], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if p.returncode not in (0, 3):
        sys.exit('%s: exit status %d: %s' % (transform, p.returncode, p.stderr.decode()[-300:]))
    lines = p.stdout.decode().split('\n')
    head = lines[0].split('\t')
    found = {}
    for line in lines[1:]:
        if line:
            e = dict(zip(head, line.split('\t')))
            found.setdefault(int(e['document']), []).append(
                tuple(e[k].replace('\\N', '-') for k in ('programme', 'level', 'batch', 'kind')))
    return found


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('transform')
    ap.add_argument('--count', type=int, default=2000)
    ap.add_argument('--seed', type=int, default=1)
    ap.add_argument('-v', action='store_true', help='show clear wordings that were refused, too')
    a = ap.parse_args()
    r = random.Random(a.seed)
    right = refused = wrong = clear = clear_right = 0
    for start in range(0, a.count, 5000):
        cases = [case(r) for _ in range(min(5000, a.count - start))]
        found = events(a.transform, cases)
        for n, (title, caption, day, site, (programmes, levels), batches, allowed, is_clear) in enumerate(cases):
            stated = found.get(n, [])
            faults = [e for e in stated if e[0] not in programmes or e[1] not in levels or e[2] not in batches or
                      e[3] not in allowed]
            full = bool(stated) and all(e[3] != '-' and e[1] != '-' for e in stated)
            clear += is_clear
            clear_right += is_clear and full and not faults
            right += full and not faults
            refused += not full and not faults
            wrong += bool(faults)
            if faults and (a.v or wrong <= 20):
                print('wrong: %s | %s | %s %s: %s, may be %s' % (title, caption or '-', day, site, ' '.join(faults[0]),
                                                          ' '.join(sorted(allowed))))
            elif a.v and is_clear and not full:
                print('refused: %s | %s | %s %s: %s' % (title, caption or '-', day, site, stated[:1]))
    print('%d wordings, seed %d: right %d, refused %d (%.1f%%), wrong claims %d; of %d clear ones right %d (%.1f%%)' % (
        a.count, a.seed, right, refused, 100.0 * refused / a.count, wrong, clear, clear_right,
        100.0 * clear_right / max(clear, 1)))
    sys.exit(wrong > 0)


if __name__ == '__main__':
    main()
