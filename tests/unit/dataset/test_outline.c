/* SPDX-License-Identifier: MIT */
#include "dataset/dataset.h"
#include "testing.h"

static mltest_sample sample;

static void begin(void)
{
    mlt_sample_init(&sample, NULL);
    sample.width = 100;
    sample.height = 80;
}

static void add_truth(mlt_box box)
{
    const mlt_truth truth = {.box = box, .area = mlt_box_area(&box), .ann_id = 1};
    ck_assert_int_eq(mlt_truths_add(NULL, &sample.truths, &truth, NULL), MLTEST_OK);
}

static void add_ring(double x, double y, double size)
{
    const mlt_point ring[3] = {{x, y}, {x + size, y}, {x + size, y + size}};
    ck_assert_int_eq(mlt_sample_add_ring(&sample, ring, 3, NULL), MLTEST_OK);
}

START_TEST(test_outlines_belong_to_the_last_truth)
{
    begin();
    add_truth((mlt_box){10, 10, 20, 20});
    add_truth((mlt_box){50, 50, 30, 29});
    add_ring(50, 50, 10);
    add_ring(70, 69, 10);
    ck_assert(mlt_sample_end_outline(&sample));
    ck_assert_uint_eq(mlt_polygons_of(&sample.polygons, 0).n, 0);
    ck_assert_uint_eq(mlt_polygons_of(&sample.polygons, 1).n, 2);
    mlt_sample_clear(&sample);
}
END_TEST

START_TEST(test_drawn_to_the_edge)
{
    begin();
    add_truth((mlt_box){70, 60, 30, 20}); /* as it was cut */
    add_ring(70, 60, 50);
    mlt_polygon p = mlt_polygons_of(&sample.polygons, 0);
    const mlt_box hull = mlt_polygon_hull(&p);
    ck_assert_double_eq(hull.x + hull.width, 100);
    ck_assert_double_eq(hull.y + hull.height, 80);
    ck_assert(mlt_sample_end_outline(&sample));
    mlt_sample_clear(&sample);
    begin();
    sample.width = sample.height = 0; /* not known */
    add_truth((mlt_box){70, 60, 50, 50});
    add_ring(70, 60, 50);
    ck_assert(mlt_sample_end_outline(&sample));
    mlt_sample_clear(&sample);
}
END_TEST

/* 2 px, or a twentieth of a side of more than 40. */
START_TEST(test_of_another_object)
{
    static const struct {
        double x, size;
        bool fits;
    } rows[] = {{10, 20, true}, {12, 18, true}, {12.1, 17.9, false}, {8, 22, true}, {7, 23, false}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        begin();
        add_truth((mlt_box){10, 10, 20, 20});
        const mlt_point ring[3] = {{rows[i].x, 10}, {rows[i].x + rows[i].size, 10}, {25, 30}};
        ck_assert_int_eq(mlt_sample_add_ring(&sample, ring, 3, NULL), MLTEST_OK);
        ck_assert_int_eq(mlt_sample_end_outline(&sample), rows[i].fits);
        ck_assert_uint_eq(sample.polygons.n, rows[i].fits);
        mlt_sample_clear(&sample);
    }
    begin();
    add_truth((mlt_box){0, 0, 80, 80});
    add_ring(4, 0, 76);
    ck_assert(mlt_sample_end_outline(&sample));
    add_truth((mlt_box){0, 0, 80, 80});
    add_ring(4.1, 0, 75.9);
    ck_assert(!mlt_sample_end_outline(&sample));
    ck_assert_uint_eq(sample.polygons.n, 1); /* the other's stays */
    add_truth((mlt_box){0, 0, 80, 80});
    ck_assert(mlt_sample_end_outline(&sample)); /* none */
    mlt_sample_clear(&sample);
}
END_TEST

START_TEST(test_moving)
{
    mlt_polygons out = {0};
    bool kept;
    begin();
    add_truth((mlt_box){10, 10, 20, 20});
    add_truth((mlt_box){50, 50, 20, 20});
    add_ring(50, 50, 20);
    sample.truths.items[0].box = (mlt_box){50, 50, 20, 20};
    ck_assert_int_eq(mlt_sample_move_outline(&sample, 1, 0, &out, &kept, NULL), MLTEST_OK);
    ck_assert(kept);
    ck_assert_uint_eq(mlt_polygons_of(&out, 0).n, 1);
    sample.truths.items[0].box.x = 0;
    ck_assert_int_eq(mlt_sample_move_outline(&sample, 1, 0, &out, &kept, NULL), MLTEST_OK);
    ck_assert(!kept);
    ck_assert_int_eq(mlt_sample_move_outline(&sample, 0, 0, &out, &kept, NULL), MLTEST_OK);
    ck_assert(kept);
    ck_assert_uint_eq(out.n, 1);
    mlt_polygons_free(NULL, &out);
    mlt_sample_clear(&sample);
}
END_TEST

Suite *mlt_suite_dataset_outline(void);
Suite *mlt_suite_dataset_outline(void)
{
    Suite *suite = suite_create("dataset_outline");
    TCase *tc = tcase_create("outline");
    tcase_add_test(tc, test_outlines_belong_to_the_last_truth);
    tcase_add_test(tc, test_drawn_to_the_edge);
    tcase_add_test(tc, test_of_another_object);
    tcase_add_test(tc, test_moving);
    suite_add_tcase(suite, tc);
    return suite;
}
