/* SPDX-License-Identifier: MIT */
#include "report/html/html.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "testing.h"

static mlt_text out;

static void is_text(const char *text, const char *wanted)
{
    mlt_text_init(&out, NULL);
    mlt_html_text(&out, text);
    ck_assert_str_eq(mlt_text_string(&out), wanted);
    mlt_text_free(&out);
}

#define REPLACED "\xef\xbf\xbd"

START_TEST(test_markup_is_text)
{
    is_text("", "");
    is_text("plain, grün, 雾", "plain, grün, 雾");
    is_text("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;");
    is_text("</style><!-- --> ]]>", "&lt;/style&gt;&lt;!-- --&gt; ]]&gt;");
    is_text("\" onload='x' & &amp;", "&quot; onload=&#39;x&#39; &amp; &amp;amp;");
}
END_TEST

START_TEST(test_control_characters)
{
    is_text("a\nb\tc", "a b c");
    is_text("\x01\x1b[31m\r\x7f", REPLACED REPLACED "[31m" REPLACED REPLACED);
    is_text("\xc2\x80\xc2\x9f\xc2\xa0", REPLACED REPLACED "\xc2\xa0");
}
END_TEST

/* They could turn what stands beside the name; marks of scripts that are written so stay. */
START_TEST(test_directions)
{
    is_text("\xe2\x80\xaa\xe2\x80\xaex\xe2\x81\xa6\xe2\x81\xa9",
            REPLACED REPLACED "x" REPLACED REPLACED);
    is_text("\xe2\x80\xa9\xe2\x80\xaf\xe2\x81\xa5\xe2\x81\xaa",
            "\xe2\x80\xa9\xe2\x80\xaf\xe2\x81\xa5\xe2\x81\xaa");
    is_text("\xd7\xa9\xe2\x80\x8f", "\xd7\xa9\xe2\x80\x8f");
}
END_TEST

START_TEST(test_what_is_not_utf8)
{
    is_text("a\xff"
            "b",
            "a" REPLACED "b");
    is_text("\xe2\x82", REPLACED REPLACED);
    is_text("\xc0\xbcscript>", REPLACED REPLACED "script&gt;");
    is_text("\xed\xa0\x80", REPLACED REPLACED REPLACED);
}
END_TEST

START_TEST(test_long_names_are_whole)
{
    enum { N = 10240 };
    char *name = malloc(N + 1);
    ck_assert_ptr_nonnull(name);
    memset(name, 'x', N);
    name[N - 1] = '<';
    name[N] = '\0';
    mlt_text_init(&out, NULL);
    mlt_html_name(&out, name);
    ck_assert_uint_eq(out.n, N - 1 + strlen("<bdi>&lt;</bdi>"));
    ck_assert_str_eq(mlt_text_string(&out) + 5 + N - 1, "&lt;</bdi>");
    mlt_text_free(&out);
    free(name);
}
END_TEST

START_TEST(test_names)
{
    mlt_text_init(&out, NULL);
    mlt_html_verdict(&out, "better");
    mlt_html_verdict(&out, "no evidence");
    mlt_html_verdict(&out, "<i>");
    mlt_html_verdict(&out, "");
    ck_assert_str_eq(mlt_text_string(&out),
                     "<span class=\"verdict better\"><span aria-hidden=\"true\">▲</span> better"
                     "</span><span class=\"verdict none\"><span aria-hidden=\"true\">–</span> no "
                     "evidence</span>&lt;i&gt;");
    mlt_text_free(&out);
}
END_TEST

START_TEST(test_numbers)
{
    mlt_text_init(&out, NULL);
    mlt_html_number(&out, -1.25, 1);
    mlt_html_number(&out, NAN, 1);
    mlt_html_number(&out, INFINITY, 1);
    mlt_html_number(&out, 1e300, 1);
    mlt_text_putc(&out, ' ');
    mlt_html_percent(&out, 0.5);
    mlt_html_percent(&out, NAN);
    mlt_html_interval(&out, 0.25, 1, 100, 0);
    mlt_html_interval(&out, NAN, 1, 1, 0);
    mlt_html_data(&out, "sort", 0.1);
    mlt_html_data(&out, "sort", NAN);
    mlt_html_data(&out, "sort", -INFINITY);
    ck_assert_str_eq(mlt_text_string(&out), "-1.3––1e+300 50.0 %–25…100 data-sort=\"0.1\" "
                                            "data-sort=\"\" data-sort=\"\"");
    mlt_text_free(&out);
}
END_TEST

static mltest_status write(mltest_context *ctx, void *data)
{
    (void)data;
    mlt_text_init(&out, ctx);
    for (int i = 0; i < 100; i++)
        mlt_html_name(&out, "<\xff>");
    mltest_status status = mlt_text_ok(&out) ? MLTEST_OK : MLTEST_ERR_MEMORY;
    mlt_text_free(&out);
    return status;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(write, NULL);
}
END_TEST

MLT_TEST_SUITE(report_html, test_markup_is_text, test_control_characters, test_directions,
               test_what_is_not_utf8, test_long_names_are_whole, test_names, test_numbers,
               test_out_of_memory)
