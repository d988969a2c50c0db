/* SPDX-License-Identifier: MIT */
#include "kernel/canny.h"

static inline int16_t size_of(int16_t v)
{
    int16_t minus = (int16_t)-v;
    return v > minus ? v : minus;
}

/* Of pixel x between those at left and right. */
static inline void slope(int16_t *restrict gx, int16_t *restrict gy, int16_t *restrict strength,
                         const uint8_t *restrict above, const uint8_t *restrict own,
                         const uint8_t *restrict below, size_t left, size_t x, size_t right)
{
    int across =
        above[right] - above[left] + 2 * (own[right] - own[left]) + below[right] - below[left];
    int down = below[left] - above[left] + 2 * (below[x] - above[x]) + below[right] - above[right];
    gx[x] = (int16_t)across;
    gy[x] = (int16_t)down;
    strength[x] = (int16_t)(size_of((int16_t)across) + size_of((int16_t)down));
}

static void slopes(int16_t *restrict gx, int16_t *restrict gy, int16_t *restrict strength,
                   const uint8_t *restrict above, const uint8_t *restrict own,
                   const uint8_t *restrict below, size_t n)
{
    if (n == 0)
        return;
    size_t last = n - 1;
    for (size_t x = 1; x < last; x++)
        slope(gx, gy, strength, above, own, below, x - 1, x, x + 1);
    slope(gx, gy, strength, above, own, below, 0, 0, last > 0 ? 1 : 0);
    slope(gx, gy, strength, above, own, below, last > 0 ? last - 1 : 0, last, last);
}

/* Slopes are told apart at 22.5 degrees, whose tangent is 13573 / 32768, and at 67.5, whose is 2
 * more. A product with it is never whole, so that what is compared may lose its fraction. All is
 * looked at, and then chosen from: the vectoriser wants no branches. */
static void ridges(uint8_t *restrict out, const int16_t *restrict gx, const int16_t *restrict gy,
                   const int16_t *restrict above, const int16_t *restrict own,
                   const int16_t *restrict below, int low, int high, size_t n)
{
    const int16_t weak = (int16_t)low, strong = (int16_t)high;
    for (size_t x = 0; x < n; x++) {
        int16_t up_left = above[(ptrdiff_t)x - 1], up = above[x], up_right = above[x + 1];
        int16_t left = own[(ptrdiff_t)x - 1], middle = own[x], right = own[x + 1];
        int16_t down_left = below[(ptrdiff_t)x - 1], down = below[x], down_right = below[x + 1];
        uint16_t ax = (uint16_t)size_of(gx[x]), ay = (uint16_t)size_of(gy[x]);
        uint16_t part = (uint16_t)((uint32_t)ax * (2 * 13573) >> 16);
        int16_t flat = ay <= part ? -1 : 0;
        int16_t steep = ay > (uint16_t)(2 * ax + part) ? -1 : 0;
        int16_t falling = (int16_t)(gx[x] ^ gy[x]) < 0 ? -1 : 0;
        int16_t before = falling ? up_right : up_left;
        int16_t after = falling ? down_left : down_right;
        before = steep ? up : before;
        after = steep ? down : after;
        before = flat ? left : before;
        after = flat ? right : after;
        after = (int16_t)(after + (flat | steep)); /* as strong is enough there */
        int16_t most = before > after ? before : after;
        most = most > weak ? most : weak;
        uint8_t found = middle > strong ? MLT_CANNY_EDGE : MLT_CANNY_WEAK;
        out[x] = middle > most ? found : MLT_CANNY_NONE;
    }
}

static void settle(uint8_t *edges, size_t n)
{
    for (size_t i = 0; i < n; i++)
        edges[i] &= MLT_CANNY_EDGE;
}

MLT_KERNEL_BUILD(mlt_canny_loops) = {slopes, ridges, settle};
