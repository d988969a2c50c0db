/* SPDX-License-Identifier: MIT */
#include "cli.h"

#include <stdarg.h>
#include <string.h>

cli_line cli;

static size_t find_flag(const char *name)
{
    size_t i = 0;
    while (i < cli.verb->n_flags && strcmp(cli.verb->flags[i].name, name) != 0)
        i++;
    return i;
}

const char *cli_get(const char *name)
{
    size_t i = find_flag(name);
    return i < cli.verb->n_flags ? cli.values[i] : NULL;
}

bool cli_has(const char *name)
{
    return cli_get(name) != NULL;
}

/* How long a character is that does something to the terminal: a control character or one that
 * turns the direction of writing, in UTF-8. 0: another. */
static size_t active(const char *text)
{
    const unsigned char *u = (const unsigned char *)text;
    if (u[0] < 0x20 || u[0] == 0x7F)
        return 1;
    if (u[0] == 0xC2 && u[1] >= 0x80 && u[1] < 0xA0)
        return 2;
    if (u[0] == 0xE2 && u[1] == 0x80 && u[2] >= 0xAA && u[2] <= 0xAE)
        return 3;
    return u[0] == 0xE2 && u[1] == 0x81 && u[2] >= 0xA6 && u[2] <= 0xA9 ? 3 : 0;
}

void cli_put(FILE *to, const char *text)
{
    while (*text != '\0') {
        size_t n = active(text);
        fputc(n > 0 ? '?' : *text, to);
        text += n > 0 ? n : 1;
    }
}

int cli_fail(mltest_error *error)
{
    mltest_status status = mltest_error_status(error);
    fprintf(stderr, "mltest %s: ", cli.verb->name);
    if (ferror(stdout))
        fputs("cannot write to the standard output", stderr);
    else
        cli_put(stderr, mltest_error_message(error));
    fputc('\n', stderr);
    mltest_error_free(error);
    if (status == MLTEST_ERR_CANCELLED)
        return EXIT_INTERRUPTED;
    if (status == MLTEST_ERR_PREDICTOR)
        return EXIT_PREDICTOR;
    return EXIT_INPUT;
}

int cli_usage_error(const char *format, ...)
{
    va_list args;
    fprintf(stderr, "mltest %s: ", cli.verb != NULL ? cli.verb->name : "");
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fprintf(stderr, "\nTry: mltest %s --help\n", cli.verb != NULL ? cli.verb->name : "");
    return EXIT_USAGE;
}

int cli_option(mltest_options *options, const char *flag, const char *option)
{
    mltest_error *error = NULL;
    const char *value = cli_get(flag);
    if (value == NULL)
        return EXIT_OK;
    if (mltest_options_set_text(options, option, value[0] == '\0' ? "true" : value, &error) ==
        MLTEST_OK)
        return EXIT_OK;
    int status = cli_usage_error("--%s: %s", flag, mltest_error_message(error));
    mltest_error_free(error);
    return status;
}

static int switch_off(mltest_options *options, const char *flag, const char *option)
{
    mltest_error *error = NULL;
    if (cli_has(flag) && mltest_options_set_bool(options, option, 0, &error) != MLTEST_OK)
        return cli_fail(error);
    return EXIT_OK;
}

static int set_switches(mltest_options *options)
{
    if (cli_has("tide") && cli_has("no-tide"))
        return cli_usage_error("--tide and --no-tide: give one");
    int status = switch_off(options, "no-map-intervals", "map_intervals");
    if (status == EXIT_OK)
        status = switch_off(options, "no-tide", "tide");
    return status == EXIT_OK ? cli_option(options, "tide", "tide") : status;
}

int cli_fill_options(mltest_options *options, const mltest_suite *suite)
{
    mltest_error *error = NULL;
    if (suite != NULL && mltest_suite_fill_options(suite, options, &error) != MLTEST_OK)
        return cli_fail(error);
    return EXIT_OK;
}

int cli_score_options(mltest_options **out, const mltest_suite *suite)
{
    static const char *const names[][2] = {{"min-confidence", "min_confidence"},
                                           {"match-confidence", "match_confidence"},
                                           {"strictness", "score_strictness"},
                                           {"min-visibility", "min_visibility"},
                                           {"consistency", "consistency"},
                                           {"weights", "weights"},
                                           {"calibration", "calibration"},
                                           {"target", "target_fraction_affected_samples"},
                                           {"intersection", "intersection"},
                                           {"cost", "cost"},
                                           {"equivalence", "equivalence"},
                                           {"augmentations", "augmentations"},
                                           {"resamples", "resamples"},
                                           {"tide-resamples", "tide_resamples"},
                                           {"performance-resamples", "performance_resamples"}};
    mltest_error *error = NULL;
    if (mltest_options_new(out, cli.ctx, "score", &error) != MLTEST_OK)
        return cli_fail(error);
    int status = EXIT_OK;
    for (size_t i = 0; status == EXIT_OK && i < sizeof names / sizeof names[0]; i++)
        status = cli_option(*out, names[i][0], names[i][1]);
    if (status == EXIT_OK)
        status = set_switches(*out);
    return status == EXIT_OK ? cli_fill_options(*out, suite) : status;
}

int cli_full_score_options(mltest_options **out, const mltest_suite *suite)
{
    int status = cli_score_options(out, suite);
    return status == EXIT_OK ? cli_option(*out, "baseline", "baseline") : status;
}

int32_t cli_print_note(void *user_data, const void *bytes, size_t n)
{
    (void)user_data;
    fprintf(stderr, "note: %.*s\n", (int)n, (const char *)bytes);
    return MLTEST_CALLBACK_DONE;
}

int32_t cli_write_stdout(void *user_data, const void *bytes, size_t n)
{
    (void)user_data;
    return fwrite(bytes, 1, n, stdout) == n ? 0 : 1;
}

int cli_open_journal(mltest_journal **out, const char *const *paths, size_t n)
{
    mltest_error *error = NULL;
    return mltest_journal_open(out, cli.ctx, paths, n, &error) == MLTEST_OK ? EXIT_OK
                                                                            : cli_fail(error);
}

/* split may be NULL: the one of --split, if any. */
static mltest_status set_options(mltest_options *options, const char *split, mltest_error **error)
{
    static const char *const names[] = {"split", "classes", "task", "pictures", "format"};
    mltest_status status = MLTEST_OK;
    for (size_t i = 0; status == MLTEST_OK && i < sizeof names / sizeof names[0]; i++) {
        bool writes = cli.verb == &verb_convert || cli.verb == &verb_perturb;
        bool is_from = writes && strcmp(names[i], "format") == 0;
        const char *value = cli_get(is_from ? "from" : names[i]);
        if (i == 0 && split != NULL)
            value = split;
        if (value != NULL)
            status = mltest_options_set_text(options, names[i], value, error);
    }
    return status;
}

mltest_status cli_open_split(mltest_dataset **out, const char *path, const char *split,
                             mltest_error **error)
{
    mltest_options *options = NULL;
    mltest_status status = mltest_options_new(&options, cli.ctx, "dataset", error);
    if (status == MLTEST_OK)
        status = set_options(options, split, error);
    if (status == MLTEST_OK)
        status = mltest_dataset_open(out, cli.ctx, path, options, error);
    mltest_options_free(options);
    return status;
}

int cli_open_dataset(mltest_dataset **out)
{
    mltest_error *error = NULL;
    const char *path = cli_get("dataset") != NULL ? cli_get("dataset") : cli.args[0];
    if (path == NULL)
        return cli_usage_error("--dataset is missing");
    return cli_open_split(out, path, NULL, &error) == MLTEST_OK ? EXIT_OK : cli_fail(error);
}

int cli_open_suite(mltest_suite **out, const char *spec)
{
    mltest_error *error = NULL;
    if (spec == NULL)
        return EXIT_OK;
    if (mltest_suite_open(out, cli.ctx, spec, &error) != MLTEST_OK)
        return cli_fail(error);
    for (size_t i = 0; i < mltest_suite_warning_count(*out); i++) {
        fputs("note: ", stderr);
        cli_put(stderr, mltest_suite_warning(*out, i));
        fputc('\n', stderr);
    }
    return EXIT_OK;
}
