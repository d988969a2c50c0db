/* SPDX-License-Identifier: MIT */
/*
 * XML: any bytes end in a document or an error; elements close in order, and depth is right.
 */
#include <stdlib.h>
#include <string.h>

#include "codec/xml.h"
#include "mltest/error.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

enum { MOST_DEPTH = 4096 };

typedef struct {
    size_t depth;
} walker;

static mltest_status on_start(void *data, mlt_xml *xml, const char *name,
                              const char *const *attributes, size_t depth)
{
    walker *w = data;
    (void)xml;
    if (++w->depth != depth || depth > MOST_DEPTH || name[0] == '\0')
        abort();
    for (; *attributes != NULL; attributes += 2)
        if (attributes[1] == NULL)
            abort();
    return MLTEST_OK;
}

static mltest_status on_end(void *data, mlt_xml *xml, const char *name, const char *text,
                            size_t depth)
{
    walker *w = data;
    (void)name;
    if (w->depth-- != depth || text == NULL || mlt_xml_line(xml) < 1)
        abort();
    return MLTEST_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const mlt_xml_handler handler = {on_start, on_end};
    walker w = {0};
    mltest_error *error = NULL;
    mltest_status status =
        mlt_xml_parse(NULL, "fuzz.xml", (const char *)data, n, &handler, &w, &error);
    if (status != mltest_error_status(error) || (status == MLTEST_OK && w.depth != 0))
        abort();
    mltest_error_free(error);
    return 0;
}
