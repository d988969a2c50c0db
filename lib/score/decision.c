/* SPDX-License-Identifier: MIT */
#include "score/decision.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "score/levels.h"

void mlt_decision_judge(mlt_decision *decision, bool is_undefined, double target)
{
    decision->log_e_pass = mlt_log_e_pass(decision->k, decision->n, target);
    decision->log_e_fail = mlt_log_e_fail(decision->k, decision->n, target);
    decision->verdict =
        is_undefined ? MLT_VERDICT_INCONCLUSIVE : mlt_e_verdict(decision->k, decision->n, target);
}

const char *mlt_verdict_name(mlt_verdict verdict)
{
    static const char *const names[] = {"inconclusive", "pass", "fail"};
    return names[verdict];
}

static void count_calls(mltest_scorecard *card)
{
    const mltest_journal *j = card->journal;
    for (size_t i = 0; i < j->n_samples; i++)
        for (size_t c = 0; c < j->n_conditions; c++) {
            mlt_outcome_type type = mlt_journal_outcome(j, i, c)->type;
            card->decisions[card->level_of[c]].n_calls +=
                type == MLT_OUTCOME || type == MLT_FAILURE;
        }
}

mltest_status mlt_score_decide(mltest_scorecard *card, mltest_error **error)
{
    if (!card->journal->run.until_decided)
        return MLTEST_OK;
    card->decisions = mlt_alloc_zero(card->ctx, card->n_levels + 1, sizeof *card->decisions);
    if (card->decisions == NULL)
        return mlt_fail_memory(error);
    count_calls(card);
    for (size_t level = 0; level < card->n_levels; level++) {
        mlt_decision *d = &card->decisions[level];
        for (size_t i = 0; i < card->journal->n_samples; i++) {
            double affected = mlt_level_sample(card, level, i, MLT_FIGURE_AFFECTED);
            d->n += !isnan(affected);
            d->k += isnan(affected) ? 0 : affected;
        }
        mlt_decision_judge(d, card->levels[level].undefined, card->settings.target);
    }
    return MLTEST_OK;
}
