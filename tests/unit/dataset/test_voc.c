/* SPDX-License-Identifier: MIT */
#include <unistd.h>

#include "dataset/fixtures.h"

Suite *mlt_suite_dataset_voc(void);

static const char *dir;
static char root[512];

static void set_up(void)
{
    dir = mlt_test_make_dir();
    fix_folder(dir, "cells");
    snprintf(root, sizeof root, "%s", mlt_test_path(dir, "cells"));
    fix_voc(root);
}

static void tear_down(void)
{
    mlt_test_remove_dir(dir);
}

static mltest_status open_with(mltest_dataset **out, mltest_context *ctx, const char *split,
                               const char *classes, mltest_error **error)
{
    mltest_options *options = NULL;
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_dataset_options, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_options_set_string(options, "split", split, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_options_set_string(options, "classes", classes, NULL), MLTEST_OK);
    *out = NULL;
    mltest_status status = mlt_dataset_open(out, ctx, root, options, error);
    mltest_options_free(options);
    return status;
}

static mltest_dataset *opened(const char *split, const char *classes)
{
    mltest_dataset *dataset;
    mltest_error *error = NULL;
    mltest_status status = open_with(&dataset, NULL, split, classes, &error);
    ck_assert_msg(status == MLTEST_OK, "%s", mltest_error_message(error));
    ck_assert_str_eq(dataset->source->format, "voc");
    return dataset;
}

static void expect_failure(const char *split, const char *classes, mltest_status wanted,
                           const char *text)
{
    mltest_dataset *dataset;
    mltest_error *error = NULL;
    mltest_status status = open_with(&dataset, NULL, split, classes, &error);
    ck_assert_ptr_null(dataset);
    fix_failed(status, wanted, &error, text);
}

static void expect_id(const mltest_dataset *dataset, size_t i, const char *id)
{
    ck_assert_uint_lt(i, dataset->n);
    ck_assert_str_eq(dataset->samples[i].id, id);
}

/* Three pictures with one box each, of two classes; not in the order of their names. */
static void write_three(void)
{
    fix_annotation(root, "b", 1, fix_object("dog", "1", "1", "20", "10"));
    fix_annotation(root, "a", 1, fix_object("cat", "3", "4", "5", "4"));
    fix_annotation(root, "c", 1, "");
    fix_picture(root, "JPEGImages/a.png", 20, 10);
    fix_picture(root, "JPEGImages/b.png", 20, 10);
    fix_picture(root, "JPEGImages/c.JPG", 20, 10);
}

START_TEST(test_a_small_set)
{
    write_three();
    mltest_dataset *dataset = opened(NULL, NULL);
    ck_assert_str_eq(dataset->name, "cells");
    ck_assert_uint_eq(dataset->n, 3);
    expect_id(dataset, 0, "JPEGImages/a.png");
    expect_id(dataset, 1, "JPEGImages/b.png");
    expect_id(dataset, 2, "JPEGImages/c.JPG");
    ck_assert_uint_eq(dataset->classes.n, 2);
    ck_assert_str_eq(dataset->classes.names[0], "cat");
    ck_assert_str_eq(dataset->classes.names[1], "dog");
    const mlt_truth *cat = &dataset->samples[0].truths.items[0];
    ck_assert_int_eq(cat->cls, 0);
    ck_assert_double_eq(cat->box.x, 2);
    ck_assert_double_eq(cat->box.y, 3);
    ck_assert_double_eq(cat->box.width, 3);
    ck_assert_double_eq(cat->box.height, 1);
    ck_assert_double_eq(cat->area, 3);
    ck_assert_int_eq(cat->ann_id, 1);
    ck_assert_int_eq(dataset->samples[1].truths.items[0].cls, 1);
    ck_assert_uint_eq(dataset->samples[1].truths.items[0].flags, 0);
    ck_assert(dataset->samples[2].labelled);
    ck_assert_uint_eq(dataset->samples[2].truths.n, 0);
    ck_assert_uint_eq(dataset->samples[2].width, 20);
    ck_assert_uint_eq(dataset->n_sealed, 3);
    ck_assert_uint_eq(mlt_dataset_oddity_count(dataset), 1); /* the box is 1 px high */
    mlt_image out;
    mlt_image_init(&out, NULL);
    for (size_t i = 0; i < 3; i++)
        ck_assert_int_eq(mlt_dataset_load(dataset, i, &out, NULL), MLTEST_OK);
    mlt_image_free(&out);
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_classes_do_not_depend_on_the_order_of_files_or_the_split)
{
    fix_annotation(root, "1", 1, fix_object("z", "1", "1", "5", "5"));
    fix_annotation(root, "2", 1, fix_object("a", "1", "1", "5", "5"));
    fix_annotation(root, "3", 1, fix_object("Z", "1", "1", "5", "5"));
    fix_text(root, "JPEGImages/1.png", "");
    fix_text(root, "JPEGImages/2.png", "");
    fix_text(root, "JPEGImages/3.png", "");
    fix_text(root, "ImageSets/Main/last.txt", "1\n");
    static const char *const splits[] = {NULL, "last"};
    for (int i = 0; i < 2; i++) {
        mltest_dataset *dataset = opened(splits[i], NULL);
        ck_assert_uint_eq(dataset->classes.n, 3);
        ck_assert_str_eq(dataset->classes.names[0], "Z");
        ck_assert_str_eq(dataset->classes.names[1], "a");
        ck_assert_str_eq(dataset->classes.names[2], "z");
        ck_assert_int_eq(dataset->samples[0].truths.items[0].cls, 2);
        mlt_dataset_unref(dataset);
    }
}
END_TEST

START_TEST(test_a_given_class_list)
{
    char list[600];
    write_three();
    fix_text(dir, "classes.txt", "dog\nbird\ncat\n");
    snprintf(list, sizeof list, "%s", mlt_test_path(dir, "classes.txt"));
    mltest_dataset *dataset = opened(NULL, list);
    ck_assert_uint_eq(dataset->classes.n, 3);
    ck_assert_int_eq(dataset->samples[0].truths.items[0].cls, 2);
    ck_assert_int_eq(dataset->samples[1].truths.items[0].cls, 0);
    mlt_dataset_unref(dataset);

    fix_text(dir, "classes.txt", "Dog\ncat\n");
    expect_failure(NULL, list, MLTEST_ERR_FORMAT,
                   "cells/Annotations/b.xml:3: class \"dog\" is not in ");
    expect_failure(NULL, list, MLTEST_ERR_FORMAT, "did you mean \"Dog\"?");
    expect_failure(NULL, mlt_test_path(dir, "none.txt"), MLTEST_ERR_IO, "none.txt");
}
END_TEST

START_TEST(test_difficult_and_ids)
{
    char text[1024];
    snprintf(text, sizeof text,
             "%s%s<object><truncated>1</truncated><difficult>1</difficult>"
             "<name>a</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>9</xmax><ymax>9</ymax>"
             "</bndbox></object>",
             fix_object("a", "1", "1", "5", "5"), fix_object("a", "50", "1", "55", "5"));
    fix_annotation(root, "x", 1, text);
    fix_text(root, "JPEGImages/x.png", "");
    mltest_dataset *dataset = opened(NULL, NULL);
    const mlt_truths *truths = &dataset->samples[0].truths;
    ck_assert_uint_eq(truths->n, 2);
    ck_assert_int_eq(truths->items[0].ann_id, 1);
    ck_assert_uint_eq(truths->items[0].flags, 0);
    ck_assert_int_eq(truths->items[1].ann_id, 3); /* the second lies outside */
    ck_assert_uint_eq(truths->items[1].flags, MLT_TRUTH_DIFFICULT);
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_odd_boxes)
{
    static const struct {
        const char *edges[4];
        size_t kept;
        const char *line;
    } cases[] = {
        {{"0", "1", "5", "5"},
         1,
         "a box starts at 0, but Pascal VOC counts from 1: 1, Annotations/x.xml:3"},
        {{"0", "1", "5", "5"}, 1, "a box reaches over the picture's edge (cut there): 1, Annot"},
        {{"1", "1", "21", "5"}, 1, "a box reaches over the picture's edge (cut there): 1, Annot"},
        {{"-1e99", "-1", "1e99", "99"}, 1, "a box reaches over the picture's edge (cut there): 1"},
        {{"21", "1", "30", "5"}, 0, "a box lies outside the picture (left out): 1, Annotations/x"},
        {{"9", "1", "5", "5"}, 0, "a box has its right or lower edge before the other (left out)"},
        {{"5", "5", "9", "4"}, 0, "a box has no area (left out): 1, Annotations/x.xml:3"},
        {{"1", "1", "0", "0"}, 0, "a box has no area (left out): 1, Annotations/x.xml:3"},
        {{"nan", "1", "5", "5"}, 0, "a box is not finite (left out): 1, Annotations/x.xml:3"},
        {{"1", "1", "5", "-Inf"}, 0, "a box is not finite (left out): 1, Annotations/x.xml:3"},
        {{"1", "1", "1e999", "5"}, 0, "a box is not finite (left out): 1, Annotations/x.xml:3"},
        {{"7", "7", "7", "7"}, 1, "a box is at most one pixel wide or high (kept): 1, Annotations"},
    };
    const char *const *e = cases[_i].edges;
    fix_annotation(root, "x", 1, fix_object("a", e[0], e[1], e[2], e[3]));
    fix_text(root, "JPEGImages/x.png", "");
    mltest_dataset *dataset = opened(NULL, NULL);
    ck_assert_uint_eq(dataset->n, 1);
    ck_assert(dataset->samples[0].labelled);
    ck_assert_uint_eq(dataset->samples[0].truths.n, cases[_i].kept);
    ck_assert_uint_eq(dataset->classes.n, 1);
    ck_assert_msg(fix_oddity(dataset, cases[_i].line) != NULL, "no oddity \"%s\" but %s",
                  cases[_i].line, mlt_dataset_oddity(dataset, 0));
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_no_size)
{
    fix_annotation(root, "x", 0, fix_object("a", "100", "1", "105", "5"));
    fix_annotation(root, "y", 0, "<size><width>0</width><height>7</height></size>");
    fix_picture(root, "JPEGImages/x.png", 20, 10);
    fix_text(root, "JPEGImages/y.png", "");
    mltest_dataset *dataset = opened(NULL, NULL);
    ck_assert_uint_eq(dataset->samples[0].truths.n, 1);
    ck_assert_uint_eq(dataset->samples[0].width, 0);
    ck_assert_uint_eq(dataset->samples[1].height, 0);
    ck_assert_ptr_nonnull(
        fix_oddity(dataset, "an annotation gives no picture size (boxes are not checked against "
                            "it): 2, Annotations/x.xml, Annotations/y.xml"));
    mlt_image out;
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_dataset_load(dataset, 0, &out, NULL), MLTEST_OK);
    mlt_image_free(&out);
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_what_does_not_belong_together)
{
    fix_annotation(root, "a", 1, "");
    fix_annotation(root, "lonely", 1, "");
    fix_text(root, "Annotations/notes.txt", "");
    fix_text(root, "Annotations/.hidden", "");
    fix_text(root, "JPEGImages/a.png", "");
    fix_text(root, "JPEGImages/b.png", "");
    fix_text(root, "JPEGImages/Thumbs.db", "");
    fix_text(root, "JPEGImages/x\x01.png", "");
    mltest_dataset *dataset = opened(NULL, NULL);
    ck_assert_uint_eq(dataset->n, 1);
    ck_assert_uint_eq(mlt_dataset_oddity_count(dataset), 5);
    ck_assert_ptr_nonnull(fix_oddity(
        dataset, "an annotation has no picture in JPEGImages/ (left out): 1, Annotations/lonely"));
    ck_assert_ptr_nonnull(
        fix_oddity(dataset, "a file in Annotations/ is not .xml (skipped): 1, notes.txt"));
    ck_assert_ptr_nonnull(fix_oddity(
        dataset, "a file in JPEGImages/ is not .jpg, .jpeg or .png (skipped): 1, Thumbs.db"));
    ck_assert_ptr_nonnull(fix_oddity(dataset, "a picture has no annotation (left out): 1, b.png"));
    ck_assert_ptr_nonnull(fix_oddity(dataset, "a name has a backslash or control character"));
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_which_picture)
{
    static const struct {
        const char *filename;
        const char *pictures[3];
        const char *taken;
        const char *oddity;
    } cases[] = {
        {NULL, {"x.png"}, "x.png", NULL},
        {"x.png", {"x.png"}, "x.png", NULL},
        {"x", {"x.JPeG"}, "x.JPeG", NULL},
        {"x.bmp", {"x.jpg"}, "x.jpg", NULL},
        {"x.png", {"x.jpg", "x.png"}, "x.png", NULL},
        {NULL, {"x.png", "x.jpeg", "x.jpg"}, "x.jpg", "several pictures fit"},
        {NULL, {"x.y.jpg", "x-y.jpg", "x.png"}, "x.png", "a picture has no annotation"},
        {"other.jpg", {"x.jpg", "other.jpg"}, "x.jpg", "an annotation's <filename> is another"},
        {"gone.jpg", {"x.jpg"}, "x.jpg", "an annotation's <filename> is another"},
        {"other.png", {"other.png"}, "other.png", "an annotation's picture was found by its"},
    };
    char text[128] = "";
    if (cases[_i].filename != NULL)
        snprintf(text, sizeof text, "<filename>%s</filename>", cases[_i].filename);
    fix_annotation(root, "x", 1, text);
    for (size_t i = 0; i < 3 && cases[_i].pictures[i] != NULL; i++) {
        snprintf(text, sizeof text, "JPEGImages/%s", cases[_i].pictures[i]);
        fix_text(root, text, "");
    }
    mltest_dataset *dataset = opened(NULL, NULL);
    ck_assert_uint_eq(dataset->n, 1);
    snprintf(text, sizeof text, "JPEGImages/%s", cases[_i].taken);
    expect_id(dataset, 0, text);
    if (cases[_i].oddity == NULL)
        ck_assert_ptr_null(fix_oddity(dataset, "an annotation"));
    else
        ck_assert_ptr_nonnull(fix_oddity(dataset, cases[_i].oddity));
    mlt_dataset_unref(dataset);
}
END_TEST

/* A <filename> that leads elsewhere names nothing that is listed. */
START_TEST(test_filenames_lead_nowhere_else)
{
    static const char *const names[] = {"../../secret.png", "/etc/passwd.png",
                                        "../Annotations/x.png", "sub/../../x.png", ""};
    char text[128];
    fix_picture(dir, "secret.png", 4, 4);
    snprintf(text, sizeof text, "<filename>%s</filename>", names[_i]);
    fix_annotation(root, "x", 1, text);
    fix_annotation(root, "y", 1, "");
    fix_text(root, "JPEGImages/y.png", "");
    mltest_dataset *dataset = opened(NULL, NULL);
    ck_assert_uint_eq(dataset->n, 1);
    expect_id(dataset, 0, "JPEGImages/y.png");
    ck_assert_ptr_nonnull(fix_oddity(dataset, "an annotation has no picture"));
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_links_out_of_the_root)
{
    mlt_image out;
    mlt_image_init(&out, NULL);
    fix_picture(dir, "secret.png", 20, 10);
    fix_annotation(root, "x", 1, "");
    ck_assert_int_eq(symlink("../../secret.png", mlt_test_path(root, "JPEGImages/x.png")), 0);
    mltest_dataset *dataset = opened(NULL, NULL);
    mltest_error *error = NULL;
    fix_failed(mlt_dataset_load(dataset, 0, &out, &error), MLTEST_ERR_INVALID, &error, "x.png");
    mlt_image_free(&out);
    mlt_dataset_unref(dataset);

    fix_text(dir, "secret.xml", "<annotation/>");
    ck_assert_int_eq(symlink("../../secret.xml", mlt_test_path(root, "Annotations/y.xml")), 0);
    expect_failure(NULL, NULL, MLTEST_ERR_INVALID, "y.xml");
}
END_TEST

START_TEST(test_linked_folders)
{
    fix_folder(dir, "elsewhere");
    fix_text(dir, "elsewhere/a.png", "");
    fix_annotation(root, "a", 1, "");
    ck_assert_int_eq(rmdir(mlt_test_path(root, "JPEGImages")), 0);
    ck_assert_int_eq(symlink("../elsewhere", mlt_test_path(root, "JPEGImages")), 0);
    expect_failure(NULL, NULL, MLTEST_ERR_INVALID, "JPEGImages");
}
END_TEST

START_TEST(test_devices_and_pipes)
{
    fix_annotation(root, "a", 1, "");
    fix_text(root, "JPEGImages/a.png", "");
    ck_assert_int_eq(mkfifo(mlt_test_path(root, "Annotations/pipe.xml"), 0666), 0);
    mltest_dataset *dataset;
    mltest_error *error = NULL;
    mltest_status status = open_with(&dataset, NULL, NULL, NULL, &error);
    ck_assert_int_ne(status, MLTEST_OK); /* and it did not wait for a writer */
    fix_failed(status, status, &error, "pipe.xml");
}
END_TEST

START_TEST(test_splits)
{
    write_three();
    fix_text(root, "ImageSets/Main/test.txt", "c\r\n\n a \n");
    fix_text(root, "ImageSets/Main/dog_val.txt", "b  1\na -1\nc 0\n");
    mltest_dataset *dataset = opened("test", NULL);
    ck_assert_uint_eq(dataset->n, 2);
    expect_id(dataset, 0, "JPEGImages/c.JPG");
    expect_id(dataset, 1, "JPEGImages/a.png");
    mlt_dataset_unref(dataset);
    dataset = opened("dog_val", NULL);
    ck_assert_uint_eq(dataset->n, 3);
    expect_id(dataset, 0, "JPEGImages/b.png");
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_names_with_blanks_and_marks)
{
    fix_annotation(root, "photo 1", 1, "");
    fix_annotation(root, "photo", 1, "");
    fix_text(root, "JPEGImages/photo 1.png", "");
    fix_text(root, "JPEGImages/photo.png", "");
    fix_text(root, "ImageSets/Main/test.txt", "photo 1\nphoto -1\n");
    mltest_dataset *dataset = opened("test", NULL);
    ck_assert_uint_eq(dataset->n, 2);
    expect_id(dataset, 0, "JPEGImages/photo 1.png");
    expect_id(dataset, 1, "JPEGImages/photo.png");
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_splits_with_gaps)
{
    write_three();
    fix_text(root, "JPEGImages/extra.png", "");
    fix_text(root, "ImageSets/Main/test.txt", "a\nnobody\nextra\n");
    mltest_dataset *dataset = opened("test", NULL);
    ck_assert_uint_eq(dataset->n, 2);
    expect_id(dataset, 1, "JPEGImages/extra.png");
    ck_assert(!dataset->samples[1].labelled);
    ck_assert_ptr_nonnull(
        fix_oddity(dataset, "a picture of the split has no annotation (kept without labels): 1, "
                            "ImageSets/Main/test.txt:3"));
    ck_assert_ptr_nonnull(
        fix_oddity(dataset, "a name of the split has neither annotation nor picture (left out): "
                            "1, ImageSets/Main/test.txt:2"));
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_bad_splits)
{
    static const struct {
        const char *text;
        mltest_status status;
        const char *message;
    } cases[] = {
        {"", MLTEST_ERR_FORMAT, "cells/ImageSets/Main/test.txt: the split is empty"},
        {"\n \n", MLTEST_ERR_FORMAT, "cells/ImageSets/Main/test.txt: the split is empty"},
        {"a\n../../../etc/passwd\n", MLTEST_ERR_FORMAT, "test.txt:2: the name of a picture"},
        {"/etc/passwd\n", MLTEST_ERR_FORMAT, "test.txt:1: the name of a picture"},
        {"a\n\nJPEGImages/b\n", MLTEST_ERR_FORMAT, "test.txt:3: the name of a picture"},
        {"..\n", MLTEST_ERR_FORMAT, "test.txt:1: the name of a picture"},
        {"a\xFF\n", MLTEST_ERR_FORMAT, "test.txt:1: the name of a picture"},
        {"a\nb\na\n", MLTEST_ERR_CONFLICT, "samples 1 and 3 have the same id"},
        {"nobody\n", MLTEST_ERR_NOT_FOUND, "cells: no picture with an annotation"},
    };
    write_three();
    fix_text(root, "ImageSets/Main/test.txt", cases[_i].text);
    expect_failure("test", NULL, cases[_i].status, cases[_i].message);
}
END_TEST

START_TEST(test_splits_that_are_not_there)
{
    write_three();
    expect_failure("test", NULL, MLTEST_ERR_NOT_FOUND, "there are none");
    fix_text(root, "ImageSets/Main/test.txt", "a\n");
    fix_text(root, "ImageSets/Main/train.txt", "a\n");
    fix_text(root, "ImageSets/Main/README", "");
    expect_failure("tset", NULL, MLTEST_ERR_NOT_FOUND,
                   "cells: no split \"tset\" in ImageSets/Main; did you mean \"test\"? There are: "
                   "test, train");
    expect_failure("../../../secret", NULL, MLTEST_ERR_NOT_FOUND, "There are: test, train");
    fix_text(dir, "outside.txt", "a\n");
    ck_assert_int_eq(symlink("../../../outside.txt", mlt_test_path(root, "ImageSets/Main/o.txt")),
                     0);
    expect_failure("o", NULL, MLTEST_ERR_INVALID, "o.txt");
    ck_assert_int_eq(rename(mlt_test_path(root, "ImageSets"), mlt_test_path(root, "Sets")), 0);
    expect_failure("test", NULL, MLTEST_ERR_NOT_FOUND, "there is no ImageSets/Main/");
}
END_TEST

START_TEST(test_missing_folders)
{
    expect_failure(NULL, NULL, MLTEST_ERR_NOT_FOUND,
                   "cells: no picture with an annotation: 0 .xml files in Annotations/, 0 pictures "
                   "in JPEGImages/");
    ck_assert_int_eq(rmdir(mlt_test_path(root, "JPEGImages")), 0);
    expect_failure(NULL, NULL, MLTEST_ERR_NOT_FOUND, "cells: no folder JPEGImages/ in it");
}
END_TEST

START_TEST(test_malformed_annotations_stop_the_reading)
{
    write_three();
    fix_text(root, "Annotations/b.xml", "<annotation>\n\n<oops");
    expect_failure(NULL, NULL, MLTEST_ERR_FORMAT, "cells/Annotations/b.xml:3: ");
}
END_TEST

START_TEST(test_only_detection)
{
    mltest_options *options = NULL;
    mltest_dataset *dataset = NULL;
    mltest_error *error = NULL;
    write_three();
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_dataset_options, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_options_set_string(options, "task", "classification", NULL), MLTEST_OK);
    fix_failed(mlt_dataset_open(&dataset, NULL, root, options, &error), MLTEST_ERR_UNSUPPORTED,
               &error, "detection only");
    mltest_options_free(options);
}
END_TEST

static mltest_status open_in(mltest_context *ctx, void *data)
{
    mltest_dataset *dataset;
    mltest_error *error = NULL;
    mltest_status status = open_with(&dataset, ctx, data, NULL, &error);
    ck_assert_int_eq(mltest_error_status(error), status);
    mltest_error_free(error);
    ck_assert_int_eq(dataset != NULL, status == MLTEST_OK);
    mlt_dataset_unref(dataset);
    return status;
}

START_TEST(test_out_of_memory)
{
    char split[] = "test";
    write_three();
    fix_annotation(root, "d", 0, fix_object("eel", "0", "1", "99", "5"));
    fix_annotation(root, "e", 1, fix_object("eel", "0", "1", "99", "5"));
    fix_text(root, "JPEGImages/d.png", "");
    fix_text(root, "JPEGImages/extra.png", "");
    fix_text(root, "ImageSets/Main/test.txt", "a\nnobody\nd\nextra\n");
    mlt_test_every_allocation(open_in, NULL);
    mlt_test_every_allocation(open_in, split);
}
END_TEST

static mltest_status open_missing(mltest_context *ctx, void *data)
{
    mltest_dataset *dataset;
    mltest_status status = open_with(&dataset, ctx, data, NULL, NULL);
    return status == MLTEST_ERR_NOT_FOUND ? MLTEST_OK : status;
}

START_TEST(test_out_of_memory_while_explaining)
{
    char split[] = "tset";
    write_three();
    fix_text(root, "ImageSets/Main/test.txt", "a\n");
    mlt_test_every_allocation(open_missing, split);
}
END_TEST

/* Blood cells, the real thing. The counts are those of a script that reads the XML by itself. */
static void check_cells(const char *split, size_t n, size_t platelets, size_t red, size_t white)
{
    const char *path = mlt_test_shared("data/bccd");
    if (path == NULL)
        return;
    snprintf(root, sizeof root, "%s", path);
    mltest_dataset *dataset = opened(split, NULL);
    size_t counts[3] = {0, 0, 0};
    ck_assert_uint_eq(dataset->n, n);
    ck_assert_uint_eq(dataset->classes.n, 3);
    ck_assert_str_eq(dataset->classes.names[0], "Platelets");
    ck_assert_str_eq(dataset->classes.names[1], "RBC");
    ck_assert_str_eq(dataset->classes.names[2], "WBC");
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < dataset->samples[i].truths.n; j++)
            counts[dataset->samples[i].truths.items[j].cls]++;
    ck_assert_uint_eq(counts[0], platelets);
    ck_assert_uint_eq(counts[1], red);
    ck_assert_uint_eq(counts[2], white);
    mlt_dataset_unref(dataset);
}

START_TEST(test_blood_cells)
{
    check_cells(NULL, 364, 361, 4155, 372);
    check_cells("train", 205, 209, 2382, 214);
    check_cells("val", 87, 83, 968, 87);
    check_cells("test", 72, 69, 805, 71);
}
END_TEST

START_TEST(test_the_two_narrow_cells)
{
    const char *path = mlt_test_shared("data/bccd");
    if (path == NULL)
        return;
    snprintf(root, sizeof root, "%s", path);
    mltest_dataset *dataset = opened(NULL, NULL);
    expect_id(dataset, 0, "JPEGImages/BloodImage_00000.jpg");
    ck_assert_uint_eq(mlt_dataset_oddity_count(dataset), 1);
    ck_assert_str_eq(mlt_dataset_oddity(dataset, 0),
                     "a box is at most one pixel wide or high (kept): 2, "
                     "Annotations/BloodImage_00338.xml:158, Annotations/BloodImage_00343.xml:50");
    int64_t i = mlt_dataset_find(dataset, "JPEGImages/BloodImage_00338.jpg");
    ck_assert_int_ge(i, 0);
    mlt_dataset_unref(dataset);
}
END_TEST

Suite *mlt_suite_dataset_voc(void)
{
    Suite *suite = suite_create("dataset_voc");
    TCase *tc = tcase_create("voc");
    suite_add_tcase(suite, tc);
    if (!mltest_feature("xml", NULL))
        return suite; /* built without Expat: test_voc_annotation.c says what happens then */
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, test_a_small_set);
    tcase_add_test(tc, test_classes_do_not_depend_on_the_order_of_files_or_the_split);
    tcase_add_test(tc, test_a_given_class_list);
    tcase_add_test(tc, test_difficult_and_ids);
    tcase_add_loop_test(tc, test_odd_boxes, 0, 12);
    tcase_add_test(tc, test_no_size);
    tcase_add_test(tc, test_what_does_not_belong_together);
    tcase_add_loop_test(tc, test_which_picture, 0, 10);
    tcase_add_loop_test(tc, test_filenames_lead_nowhere_else, 0, 5);
    tcase_add_test(tc, test_links_out_of_the_root);
    tcase_add_test(tc, test_linked_folders);
    tcase_add_test(tc, test_devices_and_pipes);
    tcase_add_test(tc, test_splits);
    tcase_add_test(tc, test_names_with_blanks_and_marks);
    tcase_add_test(tc, test_splits_with_gaps);
    tcase_add_loop_test(tc, test_bad_splits, 0, 9);
    tcase_add_test(tc, test_splits_that_are_not_there);
    tcase_add_test(tc, test_missing_folders);
    tcase_add_test(tc, test_malformed_annotations_stop_the_reading);
    tcase_add_test(tc, test_only_detection);
    tcase_add_test(tc, test_out_of_memory);
    tcase_add_test(tc, test_out_of_memory_while_explaining);
    tcase_add_test(tc, test_blood_cells);
    tcase_add_test(tc, test_the_two_narrow_cells);
    return suite;
}
