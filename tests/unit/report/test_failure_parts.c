/* SPDX-License-Identifier: MIT */
#include "report/html/failure_parts.h"

#include <string.h>

#include "testing.h"

static mlt_text out;

static const char *uri(const char *bytes, size_t n)
{
    mlt_text_clear(&out);
    mlt_html_jpeg_uri(&out, bytes, n);
    return mlt_text_string(&out) + strlen("data:image/jpeg;base64,");
}

/* The vectors of RFC 4648. */
START_TEST(base64)
{
    mlt_text_init(&out, NULL);
    ck_assert_str_eq(uri("", 0), "");
    ck_assert_str_eq(uri("f", 1), "Zg==");
    ck_assert_str_eq(uri("fo", 2), "Zm8=");
    ck_assert_str_eq(uri("foo", 3), "Zm9v");
    ck_assert_str_eq(uri("foobar", 6), "Zm9vYmFy");
    ck_assert_str_eq(uri("\xff\xfb\xf0\x00", 4), "//vwAA==");
    mlt_text_free(&out);
}
END_TEST

START_TEST(names_of_states)
{
    for (int i = 0; i < MLT_PAGE_STATES; i++) {
        ck_assert_ptr_nonnull(mlt_page_state_names[i]);
        ck_assert_ptr_nonnull(mlt_page_state_words[i]);
    }
    ck_assert_str_eq(mlt_page_state_names[MLT_PAGE_RECLASSIFIED], "reclassified");
}
END_TEST

MLT_TEST_SUITE(report_failure_parts, base64, names_of_states)
