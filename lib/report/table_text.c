/* SPDX-License-Identifier: MIT */
#include "report/table_text.h"

#include "report/columns.h"

static void put_heads(mlt_columns *t, const mlt_table_view *v)
{
    for (size_t i = 0; i < v->n; i++) {
        t->left[i] = mlt_table_view_is_text(v, i);
        mlt_columns_text(t, v->columns[i].shown->head);
    }
}

static void put_cell(mlt_columns *t, const mlt_table_view *v, size_t row, size_t column)
{
    mlt_text cell;
    mlt_text_init(&cell, t->cells.ctx);
    mlt_table_view_put(&cell, v, row, column);
    if (cell.n == 0 && !mlt_table_view_is_text(v, column))
        mlt_text_putc(&cell, '-');
    t->cells.failed = t->cells.failed || !mlt_text_ok(&cell);
    mlt_columns_text(t, mlt_text_string(&cell));
    mlt_text_free(&cell);
}

void mlt_table_text(mlt_text *out, const mlt_results *results, const char *name,
                    const char *heading, const mlt_shown *columns, size_t n, size_t first,
                    size_t most)
{
    mlt_table_view v;
    mlt_columns t;
    if (!mlt_table_view_open(&v, results, name, columns, n, first, most))
        return;
    mlt_columns_begin(&t, out->ctx, v.n);
    put_heads(&t, &v);
    for (size_t row = v.first; row < v.last; row++)
        for (size_t i = 0; i < v.n; i++)
            put_cell(&t, &v, row, i);
    mlt_text_printf(out, "%s%s%s", out->n > 0 ? "\n" : "", heading != NULL ? heading : "",
                    heading != NULL ? "\n" : "");
    mlt_columns_print(&t, out);
    if (v.last < v.table->n_rows)
        mlt_text_printf(out, "… %zu more: --json has them\n", v.table->n_rows - v.last);
}
