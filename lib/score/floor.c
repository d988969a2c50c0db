/* SPDX-License-Identifier: MIT */
#include "score/floor.h"

static double lowest_of(const mlt_joutcome *outcome, double lowest)
{
    for (size_t k = 0; k < outcome->n_preds; k++)
        lowest = outcome->preds[k].score < lowest ? outcome->preds[k].score : lowest;
    return lowest;
}

double mlt_score_floor(const mltest_journal *journal, mlt_floor_choice choice, const void *data)
{
    double lowest = 1;
    bool any = false;
    if (journal->run.has_score_floor)
        return journal->run.score_floor;
    for (size_t i = 0; i < journal->n_samples; i++)
        for (size_t c = 0; c < journal->n_conditions; c++) {
            const mlt_joutcome *outcome = mlt_journal_outcome(journal, i, c);
            if (outcome->n_preds == 0 || (choice != NULL && !choice(data, i, c)))
                continue;
            any = true;
            lowest = lowest_of(outcome, lowest);
        }
    return any ? lowest : 0;
}
