/* SPDX-License-Identifier: MIT */
#include "section_fixtures.h"

static void single(mlt_text *out, const mltest_report *report)
{
    ck_assert_int_eq(mlt_report_html(out, report, false, NULL), MLTEST_OK);
}

START_TEST(test_frame)
{
    const char *shown = sx_section(single, sx_report(1, true));
    sx_check_tags(shown);
    ck_assert_uint_eq((size_t)(strstr(shown, "<!doctype html>\n<html lang=\"en\">") - shown), 0);
    SX_HAS(shown, "content=\"default-src 'none'; ");
    SX_HAS(shown, "<title>a on pets</title>");
    SX_HAS(shown, "<h1><bdi>a</bdi> on <bdi>pets</bdi></h1>");
    SX_HAS(shown, "<p class=\"quiet\">Suite <bdi>s</bdi>: 6 conditions on 4 pictures.</p>");
    ck_assert_str_eq(shown + strlen(shown) - 16, "</body>\n</html>\n");
}
END_TEST

/* Contents are of the parts that are there. */
START_TEST(test_contents)
{
    const char *shown = sx_section(single, sx_report(1, true));
    SX_HAS(shown, "<li><a href=\"#glance\">At a glance</a></li>");
    SX_HAS(shown, "<li><a href=\"#tables\">All tables</a></li>");
    SX_LACKS(shown, "href=\"#comparison\"");
    shown = sx_section(single, sx_report(2, true));
    SX_HAS(shown, "<li><a href=\"#comparison\">Side by side</a></li>");
    SX_HAS(shown, "<title>a and b on pets</title>");
}
END_TEST

START_TEST(test_names_are_text)
{
    mltest_journal *journal = fx_open(true);
    journal->run.model_name = "</title>" SX_HOSTILE;
    journal->run.dataset_name = "</h1>" SX_HOSTILE;
    const char *shown = sx_section(single, sx_report_of(&journal, 1, NULL, NULL));
    sx_check_tags(shown);
    ck_assert_uint_eq(sx_count(shown, "<script>"), 1); /* ours */
    ck_assert_uint_eq(sx_count(shown, "</title>"), 1);
    SX_HAS(shown, "<title>&lt;/title&gt;" SX_ESCAPED " on &lt;/h1&gt;" SX_ESCAPED "</title>");
}
END_TEST

START_TEST(test_same_bytes)
{
    static char first[1 << 19];
    const char *shown = sx_section(single, sx_report(3, true));
    memcpy(first, shown, strlen(shown) + 1);
    ck_assert_str_eq(sx_section(single, sx_report(3, true)), first);
}
END_TEST

START_TEST(test_pictures_have_names)
{
    mlt_text out;
    mlt_text_init(&out, NULL);
    mlt_page_picture_name(&out, 7);
    ck_assert_str_eq(mlt_text_string(&out), "pictures/0007.jpg");
    mlt_text_free(&out);
}
END_TEST

static mltest_status write(mltest_context *ctx, void *data)
{
    mltest_error *error = NULL;
    mlt_text out;
    mlt_text_init(&out, ctx);
    mltest_status status = mlt_report_html(&out, data, false, &error);
    mlt_text_free(&out);
    mltest_error_free(error);
    return status;
}

START_TEST(test_out_of_memory)
{
    mltest_report *report = sx_report(1, false);
    mlt_test_every_allocation(write, report);
    mlt_report_unref(report);
}
END_TEST

MLT_TEST_SUITE(report_document, test_frame, test_contents, test_names_are_text, test_same_bytes,
               test_pictures_have_names, test_out_of_memory)
