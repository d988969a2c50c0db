/* SPDX-License-Identifier: MIT */
#include "report/page.h"
#include "score/score.h"
#include "suite/suite_check.h"

Suite *mlt_suite_suite_file_own(void);

static double score(const char *name)
{
    return mlt_options_double(sc_suite->score, &mlt_score_options, name);
}

START_TEST(test_thresholds)
{
    sc_opened(sc_file("{\"conditions\":[\"fog@3\"],\"thresholds\":{\"min_confidence\":0.4,"
                      "\"score_strictness\":0.8,\"target\":0.1,\"consistency\":\"macro\"}}"));
    ck_assert_double_eq(score("min_confidence"), 0.4);
    ck_assert_double_eq(score("score_strictness"), 0.8);
    ck_assert_double_eq(score("target_fraction_affected_samples"), 0.1);
    ck_assert_double_eq(score("min_visibility"), 0.25); /* the default */
    ck_assert_str_eq(mlt_options_string(sc_suite->score, &mlt_score_options, "consistency"),
                     "macro");
    ck_assert_ptr_null(sc_suite->run);
    sc_opened(sc_file("{\"conditions\":[\"fog@3\"]}"));
    ck_assert_ptr_null(sc_suite->score);
}
END_TEST

START_TEST(test_the_whole_shape_in_yaml)
{
    if (sc_no_yaml())
        return;
    sc_opened(
        sc_file("# what the site sees\n"
                "name: night shift\n"
                "conditions:\n"
                "  - fog@3\n"
                "  - {kind: motion_blur, severities: [1, 3], set: {angle: 30}}\n"
                "  - [motion_blur@2, jpeg_compression@3]\n"
                "  - steps: [fog@1, {kind: saturate, severity: 2}]\n"
                "    replicate: 1\n"
                "thresholds: {min_confidence: .3, target: 0.05}\n"
                "weights: {weather: 2, fog@3: 0.5}\n"
                "gates:\n"
                "  - risk <= 45\n"
                "  - no_worse_than: {baseline: a.jsonl.gz, on: [risk], margin: {risk: 2}}\n"));
    ck_assert_str_eq(sc_suite->name, "night shift");
    ck_assert_str_eq(sc_names(), "fog@3 motion_blur@1{angle=30} motion_blur@3{angle=30} "
                                 "motion_blur@2+jpeg_compression@3 fog@1+saturate@2#1");
    ck_assert_double_eq(score("min_confidence"), 0.3);
    ck_assert_uint_eq(sc_suite->n_weights, 2);
    ck_assert_uint_eq(sc_suite->n_gates, 2);
}
END_TEST

/* Wherever it stands in the file. */
START_TEST(test_relative_lengths)
{
    sc_opened(
        sc_file("{\"conditions\":[\"fog@3\",\"gaussian_blur@2\"],\"relative_lengths\":true}"));
    ck_assert_str_eq(sc_names(), "fog@3 gaussian_blur@2{relative=1}");
    sc_opened(sc_file("{\"relative_lengths\":false,\"conditions\":[\"gaussian_blur@2\"]}"));
    ck_assert_str_eq(sc_names(), "gaussian_blur@2");
    sc_refused(sc_file("{\"relative_lengths\":1}"), MLTEST_ERR_FORMAT, "expected true or false");
}
END_TEST

START_TEST(test_what_a_report_shows)
{
    sc_opened(
        sc_file("{\"conditions\":[\"fog@3\"],\"report\":{\"title\":\"Night\",\"samples\":3}}"));
    ck_assert_str_eq(mlt_options_string(sc_suite->report, &mlt_report_options, "title"), "Night");
    ck_assert_int_eq(mlt_options_int(sc_suite->report, &mlt_report_options, "samples"), 3);
    ck_assert_int_eq(mlt_options_int(sc_suite->report, &mlt_report_options, "picture_width"), 640);
    sc_refused(sc_file("{\"report\":{\"sample\":3}}"), MLTEST_ERR_FORMAT,
               "s.json:1: column 12: unknown key \"sample\"; did you mean \"samples\"?");
    sc_refused(sc_file("{\"report\":{\"samples\":-3}}"), MLTEST_ERR_INVALID,
               "s.json:1: column 22: option samples: expected an integer from 0 to 1000");
    sc_refused(sc_file("{\"report\":true}"), MLTEST_ERR_FORMAT, "expected a map with title");
}
END_TEST

START_TEST(test_mistakes)
{
    sc_refused(sc_file("{\"name\":\"x\",\n\"condition\":[]}"), MLTEST_ERR_FORMAT,
               "s.json:2: column 1: unknown key \"condition\"; did you mean \"conditions\"?");
    sc_refused(sc_file("{}"), MLTEST_ERR_FORMAT, "expected a map with \"conditions\"");
    sc_refused(sc_file("{\"name\":null}"), MLTEST_ERR_FORMAT,
               "s.json:1: column 9: expected a name, found \"null\"");
    sc_refused(sc_file("{\"name\":\"\"}"), MLTEST_ERR_FORMAT, "expected a name");
    sc_refused(sc_file("{\"name\":\"a\\u0007\"}"), MLTEST_ERR_FORMAT, "expected a name");
    sc_refused(sc_file("{\"thresholds\":{\"min_confidense\":1}}"), MLTEST_ERR_FORMAT,
               "column 16: unknown key \"min_confidense\"; did you mean \"min_confidence\"?");
    sc_refused(sc_file("{\"thresholds\":{\"min_confidence\":30}}"), MLTEST_ERR_INVALID,
               "s.json:1: column 33: option min_confidence: expected a number from 0 to 1");
    sc_refused(sc_file("{\"thresholds\":{\"min_confidence\":\"30%\"}}"), MLTEST_ERR_FORMAT,
               "expected a number, found \"30%\"");
    sc_refused(sc_file("{\"thresholds\":{\"target\":0.1,"
                       "\"target_fraction_affected_samples\":0.1}}"),
               MLTEST_ERR_CONFLICT, "are the same");
    sc_refused(sc_file("{\"thresholds\":[0.3]}"), MLTEST_ERR_FORMAT, "expected a map with target");
}
END_TEST

/* The same in YAML: keys and values have places of their own. */
START_TEST(test_mistakes_in_yaml)
{
    if (sc_no_yaml())
        return;
    sc_refused(sc_file("name: x\nconditons:\n  - fog@3\n"), MLTEST_ERR_FORMAT,
               "s.yaml:2: column 1: unknown key \"conditons\"; did you mean \"conditions\"?");
    sc_refused(sc_file("conditions:\n  - fog@3\n  - {kind: fgo, severity: 1}\n"),
               MLTEST_ERR_NOT_FOUND,
               "s.yaml:3: column 12: no perturbation is named \"fgo\"; did you mean \"fog\"?");
    sc_refused(sc_file("conditions:\n  - fog@3\n  - fog@3\n"), MLTEST_ERR_CONFLICT,
               "s.yaml:3: column 5: condition fog:r1@3 is in the suite already");
    sc_refused(sc_file("conditions: fog@3\n"), MLTEST_ERR_FORMAT,
               "s.yaml:1: column 13: expected a list of conditions, found \"fog@3\"");
    sc_refused(sc_file("conditions:\n"), MLTEST_ERR_FORMAT, "expected a list of conditions");
}
END_TEST

SC_SUITE(mlt_suite_suite_file_own, "suite_file_own", test_thresholds, test_the_whole_shape_in_yaml,
         test_relative_lengths, test_what_a_report_shows, test_mistakes, test_mistakes_in_yaml)
