// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How well what is typed fits a name: whole beginnings, beginnings of words, initials, beginnings run together, parts.
// Layer: app. Any thread.

#pragma once

#include <glib.h>

/* (transfer full): @text without case, accents and marks: words apart by one space. What is compared is folded once. */
char *lt_command_match_fold (const char *text);

/* Both folded. 0: no; else more is better, up to LT_COMMAND_MATCH_BEST. An empty @needle fits everything, barely. */
guint lt_command_match_score (const char *needle, const char *text);

#define LT_COMMAND_MATCH_BEST 1000u
