// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of what a clip does with its recording.
// Layer: session.

#include "session/edit-clip-fx.h"

#include "session/clip-batch.h"
#include "session/clip-sound.h"
#include "session/session-private.h"

#include <math.h>

static LtSession *
put (const LtSession *session, const LtTrack *track, LtClip *clip, const LtClip *old) /* takes @clip */
{
  g_autoptr (LtClip) own = clip;

  lt_clip_sound_cover (own, old, session);
  g_autoptr (LtTrack) changed = lt_track_with_clip (track, own);
  return lt_session_with_track (session, changed);
}

/* --- stretch and pitch --- */

static int64_t
scaled (int64_t frames, double by)
{
  return (int64_t) CLAMP (rint ((double) frames * by), 0.0, (double) LT_FRAMES_MAX);
}

static void
scale_envelope (LtClip *clip, double by)
{
  if (clip->envelope == NULL)
    return;

  g_autoptr (GArray) points = g_array_copy (clip->envelope);

  for (guint i = 0; i < points->len; i++)
    g_array_index (points, LtPoint, i).pos_frames = scaled (g_array_index (points, LtPoint, i).pos_frames, by);
  g_array_unref (clip->envelope);
  clip->envelope = lt_lane_clean_points ((const LtPoint *) (void *) points->data, points->len);
}

/* Rounding must not take a clip over the end of its source that was within. */
static void
stay_within (const LtSession *session, LtClip *clip, const LtClip *old)
{
  const LtSource *source = lt_session_find_source (session, clip->source_id);

  if (source == NULL || source->n_frames <= 0
      || old->offset_frames + old->length_frames > lt_clip_sound_stretched (source->n_frames, old->sound.stretch))
    return;

  int64_t whole = lt_clip_sound_stretched (source->n_frames, clip->sound.stretch);

  clip->length_frames = MIN (clip->length_frames, whole);
  clip->offset_frames = MIN (clip->offset_frames, whole - clip->length_frames);
}

/* @changed is a copy of @clip. @length: how long it is then; 0: as it comes out. */
static void
stretch_copy (const LtSession *session, LtClip *changed, const LtClip *clip, double stretch, int64_t length, bool hold_end)
{
  double by = stretch / clip->sound.stretch;

  changed->sound.stretch = stretch;
  changed->offset_frames = scaled (clip->offset_frames, by);
  changed->length_frames = CLAMP (length > 0 ? length : scaled (clip->length_frames, by), 1, LT_FRAMES_MAX);
  stay_within (session, changed, clip);
  changed->fade_in_frames = scaled (clip->fade_in_frames, by);
  changed->fade_out_frames = scaled (clip->fade_out_frames, by);
  lt_clip_fit_fades (changed);
  scale_envelope (changed, by);
  if (hold_end)
    changed->pos_frames = CLAMP (clip->pos_frames + clip->length_frames - changed->length_frames, 0, LT_FRAMES_MAX);
}

LtSession *
lt_edit_clip_fx_stretch_to (const LtSession *session, LtId clip_id, int64_t length_frames, bool hold_end)
{
  const LtTrack *track = NULL;
  const LtClip  *clip = lt_session_find_clip (session, clip_id, &track);

  g_return_val_if_fail (clip != NULL, lt_session_ref (session));

  if (hold_end)
    length_frames = MIN (length_frames, clip->pos_frames + clip->length_frames);
  length_frames = CLAMP (length_frames, 1, LT_FRAMES_MAX);

  double wanted = clip->sound.stretch * ((double) length_frames / (double) clip->length_frames);
  double stretch = CLAMP (wanted, LT_CLIP_STRETCH_MIN, LT_CLIP_STRETCH_MAX);

  if (length_frames == clip->length_frames || stretch == clip->sound.stretch)
    return lt_session_ref (session);

  LtClip *changed = lt_clip_copy (clip);
  stretch_copy (session, changed, clip, stretch, stretch == wanted ? length_frames : 0, hold_end);
  return put (session, track, changed, clip);
}

LtSession *
lt_edit_clip_fx_reset (const LtSession *session, LtId clip_id)
{
  g_autoptr (LtSession) next = lt_edit_clip_fx_stretch (session, clip_id, 1.0);
  const LtTrack *track = NULL;
  const LtClip  *clip = lt_session_find_clip (next, clip_id, &track);

  g_return_val_if_fail (clip != NULL, lt_session_ref (session));

  if (lt_clip_sound_is_unset (clip) && clip->sound.quality == LT_STRETCH_FINER && !clip->sound.formants)
    return g_steal_pointer (&next);

  LtClip *changed = lt_clip_copy (clip);
  g_clear_pointer (&changed->sound.slots, g_ptr_array_unref);
  changed->sound = (LtClipSound) { .stretch = 1.0 };
  return put (next, track, changed, clip);
}

/* --- of one and of several --- */

/* A locked clip, too: who names a single one means it. */
static LtSession *
change_one (const LtSession *session, LtId clip_id, LtClipChange change, gconstpointer data)
{
  const LtTrack *track = NULL;
  const LtClip  *clip = lt_session_find_clip (session, clip_id, &track);

  g_return_val_if_fail (clip != NULL, lt_session_ref (session));

  g_autoptr (LtClip) changed = lt_clip_copy (clip);
  if (!change (session, changed, 0, data))
    return lt_session_ref (session);
  g_autoptr (LtTrack) with = lt_track_with_clip (track, changed);
  return lt_session_with_track (session, with);
}

/* A number for each, NAN: stays. */
static bool
set_stretch (const LtSession *session, LtClip *clip, guint index, gconstpointer stretches)
{
  double stretch = ((const double *) stretches)[index];

  if (isnan (stretch) || CLAMP (stretch, LT_CLIP_STRETCH_MIN, LT_CLIP_STRETCH_MAX) == clip->sound.stretch)
    return false;
  g_autoptr (LtClip) before = lt_clip_copy (clip);
  stretch_copy (session, clip, before, CLAMP (stretch, LT_CLIP_STRETCH_MIN, LT_CLIP_STRETCH_MAX), 0, false);
  lt_clip_sound_cover (clip, before, session);
  return true;
}

LtSession *
lt_edit_clip_fx_stretch (const LtSession *session, LtId clip_id, double stretch)
{
  g_return_val_if_fail (!isnan (stretch), lt_session_ref (session));

  return change_one (session, clip_id, set_stretch, &stretch);
}

LtSession *
lt_edit_clips_fx_stretch (const LtSession *session, const GArray *ids, const double *stretches)
{
  return lt_clip_batch_change (session, ids, false, set_stretch, stretches);
}

static bool
set_pitch (const LtSession *session, LtClip *clip, guint index, gconstpointer cents)
{
  double wanted = ((const double *) cents)[index];

  if (isnan (wanted))
    return false;
  wanted = CLAMP (wanted, -LT_CLIP_PITCH_MAX_CENTS, LT_CLIP_PITCH_MAX_CENTS) + 0.0;
  if (wanted == clip->sound.pitch_cents)
    return false;
  g_autoptr (LtClip) before = lt_clip_copy (clip);
  clip->sound.pitch_cents = wanted;
  lt_clip_sound_cover (clip, before, session);
  return true;
}

LtSession *
lt_edit_clip_fx_pitch (const LtSession *session, LtId clip_id, double cents)
{
  g_return_val_if_fail (!isnan (cents), lt_session_ref (session));

  return change_one (session, clip_id, set_pitch, &cents);
}

LtSession *
lt_edit_clips_fx_pitch (const LtSession *session, const GArray *ids, const double *cents)
{
  return lt_clip_batch_change (session, ids, false, set_pitch, cents);
}

typedef struct
{
  LtStretchQuality quality;
  bool             formants;
} Quality;

static bool
set_quality (const LtSession *session, LtClip *clip, guint index, gconstpointer data)
{
  const Quality *wanted = data;

  if (clip->sound.quality == wanted->quality && clip->sound.formants == wanted->formants)
    return false;
  g_autoptr (LtClip) before = lt_clip_copy (clip);
  clip->sound.quality = wanted->quality;
  clip->sound.formants = wanted->formants;
  lt_clip_sound_cover (clip, before, session);
  return true;
}

LtSession *
lt_edit_clip_fx_quality (const LtSession *session, LtId clip_id, LtStretchQuality quality, bool formants)
{
  Quality wanted = { quality, formants };

  g_return_val_if_fail (quality < LT_N_STRETCHES, lt_session_ref (session));

  return change_one (session, clip_id, set_quality, &wanted);
}

LtSession *
lt_edit_clips_fx_quality (const LtSession *session, const GArray *ids, LtStretchQuality quality, bool formants)
{
  Quality wanted = { quality, formants };

  g_return_val_if_fail (quality < LT_N_STRETCHES, lt_session_ref (session));

  return lt_clip_batch_change (session, ids, false, set_quality, &wanted);
}

/* --- effects --- */

static LtSession *
with_slots (const LtSession *session, const LtTrack *track, const LtClip *clip, GPtrArray *slots) /* takes @slots */
{
  LtClip *changed = lt_clip_copy (clip);

  g_clear_pointer (&changed->sound.slots, g_ptr_array_unref);
  if (slots->len > 0)
    changed->sound.slots = slots;
  else
    g_ptr_array_unref (slots);
  return put (session, track, changed, clip);
}

LtSession *
lt_edit_clip_fx_add_slot (const LtSession *session, LtId clip_id, const LtFxType *type, int at, const float *values, LtId *id)
{
  const LtTrack *track = NULL;
  const LtClip  *clip = lt_session_find_clip (session, clip_id, &track);

  g_return_val_if_fail (clip != NULL && type != NULL, lt_session_ref (session));

  g_autoptr (LtSession) counted = lt_session_copy (session);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  const GPtrArray *slots = clip->sound.slots != NULL ? clip->sound.slots : none;
  LtSlot          *slot = lt_slot_new (counted->next_id++, type->key);

  for (uint32_t i = 0; values != NULL && i < type->n_params; i++)
    slot->values[i] = lt_param_clamp (&type->params[i], values[i]) + 0.0f; /* + 0: no negative zero */
  if (id != NULL)
    *id = slot->id;
  return with_slots (counted, track, clip, lt_nodes_insert (slots, at < 0 ? slots->len : (guint) at, slot, (GDestroyNotify) lt_slot_unref));
}

LtSession *
lt_edit_clip_fx_put_slot (const LtSession *session, LtSlot *slot)
{
  g_autoptr (LtSlot) own = slot;
  const LtClip  *clip = NULL;
  const LtTrack *track = NULL;

  g_return_val_if_fail (lt_clip_sound_find (session, own->id, &clip, &track) != NULL, lt_session_ref (session));

  return with_slots (session, track, clip,
                     lt_nodes_with (clip->sound.slots, (guint) lt_nodes_find (clip->sound.slots, own->id), lt_slot_ref (own), (GDestroyNotify) lt_slot_unref));
}

LtSession *
lt_edit_clip_fx_remove_slot (const LtSession *session, LtId slot_id)
{
  const LtClip  *clip = NULL;
  const LtTrack *track = NULL;

  g_return_val_if_fail (lt_clip_sound_find (session, slot_id, &clip, &track) != NULL, lt_session_ref (session));

  return with_slots (session, track, clip,
                     lt_nodes_without (clip->sound.slots, (guint) lt_nodes_find (clip->sound.slots, slot_id), (GDestroyNotify) lt_slot_unref));
}

LtSession *
lt_edit_clip_fx_move_slot (const LtSession *session, LtId slot_id, int at)
{
  const LtClip  *clip = NULL;
  const LtTrack *track = NULL;

  g_return_val_if_fail (lt_clip_sound_find (session, slot_id, &clip, &track) != NULL, lt_session_ref (session));

  guint from = (guint) lt_nodes_find (clip->sound.slots, slot_id), last = clip->sound.slots->len - 1;
  guint to = at < 0 ? last : MIN ((guint) at, last);

  if (from == to)
    return lt_session_ref (session);
  return with_slots (session, track, clip, lt_nodes_move (clip->sound.slots, from, to, (GDestroyNotify) lt_slot_unref));
}

LtSession *
lt_edit_clip_fx_alone_before (const LtSession *session, LtId slot_id)
{
  const LtClip  *clip = NULL;
  const LtTrack *track = NULL;

  g_return_val_if_fail (lt_clip_sound_find (session, slot_id, &clip, &track) != NULL, lt_session_ref (session));

  GPtrArray *slots = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_slot_unref);

  for (guint i = 0; lt_nodes_id (clip->sound.slots->pdata[i]) != slot_id; i++)
    g_ptr_array_add (slots, lt_slot_ref (clip->sound.slots->pdata[i]));
  return with_slots (session, track, clip, slots);
}
