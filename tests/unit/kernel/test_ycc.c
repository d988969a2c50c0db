/* SPDX-License-Identifier: MIT */
#include "kernel/loops.h"

static const mlt_ycc_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->ycc : NULL;
}

/* 2^16 times a factor, rounded. */
static int64_t fixed(double factor)
{
    return (int64_t)floor(factor * 65536 + 0.5);
}

/* v / 2^16, rounded: halves down when they are taken off before. */
static int64_t whole(int64_t v)
{
    return (v + 32768) >> 16;
}

static uint8_t clipped(int64_t v)
{
    return (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : v);
}

static void plain_split(uint8_t out[3], const uint8_t *p)
{
    int64_t r = p[0], g = p[1], b = p[2];
    out[0] = clipped(whole(fixed(.299) * r + fixed(.587) * g + fixed(.114) * b));
    out[1] = clipped(whole(fixed(.5) * b - fixed(.16874) * r - fixed(.33126) * g - 1) + 128);
    out[2] = clipped(whole(fixed(.5) * r - fixed(.41869) * g - fixed(.08131) * b - 1) + 128);
}

static void plain_join(uint8_t out[3], const uint8_t *p)
{
    int64_t y = p[0], b = p[1] - 128, r = p[2] - 128;
    out[0] = clipped(y + whole(fixed(1.402) * r));
    out[1] = clipped(y + whole(-fixed(.34414) * b - fixed(.71414) * r));
    out[2] = clipped(y + whole(fixed(1.772) * b));
}

enum { LEVELS_8 = 256, PART = 5 }; /* of one of three samples not all levels */

/* A row of all third samples. */
static void fill_row(uint8_t *row, int first, int second)
{
    for (int i = 0; i < LEVELS_8; i++) {
        row[3 * i] = (uint8_t)first;
        row[3 * i + 1] = (uint8_t)second;
        row[3 * i + 2] = (uint8_t)i;
    }
}

/* Three planes of n samples and the row of n pixels that they are, either way. */
typedef struct {
    uint8_t planes[3][LEVELS_8], row[3 * LEVELS_8];
} colours;

START_TEST(test_every_colour)
{
    const mlt_ycc_loops *k = build(_i);
    for (int t = 0; k != NULL && t < LEVELS_8 * LEVELS_8; t += t % LEVELS_8 == 255 ? 1 : PART) {
        colours in, out;
        uint8_t want[3];
        fill_row(in.row, t / LEVELS_8, t % LEVELS_8);
        for (int i = 0; i < 3 * LEVELS_8; i++)
            in.planes[i % 3][i / 3] = in.row[i];
        k->split(out.planes[0], out.planes[1], out.planes[2], in.row, LEVELS_8);
        k->join(out.row, in.planes[0], in.planes[1], in.planes[2], LEVELS_8);
        for (int i = 0; i < 3 * LEVELS_8; i++) {
            if (i % 3 == 0)
                plain_split(want, in.row + i);
            if (out.planes[i % 3][i / 3] != want[i % 3])
                ck_abort_msg("%d %d %d: %d", t / LEVELS_8, t % LEVELS_8, i / 3, i % 3);
        }
        for (int i = 0; i < 3 * LEVELS_8; i++) {
            if (i % 3 == 0)
                plain_join(want, in.row + i);
            if (out.row[i] != want[i % 3])
                ck_abort_msg("%d %d %d: %d", t / LEVELS_8, t % LEVELS_8, i / 3, i % 3);
        }
    }
}
END_TEST

/* The ends of rows. */
START_TEST(test_lengths)
{
    const mlt_ycc_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        uint8_t row[3 * MOST], planes[3][MOST], again[3 * MOST], want[3];
        for (size_t i = 0; i < sizeof row; i++)
            row[i] = (uint8_t)(i * 7919 >> 3);
        memset(planes, UNTOUCHED, sizeof planes);
        memset(again, UNTOUCHED, sizeof again);
        k->split(planes[0] + c.at, planes[1] + c.at, planes[2] + c.at, row + c.at, c.n);
        k->join(again + c.at, planes[0] + c.at, planes[1] + c.at, planes[2] + c.at, c.n);
        for (size_t i = 0; i < c.n; i++) {
            uint8_t from[3] = {planes[0][c.at + i], planes[1][c.at + i], planes[2][c.at + i]};
            plain_split(want, row + c.at + 3 * i);
            ck_assert_mem_eq(from, want, 3);
            plain_join(want, from);
            ck_assert_mem_eq(again + c.at + 3 * i, want, 3);
        }
        for (int p = 0; p < 3; p++) {
            check_untouched(planes[p], 0, c.at);
            check_untouched(planes[p], c.at + c.n, MOST);
        }
        check_untouched(again, 0, c.at);
        check_untouched(again, c.at + 3 * c.n, sizeof again);
    }
}
END_TEST

START_TEST(test_halve)
{
    const mlt_ycc_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        uint8_t upper[2 * MOST], lower[2 * MOST], out[MOST];
        for (size_t i = 0; i < 2 * MOST; i++) {
            upper[i] = (uint8_t)(i * 7919 >> 3);
            lower[i] = (uint8_t)(t % 5 == 0 ? 255 : i * 104729 >> 5);
        }
        memset(out, UNTOUCHED, sizeof out);
        k->halve(out + c.at, upper + c.at, lower + c.at, c.n);
        for (size_t i = 0; i < c.n; i++) {
            const uint8_t *a = upper + c.at + 2 * i, *b = lower + c.at + 2 * i;
            int sum = a[0] + a[1] + b[0] + b[1];
            ck_assert_int_eq(out[c.at + i], i % 2 == 0 ? (sum + 1) / 4 : (sum + 2) / 4);
        }
        check_untouched(out, 0, c.at);
        check_untouched(out, c.at + c.n, sizeof out);
    }
}
END_TEST

/* A row has like neighbours beyond its ends. */
static int near_at(const uint8_t *near, const uint8_t *far, size_t n, int64_t i)
{
    size_t place = i < 0 ? 0 : (size_t)i < n ? (size_t)i : n - 1;
    return 3 * near[place] + far[place];
}

START_TEST(test_enlarge)
{
    const mlt_ycc_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        uint8_t near[MOST], far[MOST], out[2 * MOST];
        uint16_t sums[MOST];
        for (size_t i = 0; i < MOST; i++) {
            near[i] = (uint8_t)(i * 7919 >> 3);
            far[i] = (uint8_t)(t % 5 == 0 ? 255 : i * 104729 >> 5);
        }
        memset(out, UNTOUCHED, sizeof out);
        memset(sums, UNTOUCHED, sizeof sums);
        k->enlarge(out + c.at, near + c.at, far + c.at, sums + c.at, c.n);
        for (size_t i = 0; i < 2 * c.n; i++) {
            int64_t place = (int64_t)(i / 2), other = i % 2 == 0 ? place - 1 : place + 1;
            int sum = 3 * near_at(near + c.at, far + c.at, c.n, place) +
                      near_at(near + c.at, far + c.at, c.n, other);
            ck_assert_int_eq(out[c.at + i], i % 2 == 0 ? (sum + 8) / 16 : (sum + 7) / 16);
        }
        check_untouched(out, 0, c.at);
        check_untouched(out, c.at + 2 * c.n, sizeof out);
        check_untouched(sums, 0, c.at * sizeof *sums);
        check_untouched(sums, (c.at + c.n + 2) * sizeof *sums, sizeof sums);
    }
}
END_TEST

Suite *mlt_suite_kernel_ycc(void);
Suite *mlt_suite_kernel_ycc(void)
{
    Suite *suite = suite_create("kernel_ycc");
    TCase *tc = tcase_create("builds");
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, test_every_colour, 0, LEVELS);
    tcase_add_loop_test(tc, test_lengths, 0, LEVELS);
    tcase_add_loop_test(tc, test_halve, 0, LEVELS);
    tcase_add_loop_test(tc, test_enlarge, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
