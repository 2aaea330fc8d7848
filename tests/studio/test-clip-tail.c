// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What effects of clips still give when the clip is over: heard once, by itself, as it would be of the sound cut there.
// Layer: tests.

#include "helpers/test-clips.h"
#include "helpers/test-dir.h"
#include "helpers/test-player.h"
#include "helpers/test-signal.h"
#include "media/writer.h"
#include "session/clip-sound.h"
#include "session/clip-tail.h"
#include "session/edit-clip-fx.h"
#include "session/edit-clip.h"
#include "session/edit-clips-join.h"
#include "session/edit-session.h"
#include "session/edit-slot.h"
#include "session/edit-tempo.h"
#include "session/edit-track.h"
#include "session/span-diff.h"
#include "studio/bounce.h"
#include "studio/clip-print.h"
#include "studio/clip-prints.h"
#include "studio/effect-run.h"
#include "studio/print.h"
#include "studio/renderer.h"

#include <math.h>
#include <string.h>

#define RATE 48000.0
#define N    (4 * 48000) /* of the recording */
#define END  (2 * 48000) /* of the clip: what is behind it must not be heard */
#define BLOCK 8192

typedef struct
{
  LtTestDir *dir;
  float     *samples;
  LtSession *session; /* a clip of the first half, its delay at work */
  LtId       track, source, clip, slot;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) rng = g_rand_new_with_seed (31);
  LtSourceInfo info = { .path = "audio/a.wav", .name = "a", .n_frames = N, .n_channels = 1, .rate_hz = RATE };
  LtWriterSpec spec = { .format = lt_file_format_find ("wav"), .bits = LT_BITS_FLOAT, .rate_hz = 48000, .n_channels = 1 };

  f->dir = lt_test_dir_new ();
  f->samples = g_new0 (float, N);
  lt_test_music (f->samples, N, RATE, 0.5, rng);
  g_autofree char *audio = g_build_filename (f->dir, "audio", NULL), *path = g_build_filename (audio, "a.wav", NULL);
  g_mkdir_with_parents (audio, 0777);
  g_autoptr (LtWriter) writer = lt_writer_open (path, &spec, &error);
  g_assert_no_error (error);
  lt_writer_write (writer, (const float *const *) &f->samples, N, &error);
  lt_writer_commit (writer, true, &error);
  g_assert_no_error (error);
  f->session = lt_session_new (RATE, "Tail");
  lt_session_take (&f->session, lt_edit_session_pan_law (f->session, LT_PAN_LAW_0DB));
  lt_session_take (&f->session, lt_edit_session_add_source (f->session, &info, &f->source));
  lt_session_take (&f->session, lt_edit_track_add (f->session, "Track", -1, &f->track));
  lt_session_take (&f->session, lt_edit_clip_add (f->session, f->track, f->source, 0, 0, 0, &f->clip));
  lt_session_take (&f->session, lt_edit_clip_fx_add_slot (f->session, f->clip, lt_fx_find ("delay"), -1, NULL, &f->slot));
  lt_session_take (&f->session, lt_edit_clip_trim_end (f->session, f->clip, END));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_pointer (&f->session, lt_session_unref);
  lt_test_dir_free (f->dir);
  g_free (f->samples);
}

static bool
take (void *data, const float *const *in, uint32_t n_frames, GError **error)
{
  g_array_append_vals (data, in[0], n_frames);
  return true;
}

/* The left side, with all that sounds on. */
static GArray *
render_to (const LtSession *session, const char *folder, int64_t to)
{
  g_autoptr (GError) error = NULL;
  GArray        *out = g_array_new (FALSE, FALSE, sizeof (float));
  LtRenderTarget target = { 0, take, out };
  LtRenderJob    job = { .session = session, .folder = folder, .to = to, .compensate = true, .targets = &target, .n_targets = 1, .n_threads = 1 };

  lt_renderer_run (&job, &error);
  g_assert_no_error (error);
  return out;
}

static GArray *
render (const LtSession *session, const char *folder)
{
  return render_to (session, folder, lt_print_length (session));
}

static float
at (const GArray *a, int64_t frame)
{
  return frame < (int64_t) a->len ? g_array_index (a, float, frame) : 0.0f;
}

static float
loudest (const GArray *a, int64_t from, int64_t to)
{
  float most = 0.0f;

  for (int64_t i = from; i < to; i++)
    most = fmaxf (most, fabsf (at (a, i)));
  return most;
}

static void
assert_same (const GArray *a, const GArray *b)
{
  for (guint i = 0; i < MAX (a->len, b->len); i++)
    if (at (a, i) != at (b, i))
      g_error ("frame %u: %.9g and %.9g", i, at (a, i), at (b, i));
}

static const LtClip *
clip_of (const LtSession *session, LtId id)
{
  return lt_session_find_clip (session, id, NULL);
}

static const LtTrack *
only_track (const LtSession *session)
{
  return session->tracks->pdata[0];
}

/* --- what it is --- */

/* (transfer full): @n frames of what the clip's delay makes of @x (N frames) that is cut at @cut. */
static float *
delayed (const LtSession *session, LtId slot_id, const float *x, int64_t cut, int64_t n)
{
  const LtSlot *slot = lt_clip_sound_find (session, slot_id, NULL, NULL);
  g_autoptr (LtEffectRun) run = lt_effect_run_new_for (slot->type, RATE, 1, slot->values, NULL);
  float *out = g_new0 (float, n + BLOCK);

  memcpy (out, x, (gsize) MIN (MIN (cut, N), n) * sizeof (float));
  for (int64_t i = 0; i < n; i += BLOCK)
    lt_effect_run_process (run, &(float *){ out + i }, BLOCK);
  g_assert_cmpuint (lt_effect_run_get_latency (run), ==, 0);
  return out;
}

static double
shape (LtFadeCurve curve, double x)
{
  switch (curve)
    {
    case LT_FADE_EQUAL_POWER:
      return sin (x * G_PI / 2.0);
    case LT_FADE_S:
      return 0.5 - 0.5 * cos (x * G_PI);
    case LT_FADE_EXPONENTIAL:
      return x * x * x;
    default:
      return x;
    }
}

/* @x: what the clip's print is made from, of which it plays from @first on. */
static void
assert_is_reference (const Fixture *f, const LtSession *session, const float *x, int64_t first)
{
  const LtClip     *clip = clip_of (session, f->clip);
  int64_t           n = lt_print_length (session), fade = clip->fade_out_frames, length = clip->length_frames;
  g_autoptr (GArray) heard = render (session, f->dir);
  g_autofree float *whole = delayed (session, f->slot, x, N, first + n), *cut = delayed (session, f->slot, x, first + length - fade, first + n);
  double            gain = pow (10.0, clip->gain_db / 20.0);

  g_assert_cmpint (n, >, length);
  for (int64_t i = 0; i < n; i++)
    {
      double in = i >= length ? 0.0 : i < length - fade ? 1.0 : shape (clip->fade_out_curve, (double) (length - i) / (double) (fade + 1));
      double want = gain * (in * (double) whole[first + i] + (1.0 - in) * (i >= length - fade ? (double) cut[first + i] : 0.0));

      if (fabs (want - (double) at (heard, i)) > 2e-6)
        g_error ("fade %d of %d: frame %d is %.7f, not %.7f", (int) fade, (int) clip->fade_out_curve, (int) i, at (heard, i), want);
    }
  g_assert_cmpfloat (loudest (heard, length, n), >, 0.01); /* or nothing was shown */
}

static void
test_reference (Fixture *f, gconstpointer data)
{
  g_autofree float *backwards = g_new (float, N);

  for (guint i = 0; i < N; i++)
    backwards[i] = f->samples[N - 1 - i];
  assert_is_reference (f, f->session, f->samples, 0);
  for (int curve = 0; curve < 4; curve++)
    {
      g_autoptr (LtSession) faded = lt_edit_clip_fade_out (f->session, f->clip, 30000, (LtFadeCurve) curve);
      g_autoptr (LtSession) softer = lt_edit_clip_gain (faded, f->clip, -4.5);

      assert_is_reference (f, softer, f->samples, 0);
    }
  g_autoptr (LtSession) reversed = lt_test_clips_flag (f->session, f->clip, LT_CLIP_REVERSE, true);
  assert_is_reference (f, reversed, backwards, N - END);
}

/* Its gain at the end goes on; points that a trim has hidden don't come back. */
static void
test_envelope (Fixture *f, gconstpointer data)
{
  const LtPoint points[] = { { 0, 0.0, false }, { END - 24000, 0.0, false }, { END + 24000, -12.0, false }, { END + 48000, 24.0, false } };
  g_autoptr (LtSession) longer = lt_edit_clip_trim_end (f->session, f->clip, N);
  g_autoptr (LtSession) shaped = lt_edit_clip_envelope (longer, f->clip, points, G_N_ELEMENTS (points));
  g_autoptr (LtSession) trimmed = lt_edit_clip_trim_end (shaped, f->clip, END);
  g_autoptr (GArray) plain = render (f->session, f->dir), heard = render (trimmed, f->dir);
  float gain = powf (10.0f, -6.0f / 20.0f);

  g_assert_cmpuint (plain->len, ==, heard->len);
  for (guint i = END; i < heard->len; i++)
    g_assert_cmpfloat (fabsf (at (heard, i) - gain * at (plain, i)), <, 1e-6f);
}

/* What never ends is faded out, and short of the bound. */
static void
test_endless (Fixture *f, gconstpointer data)
{
  int feedback = lt_param_find (lt_fx_find ("delay")->params, lt_fx_find ("delay")->n_params, "feedback");
  g_autoptr (LtSession) session = lt_edit_slot_value (f->session, f->slot, (guint) feedback, 100.0f);
  int64_t most = (int64_t) (LT_CLIP_TAIL_MAX_S * RATE);

  g_assert_cmpint (lt_clip_tail_length (session, clip_of (session, f->clip)), ==, most);
  g_assert_cmpint (lt_print_length (session), ==, END + most);
  g_autoptr (GArray) heard = render (session, f->dir);
  g_assert_cmpfloat (loudest (heard, END + most - 96000, END + most - 48000), >, 0.01);
  g_assert_cmpfloat (loudest (heard, END + most - 40, END + most), <, 0.001);
}

/* Effects that end with their sound leave all as it was. */
static void
test_none (Fixture *f, gconstpointer data)
{
  g_autoptr (LtSession) bare = lt_edit_slot_remove (f->session, f->slot);
  g_autoptr (LtSession) session = lt_edit_clip_fx_add_slot (bare, f->clip, lt_fx_find ("comp"), -1, NULL, NULL);
  LtClipTail tail;

  g_assert_false (lt_clip_tail_find_of (session, f->clip, &tail));
  g_assert_null (lt_clip_print_dup_tail_path (session, clip_of (session, f->clip), f->dir));
  g_assert_cmpint (lt_print_length (session), ==, END);
}

/* --- whose it is --- */

static void
test_split (Fixture *f, gconstpointer data)
{
  g_autoptr (LtSession) faded = lt_edit_clip_fade_out (f->session, f->clip, 9000, LT_FADE_S);
  g_autoptr (GArray) whole = render (faded, f->dir);
  LtId       middle, right;
  LtClipTail tail;

  for (int reverse = 0; reverse < 2; reverse++)
    {
      g_autoptr (LtSession) one = lt_test_clips_flag (faded, f->clip, LT_CLIP_REVERSE, reverse != 0);
      g_autoptr (LtSession) two = lt_edit_clip_split (one, f->clip, 20000, &middle);
      g_autoptr (LtSession) three = lt_edit_clip_split (two, middle, 50000, &right);
      g_autoptr (GArray) heard = render (one, f->dir), parts = render (three, f->dir);

      g_assert_false (lt_clip_tail_find_of (three, f->clip, &tail));
      g_assert_false (lt_clip_tail_find_of (three, middle, &tail));
      g_assert_true (lt_clip_tail_find_of (three, right, &tail));
      g_assert_cmpint (tail.from, ==, END - 9000);
      g_assert_cmpint (lt_print_length (one), ==, lt_print_length (three));
      assert_same (heard, parts);
    }

  /* A cross-fade where it was cut: the one that goes on has the ringing. */
  g_autoptr (LtSession) cut = lt_edit_clip_split (faded, f->clip, 40000, &right);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LtId));
  g_array_append_val (ids, f->clip);
  g_array_append_val (ids, right);
  g_autoptr (LtSession) crossed = lt_edit_clips_crossfade (cut, ids, 3000);
  g_assert_cmpint (clip_of (crossed, f->clip)->fade_out_frames, >, 0);
  g_assert_false (lt_clip_tail_find_of (crossed, f->clip, &tail));
  g_autoptr (GArray) heard = render (crossed, f->dir);
  g_assert_cmpuint (heard->len, ==, whole->len);
  for (guint i = 0; i < whole->len; i++)
    g_assert_cmpfloat (fabsf (at (heard, i) - at (whole, i)), <, 2e-6f);
}

/* The last piece is taken away, or begins later: what is left rings by itself until it comes. */
static void
test_last_piece (Fixture *f, gconstpointer data)
{
  LtId right;
  g_autoptr (LtSession) parts = lt_edit_clip_split (f->session, f->clip, 40000, &right);
  g_autoptr (LtSession) left = lt_edit_clip_remove (parts, right), muted = lt_edit_clip_mute (parts, right, true);
  g_autoptr (LtSession) trimmed = lt_edit_clip_trim_end (f->session, f->clip, 40000);
  g_autoptr (LtSession) late = lt_edit_clip_trim_start (parts, right, 60000);
  g_autoptr (LtSession) soft = lt_edit_clip_fade_in (late, right, 2000, LT_FADE_LINEAR);
  LtClipTail tail;

  g_autoptr (GArray) of_left = render_to (left, f->dir, N), of_muted = render_to (muted, f->dir, N), of_trimmed = render_to (trimmed, f->dir, N);
  assert_same (of_left, of_trimmed);
  assert_same (of_left, of_muted);
  g_assert_cmpfloat (loudest (of_left, 40000, N), >, 0.01);

  g_assert_true (lt_clip_tail_find_of (late, f->clip, &tail));
  g_assert_cmpint (tail.from, ==, 40000);
  g_assert_cmpint (tail.to, ==, 60000);
  g_assert_true (lt_clip_tail_find_of (soft, f->clip, &tail));
  g_assert_cmpint (tail.to, ==, 62000);
  g_assert_cmpint (tail.fade_out, ==, 2000);
  g_autoptr (GArray) whole = render (f->session, f->dir), of_late = render (late, f->dir);
  for (guint i = 0; i < of_late->len; i++)
    g_assert_cmpfloat (at (of_late, i), ==, i < 40000 || i >= 60000 ? at (whole, i) : at (of_left, i));
}

/* A piece that is trimmed out of the window that its print was made of has another print, and goes on with the first all the same. */
static void
test_other_window (Fixture *f, gconstpointer data)
{
  LtId slot, right;
  g_autoptr (LtSession) bare = lt_edit_slot_remove (f->session, f->slot), brief = lt_edit_clip_trim_end (bare, f->clip, 24000);

  for (int reverse = 0; reverse < 2; reverse++)
    {
      g_autoptr (LtSession) turned = lt_test_clips_flag (brief, f->clip, LT_CLIP_REVERSE, reverse != 0);
      g_autoptr (LtSession) wet = lt_edit_clip_fx_add_slot (turned, f->clip, lt_fx_find ("delay"), -1, NULL, &slot);
      g_autoptr (LtSession) later = lt_edit_clip_move (wet, f->clip, f->track, 300000);
      g_autoptr (LtSession) two = lt_edit_clip_split (later, f->clip, 312000, &right);
      g_autoptr (LtSession) out = reverse != 0 ? lt_edit_clip_trim_start (two, f->clip, 300000 - 130000) : lt_edit_clip_trim_end (two, right, 300000 + 150000);
      g_autoptr (LtSession) whole = reverse != 0 ? lt_edit_clip_trim_start (later, f->clip, 300000 - 130000) : lt_edit_clip_trim_end (later, f->clip, 300000 + 150000);
      LtClipTail tail;

      g_assert_cmpint (clip_of (out, f->clip)->sound.print_to, !=, clip_of (out, right)->sound.print_to);
      g_assert_false (lt_clip_tail_find_of (out, f->clip, &tail));
      g_assert_true (lt_clip_tail_find_of (out, right, &tail));
      g_autoptr (GArray) heard = render (out, f->dir), want = render (whole, f->dir);
      for (guint i = 0; i < heard->len && reverse == 0; i++)
        g_assert_cmpfloat (fabsf (at (heard, i) - at (want, i)), <, 2e-6f);
    }
}

/* A clip that nobody hears rings no more. */
static void
test_gone (Fixture *f, gconstpointer data)
{
  g_autoptr (LtSession) muted = lt_edit_clip_mute (f->session, f->clip, true), resting = lt_edit_slot_bypass (f->session, f->slot, true);
  LtClipTail tail;

  g_assert_false (lt_clip_tail_find_of (muted, f->clip, &tail));
  g_assert_cmpint (lt_print_length (muted), ==, END);
  g_assert_cmpint (lt_print_length (resting), ==, END);
  g_autoptr (GArray) heard = render_to (muted, f->dir, N), dry = render_to (resting, f->dir, N);
  g_assert_cmpfloat (loudest (heard, 0, N), ==, 0.0f);
  g_assert_cmpfloat (loudest (dry, END, N), ==, 0.0f);
}

/* Two clips of the same sound that have nothing to do with one another each ring. */
static void
test_both_ring (Fixture *f, gconstpointer data)
{
  LtId copy;
  g_autoptr (LtSession) two = lt_edit_clip_duplicate (f->session, f->clip, f->track, END + 4800, &copy);
  LtClipTail first, second;

  g_assert_true (lt_clip_tail_find_of (two, f->clip, &first));
  g_assert_true (lt_clip_tail_find_of (two, copy, &second));
  g_assert_cmpint (second.to - first.to, ==, END + 4800);
  g_autoptr (GArray) one = render (f->session, f->dir), both = render (two, f->dir);
  for (guint i = 0; i < both->len; i++)
    g_assert_cmpfloat (fabsf (at (both, i) - at (one, i) - (i >= END + 4800 ? at (one, i - END - 4800) : 0.0f)), <, 1e-6f);
}

/* --- where it counts --- */

static void
test_playback (Fixture *f, gconstpointer data)
{
  g_autoptr (LtSession) faded = lt_edit_clip_fade_out (f->session, f->clip, 12000, LT_FADE_EQUAL_POWER);

  g_assert_true (lt_clip_prints_are_missing (faded, f->dir));
  g_autoptr (GArray) rendered = render (faded, f->dir);
  g_assert_false (lt_clip_prints_are_missing (faded, f->dir));
  g_auto (LtTestHeard) heard = lt_test_player_hear (faded, f->dir, 0, NULL, NULL);
  g_assert_cmpfloat (lt_test_peak (heard.l + END, LT_TEST_PLAYER_FRAMES - END), >, 0.01);
  for (guint i = 0; i < LT_TEST_PLAYER_FRAMES; i++)
    if (heard.l[i] != at (rendered, i))
      g_error ("frame %u: %.9g was played, %.9g was rendered", i, heard.l[i], at (rendered, i));
}

static void
assert_span (const LtSession *before, const LtSession *after, int64_t from, int64_t to)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (LtSpanDiff));
  g_autoptr (LtSession) rest = lt_span_diff_find (before, after, spans);

  g_assert_nonnull (rest);
  g_assert_cmpuint (spans->len, ==, from < to);
  if (from >= to)
    return;
  g_assert_cmpint (g_array_index (spans, LtSpanDiff, 0).from, ==, from);
  g_assert_cmpint (g_array_index (spans, LtSpanDiff, 0).to, ==, to);
}

static void
test_spans (Fixture *f, gconstpointer data)
{
  LtId    right;
  int64_t length = lt_clip_tail_length (f->session, clip_of (f->session, f->clip));
  g_autoptr (LtSession) parts = lt_edit_clip_split (f->session, f->clip, 40000, &right);
  g_autoptr (LtSession) left = lt_edit_clip_remove (parts, right), trimmed = lt_edit_clip_trim_end (f->session, f->clip, 60000);
  g_autoptr (LtSession) louder = lt_edit_clip_gain (f->session, f->clip, 1.0), faded = lt_edit_clip_fade_out (f->session, f->clip, 5000, LT_FADE_LINEAR);
  g_autoptr (LtSession) named = lt_edit_clip_name (f->session, f->clip, "Other");

  assert_span (f->session, parts, 0, 0);
  assert_span (f->session, named, 0, 0);
  assert_span (parts, left, 40000, END + length); /* also that of the left one, which is the same clip in both */
  assert_span (left, parts, 40000, END + length);
  assert_span (f->session, trimmed, 60000, END + length);
  assert_span (f->session, louder, 0, END + length);
  assert_span (f->session, faded, END - 5000, END + length);
}

/* One recording of it all. */
static void
test_bounced (Fixture *f, gconstpointer data)
{
  LtId right;
  g_autoptr (GError) error = NULL;
  g_autoptr (LtSession) parts = lt_edit_clip_split (f->session, f->clip, 40000, &right), faded = lt_edit_clip_fade_out (parts, right, 7000, LT_FADE_S);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LtId)), made = g_array_new (FALSE, FALSE, sizeof (LtId));
  LtBounceSpec spec = { .session = faded, .folder = f->dir, .ids = ids };

  g_array_append_val (ids, f->clip);
  g_array_append_val (ids, right);
  g_autoptr (LtBounce) bounce = lt_bounce_new (&spec, &error);
  g_assert_no_error (error);
  g_autoptr (LtSession) next = lt_bounce_apply (bounce, faded, made, &error);
  g_assert_no_error (error);
  lt_bounce_keep (bounce);
  g_autoptr (GArray) before = render (faded, f->dir), after = render (next, f->dir);
  g_assert_cmpuint (only_track (next)->clips->len, ==, 1);
  g_assert_cmpint (lt_print_length (next), ==, lt_print_length (faded));
  assert_same (before, after);
}

/* (transfer full): @ids, or of these the range, consolidated: nothing else is heard than before. */
static LtSession *
assert_bounces (const Fixture *f, const LtSession *session, const GArray *ids, int64_t from, int64_t to)
{
  g_autoptr (GError) error = NULL;
  LtBounceSpec spec = { .session = session, .folder = f->dir, .ids = ids, .from = from, .to = to };
  g_autoptr (LtBounce) bounce = lt_bounce_new (&spec, &error);
  g_assert_no_error (error);
  LtSession *next = lt_bounce_apply (bounce, session, NULL, &error);
  g_assert_no_error (error);
  lt_bounce_keep (bounce);
  g_autoptr (GArray) before = render (session, f->dir), after = render (next, f->dir);
  for (guint i = 0; i < MAX (before->len, after->len); i++)
    if (fabsf (at (before, i) - at (after, i)) > 1e-6f)
      g_error ("frame %u was %.7f and is %.7f", i, (double) at (before, i), (double) at (after, i));
  return next;
}

/* A piece that stays rings by itself from then on: what replaces the next one has its ringing no more. */
static void
test_bounced_piece (Fixture *f, gconstpointer data)
{
  LtId right;
  g_autoptr (LtSession) parts = lt_edit_clip_split (f->session, f->clip, 40000, &right), softer = lt_edit_clip_gain (parts, f->clip, -1.0);
  g_autoptr (GArray) whole = g_array_new (FALSE, FALSE, sizeof (LtId)), half = g_array_new (FALSE, FALSE, sizeof (LtId));
  LtClipTail tail;

  g_array_append_val (half, right);
  g_array_append_val (whole, f->clip);
  g_autoptr (LtSession) one = assert_bounces (f, softer, half, 0, 0), middle = assert_bounces (f, f->session, whole, 30000, 50000);
  g_assert_true (lt_clip_tail_find_of (one, f->clip, &tail));
  g_assert_cmpint (tail.from, ==, 40000);
  g_assert_cmpuint (only_track (middle)->clips->len, ==, 3);
  g_assert_true (lt_clip_tail_find_of (middle, f->clip, &tail));
  g_assert_cmpint (tail.to, ==, 50000); /* there its print goes on */
}

/* What rings into a piece that stays, is over where that has come in. */
static void
test_bounced_before (Fixture *f, gconstpointer data)
{
  LtId right;
  g_autoptr (LtSession) parts = lt_edit_clip_split (f->session, f->clip, 40000, &right), late = lt_edit_clip_trim_start (parts, right, 60000);
  g_autoptr (LtSession) soft = lt_edit_clip_fade_in (late, right, 2000, LT_FADE_LINEAR);
  g_autoptr (GArray) left = g_array_new (FALSE, FALSE, sizeof (LtId));

  g_array_append_val (left, f->clip);
  g_autoptr (LtSession) next = assert_bounces (f, soft, left, 0, 0);
  g_assert_cmpuint (only_track (next)->clips->len, ==, 2);
}

/* Of two that are faded into one another the first has none. */
static void
test_bounced_crossed (Fixture *f, gconstpointer data)
{
  LtId right;
  g_autoptr (LtSession) parts = lt_edit_clip_split (f->session, f->clip, 40000, &right);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LtId)), left = g_array_new (FALSE, FALSE, sizeof (LtId));

  g_array_append_val (left, f->clip);
  g_array_append_val (ids, f->clip);
  g_array_append_val (ids, right);
  g_autoptr (LtSession) crossed = lt_edit_clips_crossfade (parts, ids, 6000), next = assert_bounces (f, crossed, left, 0, 0);
  g_assert_cmpuint (only_track (next)->clips->len, ==, 2);
}

/* While it was rendered its neighbour went, which would have had its ringing. */
static void
test_bounced_meanwhile (Fixture *f, gconstpointer data)
{
  LtId right;
  g_autoptr (GError) error = NULL;
  g_autoptr (LtSession) parts = lt_edit_clip_split (f->session, f->clip, 40000, &right), gone = lt_edit_clip_remove (parts, f->clip);
  g_autoptr (LtSession) slower = lt_edit_tempo_set (parts, 0, 87.0, false, LT_TEMPO_KEEP_TIMES), named = lt_edit_clip_name (parts, f->clip, "Other");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LtId));
  LtBounceSpec spec = { .session = parts, .folder = f->dir, .ids = ids };

  g_array_append_val (ids, right);
  g_autoptr (LtBounce) bounce = lt_bounce_new (&spec, &error);
  g_assert_no_error (error);
  g_assert_null (lt_bounce_apply (bounce, gone, NULL, &error));
  g_assert_error (error, LT_BOUNCE_ERROR, LT_BOUNCE_ERROR_CHANGED);
  g_clear_error (&error);
  g_assert_null (lt_bounce_apply (bounce, slower, NULL, &error));
  g_clear_error (&error);
  g_autoptr (LtSession) next = lt_bounce_apply (bounce, named, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (lt_session_find_clip (next, f->clip, NULL));
}

/* Repeats that follow the tempo follow that of the session. */
static void
test_bounced_tempo (Fixture *f, gconstpointer data)
{
  const LtFxType *type = lt_fx_find ("delay");
  int note = lt_param_find (type->params, type->n_params, "note");
  g_autoptr (LtSession) slower = lt_edit_tempo_set (f->session, 0, 87.0, false, LT_TEMPO_KEEP_TIMES);
  g_autoptr (LtSession) synced = lt_edit_slot_value (slower, f->slot, (guint) note, 5.0f);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LtId));

  g_array_append_val (ids, f->clip);
  g_autoptr (LtSession) next = assert_bounces (f, synced, ids, 0, 0);
  g_assert_cmpuint (only_track (next)->clips->len, ==, 1);
}

/* It is as long as the tail says, one for both halves of what was cut, and another for another cut. */
static void
test_print (Fixture *f, gconstpointer data)
{
  LtId right;
  g_autoptr (LtSession) parts = lt_edit_clip_split (f->session, f->clip, 40000, &right), shorter = lt_edit_clip_trim_end (f->session, f->clip, 60000);
  g_autoptr (LtSession) moved = lt_edit_clip_move (f->session, f->clip, f->track, 12345);
  g_autofree char *whole = lt_clip_print_dup_tail_path (f->session, clip_of (f->session, f->clip), f->dir);
  g_autofree char *half = lt_clip_print_dup_tail_path (parts, clip_of (parts, right), f->dir);
  g_autofree char *other = lt_clip_print_dup_tail_path (shorter, clip_of (shorter, f->clip), f->dir);
  g_autofree char *elsewhere = lt_clip_print_dup_tail_path (moved, clip_of (moved, f->clip), f->dir);
  g_autoptr (GPtrArray) missing = lt_clip_prints_list_missing (f->session, f->dir);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (only_track (f->session)->clips->len, ==, 1);
  g_assert_cmpstr (whole, ==, half);
  g_assert_cmpstr (whole, ==, elsewhere);
  g_assert_cmpstr (whole, !=, other);
  g_assert_cmpuint (missing->len, ==, 1);
  g_assert_true (lt_clip_print_make (f->session, clip_of (f->session, f->clip), f->dir, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (lt_clip_prints_are_missing (f->session, f->dir)); /* its tail is */
  g_assert_true (lt_clip_print_make_heard (f->session, clip_of (f->session, f->clip), f->dir, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (lt_clip_prints_are_missing (f->session, f->dir));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *, gconstpointer);
  } rows[] = {
    { "reference", test_reference }, { "envelope", test_envelope },     { "endless", test_endless },     { "none", test_none },
    { "split", test_split },         { "last-piece", test_last_piece }, { "gone", test_gone }, { "other-window", test_other_window },           { "both-ring", test_both_ring },
    { "playback", test_playback },   { "spans", test_spans },           { "print", test_print },
    { "bounced", test_bounced },
    { "bounced-piece", test_bounced_piece },
    { "bounced-before", test_bounced_before },
    { "bounced-crossed", test_bounced_crossed },
    { "bounced-meanwhile", test_bounced_meanwhile },
    { "bounced-tempo", test_bounced_tempo },
  };
  g_autofree char *cache = g_dir_make_tmp ("lathe-cache-XXXXXX", NULL);

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/studio/clip-tail/", rows[i].name, NULL);

      g_test_add (path, Fixture, NULL, set_up, rows[i].test, tear_down);
    }
  return g_test_run ();
}
