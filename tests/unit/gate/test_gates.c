/* SPDX-License-Identifier: MIT */
#include "gate/fixtures.h"

START_TEST(references)
{
    mltest_gates *gates = gt_gates("[\"risk <= 45\"]");
    ck_assert_ptr_eq(mlt_gates_ref(gates), gates);
    mlt_gates_unref(gates);
    ck_assert_str_eq(gates->items[0].text, "risk <= 45");
    mlt_gates_unref(gates);
    mlt_gates_unref(NULL);
}
END_TEST

START_TEST(a_limit_of_gates)
{
    mltest_gates *gates = NULL;
    mltest_error *error = NULL;
    const mlt_gate gate = {.text = "risk <= 1"};
    ck_assert_int_eq(mlt_gates_make(&gates, NULL, NULL), MLTEST_OK);
    for (int i = 0; i < 10000; i++)
        ck_assert_int_eq(mlt_gates_add(gates, &gate, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_gates_add(gates, &gate, &error), MLTEST_ERR_LIMIT);
    ck_assert_uint_eq(gates->n, 10000);
    mltest_error_free(error);
    mlt_gates_unref(gates);
}
END_TEST

static mltest_status body(mltest_context *ctx, void *data)
{
    mltest_gates *gates = NULL;
    const mlt_gate *gate = data;
    mltest_status status = mlt_gates_make(&gates, ctx, NULL);
    if (status == MLTEST_OK)
        status = mlt_gates_add(gates, gate, NULL);
    mlt_gates_unref(gates);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_gate gate = {.text = "risk <= 1"};
    mlt_test_every_allocation(body, &gate);
}
END_TEST

MLT_TEST_SUITE(gate_gates, references, a_limit_of_gates, out_of_memory)
