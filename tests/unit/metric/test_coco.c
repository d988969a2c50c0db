/* SPDX-License-Identifier: MIT */
#include "coco_plain.h"
#include "metric/coco.h"
#include "testing.h"

Suite *mlt_suite_metric_coco(void);

static plain_image images[PLAIN_IMAGES];

static void fill_images(size_t n, int n_classes)
{
    plain_state = 99;
    for (size_t i = 0; i < n; i++)
        plain_fill(&images[i], 1000 - 3 * i, n_classes, 30);
}

static mlt_coco *new_coco(mlt_coco_options options)
{
    mlt_coco *coco = NULL;
    ck_assert_int_eq(mlt_coco_new(&coco, NULL, &options, NULL), MLTEST_OK);
    return coco;
}

static mlt_coco_result finish(mlt_coco *coco, const double *weights)
{
    mlt_coco_result result;
    ck_assert_int_eq(mlt_coco_finish(coco, weights, MLT_COCO_ARRAYS, &result, NULL), MLTEST_OK);
    return result;
}

static size_t n_array(const mlt_coco_result *r)
{
    return r->n_ious * r->n_classes * MLT_COCO_N_AREAS * MLT_COCO_N_LIMITS;
}

/* Bit for bit, arrays included. */
static void check_same(const mlt_coco_result *a, const mlt_coco_result *b)
{
    size_t n = n_array(a);
    size_t per_class = a->n_classes * sizeof(double);
    ck_assert_uint_eq(n, n_array(b));
    ck_assert_mem_eq(a->stats, b->stats, sizeof a->stats);
    ck_assert_mem_eq(a->ap, b->ap, per_class);
    ck_assert_mem_eq(a->ap50, b->ap50, per_class);
    ck_assert_mem_eq(a->ap75, b->ap75, per_class);
    ck_assert_mem_eq(a->ar, b->ar, per_class);
    ck_assert_mem_eq(a->n_truths, b->n_truths, per_class);
    ck_assert_mem_eq(a->precision, b->precision, n * 101 * sizeof(double));
    ck_assert_mem_eq(a->scores, b->scores, n * 101 * sizeof(double));
    ck_assert_mem_eq(a->recall, b->recall, n * sizeof(double));
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

/* Whatever the order of adding, and whatever was merged with what. */
START_TEST(merge_equals_one)
{
    enum { N = 24 };
    fill_images(N, 4);
    const mlt_coco_options options = {.n_classes = 4, .reference = true};
    mlt_coco *one = new_coco(options);
    mlt_coco *parts[3] = {new_coco(options), new_coco(options), new_coco(options)};
    for (size_t i = 0; i < N; i++) {
        ck_assert_int_eq(plain_add(one, &images[i]), MLTEST_OK);
        ck_assert_int_eq(plain_add(parts[i % 3], &images[N - 1 - i]), MLTEST_OK);
    }
    mlt_coco_result expected = finish(one, NULL);
    mlt_coco_result part = finish(parts[1], NULL); /* a finished one can still be merged */
    ck_assert_int_eq(mlt_coco_merge(parts[2], parts[0], NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_coco_merge(parts[2], parts[1], NULL), MLTEST_OK);
    ck_assert_uint_eq(mlt_coco_n_images(parts[2]), N);
    mlt_coco_result merged = finish(parts[2], NULL);
    check_same(&merged, &expected);
    ck_assert_double_ne(part.stats[0], expected.stats[0]);
    mlt_coco_result again = finish(parts[1], NULL); /* and is not changed by it */
    check_same(&again, &part);
    mlt_coco_result_free(NULL, &expected);
    mlt_coco_result_free(NULL, &merged);
    mlt_coco_result_free(NULL, &part);
    mlt_coco_result_free(NULL, &again);
    mlt_coco_free(one);
    for (int i = 0; i < 3; i++)
        mlt_coco_free(parts[i]);
}
END_TEST

START_TEST(merge_refusals)
{
    const double ious[] = {0.5};
    const uint32_t dets[] = {1, 10, 300};
    const double areas[4][2] = {{0, 1}, {0, 1}, {0, 1}, {0, 1}};
    const mlt_coco_options options[] = {
        {.n_classes = 4},
        {.n_classes = 5},
        {.n_classes = 4, .ious = ious, .n_ious = 1},
        {.n_classes = 4, .max_dets = dets},
        {.n_classes = 4, .areas = areas},
        {.n_classes = 4, .class_agnostic = true},
        {.n_classes = 4, .honour_ignore = true},
        {.n_classes = 4, .reference = true},
    };
    mlt_coco *first = new_coco(options[0]);
    ck_assert_int_eq(mlt_coco_merge(first, first, NULL), MLTEST_ERR_INVALID);
    for (size_t i = 1; i < sizeof options / sizeof options[0]; i++) {
        mlt_coco *other = new_coco(options[i]);
        ck_assert_int_eq(mlt_coco_merge(first, other, NULL), MLTEST_ERR_INVALID);
        mlt_coco_free(other);
    }
    mlt_coco_free(first);
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
    const mlt_coco_options options = {.n_classes = 4};
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
    tcase_add_test(tests, merge_equals_one);
    tcase_add_test(tests, merge_refusals);
    tcase_add_test(tests, other_limits);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
