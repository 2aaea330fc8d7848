// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What hands do with clips.
// Layer: app.

#include "app/edit/clip-ops.h"

#include <glib/gi18n.h>
#include <math.h>

LtSession *
lt_clip_ops_trim_start (LtEditState *state, const LtSession *session, LtId clip_id, int64_t pos_frames)
{
  return lt_edit_ripple_trim_start (session, clip_id, pos_frames, lt_edit_state_get_ripple (state));
}

LtSession *
lt_clip_ops_trim_end (LtEditState *state, const LtSession *session, LtId clip_id, int64_t pos_frames)
{
  return lt_edit_ripple_trim_end (session, clip_id, pos_frames, lt_edit_state_get_ripple (state));
}

gboolean
lt_clip_ops_tell_locked (LtEditState *state, const LtSession *session, const GArray *ids)
{
  guint n = lt_edit_clips_n_locked (session, ids);

  if (n == 0)
    return FALSE;
  g_autofree char *text = g_strdup_printf (ngettext ("%u clip is locked and stays as it is", "%u clips are locked and stay as they are", n), n);
  lt_context_toast (lt_edit_state_get_context (state), text, FALSE);
  return TRUE;
}

double *
lt_clip_ops_dup_values (const LtSession *base, const GArray *ids, LtClipValue get, double value, gboolean by_ratio)
{
  const LtClip *lead = ids->len > 0 ? lt_session_find_clip (base, g_array_index (ids, LtId, 0), NULL) : NULL;
  double       *values = g_new (double, MAX (ids->len, 1));

  for (guint i = 0; i < ids->len; i++)
    {
      const LtClip *clip = lt_session_find_clip (base, g_array_index (ids, LtId, i), NULL);

      if (clip == NULL || lead == NULL)
        values[i] = NAN;
      else if (clip == lead)
        values[i] = value;
      else
        values[i] = by_ratio ? get (clip) * (value / get (lead)) : get (clip) + (value - get (lead));
    }
  return values;
}
