/* SPDX-License-Identifier: MIT */
#include "score/decision.h"

#include "score/fixtures.h"

START_TEST(verdicts_and_their_evidence)
{
    mlt_decision d = {.n = 74, .k = 0};
    mlt_decision_judge(&d, false, 0.05);
    ck_assert_int_eq(d.verdict, MLT_VERDICT_PASS);
    ck_assert_double_ge(d.log_e_pass, 2.995732); /* ln 20 */
    d.n = 73;
    mlt_decision_judge(&d, false, 0.05);
    ck_assert_int_eq(d.verdict, MLT_VERDICT_INCONCLUSIVE);
    d = (mlt_decision){.n = 20, .k = 8};
    mlt_decision_judge(&d, false, 0.05);
    ck_assert_int_eq(d.verdict, MLT_VERDICT_FAIL);
    mlt_decision_judge(&d, true, 0.05);
    ck_assert_int_eq(d.verdict, MLT_VERDICT_INCONCLUSIVE);
    ck_assert_double_gt(d.log_e_fail, 3);
    ck_assert_str_eq(mlt_verdict_name(MLT_VERDICT_PASS), "pass");
    ck_assert_str_eq(mlt_verdict_name(MLT_VERDICT_INCONCLUSIVE), "inconclusive");
}
END_TEST

START_TEST(of_levels)
{
    mltest_journal *journal = fx_open(true);
    journal->run.until_decided = true;
    mltest_scorecard *card = fx_score(journal);
    const mlt_decision *fog = &card->decisions[card->level_of[FX_FOG]];
    fx_near(fog->n, 4);
    fx_near(fog->k, 2);
    ck_assert_uint_eq(fog->n_calls, 4); /* one of them failed */
    const mlt_decision *rain = &card->decisions[card->level_of[FX_RAIN]];
    ck_assert_uint_eq(rain->n_calls, 1); /* skips cost nothing */
    ck_assert_int_eq(rain->verdict, MLT_VERDICT_INCONCLUSIVE);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(none_of_other_runs)
{
    mltest_scorecard *card = fx_card(true, true);
    ck_assert_ptr_null(card->decisions);
    mlt_scorecard_unref(card);
}
END_TEST

FX_SUITE(decision, verdicts_and_their_evidence, of_levels, none_of_other_runs)
