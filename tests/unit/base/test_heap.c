/* SPDX-License-Identifier: MIT */
#include "base/heap.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "testing.h"

Suite *mlt_suite_base_heap(void);

/* Around the sizes at which large pages are asked for, and growing through them. */
START_TEST(blocks_keep_what_is_in_them)
{
    static const size_t sizes[] = {1, 4096, (4 << 20) - 1, 4 << 20, (4 << 20) + 1, 11 << 20};
    unsigned char *grown = NULL;
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        size_t n = sizes[i];
        unsigned char *block = mlt_heap_allocate(n);
        ck_assert_ptr_nonnull(block);
        memset(block, (int)i + 1, n);
        ck_assert_uint_eq(block[0], i + 1);
        ck_assert_uint_eq(block[n - 1], i + 1);
        free(block);
        grown = mlt_heap_reallocate(grown, n);
        ck_assert_ptr_nonnull(grown);
        for (size_t k = 0; k < i; k++) /* what each step has written last */
            ck_assert_uint_eq(grown[sizes[k] - 1], k + 1);
        grown[n - 1] = (unsigned char)(i + 1);
    }
    free(grown);
    volatile size_t most = PTRDIFF_MAX;
    ck_assert_ptr_null(mlt_heap_allocate(most));
}
END_TEST

Suite *mlt_suite_base_heap(void)
{
    Suite *suite = suite_create("base_heap");
    TCase *tests = tcase_create("heap");
    tcase_add_test(tests, blocks_keep_what_is_in_them);
    suite_add_tcase(suite, tests);
    return suite;
}
