/* SPDX-License-Identifier: MIT */
#include <ctype.h>

#include "image/font.h"
#include "perturb/covers.h"

enum { SIDE = 300, SMALL = 100 };

/* A dot of two pixels: lines of 18, in a picture of 300. */
static const char two_pixels[] = "overlay@3{size=0.06}";

static mlt_perturbed overlaid(const mltest_image_view *view, const char *text, int sample)
{
    char id[8];
    snprintf(id, sizeof id, "%d", sample);
    return perturb(view, text, id);
}

/* The character whose dots are at (x, y) of a plate, '\0' if there is none of these. */
static char read_character(const mltest_image_view *out, const mlt_box *plate, uint32_t x,
                           uint32_t y)
{
    unsigned ground = sample_at(out, (uint32_t)plate->x, (uint32_t)plate->y, 0);
    for (const char *c = "0123456789-: "; *c != '\0'; c++) {
        bool same = true;
        for (uint32_t i = 0; i < 35; i++) {
            uint32_t px = (uint32_t)plate->x + 2 * (x + i % 5);
            uint32_t py = (uint32_t)plate->y + 2 * (y + i / 5);
            bool ink = sample_at(out, px, py, 0) != ground;
            same = same && ink == ((mlt_font_glyph(*c)[i / 5] >> (4 - i % 5) & 1) != 0) &&
                   sample_at(out, px + 1, py + 1, 0) == sample_at(out, px, py, 0);
        }
        if (same)
            return *c;
    }
    return '\0';
}

static const mlt_box *text_plate(const mlt_perturbed *made)
{
    ck_assert_uint_eq(made->n_cover, 2);
    return made->cover[0].width > made->cover[1].width ? &made->cover[0] : &made->cover[1];
}

/* A date and a time that can be read. */
START_TEST(test_text)
{
    static const char want[2][11] = {"20dd-dd-dd", "dd:dd:dd  "};
    picture p = plain_picture(scene, SIDE, SIDE, MLTEST_FORMAT_RGB8);
    for (int sample = 0; sample < 8; sample++) {
        mlt_perturbed made = overlaid(&p.view, two_pixels, sample);
        mltest_image_view out = mlt_image_view(&made.image);
        const mlt_box *plate = text_plate(&made);
        ck_assert(plate->width == 2 * 63 && plate->height == 2 * 20);
        for (uint32_t i = 0; i < 20; i++) {
            char c = read_character(&out, plate, 2 + 6 * (i % 10), 2 + 9 * (i / 10));
            char w = want[i / 10][i % 10];
            ck_assert_msg(w == 'd' ? isdigit((unsigned char)c) != 0 : c == w, "%u: '%c'", i, c);
        }
        check_rest(&p.view, &made);
        mlt_perturbed_free(&made);
    }
    free(p.block);
}
END_TEST

/* Two plates in different corners, 3 % from the edges; all corners for some sample. */
START_TEST(test_corners)
{
    int seen[2][4] = {{0}};
    picture p = plain_picture(scene, SIDE, SIDE, MLTEST_FORMAT_GRAY8);
    for (int sample = 0; sample < 40; sample++) {
        mlt_perturbed made = overlaid(&p.view, two_pixels, sample);
        const mlt_box *text = text_plate(&made);
        int corners[2];
        for (int i = 0; i < 2; i++) {
            const mlt_box *b = &made.cover[i];
            bool right = b->x > 9, lower = b->y > 9;
            ck_assert_double_eq(right ? SIDE - b->x - b->width : b->x, 9);
            ck_assert_double_eq(lower ? SIDE - b->y - b->height : b->y, 9);
            corners[i] = right + 2 * lower;
            seen[b == text][corners[i]]++;
        }
        ck_assert_int_ne(corners[0], corners[1]);
        mlt_perturbed_free(&made);
    }
    for (int i = 0; i < 8; i++)
        ck_assert_int_gt(seen[i / 4][i % 4], 2);
    free(p.block);
    p = plain_picture(scene, SMALL, SMALL, MLTEST_FORMAT_GRAY8);
    check_growth(&p.view, NULL, "overlay");
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_overlay(void);
Suite *mlt_suite_perturb_overlay(void)
{
    Suite *suite = suite_create("perturb_overlay");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_text);
    tcase_add_test(tc, test_corners);
    suite_add_tcase(suite, tc);
    return suite;
}
