/* SPDX-License-Identifier: MIT */
#include "metric/voc_parts.h"

#include <float.h>

/* Whether the rectangles meet before a pixel is added to their sides. */
static bool meet(const mlt_voc_corners *a, const mlt_voc_corners *b)
{
    return a->x1 <= b->x2 && b->x1 <= a->x2 && a->y1 <= b->y2 && b->y1 <= a->y2;
}

/* IoU; 0 for boxes that do not overlap, among them those without area. NaN, which is above nothing,
 * for boxes with NaN: their area is. */
static double overlap(const mlt_voc_options *options, const mlt_voc_corners *box, double area,
                      const mlt_voc_goal *goal)
{
    const mlt_voc_corners *other = &goal->corners;
    double pixel = options->inclusive ? 1 : 0;
    double left = box->x1 > other->x1 ? box->x1 : other->x1;
    double top = box->y1 > other->y1 ? box->y1 : other->y1;
    double right = box->x2 < other->x2 ? box->x2 : other->x2;
    double bottom = box->y2 < other->y2 ? box->y2 : other->y2;
    double width = right - left + pixel;
    double height = bottom - top + pixel;
    if (!(width > 0 && height > 0))
        return 0;
    if ((options->details & MLT_VOC_MEET) && !meet(box, other))
        return 0;
    double common = width * height;
    return common / (area + goal->area - common);
}

mlt_voc_outcome mlt_voc_match(const mlt_voc_options *options, const mlt_voc_corners *box,
                              mlt_voc_goal *goals, size_t n_goals)
{
    bool last = (options->details & MLT_VOC_LAST_OF_EQUALS) != 0;
    double most = options->details & MLT_VOC_MEET ? DBL_MIN : 0;
    double area = mlt_voc_area(options, box);
    mlt_voc_goal *best = NULL;
    for (size_t i = 0; i < n_goals; i++) {
        double iou = overlap(options, box, area, &goals[i]);
        if (iou > most || (last && best && iou == most)) {
            most = iou;
            best = &goals[i];
        }
    }
    if (!best || !(options->strict ? most > options->iou : most >= options->iou))
        return MLT_VOC_WRONG;
    if (best->difficult)
        return MLT_VOC_NEITHER;
    if (best->taken)
        return best->crowd ? MLT_VOC_NEITHER : MLT_VOC_WRONG;
    best->taken = true;
    return MLT_VOC_RIGHT;
}
