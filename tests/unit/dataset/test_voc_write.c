/* SPDX-License-Identifier: MIT */
#include "dataset/roundtrip.h"

#include "base/folder.h"

Suite *mlt_suite_dataset_voc_write(void);

START_TEST(test_fifty_come_back)
{
    rt_check("voc", true);
}
END_TEST

static const char *dir;

static void set_up(void)
{
    dir = mlt_test_make_dir();
}

static void tear_down(void)
{
    mlt_test_remove_dir(dir);
}

static mltest_dataset *one(const char *id, uint32_t flags, bool labelled)
{
    static uint8_t pixels[16 * 16];
    mltest_dataset *dataset = NULL;
    mltest_sample sample;
    mltest_image_view view = {.data = pixels,
                              .width = 16,
                              .height = 16,
                              .stride_bytes = 16,
                              .format = MLTEST_FORMAT_GRAY8};
    mlt_truth truth = {.box = {1, 2, 3, 4}, .area = 12, .ann_id = 1, .flags = flags};
    ck_assert_int_eq(mltest_dataset_new_memory(&dataset, NULL, "one", rt_classes, 1, NULL),
                     MLTEST_OK);
    mlt_sample_init(&sample, dataset->ctx);
    ck_assert_int_eq(mlt_sample_set_id(&sample, id, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_sample_set_view(&sample, &view, NULL), MLTEST_OK);
    sample.width = sample.height = 16;
    sample.labelled = labelled;
    if (labelled)
        ck_assert_int_eq(mlt_truths_add(dataset->ctx, &sample.truths, &truth, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_dataset_add(dataset, &sample, NULL), MLTEST_OK);
    mlt_sample_clear(&sample);
    return dataset;
}

static mltest_dataset *written(const char *id, uint32_t flags, const char *name)
{
    mltest_dataset *dataset = one(id, flags, true);
    mltest_error *error = NULL;
    ck_assert_msg(mlt_dataset_write(dataset, mlt_test_path(dir, name), "voc", NULL, NULL, NULL,
                                    &error) == MLTEST_OK,
                  "%s", mltest_error_message(error));
    mlt_dataset_unref(dataset);
    return rt_open(mlt_test_path(dir, name), "detection", "voc");
}

START_TEST(test_coordinates_count_from_one)
{
    mltest_dataset *back = written("JPEGImages/a.png", 0, "out");
    size_t n;
    char *xml = mlt_test_read_file(mlt_test_path(dir, "out/Annotations/a.xml"), &n);
    ck_assert_ptr_nonnull(strstr(xml, "<xmin>2</xmin><ymin>3</ymin><xmax>4</xmax><ymax>6</ymax>"));
    free(xml);
    mlt_dataset_unref(back);
}
END_TEST

START_TEST(test_folders_become_part_of_the_name)
{
    mltest_dataset *back = written("night/rain/a.png", 0, "out");
    ck_assert_str_eq(back->samples[0].id, "JPEGImages/night_rain_a.png");
    mlt_dataset_unref(back);
}
END_TEST

START_TEST(test_difficult_is_kept)
{
    mltest_dataset *back = written("a.png", MLT_TRUTH_DIFFICULT, "out");
    ck_assert_uint_eq(back->samples[0].truths.items[0].flags, MLT_TRUTH_DIFFICULT);
    mlt_dataset_unref(back);
}
END_TEST

START_TEST(test_a_picture_without_labels_has_no_annotation)
{
    mltest_dataset *dataset = one("a.png", 0, false);
    ck_assert_int_eq(
        mlt_dataset_write(dataset, mlt_test_path(dir, "out"), "voc", NULL, NULL, NULL, NULL),
        MLTEST_OK);
    ck_assert_int_eq(mlt_path_type_of(mlt_test_path(dir, "out/Annotations")), MLT_PATH_NONE);
    size_t n;
    char *list = mlt_test_read_file(mlt_test_path(dir, "out/ImageSets/Main/default.txt"), &n);
    ck_assert_str_eq(list, "a\n");
    free(list);
    mlt_dataset_unref(dataset);
}
END_TEST

static mltest_status write_small(mltest_context *ctx, void *data)
{
    mltest_status status = rt_write_small(ctx, data, "voc", true);
    if (status == MLTEST_OK)
        mlt_folder_remove(data);
    else
        ck_assert_int_eq(mlt_path_type_of(data), MLT_PATH_NONE);
    return status;
}

START_TEST(test_out_of_memory)
{
    char path[512];
    snprintf(path, sizeof path, "%s", mlt_test_path(dir, "small"));
    mlt_test_every_allocation(write_small, path);
}
END_TEST

Suite *mlt_suite_dataset_voc_write(void)
{
    Suite *suite = suite_create("dataset_voc_write");
    TCase *tc = tcase_create("voc_write");
    suite_add_tcase(suite, tc);
    if (!mltest_feature("xml", NULL)) {
        printf("SKIP: dataset_voc_write: built without Expat\n");
        return suite;
    }
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_fifty_come_back);
    tcase_add_test(tc, test_coordinates_count_from_one);
    tcase_add_test(tc, test_folders_become_part_of_the_name);
    tcase_add_test(tc, test_difficult_is_kept);
    tcase_add_test(tc, test_a_picture_without_labels_has_no_annotation);
    tcase_add_test(tc, test_out_of_memory);
    return suite;
}
