/* SPDX-License-Identifier: MIT */
#include "mltest/augmentation.h"

#include <string.h>

#include "compare/augmentation.h"
#include "perturb/perturb.h"

static const mlt_augmentation *find(const char *name)
{
    return name != NULL ? mlt_augmentation_find(name, strlen(name)) : NULL;
}

const char *mltest_augmentation_find(const char *name)
{
    const mlt_augmentation *row = find(name);
    return row != NULL ? row->name : NULL;
}

/* In the order of the row: each word is the name of a kind. */
const char *mltest_augmentation_kind(const char *name, size_t i)
{
    const mlt_augmentation *row = find(name);
    const char *word = row != NULL ? row->kinds : "";
    for (; i > 0 && *word != '\0'; i--) {
        word += strcspn(word, " ");
        word += *word == ' ';
    }
    for (size_t k = 0; *word != '\0' && k < mlt_kind_count(); k++) {
        const char *kind = mlt_kind_at(k)->name;
        if (strlen(kind) == strcspn(word, " ") && strncmp(kind, word, strlen(kind)) == 0)
            return kind;
    }
    return NULL;
}
