// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bringing files in, as `new` and `import` do.
// Layer: cli.

#include "cli/cli-intake.h"

#include "cli/cli-session.h"

#include <glib/gi18n.h>

LtIntakeSpec
lt_cli_intake_spec (char **paths, bool link)
{
  return (LtIntakeSpec) {
    .paths = (const char *const *) paths,
    .link = link,
    .progress = lt_cli_progress,
    .progress_data = (gpointer) _ ("Importing"),
    .cancellable = lt_cli_get_cancellable (),
    .notes = g_ptr_array_new_with_free_func (g_free),
  };
}

bool
lt_cli_intake_end (LtIntakeSpec *spec, bool ok)
{
  lt_cli_progress_end ();
  for (guint i = 0; ok && i < spec->notes->len; i++)
    lt_cli_note ("%s", (const char *) g_ptr_array_index (spec->notes, i));
  g_clear_pointer (&spec->notes, g_ptr_array_unref);
  return ok;
}

bool
lt_cli_intake_commit (LtFolder *folder, LtSession *next, const char *label, GPtrArray *copied, GError **error)
{
  if (!lt_folder_push (folder, next, label, NULL, error))
    {
      lt_intake_forget (copied);
      return false;
    }
  if (!lt_cli_session_save (folder, error))
    return false;
  lt_cli_print ("%s\n", label);
  return true;
}

void
lt_cli_intake_print_tracks (const LtSession *session, guint first)
{
  for (guint i = first; i < session->tracks->len; i++)
    {
      const LtTrack   *track = g_ptr_array_index (session->tracks, i);
      const LtClip    *clip = track->clips->len > 0 ? g_ptr_array_index (track->clips, 0) : NULL;
      const LtSource  *source = clip != NULL ? lt_session_find_source (session, clip->source_id) : NULL;
      g_autofree char *at = lt_cli_dup_time (clip != NULL ? clip->pos_frames : 0, session->rate_hz);
      g_autofree char *length = lt_cli_dup_time (clip != NULL ? clip->length_frames : 0, session->rate_hz);

      if (source == NULL)
        continue;
      /* Translators: name of a track, mono or stereo, length, place on the time line */
      lt_cli_print (_ ("  %s: %s, %s long, at %s\n"), track->strip->name, source->n_channels == 1 ? _ ("mono") : _ ("stereo"), length, at);
    }
}
