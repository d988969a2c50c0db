/* SPDX-License-Identifier: MIT */
#include "detector.h"

#include "planes.h"

enum { MIN_SIDE = 64, MAX_SIDE = 4096 };

const char *cell_name(int kind)
{
    static const char *const names[CELL_KINDS] = {"RBC", "WBC", "Platelets"};
    return names[kind];
}

size_t blood_cells_detect(const mltest_image_view *view, int variant, cell *out, size_t max)
{
    bench b;
    size_t n = DETECT_FAILED;
    if (view->width < MIN_SIDE || view->height < MIN_SIDE)
        return n;
    if (view->width > MAX_SIDE || view->height > MAX_SIDE)
        return n;
    if (!bench_new(&b, (int)view->width, (int)view->height))
        return n;
    if (planes_read(&b, view)) {
        if (variant == VARIANT_LOCAL)
            compare_with_neighbourhood(&b);
        else
            compare_with_constants(&b);
        n = find_stained(&b, out, 0, max);
        n = find_rounds(&b, out, n, max);
    }
    bench_free(&b);
    return n;
}
