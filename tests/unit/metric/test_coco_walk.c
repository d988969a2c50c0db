/* SPDX-License-Identifier: MIT */
#include "testing.h"

#include "coco_plain.h"
#include "metric/coco_walk.h"

Suite *mlt_suite_metric_coco_walk(void);

enum { N_IMAGES = 10, N_CLASSES = 3 };
static plain_image images[N_IMAGES];

/* Each detection, with the bits that the word-for-word matching gives it. */
static void check_class(mlt_coco *coco, int cls)
{
    static plain_det plain[N_IMAGES][PLAIN_ITEMS];
    size_t next[N_IMAGES] = {0}, n[N_IMAGES];
    double asked = 0;
    mlt_coco_kept det;
    for (unsigned a = 0; a < 4; a++)
        for (unsigned t = 0; t < 10; t++) {
            mlt_coco_walk walk = mlt_coco_walk_class(coco, (size_t)cls);
            for (size_t i = 0; i < N_IMAGES; i++) {
                next[i] = 0;
                n[i] = plain_match(&images[i], cls, a, plain_iou_threshold(t), plain[i], &asked);
            }
            while (mlt_coco_walk_next(&walk, &det)) {
                const plain_det *p = &plain[det.image][next[det.image]++];
                ck_assert_double_eq(det.score, p->score);
                ck_assert_uint_eq(det.correct >> (16 * a + t) & 1, p->matched && !p->ignored);
                ck_assert_uint_eq(det.wrong >> (16 * a + t) & 1, !p->matched && !p->ignored);
                ck_assert_uint_eq(det.level, p->rank < 1 ? 0 : p->rank < 10 ? 1 : 2);
            }
            for (size_t i = 0; i < N_IMAGES; i++)
                ck_assert_uint_eq(next[i], n[i]);
            ck_assert(!mlt_coco_walk_next(&walk, &det)); /* stays at the end */
        }
}

START_TEST(everything_is_met)
{
    mlt_coco *coco = NULL;
    const mlt_coco_options options = {.n_classes = N_CLASSES, .reference = true};
    ck_assert_int_eq(mlt_coco_new(&coco, NULL, &options, NULL), MLTEST_OK);
    plain_state = 8;
    for (size_t i = 0; i < N_IMAGES; i++) {
        plain_fill(&images[i], i, N_CLASSES, 20);
        ck_assert_int_eq(plain_add(coco, &images[i]), MLTEST_OK);
    }
    ck_assert_int_eq(mlt_coco_prepare(coco, NULL), MLTEST_OK);
    for (int c = 0; c < N_CLASSES; c++)
        check_class(coco, c);
    mlt_coco_free(coco);
}
END_TEST

Suite *mlt_suite_metric_coco_walk(void)
{
    Suite *suite = suite_create("metric_coco_walk");
    TCase *tests = tcase_create("coco_walk");
    tcase_add_test(tests, everything_is_met);
    suite_add_tcase(suite, tests);
    return suite;
}
