/* SPDX-License-Identifier: MIT */
#include "dataset/voc_annotation.h"

#include <math.h>

#include "dataset/fixtures.h"

Suite *mlt_suite_dataset_voc_annotation(void);

static mlt_voc_annotation annotation;

static void tear_down(void)
{
    mlt_voc_annotation_free(&annotation);
}

static mltest_status read_text(const char *text, mltest_error **error)
{
    return mlt_voc_annotation_read(&annotation, NULL, "a.xml", text, strlen(text), error);
}

/* A build without Expat says so; one with it reads. */
START_TEST(test_without_expat)
{
    mltest_status wanted = mltest_feature("xml", NULL) ? MLTEST_OK : MLTEST_ERR_UNSUPPORTED;
    ck_assert_int_eq(read_text("<annotation/>", NULL), wanted);
}
END_TEST

static const char whole[] =
    "<?xml version=\"1.0\"?>\n"
    "<!-- made by hand -->\n"
    "<annotation verified=\"yes\">\n"
    "\t<folder>JPEGImages</folder>\n"
    "\t<filename> Blood &amp; Image.jpg\n</filename>\n"
    "\t<size><width>640</width><height>480</height><depth>3</depth></size>\n"
    "\t<object>\n"
    "\t\t<name>RBC</name>\n"
    "\t\t<pose>Unspecified</pose><truncated>1</truncated><difficult>0</difficult>\n"
    "\t\t<bndbox><ymin>2</ymin><xmin>1</xmin><xmax>30.5</xmax><ymax>4e1</ymax></bndbox>\n"
    "\t\t<part><name>nucleus</name><bndbox><xmin>9</xmin></bndbox></part>\n"
    "\t</object>\n"
    "\t<object><difficult> 1 </difficult><name><![CDATA[a<b]]></name>\n"
    "\t\t<polygon><x1>1</x1></polygon>\n"
    "\t\t<bndbox><xmin>-5</xmin><ymin>0</ymin><xmax>1e999</xmax><ymax>nan</ymax></bndbox></"
    "object>\n"
    "</annotation>\n";

START_TEST(test_everything_that_is_read)
{
    mltest_error *error = NULL;
    ck_assert_msg(read_text(whole, &error) == MLTEST_OK, "%s", mltest_error_message(error));
    ck_assert_str_eq(annotation.filename, "Blood & Image.jpg");
    ck_assert_uint_eq(annotation.width, 640);
    ck_assert_uint_eq(annotation.height, 480);
    ck_assert_uint_eq(annotation.n_objects, 2);
    const mlt_voc_object *first = &annotation.objects[0];
    ck_assert_str_eq(first->name, "RBC");
    ck_assert_int_eq(first->line, 8);
    ck_assert(!first->is_difficult);
    ck_assert_double_eq(first->edges[0], 1);
    ck_assert_double_eq(first->edges[1], 2);
    ck_assert_double_eq(first->edges[2], 30.5);
    ck_assert_double_eq(first->edges[3], 40);
    const mlt_voc_object *second = &annotation.objects[1];
    ck_assert_str_eq(second->name, "a<b");
    ck_assert(second->is_difficult);
    ck_assert_double_eq(second->edges[0], -5);
    ck_assert_double_eq(second->edges[2], INFINITY);
    ck_assert(isnan(second->edges[3]));
}
END_TEST

START_TEST(test_little_is_needed)
{
    ck_assert_int_eq(read_text("<annotation/>", NULL), MLTEST_OK);
    ck_assert_ptr_null(annotation.filename);
    ck_assert_uint_eq(annotation.width, 0);
    ck_assert_uint_eq(annotation.n_objects, 0);
}
END_TEST

#define BOX "<bndbox><xmin>1</xmin><ymin>1</ymin><xmax>2</xmax><ymax>2</ymax></bndbox>"
#define EDGES(a) "<xmin>" a "</xmin><ymin>1</ymin><xmax>2</xmax><ymax>2</ymax>"

START_TEST(test_malformed)
{
    static const struct {
        const char *text;
        const char *message;
    } cases[] = {
        {"", "a.xml"},
        {"\n\nno xml at all", "a.xml:3: "},
        {"<annotation>\n", "a.xml:2: "},
        {"<annotation>\n<a></b>\n</annotation>", "a.xml:2: "},
        {"<html>\n</html>",
         "a.xml:1: <annotation>: the root of a Pascal VOC file expected, found \"html\""},
        {"<annotation>\n<object>" BOX "</object></annotation>",
         "a.xml:2: the object has no <name>"},
        {"<annotation>\n<object><name> </name>" BOX "</object></annotation>",
         "a.xml:2: the object has no <name>"},
        {"<annotation>\n<object><name>a</name></object></annotation>",
         "a.xml:2: the object has no <xmin>"},
        {"<annotation><object><name>a</name><bndbox><xmin>1</xmin><ymin>1</ymin>"
         "<xmax>2</xmax></bndbox>\n</object></annotation>",
         "a.xml:1: the object has no <ymax>"},
        {"<annotation><object><name>a</name>\n<bndbox>" EDGES(
             "abc") "</bndbox></object></annotation>",
         "a.xml:2: <xmin>: a number expected, found \"abc\""},
        {"<annotation><object><name>a</name><bndbox>" EDGES("") "</bndbox></object></annotation>",
         "<xmin>: a number expected, found \"\""},
        {"<annotation><object><name>a</name><bndbox>" EDGES(
             "1 2") "</bndbox></object></annotation>",
         "<xmin>: a number expected, found \"1 2\""},
        {"<annotation><object><name>a</name><bndbox>" EDGES(
             "0x10") "</bndbox></object></annotation>",
         "<xmin>: a number expected, found \"0x10\""},
        {"<annotation><object><name>a</name><bndbox>" EDGES(
             "1,5") "</bndbox></object></annotation>",
         "<xmin>: a number expected, found \"1,5\""},
        {"<annotation><object><name>a</name><bndbox>" EDGES("1") "<xmin>2</xmin></bndbox></object>"
                                                                 "</annotation>",
         "a.xml:1: a second <xmin> in one object"},
        {"<annotation><object><name>a</name><name>b</name>" BOX "</object></annotation>",
         "a.xml:1: a second <name> in one object"},
        {"<annotation><object><name>a\nb</name>" BOX "</object></annotation>",
         "a.xml:2: <name>: a class name without control characters expected"},
        {"<annotation><object><name>a</name><difficult>maybe</difficult>" BOX "</object>"
         "</annotation>",
         "a.xml:1: <difficult>: 0 or 1 expected, found \"maybe\""},
        {"<annotation><size><width>-1</width></size></annotation>",
         "a.xml:1: <width>: a whole number of pixels expected, found \"-1\""},
        {"<annotation><size><width>1.5</width></size></annotation>",
         "a.xml:1: <width>: a whole number of pixels expected, found \"1.5\""},
        {"<annotation><size><height>4294967296</height></size></annotation>",
         "a.xml:1: <height>: a whole number of pixels expected, found \"4294967296\""},
        {"<annotation><size><height>nan</height></size></annotation>",
         "a.xml:1: <height>: a whole number of pixels expected, found \"nan\""},
        {"<annotation>\xFF</annotation>", "a.xml:1: "},
        {"<annotation/><annotation/>", "a.xml:1: "},
    };
    mltest_error *error = NULL;
    mltest_status status = read_text(cases[_i].text, &error);
    if (_i > 0)
        ck_assert_str_eq(mltest_error_file(error), "a.xml");
    fix_failed(status, MLTEST_ERR_FORMAT, &error, cases[_i].message);
}
END_TEST

START_TEST(test_sizes_written_as_decimals)
{
    ck_assert_int_eq(read_text("<annotation><size><width>640.0</width><height>4.8e2</height>"
                               "</size></annotation>",
                               NULL),
                     MLTEST_OK);
    ck_assert_uint_eq(annotation.width, 640);
    ck_assert_uint_eq(annotation.height, 480);
}
END_TEST

/* Elements of the right name in the wrong place are none of ours. */
START_TEST(test_places_matter)
{
    ck_assert_int_eq(
        read_text("<annotation><source><filename>no</filename><object><name>x</name></object>"
                  "</source><width>7</width><bndbox><xmin>9</xmin></bndbox><x><size><width>3"
                  "</width></size></x></annotation>",
                  NULL),
        MLTEST_OK);
    ck_assert_ptr_null(annotation.filename);
    ck_assert_uint_eq(annotation.width, 0);
    ck_assert_uint_eq(annotation.n_objects, 0);
}
END_TEST

/* Names of any length, also those that just fill the buffer for paths. */
START_TEST(test_long_names)
{
    char name[200], text[1024];
    for (size_t n = 1; n < sizeof name; n++) {
        memset(name, 'a', n);
        name[n] = '\0';
        snprintf(text, sizeof text,
                 "<annotation><%s><b><c><object><name>no</name></object></c></b></%s>"
                 "<filename>f</filename></annotation>",
                 name, name);
        ck_assert_int_eq(read_text(text, NULL), MLTEST_OK);
        ck_assert_str_eq(annotation.filename, "f");
        ck_assert_uint_eq(annotation.n_objects, 0);
        mlt_voc_annotation_free(&annotation);
    }
}
END_TEST

START_TEST(test_entities_are_not_expanded)
{
    static const char *const bombs[] = {
        "<!DOCTYPE annotation [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>"
        "<annotation><filename>&b;</filename></annotation>",
        "<!DOCTYPE annotation [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"
        "<annotation><filename>&a;</filename></annotation>",
        "<annotation><filename>&nope;</filename></annotation>",
    };
    mltest_error *error = NULL;
    mltest_status status = read_text(bombs[_i], &error);
    ck_assert_int_ne(status, MLTEST_OK);
    ck_assert_ptr_nonnull(error);
    mltest_error_free(error);
}
END_TEST

START_TEST(test_deep_nesting)
{
    enum { DEPTH = 100000 };
    char *text = malloc(DEPTH * 3 + 1);
    ck_assert_ptr_nonnull(text);
    for (int i = 0; i < DEPTH; i++)
        memcpy(text + i * 3, "<a>", 3);
    text[DEPTH * 3] = '\0';
    memcpy(text, "<annotation>", 12);
    mltest_error *error = NULL;
    fix_failed(read_text(text, &error), MLTEST_ERR_LIMIT, &error, "a.xml");
    free(text);
}
END_TEST

START_TEST(test_too_many_objects)
{
    mltest_context *ctx = NULL;
    mltest_error *error = NULL;
    static const char text[] = "<annotation>\n<object><name>a</name>" BOX "</object>\n"
                               "<object><name>a</name>" BOX "</object>\n"
                               "<object><name>a</name>" BOX "</object></annotation>";
    ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_boxes", 2, NULL), MLTEST_OK);
    fix_failed(mlt_voc_annotation_read(&annotation, ctx, "a.xml", text, strlen(text), &error),
               MLTEST_ERR_LIMIT, &error, "a.xml:4: more than 2 objects (limit max_boxes)");
    mlt_voc_annotation_free(&annotation);
    mltest_context_free(ctx);
}
END_TEST

static mltest_status read_in(mltest_context *ctx, void *data)
{
    mlt_voc_annotation own;
    mltest_error *error = NULL;
    (void)data;
    mltest_status status =
        mlt_voc_annotation_read(&own, ctx, "a.xml", whole, strlen(whole), &error);
    ck_assert_int_eq(mltest_error_status(error), status);
    mltest_error_free(error);
    mlt_voc_annotation_free(&own);
    return status;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(read_in, NULL);
}
END_TEST

/* Every prefix of a good file is an error, and none reads past its end. */
START_TEST(test_truncated)
{
    size_t n = strlen(whole) - 1;
    for (size_t cut = 0; cut < n - 1; cut++) {
        char *text = malloc(cut + 1);
        ck_assert_ptr_nonnull(text);
        memcpy(text, whole, cut);
        mlt_voc_annotation own;
        ck_assert_int_eq(mlt_voc_annotation_read(&own, NULL, "a.xml", text, cut, NULL),
                         MLTEST_ERR_FORMAT);
        mlt_voc_annotation_free(&own);
        free(text);
    }
}
END_TEST

Suite *mlt_suite_dataset_voc_annotation(void)
{
    Suite *suite = suite_create("dataset_voc_annotation");
    TCase *tc = tcase_create("voc_annotation");
    suite_add_tcase(suite, tc);
    tcase_add_test(tc, test_without_expat);
    if (!mltest_feature("xml", NULL))
        return suite;
    tcase_add_checked_fixture(tc, NULL, tear_down);
    tcase_add_test(tc, test_everything_that_is_read);
    tcase_add_test(tc, test_little_is_needed);
    tcase_add_loop_test(tc, test_malformed, 0, 24);
    tcase_add_test(tc, test_sizes_written_as_decimals);
    tcase_add_test(tc, test_places_matter);
    tcase_add_test(tc, test_long_names);
    tcase_add_loop_test(tc, test_entities_are_not_expanded, 0, 3);
    tcase_add_test(tc, test_deep_nesting);
    tcase_add_test(tc, test_too_many_objects);
    tcase_add_test(tc, test_out_of_memory);
    tcase_add_test(tc, test_truncated);
    return suite;
}
