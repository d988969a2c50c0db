/* SPDX-License-Identifier: MIT */
/*
 * Average precision of COCO and Pascal VOC, operating points and calibration as tables.
 */
#include "base/alloc.h"
#include "base/error.h"
#include "metric/operating.h"
#include "score/detections_parts.h"

mltest_status mlt_detections_doubles(mlt_results *results, mlt_table *table,
                                     const char *const *names, size_t n, double **columns,
                                     mltest_error **error)
{
    for (size_t i = 0; i < n; i++) {
        mlt_column *column;
        TRY(mlt_table_column(results, table, names[i], MLT_COLUMN_DOUBLE, &column, error));
        columns[i] = column->doubles;
    }
    return MLTEST_OK;
}

static mltest_status fill_names(mlt_results *results, mlt_table *table, const char *const *names,
                                size_t n, mltest_error **error)
{
    mlt_column *column;
    TRY(mlt_table_column(results, table, "name", MLT_COLUMN_STRING, &column, error));
    for (size_t i = 0; i < n; i++)
        TRY(mlt_table_set_string(results, column, i, names[i], error));
    return MLTEST_OK;
}

/* Whoever added it knows an image by its name. */
static mltest_status prepare(mlt_detections *d, const mlt_detections_naming *naming,
                             mltest_error **error)
{
    char room[32];
    mltest_status status = mlt_coco_prepare(d->coco, NULL);
    if (status == MLTEST_ERR_CONFLICT)
        return mlt_fail(error, status, "image %s was added twice",
                        naming->image(naming->data, mlt_coco_repeated_key(d->coco), room));
    return status == MLTEST_OK ? status : mlt_fail_memory(error);
}

mltest_status mlt_detections_fill_coco(mlt_detections *d, const double *weights,
                                       const mlt_detections_naming *naming, mltest_evaluation *e,
                                       mltest_error **error)
{
    static const char *const all[] = {"all classes"};
    const uint64_t counts[] = {mlt_detections_n_images(d), d->n_truths, d->n_preds};
    TRY(prepare(d, naming, error));
    e->mode = d->wanted.mode;
    mlt_coco_limits(d->coco, e->max_dets);
    const unsigned flags = MLT_COCO_PARALLEL | (d->wanted.has_arrays ? MLT_COCO_ARRAYS : 0);
    TRY(mlt_coco_finish(d->coco, weights, flags, &e->coco, error));
    return mlt_evaluation_fill_coco(e, d->wanted.coco.class_agnostic ? all : naming->classes,
                                    counts, error);
}

/* --- Pascal VOC ------------------------------------------------------------------------------- */

static mltest_status fill_voc(const mlt_detections *d, const mlt_voc_result *voc,
                              const mlt_detections_naming *naming, mlt_results *results,
                              mltest_error **error)
{
    static const char *const heads[] = {"AP", "n_truths", "n_predictions", "tp", "fp"};
    double *columns[5];
    mlt_table *table;
    TRY(mlt_results_text(results, "voc.preset", d->wanted.voc_preset, error));
    TRY(mlt_results_number(results, "voc.iou", d->wanted.voc.iou, error));
    TRY(mlt_results_number(results, "voc.mAP", voc->map, error));
    TRY(mlt_results_table(results, "voc_classes", voc->n_classes, &table, error));
    TRY(fill_names(results, table, naming->classes, voc->n_classes, error));
    TRY(mlt_detections_doubles(results, table, heads, 5, columns, error));
    for (size_t i = 0; i < voc->n_classes; i++) {
        const mlt_voc_class *c = &voc->classes[i];
        columns[0][i] = c->ap;
        columns[1][i] = (double)c->n_positives;
        columns[2][i] = (double)c->n_detections;
        columns[3][i] = (double)c->tp;
        columns[4][i] = (double)c->fp;
    }
    return MLTEST_OK;
}

mltest_status mlt_detections_fill_voc(const mlt_detections *d, const mlt_detections_naming *naming,
                                      mlt_results *results, mltest_error **error)
{
    mlt_voc_result voc;
    if (d->voc == NULL)
        return MLTEST_OK;
    TRY(mlt_voc_finish(d->voc, &voc, error));
    mltest_status status = fill_voc(d, &voc, naming, results, error);
    mlt_voc_result_free(d->ctx, &voc);
    return status;
}

/* --- scores as probabilities ------------------------------------------------------------------ */

static mltest_status fill_points(const mlt_operating_result *operating,
                                 const mlt_judged_list *judged, const mlt_detections_naming *naming,
                                 mlt_results *results, mltest_error **error)
{
    static const char *const heads[] = {"score", "F1", "precision", "recall", "tp", "fp"};
    double *columns[6];
    size_t n = judged->n_classes;
    mlt_table *table;
    mlt_column *column;
    TRY(mlt_results_table(results, "operating", n + 1, &table, error));
    TRY(mlt_table_column(results, table, "name", MLT_COLUMN_STRING, &column, error));
    for (size_t i = 0; i <= n; i++)
        TRY(mlt_table_set_string(results, column, i, i < n ? naming->classes[i] : "all classes",
                                 error));
    TRY(mlt_detections_doubles(results, table, heads, 6, columns, error));
    for (size_t i = 0; i <= n; i++) {
        const mlt_operating_point *p = &operating->best[i];
        const double values[] = {p->score,  p->f1,         p->precision,
                                 p->recall, (double)p->tp, (double)p->fp};
        for (size_t k = 0; k < 6; k++)
            columns[k][i] = values[k];
    }
    return MLTEST_OK;
}

static mltest_status fill_operating(const mlt_detections *d, const mlt_judged_list *judged,
                                    const mlt_detections_naming *naming, mlt_results *results,
                                    mltest_error **error)
{
    mlt_operating_result operating;
    TRY(mlt_operating(d->ctx, judged, &operating, error));
    mltest_status status = fill_points(&operating, judged, naming, results, error);
    mlt_operating_result_free(d->ctx, &operating);
    return status;
}

static mltest_status fill_bins(const mlt_detections *d, const mlt_calibration_result *c,
                               mlt_results *results, mltest_error **error)
{
    static const char *const heads[] = {
        "low", "high", "n", "confidence", "accuracy", "accuracy.low", "accuracy.high"};
    double *columns[7];
    mlt_table *table;
    TRY(mlt_results_text(results, "calibration.binning",
                         mlt_binning_names[d->wanted.calibration.binning], error));
    TRY(mlt_results_number(results, "calibration.ECE", c->ece, error));
    TRY(mlt_results_number(results, "calibration.MCE", c->mce, error));
    TRY(mlt_results_number(results, "calibration.n", (double)c->n, error));
    TRY(mlt_results_number(results, "calibration.n_outside", (double)c->n_outside, error));
    TRY(mlt_results_table(results, "reliability", c->n_bins, &table, error));
    TRY(mlt_detections_doubles(results, table, heads, 7, columns, error));
    for (size_t i = 0; i < c->n_bins; i++) {
        const mlt_calibration_bin *b = &c->bins[i];
        const double values[] = {b->low,      b->high,         (double)b->n,    b->confidence,
                                 b->accuracy, b->accuracy_low, b->accuracy_high};
        for (size_t k = 0; k < 7; k++)
            columns[k][i] = values[k];
    }
    return MLTEST_OK;
}

static mltest_status fill_calibration(const mlt_detections *d, const mlt_judged_list *judged,
                                      mlt_results *results, mltest_error **error)
{
    mlt_calibration *calibration;
    mlt_calibration_result c;
    TRY(mlt_calibration_new(&calibration, d->ctx, &d->wanted.calibration, error));
    mltest_status status = mlt_calibration_add_judged(calibration, judged->items, judged->n, error);
    if (status == MLTEST_OK)
        status = mlt_calibration_finish(calibration, &c, error);
    mlt_calibration_free(calibration);
    if (status != MLTEST_OK)
        return status;
    status = fill_bins(d, &c, results, error);
    mlt_calibration_result_free(d->ctx, &c);
    return status;
}

/* At IoU 0.5, or the first threshold if that is not among them. */
mltest_status mlt_detections_fill_judged(mlt_detections *d, const mlt_detections_naming *naming,
                                         mlt_results *results, mltest_error **error)
{
    static const char *const all[] = {"all classes"};
    const mlt_detections_wanted *w = &d->wanted;
    mlt_detections_naming own = *naming;
    mlt_judged_list judged;
    size_t iou = 0;
    if (!w->has_operating && !w->has_calibration)
        return MLTEST_OK;
    for (size_t i = 0; i < w->coco.n_ious; i++)
        iou = w->ious[i] == 0.5 ? i : iou;
    if (w->coco.class_agnostic)
        own.classes = all;
    TRY(mlt_judged_from_coco(&judged, d->coco, iou, error));
    mltest_status status = MLTEST_OK;
    if (w->has_operating)
        status = fill_operating(d, &judged, &own, results, error);
    if (status == MLTEST_OK && w->has_calibration)
        status = fill_calibration(d, &judged, results, error);
    mlt_judged_free(d->ctx, &judged);
    return status;
}
