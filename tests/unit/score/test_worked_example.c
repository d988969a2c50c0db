/* SPDX-License-Identifier: MIT */
/*
 * Every number of the example in doc/scores.md, computed. Its rows are "| `NAME` | NUMBER |", where
 * NAME is a value's, or TABLE/ROW/COLUMN with the row's name; "-" is undefined.
 */
#include <stdlib.h>

#include "score/fixtures.h"

static const char file[] = "doc/scores.md";

static double cell(const mltest_scorecard *card, const char *name, const char *row,
                   const char *column)
{
    const mlt_table *table = mlt_results_find_table(card->results, name);
    ck_assert_msg(table != NULL, "there is no table %s", name);
    const mlt_column *values = mlt_table_find_column(table, column);
    ck_assert_msg(values != NULL, "%s has no column %s", name, column);
    for (size_t i = 0; i < table->n_rows; i++) {
        char key[200];
        bool by_class = strcmp(table->columns[0].name, "condition") == 0 && table->n_columns > 1 &&
                        strcmp(table->columns[1].name, "class") == 0;
        snprintf(key, sizeof key, "%s%s%s", table->columns[0].strings[i], by_class ? "," : "",
                 by_class ? table->columns[1].strings[i] : "");
        if (strcmp(key, row) == 0)
            return values->type == MLT_COLUMN_INT ? values->ints[i] : values->doubles[i];
    }
    ck_abort_msg("%s has no row %s", name, row);
}

static double find(const mltest_scorecard *card, char *name)
{
    char *row = strchr(name, '/');
    if (row == NULL)
        return fx_number(card, name);
    *row++ = '\0';
    char *column = strchr(row, '/');
    ck_assert_msg(column != NULL, "%s/%s: expected a column", name, row);
    *column++ = '\0';
    return cell(card, name, row, column);
}

/* The number printed, to the last of its decimals. */
static void compare(const mltest_scorecard *card, char *name, const char *printed)
{
    char shown[200];
    snprintf(shown, sizeof shown, "%s", name);
    double value = find(card, name), half = 0.5;
    if (strcmp(printed, "-") == 0) {
        ck_assert_msg(isnan(value), "%s is %.17g, not undefined", shown, value);
        return;
    }
    const char *point = strchr(printed, '.');
    for (size_t i = 1; point != NULL && point[i] != '\0'; i++)
        half /= 10;
    ck_assert_msg(fabs(value - strtod(printed, NULL)) <= half * (1 + 1e-9), "%s is %.17g, not %s",
                  shown, value, printed);
}

START_TEST(test_every_number)
{
    char line[400], name[200], printed[100];
    int n = 0;
    FILE *in = fopen(file, "r");
    ck_assert_msg(in != NULL, "cannot read %s", file);
    mltest_scorecard *card = fx_card(true, true);
    while (fgets(line, sizeof line, in) != NULL) {
        if (sscanf(line, "| `%199[^`]` | %99[-0-9.] |", name, printed) != 2)
            continue;
        compare(card, name, printed);
        n++;
    }
    fclose(in);
    mlt_scorecard_unref(card);
    ck_assert_int_ge(n, 60);
}
END_TEST

FX_SUITE(worked_example, test_every_number)
