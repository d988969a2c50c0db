/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "metric/coco_parts.h"
#include "testing.h"

Suite *mlt_suite_metric_coco_sort(void);

enum { MOST = 3000 };

static uint64_t state = 3;

static uint32_t draw(void)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(state >> 32);
}

static int compare(const void *a, const void *b)
{
    const mlt_coco_key *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->det < y->det ? -1 : 1; /* numbered as given */
}

/* mask: which bits of the keys there are. */
static void check(size_t n, uint32_t mask)
{
    static mlt_coco_key items[MOST + 1], scratch[MOST + 1], expected[MOST + 1];
    for (size_t i = 0; i <= n; i++)
        items[i] = (mlt_coco_key){draw() & mask, (uint32_t)i};
    memcpy(expected, items, sizeof items);
    qsort(expected, n, sizeof *expected, compare);
    mlt_coco_sort(items, scratch, n);
    ck_assert_mem_eq(items, expected, (n + 1) * sizeof *items); /* and not one more */
}

START_TEST(as_a_stable_sort)
{
    static const size_t sizes[] = {0, 1, 2, 3, 47, 48, 49, 50, 64, 1000, MOST};
    static const uint32_t masks[] = {0,          1,          0xffffffff, 0x7ff,     0x3ff800,
                                     0xffc00000, 0x80000000, 0x801,      0x80400801};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
        for (size_t m = 0; m < sizeof masks / sizeof masks[0]; m++)
            check(sizes[i], masks[m]);
}
END_TEST

START_TEST(sorted_and_reversed)
{
    static mlt_coco_key items[MOST], scratch[MOST];
    for (uint32_t i = 0; i < MOST; i++)
        items[i] = (mlt_coco_key){7 * (MOST - i), i};
    mlt_coco_sort(items, scratch, MOST);
    for (uint32_t i = 0; i < MOST; i++)
        ck_assert_uint_eq(items[i].det, MOST - 1 - i);
    mlt_coco_sort(items, NULL, MOST); /* sorted: needs no room */
}
END_TEST

Suite *mlt_suite_metric_coco_sort(void)
{
    Suite *suite = suite_create("metric_coco_sort");
    TCase *tests = tcase_create("coco_sort");
    tcase_add_test(tests, as_a_stable_sort);
    tcase_add_test(tests, sorted_and_reversed);
    suite_add_tcase(suite, tests);
    return suite;
}
