/* SPDX-License-Identifier: MIT */
#include "testing.h"

#include "metric/voc_parts.h"
#include "voc_plain.h"

Suite *mlt_suite_metric_voc_order(void);

enum { N_IMAGES = 20, N_CLASSES = 3 };
static plain_image images[N_IMAGES];

/* step and first permute the order of adding: step must be prime to N_IMAGES. */
static mlt_voc *filled(size_t first, size_t step)
{
    plain_state = 4;
    voc_plain_fill(images, N_IMAGES, N_CLASSES, 20);
    mlt_voc *voc = voc_plain_new((mlt_voc_options){.n_classes = N_CLASSES, .iou = 0.5});
    for (size_t i = 0; i < N_IMAGES; i++)
        ck_assert_int_eq(voc_plain_add(voc, &images[(first + i * step) % N_IMAGES]), MLTEST_OK);
    return voc;
}

static uint64_t key_of(const mlt_voc *voc, size_t det)
{
    for (size_t i = 0; i < voc->n_images; i++)
        if (det >= voc->images[i].first_det &&
            det < voc->images[i].first_det + voc->images[i].n_dets)
            return voc->images[i].key;
    ck_abort_msg("detection %zu is of no image", det);
    return 0;
}

/* Before sorting by score: by class, then image, then rank; every detection once. */
START_TEST(grouped)
{
    static bool seen[PLAIN_DETS];
    for (size_t step = 1; step < 8; step += 6) {
        mlt_voc *voc = filled(step, step);
        mlt_voc_order order = {0};
        memset(seen, 0, sizeof seen);
        ck_assert_int_eq(mlt_voc_group(voc, &order, NULL), MLTEST_OK);
        ck_assert_uint_eq(order.first[0], 0);
        ck_assert_uint_eq(order.first[N_CLASSES], voc->n_dets);
        for (size_t c = 0; c < N_CLASSES; c++)
            for (size_t i = order.first[c]; i < order.first[c + 1]; i++) {
                size_t d = order.dets[i].index;
                ck_assert_int_eq(voc->dets[d].cls, (int)c);
                ck_assert(!seen[d]);
                seen[d] = true;
                if (i == order.first[c])
                    continue;
                uint64_t before = key_of(voc, order.dets[i - 1].index);
                ck_assert(before < key_of(voc, d) ||
                          (before == key_of(voc, d) && order.dets[i - 1].index < d));
            }
        mlt_voc_order_free(voc, &order);
        mlt_voc_free(voc);
    }
}
END_TEST

START_TEST(repeated_keys)
{
    mlt_voc *voc = filled(0, 1);
    mlt_voc_order order = {0};
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_voc_add(voc, images[4].key, NULL, 0, NULL, 0, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_voc_group(voc, &order, &error), MLTEST_ERR_CONFLICT);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "17")); /* the key */
    mltest_error_free(error);
    mlt_voc_order_free(voc, &order);
    mlt_voc_free(voc);
}
END_TEST

START_TEST(empty)
{
    mlt_voc *voc = voc_plain_new((mlt_voc_options){.n_classes = N_CLASSES});
    mlt_voc_order order = {0};
    ck_assert_int_eq(mlt_voc_group(voc, &order, NULL), MLTEST_OK);
    for (size_t c = 0; c <= N_CLASSES; c++)
        ck_assert_uint_eq(order.first[c], 0);
    mlt_voc_order_free(voc, &order);
    mlt_voc_order_free(voc, &order); /* twice is harmless */
    mlt_voc_free(voc);
}
END_TEST

Suite *mlt_suite_metric_voc_order(void)
{
    Suite *suite = suite_create("metric_voc_order");
    TCase *tests = tcase_create("voc_order");
    tcase_add_test(tests, grouped);
    tcase_add_test(tests, repeated_keys);
    tcase_add_test(tests, empty);
    suite_add_tcase(suite, tests);
    return suite;
}
