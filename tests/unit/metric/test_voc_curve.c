/* SPDX-License-Identifier: MIT */
#include "testing.h"

#include "metric/mean.h"
#include "metric/voc_parts.h"

Suite *mlt_suite_metric_voc_curve(void);

enum { MOST = 64 };

/* Of a curve whose detections are right (r), wrong (w) or neither (n). */
static double ap_of(const char *ends, double n_positives, bool eleven_points, mlt_voc_sums sums)
{
    double precision[MOST], recall[MOST], steps[MOST + 1];
    double tp = 0;
    double fp = 0;
    size_t n = 0;
    for (; ends[n]; n++) {
        tp += ends[n] == 'r';
        fp += ends[n] == 'w';
        recall[n] = tp / n_positives;
        precision[n] = tp + fp > 0 ? tp / (tp + fp) : 0;
    }
    const mlt_voc_options options = {.eleven_points = eleven_points, .sums = sums};
    const mlt_voc_curve curve = {precision, recall, n, steps};
    return mlt_voc_ap(&options, &curve);
}

/* Two of four found, at precisions 1 and 2/3. */
START_TEST(area_by_hand)
{
    for (int sums = 0; sums < 2; sums++) {
        mlt_voc_sums s = sums ? MLT_VOC_LOOP : MLT_VOC_NUMPY;
        ck_assert_double_eq(ap_of("rwrw", 4, false, s), 0.25 + 0.25 * (2.0 / 3));
        ck_assert_double_eq(ap_of("r", 1, false, s), 1);
        ck_assert_double_eq(ap_of("wr", 1, false, s), 0.5);
        ck_assert_double_eq(ap_of("wwww", 4, false, s), 0);
        ck_assert_double_eq(ap_of("", 4, false, s), 0);
        ck_assert_double_eq(ap_of("nrnnrn", 2, false, s), 1); /* neither: no step, no price */
        /* Precision rises again from 1/2 to 3/4: the highest one later on counts. */
        ck_assert_double_eq(ap_of("wrrr", 4, false, s), 3 * (0.25 * 0.75));
        ck_assert_double_eq(ap_of("rrrr", 4, false, s), 1);
    }
}
END_TEST

/* Recall 0.25 covers the points 0, 0.1 and 0.2, recall 0.5 those up to 0.5. */
START_TEST(eleven_points_by_hand)
{
    for (int sums = 0; sums < 2; sums++) {
        mlt_voc_sums s = sums ? MLT_VOC_LOOP : MLT_VOC_NUMPY;
        ck_assert_double_eq_tol(ap_of("rwrw", 4, true, s), (3 + 3 * (2.0 / 3)) / 11, 1e-15);
        ck_assert_double_eq_tol(ap_of("r", 1, true, s), 1, 1e-15);
        ck_assert_double_eq_tol(ap_of("wr", 1, true, s), 0.5, 1e-15);
        ck_assert_double_eq(ap_of("wwww", 4, true, s), 0);
        ck_assert_double_eq(ap_of("", 4, true, s), 0);
        ck_assert_double_eq_tol(ap_of("wrrr", 4, true, s), 8 * 0.75 / 11, 1e-15);
        /* 3/10 is below the fourth point, which is 0.30000000000000004. */
        ck_assert_double_eq_tol(ap_of("rrr", 10, true, s), 3.0 / 11, 1e-15);
        ck_assert_double_eq_tol(ap_of("rrrr", 10, true, s), 5.0 / 11, 1e-15);
    }
}
END_TEST

/* What NumPy and a loop give where the order of adding decides about the last bit. */
START_TEST(orders_of_adding)
{
    const struct {
        const char *ends;
        double n_positives, numpy_area, loop_area, numpy_points, loop_points;
    } rows[] = {
        {"rrrwwwrrwrwrrrrwrw", 11, 0x1.82f7546bb182fp-1, 0x1.82f7546bb1830p-1, 0x1.82f7546bb182ep-1,
         0x1.82f7546bb182fp-1},
        {"rwwrwrwwwrwrrwrwwrrw", 12, 0x1.9d31674c59d32p-2, 0x1.9d31674c59d31p-2,
         0x1.96a90892fc535p-2, 0x1.96a90892fc534p-2},
        {"rwrrwwrwrrrwrrr", 10, 0x1.6eeeeeeeeeeeep-1, 0x1.6eeeeeeeeeeefp-1, 0x1.783e0f83e0f82p-1,
         0x1.783e0f83e0f83p-1},
        {"rrrwwrrrrrwwwwrwrw", 14, 0x1.2b74992b74993p-1, 0x1.2b74992b74992p-1, 0x1.32a7041b6132bp-1,
         0x1.32a7041b6132ap-1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *ends = rows[i].ends;
        double n = rows[i].n_positives;
        ck_assert_double_eq(ap_of(ends, n, false, MLT_VOC_NUMPY), rows[i].numpy_area);
        ck_assert_double_eq(ap_of(ends, n, false, MLT_VOC_LOOP), rows[i].loop_area);
        ck_assert_double_eq(ap_of(ends, n, true, MLT_VOC_NUMPY), rows[i].numpy_points);
        ck_assert_double_eq(ap_of(ends, n, true, MLT_VOC_LOOP), rows[i].loop_points);
    }
}
END_TEST

START_TEST(means)
{
    double values[16];
    double in_order = 0;
    for (size_t i = 0; i < 16; i++) {
        values[i] = 1.0 / (double)(i + 3);
        in_order += values[i];
    }
    const mlt_voc_options numpy = {.sums = MLT_VOC_NUMPY};
    const mlt_voc_options loop = {.sums = MLT_VOC_LOOP};
    ck_assert_double_eq(mlt_voc_mean(&numpy, values, 16), mlt_mean(values, 16));
    ck_assert_double_eq(mlt_voc_mean(&loop, values, 16), in_order / 16);
    ck_assert_double_ne(mlt_mean(values, 16), in_order / 16);
    ck_assert_double_eq(mlt_voc_mean(&loop, values, 1), 1.0 / 3);
}
END_TEST

Suite *mlt_suite_metric_voc_curve(void)
{
    Suite *suite = suite_create("metric_voc_curve");
    TCase *tests = tcase_create("voc_curve");
    tcase_add_test(tests, area_by_hand);
    tcase_add_test(tests, eleven_points_by_hand);
    tcase_add_test(tests, orders_of_adding);
    tcase_add_test(tests, means);
    suite_add_tcase(suite, tests);
    return suite;
}
