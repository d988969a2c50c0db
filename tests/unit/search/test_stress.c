/* SPDX-License-Identifier: MIT */
#include "search/fixtures.h"

Suite *mlt_suite_search_stress(void);

START_TEST(test_parts_stay_alive)
{
    breaking_model m = {.pictures = 0};
    mltest_stress *s = search_make(&m, 3, "fog@1", "seed=7 limit=2 max_failures=0.5", "");
    ck_assert_uint_eq(s->dataset->n, 3);
    ck_assert_uint_eq(s->run.seed, 7);
    ck_assert_uint_eq(s->run.limit, 2);
    ck_assert_double_eq(s->run.max_failures, .5);
    ck_assert_double_eq(s->score.score_strictness, .75);
    ck_assert_ptr_null(s->results);
    mltest_stress_free(s);
    mltest_stress_free(NULL);
}
END_TEST

START_TEST(test_no_shards)
{
    breaking_model m = {.pictures = 0};
    mltest_stress *s = NULL;
    mltest_error *error = NULL;
    ck_assert_int_eq(search_make_in(NULL, &s, &m, 3, "fog@1", "shard=1/2", "", &error),
                     MLTEST_ERR_UNSUPPORTED);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "a search is not divided"));
    ck_assert_ptr_null(s);
    mltest_error_free(error);
}
END_TEST

static mltest_status make_it(mltest_context *ctx, void *data)
{
    mltest_stress *s = NULL;
    mltest_error *error = NULL;
    mltest_status status =
        search_make_in(ctx, &s, data, 2, "shot_noise@1 bgr_swap@1", "", "", &error);
    mltest_stress_free(s);
    mltest_error_free(error);
    return status;
}

static mltest_status do_it(mltest_context *ctx, void *data)
{
    mltest_stress *s = NULL;
    mltest_error *error = NULL;
    const char *path = data;
    breaking_model m = {.breaks_at = {2, 9}};
    remove(path);
    mltest_status status =
        search_make_in(ctx, &s, &m, 2, "shot_noise@1 bgr_swap@1", "threads=1", "", &error);
    if (status == MLTEST_OK)
        status = mltest_stress_execute(s, path, &error);
    mltest_stress_free(s);
    mltest_error_free(error);
    return status;
}

START_TEST(test_out_of_memory)
{
    breaking_model m = {.pictures = 0};
    mlt_test_every_allocation(make_it, &m);
}
END_TEST

/* The whole of a small search: it has too many allocations to try each. */
START_TEST(test_out_of_memory_on_the_way)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "s.jsonl.gz");
    mltest_status status = MLTEST_ERR_MEMORY;
    for (size_t at = 1; status != MLTEST_OK; at += 1 + at / 16) {
        mlt_test_alloc state = {.fail_at = 0};
        mltest_context *ctx = mlt_test_context(&state);
        state.calls = 0;
        state.fail_at = at;
        status = do_it(ctx, (void *)(uintptr_t)path);
        ck_assert_msg(status == MLTEST_OK || status == MLTEST_ERR_MEMORY, "%zu: %d", at, status);
        mltest_context_free(ctx);
        ck_assert_msg(state.live == 0, "%zu: %zu allocations are not freed", at, state.live);
        ck_assert_uint_lt(at, 10000000);
    }
    mlt_test_remove_dir(dir);
}
END_TEST

Suite *mlt_suite_search_stress(void)
{
    TCase *tc = tcase_create("stress");
    tcase_add_test(tc, test_parts_stay_alive);
    tcase_add_test(tc, test_no_shards);
    tcase_add_test(tc, test_out_of_memory);
    tcase_add_test(tc, test_out_of_memory_on_the_way);
    Suite *suite = suite_create("search_stress");
    suite_add_tcase(suite, tc);
    return suite;
}
