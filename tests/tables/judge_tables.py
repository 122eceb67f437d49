#!/usr/bin/env python3
"""judge_tables.py FOLDER DATA: compares what miit-transform made of the pages of
make_tables.py with FOLDER/truth.tsv.  Prints what must never be, one line each, then
the figures.  Wrong is: an event from what is no listed firm, a wrong city, a listed
firm that is neither an event nor on a page with a reject."""

import collections
import os
import re
import sys


def rows(path):
    with open(path, encoding="utf-8") as f:
        head = f.readline().rstrip("\n").split("\t")
        for line in f:
            yield dict(zip(head, line.rstrip("\n").split("\t")))


def main():
    folder, data = sys.argv[1:3]
    page_of = {r["document"]: os.path.basename(r["url"].replace("file:", ""))
               for r in rows(os.path.join(data, "fetch", "documents.tsv"))}
    events, rejects = collections.defaultdict(dict), collections.defaultdict(list)
    for e in rows(os.path.join(data, "transform", "events.tsv")):
        events[page_of[e["document"]]][e["name"]] = e
    for r in rows(os.path.join(data, "transform", "rejects.tsv")):
        rejects[page_of.get(r["document"])].append(r)
    pages = collections.defaultdict(list)
    with open(os.path.join(folder, "truth.tsv"), encoding="utf-8") as f:
        for line in f:
            page, kind, name, city = line.rstrip("\n").split("\t")
            pages[page].append((kind, name, city))
    count = collections.Counter()
    for page, truth in sorted(pages.items()):
        firms = {n: c for k, n, c in truth if k == "firm"}
        for name in events[page]:
            if name not in firms:
                count["wrong"] += 1
                print("%s: an event that is none: %s" % (page, name))
        for name, city in firms.items():
            e = events[page].get(name)
            count["firms"] += 1
            if e is None:
                silent = not any(r["reason"] != "unmapped_column" for r in rejects[page])
                count["lost" if not silent else "wrong"] += 1
                if silent:
                    print("%s: lost without a word: %s" % (page, name))
                continue
            count["read"] += 1
            if e["city"] not in ("\\N", city) and city != "-":
                count["wrong"] += 1
                print("%s: %s is in %s, not in %s" % (page, name, city, e["city"]))
            elif city != "-":
                count["placed" if e["city"] == city else "unplaced"] += 1
        if any(k == "refused" for k, _, _ in truth) and not rejects[page]:
            count["wrong"] += 1
            print("%s: refused without a word" % page)
    print("%d pages, %d firms: %d read, %d lost and reported, %d with their city, %d without; "
          "%d wrong" % (len(pages), count["firms"], count["read"], count["lost"],
                        count["placed"], count["unplaced"], count["wrong"]))


if __name__ == "__main__":
    main()
