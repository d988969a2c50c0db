/* SPDX-License-Identifier: MIT */
/*
 * The journals of a comparison: given one by one, or as the training runs of two recipes.
 */
#include <string.h>

#include "cli.h"

/* The next part of a list up to a comma, as a string of its own; NULL at the end. */
static const char *next_part(char **list)
{
    char *part = *list, *comma = part != NULL ? strchr(part, ',') : NULL;
    if (comma != NULL)
        *comma = '\0';
    *list = comma != NULL ? comma + 1 : NULL;
    return part;
}

/* NAME=JOURNAL,JOURNAL…: adds "NAME=2" to what the option `arms` takes. */
static int add_arm(cli_compared *c, char *arm)
{
    char *equals = strchr(arm, '=');
    size_t first = c->n, used = strlen(c->arms);
    if (equals == NULL)
        return cli_usage_error("--arm %s: expected NAME=JOURNAL,JOURNAL…", arm);
    *equals = '\0';
    char *list = equals + 1;
    for (const char *path = next_part(&list); path != NULL; path = next_part(&list)) {
        if (c->n == CLI_MOST_COMPARED)
            return cli_usage_error("more than %d journals", CLI_MOST_COMPARED);
        c->paths[c->n++] = path;
    }
    int n = snprintf(c->arms + used, sizeof c->arms - used, "%s%s=%zu", used > 0 ? "," : "", arm,
                     c->n - first);
    return n >= 0 && (size_t)n < sizeof c->arms - used
               ? EXIT_OK
               : cli_usage_error("--arm %s: the name is too long", arm);
}

int cli_read_compared(cli_compared *c)
{
    *c = (cli_compared){.n = 0};
    int status = EXIT_OK;
    if (cli.n_sets == 0) {
        if (cli.n_args < 2 || cli.n_args > CLI_MOST_COMPARED)
            return cli_usage_error("expected 2 to %d journals", CLI_MOST_COMPARED);
        for (; c->n < cli.n_args; c->n++)
            c->paths[c->n] = cli.args[c->n];
        return EXIT_OK;
    }
    if (cli.n_args > 0)
        return cli_usage_error(
            "with --arm, journals belong to an arm: --arm A=J,J,J --arm B=J,J,J");
    for (size_t i = 0, at = 0; status == EXIT_OK && i < cli.n_sets; i++) {
        size_t n = strlen(cli.sets[i]) + 1;
        if (n > sizeof c->room - at)
            return cli_usage_error("--arm: too long");
        memcpy(c->room + at, cli.sets[i], n);
        status = add_arm(c, c->room + at);
        at += n;
    }
    return status;
}
