"""Random pages with style sheets, and which of their paragraphs are seen by a
matcher of its own: random_sheets.py FOLDER COUNT writes N.html and N.seen."""
import random
import sys

NAMES, CLASSES = ('div', 'p', 'section'), 'abcde'


class Element:
    def __init__(self, r, parent, name):
        self.parent, self.name, self.children = parent, name, []
        self.classes = r.sample(CLASSES, r.randint(0, 2))
        self.data = r.choice((None, None, 'x', 'y'))
        self.text = ''

    def tag(self):
        data = f' data-k="{self.data}"' if self.data else ''
        return f'<{self.name} class="{" ".join(self.classes)}"{data}>'

    def html(self):
        inner = ''.join(c.html() for c in self.children)
        return f'{self.tag()}{self.text}{inner}</{self.name}>\n'


def grow(r, parent, depth, leaves):
    for _ in range(r.randint(1, 4)):
        leaf = depth == 0 or r.random() < .3
        e = Element(r, parent, 'p' if leaf else r.choice(('div', 'section')))
        parent.children.append(e)
        if leaf:
            leaves.append(e)
            e.text = f'T{len(leaves)}.'
        else:
            grow(r, e, depth - 1, leaves)


def compound(r):
    name = r.choice(NAMES + ('',))
    classes = r.sample(CLASSES, r.randint(0 if name else 1, 2))
    data = r.choice(('', '', '', 'x', 'y', '*'))
    no = r.sample(CLASSES, r.choice((0, 0, 0, 1, 2)))
    text = name + ''.join('.' + c for c in classes) + (
        f'[data-k="{data}"]' if data in ('x', 'y') else '[data-k]' if data else '')
    if no:
        text += f':not({", ".join("." + c for c in no)})'
    return text, name, classes, data, no


def fits(part, e):
    _, name, classes, data, no = part
    return not set(no) & set(e.classes) and (not name or name == e.name) and set(classes) <= set(e.classes) and (
        not data or (e.data is not None and data in ('*', e.data)))


def matches(parts, joins, e):
    if e is None or not fits(parts[-1], e):
        return False
    if len(parts) == 1:
        return True
    if joins[-1] in '+~':
        beside = e.parent.children if e.parent else [e]
        before = beside[:beside.index(e)][::-1]
        return any(matches(parts[:-1], joins[:-1], b)
                   for b in (before[:1] if joins[-1] == '+' else before))
    up = e.parent
    while up is not None:
        if matches(parts[:-1], joins[:-1], up):
            return True
        if joins[-1] == '>':
            return False
        up = up.parent
    return False


def main(folder, count):
    for n in range(count):
        r = random.Random(n)
        root, leaves, rules, css = Element(r, None, 'div'), [], [], ''
        grow(r, root, 4, leaves)
        for order in range(r.randint(2, 14)):
            parts = [compound(r) for _ in range(r.randint(1, 3))]
            joins = sorted((r.choice((' ', '>', '+', '~')) for _ in parts[1:]),
                           key=lambda j: j in '+~')
            none, bang = r.random() < .5, r.random() < .1
            css += parts[0][0] + ''.join(
                (j if j == ' ' else f' {j} ') + p[0] for j, p in zip(joins, parts[1:]))
            css += f'{{display:{"none" if none else "block"}{" !important" * bang}}}\n'
            rank = (bang, sum(len(p[2]) + bool(p[3]) + bool(p[4]) for p in parts),
                    sum(bool(p[1]) for p in parts), order)
            rules.append((rank, none, parts, joins))

        def shown(e):
            won = max((x for x in rules if matches(x[2], x[3], e)), default=None,
                      key=lambda x: x[0])
            return (won is None or not won[1]) and (e.parent is None or shown(e.parent))
        with open(f'{folder}/{n}.html', 'w') as f:
            f.write(f'<!DOCTYPE html><html><head><style>{css}</style></head>'
                    f'<body>{root.html()}</body></html>')
        with open(f'{folder}/{n}.seen', 'w') as f:
            f.write(''.join(e.text + '\n' for e in leaves if shown(e)))


main(sys.argv[1], int(sys.argv[2]))
