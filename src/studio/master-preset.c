// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Presets of the master chain.
// Layer: studio.

#include "studio/master-preset.h"

#include "session/edit-clip.h"
#include "session/edit-strip.h"
#include "studio/chain-preset.h"

#include <math.h>

#define CLIP_MAX_DB 24.0

char **
lt_master_preset_list (void)
{
  return lt_chain_preset_list (&lt_chain_preset_master);
}

LtSession *
lt_master_preset_apply (const LtSession *session, const char *name, GError **error)
{
  g_auto (GStrv) shipped = lt_master_preset_list ();
  bool own = !g_strv_contains ((const char *const *) shipped, name)
             && lt_preset_shelf_has (&lt_chain_preset_master, name);

  return lt_chain_preset_apply (session, session->master->id, &lt_chain_preset_master, name, own,
                                error);
}

LtSession *
lt_master_preset_stage (const LtSession *session, LtId track_id, double integrated_lufs)
{
  const LtTrack *track = lt_session_find_track (session, track_id);
  double gain_db = isfinite (integrated_lufs) ? LT_MASTER_PRESET_LUFS - integrated_lufs : 0.0;
  double clip_db = CLAMP (gain_db, -CLIP_MAX_DB, CLIP_MAX_DB);

  g_return_val_if_fail (track != NULL && track->clips->len == 1, lt_session_ref (session));

  const LtClip *clip = g_ptr_array_index (track->clips, 0);
  g_autoptr (LtSession) next = lt_edit_clip_gain (session, clip->id, clip_db);
  return lt_edit_strip_trim (next, track_id, gain_db - clip_db);
}
