/* SPDX-License-Identifier: MIT */
#include "codec/xml.h"

#include "base/context.h"
#include "base/error.h"
#include "base/text.h"

#include <inttypes.h>
#include <string.h>

#ifdef MLT_HAVE_EXPAT

#include <expat.h>

struct mlt_xml {
    mltest_context *ctx;
    XML_Parser parser;
    const char *file;
    const mlt_xml_handler *handler;
    void *data;
    mltest_error **error;
    mltest_status status;
    size_t depth;
    mlt_text text; /* of the innermost element; children end their parents' first run of text */
};

int64_t mlt_xml_line(const mlt_xml *xml)
{
    return (int64_t)XML_GetCurrentLineNumber(xml->parser);
}

mltest_error **mlt_xml_error(mlt_xml *xml)
{
    return xml->error;
}

mltest_status mlt_xml_fail(mlt_xml *xml, const char *what)
{
    mlt_where where = {xml->file, mlt_xml_line(xml), -1, NULL, NULL};
    return mlt_fail_at(xml->error, MLTEST_ERR_FORMAT, where, "expected %s", what);
}

/* Ends the parsing with a status. */
static void stop(mlt_xml *xml, mltest_status status)
{
    if (xml->status == MLTEST_OK)
        xml->status = status;
    XML_StopParser(xml->parser, XML_FALSE);
}

static void XMLCALL on_start(void *user_data, const XML_Char *name, const XML_Char **attributes)
{
    mlt_xml *xml = user_data;
    uint64_t most = mlt_context_limits(xml->ctx)->max_depth;
    if (xml->status != MLTEST_OK)
        return;
    mlt_text_clear(&xml->text);
    if (++xml->depth > most) {
        stop(xml, mlt_fail(xml->error, MLTEST_ERR_LIMIT,
                           "%s: nested deeper than %" PRIu64 " levels (limit max_depth)", xml->file,
                           most));
        return;
    }
    if (xml->handler->start != NULL) {
        mltest_status status =
            xml->handler->start(xml->data, xml, name, (const char *const *)attributes, xml->depth);
        if (status != MLTEST_OK)
            stop(xml, status);
    }
}

static void XMLCALL on_text(void *user_data, const XML_Char *text, int n)
{
    mlt_xml *xml = user_data;
    if (xml->status != MLTEST_OK)
        return; /* Expat hands over the rest of a text that it converts piece by piece */
    if (xml->text.n + (size_t)n > mlt_context_limits(xml->ctx)->max_string) {
        stop(xml, mlt_fail(xml->error, MLTEST_ERR_LIMIT,
                           "%s: a text is too long (limit max_string)", xml->file));
        return;
    }
    mlt_text_add(&xml->text, text, (size_t)n);
    if (!mlt_text_ok(&xml->text))
        stop(xml, mlt_fail_memory(xml->error));
}

/* Cuts white space off both ends, in place. */
static const char *trimmed(mlt_text *text)
{
    static const char space[] = " \t\r\n";
    if (text->n == 0)
        return "";
    while (text->n > 0 && strchr(space, text->bytes[text->n - 1]) != NULL)
        text->bytes[--text->n] = '\0';
    return text->bytes + strspn(text->bytes, space);
}

static void XMLCALL on_end(void *user_data, const XML_Char *name)
{
    mlt_xml *xml = user_data;
    if (xml->status != MLTEST_OK)
        return;
    mltest_status status = MLTEST_OK;
    if (xml->handler->end != NULL)
        status = xml->handler->end(xml->data, xml, name, trimmed(&xml->text), xml->depth);
    mlt_text_clear(&xml->text);
    xml->depth--;
    if (status != MLTEST_OK)
        stop(xml, status);
}

static void XMLCALL on_doctype(void *user_data, const XML_Char *name, const XML_Char *system_id,
                               const XML_Char *public_id, int has_internal_subset)
{
    mlt_xml *xml = user_data;
    (void)name;
    (void)system_id;
    (void)public_id;
    (void)has_internal_subset;
    stop(xml, mlt_xml_fail(xml, "no document type declaration: they are not accepted"));
}

static mltest_status fail_syntax(const mlt_xml *xml)
{
    enum XML_Error code = XML_GetErrorCode(xml->parser);
    if (code == XML_ERROR_NO_MEMORY)
        return mlt_fail_memory(xml->error);
    mlt_where where = {xml->file, mlt_xml_line(xml), -1, NULL, NULL};
    return mlt_fail_at(xml->error, MLTEST_ERR_FORMAT, where, "not well-formed XML: %s",
                       XML_ErrorString(code));
}

static void parse(mlt_xml *xml, const char *bytes, size_t n)
{
    enum { PIECE = 1 << 20 };
    XML_SetUserData(xml->parser, xml);
    XML_SetElementHandler(xml->parser, on_start, on_end);
    XML_SetCharacterDataHandler(xml->parser, on_text);
    XML_SetStartDoctypeDeclHandler(xml->parser, on_doctype);
    enum XML_Status ok = XML_STATUS_OK;
    do {
        int piece = n > PIECE ? PIECE : (int)n;
        n -= (size_t)piece;
        ok = XML_Parse(xml->parser, bytes, piece, n == 0);
        bytes += piece;
    } while (ok == XML_STATUS_OK && n > 0);
    if (ok != XML_STATUS_OK && xml->status == MLTEST_OK)
        xml->status = fail_syntax(xml);
}

mltest_status mlt_xml_parse(mltest_context *ctx, const char *file, const char *bytes, size_t n,
                            const mlt_xml_handler *handler, void *data, mltest_error **error)
{
    mlt_xml xml = {.ctx = ctx, .file = file, .handler = handler, .data = data, .error = error};
    xml.parser = XML_ParserCreate(NULL);
    if (xml.parser == NULL)
        return mlt_fail_memory(error);
    mlt_text_init(&xml.text, ctx);
    parse(&xml, bytes, n);
    mlt_text_free(&xml.text);
    XML_ParserFree(xml.parser);
    return xml.status;
}

#else

struct mlt_xml {
    int unused;
};

int64_t mlt_xml_line(const mlt_xml *xml)
{
    return xml->unused;
}

mltest_error **mlt_xml_error(mlt_xml *xml)
{
    (void)xml;
    return NULL;
}

mltest_status mlt_xml_fail(mlt_xml *xml, const char *what)
{
    (void)xml;
    (void)what;
    return MLTEST_ERR_FORMAT;
}

mltest_status mlt_xml_parse(mltest_context *ctx, const char *file, const char *bytes, size_t n,
                            const mlt_xml_handler *handler, void *data, mltest_error **error)
{
    (void)ctx;
    (void)bytes;
    (void)n;
    (void)handler;
    (void)data;
    return mlt_fail(error, MLTEST_ERR_UNSUPPORTED, "%s: this build cannot read XML (no Expat)",
                    file);
}

#endif
