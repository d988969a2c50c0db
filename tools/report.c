/* SPDX-License-Identifier: MIT */
#include "cli.h"

static const cli_flag flags[] = {
    {"out", "FILE.html|DIR", "the page: one file, or a folder with the pictures beside it"},
    {"dataset", "DIR", "where pictures of what went wrong come from; without it there are none"},
    {"split", "NAME", "as for the run"},
    {"pictures", "FOLDER", "where the pictures are, for label files that do not say"},
    {"classes", "FILE", "as for the run"},
    {"format", "NAME", "as for the run"},
    {"frost-photographs", "DIR", "as for the run"},
    {"title", "TEXT", "of the page; the models and the data set"},
    {"max-debug-images", "N", "pairs of pictures that are shown; default 40"},
    {"picture-width", "PX", "wider pictures are scaled; default 640"},
    {"picture-quality", "Q", "of JPEG, 1 to 100; default 80"},
    {"picture-bytes", "N", "all pictures together; default 6000000"},
    {"samples", "N", "listed for each condition and model; default 10"},
    {"augmentations", "NAMES", "what the second was trained with beyond the first: flip,blur"},
    {"intersection", NULL, "compare on the samples and conditions that all journals have"},
    {"cost", "TEXT", "of lost and new boxes, as in miss=5,false_alarm=1"},
    {"equivalence", "X", "a smaller difference of mAP, top-1 or shares is none; default 0.02"},
    CLI_SCORE_FLAGS,
    {"performance-resamples", "N", "of these, for mAP under changes; default 400"},
    {"baseline", "JOURNAL", "of another model on the same pictures, for corruption errors (mCE)"},
};

static int make_options(mltest_options **out, const mltest_suite *suite)
{
    static const char *const names[][2] = {{"title", "title"},
                                           {"max-debug-images", "max_debug_images"},
                                           {"picture-width", "picture_width"},
                                           {"picture-quality", "picture_quality"},
                                           {"picture-bytes", "picture_bytes"},
                                           {"samples", "samples"}};
    mltest_error *error = NULL;
    if (mltest_options_new(out, cli.ctx, "report", &error) != MLTEST_OK)
        return cli_fail(error);
    int status = EXIT_OK;
    for (size_t i = 0; status == EXIT_OK && i < sizeof names / sizeof names[0]; i++)
        status = cli_option(*out, names[i][0], names[i][1]);
    return status == EXIT_OK ? cli_fill_options(*out, suite) : status;
}

/* What the page is made of. */
typedef struct {
    mltest_journal *journals[CLI_MOST_COMPARED];
    mltest_options *score, *options;
    mltest_dataset *dataset;
    mltest_suite *suite;
} source;

static int open_all(source *s)
{
    int status = cli_open_suite(&s->suite, cli_get("suite"));
    if (status == EXIT_OK)
        status = cli_full_score_options(&s->score, s->suite);
    if (status == EXIT_OK)
        status = make_options(&s->options, s->suite);
    for (size_t i = 0; status == EXIT_OK && i < cli.n_args; i++)
        status = cli_open_journal(&s->journals[i], &cli.args[i], 1);
    if (status == EXIT_OK && cli_has("dataset"))
        status = cli_open_dataset(&s->dataset);
    return status;
}

static int verb(void)
{
    source s = {.score = NULL};
    mltest_error *error = NULL;
    mltest_report *report = NULL;
    if (!cli_has("out"))
        return cli_usage_error("--out is needed: where the page goes");
    int status = open_all(&s);
    if (status == EXIT_OK &&
        (mltest_report_new(&report, cli.ctx, s.journals, cli.n_args, s.score, s.options, s.dataset,
                           s.suite, &error) != MLTEST_OK ||
         mltest_save_report(report, cli_get("out"), &error) != MLTEST_OK))
        status = cli_fail(error);
    mltest_report_free(report);
    mltest_dataset_free(s.dataset);
    mltest_suite_free(s.suite);
    mltest_options_free(s.options);
    mltest_options_free(s.score);
    for (size_t i = 0; i < CLI_MOST_COMPARED; i++)
        mltest_journal_free(s.journals[i]);
    return status;
}

const cli_verb verb_report = {"report",
                              "JOURNAL… --out FILE.html|DIR",
                              "a page of one to five models that people look at",
                              flags,
                              sizeof flags / sizeof flags[0],
                              1,
                              5,
                              verb};
