/* SPDX-License-Identifier: MIT */
#include "section_fixtures.h"

START_TEST(test_one_model)
{
    const char *shown = sx_section(mlt_html_tables, sx_report(1, true));
    sx_check_tags(shown);
    SX_HAS(shown, "<summary>Kinds (weight: share in the risk)</summary>");
    SX_HAS(shown, "<summary>TIDE: ");
    SX_HAS(shown, "<summary>Samples that change most</summary>");
    SX_HAS(shown, "<bdi>a.png</bdi></th><td class=\"text\"><bdi>fog:r1@3+noise:r1@3</bdi></td>"
                  "<td data-sort=\"0\">0.000</td><td data-sort=\"1\">1</td>");
    SX_HAS(shown, "<summary>Figures that were drawn again</summary>");
    SX_LACKS(shown, "Corruption errors");
    SX_LACKS(shown, "Decisions");
    SX_LACKS(shown, "<h3>Differences</h3>");
    SX_LACKS(shown, "</summary>\n</details>"); /* what is empty is not there */
}
END_TEST

START_TEST(test_two_models)
{
    const char *shown = sx_section(mlt_html_tables, sx_report(2, true));
    sx_check_tags(shown);
    ck_assert_uint_eq(sx_count(shown, "<summary>Samples that change most</summary>"), 2);
    SX_HAS(shown, "<summary>Differences by kind</summary>");
    SX_HAS(shown, "<summary>Interactions: ");
    SX_HAS(shown, "<summary>What would help (expected, not tested)</summary>");
}
END_TEST

START_TEST(test_without_labels)
{
    const char *shown = sx_section(mlt_html_tables, sx_report(1, false));
    sx_check_tags(shown);
    SX_LACKS(shown, "<summary>Correctness");
    SX_LACKS(shown, "<summary>Average precision");
    SX_LACKS(shown, "<summary>Classes");
}
END_TEST

START_TEST(test_corruption_errors)
{
    mltest_journal *journals[2] = {fx_open(true), fx_open(true)};
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "baseline.jsonl");
    mlt_text text;
    mlt_text_init(&text, NULL);
    mlt_text_puts(&text, fx_head);
    for (int i = 0; i < FX_SAMPLES; i++)
        fx_put_sample(&text, i, true);
    mlt_test_write_file(path, mlt_text_string(&text), text.n);
    mlt_text_free(&text);
    const char *shown = sx_section(mlt_html_tables, sx_report_of(journals, 1, "baseline", path));
    SX_HAS(shown, "<summary>Corruption errors (1: as the baseline)</summary>");
    mlt_journal_unref(journals[1]);
    mlt_test_remove_dir(dir);
}
END_TEST

/* Of many rows the first are shown, and how many there are more. */
START_TEST(test_long_tables)
{
    mltest_journal *journal = fx_repeat(200);
    const char *shown = sx_section(mlt_html_tables, sx_report_of(&journal, 1, NULL, NULL));
    SX_HAS(shown, "<p class=\"quiet\">… 200 more rows: ");
}
END_TEST

START_TEST(test_names_are_text)
{
    static const char *classes[] = {SX_HOSTILE, "dog"};
    mltest_journal *journals[2] = {fx_open(true), fx_open(true)};
    for (size_t i = 0; i < 2; i++) {
        mlt_jrun *run = &journals[i]->run;
        run->classes = classes;
        run->model_name = run->model_version = run->dataset_name = run->suite_name = run->library =
            SX_HOSTILE;
        journals[i]->samples[0].id = SX_HOSTILE;
        journals[i]->conditions[FX_FOG].steps[0].kind = SX_HOSTILE;
        journals[i]->conditions[FX_FOG].steps[0].category = SX_HOSTILE;
    }
    const char *shown = sx_section(mlt_html_tables, sx_report_of(journals, 2, NULL, NULL));
    sx_check_tags(shown);
    SX_LACKS(shown, "<script");
    SX_HAS(shown, SX_ESCAPED);
}
END_TEST

START_TEST(test_out_of_memory)
{
    sx_every_allocation(mlt_html_tables);
}
END_TEST

MLT_TEST_SUITE(report_tables, test_one_model, test_two_models, test_without_labels,
               test_corruption_errors, test_long_tables, test_names_are_text, test_out_of_memory)
