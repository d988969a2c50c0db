/* SPDX-License-Identifier: MIT */
#include "dataset/roundtrip.h"

Suite *mlt_suite_dataset_coco(void);

static const char *dir;
static mltest_dataset *dataset;
static mltest_error *error;

static void set_up(void)
{
    dir = mlt_test_make_dir();
    dataset = NULL;
    error = NULL;
    fix_picture(dir, "a.png", 20, 10);
    fix_picture(dir, "b.png", 20, 10);
}

static void tear_down(void)
{
    mltest_error_free(error);
    mlt_dataset_unref(dataset);
    mlt_test_remove_dir(dir);
}

#define IMAGES                                                                                     \
    "\"images\":[{\"id\":9,\"file_name\":\"b.png\",\"width\":20,\"height\":10},"                   \
    "{\"id\":2,\"file_name\":\"a.png\",\"width\":20,\"height\":10}]"
#define CATEGORIES "\"categories\":[{\"id\":7,\"name\":\"cat\"},{\"id\":3,\"name\":\"dog\"}]"
#define HEAD "{" IMAGES "," CATEGORIES ",\"annotations\":["

static mltest_status open_with(const char *name, const char *value, const char *path)
{
    mltest_options *options = NULL;
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_dataset_options, NULL), MLTEST_OK);
    if (name != NULL)
        ck_assert_int_eq(mltest_options_set_string(options, name, value, NULL), MLTEST_OK);
    mltest_status status = mlt_dataset_open(&dataset, NULL, path, options, &error);
    mltest_options_free(options);
    return status;
}

static void opened(const char *text)
{
    fix_text(dir, "labels.json", text);
    ck_assert_msg(open_with(NULL, NULL, dir) == MLTEST_OK, "%s", mltest_error_message(error));
    ck_assert_str_eq(dataset->source->format, "coco");
}

static void refused(const char *text, mltest_status status, const char *message)
{
    fix_text(dir, "labels.json", text);
    fix_failed(open_with(NULL, NULL, dir), status, &error, message);
    ck_assert_ptr_null(dataset);
}

START_TEST(test_ids_give_the_order)
{
    opened(HEAD "{\"id\":1,\"image_id\":9,\"category_id\":7,\"bbox\":[1,2,3,4],\"area\":5,"
                "\"iscrowd\":1},"
                "{\"id\":4,\"image_id\":9,\"category_id\":3,\"bbox\":[0,0,2,2],\"ignore\":1}]}");
    ck_assert_uint_eq(dataset->n, 2);
    ck_assert_str_eq(dataset->samples[0].id, "a.png");
    ck_assert_str_eq(dataset->samples[1].id, "b.png");
    ck_assert_str_eq(dataset->classes.names[0], "dog");
    ck_assert_str_eq(dataset->classes.names[1], "cat");
    ck_assert_uint_eq(dataset->samples[0].truths.n, 0);
    ck_assert(dataset->samples[0].labelled);
    const mlt_truth *truth = dataset->samples[1].truths.items;
    ck_assert_uint_eq(dataset->samples[1].truths.n, 2);
    ck_assert_int_eq(truth[0].cls, 1);
    ck_assert_int_eq(truth[0].ann_id, 1);
    ck_assert(truth[0].area == 5 && truth[0].box.x == 1 && truth[0].box.height == 4);
    ck_assert_uint_eq(truth[0].flags, MLT_TRUTH_CROWD);
    ck_assert(truth[1].area == 4);
    ck_assert_uint_eq(truth[1].flags, MLT_TRUTH_IGNORE);
}
END_TEST

#define OBJECT(id, box, segmentation)                                                              \
    "{\"id\":" id ",\"image_id\":9,\"category_id\":7,\"bbox\":" box                                \
    ",\"segmentation\":" segmentation "}"

/* Polygons are kept where they are, and are around the same as the box. */
START_TEST(test_outlines)
{
    opened(HEAD OBJECT("1", "[1,2,3,4]", "[[1,2,4,2,4,6]]") "," OBJECT(
        "2", "[0,0,50,0]", "[[0,0,5,0,5,5]]") "," /* no area: left out */
           OBJECT("3", "[5,5,9,4]", "{\"counts\":[1],\"size\":[10,20]}") "," OBJECT(
               "4", "[5,5,9,4]",
               "[[5,5,14,5,14,7],[5,7,14,8,5,9]]") "," OBJECT("5", "[15,5,30,4]",
                                                              "[[15,5,45,5,45,9]]") "," /* cut at
                                                                                           the edge,
                                                                                           both */
           OBJECT("6", "[0,0,6,6]", "[[9,0,16,0,16,6]]") "]}");
    const mltest_sample *sample = &dataset->samples[1];
    ck_assert_uint_eq(sample->truths.n, 5);
    ck_assert_uint_eq(mlt_polygons_of(&sample->polygons, 0).n, 1);
    ck_assert_uint_eq(mlt_polygons_of(&sample->polygons, 1).n, 0);
    ck_assert_uint_eq(mlt_polygons_of(&sample->polygons, 2).n, 2);
    const mlt_polygon cut = mlt_polygons_of(&sample->polygons, 3);
    ck_assert_uint_eq(cut.n, 1);
    ck_assert_double_eq(cut.points[cut.rings[0].first + 1].x, 20);
    ck_assert_uint_eq(mlt_polygons_of(&sample->polygons, 4).n, 0);
    ck_assert_ptr_nonnull(fix_oddity(dataset, "an outline does not fit its box (not used): 1"));
}
END_TEST

START_TEST(test_without_annotations_there_are_no_labels)
{
    opened("{" IMAGES "," CATEGORIES "}");
    ck_assert(!dataset->samples[0].labelled);
}
END_TEST

START_TEST(test_the_file_itself)
{
    fix_text(dir, "labels.json", HEAD "]}");
    ck_assert_int_eq(open_with(NULL, NULL, mlt_test_path(dir, "labels.json")), MLTEST_OK);
    ck_assert_str_eq(dataset->samples[0].id, "a.png");
}
END_TEST

START_TEST(test_first_mistakes)
{
    refused(HEAD "{\"id\":1,\"image_id\":9,\"category_id\":8,\"bbox\":[1,2,3,4]}]}",
            MLTEST_ERR_FORMAT, "annotation 1: category_id 8 is none of the 2 categories");
    refused("{\"images\":[{\"id\":1,\"file_name\":\"a.png\"},{\"id\":1,\"file_name\":\"b.png\"}],"
            "\"categories\":[]}",
            MLTEST_ERR_CONFLICT, "image id 1 is there twice");
    refused("{\"images\":[],\"categories\":[{\"id\":4,\"name\":\"a\"},{\"id\":4,\"name\":\"b\"}]}",
            MLTEST_ERR_CONFLICT, "category id 4 is there twice");
    refused("{\"images\":[],\"categories\":[]}", MLTEST_ERR_FORMAT, "there are no images");
    refused("{\"images\":[{\"id\":1}],\"categories\":[]}", MLTEST_ERR_FORMAT,
            "image 1 has no file_name");
    refused("{" IMAGES ",\"categories\":[{\"id\":1}]}", MLTEST_ERR_FORMAT,
            "category 1 has no name");
    refused("{\"images\":[{\"id\":5,\"file_name\":\"no.png\"}],\"categories\":[]}",
            MLTEST_ERR_NOT_FOUND, "none of its 1 pictures is there, e.g. \"no.png\"");
    refused(HEAD "{\"id\":1,", MLTEST_ERR_FORMAT, "labels.json:1:");
}
END_TEST

START_TEST(test_paths_that_lead_out)
{
    static const char *const names[] = {"../a.png", "/etc/passwd", "x/../../a.png", "C:\\\\a.png"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char text[256];
        snprintf(text, sizeof text,
                 "{\"images\":[{\"id\":5,\"file_name\":\"%s\"}],\"categories\":[]}", names[i]);
        refused(text, MLTEST_ERR_INVALID, "image 5: a picture's path");
    }
}
END_TEST

START_TEST(test_oddities)
{
    opened("{\"images\":[{\"id\":1,\"file_name\":\"a.png\",\"width\":20,\"height\":10},"
           "{\"id\":2,\"file_name\":\"gone.png\"}],"
           "\"categories\":[{\"id\":1,\"name\":\"x\"},{\"id\":2,\"name\":\"x\"}],\"annotations\":["
           "{\"id\":1,\"image_id\":1,\"category_id\":1,\"bbox\":[0,0,5,5]},"
           "{\"id\":1,\"image_id\":1,\"category_id\":2,\"bbox\":[0,0,500,5]},"
           "{\"id\":3,\"image_id\":2,\"category_id\":2,\"bbox\":[0,0,5,5]},"
           "{\"id\":4,\"image_id\":77,\"category_id\":2,\"bbox\":[0,0,5,5]}]}");
    ck_assert_uint_eq(dataset->n, 1);
    ck_assert_uint_eq(dataset->classes.n, 1);
    ck_assert_uint_eq(dataset->samples[0].truths.n, 2);
    ck_assert_str_eq(fix_oddity(dataset, "a picture is not there"),
                     "a picture is not there (left out): 1, labels.json: image 2");
    ck_assert_ptr_nonnull(fix_oddity(dataset, "two categories have the same name"));
    ck_assert_ptr_nonnull(fix_oddity(dataset, "an annotation has the id of another (kept): 1"));
    ck_assert_ptr_nonnull(fix_oddity(dataset, "an annotation is for an image that is not listed"));
    ck_assert_ptr_nonnull(fix_oddity(dataset, "a box reaches over the picture's edge"));
}
END_TEST

START_TEST(test_given_classes)
{
    const char *list = mlt_test_path(dir, "classes.txt");
    fix_text(dir, "classes.txt", "cat\nhorse\n");
    fix_text(dir, "labels.json",
             HEAD "{\"id\":1,\"image_id\":9,\"category_id\":7,\"bbox\":[1,2,3,4]},"
                  "{\"id\":2,\"image_id\":9,\"category_id\":3,\"bbox\":[1,2,3,4]}]}");
    ck_assert_int_eq(open_with("classes", list, dir), MLTEST_OK);
    ck_assert_uint_eq(dataset->classes.n, 2);
    ck_assert_uint_eq(dataset->samples[1].truths.n, 1);
    ck_assert_int_eq(dataset->samples[1].truths.items[0].cls, 0);
    ck_assert_ptr_nonnull(fix_oddity(dataset, "a category is not in the list of classes"));
}
END_TEST

/* Roboflow: a folder a split, each with its pictures and a label file. */
START_TEST(test_split_folders)
{
    static const char *const splits[] = {"train", "valid"};
    fix_folder(dir, "rf");
    for (int i = 0; i < 2; i++) {
        char name[64];
        snprintf(name, sizeof name, "rf/%s", splits[i]);
        fix_folder(dir, name);
        snprintf(name, sizeof name, "rf/%s/p.png", splits[i]);
        fix_picture(dir, name, 8, 8);
        snprintf(name, sizeof name, "rf/%s/_annotations.coco.json", splits[i]);
        fix_text(dir, name,
                 "{\"info\":{\"year\":\"2024\"},\"licenses\":[],"
                 "\"categories\":[{\"id\":0,\"name\":\"cells\",\"supercategory\":\"none\"},"
                 "{\"id\":1,\"name\":\"WBC\",\"supercategory\":\"cells\"}],"
                 "\"images\":[{\"id\":0,\"license\":1,\"file_name\":\"p.png\",\"height\":8,"
                 "\"width\":8,\"date_captured\":\"2024\"}],\"annotations\":[{\"id\":0,"
                 "\"image_id\":0,\"category_id\":1,\"bbox\":[1,1,4,4.5],\"area\":18,"
                 "\"segmentation\":[],\"iscrowd\":0}]}");
    }
    const char *root = mlt_test_path(dir, "rf");
    ck_assert_int_eq(open_with(NULL, NULL, root), MLTEST_OK);
    ck_assert_uint_eq(dataset->n, 2);
    ck_assert_str_eq(dataset->samples[0].id, "train/p.png");
    ck_assert_str_eq(dataset->samples[1].id, "valid/p.png");
    ck_assert_uint_eq(dataset->classes.n, 2);
    ck_assert_int_eq(dataset->samples[1].truths.items[0].cls, 1);
    mlt_dataset_unref(dataset);
    dataset = NULL;
    ck_assert_int_eq(open_with("split", "valid", root), MLTEST_OK);
    ck_assert_uint_eq(dataset->n, 1);
    mlt_dataset_unref(dataset);
    dataset = NULL;
    fix_failed(open_with("split", "test", root), MLTEST_ERR_NOT_FOUND, &error,
               "no split \"test\"; there are: train, valid");
}
END_TEST

/* COCO itself: annotations/instances_SPLIT.json with the pictures in SPLIT/. */
START_TEST(test_annotations_folder)
{
    static const char *const splits[] = {"train2017", "val2017"};
    fix_folder(dir, "coco");
    fix_folder(dir, "coco/annotations");
    for (int i = 0; i < 2; i++) {
        char name[80];
        snprintf(name, sizeof name, "coco/%s", splits[i]);
        fix_folder(dir, name);
        snprintf(name, sizeof name, "coco/%s/p.png", splits[i]);
        fix_picture(dir, name, 8, 8);
        snprintf(name, sizeof name, "coco/annotations/instances_%s.json", splits[i]);
        fix_text(dir, name,
                 "{\"images\":[{\"id\":1,\"file_name\":\"p.png\"}],\"annotations\":[],"
                 "\"categories\":[{\"id\":1,\"name\":\"x\"}]}");
    }
    const char *root = mlt_test_path(dir, "coco");
    fix_failed(open_with(NULL, NULL, root), MLTEST_ERR_INVALID, &error,
               "say with split which one: instances_train2017, instances_val2017");
    ck_assert_int_eq(open_with("split", "val2017", root), MLTEST_OK);
    ck_assert_str_eq(dataset->samples[0].id, "val2017/p.png");
}
END_TEST

START_TEST(test_no_classification)
{
    fix_text(dir, "labels.json", HEAD "]}");
    fix_failed(open_with("task", "classification", dir), MLTEST_ERR_UNSUPPORTED, &error,
               "detection only");
}
END_TEST

static mltest_status open_small(mltest_context *ctx, void *data)
{
    mltest_dataset *made = NULL;
    mltest_error *why = NULL;
    mltest_status status = mlt_dataset_open(&made, ctx, data, NULL, &why);
    mlt_dataset_unref(made);
    mltest_error_free(why);
    return status;
}

START_TEST(test_out_of_memory)
{
    char path[512];
    fix_text(dir, "labels.json",
             HEAD "{\"id\":1,\"image_id\":9,\"category_id\":7,\"bbox\":[1,2,3,4]}]}");
    snprintf(path, sizeof path, "%s/labels.json", dir);
    mlt_test_every_allocation(open_small, path);
}
END_TEST

Suite *mlt_suite_dataset_coco(void)
{
    TCase *tc = tcase_create("coco");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_ids_give_the_order);
    tcase_add_test(tc, test_outlines);
    tcase_add_test(tc, test_without_annotations_there_are_no_labels);
    tcase_add_test(tc, test_the_file_itself);
    tcase_add_test(tc, test_first_mistakes);
    tcase_add_test(tc, test_paths_that_lead_out);
    tcase_add_test(tc, test_oddities);
    tcase_add_test(tc, test_given_classes);
    tcase_add_test(tc, test_split_folders);
    tcase_add_test(tc, test_annotations_folder);
    tcase_add_test(tc, test_no_classification);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("dataset_coco");
    suite_add_tcase(suite, tc);
    return suite;
}
