/* SPDX-License-Identifier: MIT */
#include "coco_plain.h"
#include "metric/coco_walk.h"
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

static size_t n_ordered(const mlt_coco *coco, size_t cls)
{
    const mlt_coco_order *o = coco->order;
    return o->first_hit[cls + 1] - o->first_hit[cls] + o->first_miss[cls + 1] - o->first_miss[cls];
}

START_TEST(sorted_within_classes)
{
    mlt_coco *coco = filled(7, 3);
    ck_assert_int_eq(mlt_coco_prepare(coco, NULL), MLTEST_OK);
    ck_assert_ptr_nonnull(coco->order);
    ck_assert_uint_eq(n_ordered(coco, 0) + n_ordered(coco, 1) + n_ordered(coco, 2), coco->n_dets);
    ck_assert_uint_eq(coco->order->first_hit[3], coco->n_hits);
    for (size_t c = 0; c < 3; c++) {
        mlt_coco_kept p = {.score = INFINITY}, q;
        mlt_coco_walk walk = mlt_coco_walk_class(coco, c);
        for (; mlt_coco_walk_next(&walk, &q); p = q) {
            ck_assert(p.score >= q.score);
            if (p.score == q.score)
                ck_assert(p.image < q.image || (p.image == q.image && p.level <= q.level));
        }
    }
    mlt_coco_free(coco);
}
END_TEST

START_TEST(every_detection_is_there)
{
    mlt_coco *coco = filled(0, 1);
    ck_assert_int_eq(mlt_coco_prepare(coco, NULL), MLTEST_OK);
    size_t counts[3] = {0};
    uint64_t correct = 0;
    for (size_t i = 0; i < coco->n_cells; i++)
        counts[coco->cells[i].column] += coco->cells[i].n_dets;
    for (size_t i = 0; i < coco->n_hits; i++)
        correct += coco->hits[i].correct;
    ck_assert_uint_ne(correct, 0);
    for (size_t c = 0; c < 3; c++)
        ck_assert_uint_eq(n_ordered(coco, c), counts[c]);
    for (size_t i = 0; i < coco->n_hits; i++)
        correct -= coco->order->hits[i].correct;
    ck_assert_uint_eq(correct, 0);
    mlt_coco_free(coco);
}
END_TEST

static void check_same_walk(const mlt_coco *a, const mlt_coco *b, size_t cls)
{
    mlt_coco_walk walks[2] = {mlt_coco_walk_class(a, cls), mlt_coco_walk_class(b, cls)};
    mlt_coco_kept p, q;
    while (mlt_coco_walk_next(&walks[0], &p)) {
        ck_assert(mlt_coco_walk_next(&walks[1], &q));
        ck_assert_mem_eq(&p, &q, sizeof p);
    }
    ck_assert(!mlt_coco_walk_next(&walks[1], &q));
}

START_TEST(order_of_adding_is_forgotten)
{
    mlt_coco *a = filled(0, 1);
    mlt_coco *b = filled(11, 7);
    ck_assert_int_eq(mlt_coco_prepare(a, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_coco_prepare_on(b, true, NULL), MLTEST_OK);
    ck_assert_uint_eq(a->n_dets, b->n_dets);
    for (size_t c = 0; c < 3; c++)
        check_same_walk(a, b, c);
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
    ck_assert_ptr_null(coco->order);
    size_t before = coco->n_dets;
    ck_assert_int_eq(mlt_coco_prepare(coco, NULL), MLTEST_OK);
    ck_assert_uint_eq(n_ordered(coco, 0) + n_ordered(coco, 1) + n_ordered(coco, 2), before);
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
    ck_assert_ptr_null(coco->order);
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
        ck_assert_uint_eq(coco->order->first_hit[c] + coco->order->first_miss[c], 0);
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
