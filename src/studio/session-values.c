// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From session to session by values.
// Layer: studio.

#include "studio/session-values.h"

#include "studio/session-spec.h"

typedef struct
{
  const LtSession *before, *after;
  bool             hearing_moves; /* any strip may be heard otherwise */
  GArray          *changes;
} Diff;

/* --- what is not value --- */

/* The same objects in the same order. */
static bool
same_objects (const GPtrArray *a, const GPtrArray *b)
{
  if (a == b)
    return true;
  if (a->len != b->len)
    return false;
  for (guint i = 0; i < a->len; i++)
    if (g_ptr_array_index (a, i) != g_ptr_array_index (b, i))
      return false;
  return true;
}

static bool
same_slot (const LtSlot *a, const LtSlot *b)
{
  if (a == b)
    return true;
  if (a->id != b->id || a->type != b->type || a->key_id != b->key_id || a->key_pre != b->key_pre)
    return false;
  for (uint32_t p = 0; a->type != NULL && p < a->type->n_params; p++)
    if (a->values[p] != b->values[p] && (a->type->params[p].flags & LT_PARAM_LATENCY) != 0)
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
      || a->sends->len != b->sends->len || !same_objects (a->lanes, b->lanes))
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
  if (a->rate_hz != b->rate_hz || a->tempo_bpm != b->tempo_bpm || a->pan_law != b->pan_law
      || a->tracks->len != b->tracks->len || a->buses->len != b->buses->len || !same_objects (a->sources, b->sources))
    return false;
  for (guint i = 0; i < a->tracks->len; i++)
    {
      const LtTrack *ta = g_ptr_array_index (a->tracks, i), *tb = g_ptr_array_index (b->tracks, i);

      if (ta != tb && !same_objects (ta->clips, tb->clips))
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
      for (uint32_t p = 0; p < sa->type->n_params; p++)
        change (diff, sb->id, LT_VALUE_PARAM, p, sa->values[p], sb->values[p]);
    }
}

static void
diff_strip (Diff *diff, const LtStrip *a, const LtStrip *b)
{
  if (a == b && !diff->hearing_moves)
    return;

  LtHearing was = lt_session_spec_hearing (diff->before, a), is = lt_session_spec_hearing (diff->after, b);

  change (diff, b->id, LT_VALUE_TRIM, 0, lt_session_spec_trim (a), lt_session_spec_trim (b));
  change (diff, b->id, LT_VALUE_FADER, 0, lt_session_spec_gain (a->fader_db), lt_session_spec_gain (b->fader_db));
  change (diff, b->id, LT_VALUE_PAN, 0, (float) a->pan, (float) b->pan);
  change (diff, b->id, LT_VALUE_MUTE, 0, was == LT_NOT_HEARD, is == LT_NOT_HEARD);
  change (diff, b->id, LT_VALUE_SEND, 0, lt_session_spec_output_gain (was), lt_session_spec_output_gain (is));
  for (guint i = 0; i < a->sends->len; i++)
    {
      const LtSend *sa = g_ptr_array_index (a->sends, i), *sb = g_ptr_array_index (b->sends, i);

      change (diff, sb->id, LT_VALUE_SEND, 0, lt_session_spec_send_gain (sa, was), lt_session_spec_send_gain (sb, is));
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
  Diff     diff = { before, after, false, changes };
  uint32_t n = lt_session_n_strips (after);

  if (!same_shape (before, after))
    return false;
  for (uint32_t i = 0; i < n && !diff.hearing_moves; i++)
    diff.hearing_moves = moves_hearing (lt_session_get_strip (before, i), lt_session_get_strip (after, i));
  for (uint32_t i = 0; i < n; i++)
    diff_strip (&diff, lt_session_get_strip (before, i), lt_session_get_strip (after, i));
  return true;
}
