/* SPDX-License-Identifier: MIT */
/*
 * A model as a plugin, to copy. It finds one box: what is darker than a threshold.
 *
 *     make
 *     mltest run --dataset photos/ --out run.jsonl.gz --predictor plugin:./plugin.so,96
 *
 * Replace `model`, open_model(), predict() and destroy().
 */
#include <mltest/plugin.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
    int threshold;
} model;

/* The box around all pixels whose first channel is darker; false if there are none. */
static int find(const model *m, const mltest_image_view *image, double box[4])
{
    const unsigned char *row = image->data;
    uint32_t left = image->width, right = 0, top = image->height, bottom = 0;
    uint32_t step = image->format == MLTEST_FORMAT_GRAY8   ? 1
                    : image->format == MLTEST_FORMAT_RGBA8 ? 4
                                                           : 3;
    for (uint32_t y = 0; y < image->height; y++, row += image->stride_bytes)
        for (uint32_t x = 0; x < image->width; x++) {
            if (row[x * step] >= m->threshold)
                continue;
            left = x < left ? x : left;
            right = x + 1 > right ? x + 1 : right;
            top = y < top ? y : top;
            bottom = y + 1;
        }
    box[0] = left;
    box[1] = top;
    box[2] = (double)right - left;
    box[3] = (double)bottom - top;
    return right > 0;
}

static int32_t predict(void *user_data, const mltest_image_view *images, size_t n,
                       mltest_sink *sink)
{
    for (size_t i = 0; i < n; i++) {
        double box[4];
        if (images[i].format != MLTEST_FORMAT_GRAY8 && images[i].format != MLTEST_FORMAT_RGB8 &&
            images[i].format != MLTEST_FORMAT_RGBA8)
            mltest_sink_fail(sink, i, "8-bit pictures only");
        else if (find(user_data, &images[i], box))
            mltest_sink_add_box(sink, i, 0, 0.9, box[0], box[1], box[2], box[3]);
        else /* looked at, and nothing in it */
            mltest_sink_add_boxes(sink, i, 0, NULL, MLTEST_TYPE_F64, MLTEST_BOX_XYWH, NULL, NULL,
                                  MLTEST_TYPE_I32);
    }
    return MLTEST_CALLBACK_DONE;
}

static void destroy(void *user_data)
{
    free(user_data);
}

static int32_t open_model(const char *argument, mltest_plugin_model *out)
{
    static const char *const classes[] = {"dark"};
    char *end = NULL;
    long threshold = argument[0] != '\0' ? strtol(argument, &end, 10) : 64;
    bool valid = (end == NULL || *end == '\0') && threshold >= 1 && threshold <= 255;
    model *m = valid ? malloc(sizeof *m) : NULL;
    if (m == NULL) {
        snprintf(out->message, sizeof out->message, "a threshold from 1 to 255 expected, not '%s'",
                 argument);
        return 1;
    }
    m->threshold = (int)threshold;
    out->vtable.predict = predict;
    out->vtable.destroy = destroy;
    out->vtable.flags = MLTEST_FLAG_ANY_THREAD; /* predict() changes nothing */
    out->vtable.max_batch = 8;
    out->vtable.max_concurrent = 64;
    out->user_data = m;
    out->name = "dark";
    out->version = "1";
    out->classes = classes;
    out->n_classes = 1;
    return MLTEST_CALLBACK_DONE;
}

const mltest_plugin *mltest_plugin_entry(void)
{
    static const mltest_plugin plugin = {
        .struct_size = sizeof plugin, .abi = MLTEST_PLUGIN_ABI, .open = open_model};
    return &plugin;
}
