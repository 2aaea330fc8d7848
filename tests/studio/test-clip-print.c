// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Prints of clips: length, pitch and place are right; what is rendered is what is played; the cache may come and go.
// Layer: tests.

#include "helpers/test-clips.h"
#include "helpers/test-dir.h"
#include "helpers/test-player.h"
#include "helpers/test-signal.h"
#include "media/reader.h"
#include "media/stretcher.h"
#include "media/writer.h"
#include "session/clip-sound.h"
#include "session/edit-clip-fx.h"
#include "session/edit-clip.h"
#include "session/edit-tempo.h"
#include "session/edit-session.h"
#include "session/edit-slot.h"
#include "session/edit-track.h"
#include "studio/clip-print-files.h"
#include "studio/clip-print.h"
#include "studio/clip-prints.h"
#include "studio/player.h"
#include "studio/renderer.h"
#include "studio/session-sound.h"

#include <glib/gstdio.h>
#include <math.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <utime.h>

#define RATE 48000.0
#define N    (4 * 48000)

/* A session of one clip of @samples, in @dir. */
static LtSession *
session_of (const char *dir, const float *samples, guint n, LtId *clip_id)
{
  g_autoptr (GError) error = NULL;
  LtSession       *session = lt_session_new (RATE, "Clip");
  g_autofree char *audio = g_build_filename (dir, "audio", NULL), *path = g_build_filename (audio, "a.wav", NULL);
  LtSourceInfo     info = { .path = "audio/a.wav", .name = "a", .n_frames = n, .n_channels = 1, .rate_hz = RATE };
  LtWriterSpec     spec = { .format = lt_file_format_find ("wav"), .bits = LT_BITS_FLOAT, .rate_hz = 48000, .n_channels = 1 };
  LtId             source, track;

  g_mkdir_with_parents (audio, 0777);
  g_autoptr (LtWriter) writer = lt_writer_open (path, &spec, &error);
  g_assert_no_error (error);
  lt_writer_write (writer, &samples, n, &error);
  lt_writer_commit (writer, true, &error);
  g_assert_no_error (error);
  lt_session_take (&session, lt_edit_session_add_source (session, &info, &source));
  lt_session_take (&session, lt_edit_track_add (session, "Track", -1, &track));
  lt_session_take (&session, lt_edit_clip_add (session, track, source, 0, 0, 0, clip_id));
  return session;
}

static LtSession *
sine_session (const char *dir, LtId *clip_id)
{
  g_autofree float *samples = g_new0 (float, N);

  lt_test_add_sine (samples, N, RATE, 440.0, 0.25, 0.3);
  return session_of (dir, samples, N, clip_id);
}

static LtSession *
music_session (const char *dir, LtId *clip_id)
{
  g_autofree float *samples = g_new0 (float, N);
  g_autoptr (GRand) rng = g_rand_new_with_seed (5);

  lt_test_music (samples, N, RATE, 0.5, rng);
  return session_of (dir, samples, N, clip_id);
}

static bool
take (void *data, const float *const *in, uint32_t n_frames, GError **error)
{
  for (uint32_t i = 0; i < n_frames; i++)
    for (int c = 0; c < 2; c++)
      g_array_append_val ((GArray *) data, in[c][i]);
  return true;
}

static GArray *
render_on (const LtSession *session, const char *folder, guint n_threads, GError **error)
{
  GArray        *out = g_array_new (FALSE, FALSE, sizeof (float));
  LtRenderTarget target = { 0, take, out };
  LtRenderJob    job = { .session = session, .folder = folder, .to = lt_session_get_length (session), .compensate = true, .targets = &target, .n_targets = 1,
                         .n_threads = n_threads };

  lt_renderer_run (&job, error);
  return out;
}

static GArray *
render (const LtSession *session, const char *folder)
{
  g_autoptr (GError) error = NULL;
  GArray *out = render_on (session, folder, 1, &error);

  g_assert_no_error (error);
  return out;
}

static void
assert_same (const GArray *a, const GArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    if (memcmp (&g_array_index (a, float, i), &g_array_index (b, float, i), sizeof (float)) != 0)
      g_error ("sample %u of channel %u: %.9g and %.9g", i / 2, i % 2, g_array_index (a, float, i), g_array_index (b, float, i));
}

static bool
has_sound (const GArray *a)
{
  return lt_test_peak ((const float *) (const void *) a->data, a->len) > 0.01;
}

static LtSession *
stretched (const LtSession *session, LtId clip, double stretch, double cents)
{
  g_autoptr (LtSession) longer = lt_edit_clip_fx_stretch (session, clip, stretch);

  return lt_edit_clip_fx_pitch (longer, clip, cents);
}

/* The samples of the print of @clip_id. */
static float *
print_of (const LtSession *session, const char *dir, LtId clip_id, guint *n)
{
  g_autoptr (GError) error = NULL;
  const LtClip *clip = lt_session_find_clip (session, clip_id, NULL);

  g_assert_true (lt_clip_print_make (session, clip, dir, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_autofree char *path = lt_clip_print_dup_ready (session, clip, dir);
  g_assert_nonnull (path);
  g_autoptr (LtReader) reader = lt_reader_open (path, &error);
  g_assert_no_error (error);

  float *out = g_new0 (float, (gsize) lt_reader_get_info (reader)->n_frames);
  *n = (guint) lt_reader_get_info (reader)->n_frames;
  g_assert_cmpint (lt_reader_read (reader, 0, *n, &out), ==, *n);
  return out;
}

/* By the zero crossings of the middle. */
static double
frequency_of (const float *in, guint n)
{
  double first = -1.0, last = -1.0;
  guint  count = 0;

  for (guint i = n / 4; i < 3 * n / 4; i++)
    if (in[i] < 0.0f && in[i + 1] >= 0.0f)
      {
        last = i + (double) -in[i] / ((double) in[i + 1] - (double) in[i]);
        first = count == 0 ? last : first;
        count++;
      }
  return (count - 1) / (last - first) * RATE;
}

static void
test_untouched (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  LtId clip, slot;
  g_autoptr (LtSession) session = music_session (dir, &clip);
  g_autoptr (LtSession) there = stretched (session, clip, 1.5, 100.0);
  g_autoptr (LtSession) back = stretched (there, clip, 1.0, 0.0);
  g_autoptr (LtSession) with_slot = lt_edit_clip_fx_add_slot (session, clip, lt_fx_find ("comp"), -1, NULL, &slot);
  g_autoptr (LtSession) resting = lt_edit_slot_bypass (with_slot, slot, true);
  g_autoptr (GArray) plain = render (session, dir), again = render (back, dir), rests = render (resting, dir);

  g_assert_null (lt_clip_print_dup_path (back, lt_session_find_clip (back, clip, NULL), dir));
  g_assert_null (lt_clip_print_dup_path (resting, lt_session_find_clip (resting, clip, NULL), dir));
  g_assert_nonnull (lt_clip_sound_find_slot (lt_session_find_clip (resting, clip, NULL), slot));
  g_assert_true (has_sound (plain));
  assert_same (plain, again);
  assert_same (plain, rests);
}

static void
test_length_and_pitch (void)
{
  static const struct
  {
    double stretch, cents, freq;
  } rows[] = { { 1.5, 0.0, 440.0 }, { 0.5, 0.0, 440.0 }, { 1.0, 1200.0, 880.0 }, { 1.0, -700.0, 440.0 * 0.66741992708501719 }, { 1.25, 300.0, 440.0 * 1.189207115002721 } };
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  LtId clip;
  g_autoptr (LtSession) session = sine_session (dir, &clip);

  for (LtStretchQuality quality = LT_STRETCH_FINER; quality < LT_N_STRETCHES; quality++)
    for (gsize i = 0; i < (quality == LT_STRETCH_FINER ? G_N_ELEMENTS (rows) : 3); i++)
      {
        g_autoptr (LtSession) so = lt_edit_clip_fx_quality (session, clip, quality, i == 3);
        g_autoptr (LtSession) now = stretched (so, clip, rows[i].stretch, rows[i].cents);
        guint             n;
        g_autofree float *print = print_of (now, dir, clip, &n);
        double            freq = frequency_of (print, n);

        g_assert_cmpint (labs ((long) n - lround (N * rows[i].stretch)), <=, 1);
        g_assert_cmpint (lt_session_get_length (now), ==, lround (N * rows[i].stretch));
        /* The faster engine takes some of a sine for attacks, and puts these in place. */
        if (fabs (freq / rows[i].freq - 1.0) > (quality == LT_STRETCH_CRISP ? 0.02 : 0.001))
          g_error ("quality %d, row %zu: %.3f Hz, not %.3f", quality, i, freq, rows[i].freq);
        g_assert_cmpfloat (lt_test_rms (print + n - 4800, 2400), >, 0.05); /* sounds to its end */
        if (quality == LT_STRETCH_FINER && i != 3) /* which keeps formants: of the tone's level */
          g_assert_cmpfloat (fabs (lt_test_rms_db (print + n / 3, n / 3) + 15.05), <, 0.1);
      }
}

static guint
place_of_peak (const float *in, guint from, guint to)
{
  guint at = from;

  for (guint i = from; i < to; i++)
    if (fabsf (in[i]) > fabsf (in[at]))
      at = i;
  return at;
}

/* Clicks stand where they belong, also before and behind effects that look ahead, and backwards. */
static void
test_alignment (void)
{
  static const guint clicks[] = { 20000, 71234, 150001 };
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree float *samples = g_new0 (float, N);
  LtId clip;

  for (gsize i = 0; i < G_N_ELEMENTS (clicks); i++)
    for (guint k = 0; k < 24; k++)
      samples[clicks[i] + k] = (k % 2 == 0 ? 0.8f : -0.8f) * expf (-0.2f * (float) k);
  g_autoptr (LtSession) session = session_of (dir, samples, N, &clip);
  g_autoptr (LtSession) limited = lt_edit_clip_fx_add_slot (session, clip, lt_fx_find ("limit"), -1, NULL, NULL);
  g_autoptr (LtSession) backwards = lt_test_clips_flag (limited, clip, LT_CLIP_REVERSE, true);
  const LtSession *sessions[] = { session, limited, backwards };
  static const double stretches[] = { 1.0, 1.5, 0.75 };

  for (gsize s = 0; s < G_N_ELEMENTS (sessions); s++)
    for (gsize r = s == 0 ? 1 : 0; r < G_N_ELEMENTS (stretches); r++)
      {
        g_autoptr (LtSession) now = lt_edit_clip_fx_stretch (sessions[s], clip, stretches[r]);
        guint             n;
        g_autofree float *print = print_of (now, dir, clip, &n);

        for (gsize i = 0; i < G_N_ELEMENTS (clicks); i++)
          {
            guint  from = s == 2 ? N - 1 - clicks[i] : clicks[i];
            double at = from * stretches[r];
            guint  found = place_of_peak (print, (guint) at - 4000, (guint) at + 4000);

            if (fabs (found - at) > 0.001 * RATE)
              g_error ("session %zu, stretch %g: a click is at %u, not at %.0f", s, stretches[r], found, at);
          }
      }
}

/* Parts of a clip go on sounding as the whole, wherever it was cut. */
static void
test_split (void)
{
  static const int64_t cuts[] = { 1000, 77777, 200000 };
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  LtId clip, right;
  g_autoptr (LtSession) session = music_session (dir, &clip);

  lt_session_take (&session, lt_edit_clip_fx_add_slot (session, clip, lt_fx_find ("comp"), -1, NULL, NULL));
  lt_session_take (&session, stretched (session, clip, 1.3, -200.0));
  for (int reverse = 0; reverse < 2; reverse++)
    {
      g_autoptr (LtSession) whole = lt_test_clips_flag (session, clip, LT_CLIP_REVERSE, reverse != 0);
      g_autoptr (LtSession) parts = lt_session_ref (whole);
      g_autoptr (GArray) heard = render (whole, dir);

      for (gsize i = G_N_ELEMENTS (cuts); i-- > 0;)
        lt_session_take (&parts, lt_edit_clip_split (parts, clip, cuts[i], &right));
      lt_session_take (&parts, lt_edit_clip_move (parts, right, ((const LtTrack *) parts->tracks->pdata[0])->strip->id, cuts[0]));
      g_autoptr (GArray) heard_parts = render (parts, dir);
      g_assert_true (has_sound (heard));
      assert_same (heard, heard_parts);
    }
}

/* What is left of a trimmed clip stays where it is and as it was. */
static void
test_trim (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  LtId clip;
  g_autoptr (LtSession) session = music_session (dir, &clip);
  lt_session_take (&session, stretched (session, clip, 0.8, 0.0));
  g_autoptr (LtSession) from_start = lt_edit_clip_trim_start (session, clip, 50000);
  g_autoptr (LtSession) trimmed = lt_edit_clip_trim_end (from_start, clip, 100000);
  g_autoptr (GArray) whole = render (session, dir), rest = render (trimmed, dir);

  g_assert_cmpuint (rest->len, ==, 200000);
  for (guint i = 0; i < rest->len; i++)
    g_assert_true (g_array_index (rest, float, i) == (i < 100000 ? 0.0f : g_array_index (whole, float, i)));
}

static LtSession *
worked_over (const char *dir, LtId *clip)
{
  LtSession *session = lt_test_player_song (dir, NULL);
  LtId       first = ((const LtClip *) ((const LtTrack *) session->tracks->pdata[0])->clips->pdata[0])->id, other;

  lt_session_take (&session, stretched (session, first, 1.1, 50.0));
  lt_session_take (&session, lt_edit_clip_fx_add_slot (session, first, lt_fx_find ("saturate"), -1, NULL, NULL));
  lt_session_take (&session, lt_edit_clip_fx_add_slot (session, first, lt_fx_find ("limit"), -1, NULL, NULL));
  lt_session_take (&session, lt_edit_clip_split (session, first, 70000, &other));
  lt_session_take (&session, lt_edit_clip_fx_pitch (session, other, -300.0));
  *clip = first;
  return session;
}

static void
test_render_is_playback (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  LtId clip;
  g_autoptr (LtSession) session = worked_over (dir, &clip);
  g_autoptr (GError) error = NULL;

  g_assert_true (lt_clip_prints_are_missing (session, dir));
  g_autoptr (GArray) one = render_on (session, dir, 1, &error), two = render_on (session, dir, 2, &error);
  g_assert_no_error (error);
  g_assert_false (lt_clip_prints_are_missing (session, dir));
  assert_same (one, two);

  g_auto (LtTestHeard) heard = lt_test_player_hear (session, dir, 0, NULL, NULL);
  g_assert_cmpfloat (lt_test_peak (heard.l, LT_TEST_PLAYER_FRAMES), >, 0.05);
  for (guint i = 0; i < LT_TEST_PLAYER_FRAMES; i++)
    if (heard.l[i] != g_array_index (one, float, 2 * i) || heard.r[i] != g_array_index (one, float, 2 * i + 1))
      g_error ("frame %u: %.9g was played, %.9g was rendered", i, heard.l[i], g_array_index (one, float, 2 * i));
}

static void
test_not_ready_is_silent (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autoptr (LtSession) session = lt_test_player_song (dir, NULL);
  LtId clip = ((const LtClip *) ((const LtTrack *) session->tracks->pdata[0])->clips->pdata[0])->id;

  lt_session_take (&session, stretched (session, clip, 1.7, 17.0));
  g_auto (LtTestHeard) heard = lt_test_player_hear (session, dir, 0, NULL, NULL);
  g_assert_cmpfloat (lt_test_peak (heard.l, LT_TEST_PLAYER_FRAMES), ==, 0.0);
}

/* Frames that the player gave since it rolls, until one sounds or there are @n. True: one does. */
static bool
sounds_within (LtPlayer *player, guint n)
{
  float frames[2 * 512];

  for (guint done = 0; done < n;)
    {
      guint got = lt_player_read_capture (player, frames, 512);

      if (got > 0 && lt_test_peak (frames, 2 * got) > 0.01)
        return true;
      done += got;
      if (got == 0)
        g_usleep (500);
      lt_player_tick (player);
    }
  return false;
}

/* What becomes ready is heard from there on, while it rolls. */
static void
test_heard_when_ready (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autoptr (LtSession) session = lt_test_player_song (dir, NULL);
  g_autoptr (GError) error = NULL;
  LtPlayerConfig config = { .device = "null", .buffer_frames = 256, .free_running = true, .capture = true };
  LtId clip = ((const LtClip *) ((const LtTrack *) session->tracks->pdata[0])->clips->pdata[0])->id;

  lt_session_take (&session, stretched (session, clip, 1.9, 0.0));
  g_autoptr (LtPlayer) player = lt_player_new (LT_TEST_PLAYER_RATE, &config, &error);
  g_assert_true (lt_player_set_session (player, session, dir, NULL, &error));
  lt_engine_roll (lt_player_get_engine (player));
  g_assert_false (sounds_within (player, 20000));

  g_assert_true (lt_clip_prints_make (session, dir, 1, NULL, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  lt_engine_locate (lt_player_get_engine (player), 0);
  g_assert_true (lt_player_set_session (player, session, dir, NULL, &error)); /* nothing differs: nothing is sent */
  lt_player_renew_prints (player);
  g_assert_true (lt_player_set_session (player, session, dir, NULL, &error));
  g_assert_true (sounds_within (player, 1000000));
}

static void
remove_print (const LtSession *session, const char *dir, LtId clip)
{
  g_autofree char *path = lt_clip_print_dup_path (session, lt_session_find_clip (session, clip, NULL), dir);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
test_cache_comes_and_goes (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  LtId clip;
  g_autoptr (LtSession) session = music_session (dir, &clip);
  lt_session_take (&session, stretched (session, clip, 1.2, 0.0));
  g_autoptr (GArray) heard = render (session, dir);
  g_autofree char *path = lt_clip_print_dup_path (session, lt_session_find_clip (session, clip, NULL), dir), *bytes = NULL, *again = NULL;
  gsize size, size_again;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  remove_print (session, dir, clip);
  g_assert_true (lt_clip_prints_are_missing (session, dir));
  g_autoptr (GArray) anew = render (session, dir);
  assert_same (heard, anew);
  g_assert_true (g_file_get_contents (path, &again, &size_again, NULL));
  g_assert_cmpmem (bytes, size, again, size_again);

  /* One bit of a sample. */
  again[size / 2] ^= 4;
  g_assert_true (g_file_set_contents (path, again, (gssize) size, NULL));
  g_assert_true (lt_clip_prints_are_missing (session, dir));
  g_autoptr (GArray) repaired = render (session, dir);
  assert_same (heard, repaired);

  /* Half of it. */
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size / 2, NULL));
  g_autoptr (GArray) whole = render (session, dir);
  assert_same (heard, whole);
}

/* Another recording under the same name is another print. */
static void
test_other_source (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  LtId clip;
  g_autoptr (LtSession) first = sine_session (dir, &clip);
  lt_session_take (&first, stretched (first, clip, 1.5, 0.0));
  g_autofree char *before = lt_clip_print_dup_path (first, lt_session_find_clip (first, clip, NULL), dir);
  g_autoptr (LtSession) second = music_session (dir, &clip);
  g_autofree char *after = lt_clip_print_dup_path (first, lt_session_find_clip (first, clip, NULL), dir);

  g_assert_nonnull (second);
  g_assert_cmpstr (before, !=, after);
}

/* Only what is heard of makes another one. */
static void
test_names (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  LtId clip, slot;
  g_autoptr (LtSession) session = sine_session (dir, &clip);
  lt_session_take (&session, stretched (session, clip, 1.5, 0.0));
  lt_session_take (&session, lt_edit_clip_fx_add_slot (session, clip, lt_fx_find ("comp"), -1, NULL, &slot));
  g_autofree char *path = lt_clip_print_dup_path (session, lt_session_find_clip (session, clip, NULL), dir);
  g_autoptr (LtSession) moved = lt_edit_clip_move (session, clip, ((const LtTrack *) session->tracks->pdata[0])->strip->id, 12345);
  g_autoptr (LtSession) louder = lt_edit_clip_gain (moved, clip, 3.0);
  g_autoptr (LtSession) value = lt_edit_slot_value (session, slot, 0, -33.0f);
  g_autoptr (LtSession) level = lt_edit_slot_level (session, slot, 2.0);
  g_autoptr (LtSession) formants = lt_edit_clip_fx_quality (session, clip, LT_STRETCH_FINER, true);
  const LtSession *others[] = { value, level, formants };
  g_autofree char *same = lt_clip_print_dup_path (louder, lt_session_find_clip (louder, clip, NULL), dir);

  g_assert_cmpstr (path, ==, same);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *other = lt_clip_print_dup_path (others[i], lt_session_find_clip (others[i], clip, NULL), dir);

      g_assert_cmpstr (path, !=, other);
      g_assert_false (lt_session_sound_is_same (session, others[i]));
    }

  /* Only what has times in notes follows the tempo. */
  static const char *const effects[] = { "comp", "delay" };
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (LtSession) with = lt_edit_clip_fx_add_slot (session, clip, lt_fx_find (effects[i]), -1, NULL, NULL);
      g_autoptr (LtSession) faster = lt_edit_session_tempo (with, 133.0);
      g_autofree char *slow = lt_clip_print_dup_path (with, lt_session_find_clip (with, clip, NULL), dir);
      g_autofree char *fast = lt_clip_print_dup_path (faster, lt_session_find_clip (faster, clip, NULL), dir);

      g_assert_cmpint (g_strcmp0 (slow, fast) == 0, ==, i == 0);
    }
}

/* Whatever was asked for in between: equal settings have one name, others have others. */
static void
test_a_name_for_each_setting (void)
{
  enum { N_NAMES = 150, N_ASKED = 900 }; /* more than are remembered in words */
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autoptr (GRand) rng = g_rand_new_with_seed (59);
  g_autoptr (GHashTable) settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  char *names[N_NAMES] = { NULL };
  LtId  clip, slot;
  g_autoptr (LtSession) session = sine_session (dir, &clip);

  lt_session_take (&session, lt_edit_clip_fx_add_slot (session, clip, lt_fx_find ("comp"), -1, NULL, &slot));
  for (guint i = 0; i < N_ASKED; i++)
    {
      guint k = (guint) g_rand_int_range (rng, 0, N_NAMES);
      g_autoptr (LtSession) with = lt_edit_slot_value (session, slot, 0, -1.0f - 0.25f * (float) k);
      char *name = lt_clip_print_dup_path (with, lt_session_find_clip (with, clip, NULL), dir);

      if (names[k] == NULL)
        g_assert_true (g_hash_table_insert (settings, name, GUINT_TO_POINTER (k)));
      else
        {
          g_assert_cmpstr (name, ==, names[k]);
          g_free (name);
          continue;
        }
      names[k] = name;
    }
  g_assert_cmpuint (g_hash_table_size (settings), >, N_NAMES * 9 / 10);
}

/* A delay in notes follows the map under the clip, as one of the strip does: its parts share the print, and a change elsewhere is
   none to it. */
static void
test_tempo_map (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  LtId clip, slot, of_strip, right;
  g_autoptr (LtSession) session = music_session (dir, &clip);
  LtId track = ((const LtTrack *) session->tracks->pdata[0])->strip->id;
  const LtFxType *delay = lt_fx_find ("delay");
  guint note = (guint) lt_param_find (delay->params, delay->n_params, "note");
  gsize same = 0;

  lt_session_take (&session, lt_edit_clip_move (session, clip, track, 0));
  lt_session_take (&session, lt_edit_tempo_set (session, LT_TEMPO_QUARTER, 200.0, false, LT_TEMPO_KEEP_TIMES)); /* half a second on */
  g_autoptr (LtSession) with = lt_edit_clip_fx_add_slot (session, clip, delay, -1, NULL, &slot);
  lt_session_take (&with, lt_edit_slot_value (with, slot, note, 6.0f));
  g_autoptr (LtSession) far = lt_edit_tempo_set (with, 4000 * (int64_t) LT_TEMPO_QUARTER, 90.0, false, LT_TEMPO_KEEP_TIMES);
  g_autoptr (LtSession) near = lt_edit_tempo_set (with, LT_TEMPO_QUARTER, 150.0, false, LT_TEMPO_KEEP_TIMES);
  g_autoptr (LtSession) cut = lt_edit_clip_split (with, clip, 20000, &right);
  g_autoptr (LtSession) later = lt_edit_clip_move (with, clip, track, 48000);
  g_autofree char *path = lt_clip_print_dup_path (with, lt_session_find_clip (with, clip, NULL), dir);
  g_autofree char *other = lt_clip_print_dup_path (near, lt_session_find_clip (near, clip, NULL), dir);
  g_autofree char *part = lt_clip_print_dup_path (cut, lt_session_find_clip (cut, right, NULL), dir);
  g_autofree char *elsewhere = lt_clip_print_dup_path (later, lt_session_find_clip (later, clip, NULL), dir);
  g_autofree char *even = lt_clip_print_dup_path (session, lt_session_find_clip (session, clip, NULL), dir);

  g_assert_cmpstr (path, ==, part);
  g_assert_cmpstr (path, !=, other);
  g_assert_cmpstr (path, !=, elsewhere);
  g_assert_null (even);
  g_assert_true (far->tempo->n_tempos == 3);

  g_autoptr (LtSession) strip = lt_edit_slot_add (session, track, delay, -1, NULL, &of_strip);
  lt_session_take (&strip, lt_edit_slot_value (strip, of_strip, note, 6.0f));
  g_autoptr (GArray) of_clip = render (with, dir), on_strip = render (strip, dir), again = render (cut, dir);
  assert_same (of_clip, again);
  for (gsize i = 0; i < MIN (of_clip->len, on_strip->len); i++)
    same += fabsf (g_array_index (of_clip, float, i) - g_array_index (on_strip, float, i)) < 1e-3f;
  g_assert_cmpuint (same, >, MIN (of_clip->len, on_strip->len) * 95 / 100);
}

static void
test_cancel (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  LtId clip;
  g_autoptr (LtSession) session = music_session (dir, &clip);
  g_autoptr (GCancellable) stop = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  lt_session_take (&session, stretched (session, clip, 3.3, 0.0));
  g_cancellable_cancel (stop);
  g_assert_false (lt_clip_prints_make (session, dir, 1, NULL, NULL, stop, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (lt_clip_prints_are_missing (session, dir));
}

/* A disk that takes only the first part of the file. */
static void
test_full_disk (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  LtId clip;
  g_autoptr (LtSession) session = music_session (dir, &clip);
  g_autoptr (GError) error = NULL;
  struct rlimit was, small;

  lt_session_take (&session, stretched (session, clip, 2.2, 0.0));
  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &was);
  small = was;
  small.rlim_cur = 100 * 1024;
  setrlimit (RLIMIT_FSIZE, &small);
  g_autoptr (GArray) none = render_on (session, dir, 1, &error);
  setrlimit (RLIMIT_FSIZE, &was);

  g_assert_nonnull (error);
  g_assert_cmpuint (none->len, ==, 0);
  g_autofree char *path = lt_clip_print_dup_path (session, lt_session_find_clip (session, clip, NULL), dir);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_missing_source (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  LtId clip;
  g_autoptr (LtSession) session = sine_session (dir, &clip);
  g_autofree char *path = lt_test_dir_path (dir, "audio/a.wav");
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) out = g_array_new (FALSE, FALSE, sizeof (float));
  g_autoptr (GError) error = NULL;
  LtRenderTarget target = { 0, take, out };

  lt_session_take (&session, stretched (session, clip, 1.5, 0.0));
  g_unlink (path);
  LtRenderJob job = { .session = session, .folder = dir, .to = 4800, .targets = &target, .n_targets = 1, .problems = problems };
  g_assert_true (lt_renderer_run (&job, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_false (has_sound (out));
}

static void
test_tidy (void)
{
  g_autofree char *old = lt_clip_print_files_dup_path ("0123"), *path = NULL;
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  LtId clip;
  g_autoptr (LtSession) session = sine_session (dir, &clip);

  lt_session_take (&session, stretched (session, clip, 0.9, 0.0));
  g_autoptr (GArray) heard = render (session, dir);
  g_assert_true (has_sound (heard));
  path = lt_clip_print_dup_ready (session, lt_session_find_clip (session, clip, NULL), dir);
  g_assert_true (g_file_set_contents (old, "stale", -1, NULL));

  /* What a program that was killed left is not there for good; what another one writes just now is. */
  g_autofree char *folder = g_path_get_dirname (old);
  g_autofree char *killed = g_build_filename (folder, ".lathe-0.tmp", NULL), *alive = g_build_filename (folder, ".lathe-1.tmp", NULL);
  struct utimbuf   yesterday = { time (NULL) - 100000, time (NULL) - 100000 };
  g_assert_true (g_file_set_contents (killed, "half", -1, NULL));
  g_assert_true (g_file_set_contents (alive, "half", -1, NULL));
  g_assert_cmpint (g_utime (killed, &yesterday), ==, 0);
  lt_clip_print_files_tidy (INT64_C (1) << 40);
  g_assert_true (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (killed, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (alive, G_FILE_TEST_EXISTS));
  lt_clip_print_files_tidy (0);
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS)); /* in use */
}

int
main (int argc, char **argv)
{
  g_autofree char *cache = g_dir_make_tmp ("lathe-cache-XXXXXX", NULL);

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/studio/clip-print/cancel", test_cancel);
  g_test_add_func ("/studio/clip-print/missing-source", test_missing_source);
  if (lt_stretcher_version () == NULL)
    return g_test_run ();
  g_test_add_func ("/studio/clip-print/untouched", test_untouched);
  g_test_add_func ("/studio/clip-print/length-and-pitch", test_length_and_pitch);
  g_test_add_func ("/studio/clip-print/alignment", test_alignment);
  g_test_add_func ("/studio/clip-print/split", test_split);
  g_test_add_func ("/studio/clip-print/trim", test_trim);
  g_test_add_func ("/studio/clip-print/render-is-playback", test_render_is_playback);
  g_test_add_func ("/studio/clip-print/not-ready-is-silent", test_not_ready_is_silent);
  g_test_add_func ("/studio/clip-print/heard-when-ready", test_heard_when_ready);
  g_test_add_func ("/studio/clip-print/cache-comes-and-goes", test_cache_comes_and_goes);
  g_test_add_func ("/studio/clip-print/other-source", test_other_source);
  g_test_add_func ("/studio/clip-print/names", test_names);
  g_test_add_func ("/studio/clip-print/a-name-for-each-setting", test_a_name_for_each_setting);
  g_test_add_func ("/studio/clip-print/tempo-map", test_tempo_map);
  g_test_add_func ("/studio/clip-print/full-disk", test_full_disk);
  g_test_add_func ("/studio/clip-print/tidy", test_tidy);
  return g_test_run ();
}
