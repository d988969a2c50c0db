/* SPDX-License-Identifier: MIT */
#include "perturb/poisson.h"

#include <math.h>
#include <stdlib.h>

#include "kernel/noise.h"
#include "testing.h"

static const double all_photons[] = {1, 3, 12.5, 60, 500};
enum { N_PHOTONS = sizeof all_photons / sizeof all_photons[0] };

/* By the definition, term by term: e^-m m^k / k! */
static double distribution(double mean, size_t k)
{
    double sum = 0;
    for (size_t i = 0; i <= k; i++)
        sum += exp((double)i * log(mean) - mean - lgamma((double)i + 1));
    return mean > 0 ? sum : 1;
}

static void *make(mlt_poisson *table, double photons)
{
    void *work = malloc(mlt_poisson_bytes(photons));
    ck_assert_ptr_nonnull(work);
    mlt_poisson_make(table, photons, work);
    return work;
}

/* One word, and whether its last bits were asked for. */
typedef struct {
    uint16_t high, low;
    unsigned asked;
} one_word;

static uint16_t low_bits(void *from, uint32_t y, size_t i)
{
    one_word *w = from;
    ck_assert(y == 7 && i == 0);
    w->asked++;
    return w->low;
}

static mlt_poisson_draws draws_of(one_word *w, uint32_t word)
{
    *w = (one_word){(uint16_t)(word >> 16), (uint16_t)word, 0};
    return (mlt_poisson_draws){&w->high, low_bits, w, 7};
}

START_TEST(test_distributions)
{
    mlt_poisson table;
    const double c = all_photons[_i];
    void *work = make(&table, c);
    ck_assert_uint_eq(table.n, (size_t)ceil(c));
    for (size_t level = 0; level < 256; level += level == 0 ? 1 : 51) {
        for (size_t k = 0; k < table.n; k++)
            ck_assert_double_eq_tol(table.within[level * table.n + k] / 4294967296.0,
                                    distribution((double)level / 255 * c, k), 1e-12);
    }
    for (size_t k = 0; k <= table.n; k++) {
        const double share = (double)k / c;
        ck_assert_uint_eq(table.shown8[k], (size_t)fmin(share * 255, 255));
        ck_assert_uint_eq(table.shown16[k], (size_t)fmin(share * 65535, 65535));
        ck_assert(table.least[table.shown8[k]] <= k);
        ck_assert_uint_eq(table.shown8[table.least[table.shown8[k]]], table.shown8[k]);
    }
    free(work);
}
END_TEST

static size_t plain_count(const double *within, size_t n, uint32_t word)
{
    size_t k = 0;
    while (k < n && within[k] < word + 0.5)
        k++;
    return k;
}

/* The words at each step of a distribution and around it: the only ones of which the last bits may
 * matter. */
START_TEST(test_counts_around_every_step)
{
    mlt_poisson table;
    void *work = make(&table, all_photons[_i]);
    unsigned asked = 0;
    for (size_t level = 0; level < 256; level += 3) {
        const double *within = table.within + level * table.n;
        for (size_t k = 0; k < table.n; k++) {
            for (int64_t by = -70000; by <= 70000; by = by < -1  ? by / 9
                                                        : by < 1 ? by + 1
                                                                 : by * 9) {
                const int64_t word = (int64_t)(within[k] + 0.5) + by;
                one_word w;
                if (word < 0 || word > UINT32_MAX)
                    continue;
                const mlt_poisson_draws draws = draws_of(&w, (uint32_t)word);
                ck_assert_uint_eq(mlt_poisson_count8(&table, (uint8_t)level, &draws, 0),
                                  plain_count(within, table.n, (uint32_t)word));
                asked += w.asked;
            }
        }
    }
    ck_assert_uint_gt(asked, 0);
    free(work);
}
END_TEST

/* Where the guide is sure, all words that begin with the same 16 bits have its count. */
static size_t check_guide(const mlt_poisson *table, size_t level)
{
    const double *within = table->within + level * table->n;
    size_t unsure = 0, wrong = 0, least = 0, most = 0;
    for (uint32_t high = 0; high < 65536; high++) {
        const uint32_t entry = table->guide[level * MLT_GUIDE_CELLS + high / MLT_GUIDE_PLACES];
        const uint32_t step = entry & 0xFFFF, place = high % MLT_GUIDE_PLACES;
        const uint32_t known = place < step ? entry >> 16 & 255 : entry >> 24;
        while (least < table->n && within[least] < high * 65536.0 + 0.5)
            least++;
        while (most < table->n && within[most] < high * 65536.0 + 65535.5)
            most++;
        if (step >= MLT_GUIDE_SEARCH || place == step)
            unsure++;
        else
            wrong += least != most || known != table->shown8[least];
    }
    ck_assert_uint_eq(wrong, 0);
    return unsure;
}

START_TEST(test_the_guide)
{
    mlt_poisson table;
    const double c = all_photons[_i];
    void *work = make(&table, c);
    size_t unsure = 0;
    for (size_t level = 0; level < 256; level++)
        unsure += check_guide(&table, level);
    ck_assert_double_le((double)unsure / (256 * 65536), c > 60 ? 0.035 : 0.01);
    free(work);
}
END_TEST

/* Against sums of the definition for the very mean of 16 bits. */
START_TEST(test_counts_of_16_bits)
{
    static const uint16_t levels[] = {0, 1, 256, 257, 300, 30000, 30069, 54321, 65534, 65535};
    mlt_poisson table;
    const double c = all_photons[_i];
    void *work = make(&table, c);
    for (size_t l = 0; l < sizeof levels / sizeof levels[0]; l++) {
        double within[500];
        for (size_t k = 0; k < table.n; k++)
            within[k] = distribution(levels[l] / 65535.0 * c, k) * 4294967296.0;
        for (uint32_t j = 0; j < 400; j++) {
            const uint32_t word =
                j < 200 ? j * 21474836 : (uint32_t)(int64_t)within[j % table.n] - 40;
            one_word w;
            const mlt_poisson_draws draws = draws_of(&w, word);
            const size_t below = mlt_poisson_count8(&table, (uint8_t)(levels[l] / 257), &draws, 0);
            ck_assert_uint_eq(mlt_poisson_count16(&table, levels[l], below, &draws, 0),
                              plain_count(within, table.n, word));
        }
    }
    free(work);
}
END_TEST

Suite *mlt_suite_perturb_poisson(void);
Suite *mlt_suite_perturb_poisson(void)
{
    Suite *suite = suite_create("perturb_poisson");
    TCase *tc = tcase_create("poisson");
    tcase_add_loop_test(tc, test_distributions, 0, N_PHOTONS);
    tcase_add_loop_test(tc, test_counts_around_every_step, 0, N_PHOTONS);
    tcase_add_loop_test(tc, test_the_guide, 0, N_PHOTONS);
    tcase_add_loop_test(tc, test_counts_of_16_bits, 0, N_PHOTONS);
    suite_add_tcase(suite, tc);
    return suite;
}
