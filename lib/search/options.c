/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "search/search.h"

static const mlt_option rows[] = {
    {"break_at", MLTEST_OPTION_DOUBLE, "", 0, 1, "0.2",
     "a kind breaks a model at the severity at which this share of samples is broken"},
    {"first_break_at", MLTEST_OPTION_DOUBLE, "", 0, 1, "0.05",
     "a second such share, for the first signs"},
    {"probe_samples", MLTEST_OPTION_INT, "samples", 0, 1e9, "30",
     "samples a kind of which two more severities are tried, to see whether broken stays broken"},
};

const mlt_option_table mlt_stress_options = {"stress", rows, sizeof rows / sizeof rows[0]};

mltest_status mlt_search_settings_read(mlt_search_settings *s, const mltest_options *options,
                                       mltest_error **error)
{
    const mlt_option_table *table = &mlt_stress_options;
    TRY(mlt_options_expect(options, table, error));
    s->break_at[0] = mlt_options_double(options, table, "break_at");
    s->break_at[1] = mlt_options_double(options, table, "first_break_at");
    s->probe_samples = (uint64_t)mlt_options_int(options, table, "probe_samples");
    for (size_t i = 0; i < MLT_BREAK_LEVELS; i++)
        if (!(s->break_at[i] > 0))
            return mlt_fail(error, MLTEST_ERR_INVALID,
                            "%s is 0: a share of broken samples is above 0",
                            i == 0 ? "break_at" : "first_break_at");
    return MLTEST_OK;
}
