/* SPDX-License-Identifier: MIT */
#include "predictor/request.h"

#include "predictor/fixtures.h"

Suite *mlt_suite_predictor_request(void);

START_TEST(greetings)
{
    mlt_text text;
    mlt_classes classes = {NULL, 0, 0};
    mlt_text_init(&text, NULL);
    mlt_request_greeting(&text, MLTEST_TASK_DETECTION, &classes, 1);
    ck_assert_str_eq(mlt_text_string(&text),
                     "{\"mltest\":1,\"task\":\"detection\",\"classes\":[],\"max_batch\":1}\n");
    mlt_text_clear(&text);
    fix_add_classes(NULL, &classes, "a\"b", "é\n");
    mlt_request_greeting(&text, MLTEST_TASK_CLASSIFICATION, &classes, 4096);
    ck_assert_str_eq(mlt_text_string(&text),
                     "{\"mltest\":1,\"task\":\"classification\",\"classes\":[\"a\\\"b\","
                     "\"é\\n\"],\"max_batch\":4096}\n");
    mlt_classes_free(NULL, &classes);
    mlt_text_free(&text);
}
END_TEST

/* Takes everything in steps of at most `step` bytes. */
static void drain(mlt_request *request, size_t step, mlt_text *out)
{
    const char *bytes = NULL;
    size_t n = 0;
    for (;;) {
        ck_assert(mlt_request_peek(request, &bytes, &n));
        if (n == 0)
            return;
        n = n < step ? n : step;
        mlt_text_add(out, bytes, n);
        mlt_request_sent(request, n);
    }
}

/* The bytes of a batch, put together in another way. */
static void expect(const fix_batch *b, uint64_t first_id, mlt_text *out)
{
    for (size_t i = 0; i < b->n; i++) {
        const mltest_image_view *view = &b->questions[i].view;
        mlt_text_printf(out,
                        "{\"id\":%d,\"sample\":\"dir/%d.png\",\"condition\":\"clean\",\"batch\":"
                        "[%d,%d],\"width\":%u,\"height\":%u,\"channels\":3,\"bytes\":%u}\n",
                        (int)(first_id + i), (int)i, (int)i, (int)b->n, view->width, view->height,
                        view->width * view->height * 3);
        for (uint32_t y = 0; y < view->height; y++) {
            const char *row = (const char *)view->data + (int64_t)y * view->stride_bytes;
            mlt_text_add(out, row, view->width * 3);
        }
    }
}

START_TEST(lines_and_pixels)
{
    fix_batch batch;
    mlt_text expected, got;
    fix_batch_init(&batch, 3);
    batch.questions[1].view.width = 3; /* rows with padding */
    batch.questions[2].view.data = batch.pixels[2] + 12;
    batch.questions[2].view.stride_bytes = -12;
    mlt_text_init(&expected, NULL);
    mlt_text_init(&got, NULL);
    expect(&batch, 41, &expected);
    for (size_t step = 1; step < 400; step += 13) {
        mlt_request request;
        mlt_request_init(&request, NULL, batch.questions, 3, 41);
        mlt_text_clear(&got);
        drain(&request, step, &got);
        ck_assert_uint_eq(got.n, expected.n);
        ck_assert_mem_eq(got.bytes, expected.bytes, got.n);
        ck_assert_uint_eq(request.i, 3);
        mlt_request_free(&request);
    }
    mlt_text_free(&expected);
    mlt_text_free(&got);
}
END_TEST

START_TEST(large_pictures_go_in_chunks)
{
    enum { WIDTH = 5000, HEIGHT = 30 };
    static uint8_t pixels[HEIGHT * (WIDTH * 3 + 1)];
    fix_batch batch;
    mlt_text expected, got;
    mlt_request request;
    for (size_t i = 0; i < sizeof pixels; i++)
        pixels[i] = (uint8_t)(i * 7);
    fix_batch_init(&batch, 1);
    batch.questions[0].view = (mltest_image_view){.data = pixels,
                                                  .stride_bytes = WIDTH * 3 + 1,
                                                  .width = WIDTH,
                                                  .height = HEIGHT,
                                                  .format = MLTEST_FORMAT_RGB8};
    mlt_text_init(&expected, NULL);
    mlt_text_init(&got, NULL);
    expect(&batch, 1, &expected);
    mlt_request_init(&request, NULL, batch.questions, 1, 1);
    drain(&request, 1 << 20, &got);
    ck_assert_uint_eq(got.n, expected.n);
    ck_assert_mem_eq(got.bytes, expected.bytes, got.n);
    ck_assert_uint_le(request.cap, 65536);
    mlt_request_free(&request);
    mlt_text_free(&expected);
    mlt_text_free(&got);
}
END_TEST

START_TEST(packed_pixels_are_not_copied)
{
    fix_batch batch;
    mlt_request request;
    const char *bytes = NULL;
    size_t n = 0;
    fix_batch_init(&batch, 1);
    mlt_request_init(&request, NULL, batch.questions, 1, 1);
    ck_assert(mlt_request_peek(&request, &bytes, &n));
    mlt_request_sent(&request, n);
    ck_assert(mlt_request_peek(&request, &bytes, &n));
    ck_assert_ptr_eq(bytes, batch.pixels[0]);
    ck_assert_uint_eq(n, 24);
    mlt_request_free(&request);
}
END_TEST

static mltest_status send_all(mltest_context *ctx, void *data)
{
    fix_batch *batch = data;
    mlt_request request;
    const char *bytes = NULL;
    size_t n = 1;
    mltest_status status = MLTEST_OK;
    mlt_request_init(&request, ctx, batch->questions, batch->n, 1);
    while (n > 0 && status == MLTEST_OK) {
        if (mlt_request_peek(&request, &bytes, &n))
            mlt_request_sent(&request, n);
        else
            status = MLTEST_ERR_MEMORY;
    }
    mlt_request_free(&request);
    return status;
}

START_TEST(out_of_memory)
{
    fix_batch batch;
    fix_batch_init(&batch, 2);
    batch.questions[1].view.format = MLTEST_FORMAT_BGR8;
    mlt_test_every_allocation(send_all, &batch);
}
END_TEST

Suite *mlt_suite_predictor_request(void)
{
    Suite *suite = suite_create("predictor_request");
    TCase *tests = tcase_create("request");
    tcase_add_test(tests, greetings);
    tcase_add_test(tests, lines_and_pixels);
    tcase_add_test(tests, large_pictures_go_in_chunks);
    tcase_add_test(tests, packed_pixels_are_not_copied);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
