/* SPDX-License-Identifier: MIT */
/*
 * The clean and the perturbed picture of a sample side by side, with what changed between them.
 */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "image/draw.h"
#include "journal/same.h"
#include "metric/match.h"
#include "perturb/photographs.h"
#include "report/columns.h"
#include "report/report.h"
#include "score/sides.h"

static const mlt_colour white = {255, 255, 255}, black = {0, 0, 0}, truth_colour = {255, 255, 255},
                        kept_colour = {0, 158, 115}, lost_colour = {213, 94, 0},
                        new_colour = {240, 228, 66}; /* told apart by colour-blind people too */

enum { GAP = 8, HEAD = 24 };

typedef struct {
    mltest_context *ctx;
    const mltest_scorecard *card;
    const mlt_jsample *sample;
    const mlt_joutcome *clean, *now;
    mlt_sides sides;
    mlt_image *image;
    int64_t right; /* where the perturbed picture begins */
} pair;

/* A pixel's place; journals of others may have boxes anywhere. */
static int64_t pixel(double value)
{
    const double far = 1 << 24; /* beyond every picture */
    if (!(value > -far))
        return -(int64_t)far;
    return (int64_t)(value < far ? value : far);
}

static void draw_box(const pair *p, int64_t left, const mlt_box *box, int64_t thickness,
                     mlt_colour colour)
{
    mlt_draw_outline(p->image, left + pixel(floor(box->x)), HEAD + pixel(floor(box->y)),
                     left + pixel(ceil(box->x + box->width)),
                     HEAD + pixel(ceil(box->y + box->height)), thickness, colour);
}

static mltest_status draw_pred(const pair *p, int64_t left, const mlt_pred *pred, mlt_colour colour,
                               mltest_error **error)
{
    const mlt_box *box = &pred->box;
    mlt_text label;
    const mlt_jrun *run = &p->card->journal->run;
    mlt_text_init(&label, p->ctx);
    if (pred->cls >= 0 && (size_t)pred->cls < run->n_classes)
        mlt_text_puts(&label, run->classes[pred->cls]);
    mlt_text_putc(&label, ' ');
    mlt_fixed(&label, pred->score, 2);
    draw_box(p, left, box, 2, colour);
    int64_t y = HEAD + pixel(floor(box->y)) - 9;
    mlt_draw_text(p->image, left + pixel(floor(box->x)), y < HEAD ? HEAD : y, 1,
                  mlt_text_string(&label), black, colour);
    bool whole = mlt_text_ok(&label);
    mlt_text_free(&label);
    return whole ? MLTEST_OK : mlt_fail_memory(error);
}

/* Matches as the score does: who stays, who is lost, who is new. */
static mltest_status match(pair *p, mltest_error **error)
{
    const mlt_score_settings *s = &p->card->settings;
    const mlt_match_rule rule = {.low = 0.5,
                                 .classes = MLT_MATCH_SAME_CLASS,
                                 .strong = s->min_confidence,
                                 .weak = s->match_confidence};
    mlt_side *side = &p->sides.clean;
    TRY(mlt_side_set_preds(p->ctx, side, p->clean, p->sample, p->now, s->min_visibility, error));
    if (!mlt_reserve(p->ctx, p->sides.partner_now, p->sides.cap_now, p->now->n_preds + 1))
        return mlt_fail_memory(error);
    for (size_t i = 0; i < p->now->n_preds; i++)
        p->sides.partner_now[i] =
            p->now->preds[i].score >= s->match_confidence ? MLT_MATCH_FREE : MLT_MATCH_OUT;
    for (size_t i = 0; i < side->n; i++)
        side->partner[i] =
            side->boxes[i].score >= s->match_confidence ? MLT_MATCH_FREE : MLT_MATCH_OUT;
    return mlt_match(p->ctx, &rule, side->boxes, side->n, p->now->preds, p->now->n_preds,
                     side->partner, p->sides.partner_now, NULL, error);
}

static mltest_status draw_predictions(const pair *p, mltest_error **error)
{
    double least = p->card->settings.min_confidence;
    const mlt_side *side = &p->sides.clean;
    for (size_t i = 0; i < side->n; i++) {
        const mlt_pred *pred = &p->clean->preds[i];
        if (pred->score >= least)
            TRY(draw_pred(p, 0, pred, side->partner[i] >= 0 ? kept_colour : lost_colour, error));
    }
    for (size_t i = 0; i < p->now->n_preds; i++) {
        const mlt_pred *pred = &p->now->preds[i];
        bool kept = p->sides.partner_now[i] >= 0;
        if (pred->score >= least || kept)
            TRY(draw_pred(p, p->right, pred, kept ? kept_colour : new_colour, error));
    }
    for (size_t i = 0; i < side->n; i++) { /* where the lost ones would be */
        if (side->partner[i] == MLT_MATCH_FREE && side->boxes[i].score >= least)
            draw_box(p, p->right, &side->boxes[i].outer, 1, lost_colour);
    }
    return MLTEST_OK;
}

static mltest_status draw_truth(pair *p, mltest_error **error)
{
    TRY(mlt_side_set_truth(p->ctx, &p->sides.truth, p->sample, p->now,
                           p->card->settings.min_visibility, error));
    for (size_t i = 0; i < p->sample->n_truth; i++) {
        draw_box(p, 0, &p->sample->truth[i].box, 1, truth_colour);
        draw_box(p, p->right, &p->sides.truth.boxes[i].outer, 1, truth_colour);
    }
    return MLTEST_OK;
}

static mltest_status draw(pair *p, const mltest_image_view *clean, const mlt_perturbed *made,
                          const char *condition, mltest_error **error)
{
    mltest_image_view now = mlt_image_view(&made->image);
    uint32_t height = (clean->height > now.height ? clean->height : now.height) + HEAD;
    p->right = (int64_t)clean->width + GAP;
    TRY(mlt_image_resize(p->image, clean->width + GAP + now.width, height, MLTEST_FORMAT_RGB8,
                         error));
    mlt_draw_fill(p->image, 0, 0, p->image->width, p->image->height, black);
    mlt_draw_picture(p->image, 0, HEAD, clean);
    mlt_draw_picture(p->image, p->right, HEAD, &now);
    mlt_draw_text(p->image, 4, 3, 2, p->sample->id, white, black);
    mlt_draw_fill(p->image, clean->width, 0, p->image->width, HEAD, black);
    mlt_draw_text(p->image, p->right + 4, 3, 2, condition, white, black);
    TRY(draw_truth(p, error));
    TRY(match(p, error));
    return draw_predictions(p, error);
}

/* The sample's place in the data set, checked against what was tested. */
static mltest_status load(const pair *p, mltest_dataset *dataset, mlt_image *clean, uint64_t *place,
                          mltest_error **error)
{
    for (*place = 0; *place < dataset->n; ++*place) {
        if (strcmp(dataset->samples[*place].id, p->sample->id) == 0)
            break;
    }
    if (*place == dataset->n)
        return mlt_fail(error, MLTEST_ERR_NOT_FOUND, "%s has no sample '%s'", dataset->name,
                        p->sample->id);
    TRY(mlt_dataset_load(dataset, *place, clean, error));
    mltest_image_view view = mlt_image_view(clean);
    if (mlt_view_hash(&view) != p->sample->hash)
        return mlt_fail(error, MLTEST_ERR_CONFLICT, "%s: its pixels are not those that were tested",
                        p->sample->id);
    return MLTEST_OK;
}

static mltest_status remake(pair *p, mltest_dataset *dataset, const mlt_condition *condition,
                            mltest_error **error)
{
    mlt_image clean;
    mlt_perturbed made;
    uint64_t place;
    if (mlt_condition_takes_photographs(condition))
        TRY(mlt_same_photographs(condition->name, mlt_photographs_of(p->ctx, condition),
                                 p->card->journal->run.frost_photographs, error));
    mlt_image_init(&clean, p->ctx);
    TRY(mlt_perturbed_init(&made, p->ctx, error));
    mltest_status status = load(p, dataset, &clean, &place, error);
    mltest_image_view view = mlt_image_view(&clean);
    if (status == MLTEST_OK)
        status = mlt_condition_apply(condition, &view, &dataset->samples[place].truths,
                                     p->card->journal->run.seed, p->sample->id, &made, error);
    if (status == MLTEST_OK && made.skip_reason != NULL)
        status = mlt_fail(error, MLTEST_ERR_UNSUPPORTED, "%s does not apply: %s", condition->name,
                          made.skip_reason);
    if (status == MLTEST_OK)
        status = draw(p, &view, &made, condition->name, error);
    mlt_perturbed_free(&made);
    mlt_image_free(&clean);
    return status;
}

mltest_status mlt_report_pair(mlt_image *image, mltest_context *ctx, const mltest_scorecard *card,
                              mltest_dataset *dataset, mltest_suite *suite, const char *sample_id,
                              const char *condition, mltest_error **error)
{
    const mltest_journal *j = card->journal;
    mlt_condition parsed;
    int64_t sample = mlt_journal_find_sample(j, sample_id);
    int64_t place = mlt_journal_find_condition(j, condition);
    if (sample < 0 || place < 0)
        return mlt_fail(error, MLTEST_ERR_NOT_FOUND, "the journal has no sample '%s' under '%s'",
                        sample_id, condition);
    TRY(mlt_condition_parse(&parsed, ctx, condition, suite != NULL ? suite->hosts : NULL,
                            suite != NULL ? suite->n_hosts : 0, error));
    pair p = {.ctx = ctx,
              .card = card,
              .sample = &j->samples[sample],
              .clean = mlt_journal_outcome(j, (size_t)sample, 0),
              .now = mlt_journal_outcome(j, (size_t)sample, (size_t)place),
              .image = image};
    mlt_sides_init(&p.sides, ctx);
    mltest_status status = remake(&p, dataset, &parsed, error);
    mlt_sides_free(&p.sides);
    mlt_condition_free(ctx, &parsed);
    return status;
}
