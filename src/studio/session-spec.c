// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Session to plan description.
// Layer: studio.

#include "studio/session-spec-private.h"

#include "engine/moving.h"
#include "session/clip-sound.h"
#include "session/clip-tail.h"
#include "session/tempo.h"
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

typedef struct
{
  const LtSession *session;
  LtSessionSpec   *out;
  LtFeedFor        feed_for;
  void            *data;
  LtHearing       *hearings; /* of the session's strips, in order */
  GHashTable      *edges;    /* id of a strip → GArray of LtEdgeSpec: what plays into it */
  const LtSource  *source;   /* the last one that was looked for: the next clip's, mostly */
} Builder;

/* --- lanes, VCAs and outputs --- */

const LtLane *
lt_session_spec_lane (const LtStrip *strip, LtId slot_id, const char *key)
{
  const LtLane *lane = strip->automation != LT_AUTOMATION_OFF ? lt_strip_find_lane (strip, slot_id, key) : NULL;

  return lane != NULL && lane->points->len > 0 ? lane : NULL;
}

const LtStrip *
lt_session_spec_vca_above (const LtSession *session, const LtStrip *strip)
{
  for (guint i = 0; strip->vca_id != 0 && i < session->vcas->len; i++)
    if (((const LtStrip *) g_ptr_array_index (session->vcas, i))->id == strip->vca_id)
      return g_ptr_array_index (session->vcas, i);
  return NULL;
}

const LtStrip *
lt_session_spec_output (const LtSession *session, const LtStrip *strip)
{
  if (strip->kind == LT_STRIP_MIX)
    return session->master;
  if (strip->kind == LT_STRIP_MASTER || strip->kind == LT_STRIP_VCA)
    return NULL;

  const LtStrip *to = strip->output_id != 0 ? lt_session_find_strip (session, strip->output_id) : NULL;
  return to != NULL ? to : session->mix;
}

bool
lt_session_spec_is_send_muted (const LtStrip *strip, const LtSend *send)
{
  return send->mute && lt_session_spec_lane (strip, send->id, "mute") == NULL;
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

  for (const LtStrip *vca = lt_session_spec_vca_above (session, strip); vca != NULL && depth++ < LT_SESSION_SPEC_MAX_DEPTH;
       vca = lt_session_spec_vca_above (session, vca))
    if (lt_session_spec_lane (vca, 0, "fader") == NULL)
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
  return lt_session_spec_is_send_muted (from, send);
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
      out[i] = (LtPointSpec) { p->pos_frames, isinf (p->value) ? -144.0f : (float) p->value, p->hold, p->bend };
    }
  return (LtLaneSpec) { out, points->len };
}

/* Of the strip itself (0) or of one of its sends. */
static LtLaneSpec
lane_of (Builder *b, const LtStrip *strip, LtId send_id, const char *key)
{
  const LtLane *lane = lt_session_spec_lane (strip, send_id, key);

  return points_of (b, lane != NULL ? lane->points : NULL);
}

/* The VCAs above @strip that have lanes. */
static void
add_vcas (Builder *b, const LtStrip *strip, LtStripSpec *out)
{
  LtVcaSpec *vcas;
  uint32_t   n = 0;

  for (const LtStrip *vca = lt_session_spec_vca_above (b->session, strip); vca != NULL && n < LT_SESSION_SPEC_MAX_DEPTH;
       vca = lt_session_spec_vca_above (b->session, vca))
    n++;
  if (n == 0)
    return;

  out->vcas = vcas = take (b, n, sizeof *vcas);
  for (const LtStrip *vca = lt_session_spec_vca_above (b->session, strip); n-- > 0; vca = lt_session_spec_vca_above (b->session, vca))
    {
      LtVcaSpec lanes = { lane_of (b, vca, 0, "fader"), lane_of (b, vca, 0, "mute") };

      if (lanes.fader.n_points + lanes.mute.n_points > 0)
        vcas[out->n_vcas++] = lanes;
    }
}

static const LtSource *
source_of (Builder *b, const LtClip *clip)
{
  if (b->source == NULL || b->source->id != clip->source_id)
    b->source = lt_session_find_source (b->session, clip->source_id);
  return b->source;
}

/* @from: of the clip, where its own 0 is. Behind its end the envelope stays as it is there. */
static LtLaneSpec
envelope_of_tail (Builder *b, const LtClip *clip, int64_t from)
{
  LtLaneSpec   whole = points_of (b, clip->envelope);
  LtPointSpec *points = whole.n_points > 0 ? take (b, whole.n_points + 1, sizeof *points) : NULL;
  uint32_t     n = 0;

  while (n < whole.n_points && whole.points[n].pos < clip->length_frames)
    {
      points[n] = whole.points[n];
      points[n++].pos -= from;
    }
  if (whole.n_points > 0)
    points[n++] = (LtPointSpec) { clip->length_frames - from, lt_lane_at (&whole, clip->length_frames, 0), false };
  return (LtLaneSpec) { points, n };
}

/* As one more clip, which begins with the fade-out. */
static void
add_tail (Builder *b, const LtTrack *track, guint index, const LtSource *source, LtStripSpec *out, LtClipSpec *c)
{
  LtClipTail    tail;
  const LtClip *clip = track->clips->pdata[index];

  if (!lt_clip_tail_find (b->session, track, index, &tail)
      || !b->feed_for (b->data, &(LtFeedWish) { source, clip, true, track->strip->id }, &c->feed))
    return;
  c->pos = tail.from;
  c->length = tail.to - tail.from;
  c->gain = lt_session_spec_gain (clip->gain_db) * (clip->polarity ? -1.0f : 1.0f);
  c->fade_out = tail.fade_out;
  c->envelope = envelope_of_tail (b, clip, tail.from - clip->pos_frames);
  out->n_clips++;
}

static gint
compare_clips (gconstpointer a, gconstpointer b, gpointer data)
{
  const LtClipSpec *p = a, *q = b;

  return (p->pos > q->pos) - (p->pos < q->pos);
}

static void
add_clips (Builder *b, const LtTrack *track, LtStripSpec *out)
{
  LtClipSpec *clips = take (b, 2 * (gsize) track->clips->len, sizeof *clips);

  out->clips = clips;
  for (guint i = 0; i < track->clips->len; i++)
    {
      const LtClip   *clip = g_ptr_array_index (track->clips, i);
      const LtSource *source = source_of (b, clip);
      LtClipSpec     *c = &clips[out->n_clips];
      bool            is_plain = lt_clip_sound_is_plain (clip);

      if (clip->mute)
        continue;
      if (source == NULL || !b->feed_for (b->data, &(LtFeedWish) { source, clip, false, track->strip->id }, &c->feed))
        {
          b->out->n_missing++;
          continue;
        }
      c->pos = clip->pos_frames;
      c->offset = is_plain ? clip->offset_frames : lt_clip_sound_print_offset (clip, source);
      c->length = clip->length_frames;
      c->gain = lt_session_spec_gain (clip->gain_db) * (clip->polarity ? -1.0f : 1.0f);
      c->fade_in = clip->fade_in_frames;
      c->fade_out = clip->fade_out_frames;
      c->fade_in_shape = (LtFadeShape) clip->fade_in_curve;
      c->fade_out_shape = (LtFadeShape) clip->fade_out_curve;
      c->reverse = clip->reverse && is_plain;
      c->envelope = points_of (b, clip->envelope);
      if (c->feed.n_channels == 2)
        out->n_channels = 2;
      out->n_clips++;
      if (!is_plain)
        add_tail (b, track, i, source, out, &clips[out->n_clips]);
    }
  g_qsort_with_data (clips, (gint) out->n_clips, sizeof *clips, compare_clips, NULL); /* those of one place stay in order */
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

static GArray *
edges_into (Builder *b, const LtId *strip_id)
{
  GArray *edges = g_hash_table_lookup (b->edges, strip_id);

  if (edges == NULL)
    g_hash_table_insert (b->edges, (gpointer) strip_id, edges = g_array_new (FALSE, TRUE, sizeof (LtEdgeSpec)));
  return edges;
}

static void
collect_send (Builder *b, const LtStrip *from, const LtSend *send, LtHearing hearing)
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

  g_array_append_val (edges_into (b, &send->to_id), edge);
}

/* Every output and send, for the strip in which it ends; in the session's order: the order of summing. */
static void
collect_edges (Builder *b)
{
  b->edges = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) g_array_unref);
  for (uint32_t i = 0; i < lt_session_n_strips (b->session); i++)
    {
      const LtStrip *from = lt_session_get_strip (b->session, i), *to = lt_session_spec_output (b->session, from);
      LtHearing      hearing = b->hearings[i];

      if (to != NULL)
        {
          LtEdgeSpec edge = { .id = from->id, .from_id = from->id, .gain = 1.0f, .mute = lt_session_spec_output_mute (hearing) };

          g_array_append_val (edges_into (b, &to->id), edge);
        }
      for (guint k = 0; k < from->sends->len; k++)
        collect_send (b, from, g_ptr_array_index (from->sends, k), hearing);
    }
}

static void
add_edges (Builder *b, const LtStrip *strip, LtStripSpec *out)
{
  const GArray *edges = g_hash_table_lookup (b->edges, &strip->id);

  if (edges == NULL)
    return;

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
  const LtTrack *track = strip->kind == LT_STRIP_TRACK ? g_ptr_array_index (b->session->tracks, index) : NULL; /* they come first */

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
  self->tempo = lt_tempo_ref (session->tempo);
  self->blobs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  LtStripSpec *strips = take (&b, n, sizeof *strips);
  uint32_t     n_sounding = 0;

  b.hearings = lt_session_spec_hearings (session);
  g_ptr_array_add (self->memory, b.hearings);
  collect_edges (&b);
  for (uint32_t i = 0; i < n; i++)
    if (lt_session_get_strip (session, i)->kind != LT_STRIP_VCA)
      add_strip (&b, i, &strips[n_sounding++]);
  g_hash_table_unref (b.edges);

  self->spec = (LtPlanSpec) {
    .rate_hz = session->rate_hz,
    .tempo_bpm = session->tempo_bpm,
    .tempo = self->tempo,
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
  lt_tempo_unref (self->tempo);
  g_ptr_array_unref (self->memory);
  g_ptr_array_unref (self->blobs);
  g_free (self);
}
