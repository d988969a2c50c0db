/* SPDX-License-Identifier: MIT */
#include "report/scorecard_views.h"

#include "score/fixtures.h"

Suite *mlt_suite_report_scorecard_views(void);

/* A column that was renamed would silently be shown no more. */
static void has_columns(const mlt_results *results, const char *name, const mlt_shown *shown,
                        size_t n)
{
    const mlt_table *table = mlt_results_find_table(results, name);
    ck_assert_ptr_nonnull(table);
    for (size_t i = 0; i < n; i++)
        if (shown[i].show != MLT_SHOW_BETWEEN_DRAWN)
            ck_assert_msg(mlt_table_find_column(table, shown[i].column) != NULL, "%s has no %s",
                          name, shown[i].column);
}

START_TEST(columns_are_there)
{
    mltest_scorecard *card = fx_card(true, true);
    has_columns(card->results, "kinds", mlt_shown_kinds, MLT_KINDS_SHOWN);
    has_columns(card->results, "categories", mlt_shown_categories, MLT_CATEGORIES_SHOWN);
    has_columns(card->results, "corruption_errors", mlt_shown_errors, MLT_ERRORS_SHOWN);
    mlt_scorecard_unref(card);
}
END_TEST

MLT_TEST_SUITE(report_scorecard_views, columns_are_there)
