/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/folder.h"
#include "dataset/roundtrip.h"

Suite *mlt_suite_dataset_write_perturbed(void);

static const char *dir;
static mltest_dataset *fifty;

static void set_up(void)
{
    dir = mlt_test_make_dir();
    fifty = rt_dataset(true);
}

static void tear_down(void)
{
    mlt_dataset_unref(fifty);
    mlt_test_remove_dir(dir);
}

static mltest_status write_to(const char *name, const char *condition, const char *format,
                              const mltest_options *options, mltest_error **error)
{
    mlt_condition parsed;
    ck_assert_int_eq(mlt_condition_parse(&parsed, NULL, condition, NULL, 0, NULL), MLTEST_OK);
    mltest_status status = mlt_dataset_write_perturbed(fifty, &parsed, 1, mlt_test_path(dir, name),
                                                       format, options, NULL, NULL, error);
    mlt_condition_free(NULL, &parsed);
    return status;
}

static mltest_dataset *written(const char *name, const char *condition, const char *format)
{
    mltest_error *error = NULL;
    mltest_dataset *back = NULL;
    ck_assert_msg(write_to(name, condition, format, NULL, &error) == MLTEST_OK, "%s",
                  mltest_error_message(error));
    ck_assert_msg(mltest_dataset_open(&back, NULL, mlt_test_path(dir, name), NULL, &error) ==
                      MLTEST_OK,
                  "%s", mltest_error_message(error));
    ck_assert_uint_eq(back->n, RT_PICTURES);
    return back;
}

static void same_box(const mlt_box *a, const mlt_box *b)
{
    ck_assert_double_eq_tol(a->x, b->x, 1e-9);
    ck_assert_double_eq_tol(a->y, b->y, 1e-9);
    ck_assert_double_eq_tol(a->width, b->width, 1e-9);
    ck_assert_double_eq_tol(a->height, b->height, 1e-9);
}

/* What is written is what the condition makes of each picture, keyed by its own id. */
static void check_picture(mltest_dataset *back, size_t i, const char *condition)
{
    mlt_condition parsed;
    mlt_perturbed made;
    mlt_image clean, got;
    mlt_image_init(&clean, NULL);
    mlt_image_init(&got, NULL);
    ck_assert_int_eq(mlt_condition_parse(&parsed, NULL, condition, NULL, 0, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_perturbed_init(&made, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_dataset_load(fifty, i, &clean, NULL), MLTEST_OK);
    mltest_image_view view = mlt_image_view(&clean);
    ck_assert_int_eq(
        mlt_condition_apply(&parsed, &view, NULL, 1, fifty->samples[i].id, &made, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_dataset_load(back, i, &got, NULL), MLTEST_OK);
    mltest_image_view a = mlt_image_view(&made.image), b = mlt_image_view(&got);
    ck_assert_uint_eq(mlt_view_hash(&a), mlt_view_hash(&b));
    mlt_image_free(&clean);
    mlt_image_free(&got);
    mlt_perturbed_free(&made);
    mlt_condition_free(NULL, &parsed);
}

START_TEST(test_labels_stay_where_pixels_stay)
{
    mltest_dataset *back = written("out", "gaussian_noise@3", "coco");
    rt_same(fifty, back);
    for (size_t i = 0; i < RT_PICTURES; i += 7)
        check_picture(back, i, "gaussian_noise@3");
    mlt_dataset_unref(back);
}
END_TEST

START_TEST(test_labels_move_with_pixels)
{
    static const struct {
        const char *format, *needs; /* what a build may lack, NULL: nothing */
    } tables[] = {{"coco", NULL}, {"yolo", "yaml"}, {"voc", "xml"}};
    if (tables[_i].needs != NULL && !mltest_feature(tables[_i].needs, NULL)) {
        printf("SKIP: built without %s: %s cannot be read back\n", tables[_i].needs,
               tables[_i].format);
        return;
    }
    mltest_dataset *back = written("out", "horizontal_flip@1", tables[_i].format);
    for (size_t i = 0; i < RT_PICTURES; i++) {
        const mltest_sample *a = &fifty->samples[i], *b = &back->samples[i];
        ck_assert_uint_eq(a->truths.n, b->truths.n);
        for (size_t k = 0; k < a->truths.n; k++) {
            mlt_box mirrored = a->truths.items[k].box;
            mirrored.x = a->width - mirrored.x - mirrored.width;
            same_box(&mirrored, &b->truths.items[k].box);
        }
    }
    check_picture(back, 3, "horizontal_flip@1");
    mlt_dataset_unref(back);
}
END_TEST

/* The canvas becomes smaller; what is not in it any more is left out, the rest is cut. */
START_TEST(test_crops_cut_and_leave_out)
{
    mltest_dataset *back = written("out", "random_crop@5{keep=0.5}", "coco");
    size_t before = 0, after = 0;
    for (size_t i = 0; i < RT_PICTURES; i++) {
        const mltest_sample *a = &fifty->samples[i], *b = &back->samples[i];
        ck_assert_uint_eq(b->width == 0 || b->width == (a->width + 1) / 2, true);
        before += a->truths.n;
        after += b->truths.n;
        for (size_t k = 0; k < b->truths.n; k++) {
            const mlt_box *box = &b->truths.items[k].box;
            ck_assert(box->x >= -1e-9 && box->x + box->width <= (a->width + 1) / 2 + 1e-9);
        }
    }
    ck_assert_uint_gt(after, before / 4);
    ck_assert_uint_lt(after, before);
    mlt_dataset_unref(back);
}
END_TEST

static mltest_options *with_option(const char *name, const char *value)
{
    mltest_options *options = NULL;
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_write_options, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_options_set_text(options, name, value, NULL), MLTEST_OK);
    return options;
}

START_TEST(test_any_number_of_threads)
{
    mltest_options *one = with_option("threads", "1"), *many = with_option("threads", "7");
    ck_assert_int_eq(write_to("one", "rotation@3+fog@2", "voc", one, NULL), MLTEST_OK);
    ck_assert_int_eq(write_to("many", "rotation@3+fog@2", "voc", many, NULL), MLTEST_OK);
    for (int i = 0; i < RT_PICTURES; i++) {
        static const char *const names[] = {"JPEGImages/p%02d.png", "Annotations/p%02d.xml"};
        for (int k = 0; k < 2; k++) {
            char name[40], path[64];
            size_t n, m;
            snprintf(name, sizeof name, names[k], i);
            snprintf(path, sizeof path, "one/%s", name);
            char *a = mlt_test_read_file(mlt_test_path(dir, path), &n);
            snprintf(path, sizeof path, "many/%s", name);
            char *b = mlt_test_read_file(mlt_test_path(dir, path), &m);
            ck_assert_uint_eq(n, m);
            ck_assert_mem_eq(a, b, n);
            free(a);
            free(b);
        }
    }
    mltest_options_free(one);
    mltest_options_free(many);
}
END_TEST

START_TEST(test_labels_only)
{
    mltest_options *options = with_option("pictures", "false");
    ck_assert_int_eq(write_to("out", "horizontal_flip@1", "yolo", options, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_path_type_of(mlt_test_path(dir, "out/JPEGImages/p00.txt")), MLT_PATH_FILE);
    ck_assert_int_eq(mlt_path_type_of(mlt_test_path(dir, "out/JPEGImages/p00.png")), MLT_PATH_NONE);
    mltest_options_free(options);
}
END_TEST

static mltest_status count_lines(void *user_data, const void *bytes, size_t n)
{
    ck_assert_uint_gt(n, 0);
    ck_assert_ptr_nonnull(bytes);
    ++*(int *)user_data;
    return MLTEST_CALLBACK_DONE;
}

/* The fixture's pictures are grey. */
START_TEST(test_what_does_not_apply_is_written_as_it_is)
{
    mlt_condition parsed;
    int lines = 0;
    ck_assert_int_eq(mlt_condition_parse(&parsed, NULL, "grayscale@3", NULL, 0, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_dataset_write_perturbed(fifty, &parsed, 1, mlt_test_path(dir, "out"),
                                                 "voc", NULL, count_lines, &lines, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(lines, 1);
    mlt_condition_free(NULL, &parsed);
}
END_TEST

/* A memory data set's own format cannot be written. */
START_TEST(test_the_format_of_the_data_set)
{
    mltest_error *error = NULL;
    fix_failed(write_to("out", "fog@1", NULL, NULL, &error), MLTEST_ERR_INVALID, &error,
               "\"memory\"");
    mltest_dataset *back = written("one", "horizontal_flip@1", "coco"), *again = fifty;
    fifty = back;
    ck_assert_int_eq(write_to("two", "horizontal_flip@1", NULL, NULL, NULL), MLTEST_OK);
    fifty = again;
    mlt_dataset_unref(back);
    back = rt_open(mlt_test_path(dir, "two"), "detection", "coco");
    rt_same(fifty, back);
    mlt_dataset_unref(back);
}
END_TEST

START_TEST(test_a_broken_picture_leaves_nothing)
{
    mltest_error *error = NULL;
    mltest_dataset *back = written("one", "fog@1", "coco"), *whole = fifty;
    fix_text(dir, "one/JPEGImages/p33.png", "no picture");
    fifty = back;
    fix_failed(write_to("two", "fog@1", "yolo", NULL, &error), MLTEST_ERR_FORMAT, &error,
               "JPEGImages/p33.png");
    fifty = whole;
    mlt_dataset_unref(back);
    ck_assert_int_eq(mlt_path_type_of(mlt_test_path(dir, "two")), MLT_PATH_NONE);
}
END_TEST

/* A diamond turned by 45 degrees is a square as wide as its sides; its box alone, turned, is wider.
 */
START_TEST(test_outlines_stay_tight)
{
    static const uint8_t pixels[64 * 64];
    static const double ring[] = {32, 16, 48, 32, 32, 48, 16, 32};
    const mltest_image_view view = {.data = pixels,
                                    .stride_bytes = 64,
                                    .width = 64,
                                    .height = 64,
                                    .format = MLTEST_FORMAT_GRAY8};
    mlt_truth truth = {.box = {16, 16, 32, 32}, .area = 512};
    mltest_sample *sample = NULL;
    mlt_dataset_unref(fifty);
    ck_assert_int_eq(mltest_dataset_new_memory(&fifty, NULL, "one", rt_classes, RT_CLASSES, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(mltest_sample_new(&sample, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_sample_set_id(sample, "p.png", NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_sample_set_view(sample, &view, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_truths_add(NULL, &sample->truths, &truth, NULL), MLTEST_OK);
    sample->labelled = true;
    ck_assert_int_eq(mltest_sample_add_ring(sample, 4, ring, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_dataset_add(fifty, sample, NULL), MLTEST_OK);
    mltest_sample_free(sample);
    ck_assert_int_eq(write_to("out", "rotation@1{angle=45}", "coco", NULL, NULL), MLTEST_OK);
    mltest_dataset *back = rt_open(mlt_test_path(dir, "out"), "detection", "coco");
    const mlt_box *box = &back->samples[0].truths.items[0].box;
    ck_assert_double_eq_tol(box->x, 32 - 16 / sqrt(2), 1e-6);
    ck_assert_double_eq_tol(box->width, 32 / sqrt(2), 1e-6);
    mlt_dataset_unref(back);
}
END_TEST

static mltest_status write_once(mltest_context *ctx, void *data)
{
    mlt_condition parsed;
    static const uint8_t pixels[16 * 16] = {1, 2, 3};
    const mltest_image_view view = {.data = pixels,
                                    .stride_bytes = 16,
                                    .width = 16,
                                    .height = 16,
                                    .format = MLTEST_FORMAT_GRAY8};
    mlt_truth truth = {.box = {2, 2, 9, 9}, .area = 81};
    mltest_sample sample;
    mltest_dataset *own = NULL;
    mltest_status status = mlt_condition_parse(&parsed, NULL, data, NULL, 0, NULL);
    mlt_sample_init(&sample, ctx);
    if (status == MLTEST_OK)
        status = mlt_dataset_new_memory(&own, ctx, "one", rt_classes, RT_CLASSES, NULL);
    if (status == MLTEST_OK)
        status = mlt_sample_set_id(&sample, "p.jpg", NULL);
    if (status == MLTEST_OK)
        status = mlt_sample_set_view(&sample, &view, NULL);
    if (status == MLTEST_OK)
        status = mlt_truths_add(ctx, &sample.truths, &truth, NULL);
    if (status == MLTEST_OK)
        status = mlt_dataset_add(own, &sample, NULL);
    if (status == MLTEST_OK)
        status = mlt_dataset_write_perturbed(own, &parsed, 1, mlt_test_path(dir, "out"), "coco",
                                             NULL, NULL, NULL, NULL);
    mlt_sample_clear(&sample);
    mlt_dataset_unref(own);
    mlt_condition_free(NULL, &parsed);
    bool is_there = mlt_path_type_of(mlt_test_path(dir, "out")) != MLT_PATH_NONE;
    ck_assert(is_there == (status == MLTEST_OK));
    if (is_there)
        mlt_folder_remove(mlt_test_path(dir, "out"));
    return status;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(write_once, "horizontal_flip@1");
    mlt_test_every_allocation(write_once, "package_loss@5");
}
END_TEST

Suite *mlt_suite_dataset_write_perturbed(void)
{
    Suite *suite = suite_create("dataset_write_perturbed");
    TCase *tc = tcase_create("write_perturbed");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, test_labels_stay_where_pixels_stay);
    tcase_add_loop_test(tc, test_labels_move_with_pixels, 0, 3);
    tcase_add_test(tc, test_crops_cut_and_leave_out);
    tcase_add_test(tc, test_any_number_of_threads);
    tcase_add_test(tc, test_labels_only);
    tcase_add_test(tc, test_what_does_not_apply_is_written_as_it_is);
    tcase_add_test(tc, test_the_format_of_the_data_set);
    tcase_add_test(tc, test_a_broken_picture_leaves_nothing);
    tcase_add_test(tc, test_outlines_stay_tight);
    tcase_add_test(tc, test_out_of_memory);
    suite_add_tcase(suite, tc);
    return suite;
}
