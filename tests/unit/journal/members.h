/* SPDX-License-Identifier: MIT */
/*
 * Files of gzip members for tests.
 */
#ifndef MLT_TESTS_JOURNAL_MEMBERS_H
#define MLT_TESTS_JOURNAL_MEMBERS_H

#include "codec/gzip.h"
#include "fixtures.h"

/* Adds a member. */
static inline void pack_bytes(mlt_text *out, const void *bytes, size_t n)
{
    mlt_gzip_writer *w = NULL;
    ck_assert_int_eq(mlt_gzip_writer_new(&w, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_gzip_add(w, bytes, n, out, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_gzip_end(w, out, NULL), MLTEST_OK);
    mlt_gzip_writer_free(w);
}

/* A member of its own for each text. */
static inline void pack(mlt_text *out, const char *const *texts, size_t n)
{
    mlt_text_init(out, NULL);
    for (size_t i = 0; i < n; i++)
        pack_bytes(out, texts[i], strlen(texts[i]));
}

#endif
