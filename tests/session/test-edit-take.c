// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Takes: gathered from what lies on one another, chosen from, kept by files, undo and time edits.
// Layer: tests.

#include "helpers/test-clips.h"
#include "session/edit-take.h"

#include "helpers/test-session.h"
#include "session/check.h"
#include "session/diff.h"
#include "session/edit-clip.h"
#include "session/edit-clips-join.h"
#include "session/edit-session.h"
#include "session/edit-tempo.h"
#include "session/edit-track.h"
#include "session/patch.h"
#include "session/store.h"
#include "session/tempo.h"

#define RATE 48000
#define PASS (4 * RATE)

/* Three recordings of four seconds that lie on one another from second 1, and one clip after them. */
static LtSession *
make (LtId *track, LtId sources[3], LtId clips[3])
{
  LtSession *session = lt_session_new (RATE, "Takes");

  lt_session_take (&session, lt_edit_track_add (session, "Vox", -1, track));
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("Pass %d", i + 1);

      lt_session_take (&session, lt_edit_session_add_source (session, &(LtSourceInfo) { .path = name, .name = name, .n_frames = PASS, .n_channels = 1, .rate_hz = RATE }, &sources[i]));
      lt_session_take (&session, lt_edit_clip_add (session, *track, sources[i], RATE, 0, 0, &clips[i]));
    }
  lt_session_take (&session, lt_edit_clip_add (session, *track, sources[0], 8 * RATE, 0, RATE, NULL));
  return session;
}

static void
assert_whole (const LtSession *session)
{
  g_autoptr (GError) error = NULL;

  lt_check_session (session, &error);
  g_assert_no_error (error);
  lt_test_session_assert_round_trip (session);
}

static const LtTrack *
only_track (const LtSession *session)
{
  return session->tracks->pdata[0];
}

/* The source that is heard alone at @pos; 0: none, or two. */
static LtId
heard_at (const LtSession *session, int64_t pos)
{
  const GPtrArray *clips = only_track (session)->clips;
  LtId             heard = 0;
  guint            n = 0;

  for (guint i = 0; i < clips->len; i++)
    {
      const LtClip *clip = clips->pdata[i];

      if (clip->pos_frames > pos || clip->pos_frames + clip->length_frames <= pos)
        continue;
      heard = clip->source_id;
      n++;
    }
  return n == 1 ? heard : 0;
}

static void
test_gather (void)
{
  LtId track, sources[3], clips[3];
  g_autoptr (LtSession) session = make (&track, sources, clips);
  g_autoptr (LtSession) gathered = lt_edit_take_gather (session, track);
  g_autoptr (LtSession) again = lt_edit_take_gather (gathered, track);

  assert_whole (gathered);
  g_assert_cmpuint (lt_take_n (only_track (gathered)), ==, 3);
  for (guint t = 0; t < 3; t++)
    {
      const LtTake *take = only_track (gathered)->takes->pdata[t];

      g_assert_cmpuint (take->clips->len, ==, 1);
      g_assert_cmpuint (((const LtClip *) take->clips->pdata[0])->source_id, ==, sources[t]);
    }
  g_assert_cmpuint (heard_at (gathered, 2 * RATE), ==, sources[2]); /* the last one */
  g_assert_cmpuint (heard_at (gathered, 8 * RATE + 10), ==, sources[0]);
  g_assert_true (again == gathered); /* there is nothing more to gather */

  /* A short cross-fade is no stack. */
  g_autoptr (LtSession) faded = lt_session_ref (session);
  lt_session_take (&faded, lt_edit_clip_remove (faded, ((const LtClip *) only_track (faded)->clips->pdata[3])->id));
  for (int i = 1; i < 3; i++)
    lt_session_take (&faded, lt_edit_clip_move (faded, clips[i], track, RATE + i * (PASS - 4800)));
  g_autoptr (LtSession) same = lt_edit_take_gather (faded, track);
  g_assert_true (same == faded);
}

static void
test_choose (void)
{
  LtId track, sources[3], clips[3];
  g_autoptr (LtSession) session = make (&track, sources, clips);
  g_autoptr (LtSession) next = lt_edit_take_gather (session, track);
  LtId  first = ((const LtTake *) only_track (next)->takes->pdata[0])->id, second = ((const LtTake *) only_track (next)->takes->pdata[1])->id;
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (LtId));

  lt_session_take (&next, lt_edit_take_choose (next, first, 2 * RATE, 3 * RATE, made));
  assert_whole (next);
  g_assert_cmpuint (made->len, ==, 1);
  g_assert_cmpuint (heard_at (next, RATE + RATE / 2), ==, sources[2]);
  g_assert_cmpuint (heard_at (next, 2 * RATE + RATE / 2), ==, sources[0]);
  g_assert_cmpuint (heard_at (next, 4 * RATE), ==, sources[2]);

  /* What is heard plays its take in its place, and fades where they meet. */
  const LtClip *chosen = lt_session_find_clip (next, g_array_index (made, LtId, 0), NULL);
  g_assert_cmpint (chosen->pos_frames - chosen->offset_frames, ==, RATE);
  g_assert_cmpint (lt_take_find_of (only_track (next), chosen), ==, 0);
  g_assert_cmpint (chosen->fade_in_frames, >, 0);
  g_assert_cmpint (chosen->fade_out_frames, >, 0);

  /* Another choice over it, and one that steps. */
  lt_session_take (&next, lt_edit_take_choose (next, second, 0, 20 * RATE, NULL));
  g_assert_cmpuint (heard_at (next, 2 * RATE), ==, sources[1]);
  g_assert_cmpuint (heard_at (next, 8 * RATE + 10), ==, 0); /* the take has nothing there */
  chosen = only_track (next)->clips->pdata[0];
  g_array_set_size (made, 0);
  lt_session_take (&next, lt_edit_take_step (next, chosen->id, 1, made));
  g_assert_cmpuint (heard_at (next, 2 * RATE), ==, sources[2]);
  lt_session_take (&next, lt_edit_take_step (next, g_array_index (made, LtId, 0), 1, NULL));
  g_assert_cmpuint (heard_at (next, 2 * RATE), ==, sources[0]);
  assert_whole (next);

  /* What is locked stays. */
  chosen = only_track (next)->clips->pdata[0];
  lt_session_take (&next, lt_test_clips_flag (next, chosen->id, LT_CLIP_LOCK, true));
  g_autoptr (LtSession) same = lt_edit_take_choose (next, second, 2 * RATE, 3 * RATE, NULL);
  g_assert_true (same == next);

  /* Without takes what was chosen is still heard. */
  lt_session_take (&next, lt_edit_take_remove_all (next, track));
  g_assert_cmpuint (lt_take_n (only_track (next)), ==, 0);
  g_assert_cmpuint (heard_at (next, 2 * RATE), ==, sources[0]);
}

/* However often it is stepped, what is heard from where to where stays: fades belong to both halves. */
static void
test_stretches (void)
{
  LtId track, sources[3], clips[3];
  g_autoptr (LtSession) session = make (&track, sources, clips);
  g_autoptr (LtSession) next = lt_edit_take_gather (session, track);
  LtId    first = ((const LtTake *) only_track (next)->takes->pdata[0])->id;
  LtId    id;
  int64_t from, to;

  lt_session_take (&next, lt_edit_take_choose (next, first, 2 * RATE, 3 * RATE, NULL));
  for (int i = 0; i < 7; i++)
    {
      g_autoptr (GArray) stretches = lt_take_dup_stretches (only_track (next)), made = g_array_new (FALSE, FALSE, sizeof (LtId));
      const LtTakeStretch *middle = &g_array_index (stretches, LtTakeStretch, 1);

      g_assert_cmpuint (stretches->len, ==, 4);
      g_assert_cmpint (middle->take, ==, i % 3);
      g_assert_cmpint (middle->from, ==, 2 * RATE);
      g_assert_cmpint (middle->to, ==, 3 * RATE);
      g_assert_cmpint (g_array_index (stretches, LtTakeStretch, 0).from, ==, RATE);
      g_assert_cmpint (g_array_index (stretches, LtTakeStretch, 0).to, ==, 2 * RATE);
      g_assert_cmpint (g_array_index (stretches, LtTakeStretch, 2).to, ==, 5 * RATE);
      g_assert_cmpint (g_array_index (stretches, LtTakeStretch, 3).take, ==, -1); /* in no take */
      id = middle->clip_id;
      lt_session_take (&next, lt_edit_take_step (next, id, 1, made));
      g_assert_cmpuint (made->len, ==, 1);
    }
  assert_whole (next);

  /* The only take that has sound there is no other one. */
  lt_session_take (&next, lt_edit_take_remove_all (next, track));
  lt_session_take (&next, lt_edit_take_add (next, track, sources[1], 20 * RATE, &first));
  lt_session_take (&next, lt_edit_take_choose (next, first, 20 * RATE, 22 * RATE, NULL));
  const LtClip *last = only_track (next)->clips->pdata[only_track (next)->clips->len - 1];
  lt_take_get_stretch (only_track (next), last, &from, &to);
  g_assert_cmpint (from, ==, 20 * RATE);
  g_assert_cmpint (to, ==, 22 * RATE);
  g_autoptr (LtSession) same = lt_edit_take_step (next, last->id, 1, NULL);
  g_assert_true (same == next);
  g_assert_true (lt_take_has_sound (lt_take_find (next, first, NULL, NULL), 23 * RATE, 30 * RATE));
  g_assert_false (lt_take_has_sound (lt_take_find (next, first, NULL, NULL), 24 * RATE, 30 * RATE));
}

static void
test_keep (void)
{
  LtId track, sources[3], clips[3], take;
  g_autoptr (LtSession) session = make (&track, sources, clips);
  g_autoptr (LtSession) next = lt_edit_take_gather (session, track);
  g_autoptr (GError) error = NULL;

  /* A source that a take alone plays is used. */
  lt_session_take (&next, lt_edit_take_add (next, track, sources[1], 0, &take));
  g_autoptr (LtSession) used = lt_edit_session_drop_unused (next);
  g_assert_true (used == next);

  lt_session_take (&next, lt_edit_take_rename (next, take, "  The good one "));
  g_assert_cmpstr (lt_take_find (next, take, NULL, NULL)->name, ==, "The good one");

  /* A step of the history and a diff. */
  g_autoptr (GBytes) patch = lt_patch_make (session, next);
  g_autoptr (LtSession) patched = lt_patch_apply (session, patch, &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) a = lt_store_save (next), b = lt_store_save (patched);
  g_assert_true (g_bytes_equal (a, b));
  g_autoptr (GPtrArray) words = lt_diff_list (session, next);
  g_assert_true (g_ptr_array_find_with_equal_func (words, "Vox: added The good one", g_str_equal, NULL));
  g_autoptr (GBytes) back = lt_patch_make (next, session);
  g_autoptr (LtSession) was = lt_patch_apply (next, back, &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) c = lt_store_save (was), d = lt_store_save (session);
  g_assert_true (g_bytes_equal (c, d));

  /* A copy of the track has takes of its own. */
  g_autoptr (LtSession) doubled = lt_edit_track_duplicate (next, track, NULL);
  assert_whole (doubled);

  lt_session_take (&next, lt_edit_take_remove (next, take));
  g_assert_null (lt_take_find (next, take, NULL, NULL));
}

static void
test_time (void)
{
  LtId track, sources[3], clips[3];
  g_autoptr (LtSession) session = make (&track, sources, clips);
  g_autoptr (LtSession) next = lt_edit_take_gather (session, track);
  const LtTake         *take;

  lt_session_take (&next, lt_edit_ripple_insert (next, (LtRippleScope) { LT_RIPPLE_TRACK, 0, 0 }, 3 * RATE, RATE));
  take = only_track (next)->takes->pdata[0];
  g_assert_cmpuint (take->clips->len, ==, 2);
  g_assert_cmpint (((const LtClip *) take->clips->pdata[1])->pos_frames, ==, 4 * RATE);
  assert_whole (next);
  lt_session_take (&next, lt_edit_ripple_delete (next, (LtRippleScope) { LT_RIPPLE_ALL, 0, 0 }, 0, RATE));
  take = only_track (next)->takes->pdata[2];
  g_assert_cmpint (((const LtClip *) take->clips->pdata[0])->pos_frames, ==, 0);
  g_assert_cmpint (((const LtClip *) take->clips->pdata[1])->pos_frames, ==, 3 * RATE);
  assert_whole (next);
}

/* Random choices: what is heard at every place is what was chosen last there. */
static void
test_random (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (4);
  LtId track, sources[3], clips[3];
  g_autoptr (LtSession) session = make (&track, sources, clips);
  g_autoptr (LtSession) next = lt_edit_take_gather (session, track);
  LtId wanted[40]; /* of every tenth of a second from second 1 */

  for (int i = 0; i < 40; i++)
    wanted[i] = sources[2];
  for (int round = 0; round < 200; round++)
    {
      int           which = g_rand_int_range (rng, 0, 3), from = g_rand_int_range (rng, 0, 40), to = g_rand_int_range (rng, from + 1, 41);
      const LtTake *take = only_track (next)->takes->pdata[which];

      lt_session_take (&next, lt_edit_take_choose (next, take->id, RATE + from * RATE / 10, RATE + to * RATE / 10, NULL));
      for (int i = from; i < to; i++)
        wanted[i] = sources[which];
      for (int i = 0; i < 40; i++)
        g_assert_cmpuint (heard_at (next, RATE + i * RATE / 10 + RATE / 20), ==, wanted[i]);
    }
  assert_whole (next);
}

/* --- bars --- */

static LtSession *
change_tempo (const LtSession *session, GRand *rng)
{
  const LtTempoMap *map = session->tempo;
  int64_t           pulse = g_rand_int_range (rng, 0, 40) * (int64_t) LT_TEMPO_QUARTER;

  switch (g_rand_int_range (rng, 0, 4))
    {
    case 0:
      return lt_edit_tempo_set_metre (session, g_rand_int_range (rng, 0, 8), (uint32_t) g_rand_int_range (rng, 2, 9), 4, LT_TEMPO_KEEP_BARS);
    case 1:
      return map->n_tempos > 1 ? lt_edit_tempo_remove (session, map->tempos[1].pulse, LT_TEMPO_KEEP_BARS) : lt_session_ref (session);
    default:
      return lt_edit_tempo_set (session, pulse, g_rand_double_range (rng, 40.0, 200.0), g_rand_boolean (rng), LT_TEMPO_KEEP_BARS);
    }
}

/* By its place in the bars of @before. */
static int64_t
place_after (const LtSession *before, const LtSession *after, int64_t frames)
{
  LtTempoPlace place = lt_tempo_map_place (before->tempo, lt_tempo_get_pulse (before, frames));

  return MAX (lt_tempo_get_frames (after, lt_tempo_map_place_pulse (after->tempo, place)), 0);
}

/* Every clip is of the take that it was of; a stack went as one, to its bar, or stayed when a clip of it is locked. */
static void
assert_in_line (const LtSession *before, const LtSession *after)
{
  g_autoptr (GArray) was = lt_take_dup_stretches (only_track (before)), stacks = lt_take_dup_stacks (only_track (before));

  g_assert_cmpuint (only_track (after)->clips->len, ==, was->len);
  for (guint i = 0; i < was->len; i++)
    {
      const LtTakeStretch *old = &g_array_index (was, LtTakeStretch, i);
      const LtClip        *a = lt_session_find_clip (before, old->clip_id, NULL), *b = lt_session_find_clip (after, old->clip_id, NULL);
      const LtTakeStack   *stack = old->take >= 0 ? lt_take_find_stack (stacks, a) : NULL;
      int64_t              start = stack != NULL ? stack->from : a->pos_frames, by = b->pos_frames - a->pos_frames;
      bool                 stays = stack != NULL ? stack->locked : a->locked;

      g_assert_cmpint (lt_take_find_of (only_track (after), b), ==, old->take);
      g_assert_cmpint (old->take >= 0, ==, stack != NULL);
      g_assert_cmpint (ABS (start + by - (stays ? start : place_after (before, after, start))), <=, 1);
    }
  for (guint i = 0; i < stacks->len; i++) /* to the frame, so that cross-fades are whole */
    {
      const LtTakeStack *stack = &g_array_index (stacks, LtTakeStack, i);
      int64_t            first = INT64_MIN;

      for (guint k = 0; k < was->len; k++)
        {
          const LtTakeStretch *old = &g_array_index (was, LtTakeStretch, k);
          const LtClip        *a = lt_session_find_clip (before, old->clip_id, NULL), *b = lt_session_find_clip (after, old->clip_id, NULL);

          if (old->take < 0 || lt_take_find_stack (stacks, a) != stack)
            continue;
          first = first == INT64_MIN ? b->pos_frames - a->pos_frames : first;
          g_assert_cmpint (b->pos_frames - a->pos_frames, ==, first);
        }
    }
}

static void
test_bars (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (61);

  for (int round = 0; round < 60; round++)
    {
      LtId track, sources[3], clips[3], take, last;
      g_autoptr (LtSession) start = make (&track, sources, clips);
      g_autoptr (LtSession) session = lt_edit_take_gather (start, track);

      /* One that reaches into the stack from the middle on, and one that lies by itself. */
      lt_session_take (&session, lt_edit_take_add (session, track, sources[1], 3 * RATE + 777, &take));
      lt_session_take (&session, lt_edit_take_add (session, track, sources[2], 30 * RATE + round, &last));
      lt_session_take (&session, lt_edit_take_choose (session, last, 31 * RATE, 33 * RATE, NULL));
      for (int i = g_rand_int_range (rng, 1, 6); i > 0; i--)
        {
          int           from = g_rand_int_range (rng, RATE, 6 * RATE), to = from + g_rand_int_range (rng, RATE / 2, 2 * RATE);
          const LtTake *chosen = only_track (session)->takes->pdata[g_rand_int_range (rng, 0, 4)];

          lt_session_take (&session, lt_edit_take_choose (session, chosen->id, from, to, NULL));
        }
      if (round % 5 == 4)
        lt_session_take (&session, lt_test_clips_flag (session, ((const LtClip *) only_track (session)->clips->pdata[0])->id, LT_CLIP_LOCK, true));
      for (int i = 0; i < 5; i++)
        {
          g_autoptr (LtSession) next = change_tempo (session, rng);

          assert_in_line (session, next);
          assert_whole (next);
          lt_session_take (&session, g_steal_pointer (&next));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit-take/gather", test_gather);
  g_test_add_func ("/edit-take/choose", test_choose);
  g_test_add_func ("/edit-take/stretches", test_stretches);
  g_test_add_func ("/edit-take/keep", test_keep);
  g_test_add_func ("/edit-take/time", test_time);
  g_test_add_func ("/edit-take/random", test_random);
  g_test_add_func ("/edit-take/bars", test_bars);
  return g_test_run ();
}
