/* SPDX-License-Identifier: MIT */
#include "report/html/failure_filter.h"

#include "failure_fixtures.h"
#include "report/html/failure_parts.h"

START_TEST(what_there_is_to_choose)
{
    mltest_report *report = ff_pictures(2);
    mlt_text out;
    mlt_text_init(&out, NULL);
    report->failures[1].condition = 1; /* brightness at 2 */
    mlt_html_failure_filter(&out, report);
    ck_assert_uint_eq(ff_count(&out, "<select "), 5);
    ck_assert_uint_eq(ff_count(&out, "<option value=\"saturate\">saturate</option>"
                                     "<option value=\"brightness\">brightness</option></select>"),
                      1);
    ck_assert_uint_eq(ff_count(&out, "<option>2</option><option>3</option></select>"), 1);
    ck_assert_uint_eq(ff_count(&out, "<option value=\"1\">bee</option>"), 1);
    ck_assert_uint_eq(ff_count(&out, "<option value=\"0\">fragile</option>"), 1);
    ck_assert_uint_eq(ff_count(&out, "<option value=\"reclassified\">other class</option>"), 1);
    ck_assert_uint_eq(ff_count(&out, "<option value=\"truth\""), 0);
    mlt_text_free(&out);
    mlt_report_unref(report);
}
END_TEST

START_TEST(kinds_of_chains)
{
    mlt_jstep steps[] = {{.kind = "fog"}, {.kind = "<b>"}};
    mlt_text out;
    mlt_text_init(&out, NULL);
    mlt_html_kind(&out, &(mlt_jcondition){.steps = steps, .n_steps = 2});
    ck_assert_str_eq(mlt_text_string(&out), "fog + &lt;b&gt;");
    mlt_text_free(&out);
}
END_TEST

START_TEST(every_state_has_a_sign)
{
    mlt_text out;
    mlt_text_init(&out, NULL);
    mlt_html_failure_legend(&out);
    ck_assert_uint_eq(ff_count(&out, "<svg class=\"fail-swatch\""), MLT_PAGE_STATES);
    ck_assert_uint_eq(ff_count(&out, "type=\"checkbox\""), MLT_PAGE_STATES + 1);
    mlt_text_free(&out);
}
END_TEST

START_TEST(pagers)
{
    mlt_text out;
    mlt_text_init(&out, NULL);
    mlt_html_failure_pager(&out, true);
    mlt_html_failure_pager(&out, false);
    ck_assert_uint_eq(ff_count(&out, "class=\"fail-next\""), 2);
    ck_assert_uint_eq(ff_count(&out, "<output "), 1); /* announced once */
    mlt_text_free(&out);
}
END_TEST

MLT_TEST_SUITE(report_failure_filter, what_there_is_to_choose, kinds_of_chains, pagers,
               every_state_has_a_sign)
