/* SPDX-License-Identifier: MIT */
#include "report/remake.h"

#include "api/fixtures.h"
#include "base/error.h"
#include "journal/journal.h"

Suite *mlt_suite_report_remake(void);

enum { BRIGHTNESS = 1, ROTATION = 2 };

static mltest_journal *journal;
static mltest_dataset *dataset;
static mlt_remade remade;
static mltest_error *error;

static void set_up(void)
{
    api_model model = {.name = "sharp"};
    journal = api_journal(&model, "brightness@2 rotation@5");
    dataset = api_dataset(7);
    ck_assert_int_eq(mlt_remade_init(&remade, NULL, NULL), MLTEST_OK);
}

static void tear_down(void)
{
    mlt_remade_free(&remade);
    mltest_dataset_free(dataset);
    mltest_journal_free(journal);
}

static uint64_t hash_of(const mlt_image *image)
{
    mltest_image_view view = mlt_image_view(image);
    return mlt_view_hash(&view);
}

START_TEST(the_pictures_that_were_tested)
{
    mlt_condition condition;
    mlt_perturbed made;
    ck_assert_int_eq(mlt_remake(&remade, journal, dataset, NULL, 2, BRIGHTNESS, NULL), MLTEST_OK);
    ck_assert_uint_eq(hash_of(&remade.clean), journal->samples[2].hash);
    ck_assert_int_eq(mlt_condition_parse(&condition, NULL, API_BRIGHTNESS, NULL, 0, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(mlt_perturbed_init(&made, NULL, NULL), MLTEST_OK);
    mltest_image_view view = mlt_image_view(&remade.clean);
    ck_assert_int_eq(
        mlt_condition_apply(&condition, &view, NULL, journal->run.seed, "p2", &made, NULL),
        MLTEST_OK);
    ck_assert_uint_eq(hash_of(&remade.made.image), hash_of(&made.image));
    mlt_perturbed_free(&made);
    mlt_condition_free(NULL, &condition);
}
END_TEST

static void refused(size_t sample, size_t condition, mltest_status status, const char *words)
{
    api_check_refused(mlt_remake(&remade, journal, dataset, NULL, sample, condition, &error),
                      &error, status, words);
}

START_TEST(what_cannot_be_made)
{
    journal->samples[0].id = "elsewhere";
    refused(0, BRIGHTNESS, MLTEST_ERR_NOT_FOUND, "tiny has no sample 'elsewhere'");
    journal->samples[1].hash ^= 1;
    refused(1, BRIGHTNESS, MLTEST_ERR_CONFLICT, "p1: its pixels are not those that were tested");
    journal->conditions[BRIGHTNESS].name = "unheard:r1@3";
    refused(2, BRIGHTNESS, MLTEST_ERR_NOT_FOUND, "unheard");
    journal->conditions[BRIGHTNESS].name = "elastic_transform:r1@3";
    mltest_status status = mlt_remake(&remade, journal, dataset, NULL, 2, BRIGHTNESS, &error);
    mltest_error_free(error);
    error = NULL;
    ck_assert(status == MLTEST_OK || status == MLTEST_ERR_UNSUPPORTED);
    ck_assert_int_eq(mlt_remake(&remade, journal, dataset, NULL, 3, ROTATION, NULL), MLTEST_OK);
}
END_TEST

START_TEST(threads)
{
    const mlt_source one = {.format = "one"};
    ck_assert(mlt_remake_on_any_thread(dataset, NULL));
    const mlt_source *was = dataset->source;
    dataset->source = &one;
    ck_assert(!mlt_remake_on_any_thread(dataset, NULL));
    dataset->source = was;
}
END_TEST

static mltest_status make_in(mltest_context *ctx, void *data)
{
    mlt_remade own;
    mltest_error *failure = NULL;
    (void)data;
    mltest_status status = mlt_remade_init(&own, ctx, &failure);
    if (status == MLTEST_OK)
        status = mlt_remake(&own, journal, dataset, NULL, 0, ROTATION, &failure);
    mlt_remade_free(&own);
    mltest_error_free(failure);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(make_in, NULL);
}
END_TEST

Suite *mlt_suite_report_remake(void)
{
    const TTest *const tests[] = {the_pictures_that_were_tested, what_cannot_be_made, threads,
                                  out_of_memory};
    TCase *tc = tcase_create("remake");
    Suite *suite = suite_create("report_remake");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)
        tcase_add_test(tc, tests[i]);
    suite_add_tcase(suite, tc);
    return suite;
}
