/* SPDX-License-Identifier: MIT */
#include "report/comparison_sections.h"

#include "compare/pairings.h"

static void shows(const mltest_comparison *c, void (*put)(mlt_text *, const mltest_comparison *),
                  const char *words)
{
    mlt_text out;
    mlt_text_init(&out, NULL);
    put(&out, c);
    ck_assert_msg(strstr(mlt_text_string(&out), words) != NULL, "%s", mlt_text_string(&out));
    mlt_text_free(&out);
}

START_TEST(pairs)
{
    cm_set(&cm_options, "cost", "miss=5");
    mltest_comparison *c = cm_compare(3, cm_three);
    shows(c, mlt_comparison_put_pairs, "\nbad beside good\n  less stable, and fails more");
    shows(c, mlt_comparison_put_pairs,
          "survives 0 pairs of sample and condition that the other does not, and the other 78");
    shows(c, mlt_comparison_put_pairs, "cost a picture");
    shows(c, mlt_comparison_put_pairs, "affected (%) under");
    shows(c, mlt_comparison_put_pairs, "worse\n");
    shows(c, mlt_comparison_put_pairs, "Holm: 9 hypotheses");
    mlt_comparison_unref(c);
}
END_TEST

START_TEST(thresholds_and_shares)
{
    mltest_comparison *c = cm_compare(2, cm_good_bad);
    shows(c, mlt_comparison_put_thresholds, "risk at confidence  good   bad\n0.2 ");
    shows(c, mlt_comparison_put_thresholds, "  the order is the same at all thresholds\n");
    shows(c, mlt_comparison_put_thresholds, "good                       100.0       100.0");
    mlt_comparison_unref(c);
}
END_TEST

START_TEST(warnings)
{
    mltest_comparison *c = cm_compare(2, cm_good_bad);
    shows(c, mlt_comparison_put_warnings, "\nwarning: the journal of good is not complete\n");
    mlt_comparison_unref(c);
}
END_TEST

MLT_TEST_SUITE(report_comparison_sections, pairs, thresholds_and_shares, warnings)
