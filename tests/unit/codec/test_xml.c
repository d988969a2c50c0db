/* SPDX-License-Identifier: MIT */
#include "codec/xml.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/context.h"
#include "testing.h"

Suite *mlt_suite_codec_xml(void);

static mlt_test_alloc memory;
static mltest_context *ctx;
static mltest_error *error;
static char seen[4096];
static const char *stop_at;

static void set_up(void)
{
    memory = (mlt_test_alloc){0};
    ctx = mlt_test_context(&memory);
    error = NULL;
    seen[0] = '\0';
    stop_at = NULL;
}

static void tear_down(void)
{
    mltest_error_free(error);
    mltest_context_free(ctx);
    ck_assert_uint_eq(memory.live, 0);
}

static mltest_status on_start(void *data, mlt_xml *xml, const char *name,
                              const char *const *attributes, size_t depth)
{
    char *to = data;
    size_t n = strlen(to);
    if (stop_at != NULL && strcmp(name, stop_at) == 0)
        return mlt_xml_fail(xml, "something else");
    snprintf(to + n, sizeof seen - n, "<%s %zu", name, depth);
    for (; *attributes != NULL; attributes += 2) {
        n = strlen(to);
        snprintf(to + n, sizeof seen - n, " %s=%s", attributes[0], attributes[1]);
    }
    strcat(to, ">");
    return MLTEST_OK;
}

static mltest_status on_end(void *data, mlt_xml *xml, const char *name, const char *text,
                            size_t depth)
{
    char *to = data;
    size_t n = strlen(to);
    (void)xml;
    snprintf(to + n, sizeof seen - n, "[%s](%s %zu)", text, name, depth);
    return MLTEST_OK;
}

static const mlt_xml_handler handler = {on_start, on_end};

static mltest_status parse(const char *text)
{
    return mlt_xml_parse(ctx, "a.xml", text, strlen(text), &handler, seen, &error);
}

static bool absent(void)
{
    bool is_absent = parse("<a/>") == MLTEST_ERR_UNSUPPORTED;
    mltest_error_free(error);
    error = NULL;
    seen[0] = '\0';
    if (is_absent)
        puts("SKIP: built without Expat");
    return is_absent;
}

START_TEST(test_elements_attributes_and_text)
{
    if (absent())
        return;
    ck_assert_int_eq(parse("<?xml version='1.0'?><a x='1' y=\"&lt;2\">\n <b> t &amp; u\n</b>"
                           "<!-- no --><c/></a>"),
                     MLTEST_OK);
    ck_assert_str_eq(seen, "<a 1 x=1 y=<2><b 2>[t & u](b 2)<c 2>[](c 2)[](a 1)");
}
END_TEST

START_TEST(test_without_handlers)
{
    static const mlt_xml_handler nothing = {NULL, NULL};
    if (absent())
        return;
    ck_assert_int_eq(mlt_xml_parse(ctx, "a.xml", "<a>x</a>", 8, &nothing, NULL, &error), MLTEST_OK);
}
END_TEST

static void refused(const char *text, mltest_status status, const char *words)
{
    ck_assert_int_eq(parse(text), status);
    ck_assert_msg(strstr(mltest_error_message(error), words) != NULL, "%s",
                  mltest_error_message(error));
    mltest_error_free(error);
    error = NULL;
}

START_TEST(test_what_is_not_xml)
{
    if (absent())
        return;
    refused("", MLTEST_ERR_FORMAT, "a.xml:1: not well-formed XML");
    refused("<a>\n<b></a>", MLTEST_ERR_FORMAT, "a.xml:2: not well-formed XML: mismatched tag");
    refused("<a>", MLTEST_ERR_FORMAT, "not well-formed");
    refused("<a/><b/>", MLTEST_ERR_FORMAT, "not well-formed");
    refused("<a x=1/>", MLTEST_ERR_FORMAT, "not well-formed");
    refused("<a>\xFF</a>", MLTEST_ERR_FORMAT, "not well-formed");
    refused("<a>&unknown;</a>", MLTEST_ERR_FORMAT, "not well-formed");
}
END_TEST

/* No entities, so no bombs and no files of others. */
START_TEST(test_document_types_are_refused)
{
    if (absent())
        return;
    refused("<!DOCTYPE a [<!ENTITY x \"yyyy\">]>\n<a>&x;</a>", MLTEST_ERR_FORMAT,
            "no document type declaration");
    refused("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>", MLTEST_ERR_FORMAT,
            "no document type declaration");
    ck_assert_str_eq(seen, "");
}
END_TEST

START_TEST(test_limits)
{
    if (absent())
        return;
    size_t most = (size_t)mlt_context_limits(ctx)->max_depth;
    char *deep = calloc(most + 2, 3);
    ck_assert_ptr_nonnull(deep);
    for (size_t i = 0; i <= most; i++)
        memcpy(deep + 3 * i, "<a>", 3);
    static const mlt_xml_handler nothing = {NULL, NULL};
    ck_assert_int_eq(mlt_xml_parse(ctx, "a.xml", deep, strlen(deep), &nothing, NULL, &error),
                     MLTEST_ERR_LIMIT);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "(limit max_depth)"));
    mltest_error_free(error);
    error = NULL;
    free(deep);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_string", 4, NULL), MLTEST_OK);
    refused("<a>12345</a>", MLTEST_ERR_LIMIT, "(limit max_string)");
}
END_TEST

START_TEST(test_a_handler_stops)
{
    if (absent())
        return;
    stop_at = "b";
    refused("<a>\n\n<b/><c/></a>", MLTEST_ERR_FORMAT, "a.xml:3: expected something else");
    ck_assert_str_eq(seen, "<a 1>");
}
END_TEST

static mltest_status parse_small(mltest_context *with, void *data)
{
    mltest_error *why = NULL;
    seen[0] = '\0';
    mltest_status status = mlt_xml_parse(with, "a.xml", data, strlen(data), &handler, seen, &why);
    mltest_error_free(why);
    return status;
}

START_TEST(test_out_of_memory)
{
    if (absent())
        return;
    mlt_test_every_allocation(parse_small, "<a>some text<b>more</b></a>");
}
END_TEST

Suite *mlt_suite_codec_xml(void)
{
    TCase *tc = tcase_create("xml");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_elements_attributes_and_text);
    tcase_add_test(tc, test_without_handlers);
    tcase_add_test(tc, test_what_is_not_xml);
    tcase_add_test(tc, test_document_types_are_refused);
    tcase_add_test(tc, test_limits);
    tcase_add_test(tc, test_a_handler_stops);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("codec_xml");
    suite_add_tcase(suite, tc);
    return suite;
}
