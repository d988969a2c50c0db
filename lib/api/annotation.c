/* SPDX-License-Identifier: MIT */
#include "mltest/annotation.h"

#include "annotation/box.h"
#include "annotation/map.h"
#include "base/fpenv.h"
#include "mltest/error.h"

#include <math.h>

static mlt_box inside(const mltest_box *box)
{
    return (mlt_box){box->x, box->y, box->width, box->height};
}

static void give(mltest_box *out, const mlt_box *box)
{
    if (out != NULL)
        *out = (mltest_box){box->x, box->y, box->width, box->height};
}

double mltest_box_iou(const mltest_box *a, const mltest_box *b)
{
    if (a == NULL || b == NULL)
        return 0.0;
    mlt_box first = inside(a);
    mlt_box second = inside(b);
    fenv_t host;
    mlt_fpenv_enter(&host);
    double iou = mlt_box_iou(&first, &second);
    mlt_fpenv_leave(&host);
    return iou;
}

static bool is_usable(const double *h, const mltest_box *box)
{
    for (int i = 0; i < 9; i++)
        if (!isfinite(h[i]))
            return false;
    return isfinite(box->x) && isfinite(box->y) && isfinite(box->width) && isfinite(box->height) &&
           box->width >= 0.0 && box->height >= 0.0;
}

static bool map_box(const double *h, const mltest_box *box, mlt_mapped_box *out)
{
    mlt_box from = inside(box);
    mlt_map map;
    return mlt_map_from_homography(&map, h) && mlt_map_box(&map, &from, out);
}

mltest_status mltest_box_map(const double *h, const mltest_box *box, mltest_box *outer,
                             mltest_box *inner)
{
    if (h == NULL || box == NULL || !is_usable(h, box))
        return MLTEST_ERR_INVALID;
    mlt_mapped_box mapped;
    fenv_t host;
    mlt_fpenv_enter(&host);
    bool is_mapped = map_box(h, box, &mapped);
    mlt_fpenv_leave(&host);
    if (!is_mapped)
        return MLTEST_ERR_INVALID;
    give(outer, &mapped.outer);
    give(inner, &mapped.inner);
    return MLTEST_OK;
}
