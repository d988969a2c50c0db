/* SPDX-License-Identifier: MIT */
/*
 * The confidence at which F1 is best on clean pictures.
 */
#ifndef MLT_SCORE_CALIBRATE_H
#define MLT_SCORE_CALIBRATE_H

#include "score/score.h"

/* Samples of which the hash of the pixels is even are for calibration, the others are scored. */
static inline bool mlt_is_for_calibration(const mlt_jsample *sample)
{
    return sample->hash % 2 == 0;
}

/*
 * Detections are matched as for AP50, all classes under one threshold; of equal F1 the higher score
 * is taken. even_half: only samples for calibration. MLTEST_ERR_INVALID if there is no label or no
 * prediction to learn from, or the answers are of whole pictures.
 */
mltest_status mlt_calibrate(mltest_context *ctx, const mltest_journal *journal, bool even_half,
                            double *confidence, mltest_error **error);
/* Sets min_confidence, and match_confidence with it, as settings->calibration says. */
mltest_status mlt_score_settings_calibrate(mlt_score_settings *settings, mltest_context *ctx,
                                           const mltest_journal *journal, mltest_error **error);

#endif
