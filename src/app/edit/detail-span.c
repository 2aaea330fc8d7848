// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A time scale that stays on the clip, and a selection.
// Layer: app.

#include "app/edit/detail-span.h"

#include "app/shell/clip-print-keeper.h"
#include "session/clip-sound.h"
#include "studio/sample-heard.h"

#include <math.h>

#define MAX_DABS 4096u

struct _LtDetailSpan
{
  GObject parent_instance;

  LtEditState *state;
  LtId         clip_id;
  LtTimeScale  scale;
  gboolean     is_whole; /* the clip fills the width, whatever its length */
  double       width;
  int64_t      from, to; /* equal: nothing */
  double       low, high;
  GArray      *dabs;
  guint        channels;
  gboolean     is_busy;
};

G_DEFINE_FINAL_TYPE (LtDetailSpan, lt_detail_span, G_TYPE_OBJECT)

enum
{
  CHANGED,
  SELECTION,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

LtEditState *
lt_detail_span_get_state (LtDetailSpan *self)
{
  return self->state;
}

const LtClip *
lt_detail_span_get_clip (LtDetailSpan *self, const LtTrack **track)
{
  const LtSession *session = lt_edit_state_get_session (self->state);

  return session != NULL && self->clip_id != 0 ? lt_session_find_clip (session, self->clip_id, track) : NULL;
}

const LtSource *
lt_detail_span_get_source (LtDetailSpan *self)
{
  const LtClip *clip = lt_detail_span_get_clip (self, NULL);

  return clip != NULL ? lt_session_find_source (lt_edit_state_get_session (self->state), clip->source_id) : NULL;
}

char *
lt_detail_span_dup_path (LtDetailSpan *self)
{
  const LtClip   *clip = lt_detail_span_get_clip (self, NULL);
  const LtSource *source = lt_detail_span_get_source (self);

  if (source == NULL)
    return NULL;
  if (lt_clip_sound_is_plain (clip))
    return lt_edit_state_dup_source_path (self->state, source);
  return g_strdup (lt_clip_print_keeper_get_path (lt_clip_print_keeper_of (lt_edit_state_get_context (self->state)), clip));
}

gboolean
lt_detail_span_is_worked_over (LtDetailSpan *self)
{
  const LtClip *clip = lt_detail_span_get_clip (self, NULL);

  return clip != NULL && !lt_clip_sound_is_plain (clip);
}

gboolean
lt_detail_span_is_reversed (LtDetailSpan *self)
{
  const LtClip *clip = lt_detail_span_get_clip (self, NULL);

  return clip != NULL && clip->reverse && lt_clip_sound_is_plain (clip);
}

void
lt_detail_span_get_part (LtDetailSpan *self, int64_t *from, int64_t *to)
{
  const LtClip *clip = lt_detail_span_get_clip (self, NULL);

  lt_sample_heard_map (lt_edit_state_get_session (self->state), clip, clip->pos_frames, clip->pos_frames + clip->length_frames, from, to);
}

/* --- what is seen --- */

static double
frames_seen (const LtDetailSpan *self)
{
  return self->width * lt_time_scale_get_frames_per_pixel (&self->scale);
}

/* Session, clip or width may be others: the view stays on the clip. */
static void
renew (LtDetailSpan *self)
{
  const LtClip *clip = lt_detail_span_get_clip (self, NULL);
  LtTimeScale   shared = *lt_edit_state_get_scale (self->state);

  shared.zoom = self->scale.zoom;
  shared.start = self->scale.start;
  self->scale = shared;
  if (clip == NULL)
    return;

  double from = (double) clip->pos_frames, to = from + (double) clip->length_frames;
  if (self->is_whole)
    lt_time_scale_fit (&self->scale, from, to, self->width);
  self->scale.start = to - from <= frames_seen (self) ? from : CLAMP (self->scale.start, from, to - frames_seen (self));
}

static void
changed (LtDetailSpan *self)
{
  renew (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The clip is another, or shorter: what was selected behind it is not any more. */
static void
on_document (LtDetailSpan *self)
{
  if (self->from < self->to)
    lt_detail_span_set_range (self, (double) self->from, (double) self->to);
  changed (self);
}

/* There may be another file to show. */
static void
on_prints (LtDetailSpan *self)
{
  if (lt_detail_span_is_worked_over (self))
    changed (self);
}

const LtTimeScale *
lt_detail_span_get_scale (LtDetailSpan *self)
{
  return &self->scale;
}

void
lt_detail_span_set_clip (LtDetailSpan *self, LtId clip_id)
{
  if (self->clip_id != clip_id)
    {
      self->is_whole = TRUE;
      self->clip_id = clip_id;
      self->channels = 0;
      lt_detail_span_clear (self);
    }
  changed (self);
}

void
lt_detail_span_set_width (LtDetailSpan *self, double px)
{
  if (self->width == px)
    return;
  self->width = MAX (px, 1.0);
  changed (self);
}

void
lt_detail_span_zoom_at (LtDetailSpan *self, int steps, double x)
{
  self->is_whole = FALSE;
  lt_time_scale_zoom_at (&self->scale, steps, x < 0.0 ? self->width / 2.0 : x);
  changed (self);
}

void
lt_detail_span_scroll (LtDetailSpan *self, double px)
{
  self->is_whole = FALSE;
  self->scale.start += px * lt_time_scale_get_frames_per_pixel (&self->scale);
  changed (self);
}

void
lt_detail_span_show_whole (LtDetailSpan *self)
{
  self->is_whole = TRUE;
  changed (self);
}

void
lt_detail_span_reveal (LtDetailSpan *self, double frame, int closest_zoom)
{
  self->is_whole = FALSE;
  self->scale.zoom = MIN (self->scale.zoom, closest_zoom);
  self->scale.start = frame - frames_seen (self) / 2.0;
  changed (self);
}

/* --- what is selected --- */

gboolean
lt_detail_span_get_range (LtDetailSpan *self, int64_t *from, int64_t *to)
{
  *from = self->from;
  *to = self->to;
  return self->from < self->to;
}

void
lt_detail_span_set_range (LtDetailSpan *self, double from, double to)
{
  const LtClip *clip = lt_detail_span_get_clip (self, NULL);
  int64_t       first = clip != NULL ? clip->pos_frames : 0, last = clip != NULL ? first + clip->length_frames : 0;

  self->from = CLAMP (llround (MIN (from, to)), first, last);
  self->to = CLAMP (llround (MAX (from, to)), first, last);
  g_signal_emit (self, signals[SELECTION], 0);
}

gboolean
lt_detail_span_get_band (LtDetailSpan *self, double *low, double *high)
{
  *low = self->low;
  *high = self->high;
  return self->low < self->high;
}

void
lt_detail_span_set_band (LtDetailSpan *self, double low, double high)
{
  self->low = MIN (low, high);
  self->high = MAX (low, high);
  g_signal_emit (self, signals[SELECTION], 0);
}

const GArray *
lt_detail_span_get_dabs (LtDetailSpan *self)
{
  return self->dabs;
}

void
lt_detail_span_add_dab (LtDetailSpan *self, const LtDetailDab *dab)
{
  gboolean is_first = self->dabs->len == 0;

  if (self->dabs->len >= MAX_DABS)
    return;
  g_array_append_val (self->dabs, *dab);
  self->low = is_first ? dab->low_hz : MIN (self->low, dab->low_hz);
  self->high = is_first ? dab->high_hz : MAX (self->high, dab->high_hz);
  lt_detail_span_set_range (self, (double) (is_first ? dab->from : MIN (self->from, dab->from)), (double) (is_first ? dab->to : MAX (self->to, dab->to)));
}

void
lt_detail_span_clear (LtDetailSpan *self)
{
  self->from = self->to = 0;
  self->low = self->high = 0.0;
  g_array_set_size (self->dabs, 0);
  g_signal_emit (self, signals[SELECTION], 0);
}

guint
lt_detail_span_get_channels (LtDetailSpan *self)
{
  const LtSource *source = lt_detail_span_get_source (self);

  return source != NULL && source->n_channels > 1 ? self->channels : 0;
}

void
lt_detail_span_set_channels (LtDetailSpan *self, guint channels)
{
  self->channels = channels;
  g_signal_emit (self, signals[SELECTION], 0);
}

/* --- the file --- */

double
lt_detail_span_to_source (LtDetailSpan *self, double frame)
{
  const LtClip *clip = lt_detail_span_get_clip (self, NULL);

  return clip != NULL ? lt_sample_heard_to_file (lt_edit_state_get_session (self->state), clip, frame) : 0.0;
}

double
lt_detail_span_from_source (LtDetailSpan *self, double frame)
{
  const LtClip *clip = lt_detail_span_get_clip (self, NULL);

  return clip != NULL ? lt_sample_heard_from_file (lt_edit_state_get_session (self->state), clip, frame) : 0.0;
}

gboolean
lt_detail_span_get_busy (LtDetailSpan *self)
{
  return self->is_busy;
}

void
lt_detail_span_set_busy (LtDetailSpan *self, gboolean busy)
{
  self->is_busy = busy;
  g_signal_emit (self, signals[SELECTION], 0);
}

/* --- the class --- */

static void
lt_detail_span_dispose (GObject *object)
{
  LtDetailSpan *self = LT_DETAIL_SPAN (object);

  g_clear_object (&self->state);
  g_clear_pointer (&self->dabs, g_array_unref);
  G_OBJECT_CLASS (lt_detail_span_parent_class)->dispose (object);
}

static void
lt_detail_span_class_init (LtDetailSpanClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_detail_span_dispose;
  signals[CHANGED] = g_signal_new ("changed", LT_TYPE_DETAIL_SPAN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SELECTION] = g_signal_new ("selection", LT_TYPE_DETAIL_SPAN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lt_detail_span_init (LtDetailSpan *self)
{
  self->dabs = g_array_new (FALSE, FALSE, sizeof (LtDetailDab));
  self->width = 600.0;
  self->is_whole = TRUE;
}

LtDetailSpan *
lt_detail_span_new (LtEditState *state)
{
  LtDetailSpan *self = g_object_new (LT_TYPE_DETAIL_SPAN, NULL);

  self->state = g_object_ref (state);
  self->scale = *lt_edit_state_get_scale (state);
  g_signal_connect_object (lt_context_get_document (lt_edit_state_get_context (state)), "changed", G_CALLBACK (on_document), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lt_clip_print_keeper_of (lt_edit_state_get_context (state)), "changed", G_CALLBACK (on_prints), self, G_CONNECT_SWAPPED);
  return self;
}
