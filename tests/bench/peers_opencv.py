# SPDX-License-Identifier: MIT
"""The published kinds as fast as OpenCV and NumPy make them, where need be with small liberties:
8-bit steps, noise in whole levels. What does not depend on the picture or on chance is made
beforehand. Each function takes a picture and a severity and gives a function without arguments."""
import math

import cv2
import numpy as np

CANDIDATES = []  # of (kind, what it does, is it the published change, function)
BORDER = cv2.BORDER_REPLICATE


def peer(kind, what, is_same=True):
    def add(function):
        CANDIDATES.append((kind, what, is_same, function))
        return function
    return add


def like(picture, dtype=np.uint8, channels=3):
    shape = picture.shape[:2] + ((channels,) if channels > 1 else ())
    return np.zeros(shape, dtype)


def flat(picture):
    """One channel, as OpenCV draws a channel at a time with parameters of its own."""
    return picture.reshape(len(picture), -1)


# --- noise -------------------------------------------------------------------------------------

@peer("gaussian_noise", "randn, add")
def gaussian_noise(picture, severity):
    sigma = 255 * (.08, .12, .18, .26, .38)[severity - 1]
    noise, out, picture = flat(like(picture, np.int16)), flat(like(picture)), flat(picture)

    def run():
        cv2.randn(noise, 0, sigma)
        return cv2.add(picture, noise, out, dtype=cv2.CV_8U)
    return run


@peer("speckle_noise", "randn, multiply")
def speckle_noise(picture, severity):
    sigma = (.15, .2, .35, .45, .6)[severity - 1]
    noise, out, picture = flat(like(picture, np.float32)), flat(like(picture)), flat(picture)

    def run():
        cv2.randn(noise, 1, sigma)
        return cv2.multiply(picture, noise, out, dtype=cv2.CV_8U)
    return run


@peer("speckle_noise", "randn of 16 bits, multiply, add")
def speckle_noise_16(picture, severity):
    sigma = (.15, .2, .35, .45, .6)[severity - 1]
    noise, part = (flat(like(picture, np.int16)) for _ in range(2))
    out, picture = flat(like(picture)), flat(picture)

    def run():
        cv2.randn(noise, 0, 4096 * sigma)
        cv2.multiply(picture, noise, part, 1 / 4096, cv2.CV_16S)
        return cv2.add(picture, part, out, dtype=cv2.CV_8U)
    return run


PHOTONS = (60, 25, 12, 5, 3)


@peer("shot_noise", "NumPy's poisson")
def shot_noise(picture, severity):
    photons = PHOTONS[severity - 1]
    rng = np.random.Generator(np.random.SFC64(1))
    shown = np.uint8(np.minimum(np.arange(512) / photons, 1) * 255)
    means = np.arange(256) / 255 * photons

    def run():
        return shown[rng.poisson(means[picture])]
    return run


@peer("shot_noise", "a table of 12-bit quantiles")
def shot_noise_by_table(picture, severity):
    photons, steps = PHOTONS[severity - 1], 4096
    u = (np.arange(steps) + .5) / steps
    table = np.zeros((256, steps), np.uint8)
    for level in range(256):
        mean = level / 255 * photons
        term = np.exp(-mean)
        within = [term]
        for k in range(1, photons):
            term *= mean / k
            within.append(within[-1] + term)
        counts = np.searchsorted(np.array(within), u)
        table[level] = np.uint8(counts / photons * 255)
    table, picture = table.ravel(), flat(picture)
    place, words, out = (np.zeros(picture.shape, t) for t in (np.int64, np.uint16, np.uint8))

    def run():
        cv2.randu(words, 0, steps)
        np.left_shift(picture, 12, out=place, dtype=np.int64)
        np.add(place, words, out=place)
        return np.take(table, place, out=out, mode="wrap")
    return run


@peer("impulse_noise", "randu, threshold, max, min")
def impulse_noise(picture, severity):
    half = round((.03, .06, .09, .17, .27)[severity - 1] * 128)
    noise, white, black, out = (flat(like(picture)) for _ in range(4))
    picture = flat(picture)

    def run():
        cv2.randu(noise, 0, 256)
        cv2.threshold(noise, half - 1, 255, cv2.THRESH_BINARY_INV, white)
        cv2.threshold(noise, 255 - half, 255, cv2.THRESH_BINARY_INV, black)
        cv2.max(picture, white, out)
        return cv2.min(out, black, out)
    return run


# --- blur --------------------------------------------------------------------------------------

@peer("gaussian_blur", "GaussianBlur")
def gaussian_blur(picture, severity):
    sigma, out = (1, 2, 3, 4, 6)[severity - 1], like(picture)
    return lambda: cv2.GaussianBlur(picture, (0, 0), sigma, out, sigma, BORDER)


@peer("gaussian_blur", "sepFilter2D")
def gaussian_blur_float(picture, severity):
    sigma, out = (1, 2, 3, 4, 6)[severity - 1], like(picture)
    taps = cv2.getGaussianKernel(8 * sigma + 1, sigma, cv2.CV_32F)
    return lambda: cv2.sepFilter2D(picture, cv2.CV_8U, taps, taps, out, borderType=BORDER)


def disk(severity):
    radius, alias = ((3, .1), (4, .5), (6, .5), (8, .5), (10, .5))[severity - 1]
    reach, side = (8, 3) if radius <= 8 else (radius, 5)
    y, x = np.mgrid[-reach:reach + 1, -reach:reach + 1]
    inside = np.float32(x * x + y * y <= radius * radius)
    return cv2.GaussianBlur(inside / inside.sum(), (side, side), alias)


@peer("defocus_blur", "filter2D")
def defocus_blur(picture, severity):
    kernel, out = disk(severity), like(picture)
    while not kernel[0].any() and not kernel[:, 0].any():
        kernel = np.ascontiguousarray(kernel[1:-1, 1:-1])
    return lambda: cv2.filter2D(picture, cv2.CV_8U, kernel, out)


def trail(radius, sigma, degrees):
    """The smallest kernel that holds the one-sided trail, and where its beginning is in it."""
    i = np.arange(2 * radius + 1)
    weights = np.exp(-i ** 2 / (2. * sigma ** 2))
    dx = np.ceil(i * math.cos(math.radians(degrees)) - .5).astype(int)
    dy = np.ceil(i * math.sin(math.radians(degrees)) - .5).astype(int)
    kernel = np.zeros((np.ptp(dy) + 1, np.ptp(dx) + 1), np.float32)
    np.add.at(kernel, (dy - dy.min(), dx - dx.min()), weights / weights.sum())
    return kernel, (int(-dx.min()), int(-dy.min()))


@peer("motion_blur", "filter2D")
def motion_blur(picture, severity):
    radius, sigma = ((10, 3), (15, 5), (15, 8), (15, 12), (20, 15))[severity - 1]
    rng, out = np.random.RandomState(severity), like(picture)

    def run():
        kernel, anchor = trail(radius, sigma, rng.uniform(-45, 45))
        return cv2.filter2D(picture, cv2.CV_8U, kernel, out, anchor, borderType=BORDER)
    return run


def zooms_of(severity):
    count, step = ((12, .01), (16, .01), (11, .02), (13, .02), (11, .03))[severity - 1]
    return [1 + i * step for i in range(count)]


def crop_of(picture, zoom):
    height, width = (math.ceil(n / zoom) for n in picture.shape[:2])
    top, left = (picture.shape[0] - height) // 2, (picture.shape[1] - width) // 2
    return top, left, height, width


@peer("zoom_blur", "resize, accumulate")
def zoom_blur(picture, severity):
    zooms, sums, out = zooms_of(severity), like(picture, np.float32), like(picture)
    layer = like(picture)

    def run():
        sums[:] = picture
        for zoom in zooms:
            top, left, height, width = crop_of(picture, zoom)
            crop = picture[top:top + height, left:left + width]
            cv2.resize(crop, layer.shape[1::-1], layer, interpolation=cv2.INTER_LINEAR)
            cv2.accumulate(layer, sums)
        return cv2.convertScaleAbs(sums, out, 1 / (len(zooms) + 1))
    return run


@peer("zoom_blur", "warpAffine, add of 16 bits")
def zoom_blur_warped(picture, severity):
    zooms, sums, out = zooms_of(severity), like(picture, np.uint16), like(picture)
    layer = like(picture)

    def run():
        cv2.add(picture, picture, sums, dtype=cv2.CV_16U)
        for zoom in zooms[1:]:
            top, left, height, width = crop_of(picture, zoom)
            x, y = ((n - 1) / (round(n * zoom) - 1) for n in (width, height))
            back = np.array([[x, 0, left], [0, y, top]])
            cv2.warpAffine(picture, back, layer.shape[1::-1], layer,
                           cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, BORDER)
            cv2.add(sums, layer, sums, dtype=cv2.CV_16U)
        return cv2.convertScaleAbs(sums, out, 1 / (len(zooms) + 1))
    return run


GLASS = ((.7, 1, 2), (.9, 2, 1), (1, 2, 3), (1.1, 3, 2), (1.5, 4, 2))


@peer("glass_blur", "GaussianBlur, remap by whole pixels")
def glass_blur(picture, severity):
    """Every pixel looks at the picture before the pass, not at what others have become."""
    sigma, delta, passes = GLASS[severity - 1]
    y, x = np.mgrid[0:picture.shape[0], 0:picture.shape[1]]
    places = np.stack([x, y], -1).astype(np.int16)
    offsets, out, other = like(picture, np.int16, 2), like(picture), like(picture)

    def run():
        now, then = out, other
        cv2.GaussianBlur(picture, (0, 0), sigma, now, sigma, BORDER)
        for _ in range(passes):
            cv2.randu(offsets, -delta, delta)
            cv2.add(places, offsets, offsets)
            cv2.remap(now, offsets, None, cv2.INTER_NEAREST, then, BORDER)
            now, then = then, now
        return cv2.GaussianBlur(now, (0, 0), sigma, then, sigma, BORDER)
    return run


# --- weather -----------------------------------------------------------------------------------

SNOW = ((.1, .3, 3, .5, 10, 4, .8), (.2, .3, 2, .5, 12, 4, .7), (.55, .3, 4, .9, 12, 8, .7),
        (.55, .3, 4.5, .85, 12, 8, .65), (.55, .3, 2.5, .85, 12, 12, .55))


@peer("snow", "randn, resize, filter2D, in 8 bits")
def snow(picture, severity):
    mean, sd, zoom, threshold, radius, sigma, keep = SNOW[severity - 1]
    height, width = picture.shape[:2]
    rng = np.random.RandomState(severity)
    noise = np.zeros((math.ceil(height / zoom), math.ceil(width / zoom)), np.float32)
    large, layer, grey = (like(picture, dtype, 1) for dtype in (np.float32, np.uint8, np.uint8))
    white, light, out = like(picture), like(picture), like(picture)

    def run():
        cv2.randn(noise, 255 * mean, 255 * sd)
        cv2.resize(noise, (width, height), large, interpolation=cv2.INTER_LINEAR)
        cv2.threshold(large, 255 * threshold, 0, cv2.THRESH_TOZERO, large)
        cv2.add(large, 0, layer, dtype=cv2.CV_8U)
        kernel, anchor = trail(radius, sigma, rng.uniform(-135, -45))
        flakes = cv2.filter2D(layer, cv2.CV_8U, kernel, None, anchor, borderType=BORDER)
        cv2.add(flakes, cv2.flip(flakes, -1), flakes)
        cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY, grey)
        cv2.convertScaleAbs(grey, grey, 1.5 * (1 - keep), 127.5 * (1 - keep))
        cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB, white)
        cv2.max(white, cv2.convertScaleAbs(picture, light, 1 - keep), white)
        cv2.addWeighted(picture, keep, white, 1, 0, out)
        return cv2.add(out, cv2.cvtColor(flakes, cv2.COLOR_GRAY2RGB, light), out)
    return run


FROST = ((1, .4), (.8, .6), (.7, .7), (.65, .7), (.6, .75))


def frost_photograph():
    return np.random.RandomState(1).randint(0, 256, (495, 660, 3), dtype=np.uint8)


@peer("frost", "addWeighted")
def frost(picture, severity):
    """Of a photograph that has its size already."""
    own, ice = FROST[severity - 1]
    height, width = picture.shape[:2]
    large, out = cv2.resize(frost_photograph(), (width + 300, height + 60)), like(picture)
    rng = np.random.RandomState(severity)

    def run():
        y, x = rng.randint(60), rng.randint(300)
        return cv2.addWeighted(picture, own, large[y:y + height, x:x + width], ice, 0, out)
    return run


@peer("frost", "resize, addWeighted")
def frost_resized(picture, severity):
    own, ice = FROST[severity - 1]
    height, width = picture.shape[:2]
    small, out = frost_photograph(), like(picture)
    rng = np.random.RandomState(severity)
    scale = 1.1 * height / small.shape[0]

    def run():
        large = cv2.resize(small, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
        y, x = (rng.randint(large.shape[i] - picture.shape[i]) for i in (0, 1))
        return cv2.addWeighted(picture, own, large[y:y + height, x:x + width], ice, 0, out)
    return run


@peer("fog", "randu and resize by octaves")
def fog(picture, severity):
    """The plasma without its diamonds: an octave is the last one enlarged, and noise."""
    amount, decay = ((1.5, 2), (2, 2), (2.5, 1.7), (2.5, 1.5), (3, 1.4))[severity - 1]
    height, width = picture.shape[:2]
    n_levels = math.ceil(math.log2(max(height, width)))
    sides = [(math.ceil(height / 2 ** i), math.ceil(width / 2 ** i))
             for i in range(n_levels - 1, -1, -1)]
    planes = [(np.zeros(side, np.float32), np.zeros(side, np.float32)) for side in sides]
    plasma, light, out = like(picture, channels=1), like(picture), like(picture)

    def run():
        amplitude, last = 1., None
        for noise, plane in planes:
            cv2.randu(noise, -amplitude, amplitude)
            if last is not None:
                cv2.resize(last, noise.shape[::-1], plane, interpolation=cv2.INTER_LINEAR)
                cv2.add(noise, plane, noise)
            last, amplitude = noise, amplitude / decay ** 2
        low, high, _, _ = cv2.minMaxLoc(last)
        cv2.normalize(last, plasma, 0, 255, cv2.NORM_MINMAX, cv2.CV_8U)
        most = float(picture.max()) / 255
        gain = most / (most + amount)
        cv2.cvtColor(plasma, cv2.COLOR_GRAY2RGB, light)
        return cv2.addWeighted(picture, gain, light, amount * gain, 0, out)
    return run


SPATTER = ((.65, .3, 4, .69, .6), (.65, .3, 3, .68, .6), (.65, .3, 2, .68, .5),
           (.65, .3, 1, .65, 1.5), (.67, .4, 1, .65, 1.5))


@peer("spatter", "the published steps in float and 8 bits")
def spatter(picture, severity):
    mean, sd, sigma, threshold, strength = SPATTER[severity - 1]
    noise, drops, out = like(picture, np.float32, 1), like(picture, channels=1), like(picture)
    kernel = np.array([[-2, -1, 0], [-1, 1, 1], [0, 1, 2]])
    water, mud = np.float32([175, 238, 238]), np.float32([63, 42, 20])
    light = like(picture, np.float32)

    def run():
        cv2.randn(noise, 255 * mean, 255 * sd)
        layer = cv2.GaussianBlur(noise, (0, 0), sigma, None, sigma, BORDER)
        if severity > 3:
            cv2.threshold(layer, 255 * threshold, 1, cv2.THRESH_BINARY, layer)
            layer = cv2.GaussianBlur(layer, (0, 0), strength, None, strength, BORDER)
            cv2.threshold(layer, .8, 0, cv2.THRESH_TOZERO, layer)
            much = cv2.cvtColor(layer, cv2.COLOR_GRAY2RGB)
            cv2.multiply(much, tuple(map(float, mud)) + (0,), light)
            own = cv2.multiply(picture, cv2.subtract((1., 1., 1., 0.), much), dtype=cv2.CV_32F)
            return cv2.add(own, light, out, dtype=cv2.CV_8U)
        cv2.threshold(layer, 255 * threshold, 0, cv2.THRESH_TOZERO, layer)
        cv2.add(layer, 0, drops, dtype=cv2.CV_8U)
        far = cv2.distanceTransform(255 - cv2.Canny(drops, 50, 150), cv2.DIST_L2, 5)
        cv2.threshold(far, 20, 20, cv2.THRESH_TRUNC, far)
        far = cv2.equalizeHist(cv2.blur(far, (3, 3)).astype(np.uint8))
        far = cv2.blur(cv2.filter2D(far, cv2.CV_8U, kernel), (3, 3))
        height = cv2.multiply(drops, far, dtype=cv2.CV_32F)
        most = cv2.minMaxLoc(height)[1] or 1
        much = cv2.cvtColor(height, cv2.COLOR_GRAY2RGB)
        cv2.multiply(much, tuple(float(v) * strength / most for v in water) + (0,), light)
        return cv2.add(picture, light, out, dtype=cv2.CV_8U)
    return run


# --- light, colour, compression, shape ---------------------------------------------------------

@peer("brightness", "HSV of 8 bits, add")
def brightness(picture, severity):
    added = (0, 0, 255 * severity / 10, 0)
    hsv, out = like(picture), like(picture)

    def run():
        cv2.cvtColor(picture, cv2.COLOR_RGB2HSV_FULL, hsv)
        cv2.add(hsv, added, hsv)
        return cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB_FULL, out)
    return run


@peer("saturate", "HSV of 8 bits, LUT")
def saturate(picture, severity):
    gain, offset = ((.3, 0), (.1, 0), (2, 0), (5, .1), (20, .2))[severity - 1]
    levels = np.arange(256)
    table = np.stack([levels, np.clip(levels * gain + 255 * offset, 0, 255), levels], -1)
    table = np.uint8(table)[None]
    hsv, out = like(picture), like(picture)

    def run():
        cv2.cvtColor(picture, cv2.COLOR_RGB2HSV_FULL, hsv)
        cv2.LUT(hsv, table, hsv)
        return cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB_FULL, out)
    return run


@peer("saturate", "HSV of 8 bits, multiply")
def saturate_multiplied(picture, severity):
    gain, offset = ((.3, 0), (.1, 0), (2, 0), (5, .1), (20, .2))[severity - 1]
    hsv, out = like(picture), like(picture)

    def run():
        cv2.cvtColor(picture, cv2.COLOR_RGB2HSV_FULL, hsv)
        cv2.multiply(hsv, (1., gain, 1., 0.), hsv)
        if offset > 0:
            cv2.add(hsv, (0, 255 * offset, 0, 0), hsv)
        return cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB_FULL, out)
    return run


@peer("contrast", "mean, LUT")
def contrast(picture, severity):
    gain, out = (.4, .3, .2, .1, .05)[severity - 1], like(picture)
    levels = np.arange(256)[:, None] * gain

    def run():
        means = np.array(cv2.mean(picture)[:3]) * (1 - gain)
        return cv2.LUT(picture, np.uint8(levels + means)[None], out)
    return run


@peer("contrast", "mean, multiply, add")
def contrast_multiplied(picture, severity):
    gain, out = (.4, .3, .2, .1, .05)[severity - 1], like(picture)

    def run():
        means = tuple(v * (1 - gain) - .5 for v in cv2.mean(picture)[:3])
        cv2.convertScaleAbs(picture, out, gain)
        return cv2.add(out, means + (0,), out)
    return run


@peer("elastic_transform", "randu, GaussianBlur, remap")
def elastic_transform(picture, severity):
    alpha = 250 * (.05, .065, .085, .1, .12)[severity - 1]
    height, width = picture.shape[:2]
    most, sigma = .005 * height * alpha, (.01 * width, .01 * height)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    side = tuple(2 * int(3 * s + .5) + 1 for s in sigma)
    fields, out = [like(picture, np.float32, 1) for _ in range(2)], like(picture)

    def run():
        for field, grid in zip(fields, (x, y)):
            cv2.randu(field, -most, most)
            cv2.GaussianBlur(field, side, sigma[0], field, sigma[1], cv2.BORDER_REFLECT)
            cv2.add(field, grid, field)
        return cv2.remap(picture, *fields, cv2.INTER_LINEAR, out, cv2.BORDER_REFLECT)
    return run


@peer("pixelate", "resize by area, resize to the nearest")
def pixelate(picture, severity):
    scale, out = (.6, .5, .4, .3, .25)[severity - 1], like(picture)
    height, width = picture.shape[:2]

    def run():
        small = cv2.resize(picture, (int(width * scale), int(height * scale)),
                           interpolation=cv2.INTER_AREA)
        return cv2.resize(small, (width, height), out, interpolation=cv2.INTER_NEAREST)
    return run


@peer("jpeg_compression", "imencode, imdecode")
def jpeg_compression(picture, severity):
    options = [cv2.IMWRITE_JPEG_QUALITY, (25, 18, 15, 10, 7)[severity - 1]]
    return lambda: cv2.imdecode(cv2.imencode(".jpg", picture, options)[1], cv2.IMREAD_COLOR)
