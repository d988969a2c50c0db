# SPDX-License-Identifier: MIT
"""The published package, with the numbers that it draws written down."""
import warnings
from contextlib import contextmanager

import numpy as np
from scipy.special import pdtr

warnings.simplefilter("ignore")  # of what newer versions of the package's libraries will do
from imagecorruptions import corrupt, corruption_tuple, corruptions  # noqa: E402

KINDS = [kind.__name__ for kind in corruption_tuple]
SEVERITIES = range(1, 6)
PAIRS = 1 << 16


class Recorder:
    """Stands in for NumPy's generators, with numbers of the same one, and keeps them as
    tests/conformance/feed.h wants them."""

    def __init__(self, seed):
        self.source = np.random.RandomState(seed)
        self.drawn = []
        self.pairs = iter(())

    def keep(self, numbers):
        self.drawn.append(np.array(numbers, np.float64).ravel())
        return numbers

    def keep_floats(self, numbers):
        """The library takes these as float: both get what a float can hold."""
        return self.keep(np.float64(np.float32(numbers)))

    def normal(self, loc=0., scale=1., size=None):
        return loc + scale * self.keep_floats(self.source.standard_normal(size))

    def uniform(self, low=0., high=1., size=None):
        """A field is kept as parts of the range, a single number as it is."""
        if size is None:
            return self.keep(self.source.uniform(low, high))
        return low + (high - low) * self.keep_floats(self.source.random_sample(size))

    def poisson(self, lam):
        """A count is kept as a uniform number that its distribution function reaches."""
        count = self.source.poisson(lam)
        upper = pdtr(count, lam)
        lower = np.where(count > 0, pdtr(np.maximum(count - 1, 0), lam), 0)
        part = self.source.random_sample(lam.shape)
        self.keep(np.minimum(lower + part * (upper - lower), 1 - 2. ** -32))
        return count

    def randint(self, low, high=None, size=None):
        """Pairs come in large blocks, as one call a pixel takes long."""
        if size is None:
            return self.keep(self.source.randint(low, high))
        pair = next(self.pairs, None)
        if pair is None:
            self.pairs = iter(self.source.randint(low, high, size=(PAIRS,) + size))
            pair = next(self.pairs)
        return self.keep(pair)

    def default_rng(self, seed=None):
        """scikit-image makes itself a generator, of which it takes random()."""
        return self

    def random(self, size):
        return self.keep(self.source.random_sample(size))


@contextmanager
def recording(recorder, zoom):
    """Everything that draws, and what enlarges, is replaced for a while."""
    names = "normal uniform poisson randint default_rng".split()
    places = [(np.random, name, getattr(recorder, name)) for name in names]
    places += [(corruptions, "scizoom", zoom)]
    before = [getattr(module, name) for module, name, _ in places]
    for module, name, stand_in in places:
        setattr(module, name, stand_in)
    try:
        yield
    finally:
        for (module, name, _), function in zip(places, before):
            setattr(module, name, function)


class Zoom:
    """SciPy's zoom leaves the last row or column black where its coordinate ends a rounding error
    beyond the picture (https://github.com/scipy/scipy/issues/4922). This one fills them if it is
    told to, and says whether there were any."""

    def __init__(self, mends):
        self.mends, self.found = mends, False
        self.real = corruptions.scizoom

    def __call__(self, image, factors, order):
        out = self.real(image, factors, order=order)
        rows = image[-1].any() and not out[-1].any()
        columns = image[:, -1].any() and not out[:, -1].any()
        self.found |= bool(rows or columns)
        if self.mends and rows:  # the first row of the picture turned over is always right
            out[-1] = self.real(image[::-1], factors, order=order)[0]
        if self.mends and columns:
            out[:, -1] = self.real(image[:, ::-1], factors, order=order)[:, 0]
        if self.mends and (rows or columns):
            out[-1, -1] = image[-1, -1]
        return out


def run(kind, severity, picture, seed, mends=False):
    """The package's result, the numbers for ours, and whether SciPy left something black."""
    recorder, zoom = Recorder(seed), Zoom(mends)
    with recording(recorder, zoom), np.errstate(all="ignore"):
        result = corrupt(picture, severity=severity, corruption_name=kind)
    numbers = np.concatenate(recorder.drawn) if recorder.drawn else np.zeros(0)
    return result, numbers, zoom.found
