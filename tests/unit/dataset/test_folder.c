/* SPDX-License-Identifier: MIT */
#include <unistd.h>

#include "dataset/fixtures.h"

Suite *mlt_suite_dataset_folder(void);

static const char *dir;
static char root[512];

static void set_up(void)
{
    dir = mlt_test_make_dir();
    fix_folder(dir, "photos");
    snprintf(root, sizeof root, "%s", mlt_test_path(dir, "photos"));
}

static void tear_down(void)
{
    mlt_test_remove_dir(dir);
}

static mltest_status open_with(mltest_dataset **out, mltest_context *ctx, const char *split,
                               mltest_error **error)
{
    mltest_options *options = NULL;
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_dataset_options, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_options_set_string(options, "format", "folder", NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_options_set_string(options, "split", split, NULL), MLTEST_OK);
    *out = NULL;
    mltest_status status = mlt_dataset_open(out, ctx, root, options, error);
    mltest_options_free(options);
    return status;
}

static mltest_dataset *opened(void)
{
    mltest_dataset *dataset;
    mltest_error *error = NULL;
    mltest_status status = open_with(&dataset, NULL, NULL, &error);
    ck_assert_msg(status == MLTEST_OK, "%s", mltest_error_message(error));
    return dataset;
}

static void expect_ids(const mltest_dataset *dataset, const char *const *ids, size_t n)
{
    ck_assert_uint_eq(dataset->n, n);
    for (size_t i = 0; i < n; i++)
        ck_assert_str_eq(dataset->samples[i].id, ids[i]);
}

static void link_to(const char *target, const char *name)
{
    ck_assert_int_eq(symlink(target, mlt_test_path(root, name)), 0);
}

START_TEST(test_pictures_of_all_folders_in_order)
{
    static const char *const ids[] = {"B.PNG", "a/1.jpeg",   "a/b/c/deep.png", "a/z.JPEG",
                                      "a.jpg", "b file.png", "gr\xC3\xBCn.Jpg"};
    fix_folder(root, "a");
    fix_folder(root, "a/b");
    fix_folder(root, "a/b/c");
    fix_folder(root, "empty");
    for (size_t i = 0; i < 7; i++)
        fix_text(root, ids[i], "not looked at yet");
    mltest_dataset *dataset = opened();
    ck_assert_str_eq(dataset->name, "photos");
    ck_assert_str_eq(dataset->source->format, "folder");
    ck_assert(dataset->source->any_thread);
    expect_ids(dataset, ids, 7);
    for (size_t i = 0; i < 7; i++) {
        ck_assert(!dataset->samples[i].labelled);
        ck_assert_uint_eq(dataset->samples[i].width, 0);
    }
    ck_assert_uint_eq(mlt_dataset_oddity_count(dataset), 0);
    ck_assert_uint_eq(dataset->n_sealed, 7);
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_pictures_load)
{
    fix_folder(root, "in");
    fix_picture(root, "in/a.png", 20, 10);
    mltest_dataset *dataset = opened();
    mlt_image out;
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_dataset_load(dataset, 0, &out, NULL), MLTEST_OK);
    ck_assert_uint_eq(out.width, 20);
    ck_assert_uint_eq(((uint8_t *)out.data)[25], fix_grey(5, 1));
    mlt_image_free(&out);
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_other_files_are_counted_and_hidden_ones_are_not)
{
    static const char *const ids[] = {"a.png"};
    fix_text(root, "a.png", "");
    fix_text(root, "labels.json", "{}");
    fix_text(root, "png", "");
    fix_text(root, "movie.png.mp4", "");
    fix_text(root, ".hidden.png", "");
    fix_folder(root, ".git");
    fix_text(root, ".git/b.png", "");
    mltest_dataset *dataset = opened();
    expect_ids(dataset, ids, 1);
    ck_assert_uint_eq(mlt_dataset_oddity_count(dataset), 1);
    ck_assert_str_eq(
        mlt_dataset_oddity(dataset, 0),
        "a file is not .png, .jpg or .jpeg (skipped): 3, labels.json, movie.png.mp4, png");
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_links_leading_out_are_skipped)
{
    static const char *const ids[] = {"a.png", "inner.png"};
    fix_text(dir, "secret.png", "");
    fix_folder(dir, "elsewhere");
    fix_text(dir, "elsewhere/b.png", "");
    fix_text(root, "a.png", "");
    link_to("a.png", "inner.png");
    link_to("../secret.png", "out1.png");
    link_to("/etc/passwd", "out2.png");
    link_to("../elsewhere", "out3");
    link_to("nowhere.png", "dangling.png");
    link_to(".", "loop");
    link_to("self", "self");
    mltest_dataset *dataset = opened();
    expect_ids(dataset, ids, 2);
    ck_assert_ptr_nonnull(fix_oddity(dataset, "a symbolic link leads out of the folder (skipped): "
                                              "3, out1.png, out2.png, out3"));
    ck_assert_ptr_nonnull(
        fix_oddity(dataset, "a symbolic link leads nowhere (skipped): 2, dangling.png, self"));
    ck_assert_ptr_nonnull(
        fix_oddity(dataset, "a symbolic link leads to a folder (skipped): 1, loop"));
    mlt_dataset_unref(dataset);
}
END_TEST

/* A link that leads out after the folder was read is refused when the picture is wanted. */
START_TEST(test_a_picture_that_became_a_link)
{
    fix_picture(dir, "secret.png", 4, 4);
    fix_picture(root, "a.png", 4, 4);
    mltest_dataset *dataset = opened();
    mlt_image out;
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(unlink(mlt_test_path(root, "a.png")), 0);
    link_to("../secret.png", "a.png");
    ck_assert_int_eq(mlt_dataset_load(dataset, 0, &out, NULL), MLTEST_ERR_INVALID);
    mlt_image_free(&out);
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_devices_and_pipes)
{
    static const char *const ids[] = {"a.png"};
    fix_text(root, "a.png", "");
    ck_assert_int_eq(mkfifo(mlt_test_path(root, "pipe.png"), 0666), 0);
    link_to("pipe.png", "link.png");
    link_to("/dev/zero", "zero.png");
    mltest_dataset *dataset = opened();
    expect_ids(dataset, ids, 1);
    ck_assert_ptr_nonnull(
        fix_oddity(dataset, "neither a file nor a folder (skipped): 2, link.png, pipe.png"));
    ck_assert_ptr_nonnull(fix_oddity(dataset, "a symbolic link leads out of the folder"));
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_names_that_cannot_be_ids)
{
    static const char *const ids[] = {"a.png"};
    fix_text(root, "a.png", "");
    fix_text(root, "latin\xE9.png", "");
    fix_text(root, "line\nbreak.png", "");
    fix_text(root, "back\\slash.png", "");
    mltest_dataset *dataset = opened();
    expect_ids(dataset, ids, 1);
    ck_assert_ptr_nonnull(fix_oddity(
        dataset, "a name has a backslash or control character, or is not UTF-8 (skipped): 3, ., "));
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_too_deep)
{
    mltest_context *ctx = NULL;
    mltest_dataset *dataset;
    mltest_error *error = NULL;
    ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_path_depth", 2, NULL), MLTEST_OK);
    fix_folder(root, "1");
    fix_folder(root, "1/2");
    fix_text(root, "1/2/a.png", "");
    ck_assert_int_eq(open_with(&dataset, ctx, NULL, NULL), MLTEST_OK);
    mlt_dataset_unref(dataset);
    fix_folder(root, "1/2/3");
    fix_failed(open_with(&dataset, ctx, NULL, &error), MLTEST_ERR_LIMIT, &error,
               "photos/1/2/3: more than 2 folders deep (limit max_path_depth)");
    mltest_context_free(ctx);
}
END_TEST

START_TEST(test_no_pictures)
{
    mltest_dataset *dataset;
    mltest_error *error = NULL;
    fix_text(root, "a.txt", "");
    fix_folder(root, "sub");
    fix_text(root, "sub/b.txt", "");
    fix_failed(open_with(&dataset, NULL, NULL, &error), MLTEST_ERR_NOT_FOUND, &error,
               "photos: no picture (.png, .jpg, .jpeg) in it or below; other files: 2");
}
END_TEST

START_TEST(test_hints_for_neighbours_of_a_data_set)
{
    mltest_dataset *dataset;
    mltest_error *error = NULL;
    fix_folder(root, "cells");
    fix_folder(root, "cells/Annotations");
    fix_folder(root, "cells/JPEGImages");
    fix_text(root, "cells/JPEGImages/a.png", "");
    fix_text(root, "cells/Annotations/a.xml", "");
    dataset = opened();
    ck_assert_ptr_nonnull(fix_oddity(dataset, "read without labels; this looks like a Pascal VOC "
                                              "data set: open it by itself: 1, cells"));
    mlt_dataset_unref(dataset);
    snprintf(root + strlen(root), sizeof root - strlen(root), "/cells/Annotations");
    fix_failed(open_with(&dataset, NULL, NULL, &error), MLTEST_ERR_NOT_FOUND, &error,
               "other files: 1; for Pascal VOC give the folder above it");
}
END_TEST

START_TEST(test_splits_are_refused)
{
    mltest_dataset *dataset;
    mltest_error *error = NULL;
    fix_text(root, "a.png", "");
    fix_failed(open_with(&dataset, NULL, "train", &error), MLTEST_ERR_INVALID, &error,
               "open the folder of \"train\" itself");
}
END_TEST

START_TEST(test_hints_at_labels)
{
    fix_folder(root, "JPEGImages");
    fix_text(root, "JPEGImages/a.png", "");
    mltest_dataset *dataset = opened();
    ck_assert_ptr_nonnull(
        fix_oddity(dataset, "read without labels: no Annotations/ beside JPEGImages/"));
    mlt_dataset_unref(dataset);
    fix_folder(root, "Annotations");
    snprintf(root + strlen(root), sizeof root - strlen(root), "/JPEGImages");
    dataset = opened();
    ck_assert_str_eq(dataset->samples[0].id, "a.png");
    mlt_dataset_unref(dataset);
    ck_assert_int_eq(chdir(root), 0);
    snprintf(root, sizeof root, ".");
    dataset = opened();
    ck_assert_ptr_nonnull(fix_oddity(
        dataset, "read without labels; the folder above it has some, in Annotations/: 1, JPEG"));
    mlt_dataset_unref(dataset);
}
END_TEST

static mltest_status open_in(mltest_context *ctx, void *data)
{
    mltest_dataset *dataset;
    mltest_error *error = NULL;
    (void)data;
    mltest_status status = open_with(&dataset, ctx, NULL, &error);
    ck_assert_int_eq(mltest_error_status(error), status);
    mltest_error_free(error);
    ck_assert_int_eq(dataset != NULL, status == MLTEST_OK);
    mlt_dataset_unref(dataset);
    return status;
}

START_TEST(test_out_of_memory)
{
    fix_folder(root, "a");
    fix_text(root, "a/b.png", "");
    fix_text(root, "c.png", "");
    fix_text(root, "d.txt", "");
    link_to("c.png", "e.png");
    link_to("/", "f.png");
    mlt_test_every_allocation(open_in, NULL);
}
END_TEST

Suite *mlt_suite_dataset_folder(void)
{
    TCase *tc = tcase_create("folder");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_pictures_of_all_folders_in_order);
    tcase_add_test(tc, test_pictures_load);
    tcase_add_test(tc, test_other_files_are_counted_and_hidden_ones_are_not);
    tcase_add_test(tc, test_links_leading_out_are_skipped);
    tcase_add_test(tc, test_a_picture_that_became_a_link);
    tcase_add_test(tc, test_devices_and_pipes);
    tcase_add_test(tc, test_names_that_cannot_be_ids);
    tcase_add_test(tc, test_too_deep);
    tcase_add_test(tc, test_no_pictures);
    tcase_add_test(tc, test_hints_for_neighbours_of_a_data_set);
    tcase_add_test(tc, test_splits_are_refused);
    tcase_add_test(tc, test_hints_at_labels);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("dataset_folder");
    suite_add_tcase(suite, tc);
    return suite;
}
