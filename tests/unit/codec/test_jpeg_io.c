/* SPDX-License-Identifier: MIT */
#include "codec/jpeg_io.h"

#include <string.h>

#include <jerror.h>

#include "testing.h"

Suite *mlt_suite_codec_jpeg_io(void);

static mlt_jpeg_errors errors;
static mlt_pixels pixels;
static struct jpeg_decompress_struct cinfo;

static void set_up(void)
{
    memset(&pixels, 0, sizeof pixels);
    memset(&cinfo, 0, sizeof cinfo);
    cinfo.err = mlt_jpeg_errors_init(&errors, &pixels);
    jpeg_create_decompress(&cinfo);
}

static void tear_down(void)
{
    jpeg_destroy_decompress(&cinfo);
}

static bool raises(int code)
{
    if (setjmp(errors.jump) != 0)
        return true;
    cinfo.err->msg_code = code;
    cinfo.err->error_exit((j_common_ptr)&cinfo);
    return false;
}

START_TEST(test_errors_come_back)
{
    ck_assert(raises(JERR_NO_SOI));
    ck_assert_int_ne(errors.message[0], '\0');
    ck_assert(!errors.out_of_memory);
}
END_TEST

START_TEST(test_memory_is_told_from_bad_files)
{
    ck_assert(raises(JERR_OUT_OF_MEMORY));
    ck_assert(errors.out_of_memory);
    ck_assert(raises(JERR_NO_SOI));
    ck_assert(!errors.out_of_memory);
}
END_TEST

START_TEST(test_warnings_are_counted_and_traces_are_not)
{
    cinfo.err->msg_code = JWRN_HIT_MARKER;
    cinfo.err->emit_message((j_common_ptr)&cinfo, 1);
    ck_assert_uint_eq(pixels.n_warnings, 0);
    cinfo.err->emit_message((j_common_ptr)&cinfo, -1);
    cinfo.err->msg_code = JWRN_JPEG_EOF;
    cinfo.err->emit_message((j_common_ptr)&cinfo, -1);
    ck_assert_uint_eq(pixels.n_warnings, 2);
    ck_assert_ptr_nonnull(strstr(pixels.warning, "Corrupt JPEG data"));
    ck_assert_int_eq((int)cinfo.err->num_warnings, 2);
}
END_TEST

START_TEST(test_without_a_place_for_warnings)
{
    errors.pixels = NULL;
    cinfo.err->msg_code = JWRN_HIT_MARKER;
    cinfo.err->emit_message((j_common_ptr)&cinfo, -1);
    cinfo.err->output_message((j_common_ptr)&cinfo); /* prints nothing */
    ck_assert_uint_eq(pixels.n_warnings, 0);
}
END_TEST

Suite *mlt_suite_codec_jpeg_io(void)
{
    TCase *tc = tcase_create("jpeg_io");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_errors_come_back);
    tcase_add_test(tc, test_memory_is_told_from_bad_files);
    tcase_add_test(tc, test_warnings_are_counted_and_traces_are_not);
    tcase_add_test(tc, test_without_a_place_for_warnings);
    Suite *suite = suite_create("codec_jpeg_io");
    suite_add_tcase(suite, tc);
    return suite;
}
