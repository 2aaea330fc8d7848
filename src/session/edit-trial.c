// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of the blind tests that were taken.
// Layer: session.

#include "session/edit-trial.h"

#include "session/session-private.h"

static void
set_name (char **name, const char *wanted)
{
  if (wanted == NULL)
    return;
  g_free (*name);
  *name = lt_session_clean_name (wanted, "");
}

LtSession *
lt_edit_trial_add (const LtSession *session, const LtTrialInfo *info, LtId *id)
{
  g_return_val_if_fail (info->sides[0] != info->sides[1] || (info->sides[0] == LT_TRIAL_REFERENCE && info->rival != NULL), lt_session_ref (session));
  g_return_val_if_fail (info->n_right <= info->n_answers, lt_session_ref (session));

  if (info->n_answers == 0)
    return lt_session_ref (session);

  LtSession *next = lt_session_copy (session);
  LtTrial   *trial = lt_trial_new (next->next_id++);

  trial->end_s = CLAMP (info->end_s, 0, LT_TRIAL_MAX_END_S);
  trial->sides[0] = info->sides[0];
  trial->sides[1] = info->sides[1];
  set_name (&trial->reference, info->reference);
  set_name (&trial->rival, info->rival);
  trial->n_answers = MIN (info->n_answers, LT_TRIAL_MAX_ANSWERS);
  trial->n_right = MIN (info->n_right, trial->n_answers);
  trial->n_planned = CLAMP (info->n_planned, trial->n_answers, LT_TRIAL_MAX_ANSWERS);
  lt_nodes_take (&next->trials, lt_nodes_insert (session->trials, session->trials->len, trial, (GDestroyNotify) lt_trial_unref));
  if (id != NULL)
    *id = trial->id;
  return next;
}

LtSession *
lt_edit_trial_remove (const LtSession *session, LtId trial_id)
{
  int at = lt_nodes_find (session->trials, trial_id);

  g_return_val_if_fail (at >= 0, lt_session_ref (session));

  LtSession *next = lt_session_copy (session);
  lt_nodes_take (&next->trials, lt_nodes_without (session->trials, (guint) at, (GDestroyNotify) lt_trial_unref));
  return next;
}
