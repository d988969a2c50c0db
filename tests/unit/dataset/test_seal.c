/* SPDX-License-Identifier: MIT */
#include "base/hash.h"
#include "dataset/fixtures.h"

Suite *mlt_suite_dataset_seal(void);

static const mlt_source source = {.format = "test"};
static mltest_dataset *dataset;

static void set_up(void)
{
    dataset = NULL;
    ck_assert_int_eq(mlt_dataset_make(&dataset, NULL, "cells", "", &source, NULL), MLTEST_OK);
}

static void tear_down(void)
{
    mlt_dataset_unref(dataset);
}

static mltest_sample *add(const char *id)
{
    mltest_sample *sample;
    ck_assert_int_eq(mlt_dataset_append(dataset, &sample, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_sample_set_id(sample, id, NULL), MLTEST_OK);
    return sample;
}

static void add_truth(mltest_sample *sample, mlt_truth truth)
{
    sample->labelled = true;
    ck_assert_int_eq(mlt_truths_add(NULL, &sample->truths, &truth, NULL), MLTEST_OK);
}

static uint64_t sealed(void)
{
    ck_assert_int_eq(mlt_dataset_seal(dataset, NULL), MLTEST_OK);
    return dataset->fingerprint;
}

START_TEST(test_an_empty_set)
{
    ck_assert_uint_eq(sealed(), 0);
    ck_assert_int_eq(mlt_dataset_find(dataset, "a"), -1);
}
END_TEST

START_TEST(test_find)
{
    char id[16];
    ck_assert_int_eq(mlt_dataset_find(dataset, "a"), -1); /* not sealed at all */
    for (int i = 0; i < 5000; i++) {
        snprintf(id, sizeof id, "s%d", i);
        add(id);
    }
    sealed();
    for (int i = 0; i < 5000; i++) {
        snprintf(id, sizeof id, "s%d", i);
        ck_assert_int_eq(mlt_dataset_find(dataset, id), i);
    }
    ck_assert_int_eq(mlt_dataset_find(dataset, "s5000"), -1);
    ck_assert_int_eq(mlt_dataset_find(dataset, ""), -1);
}
END_TEST

START_TEST(test_the_same_id_twice_names_both)
{
    add("a");
    add("JPEGImages/b.jpg");
    add("c");
    add("JPEGImages/b.jpg");
    mltest_error *error = NULL;
    fix_failed(mlt_dataset_seal(dataset, &error), MLTEST_ERR_CONFLICT, &error,
               "cells: samples 2 and 4 have the same id \"JPEGImages/b.jpg\"");
}
END_TEST

START_TEST(test_a_size_that_is_only_said)
{
    mltest_sample *sample = add("a.png");
    sample->width = 16385;
    sample->height = 1;
    mltest_error *error = NULL;
    fix_failed(mlt_dataset_seal(dataset, &error), MLTEST_ERR_LIMIT, &error,
               "a.png: 16385 x 1 pixels; the limit max_side is 16384");
    sample->height = 0; /* not known */
    ck_assert_int_eq(mlt_dataset_seal(dataset, NULL), MLTEST_OK);
}
END_TEST

START_TEST(test_sealing_again_and_again_is_the_same_as_once)
{
    char id[16];
    for (int i = 0; i < 100; i++) {
        snprintf(id, sizeof id, "s%d", i);
        add_truth(add(id), (mlt_truth){{i, 2, 3, 4}, 12, 1, 0, 0});
        sealed();
    }
    uint64_t stepwise = dataset->fingerprint;
    tear_down();
    set_up();
    for (int i = 0; i < 100; i++) {
        snprintf(id, sizeof id, "s%d", i);
        add_truth(add(id), (mlt_truth){{i, 2, 3, 4}, 12, 1, 0, 0});
    }
    ck_assert_uint_eq(sealed(), stepwise);
    ck_assert_uint_eq(sealed(), stepwise);
}
END_TEST

/* The documented layout, byte by byte. */
START_TEST(test_layout_of_the_fingerprint)
{
    static const unsigned char first[] = {1, 0, 0, 0, 0, 0, 0, 0, 'a', /* id */
                                          0, 0, 0, 0, 0, 0, 0, 0,      /* not labelled */
                                          0, 0, 0, 0, 0, 0, 0, 0};     /* no truths */
    static const unsigned char second[] = {
        2,    0,    0,    0,    0,    0,    0,    0,    'b', 'c', /* id */
        1,    0,    0,    0,    0,    0,    0,    0,              /* labelled */
        1,    0,    0,    0,    0,    0,    0,    0,              /* one truth */
        3,    0,    0,    0,    0,    0,    0,    0,              /* class 3 */
        0,    0,    0,    0,    0,    0,    0xF0, 0x3F,           /* x = 1 */
        0,    0,    0,    0,    0,    0,    0,    0xC0,           /* y = −2 */
        0,    0,    0,    0,    0,    0,    0xE0, 0x3F,           /* width = 0.5 */
        0,    0,    0,    0,    0,    0,    0x10, 0x40,           /* height = 4 */
        2,    0,    0,    0,    0,    0,    0,    0,              /* difficult */
        0,    0,    0,    0,    0,    0,    0,    0x40,           /* area = 2 */
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};          /* annotation −1 */
    add("a");
    add_truth(add("bc"), (mlt_truth){{1, -2, 0.5, 4}, 2, -1, 3, MLT_TRUTH_DIFFICULT});
    uint64_t expected = mlt_hash64(first, sizeof first, 0);
    expected = mlt_hash64(second, sizeof second, expected);
    ck_assert_uint_eq(sealed(), expected);
}
END_TEST

/* Any of these changes gives another fingerprint. */
START_TEST(test_everything_counts)
{
    uint64_t seen[12];
    for (int change = 0; change < 12; change++) {
        mlt_truth truth = {{1, 2, 3, 4}, 12, 1, 0, 0};
        truth.box.x += change == 1;
        truth.box.y += change == 2;
        truth.box.width += change == 3;
        truth.box.height += change == 4;
        truth.area += change == 5;
        truth.ann_id += change == 6;
        truth.cls += change == 7;
        truth.flags += change == 8;
        add(change == 9 ? "z" : "a");
        mltest_sample *sample = add("b");
        add_truth(sample, truth);
        if (change == 10)
            add_truth(sample, truth);
        if (change == 11)
            dataset->samples[0].labelled = true;
        seen[change] = sealed();
        for (int i = 0; i < change; i++)
            ck_assert_uint_ne(seen[i], seen[change]);
        tear_down();
        set_up();
    }
}
END_TEST

START_TEST(test_order_counts_and_size_and_tags_do_not)
{
    add("a");
    add("b");
    uint64_t ab = sealed();
    tear_down();
    set_up();
    add("b");
    add("a");
    ck_assert_uint_ne(sealed(), ab);
    tear_down();
    set_up();
    add("a")->width = 7;
    mltest_sample *b = add("b");
    ck_assert_int_eq(mlt_tags_set(NULL, &b->tags, "t", NULL, 1, NULL), MLTEST_OK);
    ck_assert_uint_eq(sealed(), ab);
}
END_TEST

static mltest_status seal_many(mltest_context *ctx, void *data)
{
    (void)data;
    mltest_dataset *own = NULL;
    mltest_status status = mlt_dataset_make(&own, ctx, "a", "", &source, NULL);
    for (int i = 0; i < 40 && status == MLTEST_OK; i++) {
        char id[8];
        mltest_sample *sample;
        snprintf(id, sizeof id, "s%d", i);
        status = mlt_dataset_append(own, &sample, NULL);
        if (status == MLTEST_OK)
            status = mlt_sample_set_id(sample, id, NULL);
        if (status == MLTEST_OK)
            status = mlt_dataset_seal(own, NULL);
    }
    if (own != NULL && own->n_sealed > 0)
        ck_assert_int_eq(mlt_dataset_find(own, "s0"), 0);
    mlt_dataset_unref(own);
    return status;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(seal_many, NULL);
}
END_TEST

Suite *mlt_suite_dataset_seal(void)
{
    TCase *tc = tcase_create("seal");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_an_empty_set);
    tcase_add_test(tc, test_find);
    tcase_add_test(tc, test_the_same_id_twice_names_both);
    tcase_add_test(tc, test_a_size_that_is_only_said);
    tcase_add_test(tc, test_sealing_again_and_again_is_the_same_as_once);
    tcase_add_test(tc, test_layout_of_the_fingerprint);
    tcase_add_test(tc, test_everything_counts);
    tcase_add_test(tc, test_order_counts_and_size_and_tags_do_not);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("dataset_seal");
    suite_add_tcase(suite, tc);
    return suite;
}
