/* SPDX-License-Identifier: MIT */
#include "testing.h"

#include <string.h>

#include "metric/voc.h"

Suite *mlt_suite_metric_voc_preset(void);

static mlt_voc_options preset(const char *name)
{
    mlt_voc_options options = {.n_classes = 7, .boxes = MLT_VOC_PIXELS, .iou = 0.9, .details = ~0u};
    ck_assert_int_eq(mlt_voc_preset(name, &options, NULL), MLTEST_OK);
    ck_assert_uint_eq(options.n_classes, 7);
    ck_assert_int_eq(options.boxes, MLT_VOC_PIXELS);
    ck_assert_double_eq(options.iou, 0.5);
    return options;
}

START_TEST(table)
{
    enum { I = 1, S = 2, E = 4, D = 8 }; /* the four flags */
    const unsigned bes = MLT_VOC_LAST_OF_EQUALS | MLT_VOC_ASK_DIFFICULT | MLT_VOC_REPEATED_CROWDS;
    const struct {
        const char *name;
        unsigned flags, details;
        mlt_voc_sums sums;
    } rows[] = {
        {"voc2007", I | S | E | D, 0, MLT_VOC_NUMPY},
        {"voc2012", I | S | D, 0, MLT_VOC_NUMPY},
        {"devkit2007", I | E | D, 0, MLT_VOC_NUMPY},
        {"devkit2012", I | D, 0, MLT_VOC_NUMPY},
        {"detectron2-2007", I | S | E | D, MLT_VOC_PRINTED, MLT_VOC_NUMPY},
        {"detectron2-2012", I | S | D, MLT_VOC_PRINTED, MLT_VOC_NUMPY},
        {"rafaelpadilla", I, MLT_VOC_MEET, MLT_VOC_LOOP},
        {"rafaelpadilla-11", I | E, MLT_VOC_MEET, MLT_VOC_LOOP},
        {"cartucho", I | D, 0, MLT_VOC_LOOP},
        {"bes-dev", I | S | D, bes, MLT_VOC_NUMPY},
    };
    size_t n = sizeof rows / sizeof rows[0];
    for (size_t i = 0; i < n; i++) {
        const mlt_voc_options o = preset(rows[i].name);
        unsigned flags = (o.inclusive ? I : 0) | (o.strict ? S : 0) | (o.eleven_points ? E : 0) |
                         (o.honour_difficult ? D : 0);
        ck_assert_msg(flags == rows[i].flags, "%s: %u", rows[i].name, flags);
        ck_assert_uint_eq(o.details, rows[i].details);
        ck_assert_int_eq(o.sums, rows[i].sums);
        ck_assert_str_eq(mlt_voc_preset_name(i), rows[i].name);
    }
    ck_assert_ptr_null(mlt_voc_preset_name(n));
    ck_assert_ptr_null(mlt_voc_preset_name(SIZE_MAX));
}
END_TEST

START_TEST(unknown_names)
{
    const char *const names[] = {"", "voc", "VOC2007", "voc2007 ", "voc20077"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        mltest_error *error = NULL;
        mlt_voc_options options = {.n_classes = 3, .iou = 0.25};
        ck_assert_int_eq(mlt_voc_preset(names[i], &options, &error), MLTEST_ERR_NOT_FOUND);
        ck_assert_ptr_nonnull(strstr(mltest_error_message(error), names[i]));
        ck_assert_double_eq(options.iou, 0.25);
        ck_assert(!options.inclusive && !options.strict && !options.honour_difficult);
        mltest_error_free(error);
    }
}
END_TEST

Suite *mlt_suite_metric_voc_preset(void)
{
    Suite *suite = suite_create("metric_voc_preset");
    TCase *tests = tcase_create("voc_preset");
    tcase_add_test(tests, table);
    tcase_add_test(tests, unknown_names);
    suite_add_tcase(suite, tests);
    return suite;
}
