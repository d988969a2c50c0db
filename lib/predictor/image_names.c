/* SPDX-License-Identifier: MIT */
#include "predictor/image_names.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/file.h"

#include <string.h>

/* "000139" becomes "139", "000" becomes "0"; NULL if there is anything but digits. */
static const char *as_number(const char *stem)
{
    size_t digits = strspn(stem, "0123456789");
    if (digits == 0 || stem[digits] != '\0')
        return NULL;
    while (stem[0] == '0' && stem[1] != '\0')
        stem++;
    return stem;
}

mltest_status mlt_image_by_id(const mlt_keys *ids, const char *sample, mlt_image_match *match,
                              size_t *image, mltest_error **error)
{
    const char *base = mlt_path_name(sample), *dot = strrchr(base, '.');
    *match = MLT_IMAGE_FOUND;
    if (mlt_keys_find(ids, sample, image) || mlt_keys_find(ids, base, image))
        return MLTEST_OK;
    char *stem =
        mlt_strndup(ids->ctx, base, dot && dot > base ? (size_t)(dot - base) : strlen(base));
    if (!stem)
        return mlt_fail_memory(error);
    const char *number = as_number(stem);
    if (!mlt_keys_find(ids, stem, image) && !(number && mlt_keys_find(ids, number, image)))
        *match = MLT_IMAGE_NONE;
    mlt_free(ids->ctx, stem);
    return MLTEST_OK;
}

void mlt_image_names_init(mlt_image_names *names, mltest_context *ctx)
{
    *names = (mlt_image_names){.path_image = NULL};
    mlt_keys_init(&names->paths, ctx);
    mlt_keys_init(&names->bases, ctx);
}

/* A name that several images have belongs to none of them. */
static mltest_status add(mlt_keys *keys, size_t **images, size_t *cap, const char *name,
                         size_t image, mltest_error **error)
{
    size_t known = keys->n, number = 0;
    if (!mlt_reserve_bytes(keys->ctx, (void **)images, cap, known + 1, sizeof **images))
        return mlt_fail_memory(error);
    TRY(mlt_keys_add(keys, name, &number, error));
    (*images)[number] = number == known ? image : SIZE_MAX;
    return MLTEST_OK;
}

mltest_status mlt_image_names_add(mlt_image_names *names, const char *path, size_t image,
                                  mltest_error **error)
{
    TRY(add(&names->paths, &names->path_image, &names->path_cap, path, image, error));
    return add(&names->bases, &names->base_image, &names->base_cap, mlt_path_name(path), image,
               error);
}

mlt_image_match mlt_image_by_name(const mlt_image_names *names, const char *sample, size_t *image)
{
    size_t number = 0;
    if (mlt_keys_find(&names->paths, sample, &number))
        *image = names->path_image[number];
    else if (mlt_keys_find(&names->bases, mlt_path_name(sample), &number))
        *image = names->base_image[number];
    else
        return MLT_IMAGE_NONE;
    return *image == SIZE_MAX ? MLT_IMAGE_AMBIGUOUS : MLT_IMAGE_FOUND;
}

void mlt_image_names_free(mlt_image_names *names)
{
    mltest_context *ctx = names->paths.ctx;
    mlt_free(ctx, names->path_image);
    mlt_free(ctx, names->base_image);
    mlt_keys_free(&names->paths);
    mlt_keys_free(&names->bases);
    mlt_image_names_init(names, ctx);
}
