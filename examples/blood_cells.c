/* SPDX-License-Identifier: MIT */
/*
 * A host application: two detectors of blood cells, stressed and compared.
 *
 *     blood_cells [--json] --demo FOLDER             draws pictures into FOLDER, tests on them
 *     blood_cells [--json] DATASET [SPLIT] FOLDER    tests on a Pascal VOC data set, e.g. BCCD;
 *                                                    on all of its pictures without SPLIT
 *
 * FOLDER, which must exist, gets the journals global.jsonl.gz and local.jsonl.gz, and report.html
 * to look at, with pictures of what went wrong. The detectors are in blood_cells/detector.h, the
 * drawn pictures in blood_cells/smear.h; neither knows how it is tested. This file is what a host
 * has to write.
 */
#include "blood_cells/answer.h"
#include "blood_cells/smear.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DEMO_PICTURES = 60, DEMO_SEED = 1 };

static const char *const variant_names[VARIANTS] = {"global", "local"};
static const int variants[VARIANTS] = {VARIANT_GLOBAL, VARIANT_LOCAL};

/* What the command line asks for. */
typedef struct request {
    const char *dataset, *split, *folder;
    int demo;
    const char *format; /* "text" or "json" */
    const char *suite;
} request;

/* --- the model ------------------------------------------------------------------------------ */

static mltest_status wrap(mltest_predictor **out, int variant, mltest_error **error)
{
    const mltest_predictor_vtable vtable = {.struct_size = sizeof vtable,
                                            .flags = MLTEST_FLAG_ANY_THREAD,
                                            .predict = blood_cells_answer,
                                            .max_batch = 4,
                                            .max_concurrent = 64};
    const char *classes[CELL_KINDS];
    for (int k = 0; k < CELL_KINDS; k++)
        classes[k] = cell_name(k);
    mltest_status status =
        mltest_predictor_new(out, NULL, &vtable, (void *)&variants[variant], error);
    if (status == MLTEST_OK)
        status = mltest_predictor_set_classes(*out, classes, CELL_KINDS, error);
    if (status == MLTEST_OK)
        status = mltest_predictor_set_model(*out, variant_names[variant], "1", error);
    if (status == MLTEST_OK)
        status = mltest_predictor_set_score_floor(*out, 0, error);
    return status;
}

/* --- the pictures ---------------------------------------------------------------------------- */

static mltest_status open_folder(mltest_dataset **out, const char *path, const char *split,
                                 mltest_error **error)
{
    mltest_options *options = NULL;
    mltest_status status = mltest_options_new(&options, NULL, "dataset", error);
    if (status == MLTEST_OK)
        status = mltest_options_set_string(options, "split", split, error);
    if (status == MLTEST_OK)
        status = mltest_dataset_open(out, NULL, path, options, error);
    mltest_options_free(options);
    return status;
}

static mltest_status open_pictures(mltest_dataset **out, const request *r, mltest_error **error)
{
    char path[4096];
    if (!r->demo)
        return open_folder(out, r->dataset, r->split, error);
    snprintf(path, sizeof path, "%s/smears", r->folder);
    if (!smear_write_voc(path, DEMO_SEED, DEMO_PICTURES))
        return MLTEST_ERR_IO;
    mltest_status status = open_folder(out, path, "test", error);
    if (status != MLTEST_ERR_UNSUPPORTED)
        return status;
    mltest_error_free(*error); /* a build without XML: the same pictures, never written */
    *error = NULL;
    return smear_dataset(out, DEMO_SEED, DEMO_PICTURES, error);
}

/* --- the test -------------------------------------------------------------------------------- */

static int32_t show_progress(void *user_data, uint64_t done, uint64_t total, uint64_t failed)
{
    fprintf(stderr, "\r%s: %llu of %llu predictions, %llu failed%s", (const char *)user_data,
            (unsigned long long)done, (unsigned long long)total, (unsigned long long)failed,
            done == total ? "\n" : "");
    return MLTEST_CALLBACK_DONE;
}

static double counter(const mltest_run *run, const char *name)
{
    uint64_t value = 0;
    (void)mltest_run_counter(run, name, &value);
    return (double)value;
}

/* How long it took, and how much of the work was the model's: times of threads, added up. */
static void show_times(const mltest_run *run, int variant)
{
    double model = counter(run, "ns_predict");
    double testing =
        counter(run, "ns_decode") + counter(run, "ns_perturb") + counter(run, "ns_journal");
    double seconds = counter(run, "ns_total") / 1e9, n = counter(run, "answered");
    fprintf(stderr,
            "%s: %.0f predictions in %.1f s, %.0f a second; outside the model %.0f %% of the work: "
            "reading %.1f s, perturbing %.1f s, writing %.1f s\n",
            variant_names[variant], n, seconds, seconds > 0 ? n / seconds : 0,
            model > 0 ? 100 * testing / (testing + model) : 0, counter(run, "ns_decode") / 1e9,
            counter(run, "ns_perturb") / 1e9, counter(run, "ns_journal") / 1e9);
}

/* Runs one variant and reads back what was recorded. */
static mltest_status record(mltest_journal **out, mltest_dataset *pictures, int variant,
                            const request *r, mltest_error **error)
{
    char path[4096];
    const char *paths[] = {path};
    mltest_predictor *model = NULL;
    mltest_suite *suite = NULL;
    mltest_run *run = NULL;
    snprintf(path, sizeof path, "%s/%s.jsonl.gz", r->folder, variant_names[variant]);
    remove(path);
    mltest_status status = wrap(&model, variant, error);
    if (status == MLTEST_OK)
        status = mltest_suite_open(&suite, NULL, r->suite, error);
    if (status == MLTEST_OK)
        status = mltest_run_new(&run, NULL, pictures, model, suite, NULL, error);
    if (status == MLTEST_OK && isatty(STDERR_FILENO))
        mltest_run_set_progress(run, show_progress, (void *)variant_names[variant]);
    if (status == MLTEST_OK)
        status = mltest_run_execute(run, path, error);
    if (status == MLTEST_OK)
        show_times(run, variant);
    if (status == MLTEST_OK)
        status = mltest_journal_open(out, NULL, paths, 1, error);
    mltest_run_free(run);
    mltest_suite_free(suite);
    mltest_predictor_free(model);
    return status;
}

/* --- the results ------------------------------------------------------------------------------ */

static int32_t to_stdout(void *user_data, const void *bytes, size_t n_bytes)
{
    (void)user_data;
    return fwrite(bytes, 1, n_bytes, stdout) == n_bytes ? MLTEST_CALLBACK_DONE : 1;
}

/* In JSON the three results are members of one object, in text they follow each other. */
static void announce(const request *r, const char *before, const char *name)
{
    if (strcmp(r->format, "json") == 0)
        printf("%s\"%s\":", before, name);
    else
        printf("\n== %s ==\n", name);
}

static mltest_status print_results(mltest_journal *const *journals, const request *r,
                                   mltest_error **error)
{
    mltest_status status = MLTEST_OK;
    mltest_comparison *comparison = NULL;
    for (int v = 0; v < VARIANTS && status == MLTEST_OK; v++) {
        mltest_scorecard *card = NULL;
        announce(r, v ? "," : "{", variant_names[v]);
        status = mltest_scorecard_new(&card, NULL, journals[v], NULL, NULL, 0, error);
        if (status == MLTEST_OK)
            status = mltest_write_scorecard(card, r->format, to_stdout, NULL, error);
        mltest_scorecard_free(card);
    }
    announce(r, ",", "comparison");
    if (status == MLTEST_OK)
        status = mltest_comparison_new(&comparison, NULL, journals, VARIANTS, NULL, error);
    if (status == MLTEST_OK)
        status = mltest_write_comparison(comparison, r->format, to_stdout, NULL, error);
    mltest_comparison_free(comparison);
    fputs(strcmp(r->format, "json") == 0 ? "}\n" : "\n", stdout);
    return status;
}

/* The page that people look at, with pictures; says where it is. */
static mltest_status save_report(mltest_journal *const *journals, mltest_dataset *pictures,
                                 const request *r, mltest_error **error)
{
    char path[4096];
    mltest_report *report = NULL;
    snprintf(path, sizeof path, "%s/report.html", r->folder);
    mltest_status status =
        mltest_report_new(&report, NULL, journals, VARIANTS, NULL, NULL, pictures, NULL, error);
    if (status == MLTEST_OK)
        status = mltest_save_report(report, path, error);
    if (status == MLTEST_OK)
        fprintf(strcmp(r->format, "json") == 0 ? stderr : stdout, "report: %s\n", path);
    mltest_report_free(report);
    return status;
}

static mltest_status test_both(const request *r, mltest_error **error)
{
    mltest_dataset *pictures = NULL;
    mltest_journal *journals[VARIANTS] = {NULL};
    mltest_status status = open_pictures(&pictures, r, error);
    for (int v = 0; v < VARIANTS && status == MLTEST_OK; v++)
        status = record(&journals[v], pictures, v, r, error);
    if (status == MLTEST_OK)
        status = print_results(journals, r, error);
    if (status == MLTEST_OK)
        status = save_report(journals, pictures, r, error);
    for (int v = 0; v < VARIANTS; v++)
        mltest_journal_free(journals[v]);
    mltest_dataset_free(pictures);
    return status;
}

static int parse(int argc, char **argv, request *r)
{
    r->format = "text";
    r->suite = "quick";
    for (; argc > 1 && strncmp(argv[1], "--", 2) == 0; argc--, argv++) {
        if (strcmp(argv[1], "--json") == 0) {
            r->format = "json";
        } else if (strcmp(argv[1], "--suite") == 0 && argc > 2) {
            r->suite = argv[2];
            argc--, argv++;
        } else {
            break;
        }
    }
    r->demo = argc == 3 && strcmp(argv[1], "--demo") == 0;
    if (argc < 3 || argc > 4)
        return 0;
    r->folder = argv[argc - 1];
    r->dataset = argv[1];
    r->split = argc == 4 ? argv[2] : "";
    return 1;
}

int main(int argc, char **argv)
{
    request r;
    mltest_error *error = NULL;
    if (!parse(argc, argv, &r)) {
        fprintf(stderr,
                "usage: %s [--json] [--suite SUITE] --demo FOLDER | DATASET [SPLIT] FOLDER\n",
                argv[0]);
        return 2;
    }
    mltest_status status = test_both(&r, &error);
    if (status != MLTEST_OK)
        fprintf(stderr, "%s: %s\n", mltest_status_text(status), mltest_error_message(error));
    mltest_error_free(error);
    return status == MLTEST_OK ? 0 : 1;
}
