/* SPDX-License-Identifier: MIT */
#include "image/lines.h"

#include <stdint.h>
#include <stdlib.h>

#include "testing.h"

/* Every line has its own memory, all of which is there: memory checkers see what lies beyond. */
START_TEST(test_lines)
{
    enum { N = 5, BEFORE = 19, LENGTH = 70 };
    char *memory = malloc(mlt_lines_bytes(N, BEFORE, LENGTH));
    mlt_lines lines = mlt_lines_lay_out(memory, N, BEFORE, LENGTH);
    for (int i = 0; i < N; i++) {
        ck_assert_uint_eq((uintptr_t)mlt_lines_at(&lines, (size_t)i) % 64, 0);
        for (int x = -BEFORE; x < LENGTH; x++)
            mlt_lines_at(&lines, (size_t)i)[x] = (float)(1000 * i + x);
    }
    for (size_t i = 0; i < 3 * N; i++) {
        const float *const *from = mlt_lines_from(&lines, i);
        for (size_t k = 0; k < N; k++) {
            ck_assert_ptr_eq(from[k], mlt_lines_at(&lines, i + k));
            for (int x = -BEFORE; x < LENGTH; x++)
                ck_assert_float_eq(from[k][x], (float)(1000 * (int)((i + k) % N) + x));
        }
    }
    free(memory);
}
END_TEST

Suite *mlt_suite_image_lines(void);
Suite *mlt_suite_image_lines(void)
{
    Suite *suite = suite_create("image_lines");
    TCase *tc = tcase_create("lines");
    tcase_add_test(tc, test_lines);
    suite_add_tcase(suite, tc);
    return suite;
}
