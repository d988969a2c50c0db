/* SPDX-License-Identifier: MIT */
#include "perturb/photographs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "perturb/frost_folder.h"

static const char *dir;
static mlt_photographs *p;

static void set_up(void)
{
    dir = mlt_test_make_dir();
    p = NULL;
}

static void tear_down(void)
{
    mlt_photographs_free(NULL, p);
    mlt_test_remove_dir(dir);
}

static void put(const char *name, uint8_t shade)
{
    put_photograph(dir, name, 40, 36, MLTEST_FORMAT_RGB8, shade);
}

static void open_dir(void)
{
    mltest_error *error = NULL;
    mlt_photographs_free(NULL, p);
    mltest_status status = mlt_photographs_open(&p, NULL, dir, &error);
    ck_assert_msg(status == MLTEST_OK, "%s", mlt_error_text(error, MLT_ERROR_MESSAGE));
}

/* By name, five at most, whatever else is there. */
START_TEST(test_the_first_five_by_name)
{
    static const char *const names[] = {"c.PNG", "f.png", "a.jpg", "e.jpeg", "B.png", "d.png"};
    static const int order[] = {4, 2, 0, 5, 3}; /* B a c d e */
    for (int i = 0; i < 6; i++)
        put(names[i], (uint8_t)(10 * i));
    mlt_test_write_file(mlt_test_path(dir, "README"), "frost", 5);
    mlt_test_write_file(mlt_test_path(dir, "zz.png"), "not looked at", 13);
    open_dir();
    ck_assert_uint_eq(p->n, 5);
    for (uint32_t i = 0; i < 5; i++) {
        mltest_image *want;
        mltest_image_view a = mlt_image_view(&p->items[i]), b;
        const char *path = mlt_test_path(dir, names[order[i]]);
        ck_assert_int_eq(mltest_image_load(&want, NULL, path, NULL), MLTEST_OK);
        ck_assert_int_eq(mltest_image_get_view(want, &b), MLTEST_OK);
        ck_assert_uint_eq(mlt_view_hash(&a), mlt_view_hash(&b));
        mltest_image_free(want);
    }
}
END_TEST

/* Whatever is stored becomes RGB8: the grey, the upper half, without alpha. */
START_TEST(test_formats)
{
    static const uint32_t formats[] = {MLTEST_FORMAT_GRAY8, MLTEST_FORMAT_GRAY16,
                                       MLTEST_FORMAT_RGB16, MLTEST_FORMAT_RGBA8};
    for (size_t f = 0; f < sizeof formats / sizeof formats[0]; f++) {
        mltest_image *stored;
        mltest_image_view a, b;
        put_photograph(dir, "a.png", 40, 36, formats[f], 20);
        ck_assert_int_eq(mltest_image_load(&stored, NULL, mlt_test_path(dir, "a.png"), NULL),
                         MLTEST_OK);
        ck_assert_int_eq(mltest_image_get_view(stored, &a), MLTEST_OK);
        ck_assert_uint_eq(a.format, formats[f]);
        open_dir();
        b = mlt_image_view(&p->items[0]);
        ck_assert_uint_eq(b.format, MLTEST_FORMAT_RGB8);
        for (uint32_t i = 0; i < 40 * 36 * 3; i++) {
            uint32_t x = i / 3 % 40, y = i / 120, c = i % 3;
            unsigned v = sample_at(&a, x, y, mlt_format_channels(formats[f]) == 1 ? 0 : c);
            ck_assert_uint_eq(sample_at(&b, x, y, c), mlt_format_is_16bit(formats[f]) ? v >> 8 : v);
        }
        mltest_image_free(stored);
    }
}
END_TEST

/* Of the pixels in their order: not of names, nor of how they are stored. */
START_TEST(test_the_hash)
{
    put("a.png", 1);
    put("b.png", 2);
    open_dir();
    uint64_t hash = p->hash;
    ck_assert_uint_ne(hash, 0);
    put("y.png", 1);
    put("z.png", 2);
    remove(mlt_test_path(dir, "a.png"));
    remove(mlt_test_path(dir, "b.png"));
    open_dir();
    ck_assert_uint_eq(p->hash, hash);
    put("y.png", 2);
    put("z.png", 1);
    open_dir();
    ck_assert_uint_ne(p->hash, hash);
    remove(mlt_test_path(dir, "y.png"));
    open_dir();
    ck_assert_uint_ne(p->hash, hash);
}
END_TEST

static void refused_of(mltest_context *ctx, const char *folder, mltest_status status,
                       const char *words, const char *more)
{
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_photographs_open(&p, ctx, folder, &error), status);
    const char *message = mlt_error_text(error, MLT_ERROR_MESSAGE);
    ck_assert_msg(strstr(message, words) != NULL && strstr(message, more) != NULL, "%s", message);
    ck_assert_ptr_null(p);
    mlt_error_free(error);
}

static void refused(mltest_status status, const char *words, const char *more)
{
    refused_of(NULL, dir, status, words, more);
}

START_TEST(test_folders_that_are_none)
{
    refused_of(NULL, mlt_test_path(dir, "none"), MLTEST_ERR_NOT_FOUND, "none: no such folder",
               "photographs of frost is expected");
    refused(MLTEST_ERR_NOT_FOUND, dir, "no picture (.png, .jpg, .jpeg)");
    mlt_test_write_file(mlt_test_path(dir, "frost.txt"), "frost", 5);
    refused(MLTEST_ERR_NOT_FOUND, dir, "photographs of frost are expected");
    refused_of(NULL, mlt_test_path(dir, "frost.txt"), MLTEST_ERR_NOT_FOUND, "frost.txt",
               "no such folder");
}
END_TEST

START_TEST(test_broken_files)
{
    size_t n;
    put("a.png", 1);
    mlt_test_write_file(mlt_test_path(dir, "b.jpg"), "GIF89a", 6);
    refused(MLTEST_ERR_FORMAT, "b.jpg", "PNG");
    mlt_test_write_file(mlt_test_path(dir, "b.jpg"), "", 0);
    refused(MLTEST_ERR_FORMAT, "b.jpg", "PNG");
    put("b.jpg", 1);
    char *bytes = mlt_test_read_file(mlt_test_path(dir, "b.jpg"), &n);
    mlt_test_write_file(mlt_test_path(dir, "b.jpg"), bytes, n * 2 / 3); /* decoders repair this */
    refused(MLTEST_ERR_FORMAT, "b.jpg", "a whole picture is expected");
    free(bytes);
    bytes = mlt_test_read_file(mlt_test_path(dir, "a.png"), &n);
    mlt_test_write_file(mlt_test_path(dir, "a.png"), bytes, n / 2);
    refused(MLTEST_ERR_FORMAT, "a.png", "");
    free(bytes);
    remove(mlt_test_path(dir, "a.png"));
    ck_assert_int_eq(mkdir(mlt_test_path(dir, "a.png"), 0777), 0);
    refused(MLTEST_ERR_IO, "a.png", "not a regular file");
}
END_TEST

START_TEST(test_sizes)
{
    mltest_context *ctx;
    put_photograph(dir, "a.png", 32, 32, MLTEST_FORMAT_RGB8, 1);
    open_dir();
    mlt_photographs_free(NULL, p);
    p = NULL;
    put_photograph(dir, "b.png", 31, 90, MLTEST_FORMAT_RGB8, 1);
    refused(MLTEST_ERR_FORMAT, "b.png: 31 x 90 pixels", "at least 32 x 32");
    put_photograph(dir, "b.png", 90, 31, MLTEST_FORMAT_RGB8, 1);
    refused(MLTEST_ERR_FORMAT, "b.png: 90 x 31 pixels", "at least 32 x 32");
    put_photograph(dir, "b.png", 90, 40, MLTEST_FORMAT_RGB8, 1);
    ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_side", 80, NULL), MLTEST_OK);
    refused_of(ctx, dir, MLTEST_ERR_LIMIT, "b.png", "max_side");
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_file_bytes", 20, NULL), MLTEST_OK);
    refused_of(ctx, dir, MLTEST_ERR_LIMIT, "a.png", "max_file_bytes");
    mltest_context_free(ctx);
}
END_TEST

static mltest_status open_and_free(mltest_context *ctx, void *data)
{
    mlt_photographs *made;
    mltest_error *error = NULL;
    mltest_status status = mlt_photographs_open(&made, ctx, data, &error);
    if (status == MLTEST_OK)
        mlt_photographs_free(ctx, made);
    mlt_error_free(error);
    return status;
}

START_TEST(test_out_of_memory)
{
    put("a.png", 1);
    put_photograph(dir, "b.png", 40, 36, MLTEST_FORMAT_GRAY8, 1);
    mlt_test_every_allocation(open_and_free, (void *)(uintptr_t)dir);
}
END_TEST

static uint64_t hash_for(const mltest_context *ctx, const char *name)
{
    mlt_condition c;
    ck_assert_int_eq(mlt_condition_parse(&c, NULL, name, NULL, 0, NULL), MLTEST_OK);
    uint64_t hash = mlt_photographs_of(ctx, &c);
    mlt_condition_free(NULL, &c);
    return hash;
}

/* Only what is seen through frost depends on them. */
START_TEST(test_conditions_that_take_them)
{
    mltest_context *ctx = frosty_context(3);
    uint64_t hash = mlt_context_photographs(ctx)->hash;
    ck_assert_uint_eq(hash_for(ctx, "frost@1"), hash);
    ck_assert_uint_eq(hash_for(ctx, "fog@2+frost@0.5#1"), hash);
    ck_assert_uint_eq(hash_for(ctx, "fog@2+frost@0"), 0);
    ck_assert_uint_eq(hash_for(ctx, "fog@2"), 0);
    ck_assert_uint_eq(hash_for(ctx, "clean"), 0);
    ck_assert_uint_eq(hash_for(NULL, "frost@1"), 0);
    mltest_context_free(ctx);
}
END_TEST

Suite *mlt_suite_perturb_photographs(void);
Suite *mlt_suite_perturb_photographs(void)
{
    Suite *suite = suite_create("perturb_photographs");
    TCase *tc = tcase_create("photographs");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_the_first_five_by_name);
    tcase_add_test(tc, test_formats);
    tcase_add_test(tc, test_the_hash);
    tcase_add_test(tc, test_folders_that_are_none);
    tcase_add_test(tc, test_broken_files);
    tcase_add_test(tc, test_sizes);
    tcase_add_test(tc, test_out_of_memory);
    tcase_add_test(tc, test_conditions_that_take_them);
    suite_add_tcase(suite, tc);
    return suite;
}
