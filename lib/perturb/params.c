/* SPDX-License-Identifier: MIT */
/*
 * From a real severity to parameter values.
 */
#include <math.h>

#include "perturb/perturb.h"

/* The value of the nearest integer severity, halves up. */
static double stepped(const double v[5], double severity)
{
    int i = (int)floor(severity + 0.5);
    return v[(i < 1 ? 1 : i > 5 ? 5 : i) - 1];
}

static double interpolated(const double v[5], double severity)
{
    double at = severity < 1 ? 1 : severity > 5 ? 5 : severity;
    int i = (int)floor(at);
    if (i == 5)
        return v[4];
    double t = at - i;
    return v[i - 1] + t * (v[i] - v[i - 1]);
}

static double value_at(const mlt_param *param, double severity)
{
    if (param->is_free)
        return param->values[0];
    if (severity < 1 && param->has_identity)
        return param->identity + severity * (param->values[0] - param->identity);
    if (param->rule == MLT_PARAM_STEP)
        return stepped(param->values, severity);
    return interpolated(param->values, severity);
}

/* One row with an identity makes the whole kind go there: no blending then. */
static bool has_identity(const mlt_kind *kind)
{
    for (size_t i = 0; i < kind->n_params; i++) {
        if (kind->params[i].has_identity)
            return true;
    }
    return false;
}

void mlt_kind_params(const mlt_kind *kind, double severity, double *values, double *blend)
{
    for (size_t i = 0; i < kind->n_params; i++)
        values[i] = value_at(&kind->params[i], severity);
    bool single = (kind->flags & MLT_KIND_SINGLE) != 0;
    *blend = severity < 1 && !single && !has_identity(kind) ? severity : 1;
}
