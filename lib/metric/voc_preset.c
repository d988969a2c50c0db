/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "metric/voc.h"

#include <string.h>

typedef struct {
    const char *name;
    mlt_voc_options options;
} preset;

#define PRESET(name, inclusive, strict, eleven_points, honour_difficult, details, sums)            \
    {name,                                                                                         \
     {0, MLT_VOC_EDGES, 0.5, inclusive, strict, eleven_points, honour_difficult, details, sums}},
static const preset presets[] = {
#include "metric/voc_presets.def"
};
#undef PRESET

enum { N_PRESETS = sizeof presets / sizeof presets[0] };

const char *mlt_voc_preset_name(size_t i)
{
    return i < N_PRESETS ? presets[i].name : NULL;
}

mltest_status mlt_voc_preset(const char *name, mlt_voc_options *options, mltest_error **error)
{
    for (size_t i = 0; i < N_PRESETS; i++) {
        if (strcmp(presets[i].name, name) != 0)
            continue;
        mlt_voc_options set = presets[i].options;
        set.n_classes = options->n_classes;
        set.boxes = options->boxes;
        *options = set;
        return MLTEST_OK;
    }
    return mlt_fail(error, MLTEST_ERR_NOT_FOUND,
                    "\"%s\" is no way of evaluating Pascal VOC; \"%s\" is one", name,
                    presets[0].name);
}
