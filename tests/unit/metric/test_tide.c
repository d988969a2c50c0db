/* SPDX-License-Identifier: MIT */
#include "coco_plain.h"
#include "metric/tide.h"
#include "testing.h"

Suite *mlt_suite_metric_tide(void);

enum { N_IMAGES = 24, N_CLASSES = 5 };
static plain_image images[N_IMAGES];

static void fill_images(void)
{
    plain_state = 77;
    for (size_t i = 0; i < N_IMAGES; i++)
        plain_fill(&images[i], 1000 - 3 * i, N_CLASSES, 30);
}

static mlt_tide *new_tide(mltest_context *ctx)
{
    mlt_tide *tide = NULL;
    const mlt_tide_options options = {.n_classes = N_CLASSES};
    ck_assert_int_eq(mlt_tide_new(&tide, ctx, &options, NULL), MLTEST_OK);
    return tide;
}

static mltest_status add(mlt_tide *tide, const plain_image *image, mltest_error **error)
{
    return mlt_tide_add(tide, image->key, image->truths, image->n_truths, image->preds,
                        image->n_preds, error);
}

static mlt_tide_result finish(const mlt_tide *tide)
{
    mlt_tide_result out;
    ck_assert_int_eq(mlt_tide_finish(tide, MLT_TIDE_ERRORS, &out, NULL), MLTEST_OK);
    return out;
}

/* Bit for bit, the list included. */
static void check_same(const mlt_tide_result *a, const mlt_tide_result *b)
{
    ck_assert_mem_eq(a, b, offsetof(mlt_tide_result, class_ap));
    ck_assert_mem_eq(a->class_ap, b->class_ap, a->n_classes * sizeof(double));
    ck_assert_uint_eq(a->n_errors, b->n_errors);
    for (size_t i = 0; i < a->n_errors; i++) {
        const mlt_tide_error *x = &a->errors[i];
        const mlt_tide_error *y = &b->errors[i];
        ck_assert(x->image == y->image && x->kind == y->kind && x->mends == y->mends);
        ck_assert(x->pred == y->pred && x->cls == y->cls && x->truth_cls == y->truth_cls);
        ck_assert(x->ann_id == y->ann_id && x->score == y->score && x->iou == y->iou);
    }
}

START_TEST(invalid_options)
{
    static const mlt_tide_options bad[] = {
        {.pos = -0.5}, {.pos = 1.5},  {.pos = NAN}, {.bg = -0.1},
        {.bg = 0.6},   {.pos = 0.05}, {.bg = NAN},
    };
    const mlt_tide_options classes = {.n_classes = 100001};
    const mlt_tide_options extreme = {.n_classes = 1, .pos = 1, .bg = 1, .max_dets = UINT32_MAX};
    mlt_tide *tide;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        ck_assert_int_eq(mlt_tide_new(&tide, NULL, &bad[i], NULL), MLTEST_ERR_INVALID);
        ck_assert_ptr_null(tide);
    }
    ck_assert_int_eq(mlt_tide_new(&tide, NULL, &classes, NULL), MLTEST_ERR_LIMIT);
    ck_assert_int_eq(mlt_tide_new(&tide, NULL, &extreme, NULL), MLTEST_OK);
    mlt_tide_free(tide);
    mlt_tide_free(NULL);
}
END_TEST

/* Zero stands for the reference's numbers. */
START_TEST(defaults)
{
    const mlt_tide_options plain = {.n_classes = N_CLASSES};
    const mlt_tide_options told = {.n_classes = N_CLASSES, .pos = 0.5, .bg = 0.1, .max_dets = 100};
    mlt_tide *a, *b;
    ck_assert_int_eq(mlt_tide_new(&a, NULL, &plain, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_tide_new(&b, NULL, &told, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_tide_merge(a, b, NULL), MLTEST_OK);
    mlt_tide_free(a);
    mlt_tide_free(b);
}
END_TEST

/* Truth as predictions. */
START_TEST(perfect)
{
    static const mlt_truth truths[] = {{{0, 0, 10, 10}, 100, 0, 0, 0},
                                       {{20, 0, 10, 10}, 100, 1, 0, 0},
                                       {{20, 0, 10, 10}, 100, 2, 1, 0},
                                       {{0, 0, 40, 40}, 1600, 3, 1, MLT_TRUTH_CROWD}};
    mlt_pred preds[3];
    mlt_tide *tide = new_tide(NULL);
    for (int i = 0; i < 3; i++)
        preds[i] = (mlt_pred){truths[i].box, 0.5, truths[i].cls};
    for (uint64_t key = 0; key < 3; key++)
        ck_assert_int_eq(mlt_tide_add(tide, key, truths, 4, preds, 3, NULL), MLTEST_OK);
    mlt_tide_result r = finish(tide);
    ck_assert(r.ap == 100 && r.ap_mean == 100 && r.n_errors == 0);
    ck_assert(r.d_false_pos == 0 && r.d_false_neg == 0 && r.n_false_pos == 0 && r.n_false_neg == 0);
    for (int kind = 0; kind < MLT_TIDE_N_KINDS; kind++)
        ck_assert(r.d_ap[kind] == 0 && r.counts[kind] == 0);
    mlt_tide_result_free(NULL, &r);
    mlt_tide_free(tide);
}
END_TEST

/* Whatever the order of adding, and whatever was merged with what. */
START_TEST(merge_equals_one)
{
    fill_images();
    mlt_tide *one = new_tide(NULL);
    mlt_tide *parts[4] = {new_tide(NULL), new_tide(NULL), new_tide(NULL), new_tide(NULL)};
    for (size_t i = 0; i < N_IMAGES; i++) {
        ck_assert_int_eq(add(one, &images[i], NULL), MLTEST_OK);
        ck_assert_int_eq(add(parts[i % 3], &images[N_IMAGES - 1 - i], NULL), MLTEST_OK);
    }
    mlt_tide_result expected = finish(one);
    mlt_tide_result part = finish(parts[1]);
    for (int i = 0; i < 4; i++)
        if (i != 2)
            ck_assert_int_eq(mlt_tide_merge(parts[2], parts[i], NULL), MLTEST_OK);
    ck_assert_uint_eq(mlt_tide_n_images(parts[2]), N_IMAGES);
    mlt_tide_result merged = finish(parts[2]);
    check_same(&merged, &expected);
    mlt_tide_result again = finish(parts[1]); /* is not changed by it */
    check_same(&again, &part);
    ck_assert_double_ne(part.ap, expected.ap);
    mlt_tide_result_free(NULL, &expected);
    mlt_tide_result_free(NULL, &merged);
    mlt_tide_result_free(NULL, &part);
    mlt_tide_result_free(NULL, &again);
    mlt_tide_free(one);
    for (int i = 0; i < 4; i++)
        mlt_tide_free(parts[i]);
}
END_TEST

START_TEST(merge_refusals)
{
    static const mlt_tide_options others[] = {{.n_classes = 4},
                                              {.n_classes = N_CLASSES, .pos = 0.6},
                                              {.n_classes = N_CLASSES, .bg = 0.2},
                                              {.n_classes = N_CLASSES, .max_dets = 10}};
    mlt_tide *first = new_tide(NULL);
    ck_assert_int_eq(mlt_tide_merge(first, first, NULL), MLTEST_ERR_INVALID);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        mlt_tide *other;
        ck_assert_int_eq(mlt_tide_new(&other, NULL, &others[i], NULL), MLTEST_OK);
        ck_assert_int_eq(mlt_tide_merge(first, other, NULL), MLTEST_ERR_INVALID);
        mlt_tide_free(other);
    }
    mlt_tide_free(first);
}
END_TEST

static mltest_status fill_two(mlt_tide *a, mlt_tide *b, mltest_error **error)
{
    for (size_t i = 0; i < 6; i++) {
        mltest_status status = add(i % 2 ? a : b, &images[i], error);
        if (status != MLTEST_OK)
            return status;
    }
    return mlt_tide_merge(a, b, error);
}

static mltest_status build_and_use(mltest_context *ctx, void *data)
{
    (void)data;
    const mlt_tide_options options = {.n_classes = N_CLASSES};
    mlt_tide *a = NULL;
    mlt_tide *b = NULL;
    mlt_tide_result out = {0};
    mltest_error *error = NULL;
    mltest_status status = mlt_tide_new(&a, ctx, &options, &error);
    if (status == MLTEST_OK)
        status = mlt_tide_new(&b, ctx, &options, &error);
    if (status == MLTEST_OK)
        status = fill_two(a, b, &error);
    if (status == MLTEST_OK)
        status = mlt_tide_finish(a, MLT_TIDE_ERRORS, &out, &error);
    mlt_tide_result_free(ctx, &out);
    mlt_tide_free(a);
    mlt_tide_free(b);
    mltest_error_free(error);
    return status;
}

START_TEST(out_of_memory)
{
    fill_images();
    mlt_test_every_allocation(build_and_use, NULL);
}
END_TEST

Suite *mlt_suite_metric_tide(void)
{
    Suite *suite = suite_create("metric_tide");
    TCase *tests = tcase_create("tide");
    tcase_add_test(tests, invalid_options);
    tcase_add_test(tests, defaults);
    tcase_add_test(tests, perfect);
    tcase_add_test(tests, merge_equals_one);
    tcase_add_test(tests, merge_refusals);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
