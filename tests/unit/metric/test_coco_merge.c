/* SPDX-License-Identifier: MIT */
#include <pthread.h>

#include "testing.h"

#include "coco_drawn.h"
#include "coco_rules.h"

Suite *mlt_suite_metric_coco_merge(void);

enum { N_SHARED = 24, N_THREADS = 4 };
static rules_image shared[N_SHARED];

static size_t n_array(const mlt_coco_result *r)
{
    return r->n_ious * r->n_classes * MLT_COCO_N_AREAS * r->n_limits;
}

/* Bit for bit, arrays included. */
static void check_same(const mlt_coco_result *a, const mlt_coco_result *b)
{
    size_t n = n_array(a);
    size_t per_class = a->n_classes * sizeof(double);
    ck_assert_uint_eq(n, n_array(b));
    ck_assert_mem_eq(a->stats, b->stats, sizeof a->stats);
    ck_assert_mem_eq(a->lvis, b->lvis, sizeof a->lvis);
    ck_assert_mem_eq(a->deviations, b->deviations, sizeof a->deviations);
    ck_assert_mem_eq(a->ap, b->ap, per_class);
    ck_assert_mem_eq(a->ap50, b->ap50, per_class);
    ck_assert_mem_eq(a->ap75, b->ap75, per_class);
    ck_assert_mem_eq(a->ar, b->ar, per_class);
    ck_assert_mem_eq(a->n_truths, b->n_truths, per_class);
    ck_assert_mem_eq(a->precision, b->precision, n * 101 * sizeof(double));
    ck_assert_mem_eq(a->scores, b->scores, n * 101 * sizeof(double));
    ck_assert_mem_eq(a->recall, b->recall, n * sizeof(double));
}

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
    const uint8_t rare[4] = {0}, common[4] = {0, 0, 0, MLT_LVIS_COMMON};
    const mlt_coco_options options[] = {
        {.n_classes = 4},
        {.n_classes = 5},
        {.n_classes = 4, .ious = ious, .n_ious = 1},
        {.n_classes = 4, .max_dets = dets},
        {.n_classes = 4, .areas = areas},
        {.n_classes = 4, .class_agnostic = true},
        {.n_classes = 4, .honour_ignore = true},
        {.n_classes = 4, .reference = true},
        {.n_classes = 4, .corrected = true},
        {.n_classes = 4, .lvis = true},
        {.n_classes = 4, .frequencies = rare},
    };
    mlt_coco *first = new_coco(options[0]);
    ck_assert_int_eq(mlt_coco_merge(first, first, NULL), MLTEST_ERR_INVALID);
    for (size_t i = 1; i < sizeof options / sizeof options[0]; i++) {
        mlt_coco *other = new_coco(options[i]);
        ck_assert_int_eq(mlt_coco_merge(first, other, NULL), MLTEST_ERR_INVALID);
        mlt_coco_free(other);
    }
    mlt_coco_free(first);
    first = new_coco((mlt_coco_options){.n_classes = 4, .frequencies = rare});
    mlt_coco *other = new_coco((mlt_coco_options){.n_classes = 4, .frequencies = common});
    mlt_coco *same = new_coco((mlt_coco_options){.n_classes = 4, .frequencies = rare});
    ck_assert_int_eq(mlt_coco_merge(first, other, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mlt_coco_merge(first, same, NULL), MLTEST_OK);
    mlt_coco_free(first);
    mlt_coco_free(other);
    mlt_coco_free(same);
}
END_TEST

/* What one of several threads adds: each N_THREADS-th image. */
typedef struct {
    mlt_coco *coco;
    size_t first;
} shard;

static void *add_shard(void *data)
{
    const shard *s = data;
    const rules r = {.lvis = false};
    for (size_t i = s->first; i < N_SHARED; i += N_THREADS)
        if (rules_add(s->coco, &r, &shared[i]) != MLTEST_OK)
            return data;
    return NULL;
}

/* One accumulator a thread, merged in any order, in fractions of weights as well. */
START_TEST(shards_of_threads)
{
    static const size_t orders[][N_THREADS] = {{0, 1, 2, 3}, {3, 1, 0, 2}, {2, 3, 1, 0}};
    const mlt_coco_options options[] = {{.n_classes = 4, .reference = true},
                                        {.n_classes = 4, .corrected = true},
                                        {.n_classes = 4, .class_agnostic = true}};
    double weights[N_SHARED];
    plain_state = 5;
    for (size_t i = 0; i < N_SHARED; i++) {
        rules_fill(&shared[i], 100 - i, 4, 20);
        weights[i] = plain_random(0, 3);
    }
    mlt_coco *one = new_coco(options[_i]);
    add_shard(&(shard){one, 0}), add_shard(&(shard){one, 1});
    add_shard(&(shard){one, 2}), add_shard(&(shard){one, 3});
    mlt_coco_result expected = finish(one, weights);
    for (size_t o = 0; o < 3; o++) {
        shard shards[N_THREADS];
        pthread_t threads[N_THREADS];
        for (size_t i = 0; i < N_THREADS; i++) {
            shards[i] = (shard){new_coco(options[_i]), i};
            ck_assert_int_eq(pthread_create(&threads[i], NULL, add_shard, &shards[i]), 0);
        }
        for (size_t i = 0; i < N_THREADS; i++) {
            void *failed;
            pthread_join(threads[i], &failed);
            ck_assert_ptr_null(failed);
        }
        mlt_coco *all = new_coco(options[_i]);
        for (size_t i = 0; i < N_THREADS; i++) {
            ck_assert_int_eq(mlt_coco_merge(all, shards[orders[o][i]].coco, NULL), MLTEST_OK);
            mlt_coco_free(shards[orders[o][i]].coco);
        }
        mlt_coco_result merged = finish(all, weights);
        check_same(&merged, &expected);
        mlt_coco_result_free(NULL, &merged);
        mlt_coco_free(all);
    }
    mlt_coco_result_free(NULL, &expected);
    mlt_coco_free(one);
}
END_TEST

Suite *mlt_suite_metric_coco_merge(void)
{
    Suite *suite = suite_create("metric_coco_merge");
    TCase *tests = tcase_create("coco_merge");
    tcase_add_test(tests, merge_equals_one);
    tcase_add_test(tests, merge_refusals);
    tcase_add_loop_test(tests, shards_of_threads, 0, 3);
    suite_add_tcase(suite, tests);
    return suite;
}
