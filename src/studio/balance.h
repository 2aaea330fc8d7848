// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A sensible start of a mix: faders from measured loudness and each track's role.
// Layer: studio.

#pragma once

#include "media/progress.h"
#include "session/session.h"
#include "studio/role.h"

#include <gio/gio.h>

#define LT_BALANCE_TARGET_LUFS (-20.0)
#define LT_BALANCE_CEILING_DBFS (-6.0)

/* Why a track's fader stays. */
typedef enum
{
  LT_BALANCE_SET,
  LT_BALANCE_MUTED,
  LT_BALANCE_AUTOMATED, /* the fader moves by itself */
  LT_BALANCE_SILENT,    /* nothing to measure */
} LtBalanceReason;

typedef struct
{
  LtId            track_id;
  LtRole          role;
  LtBalanceReason reason;
  double          loudness_lufs; /* where it plays, with its fader at unity; NAN: not measured */
  double          before_db, after_db;           /* fader */
  double          trim_before_db, trim_after_db; /* when the fader alone does not reach */
} LtBalanceRow;

typedef struct
{
  LtSession *session;      /* with the new faders */
  GArray    *rows;         /* of LtBalanceRow, one a track in order */
  double     mix_lufs;     /* of the result, behind the mix's fader */
  double     mix_peak_dbfs;
  GPtrArray *problems;     /* of char *: files that could not be read */
} LtBalance;

void lt_balance_free (LtBalance *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtBalance, lt_balance_free)

/* Pans, mutes, effects, buses and the mix stay as they are; solos are ignored. @folder: for the recordings. */
LtBalance *lt_balance_new (const LtSession *session, const char *folder, LtProgressFunc progress, gpointer data,
                           GCancellable *cancellable, GError **error);
