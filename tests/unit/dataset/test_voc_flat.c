/* SPDX-License-Identifier: MIT */
#include "dataset/voc.h"

#include "dataset/voc_fixtures.h"

Suite *mlt_suite_dataset_voc_flat(void);

static const char annotation[] =
    "<annotation>\n\t<folder>pictures</folder>\n\t<filename>%s</filename>\n"
    "\t<path>C:\\pictures\\a.png</path>\n\t<source><database>Unknown</database></source>\n"
    "\t<size><width>20</width><height>10</height><depth>1</depth></size>\n"
    "\t<segmented>0</segmented>\n\t<object>\n\t\t<name>%s</name>\n\t\t<pose>Unspecified</pose>\n"
    "\t\t<truncated>1</truncated>\n\t\t<difficult>0</difficult>\n\t\t<bndbox>\n"
    "\t\t\t<xmin>1</xmin>\n\t\t\t<ymin>2</ymin>\n\t\t\t<xmax>20</xmax>\n\t\t\t<ymax>10</ymax>\n"
    "\t\t</bndbox>\n\t</object>\n</annotation>\n";

/* STEM.png and STEM.xml, below the root. */
static void put_pair(const char *stem, const char *cls)
{
    char text[1024], name[64];
    snprintf(name, sizeof name, "%s.png", stem);
    fix_picture(root, name, 20, 10);
    snprintf(text, sizeof text, annotation, strrchr(name, '/') ? strrchr(name, '/') + 1 : name,
             cls);
    snprintf(name, sizeof name, "%s.xml", stem);
    fix_text(root, name, text);
}

/* The data set of the fixtures, without its folders. */
static void set_up_flat(void)
{
    dir = mlt_test_make_dir();
    fix_folder(dir, "cells");
    snprintf(root, sizeof root, "%s", mlt_test_path(dir, "cells"));
}

/* What labelImg leaves when it saves where the pictures are. */
START_TEST(test_beside_the_pictures)
{
    put_pair("b b", "dog");
    put_pair("a", "cat");
    fix_text(root, "notes.txt", "x");
    mltest_dataset *dataset = opened(NULL, NULL);
    ck_assert_uint_eq(dataset->n, 2);
    expect_id(dataset, 0, "a.png");
    expect_id(dataset, 1, "b b.png");
    ck_assert_uint_eq(dataset->classes.n, 2);
    ck_assert_uint_eq(dataset->splits.n, 0);
    ck_assert_uint_eq(dataset->samples[1].truths.n, 1);
    ck_assert_int_eq(dataset->samples[1].truths.items[0].cls, 1);
    ck_assert_double_eq(dataset->samples[1].truths.items[0].box.y, 1);
    ck_assert_double_eq(dataset->samples[1].truths.items[0].box.width, 20);
    ck_assert_ptr_nonnull(
        fix_oddity(dataset, "neither an .xml nor a picture (skipped): 1, notes.txt"));
    mlt_image out;
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_dataset_load(dataset, 1, &out, NULL), MLTEST_OK);
    mlt_image_free(&out);
    mlt_dataset_unref(dataset);
}
END_TEST

/* Roboflow's export in this format: a folder a split. */
START_TEST(test_folders_of_splits)
{
    fix_folder(root, "train");
    fix_folder(root, "valid");
    fix_folder(root, "test");
    put_pair("train/a", "dog");
    put_pair("valid/a", "cat");
    fix_picture(root, "test/x.png", 20, 10);
    mltest_dataset *dataset = opened(NULL, NULL);
    ck_assert_uint_eq(dataset->n, 2);
    expect_id(dataset, 0, "train/a.png");
    expect_id(dataset, 1, "valid/a.png");
    ck_assert_uint_eq(dataset->splits.n, 2);
    ck_assert_str_eq(dataset->splits.items[1], "valid");
    ck_assert_int_eq(dataset->samples[0].truths.items[0].cls, 1);
    mlt_dataset_unref(dataset);
    dataset = opened("train", NULL);
    ck_assert_uint_eq(dataset->n, 1);
    ck_assert_uint_eq(dataset->classes.n, 2); /* those of all splits */
    ck_assert_int_eq(dataset->samples[0].truths.items[0].cls, 1);
    mlt_dataset_unref(dataset);
    expect_failure("test", NULL, MLTEST_ERR_NOT_FOUND, "no annotations are in test/");
}
END_TEST

/* None of these is Pascal VOC: the folder is read as pictures. */
START_TEST(test_what_is_not_flat)
{
    mltest_dataset *dataset;
    mlt_names folders;
    fix_picture(root, "a.png", 20, 10);
    ck_assert_int_eq(mlt_voc_flat_folders(NULL, root, &folders, NULL), MLTEST_OK);
    ck_assert_uint_eq(folders.n, 0);
    fix_text(root, "b.xml", "<annotation></annotation>"); /* no picture */
    ck_assert_int_eq(mlt_voc_flat_folders(NULL, root, &folders, NULL), MLTEST_OK);
    ck_assert_uint_eq(folders.n, 0);
    ck_assert_int_eq(unlink(mlt_test_path(root, "b.xml")), 0);
    fix_text(root, "a.xml", "<annotations><image/></annotations>"); /* something else */
    ck_assert_int_eq(mlt_voc_flat_folders(NULL, root, &folders, NULL), MLTEST_OK);
    ck_assert_uint_eq(folders.n, 0);
    ck_assert_int_eq(mlt_dataset_open(&dataset, NULL, root, NULL, NULL), MLTEST_OK);
    ck_assert_str_eq(dataset->source->format, "folder");
    mlt_dataset_unref(dataset);
    ck_assert_int_eq(mlt_voc_flat_folders(NULL, "/nowhere", &folders, NULL), MLTEST_OK);
    ck_assert_uint_eq(folders.n, 0);
}
END_TEST

START_TEST(test_links_out)
{
    fix_text(dir, "secret.xml", "<annotation><size/></annotation>");
    put_pair("a", "cat");
    fix_picture(root, "b.png", 20, 10);
    ck_assert_int_eq(symlink("../secret.xml", mlt_test_path(root, "b.xml")), 0);
    expect_failure(NULL, NULL, MLTEST_ERR_INVALID, "b.xml");
}
END_TEST

static mltest_status use(mltest_context *ctx, void *data)
{
    (void)data;
    mltest_dataset *dataset;
    mltest_status status = open_with(&dataset, ctx, "", "", NULL);
    mlt_dataset_unref(dataset);
    return status;
}

START_TEST(test_out_of_memory)
{
    fix_folder(root, "train");
    put_pair("train/a", "dog");
    mlt_test_every_allocation(use, NULL);
}
END_TEST

Suite *mlt_suite_dataset_voc_flat(void)
{
    Suite *suite;
    if (voc_suite(&suite, "dataset_voc_flat") == NULL)
        return suite;
    TCase *tc = tcase_create("voc_flat");
    tcase_add_checked_fixture(tc, set_up_flat, tear_down);
    tcase_add_test(tc, test_beside_the_pictures);
    tcase_add_test(tc, test_folders_of_splits);
    tcase_add_test(tc, test_what_is_not_flat);
    tcase_add_test(tc, test_links_out);
    tcase_add_test(tc, test_out_of_memory);
    suite_add_tcase(suite, tc);
    return suite;
}
