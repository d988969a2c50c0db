/* SPDX-License-Identifier: MIT */
#include "dataset/roundtrip.h"

#include "base/folder.h"

Suite *mlt_suite_dataset_createml_write(void);

START_TEST(test_fifty_come_back)
{
    rt_check("createml", true);
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
        mlt_dataset_write(before, mlt_test_path(dir, "out"), "createml", NULL, take, told, NULL),
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
    mltest_status status = rt_write_small(ctx, data, "createml", true);
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

Suite *mlt_suite_dataset_createml_write(void)
{
    TCase *tc = tcase_create("createml_write");
    tcase_add_test(tc, test_fifty_come_back);
    tcase_add_test(tc, test_what_is_lost_is_told);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("dataset_createml_write");
    suite_add_tcase(suite, tc);
    return suite;
}
