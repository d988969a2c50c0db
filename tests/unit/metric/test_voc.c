/* SPDX-License-Identifier: MIT */
#include "testing.h"

#include <math.h>

#include "voc_plain.h"

Suite *mlt_suite_metric_voc(void);

enum { N_IMAGES = 24, N_CLASSES = 4 };
static plain_image images[N_IMAGES];
static const mlt_voc_options options = {
    .n_classes = N_CLASSES, .iou = 0.5, .inclusive = true, .honour_difficult = true};

static void fill_images(void)
{
    plain_state = 99;
    voc_plain_fill(images, N_IMAGES, N_CLASSES, 30);
}

static mlt_voc_result finish(const mlt_voc *voc)
{
    mlt_voc_result result;
    ck_assert_int_eq(mlt_voc_finish(voc, &result, NULL), MLTEST_OK);
    return result;
}

/* Bit for bit, curves included. */
static void check_same(const mlt_voc_result *a, const mlt_voc_result *b)
{
    ck_assert_mem_eq(&a->map, &b->map, sizeof a->map);
    ck_assert_uint_eq(a->n_classes, b->n_classes);
    for (size_t c = 0; c < a->n_classes; c++) {
        const mlt_voc_class *p = &a->classes[c];
        const mlt_voc_class *q = &b->classes[c];
        size_t bytes = p->n_detections * sizeof(double);
        ck_assert_mem_eq(&p->ap, &q->ap, sizeof p->ap);
        ck_assert_uint_eq(p->n_positives, q->n_positives);
        ck_assert_uint_eq(p->n_detections, q->n_detections);
        ck_assert_uint_eq(p->tp, q->tp);
        ck_assert_uint_eq(p->fp, q->fp);
        ck_assert_mem_eq(p->precision, q->precision, bytes);
        ck_assert_mem_eq(p->recall, q->recall, bytes);
        ck_assert_mem_eq(p->scores, q->scores, bytes);
    }
}

START_TEST(invalid_options)
{
    const double bad_ious[] = {-0.1, 1.1, NAN, INFINITY};
    mlt_voc *voc;
    for (int i = 0; i < 4; i++) {
        const mlt_voc_options bad = {.n_classes = 1, .iou = bad_ious[i]};
        ck_assert_int_eq(mlt_voc_new(&voc, NULL, &bad, NULL), MLTEST_ERR_INVALID);
        ck_assert_ptr_null(voc);
    }
    const mlt_voc_options classes = {.n_classes = 100001, .iou = 0.5};
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_voc_new(&voc, NULL, &classes, &error), MLTEST_ERR_LIMIT);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "100001"));
    mltest_error_free(error);
    mlt_voc_free(NULL);
}
END_TEST

/* Whatever the order of adding, and whatever was merged with what. */
START_TEST(merge_equals_one)
{
    fill_images();
    mlt_voc *one = voc_plain_new(options);
    mlt_voc *parts[3];
    for (size_t i = 0; i < 3; i++)
        parts[i] = voc_plain_new(options);
    for (size_t i = 0; i < N_IMAGES; i++) {
        ck_assert_int_eq(voc_plain_add(one, &images[i]), MLTEST_OK);
        ck_assert_int_eq(voc_plain_add(parts[i % 3], &images[N_IMAGES - 1 - i]), MLTEST_OK);
    }
    mlt_voc_result expected = finish(one);
    mlt_voc_result part = finish(parts[1]); /* a finished one can still be merged */
    ck_assert_int_eq(mlt_voc_merge(parts[2], parts[0], NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_voc_merge(parts[2], parts[1], NULL), MLTEST_OK);
    ck_assert_uint_eq(mlt_voc_n_images(parts[2]), N_IMAGES);
    mlt_voc_result merged = finish(parts[2]);
    check_same(&merged, &expected);
    ck_assert_double_ne(part.map, expected.map);
    mlt_voc_result again = finish(parts[1]); /* and is not changed by it */
    check_same(&again, &part);
    mlt_voc_result all[] = {expected, part, merged, again};
    for (size_t i = 0; i < 4; i++)
        mlt_voc_result_free(NULL, &all[i]);
    mlt_voc_free(one);
    for (size_t i = 0; i < 3; i++)
        mlt_voc_free(parts[i]);
}
END_TEST

START_TEST(additions_after_a_finish)
{
    fill_images();
    mlt_voc *first = voc_plain_new(options);
    mlt_voc *second = voc_plain_new(options);
    for (size_t i = 0; i < 6; i++) {
        ck_assert_int_eq(voc_plain_add(first, &images[i]), MLTEST_OK);
        mlt_voc_result r = finish(first);
        mlt_voc_result_free(NULL, &r);
        ck_assert_int_eq(voc_plain_add(second, &images[5 - i]), MLTEST_OK);
    }
    mlt_voc_result a = finish(first);
    mlt_voc_result b = finish(second);
    check_same(&a, &b);
    mlt_voc_result_free(NULL, &a);
    mlt_voc_result_free(NULL, &b);
    mlt_voc_free(first);
    mlt_voc_free(second);
}
END_TEST

/* The label file's ids are not looked at: 0 is as good as any. */
START_TEST(ids)
{
    fill_images();
    mlt_voc_result results[2];
    for (int zero = 0; zero < 2; zero++) {
        mlt_voc *voc = voc_plain_new(options);
        for (size_t i = 0; i < N_IMAGES; i++) {
            for (size_t j = 0; j < images[i].n_truths; j++)
                images[i].truths[j].ann_id = zero ? 0 : (int64_t)j - 5;
            images[i].key -= i == 0 ? images[0].key : 0; /* nor is an image of key 0 special */
            ck_assert_int_eq(voc_plain_add(voc, &images[i]), MLTEST_OK);
        }
        results[zero] = finish(voc);
        mlt_voc_free(voc);
    }
    check_same(&results[0], &results[1]);
    ck_assert_double_gt(results[0].map, 0);
    mlt_voc_result_free(NULL, &results[0]);
    mlt_voc_result_free(NULL, &results[1]);
}
END_TEST

START_TEST(merge_refusals)
{
    mlt_voc_options others[9];
    for (size_t i = 0; i < 9; i++)
        others[i] = options;
    others[0].n_classes = 5;
    others[1].boxes = MLT_VOC_CORNERS;
    others[2].iou = 0.75;
    others[3].inclusive = false;
    others[4].strict = true;
    others[5].eleven_points = true;
    others[6].honour_difficult = false;
    others[7].details = MLT_VOC_MEET;
    others[8].sums = MLT_VOC_LOOP;
    mlt_voc *first = voc_plain_new(options);
    ck_assert_int_eq(mlt_voc_merge(first, first, NULL), MLTEST_ERR_INVALID);
    for (size_t i = 0; i < 9; i++) {
        mlt_voc *other = voc_plain_new(others[i]);
        ck_assert_int_eq(mlt_voc_merge(first, other, NULL), MLTEST_ERR_INVALID);
        mlt_voc_free(other);
    }
    /* The same image twice shows when the numbers are asked for. */
    mlt_voc *same = voc_plain_new(options);
    fill_images();
    ck_assert_int_eq(voc_plain_add(first, &images[0]), MLTEST_OK);
    ck_assert_int_eq(voc_plain_add(same, &images[0]), MLTEST_OK);
    ck_assert_int_eq(mlt_voc_merge(first, same, NULL), MLTEST_OK);
    mlt_voc_result r;
    ck_assert_int_eq(mlt_voc_finish(first, &r, NULL), MLTEST_ERR_CONFLICT);
    ck_assert_ptr_null(r.classes);
    mlt_voc_free(same);
    mlt_voc_free(first);
}
END_TEST

static mltest_status use(mltest_context *ctx, mlt_voc *into, mlt_voc *from)
{
    mlt_voc_result r = {0};
    for (size_t i = 0; i < 4; i++) {
        mltest_status status = voc_plain_add(i < 2 ? into : from, &images[i]);
        if (status != MLTEST_OK)
            return status;
    }
    mltest_status status = mlt_voc_merge(into, from, NULL);
    ck_assert_uint_eq(mlt_voc_n_images(into), status == MLTEST_OK ? 4 : 2);
    if (status == MLTEST_OK)
        status = mlt_voc_finish(into, &r, NULL);
    if (status == MLTEST_OK)
        ck_assert_double_gt(r.map, 0);
    else
        ck_assert_ptr_null(r.classes);
    mlt_voc_result_free(ctx, &r);
    return status;
}

static mltest_status build_and_use(mltest_context *ctx, void *data)
{
    (void)data;
    mlt_voc *into = NULL;
    mlt_voc *from = NULL;
    mltest_status status = mlt_voc_new(&into, ctx, &options, NULL);
    if (status == MLTEST_OK)
        status = mlt_voc_new(&from, ctx, &options, NULL);
    if (status == MLTEST_OK)
        status = use(ctx, into, from);
    mlt_voc_free(into);
    mlt_voc_free(from);
    return status;
}

START_TEST(out_of_memory)
{
    fill_images();
    mlt_test_every_allocation(build_and_use, NULL);
}
END_TEST

Suite *mlt_suite_metric_voc(void)
{
    Suite *suite = suite_create("metric_voc");
    TCase *tests = tcase_create("voc");
    tcase_set_timeout(tests, 30);
    tcase_add_test(tests, invalid_options);
    tcase_add_test(tests, merge_equals_one);
    tcase_add_test(tests, additions_after_a_finish);
    tcase_add_test(tests, ids);
    tcase_add_test(tests, merge_refusals);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
