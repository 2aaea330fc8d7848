// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Numbers that name a recording or a release: brought into the form in which they are stored, or refused.
// Layer: media.
// Ref: ISO 3901:2019 and the ISRC Handbook (IFPI), 3.5: no check digit; GS1 General Specifications, 7.9: EAN-13, UPC-A.

#pragma once

#include <glib.h>

/* Returns: (transfer full): twelve characters in capitals, without the word, blanks and hyphens; NULL and @error. */
char *lt_identifiers_clean_isrc (const char *text, GError **error);

/* Returns: (transfer full): a sentence when a clean ISRC has a letter or digit that is easily taken for another; or NULL. */
char *lt_identifiers_doubt_isrc (const char *isrc);

/* Returns: (transfer full): the 12 or 13 digits of a UPC-A or EAN-13 whose check digit is right; NULL and @error. */
char *lt_identifiers_clean_barcode (const char *text, GError **error);

/* Any tag's value, by its key: ISRC and barcode as above, another as it is. "" stays "". */
char *lt_identifiers_clean_tag (const char *key, const char *text, GError **error);
