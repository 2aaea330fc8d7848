// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sessions and edits at random.
// Layer: tests.

#include "helpers/test-session.h"

#include "helpers/test-clips.h"

#include "session/edit-bus.h"
#include "session/edit-clip-fx.h"
#include "session/edit-clip.h"
#include "session/edit-folder.h"
#include "session/edit-group.h"
#include "session/edit-lane.h"
#include "session/edit-delivery.h"
#include "session/edit-reference.h"
#include "session/edit-send.h"
#include "session/edit-session.h"
#include "session/edit-slot.h"
#include "session/edit-snapshot.h"
#include "session/edit-strip.h"
#include "session/edit-tempo.h"
#include "session/edit-take.h"
#include "session/edit-track.h"
#include "session/edit-trial.h"
#include "session/edit-vca.h"
#include "session/store.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

typedef LtSession *(*Edit) (const LtSession *session, GRand *rng);

static int
below (GRand *rng, guint n)
{
  return n == 0 ? 0 : g_rand_int_range (rng, 0, (int) n);
}

static bool
coin (GRand *rng)
{
  return g_rand_boolean (rng);
}

/* Often something at or beyond the ends. */
static double
level (GRand *rng)
{
  static const double special[] = { -INFINITY, -1000.0, -144.0, -0.0, 6.0, 99.0, 0.1, -3.3, NAN };

  return below (rng, 4) == 0 ? special[below (rng, G_N_ELEMENTS (special))]
                             : g_rand_double_range (rng, -80.0, 10.0);
}

static int64_t
frames (GRand *rng)
{
  static const int64_t special[] = { 0, -5, 1, G_MAXINT64, 48000, 63, 64 };

  return below (rng, 8) == 0 ? special[below (rng, G_N_ELEMENTS (special))]
                             : g_rand_int_range (rng, 0, 48000 * 60);
}

static const char *
name (GRand *rng)
{
  static const char *const names[]
      = { "Vox", "Bass", "Kick in",         "a.b", "“Gtr”\n\"x\\\"", "Überschall",
          "mix", "",     "\xff\xfe broken", "Vox", "e=mc²",          "\t" };

  return names[below (rng, G_N_ELEMENTS (names))];
}

static const LtStrip *
any_strip (const LtSession *s, GRand *rng)
{
  return lt_session_get_strip (s, (uint32_t) below (rng, lt_session_n_strips (s)));
}

static const LtTrack *
any_track (const LtSession *s, GRand *rng)
{
  return s->tracks->len > 0 ? s->tracks->pdata[below (rng, s->tracks->len)] : NULL;
}

static const LtClip *
any_clip (const LtSession *s, GRand *rng)
{
  const LtTrack *track = any_track (s, rng);

  return track != NULL && track->clips->len > 0
             ? track->clips->pdata[below (rng, track->clips->len)]
             : NULL;
}

static const LtSlot *
any_slot (const LtSession *s, GRand *rng)
{
  const LtStrip *strip = any_strip (s, rng);

  return strip->slots->len > 0 ? strip->slots->pdata[below (rng, strip->slots->len)] : NULL;
}

static const LtSend *
any_send (const LtSession *s, GRand *rng)
{
  const LtStrip *strip = any_strip (s, rng);

  return strip->sends->len > 0 ? strip->sends->pdata[below (rng, strip->sends->len)] : NULL;
}

/* Refused edits leave everything as it is. */
static LtSession *
or_same (const LtSession *session, LtSession *next, GError *error)
{
  g_assert_true ((next == NULL) == (error != NULL));
  if (error != NULL)
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_clear_error (&error);
  return next != NULL ? next : lt_session_ref (session);
}

static LtSession *
edit_tracks (const LtSession *s, GRand *rng)
{
  const LtTrack *track = any_track (s, rng);

  if (track == NULL || (s->tracks->len < 12 && below (rng, 3) == 0))
    return lt_edit_track_add (s, name (rng), below (rng, 8) - 1, NULL);
  if (s->tracks->len < 12 && below (rng, 3) == 0)
    return lt_edit_track_duplicate (s, track->strip->id, NULL);
  if (below (rng, 2) == 0)
    return lt_edit_track_move (s, track->strip->id, (guint) below (rng, 10));
  return lt_edit_track_remove (s, track->strip->id);
}

static LtSession *
edit_buses (const LtSession *s, GRand *rng)
{
  if (s->buses->len == 0 || (s->buses->len < 6 && below (rng, 3) > 0))
    return lt_edit_bus_add (s, name (rng), NULL);
  return lt_edit_bus_remove (s, ((const LtStrip *) s->buses->pdata[below (rng, s->buses->len)])->id);
}

static LtSession *
edit_groups (const LtSession *s, GRand *rng)
{
  const LtGroup *group = s->groups->len > 0 ? s->groups->pdata[below (rng, s->groups->len)] : NULL;
  GError        *error = NULL;
  LtSession     *next;

  if (group == NULL || (s->groups->len < 5 && below (rng, 4) == 0))
    return lt_edit_group_add (s, name (rng), NULL);
  switch (below (rng, 6))
    {
    case 0:
      return below (rng, 3) == 0 ? lt_edit_group_remove (s, group->id) : lt_edit_group_name (s, group->id, name (rng));
    case 1:
      return lt_edit_group_colour (s, group->id, (uint32_t) below (rng, 13));
    case 2:
      return lt_edit_group_on (s, group->id, coin (rng));
    case 3:
      return lt_edit_group_link (s, group->id, coin (rng) ? LT_STRIP_PAN : LT_STRIP_MUTE, coin (rng));
    default:
      next = lt_edit_group_put (s, any_strip (s, rng)->id, coin (rng) ? group->id : 0, &error);
      return or_same (s, next, error);
    }
}

static LtSession *
edit_vcas (const LtSession *s, GRand *rng)
{
  const LtStrip *vca = s->vcas->len > 0 ? s->vcas->pdata[below (rng, s->vcas->len)] : NULL;
  GError        *error = NULL;
  LtSession     *next;

  if (vca == NULL || (s->vcas->len < 5 && below (rng, 4) == 0))
    return lt_edit_vca_add (s, name (rng), NULL);
  if (below (rng, 10) == 0)
    return lt_edit_vca_remove (s, vca->id);
  next = lt_edit_vca_assign (s, any_strip (s, rng)->id, coin (rng) ? vca->id : any_strip (s, rng)->id, &error);
  return or_same (s, next, error);
}

static LtSession *
edit_folders (const LtSession *s, GRand *rng)
{
  const LtStrip *bus = s->buses->len > 0 ? s->buses->pdata[below (rng, s->buses->len)] : NULL;
  LtId           ids[] = { any_strip (s, rng)->id, any_strip (s, rng)->id, any_strip (s, rng)->id };
  GError        *error = NULL;
  LtSession     *next;

  if (bus == NULL || (s->buses->len < 6 && below (rng, 3) == 0))
    {
      next = lt_edit_folder_add (s, name (rng), ids, (guint) below (rng, 4), NULL, &error);
      return or_same (s, next, error);
    }
  switch (below (rng, 5))
    {
    case 0:
      return lt_edit_folder_set (s, bus->id, coin (rng));
    case 1:
      return lt_edit_folder_fold (s, bus->id, coin (rng));
    case 2:
      return lt_edit_folder_show (s, ids[0]);
    default:
      next = lt_edit_folder_put (s, ids[0], coin (rng) ? bus->id : 0, &error);
      return or_same (s, next, error);
    }
}

static LtSession *
edit_strips (const LtSession *s, GRand *rng)
{
  const LtStrip *strip = any_strip (s, rng);
  const LtStrip *other = any_strip (s, rng);
  GError        *error = NULL;
  LtSession     *next;

  switch (below (rng, 6))
    {
    case 5:
      return lt_edit_strip_delay (s, strip->id, frames (rng) * (coin (rng) ? 1 : -1));
    case 0:
      return lt_edit_strip_name (s, strip->id, name (rng));
    case 1:
      return lt_edit_strip_colour (s, strip->id, (uint32_t) below (rng, 13));
    case 2:
      next = lt_edit_strip_output (s, strip->id, coin (rng) ? other->id : 0, &error);
      return or_same (s, next, error);
    default:
      return lt_edit_strip_value (s, strip->id, (LtStripValue) below (rng, LT_STRIP_N_VALUES),
                                  level (rng));
    }
}

/* A strip, a send or nobody. */
static LtId
any_key (const LtSession *s, GRand *rng)
{
  const LtSend *send = coin (rng) ? any_send (s, rng) : NULL;

  if (send != NULL)
    return send->id;
  return coin (rng) ? any_strip (s, rng)->id : 0;
}

static const LtFxType *
any_effect (GRand *rng)
{
  guint n_types = 0;

  while (lt_fx_types[n_types] != NULL)
    n_types++;
  return lt_fx_types[below (rng, n_types)];
}

static LtSession *
add_slot (const LtSession *s, GRand *rng)
{
  float           values[LT_FX_MAX_PARAMS];
  const LtFxType *type = any_effect (rng);

  for (uint32_t i = 0; i < type->n_params; i++)
    values[i] = (float) g_rand_double_range (rng, type->params[i].min, type->params[i].max);
  return lt_edit_slot_add (s, any_strip (s, rng)->id, type, below (rng, 4) - 1,
                           coin (rng) ? values : NULL, NULL);
}

static LtSession *
edit_slots (const LtSession *s, GRand *rng)
{
  const LtSlot *slot = any_slot (s, rng);
  GError       *error = NULL;
  LtSession    *next;

  if (slot == NULL)
    return add_slot (s, rng);

  switch (below (rng, 8))
    {
    case 0:
      return add_slot (s, rng);
    case 1:
      return lt_edit_slot_remove (s, slot->id);
    case 2:
      next = lt_edit_slot_move (s, slot->id, any_strip (s, rng)->id, below (rng, 4) - 1, &error);
      return or_same (s, next, error);
    case 3:
      return lt_edit_slot_bypass (s, slot->id, coin (rng));
    case 4:
      next = lt_edit_slot_key (s, slot->id, any_key (s, rng), coin (rng), &error);
      return or_same (s, next, error);
    case 5:
      return lt_edit_slot_level (s, slot->id, coin (rng) ? level (rng) : 0.0);
    default:
      return lt_edit_slot_value (s, slot->id, (uint32_t) below (rng, slot->type->n_params),
                                 (float) level (rng));
    }
}

static LtSession *
edit_sends (const LtSession *s, GRand *rng)
{
  const LtSend *send = any_send (s, rng);
  GError       *error = NULL;
  LtSession    *next;

  if (send == NULL || below (rng, 3) == 0)
    {
      next = lt_edit_send_add (s, any_strip (s, rng)->id, any_strip (s, rng)->id, level (rng), NULL,
                               &error);
      return or_same (s, next, error);
    }
  switch (below (rng, 6))
    {
    case 5:
      return lt_edit_send_pan (s, send->id, level (rng));
    case 0:
      return lt_edit_send_remove (s, send->id);
    case 1:
      return lt_edit_send_pre (s, send->id, coin (rng));
    case 2:
      return lt_edit_send_mute (s, send->id, coin (rng));
    case 3:
      next = lt_edit_send_target (s, send->id, any_strip (s, rng)->id, &error);
      return or_same (s, next, error);
    default:
      return lt_edit_send_level (s, send->id, level (rng));
    }
}

static LtSession *
add_clip (const LtSession *s, GRand *rng)
{
  const LtTrack *track = any_track (s, rng);

  if (s->sources->len == 0 || below (rng, 10) == 0)
    {
      LtSourceInfo info = { "audio/a.wav",
                            coin (rng) ? "00ff" : NULL,
                            name (rng),
                            frames (rng),
                            2,
                            coin (rng) ? 44100.0 : 48000.0 };

      return lt_edit_session_add_source (s, &info, NULL);
    }
  if (track == NULL)
    return lt_edit_track_add (s, "Track", -1, NULL);

  const LtSource *source = s->sources->pdata[below (rng, s->sources->len)];
  return lt_edit_clip_add (s, track->strip->id, source->id, frames (rng), frames (rng),
                           frames (rng), NULL);
}

static void
random_points (GRand *rng, LtPoint *points, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      points[i] = (LtPoint){ frames (rng), level (rng), coin (rng) };
      points[i].bend = (float) (points[i].pos_frames % 9 - 4) / 4.0f; /* one in nine is straight; of what holds it is dropped */
    }
}

static LtSession *
shape_clip (const LtSession *s, const LtClip *clip, GRand *rng)
{
  LtPoint points[5];

  switch (below (rng, 8))
    {
    case 0:
      return lt_edit_clip_fade_in (s, clip->id, frames (rng) / 8, (LtFadeCurve) below (rng, 4));
    case 1:
      return lt_edit_clip_fade_out (s, clip->id, frames (rng) / 8, (LtFadeCurve) below (rng, 4));
    case 2:
      return lt_edit_clip_gain (s, clip->id, level (rng));
    case 3:
      random_points (rng, points, G_N_ELEMENTS (points));
      return lt_edit_clip_envelope (s, clip->id, points,
                                    (guint) below (rng, G_N_ELEMENTS (points) + 1));
    case 4:
      return lt_test_clips_flag (s, clip->id, LT_CLIP_REVERSE, coin (rng));
    case 5:
      return lt_test_clips_flag (s, clip->id, LT_CLIP_POLARITY, coin (rng));
    case 6:
      return lt_edit_clip_name (s, clip->id, name (rng));
    default:
      return coin (rng) ? lt_edit_clip_mute (s, clip->id, coin (rng))
                        : lt_test_clips_flag (s, clip->id, LT_CLIP_LOCK, coin (rng));
    }
}

static LtSession *
edit_clips (const LtSession *s, GRand *rng)
{
  const LtClip *clip = any_clip (s, rng);

  if (clip == NULL)
    return add_clip (s, rng);

  int64_t inside
      = clip->pos_frames + (int64_t) (g_rand_double (rng) * (double) clip->length_frames);

  switch (below (rng, 9))
    {
    case 0:
      return add_clip (s, rng);
    case 1:
      return lt_edit_clip_remove (s, clip->id);
    case 2:
      return lt_edit_clip_duplicate (s, clip->id, any_track (s, rng)->strip->id, frames (rng),
                                     NULL);
    case 3:
      return lt_edit_clip_split (s, clip->id, coin (rng) ? inside : frames (rng), NULL);
    case 4:
      return lt_edit_clip_move (s, clip->id, any_track (s, rng)->strip->id, frames (rng));
    case 5:
      return lt_edit_clip_trim_start (s, clip->id, coin (rng) ? inside : frames (rng));
    case 6:
      return lt_edit_clip_trim_end (s, clip->id, coin (rng) ? inside : frames (rng));
    case 7:
      return lt_edit_clip_slip (s, clip->id, frames (rng));
    default:
      return shape_clip (s, clip, rng);
    }
}

static LtSession *
edit_clip_slot (const LtSession *s, const LtClip *clip, GRand *rng)
{
  const GPtrArray *slots = clip->sound.slots;
  const LtSlot    *slot = slots != NULL ? slots->pdata[below (rng, slots->len)] : NULL;

  if (slot == NULL || coin (rng))
    return lt_edit_clip_fx_add_slot (s, clip->id, any_effect (rng), below (rng, 3) - 1, NULL, NULL);
  switch (below (rng, 4))
    {
    case 0:
      return lt_edit_slot_remove (s, slot->id);
    case 1:
      return lt_edit_slot_move (s, slot->id, any_track (s, rng)->strip->id, below (rng, 4) - 1, NULL);
    case 2:
      return lt_edit_slot_bypass (s, slot->id, coin (rng));
    default:
      return lt_edit_slot_value (s, slot->id, (uint32_t) below (rng, slot->type->n_params), (float) g_rand_double_range (rng, -100.0, 100.0));
    }
}

static LtSession *
edit_clip_sound (const LtSession *s, GRand *rng)
{
  const LtClip *clip = any_clip (s, rng);

  if (clip == NULL)
    return add_clip (s, rng);
  switch (below (rng, 6))
    {
    case 0:
      return lt_edit_clip_fx_stretch (s, clip->id, g_rand_double_range (rng, 0.1, 5.0));
    case 1:
      return lt_edit_clip_fx_stretch_to (s, clip->id, frames (rng), coin (rng));
    case 2:
      return lt_edit_clip_fx_pitch (s, clip->id, g_rand_double_range (rng, -3000.0, 3000.0));
    case 3:
      return lt_edit_clip_fx_quality (s, clip->id, (LtStretchQuality) below (rng, LT_N_STRETCHES), coin (rng));
    case 4:
      return coin (rng) ? lt_edit_clip_fx_reset (s, clip->id) : edit_clip_slot (s, clip, rng);
    default:
      return edit_clip_slot (s, clip, rng);
    }
}

static LtSession *
edit_lanes (const LtSession *s, GRand *rng)
{
  static const char *const keys[] = { "fader", "pan", "trim", "mute", "polarity", "nonsense", "width", "pan-left" };
  const LtStrip           *strip = any_strip (s, rng);
  const LtSlot *slot = strip->slots->len > 0 && coin (rng) ? strip->slots->pdata[0] : NULL;
  const LtSend *send = slot == NULL && strip->sends->len > 0 && coin (rng) ? strip->sends->pdata[0] : NULL;
  LtId          slot_id = slot != NULL ? slot->id : send != NULL ? send->id : 0;
  const char   *key = slot != NULL   ? slot->type->params[below (rng, slot->type->n_params)].key
                      : send != NULL ? lt_send_rows[below (rng, LT_SEND_N_VALUES)].key
                                     : keys[below (rng, G_N_ELEMENTS (keys))];
  LtPoint       points[6];
  GError       *error = NULL;
  LtSession    *next;

  random_points (rng, points, G_N_ELEMENTS (points));
  switch (below (rng, 4))
    {
    case 0:
      next = lt_edit_lane_set (s, strip->id, slot_id, key, points,
                               (guint) below (rng, G_N_ELEMENTS (points) + 1), &error);
      return or_same (s, next, error);
    case 1:
      return lt_edit_lane_remove_points (s, strip->id, slot_id, key, frames (rng), frames (rng));
    case 2:
      return below (rng, 4) == 0 ? lt_edit_lane_clear (s, strip->id, slot_id, key)
                                 : lt_session_ref (s);
    default:
      next = lt_edit_lane_add_point (s, strip->id, slot_id, key, &points[0], &error);
      return or_same (s, next, error);
    }
}

static LtSession *
edit_markers (const LtSession *s, GRand *rng)
{
  if (s->markers->len == 0 || coin (rng))
    return lt_edit_session_add_marker (s, name (rng), frames (rng), coin (rng) ? frames (rng) : 0,
                                       NULL);

  const LtMarker *marker = s->markers->pdata[below (rng, s->markers->len)];
  switch (below (rng, 3))
    {
    case 0:
      return lt_edit_session_move_marker (s, marker->id, frames (rng), 0);
    case 1:
      return lt_edit_session_rename_marker (s, marker->id, name (rng));
    default:
      return lt_edit_session_remove_marker (s, marker->id);
    }
}

static LtSession *
edit_deliveries (const LtSession *s, GRand *rng)
{
  static const char *const formats[] = { "wav", "flac", "mp3", "of another program" };
  g_autofree char         *named = g_strdup (name (rng));
  LtDeliveryValues         values = { named, "{track} {title}", formats[below (rng, 4)], coin (rng) ? "16" : "float", coin (rng) ? "tpdf" : "shaped",
                                      coin (rng) ? 0 : 44100, coin (rng) ? NAN : -0.1 * below (rng, 300), coin (rng) ? NAN : -0.1 * below (rng, 20),
                                      coin (rng), coin (rng) };

  if (s->deliveries->len == 0 || below (rng, 3) == 0)
    return lt_edit_delivery_add (s, &values, coin (rng) ? -1 : 0, NULL);

  LtId id = ((LtDeliverySpec *) s->deliveries->pdata[below (rng, s->deliveries->len)])->id;
  switch (below (rng, 3))
    {
    case 0:
      return lt_edit_delivery_set (s, id, &values);
    case 1:
      return lt_edit_delivery_move (s, id, below (rng, s->deliveries->len));
    default:
      return lt_edit_delivery_remove (s, id);
    }
}

static LtSession *
edit_references (const LtSession *s, GRand *rng)
{
  if (s->references->len == 0 || coin (rng))
    return s->sources->len == 0 ? lt_session_ref (s)
                                : lt_edit_reference_add (s, ((LtSource *) s->sources->pdata[below (rng, s->sources->len)])->id, name (rng), NULL);

  const LtReference *reference = s->references->pdata[below (rng, s->references->len)];
  switch (below (rng, 4))
    {
    case 3:
      return lt_edit_reference_weight (s, reference->id, g_rand_double_range (rng, 0.05, 12.0));
    case 0:
      return lt_edit_reference_offset (s, reference->id, coin (rng) ? frames (rng) : -frames (rng));
    case 1:
      return lt_edit_reference_rename (s, reference->id, name (rng));
    default:
      return lt_edit_reference_remove (s, reference->id);
    }
}

static LtSession *
edit_trials (const LtSession *s, GRand *rng)
{
  guint       n = 1 + below (rng, 20), a = below (rng, LT_TRIAL_N_SIDES);
  LtTrialInfo info = {
    .end_s = frames (rng),
    .sides = { (LtTrialSide) a, (LtTrialSide) ((a + 1 + below (rng, LT_TRIAL_N_SIDES - 1)) % LT_TRIAL_N_SIDES) },
    .reference = coin (rng) ? name (rng) : NULL,
    .n_answers = n,
    .n_right = below (rng, n + 1),
    .n_planned = n + (coin (rng) ? 4 : 0),
  };

  if (s->trials->len > 0 && coin (rng))
    return lt_edit_trial_remove (s, ((LtTrial *) s->trials->pdata[below (rng, s->trials->len)])->id);
  return lt_edit_trial_add (s, &info, NULL);
}

static LtSession *
edit_snapshots (const LtSession *s, GRand *rng)
{
  const LtSnapshot *snapshot = s->snapshots->len > 0 ? s->snapshots->pdata[below (rng, s->snapshots->len)] : NULL;
  LtId              only[2] = { any_strip (s, rng)->id, any_strip (s, rng)->id };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LtId));
  GError    *error = NULL;
  LtSession *next;

  if (snapshot == NULL || (s->snapshots->len < 3 && below (rng, 3) == 0))
    return lt_edit_snapshot_take (s, name (rng), NULL);
  g_array_append_vals (ids, only, 2);
  switch (below (rng, 8))
    {
    case 0:
      return lt_edit_snapshot_update (s, snapshot->id);
    case 1:
      return lt_edit_snapshot_rename (s, snapshot->id, name (rng));
    case 2:
      return lt_edit_snapshot_remove (s, snapshot->id);
    default:
      next = lt_edit_snapshot_recall (s, snapshot->id, (LtSnapshotParts) below (rng, LT_SNAPSHOT_ALL + 1), coin (rng) ? ids : NULL, &error);
      return or_same (s, next, error);
    }
}

/* Moves or removes what is behind the beginning. */
static LtSession *
edit_change (const LtSession *s, GRand *rng)
{
  const LtTempoMap *map = s->tempo;
  LtTempoKeep       keep = (LtTempoKeep) below (rng, 2);

  if (coin (rng) && map->n_tempos > 1)
    {
      int64_t pulse = map->tempos[1 + below (rng, (int) map->n_tempos - 1)].pulse;

      return coin (rng) ? lt_edit_tempo_remove (s, pulse, keep) : lt_edit_tempo_move (s, pulse, 1 + below (rng, 1 << 20), keep);
    }
  if (map->n_metres > 1)
    {
      int64_t bar = map->metres[1 + below (rng, (int) map->n_metres - 1)].bar;

      return coin (rng) ? lt_edit_tempo_remove_metre (s, bar, keep) : lt_edit_tempo_move_metre (s, bar, 1 + below (rng, 40), keep);
    }
  return lt_session_ref (s);
}

static LtSession *
edit_session (const LtSession *s, GRand *rng)
{
  static const char *const tags[] = { "artist", "album", "comment" };

  switch (below (rng, 14))
    {
    case 10:
      return lt_edit_tempo_set (s, below (rng, 64) * LT_TEMPO_QUARTER, g_rand_double_range (rng, 0.0, 1200.0), coin (rng), (LtTempoKeep) below (rng, 2));
    case 11:
      return lt_edit_tempo_set_metre (s, below (rng, 32), (uint32_t) below (rng, 12) + 1, 1u << below (rng, 7), (LtTempoKeep) below (rng, 2));
    case 12:
      return edit_change (s, rng);
    case 13:
      return lt_edit_session_punch (s, coin (rng), frames (rng), frames (rng));
    case 8:
      return lt_edit_session_solo_mode (s, (LtSoloMode) below (rng, 3));
    case 9:
      return lt_edit_session_meter_point (s, (LtMeterPoint) below (rng, 3));
    case 0:
      return lt_edit_session_title (s, name (rng));
    case 1:
      return lt_edit_session_tempo (s, g_rand_double_range (rng, 0.0, 1200.0));
    case 2:
      return lt_edit_session_metre (s, (uint32_t) below (rng, 12) + 1, 1u << below (rng, 7));
    case 3:
      return lt_edit_session_loop (s, coin (rng), frames (rng), frames (rng));
    case 4:
      return lt_edit_session_pan_law (s, (LtPanLaw) below (rng, 4));
    case 5:
      return lt_edit_session_drop_unused (s);
    default:
      return lt_edit_session_tag (s, tags[below (rng, G_N_ELEMENTS (tags))],
                                  coin (rng) ? name (rng) : NULL);
    }
}

static LtSession *
edit_takes (const LtSession *s, GRand *rng)
{
  const LtTrack *track = any_track (s, rng);
  const LtTake  *take;
  int64_t        from = frames (rng);

  if (track == NULL)
    return lt_session_ref (s);
  if (track->takes == NULL || below (rng, 6) == 0)
    return s->sources->len > 0 && coin (rng)
               ? lt_edit_take_add (s, track->strip->id, ((const LtSource *) s->sources->pdata[below (rng, s->sources->len)])->id, from, NULL)
               : lt_edit_take_gather (s, track->strip->id);
  take = track->takes->pdata[below (rng, track->takes->len)];
  switch (below (rng, 6))
    {
    case 0:
      return lt_edit_take_rename (s, take->id, coin (rng) ? "Good" : "");
    case 1:
      return coin (rng) ? lt_edit_take_remove (s, take->id) : lt_edit_take_remove_all (s, track->strip->id);
    case 2:
      return track->clips->len > 0 ? lt_edit_take_step (s, ((const LtClip *) track->clips->pdata[0])->id, coin (rng) ? 1 : -1, NULL) : lt_session_ref (s);
    default:
      return lt_edit_take_choose (s, take->id, from, MIN (from, G_MAXINT64 - 200000) + g_rand_int_range (rng, 0, 200000), NULL);
    }
}

LtSession *
lt_test_session_edit (const LtSession *session, GRand *rng)
{
  static const Edit edits[]
      = { edit_tracks, edit_buses, edit_groups, edit_vcas, edit_folders, edit_strips, edit_strips, edit_slots,   edit_slots,  edit_sends,
          edit_clips,  edit_clips, edit_clip_sound,  edit_lanes,  edit_markers, edit_session,
          edit_references, edit_snapshots, edit_trials, edit_deliveries, lt_test_clips_edit, edit_takes };

  return edits[below (rng, G_N_ELEMENTS (edits))](session, rng);
}

LtSession *
lt_test_session_new (GRand *rng)
{
  LtSession *session = lt_session_new (48000.0, "Test");

  for (guint i = 0; i < 120; i++)
    lt_session_take (&session, lt_test_session_edit (session, rng));
  return session;
}

void
lt_test_session_assert_round_trip (const LtSession *session)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) saved = lt_store_save (session);
  g_autoptr (LtSession) loaded = lt_store_load (saved, losses, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < losses->len; i++)
    g_test_message ("lost: %s", (const char *) losses->pdata[i]);
  g_assert_cmpuint (losses->len, ==, 0);

  g_autoptr (GBytes) again = lt_store_save (loaded);
  g_assert_cmpmem (g_bytes_get_data (saved, NULL), g_bytes_get_size (saved),
                   g_bytes_get_data (again, NULL), g_bytes_get_size (again));
}

char *
lt_test_session_dir (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("lathe-test-XXXXXX", &error);

  g_assert_no_error (error);
  return path;
}

void
lt_test_session_remove_dir (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, entry, NULL);

      if (g_file_test (inner, G_FILE_TEST_IS_DIR) && !g_file_test (inner, G_FILE_TEST_IS_SYMLINK))
        lt_test_session_remove_dir (inner);
      else
        g_unlink (inner);
    }
  g_rmdir (path);
}
