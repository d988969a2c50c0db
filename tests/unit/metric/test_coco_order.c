/* SPDX-License-Identifier: MIT */
#include "coco_plain.h"
#include "metric/coco_parts.h"
#include "testing.h"

Suite *mlt_suite_metric_coco_order(void);

enum { N_IMAGES = 20 };
static plain_image images[N_IMAGES];

static mlt_coco *new_coco(void)
{
    mlt_coco *coco = NULL;
    const mlt_coco_options options = {.n_classes = 3};
    ck_assert_int_eq(mlt_coco_new(&coco, NULL, &options, NULL), MLTEST_OK);
    return coco;
}

/* step and first permute the order of adding: step must be prime to N_IMAGES. */
static mlt_coco *filled(size_t first, size_t step)
{
    plain_state = 4;
    for (size_t i = 0; i < N_IMAGES; i++)
        plain_fill(&images[i], 10 * i, 3, 20);
    mlt_coco *coco = new_coco();
    for (size_t i = 0; i < N_IMAGES; i++)
        ck_assert_int_eq(plain_add(coco, &images[(first + i * step) % N_IMAGES]), MLTEST_OK);
    return coco;
}

START_TEST(sorted_within_classes)
{
    mlt_coco *coco = filled(7, 3);
    ck_assert_int_eq(mlt_coco_prepare(coco, NULL), MLTEST_OK);
    ck_assert(coco->prepared);
    ck_assert_uint_eq(coco->first_entry[0], 0);
    ck_assert_uint_eq(coco->first_entry[3], coco->n_dets);
    for (size_t c = 0; c < 3; c++)
        for (size_t i = coco->first_entry[c] + 1; i < coco->first_entry[c + 1]; i++) {
            const mlt_coco_entry *p = &coco->entries[i - 1];
            const mlt_coco_entry *q = &coco->entries[i];
            ck_assert(p->score >= q->score);
            if (p->score == q->score) {
                ck_assert(p->image <= q->image);
                ck_assert(p->image < q->image || p->rank < q->rank);
            }
        }
    for (size_t i = 1; i < N_IMAGES; i++)
        ck_assert(coco->images[coco->image_order[i - 1]].key <
                  coco->images[coco->image_order[i]].key);
    mlt_coco_free(coco);
}
END_TEST

START_TEST(every_detection_is_there)
{
    mlt_coco *coco = filled(0, 1);
    ck_assert_int_eq(mlt_coco_prepare(coco, NULL), MLTEST_OK);
    size_t counts[3] = {0};
    uint64_t correct = 0;
    for (size_t i = 0; i < coco->n_dets; i++) {
        counts[coco->dets[i].cls]++;
        correct += coco->dets[i].correct;
    }
    for (size_t c = 0; c < 3; c++)
        ck_assert_uint_eq(coco->first_entry[c + 1] - coco->first_entry[c], counts[c]);
    for (size_t i = 0; i < coco->n_dets; i++)
        correct -= coco->entries[i].correct;
    ck_assert_uint_eq(correct, 0);
    mlt_coco_free(coco);
}
END_TEST

START_TEST(order_of_adding_is_forgotten)
{
    mlt_coco *a = filled(0, 1);
    mlt_coco *b = filled(11, 7);
    ck_assert_int_eq(mlt_coco_prepare(a, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_coco_prepare(b, NULL), MLTEST_OK);
    ck_assert_uint_eq(a->n_dets, b->n_dets);
    for (size_t i = 0; i < a->n_dets; i++) {
        ck_assert_double_eq(a->entries[i].score, b->entries[i].score);
        ck_assert_uint_eq(a->entries[i].correct, b->entries[i].correct);
        ck_assert_uint_eq(a->entries[i].wrong, b->entries[i].wrong);
        ck_assert_uint_eq(a->entries[i].image, b->entries[i].image);
        ck_assert_uint_eq(a->entries[i].rank, b->entries[i].rank);
    }
    mlt_coco_free(a);
    mlt_coco_free(b);
}
END_TEST

START_TEST(additions_make_it_stale)
{
    mlt_coco *coco = filled(0, 1);
    plain_image more = images[3];
    more.key = 7;
    ck_assert_int_eq(mlt_coco_prepare(coco, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_coco_prepare(coco, NULL), MLTEST_OK); /* nothing to do */
    ck_assert_int_eq(plain_add(coco, &more), MLTEST_OK);
    ck_assert(!coco->prepared);
    ck_assert_int_eq(mlt_coco_prepare(coco, NULL), MLTEST_OK);
    ck_assert_uint_eq(coco->images[coco->image_order[1]].key, 7);
    mlt_coco_free(coco);
}
END_TEST

START_TEST(repeated_keys)
{
    mlt_coco *coco = filled(0, 1);
    mltest_error *error = NULL;
    ck_assert_int_eq(plain_add(coco, &images[4]), MLTEST_OK);
    ck_assert_int_eq(mlt_coco_prepare(coco, &error), MLTEST_ERR_CONFLICT);
    ck_assert_int_eq(mltest_error_status(error), MLTEST_ERR_CONFLICT);
    mltest_error_free(error);
    ck_assert(!coco->prepared);
    mlt_coco_result result;
    ck_assert_int_eq(mlt_coco_finish(coco, NULL, 0, &result, NULL), MLTEST_ERR_CONFLICT);
    ck_assert_ptr_null(result.ap);
    mlt_coco_free(coco);
}
END_TEST

START_TEST(empty)
{
    mlt_coco *coco = new_coco();
    ck_assert_int_eq(mlt_coco_prepare(coco, NULL), MLTEST_OK);
    for (size_t c = 0; c <= 3; c++)
        ck_assert_uint_eq(coco->first_entry[c], 0);
    mlt_coco_free(coco);
}
END_TEST

Suite *mlt_suite_metric_coco_order(void)
{
    Suite *suite = suite_create("metric_coco_order");
    TCase *tests = tcase_create("coco_order");
    tcase_add_test(tests, sorted_within_classes);
    tcase_add_test(tests, every_detection_is_there);
    tcase_add_test(tests, order_of_adding_is_forgotten);
    tcase_add_test(tests, additions_make_it_stale);
    tcase_add_test(tests, repeated_keys);
    tcase_add_test(tests, empty);
    suite_add_tcase(suite, tests);
    return suite;
}
