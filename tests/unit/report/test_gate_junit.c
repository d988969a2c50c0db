/* SPDX-License-Identifier: MIT */
#include "codec/xml.h"
#include "report/gate_fixtures.h"

typedef struct {
    size_t cases, failures, skipped, properties, suites;
    char last_name[200], last_message[200], classname[200];
} seen;

static const char *attribute(const char *const *attributes, const char *name)
{
    for (; attributes[0] != NULL; attributes += 2)
        if (strcmp(attributes[0], name) == 0)
            return attributes[1];
    return NULL;
}

static mltest_status start(void *data, mlt_xml *xml, const char *name,
                           const char *const *attributes, size_t depth)
{
    seen *s = data;
    (void)xml;
    if (strcmp(name, "testsuites") == 0 || strcmp(name, "testsuite") == 0) {
        ck_assert_uint_eq(depth, name[9] == 's' ? 1 : 2);
        ck_assert_str_eq(attribute(attributes, "name"), "mltest gate");
        ck_assert_str_eq(attribute(attributes, "tests"), "5");
        ck_assert_str_eq(attribute(attributes, "failures"), "2");
        ck_assert_str_eq(attribute(attributes, "errors"), "0");
        ck_assert_str_eq(attribute(attributes, "skipped"), "1");
        ck_assert_str_eq(attribute(attributes, "time"), "0");
        s->suites++;
    } else if (strcmp(name, "testcase") == 0) {
        ck_assert_uint_eq(depth, 3);
        snprintf(s->last_name, sizeof s->last_name, "%s", attribute(attributes, "name"));
        snprintf(s->classname, sizeof s->classname, "%s", attribute(attributes, "classname"));
        ck_assert_str_eq(attribute(attributes, "time"), "0");
        s->cases++;
    } else if (strcmp(name, "failure") == 0 || strcmp(name, "skipped") == 0) {
        ck_assert_uint_eq(depth, 4);
        snprintf(s->last_message, sizeof s->last_message, "%s", attribute(attributes, "message"));
        *(name[0] == 'f' ? &s->failures : &s->skipped) += 1;
        if (name[0] == 'f')
            ck_assert_str_eq(attribute(attributes, "type"), "gate");
    } else if (strcmp(name, "property") == 0) {
        ck_assert_ptr_nonnull(attribute(attributes, "value"));
        s->properties++;
    } else {
        ck_assert_str_eq(name, "properties");
    }
    return MLTEST_OK;
}

/* A reader of XML finds a test a gate, and hostile names as they were. */
START_TEST(reads_again)
{
#ifdef MLT_HAVE_EXPAT
    char *out = gf_written(mlt_report_gate_junit);
    const mlt_xml_handler handler = {start, NULL};
    seen s = {0};
    ck_assert_int_eq(mlt_xml_parse(NULL, "t.xml", out, strlen(out), &handler, &s, NULL), MLTEST_OK);
    ck_assert_uint_eq(s.suites, 2);
    ck_assert_uint_eq(s.cases, GF_ROWS);
    ck_assert_uint_eq(s.failures, 2);
    ck_assert_uint_eq(s.skipped, 1);
    ck_assert_uint_eq(s.properties, 5); /* four names and a note */
    ck_assert_str_eq(s.last_name,
                     "mAP<script>a\"b'c</script>|\n\xEF\xBF\xBD[2J&`*[x](y)\xE2\x80\xAE");
    ck_assert_str_eq(s.last_message,
                     "<script>a\"b'c</script>|\n\xEF\xBF\xBD[2J&`*[x](y)\xE2\x80\xAE");
    ck_assert_str_eq(s.classname,
                     "net <script>a\"b'c</script>|\n\xEF\xBF\xBD[2J&`*[x](y)\xE2\x80\xAE");
    free(out);
#else
    puts("SKIP: built without Expat");
#endif
}
END_TEST

START_TEST(messages)
{
    char *out = gf_written(mlt_report_gate_junit);
    ck_assert(gf_has(out, "<testcase name=\"affected(fog@3) &lt;= 0.05\" classname="));
    ck_assert(gf_has(out, "<failure message=\"60.13 (55.00 to 66.50, n = 364)\" type=\"gate\"/>"));
    ck_assert(gf_has(out, "<skipped message=\"30.00, before 29.00, worse by -1.00 to 3.25 "
                          "(n = 30); needs 7 more\"/>"));
    ck_assert_ptr_null(strstr(out, "<script>"));
    ck_assert_ptr_null(strchr(out, '\x1B'));
    free(out);
}
END_TEST

START_TEST(what_is_missing)
{
    char *out = gf_written(mlt_report_gate_junit);
    ck_assert(gf_has(out, "name=\"note\""));
    free(out);
}
END_TEST

START_TEST(out_of_memory)
{
    gf_every_allocation(mlt_report_gate_junit);
}
END_TEST

MLT_TEST_SUITE(report_gate_junit, reads_again, messages, what_is_missing, out_of_memory)
