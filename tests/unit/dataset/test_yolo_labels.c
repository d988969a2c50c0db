/* SPDX-License-Identifier: MIT */
#include "dataset/yolo.h"

#include "dataset/fixtures.h"

Suite *mlt_suite_dataset_yolo_labels(void);

static mltest_dataset *dataset;
static mltest_sample *sample;
static mltest_error *error;

static void set_up(void)
{
    static const char *const names[] = {"cat", "dog", "owl"};
    static const mlt_source nothing = {.format = "files"};
    mltest_dataset *made = NULL;
    error = NULL;
    ck_assert_int_eq(mltest_dataset_new_memory(&made, NULL, "ctx", NULL, 0, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_dataset_make(&dataset, made->ctx, "files", "root", &nothing, NULL),
                     MLTEST_OK);
    mlt_dataset_unref(made);
    ck_assert_int_eq(mlt_dataset_add_classes(dataset, names, 3, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_dataset_append(dataset, &sample, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_sample_set_id(sample, "a.png", NULL), MLTEST_OK);
    sample->width = 200;
    sample->height = 100;
}

static void tear_down(void)
{
    mltest_error_free(error);
    mlt_dataset_unref(dataset);
}

static mltest_status read_text(const char *text)
{
    return mlt_yolo_read_labels(dataset, sample, "l/a.txt", text, strlen(text), &error);
}

START_TEST(test_where_labels_are)
{
    static const char *const rows[][2] = {
        {"images/a.jpg", "labels/a.txt"},
        {"train/images/a.b.jpg", "train/labels/a.b.txt"},
        {"images/train/a.png", "labels/train/a.txt"},
        {"images/x/images/a.png", "images/x/labels/a.txt"}, /* the last one */
        {"a.png", "a.txt"},
        {"my_images/a.png", "my_images/a.txt"},
        {"JPEGImages/a.jpeg", "JPEGImages/a.txt"},
        {"d.d/a", "d.d/a.txt"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        mlt_text path;
        mlt_text_init(&path, dataset->ctx);
        mlt_yolo_label_path(&path, rows[i][0]);
        ck_assert_str_eq(mlt_text_string(&path), rows[i][1]);
        mlt_text_free(&path);
    }
}
END_TEST

START_TEST(test_boxes_and_polygons)
{
    ck_assert_int_eq(read_text("0 0.5 0.5 0.1 0.2\r\n\n"
                               "  2\t0.1 0.1 0.3 0.1 0.3 0.4 0.2 0.5\n"
                               "1.0 0.05 0.1 0.1 0.2"),
                     MLTEST_OK);
    const mlt_truth *truth = sample->truths.items;
    ck_assert_uint_eq(sample->truths.n, 3);
    ck_assert(truth[0].box.x == 90 && truth[0].box.y == 40 && truth[0].box.width == 20 &&
              truth[0].box.height == 20);
    ck_assert_int_eq(truth[1].cls, 2);
    ck_assert(truth[1].box.x == 20 && truth[1].box.y == 10 && truth[1].box.width == 40 &&
              truth[1].box.height == 40);
    ck_assert_int_eq(truth[2].cls, 1);
    ck_assert(truth[2].box.x == 0 && truth[2].box.y == 0);
    const mlt_polygon polygon = mlt_polygons_of(&sample->polygons, 1); /* kept beside its box */
    ck_assert_uint_eq(sample->polygons.n, 1);
    ck_assert_uint_eq(polygon.rings[0].n, 4);
    ck_assert(polygon.points[0].x == 20 && polygon.points[0].y == 10);
    ck_assert(polygon.points[3].x == 40 && polygon.points[3].y == 50);
}
END_TEST

START_TEST(test_an_empty_file_has_no_objects)
{
    ck_assert_int_eq(read_text(""), MLTEST_OK);
    ck_assert_int_eq(read_text(" \n\r\n"), MLTEST_OK);
    ck_assert_uint_eq(sample->truths.n, 0);
}
END_TEST

START_TEST(test_over_the_edge)
{
    ck_assert_int_eq(read_text("0 0.0 0.5 0.1 0.2\n0 1.5 0.5 0.1 0.2\n0 0.5 0.5 0 0.1\n"),
                     MLTEST_OK);
    ck_assert_uint_eq(sample->truths.n, 1);
    ck_assert(sample->truths.items[0].box.width == 10);
    ck_assert_ptr_nonnull(fix_oddity(dataset, "a box reaches over the picture's edge (cut there): "
                                              "1, l/a.txt:1"));
    ck_assert_ptr_nonnull(fix_oddity(dataset, "a box lies outside the picture"));
    ck_assert_ptr_nonnull(fix_oddity(dataset, "a box has no area"));
}
END_TEST

START_TEST(test_first_mistakes)
{
    static const char *const rows[][2] = {
        {"7 0.5 0.5 0.1 0.1", "root/l/a.txt:1: class 7 is none of the 3 classes (0 to 2)"},
        {"\n3 0.5 0.5 0.1 0.1", "root/l/a.txt:2: class 3 is none"},
        {"0.5 0.5 0.5 0.1 0.1", "class 0.5 is none"},
        {"-1 0.5 0.5 0.1 0.1", "class -1 is none"},
        {"0 0.5 0.5 0.1", "found 4 numbers"},
        {"0 0.5 0.5 0.1 0.1 0.9", "found 6 numbers: are these predictions with scores?"},
        {"0 0.1 0.1 0.2 0.2 0.3 0.3 0.4", "found 8 numbers"},
        {"0 100 50 20 20", "found 100: are these pixels?"},
        {"cat 0.5 0.5 0.1 0.1", "a number expected, found \"cat\""},
        {"0 0,5 0.5 0.1 0.1", "a number expected, found \"0,5\""},
        {"0 nan 0.5 0.1 0.1", "a number expected, found \"nan\""},
        {"0 0.5 \x01 0.1 0.1", "something long or unprintable"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        fix_failed(read_text(rows[i][0]), MLTEST_ERR_FORMAT, &error, rows[i][1]);
        ck_assert_uint_eq(sample->truths.n, 0);
    }
}
END_TEST

START_TEST(test_very_long_lines)
{
    char text[2 * 5000 + 2] = "0";
    for (int i = 0; i < 5000; i++)
        memcpy(text + 1 + 2 * i, " 1", 2);
    fix_failed(read_text(text), MLTEST_ERR_LIMIT, &error, "more than 4096 numbers");
}
END_TEST

Suite *mlt_suite_dataset_yolo_labels(void)
{
    TCase *tc = tcase_create("yolo_labels");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_where_labels_are);
    tcase_add_test(tc, test_boxes_and_polygons);
    tcase_add_test(tc, test_an_empty_file_has_no_objects);
    tcase_add_test(tc, test_over_the_edge);
    tcase_add_test(tc, test_first_mistakes);
    tcase_add_test(tc, test_very_long_lines);
    Suite *suite = suite_create("dataset_yolo_labels");
    suite_add_tcase(suite, tc);
    return suite;
}
