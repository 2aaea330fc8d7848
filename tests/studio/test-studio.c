// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Export equals playback: the same bits from the offline renderer with any number of threads, and from the
// live player on the null device with any buffer. Stems add up to the mix.
// Layer: tests.

#include "helpers/test-dir.h"
#include "helpers/test-signal.h"
#include "helpers/test-song.h"
#include "session/edit-track.h"
#include "session/edit-send.h"
#include "session/edit-bus.h"
#include "session/edit-session.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "studio/player.h"
#include "studio/renderer.h"
#include "studio/session-spec.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define RATE 48000.0
#define SECONDS 3.0

typedef struct
{
  float *l, *r;
  gsize  n, room;
} Sink;

static Sink
sink_new (gsize room)
{
  return (Sink) { g_new0 (float, room), g_new0 (float, room), 0, room };
}

static void
sink_clear (Sink *sink)
{
  g_free (sink->l);
  g_free (sink->r);
}

static bool
sink_take (void *data, const float *const *in, uint32_t n_frames, GError **error)
{
  Sink *sink = data;

  g_assert_cmpuint (sink->n + n_frames, <=, sink->room);
  memcpy (sink->l + sink->n, in[0], n_frames * sizeof (float));
  memcpy (sink->r + sink->n, in[1], n_frames * sizeof (float));
  sink->n += n_frames;
  return true;
}

static Sink
render (const LtSession *session, const char *folder, LtId strip, gint64 from, gint64 to, guint threads)
{
  g_autoptr (GError)    error = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  Sink                  sink = sink_new ((gsize) (to - from));
  LtRenderTarget        target = { strip, sink_take, &sink };
  LtRenderJob           job = {
              .session = session,
              .folder = folder,
              .from = from,
              .to = to,
              .n_threads = threads,
              .compensate = true,
              .targets = &target,
              .n_targets = 1,
              .problems = problems,
  };

  g_assert_true (lt_renderer_run (&job, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (sink.n, ==, to - from);
  return sink;
}

static void
assert_same (const Sink *a, const Sink *b)
{
  g_assert_cmpuint (a->n, ==, b->n);
  for (gsize i = 0; i < a->n; i++)
    if (memcmp (&a->l[i], &b->l[i], sizeof (float)) != 0 || memcmp (&a->r[i], &b->r[i], sizeof (float)) != 0)
      g_error ("differs at frame %" G_GSIZE_FORMAT ": %.9g %.9g and %.9g %.9g", i, a->l[i], a->r[i], b->l[i], b->r[i]);
}

/* The player's capture, its lead-in cut. */
static Sink
play (const LtSession *session, const char *folder, gint64 from, gint64 to, guint buffer)
{
  g_autoptr (GError)   error = NULL;
  LtPlayerConfig       config = { .device = "null", .buffer_frames = buffer, .free_running = true, .capture = true };
  g_autoptr (LtPlayer) player = lt_player_new (session->rate_hz, &config, &error);
  Sink                 sink = sink_new ((gsize) (to - from));
  gint64               skip;

  g_assert_no_error (error);
  g_assert_true (lt_player_set_session (player, session, folder, NULL, &error));
  skip = lt_engine_get_latency (lt_player_get_engine (player));
  lt_engine_locate (lt_player_get_engine (player), from);
  g_assert_true (lt_player_prepare (player, from, 30000));
  lt_engine_roll (lt_player_get_engine (player));
  while (sink.n < sink.room)
    {
      float frames[2 * 512];
      guint got = lt_player_read_capture (player, frames, 512);

      for (guint i = 0; i < got; i++)
        if (skip > 0)
          skip--;
        else if (sink.n < sink.room)
          {
            sink.l[sink.n] = frames[2 * i];
            sink.r[sink.n++] = frames[2 * i + 1];
          }
      if (got == 0)
        g_usleep (500);
      lt_player_tick (player);
    }

  LtPlayerStatus status;
  lt_player_get_status (player, &status);
  g_assert_cmpuint (status.starved, ==, 0);
  g_assert_cmpuint (status.capture_lost, ==, 0);
  return sink;
}

static void
test_threads_and_buffers (gconstpointer data)
{
  LtSession *(*song) (const char *, double, double) = data;
  g_autoptr (LtTestDir) folder = lt_test_dir_new ();
  g_autoptr (LtSession) session = song (folder, RATE, SECONDS);
  static const guint    buffers[] = { 16, 64, 100, 441, 1024, 4096 };

  for (gint64 from = 0; from <= 50001; from += 50001)
    {
      gint64 to = (gint64) (RATE * SECONDS) + 20000;
      Sink   one = render (session, folder, 0, from, to, 1);
      Sink   two = render (session, folder, 0, from, to, 2);

      g_assert_cmpfloat (lt_test_peak (one.l, (guint) one.n), >, 0.05);
      assert_same (&one, &two);
      for (guint i = 0; i < G_N_ELEMENTS (buffers); i++)
        {
          Sink live = play (session, folder, from, to, buffers[i]);

          g_test_message ("buffer %u from %" G_GINT64_FORMAT, buffers[i], from);
          assert_same (&one, &live);
          sink_clear (&live);
        }
      sink_clear (&one);
      sink_clear (&two);
    }
}

/* What goes straight into the mix adds up to the mix, bit for bit, in the session's order. */
static void
test_stems_null (void)
{
  g_autoptr (LtTestDir) folder = lt_test_dir_new ();
  g_autoptr (LtSession) session = lt_test_song_new (folder, RATE, 1.0);
  gint64                to = 60000;
  Sink                  mix = render (session, folder, session->mix->id, 0, to, 2);
  Sink                  sum = sink_new ((gsize) to);

  for (uint32_t i = 0; i < lt_session_n_strips (session); i++)
    {
      const LtStrip *strip = lt_session_get_strip (session, i);

      if (strip->kind == LT_STRIP_MIX || strip->kind == LT_STRIP_MASTER || strip->output_id != 0)
        continue;
      Sink stem = render (session, folder, strip->id, 0, to, 1);
      for (gint64 k = 0; k < to; k++)
        {
          sum.l[k] += stem.l[k];
          sum.r[k] += stem.r[k];
        }
      sink_clear (&stem);
    }
  sum.n = (gsize) to;
  assert_same (&mix, &sum);
  sink_clear (&mix);
  sink_clear (&sum);
}

static const LtStrip *
named (const LtSession *session, const char *name)
{
  const LtStrip *strip = lt_session_find_strip_named (session, name);

  g_assert_nonnull (strip);
  return strip;
}

static void
test_hearing (void)
{
  g_autoptr (LtTestDir) folder = lt_test_dir_new ();
  LtSession       *session = lt_test_song_new (folder, RATE, 0.2);

  /* Solo of a bus that is fed by an output and of one that is fed by sends. */
  lt_session_take (&session, lt_edit_strip_solo (session, named (session, "Drums")->id, true));
  g_assert_cmpint (lt_session_spec_hearing (session, named (session, "Kick")), ==, LT_HEARD);
  g_assert_cmpint (lt_session_spec_hearing (session, named (session, "Bass")), ==, LT_NOT_HEARD);
  lt_session_take (&session, lt_edit_strip_solo (session, named (session, "Drums")->id, false));
  lt_session_take (&session, lt_edit_strip_solo (session, named (session, "Verb")->id, true));
  g_assert_cmpint (lt_session_spec_hearing (session, named (session, "Voice")), ==, LT_SEND_ONLY);
  g_assert_cmpint (lt_session_spec_hearing (session, named (session, "Kick")), ==, LT_NOT_HEARD);

  /* Solo overrides mute; solo-safe is heard beside it; mute counts without solo. */
  lt_session_take (&session, lt_edit_strip_mute (session, named (session, "Verb")->id, true));
  g_assert_cmpint (lt_session_spec_hearing (session, named (session, "Verb")), ==, LT_HEARD);
  lt_session_take (&session, lt_edit_strip_solo_safe (session, named (session, "Bass")->id, true));
  g_assert_cmpint (lt_session_spec_hearing (session, named (session, "Bass")), ==, LT_HEARD);
  lt_session_take (&session, lt_edit_strip_solo (session, named (session, "Verb")->id, false));
  g_assert_cmpint (lt_session_spec_hearing (session, named (session, "Verb")), ==, LT_MUTED);
  lt_session_unref (session);
}

static bool
no_feed (void *data, const LtFeedWish *wish, LtFeed *out)
{
  return false;
}

/* Whether the way @id into @to is closed, as the engine is told. */
static bool
is_way_mute (const LtSession *session, LtId to, LtId id)
{
  g_autoptr (LtSessionSpec) spec = lt_session_spec_new (session, 0, no_feed, NULL);

  for (uint32_t i = 0; i < spec->spec.n_strips; i++)
    for (uint32_t k = 0; spec->spec.strips[i].id == to && k < spec->spec.strips[i].n_edges; k++)
      if (spec->spec.strips[i].edges[k].id == id)
        return spec->spec.strips[i].edges[k].mute;
  g_assert_not_reached ();
}

/* A mute leaves what is sent before the fader; solo leaves what keys the soloed, and what feeds that. */
static void
test_hearing_keys (void)
{
  g_autoptr (GError) error = NULL;
  LtSession *session = lt_session_new (RATE, "Keys");
  LtId       kick, bass, drums, verb, pre, post, slot;

  lt_session_take (&session, lt_edit_track_add (session, "Kick", -1, &kick));
  lt_session_take (&session, lt_edit_track_add (session, "Bass", -1, &bass));
  lt_session_take (&session, lt_edit_bus_add (session, "Drums", &drums));
  lt_session_take (&session, lt_edit_bus_add (session, "Verb", &verb));
  lt_session_take (&session, lt_edit_strip_output (session, kick, drums, &error));
  lt_session_take (&session, lt_edit_send_add (session, kick, verb, 0.0, &pre, &error));
  lt_session_take (&session, lt_edit_send_pre (session, pre, true));
  lt_session_take (&session, lt_edit_send_add (session, drums, verb, 0.0, &post, &error));
  lt_session_take (&session, lt_edit_slot_add (session, bass, lt_fx_find ("comp"), -1, NULL, &slot));
  lt_session_take (&session, lt_edit_slot_key (session, slot, drums, false, &error));
  g_assert_no_error (error);

  lt_session_take (&session, lt_edit_strip_mute (session, kick, true));
  g_assert_cmpint (lt_session_spec_hearing (session, named (session, "Kick")), ==, LT_MUTED);
  g_assert_false (is_way_mute (session, verb, pre));
  lt_session_take (&session, lt_edit_strip_mute (session, kick, false));

  lt_session_take (&session, lt_edit_strip_solo (session, bass, true));
  g_assert_cmpint (lt_session_spec_hearing (session, named (session, "Drums")), ==, LT_KEY_ONLY);
  g_assert_cmpint (lt_session_spec_hearing (session, named (session, "Kick")), ==, LT_KEY_FEED);
  g_assert_cmpint (lt_session_spec_hearing (session, named (session, "Verb")), ==, LT_NOT_HEARD);
  g_assert_true (is_way_mute (session, session->mix->id, drums));
  g_assert_false (is_way_mute (session, drums, kick));
  g_assert_true (is_way_mute (session, verb, pre));
  g_assert_true (is_way_mute (session, verb, post));

  /* From a send the same; and of a muted strip nothing is left under solo. */
  lt_session_take (&session, lt_edit_slot_key (session, slot, post, false, &error));
  g_assert_no_error (error);
  g_assert_cmpint (lt_session_spec_hearing (session, named (session, "Drums")), ==, LT_KEY_ONLY);
  g_assert_false (is_way_mute (session, verb, post));
  lt_session_take (&session, lt_edit_strip_mute (session, drums, true));
  g_assert_cmpint (lt_session_spec_hearing (session, named (session, "Drums")), ==, LT_NOT_HEARD);
  lt_session_unref (session);
}

/* A track that is later than the others ends later, and is heard to its end. */
static void
test_late_end (void)
{
  g_autoptr (LtTestDir) folder = lt_test_dir_new ();
  g_autoptr (LtSession) session = lt_test_song_new (folder, RATE, 0.5);
  int64_t               before = lt_renderer_auto_tail (session), late = 20000, end;

  for (uint32_t i = 0; i < session->tracks->len; i++)
    lt_session_take (&session, lt_edit_strip_delay (session, lt_session_get_strip (session, i)->id, late));
  g_assert_cmpint (lt_renderer_auto_tail (session), ==, before + late);

  end = lt_session_get_length (session);
  Sink sink = render (session, folder, 0, 0, end + late, 1);
  g_assert_cmpfloat (lt_test_peak (sink.l + end + late - 4800, 4800), >, 0.01);
  sink_clear (&sink);
}

/* A VCA mutes and solos what is under it, at any depth; its own solo goes over its own mute, but not over a strip's.
   Solo that only the monitor hears leaves all as it is; a mute lane takes the button's place, not solo's. */
static void
test_hearing_vcas (void)
{
  g_autoptr (LtTestDir) folder = lt_test_dir_new ();
  LtSession            *session = lt_test_song_new_mixed (folder, RATE, 0.2);
  LtId                  all = named (session, "All")->id, rhythm = named (session, "Rhythm")->id, kick = named (session, "Kick")->id;

  lt_session_take (&session, lt_edit_strip_mute (session, rhythm, true));
  g_assert_cmpint (lt_session_spec_hearing (session, named (session, "Kick")), ==, LT_MUTED);
  g_assert_cmpint (lt_session_spec_hearing (session, named (session, "Voice")), ==, LT_HEARD);
  g_assert_cmpint (lt_session_spec_hearing (session, named (session, "Verb")), ==, LT_HEARD);
  lt_session_take (&session, lt_edit_strip_mute (session, all, true)); /* has a mute lane: that says when */
  g_assert_cmpint (lt_session_spec_hearing (session, named (session, "Verb")), ==, LT_HEARD);
  lt_session_take (&session, lt_edit_strip_value (session, all, LT_STRIP_AUTOMATION, LT_AUTOMATION_OFF));
  g_assert_cmpint (lt_session_spec_hearing (session, named (session, "Verb")), ==, LT_MUTED);
  lt_session_take (&session, lt_edit_strip_mute (session, all, false));

  lt_session_take (&session, lt_edit_strip_solo (session, rhythm, true));
  g_assert_cmpint (lt_session_spec_hearing (session, named (session, "Kick")), ==, LT_HEARD);
  g_assert_cmpint (lt_session_spec_hearing (session, named (session, "Drums")), ==, LT_HEARD); /* Kick plays into it */
  g_assert_cmpint (lt_session_spec_hearing (session, named (session, "Voice")), ==, LT_NOT_HEARD);
  lt_session_take (&session, lt_edit_strip_mute (session, kick, true));
  g_assert_cmpint (lt_session_spec_hearing (session, named (session, "Kick")), ==, LT_NOT_HEARD);
  lt_session_take (&session, lt_edit_session_solo_mode (session, LT_SOLO_AFL));
  g_assert_cmpint (lt_session_spec_hearing (session, named (session, "Voice")), ==, LT_HEARD);
  g_assert_cmpint (lt_session_spec_hearing (session, named (session, "Bass")), ==, LT_MUTED); /* Rhythm's mute */
  g_assert_true (lt_session_spec_is_soloed (session, named (session, "Bass")));
  g_assert_false (lt_session_spec_is_soloed (session, named (session, "Verb")));
  lt_session_unref (session);
}

/* A missing file is a sentence, not a failure; the rest is heard. */
static void
test_missing_file (void)
{
  g_autoptr (LtTestDir) folder = lt_test_dir_new ();
  g_autoptr (LtSession) session = lt_test_song_new (folder, RATE, 0.5);
  g_autofree char      *path = g_build_filename (folder, "audio", "Bass.wav", NULL);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError)    error = NULL;
  Sink                  sink = sink_new (24000);
  LtRenderTarget        target = { 0, sink_take, &sink };
  LtRenderJob           job = { .session = session, .folder = folder, .to = 24000, .n_threads = 1, .compensate = true, .targets = &target, .n_targets = 1, .problems = problems };

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_true (lt_renderer_run (&job, &error));
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (problems, 0), "Bass.wav"));
  g_assert_cmpfloat (lt_test_peak (sink.l, 24000), >, 0.01);
  sink_clear (&sink);
}

static void
test_cancel (void)
{
  g_autoptr (LtTestDir) folder = lt_test_dir_new ();
  g_autoptr (LtSession)   session = lt_test_song_new (folder, RATE, 0.5);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError)      error = NULL;
  Sink                    sink = sink_new (24000);
  LtRenderTarget          target = { 0, sink_take, &sink };
  LtRenderJob             job = { .session = session, .folder = folder, .to = 24000, .n_threads = 2, .targets = &target, .n_targets = 1, .cancellable = cancellable };

  g_cancellable_cancel (cancellable);
  g_assert_false (lt_renderer_run (&job, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  sink_clear (&sink);
}

/* Editing while it plays, free running: everything the player was told arrives, nothing is left behind, and
   afterwards playback from stop equals a fresh render of the last session. */
static void
test_edits_while_playing (void)
{
  g_autoptr (LtTestDir) folder = lt_test_dir_new ();
  g_autoptr (LtSession) session = lt_test_song_new (folder, RATE, 2.0);
  g_autoptr (GRand)     rng = g_rand_new_with_seed (0x1a7e);
  g_autoptr (GError)    error = NULL;
  LtPlayerConfig        config = { .device = "null", .buffer_frames = 256, .free_running = true };
  g_autoptr (LtPlayer)  player = lt_player_new (RATE, &config, &error);
  LtEngine             *engine = lt_player_get_engine (player);

  g_assert_true (lt_player_set_session (player, session, folder, NULL, &error));
  lt_engine_set_loop (engine, true, 0, 90000);
  lt_engine_roll (engine);
  for (int i = 0; i < 200; i++)
    {
      const LtStrip *strip = lt_session_get_strip (session, g_rand_int_range (rng, 0, 6));

      switch (g_rand_int_range (rng, 0, 5))
        {
        case 0:
          lt_session_take (&session, lt_edit_strip_fader (session, strip->id, g_rand_double_range (rng, -30, 6)));
          break;
        case 1:
          lt_session_take (&session, lt_edit_strip_mute (session, strip->id, g_rand_boolean (rng)));
          break;
        case 2:
          if (strip->slots->len < 4)
            lt_session_take (&session, lt_edit_slot_add (session, strip->id, lt_fx_types[g_rand_int_range (rng, 0, 3)], 0, NULL, NULL));
          break;
        case 3:
          if (strip->slots->len > 0)
            lt_session_take (&session, lt_edit_slot_remove (session, ((LtSlot *) g_ptr_array_index (strip->slots, 0))->id));
          break;
        case 4:
          lt_engine_locate (engine, g_rand_int_range (rng, 0, 80000));
          break;
        }
      g_assert_true (lt_player_set_session (player, session, folder, NULL, &error));
      lt_engine_set_loop (engine, true, 0, 90000);
      lt_player_tick (player);
      g_usleep (1000);
    }
  for (int i = 0; i < 5000 && !lt_engine_is_settled (engine); i++)
    {
      lt_player_tick (player);
      g_usleep (1000);
    }
  g_assert_true (lt_engine_is_settled (engine));

  Sink fresh = render (session, folder, 0, 0, 60000, 2);
  Sink live = play (session, folder, 0, 60000, 256);
  assert_same (&fresh, &live);
  sink_clear (&fresh);
  sink_clear (&live);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/studio/threads-and-buffers", lt_test_song_new, test_threads_and_buffers);
  g_test_add_data_func ("/studio/threads-and-buffers-mixed", lt_test_song_new_mixed, test_threads_and_buffers);
  g_test_add_func ("/studio/stems-null", test_stems_null);
  g_test_add_func ("/studio/late-end", test_late_end);
  g_test_add_func ("/studio/hearing", test_hearing);
  g_test_add_func ("/studio/hearing/keys", test_hearing_keys);
  g_test_add_func ("/studio/hearing-vcas", test_hearing_vcas);
  g_test_add_func ("/studio/missing-file", test_missing_file);
  g_test_add_func ("/studio/cancel", test_cancel);
  g_test_add_func ("/studio/edits-while-playing", test_edits_while_playing);
  return g_test_run ();
}
