/* SPDX-License-Identifier: MIT */
#include "report/report.h"

#include "api/fixtures.h"
#include "image/image.h"

Suite *mlt_suite_report_pair(void);

static mltest_scorecard *card;
static mltest_dataset *dataset;
static mlt_image image;
static mltest_error *error;
static api_model model;

static void set_up(void)
{
    model = (api_model){.name = "fragile", .blind = "saturate", .last = 1};
    mltest_journal *journal = api_journal(&model, API_SUITE);
    ck_assert_int_eq(mlt_scorecard_make(&card, journal->ctx, journal, NULL, NULL), MLTEST_OK);
    mlt_journal_unref(journal);
    dataset = api_dataset(7);
    mlt_image_init(&image, card->ctx);
    error = NULL;
}

static void tear_down(void)
{
    mlt_image_free(&image);
    mlt_dataset_unref(dataset);
    mlt_scorecard_unref(card);
}

static mltest_status draw(const char *sample, const char *condition)
{
    return mlt_report_pair(&image, card->ctx, card, dataset, NULL, sample, condition, &error);
}

static void refused(const char *sample, const char *condition, mltest_status status,
                    const char *message)
{
    ck_assert_int_eq(draw(sample, condition), status);
    ck_assert_msg(strstr(mltest_error_message(error), message) != NULL, "%s",
                  mltest_error_message(error));
    mltest_error_free(error);
    error = NULL;
}

START_TEST(test_size_of_the_picture)
{
    ck_assert_int_eq(draw("p0", API_BRIGHTNESS), MLTEST_OK);
    ck_assert_uint_eq(image.width, 2 * API_WIDTH + 8);
    ck_assert_uint_eq(image.height, API_HEIGHT + 24);
    ck_assert_uint_eq(image.format, MLTEST_FORMAT_RGB8);
}
END_TEST

START_TEST(test_what_is_not_there)
{
    refused("p9", API_BRIGHTNESS, MLTEST_ERR_NOT_FOUND, "no sample 'p9'");
    refused("p0", "fog:r1@3", MLTEST_ERR_NOT_FOUND, "under 'fog:r1@3'");
    mlt_dataset_unref(dataset);
    dataset = api_dataset(8);
    refused("p0", API_BRIGHTNESS, MLTEST_ERR_CONFLICT, "are not those that were tested");
}
END_TEST

/* Journals of other writers may have boxes anywhere; they are drawn where they can be seen. */
START_TEST(test_boxes_far_outside)
{
    static const double far[] = {1e300, -1e300, 1e19, -1e19, 4e9, -4e9};
    const mlt_joutcome *clean = mlt_journal_outcome(card->journal, 0, 0);
    mlt_joutcome *now = &card->journal->outcomes[1];
    for (size_t i = 0; i < sizeof far / sizeof far[0]; i++) {
        clean->preds[0].box = (mlt_box){far[i], 2, 1e300, 4};
        now->preds[0].box = (mlt_box){2, far[i], 4, 1e300};
        ck_assert_int_eq(draw("p0", API_BRIGHTNESS), MLTEST_OK);
    }
}
END_TEST

START_TEST(test_a_class_that_has_no_name)
{
    card->journal->outcomes[1].preds[0].cls = 99;
    ck_assert_int_eq(draw("p0", API_BRIGHTNESS), MLTEST_OK);
    card->journal->outcomes[1].preds[0].cls = -1;
    ck_assert_int_eq(draw("p0", API_BRIGHTNESS), MLTEST_OK);
}
END_TEST

START_TEST(test_the_same_picture_every_time)
{
    ck_assert_int_eq(draw("p1", API_SATURATE), MLTEST_OK);
    mltest_image_view view = mlt_image_view(&image);
    uint64_t first = mlt_view_hash(&view);
    ck_assert_int_eq(draw("p1", API_SATURATE), MLTEST_OK);
    view = mlt_image_view(&image);
    ck_assert_uint_eq(mlt_view_hash(&view), first);
    ck_assert_int_eq(draw("p2", API_SATURATE), MLTEST_OK);
    view = mlt_image_view(&image);
    ck_assert_uint_ne(mlt_view_hash(&view), first);
}
END_TEST

Suite *mlt_suite_report_pair(void)
{
    TCase *tc = tcase_create("pair");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_size_of_the_picture);
    tcase_add_test(tc, test_what_is_not_there);
    tcase_add_test(tc, test_boxes_far_outside);
    tcase_add_test(tc, test_a_class_that_has_no_name);
    tcase_add_test(tc, test_the_same_picture_every_time);
    Suite *suite = suite_create("report_pair");
    suite_add_tcase(suite, tc);
    return suite;
}
