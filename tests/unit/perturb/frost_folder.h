/* SPDX-License-Identifier: MIT */
/*
 * Folders with photographs of frost.
 */
#ifndef MLT_TESTS_FROST_FOLDER_H
#define MLT_TESTS_FROST_FOLDER_H

#include "image/pictures.h"

/* A picture of some texture, another one for another shade, into dir/name. */
static inline void put_photograph(const char *dir, const char *name, uint32_t width,
                                  uint32_t height, uint32_t format, uint8_t shade)
{
    picture p = plain_picture(texture, width, height, format);
    for (size_t i = 0; i < p.n; i++)
        p.block[i] = (uint8_t)(p.block[i] / 2 + shade);
    ck_assert_int_eq(mltest_image_save(NULL, &p.view, mlt_test_path(dir, name), NULL), MLTEST_OK);
    free(p.block);
}

/* A context that makes frost of one photograph. */
static inline mltest_context *frosty_context(uint8_t shade)
{
    mltest_context *ctx;
    const char *dir = mlt_test_make_dir();
    put_photograph(dir, "frost.png", 40, 50, MLTEST_FORMAT_RGB8, shade);
    ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_frost_photographs(ctx, dir, NULL), MLTEST_OK);
    mlt_test_remove_dir(dir);
    return ctx;
}

#endif
