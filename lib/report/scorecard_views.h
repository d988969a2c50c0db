/* SPDX-License-Identifier: MIT */
/*
 * Tables of scorecards that texts and pages show alike.
 */
#ifndef MLT_REPORT_SCORECARD_VIEWS_H
#define MLT_REPORT_SCORECARD_VIEWS_H

#include "report/table_view.h"

enum { MLT_KINDS_SHOWN = 8, MLT_CATEGORIES_SHOWN = 7, MLT_ERRORS_SHOWN = 4, MLT_TIDE_SHOWN = 7 };

extern const mlt_shown mlt_shown_kinds[MLT_KINDS_SHOWN];
extern const mlt_shown mlt_shown_categories[MLT_CATEGORIES_SHOWN];
extern const mlt_shown mlt_shown_errors[MLT_ERRORS_SHOWN]; /* corruption errors */
extern const mlt_shown mlt_shown_tide[MLT_TIDE_SHOWN];
extern const char mlt_shown_tide_heading[];

#endif
