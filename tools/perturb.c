/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "cli.h"

static const cli_flag flags[] = {
    {"kind", "NAME", "a perturbation; mltest list perturbations shows them"},
    {"severity", "S", "0 to 5; default 3"},
    {"set", "NAME=VALUE", "a parameter set directly; may be repeated"},
    {"condition", "TEXT", "instead of the flags above: a whole condition, as journals name it"},
    {"seed", "N", "of the random draws; default 0"},
    {"sample", "ID", "keys the random draws; default the input's path"},
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

static int verb(void)
{
    char composed[1024];
    const char *condition = cli_get("condition");
    mltest_error *error = NULL;
    mltest_image *in = NULL, *out = NULL;
    mltest_image_view view;
    uint64_t seed;
    if (condition == NULL && !cli_has("kind"))
        return cli_usage_error("--kind or --condition is missing");
    if (condition == NULL && !compose(composed, sizeof composed))
        return cli_usage_error("the condition is too long");
    if (!read_seed(&seed))
        return cli_usage_error("--seed: expected a number");
    const char *sample = cli_get("sample") != NULL ? cli_get("sample") : cli.args[0];
    mltest_status status = mltest_image_load(&in, cli.ctx, cli.args[0], &error);
    if (status == MLTEST_OK) {
        mltest_image_get_view(in, &view);
        status = mltest_perturb(&out, cli.ctx, &view, condition != NULL ? condition : composed,
                                seed, sample, &error);
    }
    if (status == MLTEST_OK) {
        mltest_image_get_view(out, &view);
        status = mltest_image_save(cli.ctx, &view, cli.args[1], &error);
    }
    mltest_image_free(in);
    mltest_image_free(out);
    return status == MLTEST_OK ? EXIT_OK : cli_fail(error);
}

const cli_verb verb_perturb = {
    "perturb", "IN OUT", "perturb one picture", flags, sizeof flags / sizeof flags[0], 2, 2, verb};
