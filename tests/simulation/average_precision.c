/* SPDX-License-Identifier: MIT */
/*
 * Bootstrap intervals of mAP and, of two models on the same images, of the difference, the mean and
 * the ratio of their mAP; of one model under two conditions, one of them the clean one, the last
 * are mPC and rPC. Fewer resamples than the 2000 of a scorecard: what they cost decides how long
 * this takes.
 *
 * mAP of few images is too high on average, as precision is the best at any higher recall; a
 * resample, of fewer different images, is higher still. The lower mAP is, the more of that there
 * is, and a percentile interval has it twice; BCa takes it away.
 */
#include "simulation.h"

#include "metric/coco.h"
#include "stats/interval.h"

#include <stdio.h>
#include <stdlib.h>

enum { N_CLASSES = 2, N_MODELS = 2, MOST_BOXES = 16, N_TRUTH_IMAGES = 500000 };
enum { OF_A, DIFFERENCE, MEAN, RATIO, N_FIGURES };
/* By percentiles, and by BCa: whether anything in the library is given such intervals. */
static const bool is_used[N_FIGURES][2] = {
    {false, true}, {true, false}, {false, true}, {true, false}};
static const char *const names[N_FIGURES] = {"mAP", "difference", "mean", "ratio"};

typedef struct {
    size_t n_images;
    double present;          /* share of images that may have a class at all; 0 to 3 objects then */
    double spread[N_MODELS]; /* how far boxes are off, as a share of their sides */
    size_t n_draws;
    double low, high; /* bounds of the coverage of those that are used; others are only printed */
    bool few;         /* fewer objects than anything is promised for: all is only printed */
    double truth[N_FIGURES];
} scenario;

/* Model 1 finds a little more, and places it better. */
static void detect(const scenario *s, mlt_draws *d, int model, const mlt_truth *truth, double hard,
                   mlt_pred *preds, size_t *n)
{
    if (mlt_draw_normal(d) > 1.0 + 0.2 * model - hard)
        return;
    double spread = s->spread[model];
    mlt_pred p = {truth->box, 0.6 - 0.1 * hard + 0.15 * mlt_draw_normal(d), truth->cls};
    p.box.x += spread * p.box.width * mlt_draw_normal(d);
    p.box.y += spread * p.box.height * mlt_draw_normal(d);
    preds[(*n)++] = p;
}

static void invent(mlt_draws *d, int32_t cls, double hard, mlt_pred *preds, size_t *n)
{
    if (mlt_draw_uniform(d) < 0.5)
        return;
    double score = 0.4 + 0.05 * hard + 0.15 * mlt_draw_normal(d);
    preds[(*n)++] = (mlt_pred){{5000, 0, 40, 40}, score, cls};
}

static uint32_t draw_count(const scenario *s, mlt_draws *d)
{
    return mlt_draw_uniform(d) < s->present ? mlt_draw_below(d, 4) : 0;
}

/* With classes in all images, 100 of them have some 150 objects of each. */
static void draw_image(const scenario *s, mlt_draws *d, mlt_coco *const models[N_MODELS],
                       uint64_t key)
{
    mlt_truth truths[MOST_BOXES];
    mlt_pred preds[N_MODELS][MOST_BOXES];
    size_t n = 0, n_preds[N_MODELS] = {0};
    double hard = 0.7 * mlt_draw_normal(d);
    for (int32_t cls = 0; cls < N_CLASSES; cls++) {
        for (uint32_t left = draw_count(s, d); left > 0; left--, n++) {
            truths[n] = (mlt_truth){{200.0 * (double)n, 0, 60, 80}, 4800, (int64_t)n + 1, cls, 0};
            for (int m = 0; m < N_MODELS; m++)
                detect(s, d, m, &truths[n], hard, preds[m], &n_preds[m]);
        }
        for (int m = 0; m < N_MODELS; m++)
            invent(d, cls, hard, preds[m], &n_preds[m]);
    }
    for (int m = 0; m < N_MODELS; m++)
        must(mlt_coco_add(models[m], key, truths, n, preds[m], n_preds[m], NULL));
}

static void draw_data_set(const scenario *s, mlt_draws *d, mlt_coco *models[N_MODELS],
                          size_t n_images)
{
    const mlt_coco_options options = {.n_classes = N_CLASSES, .honour_ignore = true};
    for (int m = 0; m < N_MODELS; m++)
        must(mlt_coco_new(&models[m], NULL, &options, NULL));
    for (size_t i = 0; i < n_images; i++)
        draw_image(s, d, models, i);
}

typedef struct {
    mlt_coco_workspace *of[N_MODELS];
} workspaces;

static void close_workspaces(const void *data, void *workspace)
{
    workspaces *w = workspace;
    (void)data;
    for (int m = 0; m < N_MODELS; m++)
        mlt_coco_workspace_free(w->of[m]);
    free(w);
}

static mltest_status open_workspaces(const void *data, void **workspace, mltest_error **error)
{
    mlt_coco *const *models = data;
    workspaces *w = calloc(1, sizeof *w);
    must(w ? MLTEST_OK : MLTEST_ERR_MEMORY);
    for (int m = 0; m < N_MODELS; m++)
        must(mlt_coco_workspace_new(&w->of[m], models[m], error));
    *workspace = w;
    return MLTEST_OK;
}

static mltest_status evaluate(const void *data, void *workspace, const double *weights,
                              double *values, mltest_error **error)
{
    const workspaces *w = workspace;
    double ap[N_MODELS], ar;
    (void)data;
    for (int m = 0; m < N_MODELS; m++)
        must(mlt_coco_replicate(w->of[m], weights, 0, &ap[m], &ar, NULL, error));
    values[OF_A] = ap[0];
    values[DIFFERENCE] = ap[1] - ap[0];
    values[MEAN] = (ap[0] + ap[1]) / 2;
    values[RATIO] = ap[0] / ap[1];
    return MLTEST_OK;
}

/* Event 2f: the percentile interval of figure f holds the truth; 2f + 1: the BCa interval. */
static void judge(const scenario *s, const mlt_bootstrap *b, bool *events)
{
    for (size_t f = 0; f < N_FIGURES; f++)
        for (size_t bca = 0; bca < 2; bca++) {
            mlt_interval i;
            must(
                mlt_bootstrap_interval(&i, NULL, b, f, 0.95, bca ? MLT_BCA : MLT_PERCENTILE, NULL));
            events[2 * f + bca] = i.low <= s->truth[f] && s->truth[f] <= i.high;
        }
}

static void one(const void *data, mlt_draws *d, uint64_t set, bool *events)
{
    const scenario *s = data;
    mlt_coco *models[N_MODELS];
    mlt_bootstrap b;
    draw_data_set(s, d, models, s->n_images);
    const mlt_statistic statistic = {s->n_images,      N_FIGURES, open_workspaces,
                                     close_workspaces, evaluate,  models};
    const mlt_bootstrap_options options = {
        .n_draws = s->n_draws, .seed = set, .jackknife = true, .n_threads = 1};
    must(mlt_bootstrap_run(&b, NULL, &statistic, &options, NULL));
    judge(s, &b, events);
    mlt_bootstrap_free(NULL, &b);
    for (int m = 0; m < N_MODELS; m++)
        mlt_coco_free(models[m]);
}

/* The figures of so many images that their standard error is a twentieth of that of 1000 images.
 * With 100000 the truth was off by enough to cost three hundredths of the coverage. */
static void find_truth(scenario *s)
{
    mlt_draws d;
    mlt_coco *models[N_MODELS];
    void *w;
    mlt_draws_init(&d, 1, "truth", 0);
    draw_data_set(s, &d, models, N_TRUTH_IMAGES);
    must(open_workspaces(models, &w, NULL));
    must(evaluate(models, w, NULL, s->truth, NULL));
    close_workspaces(models, w);
    for (int m = 0; m < N_MODELS; m++)
        mlt_coco_free(models[m]);
}

static void check(scenario *s)
{
    char what[80];
    size_t counts[2 * N_FIGURES];
    find_truth(s);
    simulate("mAP", N_SETS, one, s, 2 * N_FIGURES, counts);
    for (size_t e = 0; e < 2 * N_FIGURES; e++) {
        bool shown = s->few || !is_used[e / 2][e % 2];
        snprintf(what, sizeof what, "%s %.3f, %.0f objects, %s, B = %zu%s", names[e / 2],
                 s->truth[e / 2], 1.5 * s->present * (double)s->n_images,
                 e % 2 ? "BCa" : "percentile", s->n_draws, shown ? ", not judged" : "");
        print_row(what, s->n_images, counts[e], N_SETS, shown ? 0 : s->low, shown ? 1 : s->high);
    }
}

void check_average_precision(void)
{
    scenario scenarios[] = {
        {100, 0.07, {0.05, 0.04}, 500, 0, 1, true, {0}},
        {100, 0.2, {0.05, 0.04}, 500, 0.915, 1, false, {0}},
        {100, 1, {0.05, 0.04}, 500, 0.915, 1, false, {0}},
        {100, 1, {0.08, 0.07}, 500, 0.915, 1, false, {0}},
        {1000, 1, {0.05, 0.04}, 200, 0.93, 0.97, false, {0}},
        {1000, 1, {0.08, 0.07}, 200, 0.93, 0.97, false, {0}},
    };
    for (size_t i = 0; i < sizeof scenarios / sizeof scenarios[0]; i++)
        check(&scenarios[i]);
}
