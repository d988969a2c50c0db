/* SPDX-License-Identifier: MIT */
#include "dataset/voc_fixtures.h"

Suite *mlt_suite_dataset_voc_sample(void);

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

Suite *mlt_suite_dataset_voc_sample(void)
{
    Suite *suite;
    TCase *tc = voc_suite(&suite, "dataset_voc_sample");
    if (tc == NULL)
        return suite;
    tcase_add_test(tc, test_difficult_and_ids);
    tcase_add_loop_test(tc, test_odd_boxes, 0, 12);
    tcase_add_test(tc, test_no_size);
    return suite;
}
