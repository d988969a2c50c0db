/* SPDX-License-Identifier: MIT */
#include "testing.h"

#include <math.h>

#include "voc_plain.h"

Suite *mlt_suite_metric_voc_finish(void);

enum { N_IMAGES = 14, N_CLASSES = 3 };
static plain_image images[PLAIN_IMAGES];
static const mlt_box ten = {0, 0, 10, 10};

static mlt_voc_result finish(mlt_voc *voc)
{
    mlt_voc_result result;
    ck_assert_int_eq(mlt_voc_finish(voc, &result, NULL), MLTEST_OK);
    return result;
}

/* Every number of every class, bit for bit. */
static void check_as_plain(const mlt_voc_options *options, size_t n_images)
{
    static voc_plain_class expected;
    const plain_image *ascending[PLAIN_IMAGES];
    double aps[N_CLASSES];
    size_t n_aps = 0;
    mlt_voc *voc = voc_plain_new(*options);
    for (size_t i = n_images; i-- > 0;) {
        ascending[i] = &images[i];
        ck_assert_int_eq(voc_plain_add(voc, &images[i]), MLTEST_OK);
    }
    mlt_voc_result r = finish(voc);
    ck_assert_uint_eq(r.n_classes, N_CLASSES);
    for (int c = 0; c < N_CLASSES; c++) {
        const mlt_voc_class *got = &r.classes[c];
        voc_plain(options, ascending, n_images, c, &expected);
        ck_assert_double_eq(got->ap, expected.ap);
        ck_assert_double_eq((double)got->n_positives, expected.asked);
        ck_assert_double_eq((double)got->tp, expected.tp);
        ck_assert_double_eq((double)got->fp, expected.fp);
        ck_assert_uint_eq(got->n_detections, expected.n);
        size_t bytes = expected.n * sizeof(double);
        ck_assert(bytes == 0 || memcmp(got->precision, expected.precision, bytes) == 0);
        ck_assert(bytes == 0 || memcmp(got->recall, expected.recall, bytes) == 0);
        ck_assert(bytes == 0 || memcmp(got->scores, expected.scores, bytes) == 0);
        if (expected.ap >= 0)
            aps[n_aps++] = expected.ap;
    }
    if (n_aps > 0)
        ck_assert_double_eq(r.map, mlt_mean(aps, n_aps));
    else
        ck_assert_double_eq(r.map, -1);
    mlt_voc_result_free(NULL, &r);
    mlt_voc_free(voc);
}

/* The four flags, and each detail alone and all together. */
START_TEST(as_the_procedure)
{
    plain_state = (uint64_t)_i + 1;
    voc_plain_fill(images, N_IMAGES, N_CLASSES, _i % 2 ? 20 : 6);
    for (unsigned details = 0; details < 32; details = details == 16 ? 31 : details * 2 + !details)
        for (unsigned flags = 0; flags < 64; flags++) {
            const mlt_voc_options options = {
                .n_classes = N_CLASSES,
                .boxes =
                    (mlt_voc_boxes)((flags + (unsigned)_i) % 2 ? MLT_VOC_PIXELS : MLT_VOC_EDGES),
                .iou = flags & 32 ? 0.3 : 0.5,
                .inclusive = flags & 1,
                .strict = flags & 2,
                .eleven_points = flags & 4,
                .honour_difficult = flags & 8,
                .details = details,
                .sums = flags & 16 ? MLT_VOC_LOOP : MLT_VOC_NUMPY};
            check_as_plain(&options, N_IMAGES);
        }
}
END_TEST

START_TEST(presets)
{
    plain_state = 77;
    voc_plain_fill(images, N_IMAGES, N_CLASSES, 25);
    for (size_t i = 0; mlt_voc_preset_name(i); i++) {
        mlt_voc_options options = {.n_classes = N_CLASSES};
        ck_assert_int_eq(mlt_voc_preset(mlt_voc_preset_name(i), &options, NULL), MLTEST_OK);
        for (size_t n = 0; n <= N_IMAGES; n += 7)
            check_as_plain(&options, n);
    }
}
END_TEST

START_TEST(nothing_at_all)
{
    for (size_t n_classes = 0; n_classes < 3; n_classes++) {
        mlt_voc *voc = voc_plain_new((mlt_voc_options){.n_classes = n_classes, .iou = 0.5});
        for (int images_added = 0; images_added < 2; images_added++) {
            mlt_voc_result r = finish(voc);
            ck_assert_double_eq(r.map, -1);
            ck_assert_uint_eq(r.n_classes, n_classes);
            for (size_t c = 0; c < n_classes; c++) {
                ck_assert_double_eq(r.classes[c].ap, -1);
                ck_assert_uint_eq(r.classes[c].n_detections, 0);
            }
            mlt_voc_result_free(NULL, &r);
            mlt_voc_result_free(NULL, &r); /* freeing twice is harmless */
            ck_assert_int_eq(mlt_voc_add(voc, 5, NULL, 0, NULL, 0, NULL), MLTEST_OK);
        }
        mlt_voc_free(voc);
    }
}
END_TEST

/* Classes: 0 with both, 1 with truths only, 2 with detections only, 3 with difficult truths. */
START_TEST(classes_with_little)
{
    const mlt_truth truths[] = {
        {ten, 100, 0, 0, 0}, {ten, 100, 0, 1, 0}, {ten, 100, 0, 3, MLT_TRUTH_DIFFICULT}};
    const mlt_pred preds[] = {{ten, 0.9, 0}, {ten, 0.9, 2}, {ten, 0.8, 3}, {{90, 0, 9, 9}, 0.7, 3}};
    mlt_voc_options options = {.n_classes = 5};
    ck_assert_int_eq(mlt_voc_preset("voc2012", &options, NULL), MLTEST_OK);
    mlt_voc *voc = voc_plain_new(options);
    ck_assert_int_eq(mlt_voc_add(voc, 0, truths, 3, preds, 4, NULL), MLTEST_OK);
    mlt_voc_result r = finish(voc);
    const double aps[] = {1, 0, -1, -1, -1};
    const size_t counts[][4] = {
        {1, 1, 1, 0}, {1, 0, 0, 0}, {0, 1, 0, 1}, {0, 2, 0, 1}, {0, 0, 0, 0}};
    for (size_t c = 0; c < 5; c++) {
        ck_assert_double_eq(r.classes[c].ap, aps[c]);
        ck_assert_uint_eq(r.classes[c].n_positives, counts[c][0]);
        ck_assert_uint_eq(r.classes[c].n_detections, counts[c][1]);
        ck_assert_uint_eq(r.classes[c].tp, counts[c][2]);
        ck_assert_uint_eq(r.classes[c].fp, counts[c][3]);
    }
    ck_assert_double_eq(r.map, 0.5);
    ck_assert_double_eq(r.classes[3].precision[0], 0);
    ck_assert_double_eq(r.classes[3].recall[1], 0);
    ck_assert_double_eq(r.classes[3].scores[1], 0.7);
    mlt_voc_result_free(NULL, &r);
    mlt_voc_free(voc);
}
END_TEST

/* Equal scores count in the order of keys, then as given; NaN last, whatever its image. */
START_TEST(ties)
{
    const mlt_truth one = {ten, 100, 0, 0, 0};
    const mlt_pred wrong = {{50, 50, 10, 10}, 0.5, 0};
    const mlt_pred right = {ten, 0.5, 0};
    const mlt_pred unknown = {ten, NAN, 0};
    const mlt_pred two[] = {wrong, right};
    const mlt_voc_options options = {.n_classes = 1, .iou = 0.5};
    const struct {
        const mlt_pred *low, *high; /* of the images with the lower and the higher key */
        size_t n;
        double ap;
    } cases[] = {
        {&wrong, &right, 1, 0.5 * 0.5},       {&right, &wrong, 1, 0.5},
        {&unknown, &wrong, 1, 0.5 * 0.5},     {&right, &unknown, 1, 1},
        {two, two, 2, 0.5 * 0.5 + 0.5 * 0.5},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (int turned = 0; turned < 2; turned++) {
            mlt_voc *voc = voc_plain_new(options);
            const mlt_pred *first = turned ? cases[i].high : cases[i].low;
            const mlt_pred *second = turned ? cases[i].low : cases[i].high;
            ck_assert_int_eq(
                mlt_voc_add(voc, turned ? UINT64_MAX : 0, &one, 1, first, cases[i].n, NULL),
                MLTEST_OK);
            ck_assert_int_eq(
                mlt_voc_add(voc, turned ? 0 : UINT64_MAX, &one, 1, second, cases[i].n, NULL),
                MLTEST_OK);
            mlt_voc_result r = finish(voc);
            ck_assert_double_eq(r.classes[0].ap, cases[i].ap);
            mlt_voc_result_free(NULL, &r);
            mlt_voc_free(voc);
        }
}
END_TEST

/* Enough detections for several threads, and for NumPy's blocks: 30,000 right ones of a class. */
START_TEST(many)
{
    enum { EACH = 300, MANY_IMAGES = 100 };
    static mlt_truth truths[EACH];
    static mlt_pred preds[2 * EACH];
    static double steps[EACH * MANY_IMAGES];
    const mlt_voc_options options = {.n_classes = 2, .iou = 0.5};
    mlt_voc *voc = voc_plain_new(options);
    for (int i = 0; i < EACH; i++) {
        mlt_box box = {20 * i, 0, 10, 10};
        truths[i] = (mlt_truth){box, 100, 0, 0, 0};
        preds[i] = (mlt_pred){box, 0.9, 0};
        preds[EACH + i] = (mlt_pred){box, 0.8, 1};
    }
    for (uint64_t key = 0; key < MANY_IMAGES; key++)
        ck_assert_int_eq(mlt_voc_add(voc, key, truths, EACH, preds, 2 * EACH, NULL), MLTEST_OK);
    mlt_voc_result r = finish(voc);
    const mlt_voc_class *cls = &r.classes[0];
    ck_assert_uint_eq(cls->tp, EACH * MANY_IMAGES);
    ck_assert_uint_eq(r.classes[1].fp, EACH * MANY_IMAGES);
    for (size_t i = 0; i < cls->tp; i++)
        steps[i] = cls->recall[i] - (i > 0 ? cls->recall[i - 1] : 0);
    ck_assert_double_eq(cls->ap, mlt_sum(steps, cls->tp));
    ck_assert_double_eq(r.map, cls->ap);
    mlt_voc_result_free(NULL, &r);
    mlt_voc_free(voc);
}
END_TEST

Suite *mlt_suite_metric_voc_finish(void)
{
    Suite *suite = suite_create("metric_voc_finish");
    TCase *tests = tcase_create("voc_finish");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, as_the_procedure, 0, 4);
    tcase_add_test(tests, presets);
    tcase_add_test(tests, nothing_at_all);
    tcase_add_test(tests, classes_with_little);
    tcase_add_test(tests, ties);
    tcase_add_test(tests, many);
    suite_add_tcase(suite, tests);
    return suite;
}
