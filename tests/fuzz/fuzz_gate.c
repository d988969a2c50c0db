/* SPDX-License-Identifier: MIT */
/*
 * Files of gates: the first byte chooses JSON or YAML. Any document gives gates that can be judged
 * on a journal and written in every format, or an error.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "api/option_tables.h"
#include "gate/file.h"
#include "gate/report.h"
#include "mltest/error.h"
#include "report/report.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const char journal_text[] =
    "{\"type\":\"run\",\"format\":1,\"library\":\"0.1.0\",\"model\":{\"name\":\"net\",\"version\":"
    "\"1\"},\"task\":\"detection\",\"classes\":[\"cat\"],\"dataset\":{\"name\":\"pets\","
    "\"fingerprint\":\"00000000000000aa\",\"n\":2},\"suite\":\"s\",\"suite_hash\":"
    "\"00000000000000bb\",\"seed\":0,\"score_floor\":0,\"shard\":[0,1],\"limit\":2,\"numbers\":"
    "\"f32\"}\n"
    "{\"type\":\"condition\",\"name\":\"clean\",\"steps\":[],\"severity\":0,\"replicate\":0}\n"
    "{\"type\":\"condition\",\"name\":\"fog:r1@3\",\"steps\":[{\"kind\":\"fog\",\"revision\":1,"
    "\"category\":\"weather\",\"params\":{}}],\"severity\":3,\"replicate\":0}\n"
    "{\"type\":\"condition\",\"name\":\"fog:r1@3#1\",\"steps\":[{\"kind\":\"fog\",\"revision\":1,"
    "\"category\":\"weather\",\"params\":{}}],\"severity\":3,\"replicate\":1}\n"
    "{\"type\":\"sample\",\"id\":\"a\",\"n\":0,\"width\":9,\"height\":9,\"hash\":"
    "\"0000000000000001\",\"truth\":[[0,1,1,5,5,0,25,1]],\"tags\":{}}\n"
    "{\"type\":\"outcome\",\"id\":\"a\",\"condition\":\"clean\",\"pred\":[[0,0.9,1,1,5,5]],"
    "\"change\":0}\n"
    "{\"type\":\"outcome\",\"id\":\"a\",\"condition\":\"fog:r1@3\",\"pred\":[],\"change\":1}\n"
    "{\"type\":\"outcome\",\"id\":\"a\",\"condition\":\"fog:r1@3#1\",\"pred\":[[0,0.8,1,1,5,5]],"
    "\"change\":1}\n";

static mltest_journal *journal;

static void check(const mltest_gates *gates)
{
    if (gates->n == 0)
        abort();
    for (size_t i = 0; i < gates->n; i++) {
        const mlt_gate *gate = &gates->items[i];
        if (gate->text == NULL || gate->text[0] == '\0' || gate->score == NULL ||
            gate->condition == NULL || !isfinite(gate->limit) ||
            (gate->baseline != NULL && gate->limit < 0))
            abort();
    }
}

static bool has_baseline(const mltest_gates *gates)
{
    for (size_t i = 0; i < gates->n; i++)
        if (gates->items[i].baseline != NULL)
            return true;
    return false;
}

static void judge(const mltest_gates *gates)
{
    static mltest_status (*const writers[])(mlt_text *, const mlt_results *, mltest_error **) = {
        mlt_report_gate_text, mlt_report_json, mlt_report_gate_csv, mlt_report_gate_junit,
        mlt_report_gate_markdown};
    mltest_gate_report *report = NULL;
    mltest_journal *baseline = has_baseline(gates) ? journal : NULL;
    if (mlt_gate_report_make(&report, NULL, gates, journal, baseline, NULL, NULL) != MLTEST_OK)
        abort();
    for (size_t i = 0; i < sizeof writers / sizeof writers[0]; i++) {
        mlt_text text;
        mlt_text_init(&text, NULL);
        if (writers[i](&text, report->results, NULL) != MLTEST_OK)
            abort();
        mlt_text_free(&text);
    }
    mlt_gate_report_unref(report);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    mlt_tree tree;
    mltest_gates *gates = NULL;
    mltest_error *error = NULL;
    if (n == 0)
        return 0;
    if (journal == NULL && mlt_journal_parse(&journal, NULL, "j", journal_text,
                                             sizeof journal_text - 1, NULL) != MLTEST_OK)
        abort();
    const char *file = data[0] % 2 == 0 ? "fuzz.json" : "fuzz.yaml";
    if (mlt_tree_parse(&tree, NULL, file, (const char *)data + 1, n - 1, NULL) != MLTEST_OK)
        return 0;
    if (mlt_gates_make(&gates, NULL, NULL) != MLTEST_OK)
        abort();
    mltest_status status = mlt_gates_fill_tree(gates, &tree, &mlt_suite_option_tables, &error);
    if (status != mltest_error_status(error) ||
        (status != MLTEST_OK && mltest_error_message(error)[0] == '\0'))
        abort();
    if (status == MLTEST_OK) {
        check(gates);
        judge(gates);
    }
    mltest_error_free(error);
    mlt_gates_unref(gates);
    mlt_tree_free(&tree);
    return 0;
}
