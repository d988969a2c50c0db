/* SPDX-License-Identifier: MIT */
#include "report/scorecard_views.h"

const mlt_shown mlt_shown_kinds[MLT_KINDS_SHOWN] = {
    {"kind", "name", MLT_SHOW_TEXT},
    {"category", "category", MLT_SHOW_TEXT},
    {"weight", "weight", MLT_SHOW_SHARE},
    {"affected", "affected", MLT_SHOW_SHARE},
    {"95 %", "affected_of_kind", MLT_SHOW_BETWEEN_DRAWN},
    {"robustness", "robustness", MLT_SHOW_1},
    {"failure", "failure", MLT_SHOW_SHARE},
    {"performance", "performance", MLT_SHOW_3}};

const mlt_shown mlt_shown_categories[MLT_CATEGORIES_SHOWN] = {
    {"category", "name", MLT_SHOW_TEXT},
    {"weight", "weight", MLT_SHOW_SHARE},
    {"affected", "affected", MLT_SHOW_SHARE},
    {"95 %", "affected_of_category", MLT_SHOW_BETWEEN_DRAWN},
    {"robustness", "robustness", MLT_SHOW_1},
    {"failure", "failure", MLT_SHOW_SHARE},
    {"performance", "performance", MLT_SHOW_3}};

const mlt_shown mlt_shown_errors[MLT_ERRORS_SHOWN] = {{"kind", "kind", MLT_SHOW_TEXT},
                                                      {"CE", "CE", MLT_SHOW_3},
                                                      {"relative CE", "relative_CE", MLT_SHOW_3},
                                                      {"severities", "severities", MLT_SHOW_COUNT}};

const char mlt_shown_tide_heading[] =
    "TIDE: points of AP50 that errors cost, above the clean picture; parts overlap";
const mlt_shown mlt_shown_tide[MLT_TIDE_SHOWN] = {
    {"condition", "condition", MLT_SHOW_TEXT}, {"Cls", "Cls.delta", MLT_SHOW_1},
    {"Loc", "Loc.delta", MLT_SHOW_1},          {"Both", "Both.delta", MLT_SHOW_1},
    {"Dupe", "Dupe.delta", MLT_SHOW_1},        {"Bkg", "Bkg.delta", MLT_SHOW_1},
    {"Miss", "Miss.delta", MLT_SHOW_1}};
