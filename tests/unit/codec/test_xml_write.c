/* SPDX-License-Identifier: MIT */
#include "codec/xml_write.h"

#include "testing.h"

Suite *mlt_suite_codec_xml_write(void);

static void written(const char *text, const char *wanted)
{
    mlt_text out;
    mlt_text_init(&out, NULL);
    mlt_xml_put(&out, text);
    ck_assert_str_eq(mlt_text_string(&out), wanted);
    mlt_text_free(&out);
}

START_TEST(markup)
{
    written("", "");
    written("plain 1/2", "plain 1/2");
    written("<script>alert('x')</script>", "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
    written("a \"b\" & c &amp; ]]>", "a &quot;b&quot; &amp; c &amp;amp; ]]&gt;");
}
END_TEST

START_TEST(control_characters)
{
    written("a\tb\nc\rd", "a&#9;b&#10;c&#13;d");
    written("a\x1B[2J\x01\x7F", "a\xEF\xBF\xBD[2J\xEF\xBF\xBD\xEF\xBF\xBD");
    written("\xC2\x85", "\xEF\xBF\xBD"); /* U+0085, a line end to some */
}
END_TEST

START_TEST(utf8)
{
    written("h\xC3\xA9 \xF0\x9F\x90\x88", "h\xC3\xA9 \xF0\x9F\x90\x88");
    written("\xFF\xC3", "\xEF\xBF\xBD\xEF\xBF\xBD");
    written("\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"); /* a surrogate */
    written("\xEF\xBF\xBF", "\xEF\xBF\xBD");                         /* U+FFFF */
}
END_TEST

Suite *mlt_suite_codec_xml_write(void)
{
    TCase *tc = tcase_create("xml_write");
    tcase_add_test(tc, markup);
    tcase_add_test(tc, control_characters);
    tcase_add_test(tc, utf8);
    Suite *suite = suite_create("codec_xml_write");
    suite_add_tcase(suite, tc);
    return suite;
}
