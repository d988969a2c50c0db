/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "cli.h"

static const cli_flag flags[] = {
    CLI_SCORE_FLAGS,
    {"baseline", "JOURNAL", "of another model on the same pictures, for corruption errors (mCE)"},
    {"json", NULL, "everything, for programs"},
};
static const cli_flag compare_flags[] = {
    {"augmentations", "NAMES", "what the second was trained with beyond the first: flip,blur"},
    {"arm", "NAME=J,J…", "training runs of one recipe; given twice, instead of journals"},
    CLI_JUDGE_FLAGS,
    CLI_RISK_FLAGS,
    {"suite", "FILE", "what this suite says about these, where no flag does"},
    {"intersection", NULL, "compare on the samples and conditions that all journals have"},
    {"cost", "TEXT", "of lost and new boxes, as in miss=5,false_alarm=1"},
    {"equivalence", "X", "a smaller difference of mAP, top-1 or shares is none; default 0.02"},
    {"resamples", "N", "for intervals; default 2000, 0: none"},
    {"performance-resamples", "N", "of these, for mAP under changes; default 400"},
    {"json", NULL, "everything, for programs"},
};

static int make_options(mltest_options **out)
{
    mltest_suite *suite = NULL;
    int status = cli_open_suite(&suite, cli_get("suite"));
    if (status == EXIT_OK)
        status = cli_full_score_options(out, suite);
    mltest_suite_free(suite);
    return status;
}

static const char *format(void)
{
    return cli_has("json") ? "json" : "text";
}

static int score(void)
{
    mltest_error *error = NULL;
    mltest_journal *journal = NULL;
    mltest_options *options = NULL;
    mltest_scorecard *card = NULL;
    int status = make_options(&options);
    if (status == EXIT_OK)
        status = cli_open_journal(&journal, cli.args, cli.n_args);
    if (status == EXIT_OK &&
        (mltest_scorecard_new(&card, cli.ctx, journal, options, NULL, 0, &error) != MLTEST_OK ||
         mltest_write_scorecard(card, format(), cli_write_stdout, NULL, &error) != MLTEST_OK))
        status = cli_fail(error);
    mltest_scorecard_free(card);
    mltest_options_free(options);
    mltest_journal_free(journal);
    return status;
}

/* The journals, and the options about them. */
static int read_compared(cli_compared *compared, mltest_options **options)
{
    mltest_error *error = NULL;
    int status = cli_read_compared(compared);
    if (status == EXIT_OK)
        status = make_options(options);
    if (status == EXIT_OK && compared->arms[0] != '\0' &&
        mltest_options_set_text(*options, "arms", compared->arms, &error) != MLTEST_OK)
        status = cli_fail(error);
    return status;
}

static int compare(void)
{
    static cli_compared compared;
    mltest_error *error = NULL;
    mltest_journal *journals[CLI_MOST_COMPARED] = {NULL};
    mltest_options *options = NULL;
    mltest_comparison *comparison = NULL;
    int status = read_compared(&compared, &options);
    for (size_t i = 0; status == EXIT_OK && i < compared.n; i++)
        status = cli_open_journal(&journals[i], &compared.paths[i], 1);
    if (status == EXIT_OK && (mltest_comparison_new(&comparison, cli.ctx, journals, compared.n,
                                                    options, &error) != MLTEST_OK ||
                              mltest_write_comparison(comparison, format(), cli_write_stdout, NULL,
                                                      &error) != MLTEST_OK))
        status = cli_fail(error);
    mltest_comparison_free(comparison);
    for (size_t i = 0; i < CLI_MOST_COMPARED; i++)
        mltest_journal_free(journals[i]);
    mltest_options_free(options);
    return status;
}

const cli_verb verb_score = {"score",
                             "JOURNAL…",
                             "the scores of a journal, or of the shards of one run",
                             flags,
                             sizeof flags / sizeof flags[0],
                             1,
                             CLI_MOST_ARGS,
                             score};
const cli_verb verb_compare = {"compare",
                               "JOURNAL JOURNAL…",
                               "which of two or more models is better, and where",
                               compare_flags,
                               sizeof compare_flags / sizeof compare_flags[0],
                               0,
                               CLI_MOST_COMPARED,
                               compare};
