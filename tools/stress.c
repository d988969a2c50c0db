/* SPDX-License-Identifier: MIT */
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

static const cli_flag flags[] = {
    CLI_MODEL_FLAGS,
    {"predictor", "SPEC", "process:COMMAND or plugin:FILE.so[,ARGUMENT]"},
    {"kinds", "LIST", "kinds of change to search, such as fog,gaussian_blur"},
    {"suite", "NAME|FILE|LIST", "search the kinds of this suite; default quick"},
    {"break-at", "SHARE", "of broken samples, at which the model counts as broken; default 0.2"},
    {"first-break-at", "SHARE", "a second such share, for the first signs; default 0.05"},
    {"probe-samples", "N", "samples a kind to try two more severities on; default 30"},
    CLI_JUDGE_FLAGS,
    CLI_RUN_FLAGS,
    {"json", NULL, "everything, for programs"},
    {"quiet", NULL, "no progress"},
};

static mltest_stress *running; /* for the signal handler */

static void on_interrupt(int signal_number)
{
    (void)signal_number;
    mltest_stress_cancel(running);
}

/* One kind of a list, which needs no severity. */
static int add_kind(mltest_suite *suite, const char *name, size_t n)
{
    char condition[256];
    mltest_error *error = NULL;
    bool has_severity = memchr(name, '@', n) != NULL;
    snprintf(condition, sizeof condition, "%.*s%s", (int)(n < 200 ? n : 200), name,
             has_severity ? "" : "@1");
    return mltest_suite_add(suite, condition, &error) == MLTEST_OK ? EXIT_OK : cli_fail(error);
}

static int suite_of_kinds(mltest_suite **out, const char *list)
{
    mltest_error *error = NULL;
    if (mltest_suite_new(out, cli.ctx, "kinds", &error) != MLTEST_OK)
        return cli_fail(error);
    while (*list != '\0') {
        size_t n = strcspn(list, ", ");
        int status = n > 0 ? add_kind(*out, list, n) : EXIT_OK;
        if (status != EXIT_OK)
            return status;
        list += n + (list[n] != '\0');
    }
    return EXIT_OK;
}

static int open_suite(mltest_suite **out)
{
    if (cli_has("kinds") && cli_has("suite"))
        return cli_usage_error("--kinds and --suite both say what to search: give one");
    if (cli_has("kinds"))
        return suite_of_kinds(out, cli_get("kinds"));
    return cli_open_suite(out, cli_has("suite") ? cli_get("suite") : "quick");
}

static int own_options(mltest_options **out)
{
    mltest_error *error = NULL;
    if (mltest_options_new(out, cli.ctx, "stress", &error) != MLTEST_OK)
        return cli_fail(error);
    int status = cli_option(*out, "break-at", "break_at");
    if (status == EXIT_OK)
        status = cli_option(*out, "first-break-at", "first_break_at");
    return status == EXIT_OK ? cli_option(*out, "probe-samples", "probe_samples") : status;
}

static int execute(mltest_stress *stress)
{
    mltest_error *error = NULL;
    cli_progress p = {.terminal = isatty(2) != 0, .shown = 101};
    if (!cli_has("quiet"))
        mltest_stress_set_progress(stress, cli_show_progress, &p);
    running = stress;
    signal(SIGINT, on_interrupt);
    signal(SIGTERM, on_interrupt);
    mltest_status status = mltest_stress_execute(stress, cli_get("out"), &error);
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    if (p.terminal)
        fputc('\n', stderr);
    if (status == MLTEST_OK)
        status = mltest_write_stress(stress, cli_has("json") ? "json" : "text", cli_write_stdout,
                                     NULL, &error);
    return status == MLTEST_OK ? EXIT_OK : cli_fail(error);
}

/* What the search is made of. */
typedef struct {
    mltest_dataset *dataset;
    mltest_predictor *predictor;
    mltest_suite *suite;
    mltest_options *run, *score, *own;
} parts;

static int make_parts(parts *p)
{
    int status = cli_open_dataset(&p->dataset);
    if (status == EXIT_OK) {
        cli_report_dataset(p->dataset);
        status = open_suite(&p->suite);
    }
    if (status == EXIT_OK)
        status = cli_open_predictor(&p->predictor, p->dataset);
    if (status == EXIT_OK)
        status = cli_run_options(&p->run, p->suite);
    if (status == EXIT_OK)
        status = cli_score_options(&p->score, p->suite);
    return status == EXIT_OK ? own_options(&p->own) : status;
}

static int verb(void)
{
    parts p = {.dataset = NULL};
    mltest_stress *stress = NULL;
    mltest_error *error = NULL;
    if (!cli_has("dataset"))
        return cli_usage_error("--dataset is missing");
    if (!cli_has("out"))
        return cli_usage_error("--out is missing");
    int status = make_parts(&p);
    if (status == EXIT_OK && mltest_stress_new(&stress, cli.ctx, p.dataset, p.predictor, p.suite,
                                               p.run, p.score, p.own, &error) != MLTEST_OK)
        status = cli_fail(error);
    if (status == EXIT_OK)
        status = execute(stress);
    mltest_stress_free(stress);
    mltest_options_free(p.own);
    mltest_options_free(p.score);
    mltest_options_free(p.run);
    mltest_predictor_free(p.predictor);
    mltest_suite_free(p.suite);
    mltest_dataset_free(p.dataset);
    return status;
}

const cli_verb verb_stress = {"stress",
                              "--dataset DIR --predictor SPEC --out FILE",
                              "find the severity at which a model breaks, sample by sample",
                              flags,
                              sizeof flags / sizeof flags[0],
                              0,
                              0,
                              verb};
