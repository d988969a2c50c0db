/* SPDX-License-Identifier: MIT */
#include "compare/recommend.h"

#include "score/fixtures.h"

enum { N = 40 };

static mltest_scorecard *cards[2];

/* A kind of the journal is renamed, so that the table of augmentations knows it. */
static void open_card(int i, const char *weights)
{
    mltest_options *options = NULL;
    mltest_error *error = NULL;
    mltest_journal *j = fx_repeat(N);
    static char ids[N][16]; /* of their own: samples of one name would be one unit */
    for (size_t k = 0; k < N; k++) {
        snprintf(ids[k], sizeof ids[k], "%zu.png", k);
        j->samples[k].id = ids[k];
    }
    j->conditions[FX_FOG].steps[0].kind = "gaussian_blur";
    j->run.model_name = i == 0 ? "net" : "other";
    ck_assert_int_eq(mltest_options_new(&options, NULL, "score", NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_options_set_text(options, "resamples", "200", NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_options_set_text(options, "weights", weights, NULL), MLTEST_OK);
    ck_assert_msg(mlt_scorecard_make(&cards[i], NULL, j, options, &error) == MLTEST_OK, "%s",
                  mltest_error_message(error));
    mltest_options_free(options);
    mlt_journal_unref(j);
}

static mlt_results *results;

static mltest_status recommend(mltest_context *ctx, void *data)
{
    size_t n = *(size_t *)data;
    mltest_context *own = cards[0]->ctx;
    TRY(mlt_results_new(&results, ctx, NULL));
    cards[0]->ctx = ctx;
    mltest_status status = mlt_recommend(results, cards, n, NULL);
    cards[0]->ctx = own;
    return status;
}

static const mlt_table *table(size_t n)
{
    ck_assert_int_eq(recommend(NULL, &n), MLTEST_OK);
    return mlt_results_find_table(results, "recommendations");
}

static double number(const mlt_table *t, const char *name, size_t row)
{
    return mlt_table_find_column(t, name)->doubles[row];
}

static const char *text(const mlt_table *t, const char *name, size_t row)
{
    return mlt_table_find_column(t, name)->strings[row];
}

static void drop(size_t n)
{
    for (size_t i = 0; i < n; i++)
        mlt_scorecard_unref(cards[i]);
    mlt_results_free(results);
}

/* Half of the samples under blur, a quarter under noise; rain has no fraction. */
START_TEST(by_what_is_sure)
{
    open_card(0, "");
    const mlt_table *t = table(1);
    ck_assert_uint_eq(t->n_rows, 2);
    ck_assert_str_eq(text(t, "kind", 0), "gaussian_blur");
    ck_assert_str_eq(text(t, "kind", 1), "noise");
    ck_assert_str_eq(text(t, "category", 0), "weather");
    fx_near(number(t, "affected", 0), 0.5);
    fx_near(number(t, "weight", 0), 0.5);
    for (size_t i = 0; i < 2; i++) {
        ck_assert(number(t, "lower", i) > 0 && number(t, "lower", i) < number(t, "affected", i));
        fx_near(number(t, "cost", i), 100 * number(t, "weight", i) * number(t, "lower", i));
    }
    ck_assert_str_eq(text(t, "augmentations", 0), "blur");
    ck_assert_str_eq(text(t, "statement", 0),
                     "expected, not tested: training with one of these augmentations");
    ck_assert_str_eq(text(t, "augmentations", 1), ""); /* not a kind of the catalogue */
    ck_assert_str_eq(text(t, "statement", 1),
                     "expected, not tested: training with pictures of this kind");
    drop(1);
}
END_TEST

START_TEST(weights_decide)
{
    open_card(0, "noise=9");
    const mlt_table *t = table(1);
    ck_assert_str_eq(text(t, "kind", 0), "noise");
    ck_assert_str_eq(text(t, "kind", 1), "gaussian_blur");
    ck_assert_double_gt(number(t, "cost", 0), number(t, "cost", 1));
    drop(1);
    open_card(0, "weather=0");
    t = table(1);
    ck_assert_uint_eq(t->n_rows, 1);
    drop(1);
}
END_TEST

START_TEST(a_model_after_the_other)
{
    open_card(0, "");
    open_card(1, "noise=9");
    const mlt_table *t = table(2);
    ck_assert_uint_eq(t->n_rows, 4);
    ck_assert_str_eq(text(t, "model", 1), "net");
    ck_assert_str_eq(text(t, "kind", 1), "noise");
    ck_assert_str_eq(text(t, "model", 2), "other");
    ck_assert_str_eq(text(t, "kind", 2), "noise");
    drop(2);
}
END_TEST

/* Without intervals nothing is sure. */
START_TEST(no_intervals)
{
    mltest_options *options = NULL;
    mltest_journal *j = fx_open(true);
    ck_assert_int_eq(mltest_options_new(&options, NULL, "score", NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_options_set_text(options, "resamples", "0", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_scorecard_make(&cards[0], NULL, j, options, NULL), MLTEST_OK);
    ck_assert_uint_eq(table(1)->n_rows, 0);
    mltest_options_free(options);
    mlt_journal_unref(j);
    drop(1);
}
END_TEST

static mltest_status recommend_and_free(mltest_context *ctx, void *data)
{
    results = NULL;
    mltest_status status = recommend(ctx, data);
    mlt_results_free(results);
    return status;
}

START_TEST(out_of_memory)
{
    size_t n = 1;
    open_card(0, "");
    mlt_test_every_allocation(recommend_and_free, &n);
    mlt_scorecard_unref(cards[0]);
}
END_TEST

MLT_TEST_SUITE(compare_recommend, by_what_is_sure, weights_decide, a_model_after_the_other,
               no_intervals, out_of_memory)
