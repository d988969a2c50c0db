# SPDX-License-Identifier: MIT
"""What of albumentations comes nearest to the published kinds, at the severities' strength. Equal
names are not always equal changes."""
import os

os.environ["NO_ALBUMENTATIONS_UPDATE"] = "1"  # asks no server for a newer version of itself
import albumentations as A  # noqa: E402
import cv2  # noqa: E402

IS_PUBLISHED = True


def at(severity, *values):
    return (values[severity - 1],) * 2


def spatter(s):
    mean, sd, sigma, threshold, strength = (
        (.65, .3, 4, .69, .6), (.65, .3, 3, .68, .6), (.65, .3, 2, .68, .5), (.65, .3, 1, .65, 1.5),
        (.67, .4, 1, .65, 1.5))[s - 1]
    return A.Spatter((mean,) * 2, (sd,) * 2, (sigma,) * 2, (threshold,) * 2,
                     (min(strength, 1),) * 2, "mud" if s > 3 else "rain", p=1)


def glass_blur(s):
    sigma, delta, passes = ((.7, 1, 2), (.9, 2, 1), (1, 2, 3), (1.1, 3, 2), (1.5, 4, 2))[s - 1]
    return A.GlassBlur(sigma, delta, passes, "fast", p=1)


def speckle_noise(s):
    spread = at(s, .15, .2, .35, .45, .6)[0] * 3 ** .5  # uniform; as wide as it can be
    return A.MultiplicativeNoise((max(1 - spread, 0), 1 + spread), True, True, p=1)


def elastic_transform(s):
    return A.ElasticTransform(3.2 * at(s, 12.5, 16.25, 21.25, 25, 30)[0], 6.4,
                              noise_distribution="uniform", border_mode=cv2.BORDER_REFLECT, p=1)


def contrast(s):
    gain = at(s, .4, .3, .2, .1, .05)[0] - 1
    return A.RandomBrightnessContrast((0, 0), (gain, gain), p=1)


def saturate(s):
    shift = at(s, -70, -90, 60, 100, 150)
    return A.HueSaturationValue((0, 0), shift, (0, 0), p=1)


def brightness(s):
    return A.HueSaturationValue((0, 0), (0, 0), (255 * s / 10,) * 2, p=1)


def pixelate(s):
    how = {"downscale": cv2.INTER_AREA, "upscale": cv2.INTER_NEAREST}
    return A.Downscale(at(s, .6, .5, .4, .3, .25), how, p=1)


TRANSFORMS = [
    ("gaussian_noise", IS_PUBLISHED, lambda s: A.GaussNoise(at(s, .08, .12, .18, .26, .38), p=1)),
    ("shot_noise", False, lambda s: A.ShotNoise(at(s, 1 / 60, 1 / 25, 1 / 12, 1 / 5, 1 / 3), p=1)),
    ("impulse_noise", False,
     lambda s: A.SaltAndPepper(at(s, .03, .06, .09, .17, .27), (.5, .5), p=1)),
    ("speckle_noise", False, speckle_noise),
    ("gaussian_blur", IS_PUBLISHED,
     lambda s: A.GaussianBlur(sigma_limit=at(s, 1, 2, 3, 4, 6), p=1)),
    ("defocus_blur", IS_PUBLISHED,
     lambda s: A.Defocus(at(s, 3, 4, 6, 8, 10), at(s, .1, .5, .5, .5, .5), p=1)),
    ("motion_blur", False, lambda s: A.MotionBlur(at(s, 21, 31, 31, 31, 41), p=1)),
    ("zoom_blur", False, lambda s: A.ZoomBlur(at(s, 1.11, 1.16, 1.21, 1.26, 1.31),
                                              at(s, .01, .01, .02, .02, .03), p=1)),
    ("glass_blur", IS_PUBLISHED, glass_blur),
    ("snow", False, lambda s: A.RandomSnow(snow_point_range=at(s, .1, .2, .3, .4, .5),
                                           method="texture", p=1)),
    ("fog", False, lambda s: A.RandomFog(fog_coef_range=at(s, .3, .4, .5, .6, .7), p=1)),
    ("spatter", False, spatter),
    ("brightness", IS_PUBLISHED, brightness),
    ("contrast", False, contrast),
    ("saturate", False, saturate),
    ("elastic_transform", IS_PUBLISHED, elastic_transform),
    ("pixelate", False, pixelate),
    ("jpeg_compression", IS_PUBLISHED,
     lambda s: A.ImageCompression("jpeg", at(s, 25, 18, 15, 10, 7), p=1)),
]


def bind(make):
    def prepare(picture, severity):
        transform = make(severity)
        return lambda: transform(image=picture)["image"]
    return prepare


CANDIDATES = [(kind, type(make(1)).__name__, is_same, bind(make))
              for kind, is_same, make in TRANSFORMS]
