/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

static const cli_flag flags[] = {
    {"gates", "FILE", "the gates: YAML or JSON, or a suite that has some"},
    {"baseline", "JOURNAL", "for no_worse_than, instead of the journals that the file names"},
    {"format", "F", "text (default), json, csv, junit or markdown"},
    {"out", "FILE", "write there instead of to the standard output"},
    CLI_JUDGE_FLAGS,
    CLI_RISK_FLAGS,
    {"max-failures", "FRACTION", "of predictions that may have failed; default 0.1"},
    {"allow-inconclusive", NULL, "exit status 0 when some gates are inconclusive and none fails"},
};

static int check_flags(void)
{
    static const char *const formats[] = {"text", "json", "csv", "junit", "markdown"};
    const char *format = cli_get("format");
    if (!cli_has("gates"))
        return cli_usage_error("--gates is missing");
    for (size_t i = 0; format != NULL && i < sizeof formats / sizeof formats[0]; i++)
        if (strcmp(format, formats[i]) == 0)
            return EXIT_OK;
    return format == NULL ? EXIT_OK
                          : cli_usage_error("--format: text, json, csv, junit or markdown");
}

/* The share of --max-failures, checked as a run checks its own. */
static int read_max_failures(double *share)
{
    mltest_error *error = NULL;
    mltest_options *options = NULL;
    char *end;
    *share = 0.1;
    if (!cli_has("max-failures"))
        return EXIT_OK;
    if (mltest_options_new(&options, cli.ctx, "run", &error) != MLTEST_OK)
        return cli_fail(error);
    int status = cli_option(options, "max-failures", "max_failures");
    if (status == EXIT_OK)
        *share = strtod(cli_get("max-failures"), &end);
    mltest_options_free(options);
    return status;
}

static int32_t write_file(void *user_data, const void *bytes, size_t n)
{
    return fwrite(bytes, 1, n, user_data) == n ? 0 : 1;
}

static int write_report(const mltest_gate_report *report)
{
    mltest_error *error = NULL;
    const char *path = cli_get("out"), *format = cli_has("format") ? cli_get("format") : "text";
    FILE *file = path != NULL ? fopen(path, "wb") : stdout;
    mltest_status status = MLTEST_OK;
    if (file != NULL)
        status = mltest_write_gate_report(report, format, write_file, file, &error);
    bool is_written = file != NULL && !ferror(file);
    if (file != NULL && path != NULL && fclose(file) != 0)
        is_written = false;
    if (is_written || path == NULL)
        return status == MLTEST_OK ? EXIT_OK : cli_fail(error);
    mltest_error_free(error);
    fputs("mltest gate: ", stderr);
    cli_put(stderr, path);
    fprintf(stderr, ": %s\n", strerror(errno));
    return EXIT_INPUT;
}

/* What a pipeline acts on. */
static int verdict_of(const mltest_gate_report *report, double max_failures)
{
    double failures = 0, n = 0;
    mltest_gate_report_value(report, "failures.share", &failures);
    mltest_gate_report_value(report, "failures.n", &n);
    const char *verdict = mltest_gate_report_text(report, "verdict");
    if (failures > max_failures) {
        fprintf(stderr, "mltest gate: %.0f predictions failed, more than the allowed %g %%\n", n,
                100 * max_failures);
        return EXIT_PREDICTOR;
    }
    if (strcmp(verdict, "fail") == 0)
        return EXIT_GATE;
    if (strcmp(verdict, "inconclusive") == 0 && !cli_has("allow-inconclusive"))
        return EXIT_INCONCLUSIVE;
    return EXIT_OK;
}

static int judge(const mltest_gates *gates, mltest_options *options, double max_failures)
{
    mltest_error *error = NULL;
    mltest_journal *journal = NULL, *baseline = NULL;
    mltest_gate_report *report = NULL;
    const char *path = cli_get("baseline");
    int status = cli_open_journal(&journal, cli.args, cli.n_args);
    if (status == EXIT_OK && path != NULL)
        status = cli_open_journal(&baseline, &path, 1);
    if (status == EXIT_OK && mltest_gate_report_new(&report, cli.ctx, gates, journal, baseline,
                                                    options, &error) != MLTEST_OK)
        status = cli_fail(error);
    if (status == EXIT_OK)
        status = write_report(report);
    if (status == EXIT_OK)
        status = verdict_of(report, max_failures);
    mltest_gate_report_free(report);
    mltest_journal_free(baseline);
    mltest_journal_free(journal);
    return status;
}

static int gate(void)
{
    mltest_error *error = NULL;
    mltest_options *options = NULL;
    mltest_gates *gates = NULL;
    double max_failures;
    int status = check_flags();
    if (status == EXIT_OK)
        status = read_max_failures(&max_failures);
    if (status == EXIT_OK)
        status = cli_score_options(&options, NULL);
    if (status == EXIT_OK &&
        mltest_gates_open(&gates, cli.ctx, cli_get("gates"), &error) != MLTEST_OK)
        status = cli_fail(error);
    if (status == EXIT_OK)
        status = judge(gates, options, max_failures);
    mltest_gates_free(gates);
    mltest_options_free(options);
    return status;
}

const cli_verb verb_gate = {"gate",
                            "JOURNAL…",
                            "does a model pass its limits, and is it no worse than the last one?",
                            flags,
                            sizeof flags / sizeof flags[0],
                            1,
                            CLI_MOST_ARGS,
                            gate};
