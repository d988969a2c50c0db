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

static void field(char text[ROOM], const char *catalogue, size_t row, const char *column)
{
    mltest_catalogue_text(catalogue, row, column, text, ROOM);
}

/* The members of a row, without its braces. */
static void print_row_json(const char *catalogue, size_t row)
{
    char text[ROOM];
    const char *column;
    for (size_t c = 0; (column = mltest_catalogue_column(catalogue, c)) != NULL; c++) {
        field(text, catalogue, row, column);
        printf("%s", c > 0 ? ", " : "");
        put_json(column);
        printf(": ");
        put_json(text);
    }
}

static void print_json(const char *catalogue)
{
    char name[ROOM], owner[ROOM];
    bool is_kinds = strcmp(catalogue, "perturbations") == 0;
    printf("{\"format\": 1, \"%s\": [", catalogue);
    for (size_t row = 0, p = 0; row < mltest_catalogue_count(catalogue); row++) {
        printf("%s\n  {", row > 0 ? "," : "");
        print_row_json(catalogue, row);
        printf("%s", is_kinds ? ", \"parameters\": [" : "");
        field(name, catalogue, row, "name");
        for (size_t n = 0; is_kinds && p < mltest_catalogue_count("parameters"); p++, n++) {
            field(owner, "parameters", p, "perturbation");
            if (strcmp(owner, name) != 0)
                break;
            printf("%s{", n > 0 ? ", " : "");
            print_row_json("parameters", p);
            putchar('}');
        }
        printf("%s}", is_kinds ? "]" : "");
    }
    printf("\n]}\n");
}

/* Places on a terminal: bytes of UTF-8 that do not go on with a character. */
static size_t places(const char *text)
{
    size_t n = 0;
    for (; *text != '\0'; text++)
        n += ((unsigned char)*text & 0xC0) != 0x80;
    return n;
}

static void print_cell(const char *text, size_t width, bool is_last)
{
    size_t n = places(text);
    fputs(text, stdout);
    printf("%*s", is_last || n >= width ? 0 : (int)(width - n), "");
    fputs(is_last ? "\n" : "  ", stdout);
}

static void print_text(const char *catalogue, const char *const *columns, size_t n)
{
    char text[ROOM];
    size_t width[MOST_COLUMNS];
    for (size_t c = 0; c < n; c++) {
        width[c] = strlen(columns[c]);
        for (size_t row = 0; row < mltest_catalogue_count(catalogue); row++) {
            field(text, catalogue, row, columns[c]);
            width[c] = places(text) > width[c] ? places(text) : width[c];
        }
    }
    for (size_t c = 0; c < n; c++)
        print_cell(columns[c], width[c], c + 1 == n);
    for (size_t row = 0; row < mltest_catalogue_count(catalogue); row++) {
        for (size_t c = 0; c < n; c++) {
            field(text, catalogue, row, columns[c]);
            print_cell(text, width[c], c + 1 == n);
        }
    }
}

/* name  values at severities 1 to 5  low … high, unit */
static void print_parameter(size_t row)
{
    static const char *const severities[] = {"1", "2", "3", "4", "5"};
    char text[ROOM];
    field(text, "parameters", row, "rule");
    size_t n = strcmp(text, "free") == 0 ? 1 : 5;
    field(text, "parameters", row, "name");
    printf("    %-14s", text);
    for (size_t i = 0; i < n; i++) {
        field(text, "parameters", row, severities[i]);
        printf(" %-6s", text);
    }
    field(text, "parameters", row, "low");
    printf("%*s  %s … ", n == 1 ? 28 : 0, "", text);
    field(text, "parameters", row, "high");
    printf("%s", text);
    field(text, "parameters", row, "unit");
    printf("%s%s\n", text[0] != '\0' ? ", " : "", text);
}

static void print_parameters(const char *kind)
{
    char owner[ROOM];
    for (size_t p = 0; p < mltest_catalogue_count("parameters"); p++) {
        field(owner, "parameters", p, "perturbation");
        if (strcmp(owner, kind) == 0)
            print_parameter(p);
    }
}

/* A line a kind: name, category, what it stands for; below it its parameters. */
static void print_perturbation(size_t row, const char *category)
{
    char name[ROOM], text[ROOM];
    field(name, "perturbations", row, "name");
    field(text, "perturbations", row, "summary");
    printf("%-21s %-10s %s", name, category, text);
    field(text, "perturbations", row, "mltest_name");
    printf(text[0] != '\0' ? " [%s]\n" : "%s\n", text);
    print_parameters(name);
}

/* By category. */
static void print_perturbations(void)
{
    char category[ROOM], own[ROOM];
    printf(
        "name                  category   parameters: values at severities 1 to 5, bounds, unit\n");
    for (size_t c = 0; c < mltest_catalogue_count("categories"); c++) {
        field(category, "categories", c, "name");
        for (size_t row = 0; row < mltest_catalogue_count("perturbations"); row++) {
            field(own, "perturbations", row, "category");
            if (strcmp(own, category) == 0)
                print_perturbation(row, category);
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
        print_json(catalogue);
    else if (strcmp(catalogue, "perturbations") == 0)
        print_perturbations();
    else
        print_text(catalogue, columns, n);
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
