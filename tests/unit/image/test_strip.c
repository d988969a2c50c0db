/* SPDX-License-Identifier: MIT */
#include "image/strip.h"

#include "image/pictures.h"

enum { WIDTH = 11, HEIGHT = 6, LEFT = 3, RIGHT = 5, STEP = 4, MOST = 3 * (LEFT + STEP + RIGHT) };

static void check_line(const mlt_strip *s, const float *line, int64_t y)
{
    int channels = (int)mlt_format_channels(s->in->format);
    uint32_t row = (uint32_t)mlt_edge_place(y, HEIGHT, s->edge);
    for (int x = -(int)s->left; x < (int)s->width + (int)s->right; x++) {
        uint32_t column = (uint32_t)mlt_edge_place((int64_t)s->x + x, WIDTH, s->edge);
        for (int c = 0; c < channels; c++)
            ck_assert_float_eq(line[x * channels + c],
                               (float)sample_at(s->in, column, row, (uint32_t)c));
    }
}

/* Lines of every strip, within the picture and beyond, are what is under them and beside it; what
 * is stored is half of the picture. */
START_TEST(test_strips)
{
    for (int edge = MLT_EDGE_REPLICATE; edge <= MLT_EDGE_REFLECT101; edge++) {
        picture p = make_picture(scene, WIDTH, HEIGHT, all_formats[_i], 3, 0xFF, true);
        uint32_t channels = mlt_format_channels(p.view.format);
        mlt_image out;
        mlt_image_init(&out, NULL);
        ck_assert_int_eq(mlt_image_resize(&out, WIDTH, HEIGHT, p.view.format, NULL), MLTEST_OK);
        mlt_strip s = {&p.view, &out, 0, STEP, LEFT, RIGHT, (mlt_edge)edge};
        for (; s.x < WIDTH; s.x += STEP) {
            s.width = WIDTH - s.x < STEP ? WIDTH - s.x : STEP;
            for (int y = -4; y < HEIGHT + 4; y++) {
                float memory[MOST], *line = memory + LEFT * channels;
                mlt_strip_load(&s, line, y);
                check_line(&s, line, y);
                for (uint32_t i = 0; i < s.width * channels; i++)
                    line[i] /= 2;
                if (y >= 0 && y < HEIGHT)
                    mlt_strip_store(&s, (uint32_t)y, line);
            }
        }
        mltest_image_view made = mlt_image_view(&out);
        for (uint32_t i = 0; i < WIDTH * HEIGHT * channels; i++) {
            uint32_t x = i / channels % WIDTH, y = i / channels / WIDTH, c = i % channels;
            ck_assert_uint_eq(sample_at(&made, x, y, c), sample_at(&p.view, x, y, c) / 2);
        }
        mlt_image_free(&out);
        free(p.block);
    }
}
END_TEST

Suite *mlt_suite_image_strip(void);
Suite *mlt_suite_image_strip(void)
{
    Suite *suite = suite_create("image_strip");
    TCase *tc = tcase_create("strips");
    tcase_add_loop_test(tc, test_strips, 0, N_FORMATS);
    suite_add_tcase(suite, tc);
    return suite;
}
