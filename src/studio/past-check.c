// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A snapshot is checked and compiled as the session that it was, a version as the session that choosing it makes.
// Layer: studio.

#include "studio/past-check.h"

#include "session/check.h"
#include "session/edit-version.h"
#include "session/snapshot-session.h"
#include "studio/slot-facts.h"

#include <glib/gi18n.h>

typedef struct
{
  const LtSession *session;
  GPtrArray       *problems;
  LtIntegrityKind  kind;
  const char      *name;  /* of the snapshot or version */
  const char      *place; /* the same, as a sentence begins */
} Past;

static void say (const Past *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
say (const Past *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (self->problems, lt_integrity_problem_new (self->kind, self->name, g_strdup_vprintf (format, args)));
  va_end (args);
}

/* --- what effects hold --- */

static bool
has_blob (const GPtrArray *slots, const char *blob)
{
  for (guint i = 0; slots != NULL && i < slots->len; i++)
    if (g_strcmp0 (((const LtSlot *) g_ptr_array_index (slots, i))->blob, blob) == 0)
      return true;
  return false;
}

/* Then it is told there. */
static bool
is_used_now (const LtSession *session, const char *blob)
{
  for (uint32_t i = 0; i < lt_session_n_strips (session); i++)
    if (has_blob (lt_session_get_strip (session, i)->slots, blob))
      return true;
  for (guint i = 0; i < session->tracks->len; i++)
    {
      const GPtrArray *clips = ((const LtTrack *) g_ptr_array_index (session->tracks, i))->clips;

      for (guint k = 0; k < clips->len; k++)
        if (has_blob (((const LtClip *) g_ptr_array_index (clips, k))->sound.slots, blob))
          return true;
    }
  return false;
}

static void
check_slots (const Past *self, const LtStrip *strip)
{
  for (guint i = 0; i < strip->slots->len; i++)
    {
      const LtSlot *slot = g_ptr_array_index (strip->slots, i);

      if (slot->type == NULL)
        say (self, _ ("%s, %s: the effect “%s” is not known to this version and would be passed by; its values are kept."), self->place, strip->name, slot->effect);
      if (lt_slot_facts_is_blob_missing (slot) && !is_used_now (self->session, slot->blob))
        say (self, _ ("%s, %s: what “%s” had learned or loaded is missing, and nothing else uses it. Put “blobs/%s” back in its place, or update or remove it."),
             self->place, strip->name, slot->effect, slot->blob);
    }
}

/* --- the whole --- */

static void
check_plan (const Past *self, const LtSession *then)
{
  int64_t latency_frames;

  if (!lt_integrity_compile (then, &latency_frames, NULL))
    say (self, _ ("%s can't be played as it is kept. Update or remove it."), self->place);
}

void
lt_past_check_snapshot (const LtSession *session, const LtSnapshot *snapshot, GPtrArray *problems)
{
  g_autofree char      *place = g_strdup_printf (_ ("The snapshot “%s”"), snapshot->name);
  g_autoptr (LtSession) then = lt_snapshot_session_new (session, snapshot);
  g_autoptr (GError)    error = NULL;
  Past                  self = { session, problems, LT_INTEGRITY_SNAPSHOT, snapshot->name, place };

  if (snapshot->strips->len == 0)
    {
      say (&self, _ ("%s holds nothing. Update or remove it."), place);
      return;
    }
  for (guint i = 0; i < snapshot->strips->len; i++)
    check_slots (&self, g_ptr_array_index (snapshot->strips, i));
  if (lt_check_session (then, &error))
    check_plan (&self, then);
  else
    say (&self, _ ("%s is damaged: %s. Update or remove it."), place, error->message);
}

void
lt_past_check_version (const LtSession *session, const LtSnapshot *version, GPtrArray *problems)
{
  g_autofree char      *title = lt_edit_version_dup_title (version), *place = g_strdup_printf (_ ("The version “%s” of the master"), title);
  g_autoptr (LtSession) then = NULL;
  g_autoptr (GError)    error = NULL;
  Past                  self = { session, problems, LT_INTEGRITY_VERSION, version->name, place };

  if (version->id == session->version_id) /* it is the master */
    return;
  check_slots (&self, lt_edit_version_get_strip (session, version));
  if ((then = lt_edit_version_choose (session, version->id, &error)) != NULL)
    check_plan (&self, then);
  else
    say (&self, _ ("%s can't be chosen: %s"), place, error->message);
}
