/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "testing.h"

Suite *mlt_suite_api_image(void);

static const char *dir;

static void set_up(void)
{
    dir = mlt_test_make_dir();
}

static void tear_down(void)
{
    mlt_test_remove_dir(dir);
}

static const uint8_t rgb[] = {255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 20, 30};

/* 2 × 2 pixels. */
static mltest_image_view view_of(const void *data, uint32_t format)
{
    mltest_image_view view;
    memset(&view, 0, sizeof view);
    view.data = data;
    view.width = 2;
    view.height = 2;
    view.format = format;
    view.stride_bytes = 2 * (int64_t)mltest_format_bytes(format);
    return view;
}

START_TEST(test_formats)
{
    static const struct {
        uint32_t bytes;
        const char *name;
    } formats[] = {{0, "unknown"}, {1, "GRAY8"}, {2, "GRAY16"}, {3, "RGB8"},   {6, "RGB16"},
                   {4, "RGBA8"},   {3, "BGR8"},  {4, "BGRA8"},  {0, "unknown"}};
    for (uint32_t i = 0; i < 9; i++) {
        ck_assert_uint_eq(mltest_format_bytes(i), formats[i].bytes);
        ck_assert_str_eq(mltest_format_name(i), formats[i].name);
    }
    ck_assert_uint_eq(mltest_format_bytes(UINT32_MAX), 0);
}
END_TEST

START_TEST(test_views_are_frozen)
{
    ck_assert_uint_eq(sizeof(mltest_image_view), sizeof(void *) == 8 ? 48 : 44);
}
END_TEST

START_TEST(test_a_new_image_is_black)
{
    static const uint32_t formats[] = {MLTEST_FORMAT_GRAY8, MLTEST_FORMAT_GRAY16,
                                       MLTEST_FORMAT_RGB8, MLTEST_FORMAT_RGB16,
                                       MLTEST_FORMAT_RGBA8};
    mltest_image *image;
    mltest_image_view view;
    ck_assert_int_eq(mltest_image_new(&image, NULL, 7, 5, formats[_i], NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_image_get_view(image, &view), MLTEST_OK);
    ck_assert_uint_eq(view.width, 7);
    ck_assert_uint_eq(view.height, 5);
    ck_assert_uint_eq(view.format, formats[_i]);
    ck_assert_uint_eq(view.flags, 0);
    ck_assert_uint_eq(view.reserved[0] | view.reserved[1], 0);
    ck_assert_int_eq(view.stride_bytes, 7 * mltest_format_bytes(formats[_i]));
    ck_assert_ptr_eq(mltest_image_pixels(image), view.data);
    for (size_t i = 0; i < 35u * mltest_format_bytes(formats[_i]); i++)
        ck_assert_uint_eq(((const uint8_t *)view.data)[i], 0);
    mltest_image_free(image);
}
END_TEST

START_TEST(test_sizes_and_formats_that_are_refused)
{
    static const struct {
        uint32_t width, height, format;
        mltest_status status;
    } cases[] = {
        {0, 5, MLTEST_FORMAT_RGB8, MLTEST_ERR_INVALID},
        {5, 0, MLTEST_FORMAT_RGB8, MLTEST_ERR_INVALID},
        {5, 5, 0, MLTEST_ERR_INVALID},
        {5, 5, 99, MLTEST_ERR_INVALID},
        {5, 5, MLTEST_FORMAT_BGR8, MLTEST_ERR_INVALID},
        {5, 5, MLTEST_FORMAT_BGRA8, MLTEST_ERR_INVALID},
        {16385, 1, MLTEST_FORMAT_GRAY8, MLTEST_ERR_LIMIT},
        {1, UINT32_MAX, MLTEST_FORMAT_GRAY8, MLTEST_ERR_LIMIT},
        {16384, 16384, MLTEST_FORMAT_GRAY8, MLTEST_ERR_LIMIT},
    };
    mltest_image *image = (mltest_image *)&image;
    mltest_error *error = NULL;
    ck_assert_int_eq(
        mltest_image_new(&image, NULL, cases[_i].width, cases[_i].height, cases[_i].format, &error),
        cases[_i].status);
    ck_assert_ptr_null(image);
    ck_assert_ptr_nonnull(error);
    mltest_error_free(error);
}
END_TEST

START_TEST(test_copy)
{
    mltest_image *image;
    mltest_image_view view = view_of(rgb, MLTEST_FORMAT_BGR8), got;
    ck_assert_int_eq(mltest_image_copy(&image, NULL, &view, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_image_get_view(image, &got), MLTEST_OK);
    ck_assert_uint_eq(got.format, MLTEST_FORMAT_RGB8);
    ck_assert_uint_eq(((const uint8_t *)got.data)[0], 0);
    ck_assert_uint_eq(((const uint8_t *)got.data)[2], 255);
    ck_assert_uint_eq(((const uint8_t *)got.data)[9], 30);
    mltest_image_free(image);
}
END_TEST

START_TEST(test_bad_views)
{
    mltest_image *image;
    for (int change = 0; change < 7; change++) {
        mltest_image_view view = view_of(rgb, MLTEST_FORMAT_RGB8);
        view.data = change == 0 ? NULL : view.data;
        view.width = change == 1 ? 0 : view.width;
        view.height = change == 2 ? 0 : view.height;
        view.format = change == 3 ? 8 : view.format;
        view.stride_bytes = change == 4 ? 5 : view.stride_bytes;
        view.flags = change == 5;
        view.reserved[1] = change == 6;
        mltest_status wanted = change < 5 ? MLTEST_ERR_INVALID : MLTEST_ERR_UNSUPPORTED;
        ck_assert_int_eq(mltest_image_copy(&image, NULL, &view, NULL), wanted);
        ck_assert_ptr_null(image);
        ck_assert_int_eq(mltest_image_save(NULL, &view, mlt_test_path(dir, "a.png"), NULL), wanted);
        ck_assert_int_ne(access(mlt_test_path(dir, "a.png"), F_OK), 0);
    }
}
END_TEST

START_TEST(test_save_and_load)
{
    static const char *const files[] = {"a.png", "b.PNG", "c.jpg", "d.jpeg", "e.JPG"};
    const char *path = mlt_test_path(dir, files[_i]);
    mltest_image_view view = view_of(rgb, MLTEST_FORMAT_RGB8), got;
    mltest_image *image;
    mltest_error *error = NULL;
    ck_assert_msg(mltest_image_save(NULL, &view, path, &error) == MLTEST_OK, "%s",
                  mltest_error_message(error));
    ck_assert_int_eq(mltest_image_load(&image, NULL, path, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_image_get_view(image, &got), MLTEST_OK);
    ck_assert_uint_eq(got.format, MLTEST_FORMAT_RGB8);
    ck_assert_uint_eq(got.width, 2);
    if (_i < 2)
        ck_assert_int_eq(memcmp(got.data, rgb, sizeof rgb), 0);
    mltest_image_free(image);
}
END_TEST

START_TEST(test_saving_replaces_whole_files)
{
    char path[512];
    size_t n;
    snprintf(path, sizeof path, "%s", mlt_test_path(dir, "a.png"));
    mltest_image_view view = view_of(rgb, MLTEST_FORMAT_RGB8);
    mlt_test_write_file(path, "old", 3);
    ck_assert_int_eq(mltest_image_save(NULL, &view, path, NULL), MLTEST_OK);
    char *bytes = mlt_test_read_file(path, &n);
    ck_assert_int_eq(memcmp(bytes, "\x89PNG", 4), 0);
    free(bytes);
}
END_TEST

START_TEST(test_save_failures)
{
    mltest_image_view view = view_of(rgb, MLTEST_FORMAT_RGB8);
    mltest_error *error = NULL;
    ck_assert_int_eq(mltest_image_save(NULL, &view, mlt_test_path(dir, "a.gif"), &error),
                     MLTEST_ERR_UNSUPPORTED);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "a.gif"));
    mltest_error_free(error);
    ck_assert_int_eq(mltest_image_save(NULL, &view, mlt_test_path(dir, "png"), NULL),
                     MLTEST_ERR_UNSUPPORTED);
    ck_assert_int_eq(mltest_image_save(NULL, &view, mlt_test_path(dir, "no/a.png"), &error),
                     MLTEST_ERR_IO);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "a.png"));
    mltest_error_free(error);
    ck_assert_int_eq(mltest_image_save(NULL, NULL, "a.png", NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_image_save(NULL, &view, NULL, NULL), MLTEST_ERR_INVALID);
    view = view_of(rgb, MLTEST_FORMAT_GRAY16);
    ck_assert_int_eq(mltest_image_save(NULL, &view, mlt_test_path(dir, "a.jpg"), NULL),
                     MLTEST_ERR_UNSUPPORTED);
    ck_assert_int_ne(access(mlt_test_path(dir, "a.jpg"), F_OK), 0);
}
END_TEST

START_TEST(test_load_failures)
{
    mltest_image *image = (mltest_image *)&image;
    mltest_error *error = NULL;
    mlt_test_write_file(mlt_test_path(dir, "text.png"), "text", 4);
    ck_assert_int_eq(mltest_image_load(&image, NULL, mlt_test_path(dir, "text.png"), &error),
                     MLTEST_ERR_FORMAT);
    ck_assert_ptr_null(image);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "text.png"));
    mltest_error_free(error);
    ck_assert_int_eq(mltest_image_load(&image, NULL, mlt_test_path(dir, "none.png"), &error),
                     MLTEST_ERR_IO);
    mltest_error_free(error);
    ck_assert_int_eq(mltest_image_load(&image, NULL, "/dev/zero", NULL), MLTEST_ERR_IO);
    ck_assert_int_eq(mltest_image_load(&image, NULL, NULL, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_image_load(NULL, NULL, "a.png", NULL), MLTEST_ERR_INVALID);
}
END_TEST

typedef struct {
    char bytes[4096];
    size_t n;
    int calls;
    int32_t code;
} collector;

static int32_t collect(void *user_data, const void *bytes, size_t n)
{
    collector *c = user_data;
    c->calls++;
    if (c->code != 0)
        return c->code;
    ck_assert_uint_ge(n, 1);
    ck_assert_uint_le(c->n + n, sizeof c->bytes);
    memcpy(c->bytes + c->n, bytes, n);
    c->n += n;
    return 0;
}

START_TEST(test_write_and_decode)
{
    collector c = {.n = 0};
    mltest_image *image;
    mltest_image_view view = view_of(rgb, MLTEST_FORMAT_BGR8), got;
    ck_assert_int_eq(mltest_write_image(NULL, &view, "png", 0, collect, &c, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_image_decode(&image, NULL, c.bytes, c.n, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_image_get_view(image, &got), MLTEST_OK);
    ck_assert_uint_eq(((const uint8_t *)got.data)[2], 255);
    mltest_image_free(image);
    c.n = 0;
    ck_assert_int_eq(mltest_write_image(NULL, &view, "jpeg", 90, collect, &c, NULL), MLTEST_OK);
    ck_assert_int_eq(memcmp(c.bytes, "\xFF\xD8", 2), 0);
}
END_TEST

START_TEST(test_write_failures)
{
    collector c = {.code = 42};
    mltest_image_view view = view_of(rgb, MLTEST_FORMAT_RGB8);
    mltest_error *error = NULL;
    ck_assert_int_eq(mltest_write_image(NULL, &view, "png", 0, collect, &c, &error),
                     MLTEST_ERR_CALLBACK);
    ck_assert_int_eq(mltest_error_callback_code(error), 42);
    ck_assert_int_eq(c.calls, 1);
    mltest_error_free(error);
    c.code = 0;
    ck_assert_int_eq(mltest_write_image(NULL, &view, "webp", 0, collect, &c, NULL),
                     MLTEST_ERR_UNSUPPORTED);
    ck_assert_int_eq(mltest_write_image(NULL, &view, "jpeg", 0, collect, &c, NULL),
                     MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_write_image(NULL, &view, "jpeg", 101, collect, &c, NULL),
                     MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_write_image(NULL, NULL, "png", 0, collect, &c, NULL),
                     MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_write_image(NULL, &view, NULL, 0, collect, &c, NULL),
                     MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_write_image(NULL, &view, "png", 0, NULL, &c, NULL), MLTEST_ERR_INVALID);
    ck_assert_uint_eq(c.n, 0);
}
END_TEST

START_TEST(test_decode_failures)
{
    mltest_image *image = (mltest_image *)&image;
    ck_assert_int_eq(mltest_image_decode(&image, NULL, "text", 4, NULL), MLTEST_ERR_FORMAT);
    ck_assert_ptr_null(image);
    ck_assert_int_eq(mltest_image_decode(&image, NULL, NULL, 4, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_image_decode(&image, NULL, "", 0, NULL), MLTEST_ERR_FORMAT);
    ck_assert_int_eq(mltest_image_decode(NULL, NULL, "text", 4, NULL), MLTEST_ERR_INVALID);
}
END_TEST

START_TEST(test_null)
{
    mltest_image_view view;
    mltest_image *image;
    ck_assert_int_eq(mltest_image_get_view(NULL, &view), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_image_new(&image, NULL, 1, 1, MLTEST_FORMAT_GRAY8, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_image_get_view(image, NULL), MLTEST_ERR_INVALID);
    mltest_image_free(image);
    ck_assert_ptr_null(mltest_image_pixels(NULL));
    mltest_image_free(NULL);
    ck_assert_int_eq(mltest_image_new(NULL, NULL, 1, 1, 1, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_image_copy(NULL, NULL, &view, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_image_copy(&image, NULL, NULL, NULL), MLTEST_ERR_INVALID);
}
END_TEST

START_TEST(test_an_image_keeps_its_context)
{
    mlt_test_alloc heap = {0, 0, 0};
    mltest_context *ctx = mlt_test_context(&heap);
    mltest_image *image;
    ck_assert_int_eq(mltest_image_new(&image, ctx, 3, 3, MLTEST_FORMAT_RGB8, NULL), MLTEST_OK);
    mltest_context_free(ctx);
    ck_assert_uint_gt(heap.live, 0);
    mltest_image_free(image);
    ck_assert_uint_eq(heap.live, 0);
}
END_TEST

static mltest_status all_calls(mltest_context *ctx, void *data)
{
    mltest_image *image = NULL, *copy = NULL, *loaded = NULL;
    mltest_image_view view = view_of(rgb, MLTEST_FORMAT_RGB8);
    mltest_status status = mltest_image_new(&image, ctx, 2, 2, MLTEST_FORMAT_RGB8, NULL);
    if (status == MLTEST_OK)
        status = mltest_image_copy(&copy, ctx, &view, NULL);
    if (status == MLTEST_OK)
        status = mltest_image_save(ctx, &view, data, NULL);
    if (status == MLTEST_OK)
        status = mltest_image_load(&loaded, ctx, data, NULL);
    mltest_image_free(image);
    mltest_image_free(copy);
    mltest_image_free(loaded);
    return status;
}

START_TEST(test_out_of_memory)
{
    char path[512];
    snprintf(path, sizeof path, "%s", mlt_test_path(dir, "a.png"));
    mlt_test_every_allocation(all_calls, path);
    snprintf(path, sizeof path, "%s", mlt_test_path(dir, "a.jpg"));
    mlt_test_every_allocation(all_calls, path);
}
END_TEST

Suite *mlt_suite_api_image(void)
{
    TCase *tc = tcase_create("image");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_formats);
    tcase_add_test(tc, test_views_are_frozen);
    tcase_add_loop_test(tc, test_a_new_image_is_black, 0, 5);
    tcase_add_loop_test(tc, test_sizes_and_formats_that_are_refused, 0, 9);
    tcase_add_test(tc, test_copy);
    tcase_add_test(tc, test_bad_views);
    tcase_add_loop_test(tc, test_save_and_load, 0, 5);
    tcase_add_test(tc, test_saving_replaces_whole_files);
    tcase_add_test(tc, test_save_failures);
    tcase_add_test(tc, test_load_failures);
    tcase_add_test(tc, test_write_and_decode);
    tcase_add_test(tc, test_write_failures);
    tcase_add_test(tc, test_decode_failures);
    tcase_add_test(tc, test_null);
    tcase_add_test(tc, test_an_image_keeps_its_context);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("api_image");
    suite_add_tcase(suite, tc);
    return suite;
}
