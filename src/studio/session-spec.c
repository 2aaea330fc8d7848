// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Session to plan description.
// Layer: studio.

#include "studio/session-spec.h"

#include <math.h>
#include <string.h>

G_STATIC_ASSERT ((int) LT_FADE_LINEAR == (int) LT_CURVE_FADE_LINEAR);
G_STATIC_ASSERT ((int) LT_FADE_EXPONENTIAL == (int) LT_CURVE_FADE_EXPONENTIAL);
G_STATIC_ASSERT ((int) LT_PAN_LAW_3DB == (int) LT_PAN_3DB);
G_STATIC_ASSERT ((int) LT_PAN_LAW_0DB == (int) LT_PAN_0DB);

typedef struct
{
  const LtSession *session;
  LtSessionSpec   *out;
  LtFeedFor        feed_for;
  void            *data;
} Builder;

/* --- mute and solo --- */

static const LtStrip *
output_of (const LtSession *session, const LtStrip *strip)
{
  if (strip->kind == LT_STRIP_MIX)
    return session->master;
  if (strip->kind == LT_STRIP_MASTER)
    return NULL;

  const LtStrip *to = strip->output_id != 0 ? lt_session_find_strip (session, strip->output_id) : NULL;
  return to != NULL ? to : session->mix;
}

static bool
any_solo (const LtSession *session)
{
  for (uint32_t i = 0; i < lt_session_n_strips (session); i++)
    if (lt_session_get_strip (session, i)->solo)
      return true;
  return false;
}

/* Does @from reach @to by outputs, or (when asked) by sends? Depth is bounded: a session has no loops. */
static bool
reaches (const LtSession *session, const LtStrip *from, const LtStrip *to, bool sends, int depth)
{
  if (from == to)
    return true;
  if (from == NULL || depth > 64)
    return false;
  if (reaches (session, output_of (session, from), to, sends, depth + 1))
    return true;

  for (guint i = 0; sends && i < from->sends->len; i++)
    {
      const LtSend *send = g_ptr_array_index (from->sends, i);

      if (!send->mute && reaches (session, lt_session_find_strip (session, send->to_id), to, sends, depth + 1))
        return true;
    }
  return false;
}

LtHearing
lt_session_spec_hearing (const LtSession *session, const LtStrip *strip)
{
  bool sends_to_solo = false;

  if (strip->kind == LT_STRIP_MIX || strip->kind == LT_STRIP_MASTER || !any_solo (session))
    return strip->mute ? LT_NOT_HEARD : LT_HEARD;
  if (strip->solo)
    return LT_HEARD;
  if (strip->mute)
    return LT_NOT_HEARD;
  if (strip->solo_safe)
    return LT_HEARD;

  for (uint32_t i = 0; i < lt_session_n_strips (session); i++)
    {
      const LtStrip *other = lt_session_get_strip (session, i);

      if (!other->solo)
        continue;
      if (reaches (session, strip, other, false, 0) || reaches (session, other, strip, true, 0))
        return LT_HEARD;
      sends_to_solo = sends_to_solo || reaches (session, strip, other, true, 0);
    }
  return sends_to_solo ? LT_SEND_ONLY : LT_NOT_HEARD;
}

/* --- description --- */

static void *
take (Builder *b, gsize n, gsize size)
{
  void *memory = g_malloc0_n (MAX (n, 1), size);

  g_ptr_array_add (b->out->memory, memory);
  return memory;
}

float
lt_session_spec_gain (double db)
{
  return (float) (isinf (db) ? 0.0 : pow (10.0, db / 20.0));
}

float
lt_session_spec_trim (const LtStrip *strip)
{
  return lt_session_spec_gain (strip->trim_db) * (strip->polarity ? -1.0f : 1.0f);
}

float
lt_session_spec_output_gain (LtHearing hearing)
{
  return hearing == LT_SEND_ONLY ? 0.0f : 1.0f;
}

float
lt_session_spec_send_gain (const LtSend *send, LtHearing hearing)
{
  return send->mute || hearing == LT_NOT_HEARD ? 0.0f : lt_session_spec_gain (send->level_db);
}

static LtLaneSpec
lane_of (Builder *b, const GArray *points)
{
  if (points == NULL || points->len == 0)
    return (LtLaneSpec) { 0 };

  LtPointSpec *out = take (b, points->len, sizeof *out);
  for (guint i = 0; i < points->len; i++)
    {
      const LtPoint *p = &g_array_index (points, LtPoint, i);

      /* Silence has no straight line to it in dB; the engine takes −120 and below for silence. */
      out[i] = (LtPointSpec) { p->pos_frames, isinf (p->value) ? -144.0f : (float) p->value, p->hold };
    }
  return (LtLaneSpec) { out, points->len };
}

static LtLaneSpec
strip_lane (Builder *b, const LtStrip *strip, const char *key)
{
  const LtLane *lane = lt_strip_find_lane (strip, 0, key);

  return lane_of (b, lane != NULL ? lane->points : NULL);
}

static void
add_clips (Builder *b, const LtTrack *track, LtStripSpec *out)
{
  LtClipSpec *clips = take (b, track->clips->len, sizeof *clips);

  out->clips = clips;
  for (guint i = 0; i < track->clips->len; i++)
    {
      const LtClip   *clip = g_ptr_array_index (track->clips, i);
      const LtSource *source = lt_session_find_source (b->session, clip->source_id);
      LtClipSpec     *c = &clips[out->n_clips];

      if (clip->mute)
        continue;
      if (source == NULL || !b->feed_for (b->data, source, track->strip->id, &c->feed))
        {
          b->out->n_missing++;
          continue;
        }
      c->pos = clip->pos_frames;
      c->offset = clip->offset_frames;
      c->length = clip->length_frames;
      c->gain = lt_session_spec_gain (clip->gain_db) * (clip->polarity ? -1.0f : 1.0f);
      c->fade_in = clip->fade_in_frames;
      c->fade_out = clip->fade_out_frames;
      c->fade_in_shape = (LtFadeShape) clip->fade_in_curve;
      c->fade_out_shape = (LtFadeShape) clip->fade_out_curve;
      c->reverse = clip->reverse;
      c->envelope = lane_of (b, clip->envelope);
      if (c->feed.n_channels == 2)
        out->n_channels = 2;
      out->n_clips++;
    }
}

static void
add_slots (Builder *b, const LtStrip *strip, LtStripSpec *out)
{
  LtSlotSpec *slots = take (b, strip->slots->len, sizeof *slots);

  out->slots = slots;
  for (guint i = 0; i < strip->slots->len; i++)
    {
      const LtSlot    *slot = g_ptr_array_index (strip->slots, i);
      LtParamLaneSpec *lanes = take (b, strip->lanes->len, sizeof *lanes);
      LtSlotSpec      *s = &slots[out->n_slots];

      if (slot->type == NULL)
        continue; /* an effect this program doesn't know lets the signal through */

      *s = (LtSlotSpec) { .id = slot->id, .type = slot->type, .values = slot->values, .bypass = slot->bypass, .lanes = lanes };
      if (slot->key_id != 0 && lt_session_find_strip (b->session, slot->key_id) != NULL)
        {
          s->key_id = slot->key_id;
          s->key_tap = slot->key_pre ? LT_TAP_PRE : LT_TAP_POST;
        }
      for (guint k = 0; k < strip->lanes->len; k++)
        {
          const LtLane *lane = g_ptr_array_index (strip->lanes, k);
          int           p = lane->slot_id == slot->id ? lt_param_find (slot->type->params, slot->type->n_params, lane->key) : -1;

          if (p >= 0 && (slot->type->params[p].flags & LT_PARAM_LATENCY) == 0)
            lanes[s->n_lanes++] = (LtParamLaneSpec) { (uint32_t) p, lane_of (b, lane->points) };
        }
      out->n_slots++;
    }
}

/* Everything whose output or send ends in @strip, in the session's order: the order of summing. */
static void
add_edges (Builder *b, const LtStrip *strip, LtStripSpec *out)
{
  g_autoptr (GArray) edges = g_array_new (FALSE, TRUE, sizeof (LtEdgeSpec));

  for (uint32_t i = 0; i < lt_session_n_strips (b->session); i++)
    {
      const LtStrip *from = lt_session_get_strip (b->session, i);
      LtHearing      hearing = lt_session_spec_hearing (b->session, from);

      if (output_of (b->session, from) == strip)
        {
          LtEdgeSpec edge = { .id = from->id, .from_id = from->id, .gain = lt_session_spec_output_gain (hearing) };

          g_array_append_val (edges, edge);
        }
      for (guint k = 0; k < from->sends->len; k++)
        {
          const LtSend *send = g_ptr_array_index (from->sends, k);
          LtEdgeSpec    edge = { .id = send->id, .from_id = from->id, .tap = send->pre ? LT_TAP_PRE : LT_TAP_POST };

          if (send->to_id != strip->id)
            continue;
          edge.gain = lt_session_spec_send_gain (send, hearing);
          g_array_append_val (edges, edge);
        }
    }
  if (edges->len == 0)
    return; /* an empty array has no data to copy */

  LtEdgeSpec *copy = take (b, edges->len, sizeof *copy);
  memcpy (copy, edges->data, edges->len * sizeof *copy);
  out->n_edges = edges->len;
  out->edges = copy;
  out->n_channels = 2;
}

static void
add_strip (Builder *b, const LtStrip *strip, LtStripSpec *out)
{
  const LtTrack *track = strip->kind == LT_STRIP_TRACK ? lt_session_find_track (b->session, strip->id) : NULL;

  *out = (LtStripSpec) {
    .id = strip->id,
    .n_channels = track != NULL ? 1 : 2,
    .trim = lt_session_spec_trim (strip),
    .fader = lt_session_spec_gain (strip->fader_db),
    .pan = (float) strip->pan,
    .mute = lt_session_spec_hearing (b->session, strip) == LT_NOT_HEARD,
    .trim_lane = strip_lane (b, strip, "trim"),
    .fader_lane = strip_lane (b, strip, "fader"),
    .pan_lane = strip_lane (b, strip, "pan"),
    .mute_lane = strip_lane (b, strip, "mute"),
  };
  if (track != NULL)
    add_clips (b, track, out);
  add_edges (b, strip, out);
  add_slots (b, strip, out);
}

LtSessionSpec *
lt_session_spec_new (const LtSession *session, LtId tap_id, LtFeedFor feed_for, void *data)
{
  LtSessionSpec *self = g_new0 (LtSessionSpec, 1);
  Builder        b = { session, self, feed_for, data };
  uint32_t       n = lt_session_n_strips (session);

  self->memory = g_ptr_array_new_with_free_func (g_free);
  LtStripSpec *strips = take (&b, n, sizeof *strips);
  for (uint32_t i = 0; i < n; i++)
    add_strip (&b, lt_session_get_strip (session, i), &strips[i]);

  self->spec = (LtPlanSpec) {
    .rate_hz = session->rate_hz,
    .tempo_bpm = session->tempo_bpm,
    .pan_shape = (LtPanShape) session->pan_law,
    .strips = strips,
    .n_strips = n,
    .master_id = tap_id != 0 ? tap_id : session->master->id,
    .mix_id = session->mix->id,
  };
  return self;
}

void
lt_session_spec_free (LtSessionSpec *self)
{
  g_ptr_array_unref (self->memory);
  g_free (self);
}
