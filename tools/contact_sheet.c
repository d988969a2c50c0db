/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "cli.h"

static const cli_flag flags[] = {
    {"out", "FILE", "the sheet, .png or .jpg"},
    {"kinds", "A,B,…", "only these, in this order; default the whole catalogue"},
    {"tile", "PIXELS", "the width of each small picture; default 160"},
    {"seed", "N", "of the random draws; default 0"},
    {"sample", "ID", "keys the random draws; default the picture's path"},
};

enum { MOST_KINDS = 256 };

/* Takes a list apart in place. */
static size_t split(char *list, const char *kinds[MOST_KINDS])
{
    size_t n = 0;
    for (char *word = strtok(list, ","); word != NULL && n < MOST_KINDS; word = strtok(NULL, ","))
        kinds[n++] = word;
    return n;
}

static bool read_number(const char *flag, uint64_t *value)
{
    const char *text = cli_get(flag);
    char *end = NULL;
    *value = text != NULL ? strtoull(text, &end, 10) : 0;
    return text == NULL || (end != text && *end == '\0' && text[0] != '-');
}

static mltest_status draw(const char *const *kinds, size_t n, uint32_t tile, uint64_t seed,
                          mltest_error **error)
{
    mltest_image *in = NULL, *sheet = NULL;
    mltest_image_view view;
    const char *sample = cli_get("sample") != NULL ? cli_get("sample") : cli.args[0];
    mltest_status status = mltest_image_load(&in, cli.ctx, cli.args[0], error);
    if (status == MLTEST_OK) {
        mltest_image_get_view(in, &view);
        status = mltest_contact_sheet(&sheet, cli.ctx, &view, kinds, n, tile, seed, sample, error);
    }
    if (status == MLTEST_OK) {
        mltest_image_get_view(sheet, &view);
        status = mltest_image_save(cli.ctx, &view, cli_get("out"), error);
    }
    mltest_image_free(in);
    mltest_image_free(sheet);
    return status;
}

static int verb(void)
{
    const char *kinds[MOST_KINDS];
    uint64_t tile, seed;
    mltest_error *error = NULL;
    if (!cli_has("out"))
        return cli_usage_error("--out is missing");
    if (!read_number("seed", &seed) || !read_number("tile", &tile) || tile > UINT32_MAX)
        return cli_usage_error("--seed and --tile: expected a number");
    char *list = cli_has("kinds") ? strdup(cli_get("kinds")) : NULL;
    size_t n = list != NULL ? split(list, kinds) : 0;
    mltest_status status = draw(kinds, n, (uint32_t)tile, seed, &error);
    free(list);
    return status == MLTEST_OK ? EXIT_OK : cli_fail(error);
}

const cli_verb verb_contact_sheet = {"contact-sheet",
                                     "PICTURE --out FILE",
                                     "a picture under every kind and severity, on one sheet",
                                     flags,
                                     sizeof flags / sizeof flags[0],
                                     1,
                                     1,
                                     verb};
