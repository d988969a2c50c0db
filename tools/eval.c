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
    {"lenient", NULL, "count and leave out what pycocotools would stop at; read NaN"},
    {"dump-arrays", "PREFIX", "write PREFIX.precision.f64, .recall.f64 and .scores.f64"},
    {"json", NULL, "everything, for programs"},
};

static int make_options(mltest_options **out)
{
    static const char *const names[] = {"format", "split", "classes"};
    mltest_error *error = NULL;
    if (mltest_options_new(out, cli.ctx, "evaluation", &error) != MLTEST_OK)
        return cli_fail(error);
    int status = EXIT_OK;
    for (size_t i = 0; status == EXIT_OK && i < sizeof names / sizeof names[0]; i++)
        status = cli_option(*out, names[i], names[i]);
    if (status == EXIT_OK && cli_has("lenient") &&
        mltest_options_set_bool(*out, "lenient", 1, &error) != MLTEST_OK)
        status = cli_fail(error);
    return status;
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
    int status = make_options(&options);
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
