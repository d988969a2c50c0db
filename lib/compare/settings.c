/* SPDX-License-Identifier: MIT */
#include "compare/settings.h"

#include <string.h>

#include "base/error.h"

static mltest_status read_cost(mlt_compare_settings *s, mltest_context *ctx, const char *text,
                               mltest_error **error)
{
    mlt_weights costs = {.ctx = ctx};
    mltest_status status = mlt_weights_parse(&costs, ctx, text, error);
    for (size_t i = 0; status == MLTEST_OK && i < costs.n; i++) {
        if (strcmp(costs.rows[i].name, "miss") == 0)
            s->miss = costs.rows[i].value;
        else if (strcmp(costs.rows[i].name, "false_alarm") == 0)
            s->false_alarm = costs.rows[i].value;
        else
            status = mlt_fail(error, MLTEST_ERR_INVALID,
                              "cost: '%s' is not known: expected miss or false_alarm, as in "
                              "miss=5,false_alarm=1",
                              costs.rows[i].name);
    }
    mlt_weights_free(&costs);
    return status;
}

mltest_status mlt_compare_settings_read(mlt_compare_settings *s, mltest_context *ctx,
                                        const mltest_options *options, mltest_error **error)
{
    const mlt_option_table *table = &mlt_score_options;
    TRY(mlt_options_expect(options, table, error));
    const char *cost = mlt_options_string(options, table, "cost");
    *s = (mlt_compare_settings){
        .intersection = mlt_options_bool(options, table, "intersection"),
        .equivalence = mlt_options_double(options, table, "equivalence"),
        .has_cost = cost[0] != '\0',
        .miss = 1,
        .false_alarm = 1,
        .resamples = (size_t)mlt_options_int(options, table, "resamples"),
        .performance_resamples = (size_t)mlt_options_int(options, table, "performance_resamples")};
    return read_cost(s, ctx, cost, error);
}
