/* SPDX-License-Identifier: MIT */
/*
 * Differences of classes on clean pictures: average precision of boxes, recall of top classes.
 */
#include <math.h>

#include "base/error.h"
#include "compare/differences.h"
#include "score/weighted_mean.h"
#include "stats/mcnemar.h"
#include "stats/normal.h"

static mltest_status add_boxes(mlt_rows *rows, const mlt_pairing *p, size_t model, size_t cls,
                               mltest_error **error)
{
    const mltest_journal *j = p->cards[0]->journal;
    size_t value = MLT_PRECISION_CLASSES + cls;
    const mlt_drawn a = mlt_paired_performance_clean(&p->performance, 0, value);
    const mlt_drawn b = mlt_paired_performance_clean(&p->performance, model, value);
    mlt_row row = {.name = j->run.classes[cls],
                   .category = "",
                   .figure = "mAP",
                   .model = model,
                   .n = p->cards[0]->figures[cls].n_truths,
                   .test = MLT_TEST_NORMAL};
    TRY(mlt_difference_of(&row.difference, p->ctx, &a, &b, error));
    row.p = mlt_normal_two_sided(row.difference.value, row.difference.se);
    return isnan(row.difference.value) ? MLTEST_OK : mlt_rows_add(rows, p, &row, error);
}

/* The share of a class's clean pictures that is called so. */
static mltest_status add_top(mlt_rows *rows, const mlt_pairing *p, size_t model, size_t cls,
                             mltest_error **error)
{
    const mltest_journal *j = p->cards[0]->journal;
    mlt_weighted_mean of_first = {0, 0}, of_second = {0, 0};
    int64_t only_first = 0, only_second = 0;
    for (size_t i = 0; i < j->n_samples; i++) {
        double a = mlt_panel_sample(&p->panel, MLT_PANEL_CORRECTNESS, 0, 0, i);
        double b = mlt_panel_sample(&p->panel, MLT_PANEL_CORRECTNESS, model, 0, i);
        if (isnan(a) || j->samples[i].n_truth == 0 || j->samples[i].truth[0].cls != (int32_t)cls)
            continue;
        mlt_mean_add(&of_first, 1, a);
        mlt_mean_add(&of_second, 1, b);
        only_first += a > b;
        only_second += b > a;
    }
    double first = mlt_mean_value(&of_first), second = mlt_mean_value(&of_second);
    const mlt_row row = {.name = j->run.classes[cls],
                         .category = "",
                         .figure = "recall",
                         .model = model,
                         .difference = {first, second, second - first, NAN, NAN, NAN, NAN, NAN},
                         .n = of_first.weight,
                         .p =
                             p->panel.units.is_grouped ? NAN : mlt_mcnemar(only_first, only_second),
                         .test = MLT_TEST_MCNEMAR};
    return isnan(first) ? MLTEST_OK : mlt_rows_add(rows, p, &row, error);
}

mltest_status mlt_differences_classes(mlt_rows *rows, const mlt_pairing *p, size_t model,
                                      mltest_error **error)
{
    for (size_t cls = 0; cls < p->cards[0]->journal->run.n_classes; cls++) {
        if (p->is_classification)
            TRY(add_top(rows, p, model, cls, error));
        else
            TRY(add_boxes(rows, p, model, cls, error));
    }
    return MLTEST_OK;
}
