// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of the blind tests that were taken.
// Layer: session.

#pragma once

#include "session/session.h"

/* Edits are pure: the session that is given stays as it is; the result is @session itself (a
   new reference) when nothing changes. Ids must exist. */

typedef struct
{
  int64_t     end_s; /* seconds since 1970, UTC */
  LtTrialSide sides[2]; /* not the same, but for two references */
  const char *reference; /* name of the one among them; NULL: none */
  const char *rival;     /* of two, that of the second; else NULL */
  uint32_t    n_answers, n_right; /* LT_TRIAL_MAX_ANSWERS at most */
  uint32_t    n_planned; /* brought up to n_answers */
} LtTrialInfo;

/* At the end of the list; one without answers changes nothing. @id may be NULL. */
LtSession *lt_edit_trial_add (const LtSession *session, const LtTrialInfo *info, LtId *id);

LtSession *lt_edit_trial_remove (const LtSession *session, LtId trial_id);
