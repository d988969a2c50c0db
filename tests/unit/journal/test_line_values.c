/* SPDX-License-Identifier: MIT */
#include "journal/line_values.h"

#include <math.h>

#include "base/context.h"
#include "journal/line_fixtures.h"

static mlt_json json;
static mltest_error *error;
static mlt_line_reader reader;

/* A reader that stands before a value. */
static mlt_line_reader *at(const char *text)
{
    error = NULL;
    mlt_json_init(&json, NULL, "j", text, strlen(text));
    reader = (mlt_line_reader){&json, line_arena, NULL, &error, &line_record};
    return &reader;
}

static void done(mltest_status got, mltest_status wanted, const char *words)
{
    ck_assert_int_eq(got, wanted);
    if (wanted != MLTEST_OK)
        ck_assert_msg(strstr(mltest_error_message(error), words) != NULL, "%s",
                      mltest_error_message(error));
    mltest_error_free(error);
    mlt_json_free(&json);
}

START_TEST(test_strings)
{
    const char *text = NULL;
    done(mlt_value_string(at("\"a\\u00e4\""), &text), MLTEST_OK, "");
    ck_assert_str_eq(text, "a\xC3\xA4");
    done(mlt_value_string(at("\"a\\u0000\""), &text), MLTEST_ERR_FORMAT, "a text without NUL");
    done(mlt_value_string(at("1"), &text), MLTEST_ERR_FORMAT, "a text in quotes");
}
END_TEST

START_TEST(test_hashes)
{
    uint64_t hash;
    done(mlt_value_hash(at("\"fedcba9876543210\""), &hash), MLTEST_OK, "");
    ck_assert_uint_eq(hash, 0xfedcba9876543210);
    done(mlt_value_hash(at("\"\""), &hash), MLTEST_ERR_FORMAT, "sixteen");
    done(mlt_value_hash(at("\"fedcba987654321\""), &hash), MLTEST_ERR_FORMAT, "sixteen");
    done(mlt_value_hash(at("\"fedcba987654321\\u0000\""), &hash), MLTEST_ERR_FORMAT, "sixteen");
    done(mlt_value_hash(at("17"), &hash), MLTEST_ERR_FORMAT, "a text in quotes");
    done(mlt_value_hash(at("\"fedcba98765432100\""), &hash), MLTEST_ERR_FORMAT, "sixteen");
    done(mlt_value_hash(at("\"fedcba987654321G\""), &hash), MLTEST_ERR_FORMAT, "sixteen");
}
END_TEST

START_TEST(test_numbers_that_fit)
{
    uint32_t u;
    int32_t i;
    double d;
    done(mlt_value_u32(at("4294967295"), &u), MLTEST_OK, "");
    ck_assert_uint_eq(u, UINT32_MAX);
    done(mlt_value_u32(at("4294967296"), &u), MLTEST_ERR_FORMAT, "below 2^32");
    done(mlt_value_i32(at("-2147483648"), &i), MLTEST_OK, "");
    ck_assert_int_eq(i, INT32_MIN);
    done(mlt_value_i32(at("-2147483649"), &i), MLTEST_ERR_FORMAT, "32 bits");
    done(mlt_value_f64(at("1.5e300"), &d), MLTEST_OK, "");
    ck_assert_double_eq(d, 1.5e300);
    done(mlt_value_f64(at("1e999"), &d), MLTEST_ERR_FORMAT, "a finite number");
    done(mlt_value_f64(at("-1e999"), &d), MLTEST_ERR_FORMAT, "a finite number");
}
END_TEST

/* What other writers may take for numbers; what follows a digit is seen by the list around it. */
START_TEST(test_what_is_no_number)
{
    static const char *const bad[] = {"NaN", "nan",   "Infinity", "-Infinity", "null", "true",
                                      "0x1", "\"1\"", "+1",       ".5",        "1.",   "",
                                      "01",  "1e",    "--1",      "[1]"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        double pair[2];
        char list[32];
        snprintf(list, sizeof list, "[0,%s]", bad[i]);
        done(mlt_value_numbers(at(list), pair, 2), MLTEST_ERR_FORMAT, "");
    }
}
END_TEST

START_TEST(test_integers_beyond_64_bits)
{
    static const char *const bad[] = {"18446744073709551616", "-9223372036854775809", "1e400",
                                      "99999999999999999999999999999999999999", "1.5"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        uint32_t u;
        int32_t v;
        done(mlt_value_u32(at(bad[i]), &u), MLTEST_ERR_FORMAT, "");
        done(mlt_value_i32(at(bad[i]), &v), MLTEST_ERR_FORMAT, "");
    }
}
END_TEST

/* A list in a context whose memory runs out at any point is given back whole. */
static mltest_status read_list(mltest_context *ctx, void *data)
{
    mlt_arena *arena = mlt_arena_new(ctx);
    mltest_error *failure = NULL;
    mlt_json own;
    void *names;
    size_t n;
    if (arena == NULL)
        return MLTEST_ERR_MEMORY;
    mlt_json_init(&own, ctx, "j", data, strlen(data));
    mlt_line_reader r = {&own, arena, ctx, &failure, NULL};
    mltest_status status =
        mlt_value_list(&r, sizeof(char *), 100, mlt_value_string_item, &names, &n);
    if (status == MLTEST_OK)
        ck_assert_uint_eq(n, 9);
    mltest_error_free(failure);
    mlt_json_free(&own);
    mlt_arena_free(arena);
    return status;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(read_list,
                              "[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\\n\",\"i\"]");
}
END_TEST

START_TEST(test_class_indices)
{
    int32_t cls;
    done(mlt_value_class(at("0"), 2147483646.0, &cls), MLTEST_OK, "");
    ck_assert_int_eq(cls, 2147483646);
    done(mlt_value_class(at("0"), 2147483647.0, &cls), MLTEST_ERR_FORMAT, "a class index");
    done(mlt_value_class(at("0"), -0.5, &cls), MLTEST_ERR_FORMAT, "a class index");
    done(mlt_value_class(at("0"), (double)NAN, &cls), MLTEST_ERR_FORMAT, "a class index");
}
END_TEST

START_TEST(test_lists)
{
    void *boxes = NULL;
    size_t n;
    double three[3];
    done(mlt_value_list(at("[[1,2,3,4],[5,6,7,8]]"), sizeof(mlt_box), 2, mlt_value_box_item, &boxes,
                        &n),
         MLTEST_OK, "");
    ck_assert_uint_eq(n, 2);
    ck_assert_double_eq(((mlt_box *)boxes)[1].height, 8);
    done(mlt_value_list(at("[[1,2,3,4],[5,6,7,8]]"), sizeof(mlt_box), 1, mlt_value_box_item, &boxes,
                        &n),
         MLTEST_ERR_LIMIT, "a list of more than 1 items");
    done(mlt_value_list(at("[]"), sizeof(mlt_box), 0, mlt_value_box_item, &boxes, &n), MLTEST_OK,
         "");
    ck_assert_uint_eq(n, 0);
    done(mlt_value_numbers(at("[1,2,3]"), three, 3), MLTEST_OK, "");
    ck_assert_double_eq(three[2], 3);
    done(mlt_value_numbers(at("[1,2,3]"), three, 2), MLTEST_ERR_FORMAT, "the end of the list");
    ck_assert_uint_eq(mlt_value_most_strings(&reader), mlt_context_limits(NULL)->max_classes);
}
END_TEST

static mltest_status sum(mlt_line_reader *r, const char *key, void *to)
{
    double value;
    if (key[0] == '-')
        return mlt_value_skip(r);
    TRY(mlt_value_f64(r, &value));
    *(double *)to += value;
    return MLTEST_OK;
}

START_TEST(test_objects)
{
    double total = 0;
    done(mlt_value_object(at("{\"a\":1,\"-\":{\"b\":[{}]},\"c\":2}"), sum, &total), MLTEST_OK, "");
    ck_assert_double_eq(total, 3);
    done(mlt_value_object(at("{\"a\":\"x\"}"), sum, &total), MLTEST_ERR_FORMAT, "a number");
    done(mlt_value_object(at("[]"), sum, &total), MLTEST_ERR_FORMAT, "an object");
    done(mlt_value_object(at("{\"a\\u0000b\":1}"), sum, &total), MLTEST_ERR_FORMAT,
         "a key without NUL");
    done(mlt_value_object(at("{\"a\":1"), sum, &total), MLTEST_ERR_FORMAT, "");
    done(mlt_value_object(at("{\"a\"}"), sum, &total), MLTEST_ERR_FORMAT, "");
    done(mlt_value_object(at("{}"), sum, &total), MLTEST_OK, "");
}
END_TEST

LINE_SUITE(line_values, test_strings, test_hashes, test_numbers_that_fit, test_what_is_no_number,
           test_integers_beyond_64_bits, test_class_indices, test_lists, test_objects,
           test_out_of_memory)
