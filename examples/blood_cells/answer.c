/* SPDX-License-Identifier: MIT */
#include "answer.h"

enum { MAX_CELLS = 200 };

static void answer(int variant, const mltest_image_view *image, mltest_sink *sink, size_t i)
{
    cell cells[MAX_CELLS];
    size_t n = blood_cells_detect(image, variant, cells, MAX_CELLS);
    if (n == DETECT_FAILED) {
        mltest_sink_fail(sink, i, "not an 8-bit colour picture of 64 to 4096 pixels a side");
        return;
    }
    /* Says that the picture was looked at, also when nothing is in it. */
    mltest_sink_add_boxes(sink, i, 0, NULL, MLTEST_TYPE_F64, MLTEST_BOX_XYWH, NULL, NULL,
                          MLTEST_TYPE_I32);
    for (size_t k = 0; k < n; k++)
        mltest_sink_add_box(sink, i, cells[k].kind, cells[k].score, cells[k].x, cells[k].y,
                            cells[k].width, cells[k].height);
}

int32_t blood_cells_answer(void *user_data, const mltest_image_view *images, size_t n,
                           mltest_sink *sink)
{
    for (size_t i = 0; i < n; i++)
        answer(*(const int *)user_data, &images[i], sink, i);
    return MLTEST_CALLBACK_DONE;
}
