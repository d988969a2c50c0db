/* SPDX-License-Identifier: MIT */
/*
 * The detectors of examples/blood_cells as a plugin, for the command:
 *
 *     make
 *     mltest stress --dataset BCCD --predictor plugin:./plugin.so,global --out global.jsonl.gz
 */
#include "../blood_cells/detector.h"

#include <mltest/plugin.h>
#include <stdio.h>
#include <string.h>

enum { MAX_CELLS = 200 };

static const char *const variant_names[VARIANTS] = {"global", "local"};
static int variants[VARIANTS] = {VARIANT_GLOBAL, VARIANT_LOCAL};

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

static int32_t predict(void *user_data, const mltest_image_view *images, size_t n,
                       mltest_sink *sink)
{
    for (size_t i = 0; i < n; i++)
        answer(*(const int *)user_data, &images[i], sink, i);
    return MLTEST_CALLBACK_DONE;
}

static int32_t open_model(const char *argument, mltest_plugin_model *out)
{
    static const char *classes[CELL_KINDS];
    int variant = 0;
    while (variant < VARIANTS && strcmp(argument, variant_names[variant]) != 0)
        variant++;
    if (variant == VARIANTS) {
        snprintf(out->message, sizeof out->message, "global or local expected, not '%s'", argument);
        return 1;
    }
    for (int k = 0; k < CELL_KINDS; k++)
        classes[k] = cell_name(k);
    out->vtable.predict = predict;
    out->vtable.flags = MLTEST_FLAG_ANY_THREAD;
    out->vtable.max_batch = 4;
    out->vtable.max_concurrent = 64;
    out->user_data = &variants[variant];
    out->has_score_floor = 1; /* and it is 0: all answers are given */
    out->name = variant_names[variant];
    out->version = "1";
    out->classes = classes;
    out->n_classes = CELL_KINDS;
    return MLTEST_CALLBACK_DONE;
}

const mltest_plugin *mltest_plugin_entry(void)
{
    static const mltest_plugin plugin = {
        .struct_size = sizeof plugin, .abi = MLTEST_PLUGIN_ABI, .open = open_model};
    return &plugin;
}
