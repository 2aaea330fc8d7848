// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Is a session whole.
// Layer: studio.

#include "studio/integrity.h"

#include "engine/engine.h"
#include "media/hash.h"
#include "media/reader.h"
#include "session/clip-sound.h"
#include "session/strip.h"
#include "session/take.h"
#include "studio/clip-print.h"
#include "studio/file-feeds.h"
#include "studio/past-check.h"
#include "studio/renderer.h"
#include "studio/session-spec.h"
#include "studio/slot-facts.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#define BLOCK_FRAMES 64u

LtIntegrityProblem *
lt_integrity_problem_new (LtIntegrityKind kind, const char *subject, char *sentence)
{
  LtIntegrityProblem *self = g_new (LtIntegrityProblem, 1);

  *self = (LtIntegrityProblem) { kind, g_strdup (subject), sentence };
  return self;
}

static void
problem_free (LtIntegrityProblem *self)
{
  g_free (self->subject);
  g_free (self->sentence);
  g_free (self);
}

const char *
lt_integrity_kind_key (LtIntegrityKind kind)
{
  static const char *const keys[] = {
    [LT_INTEGRITY_FILE_MISSING] = "file-missing", [LT_INTEGRITY_FILE_CHANGED] = "file-changed", [LT_INTEGRITY_FILE_SHAPE] = "file-shape",
    [LT_INTEGRITY_REFERENCE] = "reference",       [LT_INTEGRITY_EFFECT] = "effect",             [LT_INTEGRITY_PLAN] = "plan",
    [LT_INTEGRITY_SNAPSHOT] = "snapshot",         [LT_INTEGRITY_VERSION] = "version",
  };

  return keys[kind];
}

typedef struct
{
  const LtSession *session;
  const char      *folder;
  GPtrArray       *problems;
  LtProgressFunc   progress;
  gpointer         data;
  double           done, part; /* of the whole */
} Check;

static void say (Check *self, LtIntegrityKind kind, const char *subject, const char *format, ...) G_GNUC_PRINTF (4, 5);

static void
say (Check *self, LtIntegrityKind kind, const char *subject, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (self->problems, lt_integrity_problem_new (kind, subject, g_strdup_vprintf (format, args)));
  va_end (args);
}

/* --- files --- */

static void
tell (double done, gpointer data)
{
  Check *self = data;

  if (self->progress != NULL)
    self->progress (self->done + done * self->part, self->data);
}

static void
check_shape (Check *self, const LtSource *source, const char *path)
{
  g_autoptr (GError)   error = NULL;
  g_autoptr (LtReader) reader = lt_reader_open (path, &error);

  if (reader == NULL)
    {
      say (self, LT_INTEGRITY_FILE_SHAPE, source->path, "%s", error->message);
      return;
    }

  const LtReaderInfo *info = lt_reader_get_info (reader);
  if (info->n_frames != source->n_frames || info->n_channels != source->n_channels || (double) info->rate_hz != source->rate_hz)
    say (self, LT_INTEGRITY_FILE_SHAPE, source->path,
         _ ("“%s” has %" PRId64 " frames, %u channels, %u Hz; the session knows it with %" PRId64 ", %u, %.0f Hz. "
            "Put the file back that it was."),
         source->path, info->n_frames, info->n_channels, info->rate_hz, source->n_frames, source->n_channels, source->rate_hz);
}

/* False: cancelled. */
static bool
check_source (Check *self, const LtSource *source, GCancellable *cancellable, GError **error)
{
  g_autofree char   *path = lt_file_feeds_dup_path (source, self->folder);
  g_autoptr (GError) failed = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      say (self, LT_INTEGRITY_FILE_MISSING, source->path, _ ("“%s” is missing. Put it back in its place."), path);
      return true;
    }

  g_autofree char *hash = lt_hash_file (path, tell, self, cancellable, &failed);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return false;
  if (hash == NULL)
    say (self, LT_INTEGRITY_FILE_MISSING, source->path, "%s", failed->message);
  else if (source->hash != NULL && strcmp (hash, source->hash) != 0)
    say (self, LT_INTEGRITY_FILE_CHANGED, source->path,
         _ ("“%s” is not what was imported: its contents have changed. Put the file back that it was, or import it anew."), path);
  else
    check_shape (self, source, path);
  return true;
}

/* --- references --- */

/* What the effects of a strip or a clip called @name have in common. */
static void
check_slots (Check *self, const char *name, const GPtrArray *slots)
{
  for (guint i = 0; i < slots->len; i++)
    {
      const LtSlot *slot = g_ptr_array_index (slots, i);

      if (slot->type == NULL)
        say (self, LT_INTEGRITY_EFFECT, name, _ ("%s: the effect “%s” is not known to this version and is passed by; its values are kept."), name, slot->effect);
      if (lt_slot_facts_is_blob_missing (slot))
        say (self, LT_INTEGRITY_REFERENCE, name, _ ("%s: what “%s” had learned or loaded is missing. Let it learn or load it again."), name, slot->effect);
    }
}

static void
check_clip_sound (Check *self, const char *place, const LtClip *clip, guint number)
{
  g_autofree char *name = g_strdup_printf (_ ("%s: clip “%s”"), place, clip->name);

  if (clip->sound.slots != NULL)
    check_slots (self, name, clip->sound.slots);
  if ((clip->sound.stretch != 1.0 || clip->sound.pitch_cents != 0.0) && lt_clip_print_get_obstacle () != NULL)
    say (self, LT_INTEGRITY_EFFECT, place, _ ("%s: clip %u is stretched or tuned and is silent here. %s"), place, number, lt_clip_print_get_obstacle ());
}

/* @place: the track, or a take of it. */
static void
check_clips (Check *self, const char *place, const GPtrArray *clips)
{
  for (guint i = 0; i < clips->len; i++)
    {
      const LtClip   *clip = g_ptr_array_index (clips, i);
      const LtSource *source = lt_session_find_source (self->session, clip->source_id);

      if (source == NULL)
        say (self, LT_INTEGRITY_REFERENCE, place, _ ("%s: clip %u plays a recording that the session doesn't have. Delete the clip."), place, i + 1);
      else if (clip->offset_frames < 0 || clip->length_frames <= 0 || clip->offset_frames + clip->length_frames > lt_clip_sound_stretched (source->n_frames, clip->sound.stretch))
        say (self, LT_INTEGRITY_REFERENCE, place, _ ("%s: clip %u reaches past the end of its recording. Trim it."), place, i + 1);
      check_clip_sound (self, place, clip, i + 1);
    }
}

static void
check_track (Check *self, const LtTrack *track)
{
  check_clips (self, track->strip->name, track->clips);
  for (guint i = 0; i < lt_take_n (track); i++)
    {
      const LtTake *take = g_ptr_array_index (track->takes, i);
      /* Translators: names of a track and of one of its takes */
      g_autofree char *place = g_strdup_printf (_ ("%s, take “%s”"), track->strip->name, take->name);

      check_clips (self, place, take->clips);
    }
}

static bool
is_bus (const LtSession *session, LtId id)
{
  const LtStrip *strip = lt_session_find_strip (session, id);

  return strip != NULL && strip->kind == LT_STRIP_BUS;
}

static void
check_strip (Check *self, const LtStrip *strip)
{
  if (strip->output_id != 0 && !is_bus (self->session, strip->output_id))
    say (self, LT_INTEGRITY_REFERENCE, strip->name, _ ("%s plays into a bus that doesn't exist. Set its output."), strip->name);
  for (guint i = 0; i < strip->sends->len; i++)
    if (!is_bus (self->session, ((const LtSend *) g_ptr_array_index (strip->sends, i))->to_id))
      say (self, LT_INTEGRITY_REFERENCE, strip->name, _ ("%s: send %u goes to a bus that doesn't exist."), strip->name, i + 1);
  check_slots (self, strip->name, strip->slots);
  for (guint i = 0; i < strip->slots->len; i++)
    {
      const LtSlot *slot = g_ptr_array_index (strip->slots, i);

      if (slot->key_id != 0 && lt_session_find_key (self->session, slot->key_id, NULL) == NULL)
        say (self, LT_INTEGRITY_REFERENCE, strip->name, _ ("%s: the side-chain of “%s” listens to a strip that doesn't exist."), strip->name,
             slot->effect);
    }
  for (guint i = 0; i < strip->lanes->len; i++)
    {
      const LtLane *lane = g_ptr_array_index (strip->lanes, i);
      const LtSlot *slot = lane->slot_id != 0 ? lt_strip_find_slot (strip, lane->slot_id) : NULL;
      bool          is_kept = slot != NULL && slot->type == NULL; /* belongs to an effect of another version */

      if (!is_kept && lt_strip_find_row (strip, lane->slot_id, lane->key) == NULL)
        say (self, LT_INTEGRITY_REFERENCE, strip->name, _ ("%s: there is automation of “%s”, which it doesn't have."), strip->name, lane->key);
    }
}

/* --- the plan --- */

static bool
no_feed (void *data, const LtFeedWish *wish, LtFeed *out)
{
  return false;
}

bool
lt_integrity_compile (const LtSession *session, int64_t *latency_frames, GError **error)
{
  g_autoptr (LtSessionSpec) spec = lt_session_spec_new (session, 0, no_feed, NULL);
  LtEngine                 *engine = lt_engine_new (session->rate_hz, BLOCK_FRAMES);
  LtStatus                  status = engine != NULL ? lt_engine_set_plan (engine, &spec->spec) : LT_ERR_MEMORY;

  if (status == LT_OK)
    *latency_frames = lt_engine_get_latency (engine);
  else
    g_set_error (error, LT_STUDIO_ERROR, LT_STUDIO_ERROR_PLAN, _ ("The session can't be played: %s. Check its routing."), lt_status_text (status));
  if (engine != NULL)
    lt_engine_free (engine);
  return status == LT_OK;
}

static void
check_plan (Check *self)
{
  g_autoptr (GError) error = NULL;
  int64_t            latency_frames;

  if (!lt_integrity_compile (self->session, &latency_frames, &error))
    say (self, LT_INTEGRITY_PLAN, self->session->title, "%s", error->message);
}

/* False: cancelled. */
static bool
check_kept (Check *self, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < self->session->snapshots->len && !g_cancellable_is_cancelled (cancellable); i++)
    lt_past_check_snapshot (self->session, g_ptr_array_index (self->session->snapshots, i), self->problems);
  for (guint i = 0; i < self->session->versions->len && !g_cancellable_is_cancelled (cancellable); i++)
    lt_past_check_version (self->session, g_ptr_array_index (self->session->versions, i), self->problems);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

GPtrArray *
lt_integrity_check (const LtSession *session, const char *folder, LtProgressFunc progress, gpointer data, GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) problem_free);
  Check                 self = { session, folder, problems, progress, data, 0.0, 1.0 / MAX (session->sources->len, 1) };

  for (guint i = 0; i < session->sources->len; i++)
    {
      self.done = i * self.part;
      if (!check_source (&self, g_ptr_array_index (session->sources, i), cancellable, error))
        return NULL;
    }
  for (guint i = 0; i < session->tracks->len; i++)
    check_track (&self, g_ptr_array_index (session->tracks, i));
  for (uint32_t i = 0; i < lt_session_n_strips (session); i++)
    check_strip (&self, lt_session_get_strip (session, i));
  check_plan (&self);
  if (!check_kept (&self, cancellable, error))
    return NULL;
  return g_steal_pointer (&problems);
}
