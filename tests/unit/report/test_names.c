/* SPDX-License-Identifier: MIT */
#include "report/html/names.h"

#include "report/grid_fixtures.h"

static void shows(void (*put)(mlt_text *, const char *), const char *name, const char *wanted)
{
    mlt_text out;
    mlt_text_init(&out, NULL);
    put(&out, name);
    ck_assert_str_eq(mlt_text_string(&out), wanted);
    mlt_text_free(&out);
}

START_TEST(test_short_names)
{
    char name[3 * MLT_HTML_MOST_NAME + 1];
    shows(mlt_html_short_name, "", "<bdi></bdi>");
    shows(mlt_html_short_name, "a<b>", "<bdi>a&lt;b&gt;</bdi>");
    memset(name, 'x', sizeof name);
    name[MLT_HTML_MOST_NAME] = '\0';
    mlt_text whole;
    mlt_text_init(&whole, NULL);
    mlt_text_printf(&whole, "<bdi>%s</bdi>", name);
    shows(mlt_html_short_name, name, mlt_text_string(&whole));
    mlt_text_free(&whole);
}
END_TEST

static void shortens(const char *name, size_t most, const char *wanted)
{
    mlt_text out;
    mlt_text_init(&out, NULL);
    mlt_html_short(&out, name, most);
    ck_assert_str_eq(mlt_text_string(&out), wanted);
    mlt_text_free(&out);
}

START_TEST(test_lengths)
{
    shortens("", 3, "");
    shortens("abc", 3, "abc");
    shortens("abcd", 3, "a…d");
    shortens("abcde", 4, "a…de");
    shortens("ääöö", 3, "ä…ö"); /* characters, not bytes */
    shortens("<<<<", 2, "…&lt;");
    shortens("\xff\xfe", 1, "…");
    shortens("ab", 0, "…");
}
END_TEST

START_TEST(test_both_ends_of_a_long_name)
{
    enum { LONG = 10000 };
    static char name[2 * LONG + 3];
    for (size_t i = 0; i < LONG; i++)
        memcpy(&name[2 * i], "\xc3\xa9", 2); /* é: cut between characters */
    memcpy(&name[2 * LONG], "<!", 3);
    mlt_text out;
    mlt_text_init(&out, NULL);
    mlt_html_short_name(&out, name);
    const char *shown = mlt_text_string(&out);
    ck_assert_uint_eq(gf_count(shown, "é"), MLT_HTML_MOST_NAME - 1 - 2);
    ck_assert_uint_eq(gf_count(shown, "…"), 1);
    ck_assert_ptr_nonnull(strstr(shown, "é&lt;!</bdi>"));
    ck_assert_ptr_null(strstr(shown, "\xef\xbf\xbd"));
    mlt_text_free(&out);
}
END_TEST

START_TEST(test_attributes_are_isolated)
{
    shows(mlt_html_name_in_attribute, "\xe2\x80\xae\"x",
          "\xe2\x81\xa8\xef\xbf\xbd&quot;x\xe2\x81\xa9");
}
END_TEST

static void shows_model(const mltest_report *report, size_t model, const char *wanted)
{
    mlt_text out;
    mlt_text_init(&out, NULL);
    mlt_html_model(&out, report, model);
    ck_assert_str_eq(mlt_text_string(&out), wanted);
    mlt_text_clear(&out);
    mlt_html_model_in_attribute(&out, report, model);
    ck_assert_ptr_null(strstr(mlt_text_string(&out), "<bdi>"));
    mlt_text_free(&out);
}

START_TEST(test_models_of_the_same_name)
{
    static const char *const same[] = {"net", "net"};
    mltest_report *report = gf_mixed_report(2);
    shows_model(report, 0, "<span class=\"model model-1\"><bdi>net</bdi></span>");
    shows_model(report, 1, "<span class=\"model model-2\"><bdi>other</bdi></span>");
    mlt_report_unref(report);
    report = gf_report(gf_mixed, GF_N_MIXED, 2, same);
    shows_model(report, 0, "<span class=\"model model-1\"><bdi>net</bdi> (1)</span>");
    shows_model(report, 1, "<span class=\"model model-2\"><bdi>net</bdi> (2)</span>");
    ck_assert_str_eq(mlt_html_performance_name(report), "mAP");
    report->cards[0]->journal->run.task = MLTEST_TASK_CLASSIFICATION;
    ck_assert_str_eq(mlt_html_performance_name(report), "top-1");
    mlt_report_unref(report);
}
END_TEST

MLT_TEST_SUITE(report_names, test_short_names, test_lengths, test_both_ends_of_a_long_name,
               test_attributes_are_isolated, test_models_of_the_same_name)
