// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From session to session by values.
// Layer: studio.

#include "studio/session-values.h"

#include "studio/session-listen.h"

typedef struct
{
  const LtSession *before, *after;
  const LtHearing *was, *is;  /* of the strips, in order; NULL: nobody is heard otherwise */
  bool             vcas_move; /* any strip may be turned otherwise by a VCA */
  GArray          *changes;
} Diff;

/* --- what is not value --- */

static bool
same_slot (const LtSlot *a, const LtSlot *b)
{
  if (a == b)
    return true;
  if (a->id != b->id || a->type != b->type || a->key_id != b->key_id || a->key_pre != b->key_pre
      || g_strcmp0 (a->blob, b->blob) != 0)
    return false;
  for (uint32_t p = 0; a->type != NULL && p < a->type->n_params; p++)
    if (a->values[p] != b->values[p] && (a->type->params[p].flags & LT_PARAM_NEW_PLAN) != 0)
      return false;
  return true;
}

static bool
same_send (const LtSend *a, const LtSend *b)
{
  return a->id == b->id && a->to_id == b->to_id && a->pre == b->pre;
}

static bool
same_strip (const LtStrip *a, const LtStrip *b)
{
  if (a == b)
    return true;
  if (a->id != b->id || a->kind != b->kind || a->output_id != b->output_id || a->slots->len != b->slots->len
      || a->sends->len != b->sends->len || !lt_session_listen_same_objects (a->lanes, b->lanes))
    return false;
  if (a->pan_mode != b->pan_mode || a->delay_frames != b->delay_frames || a->vca_id != b->vca_id
      || (a->automation == LT_AUTOMATION_OFF) != (b->automation == LT_AUTOMATION_OFF))
    return false;
  for (guint i = 0; i < a->slots->len; i++)
    if (!same_slot (g_ptr_array_index (a->slots, i), g_ptr_array_index (b->slots, i)))
      return false;
  for (guint i = 0; i < a->sends->len; i++)
    if (!same_send (g_ptr_array_index (a->sends, i), g_ptr_array_index (b->sends, i)))
      return false;
  return true;
}

static bool
same_shape (const LtSession *a, const LtSession *b)
{
  if (a->rate_hz != b->rate_hz || !lt_tempo_map_is_same_tempo (a->tempo, b->tempo) || a->pan_law != b->pan_law
      || a->tracks->len != b->tracks->len || a->buses->len != b->buses->len || !lt_session_listen_same_objects (a->sources, b->sources)
      || !lt_session_listen_is_same (a, b))
    return false;
  if (a->meter_point != b->meter_point || a->vcas->len != b->vcas->len)
    return false;
  for (guint i = 0; i < a->tracks->len; i++)
    {
      const LtTrack *ta = g_ptr_array_index (a->tracks, i), *tb = g_ptr_array_index (b->tracks, i);

      if (ta != tb && !lt_session_listen_same_objects (ta->clips, tb->clips))
        return false;
    }
  for (uint32_t i = 0; i < lt_session_n_strips (a); i++)
    if (!same_strip (lt_session_get_strip (a, i), lt_session_get_strip (b, i)))
      return false;
  return true;
}

/* --- what is --- */

static void
change (Diff *diff, LtId id, LtValueKind kind, uint32_t index, float was, float is)
{
  LtValueChange row = { id, kind, index, is };

  if (was != is)
    g_array_append_val (diff->changes, row);
}

static void
diff_slots (Diff *diff, const LtStrip *a, const LtStrip *b)
{
  for (guint i = 0; i < a->slots->len; i++)
    {
      const LtSlot *sa = g_ptr_array_index (a->slots, i), *sb = g_ptr_array_index (b->slots, i);

      if (sa == sb || sa->type == NULL)
        continue;
      change (diff, sb->id, LT_VALUE_BYPASS, 0, sa->bypass, sb->bypass);
      change (diff, sb->id, LT_VALUE_LEVEL, 0, (float) sa->level_db, (float) sb->level_db);
      for (uint32_t p = 0; p < sa->type->n_params; p++)
        change (diff, sb->id, LT_VALUE_PARAM, p, sa->values[p], sb->values[p]);
    }
}

/* Mutes of strip @index and its sends, which are as they were while nobody is heard otherwise. */
static void
diff_hearing (Diff *diff, uint32_t index, const LtStrip *a, const LtStrip *b)
{
  LtHearing was = diff->was[index], is = diff->is[index];

  change (diff, b->id, LT_VALUE_MUTE, 0, lt_session_spec_mute (was), lt_session_spec_mute (is));
  change (diff, b->id, LT_VALUE_SEND_MUTE, 0, lt_session_spec_output_mute (was), lt_session_spec_output_mute (is));
  for (guint i = 0; i < a->sends->len; i++)
    {
      const LtSend *sa = g_ptr_array_index (a->sends, i), *sb = g_ptr_array_index (b->sends, i);

      change (diff, sb->id, LT_VALUE_SEND_MUTE, 0, lt_session_spec_send_mute (diff->before, a, sa, was), lt_session_spec_send_mute (diff->after, b, sb, is));
    }
}

static void
diff_strip (Diff *diff, uint32_t index)
{
  const LtStrip *a = lt_session_get_strip (diff->before, index), *b = lt_session_get_strip (diff->after, index);

  if (b->kind == LT_STRIP_VCA)
    return;
  if (diff->vcas_move)
    change (diff, b->id, LT_VALUE_VCA, 0, lt_session_spec_vca (diff->before, a), lt_session_spec_vca (diff->after, b));
  if (diff->was != NULL)
    diff_hearing (diff, index, a, b);
  if (a == b)
    return;

  change (diff, b->id, LT_VALUE_TRIM, 0, lt_session_spec_trim (a), lt_session_spec_trim (b));
  change (diff, b->id, LT_VALUE_FADER, 0, lt_session_spec_gain (a->fader_db), lt_session_spec_gain (b->fader_db));
  change (diff, b->id, LT_VALUE_PAN, 0, (float) a->pan, (float) b->pan);
  change (diff, b->id, LT_VALUE_WIDTH, 0, (float) a->width, (float) b->width);
  change (diff, b->id, LT_VALUE_PAN_LEFT, 0, (float) a->pan_left, (float) b->pan_left);
  change (diff, b->id, LT_VALUE_PAN_RIGHT, 0, (float) a->pan_right, (float) b->pan_right);
  for (guint i = 0; i < a->sends->len; i++)
    {
      const LtSend *sa = g_ptr_array_index (a->sends, i), *sb = g_ptr_array_index (b->sends, i);

      change (diff, sb->id, LT_VALUE_SEND, 0, lt_session_spec_gain (sa->level_db), lt_session_spec_gain (sb->level_db));
      change (diff, sb->id, LT_VALUE_SEND_PAN, 0, (float) sa->pan, (float) sb->pan);
    }
  diff_slots (diff, a, b);
}

/* Mute and solo; and what a solo keeps audible depends on which sends are muted. */
static bool
moves_hearing (const LtStrip *a, const LtStrip *b)
{
  if (a == b)
    return false;
  if (a->mute != b->mute || a->solo != b->solo || a->solo_safe != b->solo_safe)
    return true;
  for (guint i = 0; i < a->sends->len; i++)
    {
      const LtSend *sa = g_ptr_array_index (a->sends, i), *sb = g_ptr_array_index (b->sends, i);

      if (sa->mute != sb->mute)
        return true;
    }
  return false;
}

bool
lt_session_values_diff (const LtSession *before, const LtSession *after, GArray *changes)
{
  g_autofree LtHearing *was = NULL, *is = NULL;
  bool                  hearing_moves = false, vcas_move = false;
  uint32_t              n = lt_session_n_strips (after);

  if (!same_shape (before, after))
    return false;
  for (guint i = 0; i < after->vcas->len; i++)
    vcas_move = vcas_move || g_ptr_array_index (before->vcas, i) != g_ptr_array_index (after->vcas, i);
  for (uint32_t i = 0; i < n && !hearing_moves; i++)
    hearing_moves = moves_hearing (lt_session_get_strip (before, i), lt_session_get_strip (after, i));
  if (hearing_moves)
    {
      was = lt_session_spec_hearings (before);
      is = lt_session_spec_hearings (after);
    }

  Diff diff = { before, after, was, is, vcas_move, changes };
  for (uint32_t i = 0; i < n; i++)
    diff_strip (&diff, i);
  return true;
}
