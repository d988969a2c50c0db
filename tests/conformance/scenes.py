# SPDX-License-Identifier: MIT
"""Five computed photographs of any size: soft shapes, texture, hard edges, dark and bright areas,
saturated colours; without anything drawn at random."""
import numpy as np


def places(height, width):
    """Where pixels are, the shorter side being 1."""
    y, x = np.mgrid[0:height, 0:width] / min(height, width)
    return y, x


def texture(height, width, seed, octaves=5):
    """Noise of several scales, mean about 0, most of it within 1."""
    rng = np.random.RandomState(seed)
    total = np.zeros((height, width))
    for octave in range(octaves):
        cells = 4 << octave
        grid = rng.random_sample((cells + 1, cells + 1)) - .5
        y = np.arange(height) * cells / height
        x = np.arange(width) * cells / width
        i, j = y.astype(int), x.astype(int)
        t, u = (y - i)[:, None], (x - j)[None, :]
        upper = grid[i][:, j] * (1 - u) + grid[i][:, j + 1] * u
        lower = grid[i + 1][:, j] * (1 - u) + grid[i + 1][:, j + 1] * u
        total += (upper * (1 - t) + lower * t) * 2. ** (1 - octave / 2)
    return total


def disc(y, x, top, left, radius, softness):
    """1 inside, 0 outside, and a slope of that width between."""
    distance = np.hypot(y - top, x - left)
    return np.clip((radius - distance) / softness + .5, 0, 1)


def paint(picture, where, colour):
    picture += where[..., None] * (np.array(colour) - picture)


def ground(height, width, upper, lower):
    """A picture that goes from one colour to another."""
    t = np.linspace(0, 1, height)[:, None, None]
    return np.array(upper) * (1 - t) + np.array(lower) * t + np.zeros((height, width, 3))


def night(height, width):
    """Lamps in a dark street."""
    y, x = places(height, width)
    picture = ground(height, width, (.02, .02, .05), (.08, .06, .05))
    picture += .03 * texture(height, width, 1)[..., None]
    for i, colour in enumerate([(1, .7, .2), (.2, 1, .4), (1, .1, .1), (.5, .6, 1), (1, 1, 1)]):
        paint(picture, .5 * disc(y, x, .3 + .1 * (i % 2), .15 + .3 * i, .12, .25), colour)
        paint(picture, disc(y, x, .3 + .1 * (i % 2), .15 + .3 * i, .03, .01), (1, 1, 1))
    return picture


def meadow(height, width):
    """Grass below a sky with the sun in it."""
    y, x = places(height, width)
    picture = ground(height, width, (.25, .45, .95), (.8, .9, 1))
    paint(picture, disc(y, x, .2, .7, .1, .06), (1.2, 1.2, 1))
    grass = (y > .55 + .05 * np.sin(7 * x)).astype(float)
    blades = .5 + .5 * np.sin(90 * x + 40 * texture(height, width, 2, 3))
    paint(picture, grass, (.1, .35, .05))
    picture[..., 1] += grass * .3 * blades
    picture[..., 0] += grass * .1 * texture(height, width, 3, 6)
    return picture


def still_life(height, width):
    """Shaded balls of pure colours on a grey table."""
    y, x = places(height, width)
    picture = ground(height, width, (.35, .35, .35), (.65, .65, .65))
    for i, colour in enumerate([(1, 0, 0), (0, 0, 1), (1, 1, 0), (0, 1, 1), (1, 0, 1)]):
        top, left = .4 + .2 * (i % 2), .2 + .28 * i
        paint(picture, .7 * disc(y, x, top + .12, left + .05, .15, .12), (.1, .1, .1))
        light = .25 + .75 * disc(y, x, top - .06, left - .06, .1, .35)
        ball = disc(y, x, top, left, .16, .008)[..., None]
        picture += ball * (light[..., None] * np.array(colour) - picture)
    return picture + .02 * texture(height, width, 4, 6)[..., None]


def chart(height, width):
    """Lines and squares of every width, black on white and in colours."""
    y, x = np.mgrid[0:height, 0:width]
    picture = np.ones((height, width, 3))
    bands = np.array_split(np.arange(height), 6)
    for i, rows in enumerate(bands):
        period = 2 + i + x[rows] * 24 // width
        dark = (x[rows] // period + (y[rows] // period if i % 2 else 0)) % 2
        ink = [(0, 0, 0), (1, 0, 0), (0, 0, 0), (0, .5, 1), (.5, .5, .5), (0, .8, 0)][i]
        picture[rows] = np.where(dark[..., None] > 0, np.array(ink, float), 1.)
    return picture


def snowfield(height, width):
    """Nearly white, with faint drifts and one dark figure."""
    y, x = places(height, width)
    picture = ground(height, width, (.85, .9, .97), (1, 1, 1))
    picture += .06 * texture(height, width, 5)[..., None] * np.array([1, .9, .8])
    paint(picture, disc(y, x, .55, .6, .05, .01) + disc(y, x, .7, .6, .1, .01) *
          (1 - disc(y, x, .55, .6, .05, .01)), (.1, .05, .02))
    return picture


ALL = (night, meadow, still_life, chart, snowfield)


def draw(scene, height, width):
    """8-bit RGB."""
    return np.uint8(np.clip(scene(height, width), 0, 1) * 255 + .5)
