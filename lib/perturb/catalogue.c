/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "perturb/perturb.h"

#define KIND(name) extern const mlt_kind mlt_kind_##name;
#include "perturb/catalog.def"
#undef KIND

static const mlt_kind *const kinds[] = {
#define KIND(name) &mlt_kind_##name,
#include "perturb/catalog.def"
#undef KIND
};

static const char *const categories[] = {"",       "noise",   "blur",      "weather",  "lighting",
                                         "colour", "digital", "geometric", "occlusion"};

const char *mlt_category_name(int category)
{
    return category >= MLT_CATEGORY_NOISE && category <= MLT_CATEGORY_OCCLUSION
               ? categories[category]
               : "";
}

size_t mlt_kind_count(void)
{
    return sizeof kinds / sizeof kinds[0];
}

const mlt_kind *mlt_kind_at(size_t i)
{
    return kinds[i];
}

/* Of several revisions the highest is the current one. */
const mlt_kind *mlt_kind_find(const char *name, uint32_t revision)
{
    const mlt_kind *found = NULL;
    for (size_t i = 0; i < mlt_kind_count(); i++) {
        if (strcmp(kinds[i]->name, name) != 0)
            continue;
        if (kinds[i]->revision == revision)
            return kinds[i];
        if (revision == 0 && (found == NULL || kinds[i]->revision > found->revision))
            found = kinds[i];
    }
    return found;
}
