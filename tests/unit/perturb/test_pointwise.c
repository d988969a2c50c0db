/* SPDX-License-Identifier: MIT */
#include "perturb/pointwise.h"

#include <math.h>

#include "perturb/conditions.h"
#include "perturb/scratch.h"

static mltest_status run(mltest_context *ctx, const mltest_image_view *view, mlt_image *out,
                         mltest_status (*body)(mlt_step_io *io, mltest_error **error))
{
    mlt_step_io io = {.ctx = ctx, .in = view, .out = out, .scratch = mlt_scratch_new(ctx)};
    mltest_status status = io.scratch != NULL ? body(&io, NULL) : MLTEST_ERR_MEMORY;
    mlt_scratch_free(io.scratch);
    return status;
}

/* What a row is told about itself goes into its levels. */
static void tell(float *v, const mlt_row_place *place)
{
    const float *added = place->data;
    for (uint32_t i = 0; i < place->width * place->channels; i++)
        v[i] += *added * place->top / 255 + (float)place->y * place->top / 255;
}

static mltest_status change_rows(mlt_step_io *io, mltest_error **error)
{
    static const float added = 0.5f;
    return mlt_change_rows(io, tell, &added, error);
}

START_TEST(test_rows_of_every_format)
{
    for (int f = 0; f < N_FORMATS; f++) {
        picture p = plain_picture(texture, 9, 5, all_formats[f]);
        mlt_image out;
        mlt_image_init(&out, NULL);
        ck_assert_int_eq(run(NULL, &p.view, &out, change_rows), MLTEST_OK);
        mltest_image_view made = mlt_image_view(&out);
        unsigned unit = mlt_format_is_16bit(all_formats[f]) ? 257 : 1, top = 255 * unit;
        for (uint32_t k = 0; k < 9 * 5; k++) {
            uint32_t x = k % 9, y = k / 9;
            for (uint32_t c = 0; c < mlt_format_channels(all_formats[f]); c++) {
                unsigned v = sample_at(&p.view, x, y, c) + unit * y + (unit + 1) / 2; /* .5 is up */
                ck_assert_uint_eq(sample_at(&made, x, y, c), v < top ? v : top);
            }
        }
        mlt_image_free(&out);
        free(p.block);
    }
}
END_TEST

static double map(double level, uint32_t channel, const void *data)
{
    const double *gain = data;
    return channel == 1 ? (double)NAN : level * *gain - (channel == 2 ? 2 : 0);
}

static mltest_status change_levels(mlt_step_io *io, mltest_error **error)
{
    static const double gain = 1.4; /* never halves of a level */
    return mlt_change_levels(io, map, &gain, error);
}

START_TEST(test_tables_of_every_format)
{
    for (int f = 0; f < N_FORMATS; f++) {
        picture p = plain_picture(texture, 9, 5, all_formats[f]);
        mlt_image out;
        mlt_image_init(&out, NULL);
        ck_assert_int_eq(run(NULL, &p.view, &out, change_levels), MLTEST_OK);
        mltest_image_view made = mlt_image_view(&out);
        unsigned top = mlt_format_is_16bit(all_formats[f]) ? 65535 : 255;
        for (uint32_t k = 0; k < 9 * 5; k++) {
            unsigned v = (14 * sample_at(&p.view, k % 9, k / 9, 0) + 5) / 10;
            ck_assert_uint_eq(sample_at(&made, k % 9, k / 9, 0), v < top ? v : top);
            for (uint32_t c = 1; c < mlt_format_channels(all_formats[f]); c++)
                ck_assert_uint_eq(sample_at(&made, k % 9, k / 9, c), 0); /* NaN; below 0 */
        }
        mlt_image_free(&out);
        free(p.block);
    }
}
END_TEST

static mltest_status run_once(mltest_context *ctx, void *data)
{
    static const uint8_t pixels[4];
    const mltest_image_view view = grey_row(pixels, 4);
    mlt_image out;
    mlt_image_init(&out, ctx);
    mltest_status status = run(ctx, &view, &out, data != NULL ? change_levels : change_rows);
    mlt_image_free(&out);
    return status;
}

START_TEST(test_out_of_memory)
{
    int some = 1;
    mlt_test_every_allocation(run_once, NULL);
    mlt_test_every_allocation(run_once, &some);
}
END_TEST

Suite *mlt_suite_perturb_pointwise(void);
Suite *mlt_suite_perturb_pointwise(void)
{
    Suite *suite = suite_create("perturb_pointwise");
    TCase *tc = tcase_create("pointwise");
    tcase_add_test(tc, test_rows_of_every_format);
    tcase_add_test(tc, test_tables_of_every_format);
    tcase_add_test(tc, test_out_of_memory);
    suite_add_tcase(suite, tc);
    return suite;
}
