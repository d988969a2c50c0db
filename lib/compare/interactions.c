/* SPDX-License-Identifier: MIT */
#include "compare/interactions.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/math.h"
#include "stats/normal.h"

/* Performance now and clean of one model. */
typedef struct {
    double points[MLT_PAIRED_N];
    double *draws[MLT_PAIRED_N];
} side;

typedef double (*drop_of)(double now, double clean);

static double drop(double now, double clean)
{
    return clean - now;
}

static double drop_of_log(double now, double clean)
{
    return now > 0 && clean > 0 ? mlt_log(clean) - mlt_log(now) : NAN;
}

static mltest_status read_side(side *s, const mlt_pairing *p, size_t model, const double *row,
                               mltest_error **error)
{
    for (int i = 0; i < MLT_PAIRED_N; i++)
        TRY(mlt_paired_performance_mean(&p->performance, (mlt_paired_side)i, model, row,
                                        &s->points[i], &s->draws[i], error));
    return MLTEST_OK;
}

static void free_side(const mlt_pairing *p, side *s)
{
    for (int i = 0; i < MLT_PAIRED_N; i++)
        mlt_free(p->ctx, s->draws[i]);
}

static mlt_drawn take_drop(const side *s, drop_of of, double *room, size_t n)
{
    for (size_t i = 0; i < n; i++)
        room[i] = of(s->draws[MLT_PAIRED_NOW][i], s->draws[MLT_PAIRED_CLEAN][i]);
    return (mlt_drawn){.point = of(s->points[MLT_PAIRED_NOW], s->points[MLT_PAIRED_CLEAN]),
                       .draws = room,
                       .n_draws = n};
}

/* drop of the first - drop of the second, so that more is better for the second. */
static mltest_status subtract(const mlt_pairing *p, const side *a, const side *b, drop_of of,
                              mlt_difference *out, mltest_error **error)
{
    size_t n = p->performance.n_draws;
    double *room = mlt_alloc_zero(p->ctx, n + 1, 2 * sizeof *room);
    if (room == NULL)
        return mlt_fail_memory(error);
    const mlt_drawn first = take_drop(a, of, room, n), second = take_drop(b, of, room + n, n);
    mltest_status status = mlt_difference_of(out, p->ctx, &second, &first, error);
    mlt_free(p->ctx, room);
    return status;
}

enum { N_NUMBERS = 10 };

static mltest_status compute(const mlt_pairing *p, size_t model, const double *row,
                             double out[N_NUMBERS], mltest_error **error)
{
    side a = {{0}, {NULL}}, b = {{0}, {NULL}};
    mlt_difference plain, logs;
    mltest_status status = read_side(&a, p, 0, row, error);
    if (status == MLTEST_OK)
        status = read_side(&b, p, model, row, error);
    if (status == MLTEST_OK)
        status = subtract(p, &a, &b, drop, &plain, error);
    if (status == MLTEST_OK)
        status = subtract(p, &a, &b, drop_of_log, &logs, error);
    free_side(p, &a);
    free_side(p, &b);
    if (status != MLTEST_OK)
        return status;
    const double values[N_NUMBERS] = {plain.second, plain.first,
                                      plain.value,  plain.low,
                                      plain.high,   mlt_normal_two_sided(plain.value, plain.se),
                                      logs.value,   logs.low,
                                      logs.high,    mlt_normal_two_sided(logs.value, logs.se)};
    for (size_t i = 0; i < N_NUMBERS; i++)
        out[i] = values[i];
    return MLTEST_OK;
}

mltest_status mlt_interactions_fill(const mlt_pairing *p, mlt_results *results,
                                    mltest_error **error)
{
    static const char *const names[N_NUMBERS] = {
        "first_drop", "second_drop", "interaction", "low",      "high",
        "p",          "log.value",   "log.low",     "log.high", "log.p"};
    size_t n_kinds = p->panel.n_kinds;
    double values[N_NUMBERS];
    mlt_table *table;
    mlt_column *model, *name, *columns[N_NUMBERS];
    TRY(mlt_results_table(results, "interactions", (p->n - 1) * (n_kinds + 1), &table, error));
    TRY(mlt_table_column(results, table, "model", MLT_COLUMN_STRING, &model, error));
    TRY(mlt_table_column(results, table, "name", MLT_COLUMN_STRING, &name, error));
    for (size_t i = 0; i < N_NUMBERS; i++)
        TRY(mlt_table_column(results, table, names[i], MLT_COLUMN_DOUBLE, &columns[i], error));
    for (size_t r = 0; r < table->n_rows; r++) {
        size_t k = r % (n_kinds + 1), m = 1 + r / (n_kinds + 1);
        bool is_all = k == n_kinds;
        TRY(mlt_table_set_string(results, model, r, p->cards[m]->journal->run.model_name, error));
        TRY(mlt_table_set_string(results, name, r, is_all ? "" : p->panel.kinds[k].name, error));
        TRY(compute(p, m, is_all ? mlt_panel_flat_row(&p->panel) : mlt_panel_kind_row(&p->panel, k),
                    values, error));
        for (size_t i = 0; i < N_NUMBERS; i++)
            columns[i]->doubles[r] = values[i];
    }
    return MLTEST_OK;
}
