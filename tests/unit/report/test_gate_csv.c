/* SPDX-License-Identifier: MIT */
#include "codec/csv.h"
#include "report/gate_fixtures.h"

START_TEST(head_and_numbers)
{
    char *out = gf_written(mlt_report_gate_csv);
    ck_assert(gf_has(out, "gate,baseline,verdict,limit,value,baseline_value,low,high,n,reason\n"));
    ck_assert(
        gf_has(out, "affected(fog@3) <= 0.05,\"\",pass,0.05,0.0125,\"\",0.0021,0.04,364,\"\"\n"));
    free(out);
}
END_TEST

/* Read again it has a field a column in every row, hostile names included. */
START_TEST(reads_again)
{
    char *out = gf_written(mlt_report_gate_csv);
    mlt_csv csv;
    bool more = true;
    size_t rows = 0;
    mlt_csv_init(&csv, NULL, "t.csv", out, strlen(out));
    while (mlt_csv_next(&csv, &more, NULL) == MLTEST_OK && more) {
        ck_assert_uint_eq(csv.n_fields, 10);
        if (++rows == GF_ROWS + 1) {
            ck_assert_str_eq(csv.fields[0], "mAP<script>a\"b'c</script>|??[2J&`*[x](y)?");
            ck_assert_str_eq(csv.fields[9], "<script>a\"b'c</script>|??[2J&`*[x](y)?");
            ck_assert_str_eq(csv.fields[4], "");
        }
    }
    ck_assert_uint_eq(rows, GF_ROWS + 1);
    mlt_csv_free(&csv);
    free(out);
}
END_TEST

START_TEST(out_of_memory)
{
    gf_every_allocation(mlt_report_gate_csv);
}
END_TEST

MLT_TEST_SUITE(report_gate_csv, head_and_numbers, reads_again, out_of_memory)
