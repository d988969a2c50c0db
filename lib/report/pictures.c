/* SPDX-License-Identifier: MIT */
#include "report/pictures.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/fpenv.h"
#include "base/pool.h"
#include "codec/jpeg.h"
#include "image/resample.h"
#include "report/remake.h"

typedef struct {
    mlt_pair_pictures *out;
    const mltest_report *report;
    mltest_dataset *dataset;
    mltest_suite *suite;
    const mlt_page_pair *pairs;
} job;

/* Half up, and at least a pixel. */
static uint32_t scaled(uint32_t height, uint32_t width, uint32_t to)
{
    uint64_t h = ((uint64_t)height * to * 2 + width) / ((uint64_t)width * 2);
    return h > 0 ? (uint32_t)h : 1;
}

static mltest_status compress(mlt_page_picture *out, const mltest_report *r,
                              const mltest_image_view *view, mltest_error **error)
{
    mlt_text file;
    mlt_text_init(&file, r->ctx);
    mltest_status status = mlt_jpeg_encode(r->ctx, view, r->settings.picture_quality, &file, error);
    out->n = file.n;
    out->bytes = status == MLTEST_OK ? mlt_text_take(&file) : NULL;
    mlt_text_free(&file);
    return status == MLTEST_OK && out->bytes == NULL ? mlt_fail_memory(error) : status;
}

static mltest_status make_file(mlt_page_picture *out, const mltest_report *r,
                               const mlt_image *picture, mltest_error **error)
{
    mlt_image small;
    uint32_t width = r->settings.picture_width;
    mltest_image_view view = mlt_image_view(picture);
    out->width = view.width;
    out->height = view.height;
    if (view.width <= width)
        return compress(out, r, &view, error);
    mlt_image_init(&small, r->ctx);
    mltest_status status =
        mlt_image_shrink(&small, &view, width, scaled(view.height, view.width, width), error);
    if (status == MLTEST_OK) {
        view = mlt_image_view(&small);
        status = compress(out, r, &view, error);
    }
    mlt_image_free(&small);
    return status;
}

static void make_pair(void *data, size_t i)
{
    const job *work = data;
    const mlt_page_pair *pair = &work->pairs[i];
    mlt_pair_pictures *out = &work->out[i];
    mlt_remade remade;
    fenv_t saved;
    mlt_fpenv_enter(&saved);
    memset(out, 0, sizeof *out);
    out->clean.sample = out->now.sample = pair->sample;
    out->now.condition = pair->condition;
    out->status = mlt_remade_init(&remade, work->report->ctx, &out->error);
    if (out->status == MLTEST_OK)
        out->status = mlt_remake(&remade, work->report->cards[0]->journal, work->dataset,
                                 work->suite, pair->sample, pair->condition, &out->error);
    if (out->status == MLTEST_OK)
        out->status = make_file(&out->clean, work->report, &remade.clean, &out->error);
    if (out->status == MLTEST_OK)
        out->status = make_file(&out->now, work->report, &remade.made.image, &out->error);
    mlt_remade_free(&remade);
    mlt_fpenv_leave(&saved);
}

void mlt_pair_pictures_make(mlt_pair_pictures *out, const mltest_report *report,
                            mltest_dataset *dataset, mltest_suite *suite,
                            const mlt_page_pair *pairs, size_t n)
{
    job work = {out, report, dataset, suite, pairs};
    mlt_parallel(report->ctx, n, n, make_pair, &work);
}

size_t mlt_pair_pictures_at_once(const mltest_report *report, const mltest_dataset *dataset,
                                 const mltest_suite *suite)
{
    return mlt_remake_on_any_thread(dataset, suite) ? mlt_thread_count(report->ctx) : 1;
}

void mlt_pair_pictures_free(mlt_pair_pictures *pictures, mltest_context *ctx, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        mlt_free(ctx, pictures[i].clean.bytes);
        mlt_free(ctx, pictures[i].now.bytes);
        mlt_error_free(pictures[i].error);
    }
}
