/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include "base/error.h"
#include "report/columns.h"
#include "report/gate_row.h"
#include "report/report.h"

static void put_head(mlt_text *out, const mlt_results *r)
{
    mlt_columns_clean(out, mlt_gate_text_of(r, "model.name"));
    mlt_text_puts(out, " on ");
    mlt_columns_clean(out, mlt_gate_text_of(r, "dataset.name"));
    mlt_text_puts(out, ", suite ");
    mlt_columns_clean(out, mlt_gate_text_of(r, "suite.name"));
    mlt_text_printf(out, ": %" PRIu64 " samples in %" PRIu64 " groups\n\n",
                    mlt_gate_count_of(r, "samples.n"), mlt_gate_count_of(r, "samples.groups"));
}

static void put_table(mlt_text *out, const mlt_results *r)
{
    static const char *const heads[] = {"<verdict", "<gate", "<found"};
    mlt_columns t;
    mlt_gate_row row;
    mlt_columns_init(&t, out->ctx, heads, 3);
    for (size_t i = 0; mlt_gate_row_read(&row, r, i); i++) {
        mlt_text found;
        mlt_text_init(&found, out->ctx);
        mlt_gate_row_finding(&found, &row);
        if (row.reason[0] != '\0') {
            mlt_text_puts(&found, found.n > 0 ? "; " : "");
            mlt_columns_clean(&found, row.reason);
        }
        mlt_columns_text(&t, row.verdict);
        mlt_columns_text(&t, row.gate);
        mlt_columns_take(&t, &found);
    }
    mlt_columns_print(&t, out);
}

mltest_status mlt_report_gate_text(mlt_text *out, const mlt_results *results, mltest_error **error)
{
    put_head(out, results);
    put_table(out, results);
    mlt_text_printf(out,
                    "\n%s: %" PRIu64 " passed, %" PRIu64 " failed, %" PRIu64 " inconclusive\n"
                    "Bounds are one-sided, each at 95 %%.\n",
                    mlt_gate_text_of(results, "verdict"), mlt_gate_count_of(results, "passed"),
                    mlt_gate_count_of(results, "failed"),
                    mlt_gate_count_of(results, "inconclusive"));
    uint64_t failures = mlt_gate_count_of(results, "failures.n");
    if (failures > 0)
        mlt_text_printf(out, "note: %" PRIu64 " of %" PRIu64 " predictions failed\n", failures,
                        mlt_gate_count_of(results, "failures.predictions"));
    const char *note = mlt_gate_row_note(results);
    if (note != NULL)
        mlt_text_printf(out, "note: %s\n", note);
    return mlt_text_ok(out) ? MLTEST_OK : mlt_fail_memory(error);
}
