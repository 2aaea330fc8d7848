// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A small session on disk.
// Layer: tests.

#include "helpers/test-song.h"

#include "helpers/test-signal.h"
#include "media/writer.h"
#include "session/edit-bus.h"
#include "session/edit-clip.h"
#include "session/edit-lane.h"
#include "session/edit-send.h"
#include "session/edit-session.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "session/session-private.h"

#include <glib/gstdio.h>
#include <string.h>

static void
write_stem (const char *folder, const char *name, double rate_hz, guint n_channels, gint64 n_frames, guint seed)
{
  g_autoptr (GRand)  rng = g_rand_new_with_seed (seed);
  g_autoptr (GError) error = NULL;
  g_autofree char   *path = g_strdup_printf ("%s/audio/%s.wav", folder, name);
  g_autofree float  *memory = g_new (float, n_channels * (gsize) n_frames);
  const float       *in[2] = { memory, memory + (n_channels - 1) * n_frames };
  LtWriterSpec       spec = {
          .format = lt_file_format_find ("wav"),
          .bits = LT_BITS_24,
          .rate_hz = (guint) rate_hz,
          .n_channels = n_channels,
          .dither = LT_QUANTISE_TPDF,
  };
  g_autoptr (LtWriter) writer = lt_writer_open (path, &spec, &error);

  g_assert_no_error (error);
  for (guint c = 0; c < n_channels; c++)
    lt_test_music (memory + c * n_frames, (guint) n_frames, rate_hz, 0.5, rng);
  lt_writer_write (writer, in, (guint) n_frames, &error);
  lt_writer_commit (writer, true, &error);
  g_assert_no_error (error);
}

static LtId
add_track (LtSession **session, const char *name, guint n_channels, gint64 n_frames, gint64 pos)
{
  g_autofree char *path = g_strdup_printf ("audio/%s.wav", name);
  LtSourceInfo     info = { .path = path, .name = name, .n_frames = n_frames, .n_channels = n_channels, .rate_hz = (*session)->rate_hz };
  LtId             track, source;

  lt_session_take (session, lt_edit_session_add_source (*session, &info, &source));
  lt_session_take (session, lt_edit_track_add (*session, name, -1, &track));
  lt_session_take (session, lt_edit_clip_add (*session, track, source, pos, 0, 0, NULL));
  return track;
}

static LtId
add_slot (LtSession **session, LtId strip, const char *key)
{
  LtId id;

  g_assert_nonnull (lt_fx_find (key));
  lt_session_take (session, lt_edit_slot_add (*session, strip, lt_fx_find (key), -1, NULL, &id));
  return id;
}

LtSession *
lt_test_song_new (const char *folder, double rate_hz, double seconds)
{
  LtSession         *session = lt_session_new (rate_hz, "Test song");
  g_autofree char   *audio = g_build_filename (folder, "audio", NULL);
  gint64             n = (gint64) (rate_hz * seconds);
  g_autoptr (GError) error = NULL;
  LtId               tracks[4], drums, verb, slot, send;

  g_mkdir_with_parents (audio, 0777);
  for (guint i = 0; i < 4; i++)
    {
      static const char *const names[] = { "Kick", "Bass", "Keys", "Voice" };

      write_stem (folder, names[i], rate_hz, i == 2 ? 2 : 1, n, i + 1);
      tracks[i] = add_track (&session, names[i], i == 2 ? 2 : 1, n, i * 1111);
    }
  lt_session_take (&session, lt_edit_bus_add (session, "Drums", &drums));
  lt_session_take (&session, lt_edit_bus_add (session, "Verb", &verb));
  lt_session_take (&session, lt_edit_strip_output (session, tracks[0], drums, &error));
  lt_session_take (&session, lt_edit_send_add (session, tracks[3], verb, -9.0, NULL, &error));
  lt_session_take (&session, lt_edit_send_add (session, tracks[2], verb, -15.0, &send, &error));
  lt_session_take (&session, lt_edit_send_pre (session, send, true));
  g_assert_no_error (error);

  add_slot (&session, tracks[0], "gate");
  add_slot (&session, drums, "saturate");
  slot = add_slot (&session, tracks[1], "comp");
  lt_session_take (&session, lt_edit_slot_key (session, slot, tracks[0], false, &error));
  g_assert_no_error (error);
  slot = add_slot (&session, tracks[2], "eq");
  lt_session_take (&session, lt_edit_slot_value (session, slot, (guint) lt_param_find (lt_fx_find ("eq")->params, lt_fx_find ("eq")->n_params, "b2-gain"), 4.0f));
  add_slot (&session, tracks[3], "trim");
  add_slot (&session, tracks[3], "delay");
  add_slot (&session, verb, "reverb");
  add_slot (&session, session->master->id, "eq");
  add_slot (&session, session->master->id, "limit");
  add_slot (&session, session->master->id, "dither");

  LtPoint points[] = { { 0, -INFINITY, false }, { n / 3, 0.0, false }, { n / 2, -6.0, true }, { n * 3 / 4, 0.0, false } };
  lt_session_take (&session, lt_edit_lane_set (session, tracks[2], 0, "fader", points, G_N_ELEMENTS (points), NULL));
  lt_session_take (&session, lt_edit_strip_pan (session, tracks[2], -0.3));
  lt_session_take (&session, lt_edit_strip_fader (session, tracks[1], -4.0));
  return session;
}

/* --- mixed --- */

static LtId
add_vca (LtSession **session, const char *name, LtId above)
{
  LtSession *next = lt_session_copy (*session);
  LtStrip   *vca = lt_strip_new (next->next_id++, LT_STRIP_VCA, name);

  vca->vca_id = above;
  lt_nodes_take (&next->vcas, lt_nodes_insert (next->vcas, next->vcas->len, vca, (GDestroyNotify) lt_strip_unref));
  lt_session_take (session, next);
  return vca->id;
}

static void
put_under (LtSession **session, const char *name, LtId vca_id)
{
  LtStrip *strip = lt_strip_copy (lt_session_find_strip_named (*session, name));

  strip->vca_id = vca_id;
  lt_session_take (session, lt_session_with_strip (*session, strip));
  lt_strip_unref (strip);
}

static void
set_lane (LtSession **session, LtId strip, LtId send, const char *key, const LtPoint *points, guint n)
{
  g_autoptr (GError) error = NULL;

  lt_session_take (session, lt_edit_lane_set (*session, strip, send, key, points, n, &error));
  g_assert_no_error (error);
}

LtSession *
lt_test_song_new_mixed (const char *folder, double rate_hz, double seconds)
{
  LtSession         *s = lt_test_song_new (folder, rate_hz, seconds);
  gint64             n = (gint64) (rate_hz * seconds);
  const LtPoint      place[] = { { 0, -0.7, false }, { n / 3, 0.8, true }, { n / 2, 0.1, false }, { n, 1.0, false } };
  const LtPoint      level[] = { { n / 8, -3.0, false }, { n / 2, -18.0, true }, { n * 3 / 4, -6.0, false } };
  const LtPoint      mute[] = { { 0, 0.0, true }, { n / 4, 1.0, true }, { n / 3, 0.0, true } };
  g_autoptr (GError) error = NULL;
  LtId               kick = lt_session_find_strip_named (s, "Kick")->id, bass = lt_session_find_strip_named (s, "Bass")->id;
  LtId               keys = lt_session_find_strip_named (s, "Keys")->id, voice = lt_session_find_strip_named (s, "Voice")->id;
  LtId               verb = lt_session_find_strip_named (s, "Verb")->id, all, rhythm, send, slot;

  all = add_vca (&s, "All", 0);
  rhythm = add_vca (&s, "Rhythm", all);
  put_under (&s, "Kick", rhythm);
  put_under (&s, "Bass", rhythm);
  put_under (&s, "Verb", all);
  lt_session_take (&s, lt_edit_strip_fader (s, all, -2.0));
  set_lane (&s, rhythm, 0, "fader", level, G_N_ELEMENTS (level));
  set_lane (&s, all, 0, "mute", mute, G_N_ELEMENTS (mute));

  lt_session_take (&s, lt_edit_strip_delay (s, kick, -441));
  lt_session_take (&s, lt_edit_strip_delay (s, voice, 777));
  lt_session_take (&s, lt_edit_strip_value (s, keys, LT_STRIP_PAN_MODE, LT_PAN_MODE_DUAL));
  set_lane (&s, keys, 0, "pan-left", place, G_N_ELEMENTS (place));
  set_lane (&s, keys, 0, "pan-right", place, 3);
  set_lane (&s, verb, 0, "width", place, G_N_ELEMENTS (place));

  send = ((const LtSend *) g_ptr_array_index (lt_session_find_strip (s, voice)->sends, 0))->id;
  set_lane (&s, voice, send, "level", level, G_N_ELEMENTS (level));
  set_lane (&s, voice, send, "pan", place, G_N_ELEMENTS (place));
  lt_session_take (&s, lt_edit_send_add (s, kick, verb, -6.0, &send, &error));
  lt_session_take (&s, lt_edit_send_pre (s, send, true));
  lt_session_take (&s, lt_edit_send_pan (s, send, 0.4));
  set_lane (&s, kick, send, "mute", mute, G_N_ELEMENTS (mute));
  slot = ((const LtSlot *) g_ptr_array_index (lt_session_find_strip (s, bass)->slots, 0))->id;
  lt_session_take (&s, lt_edit_slot_key (s, slot, send, false, &error));
  g_assert_no_error (error);
  return s;
}
