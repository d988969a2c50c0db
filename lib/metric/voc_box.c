/* SPDX-License-Identifier: MIT */
/*
 * What a program that evaluates Pascal VOC gets to see of a box and a score.
 */
#include "base/math_dd.h"
#include "metric/voc_parts.h"

#include <math.h>

/* The nearest multiple of 1/power, ties to an even one, of the number itself and not of the
 * rounded product with power. */
double mlt_voc_printed(double v, double power)
{
    if (!(fabs(v) < 0x1p40)) /* no number, or none that decimals matter to */
        return v;
    mlt_dd product = mlt_dd_product(v, power);
    double whole = rint(product.high);
    double rest = product.high - whole;
    if (rest == 0.5 && product.low > 0)
        whole += 1;
    else if (rest == -0.5 && product.low < 0)
        whole -= 1;
    return whole / power;
}

mlt_voc_corners mlt_voc_truth_corners(const mlt_voc_options *options, const mlt_box *box)
{
    switch (options->boxes) {
    case MLT_VOC_CORNERS:
        return (mlt_voc_corners){box->x, box->y, box->width, box->height};
    case MLT_VOC_PIXELS:
        return (mlt_voc_corners){box->x + 1, box->y + 1, box->x + box->width, box->y + box->height};
    default:
        return (mlt_voc_corners){box->x, box->y, box->x + box->width, box->y + box->height};
    }
}

mlt_voc_corners mlt_voc_pred_corners(const mlt_voc_options *options, const mlt_box *box)
{
    mlt_voc_corners c = mlt_voc_truth_corners(options, box);
    if (options->details & MLT_VOC_PRINTED)
        c = (mlt_voc_corners){mlt_voc_printed(c.x1, 10), mlt_voc_printed(c.y1, 10),
                              mlt_voc_printed(c.x2, 10), mlt_voc_printed(c.y2, 10)};
    return c;
}

double mlt_voc_score(const mlt_voc_options *options, double score)
{
    return options->details & MLT_VOC_PRINTED ? mlt_voc_printed(score, 1000) : score;
}

double mlt_voc_area(const mlt_voc_options *options, const mlt_voc_corners *box)
{
    double pixel = options->inclusive ? 1 : 0;
    return (box->x2 - box->x1 + pixel) * (box->y2 - box->y1 + pixel);
}
