/* SPDX-License-Identifier: MIT */
#include "image/jpeg_blocks.h"

#include "image/jpeg_steps.h"
#include "image/pictures.h"
#include "kernel/kernels.h"

enum { ACROSS = 5, HEIGHT = 21, DOWN = 3, STRIDE = 8 * ACROSS, BLOCKS = ACROSS * DOWN };

typedef struct {
    uint8_t samples[8 * DOWN][STRIDE];
    mlt_jpeg_plane plane;
} plane_memory;

static void make_plane(plane_memory *m, picture_function f)
{
    for (uint32_t i = 0; i < 8 * DOWN * STRIDE; i++)
        m->samples[i / STRIDE][i % STRIDE] = f(i % STRIDE, i / STRIDE, 0);
    m->plane = (mlt_jpeg_plane){STRIDE - 3, HEIGHT, STRIDE, m->samples[0]};
}

/* Two steps do what one does. */
START_TEST(test_two_parts)
{
    for (int quality = 1; quality <= 100; quality += 9) {
        plane_memory a, b;
        int16_t blocks[BLOCKS][MLT_DCT_PLACES];
        mlt_dct_steps steps;
        make_plane(&a, quality % 2 == 0 ? scene : texture);
        make_plane(&b, quality % 2 == 0 ? scene : texture);
        mlt_jpeg_steps(&steps, false, quality);
        mlt_jpeg_quantise(&a.plane, &steps);
        mlt_jpeg_take(blocks, &b.plane, &steps);
        mlt_jpeg_put(&b.plane, (const int16_t(*)[MLT_DCT_PLACES])blocks, &steps);
        ck_assert_mem_eq(a.samples, b.samples, sizeof a.samples);
    }
}
END_TEST

/* Blocks one after the other in rows, horizontal frequencies first. */
START_TEST(test_order)
{
    plane_memory m;
    int16_t blocks[BLOCKS][MLT_DCT_PLACES];
    mlt_dct_steps steps;
    make_plane(&m, scene);
    for (uint32_t i = 0; i < 8 * DOWN * STRIDE; i++) {
        uint32_t x = i % STRIDE, y = i / STRIDE, block = y / 8 * ACROSS + x / 8;
        int wave = block == 7 ? (x % 8 < 4 ? 20 : -20) : block == 8 ? (y % 8 < 4 ? 20 : -20) : 0;
        m.samples[y][x] = (uint8_t)(128 + (int)block * 2 + wave);
    }
    for (size_t k = 0; k < MLT_DCT_PLACES; k++)
        mlt_dct_set_step(&steps, k, 8);
    mlt_jpeg_take(blocks, &m.plane, &steps);
    for (size_t i = 0; i < BLOCKS; i++) {
        ck_assert_int_eq(blocks[i][0], (int)i * 2);
        ck_assert_int_eq(blocks[i][1] > 10, i == 7);
        ck_assert_int_eq(blocks[i][8] > 10, i == 8);
    }
}
END_TEST

/* Coefficients that no picture has: cut, and the same by every build of the loops. */
START_TEST(test_impossible_coefficients)
{
    static const char *const builds[] = {"baseline", "avx2", "avx512"};
    uint64_t sum = 0;
    plane_memory m;
    int16_t blocks[BLOCKS][MLT_DCT_PLACES];
    mlt_dct_steps steps;
    setenv("MLTEST_CPU", builds[_i], 1);
    mlt_jpeg_steps(&steps, false, 10);
    make_plane(&m, scene);
    for (size_t i = 0; i < BLOCKS * MLT_DCT_PLACES; i++)
        blocks[i / MLT_DCT_PLACES][i % MLT_DCT_PLACES] = (int16_t)(i * 40503 % 65536 - 32768);
    memset(blocks[3], 0, sizeof blocks[3]);
    memset(blocks[4], 0, sizeof blocks[4]);
    blocks[3][0] = 32767;
    blocks[4][0] = -32768;
    mlt_jpeg_put(&m.plane, (const int16_t(*)[MLT_DCT_PLACES])blocks, &steps);
    ck_assert_uint_eq(m.samples[0][3 * 8], 255); /* 128 + 2047 / 8, cut */
    ck_assert_uint_eq(m.samples[0][4 * 8], 0);
    for (uint32_t i = 0; i < 8 * DOWN * STRIDE; i++)
        sum += (uint64_t)m.samples[i / STRIDE][i % STRIDE] * (i + 1);
    ck_assert_uint_eq(sum, 60111386); /* on any machine */
}
END_TEST

Suite *mlt_suite_image_jpeg_blocks(void);
Suite *mlt_suite_image_jpeg_blocks(void)
{
    Suite *suite = suite_create("image_jpeg_blocks");
    TCase *tc = tcase_create("blocks");
    tcase_add_test(tc, test_two_parts);
    tcase_add_test(tc, test_order);
    tcase_add_loop_test(tc, test_impossible_coefficients, 0, 3);
    suite_add_tcase(suite, tc);
    return suite;
}
