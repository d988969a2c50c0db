/* SPDX-License-Identifier: MIT */
#include "score/evaluation.h"

#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "base/file.h"
#include "base/file_stream.h"
#include "base/fpenv.h"
#include "base/text.h"

static const mlt_option rows[] = {
    {"format", MLTEST_OPTION_STRING, "", 0, 0, "",
     "the format of the truths; recognised by its content when not set"},
    {"split", MLTEST_OPTION_STRING, "", 0, 0, "", "part of the data set to read"},
    {"classes", MLTEST_OPTION_STRING, "", 0, 0, "",
     "file with a class name a line, which fixes their order"},
    {"lenient", MLTEST_OPTION_BOOL, "", 0, 1, "false",
     "count and leave out what the reference implementation stops at"},
    {"mode", MLTEST_OPTION_STRING, "", 0, 0, "",
     "whose rules: coco (for COCO's own files when not set), corrected or lvis"},
    {"frequencies", MLTEST_OPTION_STRING, "", 0, 0, "",
     "of the mode lvis, in memory: a letter a class, r, c or f"},
    {"arrays", MLTEST_OPTION_BOOL, "", 0, 1, "true",
     "keep the arrays of precision, recall and scores behind the figures of detections"},
    {"ious", MLTEST_OPTION_STRING, "", 0, 0, "",
     "IoU thresholds between commas; .50, .55 … .95 when not set"},
    {"max_dets", MLTEST_OPTION_STRING, "", 0, 0, "",
     "three numbers of detections per image and class between commas; 1,10,100 when not set"},
    {"class_agnostic", MLTEST_OPTION_BOOL, "", 0, 1, "false", "one class for all"},
    {"voc", MLTEST_OPTION_STRING, "", 0, 0, "",
     "Pascal VOC's average precision as well: voc2007, voc2012 or another preset"},
    {"voc_iou", MLTEST_OPTION_DOUBLE, "", 0, 1, "0.5", "its threshold"},
    {"voc_boxes", MLTEST_OPTION_STRING, "", 0, 0, "edges",
     "what its corners are: edges, or the outermost pixels"},
    {"tide", MLTEST_OPTION_BOOL, "", 0, 1, "false", "which kinds of errors cost how much"},
    {"confusion", MLTEST_OPTION_STRING, "", 0, 0, "",
     "which class was taken for which: assigned by score or by iou"},
    {"calibration", MLTEST_OPTION_STRING, "", 0, 0, "",
     "whether scores are probabilities, in bins: default, torchmetrics, guo or quantile"},
    {"bins", MLTEST_OPTION_INT, "", 1, 65536, "15", "bins of the calibration"},
    {"operating", MLTEST_OPTION_BOOL, "", 0, 1, "false",
     "the score threshold of the best F1, for each class"},
    {"min_score", MLTEST_OPTION_DOUBLE, "", 0, 1, "0",
     "lower scores are left out of confusion and calibration"},
    {"top_k", MLTEST_OPTION_INT, "", 1, 1000000, "5",
     "classification: the share of samples with the true class among the first so many as well"},
};

const mlt_option_table mlt_evaluation_options = {"evaluation", rows, sizeof rows / sizeof rows[0]};

const char *const mlt_evaluation_mode_names[MLT_EVALUATION_N_MODES] = {"data set", "coco",
                                                                       "corrected", "lvis"};

void mlt_evaluation_odd(mltest_evaluation *evaluation, const char *what, const char *thing,
                        uint64_t place)
{
    size_t i = 0;
    while (i < evaluation->n_oddities && evaluation->oddities[i].what != what)
        i++;
    if (i == MLT_EVALUATION_KINDS)
        return;
    mlt_evaluation_oddity *oddity = &evaluation->oddities[i];
    if (i == evaluation->n_oddities) {
        evaluation->n_oddities++;
        *oddity = (mlt_evaluation_oddity){what, thing, 0, {0}};
    }
    if (oddity->n < MLT_EVALUATION_PLACES)
        oddity->places[oddity->n] = place;
    oddity->n++;
}

static mltest_status fill_oddity(mltest_evaluation *e, size_t row, mlt_column *what,
                                 mlt_column *first, mltest_error **error)
{
    const mlt_evaluation_oddity *oddity = &e->oddities[row];
    mlt_text places;
    mlt_text_init(&places, e->ctx);
    for (size_t i = 0; i < MLT_EVALUATION_PLACES && i < oddity->n; i++)
        mlt_text_printf(&places, "%s%s %" PRIu64, i > 0 ? ", " : "", oddity->thing,
                        oddity->places[i]);
    mltest_status status = mlt_text_ok(&places) ? MLTEST_OK : mlt_fail_memory(error);
    if (status == MLTEST_OK)
        status = mlt_table_set_string(e->results, what, row, oddity->what, error);
    if (status == MLTEST_OK)
        status = mlt_table_set_string(e->results, first, row, mlt_text_string(&places), error);
    mlt_text_free(&places);
    return status;
}

mltest_status mlt_evaluation_close(mltest_evaluation *e, mltest_error **error)
{
    mlt_table *table;
    mlt_column *what, *n, *first;
    TRY(mlt_results_table(e->results, "oddities", e->n_oddities, &table, error));
    TRY(mlt_table_column(e->results, table, "what", MLT_COLUMN_STRING, &what, error));
    TRY(mlt_table_column(e->results, table, "n", MLT_COLUMN_DOUBLE, &n, error));
    TRY(mlt_table_column(e->results, table, "first", MLT_COLUMN_STRING, &first, error));
    for (size_t i = 0; i < e->n_oddities; i++) {
        /* adding a column may have moved the ones before it */
        what = &table->columns[0];
        n = &table->columns[1];
        first = &table->columns[2];
        n->doubles[i] = (double)e->oddities[i].n;
        TRY(fill_oddity(e, i, what, first, error));
    }
    return MLTEST_OK;
}

static mltest_status fill_classes(mltest_evaluation *e, const char *const *names,
                                  mltest_error **error)
{
    static const char *const heads[] = {"AP", "AP50", "AP75", "AR100", "n_truths"};
    const double *const from[] = {e->coco.ap, e->coco.ap50, e->coco.ap75, e->coco.ar,
                                  e->coco.n_truths};
    mlt_table *table;
    mlt_column *column;
    TRY(mlt_results_table(e->results, "classes", e->coco.n_classes, &table, error));
    TRY(mlt_table_column(e->results, table, "name", MLT_COLUMN_STRING, &column, error));
    for (size_t i = 0; i < e->coco.n_classes; i++)
        TRY(mlt_table_set_string(e->results, column, i, names[i], error));
    for (size_t k = 0; k < sizeof heads / sizeof heads[0]; k++) {
        TRY(mlt_table_column(e->results, table, heads[k], MLT_COLUMN_DOUBLE, &column, error));
        for (size_t i = 0; i < e->coco.n_classes; i++)
            column->doubles[i] = from[k][i];
    }
    return MLTEST_OK;
}

/* What the corrections have changed. */
static mltest_status fill_deviations(mltest_evaluation *e, mltest_error **error)
{
    mlt_results *r = e->results;
    mlt_table *table;
    mlt_column *column;
    TRY(mlt_results_table(r, "deviations", MLT_COCO_N_DEVIATIONS, &table, error));
    TRY(mlt_table_column(r, table, "name", MLT_COLUMN_STRING, &column, error));
    for (size_t i = 0; i < MLT_COCO_N_DEVIATIONS; i++)
        TRY(mlt_table_set_string(r, column, i, mlt_coco_deviations[i].name, error));
    TRY(mlt_table_column(r, table, "what", MLT_COLUMN_STRING, &column, error));
    for (size_t i = 0; i < MLT_COCO_N_DEVIATIONS; i++)
        TRY(mlt_table_set_string(r, column, i, mlt_coco_deviations[i].meaning, error));
    TRY(mlt_table_column(r, table, "n", MLT_COLUMN_DOUBLE, &column, error));
    for (size_t i = 0; i < MLT_COCO_N_DEVIATIONS; i++)
        column->doubles[i] = (double)e->coco.deviations[i];
    return MLTEST_OK;
}

mltest_status mlt_evaluation_fill_counts(mltest_evaluation *e, const uint64_t counts[3],
                                         mltest_error **error)
{
    TRY(mlt_results_number(e->results, "n_images", (double)counts[0], error));
    TRY(mlt_results_number(e->results, "n_truths", (double)counts[1], error));
    return mlt_results_number(e->results, "n_predictions", (double)counts[2], error);
}

mltest_status mlt_evaluation_fill_coco(mltest_evaluation *e, const char *const *names,
                                       const uint64_t counts[3], mltest_error **error)
{
    const bool lvis = e->mode == MLT_EVALUATION_LVIS;
    const char *const *stats = lvis ? mlt_lvis_stat_names : mlt_coco_stat_names;
    const int n_stats = lvis ? (int)MLT_LVIS_N_STATS : (int)MLT_COCO_N_STATS;
    TRY(mlt_results_text(e->results, "task", "detection", error));
    TRY(mlt_results_text(e->results, "mode", mlt_evaluation_mode_names[e->mode], error));
    TRY(mlt_evaluation_fill_counts(e, counts, error));
    for (int i = 0; i < n_stats; i++)
        TRY(mlt_results_number(e->results, stats[i], lvis ? e->coco.lvis[i] : e->coco.stats[i],
                               error));
    TRY(fill_classes(e, names, error));
    return e->mode == MLT_EVALUATION_CORRECTED ? fill_deviations(e, error) : MLTEST_OK;
}

static mltest_status find_first_byte(mlt_file_stream *stream, char *out, mltest_error **error)
{
    char c;
    size_t n;
    do
        TRY(mlt_file_stream_read(stream, &c, 1, &n, error));
    while (n > 0 && (c == ' ' || c == '\t' || c == '\r' || c == '\n'));
    *out = n > 0 ? c : '\0';
    return MLTEST_OK;
}

/* The first byte of a file that is not white space; 0 if there is none, or no such file. */
static mltest_status first_byte(mltest_context *ctx, const char *path, char *out,
                                mltest_error **error)
{
    mlt_file_stream stream;
    *out = 0;
    if (mlt_path_type_of(path) != MLT_PATH_FILE)
        return MLTEST_OK;
    TRY(mlt_file_stream_open(&stream, ctx, path, error));
    mltest_status status = find_first_byte(&stream, out, error);
    mlt_file_stream_close(&stream);
    return status;
}

static bool is_json(const char *path)
{
    size_t n = strlen(path);
    return n > 5 && strcmp(path + n - 5, ".json") == 0;
}

/* COCO's own pair of files: an object, and an array of results. */
static mltest_status are_coco_files(mltest_evaluation *e, const char *truth,
                                    const char *predictions, const char *format, bool *out,
                                    mltest_error **error)
{
    char first = 0, second = 0;
    *out = (format[0] == '\0' || strcmp(format, "coco") == 0) && is_json(truth) &&
           is_json(predictions);
    if (!*out)
        return MLTEST_OK;
    TRY(first_byte(e->ctx, truth, &first, error));
    TRY(first_byte(e->ctx, predictions, &second, error));
    *out = first == '{' && second == '[';
    return MLTEST_OK;
}

static mltest_status build(mltest_evaluation *e, const char *truth, const char *predictions,
                           const mltest_options *options, mltest_error **error)
{
    const char *format = mlt_options_string(options, &mlt_evaluation_options, "format");
    bool are_coco = false;
    fenv_t saved;
    if (mlt_path_type_of(predictions) == MLT_PATH_NONE && strchr(predictions, ',') == NULL)
        return mlt_fail(error, MLTEST_ERR_NOT_FOUND, "%s: there is no such file", predictions);
    TRY(are_coco_files(e, truth, predictions, format, &are_coco, error));
    mlt_fpenv_enter(&saved);
    mltest_status status = are_coco
                               ? mlt_evaluation_of_files(e, truth, predictions, options, error)
                               : mlt_evaluation_of_dataset(e, truth, predictions, options, error);
    mlt_fpenv_leave(&saved);
    return status == MLTEST_OK ? mlt_evaluation_close(e, error) : status;
}

mltest_status mlt_evaluation_empty(mltest_evaluation **out, mltest_context *ctx,
                                   mltest_error **error)
{
    mltest_evaluation *e = mlt_alloc_zero(ctx, 1, sizeof *e);
    if (e == NULL)
        return mlt_fail_memory(error);
    e->refs = 1;
    e->ctx = mlt_context_ref(ctx);
    mltest_status status = mlt_results_new(&e->results, ctx, error);
    if (status == MLTEST_OK)
        status = mlt_results_number(e->results, "format", 1, error);
    if (status == MLTEST_OK)
        *out = e;
    else
        mlt_evaluation_unref(e);
    return status;
}

mltest_status mlt_evaluation_make(mltest_evaluation **out, mltest_context *ctx, const char *truth,
                                  const char *predictions, const mltest_options *options,
                                  mltest_error **error)
{
    mltest_evaluation *e = NULL;
    TRY(mlt_options_expect(options, &mlt_evaluation_options, error));
    TRY(mlt_evaluation_empty(&e, ctx, error));
    e->lenient = mlt_options_bool(options, &mlt_evaluation_options, "lenient");
    mltest_status status = build(e, truth, predictions, options, error);
    if (status == MLTEST_OK)
        *out = e;
    else
        mlt_evaluation_unref(e);
    return status;
}

void mlt_evaluation_unref(mltest_evaluation *e)
{
    if (e == NULL || --e->refs > 0)
        return;
    mltest_context *ctx = e->ctx;
    mlt_results_free(e->results);
    mlt_coco_result_free(ctx, &e->coco);
    mlt_free(ctx, e);
    mlt_context_unref(ctx);
}
