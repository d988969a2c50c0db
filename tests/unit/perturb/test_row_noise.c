/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "perturb/conditions.h"

enum { SIDE = 300 };

/* Each sample is the sum of its row's and its column's offset, with the spread that is asked for.
 */
START_TEST(test_rows_and_columns)
{
    static uint8_t pixels[SIDE * SIDE];
    memset(pixels, 128, sizeof pixels);
    mltest_image_view view = grey_row(pixels, SIDE);
    view.height = SIDE;
    mlt_perturbed made = perturb(&view, "row_noise@3", "a");
    const uint8_t *out = made.image.data;
    double rows = 0, columns = 0, all = 0;
    for (int y = 0; y < SIDE; y++) {
        double row = 0, column = 0;
        for (int x = 0; x < SIDE; x++) {
            row += (out[y * SIDE + x] - 128.0) / SIDE;
            column += (out[x * SIDE + y] - 128.0) / SIDE;
            all += (out[y * SIDE + x] - 128.0) * (out[y * SIDE + x] - 128.0) / (SIDE * SIDE);
            double cross = out[y * SIDE + x] - out[y * SIDE] - out[x] + (double)out[0];
            ck_assert(fabs(cross) <= 2); /* four roundings */
        }
        rows += row * row / SIDE;
        columns += column * column / SIDE;
    }
    ck_assert_double_eq_tol(sqrt(rows), 8, 1.2);
    ck_assert_double_eq_tol(sqrt(columns), 8, 1.2);
    ck_assert_double_eq_tol(sqrt(all), 8 * sqrt(2), 1.2);
    mlt_perturbed_free(&made);
}
END_TEST

Suite *mlt_suite_perturb_row_noise(void);
Suite *mlt_suite_perturb_row_noise(void)
{
    Suite *suite = suite_create("perturb_row_noise");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_rows_and_columns);
    suite_add_tcase(suite, tc);
    return suite;
}
