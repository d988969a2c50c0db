/* SPDX-License-Identifier: MIT */
#include "score/detection_scene.h"

Suite *mlt_suite_score_detections_figures(void);

static size_t n_truths(void)
{
    size_t n = 0;
    for (size_t i = 0; i < DS_IMAGES; i++)
        n += ds_draw(i).n_truths;
    return n;
}

/* Of class and box both as they should be: those that count at IoU 0.5. */
static size_t n_right(void)
{
    size_t n = 0;
    for (size_t i = 0; i < DS_IMAGES; i++) {
        ds_image s = ds_draw(i);
        for (size_t k = 0; k < s.n_preds; k++)
            for (size_t t = 0; t < s.n_truths; t++)
                n += s.preds[k].cls == s.truths[t].cls && s.preds[k].box.x == s.truths[t].box.x;
    }
    return n;
}

static double sum(const mlt_column *c, size_t n)
{
    double total = 0;
    for (size_t i = 0; i < n; i++)
        total += c->doubles[i];
    return total;
}

START_TEST(test_counts_of_all_tables)
{
    mltest_evaluation *e = ds_evaluate();
    ck_assert_double_eq(ds_number(e, "n_images"), DS_IMAGES);
    ck_assert_double_eq(ds_number(e, "n_truths"), (double)n_truths());
    ck_assert_double_eq(sum(ds_column(e, "classes", "n_truths"), 2), (double)n_truths());
    ck_assert_double_eq(sum(ds_column(e, "voc_classes", "n_truths"), 2), (double)n_truths());
    const mlt_column *bins = ds_column(e, "reliability", "n");
    ck_assert_uint_eq(ds_rows(e, "reliability"), 4);
    ck_assert_double_eq(sum(bins, 4), ds_number(e, "n_predictions"));
    mlt_evaluation_unref(e);
}
END_TEST

/* A box twice as wide overlaps by just a half: at the threshold in COCO's way. */
START_TEST(test_right_and_wrong)
{
    mltest_evaluation *e = ds_evaluate();
    const mlt_column *bins = ds_column(e, "reliability", "n");
    const mlt_column *accuracy = ds_column(e, "reliability", "accuracy");
    double right = 0;
    for (size_t i = 0; i < 4; i++)
        right += bins->doubles[i] > 0 ? bins->doubles[i] * accuracy->doubles[i] : 0;
    ck_assert_double_eq_tol(right, (double)n_right(), 1e-9);
    double tp = ds_column(e, "operating", "tp")->doubles[2];
    double fp = ds_column(e, "operating", "fp")->doubles[2];
    ck_assert(tp > 0 && tp <= (double)n_right() && tp + fp <= ds_number(e, "n_predictions"));
    ck_assert_double_eq(ds_column(e, "operating", "precision")->doubles[2], tp / (tp + fp));
    ck_assert_str_eq(ds_column(e, "operating", "name")->strings[2], "all classes");
    double ap = ds_number(e, "AP50"), voc = ds_number(e, "voc.mAP");
    ck_assert(ap > 0.1 && ap < 0.9 && voc > 0.1 && voc < 0.9);
    mlt_evaluation_unref(e);
}
END_TEST

START_TEST(test_what_was_not_asked_for_is_not_there)
{
    static const char *const agnostic[2][2] = {{"class_agnostic", "true"}, {"operating", "true"}};
    mltest_options *options = ds_options(agnostic, 2);
    mlt_detections *d = NULL;
    ck_assert_int_eq(ds_new(&d, NULL, options, NULL), MLTEST_OK);
    ck_assert_int_eq(ds_add(d, 0, 1, NULL), MLTEST_OK);
    mltest_evaluation *e = ds_finish(d);
    ck_assert_uint_eq(ds_rows(e, "classes"), 1);
    ck_assert_str_eq(ds_column(e, "classes", "name")->strings[0], "all classes");
    ck_assert_uint_eq(ds_rows(e, "operating"), 2);
    ck_assert_uint_eq(ds_rows(e, "voc_classes"), 0);
    ck_assert_uint_eq(ds_rows(e, "tide_kinds"), 0);
    ck_assert_uint_eq(ds_rows(e, "reliability"), 0);
    mlt_evaluation_unref(e);
    mlt_detections_free(d);
    mlt_options_unref(options);
}
END_TEST

Suite *mlt_suite_score_detections_figures(void)
{
    Suite *suite = suite_create("score_detections_figures");
    TCase *tc = tcase_create("figures");
    tcase_add_test(tc, test_counts_of_all_tables);
    tcase_add_test(tc, test_right_and_wrong);
    tcase_add_test(tc, test_what_was_not_asked_for_is_not_there);
    suite_add_tcase(suite, tc);
    return suite;
}
