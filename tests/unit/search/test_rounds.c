/* SPDX-License-Identifier: MIT */
/*
 * Whole searches: they find what is known, with few calls, and after any interruption.
 */
#include "search/fixtures.h"

Suite *mlt_suite_search_rounds(void);

/* Sample i breaks within step i of 32; the last ones never do. */
static breaking_model ladder(size_t n)
{
    breaking_model m = {.pictures = 0};
    for (size_t i = 0; i < n; i++)
        m.breaks_at[i] = i < 32 ? ((double)i + 0.5) * 5 / 32 : 9;
    return m;
}

START_TEST(test_brackets_are_exact)
{
    breaking_model m = ladder(40);
    mltest_stress *search = search_done(&m, 40, "brightness@1", "", "probe_samples=0");
    const char *const *ids = mltest_stress_strings(search, "brackets", "sample");
    ck_assert_uint_eq(mltest_stress_rows(search, "brackets"), 40);
    for (size_t i = 0; i < 40; i++) {
        double low = search_cell(search, "brackets", "low", i);
        double high = search_cell(search, "brackets", "high", i);
        double truth = m.breaks_at[(size_t)atoi(ids[i] + 1)];
        ck_assert_double_lt(low, truth);
        if (truth > 5) {
            ck_assert(isnan(high));
            ck_assert_double_eq(low, 5); /* it was asked at 5 itself */
            continue;
        }
        /* The step below 5 is left out of the grid. */
        double want = truth > 150.0 / 32 ? 10.0 / 32 : 5.0 / 32;
        ck_assert_double_ge(high, truth);
        ck_assert_double_eq(high - low, want);
    }
    ck_assert_int_eq(m.pictures, 40 * (1 + 5));
    ck_assert_double_eq(search_value(search, "calls.total"), 40 * 6);
    ck_assert_double_eq(search_value(search, "calls.grid_of_5"), 40 * 6);
    ck_assert_double_eq(search_value(search, "calls.grid_of_32"), 40 * 33);
    mltest_stress_free(search);
}
END_TEST

START_TEST(test_calls_are_counted)
{
    breaking_model m = ladder(40);
    mltest_stress *search =
        search_done(&m, 40, "brightness@1 motion_blur@3 contrast@2 vertical_flip@1", "", "");
    double total = search_value(search, "calls.total");
    ck_assert_double_eq(total, m.pictures);
    ck_assert_double_eq(search_value(search, "calls.clean"), 40);
    ck_assert_double_le(search_value(search, "calls.search"), 40 * (5 + 3 + 5 + 1));
    ck_assert_double_le(search_value(search, "calls.probes"), 30 * 2 * 3);
    for (size_t i = 0; i < 4; i++)
        ck_assert_double_eq(search_cell(search, "kinds", "n", i), 40);
    mltest_stress_free(search);
}
END_TEST

/* Nothing is seen on clean pictures, or nothing is answered: there is nothing to break. */
START_TEST(test_blind_and_failing_samples)
{
    breaking_model m = ladder(8);
    m.is_blind[2] = m.is_blind[5] = true;
    m.fails[4] = true; /* under change only: broken */
    mltest_stress *search = search_done(&m, 8, "brightness@1", "max_failures=1", "");
    ck_assert_double_eq(search_value(search, "n_eligible"), 6);
    ck_assert_double_eq(search_value(search, "n_blind"), 2);
    ck_assert_double_eq(search_value(search, "n_failed"), 0);
    ck_assert_uint_eq(mltest_stress_rows(search, "brackets"), 6);
    ck_assert_str_eq(mltest_stress_strings(search, "brackets", "sample")[3], "p4");
    ck_assert_double_eq(search_cell(search, "brackets", "high", 3), 25.0 / 32);
    mltest_stress_free(search);
}
END_TEST

START_TEST(test_too_many_failures)
{
    breaking_model m = ladder(40);
    const char *dir = mlt_test_make_dir();
    for (size_t i = 0; i < 40; i++)
        m.fails[i] = true;
    mltest_stress *search = search_make(&m, 40, "brightness@1", "", "");
    mltest_error *error = NULL;
    ck_assert_int_eq(mltest_stress_execute(search, mlt_test_path(dir, "s.jsonl.gz"), &error),
                     MLTEST_ERR_PREDICTOR);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "more than the allowed 10 %"));
    mltest_error_free(error);
    mltest_stress_free(search);
    mlt_test_remove_dir(dir);
}
END_TEST

static char *result_of(breaking_model *m, const char *path, const char *run)
{
    mltest_stress *search = search_make(m, 40, "brightness@1 motion_blur@1", run, "");
    ck_assert_int_eq(search_execute(search, path), MLTEST_OK);
    char *text = search_written(search, "json");
    mltest_stress_free(search);
    return text;
}

START_TEST(test_threads_and_batches)
{
    static const char *const runs[] = {"threads=1 batch=1", "threads=4 batch=1", "threads=3",
                                       "threads=2 batch=3"};
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "s.jsonl.gz");
    char *want = NULL;
    for (size_t i = 0; i < sizeof runs / sizeof runs[0]; i++) {
        breaking_model m = ladder(40);
        char *got = result_of(&m, path, runs[i]);
        remove(path);
        if (want == NULL)
            want = got;
        ck_assert_str_eq(got, want);
        if (got != want)
            free(got);
    }
    free(want);
    mlt_test_remove_dir(dir);
}
END_TEST

/* Stopped anywhere, and continued: the same results, and no call is made twice. */
START_TEST(test_interrupted_and_resumed)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "s.jsonl.gz");
    breaking_model m = ladder(40);
    char *want = result_of(&m, path, "threads=1");
    int whole = m.pictures;
    remove(path);
    for (int after = 1; after < whole; after += 97) {
        m = ladder(40);
        m.stop_after = after;
        mltest_stress *search = search_make(&m, 40, "brightness@1 motion_blur@1", "threads=2", "");
        ck_assert_int_eq(mltest_stress_execute(search, path, NULL), MLTEST_ERR_CANCELLED);
        mltest_stress_free(search);
        m.stop_after = 0;
        char *got = result_of(&m, path, "threads=1 resume=true");
        ck_assert_str_eq(got, want);
        ck_assert_int_le(m.pictures, whole + 30); /* a batch or two were lost */
        free(got);
        remove(path);
    }
    free(want);
    mlt_test_remove_dir(dir);
}
END_TEST

/* A search that is done asks nothing more; failures are tried again. */
START_TEST(test_resumed_when_done)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "s.jsonl.gz");
    breaking_model m = ladder(40);
    char *want = result_of(&m, path, "");
    m.pictures = 0;
    char *got = result_of(&m, path, "resume=true");
    ck_assert_str_eq(got, want);
    ck_assert_int_eq(m.pictures, 0);
    free(got);
    remove(path);
    m = ladder(40);
    m.fails[3] = true;
    got = result_of(&m, path, "");
    ck_assert_str_eq(got, want); /* a failure is a break */
    free(got);
    m.breaks_at[3] = 9;
    m.pictures = 0;
    got = result_of(&m, path, "resume=true");
    ck_assert_str_ne(got, want);
    ck_assert_int_gt(m.pictures, 0);
    free(got);
    free(want);
    mlt_test_remove_dir(dir);
}
END_TEST

static int32_t cancel_at_once(void *user_data, uint64_t done, uint64_t total, uint64_t failed)
{
    (void)failed;
    ++*(int *)user_data;
    ck_assert_uint_le(done, total);
    return *(int *)user_data > 3;
}

START_TEST(test_journals_and_progress)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "s.jsonl.gz");
    breaking_model m = ladder(8);
    int told = 0;
    mltest_stress *search = search_make(&m, 8, "brightness@1", "", "");
    ck_assert_int_eq(mltest_stress_set_progress(search, cancel_at_once, &told), MLTEST_OK);
    ck_assert_int_eq(search_execute(search, path), MLTEST_ERR_CANCELLED);
    ck_assert_int_eq(search_execute(search, path), MLTEST_ERR_INVALID);
    mltest_stress_free(search);
    search = search_make(&m, 8, "brightness@1", "", "");
    ck_assert_int_eq(search_execute(search, path), MLTEST_ERR_CONFLICT); /* it exists */
    mltest_stress_free(search);
    search = search_make(&m, 8, "contrast@1", "resume=true", "");
    ck_assert_int_eq(search_execute(search, path), MLTEST_ERR_CONFLICT); /* another search */
    mltest_stress_free(search);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(test_no_samples)
{
    breaking_model m = {.pictures = 0};
    mltest_stress *search = search_done(&m, 0, "brightness@1", "", "");
    ck_assert_double_eq(search_value(search, "calls.total"), 0);
    ck_assert(isnan(search_cell(search, "kinds", "breaking.severity", 0)));
    ck_assert(isnan(search_cell(search, "kinds", "broken", 0)));
    free(search_written(search, "text"));
    mltest_stress_free(search);
}
END_TEST

Suite *mlt_suite_search_rounds(void)
{
    TCase *tc = tcase_create("rounds");
    tcase_set_timeout(tc, 30); /* a sanitizer takes its time */
    tcase_add_test(tc, test_brackets_are_exact);
    tcase_add_test(tc, test_calls_are_counted);
    tcase_add_test(tc, test_blind_and_failing_samples);
    tcase_add_test(tc, test_too_many_failures);
    tcase_add_test(tc, test_threads_and_batches);
    tcase_add_test(tc, test_interrupted_and_resumed);
    tcase_add_test(tc, test_resumed_when_done);
    tcase_add_test(tc, test_journals_and_progress);
    tcase_add_test(tc, test_no_samples);
    Suite *suite = suite_create("search_rounds");
    suite_add_tcase(suite, tc);
    return suite;
}
