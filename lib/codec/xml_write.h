/* SPDX-License-Identifier: MIT */
/*
 * Text in XML.
 */
#ifndef MLT_CODEC_XML_WRITE_H
#define MLT_CODEC_XML_WRITE_H

#include "base/text.h"

/*
 * Appends text as the content of an element or of an attribute in double quotes. What XML 1.0
 * cannot hold at all (control characters, what is not UTF-8) becomes U+FFFD; tabs and line ends are
 * written as references, so that attributes keep them.
 */
void mlt_xml_put(mlt_text *out, const char *text);

#endif
