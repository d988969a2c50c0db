/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/text.h"
#include "search/curve.h"

/* Six decimals are more than any table of settings has; they hide how a value was interpolated. */
static void put_value(mlt_text *out, double value)
{
    mlt_text_f64(out, floor(value * 1e6 + 0.5) / 1e6);
}

void mlt_search_put_setting(mlt_text *out, const mlt_search_kind *kind, double severity)
{
    double values[MLT_MAX_PARAMS], blend;
    bool any = false;
    mlt_kind_params(kind->kind, severity, values, &blend);
    for (size_t i = 0; i < kind->kind->n_params; i++) {
        const mlt_param *param = &kind->kind->params[i];
        if (param->is_free)
            continue;
        mlt_text_printf(out, "%s%s ", any ? ", " : "", param->name);
        put_value(out, values[i]);
        if (param->unit != NULL && param->unit[0] != '\0')
            mlt_text_printf(out, " %s", param->unit);
        any = true;
    }
    if (!any)
        mlt_text_puts(out, "on");
    if (blend < 1) {
        mlt_text_puts(out, ", blended in by ");
        put_value(out, blend);
    }
    if (kind->is_relative)
        mlt_text_puts(out, ", at 640 × 480");
}
