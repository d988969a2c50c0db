/* SPDX-License-Identifier: MIT */
#include "report/report.h"

#include <math.h>

#include "api/fixtures.h"
#include "image/image.h"
#include "perturb/frost_folder.h"
#include "perturb/photographs.h"

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

/* With the photographs of the run, or not at all. */
START_TEST(test_photographs_of_frost)
{
    mltest_context *ctx = frosty_context(20), *other = frosty_context(30);
    mltest_context *const given[] = {ctx, other, NULL};
    model.blind = "frost";
    mltest_journal *journal = api_journal(&model, "frost@2 saturate@3");
    journal->run.frost_photographs = mlt_context_photographs(ctx)->hash;
    mlt_scorecard_unref(card);
    ck_assert_int_eq(mlt_scorecard_make(&card, NULL, journal, NULL, NULL), MLTEST_OK);
    mlt_journal_unref(journal);
    for (int i = 0; i < 3; i++) {
        mltest_status status =
            mlt_report_pair(&image, given[i], card, dataset, NULL, "p0", "frost:r1@2", &error);
        ck_assert_int_eq(status, i == 0 ? MLTEST_OK : MLTEST_ERR_CONFLICT);
        ck_assert(i == 0 || strstr(mltest_error_message(error), "its frost is made of") != NULL);
        mltest_error_free(error);
        error = NULL;
    }
    ck_assert_int_eq(draw("p0", API_SATURATE), MLTEST_OK); /* does not depend on them */
    mltest_context_free(ctx);
    mltest_context_free(other);
}
END_TEST

/* The hash of the picture in which the clean and the perturbed prediction are these boxes. */
static uint64_t drawn(mlt_box clean, mlt_box now)
{
    mlt_journal_outcome(card->journal, 0, 0)->preds[0].box = clean;
    mlt_journal_outcome(card->journal, 0, 1)->preds[0].box = now;
    ck_assert_int_eq(draw("p0", API_BRIGHTNESS), MLTEST_OK);
    mltest_image_view view = mlt_image_view(&image);
    return mlt_view_hash(&view);
}

/* Journals of other writers may have boxes anywhere; what can be seen of them is drawn. */
START_TEST(test_boxes_far_outside)
{
    static const double far[] = {1e300, 1e19, 4e9};
    const mlt_box here = {2, 2, 6, 8};
    uint64_t wide = drawn(here, (mlt_box){2, 2, 1000, 4});
    uint64_t high = drawn(here, (mlt_box){2, 2, 4, 1000});
    uint64_t below = drawn((mlt_box){-1000, -1000, 4, 4}, here);
    uint64_t beyond = drawn((mlt_box){1000, 1000, 4, 4}, here);
    ck_assert_uint_ne(wide, high);
    for (size_t i = 0; i < sizeof far / sizeof far[0]; i++) {
        ck_assert_uint_eq(drawn(here, (mlt_box){2, 2, far[i], 4}), wide);
        ck_assert_uint_eq(drawn(here, (mlt_box){2, 2, 4, far[i]}), high);
        ck_assert_uint_eq(drawn((mlt_box){-far[i], -far[i], 4, 4}, here), below);
        ck_assert_uint_eq(drawn((mlt_box){far[i], far[i], 4, 4}, here), beyond);
    }
}
END_TEST

/* Journals cannot hold them, but sums of what they hold can be. */
START_TEST(test_boxes_that_are_nowhere)
{
    const mlt_box here = {2, 2, 6, 8};
    const double nan = (double)NAN, infinite = (double)INFINITY;
    uint64_t without = drawn((mlt_box){-1000, -1000, 4, 4}, here);
    ck_assert_uint_eq(drawn((mlt_box){nan, nan, nan, nan}, here), without);
    ck_assert_uint_eq(drawn((mlt_box){-infinite, -infinite, 4, 4}, here), without);
    ck_assert_uint_eq(drawn((mlt_box){-infinite, 2, infinite, 4}, here),
                      drawn((mlt_box){nan, 2, nan, 4}, here));
}
END_TEST

/* Colours tell what was kept, lost, and is new. */
START_TEST(test_colours_of_what_changed)
{
    const mlt_box here = {2, 2, 6, 8}, there = {9, 4, 6, 7};
    const uint8_t *row;
    drawn(here, here);
    row = (const uint8_t *)image.data + (24 + 9) * image.stride_bytes;
    ck_assert_mem_eq(row + 3 * 2, "\x00\x9E\x73", 3);
    ck_assert_mem_eq(row + 3 * (API_WIDTH + 8 + 2), "\x00\x9E\x73", 3);
    drawn(here, there);
    row = (const uint8_t *)image.data + (24 + 9) * image.stride_bytes;
    ck_assert_mem_eq(row + 3 * 2, "\xD5\x5E\x00", 3);
    ck_assert_mem_eq(row + 3 * (API_WIDTH + 8 + 2), "\xD5\x5E\x00", 3);
    row = (const uint8_t *)image.data + (24 + 10) * image.stride_bytes;
    ck_assert_mem_eq(row + 3 * (API_WIDTH + 8 + 14), "\xF0\xE4\x42", 3);
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

/* A failure, a skip or nothing at all is a picture without predictions. */
START_TEST(test_what_was_not_answered)
{
    mlt_joutcome *now = &card->journal->outcomes[1];
    static const mlt_outcome_type types[] = {MLT_FAILURE, MLT_SKIP, (mlt_outcome_type)0};
    uint64_t first = 0;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        *now = (mlt_joutcome){.type = types[i], .ms = -1};
        ck_assert_int_eq(draw("p0", API_BRIGHTNESS), MLTEST_OK);
        mltest_image_view view = mlt_image_view(&image);
        if (i == 0)
            first = mlt_view_hash(&view);
        ck_assert_uint_eq(mlt_view_hash(&view), first);
    }
}
END_TEST

static mltest_status draw_in(mltest_context *ctx, void *data)
{
    mlt_image own;
    mltest_error *failure = NULL;
    mlt_image_init(&own, ctx);
    mltest_status status = mlt_report_pair(&own, ctx, card, dataset, NULL, "p0", data, &failure);
    mltest_error_free(failure);
    mlt_image_free(&own);
    return status;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(draw_in, API_BRIGHTNESS);
    mlt_test_every_allocation(draw_in, API_SATURATE);
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
    tcase_add_test(tc, test_photographs_of_frost);
    tcase_add_test(tc, test_boxes_far_outside);
    tcase_add_test(tc, test_boxes_that_are_nowhere);
    tcase_add_test(tc, test_colours_of_what_changed);
    tcase_add_test(tc, test_what_was_not_answered);
    tcase_add_test(tc, test_out_of_memory);
    tcase_add_test(tc, test_a_class_that_has_no_name);
    tcase_add_test(tc, test_the_same_picture_every_time);
    Suite *suite = suite_create("report_pair");
    suite_add_tcase(suite, tc);
    return suite;
}
