/* SPDX-License-Identifier: MIT */
#include "run/fixtures.h"

Suite *mlt_suite_run_options(void);

static mltest_status made_with(const char *name, const char *value, mlt_run_settings *settings,
                               mltest_error **error)
{
    model m = {.calls = 0};
    mltest_run *like = make_run(NULL, &m, "", 0), *run = NULL;
    mltest_options *options = NULL;
    ck_assert_int_eq(mltest_options_new(&options, NULL, "run", NULL), MLTEST_OK);
    mltest_status status = mltest_options_set_text(options, name, value, error);
    if (status == MLTEST_OK)
        status = mlt_run_make(&run, like->ctx, like->dataset, like->predictor, like->suite, options,
                              error);
    if (status == MLTEST_OK)
        *settings = run->settings;
    mltest_options_free(options);
    mlt_run_unref(run);
    mlt_run_unref(like);
    return status;
}

static mlt_run_settings set(const char *name, const char *value)
{
    mlt_run_settings settings;
    mltest_error *error = NULL;
    ck_assert_msg(made_with(name, value, &settings, &error) == MLTEST_OK, "%s",
                  mltest_error_message(error));
    return settings;
}

START_TEST(test_defaults)
{
    mlt_run_settings s = set("seed", "0");
    ck_assert_uint_ge(s.threads, 1); /* one per processor */
    ck_assert_uint_eq(s.batch, 8);   /* all the predictor takes */
    ck_assert_uint_eq(s.limit, 0);
    ck_assert(s.shard_index == 0 && s.shard_count == 1);
    ck_assert(!s.resume && s.timing && !s.f64);
    ck_assert(s.max_failures == 0.1);
    ck_assert(s.budget == 0 && !s.until_decided);
}
END_TEST

START_TEST(test_values)
{
    ck_assert_uint_eq(set("seed", "9007199254740991").seed, 9007199254740991u);
    ck_assert_uint_eq(set("threads", "3").threads, 3);
    ck_assert_uint_eq(set("batch", "5").batch, 5);
    ck_assert_uint_eq(set("budget", "700").budget, 700);
    ck_assert(set("until_decided", "true").until_decided);
    ck_assert_uint_eq(set("batch", "4096").batch, 8); /* no more than the predictor takes */
    ck_assert_uint_eq(set("limit", "4").limit, 4);
    ck_assert(set("numbers", "f64").f64);
    ck_assert(set("shard", "2/7").shard_index == 2);
}
END_TEST

START_TEST(test_what_makes_no_sense)
{
    static const char *const bad[][2] = {
        {"seed", "-1"},
        {"seed", "9007199254740992"},
        {"threads", "257"},
        {"batch", "5000"},
        {"shard", "1"},
        {"shard", "1/1"},
        {"shard", "-1/2"},
        {"shard", "0/0"},
        {"shard", "0/x"},
        {"shard", "0/1000001"},
        {"shard", "/"},
        {"numbers", "f16"},
        {"resume", "may"},
        {"budget", "-1"},
        {"until_decided", "decided"},
        {"max_failures", "1.5"},
        {"seeds", "1"},
        {"shard", "0/2 "},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        mlt_run_settings settings;
        mltest_error *error = NULL;
        ck_assert_msg(made_with(bad[i][0], bad[i][1], &settings, &error) != MLTEST_OK, "%s = %s",
                      bad[i][0], bad[i][1]);
        ck_assert_int_ne(mltest_error_message(error)[0], '\0');
        mltest_error_free(error);
    }
}
END_TEST

Suite *mlt_suite_run_options(void)
{
    TCase *tc = tcase_create("options");
    tcase_add_test(tc, test_defaults);
    tcase_add_test(tc, test_values);
    tcase_add_test(tc, test_what_makes_no_sense);
    Suite *suite = suite_create("run_options");
    suite_add_tcase(suite, tc);
    return suite;
}
