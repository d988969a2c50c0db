/* SPDX-License-Identifier: MIT */
/*
 * mltest: the command. Finds the verb, reads its flags, runs it.
 */
#include <signal.h>
#include <string.h>

#include "cli.h"

static const cli_verb *const verbs[] = {
    &verb_run,     &verb_stress,  &verb_score, &verb_compare,      &verb_gate,
    &verb_report,  &verb_show,    &verb_eval,  &verb_perturb,      &verb_merge,
    &verb_inspect, &verb_convert, &verb_list,  &verb_contact_sheet};
enum { N_VERBS = sizeof verbs / sizeof verbs[0] };

static void print_help(FILE *to)
{
    fputs("mltest stress-tests computer-vision models.\n\nusage: mltest VERB [flags] …\n\n", to);
    for (size_t i = 0; i < N_VERBS; i++)
        fprintf(to, "  %-14s %s\n", verbs[i]->name, verbs[i]->summary);
    fputs("\n`mltest VERB --help` explains a verb, `mltest --version` says the version.\n"
          "Exit status: 0 done, 1 a gate fails, 2 usage, 3 input error, 4 predictor failed too "
          "often, 5 gates are inconclusive and none fails, 130 interrupted.\n",
          to);
}

static int width_of(const cli_flag *flag)
{
    return (int)(strlen("--") + strlen(flag->name) +
                 (flag->value_name != NULL ? strlen(" ") + strlen(flag->value_name) : 0));
}

static void print_verb_help(const cli_verb *verb)
{
    int width = 22;
    printf("mltest %s: %s\n\nusage: mltest %s [flags] %s\n\n", verb->name, verb->summary,
           verb->name, verb->arguments);
    for (size_t i = 0; i < verb->n_flags; i++)
        width = width_of(&verb->flags[i]) > width ? width_of(&verb->flags[i]) : width;
    for (size_t i = 0; i < verb->n_flags; i++) {
        const cli_flag *flag = &verb->flags[i];
        const char *value = flag->value_name != NULL ? flag->value_name : "";
        printf("  --%s%s%s%*s  %s\n", flag->name, value[0] != '\0' ? " " : "", value,
               width - width_of(flag), "", flag->help);
    }
    printf("  --help%*s  this text\n", width - (int)strlen("--help"), "");
}

/* One flag at argv[i]; the number of arguments it took, or 0 after an error. */
static int read_flag(int argc, char **argv, int i)
{
    const char *name = argv[i] + 2, *equals = strchr(name, '=');
    size_t n = equals != NULL ? (size_t)(equals - name) : strlen(name);
    for (size_t k = 0; k < cli.verb->n_flags; k++) {
        const cli_flag *flag = &cli.verb->flags[k];
        if (strlen(flag->name) != n || strncmp(flag->name, name, n) != 0)
            continue;
        if (flag->value_name == NULL) {
            cli.values[k] = "";
            return 1;
        }
        const char *value = equals != NULL ? equals + 1 : i + 1 < argc ? argv[i + 1] : NULL;
        if (value == NULL) {
            cli_usage_error("--%s needs %s", flag->name, flag->value_name);
            return 0;
        }
        bool repeats = strcmp(flag->name, "set") == 0 || strcmp(flag->name, "arm") == 0;
        if (repeats && cli.n_sets < CLI_MOST_SETS)
            cli.sets[cli.n_sets++] = value;
        cli.values[k] = value;
        return equals != NULL ? 1 : 2;
    }
    cli_usage_error("no flag is named %s", argv[i]);
    return 0;
}

/* false after an error. */
static bool read_line(int argc, char **argv)
{
    bool only_args = false;
    for (int i = 2; i < argc;) {
        if (!only_args && strcmp(argv[i], "--") == 0) {
            only_args = true;
            i++;
        } else if (!only_args && strncmp(argv[i], "--", 2) == 0) {
            int used = read_flag(argc, argv, i);
            if (used == 0)
                return false;
            i += used;
        } else if (cli.n_args < CLI_MOST_ARGS) {
            cli.args[cli.n_args++] = argv[i++];
        } else {
            return cli_usage_error("too many arguments") == EXIT_OK;
        }
    }
    if (cli.n_args < cli.verb->min_args || cli.n_args > cli.verb->max_args)
        return cli_usage_error("usage: mltest %s [flags] %s", cli.verb->name,
                               cli.verb->arguments) == EXIT_OK;
    return true;
}

static void log_line(void *user_data, int32_t level, const char *text)
{
    (void)user_data;
    if (level != MLTEST_LOG_WARNING || cli.is_quiet)
        return;
    fputs("note: ", stderr);
    cli_put(stderr, text);
    fputc('\n', stderr);
}

static int run_verb(int argc, char **argv)
{
    mltest_error *error = NULL;
    const mltest_log log = {.struct_size = sizeof log, .line = log_line};
    for (int i = 2; i < argc; i++) {
        if (strcmp(argv[i], "--help") == 0) {
            print_verb_help(cli.verb);
            return EXIT_OK;
        }
    }
    if (!read_line(argc, argv))
        return EXIT_USAGE;
    const char *frost = cli_get("frost-photographs");
    int status = EXIT_OK;
    if (mltest_context_new(&cli.ctx, NULL, NULL, &error) != MLTEST_OK ||
        mltest_context_set_log(cli.ctx, &log, NULL, &error) != MLTEST_OK ||
        mltest_context_set_frost_photographs(cli.ctx, frost, &error) != MLTEST_OK)
        status = cli_fail(error);
    if (status == EXIT_OK)
        status = cli.verb->run();
    mltest_context_free(cli.ctx);
    /* More than a buffer may have failed before: then the last flush has nothing to do. */
    if ((fflush(stdout) != 0 || ferror(stdout)) && status == EXIT_OK) {
        fputs("mltest: cannot write to standard output\n", stderr);
        status = EXIT_INPUT;
    }
    return status;
}

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN);
    if (argc < 2) {
        print_help(stderr);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
        print_help(stdout);
        return EXIT_OK;
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("mltest %s (%s)\n", mltest_version(), mltest_cpu_path());
        return EXIT_OK;
    }
    for (size_t i = 0; i < N_VERBS; i++) {
        if (strcmp(verbs[i]->name, argv[1]) == 0) {
            cli.verb = verbs[i];
            return run_verb(argc, argv);
        }
    }
    fprintf(stderr, "mltest: no verb is named '");
    cli_put(stderr, argv[1]);
    fputs("'\n\n", stderr);
    print_help(stderr);
    return EXIT_USAGE;
}
