/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "score/detections.h"

static const char *text_of(const mltest_options *options, const char *name)
{
    return mlt_options_string(options, &mlt_evaluation_options, name);
}

/* Numbers between commas; 0 if one is none, or there are more than most. */
static size_t read_list(const char *text, double *out, size_t most)
{
    size_t n = 0;
    for (;; text++) {
        size_t length = strcspn(text, ",");
        if (n == most || !mlt_parse_double(text, length, &out[n]))
            return 0;
        n++;
        text += length;
        if (*text == '\0')
            return n;
    }
}

static mltest_status read_ious(mlt_detections_wanted *out, const char *text, mltest_error **error)
{
    if (text[0] == '\0')
        return MLTEST_OK;
    out->coco.n_ious = read_list(text, out->ious, MLT_COCO_MAX_IOUS);
    out->coco.ious = out->ious;
    if (out->coco.n_ious == 0)
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "ious '%s': expected 1 to %d numbers between commas", text,
                        MLT_COCO_MAX_IOUS);
    return MLTEST_OK;
}

static mltest_status read_limits(mlt_detections_wanted *out, const char *text, mltest_error **error)
{
    double limits[MLT_COCO_N_LIMITS];
    if (text[0] == '\0')
        return MLTEST_OK;
    bool fits = read_list(text, limits, MLT_COCO_N_LIMITS) == MLT_COCO_N_LIMITS;
    for (size_t i = 0; fits && i < MLT_COCO_N_LIMITS; i++) {
        fits = limits[i] >= 1 && limits[i] <= UINT32_MAX && floor(limits[i]) == limits[i];
        if (fits)
            out->max_dets[i] = (uint32_t)limits[i];
    }
    out->coco.max_dets = out->max_dets;
    if (!fits)
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "max_dets '%s': expected %d whole numbers between commas", text,
                        MLT_COCO_N_LIMITS);
    return MLTEST_OK;
}

/* The place of a text among n; n if it is not there. */
static size_t find(const char *const *names, size_t n, const char *text)
{
    size_t i = 0;
    while (i < n && strcmp(names[i], text) != 0)
        i++;
    return i;
}

static mltest_status read_voc(mlt_detections_wanted *out, const mltest_options *options,
                              mltest_error **error)
{
    static const char *const boxes[] = {"edges", "pixels"};
    static const mlt_voc_boxes kinds[] = {MLT_VOC_EDGES, MLT_VOC_PIXELS};
    const char *text = text_of(options, "voc_boxes"), *preset = text_of(options, "voc");
    size_t kind = find(boxes, 2, text);
    if (kind == 2)
        return mlt_fail(error, MLTEST_ERR_INVALID, "voc_boxes '%s': expected edges or pixels",
                        text);
    if (preset[0] == '\0')
        return MLTEST_OK;
    TRY(mlt_voc_preset(preset, &out->voc, error));
    size_t i = 0;
    while (strcmp(mlt_voc_preset_name(i), preset) != 0)
        i++;
    out->voc_preset = mlt_voc_preset_name(i); /* which stays when the options go */
    out->voc.boxes = kinds[kind];
    out->voc.iou = mlt_options_double(options, &mlt_evaluation_options, "voc_iou");
    return MLTEST_OK;
}

static mltest_status read_confusion(mlt_detections_wanted *out, const mltest_options *options,
                                    mltest_error **error)
{
    const char *text = text_of(options, "confusion");
    double min_score = mlt_options_double(options, &mlt_evaluation_options, "min_score");
    size_t found = find(mlt_confusion_names, MLT_CONFUSION_N_ASSIGNMENTS, text);
    out->has_confusion = text[0] != '\0';
    if (out->has_confusion && found == MLT_CONFUSION_N_ASSIGNMENTS)
        return mlt_fail(error, MLTEST_ERR_INVALID, "confusion '%s': expected score or iou", text);
    out->confusion = (mlt_confusion_options){
        .assignment = (mlt_confusion_assignment)(out->has_confusion ? found : 0),
        .iou = 0.5,
        .min_score =
            min_score > 0 ? min_score : -INFINITY, /* a bound of 0 would drop scores of 0 */
        .honour_ignore = true};
    return MLTEST_OK;
}

static mltest_status read_calibration(mlt_detections_wanted *out, const mltest_options *options,
                                      mltest_error **error)
{
    const char *text = text_of(options, "calibration");
    size_t found = find(mlt_binning_names, MLT_N_BINNINGS, text);
    out->has_calibration = text[0] != '\0';
    if (out->has_calibration && found == MLT_N_BINNINGS)
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "calibration '%s': expected default, torchmetrics, guo or quantile", text);
    out->calibration = (mlt_calibration_options){
        .binning = (mlt_binning)(out->has_calibration ? found : 0),
        .n_bins = (size_t)mlt_options_int(options, &mlt_evaluation_options, "bins"),
        .min_score = mlt_options_double(options, &mlt_evaluation_options, "min_score")};
    return MLTEST_OK;
}

static mltest_status read_mode(mlt_detections_wanted *out, const mltest_options *options,
                               mltest_error **error)
{
    const char *text = text_of(options, "mode");
    size_t found = find(mlt_evaluation_mode_names, MLT_EVALUATION_N_MODES, text);
    out->frequencies = text_of(options, "frequencies");
    if (text[0] == '\0')
        return MLTEST_OK;
    if (found == MLT_EVALUATION_N_MODES || found == MLT_EVALUATION_DATA)
        return mlt_fail(error, MLTEST_ERR_INVALID, "mode '%s': expected coco, corrected or lvis",
                        text);
    out->mode = (mlt_evaluation_mode)found;
    return MLTEST_OK;
}

void mlt_detections_set_mode(mlt_detections_wanted *wanted, mlt_evaluation_mode otherwise)
{
    if (wanted->mode == MLT_EVALUATION_DATA)
        wanted->mode = otherwise;
    wanted->coco.reference =
        wanted->mode == MLT_EVALUATION_COCO || wanted->mode == MLT_EVALUATION_LVIS;
    wanted->coco.corrected = wanted->mode == MLT_EVALUATION_CORRECTED;
    wanted->coco.lvis = wanted->mode == MLT_EVALUATION_LVIS;
    wanted->coco.honour_ignore = wanted->mode != MLT_EVALUATION_COCO;
}

mltest_status mlt_detections_read(mlt_detections_wanted *out, const mltest_options *options,
                                  mltest_error **error)
{
    const mlt_option_table *table = &mlt_evaluation_options;
    memset(out, 0, sizeof *out);
    TRY(mlt_options_expect(options, table, error));
    out->coco.class_agnostic = mlt_options_bool(options, table, "class_agnostic");
    out->has_arrays = mlt_options_bool(options, table, "arrays");
    out->has_tide = mlt_options_bool(options, table, "tide");
    out->has_operating = mlt_options_bool(options, table, "operating");
    TRY(read_mode(out, options, error));
    TRY(read_ious(out, text_of(options, "ious"), error));
    TRY(read_limits(out, text_of(options, "max_dets"), error));
    TRY(read_voc(out, options, error));
    TRY(read_confusion(out, options, error));
    return read_calibration(out, options, error);
}
