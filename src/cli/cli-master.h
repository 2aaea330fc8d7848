// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The session behind lathe master: one file, a chain on the master, a limiter that is set last.
// Layer: cli.

#pragma once

#include "cli/cli.h"
#include "deliver/loudness-fit.h"
#include "media/reader.h"
#include "session/session.h"
#include "studio/measure.h"

/* Returns: (transfer full): a session of one track with the file whole on it, linked, brought to the loudness that the
   chains are made for. */
LtSession *lt_cli_master_session (LtReader *reader, const LtMeasurement *m);

typedef struct
{
  const char  *preset;
  const float *match_values; /* of a match in front of the preset; NULL: none */
  char       **assignments;  /* "EFFECT.PARAM=VALUE", ended by NULL */
} LtMasterChain;

/* The match and the preset on the master, then each assignment; an effect that the chain lacks is put behind it. A limiter
   always ends the chain; @limit_values (LT_FX_MAX_PARAMS) takes what it is set to, and it is left out of the result:
   delivering puts it behind the gain that is found then.
   Returns: (transfer full): NULL and a sentence. */
LtSession *lt_cli_master_chain (const LtSession *session, const LtMasterChain *chain, float *limit_values, GError **error);

/* (transfer full): @session with the limiter that was left out, at the gain and ceiling that delivering found. */
LtSession *lt_cli_master_with_limiter (const LtSession *session, const float *limit_values, const LtLoudnessFit *fit);

/* The session as a folder at @path with the file copied into it: whole, or not there. */
bool lt_cli_master_keep (const LtSession *session, const char *file, const char *path, GError **error);
