/* SPDX-License-Identifier: MIT */
#include "report/table_view.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/columns.h"

/* NAME.low or NAME_low: a name that is a figure itself cannot be that of a group, too. */
static const mlt_column *find_end(const mlt_table *table, const char *name, const char *end)
{
    char full[96];
    if (name[0] == '\0')
        return mlt_table_find_column(table, end);
    snprintf(full, sizeof full, "%s.%s", name, end);
    const mlt_column *column = mlt_table_find_column(table, full);
    if (column != NULL)
        return column;
    snprintf(full, sizeof full, "%s_%s", name, end);
    return mlt_table_find_column(table, full);
}

static double cell(const mlt_column *column, size_t row)
{
    if (column == NULL || column->type == MLT_COLUMN_STRING)
        return NAN;
    return column->type == MLT_COLUMN_INT ? column->ints[row] : column->doubles[row];
}

bool mlt_results_drawn(const mlt_results *results, const char *figure, const char *of, double *low,
                       double *high)
{
    const mlt_table *t = mlt_results_find_table(results, "intervals");
    for (size_t i = 0; t != NULL && i < t->n_rows; i++) {
        if (strcmp(mlt_table_find_column(t, "figure")->strings[i], figure) != 0 ||
            strcmp(mlt_table_find_column(t, "of")->strings[i], of) != 0)
            continue;
        *low = cell(mlt_table_find_column(t, "low"), i);
        *high = cell(mlt_table_find_column(t, "high"), i);
        return *high - *low > 1e-9;
    }
    return false;
}

static bool is_text(const mlt_shown *shown)
{
    return shown->show == MLT_SHOW_TEXT || shown->show == MLT_SHOW_VERDICT;
}

static bool is_interval(const mlt_shown *shown)
{
    return shown->show == MLT_SHOW_BETWEEN || shown->show == MLT_SHOW_BETWEEN_1 ||
           shown->show == MLT_SHOW_BETWEEN_SHARES || shown->show == MLT_SHOW_BETWEEN_DRAWN;
}

static bool interval_of(const mlt_table_view *v, const mlt_view_column *s, size_t row, double *low,
                        double *high)
{
    *low = cell(s->low, row);
    *high = cell(s->high, row);
    if (s->shown->show == MLT_SHOW_BETWEEN_DRAWN)
        return v->names != NULL &&
               mlt_results_drawn(v->results, s->shown->column, v->names->strings[row], low, high);
    return *high - *low > 1e-9;
}

static bool is_defined(const mlt_table_view *v, const mlt_view_column *s)
{
    double low, high;
    for (size_t row = v->first; row < v->last; row++) {
        switch (s->shown->show) {
        case MLT_SHOW_TEXT:
        case MLT_SHOW_VERDICT:
            return true;
        case MLT_SHOW_BETWEEN:
        case MLT_SHOW_BETWEEN_1:
        case MLT_SHOW_BETWEEN_SHARES:
        case MLT_SHOW_BETWEEN_DRAWN:
            if (interval_of(v, s, row, &low, &high))
                return true;
            break;
        case MLT_SHOW_SOME:
        case MLT_SHOW_FLAG:
            if (cell(s->value, row) > 0)
                return true;
            break;
        default:
            if (isfinite(cell(s->value, row)))
                return true;
        }
    }
    return false;
}

static void choose(mlt_table_view *v, const mlt_shown *columns, size_t n)
{
    for (size_t i = 0; i < n && v->n < MLT_MOST_SHOWN; i++) {
        mlt_view_column s = {&columns[i], mlt_table_find_column(v->table, columns[i].column), NULL,
                             NULL};
        if (is_interval(s.shown) && s.shown->show != MLT_SHOW_BETWEEN_DRAWN) {
            s.low = find_end(v->table, columns[i].column, "low");
            s.high = find_end(v->table, columns[i].column, "high");
        }
        if ((is_text(s.shown) && s.value == NULL) || !is_defined(v, &s))
            continue;
        v->columns[v->n++] = s;
        v->says_something = v->says_something || !is_text(s.shown);
    }
}

/* What is still open says how far it is from a decision; skipped by most, there is nothing to it.
 */
static void put_verdict(mlt_text *out, const mlt_table_view *v, const char *verdict, size_t row)
{
    double further = cell(v->further, row);
    if (v->affected != NULL && isnan(v->affected->doubles[row])) {
        mlt_text_puts(out, "left out");
        return;
    }
    mlt_text_puts(out, verdict);
    if (strcmp(verdict, "inconclusive") == 0 && isfinite(further)) {
        mlt_text_puts(out, ", ");
        mlt_fixed(out, further, 0);
        mlt_text_puts(out, " more");
    } else if (strcmp(verdict, "inconclusive") == 0) {
        mlt_text_puts(out, ", too close");
    }
}

static void put_number(mlt_text *out, double value, int decimals)
{
    if (isfinite(value))
        mlt_fixed(out, value, decimals);
}

static void put_p(mlt_text *out, double p)
{
    if (p < 0.0001)
        mlt_text_puts(out, "<0.0001");
    else
        put_number(out, p, 4);
}

static void put_share(mlt_text *out, double share)
{
    put_number(out, 100 * share, 1);
    if (isfinite(share))
        mlt_text_puts(out, " %");
}

static void put_between(mlt_text *out, const mlt_table_view *v, const mlt_view_column *s,
                        size_t row)
{
    double low, high;
    bool of_shares = s->shown->show == MLT_SHOW_BETWEEN_SHARES;
    int decimals = s->shown->show == MLT_SHOW_BETWEEN ? 3 : 1;
    if (!interval_of(v, s, row, &low, &high))
        return;
    mlt_fixed(out, of_shares ? 100 * low : low, decimals);
    mlt_text_puts(out, "…");
    mlt_fixed(out, of_shares ? 100 * high : high, decimals);
}

void mlt_table_view_put(mlt_text *out, const mlt_table_view *v, size_t row, size_t column)
{
    const mlt_view_column *s = &v->columns[column];
    switch (s->shown->show) {
    case MLT_SHOW_TEXT:
        mlt_text_puts(out, s->value->strings[row]);
        return;
    case MLT_SHOW_VERDICT:
        put_verdict(out, v, s->value->strings[row], row);
        return;
    case MLT_SHOW_FLAG:
        mlt_text_puts(out, cell(s->value, row) > 0 ? "yes" : "");
        return;
    case MLT_SHOW_SOME:
    case MLT_SHOW_COUNT:
        put_number(out, cell(s->value, row), 0);
        return;
    case MLT_SHOW_1:
        put_number(out, cell(s->value, row), 1);
        return;
    case MLT_SHOW_3:
        put_number(out, cell(s->value, row), 3);
        return;
    case MLT_SHOW_P:
        put_p(out, cell(s->value, row));
        return;
    case MLT_SHOW_SHARE:
        put_share(out, cell(s->value, row));
        return;
    default:
        put_between(out, v, s, row);
    }
}

bool mlt_table_view_is_text(const mlt_table_view *v, size_t column)
{
    return is_text(v->columns[column].shown);
}

double mlt_table_view_key(const mlt_table_view *v, size_t row, size_t column)
{
    const mlt_view_column *s = &v->columns[column];
    double low, high;
    if (is_text(s->shown))
        return NAN;
    if (!is_interval(s->shown))
        return cell(s->value, row);
    return interval_of(v, s, row, &low, &high) ? low : NAN;
}

bool mlt_table_view_open(mlt_table_view *v, const mlt_results *results, const char *name,
                         const mlt_shown *columns, size_t n, size_t first, size_t most)
{
    const mlt_table *table = mlt_results_find_table(results, name);
    *v = (mlt_table_view){.results = results, .table = table, .first = first};
    if (table == NULL || table->n_rows <= first)
        return false;
    v->last = table->n_rows - first > most ? first + most : table->n_rows;
    v->names = mlt_table_find_column(table, "name");
    v->affected = mlt_table_find_column(table, "affected.value");
    v->further = mlt_table_find_column(table, "further_samples");
    choose(v, columns, n);
    return v->says_something;
}

double mlt_table_number(const mlt_table *table, const char *column, size_t row)
{
    return table != NULL ? cell(mlt_table_find_column(table, column), row) : NAN;
}

const char *mlt_table_string(const mlt_table *table, const char *column, size_t row)
{
    const mlt_column *c = table != NULL ? mlt_table_find_column(table, column) : NULL;
    return c != NULL && c->type == MLT_COLUMN_STRING ? c->strings[row] : "";
}

bool mlt_table_is_of(const mlt_table *table, size_t row, size_t model)
{
    const mlt_column *c = mlt_table_find_column(table, "model_index");
    return c != NULL && c->type == MLT_COLUMN_INT && c->ints[row] == (int32_t)model;
}
