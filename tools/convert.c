/* SPDX-License-Identifier: MIT */
#include "cli.h"

static const cli_flag flags[] = {
    {"format", "NAME", "the format to write"},
    {"from", "NAME", "force the format that is read"},
    {"split", "NAME", "part of the data set, where its format has parts"},
    {"classes", "FILE", "class names, one a line; fixes their order"},
    {"task", "TASK", "detection or classification"},
    {"pictures", "FOLDER", "where the pictures are, for label files that do not say"},
    {"labels-only", NULL, "do not copy the pictures"},
};

static int write_to(mltest_dataset *dataset, const char *folder)
{
    mltest_error *error = NULL;
    mltest_options *options = NULL;
    if (mltest_options_new(&options, cli.ctx, "write", &error) != MLTEST_OK)
        return cli_fail(error);
    if (cli_has("labels-only"))
        mltest_options_set_bool(options, "pictures", 0, NULL);
    int status = EXIT_OK;
    if (mltest_dataset_write(dataset, folder, cli_get("format"), options, cli_print_note, NULL,
                             &error) != MLTEST_OK)
        status = cli_fail(error);
    mltest_options_free(options);
    return status;
}

static int verb(void)
{
    mltest_dataset *dataset = NULL;
    if (!cli_has("format"))
        return cli_usage_error("--format NAME is missing; `mltest list datasets` shows them");
    int status = cli_open_dataset(&dataset);
    if (status == EXIT_OK)
        status = write_to(dataset, cli.args[1]);
    mltest_dataset_free(dataset);
    return status;
}

const cli_verb verb_convert = {"convert",
                               "IN OUT",
                               "write a data set in another format",
                               flags,
                               sizeof flags / sizeof flags[0],
                               2,
                               2,
                               verb};
