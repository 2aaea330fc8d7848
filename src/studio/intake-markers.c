// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files of one take carry the same cue points: each becomes one marker.
// Layer: studio.

#include "studio/intake-markers.h"

#include "session/edit-session.h"

#include <glib/gi18n.h>
#include <string.h>

#define NEAR_FRAMES 1 /* two rates round differently */

static bool
is_there (const LtSession *session, const char *name, int64_t pos_frames)
{
  for (guint i = 0; i < session->markers->len; i++)
    {
      const LtMarker *marker = g_ptr_array_index (session->markers, i);

      if (ABS (marker->pos_frames - pos_frames) <= NEAR_FRAMES && strcmp (marker->name, name) == 0)
        return true;
    }
  return false;
}

LtSession *
lt_intake_markers_add (const LtSession *session, const GArray *cues, int64_t pos_frames, guint *n_added)
{
  LtSession *next = lt_session_ref (session);

  for (guint i = 0; i < cues->len; i++)
    {
      const LtCue *cue = &g_array_index (cues, LtCue, i);
      const char  *name = *cue->name != '\0' ? cue->name : _ ("Marker");
      int64_t      at = pos_frames + cue->pos_frames;

      if (at < 0 || is_there (next, name, at))
        continue;
      lt_session_take (&next, lt_edit_session_add_marker (next, name, at, 0, NULL));
      (*n_added)++;
    }
  return next;
}
