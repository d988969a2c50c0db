/* SPDX-License-Identifier: MIT */
#include "codec/xml.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/context.h"
#include "base/error.h"
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
static const mlt_xml_handler nothing = {NULL, NULL};

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
    refused("<a x='1' x='2'/>", MLTEST_ERR_FORMAT, "duplicate attribute");
    refused("<a x='<'/>", MLTEST_ERR_FORMAT, "not well-formed");
    refused("<a>&#0;</a>", MLTEST_ERR_FORMAT, "not well-formed");
    refused("<a>\n\n<!-- ", MLTEST_ERR_FORMAT, "a.xml:3: not well-formed");
    refused("<a><![CDATA[", MLTEST_ERR_FORMAT, "not well-formed");
    refused(" <?xml version='1.0'?><a/>", MLTEST_ERR_FORMAT, "not well-formed");
    refused("text", MLTEST_ERR_FORMAT, "not well-formed");
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

/* So many elements within each other. */
static mltest_status parse_nested(size_t levels)
{
    char *text = malloc(7 * levels + 1);
    ck_assert_ptr_nonnull(text);
    for (size_t i = 0; i < levels; i++) {
        memcpy(text + 3 * i, "<a>", 3);
        memcpy(text + 3 * levels + 4 * i, "</a>", 4);
    }
    mltest_status status = mlt_xml_parse(ctx, "a.xml", text, 7 * levels, &nothing, NULL, &error);
    free(text);
    return status;
}

START_TEST(test_depth_is_limited)
{
    if (absent())
        return;
    size_t most = (size_t)mlt_context_limits(ctx)->max_depth;
    ck_assert_int_eq(parse_nested(most), MLTEST_OK);
    ck_assert_int_eq(parse_nested(most + 1), MLTEST_ERR_LIMIT);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "a.xml: nested deeper than"));
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "(limit max_depth)"));
    mltest_error_free(error);
    error = NULL;
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_depth", 2, NULL), MLTEST_OK);
    refused("<a><b/><b><c/></b></a>", MLTEST_ERR_LIMIT, "deeper than 2 levels");
    seen[0] = '\0';
    ck_assert_int_eq(parse("<a><b/><b/><b/></a>"), MLTEST_OK); /* many, but not deep */
}
END_TEST

START_TEST(test_texts_are_limited)
{
    if (absent())
        return;
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_string", 4, NULL), MLTEST_OK);
    ck_assert_int_eq(parse("<a>1234<b>5678</b></a>"), MLTEST_OK);
    refused("<a>12345</a>", MLTEST_ERR_LIMIT, "a.xml: a text is too long (limit max_string)");
    refused("<a>12&amp;45</a>", MLTEST_ERR_LIMIT, "max_string");
    refused("<a>12<!-- -->345</a>", MLTEST_ERR_LIMIT, "max_string");
    refused("<a><![CDATA[12345]]></a>", MLTEST_ERR_LIMIT, "max_string");
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

static mltest_status stop_at_end(void *data, mlt_xml *xml, const char *name, const char *text,
                                 size_t depth)
{
    (void)depth;
    *(int *)data += 1;
    if (strcmp(name, "b") != 0)
        return MLTEST_OK;
    return mlt_fail(mlt_xml_error(xml), MLTEST_ERR_NOT_FOUND, "no %s", text);
}

/* Its own status and words, and nothing after it. */
START_TEST(test_a_handler_stops_at_an_end)
{
    static const mlt_xml_handler stopping = {NULL, stop_at_end};
    static const char text[] = "<a><c/><b>x</b><d/><e";
    int calls = 0;
    if (absent())
        return;
    ck_assert_int_eq(mlt_xml_parse(ctx, "a.xml", text, sizeof text - 1, &stopping, &calls, &error),
                     MLTEST_ERR_NOT_FOUND);
    ck_assert_str_eq(mltest_error_message(error), "no x");
    ck_assert_int_eq(calls, 2);
}
END_TEST

static mltest_status note_line(void *data, mlt_xml *xml, const char *name,
                               const char *const *attributes, size_t depth)
{
    int64_t **next = data;
    (void)name;
    (void)attributes;
    (void)depth;
    *(*next)++ = mlt_xml_line(xml);
    return MLTEST_OK;
}

/* Whatever ends a line. */
START_TEST(test_lines)
{
    static const mlt_xml_handler noting = {note_line, NULL};
    static const char text[] = "<a>\n<b/>\r\n<c\nx='1'/>\r<!--\n\n--><d/></a>";
    int64_t lines[8] = {0}, *next = lines;
    if (absent())
        return;
    ck_assert_int_eq(mlt_xml_parse(ctx, "a.xml", text, sizeof text - 1, &noting, &next, &error),
                     MLTEST_OK);
    ck_assert_int_eq(next - lines, 4);
    ck_assert_int_eq(lines[0], 1);
    ck_assert_int_eq(lines[1], 2);
    ck_assert_int_eq(lines[2], 3);
    ck_assert_int_eq(lines[3], 7);
}
END_TEST

/* Documents in other encodings arrive in pieces, also when a limit has ended the parsing. */
static mltest_status parse_latin(mltest_context *with, void *data)
{
    mltest_error *why = NULL;
    (void)mltest_context_set_limit(with, "max_string", 1500, NULL);
    mltest_status status = mlt_xml_parse(with, "a.xml", data, strlen(data), &nothing, NULL, &why);
    ck_assert_int_eq(status, mltest_error_status(why));
    mltest_error_free(why);
    return status == MLTEST_ERR_LIMIT ? MLTEST_OK : status;
}

START_TEST(test_no_more_text_after_the_limit)
{
    char text[3000] = "<?xml version='1.0' encoding='ISO-8859-1'?><a>";
    if (absent())
        return;
    memset(text + strlen(text), 'x', 2 * 1024 + 200);
    strcat(text, "</a>");
    mlt_test_every_allocation(parse_latin, text);
}
END_TEST

START_TEST(test_encodings)
{
    static const char utf16[] = "\xFF\xFE<\0a\0>\0\xE9\0<\0/\0a\0>";
    if (absent())
        return;
    ck_assert_int_eq(parse("<?xml version='1.0' encoding='ISO-8859-1'?><a x='\xE9'>\xFC</a>"),
                     MLTEST_OK);
    ck_assert_str_eq(seen, "<a 1 x=\xC3\xA9>[\xC3\xBC](a 1)");
    seen[0] = '\0';
    ck_assert_int_eq(mlt_xml_parse(ctx, "a.xml", utf16, sizeof utf16, &handler, seen, &error),
                     MLTEST_OK);
    ck_assert_str_eq(seen, "<a 1>[\xC3\xA9](a 1)");
    seen[0] = '\0';
    ck_assert_int_eq(parse("\xEF\xBB\xBF<a/>"), MLTEST_OK);
    refused("<?xml version='1.0' encoding='EBCDIC'?><a/>", MLTEST_ERR_FORMAT, "not well-formed");
}
END_TEST

/* An element's text is what follows its last child. */
START_TEST(test_text_between_children)
{
    if (absent())
        return;
    ck_assert_int_eq(parse("<a>one<b>\t two \r\n three </b>\n</a>"), MLTEST_OK);
    ck_assert_str_eq(seen, "<a 1><b 2>[two \n three](b 2)[](a 1)");
    seen[0] = '\0';
    ck_assert_int_eq(parse("<a><b/>x<![CDATA[<&>]]>&#65;<?pi y?><!-- -->z</a>"), MLTEST_OK);
    ck_assert_str_eq(seen, "<a 1><b 2>[](b 2)[x<&>Az](a 1)");
}
END_TEST

enum { ROOT_ENDED = 1000000000 };

static mltest_status count_text(void *data, mlt_xml *xml, const char *name, const char *text,
                                size_t depth)
{
    (void)xml;
    (void)name;
    *(size_t *)data += strlen(text) + (depth == 1 ? ROOT_ENDED : 0);
    return MLTEST_OK;
}

/* Documents of several pieces, with the seams everywhere in an element. */
START_TEST(test_pieces)
{
    enum { ITEM = 13, ITEMS = 200000 };
    static const mlt_xml_handler counting = {NULL, count_text};
    if (absent())
        return;
    char *text = malloc(ITEM * ITEMS + 8);
    ck_assert_ptr_nonnull(text);
    memcpy(text, "<a>", 3);
    for (size_t i = 0; i < ITEMS; i++)
        memcpy(text + 3 + ITEM * i, "<b>123456</b>", ITEM);
    memcpy(text + 3 + (size_t)ITEM * ITEMS, "</a>", 4);
    size_t n_text = 0;
    ck_assert_int_eq(
        mlt_xml_parse(ctx, "a.xml", text, (size_t)ITEM * ITEMS + 7, &counting, &n_text, &error),
        MLTEST_OK);
    ck_assert_uint_eq(n_text, ROOT_ENDED + 6 * (size_t)ITEMS);
    text[3 + (size_t)ITEM * (ITEMS - 1)] = '>'; /* an error in the last of them */
    ck_assert_int_eq(
        mlt_xml_parse(ctx, "a.xml", text, (size_t)ITEM * ITEMS + 7, &nothing, NULL, &error),
        MLTEST_ERR_FORMAT);
    free(text);
}
END_TEST

static const char sample[] = "<?xml version='1.0'?>\n<a x='1'><b>t&lt;&#xE9;</b><!--c--><c/></a>";

/* From a copy that ends where the text ends. */
static mltest_status parse_exactly(const char *text, size_t n)
{
    char *exact = malloc(n > 0 ? n : 1);
    ck_assert_ptr_nonnull(exact);
    memcpy(exact, text, n);
    seen[0] = '\0';
    mltest_status status = mlt_xml_parse(ctx, "a.xml", exact, n, &handler, seen, &error);
    ck_assert_int_eq(status == MLTEST_OK, error == NULL);
    mltest_error_free(error);
    error = NULL;
    free(exact);
    return status;
}

START_TEST(test_cut_at_every_byte)
{
    if (absent())
        return;
    for (size_t n = 0; n < sizeof sample - 1; n++)
        ck_assert_int_eq(parse_exactly(sample, n), MLTEST_ERR_FORMAT);
    ck_assert_int_eq(parse_exactly(sample, sizeof sample - 1), MLTEST_OK);
    ck_assert_int_eq(parse_exactly(sample, sizeof sample), MLTEST_ERR_FORMAT); /* a NUL behind */
}
END_TEST

START_TEST(test_every_byte_may_be_wrong)
{
    char text[sizeof sample];
    size_t n_refused = 0;
    if (absent())
        return;
    memcpy(text, sample, sizeof text);
    for (size_t i = 0; i < sizeof sample - 1; i++)
        for (int v = 0; v < 256; v++) {
            text[i] = (char)v;
            mltest_status status = parse_exactly(text, sizeof sample - 1);
            ck_assert(status == MLTEST_OK || status == MLTEST_ERR_FORMAT);
            n_refused += status != MLTEST_OK;
            if (v == 0)
                ck_assert_int_eq(status, MLTEST_ERR_FORMAT);
            text[i] = sample[i];
        }
    ck_assert_uint_gt(n_refused, 256 * (sizeof sample - 1) / 2);
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
    tcase_add_test(tc, test_depth_is_limited);
    tcase_add_test(tc, test_texts_are_limited);
    tcase_add_test(tc, test_no_more_text_after_the_limit);
    tcase_add_test(tc, test_encodings);
    tcase_add_test(tc, test_text_between_children);
    tcase_add_test(tc, test_pieces);
    tcase_add_test(tc, test_cut_at_every_byte);
    tcase_add_test(tc, test_every_byte_may_be_wrong);
    tcase_add_test(tc, test_a_handler_stops);
    tcase_add_test(tc, test_a_handler_stops_at_an_end);
    tcase_add_test(tc, test_lines);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("codec_xml");
    suite_add_tcase(suite, tc);
    return suite;
}
