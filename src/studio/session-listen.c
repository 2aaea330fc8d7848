// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What of a session only the monitor hears.
// Layer: studio.

#include "studio/session-listen.h"

#include <math.h>
#include <string.h>

#define TURN_FADE_S   0.02
#define SHORTEST_LOOP 4096 /* frames: what a file written by hand may ask for at least */
#define MOST_TURNS    8192

/* A VCA has no sound to listen to. */
static bool
is_listened (const LtSession *session, const LtStrip *strip)
{
  return session->solo_mode != LT_SOLO_IN_PLACE && strip->kind != LT_STRIP_VCA && lt_session_spec_is_soloed (session, strip);
}

bool
lt_session_listen_same_objects (const GPtrArray *a, const GPtrArray *b)
{
  if (a == b)
    return true;
  if (a->len != b->len)
    return false;
  for (guint i = 0; i < a->len; i++)
    if (g_ptr_array_index (a, i) != g_ptr_array_index (b, i))
      return false;
  return true;
}

bool
lt_session_listen_is_same (const LtSession *a, const LtSession *b)
{
  uint32_t n = lt_session_n_strips (a);

  if (a->solo_mode != b->solo_mode || !lt_session_listen_same_objects (a->references, b->references) || n != lt_session_n_strips (b))
    return false;
  for (uint32_t i = 0; a->solo_mode != LT_SOLO_IN_PLACE && i < n; i++)
    if (is_listened (a, lt_session_get_strip (a, i)) != is_listened (b, lt_session_get_strip (b, i)))
      return false;
  return true;
}

static void *
take (LtSessionSpec *spec, gsize n, gsize size)
{
  void *memory = g_malloc0_n (MAX (n, 1), size);

  g_ptr_array_add (spec->memory, memory);
  return memory;
}

static void
add_listens (const LtSession *session, LtSessionSpec *spec)
{
  LtListenSpec *listens = take (spec, spec->spec.n_strips, sizeof *listens);

  for (uint32_t i = 0; i < spec->spec.n_strips; i++)
    {
      const LtStrip *strip = lt_session_find_strip (session, spec->spec.strips[i].id);

      if (strip != NULL && is_listened (session, strip))
        listens[spec->spec.n_listens++] = (LtListenSpec) { strip->id, session->solo_mode == LT_SOLO_PFL ? LT_TAP_PRE : LT_TAP_POST };
    }
  spec->spec.listens = listens;
}

/* The whole song. */
static uint32_t
add_song (const LtReference *reference, const LtSource *source, const LtFeed *feed, LtSessionSpec *spec, LtClipSpec **clips)
{
  int64_t skipped = MAX (reference->offset_frames, 0);

  *clips = take (spec, 1, sizeof **clips);
  **clips = (LtClipSpec) { .feed = *feed, .pos = MAX (-reference->offset_frames, 0), .offset = skipped, .length = source->n_frames - skipped, .gain = 1.0f };
  return 1;
}

/* The end of the loop, as far as there is song. */
static int64_t
loop_end (const LtReference *reference, const LtSource *source)
{
  return MIN (reference->loop_to, source->n_frames);
}

static bool
has_loop (const LtReference *reference, const LtSource *source)
{
  return loop_end (reference, source) - reference->loop_from >= SHORTEST_LOOP;
}

void
lt_session_listen_range (const LtReference *reference, const LtSource *source, int64_t *from, int64_t *to)
{
  bool loops = has_loop (reference, source);

  *from = loops ? reference->loop_from : 0;
  *to = loops ? loop_end (reference, source) : source->n_frames;
}

int64_t
lt_session_listen_frame (const LtReference *reference, const LtSource *source, int64_t pos)
{
  int64_t from, to, frame = pos + reference->offset_frames;

  lt_session_listen_range (reference, source, &from, &to);
  if (!has_loop (reference, source))
    return frame < 0 || frame >= to ? -1 : frame;
  frame = (frame - from) % (to - from);
  return from + frame + (frame < 0 ? to - from : 0);
}

/* The loop over and over: its turns lie where the song, by its offset, would have them, and there is one at every place of the
   session. They cross-fade over what the song has behind the loop and before it; a song that has neither there fades out and in. */
static uint32_t
add_turns (const LtSession *session, const LtReference *reference, const LtSource *source, const LtFeed *feed, LtSessionSpec *spec, LtClipSpec **clips)
{
  int64_t from = reference->loop_from, end = loop_end (reference, source), period = end - from, fade = llround (TURN_FADE_S * session->rate_hz);
  int64_t behind = MIN (fade, source->n_frames - end), before = MIN (fade - behind, from), cross = before + behind;
  int64_t first = (from - reference->offset_frames) % period; /* a turn begins here */
  int64_t last = MAX (lt_session_get_length (session), source->n_frames) + 2 * period;

  first -= first > 0 ? period : 0;
  if (cross < fade)
    before = behind = cross = 0;
  if (first + period <= cross) /* the session's start lies in its last fade */
    first += period;
  guint n = (guint) MIN ((last - first) / period + 1, MOST_TURNS);
  *clips = take (spec, n, sizeof **clips);
  for (guint i = 0; i < n; i++)
    {
      int64_t     begin = first + i * period - before, hidden = MAX (-begin, 0);
      LtClipSpec *clip = &(*clips)[i];

      *clip = (LtClipSpec) {
        .feed = *feed,
        .pos = begin + hidden,
        .offset = from - before + hidden,
        .length = period + cross - hidden,
        .gain = 1.0f,
        .fade_in = hidden > 0 ? 0 : cross > 0 ? cross : fade / 2,
        .fade_out = cross > 0 ? cross : fade / 2,
        .fade_in_shape = LT_CURVE_FADE_S,
        .fade_out_shape = LT_CURVE_FADE_S,
      };
    }
  return n;
}

/* A strip of its own with clips of the song: so the disk, jumps and gaps are as with any recording. Where a reference is
   already, it is its rival. */
static void
add_strip (LtId id, const LtClipSpec *clips, uint32_t n_clips, LtSessionSpec *spec)
{
  LtStripSpec *strips = take (spec, spec->spec.n_strips + 1, sizeof *strips);

  memcpy (strips, spec->spec.strips, spec->spec.n_strips * sizeof *strips);
  strips[spec->spec.n_strips++] = (LtStripSpec) {
    LT_STRIP_AS_IT_IS,
    .id = id,
    .clips = clips,
    .n_clips = n_clips,
    .n_channels = 2, /* also of a mono file: as loud on both sides as it is */
  };
  spec->spec.strips = strips;
  *(spec->spec.reference_id == 0 ? &spec->spec.reference_id : &spec->spec.rival_id) = id;
}

static void
add_reference (const LtSession *session, const LtReference *reference, const LtSource *source, const LtFeed *feed, LtSessionSpec *spec)
{
  LtClipSpec *clips;
  uint32_t    n_clips = has_loop (reference, source) ? add_turns (session, reference, source, feed, spec, &clips) : add_song (reference, source, feed, spec, &clips);

  add_strip (reference->id, clips, n_clips, spec);
}

void
lt_session_listen_add_reference (const LtSession *session, LtId reference_id, LtFeedFor feed_for, void *data, LtSessionSpec *spec)
{
  const LtReference *reference = reference_id != 0 ? lt_session_find_reference (session, reference_id) : NULL;
  const LtSource    *source = reference != NULL ? lt_session_find_source (session, reference->source_id) : NULL;
  LtFeed             feed = { 0 };

  if (source == NULL || reference_id == spec->spec.reference_id || (reference->offset_frames >= source->n_frames && !has_loop (reference, source)))
    return;
  if (feed_for (data, &(LtFeedWish) { .source = source, .strip_id = reference->id }, &feed))
    add_reference (session, reference, source, &feed, spec);
}

void
lt_session_listen_fill (const LtSession *session, LtId reference_id, LtFeedFor feed_for, void *data, LtSessionSpec *spec)
{
  add_listens (session, spec);
  lt_session_listen_add_reference (session, reference_id, feed_for, data, spec);
}

void
lt_session_listen_add_file (const LtSource *source, LtFeedFor feed_for, void *data, LtSessionSpec *spec)
{
  const LtReference whole = { .id = LT_SESSION_LISTEN_FILE };
  LtFeed            feed = { 0 };
  LtClipSpec       *clips;

  if (!feed_for (data, &(LtFeedWish) { .source = source, .strip_id = whole.id }, &feed))
    return;
  uint32_t n_clips = add_song (&whole, source, &feed, spec, &clips);
  add_strip (whole.id, clips, n_clips, spec);
}
