/* SPDX-License-Identifier: MIT */
#include "search/fixtures.h"

Suite *mlt_suite_search_probe(void);

static size_t probes_of(const mltest_stress *s, size_t sample, size_t k)
{
    size_t n = 0;
    const uint8_t *cells = mlt_search_cells(s, sample, &s->kinds[k]);
    for (size_t i = 0; i < s->kinds[k].n; i++) {
        bool is_probe = (cells[i] & MLT_CELL_PROBE) != 0;
        ck_assert(!is_probe || (cells[i] & MLT_ANSWER_MASK) == MLT_UNKNOWN);
        n += is_probe;
    }
    return n;
}

static mltest_stress *answered(size_t n, const char *stress, uint64_t seed)
{
    mltest_stress *s = search_crafted(n, "brightness@1 shot_noise@1 bgr_swap@1", stress);
    s->run.seed = seed;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < s->n_kinds; k++)
            search_answer(mlt_search_cells(s, i, &s->kinds[k]), s->kinds[k].n,
                          i % (s->kinds[k].n + 1));
    return s;
}

START_TEST(test_two_each)
{
    mltest_stress *s = answered(50, "", 0);
    s->clean[4] = MLT_CLEAN_BLIND;
    for (size_t k = 0; k < 3; k++) {
        size_t n = 0, n_samples = 0;
        ck_assert_int_eq(mlt_search_mark_probes(s, &s->kinds[k], NULL), MLTEST_OK);
        ck_assert_int_eq(mlt_search_mark_probes(s, &s->kinds[k], NULL), MLTEST_OK); /* the same */
        for (size_t i = 0; i < 50; i++) {
            n += probes_of(s, i, k);
            n_samples += probes_of(s, i, k) > 0;
        }
        ck_assert_uint_eq(n, k == 2 ? 0 : 60); /* one setting leaves nothing to probe */
        ck_assert_uint_eq(n_samples, k == 2 ? 0 : 30);
        ck_assert_uint_eq(probes_of(s, 4, k), 0);
    }
    mltest_stress_free(s);
}
END_TEST

static void marks(uint64_t seed, const char *stress, uint8_t *out)
{
    mltest_stress *s = answered(50, stress, seed);
    ck_assert_int_eq(mlt_search_mark_probes(s, &s->kinds[0], NULL), MLTEST_OK);
    for (size_t i = 0; i < 50; i++)
        out[i] = (uint8_t)probes_of(s, i, 0);
    mltest_stress_free(s);
}

START_TEST(test_seeds_and_numbers)
{
    uint8_t a[50], b[50], c[50], none[50], all[50];
    marks(1, "", a);
    marks(1, "", b);
    marks(2, "", c);
    marks(1, "probe_samples=0", none);
    marks(1, "probe_samples=1000", all);
    ck_assert_mem_eq(a, b, 50);
    ck_assert_mem_ne(a, c, 50);
    for (size_t i = 0; i < 50; i++) {
        ck_assert_uint_eq(none[i], 0);
        ck_assert_uint_eq(all[i], 2);
    }
}
END_TEST

/* Over many samples each severity that was left is probed about as often. */
START_TEST(test_places_are_even)
{
    enum { N = 2000 };
    int counts[31] = {0};
    mltest_stress *s = search_crafted(N, "brightness@1", "probe_samples=2000");
    for (size_t i = 0; i < N; i++)
        search_answer(mlt_search_cells(s, i, &s->kinds[0]), 31, 31);
    ck_assert_int_eq(mlt_search_mark_probes(s, &s->kinds[0], NULL), MLTEST_OK);
    for (size_t i = 0; i < N; i++)
        for (size_t k = 0; k < 31; k++)
            counts[k] += (mlt_search_cells(s, i, &s->kinds[0])[k] & MLT_CELL_PROBE) != 0;
    for (size_t k = 0; k < 31; k++) {
        bool on_path = k == 15 || k == 23 || k == 27 || k == 29 || k == 30;
        if (on_path)
            ck_assert_int_eq(counts[k], 0);
        else /* 153.8 expected, ± 12 */
            ck_assert_msg(counts[k] > 100 && counts[k] < 208, "%zu: %d", k, counts[k]);
    }
    mltest_stress_free(s);
}
END_TEST

Suite *mlt_suite_search_probe(void)
{
    TCase *tc = tcase_create("probe");
    tcase_add_test(tc, test_two_each);
    tcase_add_test(tc, test_seeds_and_numbers);
    tcase_add_test(tc, test_places_are_even);
    Suite *suite = suite_create("search_probe");
    suite_add_tcase(suite, tc);
    return suite;
}
