/* SPDX-License-Identifier: MIT */
/*
 * XML through Expat, as three callbacks. Document types and entities are refused, depth and text
 * lengths are limited. Expat's memory comes from malloc: its hooks carry no context.
 */
#ifndef MLT_CODEC_XML_H
#define MLT_CODEC_XML_H

#include "mltest/types.h"

#include <stddef.h>
#include <stdint.h>

typedef struct mlt_xml mlt_xml;

/* A status other than MLTEST_OK ends the parsing; mlt_xml_fail() makes the error. */
typedef struct {
    /* attributes: name, value, …, NULL. depth of the root is 1. May be NULL. */
    mltest_status (*start)(void *data, mlt_xml *xml, const char *name,
                           const char *const *attributes, size_t depth);
    /* text: the element's own characters, space trimmed at both ends. */
    mltest_status (*end)(void *data, mlt_xml *xml, const char *name, const char *text,
                         size_t depth);
} mlt_xml_handler;

/* MLTEST_ERR_UNSUPPORTED when built without Expat. */
mltest_status mlt_xml_parse(mltest_context *ctx, const char *file, const char *bytes, size_t n,
                            const mlt_xml_handler *handler, void *data, mltest_error **error);
/* MLTEST_ERR_FORMAT at the present line: "FILE:LINE: expected WHAT". For handlers. */
mltest_status mlt_xml_fail(mlt_xml *xml, const char *what);
int64_t mlt_xml_line(const mlt_xml *xml);
/* Where a handler's own calls put their error. */
mltest_error **mlt_xml_error(mlt_xml *xml);

#endif
