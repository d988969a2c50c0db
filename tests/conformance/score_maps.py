# SPDX-License-Identifier: MIT
"""Where a condition puts boxes (x1, y1, x2, y2): maps, hulls, what is visible of them."""
import math

STEPS = 48        # points looked at on an edge or a quarter of an ellipse
GOLDEN = (math.sqrt(5) - 1) / 2
ROUNDS = 66       # of golden section between them
LEVEL = 1e-10     # pixels
PIECES = 400      # of a bent edge, of which an area is made


def product(a, b):
    return [sum(a[3 * i + k] * b[3 * k + j] for k in range(3)) for i in range(3) for j in range(3)]


def through_h(h, x, y):
    w = h[6] * x + h[7] * y + h[8]
    return (h[0] * x + h[1] * y + h[2]) / w, (h[3] * x + h[4] * y + h[5]) / w


def through_lens(lens, x, y):
    """The p with c + (p - c)(1 + k1 rho^2) = (x, y), by Newton's method."""
    cx, cy, r, k1 = lens
    dx, dy = x - cx, y - cy
    wanted = math.hypot(dx, dy) / r
    if wanted >= 1 + k1:
        return cx + dx / (1 + k1), cy + dy / (1 + k1)
    rho = wanted
    for _ in range(50):
        step = (rho * (1 + k1 * rho * rho) - wanted) / (1 + 3 * k1 * rho * rho)
        rho = min(max(rho - step, 0.0), 1.0)
        if abs(step) < 1e-16:
            break
    scale = 1 + k1 * rho * rho
    return cx + dx / scale, cy + dy / scale


def through_unlens(lens, x, y):
    cx, cy, r, k1 = lens
    dx, dy = x - cx, y - cy
    scale = 1 + k1 * min((dx * dx + dy * dy) / (r * r), 1)
    return cx + dx * scale, cy + dy * scale


def through_rows(rows, x, y):
    a, p, t = rows
    return x + a * math.sin(2 * math.pi * (y / p + t)), y


THROUGH = {"h": through_h, "lens": through_lens, "unlens": through_unlens, "rows": through_rows}


class Map:
    """A list of (name, numbers); neighbouring matrices are one."""

    def __init__(self, record):
        self.links = []
        for link in record.get("chain", [record]):
            (name, numbers), = link.items()
            if name == "h" and self.links and self.links[-1][0] == "h":
                numbers = product(numbers, self.links.pop()[1])
            self.links.append((name, numbers))
        self.matrix = self.links[0][1] if [name for name, _ in self.links] == ["h"] else None
        self.exact = self.matrix is not None and self.keeps_axes(self.matrix)

    @staticmethod
    def keeps_axes(h):
        return h[6] == 0 == h[7] and (h[1] == 0 == h[3] or h[0] == 0 == h[4])

    def point(self, x, y):
        for name, numbers in self.links:
            x, y = THROUGH[name](numbers, x, y)
        return x, y

    def outer(self, box):
        """The hull of the mapped box."""
        x1, y1, x2, y2 = box
        corners = [(x1, y1), (x2, y1), (x2, y2), (x1, y2)]
        if self.matrix is not None:
            return hull([self.point(x, y) for x, y in corners])
        return hull_of_curves([self.edge(corners[i - 1], corners[i]) for i in range(4)])

    def edge(self, a, b):
        return lambda t: self.point(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)

    def inner(self, box):
        """The hull of the mapped ellipse that is inscribed in the box."""
        x1, y1, x2, y2 = box
        cx, cy, rx, ry = (x1 + x2) / 2, (y1 + y2) / 2, (x2 - x1) / 2, (y2 - y1) / 2
        if self.matrix is not None:
            return self.hull_of_conic(cx, cy, rx, ry)

        def quarter(i):
            def at(t):
                angle = (i + t) * math.pi / 2
                return self.point(cx + rx * math.cos(angle), cy + ry * math.sin(angle))
            return at
        return hull_of_curves([quarter(i) for i in range(4)])

    def hull_of_conic(self, cx, cy, rx, ry):
        """The lines x = const, y = const that touch it, from its dual conic."""
        axes = product(product([1, 0, cx, 0, 1, cy, 0, 0, 1],
                               [rx * rx, 0, 0, 0, ry * ry, 0, 0, 0, -1]),
                       [1, 0, 0, 0, 1, 0, cx, cy, 1])
        h = self.matrix
        dual = product(product(h, axes), [h[0], h[3], h[6], h[1], h[4], h[7], h[2], h[5], h[8]])
        sides = []
        for i in range(2):
            middle, end, scale = dual[3 * i + 2], dual[4 * i], dual[8]
            root = math.sqrt(max(0.0, middle * middle - end * scale)) / abs(scale)
            sides.append((middle / scale - root, middle / scale + root))
        return sides[0][0], sides[1][0], sides[0][1], sides[1][1]


def hull(points):
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def hull_of_curves(curves):
    points = [(curve(i / STEPS), i, curve) for curve in curves for i in range(STEPS + 1)]
    return (-highest(points, lambda p: -p[0]), -highest(points, lambda p: -p[1]),
            highest(points, lambda p: p[0]), highest(points, lambda p: p[1]))


def highest(points, of):
    """The highest of curves of which some points are given: whatever rises beside its neighbours,
    and could be it, is looked at more closely."""
    heights = [of(point) for point, _, _ in points]
    best = most = max(heights)
    for k, (_, i, curve) in enumerate(points):
        beside = [heights[k - (i > 0)], heights[k + (i < STEPS)]]
        if heights[k] < max(beside) or 2 * heights[k] - min(beside) < best:
            continue
        if 2 * heights[k] - sum(beside) > LEVEL:
            most = max(most, summit(lambda t: of(curve(t)), max(0, i - 1) / STEPS,
                                    min(STEPS, i + 1) / STEPS))
    return most


def summit(height, low, high):
    """The highest between two places, by golden section."""
    a, b = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
    of_a, of_b = height(a), height(b)
    for _ in range(ROUNDS):
        if of_a < of_b:
            low, a, of_a = a, b, of_b
            b = low + GOLDEN * (high - low)
            of_b = height(b)
        else:
            high, b, of_b = b, a, of_a
            a = high - GOLDEN * (high - low)
            of_a = height(a)
    return max(of_a, of_b)


def clip(box, size):
    w, h = size
    return (min(max(box[0], 0), w), min(max(box[1], 0), h),
            min(max(box[2], 0), w), min(max(box[3], 0), h))


def area(box):
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def common(a, b):
    return (max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3]))


def shoelace(points):
    return abs(math.fsum(a[0] * b[1] - a[1] * b[0]
                         for a, b in zip(points, points[1:] + points[:1]))) / 2


def half(points, axis, limit, side):
    """What of a polygon lies on one side of a line: below it for -1, above it for 1."""
    out = []
    for a, b in zip(points, points[1:] + points[:1]):
        in_a, in_b = side * (a[axis] - limit) >= 0, side * (b[axis] - limit) >= 0
        if in_a:
            out.append(a)
        if in_a != in_b:
            t = (limit - a[axis]) / (b[axis] - a[axis])
            point = [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]
            point[axis] = limit
            out.append(tuple(point))
    return out


def cut(points, rect):
    """The part of a polygon within a rectangle."""
    for axis, limit, side in ((0, rect[0], 1), (1, rect[1], 1), (0, rect[2], -1),
                              (1, rect[3], -1)):
        points = half(points, axis, limit, side) if points else points
    return points


def union(rects):
    """Rectangles of which no two share a point inside, and which cover the same."""
    rects = [rect for rect in rects if area(rect) > 0]
    xs = sorted({x for rect in rects for x in (rect[0], rect[2])})
    out = []
    for left, right in zip(xs, xs[1:]):
        end = -math.inf
        for low, high in sorted((r[1], r[3]) for r in rects if r[0] <= left and r[2] >= right):
            if high > end:
                out.append((left, max(low, end), right, high))
            end = max(end, high)
    return out


class Place:
    """A box as a condition leaves it: between `outer` and `inner`, and how much of it is seen."""

    def __init__(self, outer, inner, visible):
        self.outer, self.inner, self.visible = outer, inner, visible


class Geometry:
    """What an outcome says about places."""

    def __init__(self, sample, result):
        self.map = Map(result["map"]) if "map" in result else None
        self.size = result.get("size", [sample["width"], sample["height"]])
        self.cover = [(x, y, x + w, y + h) for x, y, w, h in result.get("cover", [])]

    @property
    def exact(self):
        return self.map is None or self.map.exact

    @property
    def bends(self):
        """Whether straight edges become curves."""
        return self.map is not None and self.map.matrix is None

    def place(self, box, rings=()):
        if self.map is None:
            return Place(box, box, self.visible(outline_of(box)) if self.cover else 1)
        outer = self.map.outer(box)
        inner = outer if self.map.exact else self.map.inner(box)
        in_sight = not self.cover and clip(outer, self.size) == outer
        outer, inner = clip(outer, self.size), clip(inner, self.size)
        if not self.map.exact and rings:
            canvas = (0, 0, *self.size)
            whole = [self.moved(ring) for ring in rings]
            seen = [point for ring in whole for point in cut(ring, canvas)]
            outer = hull(seen or [point for ring in whole for point in ring])
            outer = inner = clip(outer, self.size)
            if area(outer) == 0:    # of the box a corner may be seen, of the object nothing
                return Place(outer, inner, 0)
        return Place(outer, inner, 1 if in_sight else self.visible(self.moved(outline_of(box))))

    def moved(self, ring):
        """A polygon through the map; edges that it bends become many."""
        if self.map.matrix is not None:
            return [self.map.point(x, y) for x, y in ring]
        edges = [self.map.edge(a, b) for a, b in zip(ring, ring[1:] + ring[:1])]
        return [edge(i / PIECES) for edge in edges for i in range(PIECES)]

    def visible(self, region):
        """The share of a region that lies within the picture and is not covered."""
        whole = shoelace(region)
        if whole == 0:
            return 0.0
        inside = cut(region, (0, 0, *self.size))
        covered = math.fsum(shoelace(cut(inside, rect)) for rect in union(self.cover))
        return (shoelace(inside) - covered) / whole


def outline_of(box):
    x1, y1, x2, y2 = box
    return [(x1, y1), (x2, y1), (x2, y2), (x1, y2)]
