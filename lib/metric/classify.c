/* SPDX-License-Identifier: MIT */
#include "metric/classify.h"

#include "base/alloc.h"
#include "base/error.h"

#include <stdbool.h>

static bool goes_before(const mlt_pred *p, const mlt_pred *q)
{
    return p->score > q->score || (p->score == q->score && p->cls < q->cls);
}

int64_t mlt_classify_rank(const mlt_pred *answer, size_t n, int32_t cls)
{
    size_t at = 0;
    while (at < n && answer[at].cls != cls)
        at++;
    if (at == n)
        return -1;
    int64_t rank = 0;
    for (size_t i = 0; i < n; i++)
        rank += answer[i].cls != cls && goes_before(&answer[i], &answer[at]);
    return rank;
}

int32_t mlt_classify_top(const mlt_pred *answer, size_t n)
{
    if (n == 0)
        return -1;
    const mlt_pred *best = answer;
    for (size_t i = 1; i < n; i++)
        if (goes_before(&answer[i], best))
            best = &answer[i];
    return best->cls;
}

/* Weighted samples of one class, and those of rank 0. */
typedef struct {
    double n, right;
} tally;

/* Mean recall of the classes that are there. */
static double balanced(const tally *classes, size_t n_classes)
{
    double sum = 0;
    double present = 0;
    for (size_t c = 0; c < n_classes; c++) {
        if (!(classes[c].n > 0))
            continue;
        sum += classes[c].right / classes[c].n;
        present++;
    }
    return present > 0 ? sum / present : -1;
}

mltest_status mlt_classify(mltest_context *ctx, const int32_t *truths, const int64_t *ranks,
                           const double *weights, size_t n, size_t n_classes,
                           mlt_classify_result *out, mltest_error **error)
{
    *out = (mlt_classify_result){0, -1, -1, -1};
    tally *classes = mlt_alloc_zero(ctx, n_classes, sizeof *classes);
    if (!classes)
        return mlt_fail_memory(error);
    double in_five = 0;
    double in_one = 0;
    for (size_t i = 0; i < n; i++) {
        double weight = weights ? weights[i] : 1;
        if (!(weight > 0) || truths[i] < 0 || (size_t)truths[i] >= n_classes)
            continue;
        double first = ranks[i] == 0 ? weight : 0;
        classes[truths[i]].n += weight;
        classes[truths[i]].right += first;
        out->n += weight;
        in_one += first;
        in_five += ranks[i] >= 0 && ranks[i] < 5 ? weight : 0;
    }
    if (out->n > 0) {
        out->top1 = in_one / out->n;
        out->top5 = in_five / out->n;
        out->balanced = balanced(classes, n_classes);
    }
    mlt_free(ctx, classes);
    return MLTEST_OK;
}
