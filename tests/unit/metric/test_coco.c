/* SPDX-License-Identifier: MIT */
#include "coco_drawn.h"
#include "metric/coco.h"
#include "testing.h"

Suite *mlt_suite_metric_coco(void);

static size_t n_array(const mlt_coco_result *r)
{
    return r->n_ious * r->n_classes * MLT_COCO_N_AREAS * MLT_COCO_N_LIMITS;
}

START_TEST(invalid_options)
{
    const double bad_ious[][1] = {{0}, {-0.5}, {1.5}, {NAN}};
    const uint32_t no_dets[3] = {1, 0, 100};
    mlt_coco *coco;
    for (int i = 0; i < 4; i++) {
        const mlt_coco_options options = {.n_classes = 1, .ious = bad_ious[i], .n_ious = 1};
        ck_assert_int_eq(mlt_coco_new(&coco, NULL, &options, NULL), MLTEST_ERR_INVALID);
        ck_assert_ptr_null(coco);
    }
    const double many[17] = {0.5};
    const mlt_coco_options none = {.n_classes = 1, .ious = many, .n_ious = 0};
    const mlt_coco_options too_many = {.n_classes = 1, .ious = many, .n_ious = 17};
    const mlt_coco_options no_limit = {.n_classes = 1, .max_dets = no_dets};
    const mlt_coco_options classes = {.n_classes = 100001};
    const uint8_t wrong[] = {MLT_LVIS_N_FREQUENCIES};
    const mlt_coco_options modes[] = {{.n_classes = 1, .reference = true, .corrected = true},
                                      {.n_classes = 1, .lvis = true, .class_agnostic = true},
                                      {.n_classes = 1, .lvis = true, .frequencies = wrong}};
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(mlt_coco_new(&coco, NULL, &modes[i], NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mlt_coco_new(&coco, NULL, &none, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mlt_coco_new(&coco, NULL, &too_many, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mlt_coco_new(&coco, NULL, &no_limit, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mlt_coco_new(&coco, NULL, &classes, NULL), MLTEST_ERR_LIMIT);
    mlt_coco_free(NULL);
}
END_TEST

START_TEST(nothing_at_all)
{
    for (size_t n_classes = 0; n_classes < 3; n_classes++) {
        mlt_coco *coco = new_coco((mlt_coco_options){.n_classes = n_classes});
        mlt_coco_result result = finish(coco, NULL);
        for (size_t i = 0; i < MLT_COCO_N_STATS; i++)
            ck_assert_double_eq(result.stats[i], -1);
        ck_assert_uint_eq(result.n_classes, n_classes);
        for (size_t i = 0; i < n_array(&result); i++)
            ck_assert_double_eq(result.recall[i], -1);
        mlt_coco_result_free(NULL, &result);
        ck_assert_int_eq(mlt_coco_add(coco, 5, NULL, 0, NULL, 0, NULL), MLTEST_OK);
        result = finish(coco, NULL);
        ck_assert_double_eq(result.stats[MLT_COCO_AP], -1);
        mlt_coco_result_free(NULL, &result);
        mlt_coco_free(coco);
    }
}
END_TEST

START_TEST(other_limits)
{
    const uint32_t dets[] = {300, 5, 20};
    fill_images(12, 2);
    mlt_coco *strict =
        new_coco((mlt_coco_options){.n_classes = 2, .max_dets = dets, .reference = true});
    mlt_coco *open = new_coco((mlt_coco_options){.n_classes = 2, .max_dets = dets});
    for (size_t i = 0; i < 12; i++) {
        for (size_t j = 0; j < images[i].n_truths; j++)
            images[i].truths[j].ann_id = 1; /* so that only the limits differ */
        ck_assert_int_eq(plain_add(strict, &images[i]), MLTEST_OK);
        ck_assert_int_eq(plain_add(open, &images[i]), MLTEST_OK);
    }
    mlt_coco_result a = finish(strict, NULL);
    mlt_coco_result b = finish(open, NULL);
    ck_assert_double_eq(a.stats[MLT_COCO_AP], -1); /* the reference looks for 100 literally */
    ck_assert_double_gt(b.stats[MLT_COCO_AP], 0);
    ck_assert_mem_eq(a.stats + 1, b.stats + 1, 11 * sizeof(double));
    ck_assert(a.stats[MLT_COCO_AR1] < a.stats[MLT_COCO_AR10]); /* sorted: 5, 20, 300 */
    ck_assert(a.stats[MLT_COCO_AR10] <= a.stats[MLT_COCO_AR100]);
    mlt_coco_result_free(NULL, &a);
    mlt_coco_result_free(NULL, &b);
    mlt_coco_free(strict);
    mlt_coco_free(open);
}
END_TEST

static mltest_status use(mltest_context *ctx, mlt_coco *into, mlt_coco *from)
{
    mlt_coco_result result = {0};
    for (size_t i = 0; i < 4; i++) {
        size_t before = mlt_coco_n_images(into);
        mltest_status status = plain_add(i < 3 ? into : from, &images[i]);
        if (status != MLTEST_OK) {
            ck_assert_uint_eq(mlt_coco_n_images(into), before);
            return status;
        }
    }
    mltest_status status = mlt_coco_merge(into, from, NULL);
    if (status == MLTEST_OK)
        status = mlt_coco_finish(into, NULL, MLT_COCO_ARRAYS, &result, NULL);
    if (status == MLTEST_OK)
        ck_assert_double_gt(result.stats[0], 0);
    else
        ck_assert_ptr_null(result.ap);
    mlt_coco_result_free(ctx, &result);
    return status;
}

static mltest_status build_and_use(mltest_context *ctx, void *data)
{
    (void)data;
    const uint8_t frequencies[4] = {0};
    const mlt_coco_options options = {.n_classes = 4, .frequencies = frequencies};
    mlt_coco *into = NULL;
    mlt_coco *from = NULL;
    mltest_status status = mlt_coco_new(&into, ctx, &options, NULL);
    if (status == MLTEST_OK)
        status = mlt_coco_new(&from, ctx, &options, NULL);
    if (status == MLTEST_OK)
        status = use(ctx, into, from);
    mlt_coco_free(into);
    mlt_coco_free(from);
    return status;
}

START_TEST(out_of_memory)
{
    fill_images(4, 4);
    mlt_test_every_allocation(build_and_use, NULL);
}
END_TEST

Suite *mlt_suite_metric_coco(void)
{
    Suite *suite = suite_create("metric_coco");
    TCase *tests = tcase_create("coco");
    tcase_add_test(tests, invalid_options);
    tcase_add_test(tests, nothing_at_all);
    tcase_add_test(tests, other_limits);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
