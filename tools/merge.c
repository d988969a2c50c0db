/* SPDX-License-Identifier: MIT */
#include "cli.h"

static const cli_flag flags[] = {
    {"prefer", "first", "of contradicting records take the first, instead of failing"},
    {"no-timing", NULL, "leave times out"},
};

static int verb(void)
{
    mltest_error *error = NULL;
    mltest_options *options = NULL;
    if (mltest_options_new(&options, cli.ctx, "merge", &error) != MLTEST_OK)
        return cli_fail(error);
    int status = cli_option(options, "prefer", "prefer");
    if (cli_has("no-timing"))
        mltest_options_set_bool(options, "timing", 0, NULL);
    if (status == EXIT_OK && mltest_journal_merge(cli.ctx, cli.args[0], cli.args + 1,
                                                  cli.n_args - 1, options, &error) != MLTEST_OK)
        status = cli_fail(error);
    mltest_options_free(options);
    return status;
}

const cli_verb verb_merge = {"merge",
                             "OUT IN…",
                             "write the canonical form of a journal or of its shards",
                             flags,
                             sizeof flags / sizeof flags[0],
                             2,
                             CLI_MOST_ARGS,
                             verb};
