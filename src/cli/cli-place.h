// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Places on the time line as times or as bars.
// Layer: cli.

#pragma once

#include "cli/cli.h"
#include "session/session.h"

/* A time as lt_cli_parse_time () takes it, or bars: "b25", "b25.3", "25|3|480". */
bool lt_cli_place_frames (const LtSession *session, const char *text, int64_t *frames, GError **error);

/* The same where bars are what is meant: "25", "25.3", "25|3|480"; a time has a colon in it, or ends with s (frames). */
bool lt_cli_place_pulse (const LtSession *session, const char *text, double *pulse, GError **error);

/* The same that is the beginning of a bar, counted from 0. */
bool lt_cli_place_bar (const LtSession *session, const char *text, int64_t *bar, GError **error);

/* A range that recording or playback keeps to: nothing (it is printed), "on", "off", "A:B", or "b5:b9". */
typedef LtSession *(*LtCliPlaceEdit) (const LtSession *session, bool on, int64_t from, int64_t to);
typedef struct
{
  const char *name; /* translated, for the sentence */
  bool        on;
  int64_t     from, to;
} LtCliPlaceRange;

int lt_cli_place_run (const LtCommand *self, int argc, char **argv, LtCliPlaceRange (*get) (const LtSession *session), LtCliPlaceEdit edit);
