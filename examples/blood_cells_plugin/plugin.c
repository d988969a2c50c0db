/* SPDX-License-Identifier: MIT */
/*
 * The detectors of examples/blood_cells as a plugin, for the command:
 *
 *     make
 *     mltest stress --dataset BCCD --predictor plugin:./plugin.so,global --out global.jsonl.gz
 */
#include "../blood_cells/answer.h"

#include <mltest/plugin.h>
#include <stdio.h>
#include <string.h>

static const char *const variant_names[VARIANTS] = {"global", "local"};
static int variants[VARIANTS] = {VARIANT_GLOBAL, VARIANT_LOCAL};

static int32_t open_model(const char *argument, mltest_plugin_model *out)
{
    static const char *classes[CELL_KINDS];
    int variant = 0;
    while (variant < VARIANTS && strcmp(argument, variant_names[variant]) != 0)
        variant++;
    if (variant == VARIANTS) {
        snprintf(out->message, sizeof out->message, "global or local expected, not '%s'", argument);
        return 1;
    }
    for (int k = 0; k < CELL_KINDS; k++)
        classes[k] = cell_name(k);
    out->vtable.predict = blood_cells_answer;
    out->vtable.flags = MLTEST_FLAG_ANY_THREAD;
    out->vtable.max_batch = 4;
    out->vtable.max_concurrent = 64;
    out->user_data = &variants[variant];
    out->has_score_floor = 1; /* and it is 0: all answers are given */
    out->name = variant_names[variant];
    out->version = "1";
    out->classes = classes;
    out->n_classes = CELL_KINDS;
    return MLTEST_CALLBACK_DONE;
}

const mltest_plugin *mltest_plugin_entry(void)
{
    static const mltest_plugin plugin = {
        .struct_size = sizeof plugin, .abi = MLTEST_PLUGIN_ABI, .open = open_model};
    return &plugin;
}
