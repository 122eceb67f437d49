#!/usr/bin/env python3
"""Writes N small documents of several kinds, each another one: lists as CSV, web
pages and workbooks, texts, and every twentieth with a problem.

    tests/make_documents.py FOLDER N [FIRMS]     lists of FIRMS firms (default 12)
"""
import os
import random
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'site'))
import office       # noqa: E402

HANZI = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新港"
UNITS = ("浙江省", "江苏省", "安徽省", "山东省", "福建省", "湖南省")


def rows(chance, firms):
    yield ["序号", "企业名称", "省份"]
    for i in range(1, firms + 1):
        name = "".join(chance.choice(HANZI) for _ in range(4))
        yield [str(i), name + "精密科技有限公司", chance.choice(UNITS)]


def csv(table, n):
    text = "\r\n".join(",".join(row) for row in table) + "\r\n"
    return text.encode("utf-8" if n % 2 else "gb18030")


def html(table, n):
    return ("<!DOCTYPE html><html><head><meta charset=utf-8><title>第%d批名单"
            "</title></head><body><table>%s</table></body></html>" % (n, "".join(
                "<tr>%s</tr>" % "".join("<td>%s</td>" % cell for cell in row)
                for row in table))).encode()


def text(table, n):
    return ("通知第%d号\n\n%s\n" % (n, "\n".join(row[1] for row in table))).encode()


def main():
    folder, n = sys.argv[1], int(sys.argv[2])
    firms = int(sys.argv[3]) if len(sys.argv) > 3 else 12
    kinds = (("csv", csv), ("html", html), ("txt", text))
    os.makedirs(folder, exist_ok=True)
    for i in range(n):
        table = list(rows(random.Random(i), firms))
        if i % 4 == 3:
            office.write_xlsx(os.path.join(folder, "%d.xlsx" % i), table, sheet="名单")
            continue
        ending, write = kinds[i % 4]
        body = write(table, i)
        if i % 20 == 0:
            body += b"\xff\xff" + str(i).encode()     # in no charset
        with open(os.path.join(folder, "%d.%s" % (i, ending)), "wb") as f:
            f.write(body)


if __name__ == "__main__":
    main()
