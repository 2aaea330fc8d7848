// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Clips that both sessions share cancel out. Between any two edges of the others the same frames of the same sources,
// equally loud, are the same sound, whichever clips they belong to.
// Layer: session.

#include "session/span-diff.h"

#include "session/clip-sound.h"
#include "session/clip-tail.h"
#include "session/session-private.h"

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const LtSpanDiff *p = a, *q = b;

  return (p->from > q->from) - (p->from < q->from);
}

void
lt_span_diff_tidy (GArray *spans, int64_t gap)
{
  guint n = 0;

  g_array_sort (spans, compare_spans);
  for (guint i = 0; i < spans->len; i++)
    {
      LtSpanDiff  span = g_array_index (spans, LtSpanDiff, i);
      LtSpanDiff *last = n > 0 ? &g_array_index (spans, LtSpanDiff, n - 1) : NULL;

      if (span.to <= span.from)
        continue;
      if (last != NULL && span.from - gap <= last->to)
        last->to = MAX (last->to, span.to);
      else
        g_array_index (spans, LtSpanDiff, n++) = span;
    }
  g_array_set_size (spans, n);
}

static void
add (GArray *spans, int64_t from, int64_t to)
{
  LtSpanDiff span = { from, to };

  g_array_append_val (spans, span);
}

/* --- clips --- */

static int64_t
end_of (const LtClip *clip)
{
  return clip->pos_frames + clip->length_frames;
}

/* Heard clips of @clips that are not in @others. */
static GPtrArray *
only_in (const GPtrArray *clips, GHashTable *others)
{
  GPtrArray *own = g_ptr_array_new ();

  for (guint i = 0; i < clips->len; i++)
    if (!((const LtClip *) clips->pdata[i])->mute && !g_hash_table_contains (others, clips->pdata[i]))
      g_ptr_array_add (own, clips->pdata[i]);
  return own;
}

static GHashTable *
set_of (const GPtrArray *clips)
{
  GHashTable *set = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < clips->len; i++)
    g_hash_table_add (set, clips->pdata[i]);
  return set;
}

/* Do both play the same frames of the same source at the same time? */
static bool
is_aligned (const LtClip *a, const LtClip *b)
{
  if (a->source_id != b->source_id || a->reverse != b->reverse)
    return false;
  return a->reverse ? end_of (a) + a->offset_frames == end_of (b) + b->offset_frames
                    : a->pos_frames - a->offset_frames == b->pos_frames - b->offset_frames;
}

static bool
same_fade_in (const LtClip *a, const LtClip *b, int64_t at)
{
  if (at >= a->pos_frames + a->fade_in_frames && at >= b->pos_frames + b->fade_in_frames)
    return true;
  return a->pos_frames == b->pos_frames && a->fade_in_frames == b->fade_in_frames && a->fade_in_curve == b->fade_in_curve;
}

/* @to: where the stretch ends that is asked about. */
static bool
same_fade_out (const LtClip *a, const LtClip *b, int64_t to)
{
  if (to <= end_of (a) - a->fade_out_frames && to <= end_of (b) - b->fade_out_frames)
    return true;
  return end_of (a) == end_of (b) && a->fade_out_frames == b->fade_out_frames && a->fade_out_curve == b->fade_out_curve;
}

static bool
same_envelope (const LtClip *a, const LtClip *b)
{
  bool is_flat = (a->envelope == NULL || a->envelope->len == 0) && (b->envelope == NULL || b->envelope->len == 0);

  return is_flat || (a->pos_frames == b->pos_frames && lt_lane_points_equal (a->envelope, b->envelope));
}

static bool
same_sound (const LtClip *a, const LtClip *b, int64_t from, int64_t to)
{
  return is_aligned (a, b) && a->gain_db == b->gain_db && a->polarity == b->polarity && a->extra == b->extra && lt_clip_sound_is_same (a, b) && same_envelope (a, b)
         && same_fade_in (a, b, from) && same_fade_out (a, b, to);
}

static bool
plays (const LtClip *clip, int64_t from, int64_t to)
{
  return clip->pos_frames < to && end_of (clip) > from;
}

/* Every clip that plays there has one on the other side that sounds the same. */
static bool
same_clips (const GPtrArray *a, const GPtrArray *b, int64_t from, int64_t to)
{
  g_autoptr (GPtrArray) left = g_ptr_array_new ();

  for (guint i = 0; i < b->len; i++)
    if (plays (b->pdata[i], from, to))
      g_ptr_array_add (left, b->pdata[i]);
  for (guint i = 0; i < a->len; i++)
    {
      guint k = 0;

      if (!plays (a->pdata[i], from, to))
        continue;
      while (k < left->len && !same_sound (a->pdata[i], left->pdata[k], from, to))
        k++;
      if (k == left->len)
        return false;
      g_ptr_array_remove_index_fast (left, k);
    }
  return left->len == 0;
}

static void
add_edges (GArray *edges, const GPtrArray *clips)
{
  for (guint i = 0; i < clips->len; i++)
    {
      const LtClip *clip = clips->pdata[i];
      int64_t       of_clip[] = { clip->pos_frames, clip->pos_frames + clip->fade_in_frames, end_of (clip) - clip->fade_out_frames, end_of (clip) };

      g_array_append_vals (edges, of_clip, G_N_ELEMENTS (of_clip));
    }
}

static int
compare_frames (gconstpointer a, gconstpointer b)
{
  int64_t p = *(const int64_t *) a, q = *(const int64_t *) b;

  return (p > q) - (p < q);
}

static void
diff_clips (const GPtrArray *before, const GPtrArray *after, GArray *spans)
{
  g_autoptr (GHashTable) old_set = set_of (before), new_set = set_of (after);
  g_autoptr (GPtrArray) gone = only_in (before, new_set), come = only_in (after, old_set);
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (int64_t));

  add_edges (edges, gone);
  add_edges (edges, come);
  g_array_sort (edges, compare_frames);
  for (guint i = 0; i + 1 < edges->len; i++)
    {
      int64_t from = g_array_index (edges, int64_t, i), to = g_array_index (edges, int64_t, i + 1);

      if (from < to && !same_clips (gone, come, from, to))
        add (spans, from, to);
    }
}

/* --- tails of clips --- */

static GArray *
list_tails (const LtSession *session, const LtTrack *track)
{
  GArray    *out = g_array_new (FALSE, FALSE, sizeof (LtClipTail));
  LtClipTail tail;

  for (guint i = 0; i < track->clips->len; i++)
    if (lt_clip_tail_find (session, track, i, &tail))
      g_array_append_val (out, tail);
  return out;
}

static int
compare_tails (gconstpointer a, gconstpointer b)
{
  const LtClipTail *p = a, *q = b;

  return p->from != q->from ? (p->from > q->from) - (p->from < q->from) : (p->to > q->to) - (p->to < q->to);
}

/* Takes one that sounds as @tail does out of @tails, which is sorted. */
static bool
take_same (GArray *tails, const LtClipTail *tail)
{
  guint lo = 0, hi = tails->len;

  while (lo < hi)
    {
      guint mid = (lo + hi) / 2;

      if (compare_tails (&g_array_index (tails, LtClipTail, mid), tail) < 0)
        lo = mid + 1;
      else
        hi = mid;
    }
  for (; lo < tails->len && compare_tails (&g_array_index (tails, LtClipTail, lo), tail) == 0; lo++)
    if (lt_clip_tail_is_same (&g_array_index (tails, LtClipTail, lo), tail))
      {
        g_array_remove_index (tails, lo);
        return true;
      }
  return false;
}

/* A clip that neither of the sessions changed may have lost who went on with its print, or got one. */
static void
diff_tails (const LtSession *before, const LtTrack *old, const LtSession *after, const LtTrack *track, GArray *spans)
{
  g_autoptr (GArray) gone = list_tails (before, old), come = list_tails (after, track);

  g_array_sort (gone, compare_tails);
  for (guint i = 0; i < come->len; i++)
    if (!take_same (gone, &g_array_index (come, LtClipTail, i)))
      add (spans, g_array_index (come, LtClipTail, i).from, g_array_index (come, LtClipTail, i).to);
  for (guint i = 0; i < gone->len; i++)
    add (spans, g_array_index (gone, LtClipTail, i).from, g_array_index (gone, LtClipTail, i).to);
}

/* --- lanes --- */

static bool
same_point (const LtPoint *a, const LtPoint *b)
{
  return a->pos_frames == b->pos_frames && a->value == b->value && a->hold == b->hold && a->bend == b->bend;
}

/* Between the last point before the change and the first behind it. */
static void
diff_points (const GArray *before, const GArray *after, GArray *spans)
{
  guint head = 0, tail = 0, shorter = MIN (before->len, after->len);

  while (head < shorter && same_point (&g_array_index (before, LtPoint, head), &g_array_index (after, LtPoint, head)))
    head++;
  if (head == before->len && head == after->len)
    return;
  while (tail < shorter - head
         && same_point (&g_array_index (before, LtPoint, before->len - 1 - tail), &g_array_index (after, LtPoint, after->len - 1 - tail)))
    tail++;
  add (spans, head > 0 ? g_array_index (before, LtPoint, head - 1).pos_frames : 0,
       tail > 0 ? g_array_index (before, LtPoint, before->len - tail).pos_frames : INT64_MAX);
}

/* False: other lanes. */
static bool
diff_lanes (const GPtrArray *before, const GPtrArray *after, GArray *spans)
{
  if (before->len != after->len)
    return false;
  for (guint i = 0; i < before->len; i++)
    {
      const LtLane *a = before->pdata[i], *b = after->pdata[i];

      if (a == b)
        continue;
      if (a->id != b->id || a->slot_id != b->slot_id || g_strcmp0 (a->key, b->key) != 0 || a->extra != b->extra)
        return false;
      diff_points (a->points, b->points, spans);
    }
  return true;
}

/* --- both --- */

/* The strip of @after's id gives its lanes. */
typedef struct
{
  const LtSession *after;
  GArray          *spans;
  bool             is_more; /* than has a place */
} Walk;

static LtStrip *
take_lanes (const LtStrip *strip, gpointer data)
{
  Walk          *walk = data;
  const LtStrip *other = lt_session_find_strip (walk->after, strip->id);

  if (other == NULL || !diff_lanes (strip->lanes, other->lanes, walk->spans))
    walk->is_more = true;
  if (walk->is_more || other == strip || other->lanes == strip->lanes)
    return NULL;

  LtStrip *next = lt_strip_copy (strip);
  lt_nodes_take (&next->lanes, g_ptr_array_ref (other->lanes));
  return next;
}

/* Sound stays stereo once a stereo clip is there. */
static uint32_t
n_channels (const LtSession *session, const GPtrArray *clips)
{
  for (guint i = 0; i < clips->len; i++)
    {
      const LtClip   *clip = clips->pdata[i];
      const LtSource *source = clip->mute ? NULL : lt_session_find_source (session, clip->source_id);

      if (source != NULL && source->n_channels == 2)
        return 2;
    }
  return 1;
}

static bool
same_file (const LtSource *a, const LtSource *b)
{
  return a == b
         || (g_strcmp0 (a->path, b->path) == 0 && g_strcmp0 (a->hash, b->hash) == 0 && a->n_frames == b->n_frames && a->n_channels == b->n_channels
             && a->rate_hz == b->rate_hz && a->extra == b->extra);
}

/* What both have is the same file in both. */
static bool
same_sources (const LtSession *before, const LtSession *after)
{
  for (guint i = 0; before->sources != after->sources && i < after->sources->len; i++)
    {
      const LtSource *source = after->sources->pdata[i], *old = lt_session_find_source (before, source->id);

      if (old != NULL && !same_file (old, source))
        return false;
    }
  return true;
}

/* @next gets @after's clips. False: other tracks. */
static bool
take_clips (LtSession *next, const LtSession *before, const LtSession *after, GArray *spans)
{
  if (before->tracks->len != after->tracks->len)
    return false;
  for (guint i = 0; i < before->tracks->len; i++)
    {
      const LtTrack *a = before->tracks->pdata[i], *b = after->tracks->pdata[i];

      if (a->strip->id != b->strip->id || n_channels (before, a->clips) != n_channels (after, b->clips))
        return false;
      if (a->clips == b->clips)
        continue;
      diff_clips (a->clips, b->clips, spans);
      diff_tails (before, a, after, b, spans);

      LtTrack *track = lt_track_copy (next->tracks->pdata[i]);
      lt_nodes_take (&track->clips, g_ptr_array_ref (b->clips));
      lt_nodes_take (&next->tracks, lt_nodes_with (next->tracks, i, track, (GDestroyNotify) lt_track_unref));
    }
  return true;
}

LtSession *
lt_span_diff_find (const LtSession *before, const LtSession *after, GArray *spans)
{
  Walk walk = { after, spans, false };
  g_autoptr (LtSession) next = lt_session_map_strips (before, take_lanes, &walk);
  g_autoptr (LtSession) copy = lt_session_copy (next);

  if (walk.is_more || !same_sources (before, after) || !take_clips (copy, before, after, spans))
    return NULL;
  lt_nodes_take (&copy->sources, g_ptr_array_ref (after->sources));
  lt_span_diff_tidy (spans, 0);
  return g_steal_pointer (&copy);
}
