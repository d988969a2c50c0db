/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/error.h"
#include "score/score.h"

static const mlt_option rows[] = {
    {"min_confidence", MLTEST_OPTION_DOUBLE, "", 0, 1, "0.3",
     "predictions with a lower score do not count"},
    {"match_confidence", MLTEST_OPTION_DOUBLE, "", 0, 1, "0",
     "a box may find its partner among boxes down to this score; 0 is two thirds of "
     "min_confidence"},
    {"score_strictness", MLTEST_OPTION_DOUBLE, "", 0, 1, "0.75",
     "a sample whose consistency is lower is affected"},
    {"target_fraction_affected_samples", MLTEST_OPTION_DOUBLE, "", 0, 1, "0.05",
     "the share of affected samples that a verdict tests for"},
    {"min_visibility", MLTEST_OPTION_DOUBLE, "", 0, 1, "0.25",
     "a box of which less is visible may be missed"},
    {"consistency", MLTEST_OPTION_STRING, "", 0, 0, "micro",
     "micro counts boxes, macro averages over classes"},
    {"resamples", MLTEST_OPTION_INT, "", 0, 1000000, "2000",
     "how often samples are drawn again for intervals; 0: no intervals of means"},
    {"map_intervals", MLTEST_OPTION_BOOL, "", 0, 0, "true",
     "intervals of mAP beside those of AP50; takes three times as long"},
    {"tide", MLTEST_OPTION_BOOL, "", 0, 0, "true",
     "find out what each kind of a detector's errors costs; takes time"},
    {"tide_resamples", MLTEST_OPTION_INT, "", 0, 1000000, "500",
     "as resamples, for what kinds of errors cost more under a condition; at most as many"},
    {"weights", MLTEST_OPTION_STRING, "", 0, 0, "",
     "what categories and kinds weigh in the risk, as in weather=2,frost=0.5; 1 unless said, 0 "
     "leaves one out"},
    {"calibration", MLTEST_OPTION_STRING, "", 0, 0, "",
     "set min_confidence to where F1 is best: on the clean pictures of a journal, or on half of "
     "the "
     "samples (halves) while the other half is scored"},
    {"baseline", MLTEST_OPTION_STRING, "", 0, 0, "",
     "the journal of a baseline model for corruption errors (mCE)"},
    {"intersection", MLTEST_OPTION_BOOL, "", 0, 0, "false",
     "compare journals of other samples or conditions on what they have in common"},
    {"performance_resamples", MLTEST_OPTION_INT, "", 0, 1000000, "400",
     "of these, how many a comparison uses for average precision under changes, which takes time"},
    {"cost", MLTEST_OPTION_STRING, "", 0, 0, "",
     "what a comparison counts for lost and new boxes, as in miss=5,false_alarm=1"},
    {"equivalence", MLTEST_OPTION_DOUBLE, "", 0, 1, "0.02",
     "a difference of mAP, top-1 or affected samples that is none to a comparison"},
    {"augmentations", MLTEST_OPTION_STRING, "", 0, 0, "",
     "what the second of two compared models was trained with beyond the first, as in flip,blur"},
    {"arms", MLTEST_OPTION_STRING, "", 0, 0, "",
     "how many of the compared journals are training runs of which recipe, in order, as in "
     "A=3,B=3"},
};

const mlt_option_table mlt_score_options = {"score", rows, sizeof rows / sizeof rows[0]};

mltest_status mlt_score_settings_read(mlt_score_settings *s, const mltest_options *options,
                                      mltest_error **error)
{
    const mlt_option_table *table = &mlt_score_options;
    TRY(mlt_options_expect(options, table, error));
    s->min_confidence = mlt_options_double(options, table, "min_confidence");
    s->match_confidence = mlt_options_double(options, table, "match_confidence");
    s->score_strictness = mlt_options_double(options, table, "score_strictness");
    s->target = mlt_options_double(options, table, "target_fraction_affected_samples");
    s->min_visibility = mlt_options_double(options, table, "min_visibility");
    s->match_follows = s->match_confidence <= 0;
    if (s->match_follows)
        s->match_confidence = s->min_confidence * 2 / 3;
    if (s->match_confidence > s->min_confidence)
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "match_confidence must not be above min_confidence");
    s->resamples = (size_t)mlt_options_int(options, table, "resamples");
    s->performance_draws = s->resamples;
    s->map_intervals = mlt_options_bool(options, table, "map_intervals");
    s->tide_resamples = (size_t)mlt_options_int(options, table, "tide_resamples");
    s->tide = mlt_options_bool(options, table, "tide");
    s->weights = mlt_options_string(options, table, "weights");
    s->calibration = mlt_options_string(options, table, "calibration");
    s->odd_half = s->samples_only = s->draw_clean_only = false;
    s->baseline = mlt_options_string(options, table, "baseline");
    const char *consistency = mlt_options_string(options, table, "consistency");
    s->macro = strcmp(consistency, "macro") == 0;
    if (!s->macro && strcmp(consistency, "micro") != 0)
        return mlt_fail(error, MLTEST_ERR_INVALID, "consistency '%s': expected micro or macro",
                        consistency);
    return MLTEST_OK;
}
