/* SPDX-License-Identifier: MIT */
/*
 * From brackets to the survival curve of a kind.
 */
#ifndef MLT_SEARCH_CURVE_H
#define MLT_SEARCH_CURVE_H

#include "base/text.h"
#include "score/units.h"
#include "search/search.h"

/* Settings, as places in the kind's grid; kind->n: none reaches the share. */
typedef struct {
    size_t at, low, high;
} mlt_search_break;

typedef struct {
    size_t n;         /* samples that have a bracket */
    size_t n_skipped; /* eligible, but every answer was a skip */
    size_t n_probed, n_non_monotone;
    uint64_t calls, probe_calls;
    double mean;    /* of the severities at which samples break; 5 for those that do not */
    bool is_fitted; /* too many samples are not monotone: the curve is the isotonic fit */
    double share[MLT_MOST_SETTINGS], low[MLT_MOST_SETTINGS], high[MLT_MOST_SETTINGS];
    mlt_search_break breaks[MLT_BREAK_LEVELS];
} mlt_search_curve;

/* All values are NAN, and nothing breaks, where no sample has a bracket. units: of the samples.
 * MLTEST_ERR_MEMORY. */
mltest_status mlt_search_curve_make(mlt_search_curve *curve, const mltest_stress *stress,
                                    const mlt_search_kind *kind, const mlt_units *units,
                                    mltest_error **error);
/* The severity of a place; NAN for kind->n. */
double mlt_search_severity(const mlt_search_kind *kind, size_t place);
/* What a severity is in the kind's parameters: "sigma 2.5 px". */
void mlt_search_put_setting(mlt_text *out, const mlt_search_kind *kind, double severity);

#endif
