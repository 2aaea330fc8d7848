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
  LT_BALANCE_LEFT,      /* not among those that were asked for */
} LtBalanceReason;

typedef struct
{
  LtId            track_id;
  LtRole          role;
  bool            role_chosen; /* by lt_balance_set_role; else told from the name */
  LtBalanceReason reason;
  double          loudness_lufs; /* where it plays, with its fader at unity; NAN: not measured */
  double          target_lufs;   /* where its role puts it; NAN: nowhere, it stays */
  double          share_db;      /* of that, what tracks of one role give way to each other by, <= 0 */
  uint32_t        n_of_role;     /* tracks that share the role, itself too */
  double          before_db, after_db;           /* fader */
  double          trim_before_db, trim_after_db; /* when the fader alone does not reach */
} LtBalanceRow;

typedef struct
{
  LtSession *session;      /* as it was measured */
  GArray    *rows;         /* of LtBalanceRow, one a track in order */
  double     mix_lufs;     /* of the result, behind the mix's fader */
  double     mix_peak_dbfs;
  bool       estimated;    /* both of them, since a role was chosen */
  bool       is_part;      /* only some tracks were asked for: they go beside the others */
  double     anchor_lufs;  /* where a lead vocal would be, before fit_db */
  double     fit_db;       /* what all are shifted by to keep the mix in its bounds */
  double     max_lufs, max_peak_dbfs; /* those bounds */
  GPtrArray *problems;     /* of char *: files that could not be read */
} LtBalance;

void lt_balance_free (LtBalance *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtBalance, lt_balance_free)

/* Pans, mutes, effects, buses and the mix stay as they are; solos are ignored. @folder: for the recordings. @track_ids:
   of LtId; NULL: all tracks, which make a mix of the target's loudness under the ceiling. Some: they are put beside the
   others by role, and the mix becomes no louder than the target or than it was. Any thread. */
LtBalance *lt_balance_new (const LtSession *session, const char *folder, const GArray *track_ids, LtProgressFunc progress,
                           gpointer data, GCancellable *cancellable, GError **error);

/* The faders again as if row @index had this role, without measuring: the mix's readings are estimated from now on. */
void lt_balance_set_role (LtBalance *self, guint index, LtRole role);

/* Returns: (transfer full): @session, which may have gone on since, with the new faders; one step. */
LtSession *lt_balance_apply (const LtBalance *self, const LtSession *session);

/* Returns: (transfer full): why the fader goes where it goes, or stays; a translated phrase. */
char *lt_balance_row_dup_why (const LtBalanceRow *row);
