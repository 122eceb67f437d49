#!/usr/bin/env python3
"""Remarks made at random whose truth is known, against miit-transform.

    remarks.py TRANSFORM [--count N] [--seed S] [-v]

Each remark stands beside a firm of a list of designations: below 备注, in a second
column of remarks, in a column that nobody knows, or in brackets after the name.  Its
parts say what it is: clauses that touch no title, clauses against one, marks of what
happened or is to come before words that nobody knows, negations of such words, such
words alone, and real words that have the character of a mark or a negation.

    wrong    a firm is designated whose remark stops a reader, or loses its row though
             nothing was there; or a row is neither designated nor quoted
    silent   words that nobody knows, and the event does not quote them
    refused  a row is set aside whose remark is favourable, nominal or a compound

Ends with 1 where anything was wrong or silent.
"""

import argparse
import random
import subprocess
import sys
import tempfile

# Characters whose pairs are no word of titles or remarks.
HAN = '竹米糸羊耳肉舟虫角豆足里鱼鸟麦鼎鼓鼠龟雪露暗灰弱慢粗浅窄冷硬辣咸臭哭怒悲甜苦'
FIRMS = ['合肥%s科技有限公司', '芜湖%s机械股份有限公司', '安徽%s电子有限公司', '蚌埠%s器材厂']
PLACES = ['合肥市', '芜湖市', '高新区', '经开区', '安徽省', '无锡市', '无为市', '北京市密云区不老屯镇']
MARKETS = ['上市', '在新三板挂牌', '在北交所上市', '于科创板上市', '在主板上市', '更名', '变更名称']
FAULTS = ['异议', '违法', '违规', '失信', '处罚', '安全事故', '投诉', '举报', '行政处罚', '违约', '纠纷', '诉讼']
TAILS = ['', '', '行为', '记录', '情况', '情形']
# What happened or is to come.
MARKS = '''已 被 已被 现已 业已 曾 曾被 遭 遭到 受到 经查 经核实 因 由于 涉及 涉 待 尚待 尚需 有待 暂 另 另行 将 即将 拟 正在 须 需 应当
    应由 必须 仍在 仍需 视情 预计'''.split()
AGENTS = ['', '', '', '法院', '税务局', '某机关', '债权人']
TIMES = ['', '', '', '近期', '2023年', '2024年5月', '目前', '公示期间', '认定后']
SUBJECTS = ['', '', '企业', '该公司', '实控人', '法人', '数据', '材料', '股权', '经营地', '主要产品', '厂区', '研发费用', '账目']
NOT = '不 未 无 没 没有 缺 缺少 未能 尚未 从未 并未 无法 非 未曾 未经 不再 不能 均未 未按 不予 失 停 拒'.split()
# Endings that real remarks have after a negation.
DENIED = '实 全 符 清 足 真 齐 够 一致 属实 齐全 达要求 营业 缴纳社保 提供证明 说明原因 签字 年报 联系上 运营 建账 生产'.split()
AGAINST = '''已撤销 取消资格 自愿放弃 主动放弃复核 未通过 复核未通过 未提交材料 公示期收到异议 不予认定 未通过审核 暂缓认定 被注销 经营异常
    存在违法行为 有失信记录 不符合条件 已破产 吊销 经核查不符合要求 限期整改 退出'''.split()
# Classes of GB/T 4754-2017 and products.
COMPOUNDS = '''无线广播电视传输服务 非专业视听设备制造 无机盐制造 无机酸制造 不锈钢制品 无船承运业务 非公路休闲车及零配件制造 非电力家用器具制造
    非木竹浆制造 非织造布制造 非家用纺织制成品制造 非金属矿物制品业 其他未列明制造业 供应用仪器仪表制造 基因工程药物和疫苗制造
    停车设备制造 应用软件开发 无缝钢管 无人机飞控 无刷电机 无氟制冷剂 无卤阻燃电缆料 不干胶标签 不饱和树脂 不粘锅 不间断电源
    未来网络 非标自动化 非晶合金 非接触测温仪 失效分析 失重秤 消失模铸造 缺陷检测仪 退火炉 退役电池回收 感应加热炉 反应釜
    模拟芯片 虚拟现实头盔 植被修复 羽绒被 被动元件 系泊链 操作系统 涉水产品 供应链管理 应急电源 适应性强 经编机 神经网络 经济作物
    因特网接入 待机电源 接待服务 暂存柜 时尚面料 将军罐 需求响应 没药提取 环境污染治理 污染防治设备 重组蛋白 停车场系统 无障碍电梯
    无尘车间 无菌包装 无水乙醇 无损检测 无纺布 无烟煤 无花果 非遗文创 易失性存储器'''.split()
NOUNS = ['', '企业', '骨干', '基地', '项目', '品牌', '龙头', '集群']


def invented(r, least=2, most=4):
    """Words that nobody knows."""
    return ''.join(r.choice(HAN) for _ in range(r.randint(least, most)))


def firm(r):
    return r.choice(FIRMS) % invented(r)


def favourable(r):
    kind = r.randrange(12)
    if kind == 0:
        return r.choice(['已更名为%s', '更名为%s', '原名：%s', '曾用名：%s', '原名%s', '现更名为%s', '已变更为%s', '由%s更名']) % firm(r)
    if kind == 1:
        return r.choice(['已', '已于2022年', '拟', '2021年', '未']) + r.choice(MARKETS)
    if kind == 2:
        return r.choice(['无%s', '未发现%s', '未收到%s', '不存在%s', '无任何%s', '近三年无%s', '未发生%s']) % r.choice(FAULTS) + r.choice(TAILS)
    if kind == 3:
        return r.choice(['第五批', '2023年第五批', '第五批小巨人', '国家级', '省级专精特新中小企业', '高新技术企业', '第三批省级专精特新中小企业'])
    if kind == 4:
        return r.choice(['民办', '民营', '外资', '上市公司', '央企子公司', '全资子公司', '集团总部', '规上', '新三板挂牌', '制造业', '科创板'])
    if kind == 5:
        return r.choice(PLACES)
    if kind == 6:
        return '合肥市%s%s%d号' % (invented(r, 2, 2), r.choice(['路', '大道', '街']), r.randint(1, 999))
    if kind == 7:
        return r.choice(['联系人：', '法定代表人：', '负责人：']) + invented(r, 2, 3) + r.choice(['', ' 138%08d' % r.randrange(10 ** 8)])
    if kind == 8:
        return r.choice(['主导产品：', '主要产品：', '所属行业：']) + r.choice(COMPOUNDS)
    if kind == 9:
        return r.choice(['%d' % r.randrange(10 ** 6), '2023-07-14', '2023年7月14日', '0551-6%07d' % r.randrange(10 ** 7), '股票代码：688%03d' % r.randrange(1000),
                         'A1', '无', '暂无', '—', '/'])
    if kind == 10:
        return r.choice(['获评', '荣获', '2020年获评', '已入选']) + r.choice(['国家级', '省级']) + invented(r) + r.choice(['企业', '品牌', '项目'])
    return r.choice(['公示无异议', '经公示无异议', '通过', '符合条件', '已公示', '符合要求', '同意', '新认定', '予以认定'])


def event(r):
    return (r.choice(SUBJECTS) + r.choice(TIMES) + r.choice(MARKS) + r.choice(AGENTS) + invented(r)) if r.random() < .9 else \
        r.choice(SUBJECTS) + invented(r) + '中'


def negation(r):
    word = r.choice(DENIED) if r.random() < .3 else invented(r)
    return r.choice(SUBJECTS) + r.choice(TIMES) + r.choice(NOT) + word


def nominal(r):
    return invented(r) + r.choice(NOUNS)


def compound(r):
    word = r.choice(COMPOUNDS)
    if r.random() < .3:
        word = r.choice(COMPOUNDS) + r.choice(['、', '，', '和', '；']) + word
    return word


KINDS = [('favourable', favourable, .3), ('against', lambda r: r.choice(AGAINST), .1), ('event', event, .2),
         ('negation', negation, .2), ('nominal', nominal, .1), ('compound', compound, .1)]
STOPS = {'against', 'event', 'negation'}


def case(r):
    """A remark: what it is, its words."""
    kind, make, _ = r.choices(KINDS, [k[2] for k in KINDS])[0]
    words = make(r)
    if kind in STOPS and r.random() < .2:       # after or before another clause
        clauses = [favourable(r), words]
        r.shuffle(clauses)
        if not clauses[0].endswith(('—', '/')):
            words = r.choice(['，', '；', '。']).join(clauses)
    return kind, words


# Where a remark stands: heading of its column, NULL for brackets after the name.
STANDS = ['备注', '说明', '性质', None]


def stream(cases, stands):
    """A list of parse, a remark in each row."""
    sha = '%064x' % (7 + STANDS.index(stands))
    rows = [['序号', '企业名称'] + ([stands] if stands else [])]
    for i, (_, words) in enumerate(cases):
        name = '合肥样例%s科技有限公司' % ''.join('甲乙丙丁戊己庚辛壬癸'[int(d)] for d in str(i))
        rows.append([str(i + 1), name + ('' if stands else '（%s）' % words)] + ([words] if stands else []))
    lines = ['document\t1\t%s\ttext/html\tutf-8\thtml\tutf8' % sha,
             'text\t1\tmeta\tArticleTitle: 关于安徽省第五批专精特新“小巨人”企业名单的公示',
             'text\t2\tmeta\tPubDate: 2023-07-14 09:00', 'text\t3\tmeta\tSiteName: 安徽省经济和信息化厅',
             'table\t4\t\\N\tbody\t%d\t%d' % (len(rows), len(rows[0]))]
    lines += ['row\t4\t%d\t%s' % (i + 1, '\t'.join(row)) for i, row in enumerate(rows)]
    lines.append('end\t%d' % len(lines))
    return '\n'.join(lines) + '\n'


def events(transform, text):
    """Sequence numbers of the events, and what each is known by."""
    with tempfile.NamedTemporaryFile('w', suffix='.tsv', encoding='utf-8') as f:
        f.write(text)
        f.flush()
        out = subprocess.run([transform, '--print', f.name], capture_output=True, encoding='utf-8')
    if out.returncode not in (0, 3):
        sys.exit('remarks.py: %s ended with %d: %s' % (transform, out.returncode, out.stderr[:500]))
    lines = [line.split('\t') for line in out.stdout.splitlines()]
    at = {name: i for i, name in enumerate(lines[0])}
    return {int(e[at['sequence']]): e[at['evidence']] for e in lines[1:] if e[at['kind']] == 'publicity'}


def main():
    p = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    p.add_argument('transform')
    p.add_argument('--count', type=int, default=3000)
    p.add_argument('--seed', type=int, default=1)
    p.add_argument('-v', action='store_true', help='prints what was refused, too')
    a = p.parse_args()
    r = random.Random(a.seed)
    count, wrong, silent, refused = {}, 0, 0, {}
    for stands in STANDS:
        cases = [case(r) for _ in range(a.count // len(STANDS))]
        given = events(a.transform, stream(cases, stands))
        for i, (kind, words) in enumerate(cases):
            where = '%s\t%s\t%s' % (kind, stands or '（）', words)
            key = kind + ' in brackets' if stands is None else kind
            count[key] = count.get(key, 0) + 1
            if kind in STOPS:
                if i + 1 in given:
                    wrong += 1
                    print('wrong\t' + where)
                continue
            if i + 1 not in given:
                refused[key] = refused.get(key, 0) + 1
                if a.v:
                    print('refused\t' + where)
            elif kind == 'nominal' and stands != '性质' and 'remark not read: "%s"' % words not in given[i + 1]:
                silent += 1
                print('silent\t%s\t%s' % (where, given[i + 1]))
    for kind in sorted(count):
        if kind.split()[0] not in STOPS:
            print('%s: read %.1f%% of %d' % (kind, 100 * (1 - refused.get(kind, 0) / count[kind]), count[kind]))
    stops = sum(n for kind, n in count.items() if kind.split()[0] in STOPS)
    print('%d remarks, %d that stop a reader: wrong %d, silent %d' % (sum(count.values()), stops, wrong, silent))
    sys.exit(wrong + silent > 0)


if __name__ == '__main__':
    main()
