/* SPDX-License-Identifier: MIT */
#include "report/pictures.h"

#include "base/alloc.h"
#include "codec/jpeg.h"
#include "failure_fixtures.h"

static const mlt_page_pair pairs[] = {{0, FF_SATURATE}, {1, FF_SATURATE}, {3, 1}, {0, 1}};

static void expect_size(const mlt_page_picture *p, uint32_t width, uint32_t height)
{
    uint32_t w, h, turned;
    ck_assert_int_eq(mlt_jpeg_header("p", p->bytes, p->n, &w, &h, &turned, NULL), MLTEST_OK);
    ck_assert_uint_eq(w, width);
    ck_assert_uint_eq(h, height);
    ck_assert_uint_eq(p->width, API_WIDTH); /* as it was tested */
    ck_assert_uint_eq(p->height, API_HEIGHT);
}

START_TEST(sizes)
{
    mltest_dataset *dataset = api_dataset(7);
    mltest_report *report = ff_report(NULL, 1, NULL, NULL, NULL);
    static const uint32_t widths[][3] = {{640, 16, 12}, {16, 16, 12}, {8, 8, 6}, {1, 1, 1}};
    for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
        mlt_pair_pictures made;
        report->settings.picture_width = widths[i][0];
        mlt_pair_pictures_make(&made, report, dataset, NULL, pairs, 1);
        ck_assert_int_eq(made.status, MLTEST_OK);
        expect_size(&made.clean, widths[i][1], widths[i][2]);
        expect_size(&made.now, widths[i][1], widths[i][2]);
        ck_assert_uint_eq(made.clean.condition, 0);
        ck_assert_uint_eq(made.now.condition, FF_SATURATE);
        mlt_pair_pictures_free(&made, NULL, 1);
    }
    mlt_report_unref(report);
    mltest_dataset_free(dataset);
}
END_TEST

START_TEST(quality)
{
    mltest_dataset *dataset = api_dataset(7);
    mltest_report *report = ff_report(NULL, 1, NULL, NULL, NULL);
    mlt_pair_pictures good, bad;
    report->settings.picture_quality = 95;
    mlt_pair_pictures_make(&good, report, dataset, NULL, pairs, 1);
    report->settings.picture_quality = 5;
    mlt_pair_pictures_make(&bad, report, dataset, NULL, pairs, 1);
    ck_assert_uint_lt(bad.clean.n, good.clean.n);
    mlt_pair_pictures_free(&good, NULL, 1);
    mlt_pair_pictures_free(&bad, NULL, 1);
    mlt_report_unref(report);
    mltest_dataset_free(dataset);
}
END_TEST

/* The same bytes, alone or together; what fails takes nothing else with it. */
START_TEST(several_at_once)
{
    mltest_dataset *dataset = api_dataset(7);
    mltest_report *report = ff_report(NULL, 1, NULL, NULL, NULL);
    mlt_pair_pictures together[4], alone;
    report->cards[0]->journal->samples[3].hash ^= 1;
    mlt_pair_pictures_make(together, report, dataset, NULL, pairs, 4);
    for (size_t i = 0; i < 4; i++) {
        ck_assert_int_eq(together[i].status, i == 2 ? MLTEST_ERR_CONFLICT : MLTEST_OK);
        if (i == 2)
            continue;
        mlt_pair_pictures_make(&alone, report, dataset, NULL, &pairs[i], 1);
        ck_assert_uint_eq(alone.now.n, together[i].now.n);
        ck_assert_mem_eq(alone.now.bytes, together[i].now.bytes, alone.now.n);
        ck_assert_mem_eq(alone.clean.bytes, together[i].clean.bytes, alone.clean.n);
        mlt_pair_pictures_free(&alone, NULL, 1);
    }
    ck_assert_uint_ge(mlt_pair_pictures_at_once(report, dataset, NULL), 1);
    mlt_pair_pictures_free(together, NULL, 4);
    mlt_report_unref(report);
    mltest_dataset_free(dataset);
}
END_TEST

MLT_TEST_SUITE(report_pictures, sizes, quality, several_at_once)
