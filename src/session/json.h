// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reads JSON from untrusted bytes: bounded depth and number of values, errors that name the line.
// Layer: session.

#pragma once

#include <json-glib/json-glib.h>

#define LT_JSON_MAX_DEPTH  64u
#define LT_JSON_MAX_VALUES 4000000u

/* Returns: (transfer full): NULL and a sentence (LT_SESSION_ERROR_FORMAT) when it is no JSON. Whole numbers
   beyond 64 bits become doubles, doubles beyond the largest one the largest one. */
JsonNode *lt_json_parse (const char *text, gsize length, GError **error);
