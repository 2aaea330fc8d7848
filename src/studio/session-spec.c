// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Session to plan description.
// Layer: studio.

#include "studio/session-spec.h"

#include "studio/slot-facts.h"

#include <math.h>
#include <string.h>

G_STATIC_ASSERT ((int) LT_FADE_LINEAR == (int) LT_CURVE_FADE_LINEAR);
G_STATIC_ASSERT ((int) LT_FADE_EXPONENTIAL == (int) LT_CURVE_FADE_EXPONENTIAL);
G_STATIC_ASSERT ((int) LT_PAN_LAW_3DB == (int) LT_PAN_3DB);
G_STATIC_ASSERT ((int) LT_PAN_LAW_0DB == (int) LT_PAN_0DB);
G_STATIC_ASSERT ((int) LT_PAN_MODE_DUAL == (int) LT_PLACE_DUAL);
G_STATIC_ASSERT ((int) LT_METER_POST == (int) LT_METER_AT_POST);
G_STATIC_ASSERT ((int) LT_METER_INPUT == (int) LT_METER_AT_INPUT);

#define MAX_DEPTH 64 /* of what cannot go on: a session has no loops */

typedef struct
{
  const LtSession *session;
  LtSessionSpec   *out;
  LtFeedFor        feed_for;
  void            *data;
  LtHearing       *hearings; /* of the session's strips, in order */
} Builder;

/* --- lanes and VCAs --- */

/* The lane that counts: none does while the strip's automation rests. */
static const LtLane *
lane_that_counts (const LtStrip *strip, LtId slot_id, const char *key)
{
  const LtLane *lane = strip->automation != LT_AUTOMATION_OFF ? lt_strip_find_lane (strip, slot_id, key) : NULL;

  return lane != NULL && lane->points->len > 0 ? lane : NULL;
}

/* The VCA right above @strip, or NULL. */
static const LtStrip *
vca_of (const LtSession *session, const LtStrip *strip)
{
  for (guint i = 0; strip->vca_id != 0 && i < session->vcas->len; i++)
    if (((const LtStrip *) g_ptr_array_index (session->vcas, i))->id == strip->vca_id)
      return g_ptr_array_index (session->vcas, i);
  return NULL;
}

/* --- mute and solo --- */

/* The button, where no lane says when. */
static bool
is_muted (const LtStrip *strip)
{
  return strip->mute && lane_that_counts (strip, 0, "mute") == NULL;
}

static bool
is_send_muted (const LtStrip *strip, const LtSend *send)
{
  return send->mute && lane_that_counts (strip, send->id, "mute") == NULL;
}

/* Of a VCA that is soloed itself the mute does not count. */
static bool
is_muted_from_above (const LtSession *session, const LtStrip *strip)
{
  bool solos = session->solo_mode == LT_SOLO_IN_PLACE;
  int  depth = 0;

  for (const LtStrip *vca = vca_of (session, strip); vca != NULL && depth++ < MAX_DEPTH; vca = vca_of (session, vca))
    if (is_muted (vca) && !(solos && vca->solo))
      return true;
  return false;
}

bool
lt_session_spec_is_soloed (const LtSession *session, const LtStrip *strip)
{
  int depth = 0;

  for (const LtStrip *at = strip; at != NULL && depth++ < MAX_DEPTH; at = vca_of (session, at))
    if (at->solo)
      return true;
  return false;
}

static const LtStrip *
output_of (const LtSession *session, const LtStrip *strip)
{
  if (strip->kind == LT_STRIP_MIX)
    return session->master;
  if (strip->kind == LT_STRIP_MASTER || strip->kind == LT_STRIP_VCA)
    return NULL;

  const LtStrip *to = strip->output_id != 0 ? lt_session_find_strip (session, strip->output_id) : NULL;
  return to != NULL ? to : session->mix;
}

/* Does @from reach @to by outputs, or (when asked) by sends? */
static bool
reaches (const LtSession *session, const LtStrip *from, const LtStrip *to, bool sends, int depth)
{
  if (from == to)
    return true;
  if (from == NULL || depth > MAX_DEPTH)
    return false;
  if (reaches (session, output_of (session, from), to, sends, depth + 1))
    return true;

  for (guint i = 0; sends && i < from->sends->len; i++)
    {
      const LtSend *send = g_ptr_array_index (from->sends, i);

      if (!is_send_muted (from, send) && reaches (session, lt_session_find_strip (session, send->to_id), to, sends, depth + 1))
        return true;
    }
  return false;
}

/* What of the session all hearings have in common, found once; one entry a strip. */
typedef struct
{
  const LtSession *session;
  uint32_t         n;
  bool            *soloed, *heard, *sends; /* heard: by solo; sends: only to what is soloed */
} Solos;

/* Solo lets it be heard: its own, that of what it feeds, or of what feeds it. */
static void
hear_by_solo (const Solos *self, uint32_t index)
{
  const LtStrip *strip = lt_session_get_strip (self->session, index);

  self->heard[index] = strip->kind == LT_STRIP_MIX || strip->kind == LT_STRIP_MASTER || strip->solo_safe || self->soloed[index];
  for (uint32_t i = 0; i < self->n && !self->heard[index]; i++)
    {
      const LtStrip *other = lt_session_get_strip (self->session, i);

      if (other->kind == LT_STRIP_VCA || !self->soloed[i])
        continue;
      self->heard[index] = reaches (self->session, strip, other, false, 0) || reaches (self->session, other, strip, true, 0);
      self->sends[index] = self->sends[index] || reaches (self->session, strip, other, true, 0);
    }
}

/* What nobody hears may still key what is heard, or feed what does. */
static LtHearing
hear_as_key (const Solos *self, const LtStrip *strip)
{
  LtHearing hearing = LT_NOT_HEARD;

  for (uint32_t i = 0; i < self->n; i++)
    {
      const LtStrip *listens = lt_session_get_strip (self->session, i);

      for (guint k = 0; self->heard[i] && listens != strip && k < listens->slots->len; k++)
        {
          LtId           key_id = ((const LtSlot *) g_ptr_array_index (listens->slots, k))->key_id;
          const LtStrip *key = key_id != 0 ? lt_session_find_key (self->session, key_id, NULL) : NULL;

          if (key == NULL || !reaches (self->session, strip, key, false, 0))
            continue;
          if (key == strip)
            return LT_KEY_ONLY;
          hearing = LT_KEY_FEED;
        }
    }
  return hearing;
}

static LtHearing
hear (const Solos *self, uint32_t index, bool any_solo)
{
  const LtStrip *strip = lt_session_get_strip (self->session, index);
  bool           muted = is_muted (strip) || is_muted_from_above (self->session, strip);

  if (strip->kind == LT_STRIP_MIX || strip->kind == LT_STRIP_MASTER || strip->kind == LT_STRIP_VCA || !any_solo)
    return muted ? LT_MUTED : LT_HEARD;
  if (strip->solo)
    return LT_HEARD;
  if (muted)
    return LT_NOT_HEARD;
  if (self->heard[index])
    return LT_HEARD;
  return self->sends[index] ? LT_SEND_ONLY : hear_as_key (self, strip);
}

LtHearing *
lt_session_spec_hearings (const LtSession *session)
{
  uint32_t         n = lt_session_n_strips (session);
  LtHearing       *out = g_new (LtHearing, n);
  g_autofree bool *flags = g_new0 (bool, 3 * (gsize) n);
  Solos            self = { session, n, flags, flags + n, flags + 2 * (gsize) n };
  bool             any_solo = false;

  for (uint32_t i = 0; session->solo_mode == LT_SOLO_IN_PLACE && i < n; i++)
    {
      self.soloed[i] = lt_session_spec_is_soloed (session, lt_session_get_strip (session, i));
      any_solo = any_solo || self.soloed[i];
    }
  for (uint32_t i = 0; any_solo && i < n; i++)
    hear_by_solo (&self, i);
  for (uint32_t i = 0; i < n; i++)
    out[i] = hear (&self, i, any_solo);
  return out;
}

LtHearing
lt_session_spec_hearing (const LtSession *session, const LtStrip *strip)
{
  g_autofree LtHearing *hearings = lt_session_spec_hearings (session);
  uint32_t              i = 0;

  while (lt_session_get_strip (session, i) != strip)
    i++;
  return hearings[i];
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
lt_session_spec_vca (const LtSession *session, const LtStrip *strip)
{
  float gain = 1.0f;
  int   depth = 0;

  for (const LtStrip *vca = vca_of (session, strip); vca != NULL && depth++ < MAX_DEPTH; vca = vca_of (session, vca))
    if (lane_that_counts (vca, 0, "fader") == NULL)
      gain *= lt_session_spec_gain (vca->fader_db);
  return gain;
}

bool
lt_session_spec_mute (LtHearing hearing)
{
  return hearing == LT_MUTED || hearing == LT_NOT_HEARD;
}

bool
lt_session_spec_output_mute (LtHearing hearing)
{
  return hearing == LT_SEND_ONLY || hearing == LT_KEY_ONLY;
}

static bool
is_key (const LtSession *session, LtId id)
{
  for (uint32_t i = 0; i < lt_session_n_strips (session); i++)
    {
      const LtStrip *strip = lt_session_get_strip (session, i);

      for (guint k = 0; k < strip->slots->len; k++)
        if (((const LtSlot *) g_ptr_array_index (strip->slots, k))->key_id == id)
          return true;
    }
  return false;
}

bool
lt_session_spec_send_mute (const LtSession *session, const LtStrip *from, const LtSend *send, LtHearing hearing)
{
  if (hearing == LT_NOT_HEARD || hearing == LT_KEY_FEED || (hearing == LT_KEY_ONLY && !is_key (session, send->id)))
    return true;
  return is_send_muted (from, send);
}

static LtLaneSpec
points_of (Builder *b, const GArray *points)
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

/* Of the strip itself (0) or of one of its sends. */
static LtLaneSpec
lane_of (Builder *b, const LtStrip *strip, LtId send_id, const char *key)
{
  const LtLane *lane = lane_that_counts (strip, send_id, key);

  return points_of (b, lane != NULL ? lane->points : NULL);
}

/* The VCAs above @strip that have lanes. */
static void
add_vcas (Builder *b, const LtStrip *strip, LtStripSpec *out)
{
  LtVcaSpec *vcas;
  uint32_t   n = 0;

  for (const LtStrip *vca = vca_of (b->session, strip); vca != NULL && n < MAX_DEPTH; vca = vca_of (b->session, vca))
    n++;
  if (n == 0)
    return;

  out->vcas = vcas = take (b, n, sizeof *vcas);
  for (const LtStrip *vca = vca_of (b->session, strip); n-- > 0; vca = vca_of (b->session, vca))
    {
      LtVcaSpec lanes = { lane_of (b, vca, 0, "fader"), lane_of (b, vca, 0, "mute") };

      if (lanes.fader.n_points + lanes.mute.n_points > 0)
        vcas[out->n_vcas++] = lanes;
    }
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
      c->envelope = points_of (b, clip->envelope);
      if (c->feed.n_channels == 2)
        out->n_channels = 2;
      out->n_clips++;
    }
}

static LtFxBlob
blob_of (Builder *b, const LtSlot *slot)
{
  GBytes   *bytes;
  LtFxSetup setup = lt_slot_facts_setup (slot, b->session->rate_hz, &bytes);

  if (bytes != NULL)
    g_ptr_array_add (b->out->blobs, bytes);
  return setup.blob;
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

      *s = (LtSlotSpec) { .id = slot->id, .type = slot->type, .values = slot->values, .blob = blob_of (b, slot), .bypass = slot->bypass,
                           .level_db = (float) slot->level_db, .lanes = lanes };
      if (lt_session_find_key (b->session, slot->key_id, NULL) != NULL)
        {
          s->key_id = slot->key_id;
          s->key_tap = slot->key_pre ? LT_TAP_PRE : LT_TAP_POST;
        }
      for (guint k = 0; strip->automation != LT_AUTOMATION_OFF && k < strip->lanes->len; k++)
        {
          const LtLane *lane = g_ptr_array_index (strip->lanes, k);
          int           p = lane->slot_id == slot->id ? lt_param_find (slot->type->params, slot->type->n_params, lane->key) : -1;

          if (p >= 0 && (slot->type->params[p].flags & LT_PARAM_NEW_PLAN) == 0)
            lanes[s->n_lanes++] = (LtParamLaneSpec) { (uint32_t) p, points_of (b, lane->points) };
        }
      out->n_slots++;
    }
}

static void
add_send (Builder *b, const LtStrip *from, const LtSend *send, LtHearing hearing, GArray *edges)
{
  LtEdgeSpec edge = {
    .id = send->id,
    .from_id = from->id,
    .tap = send->pre ? LT_TAP_PRE : LT_TAP_POST,
    .gain = lt_session_spec_gain (send->level_db),
    .pan = (float) send->pan,
    .mute = lt_session_spec_send_mute (b->session, from, send, hearing),
    .gain_lane = lane_of (b, from, send->id, "level"),
    .pan_lane = lane_of (b, from, send->id, "pan"),
    .mute_lane = lane_of (b, from, send->id, "mute"),
  };

  g_array_append_val (edges, edge);
}

/* Everything whose output or send ends in @strip, in the session's order: the order of summing. */
static void
add_edges (Builder *b, const LtStrip *strip, LtStripSpec *out)
{
  g_autoptr (GArray) edges = g_array_new (FALSE, TRUE, sizeof (LtEdgeSpec));

  for (uint32_t i = 0; i < lt_session_n_strips (b->session); i++)
    {
      const LtStrip *from = lt_session_get_strip (b->session, i);
      LtHearing      hearing = b->hearings[i];

      if (output_of (b->session, from) == strip)
        {
          LtEdgeSpec edge = { .id = from->id, .from_id = from->id, .gain = 1.0f, .mute = lt_session_spec_output_mute (hearing) };

          g_array_append_val (edges, edge);
        }
      for (guint k = 0; k < from->sends->len; k++)
        {
          const LtSend *send = g_ptr_array_index (from->sends, k);

          if (send->to_id == strip->id)
            add_send (b, from, send, hearing, edges);
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
add_strip (Builder *b, uint32_t index, LtStripSpec *out)
{
  const LtStrip *strip = lt_session_get_strip (b->session, index);
  const LtTrack *track = strip->kind == LT_STRIP_TRACK ? lt_session_find_track (b->session, strip->id) : NULL;

  *out = (LtStripSpec) {
    .id = strip->id,
    .n_channels = track != NULL ? 1 : 2,
    .trim = lt_session_spec_trim (strip),
    .fader = lt_session_spec_gain (strip->fader_db),
    .vca = lt_session_spec_vca (b->session, strip),
    .delay = strip->delay_frames,
    .place = (LtPlaceMode) strip->pan_mode,
    .pan = (float) strip->pan,
    .width = (float) strip->width,
    .pan_left = (float) strip->pan_left,
    .pan_right = (float) strip->pan_right,
    .mute = lt_session_spec_mute (b->hearings[index]),
    .trim_lane = lane_of (b, strip, 0, "trim"),
    .fader_lane = lane_of (b, strip, 0, "fader"),
    .pan_lane = lane_of (b, strip, 0, "pan"),
    .width_lane = lane_of (b, strip, 0, "width"),
    .pan_left_lane = lane_of (b, strip, 0, "pan-left"),
    .pan_right_lane = lane_of (b, strip, 0, "pan-right"),
    .mute_lane = lane_of (b, strip, 0, "mute"),
  };
  add_vcas (b, strip, out);
  if (track != NULL)
    add_clips (b, track, out);
  add_edges (b, strip, out);
  add_slots (b, strip, out);
}

LtSessionSpec *
lt_session_spec_new (const LtSession *session, LtId tap_id, LtFeedFor feed_for, void *data)
{
  LtSessionSpec *self = g_new0 (LtSessionSpec, 1);
  Builder        b = { .session = session, .out = self, .feed_for = feed_for, .data = data };
  uint32_t       n = lt_session_n_strips (session);

  self->memory = g_ptr_array_new_with_free_func (g_free);
  self->blobs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  LtStripSpec *strips = take (&b, n, sizeof *strips);
  uint32_t     n_sounding = 0;

  b.hearings = lt_session_spec_hearings (session);
  g_ptr_array_add (self->memory, b.hearings);
  for (uint32_t i = 0; i < n; i++)
    if (lt_session_get_strip (session, i)->kind != LT_STRIP_VCA)
      add_strip (&b, i, &strips[n_sounding++]);

  self->spec = (LtPlanSpec) {
    .rate_hz = session->rate_hz,
    .tempo_bpm = session->tempo_bpm,
    .pan_shape = (LtPanShape) session->pan_law,
    .meter_at = (LtMeterAt) session->meter_point,
    .strips = strips,
    .n_strips = n_sounding,
    .master_id = tap_id != 0 ? tap_id : session->master->id,
    .mix_id = session->mix->id,
  };
  return self;
}

void
lt_session_spec_free (LtSessionSpec *self)
{
  g_ptr_array_unref (self->memory);
  g_ptr_array_unref (self->blobs);
  g_free (self);
}
