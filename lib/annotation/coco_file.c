/* SPDX-License-Identifier: MIT */
#include "annotation/coco_file.h"

#include "annotation/coco_parse.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/file.h"
#include "base/order.h"

/* Puts the entries into the order of their ids and drops repeated ones. */
static mltest_status sort_list(mltest_context *ctx, mlt_coco_list *list, mltest_error **error)
{
    size_t n = list->n;
    mlt_keyed *order = mlt_realloc_array(ctx, NULL, n, 2 * sizeof *order);
    mlt_coco_entry_info *sorted = mlt_realloc_array(ctx, NULL, n, sizeof *sorted);
    if (!order || !sorted) {
        mlt_free(ctx, order);
        mlt_free(ctx, sorted);
        return mlt_fail_memory(error);
    }
    for (size_t i = 0; i < n; i++)
        order[i] = (mlt_keyed){mlt_key_signed(list->items[i].id), (uint32_t)i, 0};
    mlt_sort_keyed(order, order + n, n);
    list->n = 0;
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && order[i].key == order[i - 1].key) {
            mlt_free(ctx, list->items[order[i].index].name);
            list->n_repeated++;
            list->repeated = list->items[order[i].index].id;
        } else {
            sorted[list->n++] = list->items[order[i].index];
        }
    }
    mlt_free(ctx, order);
    mlt_free(ctx, list->items);
    list->items = sorted;
    list->cap = n;
    return MLTEST_OK;
}

mltest_status mlt_coco_read_truth(mltest_context *ctx, const char *path, mlt_coco_truth *out,
                                  mlt_polygons *polygons, mltest_error **error)
{
    char *bytes;
    size_t n;
    mlt_json json;
    *out = (mlt_coco_truth){0};
    TRY(mlt_file_read(ctx, path, &bytes, &n, error));
    mlt_json_init(&json, ctx, path, bytes, n);
    json.lenient_nan = true;
    mltest_status status = mlt_coco_parse_truth(&json, out, polygons, error);
    mlt_json_free(&json);
    mlt_free(ctx, bytes);
    if (status == MLTEST_OK)
        status = sort_list(ctx, &out->images, error);
    if (status == MLTEST_OK)
        status = sort_list(ctx, &out->categories, error);
    if (status != MLTEST_OK)
        mlt_coco_truth_free(ctx, out);
    return status;
}

mltest_status mlt_coco_read_results(mltest_context *ctx, const char *path, mlt_coco_results *out,
                                    mltest_error **error)
{
    char *bytes;
    size_t n;
    mlt_json json;
    *out = (mlt_coco_results){0};
    TRY(mlt_file_read(ctx, path, &bytes, &n, error));
    mlt_json_init(&json, ctx, path, bytes, n);
    json.lenient_nan = true;
    mltest_status status = mlt_coco_parse_results(&json, out, error);
    mlt_json_free(&json);
    mlt_free(ctx, bytes);
    if (status != MLTEST_OK)
        mlt_coco_results_free(ctx, out);
    return status;
}

int64_t mlt_coco_find(const mlt_coco_list *list, int64_t id)
{
    size_t low = 0;
    size_t high = list->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->items[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < list->n && list->items[low].id == id ? (int64_t)low : -1;
}

static void free_list(mltest_context *ctx, mlt_coco_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        mlt_free(ctx, list->items[i].name);
    mlt_free(ctx, list->items);
}

void mlt_coco_truth_free(mltest_context *ctx, mlt_coco_truth *truth)
{
    free_list(ctx, &truth->images);
    free_list(ctx, &truth->categories);
    mlt_free(ctx, truth->annotations);
    *truth = (mlt_coco_truth){0};
}

void mlt_coco_results_free(mltest_context *ctx, mlt_coco_results *results)
{
    mlt_free(ctx, results->items);
    *results = (mlt_coco_results){0};
}
