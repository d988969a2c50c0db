/* SPDX-License-Identifier: MIT */
#include "compare/augmentation.h"

#include <string.h>

#include "base/error.h"
#include "perturb/perturb.h"

const mlt_augmentation mlt_augmentations[] = {
#define AUGMENTATION(name, roboflow, summary, kinds) {name, roboflow, summary, kinds},
#include "compare/augmentation.def"
#undef AUGMENTATION
};
const size_t mlt_augmentation_count = sizeof mlt_augmentations / sizeof mlt_augmentations[0];

/* The next letter or digit, small; 0 at the end. Moves *at past it. */
static char next_letter(const char *text, size_t n, size_t *at)
{
    while (*at < n) {
        char c = text[(*at)++];
        if (c >= 'A' && c <= 'Z')
            return (char)(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            return c;
    }
    return 0;
}

static bool is_same_name(const char *a, const char *b, size_t n_b)
{
    size_t at_a = 0, at_b = 0, n_a = strlen(a);
    for (;;) {
        char one = next_letter(a, n_a, &at_a), other = next_letter(b, n_b, &at_b);
        if (one != other)
            return false;
        if (one == 0)
            return true;
    }
}

const mlt_augmentation *mlt_augmentation_find(const char *name, size_t n)
{
    for (size_t i = 0; i < mlt_augmentation_count; i++) {
        const mlt_augmentation *row = &mlt_augmentations[i];
        if (is_same_name(row->name, name, n) || is_same_name(row->roboflow, name, n))
            return row;
    }
    return NULL;
}

bool mlt_augmentation_has_kind(const char *kinds, const char *kind)
{
    size_t n = strlen(kind);
    while (*kinds != '\0') {
        size_t length = strcspn(kinds, " ");
        if (length == n && memcmp(kinds, kind, n) == 0)
            return true;
        kinds += length;
        kinds += *kinds == ' ';
    }
    return false;
}

/* The kind of this name; spaces around it are not part of it. */
static const mlt_kind *find_kind(const char *name, size_t n)
{
    for (; n > 0 && *name == ' '; name++)
        n--;
    while (n > 0 && name[n - 1] == ' ')
        n--;
    for (size_t i = 0; i < mlt_kind_count(); i++) {
        const char *own = mlt_kind_at(i)->name;
        if (strlen(own) == n && memcmp(own, name, n) == 0)
            return mlt_kind_at(i);
    }
    return NULL;
}

static mltest_status find_use(const char *name, size_t n, mlt_augmentation_use *out,
                              mltest_error **error)
{
    const mlt_augmentation *row = mlt_augmentation_find(name, n);
    if (row != NULL) {
        *out = (mlt_augmentation_use){row->name, row->kinds};
        return MLTEST_OK;
    }
    const mlt_kind *kind = find_kind(name, n);
    if (kind != NULL) {
        *out = (mlt_augmentation_use){kind->name, kind->name};
        return MLTEST_OK;
    }
    return mlt_fail(error, MLTEST_ERR_NOT_FOUND,
                    "augmentations: '%.*s' is neither an augmentation (mltest list augmentations) "
                    "nor a kind (mltest list perturbations)",
                    (int)(n < 60 ? n : 60), name);
}

static mltest_status add_use(mlt_augmentation_use use, mlt_augmentation_use *out, size_t *n,
                             mltest_error **error)
{
    for (size_t i = 0; i < *n; i++) {
        if (strcmp(out[i].name, use.name) == 0)
            return mlt_fail(error, MLTEST_ERR_INVALID, "augmentations: %s is there twice",
                            use.name);
    }
    if (*n == MLT_MOST_AUGMENTATIONS)
        return mlt_fail(error, MLTEST_ERR_INVALID, "augmentations: more than %d",
                        MLT_MOST_AUGMENTATIONS);
    out[(*n)++] = use;
    return MLTEST_OK;
}

mltest_status mlt_augmentations_parse(const char *text, mlt_augmentation_use *out, size_t *n,
                                      mltest_error **error)
{
    *n = 0;
    for (;;) {
        size_t length = strcspn(text, ","), at = 0;
        mlt_augmentation_use use = {NULL, NULL};
        if (next_letter(text, length, &at) == 0)
            return mlt_fail(error, MLTEST_ERR_INVALID,
                            "augmentations: expected names separated by commas, as in flip,blur");
        TRY(find_use(text, length, &use, error));
        TRY(add_use(use, out, n, error));
        text += length;
        if (*text++ == '\0')
            return MLTEST_OK;
    }
}
