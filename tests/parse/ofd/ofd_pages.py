#!/usr/bin/env python3
"""The pages of tests/parse/pdf/draw_pages.py as OFD documents: the same tables
and furniture, in objects as three kinds of writers make them.  Commands as there.

    plain       an object for each string, with the ways between characters
    scaled      an object for each character, in points under a matrix
    styled      colours in parameters that objects name, lines in a template

Seeds take turns."""
import io
import os
import sys
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "pdf"))
import draw_pages
import make_ofd

MM = 25.4 / 72
HIGH = 842
BLACK = (0, 0, 0)


class State:
    def __init__(self, colour=BLACK, alpha=1, clip=None):
        self.colour, self.alpha, self.clip = colour, alpha, clip

    def copy(self):
        return State(self.colour, self.alpha, self.clip)


class OfdPage(draw_pages.Page):
    """Takes the few operators of PDF that the pages are drawn with, and keeps
    objects: functions of the turn of the page that give XML."""
    def __init__(self, rng, writer):
        super().__init__(rng, writer)
        self.objects, self.state, self.saved = [], State(), []

    def op(self, text):
        words = text.split()
        if words[0] == "q":
            self.saved.append(self.state.copy())
            words = words[1:]
        if not words:
            return
        if words[-1] == "Q":
            self.state = self.saved.pop()
        elif words[-2:] == ["W", "n"]:
            self.state.clip = tuple(map(float, words[:4]))
        elif words[-1] in ("rg", "g"):
            parts = [round(255 * float(w)) for w in words[:-1]]
            self.state.colour = tuple(parts if len(parts) == 3 else 3 * parts)
        elif words[-1] == "gs":
            self.state.alpha = 0.3

    def text(self, x, y, s, size=10.0, matrix="1 0 0 1"):
        state = self.state.copy()
        c, sin = [float(v) for v in matrix.split()[:2]]
        self.objects.append(lambda w: w.text(x, y, s, size, c, sin, state))

    def line(self, x0, y0, x1, y1, width=0.5):
        self.objects.append(lambda w: w.line(x0, y0, x1, y1, width))

    def area(self, x0, y0, x1, y1, colour):
        fill = tuple(round(255 * float(v)) for v in colour.split())
        self.objects.append(lambda w: w.area(x0, y0, x1, y1, fill))


class Writer:
    """Makes objects; places are turned with the page."""
    def __init__(self, kind, turn, rng):
        self.kind, self.turn, self.rng = kind, turn, rng
        self.params = {}

    def place(self, x, y):
        """Millimetres from the upper left corner."""
        x, y = x * MM, (HIGH - y) * MM
        return {0: (x, y), 90: (HIGH * MM - y, x),
                270: (y, 595 * MM - x)}[self.turn]

    def rotate(self, c, s):
        """A direction on the page, y downwards."""
        return {0: (c, s), 90: (-s, c), 270: (s, -c)}[self.turn]

    def box(self, x0, y0, x1, y1):
        (a, b), (c, d) = self.place(x0, y0), self.place(x1, y1)
        return min(a, c), min(b, d), abs(c - a), abs(d - b)

    def fill(self, colour, alpha=1):
        """An element, and an attribute of the object, for a colour."""
        if self.kind == "styled" and alpha == 1:
            number = self.params.setdefault(colour, 500 + len(self.params))
            return "", ' DrawParam="%d"' % number
        return '<ofd:FillColor Value="%d %d %d"%s/>' % (
            *colour, ' Alpha="%d"' % round(255 * alpha) if alpha < 1 else ""), ""

    def resources(self):
        return "".join('<ofd:DrawParam ID="%d"><ofd:FillColor Value="%d %d %d"/>'
                       '</ofd:DrawParam>' % (n, *c)
                       for c, n in self.params.items())

    def text(self, x, y, s, size, c, sin, state):
        if self.kind == "scaled" and sin == 0:
            for char in s:
                yield self.one(x, y, char, size, c, sin, state)
                x += draw_pages.width_of(char, size)
        else:
            yield self.one(x, y, s, size, c, sin, state)

    def one(self, x, y, s, size, c, sin, state):
        """A text object whose matrix turns it about its place; one that is
        hidden in white may as well not be filled at all."""
        fill, more = self.fill(state.colour, state.alpha)
        if s in "隐藏文字" and self.rng.random() < 0.5:
            fill, more = "", ' Fill="false"'
        wide = draw_pages.width_of(s, size) * MM
        scale = MM if self.kind == "scaled" else 1
        em = size * MM / scale
        left, top = self.place(x, y)
        a, b = self.rotate(c, -sin)
        reach = wide + size if sin or self.turn else 0
        up = 0.88 * size * MM
        if reach:
            bounds = (left - reach, top - reach, 2 * reach, 2 * reach)
            matrix = (a * scale, b * scale, -b * scale, a * scale, reach, reach)
            base = 0
        else:
            bounds = (left, top - up, wide, 1.2 * size * MM)
            matrix = (scale, 0, 0, scale, 0, 0) if scale != 1 else None
            base = up / scale
        if matrix:
            more += ' CTM="%.5g %.5g %.5g %.5g %.5g %.5g"' % matrix
        steps = " ".join("%.5g" % (draw_pages.width_of(ch, size) * MM / scale)
                         for ch in s[:-1])
        clip = ""
        if state.clip:
            cx, cy, cw, ch = state.clip
            box = self.box(cx, cy, cx + cw, cy + ch)
            clip = ('<ofd:Clips TransFlag="false"><ofd:Clip><ofd:Area><ofd:Path '
                    'Boundary="%.4f %.4f %.4f %.4f"><ofd:AbbreviatedData>M 0 0 L '
                    '%.4f 0 L %.4f %.4f L 0 %.4f C</ofd:AbbreviatedData>'
                    '</ofd:Path></ofd:Area></ofd:Clip></ofd:Clips>' % (
                        box[0] - bounds[0], box[1] - bounds[1], box[2], box[3],
                        box[2], box[2], box[3], box[3]))
        return ('<ofd:TextObject ID="1" Boundary="%.4f %.4f %.4f %.4f" Font="3" '
                'Size="%.5g"%s>%s%s<ofd:TextCode X="0" Y="%.5g"%s>%s'
                '</ofd:TextCode></ofd:TextObject>' % (
                    *bounds, em, more, clip, fill, base,
                    ' DeltaX="%s"' % steps if steps else "", s))

    def line(self, x0, y0, x1, y1, width):
        (a, b), (c, d) = self.place(x0, y0), self.place(x1, y1)
        left, top = min(a, c), min(b, d)
        yield ('<ofd:PathObject ID="2" Boundary="%.4f %.4f %.4f %.4f" '
               'LineWidth="%.4f"><ofd:StrokeColor Value="0 0 0"/>'
               '<ofd:AbbreviatedData>M %.4f %.4f L %.4f %.4f'
               '</ofd:AbbreviatedData></ofd:PathObject>' % (
                   left, top, max(abs(a - c), width * MM),
                   max(abs(b - d), width * MM), width * MM, a - left, b - top,
                   c - left, d - top))

    def area(self, x0, y0, x1, y1, colour):
        box = self.box(x0, y0, x1, y1)
        fill, more = self.fill(colour)
        yield ('<ofd:PathObject ID="2" Boundary="%.4f %.4f %.4f %.4f" '
               'Fill="true" Stroke="false"%s>%s<ofd:AbbreviatedData>M 0 0 L '
               '%.4f 0 L %.4f %.4f L 0 %.4f C</ofd:AbbreviatedData>'
               '</ofd:PathObject>' % (*box, more, fill, box[2], box[2], box[3],
                                      box[3]))


def ofd(page, turn):
    """The file.  A page has no turn of its own: its content lies on its side."""
    turn = turn if turn != 180 else 0
    kind = ("plain", "scaled", "styled")[page.rng.randrange(3)]
    w = Writer(kind, turn, page.rng)
    parts = ["".join(o(w)) for o in page.objects]
    lines = "".join(p for p in parts if "LineWidth" in p)
    # A template is painted first: areas would cover its lines.
    if kind != "styled" or any('Stroke="false"' in p for p in parts):
        lines = ""
    body = "".join(p for p in parts if not lines or "LineWidth" not in p)
    wide, high = (HIGH, 595) if turn else (595, HIGH)
    head = '<ofd:Area><ofd:PhysicalBox>0 0 %.4f %.4f</ofd:PhysicalBox>' \
        '</ofd:Area>' % (wide * MM, high * MM)
    if lines:
        head += '<ofd:Template TemplateID="900" ZOrder="Background"/>'
    out = io.BytesIO()
    make_ofd.package(out, [make_ofd.page(body, head)],
                     [make_ofd.page(lines)] if lines else (),
                     "<ofd:DrawParams>%s</ofd:DrawParams>" % w.resources()
                     if w.params else "")
    return out.getvalue()


def draw(seed):
    return draw_pages.draw(seed, OfdPage, ofd)


if __name__ == "__main__":
    sys.exit(draw_pages.main(draw, "ofd"))
