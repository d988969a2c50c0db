/* SPDX-License-Identifier: MIT */
#include "kernel/loops.h"

static const mlt_resample_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->resample : NULL;
}

static float mix(float a, float b, float t)
{
    float way = b - a, part = t * way;
    return a + part;
}

START_TEST(test_between_rows)
{
    const mlt_resample_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float a[MOST], b[MOST], out[MOST], part = (float)(t % 7) / 7;
        fill(a, 91, 256, 1);
        fill(b, 7919, 800, 3);
        memset(out, UNTOUCHED, sizeof out);
        k->between_rows(out + c.at, a + c.at, b + c.at, part, c.n);
        for (size_t i = c.at; i < c.at + c.n; i++)
            ck_assert_float_eq(out[i], mix(a[i], b[i], part));
        check_untouched(out, 0, c.at * sizeof *out);
        check_untouched(out, (c.at + c.n) * sizeof *out, sizeof out);
    }
}
END_TEST

START_TEST(test_between)
{
    const mlt_resample_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float in[MOST], parts[MOST], out[MOST];
        uint32_t low[MOST];
        fill(in, 91, 256, 1);
        fill(parts, 31, 97, 97);
        for (size_t i = 0; i < MOST; i++)
            low[i] = (uint32_t)(i * 57 % (MOST - 1));
        memset(out, UNTOUCHED, sizeof out);
        k->between(out + c.at, in, low, parts, c.n);
        for (size_t i = 0; i < c.n; i++)
            ck_assert_float_eq(out[c.at + i], mix(in[low[i]], in[low[i] + 1], parts[i]));
        check_untouched(out, 0, c.at * sizeof *out);
        check_untouched(out, (c.at + c.n) * sizeof *out, sizeof out);
    }
}
END_TEST

/* Rows of three planes; some cases use one. */
enum { STRIDE = MOST + MLT_ENLARGED_SPARE, PLANES = 3, ROWS = 5 };

typedef struct {
    float numbers[ROWS + 1][PLANES * STRIDE], part[ROWS][STRIDE];
    uint32_t low[ROWS][STRIDE];
    mlt_enlarged_row rows[ROWS];
} enlargement;

/* Row k of the tables is enlarged by 1 + k² / 50, from column k on. Behind the line its last number
 * is repeated; what is behind the tables' n numbers, too. */
static void enlarge(enlargement *e, size_t n)
{
    for (size_t k = 0; k <= ROWS; k++)
        fill(e->numbers[k], 91 + 2 * k, 251, 7);
    for (size_t k = 0; k <= ROWS; k++)
        for (size_t i = MOST; i < PLANES * STRIDE; i++)
            e->numbers[k][i] = (float)(i * 53 % 241) / 7;
    for (size_t k = 0; k < ROWS; k++) {
        for (size_t i = 0; i < n + MLT_ENLARGED_SPARE; i++) {
            size_t at = (i < n ? i : n - 1) * 50, zoom = 50 + k * k;
            e->low[k][i] = (uint32_t)(at / zoom + k);
            e->part[k][i] = (float)(at % zoom) / (float)zoom;
        }
        e->rows[k] = (mlt_enlarged_row){e->numbers[k], e->numbers[k + 1], (float)k / ROWS,
                                        e->low[k], e->part[k]};
    }
}

static float plain_mean(const enlargement *e, const float *in, size_t n_rows, size_t plane,
                        size_t i)
{
    float sum = in[plane + i];
    for (size_t k = 0; k < n_rows; k++) {
        const mlt_enlarged_row *row = &e->rows[k];
        const float *above = row->above + plane + row->low[i];
        const float *below = row->below + plane + row->low[i];
        sum += mix(mix(above[0], below[0], row->t), mix(above[1], below[1], row->t), row->part[i]);
    }
    return (in[plane + i] + sum) / (float)(n_rows + 2);
}

START_TEST(test_mean_enlarged)
{
    static enlargement e;
    static float in[PLANES * STRIDE], out[PLANES * STRIDE];
    const mlt_resample_loops *k = build(_i);
    for (size_t n = 1; k != NULL && n < 80; n++) {
        size_t n_rows = n % (ROWS + 1), n_planes = n % 4 == 0 ? 1 : PLANES;
        enlarge(&e, n);
        for (size_t i = 0; i < PLANES * STRIDE; i++)
            in[i] = (float)(i * 37 % 256);
        memset(out, UNTOUCHED, sizeof out);
        k->mean_enlarged(out, in, e.rows, n_rows, n, n_planes, STRIDE);
        for (size_t p = 0; p < n_planes; p++) {
            for (size_t i = 0; i < n; i++)
                ck_assert_float_eq(out[p * STRIDE + i], plain_mean(&e, in, n_rows, p * STRIDE, i));
            check_untouched(out, (p * STRIDE + n) * sizeof *out, (p + 1) * STRIDE * sizeof *out);
        }
        check_untouched(out, n_planes * STRIDE * sizeof *out, sizeof out);
    }
}
END_TEST

START_TEST(test_planes)
{
    enum { GAP = 5, SPAN = MOST / PLANES };
    const mlt_resample_loops *k = build(_i);
    for (size_t n = 0; k != NULL && n + GAP <= SPAN; n++) {
        size_t n_planes = n % 3 == 0 ? 1 : PLANES, stride = n + GAP;
        float in[MOST], planes[MOST], out[MOST];
        fill(in, 91, 256, 1);
        memset(planes, UNTOUCHED, sizeof planes);
        memset(out, UNTOUCHED, sizeof out);
        k->split(planes, in, 255, n, n_planes, stride);
        k->join(out, planes, 3, n, n_planes, stride);
        for (size_t p = 0; p < n_planes; p++) {
            for (size_t i = 0; i < n; i++) {
                ck_assert_float_eq(planes[p * stride + i], in[i * n_planes + p] / 255);
                ck_assert_float_eq(out[i * n_planes + p], in[i * n_planes + p] / 255 * 3);
            }
            check_untouched(planes, (p * stride + n) * sizeof *planes,
                            (p + 1) * stride * sizeof *planes);
        }
        check_untouched(planes, n_planes * stride * sizeof *planes, sizeof planes);
        check_untouched(out, n * n_planes * sizeof *out, sizeof out);
    }
}
END_TEST

START_TEST(test_between_next)
{
    const mlt_resample_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float in[MOST], parts[MOST], out[MOST];
        fill(in, 91, 256, 1);
        fill(parts, 31, 97, 97);
        memset(out, UNTOUCHED, sizeof out);
        k->between_next(out + c.at, in + c.at, parts + c.at, c.n);
        for (size_t i = c.at; i < c.at + c.n; i++)
            ck_assert_float_eq(out[i], mix(in[i], in[i + 1], parts[i]));
        check_untouched(out, 0, c.at * sizeof *out);
        check_untouched(out, (c.at + c.n) * sizeof *out, sizeof out);
    }
}
END_TEST

enum { FURTHER = 3, MOST_PIXELS = 60 };

START_TEST(test_between_pixels)
{
    const mlt_resample_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < 3 * MOST_PIXELS; t++) {
        size_t channels = t % 2 == 0 ? 3 : 1, n = t / 3, at = t % 3, pixels = MOST / channels - 2;
        float in[MOST + FURTHER], parts[MOST], out[MOST];
        uint32_t low[MOST_PIXELS];
        fill(in, 91, 256, 1);
        fill(parts, 31, 97, 97);
        memset(in + MOST, 0, FURTHER * sizeof *in);
        for (size_t i = 0; i < n; i++)
            low[i] = (uint32_t)(i * 57 % pixels * channels);
        memset(out, UNTOUCHED, sizeof out);
        k->between_pixels(out + at, in, low, parts, channels, n);
        for (size_t i = 0; i < n * channels; i++) {
            const float *from = in + low[i / channels] + i % channels;
            ck_assert_float_eq(out[at + i], mix(from[0], from[channels], parts[i / channels]));
        }
        check_untouched(out, 0, at * sizeof *out);
        check_untouched(out, (at + n * channels + (n > 0 ? FURTHER : 0)) * sizeof *out, sizeof out);
    }
}
END_TEST

/* Reaches of one pixel, of which `end` is none, to seven. */
START_TEST(test_cover_pixels)
{
    const mlt_resample_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < 3 * MOST_PIXELS; t++) {
        size_t channels = t % 2 == 0 ? 3 : 1, n = t / 3, at = t % 3, pixels = MOST / channels - 8;
        float in[MOST + FURTHER], out[MOST], gain = 1 / (float)(1 + t % 5);
        mlt_reach reaches[MOST_PIXELS];
        fill(in, 91, 256, 1);
        memset(in + MOST, 0, FURTHER * sizeof *in);
        for (size_t i = 0; i < n; i++) {
            uint32_t from = (uint32_t)(i * 57 % pixels), end = from + (uint32_t)(i % 7);
            reaches[i] = (mlt_reach){(uint32_t)channels * from, (uint32_t)channels * end,
                                     (float)(1 + i % 4) / 4, end > from ? (float)(i % 9) / 9 : 0};
        }
        memset(out, UNTOUCHED, sizeof out);
        k->cover_pixels(out + at, in, reaches, gain, channels, n);
        for (size_t i = 0; i < n * channels; i++) {
            const mlt_reach *r = &reaches[i / channels];
            float first = r->first * in[r->from + i % channels];
            float last = r->last * in[r->end + i % channels], want = first + last;
            for (size_t j = r->from + channels; j < r->end; j += channels)
                want += in[j + i % channels];
            ck_assert_float_eq(out[at + i], want * gain);
        }
        check_untouched(out, 0, at * sizeof *out);
        check_untouched(out, (at + n * channels + (n > 0 ? FURTHER : 0)) * sizeof *out, sizeof out);
    }
}
END_TEST

Suite *mlt_suite_kernel_resample(void);
Suite *mlt_suite_kernel_resample(void)
{
    Suite *suite = suite_create("kernel_resample");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_between_rows, 0, LEVELS);
    tcase_add_loop_test(tc, test_between, 0, LEVELS);
    tcase_add_loop_test(tc, test_mean_enlarged, 0, LEVELS);
    tcase_add_loop_test(tc, test_planes, 0, LEVELS);
    tcase_add_loop_test(tc, test_between_next, 0, LEVELS);
    tcase_add_loop_test(tc, test_between_pixels, 0, LEVELS);
    tcase_add_loop_test(tc, test_cover_pixels, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
