/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

static const cli_flag flags[] = {
    {"truth", "DATA", "the data set, or its label file"},
    {"predictions", "PATH",
     "COCO results .json, YOLO's folder, or a journal (its clean predictions)"},
    {"format", "F", "format of the truths; recognised when not given"},
    {"split", "S", "the part of the data set to read"},
    {"classes", "FILE", "a class name a line: their order"},
    {"mode", "RULES", "coco (COCO's own files by default), corrected or lvis"},
    {"iou", "T,T,…", "IoU thresholds; default .50, .55 … .95"},
    {"max-dets", "N,N,N", "detections per image and class; default 1,10,100"},
    {"class-agnostic", NULL, "one class for all"},
    {"voc", "PRESET", "Pascal VOC's average precision too: voc2007, voc2012 …"},
    {"voc-iou", "T", "its threshold; default 0.5"},
    {"voc-boxes", "KIND", "its corners: edges (default), or the outermost pixels"},
    {"tide", NULL, "which kinds of errors cost how much"},
    {"confusion", "BY", "which class was taken for which, assigned by score or by iou"},
    {"operating", NULL, "the score threshold of the best F1, for each class"},
    {"calibration", "BINNING", "are scores probabilities? default, torchmetrics, guo or quantile"},
    {"bins", "N", "of the calibration; default 15"},
    {"min-score", "S", "lower scores are left out of confusion and calibration"},
    {"top-k", "N", "classification: the share with the true class among the first N too"},
    {"threads", "N", "at most; default one a processor"},
    {"lenient", NULL, "count and leave out what pycocotools would stop at; read NaN"},
    {"dump-arrays", "PREFIX", "write PREFIX.precision.f64, .recall.f64 and .scores.f64"},
    {"json", NULL, "everything, for programs"},
};

static int make_options(mltest_options **out)
{
    static const char *const names[][2] = {{"format", "format"},
                                           {"split", "split"},
                                           {"classes", "classes"},
                                           {"mode", "mode"},
                                           {"iou", "ious"},
                                           {"max-dets", "max_dets"},
                                           {"voc", "voc"},
                                           {"voc-iou", "voc_iou"},
                                           {"voc-boxes", "voc_boxes"},
                                           {"confusion", "confusion"},
                                           {"calibration", "calibration"},
                                           {"bins", "bins"},
                                           {"min-score", "min_score"},
                                           {"top-k", "top_k"}};
    static const char *const switches[][2] = {{"lenient", "lenient"},
                                              {"class-agnostic", "class_agnostic"},
                                              {"tide", "tide"},
                                              {"operating", "operating"}};
    mltest_error *error = NULL;
    if (mltest_options_new(out, cli.ctx, "evaluation", &error) != MLTEST_OK)
        return cli_fail(error);
    int status = EXIT_OK;
    for (size_t i = 0; status == EXIT_OK && i < sizeof names / sizeof names[0]; i++)
        status = cli_option(*out, names[i][0], names[i][1]);
    for (size_t i = 0; status == EXIT_OK && i < sizeof switches / sizeof switches[0]; i++)
        if (cli_has(switches[i][0]) &&
            mltest_options_set_bool(*out, switches[i][1], 1, &error) != MLTEST_OK)
            status = cli_fail(error);
    if (status == EXIT_OK && !cli_has("dump-arrays") &&
        mltest_options_set_bool(*out, "arrays", 0, &error) != MLTEST_OK)
        status = cli_fail(error);
    return status;
}

static int limit_threads(void)
{
    char *end;
    mltest_error *error = NULL;
    if (!cli_has("threads"))
        return EXIT_OK;
    unsigned long n = strtoul(cli_get("threads"), &end, 10);
    if (*end != '\0' || n < 1 || n > 256)
        return cli_usage_error("--threads %s: expected a number from 1 to 256", cli_get("threads"));
    if (mltest_context_set_limit(cli.ctx, "max_threads", n, &error) != MLTEST_OK)
        return cli_fail(error);
    return EXIT_OK;
}

/* Little-endian doubles, C order. */
static bool put_doubles(FILE *f, const double *values, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint64_t bits;
        unsigned char bytes[8];
        memcpy(&bits, &values[i], sizeof bits);
        for (int k = 0; k < 8; k++)
            bytes[k] = (unsigned char)(bits >> 8 * k);
        if (fwrite(bytes, sizeof bytes, 1, f) != 1)
            return false;
    }
    return true;
}

static int dump(const mltest_evaluation *evaluation, const char *prefix, const char *name)
{
    size_t shape[5], n = 1, room = strlen(prefix) + strlen(name) + sizeof "..f64";
    const double *values = mltest_evaluation_array(evaluation, name, shape);
    char *path = malloc(room);
    if (path == NULL || values == NULL) {
        free(path);
        return cli_usage_error("--dump-arrays: a classification has no arrays");
    }
    snprintf(path, room, "%s.%s.f64", prefix, name);
    for (int i = 0; i < 5; i++)
        n *= shape[i] > 0 ? shape[i] : 1;
    FILE *f = fopen(path, "wb");
    bool written = f != NULL && put_doubles(f, values, n);
    if (f != NULL && fclose(f) != 0)
        written = false;
    if (!written) {
        fputs("mltest eval: ", stderr);
        cli_put(stderr, path);
        fprintf(stderr, ": %s\n", strerror(errno));
    }
    free(path);
    return written ? EXIT_OK : EXIT_INPUT;
}

static int dump_all(const mltest_evaluation *evaluation)
{
    static const char *const names[] = {"precision", "recall", "scores"};
    int status = EXIT_OK;
    for (size_t i = 0; i < 3 && cli_has("dump-arrays") && status == EXIT_OK; i++)
        status = dump(evaluation, cli_get("dump-arrays"), names[i]);
    return status;
}

static int eval(void)
{
    mltest_error *error = NULL;
    mltest_options *options = NULL;
    mltest_evaluation *evaluation = NULL;
    if (!cli_has("truth") || !cli_has("predictions"))
        return cli_usage_error("--%s is missing", cli_has("truth") ? "predictions" : "truth");
    int status = limit_threads();
    if (status == EXIT_OK)
        status = make_options(&options);
    if (status == EXIT_OK &&
        mltest_evaluation_new(&evaluation, cli.ctx, cli_get("truth"), cli_get("predictions"),
                              options, &error) != MLTEST_OK)
        status = cli_fail(error);
    if (status == EXIT_OK)
        status = dump_all(evaluation);
    if (status == EXIT_OK && mltest_write_evaluation(evaluation, cli_has("json") ? "json" : "text",
                                                     cli_write_stdout, NULL, &error) != MLTEST_OK)
        status = cli_fail(error);
    mltest_evaluation_free(evaluation);
    mltest_options_free(options);
    return status;
}

const cli_verb verb_eval = {"eval",
                            "",
                            "recorded predictions against ground truth, as COCO does it",
                            flags,
                            sizeof flags / sizeof flags[0],
                            0,
                            0,
                            eval};
