/* SPDX-License-Identifier: MIT */
/*
 * JUnit's XML, as build servers read it: a suite of tests, a test a gate. It has no third outcome:
 * what is inconclusive is skipped, with its reason.
 */
#include <inttypes.h>
#include <string.h>

#include "base/error.h"
#include "codec/xml_write.h"
#include "report/gate_row.h"
#include "report/report.h"

static void put_attribute(mlt_text *out, const char *name, const char *value)
{
    mlt_text_printf(out, " %s=\"", name);
    mlt_xml_put(out, value);
    mlt_text_putc(out, '"');
}

static void put_counts(mlt_text *out, const mlt_results *r)
{
    put_attribute(out, "name", "mltest gate");
    mlt_text_printf(out,
                    " tests=\"%" PRIu64 "\" failures=\"%" PRIu64
                    "\" errors=\"0\" skipped=\"%" PRIu64 "\" time=\"0\"",
                    mlt_gate_count_of(r, "n_gates"), mlt_gate_count_of(r, "failed"),
                    mlt_gate_count_of(r, "inconclusive"));
}

static void put_property(mlt_text *out, const mlt_results *r, const char *name)
{
    mlt_text_puts(out, "      <property");
    put_attribute(out, "name", name);
    put_attribute(out, "value", mlt_gate_text_of(r, name));
    mlt_text_puts(out, "/>\n");
}

/* failure or skipped, with what was found. */
static void put_outcome(mlt_text *out, const mlt_gate_row *row, const char *element)
{
    mlt_text message;
    mlt_text_init(&message, out->ctx);
    mlt_gate_row_finding(&message, row);
    if (row->reason[0] != '\0' && message.n > 0)
        mlt_text_puts(&message, "; ");
    mlt_text_puts(&message, row->reason);
    mlt_text_printf(out, "      <%s", element);
    put_attribute(out, "message", mlt_text_string(&message));
    if (strcmp(element, "failure") == 0)
        put_attribute(out, "type", "gate");
    mlt_text_puts(out, "/>\n");
    if (!mlt_text_ok(&message))
        out->failed = true;
    mlt_text_free(&message);
}

static void put_case(mlt_text *out, const mlt_results *r, const mlt_gate_row *row)
{
    mlt_text_puts(out, "    <testcase");
    put_attribute(out, "name", row->gate);
    put_attribute(out, "classname", mlt_gate_text_of(r, "model.name"));
    mlt_text_puts(out, " time=\"0\"");
    if (strcmp(row->verdict, "pass") == 0) {
        mlt_text_puts(out, "/>\n");
        return;
    }
    mlt_text_puts(out, ">\n");
    put_outcome(out, row, strcmp(row->verdict, "fail") == 0 ? "failure" : "skipped");
    mlt_text_puts(out, "    </testcase>\n");
}

mltest_status mlt_report_gate_junit(mlt_text *out, const mlt_results *results, mltest_error **error)
{
    static const char *const properties[] = {"model.name", "model.version", "dataset.name",
                                             "suite.name"};
    mlt_gate_row row;
    mlt_text_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites");
    put_counts(out, results);
    mlt_text_puts(out, ">\n  <testsuite");
    put_counts(out, results);
    mlt_text_puts(out, ">\n    <properties>\n");
    for (size_t i = 0; i < sizeof properties / sizeof properties[0]; i++)
        put_property(out, results, properties[i]);
    if (mlt_gate_row_note(results) != NULL)
        mlt_text_printf(out, "      <property name=\"note\" value=\"%s\"/>\n",
                        mlt_gate_row_note(results));
    mlt_text_puts(out, "    </properties>\n");
    for (size_t i = 0; mlt_gate_row_read(&row, results, i); i++)
        put_case(out, results, &row);
    mlt_text_puts(out, "  </testsuite>\n</testsuites>\n");
    return mlt_text_ok(out) ? MLTEST_OK : mlt_fail_memory(error);
}
