/* SPDX-License-Identifier: MIT */
/*
 * COCO's files, read by shapes and without, from memory and through a window: any bytes give the
 * same values, or the same error at the same place. The first byte chooses truths or results, and
 * the limit of strings.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "annotation/coco_parse.h"
#include "codec/json_feed.h"
#include "mltest/context.h"
#include "mltest/error.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

enum { TRUTH = 1, SHORT_STRINGS = 2, N_WAYS = 3 };

typedef struct {
    mltest_status status;
    mltest_error *error;
    mlt_coco_truth truth;
    mlt_coco_results results;
} outcome;

static char path[] = "/tmp/mltest-fuzz-XXXXXX";
static mltest_context *contexts[2]; /* the second one with short strings */

static void clean_up(void)
{
    (void)remove(path);
    mltest_context_free(contexts[0]);
    mltest_context_free(contexts[1]);
}

static void set_up(void)
{
    if (contexts[0] != NULL)
        return;
    int fd = mkstemp(path);
    if (fd < 0 || close(fd) != 0 || atexit(clean_up) != 0 ||
        mltest_context_new(&contexts[0], NULL, NULL, NULL) != MLTEST_OK ||
        mltest_context_new(&contexts[1], NULL, NULL, NULL) != MLTEST_OK ||
        mltest_context_set_limit(contexts[1], "max_string", 12, NULL) != MLTEST_OK ||
        mltest_context_set_limit(contexts[1], "max_depth", 5, NULL) != MLTEST_OK)
        abort();
}

static void parse(mlt_json *json, bool is_truth, outcome *out)
{
    json->lenient_nan = true;
    out->status = is_truth ? mlt_coco_parse_truth(json, &out->truth, NULL, &out->error)
                           : mlt_coco_parse_results(json, &out->results, &out->error);
}

static void parse_memory(mltest_context *ctx, const char *text, size_t n, bool is_truth,
                         bool item_by_item, outcome *out)
{
    mlt_json json;
    mlt_json_init(&json, ctx, path, text, n);
    json.item_by_item = item_by_item;
    parse(&json, is_truth, out);
    mlt_json_free(&json);
}

static void parse_file(mltest_context *ctx, const char *text, size_t n, bool is_truth, outcome *out)
{
    mlt_json json;
    mlt_json_feed feed;
    FILE *f = fopen(path, "wb");
    if (f == NULL || fwrite(text, 1, n, f) != n || fclose(f) != 0 ||
        mlt_json_feed_open(&feed, &json, ctx, path, 300, NULL) != MLTEST_OK)
        abort();
    parse(&json, is_truth, out);
    mlt_json_feed_close(&feed, &json);
}

static void must(bool holds)
{
    if (!holds)
        abort();
}

static bool is_same(const double *a, const double *b, size_t n)
{
    return memcmp(a, b, n * sizeof *a) == 0;
}

static void compare_ids(const mlt_coco_id_list *a, const mlt_coco_id_list *b)
{
    must(a->n == b->n && (a->items == NULL) == (b->items == NULL));
    for (size_t i = 0; i < a->n; i++)
        must(a->items[i] == b->items[i]);
}

static void compare_lists(const mlt_coco_list *a, const mlt_coco_list *b)
{
    must(a->n == b->n);
    for (size_t i = 0; i < a->n; i++) {
        const mlt_coco_entry_info *p = &a->items[i], *q = &b->items[i];
        must(p->id == q->id && strcmp(p->name, q->name) == 0 && p->width == q->width &&
             p->height == q->height && p->frequency == q->frequency &&
             p->is_decimal == q->is_decimal);
        compare_ids(&p->negative, &q->negative);
        compare_ids(&p->not_exhaustive, &q->not_exhaustive);
    }
}

static void compare_truths(const mlt_coco_truth *a, const mlt_coco_truth *b)
{
    compare_lists(&a->images, &b->images);
    compare_lists(&a->categories, &b->categories);
    must(a->n_annotations == b->n_annotations && a->has_annotations == b->has_annotations);
    for (size_t i = 0; i < a->n_annotations; i++) {
        const mlt_coco_annotation *p = &a->annotations[i], *q = &b->annotations[i];
        must(p->id == q->id && p->image_id == q->image_id && p->category_id == q->category_id);
        must(is_same(&p->box.x, &q->box.x, 4) && is_same(&p->area, &q->area, 1));
        must(p->crowd == q->crowd && p->ignore == q->ignore && p->has_area == q->has_area &&
             p->has_crowd == q->has_crowd);
    }
}

static void compare_results(const mlt_coco_results *a, const mlt_coco_results *b)
{
    must(a->n == b->n);
    for (size_t i = 0; i < a->n; i++) {
        const mlt_coco_detection *p = &a->items[i], *q = &b->items[i];
        must(a->images.items[p->image] == b->images.items[q->image] &&
             a->categories.items[p->category] == b->categories.items[q->category]);
        must(is_same(&p->box.x, &q->box.x, 4) && is_same(&p->score, &q->score, 1));
    }
}

static void compare(const outcome *a, const outcome *b)
{
    must(a->status == b->status && a->status == mltest_error_status(a->error));
    must(strcmp(mltest_error_message(a->error), mltest_error_message(b->error)) == 0);
    must(mltest_error_offset(a->error) == mltest_error_offset(b->error));
    if (a->status != MLTEST_OK)
        return;
    compare_truths(&a->truth, &b->truth);
    compare_results(&a->results, &b->results);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n == 0)
        return 0;
    set_up();
    outcome ways[N_WAYS] = {{.error = NULL}, {.error = NULL}, {.error = NULL}};
    const char *text = (const char *)data + 1;
    mltest_context *ctx = contexts[data[0] & SHORT_STRINGS ? 1 : 0];
    parse_memory(ctx, text, n - 1, data[0] & TRUTH, true, &ways[0]);
    parse_memory(ctx, text, n - 1, data[0] & TRUTH, false, &ways[1]);
    parse_file(ctx, text, n - 1, data[0] & TRUTH, &ways[2]);
    compare(&ways[0], &ways[1]);
    compare(&ways[0], &ways[2]);
    for (int i = 0; i < N_WAYS; i++) {
        mlt_coco_truth_free(ctx, &ways[i].truth);
        mlt_coco_results_free(ctx, &ways[i].results);
        mltest_error_free(ways[i].error);
    }
    return 0;
}
