/* SPDX-License-Identifier: MIT */
#include "image/edge.h"

#include "testing.h"

/* Places -7 … 9 of a line of four, then of one. */
START_TEST(test_places)
{
    static const char *const shown[] = {"00000000123333333", "12332100123321001",
                                        "10123210123210123"};
    for (int edge = MLT_EDGE_REPLICATE; edge <= MLT_EDGE_REFLECT101; edge++) {
        for (int64_t v = -7; v <= 9; v++) {
            ck_assert_uint_eq(mlt_edge_place(v, 4, (mlt_edge)edge),
                              (size_t)(shown[edge][v + 7] - '0'));
            ck_assert_uint_eq(mlt_edge_place(v, 1, (mlt_edge)edge), 0);
        }
    }
}
END_TEST

/* By steps from the nearest place inside, as a ball between two walls. */
START_TEST(test_far_away)
{
    for (size_t n = 2; n <= 5; n++) {
        int64_t at = 0, step = 1;
        for (int64_t v = 0; v < 100; v++) {
            ck_assert_uint_eq(mlt_edge_place(v, n, MLT_EDGE_REFLECT101), (size_t)at);
            ck_assert_uint_eq(mlt_edge_place(-v, n, MLT_EDGE_REFLECT101), (size_t)at);
            if (at + step < 0 || at + step >= (int64_t)n)
                step = -step;
            at += step;
        }
    }
    ck_assert_uint_eq(mlt_edge_place(-1000, 3, MLT_EDGE_REPLICATE), 0);
    ck_assert_uint_eq(mlt_edge_place(1000, 3, MLT_EDGE_REPLICATE), 2);
}
END_TEST

Suite *mlt_suite_image_edge(void);
Suite *mlt_suite_image_edge(void)
{
    Suite *suite = suite_create("image_edge");
    TCase *tc = tcase_create("places");
    tcase_add_test(tc, test_places);
    tcase_add_test(tc, test_far_away);
    suite_add_tcase(suite, tc);
    return suite;
}
