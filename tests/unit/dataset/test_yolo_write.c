/* SPDX-License-Identifier: MIT */
#include "dataset/roundtrip.h"

#include "base/folder.h"
#include "codec/tree.h"

Suite *mlt_suite_dataset_yolo_write(void);

/* A build without libyaml writes what it cannot read. */
static bool absent(void)
{
    mlt_tree tree;
    mltest_dataset *dataset = rt_dataset(true);
    mltest_status status = mlt_tree_parse(&tree, dataset->ctx, "a.yaml", "1", 1, NULL);
    if (status == MLTEST_OK)
        mlt_tree_free(&tree);
    else
        puts("SKIP: built without libyaml");
    mlt_dataset_unref(dataset);
    return status == MLTEST_ERR_UNSUPPORTED;
}

START_TEST(test_fifty_come_back)
{
    if (!absent())
        rt_check("yolo", true);
}
END_TEST

/* Pictures in images/ have their labels in labels/, and others beside them. */
START_TEST(test_where_labels_go)
{
    const char *dir = mlt_test_make_dir();
    mltest_dataset *before = rt_dataset(true);
    ck_assert_int_eq(mlt_sample_set_id(&before->samples[0], "train/images/x.png", NULL), MLTEST_OK);
    ck_assert_int_eq(
        mlt_dataset_write(before, mlt_test_path(dir, "out"), "yolo", NULL, NULL, NULL, NULL),
        MLTEST_OK);
    ck_assert_int_eq(mlt_path_type_of(mlt_test_path(dir, "out/train/labels/x.txt")), MLT_PATH_FILE);
    ck_assert_int_eq(mlt_path_type_of(mlt_test_path(dir, "out/JPEGImages/p01.txt")), MLT_PATH_FILE);
    size_t n;
    char *config = mlt_test_read_file(mlt_test_path(dir, "out/data.yaml"), &n);
    ck_assert_ptr_nonnull(strstr(config, "train: \".\"\nval: \".\"\n"));
    ck_assert_ptr_nonnull(strstr(config, "  1: \"big \\\"red\\\" pear, <ripe>\"\n"));
    free(config);
    mlt_dataset_unref(before);
    mlt_test_remove_dir(dir);
}
END_TEST

static int32_t take(void *user_data, const void *bytes, size_t n)
{
    char *all = user_data;
    strncat(all, bytes, n);
    strcat(all, "\n");
    return MLTEST_CALLBACK_DONE;
}

START_TEST(test_what_is_lost_is_told)
{
    char told[2048] = "";
    const char *dir = mlt_test_make_dir();
    mltest_dataset *before = rt_dataset(true);
    before->samples[0].truths.items[0].flags = MLT_TRUTH_CROWD | MLT_TRUTH_DIFFICULT;
    before->samples[3].labelled = false;
    ck_assert_int_eq(
        mlt_dataset_write(before, mlt_test_path(dir, "out"), "yolo", NULL, take, told, NULL),
        MLTEST_OK);
    ck_assert((strstr(told, "the format has no crowds") != NULL));
    ck_assert_ptr_nonnull(strstr(told, "the format has no difficult objects"));
    ck_assert_ptr_nonnull(strstr(told, "a picture has no labels"));
    mlt_dataset_unref(before);
    mlt_test_remove_dir(dir);
}
END_TEST

static mltest_status write_small(mltest_context *ctx, void *data)
{
    mltest_status status = rt_write_small(ctx, data, "yolo", true);
    if (status == MLTEST_OK)
        mlt_folder_remove(data);
    else
        ck_assert_int_eq(mlt_path_type_of(data), MLT_PATH_NONE);
    return status;
}

START_TEST(test_out_of_memory)
{
    char path[512];
    const char *dir = mlt_test_make_dir();
    snprintf(path, sizeof path, "%s", mlt_test_path(dir, "small"));
    mlt_test_every_allocation(write_small, path);
    mlt_test_remove_dir(dir);
}
END_TEST

Suite *mlt_suite_dataset_yolo_write(void)
{
    TCase *tc = tcase_create("yolo_write");
    tcase_add_test(tc, test_fifty_come_back);
    tcase_add_test(tc, test_where_labels_go);
    tcase_add_test(tc, test_what_is_lost_is_told);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("dataset_yolo_write");
    suite_add_tcase(suite, tc);
    return suite;
}
