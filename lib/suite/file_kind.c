/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/error.h"
#include "suite/file.h"

static const struct {
    const char *theirs, *ours;
} names[] = {
#define KIND(theirs, ours) {theirs, ours},
#include "suite/mltest_kinds.def"
#undef KIND
};

enum { N_NAMES = sizeof names / sizeof names[0], MOST = 256 };

static mltest_status fail_unknown(const mlt_suite_file *f, const mlt_node *node,
                                  mltest_error **error)
{
    const char *all[MOST];
    size_t n = 0;
    for (size_t i = 0; i < N_NAMES; i++)
        all[n++] = names[i].theirs;
    for (size_t i = 0; i < mlt_kind_count() && n < MOST; i++)
        all[n++] = mlt_kind_at(i)->name;
    const char *near = mlt_nearest_name(node->text, all, n);
    return mlt_node_say(
        f->tree, node, MLTEST_ERR_NOT_FOUND, error, "no perturbation is named \"%.60s\"%s%s%s",
        node->text, near != NULL ? "; did you mean \"" : "; `mltest list perturbations` shows them",
        near != NULL ? near : "", near != NULL ? "\"?" : "");
}

mltest_status mlt_suite_file_kind(const mlt_suite_file *f, const mlt_node *node, const char **name,
                                  const mlt_kind **kind, mltest_error **error)
{
    TRY(mlt_suite_file_text(f, node, "the name of a perturbation", error));
    *name = node->text;
    bool is_known = false;
    for (size_t i = 0; i < N_NAMES; i++)
        if (strcmp(names[i].theirs, node->text) == 0 || strcmp(names[i].ours, node->text) == 0) {
            *name = names[i].ours;
            is_known = true;
        }
    *kind = mlt_kind_find(*name, 0);
    return is_known || *kind != NULL ? MLTEST_OK : fail_unknown(f, node, error);
}
