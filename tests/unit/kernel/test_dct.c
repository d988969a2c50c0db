/* SPDX-License-Identifier: MIT */
#include "kernel/loops.h"

#include "base/math.h"

enum { BLOCKS = MLT_DCT_BLOCKS, PLACES = MLT_DCT_PLACES, ROUNDS = 200 };

static const mlt_dct_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->dct : NULL;
}

/* 2^13 times a factor, rounded. */
static int64_t fixed(double factor)
{
    return (int64_t)floor(factor * 8192 + 0.5);
}

/* cos(k pi / 16) · sqrt(2) */
static double c(int k)
{
    return sqrt(2) * mlt_cos(k * 3.14159265358979323846 / 16);
}

/* The flow graph of Loeffler, Ligtenberg and Moschytz in its variant of 12 multiplications, each by
 * a rounded constant: the transform of one line times 2^13, without rounding of results. */
static void flow_graph(const int64_t in[8], int64_t out[8])
{
    int64_t s[4], t[4];
    for (int i = 0; i < 4; i++) {
        s[i] = in[i] + in[7 - i];
        t[i] = in[i] - in[7 - i];
    }
    out[0] = (s[0] + s[1] + s[2] + s[3]) * 8192;
    out[4] = (s[0] - s[1] - s[2] + s[3]) * 8192;
    int64_t outer = s[0] - s[3], inner = s[1] - s[2], both = (outer + inner) * fixed(c(6));
    out[2] = both + outer * fixed(c(2) - c(6));
    out[6] = both - inner * fixed(c(2) + c(6));
    int64_t all = (t[0] + t[1] + t[2] + t[3]) * fixed(c(3));
    int64_t p = all - (t[1] + t[3]) * fixed(c(3) + c(5));
    int64_t q = all - (t[0] + t[2]) * fixed(c(3) - c(5));
    int64_t far = (t[0] + t[3]) * fixed(c(3) - c(7)), near = (t[1] + t[2]) * fixed(c(1) + c(3));
    out[7] = t[3] * fixed(c(3) + c(5) - c(1) - c(7)) - far + p;
    out[5] = t[2] * fixed(c(1) + c(3) - c(5) + c(7)) - near + q;
    out[3] = t[1] * fixed(c(1) + c(3) + c(5) - c(7)) - near + p;
    out[1] = t[0] * fixed(c(1) + c(3) - c(5) - c(7)) - far + q;
}

/* What it makes of each of eight unit vectors. */
static void make_matrix(int64_t matrix[8][8])
{
    for (int x = 0; x < 8; x++) {
        int64_t in[8] = {0}, out[8];
        in[x] = 1;
        flow_graph(in, out);
        for (int k = 0; k < 8; k++)
            matrix[k][x] = out[k];
    }
}

START_TEST(test_flow_graph_is_a_cosine_transform)
{
    int64_t matrix[8][8];
    make_matrix(matrix);
    for (int k = 0; k < 8; k++) {
        for (int x = 0; x < 8; x++)
            ck_assert_double_eq_tol((double)matrix[k][x], 8192 * (k == 0 ? 1 : c((2 * x + 1) * k)),
                                    1.5);
    }
}
END_TEST

static int64_t round_off(int64_t v, int bits)
{
    return (v + (INT64_C(1) << (bits - 1))) >> bits;
}

/* One pass over one block: the matrix or its transpose, along x or along y. */
static void pass(int64_t block[8][8], bool along_x, bool transposed, int bits)
{
    int64_t matrix[8][8], out[8][8] = {{0}};
    make_matrix(matrix);
    for (int k = 0; k < 8; k++) {
        for (int line = 0; line < 8; line++) {
            for (int i = 0; i < 8; i++) {
                int64_t factor = transposed ? matrix[i][k] : matrix[k][i];
                *(along_x ? &out[k][line] : &out[line][k]) +=
                    factor * (along_x ? block[i][line] : block[line][i]);
            }
        }
    }
    for (int i = 0; i < PLACES; i++)
        block[i / 8][i % 8] = round_off(out[i / 8][i % 8], bits);
}

static void take_block(int64_t block[8][8], const mlt_dct_blocks *blocks, int b)
{
    for (int i = 0; i < PLACES; i++)
        block[i / 8][i % 8] = blocks->at[i][b];
}

static void check_block(int64_t block[8][8], const mlt_dct_blocks *blocks, int b)
{
    for (int i = 0; i < PLACES; i++)
        ck_assert_int_eq(blocks->at[i][b], block[i / 8][i % 8]);
}

static uint32_t state;

static int draw(int n)
{
    state = state * 1664525 + 1013904223;
    return (int)((uint64_t)state * (uint64_t)n >> 32);
}

/* All levels, black and white, and one level: -128 gives the largest sums. */
static int16_t sample(int t)
{
    return (int16_t)(t % 4 == 0 ? draw(2) * 255 - 128 : t % 4 == 1 ? -128 : draw(256) - 128);
}

START_TEST(test_forward)
{
    const mlt_dct_loops *k = build(_i);
    for (int t = 0; k != NULL && t < ROUNDS; t++) {
        mlt_dct_blocks in, out;
        int64_t block[8][8];
        for (int i = 0; i < PLACES * BLOCKS; i++)
            in.at[i / BLOCKS][i % BLOCKS] = sample(t);
        out = in;
        k->forward(&out);
        for (int b = 0; b < BLOCKS; b++) {
            take_block(block, &in, b);
            pass(block, true, false, 11);
            pass(block, false, false, 15);
            check_block(block, &out, b);
        }
    }
}
END_TEST

/* Few large coefficients and many small ones, of any sign. */
START_TEST(test_inverse)
{
    const mlt_dct_loops *k = build(_i);
    for (int t = 0; k != NULL && t < ROUNDS; t++) {
        mlt_dct_blocks in, out;
        int64_t block[8][8];
        for (int i = 0; i < PLACES * BLOCKS; i++)
            in.at[i / BLOCKS][i % BLOCKS] =
                (int16_t)(draw(20) == 0 ? draw(2048) - 1024 : draw(1 + t) - t / 2);
        out = in;
        k->inverse(&out);
        for (int b = 0; b < BLOCKS; b++) {
            take_block(block, &in, b);
            pass(block, false, true, 11);
            pass(block, true, true, 18);
            check_block(block, &out, b);
        }
    }
}
END_TEST

/* Every coefficient by every step. */
START_TEST(test_quantise)
{
    enum { MOST_STEP = 255, LARGEST = 1 << 14 };
    const mlt_dct_loops *k = build(_i);
    for (int first = 1; k != NULL && first <= MOST_STEP; first += PLACES) {
        mlt_dct_steps steps;
        for (int i = 0; i < PLACES; i++)
            mlt_dct_set_step(&steps, (size_t)i, (unsigned)(first + i <= MOST_STEP ? first + i : 1));
        for (int v = 0; v < LARGEST - 4 * MOST_STEP; v += BLOCKS) {
            mlt_dct_blocks blocks;
            for (int i = 0; i < PLACES * BLOCKS; i++)
                blocks.at[i / BLOCKS][i % BLOCKS] =
                    (int16_t)((v + i % BLOCKS) * (i % 2 == 0 ? 1 : -1));
            k->quantise(&blocks, &steps);
            for (int i = 0; i < PLACES * BLOCKS; i++) {
                int step = steps.step[i / BLOCKS], size = v + i % BLOCKS;
                int near = (size + 4 * step) / (8 * step) * step;
                if (blocks.at[i / BLOCKS][i % BLOCKS] != (i % 2 == 0 ? near : -near))
                    ck_abort_msg("%d by %d: %d", size, step, blocks.at[i / BLOCKS][i % BLOCKS]);
            }
        }
    }
}
END_TEST

enum { ACROSS = 3, STRIDE = 8 * ACROSS + 5, ROWS = 8 * 6, PLANE = STRIDE * ROWS };

/* Some blocks of a plane in no order. */
static uint8_t *block_of(uint8_t *plane, int b)
{
    int place = b * 7 % (ACROSS * ROWS / 8);
    return plane + place / ACROSS * 8 * STRIDE + place % ACROSS * 8;
}

START_TEST(test_load)
{
    const mlt_dct_loops *k = build(_i);
    uint8_t plane[PLANE];
    const uint8_t *at[BLOCKS];
    mlt_dct_blocks blocks;
    if (k == NULL)
        return;
    for (int i = 0; i < PLANE; i++)
        plane[i] = (uint8_t)(i * 7919 >> 3);
    for (int b = 0; b < BLOCKS; b++)
        at[b] = block_of(plane, b);
    k->load(&blocks, at, STRIDE);
    for (int i = 0; i < PLACES * BLOCKS; i++) {
        int place = i / BLOCKS, b = i % BLOCKS;
        ck_assert_int_eq(blocks.at[place][b], at[b][place % 8 * STRIDE + place / 8] - 128);
    }
}
END_TEST

START_TEST(test_store)
{
    const mlt_dct_loops *k = build(_i);
    uint8_t plane[PLANE], want[PLANE], *at[BLOCKS];
    mlt_dct_blocks blocks;
    if (k == NULL)
        return;
    memset(plane, UNTOUCHED, sizeof plane);
    memset(want, UNTOUCHED, sizeof want);
    for (int b = 0; b < BLOCKS; b++)
        at[b] = block_of(plane, b);
    for (int i = 0; i < PLACES * BLOCKS; i++) {
        int place = i / BLOCKS, b = i % BLOCKS, v = i * 37 % 1401 - 700;
        blocks.at[place][b] = (int16_t)v;
        want[at[b] - plane + place % 8 * STRIDE + place / 8] = (uint8_t)(v < -128  ? 0
                                                                         : v > 127 ? 255
                                                                                   : v + 128);
    }
    k->store(at, STRIDE, &blocks);
    ck_assert_mem_eq(plane, want, sizeof plane);
}
END_TEST

Suite *mlt_suite_kernel_dct(void);
Suite *mlt_suite_kernel_dct(void)
{
    Suite *suite = suite_create("kernel_dct");
    TCase *tc = tcase_create("builds");
    tcase_add_test(tc, test_flow_graph_is_a_cosine_transform);
    tcase_add_loop_test(tc, test_forward, 0, LEVELS);
    tcase_add_loop_test(tc, test_inverse, 0, LEVELS);
    tcase_add_loop_test(tc, test_quantise, 0, LEVELS);
    tcase_add_loop_test(tc, test_load, 0, LEVELS);
    tcase_add_loop_test(tc, test_store, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
