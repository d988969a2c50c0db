/* SPDX-License-Identifier: MIT */
#include "coco_drawn.h"
#include "metric/coco_parts.h"
#include "testing.h"

Suite *mlt_suite_metric_coco_add(void);

static size_t n_array(const mlt_coco_result *r)
{
    return r->n_ious * r->n_classes * MLT_COCO_N_AREAS * MLT_COCO_N_LIMITS;
}

/* Bit for bit, arrays included. */
static void check_same(const mlt_coco_result *a, const mlt_coco_result *b)
{
    size_t n = n_array(a);
    size_t per_class = a->n_classes * sizeof(double);
    ck_assert_uint_eq(n, n_array(b));
    ck_assert_mem_eq(a->stats, b->stats, sizeof a->stats);
    ck_assert_mem_eq(a->ap, b->ap, per_class);
    ck_assert_mem_eq(a->ap50, b->ap50, per_class);
    ck_assert_mem_eq(a->ap75, b->ap75, per_class);
    ck_assert_mem_eq(a->ar, b->ar, per_class);
    ck_assert_mem_eq(a->n_truths, b->n_truths, per_class);
    ck_assert_mem_eq(a->precision, b->precision, n * 101 * sizeof(double));
    ck_assert_mem_eq(a->scores, b->scores, n * 101 * sizeof(double));
    ck_assert_mem_eq(a->recall, b->recall, n * sizeof(double));
}

START_TEST(foreign_classes_are_dropped)
{
    fill_images(10, 4);
    mlt_coco *all = new_coco((mlt_coco_options){.n_classes = 2});
    mlt_coco *known = new_coco((mlt_coco_options){.n_classes = 2});
    for (size_t i = 0; i < 10; i++) {
        ck_assert_int_eq(plain_add(all, &images[i]), MLTEST_OK);
        plain_image kept = {.key = images[i].key};
        for (size_t j = 0; j < images[i].n_truths; j++)
            if (images[i].truths[j].cls < 2)
                kept.truths[kept.n_truths++] = images[i].truths[j];
        for (size_t j = 0; j < images[i].n_preds; j++)
            if (images[i].preds[j].cls == 0 || images[i].preds[j].cls == 1)
                kept.preds[kept.n_preds++] = images[i].preds[j];
        ck_assert_int_eq(plain_add(known, &kept), MLTEST_OK);
    }
    mlt_coco_result a = finish(all, NULL);
    mlt_coco_result b = finish(known, NULL);
    check_same(&a, &b);
    mlt_coco_result_free(NULL, &a);
    mlt_coco_result_free(NULL, &b);
    mlt_coco_free(all);
    mlt_coco_free(known);
}
END_TEST

/* As if the image's lists had been concatenated class by class and given one class. */
START_TEST(without_classes)
{
    fill_images(12, 4);
    mlt_coco *agnostic = new_coco((mlt_coco_options){.n_classes = 5, .class_agnostic = true});
    mlt_coco *single = new_coco((mlt_coco_options){.n_classes = 1});
    for (size_t i = 0; i < 12; i++) {
        ck_assert_int_eq(plain_add(agnostic, &images[i]), MLTEST_OK);
        plain_image joined = {.key = images[i].key};
        for (int cls = 0; cls < 5; cls++) {
            for (size_t j = 0; j < images[i].n_truths; j++)
                if (images[i].truths[j].cls == cls)
                    joined.truths[joined.n_truths++] = images[i].truths[j];
            for (size_t j = 0; j < images[i].n_preds; j++)
                if (images[i].preds[j].cls == cls)
                    joined.preds[joined.n_preds++] = images[i].preds[j];
        }
        for (size_t j = 0; j < PLAIN_ITEMS; j++)
            joined.truths[j].cls = joined.preds[j].cls = 0;
        ck_assert_int_eq(plain_add(single, &joined), MLTEST_OK);
    }
    mlt_coco_result a = finish(agnostic, NULL);
    mlt_coco_result b = finish(single, NULL);
    ck_assert_uint_eq(a.n_classes, 1);
    check_same(&a, &b);
    mlt_coco_result_free(NULL, &a);
    mlt_coco_result_free(NULL, &b);
    mlt_coco_free(agnostic);
    mlt_coco_free(single);
}
END_TEST

START_TEST(order_within_an_image)
{
    /* By class as they are met; in it by score, equal scores as given. */
    const mlt_pred preds[] = {{{0, 0, 1, 1}, 0.5, 1},
                              {{1, 0, 1, 1}, 0.9, 0},
                              {{2, 0, 1, 1}, 0.5, 1},
                              {{3, 0, 1, 1}, 0.7, 1},
                              {{4, 0, 1, 1}, -0.1, 0}};
    const double scores[] = {0.7, 0.5, 0.5, 0.9, -0.1};
    mlt_coco *coco = new_coco((mlt_coco_options){.n_classes = 2});
    ck_assert_int_eq(mlt_coco_add(coco, 7, NULL, 0, preds, 5, NULL), MLTEST_OK);
    ck_assert_uint_eq(coco->n_dets, 5);
    ck_assert_uint_eq(coco->n_cells, 2);
    ck_assert_uint_eq(coco->images[0].key, 7);
    ck_assert_uint_eq(coco->images[0].n_cells, 2);
    for (int32_t c = 0; c < 2; c++) {
        ck_assert_int_eq(coco->cells[c].column, 1 - c);
        ck_assert_uint_eq(coco->cells[c].n_dets, c == 0 ? 3 : 2);
        ck_assert_uint_eq(coco->cells[c].asked[0], 0);
    }
    for (size_t i = 0; i < 5; i++)
        ck_assert_double_eq(coco->dets[i].score, scores[i]);
    mlt_coco_free(coco);
}
END_TEST

START_TEST(images_keep_to_themselves)
{
    fill_images(6, 4);
    mlt_coco *coco = new_coco((mlt_coco_options){.n_classes = 4});
    size_t dets = 0;
    size_t cells = 0;
    for (size_t i = 0; i < 6; i++) {
        ck_assert_int_eq(plain_add(coco, &images[i]), MLTEST_OK);
        ck_assert_uint_eq(coco->images[i].first_det, dets);
        ck_assert_uint_eq(coco->images[i].first_cell, cells);
        cells += coco->images[i].n_cells;
        for (size_t c = coco->images[i].first_cell; c < cells; c++)
            dets += coco->cells[c].n_dets;
        uint32_t asked = 0;
        for (size_t c = coco->images[i].first_cell; c < cells; c++)
            asked += coco->cells[c].asked[0];
        uint32_t expected = 0;
        for (size_t j = 0; j < images[i].n_truths; j++)
            expected += images[i].truths[j].cls < 4 && !(images[i].truths[j].flags & 1);
        ck_assert_uint_eq(asked, expected);
    }
    ck_assert_uint_eq(coco->n_dets, dets);
    ck_assert_uint_eq(coco->n_cells, cells);
    mlt_coco_free(coco);
}
END_TEST

Suite *mlt_suite_metric_coco_add(void)
{
    Suite *suite = suite_create("metric_coco_add");
    TCase *tests = tcase_create("coco_add");
    tcase_add_test(tests, foreign_classes_are_dropped);
    tcase_add_test(tests, without_classes);
    tcase_add_test(tests, order_within_an_image);
    tcase_add_test(tests, images_keep_to_themselves);
    suite_add_tcase(suite, tests);
    return suite;
}
