// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A render that is listened to.
// Layer: studio.

#include "studio/match-session.h"

#include "session/edit-slot.h"
#include "studio/file-feeds.h"
#include "studio/renderer.h"
#include "studio/session-listen.h"

#include <string.h>

static bool
hear (void *data, const float *const *in, uint32_t n_frames, GError **error)
{
  lt_match_profile_run (data, in, n_frames);
  return true;
}

LtSession *
lt_match_session_place (const LtSession *session, LtId *slot_id)
{
  const GPtrArray *slots = session->master->slots;

  for (guint i = 0; i < slots->len; i++)
    {
      const LtSlot *slot = g_ptr_array_index (slots, i);

      if (slot->type == NULL || !lt_match_is_for (slot->type))
        continue;
      *slot_id = slot->id;
      return lt_edit_slot_bypass (session, slot->id, false);
    }
  return lt_edit_slot_add (session, session->master->id, lt_fx_find ("match"), 0, NULL, slot_id);
}

LtMatchProfile *
lt_match_session_hear (const LtMatchSessionJob *job, GError **error)
{
  const LtStrip *strip = NULL;
  const LtSlot  *slot = lt_session_find_slot (job->session, job->slot_id, &strip);

  g_return_val_if_fail (slot != NULL && slot->type != NULL, NULL);

  g_autoptr (LtMatchProfile) programme = lt_match_profile_new (job->session->rate_hz, 2);
  g_autoptr (LtSession) cut = lt_edit_slot_alone_before (job->session, job->slot_id);
  LtRenderTarget target = { strip->kind == LT_STRIP_MASTER ? 0 : strip->id, hear, programme };
  LtRenderJob    render
      = { .session = cut,
          .folder = job->folder,
          .from = job->from,
          .to = job->from < job->to ? job->to : MAX (lt_session_get_length (job->session), 1),
          .compensate = true,
          .targets = &target,
          .n_targets = 1,
          .progress = job->progress,
          .progress_data = job->progress_data,
          .cancellable = job->cancellable };

  if (!lt_renderer_run (&render, error))
    return NULL;
  lt_match_profile_finish (programme);
  return lt_match_profile_has_sound (programme, strip->name, error) ? g_steal_pointer (&programme) : NULL;
}

bool
lt_match_session_learn (const LtMatchSessionJob *job, float *values, GError **error)
{
  const LtSlot     *slot = lt_session_find_slot (job->session, job->slot_id, NULL);
  LtMatchPart       first = { job->progress, job->progress_data, 0.0, 0.5 }, second = { job->progress, job->progress_data, 0.5, 0.5 };
  LtMatchSessionJob hearing = *job;
  LtMatchAim        aim;

  hearing.progress = lt_match_part_progress;
  hearing.progress_data = &second;
  if (!lt_match_aim_of_files (&aim, job->references, job->n_references, lt_match_part_progress, &first, job->cancellable, error))
    return false;
  g_autoptr (LtMatchProfile) programme = lt_match_session_hear (&hearing, error);
  if (programme == NULL)
    return false;
  memcpy (values, slot->values, slot->type->n_params * sizeof *values);
  lt_match_learn (lt_match_profile_get_sound (programme), &aim, values);
  if (job->report != NULL)
    lt_match_report (lt_match_profile_get_sound (programme), &aim, values, job->report);
  return true;
}

bool
lt_match_session_reference (const LtSession *session, const char *folder, const LtReference *reference, LtMatchReference *out)
{
  const LtSource *source = lt_session_find_source (session, reference->source_id);

  *out = (LtMatchReference) { .weight = reference->weight };
  if (source == NULL)
    return false;
  out->path = lt_file_feeds_dup_path (source, folder);
  lt_session_listen_range (reference, source, &out->from, &out->to);
  if (out->from == 0 && out->to == source->n_frames)
    out->to = 0; /* all, whatever the file turns out to have */
  return out->path != NULL;
}

void
lt_match_session_add_name (GString *names, const char *name, double weight)
{
  if (names->len > 0)
    g_string_append (names, ", ");
  g_string_append (names, name);
  if (weight != 1.0)
    g_string_append_printf (names, " (%g)", weight);
}
