/* SPDX-License-Identifier: MIT */
#include "compare/sentence.h"

#include "compare/pairings.h"

/* A table of one row of a figure of model 1. */
static mlt_row risk, failure, map, kind;
static mlt_differences d;

static void set(double risk_is, double failure_is, double lower, double upper, double p, bool found)
{
    risk = (mlt_row){.figure = "risk", .model = 1, .is_less_better = true, .adjusted = 0.01};
    failure = risk;
    failure.figure = "failure_under_change";
    map = (mlt_row){.figure = "clean.mAP", .model = 1, .p = p, .n = 60, .detectable = 0.03};
    kind = (mlt_row){.name = "fog",
                     .figure = "affected",
                     .model = 1,
                     .is_primary = true,
                     .adjusted = found ? 0.01 : 0.2};
    risk.difference.value = risk_is;
    failure.difference.value = failure_is;
    map.difference = (mlt_difference){.value = (lower + upper) / 2,
                                      .low = 2 * lower,
                                      .high = 2 * upper,
                                      .lower = lower,
                                      .upper = upper};
    kind.difference.value = 1;
    static mlt_row overall[3];
    overall[0] = risk;
    overall[1] = failure;
    overall[2] = map;
    d = (mlt_differences){.overall = {NULL, overall, 3, 3}, .kinds = {NULL, &kind, 1, 1}};
}

static void says(bool of_metric, const char *words)
{
    const mlt_pairing p = {.settings = {.equivalence = 0.02}};
    mlt_text out;
    mlt_text_init(&out, NULL);
    if (of_metric)
        mlt_sentence_of_metric(&out, &p, &d, 1);
    else
        mlt_sentence_of_change(&out, &d, 1);
    ck_assert_msg(strcmp(mlt_text_string(&out), words) == 0, "%s", mlt_text_string(&out));
    mlt_text_free(&out);
}

/* Only with an interval within the margin and a kind that differs. */
START_TEST(same_metric_different_model)
{
    set(0, 0, -0.01, 0.02, 0.5, true);
    says(true, "same metric, different model: the 90 % interval of the difference of clean mAP "
               "(-0.010 … 0.020) lies within ±0.020, but it differs under fog (better)");
    set(0, 0, -0.01, 0.02, 0.5, false);
    says(true, "same metric, and no kind of change separates them: the 90 % interval of the "
               "difference of clean mAP (-0.010 … 0.020) lies within ±0.020");
    set(0, 0, -0.01, 0.021, 0.5, true);
    says(true, "clean mAP does not separate them with 60 images (interval -0.020 … 0.042; "
               "detectable ≥ 0.030)");
    set(0, 0, 0.01, 0.03, 0.04, true);
    says(true, "clean mAP is higher by 0.020 (interval 0.020 … 0.060)");
    set(0, 0, -0.03, -0.01, 0.04, true);
    says(true, "clean mAP is lower by 0.020 (interval -0.060 … -0.020)");
    set(0, 0, NAN, NAN, NAN, true);
    says(true, "");
}
END_TEST

START_TEST(both_or_neither)
{
    set(-1, -1, 0, 0, 1, false);
    says(false, "more stable, and fails less under change");
    set(-1, 1, 0, 0, 1, false);
    says(false, "a trade-off: more stable, but fails more under change");
    set(1, 0, 0, 0, 1, false);
    says(false, "less stable; no evidence that it fails more");
    set(0, 0, 0, 0, 1, false);
    says(false, "no evidence of a difference in stability or failure under change");
}
END_TEST

START_TEST(without_labels)
{
    set(-1, 0, 0, 0, 1, false);
    d.overall.n = 1;
    says(false, "more stable (stability, not quality: a constant predictor has risk 0)");
    says(true, "");
    d.overall.n = 0;
    says(false, "");
}
END_TEST

MLT_TEST_SUITE(compare_sentence, same_metric_different_model, both_or_neither, without_labels)
