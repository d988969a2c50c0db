/* SPDX-License-Identifier: MIT */
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "dataset/dataset.h"
#include "testing.h"

Suite *mlt_suite_dataset_oddity(void);

static const mlt_source source = {.format = "test"};

static mltest_dataset *make(mltest_context *ctx)
{
    mltest_dataset *dataset = NULL;
    ck_assert_int_eq(mlt_dataset_make(&dataset, ctx, "cells", "", &source, NULL), MLTEST_OK);
    return dataset;
}

static void odd(mltest_dataset *dataset, const char *what, const char *place)
{
    ck_assert_int_eq(mlt_dataset_odd(dataset, what, place, NULL), MLTEST_OK);
}

START_TEST(test_counts_and_names_the_first_three)
{
    mltest_dataset *dataset = make(NULL);
    ck_assert_uint_eq(mlt_dataset_oddity_count(dataset), 0);
    ck_assert_ptr_null(mlt_dataset_oddity(dataset, 0));
    odd(dataset, "a box is odd", "a.xml:1");
    ck_assert_str_eq(mlt_dataset_oddity(dataset, 0), "a box is odd: 1, a.xml:1");
    odd(dataset, "a box is odd", "b.xml:2");
    odd(dataset, "a box is odd", "c.xml:3");
    ck_assert_str_eq(mlt_dataset_oddity(dataset, 0), "a box is odd: 3, a.xml:1, b.xml:2, c.xml:3");
    odd(dataset, "a box is odd", "d.xml:4");
    odd(dataset, "a name is odd", "e");
    ck_assert_uint_eq(mlt_dataset_oddity_count(dataset), 2);
    ck_assert_str_eq(mlt_dataset_oddity(dataset, 0),
                     "a box is odd: 4, first a.xml:1, b.xml:2, c.xml:3");
    ck_assert_str_eq(mlt_dataset_oddity(dataset, 1), "a name is odd: 1, e");
    ck_assert_ptr_null(mlt_dataset_oddity(dataset, 2));
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_lines_that_were_given_stay_valid)
{
    mltest_dataset *dataset = make(NULL);
    odd(dataset, "w", "a");
    const char *first = mlt_dataset_oddity(dataset, 0);
    ck_assert_ptr_eq(first, mlt_dataset_oddity(dataset, 0));
    odd(dataset, "w", "b");
    const char *second = mlt_dataset_oddity(dataset, 0);
    odd(dataset, "w", "c");
    ck_assert_str_eq(first, "w: 1, a");
    ck_assert_str_eq(second, "w: 2, a, b");
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_places_are_named_in_order_whoever_comes_first)
{
    static const struct {
        const char *place;
        uint64_t order;
    } calls[] = {{"f", 6}, {"c", 3}, {"e", 5}, {"a", 1}, {"d", 4}, {"b", 2}};
    mltest_dataset *dataset = make(NULL);
    for (size_t i = 0; i < 6; i++)
        ck_assert_int_eq(mlt_dataset_odd_at(dataset, "w", calls[i].place, calls[i].order, NULL),
                         MLTEST_OK);
    ck_assert_str_eq(mlt_dataset_oddity(dataset, 0), "w: 6, first a, b, c");
    mlt_dataset_unref(dataset);
}
END_TEST

enum { N_THREADS = 4, N_EACH = 200 };

typedef struct {
    mltest_dataset *dataset;
    size_t id;
} worker;

static void *work(void *data)
{
    worker *w = data;
    for (size_t i = 0; i < N_EACH; i++) {
        size_t order = i * N_THREADS + w->id;
        char place[16];
        snprintf(place, sizeof place, "p%zu", order);
        mlt_dataset_odd_at(w->dataset, "w", place, order, NULL);
        (void)mlt_dataset_oddity(w->dataset, 0);
    }
    return NULL;
}

START_TEST(test_threads)
{
    mltest_dataset *dataset = make(NULL);
    pthread_t threads[N_THREADS];
    worker workers[N_THREADS];
    for (size_t i = 0; i < N_THREADS; i++) {
        workers[i] = (worker){dataset, i};
        ck_assert_int_eq(pthread_create(&threads[i], NULL, work, &workers[i]), 0);
    }
    for (size_t i = 0; i < N_THREADS; i++)
        pthread_join(threads[i], NULL);
    ck_assert_str_eq(mlt_dataset_oddity(dataset, 0), "w: 800, first p0, p1, p2");
    mlt_dataset_unref(dataset);
}
END_TEST

typedef struct {
    mltest_dataset *dataset;
    char text[256];
    int lines;
} log_state;

/* A log that asks the data set back: it must not find it locked. */
static void keep_line(void *user_data, int32_t level, const char *text)
{
    log_state *state = user_data;
    ck_assert_int_eq(level, MLTEST_LOG_WARNING);
    snprintf(state->text, sizeof state->text, "%s", text);
    state->lines++;
    ck_assert_uint_ge(mlt_dataset_oddity_count(state->dataset), 1);
}

START_TEST(test_the_first_of_a_kind_is_logged)
{
    log_state state = {NULL, "", 0};
    mltest_log log = {sizeof log, 0, keep_line, NULL};
    mltest_context *ctx = NULL;
    ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_log(ctx, &log, &state, NULL), MLTEST_OK);
    mltest_dataset *dataset = make(ctx);
    state.dataset = dataset;
    odd(dataset, "a box is odd", "a.xml:1");
    odd(dataset, "a box is odd", "a.xml:2");
    ck_assert_int_eq(state.lines, 1);
    ck_assert_str_eq(state.text, "cells: a.xml:1: a box is odd");
    odd(dataset, "a name is odd", "b");
    ck_assert_int_eq(state.lines, 2);
    mlt_dataset_unref(dataset);
    mltest_context_free(ctx);
}
END_TEST

static mltest_status count_some(mltest_context *ctx, void *data)
{
    static const char *const whats[] = {"x", "y", "x", "x", "z", "x", "x"};
    (void)data;
    mltest_dataset *dataset = NULL;
    mltest_status status = mlt_dataset_make(&dataset, ctx, "n", "r", &source, NULL);
    for (size_t i = 0; i < 7 && status == MLTEST_OK; i++)
        status = mlt_dataset_odd(dataset, whats[i], "place", NULL);
    /* Whatever failed, what is listed was counted and can be asked for. */
    for (size_t i = 0; dataset != NULL && i < mlt_dataset_oddity_count(dataset); i++) {
        ck_assert_uint_ge(dataset->oddities[i].n, 1);
        ck_assert_int_eq(mlt_dataset_oddity(dataset, i)[0], whats[i == 2 ? 4 : i][0]);
    }
    if (dataset != NULL && status == MLTEST_OK && dataset->oddities[2].line == NULL)
        status = MLTEST_ERR_MEMORY; /* the line itself had no memory: the sentence stood in */
    for (size_t i = 0; dataset != NULL && status == MLTEST_OK && i < 2; i++)
        if (dataset->oddities[i].line == NULL)
            status = MLTEST_ERR_MEMORY;
    mlt_dataset_unref(dataset);
    return status;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(count_some, NULL);
}
END_TEST

Suite *mlt_suite_dataset_oddity(void)
{
    TCase *tc = tcase_create("oddity");
    tcase_add_test(tc, test_counts_and_names_the_first_three);
    tcase_add_test(tc, test_lines_that_were_given_stay_valid);
    tcase_add_test(tc, test_places_are_named_in_order_whoever_comes_first);
    tcase_add_test(tc, test_threads);
    tcase_add_test(tc, test_the_first_of_a_kind_is_logged);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("dataset_oddity");
    suite_add_tcase(suite, tc);
    return suite;
}
