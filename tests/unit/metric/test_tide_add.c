/* SPDX-License-Identifier: MIT */
#include "metric/tide.h"
#include "testing.h"

#include <math.h>

Suite *mlt_suite_metric_tide_add(void);

static const mlt_box unit = {0, 0, 10, 10};
static const mlt_box far = {100, 100, 10, 10};
/* IoU with unit: */
static const mlt_box at_tenth = {0, 0, 10, 1}, at_fifth = {0, 0, 10, 2}, at_half = {0, 0, 10, 5};
static const mlt_box at_tenths_6 = {0, 0, 10, 6}, at_twentieth = {0, 0, 5, 1};

static mlt_truth truth(mlt_box box, int32_t cls, int64_t id)
{
    return (mlt_truth){box, box.width * box.height, id, cls, 0};
}

static mlt_truth crowd(mlt_box box, int32_t cls)
{
    return (mlt_truth){box, box.width * box.height, 99, cls, MLT_TRUTH_CROWD};
}

/* One image of three classes. */
static mlt_tide_result look(const mlt_truth *truths, size_t n_truths, const mlt_pred *preds,
                            size_t n_preds)
{
    mlt_tide *tide;
    mlt_tide_result out;
    const mlt_tide_options options = {.n_classes = 3};
    ck_assert_int_eq(mlt_tide_new(&tide, NULL, &options, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_tide_add(tide, 4, truths, n_truths, preds, n_preds, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_tide_finish(tide, MLT_TIDE_ERRORS, &out, NULL), MLTEST_OK);
    mlt_tide_free(tide);
    return out;
}

/* The kinds of errors of a scene, as in "Loc Miss ", an asterisk where one mends. */
static void expect(const mlt_truth *truths, size_t n_truths, const mlt_pred *preds, size_t n_preds,
                   const char *expected)
{
    char got[256] = "";
    mlt_tide_result r = look(truths, n_truths, preds, n_preds);
    for (size_t i = 0; i < r.n_errors; i++) {
        strcat(got, mlt_tide_kind_names[r.errors[i].kind]);
        strcat(got, r.errors[i].mends ? "* " : " ");
    }
    ck_assert_str_eq(got, expected);
    mlt_tide_result_free(NULL, &r);
}

START_TEST(each_kind)
{
    const mlt_truth truths[] = {truth(unit, 0, 7), truth(far, 1, 8)};
    const mlt_pred loc = {at_fifth, 0.5, 0};
    const mlt_pred cls = {at_tenths_6, 0.5, 2};
    const mlt_pred both = {at_fifth, 0.5, 2};
    const mlt_pred dupe[] = {{unit, 0.5, 0}, {at_tenths_6, 0.4, 0}};
    const mlt_pred bkg = {{50, 50, 10, 10}, 0.5, 0};
    expect(truths, 1, &loc, 1, "Loc* ");
    expect(truths, 1, &cls, 1, "Cls* ");
    expect(truths, 1, &both, 1, "Both Miss ");
    expect(truths, 1, dupe, 2, "Dupe ");
    expect(truths, 1, &bkg, 1, "Bkg Miss ");
    expect(truths, 2, &loc, 1, "Loc* Miss ");
    expect(truths, 2, NULL, 0, "Miss Miss ");
    expect(NULL, 0, dupe, 2, "Bkg Bkg ");
    expect(NULL, 0, NULL, 0, "");
}
END_TEST

START_TEST(what_is_told)
{
    const mlt_truth truths[] = {truth(far, 1, 8), truth(unit, 0, 7)};
    const mlt_pred preds[] = {{at_fifth, 0.3, 2}, {at_tenths_6, 0.9, 2}};
    mlt_tide_result r = look(truths, 2, preds, 2);
    ck_assert_uint_eq(r.n_errors, 3);
    const mlt_tide_error *cls = &r.errors[0];
    ck_assert(cls->image == 4 && cls->kind == MLT_TIDE_CLS && cls->pred == 1 && cls->cls == 2);
    ck_assert(cls->truth_cls == 0 && cls->ann_id == 7 && cls->score == 0.9 && cls->iou == 0.6);
    const mlt_tide_error *both = &r.errors[1];
    ck_assert(both->kind == MLT_TIDE_BOTH && both->pred == 0 && both->truth_cls == -1);
    ck_assert(both->ann_id == 0 && both->score == 0.3 && both->iou == 0.2);
    const mlt_tide_error *miss = &r.errors[2];
    ck_assert(miss->kind == MLT_TIDE_MISS && miss->pred == UINT32_MAX && miss->cls == 1);
    ck_assert(miss->truth_cls == 1 && miss->ann_id == 8 && miss->score == 0 && miss->iou == 0);
    mlt_tide_result_free(NULL, &r);
}
END_TEST

/* Exactly at bg and exactly at pos. */
START_TEST(borders)
{
    const mlt_truth one = truth(unit, 0, 7);
    const mlt_pred low = {at_tenth, 0.5, 0};
    const mlt_pred low_other = {at_tenth, 0.5, 1};
    const mlt_pred below = {at_twentieth, 0.5, 0};
    const mlt_pred high = {at_half, 0.5, 0};
    const mlt_pred high_other = {at_half, 0.5, 1};
    const mlt_pred taken[] = {{unit, 0.9, 0}, {at_half, 0.5, 0}};
    expect(&one, 1, &low, 1, "Loc* ");
    expect(&one, 1, &low_other, 1, "Bkg Miss ");
    expect(&one, 1, &below, 1, "Bkg Miss ");
    expect(&one, 1, &high, 1, "");
    expect(&one, 1, &high_other, 1, "Cls* ");
    expect(&one, 1, taken, 2, "Loc "); /* not Dupe; the truth is in use */
}
END_TEST

START_TEST(order_of_questions)
{
    const mlt_truth loc_first[] = {truth(unit, 0, 1), truth(at_fifth, 1, 2)};
    const mlt_pred near = {at_fifth, 0.5, 0}; /* Loc at one truth, Cls at the other */
    const mlt_truth cls_first[] = {truth(unit, 0, 1), truth(unit, 1, 2)};
    const mlt_pred twice[] = {{unit, 0.9, 0}, {unit, 0.5, 0}}; /* Cls at one, Dupe at the other */
    expect(loc_first, 2, &near, 1, "Loc* Miss ");
    expect(cls_first, 2, twice, 2, "Cls* ");
}
END_TEST

/* Of equal IoUs the first truth is matched, and is what an error is about. */
START_TEST(equal_ious)
{
    const mlt_truth same[] = {truth(unit, 0, 5), truth(unit, 0, 6)};
    const mlt_pred preds[] = {
        {unit, 0.9, 0}, {at_fifth, 0.5, 0}, {unit, 0.4, 1}, {unit, 0.3, 0}, {unit, 0.2, 0}};
    mlt_tide_result r = look(same, 2, preds, 3);
    ck_assert_uint_eq(r.n_errors, 3); /* the first truth is used, so it cannot be mended */
    ck_assert(r.errors[0].kind == MLT_TIDE_LOC && r.errors[0].ann_id == 5 && !r.errors[0].mends);
    ck_assert(r.errors[1].kind == MLT_TIDE_CLS && r.errors[1].ann_id == 5 && !r.errors[1].mends);
    ck_assert(r.errors[2].kind == MLT_TIDE_MISS && r.errors[2].ann_id == 6);
    mlt_tide_result_free(NULL, &r);
    r = look(same, 2, preds, 5);
    ck_assert_uint_eq(r.n_errors, 3); /* the fourth has the second truth, the fifth none */
    ck_assert(r.errors[2].kind == MLT_TIDE_DUPE && r.errors[2].ann_id == 5);
    mlt_tide_result_free(NULL, &r);
}
END_TEST

/* A truth is mended once, by the best score of Loc and Cls together; of equal ones the first. */
START_TEST(the_remembered_one)
{
    const mlt_truth one = truth(unit, 0, 7);
    const mlt_pred preds[] = {{at_fifth, 0.5, 0}, {unit, 0.8, 1}, {unit, 0.8, 2}};
    const mlt_pred low[] = {{unit, -7, 1}, {at_fifth, -3, 0}};
    const mlt_pred nan[] = {{unit, NAN, 1}, {at_fifth, NAN, 0}};
    const mlt_pred some_nan[] = {{unit, NAN, 1}, {at_fifth, -3, 0}};
    expect(&one, 1, preds, 1, "Loc* ");
    expect(&one, 1, preds, 3, "Cls* Cls Loc ");
    expect(&one, 1, low, 2, "Loc* Cls ");
    expect(&one, 1, nan, 2, "Cls* Loc ");
    expect(&one, 1, some_nan, 2, "Loc* Cls ");
}
END_TEST

/* A crowd excuses, but what it excuses is still an error, and it is never asked for. */
START_TEST(crowds)
{
    const mlt_truth region = crowd(unit, 0);
    const mlt_truth with_goal[] = {crowd(unit, 0), truth(far, 0, 7), truth(unit, 1, 8)};
    const mlt_pred preds[] = {{unit, 0.9, 0}, {{0, 5, 10, 10}, 0.8, 0}, {unit, 0.7, 2}};
    mlt_tide_result r = look(&region, 1, preds, 3);
    ck_assert_uint_eq(r.n_errors, 3);
    ck_assert_uint_eq(r.counts[MLT_TIDE_BKG], 3);
    ck_assert_uint_eq(r.n_false_pos, 2); /* exactly half inside is not enough, nor another class */
    ck_assert_uint_eq(r.n_false_neg, 0);
    mlt_tide_result_free(NULL, &r);
    expect(with_goal, 3, preds, 1, "Cls* Miss ");
    /* An excused detection can still be mended: it becomes right under the other class. */
    r = look(with_goal, 3, preds, 1);
    ck_assert(r.n_false_pos == 0 && r.ap == 0);
    ck_assert(r.d_ap[MLT_TIDE_CLS] == 50 && r.class_ap[0] == 0 && r.class_ap[2] == -1);
    mlt_tide_result_free(NULL, &r);
}
END_TEST

/* Matching comes before crowds, whatever their order. */
START_TEST(a_match_needs_no_excuse)
{
    const mlt_truth truths[] = {crowd(unit, 0), truth(unit, 0, 7), crowd(unit, 0)};
    const mlt_pred preds[] = {{unit, 0.9, 0}, {unit, 0.8, 0}};
    mlt_tide_result r = look(truths, 3, preds, 2);
    ck_assert(r.ap == 100 && r.n_false_pos == 0 && r.counts[MLT_TIDE_DUPE] == 1);
    mlt_tide_result_free(NULL, &r);
}
END_TEST

/* The best of all classes together; classes out of range do not count among them. */
START_TEST(limit_of_detections)
{
    enum { N = 160 };
    const mlt_truth one = truth(unit, 0, 7);
    mlt_pred preds[N];
    for (int i = 0; i < N; i++)
        preds[i] = (mlt_pred){far, i, i % 2 ? 1 : 2};
    preds[N - 1].cls = 3;
    preds[N - 2].cls = -1;
    preds[57] = (mlt_pred){unit, 57, 0}; /* the 101st */
    mlt_tide_result r = look(&one, 1, preds, N);
    ck_assert(r.ap == 0 && r.counts[MLT_TIDE_BKG] == 100 && r.counts[MLT_TIDE_MISS] == 1);
    mlt_tide_result_free(NULL, &r);
    preds[57].score = 58; /* a tie with one after it: the 100th */
    r = look(&one, 1, preds, N);
    ck_assert(r.class_ap[0] == 100 && r.counts[MLT_TIDE_BKG] == 99);
    mlt_tide_result_free(NULL, &r);
}
END_TEST

START_TEST(odd_input)
{
    const mlt_truth empty = truth((mlt_box){0, 0, 0, 0}, 0, 7);
    const mlt_truth zero_id = truth(unit, 0, 0);
    const mlt_truth outside[] = {truth(unit, 3, 1), truth(unit, -1, 2), crowd(unit, 3)};
    const mlt_truth flagged = {unit, 1, 7, 0, MLT_TRUTH_DIFFICULT | MLT_TRUTH_IGNORE};
    const mlt_pred empty_pred = {{0, 0, 0, 0}, 0.5, 0};
    const mlt_pred negative = {{10, 10, -10, -10}, 0.5, 0};
    const mlt_pred infinite = {{-INFINITY, 0, INFINITY, 10}, 0.5, 0};
    const mlt_pred good = {unit, NAN, 0};
    const mlt_truth in_crowd[] = {truth(far, 0, 7), crowd(unit, 0)};
    expect(&empty, 1, &empty_pred, 1, "Bkg Miss ");
    expect(&zero_id, 1, &empty_pred, 1, "Bkg Miss ");
    expect(&zero_id, 1, &negative, 1, "Bkg Miss ");
    expect(&zero_id, 1, &infinite, 1, "Bkg Miss ");
    expect(in_crowd, 2, &empty_pred, 1, "Bkg Miss ");
    expect(outside, 3, &good, 1, "Bkg ");
    expect(&flagged, 1, &empty_pred, 1, "Bkg Miss ");
    mlt_tide_result r = look(&zero_id, 1, &good, 1); /* id 0 is like any other, NaN a score */
    ck_assert(r.ap == 100 && r.n_errors == 0);
    mlt_tide_result_free(NULL, &r);
}
END_TEST

START_TEST(too_many)
{
    mlt_tide *tide;
    const mlt_tide_options options = {.n_classes = 3};
    const size_t many = (size_t)UINT32_MAX + 1;
    ck_assert_int_eq(mlt_tide_new(&tide, NULL, &options, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_tide_add(tide, 1, NULL, many, NULL, 0, NULL), MLTEST_ERR_LIMIT);
    ck_assert_int_eq(mlt_tide_add(tide, 1, NULL, 0, NULL, many, NULL), MLTEST_ERR_LIMIT);
    ck_assert_uint_eq(mlt_tide_n_images(tide), 0);
    mlt_tide_free(tide);
}
END_TEST

Suite *mlt_suite_metric_tide_add(void)
{
    Suite *suite = suite_create("metric_tide_add");
    TCase *tests = tcase_create("add");
    tcase_add_test(tests, each_kind);
    tcase_add_test(tests, what_is_told);
    tcase_add_test(tests, borders);
    tcase_add_test(tests, order_of_questions);
    tcase_add_test(tests, equal_ious);
    tcase_add_test(tests, the_remembered_one);
    tcase_add_test(tests, crowds);
    tcase_add_test(tests, a_match_needs_no_excuse);
    tcase_add_test(tests, limit_of_detections);
    tcase_add_test(tests, odd_input);
    tcase_add_test(tests, too_many);
    suite_add_tcase(suite, tests);
    return suite;
}
