// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What edits of clips sound like: joined and consolidated clips are bit for bit what they were, cross-fades are flat, levels
// and silence are found.
// Layer: tests.

#include "helpers/test-clips.h"
#include "helpers/test-dir.h"
#include "helpers/test-signal.h"
#include "media/stretcher.h"
#include "media/writer.h"
#include "session/edit-clip-fx.h"
#include "session/edit-clip.h"
#include "session/edit-clips-join.h"
#include "session/edit-clips-value.h"
#include "session/edit-clips.h"
#include "session/edit-range.h"
#include "session/edit-session.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "studio/bounce.h"
#include "studio/clip-level.h"
#include "studio/renderer.h"
#include "studio/strip-silence.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define RATE 48000
#define FRAMES (4 * RATE)

typedef struct
{
  LtTestDir *dir;
  LtSession *session;
  LtId       track, mono, stereo;
  GArray    *ids; /* of LtId */
} Fixture;

static LtId
add_source (Fixture *f, const char *name, float *const *channels, uint32_t n_channels)
{
  g_autofree char     *inside = g_strdup_printf ("audio/%s.wav", name), *path = lt_test_dir_path (f->dir, inside);
  LtWriterSpec         spec = { .format = lt_file_format_find ("wav"), .bits = LT_BITS_FLOAT, .rate_hz = RATE, .n_channels = n_channels };
  g_autoptr (GError)   error = NULL;
  g_autoptr (LtWriter) writer = lt_writer_open (path, &spec, &error);
  LtSourceInfo         info = { inside, NULL, name, FRAMES, n_channels, RATE };
  LtId                 id;

  g_assert_no_error (error);
  g_assert_true (lt_writer_write (writer, (const float *const *) channels, FRAMES, &error));
  g_assert_true (lt_writer_commit (writer, false, &error));
  lt_session_take (&f->session, lt_edit_session_add_source (f->session, &info, &id));
  return id;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree float *left = g_new0 (float, FRAMES), *right = g_new0 (float, FRAMES), *noise = g_new0 (float, FRAMES);
  g_autoptr (GRand) rng = g_rand_new_with_seed (9);
  g_autofree char  *audio = NULL;

  f->dir = lt_test_dir_new ();
  audio = lt_test_dir_path (f->dir, "audio");
  g_mkdir (audio, 0777);
  f->session = lt_session_new (RATE, "Song");
  f->ids = g_array_new (FALSE, FALSE, sizeof (LtId));
  lt_test_noise (noise, FRAMES, 0.25, rng);
  lt_test_music (left, FRAMES, RATE, 0.5, rng);
  lt_test_music (right, FRAMES, RATE, 0.5, rng);
  f->mono = add_source (f, "noise", (float *const[]) { noise }, 1);
  f->stereo = add_source (f, "music", (float *const[]) { left, right }, 2);
  lt_session_take (&f->session, lt_edit_track_add (f->session, "Vox/1", -1, &f->track));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  lt_session_unref (f->session);
  g_array_unref (f->ids);
  lt_test_dir_free (f->dir);
}

static LtId
add (Fixture *f, LtId source, int64_t pos, int64_t offset, int64_t length)
{
  LtId id;

  lt_session_take (&f->session, lt_edit_clip_add (f->session, f->track, source, pos, offset, length, &id));
  g_array_append_val (f->ids, id);
  return id;
}

typedef struct
{
  float *l, *r;
  gsize  n, room;
} Sink;

static void
sink_clear (Sink *self)
{
  g_free (self->l);
  g_free (self->r);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sink, sink_clear)

static bool
take (void *data, const float *const *in, uint32_t n, GError **error)
{
  Sink *sink = data;

  g_assert_cmpuint (sink->n + n, <=, sink->room);
  memcpy (sink->l + sink->n, in[0], n * sizeof (float));
  memcpy (sink->r + sink->n, in[1], n * sizeof (float));
  sink->n += n;
  return true;
}

/* What the track gives, @frames from the start. */
static Sink
render (Fixture *f, const LtSession *session, gsize frames)
{
  Sink                  sink = { g_new0 (float, frames), g_new0 (float, frames), 0, frames };
  LtRenderTarget        target = { .strip_id = f->track, .sink = take, .data = &sink };
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  LtRenderJob           job = { .session = session, .folder = f->dir, .to = (int64_t) frames, .n_threads = 1, .compensate = true, .targets = &target,
                                .n_targets = 1, .problems = problems };
  g_autoptr (GError)    error = NULL;

  g_assert_true (lt_renderer_run (&job, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  return sink;
}

static void
assert_same (const Sink *a, const Sink *b)
{
  g_assert_cmpuint (a->n, ==, b->n);
  g_assert_cmpmem (a->l, a->n * sizeof (float), b->l, b->n * sizeof (float));
  g_assert_cmpmem (a->r, a->n * sizeof (float), b->r, b->n * sizeof (float));
}

/* --- splitting and joining --- */

static void
test_split_and_joined (Fixture *f, gconstpointer data)
{
  LtPoint            points[] = { { 1000, -6.0, false }, { 30011, 3.0, false }, { 90000, -20.0, true }, { 120000, 0.3, false } };
  LtId               id = add (f, f->stereo, 777, 1234, 150000);
  g_autoptr (GRand)  rng = g_rand_new_with_seed (3);
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (LtId));

  lt_session_take (&f->session, lt_edit_clip_envelope (f->session, id, points, G_N_ELEMENTS (points)));
  lt_session_take (&f->session, lt_edit_clip_fade_in (f->session, id, 5000, LT_FADE_EQUAL_POWER));
  lt_session_take (&f->session, lt_edit_clip_fade_out (f->session, id, 7000, LT_FADE_S));
  lt_session_take (&f->session, lt_edit_clip_gain (f->session, id, -1.7));
  for (int reversed = 0; reversed < 2; reversed++)
    {
      g_autoptr (LtSession) whole = lt_test_clips_flag (f->session, id, LT_CLIP_REVERSE, reversed != 0);
      g_autoptr (LtSession) cut = lt_session_ref (whole);

      g_array_set_size (f->ids, 1);
      for (int i = 0; i < 40; i++)
        lt_session_take (&cut, lt_edit_clips_split (cut, f->ids, g_rand_int_range (rng, 6000, 143000), f->ids));
      g_assert_cmpuint (f->ids->len, >, 30);
      g_autoptr (LtSession) joined = lt_edit_clips_join (cut, f->ids, kept, NULL);
      g_assert_cmpuint (lt_session_find_track (joined, f->track)->clips->len, ==, 1);
      g_auto (Sink) a = render (f, whole, FRAMES), b = render (f, joined, FRAMES);
      assert_same (&a, &b);
    }
}

/* --- cross-fades --- */

static void
test_crossfade_with_itself (Fixture *f, gconstpointer data)
{
  add (f, f->stereo, 0, 0, 100000);

  g_auto (Sink) whole = render (f, f->session, 180000);
  add (f, f->stereo, 60000, 60000, FRAMES - 60000);
  g_autoptr (LtSession) faded = lt_edit_clips_crossfade (f->session, f->ids, 0);
  g_auto (Sink) mixed = render (f, faded, 180000);
  double worst = 0.0;

  for (gsize i = 60000; i < 100000; i++)
    if (fabsf (whole.l[i]) > 1e-3f)
      worst = MAX (worst, fabs (20.0 * log10 (fabs (mixed.l[i] / whole.l[i]))));
  g_assert_cmpfloat (worst, <, 0.01);
}

static void
test_crossfade_of_noises (Fixture *f, gconstpointer data)
{
  add (f, f->mono, 0, 0, 120000);
  add (f, f->mono, 20000, 60000, 120000);

  g_autoptr (LtSession) faded = lt_edit_clips_crossfade (f->session, f->ids, 0);
  g_auto (Sink) mixed = render (f, faded, 140000);
  double outside = lt_test_rms_db (mixed.l, 20000), total = 0.0;

  /* Mean power over the whole cross-fade, and of each tenth of it. */
  total = lt_test_rms_db (mixed.l + 20000, 100000);
  g_assert_cmpfloat_with_epsilon (total, outside, 0.1);
  for (int tenth = 0; tenth < 10; tenth++)
    g_assert_cmpfloat_with_epsilon (lt_test_rms_db (mixed.l + 20000 + 10000 * tenth, 10000), outside, 0.1);
}

/* --- consolidating --- */

static LtBounce *
bounce (Fixture *f, int64_t from, int64_t to, GError **error)
{
  LtBounceSpec spec = { .session = f->session, .folder = f->dir, .ids = f->ids, .from = from, .to = to };

  return lt_bounce_new (&spec, error);
}

static guint
count_files (Fixture *f)
{
  g_autofree char *audio = lt_test_dir_path (f->dir, "audio");

  return lt_test_dir_count (audio);
}

static void
test_bounced (Fixture *f, gconstpointer stereo)
{
  LtId                  a = add (f, f->mono, 500, 0, 50000), b = add (f, GPOINTER_TO_INT (stereo) ? f->stereo : f->mono, 40007, 9, 60000);
  g_autoptr (GError)    error = NULL;
  g_autoptr (GArray)    made = g_array_new (FALSE, FALSE, sizeof (LtId));
  LtPoint               points[] = { { 0, -6.0, false }, { 30011, 3.0, false } };

  lt_session_take (&f->session, lt_edit_clip_envelope (f->session, a, points, G_N_ELEMENTS (points)));
  lt_session_take (&f->session, lt_edit_clip_gain (f->session, b, 4.5));
  lt_session_take (&f->session, lt_edit_clips_crossfade (f->session, f->ids, 0));
  lt_session_take (&f->session, lt_edit_strip_fader (f->session, f->track, -4.0)); /* is not in the recording */
  g_auto (Sink) before = render (f, f->session, 120000);
  g_autoptr (LtBounce) whole = bounce (f, 0, 0, &error);
  g_assert_no_error (error);
  g_autoptr (LtSession) next = lt_bounce_apply (whole, f->session, made, &error);
  g_assert_no_error (error);

  const GPtrArray *clips = lt_session_find_track (next, f->track)->clips;
  const LtClip    *clip = clips->pdata[0];
  g_assert_cmpuint (clips->len, ==, 1);
  g_assert_cmpint (clip->pos_frames, ==, 500);
  g_assert_cmpint (clip->length_frames, ==, 99507);
  g_assert_cmpuint (lt_session_find_source (next, clip->source_id)->n_channels, ==, GPOINTER_TO_INT (stereo) ? 2 : 1);
  g_assert_nonnull (lt_session_find_source (next, clip->source_id)->hash);
  g_assert_cmpstr (lt_session_find_source (next, clip->source_id)->path, ==, "audio/Vox-1 bounce.wav");
  g_auto (Sink) after = render (f, next, 120000);
  assert_same (&before, &after);

  /* A range of it: what lies outside stays as it was. */
  g_autoptr (LtBounce) part = bounce (f, 20000, 70000, &error);
  g_autoptr (LtSession) ranged = lt_bounce_apply (part, f->session, NULL, &error);
  g_assert_cmpuint (lt_session_find_track (ranged, f->track)->clips->len, ==, 3);
  g_auto (Sink) same = render (f, ranged, 120000);
  g_assert_cmpmem (before.l + 20000, 50000 * sizeof (float), same.l + 20000, 50000 * sizeof (float));
  g_assert_cmpmem (before.l + 70000, 20000 * sizeof (float), same.l + 70000, 20000 * sizeof (float));
}

static void
test_bounce_leaves_nothing (Fixture *f, gconstpointer data)
{
  LtId               a = add (f, f->mono, 0, 0, 50000);
  g_autoptr (GError) error = NULL;
  guint              n = count_files (f);

  LtBounce *made = bounce (f, 0, 0, &error);
  g_assert_cmpuint (count_files (f), ==, n + 1);
  g_autoptr (LtSession) moved = lt_edit_clip_gain (f->session, a, -3.0);
  g_assert_null (lt_bounce_apply (made, moved, NULL, &error));
  g_assert_error (error, LT_BOUNCE_ERROR, LT_BOUNCE_ERROR_CHANGED);
  g_clear_error (&error);
  lt_bounce_free (made);
  g_assert_cmpuint (count_files (f), ==, n); /* nobody took it */

  g_autoptr (GCancellable) stopped = g_cancellable_new ();
  LtBounceSpec             spec = { .session = f->session, .folder = f->dir, .ids = f->ids, .cancellable = stopped };
  g_cancellable_cancel (stopped);
  g_assert_null (lt_bounce_new (&spec, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  lt_session_take (&f->session, lt_test_clips_flag (f->session, a, LT_CLIP_LOCK, true));
  g_assert_null (bounce (f, 0, 0, &error));
  g_assert_error (error, LT_BOUNCE_ERROR, LT_BOUNCE_ERROR_LOCKED);
  g_clear_error (&error);
  lt_session_take (&f->session, lt_test_clips_flag (f->session, a, LT_CLIP_LOCK, false));
  g_autofree char *file = lt_test_dir_path (f->dir, "audio/noise.wav");
  g_unlink (file);
  g_assert_null (bounce (f, 0, 0, &error));
  g_assert_error (error, LT_BOUNCE_ERROR, LT_BOUNCE_ERROR_MISSING);
  g_assert_cmpuint (count_files (f), ==, n - 1);
}

/* A stretched and tuned clip in parts, joined again, and bounced, is the same in every bit; backwards too. */
static void
test_worked_over (Fixture *f, gconstpointer data)
{
  LtId               a = add (f, f->mono, 12345, 23456, 70001), b;
  g_autoptr (GError) error = NULL;
  gsize              frames = 2 * RATE + 70001;

  lt_session_take (&f->session, lt_test_clips_flag (f->session, a, LT_CLIP_REVERSE, data != NULL));
  lt_session_take (&f->session, lt_edit_clip_fx_stretch (f->session, a, 1.31));
  lt_session_take (&f->session, lt_edit_clip_fx_pitch (f->session, a, 150.0));
  g_auto (Sink) whole = render (f, f->session, frames);
  for (int64_t at = 12346; at < 12345 + 91701; at += 17011)
    {
      g_autoptr (LtSession) parts = lt_edit_clip_split (f->session, a, at, &b);
      g_autoptr (GArray) both = g_array_new (FALSE, FALSE, sizeof (LtId)), kept = g_array_new (FALSE, FALSE, sizeof (LtId));
      g_auto (Sink) cut = render (f, parts, frames);

      g_assert_cmpmem (whole.l, frames * sizeof (float), cut.l, frames * sizeof (float));
      g_array_append_val (both, a);
      g_array_append_val (both, b);
      g_autoptr (LtSession) joined = lt_edit_clips_join (parts, both, kept, NULL);
      g_assert_cmpuint (kept->len, ==, 1);
      g_auto (Sink) again = render (f, joined, frames);
      g_assert_cmpmem (whole.l, frames * sizeof (float), again.l, frames * sizeof (float));
    }
  LtBounce *made = bounce (f, 0, 0, &error);
  g_assert_no_error (error);
  g_autoptr (LtSession) bounced = lt_bounce_apply (made, f->session, NULL, &error);
  lt_bounce_keep (made);
  lt_bounce_free (made);
  g_auto (Sink) flat = render (f, bounced, frames);
  g_assert_cmpmem (whole.l, frames * sizeof (float), flat.l, frames * sizeof (float));
}

/* --- levels and silence --- */

static void
test_levels (Fixture *f, gconstpointer data)
{
  double             gains[2];
  g_autoptr (GError) error = NULL;
  LtClipLevelSpec    spec = { .session = NULL, .folder = f->dir, .ids = f->ids, .kind = LT_CLIP_LEVEL_PEAK, .target = -1.0 };

  add (f, f->mono, 0, 0, 100000);
  add (f, f->mono, 100000, 0, 300); /* 6 ms */
  spec.session = f->session;
  g_assert_true (lt_clip_level_find_gains (&spec, gains, &error));
  g_autoptr (LtSession) next = lt_edit_clips_gains (f->session, f->ids, gains);
  g_auto (Sink) loud = render (f, next, 100000);
  g_assert_cmpfloat_with_epsilon (20.0 * log10 (lt_test_peak (loud.l, 100000)), -1.0 - 3.01, 0.02); /* the pan law's middle */

  /* What an effect adds is counted, and what is cut from a stretched clip is the part that plays. */
  static const float up[8] = { 12.0f }; /* and all else off */
  LtId slot;
  g_autoptr (LtSession) worked = lt_edit_clip_fx_add_slot (f->session, g_array_index (f->ids, LtId, 0), lt_fx_find ("trim"), -1, up, &slot);
  spec.session = worked;
  double before = gains[0];
  g_assert_true (lt_clip_level_find_gains (&spec, gains, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (gains[0], before - 12.0, 0.01);
  spec.session = f->session;

  spec.kind = LT_CLIP_LEVEL_LUFS;
  spec.target = -23.0;
  g_assert_true (lt_clip_level_find_gains (&spec, gains, &error));
  g_assert_true (isfinite (gains[0]));
  g_assert_true (isnan (gains[1])); /* too short */
}

static void
test_silence (Fixture *f, gconstpointer data)
{
  g_autofree float *gaps = g_new0 (float, FRAMES);
  g_autoptr (GRand) rng = g_rand_new_with_seed (4);
  g_autoptr (GError) error = NULL;
  LtStripSilenceSettings settings = { -40.0, 0.2, 0.01, 0.02 };
  LtStripSilenceFacts    facts;
  LtId                   id;

  /* Sound from 0.5 to 1.0 s, 1.1 to 1.5 s and 3.0 to 3.5 s. */
  lt_test_noise (gaps + RATE / 2, RATE / 2, 0.5, rng);
  lt_test_noise (gaps + 52800, 19200, 0.5, rng);
  lt_test_noise (gaps + 3 * RATE, RATE / 2, 0.5, rng);
  LtId source = add_source (f, "gaps", (float *const[]) { gaps }, 1);
  id = add (f, source, 1000, 0, FRAMES);

  LtStripSilenceSpec spec = { .session = f->session, .folder = f->dir, .ids = f->ids };
  g_autoptr (LtStripSilence) found = lt_strip_silence_new (&spec, &error);
  g_autoptr (GArray) stays = lt_strip_silence_find (found, id, &settings);
  const LtEditStretch *s = (const LtEditStretch *) (gpointer) stays->data;
  g_assert_cmpuint (stays->len, ==, 2); /* a gap of 0.1 s is none */
  g_assert_cmpint (ABS (s[0].from - (RATE / 2 - 480)), <=, 48);
  g_assert_cmpint (ABS (s[0].to - (72000 + 960)), <=, 48);
  g_assert_cmpint (ABS (s[1].from - (3 * RATE - 480)), <=, 48);
  g_assert_cmpint (ABS (s[1].to - (168000 + 960)), <=, 48);

  g_autoptr (LtSession) stripped = lt_strip_silence_apply (found, f->session, &settings, &facts);
  g_assert_cmpuint (facts.n_clips, ==, 1);
  g_assert_cmpuint (facts.n_pieces, ==, 2);
  g_assert_cmpfloat_with_epsilon (facts.silence_s, 4.0 - 1.0 - 0.5 - 0.06, 0.005);
  g_assert_cmpuint (lt_session_find_track (stripped, f->track)->clips->len, ==, 2);
  g_auto (Sink) before = render (f, f->session, FRAMES), after = render (f, stripped, FRAMES);
  for (gsize i = 0; i < FRAMES; i++)
    g_assert_cmpfloat (fabsf (before.l[i] - after.l[i]), <, 0.02f); /* no sound was lost */

  /* Backwards, the clip is read backwards. */
  g_autoptr (LtSession) back = lt_test_clips_flag (f->session, id, LT_CLIP_REVERSE, true);
  spec.session = back;
  g_autoptr (LtStripSilence) turned = lt_strip_silence_new (&spec, &error);
  g_autoptr (GArray) reversed = lt_strip_silence_find (turned, id, &settings);
  g_assert_cmpint (ABS (g_array_index (reversed, LtEditStretch, 0).from - (FRAMES - 168000 - 480)), <=, 48);

  /* With a threshold over everything nothing stays; under it all does. */
  settings.threshold_dbfs = 0.0;
  g_autoptr (LtSession) none = lt_strip_silence_apply (found, f->session, &settings, &facts);
  g_assert_cmpuint (facts.n_gone, ==, 1);
  g_assert_cmpuint (lt_session_find_track (none, f->track)->clips->len, ==, 0);
  settings.min_silence_s = 9.0;
  settings.threshold_dbfs = -40.0;
  g_autoptr (LtSession) all = lt_strip_silence_apply (found, f->session, &settings, &facts);
  g_assert_true (all == f->session);

  /* Twice as long, everything is twice as far; backwards from the end. */
  if (lt_stretcher_version () == NULL)
    return;
  g_autoptr (LtSession) twice = lt_edit_clip_fx_stretch (f->session, id, 2.0), twice_back = lt_edit_clip_fx_stretch (back, id, 2.0);
  settings.min_silence_s = 0.4;
  spec.session = twice;
  g_autoptr (LtStripSilence) slow = lt_strip_silence_new (&spec, &error);
  g_assert_no_error (error);
  g_autoptr (GArray) wide = lt_strip_silence_find (slow, id, &settings);
  g_assert_cmpuint (wide->len, ==, 2);
  g_assert_cmpint (ABS (g_array_index (wide, LtEditStretch, 0).from - RATE), <, 4800);
  g_assert_cmpint (ABS (g_array_index (wide, LtEditStretch, 0).to - 3 * RATE), <, 4800);
  g_assert_cmpint (ABS (g_array_index (wide, LtEditStretch, 1).to - 7 * RATE), <, 4800);
  spec.session = twice_back;
  g_autoptr (LtStripSilence) slow_back = lt_strip_silence_new (&spec, &error);
  g_autoptr (GArray) wide_back = lt_strip_silence_find (slow_back, id, &settings);
  g_assert_cmpint (ABS (g_array_index (wide_back, LtEditStretch, 0).from - RATE), <, 4800);
  g_assert_cmpint (ABS (g_array_index (wide_back, LtEditStretch, 1).to - 7 * RATE), <, 4800);
}

int
main (int argc, char **argv)
{
  g_autoptr (LtTestDir) cache = lt_test_dir_new ();

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(name, data, function) g_test_add ("/studio/clip-render/" name, Fixture, data, set_up, function, tear_down)
  ADD ("split-and-joined", NULL, test_split_and_joined);
  ADD ("crossfade/itself", NULL, test_crossfade_with_itself);
  ADD ("crossfade/noises", NULL, test_crossfade_of_noises);
  ADD ("bounce/mono", GINT_TO_POINTER (0), test_bounced);
  ADD ("bounce/stereo", GINT_TO_POINTER (1), test_bounced);
  ADD ("bounce/nothing-left", NULL, test_bounce_leaves_nothing);
  ADD ("levels", NULL, test_levels);
  ADD ("silence", NULL, test_silence);
  if (lt_stretcher_version () != NULL)
    {
      ADD ("worked-over/forwards", GINT_TO_POINTER (0), test_worked_over);
      ADD ("worked-over/backwards", GINT_TO_POINTER (1), test_worked_over);
    }
#undef ADD
  return g_test_run ();
}
