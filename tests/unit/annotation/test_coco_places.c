/* SPDX-License-Identifier: MIT */
#include "annotation/coco_places.h"

#include "testing.h"

Suite *mlt_suite_annotation_coco_places(void);

static mlt_coco_entry_info images[] = {{.id = -4, .name = ""}, {.id = 9, .name = ""}};
static mlt_coco_entry_info categories[] = {{.id = 3, .name = ""}};
static mlt_coco_annotation annotations[] = {{.id = 1, .image_id = 9, .category_id = 3},
                                            {.id = 2, .image_id = 8, .category_id = 3},
                                            {.id = 1, .image_id = -4, .category_id = 4}};
static int64_t result_images[] = {8, 9}, result_categories[] = {4, 3};

static mltest_status find(mltest_context *ctx, mlt_coco_places *p)
{
    mlt_coco_truth truth = {.annotations = annotations, .n_annotations = 3};
    mlt_coco_results results = {.n = 0};
    truth.images = (mlt_coco_list){.items = images, .n = 2};
    truth.categories = (mlt_coco_list){.items = categories, .n = 1};
    results.images = (mlt_coco_ids){.items = result_images, .n = 2};
    results.categories = (mlt_coco_ids){.items = result_categories, .n = 2};
    return mlt_coco_places_find(p, ctx, &truth, &results, NULL);
}

START_TEST(places)
{
    mlt_coco_places p;
    ck_assert_int_eq(find(NULL, &p), MLTEST_OK);
    ck_assert_uint_eq(p.annotation_image[0], 1);
    ck_assert_uint_eq(p.annotation_image[1], MLT_COCO_NO_ID);
    ck_assert_uint_eq(p.annotation_image[2], 0);
    ck_assert_uint_eq(p.annotation_category[1], 0);
    ck_assert_uint_eq(p.annotation_category[2], MLT_COCO_NO_ID);
    ck_assert_uint_eq(p.stands_for[0], 2); /* the last one with id 1 */
    ck_assert_uint_eq(p.stands_for[1], 1);
    ck_assert_uint_eq(p.stands_for[2], 2);
    ck_assert_uint_eq(p.result_image[0], MLT_COCO_NO_ID);
    ck_assert_uint_eq(p.result_image[1], 1);
    ck_assert_uint_eq(p.result_category[0], MLT_COCO_NO_ID);
    ck_assert_uint_eq(p.result_category[1], 0);
    mlt_coco_places_free(NULL, &p);
    ck_assert_ptr_null(p.stands_for);
}
END_TEST

static mltest_status find_once(mltest_context *ctx, void *data)
{
    mlt_coco_places p;
    (void)data;
    mltest_status status = find(ctx, &p);
    mlt_coco_places_free(ctx, &p);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(find_once, NULL);
}
END_TEST

Suite *mlt_suite_annotation_coco_places(void)
{
    Suite *suite = suite_create("annotation_coco_places");
    TCase *tests = tcase_create("coco_places");
    tcase_add_test(tests, places);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
