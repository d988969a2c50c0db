/* SPDX-License-Identifier: MIT */
#undef _mark_point /* Check's own, here */
#include "testing.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Allocators are called by any thread, also at once. */
static int may_allocate(mlt_test_alloc *state)
{
    return __atomic_add_fetch(&state->calls, 1, __ATOMIC_RELAXED) != state->fail_at;
}

static void *came(mlt_test_alloc *state, int is_new, void *p)
{
    if (is_new && p != NULL)
        __atomic_add_fetch(&state->live, 1, __ATOMIC_RELAXED);
    return p;
}

static void *allocate(void *user_data, size_t n)
{
    mlt_test_alloc *state = user_data;
    return came(state, 1, may_allocate(state) ? malloc(n) : NULL);
}

static void *reallocate(void *user_data, void *p, size_t n)
{
    mlt_test_alloc *state = user_data;
    int is_new = p == NULL;
    return came(state, is_new, may_allocate(state) ? realloc(p, n) : NULL);
}

static void release(void *user_data, void *p)
{
    mlt_test_alloc *state = user_data;
    __atomic_sub_fetch(&state->live, 1, __ATOMIC_RELAXED);
    free(p);
}

static mltest_status make_context(mltest_context **out, mlt_test_alloc *state)
{
    mltest_allocator allocator = {.struct_size = sizeof allocator,
                                  .allocate = allocate,
                                  .reallocate = reallocate,
                                  .release = release};
    return mltest_context_new(out, &allocator, state, NULL);
}

mltest_context *mlt_test_context(mlt_test_alloc *state)
{
    mltest_context *ctx = NULL;
    ck_assert_int_eq(make_context(&ctx, state), MLTEST_OK);
    return ctx;
}

const char *mlt_test_make_dir(void)
{
    static char names[8][64];
    static unsigned next;
    char *name = names[next++ % 8];
    const char *base = getenv("TMPDIR");
    snprintf(name, sizeof names[0], "%.40s/mltest-XXXXXX", base != NULL ? base : "/tmp");
    ck_assert_ptr_nonnull(mkdtemp(name));
    return name;
}

void mlt_test_remove_dir(const char *path)
{
    DIR *dir = opendir(path);
    if (dir == NULL)
        return;
    for (struct dirent *e = readdir(dir); e != NULL; e = readdir(dir)) {
        char below[4096];
        struct stat st;
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        snprintf(below, sizeof below, "%s/%s", path, e->d_name);
        if (lstat(below, &st) == 0 && S_ISDIR(st.st_mode))
            mlt_test_remove_dir(below);
        else
            unlink(below);
    }
    closedir(dir);
    rmdir(path);
}

const char *mlt_test_path(const char *dir, const char *name)
{
    static char paths[8][4096];
    static unsigned next;
    char *path = paths[next++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", dir, name);
    return path;
}

void mlt_test_write_file(const char *path, const void *bytes, size_t n)
{
    FILE *f = fopen(path, "wb");
    ck_assert_msg(f != NULL, "cannot create %s", path);
    ck_assert_uint_eq(fwrite(bytes, 1, n, f), n);
    ck_assert_int_eq(fclose(f), 0);
}

char *mlt_test_read_file(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    ck_assert_msg(f != NULL, "cannot open %s", path);
    ck_assert_int_eq(fseek(f, 0, SEEK_END), 0);
    *n = (size_t)ftell(f);
    rewind(f);
    char *bytes = malloc(*n + 1);
    ck_assert_ptr_nonnull(bytes);
    ck_assert_uint_eq(fread(bytes, 1, *n, f), *n);
    bytes[*n] = '\0';
    fclose(f);
    return bytes;
}

const char *mlt_test_shared(const char *relative)
{
    const char *base = getenv("MLTEST_SHARED");
    const char *path = mlt_test_path(base != NULL ? base : "../shared", relative);
    if (access(path, R_OK) == 0)
        return path;
    fprintf(stderr, "SKIP: reference data absent: %s\n", relative);
    return NULL;
}

void mlt_test_mark(const char *file, int line)
{
    static _Thread_local struct {
        const char *file;
        int line;
    } told[32];
    size_t slot = (size_t)line % (sizeof told / sizeof told[0]);
    if (told[slot].file == file && told[slot].line == line)
        return;
    told[slot].file = file;
    told[slot].line = line;
    _mark_point(file, line);
}

void mlt_test_every_allocation(mlt_test_body body, void *data)
{
    enum { PATIENCE = 20000 };
    for (size_t n = 1; n < PATIENCE; n++) {
        mlt_test_alloc state = {.fail_at = 0};
        mltest_context *ctx = mlt_test_context(&state);
        state.calls = 0;
        state.fail_at = n;
        mltest_status status = body(ctx, data);
        int failed = state.calls >= n;
        mltest_context_free(ctx);
        ck_assert_msg(state.live == 0, "allocation %zu: %zu blocks leaked", n, state.live);
        if (!failed) {
            ck_assert_int_eq(status, MLTEST_OK);
            return;
        }
        ck_assert_msg(status == MLTEST_ERR_MEMORY, "allocation %zu: status %d", n, (int)status);
    }
    ck_abort_msg("never ran without a failing allocation");
}
