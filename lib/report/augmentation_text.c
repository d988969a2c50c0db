/* SPDX-License-Identifier: MIT */
/*
 * What augmentations did, and what to train with next, for people.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/columns.h"
#include "report/report.h"

enum { MOST_ADVICE = 5 }; /* of a model: the rest is in the JSON */

static const char *text_at(const mlt_table *table, const char *column, size_t row)
{
    const mlt_column *c = mlt_table_find_column(table, column);
    return c != NULL ? c->strings[row] : "";
}

static double number_at(const mlt_table *table, const char *column, size_t row)
{
    const mlt_column *c = mlt_table_find_column(table, column);
    return c != NULL ? c->doubles[row] : NAN;
}

/* "-3.1 (-4.0 … -2.2)", in points. */
static void put_points(mlt_columns *t, const mlt_table *table, const char *figure, size_t row)
{
    static const char *const names[] = {"difference", "low", "high"};
    double values[3];
    mlt_text cell;
    mlt_text_init(&cell, t->cells.ctx);
    for (size_t i = 0; i < 3; i++) {
        char name[32];
        snprintf(name, sizeof name, "%s%s", figure, names[i]);
        values[i] = 100 * number_at(table, name, row);
    }
    if (isnan(values[0])) {
        mlt_text_putc(&cell, '-');
    } else {
        mlt_fixed(&cell, values[0], 1);
        mlt_text_puts(&cell, isnan(values[1]) ? "" : " (");
    }
    if (!isnan(values[0]) && !isnan(values[1])) {
        mlt_fixed(&cell, values[1], 1);
        mlt_text_puts(&cell, " … ");
        mlt_fixed(&cell, values[2], 1);
        mlt_text_putc(&cell, ')');
    }
    mlt_columns_take(t, &cell);
}

static void put_p(mlt_columns *t, double p)
{
    if (p < 0.001)
        mlt_columns_text(t, "< 0.001");
    else
        mlt_columns_number(t, p, 3);
}

static void put_effects(mlt_text *out, mltest_context *ctx, const mlt_table *table)
{
    static const char *const heads[] = {"<augmentation",
                                        "affected: points (95 %)",
                                        "failure: points (95 %)",
                                        "p (Holm)",
                                        "<verdict",
                                        "<that is"};
    mlt_columns t;
    mlt_columns_init(&t, ctx, heads, sizeof heads / sizeof heads[0]);
    for (size_t i = 0; i < table->n_rows; i++) {
        mlt_columns_text(&t, text_at(table, "name", i));
        put_points(&t, table, "", i);
        put_points(&t, table, "failure.", i);
        put_p(&t, number_at(table, "p_holm", i));
        mlt_columns_text(&t, text_at(table, "state", i));
        mlt_columns_text(&t, text_at(table, "statement", i));
    }
    mlt_columns_print(&t, out);
}

/* Those with evidence; how many there were is said. */
static void put_side_effects(mlt_text *out, mltest_context *ctx, const mlt_table *table)
{
    static const char *const heads[] = {"<elsewhere", "affected: points (95 %)",
                                        "p (Benjamini-Hochberg)", "<verdict"};
    mlt_columns t;
    size_t n = 0;
    mlt_columns_init(&t, ctx, heads, sizeof heads / sizeof heads[0]);
    for (size_t i = 0; i < table->n_rows; i++) {
        if (strcmp(text_at(table, "verdict", i), "no evidence") == 0)
            continue;
        n++;
        mlt_columns_text(&t, text_at(table, "name", i));
        put_points(&t, table, "", i);
        put_p(&t, number_at(table, "p_bh", i));
        mlt_columns_text(&t, text_at(table, "verdict", i));
    }
    mlt_text_printf(out, "\nside effects: evidence in %zu of %zu other kinds (exploratory)\n", n,
                    table->n_rows);
    if (n > 0)
        mlt_columns_print(&t, out);
    else
        mlt_text_free(&t.cells);
}

void mlt_report_augmentations(mlt_text *out, mltest_context *ctx, const mlt_results *results)
{
    const mlt_table *effects = mlt_results_find_table(results, "augmentations");
    const mlt_table *others = mlt_results_find_table(results, "side_effects");
    const mlt_table *arms = mlt_results_find_table(results, "arms");
    if (effects == NULL || others == NULL || arms == NULL)
        return;
    mlt_text_putc(out, '\n');
    for (size_t i = 0; i < arms->n_rows; i++) {
        int32_t runs = mlt_table_find_column(arms, "runs")->ints[i];
        mlt_text_puts(out, i > 0 ? " against " : "");
        mlt_columns_clean(out, text_at(arms, "name", i));
        mlt_text_printf(out, " (%d run%s)", (int)runs, runs == 1 ? "" : "s");
    }
    mlt_text_puts(out, ", the second minus the first;\n");
    mlt_text_puts(out, mlt_results_find_value(results, "augmentation.about")->text);
    mlt_text_puts(out, "\n");
    if (effects->n_rows > 0)
        put_effects(out, ctx, effects);
    put_side_effects(out, ctx, others);
}

static void put_advice(mlt_text *out, mltest_context *ctx, const mlt_table *table, size_t first)
{
    static const char *const heads[] = {"<kind", "affected", "at least", "points of risk",
                                        "<train with"};
    const char *model = text_at(table, "model", first);
    mlt_columns t;
    mlt_columns_init(&t, ctx, heads, sizeof heads / sizeof heads[0]);
    for (size_t i = first; i < table->n_rows && i < first + MOST_ADVICE; i++) {
        const char *names = text_at(table, "augmentations", i);
        if (strcmp(text_at(table, "model", i), model) != 0)
            break;
        mlt_columns_text(&t, text_at(table, "kind", i));
        mlt_columns_percent(&t, number_at(table, "affected", i));
        mlt_columns_percent(&t, number_at(table, "lower", i));
        mlt_columns_number(&t, number_at(table, "cost", i), 1);
        mlt_columns_text(&t, names[0] != '\0' ? names : "pictures of this kind");
    }
    mlt_text_puts(out, "\nwhat would help ");
    mlt_columns_clean(out, model);
    mlt_text_puts(out, " most (expected, not tested):\n");
    mlt_columns_print(&t, out);
}

void mlt_report_recommendations(mlt_text *out, mltest_context *ctx, const mlt_results *results)
{
    const mlt_table *table = mlt_results_find_table(results, "recommendations");
    for (size_t i = 0; table != NULL && i < table->n_rows; i++)
        if (i == 0 || strcmp(text_at(table, "model", i), text_at(table, "model", i - 1)) != 0)
            put_advice(out, ctx, table, i);
}
