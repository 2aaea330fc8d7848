// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Clips stretched together.
// Layer: app.

#include "app/edit/clip-ops.h"

#include "session/edit-clip-fx.h"

#include <math.h>

LtSession *
lt_clip_ops_stretch (const LtSession *session, const GArray *ids, LtId lead_id, int64_t pos_frames, gboolean is_end)
{
  const LtClip *lead = lt_session_find_clip (session, lead_id, NULL);

  if (lead == NULL || lead->locked)
    return lt_session_ref (session);

  int64_t    length = MAX (is_end ? pos_frames - lead->pos_frames : lead->pos_frames + lead->length_frames - pos_frames, 1);
  LtSession *next = lt_edit_clip_fx_stretch_to (session, lead_id, length, !is_end);
  double     by = lt_session_find_clip (next, lead_id, NULL)->sound.stretch / lead->sound.stretch;

  for (guint i = 0; i < ids->len; i++)
    {
      const LtClip *clip = lt_session_find_clip (session, g_array_index (ids, LtId, i), NULL);

      if (clip != NULL && clip != lead && !clip->locked)
        lt_session_take (&next, lt_edit_clip_fx_stretch_to (next, clip->id, llround ((double) clip->length_frames * by), !is_end));
    }
  return next;
}
