/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "failure_fixtures.h"

static mlt_text json;

/* Without layout. */
static const mlt_text *write_json(const mltest_report *report)
{
    mlt_text_init(&json, NULL);
    ck_assert_int_eq(mlt_report_page_json(&json, report, NULL), MLTEST_OK);
    size_t n = 0;
    bool after = false; /* a line end or a colon: spaces are layout */
    for (size_t i = 0; i < json.n; i++) {
        char c = json.bytes[i];
        if (c == '\n' || (c == ' ' && after)) {
            after = true;
            continue;
        }
        json.bytes[n++] = c;
        after = c == ':';
    }
    json.bytes[json.n = n] = '\0';
    return &json;
}

/* tests/conformance/report_schema.py holds the whole of it. */
START_TEST(what_it_says)
{
    mltest_report *r = ff_pictures(2);
    static const char *const once[] = {"\"kind\":\"report\"", "\"failures\":[", "\"comparison\":{",
                                       "\"pictures_note\":\"\"", "\"file\":\"pictures/0003.jpg\""};
    write_json(r);
    for (size_t i = 0; i < sizeof once / sizeof once[0]; i++)
        ck_assert_msg(ff_count(&json, once[i]) == 1, "%s", once[i]);
    ck_assert_uint_eq(ff_count(&json, "\"recipe\":\"mltest perturb"), 4);
    ck_assert_uint_eq(ff_count(&json, "\"clean_picture\":0,\"picture\":1"), 2);
    ck_assert_uint_eq(ff_count(&json, "{\"class\":0,\"state\":\"lost\",\"score\":0.875,\"box\":"
                                      "[2,2,6,8]}"),
                      2); /* of p0, on both pictures */
    ck_assert_uint_eq(ff_count(&json, "\"state\":\"truth\",\"score\":null,\"box\":[2,2,6,8]"), 4);
    mlt_text_free(&json);
    mlt_report_unref(r);
}
END_TEST

START_TEST(one_model)
{
    mltest_report *r = ff_pictures(1);
    ck_assert_uint_eq(ff_count(write_json(r), "\"comparison\":null"), 1);
    mlt_text_free(&json);
    mlt_report_unref(r);
    r = ff_report(NULL, 1, NULL, NULL, NULL);
    write_json(r);
    ck_assert_uint_eq(ff_count(&json, "\"pictures\":[],\"failures\":[]"), 1);
    ck_assert_uint_eq(ff_count(&json, "\"pictures_note\":\"No data set"), 1);
    mlt_text_free(&json);
    mlt_report_unref(r);
}
END_TEST

START_TEST(classes_have_no_places)
{
    mltest_report *r = ff_pictures(1);
    r->cards[0]->journal->run.task = MLTEST_TASK_CLASSIFICATION;
    ck_assert_uint_eq(ff_count(write_json(r), "\"box\":null"), 8);
    mlt_text_free(&json);
    mlt_report_unref(r);
}
END_TEST

static mltest_status write_in(mltest_context *ctx, void *data)
{
    mltest_report *r = data;
    mltest_context *was = r->ctx;
    mlt_text out;
    r->ctx = ctx;
    mlt_text_init(&out, ctx);
    mltest_status status = mlt_report_page_json(&out, r, NULL);
    mlt_text_free(&out);
    r->ctx = was;
    return status;
}

START_TEST(out_of_memory)
{
    mltest_report *r = ff_pictures(1);
    mlt_test_every_allocation(write_in, r);
    mlt_report_unref(r);
}
END_TEST

MLT_TEST_SUITE(report_page_json, what_it_says, one_model, classes_have_no_places, out_of_memory)
