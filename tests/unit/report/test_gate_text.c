/* SPDX-License-Identifier: MIT */
#include "report/gate_fixtures.h"

START_TEST(rows)
{
    char *out = gf_written(mlt_report_gate_text);
    ck_assert(gf_has(out, " on pets, suite s: 364 samples in 91 groups\n\n"));
    ck_assert(gf_has(out, "verdict       gate "));
    ck_assert(gf_has(out, "pass          affected(fog@3) <= 0.05 "));
    ck_assert(gf_has(out, "0.0125 (0.0021 to 0.0400, n = 364)\n"));
    ck_assert(gf_has(out, "60.13 (55.00 to 66.50, n = 364)\n"));
    ck_assert(gf_has(out, "30.00, before 29.00, worse by -1.00 to 3.25 (n = 30); needs 7 more\n"));
    ck_assert(gf_has(out, "0.7500; the value alone\n"));
    ck_assert(gf_has(out, "\nfail: 2 passed, 2 failed, 1 inconclusive\n"));
    ck_assert(gf_has(out, "note: 3 of 999 predictions failed\n"));
    free(out);
}
END_TEST

START_TEST(names_cannot_command_a_terminal)
{
    char *out = gf_written(mlt_report_gate_text);
    ck_assert_ptr_null(strchr(out, '\x1B'));
    ck_assert(gf_has(out, "net <script>a\"b'c</script>|??[2J&`*[x](y)? on pets"));
    free(out);
}
END_TEST

START_TEST(what_is_missing)
{
    char *out = gf_written(mlt_report_gate_text);
    ck_assert(gf_has(out, "note: the journal is not complete"));
    free(out);
}
END_TEST

START_TEST(out_of_memory)
{
    gf_every_allocation(mlt_report_gate_text);
}
END_TEST

MLT_TEST_SUITE(report_gate_text, rows, names_cannot_command_a_terminal, what_is_missing,
               out_of_memory)
