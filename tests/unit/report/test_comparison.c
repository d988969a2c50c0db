/* SPDX-License-Identifier: MIT */
#include "section_fixtures.h"

START_TEST(test_one_model_has_none)
{
    ck_assert_str_eq(sx_section(mlt_html_comparison, sx_report(1, true)), "");
}
END_TEST

START_TEST(test_two_models)
{
    const char *shown = sx_section(mlt_html_comparison, sx_report(2, true));
    sx_check_tags(shown);
    SX_HAS(shown, "<section id=\"comparison\"");
    SX_HAS(shown, "<bdi>risk (95 %), lower is better</bdi></th><td>37.5 ");
    SX_HAS(shown, "<bdi>worst kind</bdi></th><td><bdi>fog</bdi></td><td><bdi>fog</bdi></td>");
    SX_HAS(shown, "<bdi>clean mAP (95 %)</bdi></th><td>1.000</td><td>1.000</td>");
    SX_HAS(shown, "<h3><span class=\"model model-2\"><bdi>b</bdi></span> beside <span "
                  "class=\"model model-1\"><bdi>a</bdi></span></h3>\n<p>It survives 0 pairs of "
                  "sample and condition that the other does not, and the other 2.</p>");
    SX_HAS(shown, "<summary>Disagreements, the first 2</summary>");
    SX_HAS(shown, "By risk, the order is the same at all thresholds.");
    SX_HAS(shown, "<th scope=\"row\">0.2</th>");
    SX_LACKS(shown, "id=\"augmentations\"");
    SX_HAS(shown, "Affected by category");
}
END_TEST

/* Each but the first beside the first, with its own disagreements. */
START_TEST(test_five_models)
{
    const char *shown = sx_section(mlt_html_comparison, sx_report(SX_MOST, true));
    sx_check_tags(shown);
    ck_assert_uint_eq(sx_count(shown, "</span> beside <span"), 4);
    ck_assert_uint_eq(sx_count(shown, "Disagreements, the first"), 1);
    SX_HAS(shown, "<span class=\"model model-5\"><bdi>e</bdi></span>");
}
END_TEST

/* Those of the third are not those of the second, although both have one name. */
START_TEST(test_disagreements_of_namesakes)
{
    mltest_journal *journals[3] = {fx_open(true), fx_open(true), fx_open(true)};
    journals[1]->run.model_name = journals[2]->run.model_name = "twin";
    fx_answer(journals[1], 0, FX_FOG, NULL, 0);
    fx_answer(journals[2], 0, FX_NOISE, NULL, 0);
    const char *shown = sx_section(mlt_html_comparison, sx_report_of(journals, 3, NULL, NULL));
    const char *second = strstr(shown, "<summary>Disagreements, the first 1<");
    ck_assert_ptr_nonnull(second);
    const char *third = strstr(second + 1, "<summary>Disagreements, the first 1<");
    ck_assert_ptr_nonnull(third);
    const char *fog = strstr(second, "<bdi>fog:r1@3</bdi>"),
               *noise = strstr(third, "<bdi>noise:r1@3</bdi>");
    ck_assert(fog != NULL && fog < third && noise != NULL);
}
END_TEST

START_TEST(test_names_are_text)
{
    mltest_journal *journals[2] = {fx_open(true), fx_open(true)};
    journals[1]->run.model_name = SX_HOSTILE;
    journals[0]->samples[1].id = journals[1]->samples[1].id = "</td>" SX_HOSTILE;
    for (size_t i = 0; i < FX_SAMPLES; i++)
        fx_answer(journals[1], i, FX_FOG, NULL, 0);
    const char *shown =
        sx_section(mlt_html_comparison, sx_report_of(journals, 2, "augmentations", "flip"));
    sx_check_tags(shown);
    SX_LACKS(shown, "<script");
    SX_HAS(shown, SX_ESCAPED);
}
END_TEST

START_TEST(test_out_of_memory)
{
    sx_every_allocation(mlt_html_comparison);
}
END_TEST

MLT_TEST_SUITE(report_comparison, test_one_model_has_none, test_two_models, test_five_models,
               test_disagreements_of_namesakes, test_names_are_text, test_out_of_memory)
