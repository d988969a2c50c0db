/* SPDX-License-Identifier: MIT */
#include "report/page.h"
#include "run/run.h"
#include "score/score.h"
#include "suite/suite_check.h"

Suite *mlt_suite_suite_file_mltest(void);

/* An options file as it stands in public examples of its use. */
static const char published[] =
    "project_info: {user_id: site, project_id: safety, tags: [\"no augmentation\"]}\n"
    "data: {datasets: [{name: Test Set, batch_size: 5}]}\n"
    "tests:\n"
    "  model_performance: {params: {target_metric_value: 0.3, max_debug_images: 11}, "
    "tests: [{metric: MAP}, {metric: Precision}, {metric: Recall}]}\n"
    "  model_robustness: {params: {min_confidence: 0.3, score_strictness: 0.75, "
    "target_fraction_affected_samples: 0.05}, tests: [{kind: Brightness}, {kind: GaussianBlur}]}\n"
    "  clustering: {params: {min_performance_drop: 0.05}, tests: [{metric: MAP}]}\n";

START_TEST(test_as_it_stands)
{
    if (sc_no_yaml())
        return;
    sc_opened(sc_file(published));
    ck_assert_str_eq(sc_suite->name, "safety");
    ck_assert_str_eq(sc_names(), "brightness@3 gaussian_blur@3 clean#1 dither@1");
    ck_assert_double_eq(mlt_options_double(sc_suite->score, &mlt_score_options, "min_confidence"),
                        0.3);
    ck_assert_double_eq(mlt_options_double(sc_suite->score, &mlt_score_options, "score_strictness"),
                        0.75);
    ck_assert_int_eq(mlt_options_int(sc_suite->run, &mlt_run_options, "batch"), 5);
    ck_assert_int_eq(mlt_options_int(sc_suite->report, &mlt_report_options, "max_debug_images"),
                     11);
    ck_assert_uint_eq(sc_suite->n_gates, 3);
    ck_assert_str_eq(sc_suite->gates[0], "clean.mAP >= 0.3");
    ck_assert_str_eq(sc_suite->gates[2], "clean.recall >= 0.3");
}
END_TEST

/* What has no effect is said, each with its line. */
START_TEST(test_nothing_is_silent)
{
    if (sc_no_yaml())
        return;
    sc_opened(sc_file(published));
    ck_assert(sc_warns("s.yaml:1: project_info: only project_id is kept"));
    ck_assert(sc_warns("s.yaml:2: data: only the first batch_size is used"));
    ck_assert(sc_warns("s.yaml:6: clustering is not run by this version"));
    ck_assert(sc_warns("3 gates are kept"));
    ck_assert_uint_eq(sc_suite->n_warnings, 4);
}
END_TEST

static const char *robustness(const char *section)
{
    static char text[1024];
    snprintf(text, sizeof text, "{\"tests\":{\"model_robustness\":\n%s}}", section);
    return sc_file(text);
}

/* All kinds of the published list are known; those that are not here yet are named. */
START_TEST(test_every_kind)
{
    static char text[4096] = "{\"tests\":{\"model_robustness\":{\"tests\":[";
    static const char *const names[] = {
#define KIND(theirs, ours) theirs,
#include "suite/mltest_kinds.def"
#undef KIND
    };
    size_t n = sizeof names / sizeof names[0], n_here = 0;
    for (size_t i = 0; i < n; i++)
        sprintf(text + strlen(text), "%s{\"kind\":\"%s\"}", i > 0 ? "," : "", names[i]);
    strcat(text, "]}}}");
    sc_opened(sc_file(text));
    for (size_t i = 0; i < mlt_kind_count(); i++)
        n_here += mlt_kind_at(i)->mltest_name[0] != '\0';
    ck_assert_uint_eq(sc_suite->n, 1 + n_here + 2);
    ck_assert_uint_eq(sc_suite->n_warnings, n_here < n);
    if (n_here < n)
        ck_assert(sc_warns("s.json:1: model_robustness: this version does not have "));
}
END_TEST

START_TEST(test_our_own_kinds_and_severities)
{
    sc_opened(robustness("{\"tests\":[{\"kind\":\"fog\",\"severities\":[1,3]},"
                         "{\"kind\":\"CompressImage\",\"severities\":2}]}"));
    ck_assert_str_eq(sc_names(), "fog@1 fog@3 jpeg_compression@2 clean#1 dither@1");
}
END_TEST

START_TEST(test_other_sections)
{
    sc_opened(sc_file("{\"tests\":{\"stress_tests\":[],\"performance_unit_tests\":null,"
                      "\"metadata_unit_tests\":{},\"representativity\":{},\"data_issues\":{},"
                      "\"metadata_representativity\":{},\"shortcut_tests\":{}}}"));
    ck_assert_uint_eq(sc_suite->n, 1);
    ck_assert_uint_eq(sc_suite->n_warnings, 8); /* the last: nothing but clean */
    ck_assert(sc_warns("shortcut_tests is not run by this version"));
}
END_TEST

START_TEST(test_mistakes_in_robustness)
{
    sc_refused(robustness("{\"tests\":[{\"kind\":\"Brighntess\"}]}"), MLTEST_ERR_NOT_FOUND,
               "s.json:2: column 19: no perturbation is named \"Brighntess\"; did you mean "
               "\"Brightness\"?");
    sc_refused(robustness("{\"tests\":[{\"kind\":\"Rotation\"},\n{\"kind\":\"Rotation\"}]}"),
               MLTEST_ERR_CONFLICT,
               "s.json:3: column 9: condition rotation:r1@3 is in the suite already");
    sc_refused(robustness("{\"params\":{\"min_confidance\":0.3},\"tests\":[]}"), MLTEST_ERR_FORMAT,
               "s.json:2: column 12: unknown key \"min_confidance\"; did you mean "
               "\"min_confidence\"?");
    sc_refused(robustness("{\"params\":{\"score_strictness\":75},\"tests\":[]}"),
               MLTEST_ERR_INVALID, "option score_strictness: expected a number from 0 to 1");
    sc_refused(robustness("{\"tests\":[\"Brightness\"]}"), MLTEST_ERR_FORMAT,
               "expected a map with kind, severities, found \"Brightness\"");
    sc_refused(robustness("{\"tests\":[{}]}"), MLTEST_ERR_FORMAT,
               "expected a map like {kind: Brightness}");
    sc_refused(robustness("{\"tests\":{\"kind\":\"Rotation\"}}"), MLTEST_ERR_FORMAT,
               "expected a list of tests, found a map");
    sc_refused(robustness("{\"params\":{}}"), MLTEST_ERR_FORMAT, "expected \"tests\" in this map");
    sc_refused(robustness("{\"parms\":{}}"), MLTEST_ERR_FORMAT, "did you mean \"params\"?");
    sc_refused(robustness("[]"), MLTEST_ERR_FORMAT, "expected a map with params, tests");
    sc_refused(robustness("{\"tests\":[{\"kind\":\"Rotation\",\"severities\":7}]}"),
               MLTEST_ERR_FORMAT, "a severity from 0 to 5");
}
END_TEST

START_TEST(test_mistakes_in_performance)
{
#define PERFORMANCE(section) sc_file("{\"tests\":{\"model_performance\":\n" section "}}")
    sc_refused(PERFORMANCE("{\"tests\":[{\"metric\":\"Recal\"}]}"), MLTEST_ERR_NOT_FOUND,
               "s.json:2: column 21: no metric is named \"Recal\"; did you mean \"Recall\"?");
    sc_refused(PERFORMANCE("{\"tests\":[{\"metric\":\"accuracy\"}]}"), MLTEST_ERR_NOT_FOUND,
               "there are MAP, Precision, Recall");
    sc_refused(PERFORMANCE("{\"tests\":[{\"metric\":3}]}"), MLTEST_ERR_FORMAT,
               "expected the name of a metric, found \"3\"");
    sc_refused(PERFORMANCE("{\"tests\":[{}]}"), MLTEST_ERR_FORMAT, "a map like {metric: MAP}");
    sc_refused(PERFORMANCE("{\"params\":{\"target_metric_value\":30}}"), MLTEST_ERR_FORMAT,
               "s.json:2: column 34: expected a number from 0 to 1, found \"30\"");
    sc_refused(PERFORMANCE("{\"params\":{\"target_metric\":0.3}}"), MLTEST_ERR_FORMAT,
               "unknown key \"target_metric\"");
    sc_refused(PERFORMANCE("{\"params\":{\"max_debug_images\":\"all\"}}"), MLTEST_ERR_FORMAT,
               "s.json:2: column 31: expected a number, found \"all\"");
    sc_refused(PERFORMANCE("{\"params\":{\"max_debug_images\":-1}}"), MLTEST_ERR_INVALID,
               "option max_debug_images: expected an integer from 0 to 10000");
    sc_refused(PERFORMANCE("{\"params\":{\"max_debug_images\":1.5}}"), MLTEST_ERR_INVALID,
               "option max_debug_images: expected an integer");
    sc_opened(PERFORMANCE("{\"tests\":[{\"metric\":\"MAP\"}]}")); /* no target, no gate */
    ck_assert_uint_eq(sc_suite->n_gates, 0);
}
END_TEST

START_TEST(test_mistakes_around_the_tests)
{
    sc_refused(sc_file("{\"tests\":{\"model_robustnes\":{}}}"), MLTEST_ERR_FORMAT,
               "s.json:1: column 11: unknown key \"model_robustnes\"; did you mean "
               "\"model_robustness\"?");
    sc_refused(sc_file("{\"data\":{}}"), MLTEST_ERR_FORMAT, "expected \"tests\" in this map");
    sc_refused(sc_file("{\"tests\":[]}"), MLTEST_ERR_FORMAT,
               "expected a map with model_robustness");
    sc_refused(sc_file("{\"tests\":{},\"data\":{\"datasets\":[{\"batchsize\":5}]}}"),
               MLTEST_ERR_FORMAT, "unknown key \"batchsize\"; did you mean \"batch_size\"?");
    sc_refused(sc_file("{\"tests\":{},\"data\":{\"datasets\":[{\"batch_size\":0.5}]}}"),
               MLTEST_ERR_INVALID, "option batch: expected an integer");
    sc_refused(sc_file("{\"tests\":{},\"data\":{\"datasets\":{}}}"), MLTEST_ERR_FORMAT,
               "expected a list of data sets");
    sc_refused(sc_file("{\"tests\":{},\"project_info\":{\"tags\":\"x\"}}"), MLTEST_ERR_FORMAT,
               "expected a list of tags");
    sc_refused(sc_file("{\"tests\":{},\"project_info\":{\"project\":\"x\"}}"), MLTEST_ERR_FORMAT,
               "unknown key \"project\"");
}
END_TEST

START_TEST(test_projects)
{
    sc_opened(sc_file("{\"tests\":{},\"project_info\":{\"project_id\":2024}}"));
    ck_assert_str_eq(sc_suite->name, "2024");
    sc_opened(sc_file("{\"tests\":{},\"project_info\":{\"project_id\":\"\"}}"));
    ck_assert_str_eq(sc_suite->name, "s");
    sc_opened(sc_file("{\"tests\":{},\"data\":{\"datasets\":[{\"batch_size\":2},{\"batch_size\":"
                      "7,\"automatic_metadata_data_fraction\":0.5}]}}"));
    ck_assert_int_eq(mlt_options_int(sc_suite->run, &mlt_run_options, "batch"), 2);
}
END_TEST

START_TEST(test_out_of_memory)
{
    if (!sc_no_yaml())
        sc_every_allocation(sc_file(published));
}
END_TEST

SC_SUITE(mlt_suite_suite_file_mltest, "suite_file_mltest", test_as_it_stands,
         test_nothing_is_silent, test_every_kind, test_our_own_kinds_and_severities,
         test_other_sections, test_mistakes_in_robustness, test_mistakes_in_performance,
         test_mistakes_around_the_tests, test_projects, test_out_of_memory)
