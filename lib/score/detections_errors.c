/* SPDX-License-Identifier: MIT */
/*
 * TIDE's errors and the confusion matrix as tables.
 */
#include "base/alloc.h"
#include "base/error.h"
#include "score/detections_parts.h"

static mltest_status fill_kinds(const mlt_tide_result *tide, mlt_results *results,
                                mltest_error **error)
{
    static const char *const names[] = {"n", "dAP"};
    double *columns[2];
    mlt_table *table;
    mlt_column *kind;
    TRY(mlt_results_table(results, "tide_kinds", MLT_TIDE_N_KINDS, &table, error));
    TRY(mlt_table_column(results, table, "kind", MLT_COLUMN_STRING, &kind, error));
    for (size_t i = 0; i < MLT_TIDE_N_KINDS; i++)
        TRY(mlt_table_set_string(results, kind, i, mlt_tide_kind_names[i], error));
    TRY(mlt_detections_doubles(results, table, names, 2, columns, error));
    for (size_t i = 0; i < MLT_TIDE_N_KINDS; i++) {
        columns[0][i] = (double)tide->counts[i];
        columns[1][i] = tide->d_ap[i];
    }
    return MLTEST_OK;
}

static const char *class_name(const mlt_detections_naming *naming, int32_t cls)
{
    return cls >= 0 ? naming->classes[cls] : "";
}

enum { KIND, IMAGE, CLASS, TRUE_CLASS, N_TEXTS };

static mltest_status fill_texts(const mlt_tide_result *tide, const mlt_detections_naming *naming,
                                mlt_results *results, mlt_table *table, mltest_error **error)
{
    static const char *const heads[N_TEXTS] = {"kind", "image", "class", "true_class"};
    for (size_t k = 0; k < N_TEXTS; k++) {
        mlt_column *column;
        TRY(mlt_table_column(results, table, heads[k], MLT_COLUMN_STRING, &column, error));
        for (size_t i = 0; i < tide->n_errors; i++) {
            const mlt_tide_error *e = &tide->errors[i];
            char room[32];
            const char *text = k == KIND    ? mlt_tide_kind_names[e->kind]
                               : k == IMAGE ? naming->image(naming->data, e->image, room)
                               : k == CLASS ? class_name(naming, e->cls)
                                            : class_name(naming, e->truth_cls);
            TRY(mlt_table_set_string(results, column, i, text, error));
        }
    }
    return MLTEST_OK;
}

static mltest_status fill_errors(const mlt_tide_result *tide, const mlt_detections_naming *naming,
                                 mlt_results *results, mltest_error **error)
{
    static const char *const names[] = {"prediction", "annotation", "score", "iou"};
    double *columns[4];
    mlt_table *table;
    TRY(mlt_results_table(results, "tide_errors", tide->n_errors, &table, error));
    TRY(fill_texts(tide, naming, results, table, error));
    TRY(mlt_detections_doubles(results, table, names, 4, columns, error));
    for (size_t i = 0; i < tide->n_errors; i++) {
        const mlt_tide_error *e = &tide->errors[i];
        columns[0][i] = e->pred == UINT32_MAX ? -1 : (double)e->pred;
        columns[1][i] = (double)e->ann_id;
        columns[2][i] = e->score;
        columns[3][i] = e->iou;
    }
    return MLTEST_OK;
}

static mltest_status fill_tide(const mlt_tide_result *tide, const mlt_detections_naming *naming,
                               mlt_results *results, mltest_error **error)
{
    TRY(mlt_results_number(results, "tide.AP", tide->ap, error));
    TRY(mlt_results_number(results, "tide.dAP_false_positives", tide->d_false_pos, error));
    TRY(mlt_results_number(results, "tide.dAP_false_negatives", tide->d_false_neg, error));
    TRY(mlt_results_number(results, "tide.n_false_positives", (double)tide->n_false_pos, error));
    TRY(mlt_results_number(results, "tide.n_false_negatives", (double)tide->n_false_neg, error));
    TRY(fill_kinds(tide, results, error));
    return fill_errors(tide, naming, results, error);
}

mltest_status mlt_detections_fill_tide(const mlt_detections *d, const mlt_detections_naming *naming,
                                       mlt_results *results, mltest_error **error)
{
    mlt_tide_result tide;
    if (d->tide == NULL)
        return MLTEST_OK;
    TRY(mlt_tide_finish(d->tide, MLT_TIDE_ERRORS, &tide, error));
    mltest_status status = fill_tide(&tide, naming, results, error);
    mlt_tide_result_free(d->ctx, &tide);
    return status;
}

/* --- confusion -------------------------------------------------------------------------------- */

typedef struct {
    const uint64_t *counts;
    size_t n; /* rows and columns, the background's among them */
    const char *const *names;
} matrix;

static const char *side_name(const matrix *m, size_t i)
{
    return i + 1 < m->n ? m->names[i] : "background";
}

/* Which cells are not 0, in the order of the matrix. */
static size_t list_cells(const matrix *m, size_t *cells)
{
    size_t n = 0;
    for (size_t i = 0; i < m->n * m->n; i++) {
        if (m->counts[i] > 0)
            cells[n++] = i;
    }
    return n;
}

static mltest_status fill_cells(const matrix *m, const size_t *cells, size_t n,
                                mlt_results *results, mltest_error **error)
{
    static const char *const heads[] = {"truth", "predicted"}, *const number[] = {"n"};
    double *counts;
    mlt_table *table;
    TRY(mlt_results_table(results, "confusion", n, &table, error));
    for (size_t k = 0; k < 2; k++) {
        mlt_column *column;
        TRY(mlt_table_column(results, table, heads[k], MLT_COLUMN_STRING, &column, error));
        for (size_t i = 0; i < n; i++) {
            size_t side = k == 0 ? cells[i] / m->n : cells[i] % m->n;
            TRY(mlt_table_set_string(results, column, i, side_name(m, side), error));
        }
    }
    TRY(mlt_detections_doubles(results, table, number, 1, &counts, error));
    for (size_t i = 0; i < n; i++)
        counts[i] = (double)m->counts[cells[i]];
    return MLTEST_OK;
}

mltest_status mlt_detections_fill_confusion(const mlt_detections *d,
                                            const mlt_detections_naming *naming,
                                            mlt_results *results, mltest_error **error)
{
    if (d->confusion == NULL)
        return MLTEST_OK;
    const matrix m = {mlt_confusion_counts(d->confusion), mlt_confusion_n_classes(d->confusion) + 1,
                      naming->classes};
    size_t *cells = mlt_realloc_array(d->ctx, NULL, m.n * m.n, sizeof *cells);
    if (cells == NULL)
        return mlt_fail_memory(error);
    mltest_status status = fill_cells(&m, cells, list_cells(&m, cells), results, error);
    mlt_free(d->ctx, cells);
    return status;
}
