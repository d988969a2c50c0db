/* SPDX-License-Identifier: MIT */
#include "report/gate_fixtures.h"

START_TEST(rows)
{
    char *out = gf_written(mlt_report_gate_markdown);
    ck_assert(gf_has(out, "| verdict | gate | found | why |\n|---|---|---|---|\n"));
    ck_assert(gf_has(out, "| pass | affected\\(fog&#64;3\\) &lt;= 0.05 | 0.0125 (0.0021 to 0.0400, "
                          "n = 364) |  |\n"));
    ck_assert(gf_has(out, "| **fail** | risk &lt;= 45 | 60.13 (55.00 to 66.50, n = 364) |  |\n"));
    ck_assert(gf_has(out, "| *inconclusive* | risk no worse than b, margin 2 | "));
    ck_assert(gf_has(out, "\nfail: 2 passed, 2 failed, 1 inconclusive. "));
    free(out);
}
END_TEST

/* No markup, no link, no cell and no line more than the table has. */
START_TEST(hostile_names)
{
    char *out = gf_written(mlt_report_gate_markdown);
    size_t lines = 0;
    ck_assert(
        gf_has(out, "&lt;script&gt;a\"b'c&lt;/script&gt;\\|  \\[2J&amp;\\`\\*\\[x\\]\\(y\\)"));
    ck_assert_ptr_null(strstr(out, "<script>"));
    ck_assert_ptr_null(strchr(out, '\x1B'));
    ck_assert_ptr_null(strchr(out, '\xAE'));
    for (const char *at = strstr(out, "| verdict"); *at == '|'; at = strchr(at, '\n') + 1) {
        size_t bars = 0;
        for (const char *c = at; *c != '\n'; c++)
            bars += *c == '|' && (c == at || c[-1] != '\\');
        ck_assert_uint_eq(bars, 5);
        lines++;
    }
    ck_assert_uint_eq(lines, GF_ROWS + 2);
    free(out);
}
END_TEST

START_TEST(what_is_missing)
{
    char *out = gf_written(mlt_report_gate_markdown);
    ck_assert(gf_has(out, "Note: the journal is not complete"));
    free(out);
}
END_TEST

START_TEST(out_of_memory)
{
    gf_every_allocation(mlt_report_gate_markdown);
}
END_TEST

MLT_TEST_SUITE(report_gate_markdown, rows, hostile_names, what_is_missing, out_of_memory)
