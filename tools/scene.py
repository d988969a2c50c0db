# SPDX-License-Identifier: MIT
"""The picture of the handbook: a street with a house, trees, a car and people, computed.

    scene.py OUT.png
"""
import math
import struct
import sys
import zlib

WIDTH, HEIGHT, FINE = 480, 360, 2  # pixels are means of FINE x FINE points


def noise(x, y):
    """Smooth values of 0 to 1 on a lattice of whole numbers."""
    def lattice(i, j):
        v = (i * 374761393 + j * 668265263) & 0xFFFFFFFF
        v = ((v ^ v >> 13) * 1274126177) & 0xFFFFFFFF
        return ((v ^ v >> 16) & 0xFFFF) / 65535
    i, j = math.floor(x), math.floor(y)
    u, v = x - i, y - j
    u, v = u * u * (3 - 2 * u), v * v * (3 - 2 * v)
    top = lattice(i, j) * (1 - u) + lattice(i + 1, j) * u
    bottom = lattice(i, j + 1) * (1 - u) + lattice(i + 1, j + 1) * u
    return top * (1 - v) + bottom * v


def mix(a, b, t):
    t = min(max(t, 0), 1)
    return tuple(p + (q - p) * t for p, q in zip(a, b))


def shade(colour, x, y, size, depth):
    f = 1 + depth * (noise(x / size, y / size) - .5) * 2
    return tuple(c * f for c in colour)


def disc(x, y, cx, cy, rx, ry):
    return ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 < 1


def box(x, y, left, top, right, bottom):
    return left <= x < right and top <= y < bottom


def ground(x, y):
    if y < 205:
        sky = mix((86, 142, 214), (214, 228, 240), y / 200)
        cloud = noise(x / 60, y / 24) * .6 + noise(x / 22 + 9, y / 11) * .4
        sky = mix(sky, (250, 250, 250), (cloud - .52) * 4)
        hill = 178 + 16 * math.sin(x / 57) + 9 * math.sin(x / 23 + 1)
        return shade((88, 122, 92), x, y, 9, .25) if y > hill else sky
    if y < 262:
        return shade((104, 148, 66), x, y, 3, .3)
    if y < 284:
        slab = 14 if int(x / 24 + (y > 273) * .5) % 2 else 0
        return shade((168 - slab, 164 - slab, 158 - slab), x, y, 2, .08)
    line = 318 <= y < 323 and (x + 20) % 90 < 50
    return (236, 232, 214) if line else shade((82, 84, 90), x, y, 1.6, .14)


def house(x, y):
    if box(x, y, 40, 120, 178, 236):
        for left, top in (58, 138), (122, 138), (122, 190):
            if box(x, y, left - 3, top - 3, left + 37, top + 31):
                glass = box(x, y, left, top, left + 34, top + 28) and abs(x - left - 17) > 1.5
                return mix((60, 84, 112), (150, 190, 220), (x - left + top - y) / 40 + .5) if glass \
                    else (244, 240, 230)
        if box(x, y, 60, 184, 92, 236):
            return (240, 200, 60) if disc(x, y, 86, 212, 2.5, 2.5) else (126, 54, 38)
        mortar = (y % 9 < 1.3) or ((x + (int(y / 9) % 2) * 9) % 18 < 1.3)
        return (196, 160, 138) if mortar else shade((182, 96, 72), x, y, 5, .15)
    if 76 <= y < 120 and abs(x - 109) < 42 + (y - 76) * .95:
        return shade((94, 62, 58), x * 3, y // 6 * 40, 9, .2)
    return None


def tree(x, y, cx, base, size):
    crown = 1 + .22 * (noise(x / 9 + cx, y / 9) - .5) * 4
    if disc(x, y, cx, base - 1.75 * size, size * crown, size * 1.05 * crown):
        light = .5 + .5 * noise(x / 5, y / 5) - (y - base + 1.75 * size) / size * .25
        return mix((26, 66, 30), (108, 164, 62), light)
    return shade((104, 74, 48), x, y, 3, .3) if box(x, y, cx - size * .13, base - size, cx + size * .13, base) \
        else None


def car(x, y):
    for cx in 300, 384:
        if disc(x, y, cx, 300, 17, 17):
            return (190, 192, 196) if disc(x, y, cx, 300, 8, 8) else (28, 28, 30)
    if 236 <= y < 262 and 300 - (y - 236) * .9 < x + 10 < 372 + (y - 236) * .8 + 8:
        pillar = abs(x - 334) < 2.5 or y < 240
        return (172, 24, 28) if pillar else mix((40, 56, 74), (170, 200, 220), (y - 236) / 40)
    if box(x, y, 268, 262, 420, 298) or disc(x, y, 268, 280, 9, 18) or disc(x, y, 420, 280, 9, 18):
        if disc(x, y, 424, 276, 5, 6):
            return (255, 246, 200)
        return mix((222, 44, 44), (140, 14, 20), (y - 262) / 36)
    return None


def person(x, y, cx, foot, size, coat, trousers):
    if disc(x, y, cx, foot - size * .92, size * .085, size * .1):
        return (72, 48, 34) if y < foot - size * .95 else (226, 176, 144)
    if disc(x, y, cx, foot - size * .62, size * .17, size * .24):
        return shade(coat, x, y, 3, .2)
    legs = .04 + .06 * (y - foot + size * .45) / size
    return trousers if foot - size * .45 < y < foot and abs(abs(x - cx) - size * legs) < size * .055 else None


def point(x, y):
    shadow = disc(x, y, 344, 318, 96, 9)
    layers = (person(x, y, 238, 300, 72, (48, 92, 168), (58, 54, 60)), car(x, y),
              person(x, y, 206, 276, 60, (226, 160, 40), (40, 48, 76)), tree(x, y, 444, 262, 40),
              tree(x, y, 222, 222, 24), house(x, y))
    colour = next((c for c in layers if c is not None), None)
    if colour is None:
        colour = ground(x, y)
        colour = tuple(c * .55 for c in colour) if shadow else colour
    return colour


def pixel(x, y):
    points = [point(x + (i + .5) / FINE, y + (j + .5) / FINE) for i in range(FINE) for j in range(FINE)]
    return bytes(min(max(int(sum(p[c] for p in points) / len(points) + .5), 0), 255) for c in range(3))


def chunk(name, data):
    body = name + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


rows = b"".join(b"\0" + b"".join(pixel(x, y) for x in range(WIDTH)) for y in range(HEIGHT))
with open(sys.argv[1], "wb") as file:
    file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)) +
               chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))
