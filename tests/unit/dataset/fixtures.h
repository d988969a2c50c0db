/* SPDX-License-Identifier: MIT */
/*
 * Small data sets on disk for the tests of readers.
 */
#ifndef MLT_TESTS_DATASET_FIXTURES_H
#define MLT_TESTS_DATASET_FIXTURES_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "dataset/dataset.h"
#include "testing.h"

static inline void fix_folder(const char *root, const char *name)
{
    ck_assert_int_eq(mkdir(mlt_test_path(root, name), 0777), 0);
}

static inline void fix_text(const char *root, const char *name, const char *text)
{
    mlt_test_write_file(mlt_test_path(root, name), text, strlen(text));
}

/* Pixel (x, y) of every picture these tests write. */
static inline uint8_t fix_grey(uint32_t x, uint32_t y)
{
    return (uint8_t)(x * 16 + y * 3 + 1);
}

static inline void fix_pixels(uint8_t *out, uint32_t width, uint32_t height)
{
    for (uint32_t y = 0; y < height; y++)
        for (uint32_t x = 0; x < width; x++)
            out[y * width + x] = fix_grey(x, y);
}

/* A grey picture of at most 64 × 64; png keeps fix_grey() exactly. */
static inline void fix_picture(const char *root, const char *name, uint32_t width, uint32_t height)
{
    uint8_t pixels[64 * 64];
    mltest_image_view view;
    memset(&view, 0, sizeof view);
    fix_pixels(pixels, width, height);
    view.data = pixels;
    view.width = width;
    view.height = height;
    view.stride_bytes = width;
    view.format = MLTEST_FORMAT_GRAY8;
    mltest_error *error = NULL;
    ck_assert_msg(mltest_image_save(NULL, &view, mlt_test_path(root, name), &error) == MLTEST_OK,
                  "%s", mltest_error_message(error));
}

/* A JPEG with an EXIF block that holds nothing but the orientation. */
static inline void fix_turned(const char *root, const char *name, uint32_t width, uint32_t height,
                              int orientation)
{
    unsigned char block[] = {0xFF, 0xE1, 0, 34, 'E', 'x', 'i', 'f', 0, 0,    'M', 'M',
                             0,    42,   0, 0,  0,   8,   0,   1,   1, 0x12, 0,   3,
                             0,    0,    0, 1,  0,   0,   0,   0,   0, 0,    0,   0};
    size_t n;
    fix_picture(root, name, width, height);
    char *plain = mlt_test_read_file(mlt_test_path(root, name), &n);
    char *turned = malloc(n + sizeof block);
    ck_assert_ptr_nonnull(turned);
    block[29] = (unsigned char)orientation;
    memcpy(turned, plain, 2);
    memcpy(turned + 2, block, sizeof block);
    memcpy(turned + 2 + sizeof block, plain + 2, n - 2);
    mlt_test_write_file(mlt_test_path(root, name), turned, n + sizeof block);
    free(plain);
    free(turned);
}

/* The folders of a Pascal VOC data set. */
static inline void fix_voc(const char *root)
{
    fix_folder(root, "Annotations");
    fix_folder(root, "JPEGImages");
    fix_folder(root, "ImageSets");
    fix_folder(root, "ImageSets/Main");
}

/* Annotations/STEM.xml with a size of 20 × 10 (none if `size` is 0) and some more inside. */
static inline void fix_annotation(const char *root, const char *stem, int size, const char *more)
{
    char name[64], text[4096];
    snprintf(name, sizeof name, "Annotations/%s.xml", stem);
    snprintf(text, sizeof text, "<annotation>\n%s\n%s\n</annotation>\n",
             size ? "<size><width>20</width><height>10</height></size>" : "", more);
    fix_text(root, name, text);
}

/* An <object> in a line of its own, in a buffer that the next 8 calls do not touch. */
static inline const char *fix_object(const char *name, const char *xmin, const char *ymin,
                                     const char *xmax, const char *ymax)
{
    static char buffers[8][512];
    static unsigned next;
    char *out = buffers[next++ % 8];
    snprintf(out, sizeof buffers[0],
             "<object><name>%s</name><bndbox><xmin>%s</xmin><ymin>%s</ymin><xmax>%s</xmax>"
             "<ymax>%s</ymax></bndbox></object>\n",
             name, xmin, ymin, xmax, ymax);
    return out;
}

/* The line of the oddity that starts with `what`, or NULL. */
static inline const char *fix_oddity(mltest_dataset *dataset, const char *what)
{
    for (size_t i = 0; i < mlt_dataset_oddity_count(dataset); i++)
        if (strncmp(mlt_dataset_oddity(dataset, i), what, strlen(what)) == 0)
            return mlt_dataset_oddity(dataset, i);
    return NULL;
}

/* Fails unless the status is as wanted and the message has the text in it. Frees the error.
 * The error goes by address, or it could be looked at before the call that sets it. */
static inline void fix_failed(mltest_status status, mltest_status wanted, mltest_error **error,
                              const char *text)
{
    const char *message = mltest_error_message(*error);
    ck_assert_msg(status == wanted, "%s instead of %s: %s", mltest_status_name(status),
                  mltest_status_name(wanted), message);
    ck_assert_msg(strstr(message, text) != NULL, "\"%s\" has no \"%s\"", message, text);
    mltest_error_free(*error);
    *error = NULL;
}

#endif
