// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Values as texts, by their rows: for people, for machines, and back. No locale.
// Layer: session.

#pragma once

#include "base/param.h"

#include <glib.h>

#define LT_VALUE_TEXT_SIZE 64u /* is enough for all but labels of choices */

/* What the command line prints and the parser reads back exactly: "-3.5", "-inf", "on", a choice's key. Returns @buf. */
const char *lt_value_text_plain (const LtParamSpec *row, double value, char *buf, gsize size);

/* What people read: "−3.5 dB", "1.20 kHz", "4.0:1", "−∞ dB", "On", a choice's label. Returns @buf. */
const char *lt_value_text_human (const LtParamSpec *row, double value, char *buf, gsize size);

/* Either form and what people type: units or none, k, comma or point, any minus, on/off/yes/no/true/false, inf. A level of
   -inf is -INFINITY where the row's minimum reads so. False and a sentence when it is none or out of range. */
bool lt_value_text_parse (const LtParamSpec *row, const char *text, double *value, GError **error);
