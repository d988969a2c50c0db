/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "cli.h"

static const cli_flag flags[] = {
    {"kind", "NAME", "a perturbation; mltest list perturbations shows them"},
    {"severity", "S", "0 to 5; default 3"},
    {"set", "NAME=VALUE", "a parameter set directly; may be repeated"},
    {"condition", "TEXT", "instead of the flags above: a whole condition, as journals name it"},
    {"seed", "N", "of the random draws; default 0"},
    {"frost-photographs", "DIR", "make frost of these pictures; as for the run"},
    {"sample", "ID", "keys the random draws; default the input's path"},
    {"format", "NAME", "of a data set that is written; default the one that is read"},
    {"from", "NAME", "force the format of a data set that is read"},
    {"split", "NAME", "part of a data set, where its format has parts"},
    {"classes", "FILE", "class names, one a line; fixes their order"},
    {"pictures", "FOLDER", "where the pictures are, for label files that do not say"},
    {"min-visibility", "SHARE", "objects of which less is left are left out; default 0.25"},
    {"labels-only", NULL, "of a data set: write no pictures"},
    {"threads", "N", "that perturb a data set; default one a processor"},
};

/* kind@severity{name=value,…}; false if it does not fit. */
static bool compose(char *out, size_t n)
{
    const char *severity = cli_get("severity") != NULL ? cli_get("severity") : "3";
    int used = snprintf(out, n, "%s@%s", cli_get("kind"), severity);
    for (size_t i = 0; i < cli.n_sets && used > 0 && (size_t)used < n; i++)
        used += snprintf(out + used, n - (size_t)used, "%s%s%s", i == 0 ? "{" : ",", cli.sets[i],
                         i + 1 == cli.n_sets ? "}" : "");
    return used > 0 && (size_t)used < n;
}

static bool read_seed(uint64_t *seed)
{
    const char *text = cli_get("seed");
    char *end = NULL;
    *seed = text != NULL ? strtoull(text, &end, 10) : 0;
    return text == NULL || (end != text && *end == '\0' && text[0] != '-');
}

static int perturb_picture(const char *condition, uint64_t seed)
{
    mltest_error *error = NULL;
    mltest_image *in = NULL, *out = NULL;
    mltest_image_view view;
    const char *sample = cli_get("sample") != NULL ? cli_get("sample") : cli.args[0];
    mltest_status status = mltest_image_load(&in, cli.ctx, cli.args[0], &error);
    if (status == MLTEST_OK) {
        mltest_image_get_view(in, &view);
        status = mltest_perturb(&out, cli.ctx, &view, condition, seed, sample, &error);
    }
    if (status == MLTEST_OK) {
        mltest_image_get_view(out, &view);
        status = mltest_image_save(cli.ctx, &view, cli.args[1], &error);
    }
    mltest_image_free(in);
    mltest_image_free(out);
    return status == MLTEST_OK ? EXIT_OK : cli_fail(error);
}

static int set_options(mltest_options *options)
{
    mltest_error *error = NULL;
    if (cli_has("labels-only") &&
        mltest_options_set_bool(options, "pictures", 0, &error) != MLTEST_OK)
        return cli_fail(error);
    int status = cli_option(options, "threads", "threads");
    return status != EXIT_OK ? status : cli_option(options, "min-visibility", "min_visibility");
}

static int perturb_dataset(const char *condition, uint64_t seed)
{
    mltest_error *error = NULL;
    mltest_dataset *dataset = NULL;
    mltest_options *options = NULL;
    if (mltest_options_new(&options, cli.ctx, "write", &error) != MLTEST_OK)
        return cli_fail(error);
    int status = set_options(options);
    if (status == EXIT_OK)
        status = cli_open_dataset(&dataset);
    if (status == EXIT_OK && mltest_dataset_write_perturbed(
                                 dataset, condition, seed, NULL, cli.args[1], cli_get("format"),
                                 options, cli_print_note, NULL, &error) != MLTEST_OK)
        status = cli_fail(error);
    mltest_dataset_free(dataset);
    mltest_options_free(options);
    return status;
}

/* Everything but the name of a picture is a data set: a folder, a label file. */
static bool is_picture(const char *path)
{
    static const char *const types[] = {".png", ".jpg", ".jpeg"};
    size_t n = strlen(path);
    struct stat st;
    if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
        return false;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        size_t length = strlen(types[i]);
        if (n > length && strcasecmp(path + n - length, types[i]) == 0)
            return true;
    }
    return false;
}

static int verb(void)
{
    char composed[1024];
    const char *condition = cli_get("condition");
    uint64_t seed;
    if (condition == NULL && !cli_has("kind"))
        return cli_usage_error("--kind or --condition is missing");
    if (condition == NULL && !compose(composed, sizeof composed))
        return cli_usage_error("the condition is too long");
    if (!read_seed(&seed))
        return cli_usage_error("--seed: expected a number");
    condition = condition != NULL ? condition : composed;
    return is_picture(cli.args[0]) ? perturb_picture(condition, seed)
                                   : perturb_dataset(condition, seed);
}

const cli_verb verb_perturb = {"perturb",
                               "IN OUT",
                               "perturb a picture, or a data set with its labels",
                               flags,
                               sizeof flags / sizeof flags[0],
                               2,
                               2,
                               verb};
