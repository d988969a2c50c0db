/* SPDX-License-Identifier: MIT */
#include "compare/augmentation_settings.h"

#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "compare/augmentation_fill.h"

/* Ends what was cut at the end of a character, so that it stays UTF-8. */
static void put_name(char name[MLT_ARM_NAME], const char *text, size_t n)
{
    if (n >= MLT_ARM_NAME) {
        n = MLT_ARM_NAME - 1;
        while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
            n--;
    }
    memcpy(name, text, n);
    name[n] = '\0';
}

/* NAME=NUMBER up to the end of the arm. */
static bool read_arm(const char *text, size_t n, char name[MLT_ARM_NAME], size_t *runs)
{
    const char *equals = memchr(text, '=', n);
    double number = 0;
    if (equals == NULL || equals == text)
        return false;
    size_t n_name = (size_t)(equals - text), n_number = n - n_name - 1;
    if (!mlt_parse_double(equals + 1, n_number, &number) || !(number >= 1) ||
        number > MLT_MOST_RUNS || number != (double)(size_t)number)
        return false;
    put_name(name, text, n_name);
    *runs = (size_t)number;
    return true;
}

static mltest_status read_arms(mlt_augmentation_settings *s, const char *arms, size_t n,
                               mltest_error **error)
{
    size_t first = strcspn(arms, ","), runs[2];
    const char *second = arms + first + (arms[first] == ',');
    if (!read_arm(arms, first, s->names[0], &runs[0]) ||
        !read_arm(second, strlen(second), s->names[1], &runs[1]) ||
        strcmp(s->names[0], s->names[1]) == 0)
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "arms '%.80s': expected two different names with how many of the journals "
                        "are runs of each, 1 to %d, as in A=3,B=3",
                        arms, MLT_MOST_RUNS);
    if (runs[0] + runs[1] != n)
        return mlt_fail(error, MLTEST_ERR_INVALID, "arms '%.80s': %zu runs, but %zu journals", arms,
                        runs[0] + runs[1], n);
    s->arms[0].n = runs[0];
    s->arms[1].n = runs[1];
    return MLTEST_OK;
}

mltest_status mlt_augmentation_settings_read(mlt_augmentation_settings *s,
                                             const char *augmentations, const char *arms,
                                             const char *const *model_names, size_t n,
                                             mltest_error **error)
{
    *s = (mlt_augmentation_settings){.asked = augmentations[0] != '\0' || arms[0] != '\0'};
    if (!s->asked)
        return MLTEST_OK;
    if (augmentations[0] != '\0')
        TRY(mlt_augmentations_parse(augmentations, s->uses, &s->n_uses, error));
    if (n > MLT_MOST_RUNS || (arms[0] == '\0' && n != 2))
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "augmentations: with %zu journals, arms must say which are runs of which "
                        "recipe, as in A=3,B=3",
                        n);
    for (size_t i = 0; i < n; i++)
        s->models[i] = i;
    for (size_t i = 0; i < 2 && arms[0] == '\0'; i++) {
        bool differ = strcmp(model_names[0], model_names[1]) != 0;
        const char *name = differ ? model_names[i] : i == 0 ? "A" : "B";
        put_name(s->names[i], name, strlen(name));
        s->arms[i].n = 1;
    }
    if (arms[0] != '\0')
        TRY(read_arms(s, arms, n, error));
    s->arms[0].name = s->names[0];
    s->arms[1].name = s->names[1];
    s->arms[0].models = s->models;
    s->arms[1].models = s->models + s->arms[0].n;
    return MLTEST_OK;
}

mltest_status mlt_augmentations_add(mlt_results *results, const mlt_panel *panel,
                                    const mlt_augmentation_settings *s,
                                    const mlt_effect_settings *effect, mltest_error **error)
{
    mlt_effects effects;
    if (!s->asked)
        return MLTEST_OK;
    mltest_status status =
        mlt_effects_make(&effects, panel, s->arms, s->uses, s->n_uses, effect, error);
    if (status == MLTEST_OK)
        status = mlt_effects_fill(results, &effects, panel, s->arms, error);
    mlt_effects_free(&effects);
    return status;
}
