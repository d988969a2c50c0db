/* SPDX-License-Identifier: MIT */
#include "perturb/fields.h"

#include <math.h>
#include <string.h>

#include "base/hash.h"
#include "perturb/scratch.h"
#include "testing.h"

enum { WIDTH = 1000 };

static mlt_field field_of(mlt_scratch *scratch, uint64_t key, const char *id)
{
    mlt_field field;
    const mlt_step_io io = {.key = key, .sample_id = id, .scratch = scratch};
    ck_assert_int_eq(mlt_field_init(&field, &io, WIDTH, NULL), MLTEST_OK);
    return field;
}

/* Word w of a row is half of a word of block w / 8, as documented with the kernel. */
START_TEST(test_words_as_stated)
{
    mlt_scratch *s = mlt_scratch_new(NULL);
    mlt_field field = field_of(s, UINT64_C(0x0123456789ABCDEF), "photos/1.jpg");
    uint64_t sample = mlt_hash64("photos/1.jpg", 12, 0);
    const uint16_t *words = mlt_field_words(&field, 7, WIDTH);
    for (uint32_t w = 0; w < WIDTH; w++) {
        const uint32_t counter[4] = {w / 8, 7, (uint32_t)sample, (uint32_t)(sample >> 32)};
        const uint32_t key[2] = {0x89ABCDEF, 0x01234567};
        uint32_t block[4];
        mlt_philox7(counter, key, block);
        ck_assert_uint_eq(words[w], block[w % 8 / 2] >> 16 * (w % 2) & 0xFFFF);
        ck_assert_uint_eq(mlt_field_word(&field, 7, w), words[w]);
    }
    mlt_scratch_free(s);
}
END_TEST

START_TEST(test_rows_do_not_depend_on_each_other)
{
    mlt_scratch *s = mlt_scratch_new(NULL);
    mlt_field field = field_of(s, 5, "a");
    float once[WIDTH], again[WIDTH];
    mlt_field_normals(&field, 3, once, WIDTH);
    mlt_field_normals(&field, 4, again, WIDTH);
    ck_assert_mem_ne(once, again, sizeof once);
    mlt_field_normals(&field, 3, again, 17); /* fewer are the first ones */
    ck_assert_mem_eq(once, again, 17 * sizeof once[0]);
    mlt_scratch_free(s);
}
END_TEST

START_TEST(test_fields_differ)
{
    mlt_scratch *s = mlt_scratch_new(NULL);
    static const struct {
        uint64_t key;
        const char *id;
    } rows[] = {{5, "a"}, {6, "a"}, {5, "b"}, {5 + (UINT64_C(1) << 32), "a"}, {5, ""}};
    enum { N = sizeof rows / sizeof rows[0] };
    uint16_t first[N];
    for (size_t i = 0; i < N; i++) {
        mlt_field field = field_of(s, rows[i].key, rows[i].id);
        first[i] = mlt_field_words(&field, 0, WIDTH)[0];
        for (size_t k = 0; k < i; k++)
            ck_assert_uint_ne(first[i], first[k]);
    }
    mlt_scratch_free(s);
}
END_TEST

/* Moments of a million numbers, and of products with their neighbours. */
START_TEST(test_normals_are_normal)
{
    mlt_scratch *s = mlt_scratch_new(NULL);
    mlt_field field = field_of(s, 99, "a");
    float z[WIDTH], above[WIDTH] = {0};
    double sum = 0, square = 0, beside = 0, below = 0;
    const double n = 1000.0 * WIDTH;
    for (uint32_t row = 0; row < 1000; row++) {
        mlt_field_normals(&field, row, z, WIDTH);
        for (size_t i = 0; i < WIDTH; i++) {
            sum += (double)z[i];
            square += (double)(z[i] * z[i]);
            beside += (double)(z[i] * z[(i + 1) % WIDTH]);
            below += (double)(z[i] * above[i]);
        }
        memcpy(above, z, sizeof z);
    }
    ck_assert_double_eq_tol(sum / n, 0, 0.004); /* four standard errors */
    ck_assert_double_eq_tol(square / n, 1, 0.0058);
    ck_assert_double_eq_tol(beside / n, 0, 0.004);
    ck_assert_double_eq_tol(below / n, 0, 0.004);
    mlt_scratch_free(s);
}
END_TEST

static mltest_status init_once(mltest_context *ctx, void *data)
{
    mlt_field field;
    (void)data;
    mlt_scratch *s = mlt_scratch_new(ctx);
    if (s == NULL)
        return MLTEST_ERR_MEMORY;
    const mlt_step_io io = {.sample_id = "a", .scratch = s};
    mltest_status status = mlt_field_init(&field, &io, WIDTH, NULL);
    mlt_scratch_free(s);
    return status;
}

START_TEST(test_every_allocation_may_fail)
{
    mlt_test_every_allocation(init_once, NULL);
}
END_TEST

Suite *mlt_suite_perturb_fields(void);
Suite *mlt_suite_perturb_fields(void)
{
    Suite *suite = suite_create("perturb_fields");
    TCase *tc = tcase_create("fields");
    tcase_add_test(tc, test_words_as_stated);
    tcase_add_test(tc, test_rows_do_not_depend_on_each_other);
    tcase_add_test(tc, test_fields_differ);
    tcase_add_test(tc, test_normals_are_normal);
    tcase_add_test(tc, test_every_allocation_may_fail);
    suite_add_tcase(suite, tc);
    return suite;
}
