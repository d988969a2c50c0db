/* SPDX-License-Identifier: MIT */
/*
 * The clean and the perturbed picture of a sample side by side, with what changed between them.
 */
#include <math.h>

#include "base/error.h"
#include "image/draw.h"
#include "report/boxes.h"
#include "report/columns.h"
#include "report/remake.h"
#include "report/report.h"
#include "score/floor.h"
#include "score/sample.h"

static const mlt_colour white = {255, 255, 255}, black = {0, 0, 0};

/* Of states; told apart by colour-blind people too. */
static const mlt_colour colours[] = {{255, 255, 255}, {0, 158, 115},  {213, 94, 0},
                                     {240, 228, 66},  {86, 180, 233}, {204, 121, 167},
                                     {160, 160, 160}};

enum { GAP = 8, HEAD = 24 };

typedef struct {
    mltest_context *ctx;
    const mltest_scorecard *card;
    size_t sample, condition;
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

static mltest_status draw_label(const pair *p, int64_t left, const mlt_page_box *item,
                                mltest_error **error)
{
    mlt_text label;
    const mlt_jrun *run = &p->card->journal->run;
    mlt_text_init(&label, p->ctx);
    if (item->cls >= 0 && (size_t)item->cls < run->n_classes)
        mlt_text_puts(&label, run->classes[item->cls]);
    mlt_text_putc(&label, ' ');
    mlt_fixed(&label, item->score, 2);
    int64_t y = HEAD + pixel(floor(item->box.y)) - 9;
    mlt_draw_text(p->image, left + pixel(floor(item->box.x)), y < HEAD ? HEAD : y, 1,
                  mlt_text_string(&label), black, colours[item->state]);
    bool whole = mlt_text_ok(&label);
    mlt_text_free(&label);
    return whole ? MLTEST_OK : mlt_fail_memory(error);
}

/* Thin: the truth, and on the right where the lost ones would be. */
static mltest_status draw_boxes(const pair *p, int64_t left, const mlt_page_box *boxes, size_t n,
                                mltest_error **error)
{
    for (size_t i = 0; i < n; i++) {
        const mlt_page_box *item = &boxes[i];
        bool is_thin =
            item->state == MLT_PAGE_TRUTH || (item->state == MLT_PAGE_LOST && left == p->right);
        draw_box(p, left, &item->box, is_thin ? 1 : 2, colours[item->state]);
        if (!is_thin)
            TRY(draw_label(p, left, item, error));
    }
    return MLTEST_OK;
}

static mltest_status draw_changes(const pair *p, mltest_error **error)
{
    mlt_pair_boxes boxes;
    const mltest_scorecard *card = p->card;
    double weak = mlt_score_weak(&card->settings, mlt_score_floor(card->journal, NULL, NULL));
    mlt_pair_boxes_init(&boxes, p->ctx);
    mltest_status status = mlt_pair_boxes_find(&boxes, card, weak, p->sample, p->condition, error);
    if (status == MLTEST_OK)
        status = draw_boxes(p, 0, boxes.clean, boxes.n_clean, error);
    if (status == MLTEST_OK)
        status = draw_boxes(p, p->right, boxes.now, boxes.n_now, error);
    mlt_pair_boxes_free(&boxes);
    return status;
}

static mltest_status draw(pair *p, const mlt_remade *remade, mltest_error **error)
{
    const mltest_journal *j = p->card->journal;
    mltest_image_view clean = mlt_image_view(&remade->clean),
                      now = mlt_image_view(&remade->made.image);
    uint32_t height = (clean.height > now.height ? clean.height : now.height) + HEAD;
    p->right = (int64_t)clean.width + GAP;
    TRY(mlt_image_resize(p->image, clean.width + GAP + now.width, height, MLTEST_FORMAT_RGB8,
                         error));
    mlt_draw_fill(p->image, 0, 0, p->image->width, p->image->height, black);
    mlt_draw_picture(p->image, 0, HEAD, &clean);
    mlt_draw_picture(p->image, p->right, HEAD, &now);
    mlt_draw_text(p->image, 4, 3, 2, j->samples[p->sample].id, white, black);
    mlt_draw_fill(p->image, clean.width, 0, p->image->width, HEAD, black);
    mlt_draw_text(p->image, p->right + 4, 3, 2, j->conditions[p->condition].name, white, black);
    return draw_changes(p, error);
}

mltest_status mlt_report_pair(mlt_image *image, mltest_context *ctx, const mltest_scorecard *card,
                              mltest_dataset *dataset, mltest_suite *suite, const char *sample_id,
                              const char *condition, mltest_error **error)
{
    const mltest_journal *j = card->journal;
    mlt_remade remade;
    int64_t sample = mlt_journal_find_sample(j, sample_id);
    int64_t place = mlt_journal_find_condition(j, condition);
    if (sample < 0 || place < 0)
        return mlt_fail(error, MLTEST_ERR_NOT_FOUND, "the journal has no sample '%s' under '%s'",
                        sample_id, condition);
    pair p = {.ctx = ctx,
              .card = card,
              .sample = (size_t)sample,
              .condition = (size_t)place,
              .image = image};
    mltest_status status = mlt_remade_init(&remade, ctx, error);
    if (status == MLTEST_OK)
        status = mlt_remake(&remade, j, dataset, suite, p.sample, p.condition, error);
    if (status == MLTEST_OK)
        status = draw(&p, &remade, error);
    mlt_remade_free(&remade);
    return status;
}
