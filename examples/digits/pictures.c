/* SPDX-License-Identifier: MIT */
#include "pictures.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

static int level_of(char letter)
{
    return letter >= 'a' ? letter - 'a' + 10 : letter - '0';
}

/* Every pixel becomes a square of 4 x 4. */
static void enlarge(uint8_t out[DIGITS_SIDE * DIGITS_SIDE], const char *small)
{
    enum { TIMES = DIGITS_SIDE / 8 };
    for (int y = 0; y < DIGITS_SIDE; y++) {
        for (int x = 0; x < DIGITS_SIDE; x++)
            out[y * DIGITS_SIDE + x] =
                (uint8_t)(level_of(small[y / TIMES * 8 + x / TIMES]) * 255 / 16);
    }
}

static int make_folder(const char *path)
{
    return mkdir(path, 0777) == 0 || errno == EEXIST ? 1 : (perror(path), 0);
}

static mltest_status write_digit(const char *root, int digit, int number, mltest_error **error)
{
    uint8_t pixels[DIGITS_SIDE * DIGITS_SIDE];
    char path[4096];
    const mltest_image_view view = {.data = pixels,
                                    .width = DIGITS_SIDE,
                                    .height = DIGITS_SIDE,
                                    .stride_bytes = DIGITS_SIDE,
                                    .format = MLTEST_FORMAT_GRAY8};
    enlarge(pixels, digits_pictures[digit][number]);
    snprintf(path, sizeof path, "%s/%d/%02d.png", root, digit, number);
    return mltest_image_save(NULL, &view, path, error);
}

mltest_status digits_write(const char *root, mltest_error **error)
{
    char path[4096];
    mltest_status status = make_folder(root) ? MLTEST_OK : MLTEST_ERR_IO;
    for (int digit = 0; digit < 10 && status == MLTEST_OK; digit++) {
        snprintf(path, sizeof path, "%s/%d", root, digit);
        if (!make_folder(path))
            return MLTEST_ERR_IO;
        for (int i = 0; i < DIGITS_OF_EACH && status == MLTEST_OK; i++)
            status = write_digit(root, digit, i, error);
    }
    return status;
}
