/* SPDX-License-Identifier: MIT */
#include "report/table_text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/columns.h"

/* A column to be shown, and where its cells are. */
typedef struct {
    const mlt_shown *shown;
    const mlt_column *value, *low, *high; /* low and high of an interval; else NULL */
} source;

typedef struct {
    const mlt_results *results;
    const mlt_table *table;
    const mlt_column *names, *further, *affected;
    size_t first, last; /* rows */
    source columns[MLT_MOST_COLUMNS];
    size_t n;
    bool says_something; /* a column that is no text is defined */
} view;

/* NAME.low or NAME_low: a name that is a figure itself cannot be that of a group, too. */
static const mlt_column *find_end(const mlt_table *table, const char *name, const char *end)
{
    char full[96];
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

static bool interval_of(const view *v, const source *s, size_t row, double *low, double *high)
{
    *low = cell(s->low, row);
    *high = cell(s->high, row);
    if (s->shown->show == MLT_SHOW_BETWEEN_DRAWN)
        return v->names != NULL &&
               mlt_results_drawn(v->results, s->shown->column, v->names->strings[row], low, high);
    return *high - *low > 1e-9;
}

static bool is_defined(const view *v, const source *s)
{
    double low, high;
    for (size_t row = v->first; row < v->last; row++) {
        switch (s->shown->show) {
        case MLT_SHOW_TEXT:
        case MLT_SHOW_VERDICT:
            return true;
        case MLT_SHOW_BETWEEN:
        case MLT_SHOW_BETWEEN_SHARES:
        case MLT_SHOW_BETWEEN_DRAWN:
            if (interval_of(v, s, row, &low, &high))
                return true;
            break;
        case MLT_SHOW_SOME:
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

static void choose(view *v, const mlt_shown *columns, size_t n)
{
    for (size_t i = 0; i < n && v->n < MLT_MOST_COLUMNS; i++) {
        source s = {&columns[i], mlt_table_find_column(v->table, columns[i].column), NULL, NULL};
        bool is_text = columns[i].show == MLT_SHOW_TEXT || columns[i].show == MLT_SHOW_VERDICT;
        bool is_between =
            columns[i].show == MLT_SHOW_BETWEEN || columns[i].show == MLT_SHOW_BETWEEN_SHARES;
        if (is_between) {
            s.low = find_end(v->table, columns[i].column, "low");
            s.high = find_end(v->table, columns[i].column, "high");
        }
        if ((is_text && s.value == NULL) || !is_defined(v, &s))
            continue;
        v->columns[v->n++] = s;
        v->says_something = v->says_something || !is_text;
    }
}

static void put_between(mlt_columns *t, double low, double high, double scale, int decimals)
{
    mlt_text text;
    mlt_text_init(&text, t->cells.ctx);
    mlt_fixed(&text, low * scale, decimals);
    mlt_text_puts(&text, "…");
    mlt_fixed(&text, high * scale, decimals);
    mlt_columns_take(t, &text);
}

/* What is still open says how far it is from a decision; skipped by most, there is nothing to it.
 */
static void put_verdict(mlt_columns *t, const view *v, const char *verdict, size_t row)
{
    mlt_text text;
    double further = cell(v->further, row);
    mlt_text_init(&text, t->cells.ctx);
    if (v->affected != NULL && isnan(v->affected->doubles[row])) {
        mlt_text_puts(&text, "left out");
        mlt_columns_take(t, &text);
        return;
    }
    mlt_text_puts(&text, verdict);
    if (strcmp(verdict, "inconclusive") == 0 && isfinite(further)) {
        mlt_text_puts(&text, ", ");
        mlt_fixed(&text, further, 0);
        mlt_text_puts(&text, " more");
    } else if (strcmp(verdict, "inconclusive") == 0) {
        mlt_text_puts(&text, ", too close");
    }
    mlt_columns_take(t, &text);
}

static void put_cell(mlt_columns *t, const view *v, const source *s, size_t row)
{
    double low, high;
    bool of_shares = s->shown->show == MLT_SHOW_BETWEEN_SHARES;
    bool of_percent = of_shares || s->shown->show == MLT_SHOW_BETWEEN_DRAWN;
    switch (s->shown->show) {
    case MLT_SHOW_TEXT:
        mlt_columns_text(t, s->value->strings[row]);
        return;
    case MLT_SHOW_VERDICT:
        put_verdict(t, v, s->value->strings[row], row);
        return;
    case MLT_SHOW_SOME:
    case MLT_SHOW_COUNT:
        mlt_columns_number(t, cell(s->value, row), 0);
        return;
    case MLT_SHOW_1:
        mlt_columns_number(t, cell(s->value, row), 1);
        return;
    case MLT_SHOW_3:
        mlt_columns_number(t, cell(s->value, row), 3);
        return;
    case MLT_SHOW_SHARE:
        mlt_columns_percent(t, cell(s->value, row));
        return;
    default:
        if (interval_of(v, s, row, &low, &high))
            put_between(t, low, high, of_shares ? 100 : 1, of_percent ? 1 : 3);
        else
            mlt_columns_text(t, "-");
    }
}

static void put_heads(mlt_columns *t, const view *v)
{
    for (size_t i = 0; i < v->n; i++) {
        mlt_show show = v->columns[i].shown->show;
        t->left[i] = show == MLT_SHOW_TEXT || show == MLT_SHOW_VERDICT;
        mlt_columns_text(t, v->columns[i].shown->head);
    }
}

void mlt_table_text(mlt_text *out, const mlt_results *results, const char *name,
                    const char *heading, const mlt_shown *columns, size_t n, size_t first,
                    size_t most)
{
    view v = {.results = results, .table = mlt_results_find_table(results, name), .first = first};
    mlt_columns t;
    if (v.table == NULL || v.table->n_rows <= first)
        return;
    v.last = v.table->n_rows - first > most ? first + most : v.table->n_rows;
    v.names = mlt_table_find_column(v.table, "name");
    v.affected = mlt_table_find_column(v.table, "affected.value");
    v.further = mlt_table_find_column(v.table, "further_samples");
    choose(&v, columns, n);
    if (!v.says_something)
        return;
    mlt_columns_begin(&t, out->ctx, v.n);
    put_heads(&t, &v);
    for (size_t row = v.first; row < v.last; row++)
        for (size_t i = 0; i < v.n; i++)
            put_cell(&t, &v, &v.columns[i], row);
    mlt_text_printf(out, "\n%s%s", heading != NULL ? heading : "", heading != NULL ? "\n" : "");
    mlt_columns_print(&t, out);
    if (v.last < v.table->n_rows)
        mlt_text_printf(out, "… %zu more: --json has them\n", v.table->n_rows - v.last);
}
