/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

static const cli_flag flags[] = {
    CLI_MODEL_FLAGS,
    {"predictor", "SPEC", "process:COMMAND, plugin:FILE.so[,ARGUMENT] or replay:FILE"},
    {"suite", "NAME|FILE|LIST", "what to try; default quick"},
    CLI_RUN_FLAGS,
    {"shard", "I/N", "part I of N of the samples, from 0"},
    {"budget", "N", "ask about N pictures at most, clean ones included; samples at random"},
    {"until", "decided", "ask about each condition only until its verdict; samples at random"},
    {"target", "SHARE", "of affected samples, which verdicts are about; default 0.05"},
    {"min-confidence", "X", "predictions with a lower score do not count; default 0.3"},
    {"strictness", "X", "a sample with lower consistency is affected; default 0.75"},
    {"dry-run", NULL, "say what would be done and how long it takes; writes nothing"},
    {"json", NULL, "print the scores as JSON"},
    {"quiet", NULL, "no progress"},
};

static mltest_run *running; /* for the signal handler */

static void on_interrupt(int signal_number)
{
    (void)signal_number;
    mltest_run_cancel(running);
}

static uint64_t counter(const mltest_run *run, const char *name)
{
    uint64_t value = 0;
    mltest_run_counter(run, name, &value);
    return value;
}

/* What was odd about the answers. */
static void report_oddities(const mltest_run *run)
{
    static const char *const odd[][2] = {
        {"not_finite", "boxes or scores of the model were not finite (left out)"},
        {"no_area", "boxes of the model had no area (left out)"},
        {"bad_score", "scores of the model were not in 0 … 1 (left out)"},
        {"unknown_class", "classes of the model are not known (left out)"},
        {"outside", "boxes of the model reached out of the picture (kept)"},
    };
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++)
        if (counter(run, odd[i][0]) > 0)
            fprintf(stderr, "note: %" PRIu64 " %s\n", counter(run, odd[i][0]), odd[i][1]);
}

static int print_scores(mltest_journal *journal, const mltest_options *options)
{
    mltest_error *error = NULL;
    mltest_scorecard *card = NULL;
    int status = EXIT_OK;
    if (mltest_scorecard_new(&card, cli.ctx, journal, options, NULL, 0, &error) != MLTEST_OK ||
        mltest_write_scorecard(card, cli_has("json") ? "json" : "text", cli_write_stdout, NULL,
                               &error) != MLTEST_OK)
        status = cli_fail(error);
    mltest_scorecard_free(card);
    return status;
}

/* How long it took and where the time went, then the scores and what to do next. */
static int finish(const mltest_run *run, const mltest_options *score, const char *path)
{
    mltest_journal *journal = NULL;
    double total = (double)counter(run, "ns_total") / 1e9;
    uint64_t asked = counter(run, "done") - counter(run, "resumed");
    fprintf(stderr,
            "%" PRIu64 " predictions in %.1f s, %.1f per second; waiting for the model %.0f %% of "
            "the time; %" PRIu64 " failed, %" PRIu64 " skipped\n\n",
            asked, total, total > 0 ? (double)asked / total : 0,
            total > 0 ? 100 * (double)counter(run, "ns_predict") / 1e9 / total : 0,
            counter(run, "failed"), counter(run, "skipped"));
    report_oddities(run);
    int status = cli_open_journal(&journal, &path, 1);
    if (status == EXIT_OK)
        status = print_scores(journal, score);
    if (status == EXIT_OK && !cli_has("json")) {
        printf("\nnext: mltest show %s --dataset %s --worst 6 --out worst/\n", path,
               cli_get("dataset"));
    }
    mltest_journal_free(journal);
    return status;
}

static int execute(mltest_run *run, const mltest_options *score)
{
    mltest_error *error = NULL;
    cli_progress p = {.terminal = isatty(2) != 0, .shown = 101};
    const char *path = cli_get("out");
    if (!cli_has("quiet"))
        mltest_run_set_progress(run, cli_show_progress, &p);
    running = run;
    signal(SIGINT, on_interrupt);
    signal(SIGTERM, on_interrupt);
    mltest_status status = mltest_run_execute(run, path, &error);
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    if (p.terminal && status != MLTEST_OK)
        fputc('\n', stderr);
    return status == MLTEST_OK ? finish(run, score, path) : cli_fail(error);
}

static int dry_run(mltest_run *run, const mltest_suite *suite, const mltest_dataset *dataset)
{
    enum { TRIED = 3 };
    mltest_error *error = NULL;
    uint64_t calls = 0;
    double seconds = -1;
    if (mltest_run_estimate(run, TRIED, &calls, &seconds, &error) != MLTEST_OK)
        return cli_fail(error);
    printf("%" PRIu64 " samples, %zu conditions: %" PRIu64 " predictions, about %.0f s\n",
           mltest_dataset_count(dataset), mltest_suite_count(suite), calls, seconds);
    for (size_t i = 0; i < mltest_suite_count(suite); i++)
        printf("  %s\n", mltest_suite_condition(suite, i));
    return EXIT_OK;
}

/* What the run is made of. */
typedef struct {
    mltest_dataset *dataset;
    mltest_predictor *predictor;
    mltest_suite *suite;
    mltest_options *run, *score;
} parts;

static int own_options(parts *p)
{
    mltest_error *error = NULL;
    int status = cli_run_options(&p->run, p->suite);
    if (status == EXIT_OK)
        status = cli_option(p->run, "budget", "budget");
    if (status == EXIT_OK && cli_has("until") &&
        mltest_options_set_bool(p->run, "until_decided", 1, &error) != MLTEST_OK)
        status = cli_fail(error);
    return status == EXIT_OK ? cli_score_options(&p->score, p->suite) : status;
}

static int make_parts(parts *p)
{
    int status = cli_open_dataset(&p->dataset);
    if (status == EXIT_OK) {
        cli_report_dataset(p->dataset);
        status = cli_open_suite(&p->suite, cli_has("suite") ? cli_get("suite") : "quick");
    }
    if (status == EXIT_OK)
        status = cli_open_predictor(&p->predictor, p->dataset);
    return status == EXIT_OK ? own_options(p) : status;
}

static int verb(void)
{
    parts p = {.dataset = NULL};
    mltest_run *run = NULL;
    mltest_error *error = NULL;
    if (!cli_has("dataset"))
        return cli_usage_error("--dataset is missing");
    if (!cli_has("out") && !cli_has("dry-run"))
        return cli_usage_error("--out is missing");
    if (cli_has("until") && strcmp(cli_get("until"), "decided") != 0)
        return cli_usage_error("--until: 'decided' is what a run can go on to");
    int status = make_parts(&p);
    if (status == EXIT_OK && (mltest_run_new(&run, cli.ctx, p.dataset, p.predictor, p.suite, p.run,
                                             &error) != MLTEST_OK ||
                              mltest_run_set_score(run, p.score, &error) != MLTEST_OK))
        status = cli_fail(error);
    if (status == EXIT_OK)
        status = cli_has("dry-run") ? dry_run(run, p.suite, p.dataset) : execute(run, p.score);
    mltest_run_free(run);
    mltest_options_free(p.score);
    mltest_options_free(p.run);
    mltest_predictor_free(p.predictor);
    mltest_suite_free(p.suite);
    mltest_dataset_free(p.dataset);
    return status;
}

const cli_verb verb_run = {"run",
                           "--dataset DIR --predictor SPEC --out FILE",
                           "run a model over a data set under a suite, write a journal",
                           flags,
                           sizeof flags / sizeof flags[0],
                           0,
                           0,
                           verb};
