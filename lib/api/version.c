/* SPDX-License-Identifier: MIT */
#include "mltest/version.h"

#include <string.h>

#include "kernel/cpu.h"

const char *mltest_version(void)
{
    return MLTEST_VERSION_TEXT;
}

int32_t mltest_feature(const char *name, const char **reason)
{
    const struct {
        const char *name;
        int here;
        const char *reason;
    } features[] = {
#ifdef MLT_HAVE_YAML
        {"yaml", 1, ""},
#else
        {"yaml", 0, "built without libyaml"},
#endif
#ifdef MLT_HAVE_EXPAT
        {"xml", 1, ""},
#else
        {"xml", 0, "built without Expat"},
#endif
        {"process", 1, ""},
        {"plugin", 1, ""},
    };
    for (size_t i = 0; name != NULL && i < sizeof features / sizeof features[0]; i++) {
        if (strcmp(features[i].name, name) == 0) {
            if (reason != NULL)
                *reason = features[i].reason;
            return features[i].here;
        }
    }
    if (reason != NULL)
        *reason = "no feature has that name";
    return 0;
}

const char *mltest_cpu_path(void)
{
    return mlt_cpu_path();
}
