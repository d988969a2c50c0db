/* SPDX-License-Identifier: MIT */
/*
 * What the verbs that ask a model have in common.
 */
#include <inttypes.h>
#include <string.h>

#include "cli.h"

int32_t cli_show_progress(void *user_data, uint64_t done, uint64_t total, uint64_t failed)
{
    cli_progress *p = user_data;
    uint64_t percent = total > 0 ? 100 * done / total : 100;
    if (percent == p->shown || (!p->terminal && percent % 10 != 0))
        return MLTEST_CALLBACK_DONE;
    p->shown = percent;
    fprintf(stderr, "%s%3" PRIu64 " %%  %" PRIu64 " of %" PRIu64 " predictions",
            p->terminal ? "\r" : "", percent, done, total);
    if (failed > 0)
        fprintf(stderr, ", %" PRIu64 " failed", failed);
    if (!p->terminal || done == total)
        fputc('\n', stderr);
    return MLTEST_CALLBACK_DONE;
}

int cli_open_predictor(mltest_predictor **out, const mltest_dataset *dataset)
{
    mltest_error *error = NULL;
    mltest_options *options = NULL;
    if (!cli_has("predictor"))
        return cli_usage_error("--predictor is missing");
    if (mltest_options_new(&options, cli.ctx, "predictor", &error) != MLTEST_OK)
        return cli_fail(error);
    int status = cli_option(options, "timeout", "timeout");
    if (status == EXIT_OK)
        status = cli_option(options, "batch", "batch");
    if (status == EXIT_OK &&
        mltest_predictor_open(out, cli.ctx, cli_get("predictor"), options, &error) != MLTEST_OK)
        status = cli_fail(error);
    mltest_options_free(options);
    if (status != EXIT_OK)
        return status;
    if (cli_has("name") &&
        mltest_predictor_set_model(*out, cli_get("name"), NULL, &error) != MLTEST_OK)
        return cli_fail(error);
    /* A folder a class is a task of its own; else it is what the flag says. */
    const char *task = cli_get("task");
    bool classes = task != NULL ? strcmp(task, "classification") == 0
                                : strcmp(mltest_dataset_format(dataset), "classes") == 0;
    if (classes && mltest_predictor_set_task(*out, MLTEST_TASK_CLASSIFICATION, &error) != MLTEST_OK)
        return cli_fail(error);
    return EXIT_OK;
}

int cli_run_options(mltest_options **out, const mltest_suite *suite)
{
    static const char *const same[] = {"seed",  "threads", "batch", "limit",
                                       "shard", "numbers", "resume"};
    mltest_error *error = NULL;
    if (mltest_options_new(out, cli.ctx, "run", &error) != MLTEST_OK)
        return cli_fail(error);
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        int status = cli_option(*out, same[i], same[i]);
        if (status != EXIT_OK)
            return status;
    }
    if (cli_has("no-timing"))
        mltest_options_set_bool(*out, "timing", 0, NULL);
    int status = cli_option(*out, "max-failures", "max_failures");
    return status == EXIT_OK ? cli_fill_options(*out, suite) : status;
}

void cli_report_dataset(const mltest_dataset *dataset)
{
    fprintf(stderr, "%s: ", mltest_dataset_format(dataset));
    cli_put(stderr, mltest_dataset_name(dataset));
    fprintf(stderr, ", %" PRIu64 " samples, %zu classes\n", mltest_dataset_count(dataset),
            mltest_dataset_class_count(dataset));
}
