/* SPDX-License-Identifier: MIT */
/*
 * The pairs on which models change most: their pictures within the budget, and what became of
 * boxes.
 */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "report/boxes.h"
#include "report/choice.h"
#include "report/pictures.h"
#include "report/recipe.h"
#include "score/floor.h"
#include "score/sample.h"

typedef struct {
    mltest_report *report;
    mltest_dataset *dataset;
    mltest_suite *suite;
    mlt_page_pair *pairs;
    size_t n_pairs;
    mlt_pair_boxes boxes;
    double weak[MLT_MOST_PAGE_MODELS]; /* of each model */
    uint64_t bytes;                    /* of the pictures so far */
    size_t n_missing, n_over;          /* pairs that could not be made, and that were too much */
    mlt_text why;                      /* of the first that could not be made */
} filling;

static mltest_status copy_boxes(mlt_page_box **out, size_t *n_out, mltest_context *ctx,
                                const mlt_page_box *boxes, size_t n, mltest_error **error)
{
    *out = mlt_alloc_zero(ctx, n + 1, sizeof **out);
    if (*out == NULL)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < n; i++)
        (*out)[i] = boxes[i];
    *n_out = n;
    return MLTEST_OK;
}

static mltest_status put_recipe(filling *f, mlt_page_failure *failure, mltest_error **error)
{
    mlt_text recipe;
    mltest_report *r = f->report;
    mlt_text_init(&recipe, r->ctx);
    mlt_recipe(&recipe, r->cards[0]->journal, f->dataset, failure->sample, failure->condition);
    failure->recipe = mlt_text_take(&recipe);
    mlt_text_free(&recipe);
    return failure->recipe != NULL ? MLTEST_OK : mlt_fail_memory(error);
}

/* What one model says of a pair whose pictures are there. */
static mltest_status add_failure(filling *f, size_t model, const mlt_page_failure *pair,
                                 mltest_error **error)
{
    mltest_report *r = f->report;
    const mltest_scorecard *card = r->cards[model];
    const mlt_sample_score *s = mlt_scorecard_sample(card, pair->sample, pair->condition);
    if (!s->counted)
        return MLTEST_OK;
    if (!mlt_reserve(r->ctx, r->failures, r->cap_failures, r->n_failures + 1))
        return mlt_fail_memory(error);
    mlt_page_failure *failure = &r->failures[r->n_failures++];
    *failure = *pair;
    failure->model = model;
    failure->r = s->r;
    failure->q = s->q;
    failure->q0 = s->q0;
    TRY(mlt_pair_boxes_find(&f->boxes, card, f->weak[model], pair->sample, pair->condition, error));
    TRY(copy_boxes(&failure->clean_boxes, &failure->n_clean, r->ctx, f->boxes.clean,
                   f->boxes.n_clean, error));
    TRY(copy_boxes(&failure->now_boxes, &failure->n_now, r->ctx, f->boxes.now, f->boxes.n_now,
                   error));
    return put_recipe(f, failure, error);
}

/* The place of a picture that is there; n_pictures if it is not. */
static size_t find_picture(const mltest_report *r, const mlt_page_picture *like)
{
    size_t i = 0;
    while (i < r->n_pictures &&
           (r->pictures[i].sample != like->sample || r->pictures[i].condition != like->condition))
        i++;
    return i;
}

/* Takes a picture over, unless it is there. */
static size_t add_picture(filling *f, mlt_page_picture *picture)
{
    mltest_report *r = f->report;
    size_t i = find_picture(r, picture);
    if (i < r->n_pictures)
        return i;
    r->pictures[r->n_pictures++] = *picture;
    f->bytes += picture->n;
    picture->bytes = NULL;
    return i;
}

/* Whether a pair's pictures are too much. */
static bool is_over(filling *f, const mlt_pair_pictures *made)
{
    const mltest_report *r = f->report;
    bool has_clean = find_picture(r, &made->clean) < r->n_pictures;
    uint64_t bytes = f->bytes + made->now.n + (has_clean ? 0 : made->clean.n);
    return bytes > r->settings.picture_bytes;
}

/* After one that was too much all that follow are left out, however small they are. */
static mltest_status add_pair(filling *f, mlt_pair_pictures *made, mltest_error **error)
{
    mltest_report *r = f->report;
    if (made->status == MLTEST_ERR_MEMORY)
        return mlt_fail_memory(error);
    if (made->status != MLTEST_OK && f->n_over == 0) {
        if (f->n_missing++ == 0)
            mlt_text_puts(&f->why, mlt_error_text(made->error, MLT_ERROR_MESSAGE));
        return MLTEST_OK;
    }
    if (f->n_over > 0 || is_over(f, made)) {
        f->n_over++;
        return MLTEST_OK;
    }
    if (!mlt_reserve(r->ctx, r->pictures, r->cap_pictures, r->n_pictures + 2))
        return mlt_fail_memory(error);
    const mlt_page_failure pair = {.sample = made->now.sample,
                                   .condition = made->now.condition,
                                   .clean = add_picture(f, &made->clean),
                                   .now = add_picture(f, &made->now)};
    for (size_t m = 0; m < r->n; m++)
        TRY(add_failure(f, m, &pair, error));
    return MLTEST_OK;
}

/* Some pairs at once, added in their order. */
static mltest_status add_all(filling *f, mltest_error **error)
{
    mltest_report *r = f->report;
    mltest_status status = MLTEST_OK;
    size_t most = mlt_pair_pictures_at_once(r, f->dataset, f->suite);
    mlt_pair_pictures *made = mlt_alloc_zero(r->ctx, most, sizeof *made);
    if (made == NULL)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < f->n_pairs && status == MLTEST_OK && f->n_over == 0;) {
        size_t n = f->n_pairs - i < most ? f->n_pairs - i : most;
        mlt_pair_pictures_make(made, r, f->dataset, f->suite, &f->pairs[i], n);
        for (size_t k = 0; k < n && status == MLTEST_OK; k++)
            status = add_pair(f, &made[k], error);
        mlt_pair_pictures_free(made, r->ctx, n);
        i += n;
        if (f->n_over > 0)
            f->n_over += f->n_pairs - i;
    }
    mlt_free(r->ctx, made);
    return status;
}

static void put_note(filling *f)
{
    mlt_text *out = &f->report->pictures_note;
    if (f->report->settings.max_debug_images == 0)
        mlt_text_puts(out, "No pictures were asked for.");
    else if (f->n_pairs == 0)
        mlt_text_puts(out, "No condition changed any answer.");
    if (f->n_missing > 0)
        mlt_text_printf(out, "%zu of %zu pairs could not be made again; the first: %s.",
                        f->n_missing, f->n_pairs, mlt_text_string(&f->why));
    if (f->n_over > 0) {
        mlt_text_printf(out, "%s%zu of %zu pairs are not shown: all pictures together would be",
                        f->n_missing > 0 ? " " : "", f->n_over, f->n_pairs);
        mlt_text_puts(out, " larger than ");
        mlt_text_u64(out, f->report->settings.picture_bytes);
        mlt_text_puts(out, " bytes.");
    }
    if (!mlt_text_ok(&f->why))
        out->failed = true;
}

static mltest_status choose(filling *f, mltest_error **error)
{
    mltest_report *r = f->report;
    const mltest_journal *j = r->cards[0]->journal;
    size_t most = (size_t)r->settings.max_debug_images;
    if (most > j->n_samples * j->n_conditions) /* there are no more pairs */
        most = j->n_samples * j->n_conditions;
    f->pairs = mlt_alloc_zero(r->ctx, most + 1, sizeof *f->pairs);
    if (f->pairs == NULL)
        return mlt_fail_memory(error);
    for (size_t m = 0; m < r->n; m++)
        f->weak[m] = mlt_score_weak(&r->cards[m]->settings,
                                    mlt_score_floor(r->cards[m]->journal, NULL, NULL));
    return mlt_page_choose(f->pairs, most, &f->n_pairs, r->ctx, r->cards, r->n, error);
}

mltest_status mlt_page_add_failures(mltest_report *report, mltest_dataset *dataset,
                                    mltest_suite *suite, mltest_error **error)
{
    filling f = {.report = report, .dataset = dataset, .suite = suite};
    mlt_pair_boxes_init(&f.boxes, report->ctx);
    mlt_text_init(&f.why, report->ctx);
    mltest_status status = choose(&f, error);
    if (status == MLTEST_OK)
        status = add_all(&f, error);
    if (status == MLTEST_OK)
        put_note(&f);
    mlt_pair_boxes_free(&f.boxes);
    mlt_text_free(&f.why);
    mlt_free(report->ctx, f.pairs);
    return status;
}

void mlt_page_free_failures(mltest_report *report)
{
    for (size_t i = 0; i < report->n_pictures; i++)
        mlt_free(report->ctx, report->pictures[i].bytes);
    for (size_t i = 0; i < report->n_failures; i++) {
        mlt_free(report->ctx, report->failures[i].clean_boxes);
        mlt_free(report->ctx, report->failures[i].now_boxes);
        mlt_free(report->ctx, report->failures[i].recipe);
    }
    mlt_free(report->ctx, report->pictures);
    mlt_free(report->ctx, report->failures);
}
