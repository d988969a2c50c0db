/* SPDX-License-Identifier: MIT */
#include "metric/coco_from_files.h"

#include "metric/coco_parts.h"
#include "testing.h"

Suite *mlt_suite_metric_coco_eval(void);

static mlt_coco_entry_info image_items[] = {
    {.id = 10, .name = ""}, {.id = 20, .name = ""}, {.id = 30, .name = ""}};
static mlt_coco_entry_info category_items[] = {{.id = 1, .name = ""}, {.id = 5, .name = ""}};

static mlt_coco_truth truth_of(mlt_coco_annotation *annotations, size_t n)
{
    mlt_coco_truth out = {0};
    out.images = (mlt_coco_list){image_items, 3, 3, 0, 0};
    out.categories = (mlt_coco_list){category_items, 2, 2, 0, 0};
    out.annotations = annotations;
    out.n_annotations = n;
    return out;
}

static mlt_coco_annotation annotation(int64_t id, int64_t image, int64_t category, double x)
{
    return (mlt_coco_annotation){id,    image, category, {x, 0, 10, 10}, 100, false,
                                 false, true,  true};
}

/* Results name images and categories by the numbers of these. */
static int64_t image_ids[] = {30, 10, 20, 11}, category_ids[] = {5, 1, 2};

static uint32_t number_of(const int64_t *ids, int64_t id)
{
    uint32_t number = 0;
    while (ids[number] != id)
        number++;
    return number;
}

static mlt_coco_detection detection(int64_t image, int64_t category, double x, double score)
{
    return (mlt_coco_detection){
        {x, 0, 10, 10}, score, number_of(image_ids, image), number_of(category_ids, category)};
}

static mlt_coco_results results_of(mlt_coco_detection *items, size_t n)
{
    mlt_coco_results out = {.items = items, .n = n, .cap = n};
    out.images = (mlt_coco_ids){.items = image_ids, .n = 4};
    out.categories = (mlt_coco_ids){.items = category_ids, .n = 3};
    return out;
}

static mlt_coco *evaluate(mlt_coco_truth *truth, mlt_coco_detection *items, size_t n)
{
    const mlt_coco_results results = results_of(items, n);
    const mlt_coco_options options = {.reference = true};
    mlt_coco *coco = NULL;
    ck_assert_int_eq(coco_from_files(&coco, NULL, truth, &results, &options, NULL), MLTEST_OK);
    return coco;
}

START_TEST(grouped_by_image)
{
    mlt_coco_annotation annotations[] = {annotation(1, 30, 5, 0), annotation(2, 10, 1, 0),
                                         annotation(3, 30, 5, 50)};
    mlt_coco_detection found[] = {detection(30, 5, 50, 0.5), detection(10, 1, 0, 0.4),
                                  detection(30, 5, 0, 0.9), detection(20, 1, 0, 0.3)};
    mlt_coco_truth truth = truth_of(annotations, 3);
    mlt_coco *coco = evaluate(&truth, found, 4);
    ck_assert_uint_eq(coco->n_images, 3);
    ck_assert_uint_eq(coco->n_classes, 2);
    ck_assert_uint_eq(coco->n_dets, 4);
    for (size_t i = 0; i < 3; i++) {
        ck_assert_uint_eq(coco->images[i].n_cells, 1);
        ck_assert_uint_eq(coco->images[i].first_cell, i);
        ck_assert_uint_eq(coco->cells[i].n_dets, i < 2 ? 1 : 2);
        ck_assert_int_eq(coco->cells[i].column, i < 2 ? 0 : 1);
    }
    const double scores[] = {0.4, 0.3, 0.9, 0.5};
    for (size_t i = 0; i < 4; i++) {
        ck_assert_double_eq(coco->dets[i].score, scores[i]);
        ck_assert_int_eq((coco->dets[i].what & MLT_COCO_HIT) != 0, i != 1);
    }
    ck_assert(coco->images[0].key < coco->images[1].key);
    mlt_coco_free(coco);
}
END_TEST

START_TEST(unlisted)
{
    mlt_coco_annotation annotations[] = {annotation(1, 10, 2, 0), annotation(2, 11, 1, 0),
                                         annotation(3, 10, 1, 0)};
    mlt_coco_detection found[] = {detection(10, 2, 0, 0.5), detection(10, 1, 0, 0.4)};
    mlt_coco_truth truth = truth_of(annotations, 3);
    mlt_coco *coco = evaluate(&truth, found, 2);
    ck_assert_uint_eq(coco->n_dets, 1);
    ck_assert_uint_eq(coco->n_cells, 1);
    ck_assert_uint_eq(coco->cells[0].asked[0], 1);
    mlt_coco_free(coco);
    mlt_coco_detection stray = detection(11, 1, 0, 0.4);
    const mlt_coco_results results = results_of(&stray, 1);
    const mlt_coco_options options = {.reference = true};
    mltest_error *error = NULL;
    ck_assert_int_eq(coco_from_files(&coco, NULL, &truth, &results, &options, &error),
                     MLTEST_ERR_FORMAT);
    ck_assert_ptr_null(coco);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "11"));
    mltest_error_free(error);
}
END_TEST

/* The last of those with one id stands for all of them, and may draw them to another image. */
START_TEST(repeated_annotation_ids)
{
    mlt_coco_annotation annotations[] = {annotation(1, 10, 1, 0), annotation(1, 10, 1, 20),
                                         annotation(1, 20, 5, 40), annotation(2, 10, 1, 60)};
    mlt_coco_truth truth = truth_of(annotations, 4);
    mlt_coco *coco = evaluate(&truth, NULL, 0);
    ck_assert_uint_eq(coco->n_cells, 2);
    ck_assert_int_eq(coco->cells[0].column, 0);
    ck_assert_uint_eq(coco->cells[0].asked[0], 1); /* id 2 alone is left in image 10 */
    ck_assert_int_eq(coco->cells[1].column, 1);
    ck_assert_uint_eq(coco->cells[1].asked[0], 3);
    ck_assert_uint_eq(coco->images[1].n_cells, 1);
    mlt_coco_free(coco);
    annotations[2].image_id = 99; /* an unlisted one draws them out altogether */
    coco = evaluate(&truth, NULL, 0);
    ck_assert_uint_eq(coco->n_cells, 1);
    ck_assert_uint_eq(coco->cells[0].asked[0], 1);
    mlt_coco_free(coco);
}
END_TEST

START_TEST(crowds_and_areas_are_kept)
{
    mlt_coco_annotation annotations[] = {annotation(1, 10, 1, 0), annotation(2, 10, 1, 50)};
    annotations[0].crowd = true;
    annotations[1].area = 5000;
    mlt_coco_truth truth = truth_of(annotations, 2);
    mlt_coco *coco = evaluate(&truth, NULL, 0);
    ck_assert_uint_eq(coco->cells[0].asked[0], 1);
    ck_assert_uint_eq(coco->cells[0].asked[1], 0);
    ck_assert_uint_eq(coco->cells[0].asked[2], 1);
    mlt_coco_free(coco);
}
END_TEST

START_TEST(nothing)
{
    mlt_coco_truth truth = {0};
    mlt_coco *coco = evaluate(&truth, NULL, 0);
    ck_assert_uint_eq(mlt_coco_n_images(coco), 0);
    mlt_coco_result r;
    ck_assert_int_eq(mlt_coco_finish(coco, NULL, 0, &r, NULL), MLTEST_OK);
    ck_assert_double_eq(r.stats[MLT_COCO_AP], -1);
    mlt_coco_result_free(NULL, &r);
    mlt_coco_free(coco);
}
END_TEST

static mltest_status evaluate_some(mltest_context *ctx, void *data)
{
    (void)data;
    mlt_coco_annotation annotations[] = {annotation(1, 10, 1, 0), annotation(2, 20, 1, 50)};
    mlt_coco_detection found[] = {detection(10, 1, 0, 0.5), detection(20, 1, 50, 0.4)};
    mlt_coco_truth truth = truth_of(annotations, 2);
    const mlt_coco_results results = results_of(found, 2);
    const mlt_coco_options options = {.reference = true};
    mlt_coco *coco = NULL;
    mltest_status status = coco_from_files(&coco, ctx, &truth, &results, &options, NULL);
    ck_assert_int_eq(coco != NULL, status == MLTEST_OK);
    mlt_coco_free(coco);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(evaluate_some, NULL);
}
END_TEST

Suite *mlt_suite_metric_coco_eval(void)
{
    Suite *suite = suite_create("metric_coco_eval");
    TCase *tests = tcase_create("coco_eval");
    tcase_add_test(tests, grouped_by_image);
    tcase_add_test(tests, unlisted);
    tcase_add_test(tests, repeated_annotation_ids);
    tcase_add_test(tests, crowds_and_areas_are_kept);
    tcase_add_test(tests, nothing);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
