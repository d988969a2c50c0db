/* SPDX-License-Identifier: MIT */
#include "metric/scoring_rule.h"

#include "base/math.h"

double mlt_brier(const mlt_pred *answer, size_t n, int32_t truth)
{
    double sum = 0;
    double missing = 1; /* (0 - 1)², if the true class is not named */
    for (size_t i = 0; i < n; i++) {
        double off = answer[i].score;
        if (answer[i].cls == truth) {
            off -= 1;
            missing = 0;
        }
        sum += off * off;
    }
    return sum + missing;
}

double mlt_log_loss(const mlt_pred *answer, size_t n, int32_t truth)
{
    const double least = 0x1p-52;
    double score = 0;
    for (size_t i = 0; i < n; i++)
        if (answer[i].cls == truth)
            score = answer[i].score;
    score = score < least ? least : score;
    return -mlt_log(score < 1 - least ? score : 1 - least);
}
