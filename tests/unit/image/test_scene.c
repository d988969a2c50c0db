/* SPDX-License-Identifier: MIT */
#include "image/scene.h"

#include "image/pictures.h"

/* Rows that are packed, in a margin of black, in memory of exactly the stated size. */
START_TEST(test_copies)
{
    for (int i = 0; i < N_FORMATS * 2; i++) {
        uint32_t format = all_formats[i / 2], margin = (uint32_t)i % 2;
        picture p = make_picture(texture, 7, 5, format, 3, 0xA5, i % 3 == 0);
        size_t bytes = mlt_seen_bytes(&p.view, margin, 11), pixel = mlt_format_bytes(format);
        uint8_t *work = malloc(bytes);
        mlt_seen seen;
        memset(work, 0xA5, bytes);
        mlt_seen_init(&seen, &p.view, margin, 11, work);
        const mlt_scene *s = &seen.scene;
        ck_assert_uint_eq(s->line, (7 + 2 * margin) * pixel);
        ck_assert_uint_eq(s->right, pixel);
        ck_assert_uint_eq(s->below, s->line);
        for (uint32_t y = 0; y < 5 + 2 * margin; y++) {
            for (size_t x = 0; x < s->line; x++) {
                bool inside = y >= margin && y < 5 + margin && x >= margin * pixel &&
                              x < s->line - margin * pixel;
                uint8_t want = 0;
                if (inside)
                    want = mlt_view_row(&p.view, y - margin)[x - margin * pixel];
                ck_assert_uint_eq(s->pixels[y * s->line + x], want);
            }
        }
        ck_assert_uint_le((size_t)(s->pixels - work) + s->line * (5 + 2 * margin) + MLT_SCENE_SPARE,
                          bytes);
        ck_assert_uint_ge((size_t)(s->pixels - seen.row), 11 * pixel + MLT_SEEN_SPARE);
        ck_assert_uint_eq(seen.places.at[11 + MLT_PLACES_SPARE - 1], 0);
        free(work);
        free(p.block);
    }
}
END_TEST

/* Where there is no neighbour, the pixel is its own. */
START_TEST(test_single_lines)
{
    static const uint32_t sizes[][2] = {{1, 1}, {1, 4}, {4, 1}};
    for (size_t i = 0; i < 6; i++) {
        uint32_t width = sizes[i / 2][0], height = sizes[i / 2][1], margin = i % 2;
        picture p = plain_picture(scene, width, height, MLTEST_FORMAT_RGB16);
        void *work = malloc(mlt_seen_bytes(&p.view, margin, 1));
        mlt_seen seen;
        mlt_seen_init(&seen, &p.view, margin, 1, work);
        ck_assert_uint_eq(seen.scene.right, width > 1 || margin > 0 ? 6 : 0);
        ck_assert_uint_eq(seen.scene.below, height > 1 || margin > 0 ? seen.scene.line : 0);
        free(work);
        free(p.block);
    }
}
END_TEST

Suite *mlt_suite_image_scene(void);
Suite *mlt_suite_image_scene(void)
{
    Suite *suite = suite_create("image_scene");
    TCase *tc = tcase_create("scene");
    tcase_add_test(tc, test_copies);
    tcase_add_test(tc, test_single_lines);
    suite_add_tcase(suite, tc);
    return suite;
}
