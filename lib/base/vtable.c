/* SPDX-License-Identifier: MIT */
#include "base/vtable.h"

#include "base/error.h"

#include <inttypes.h>
#include <string.h>

/* The head that every host struct begins with. */
typedef struct {
    size_t struct_size;
    uint64_t flags;
} head;

static mltest_status check_tail(size_t own_size, size_t host_size, const void *host,
                                const char *name, mltest_error **error)
{
    const unsigned char *bytes = host;
    for (size_t i = own_size; i < host_size; i++) {
        if (bytes[i] != 0)
            return mlt_fail(error, MLTEST_ERR_UNSUPPORTED,
                            "%s: the member at offset %zu is newer than this library", name, i);
    }
    return MLTEST_OK;
}

mltest_status mlt_vtable_read(void *own, size_t own_size, size_t first_size, const void *host,
                              uint64_t known_flags, const char *name, mltest_error **error)
{
    head h;
    if (host == NULL)
        return mlt_fail(error, MLTEST_ERR_INVALID, "%s is NULL", name);
    memcpy(&h.struct_size, host, sizeof h.struct_size);
    if (h.struct_size < first_size || h.struct_size > 65536)
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "%s: struct_size is %zu; set it to sizeof(%s), at least %zu", name,
                        h.struct_size, name, first_size);
    memcpy(&h, host, sizeof h);
    if ((h.flags & ~known_flags) != 0)
        return mlt_fail(error, MLTEST_ERR_UNSUPPORTED, "%s: unknown flag bits 0x%" PRIx64, name,
                        h.flags & ~known_flags);
    TRY(check_tail(own_size, h.struct_size, host, name, error));
    memset(own, 0, own_size);
    memcpy(own, host, h.struct_size < own_size ? h.struct_size : own_size);
    return MLTEST_OK;
}
