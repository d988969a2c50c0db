/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "cli.h"

static const cli_flag flags[] = {{"json", NULL, "for programs"}};

enum { MOST_COLUMNS = 16, ROOM = 512 };

static void put_json(const char *text)
{
    putchar('"');
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\')
            putchar('\\');
        putchar(*text);
    }
    putchar('"');
}

static void print_json(const char *catalogue, const char *const *columns, size_t n)
{
    char text[ROOM];
    printf("{\"format\": 1, \"%s\": [", catalogue);
    for (size_t row = 0; row < mltest_catalogue_count(catalogue); row++) {
        printf("%s\n  {", row > 0 ? "," : "");
        for (size_t c = 0; c < n; c++) {
            mltest_catalogue_text(catalogue, row, columns[c], text, sizeof text);
            printf("%s", c > 0 ? ", " : "");
            put_json(columns[c]);
            printf(": ");
            put_json(text);
        }
        putchar('}');
    }
    printf("\n]}\n");
}

static void print_text(const char *catalogue, const char *const *columns, size_t n)
{
    char text[ROOM];
    size_t width[MOST_COLUMNS];
    for (size_t c = 0; c < n; c++) {
        width[c] = strlen(columns[c]);
        for (size_t row = 0; row < mltest_catalogue_count(catalogue); row++) {
            size_t need = mltest_catalogue_text(catalogue, row, columns[c], text, sizeof text);
            width[c] = need > width[c] ? need : width[c];
        }
    }
    for (size_t c = 0; c < n; c++)
        printf("%-*s%s", c + 1 < n ? (int)width[c] : 0, columns[c], c + 1 < n ? "  " : "\n");
    for (size_t row = 0; row < mltest_catalogue_count(catalogue); row++) {
        for (size_t c = 0; c < n; c++) {
            mltest_catalogue_text(catalogue, row, columns[c], text, sizeof text);
            printf("%-*s%s", c + 1 < n ? (int)width[c] : 0, text, c + 1 < n ? "  " : "\n");
        }
    }
}

static int unknown(const char *catalogue)
{
    fprintf(stderr, "mltest list: nothing is named '");
    cli_put(stderr, catalogue);
    fprintf(stderr, "'; there are");
    for (size_t i = 0; mltest_catalogue_name(i) != NULL; i++)
        fprintf(stderr, " %s", mltest_catalogue_name(i));
    fputc('\n', stderr);
    return EXIT_USAGE;
}

static int verb(void)
{
    const char *columns[MOST_COLUMNS];
    const char *catalogue = cli.args[0];
    size_t n = 0;
    while (n < MOST_COLUMNS && mltest_catalogue_column(catalogue, n) != NULL) {
        columns[n] = mltest_catalogue_column(catalogue, n);
        n++;
    }
    if (n == 0)
        return unknown(catalogue);
    if (cli_has("json"))
        print_json(catalogue, columns, n);
    else /* the yes/no columns of perturbations are for programs */
        print_text(catalogue, columns, strcmp(catalogue, "perturbations") == 0 ? 5 : n);
    return EXIT_OK;
}

const cli_verb verb_list = {"list",
                            "perturbations|parameters|suites|…",
                            "what this version has",
                            flags,
                            sizeof flags / sizeof flags[0],
                            1,
                            1,
                            verb};
