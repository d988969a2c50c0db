/* SPDX-License-Identifier: MIT */
#include "gate/groups.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/keys.h"
#include "base/text.h"

static const mlt_tag *find_group(const mlt_jsample *sample)
{
    for (size_t i = 0; i < sample->n_tags; i++)
        if (strcmp(sample->tags[i].name, "group") == 0)
            return &sample->tags[i];
    return NULL;
}

/* A tag and a name may be the same text: their first letters keep them apart. */
static void put_key(mlt_text *out, const mlt_jsample *sample)
{
    const mlt_tag *tag = find_group(sample);
    const char *copy = strstr(sample->id, ".rf.");
    mlt_text_clear(out);
    if (tag != NULL && tag->text != NULL) {
        mlt_text_printf(out, "t%s", tag->text);
    } else if (tag != NULL) {
        mlt_text_putc(out, 'n');
        mlt_text_f64(out, tag->number);
    } else {
        mlt_text_putc(out, 's');
        mlt_text_add(out, sample->id,
                     copy != NULL ? (size_t)(copy - sample->id) : strlen(sample->id));
    }
}

static mltest_status number_all(mlt_keys *keys, mlt_text *key, const mltest_journal *j,
                                size_t *groups, mltest_error **error)
{
    for (size_t i = 0; i < j->n_samples; i++) {
        put_key(key, &j->samples[i]);
        if (!mlt_text_ok(key))
            return mlt_fail_memory(error);
        TRY(mlt_keys_add(keys, mlt_text_string(key), &groups[i], error));
    }
    return MLTEST_OK;
}

mltest_status mlt_gate_groups(mltest_context *ctx, const mltest_journal *journal, size_t **out,
                              size_t *n_groups, mltest_error **error)
{
    mlt_keys keys;
    mlt_text key;
    size_t *groups = mlt_alloc_zero(ctx, journal->n_samples + 1, sizeof *groups);
    if (groups == NULL)
        return mlt_fail_memory(error);
    mlt_keys_init(&keys, ctx);
    mlt_text_init(&key, ctx);
    mltest_status status = number_all(&keys, &key, journal, groups, error);
    *n_groups = keys.n;
    mlt_text_free(&key);
    mlt_keys_free(&keys);
    if (status == MLTEST_OK)
        *out = groups;
    else
        mlt_free(ctx, groups);
    return status;
}
