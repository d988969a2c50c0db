/* SPDX-License-Identifier: MIT */
#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "base/file.h"
#include "dataset/dataset.h"
#include "dataset/yolo.h"
#include "predictor/image_finder.h"
#include "predictor/recorded_classes.h"
#include "predictor/replay.h"
#include "predictor/sink.h"

#include <inttypes.h>

typedef struct {
    mltest_context *ctx; /* borrowed: the predictor holds it */
    mlt_recorded recorded;
    mlt_image_finder finder;
    int64_t n_classes; /* the highest class index, plus 1 */
} replay;

static void destroy(void *user_data)
{
    replay *r = user_data;
    mlt_image_finder_free(&r->finder);
    mlt_recorded_free(&r->recorded);
    mlt_free(r->ctx, r);
}

/* The box of an item, in pixels of the picture asked about. */
static mlt_box box_of(const mlt_recorded *recorded, const mlt_recorded_item *item,
                      const mltest_image_view *view)
{
    const double parts[] = {item->box.x, item->box.y, item->box.width, item->box.height};
    return recorded->is_folder ? mlt_yolo_box(parts, view->width, view->height) : item->box;
}

/* The detections of one image under one condition. */
static void answer(const mlt_recorded *recorded, size_t image, size_t condition, mltest_sink *sink,
                   size_t i)
{
    mltest_status status = mlt_sink_add_boxes(sink, i, &(mlt_sink_boxes){.n = 0});
    if (image == SIZE_MAX)
        return;
    size_t end = recorded->starts[image + 1];
    for (size_t k = recorded->starts[image]; k < end && status == MLTEST_OK; k++) {
        const mlt_recorded_item *item = &recorded->items[k];
        mlt_box box = box_of(recorded, item, &sink->questions[i].view);
        if (item->condition == condition)
            status = mlt_sink_add_box(sink, i, item->category, item->score, &box);
    }
}

/* Without an annotation file an unknown image is one in which nothing was found. */
static void reply(const replay *r, mltest_sink *sink, size_t i)
{
    const mlt_question *question = &sink->questions[i];
    mlt_image_match match = MLT_IMAGE_NONE;
    size_t condition = 0, image = 0, recorded = SIZE_MAX;
    if (!mlt_keys_find(&r->recorded.conditions, question->condition, &condition)) {
        (void)mlt_sink_fail(sink, i,
                            r->recorded.conditions.n > 1
                                ? "replay has no predictions under this condition"
                                : "replay has only clean predictions");
        return;
    }
    if (mlt_image_find(&r->finder, question->sample_id, &match, &image, &recorded, NULL) !=
        MLTEST_OK)
        sink->out_of_memory = true;
    else if (match == MLT_IMAGE_AMBIGUOUS)
        (void)mlt_sink_fail(sink, i,
                            r->finder.by_file
                                ? "several files of the folder have this name"
                                : "several images of the annotation file have this name");
    else if (match == MLT_IMAGE_NONE && r->finder.has_truth)
        (void)mlt_sink_fail(sink, i, "the annotation file has no image of this name");
    else if (r->recorded.is_folder && question->view.width == 0)
        (void)mlt_sink_fail(sink, i, "the size of the picture is not known");
    else
        answer(&r->recorded, recorded, condition, sink, i);
}

static int32_t predict(void *user_data, const mltest_image_view *images, size_t n,
                       mltest_sink *sink)
{
    (void)images;
    for (size_t i = 0; i < n; i++)
        reply(user_data, sink, i);
    return MLTEST_CALLBACK_DONE;
}

/* Bare category numbers mean a class list that is known only now. */
static mltest_status begin(void *user_data, mltest_predictor *predictor, const mlt_classes *classes,
                           mltest_error **error)
{
    const replay *r = user_data;
    size_t n = predictor->classes.n > 0 ? predictor->classes.n : classes->n;
    if (n > 0 && r->n_classes > (int64_t)n && r->recorded.is_folder)
        return mlt_fail(error, MLTEST_ERR_CONFLICT,
                        "the predictions have class %" PRId64 ", the data set has only %zu classes "
                        "(0 to %zu)",
                        r->n_classes - 1, n, n - 1);
    if (n > 0 && r->n_classes > (int64_t)n)
        return mlt_fail(error, MLTEST_ERR_CONFLICT,
                        "the results have category_id %" PRId64 ", the data set has %zu classes: "
                        "expected replay:RESULTS.json,TRUTH.json",
                        r->n_classes, n);
    return MLTEST_OK;
}

/* Marks the image that sample i belongs to; two samples must not share one. */
static mltest_status claim(const replay *r, const mltest_dataset *dataset, size_t i, size_t *owners,
                           size_t *n_found, mltest_error **error)
{
    mlt_image_match match = MLT_IMAGE_NONE;
    size_t image = 0, recorded = 0;
    const char *id = dataset->samples[i].id;
    TRY(mlt_image_find(&r->finder, id, &match, &image, &recorded, error));
    if (match != MLT_IMAGE_FOUND)
        return MLTEST_OK;
    if (owners[image] != 0)
        return mlt_fail(error, MLTEST_ERR_CONFLICT,
                        "\"%s\" and \"%s\" are the same image to the replayed results; give an "
                        "annotation file with their paths",
                        dataset->samples[owners[image] - 1].id, id);
    owners[image] = i + 1;
    ++*n_found;
    return MLTEST_OK;
}

static mltest_status claim_all(const replay *r, const mltest_dataset *dataset, size_t *owners,
                               mltest_error **error)
{
    size_t n_found = 0;
    for (size_t i = 0; i < dataset->n; i++)
        TRY(claim(r, dataset, i, owners, &n_found, error));
    if (n_found == 0 && r->finder.n > 0 && dataset->n > 0)
        return mlt_fail(error, MLTEST_ERR_CONFLICT,
                        "none of the %zu images of the replayed results is in the data set",
                        r->finder.n);
    if (n_found < r->finder.n)
        mlt_log(r->ctx, MLTEST_LOG_WARNING,
                "%zu of the %zu images of the replayed results are not in the data set",
                r->finder.n - n_found, r->finder.n);
    return MLTEST_OK;
}

static mltest_status check(void *user_data, const mltest_dataset *dataset, mltest_error **error)
{
    const replay *r = user_data;
    size_t *owners = mlt_alloc_zero(r->ctx, r->finder.n + 1, sizeof *owners);
    if (!owners)
        return mlt_fail_memory(error);
    mltest_status status = claim_all(r, dataset, owners, error);
    mlt_free(r->ctx, owners);
    return status;
}

static mltest_status make(mltest_predictor **out, replay *r, mlt_classes *classes,
                          uint64_t max_batch, mltest_error **error)
{
    mltest_predictor_vtable vtable = {.struct_size = sizeof vtable,
                                      .predict = predict,
                                      .destroy = destroy,
                                      .max_batch = max_batch};
    for (size_t i = 0; i < r->recorded.n; i++)
        if (r->recorded.items[i].category >= r->n_classes)
            r->n_classes = r->recorded.items[i].category + 1;
    TRY(mlt_predictor_make(out, r->ctx, &vtable, r, error));
    (*out)->hooks = (mlt_predictor_hooks){.begin = begin, .check = check};
    mlt_classes none = (*out)->classes;
    (*out)->classes = *classes;
    *classes = none;
    return MLTEST_OK;
}

/* Reads both files into r and makes the predictor. */
static mltest_status load(mltest_predictor **out, replay *r, const char *results, const char *path,
                          uint64_t max_batch, mltest_error **error)
{
    mltest_status status;
    mlt_coco_truth truth = {.annotations = NULL};
    mlt_classes classes = {NULL, 0, 0};
    TRY_GOTO(mlt_recorded_read(&r->recorded, r->ctx, results, error));
    if (path)
        TRY_GOTO(mlt_coco_read_truth(r->ctx, path, &truth, NULL, error));
    TRY_GOTO(mlt_recorded_to_classes(&r->recorded, results, path ? &truth.categories : NULL,
                                     &classes, error));
    TRY_GOTO(
        mlt_image_finder_init(&r->finder, &r->recorded.images, path ? &truth.images : NULL, error));
    TRY_GOTO(make(out, r, &classes, max_batch, error));
done:
    mlt_classes_free(r->ctx, &classes);
    mlt_coco_truth_free(r->ctx, &truth);
    return status;
}

static mltest_status load_folder(mltest_predictor **out, replay *r, const char *folder,
                                 uint64_t max_batch, mltest_error **error)
{
    mlt_classes none = {NULL, 0, 0};
    TRY(mlt_recorded_read_folder(&r->recorded, r->ctx, folder, error));
    TRY(mlt_image_finder_init_files(&r->finder, &r->recorded.images, error));
    return make(out, r, &none, max_batch, error);
}

mltest_status mlt_replay_results_open(mltest_predictor **out, mltest_context *ctx,
                                      const char *results, const char *truth, uint64_t max_batch,
                                      mltest_error **error)
{
    replay *r = mlt_alloc_zero(ctx, 1, sizeof *r);
    if (!r)
        return mlt_fail_memory(error);
    r->ctx = ctx;
    mlt_image_names_init(&r->finder.names, ctx);
    mltest_status status = mlt_path_type_of(results) == MLT_PATH_DIR
                               ? load_folder(out, r, results, max_batch, error)
                               : load(out, r, results, truth, max_batch, error);
    if (status != MLTEST_OK)
        destroy(r);
    return status;
}
