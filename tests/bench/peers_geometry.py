# SPDX-License-Identifier: MIT
"""The geometric kinds that OpenCV makes with one call, bilinear where pixels move by fractions. Angles
and corners are those of a kind's limit. Each function takes a picture and a severity and gives a
function without arguments."""
import math

import cv2
import numpy as np

CANDIDATES = []  # of (kind, what it does, is it the same change, function)
BORDER = cv2.BORDER_REPLICATE


def peer(kind, what):
    def add(function):
        CANDIDATES.append((kind, what, True, function))
        return function
    return add


def like(picture, height=None, width=None):
    return np.zeros((height or picture.shape[0], width or picture.shape[1], 3), np.uint8)


@peer("horizontal_flip", "flip")
def horizontal_flip(picture, _):
    out = like(picture)
    return lambda: cv2.flip(picture, 1, out)


@peer("vertical_flip", "flip")
def vertical_flip(picture, _):
    out = like(picture)
    return lambda: cv2.flip(picture, 0, out)


@peer("rotate90", "rotate")
def rotate90(picture, _):
    out = like(picture, picture.shape[1], picture.shape[0])
    return lambda: cv2.rotate(picture, cv2.ROTATE_90_COUNTERCLOCKWISE, out)


@peer("transpose", "transpose")
def transpose(picture, _):
    out = like(picture, picture.shape[1], picture.shape[0])
    return lambda: cv2.transpose(picture, out)


def warp_affine(picture, matrix, border=BORDER):
    out = like(picture)
    size = picture.shape[1::-1]
    return lambda: cv2.warpAffine(picture, matrix, size, out, cv2.INTER_LINEAR, border)


@peer("rotation", "warpAffine")
def rotation(picture, severity):
    height, width = picture.shape[:2]
    angle = (3, 6, 12, 20, 30)[severity - 1]
    return warp_affine(picture, cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1))


@peer("shear", "warpAffine")
def shear(picture, severity):
    slope = math.tan(math.radians((3, 6, 10, 15, 20)[severity - 1]))
    shift = -slope * picture.shape[0] / 2
    return warp_affine(picture, np.array([[1, slope, shift], [0, 1, 0]]))


@peer("translate", "warpAffine")
def translate(picture, severity):
    """By a part of a pixel as well, as any direction gives it."""
    shift = (.02, .05, .1, .16, .25)[severity - 1] * picture.shape[1] * math.sqrt(.5)
    return warp_affine(picture, np.array([[1, 0, shift], [0, 1, shift]]))


@peer("scale", "warpAffine")
def scale(picture, severity):
    height, width = picture.shape[:2]
    factor = (.9, .8, .65, .5, .35)[severity - 1]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), 0, factor)
    return warp_affine(picture, matrix, cv2.BORDER_CONSTANT)


@peer("scale", "resize to the mean of areas, copyMakeBorder")
def scale_by_area(picture, severity):
    factor = (.9, .8, .65, .5, .35)[severity - 1]
    height, width = (round(n * factor) for n in picture.shape[:2])
    top, left = (picture.shape[0] - height) // 2, (picture.shape[1] - width) // 2
    small, out = like(picture, height, width), like(picture)

    def run():
        cv2.resize(picture, (width, height), small, interpolation=cv2.INTER_AREA)
        return cv2.copyMakeBorder(small, top, picture.shape[0] - top - height, left,
                                  picture.shape[1] - left - width, cv2.BORDER_CONSTANT, out)
    return run


@peer("perspective", "warpPerspective")
def perspective(picture, severity):
    limit = (.02, .04, .07, .11, .16)[severity - 1]
    height, width = picture.shape[:2]
    corners = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    moved = corners + np.float32([[1, .5], [-.5, 1], [.5, -.5], [-1, 1]]) * limit * width
    matrix, out = cv2.getPerspectiveTransform(corners, moved), like(picture)
    return lambda: cv2.warpPerspective(picture, matrix, (width, height), out, cv2.INTER_LINEAR,
                                       BORDER)


@peer("aspect", "resize to the mean of areas")
def aspect(picture, severity):
    width = round((.9, .8, .7, .6, .5)[severity - 1] * picture.shape[1])
    out = like(picture, None, width)
    return lambda: cv2.resize(picture, out.shape[1::-1], out, interpolation=cv2.INTER_AREA)


@peer("resample", "resize down and up, bilinear")
def resample(picture, _):
    small, out = like(picture, 416, 416), like(picture)

    def run():
        cv2.resize(picture, small.shape[1::-1], small, interpolation=cv2.INTER_LINEAR)
        return cv2.resize(small, out.shape[1::-1], out, interpolation=cv2.INTER_LINEAR)
    return run
