/* SPDX-License-Identifier: MIT */
#include "metric/tide_steps.h"

#include "testing.h"

static const mlt_box here = {0, 0, 10, 10}, far = {100, 0, 10, 10};

static mltest_status make(mltest_context *ctx, mlt_tide_steps **out, bool twice,
                          mltest_error **error)
{
    const mlt_truth truth = {here, 100, 1, 0, 0};
    /* Of equal scores: a match, then background; a cat taken for a dog. */
    const mlt_pred first[] = {{here, 0.9, 0}, {far, 0.9, 0}}, second[] = {{here, 0.8, 1}};
    const mlt_tide_options options = {.n_classes = 2};
    mlt_tide *tide = NULL;
    *out = NULL;
    mltest_status status = mlt_tide_new(&tide, ctx, &options, error);
    if (status == MLTEST_OK)
        status = mlt_tide_add(tide, 7, &truth, 1, first, 2, error);
    if (status == MLTEST_OK)
        status = mlt_tide_add(tide, twice ? 7 : 3, &truth, 1, second, 1, error);
    if (status == MLTEST_OK)
        status = mlt_tide_steps_new(out, tide, error);
    mlt_tide_free(tide);
    return status;
}

START_TEST(order_of_equal_scores)
{
    mlt_tide_steps *s = NULL;
    ck_assert_int_eq(make(NULL, &s, false, NULL), MLTEST_OK);
    ck_assert_uint_eq(s->n_images, 2);
    ck_assert_uint_eq(s->n_truths, 2);
    ck_assert_uint_eq(s->truths[0].image, 0); /* key 3 */
    ck_assert(!s->truths[0].missed && !s->truths[1].missed);
    ck_assert_uint_eq(s->first[1], 3); /* cats: two, and the dog set right */
    ck_assert_uint_eq(s->first[2], 4);
    ck_assert_uint_eq(s->most_right, 2);
    ck_assert(s->plain[0].right == 1 && s->plain[0].image == 1);
    ck_assert(s->plain[1].wrong == 1 && s->plain[2].right == 0);
    ck_assert(s->mended[0].right == 0 && s->mended[1].right == 0x7e); /* the error first */
    ck_assert_uint_eq(s->mended[0].wrong, 0x7e & ~(2 << MLT_TIDE_BKG));
    ck_assert(s->mended[2].right == 2 << MLT_TIDE_CLS && s->mended[2].image == 0);
    ck_assert_uint_eq(s->mended[3].wrong, 0x7e & ~(2 << MLT_TIDE_CLS));
    mlt_tide_steps_free(s);
    mlt_tide_steps_free(NULL);
}
END_TEST

START_TEST(repeated_keys)
{
    mlt_tide_steps *s = NULL;
    ck_assert_int_eq(make(NULL, &s, true, NULL), MLTEST_ERR_CONFLICT);
    ck_assert_ptr_null(s);
}
END_TEST

static mltest_status make_all(mltest_context *ctx, void *data)
{
    mlt_tide_steps *s = NULL;
    mlt_tide_workspace *w = NULL;
    mltest_error *error = NULL;
    (void)data;
    mltest_status status = make(ctx, &s, false, &error);
    if (status == MLTEST_OK)
        status = mlt_tide_workspace_new(&w, s, &error);
    mlt_tide_workspace_free(w);
    mlt_tide_steps_free(s);
    mltest_error_free(error);
    return status;
}

START_TEST(allocations)
{
    mlt_test_every_allocation(make_all, NULL);
}
END_TEST

MLT_TEST_SUITE(metric_tide_steps, order_of_equal_scores, repeated_keys, allocations)
