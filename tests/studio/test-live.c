// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window's door to the sound: known signals read as what they are, devices that are not there stop nothing.
// Layer: tests. Running free: what is waited for is waited for until it is there.

#include "helpers/test-dir.h"
#include "helpers/test-signal.h"
#include "media/file-format.h"
#include "media/writer.h"
#include "session/edit-clip.h"
#include "session/edit-reference.h"
#include "session/edit-session.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "studio/device-choice.h"
#include "studio/live-scope.h"
#include "studio/live-watch.h"
#include "studio/slot-match.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define RATE     48000.0
#define SECONDS  12
#define BIN      170
#define TONE_HZ  (BIN * RATE / LT_LIVE_SPECTRUM_SIZE)
#define TONE_DB  (-23.0)
#define PATIENCE_US (60 * G_TIME_SPAN_SECOND)

typedef struct
{
  LtTestDir *folder;
  LtSession *session;
  LtId       track_id;
  LtLive    *live;
} Room;

/* A stereo tone of −23 dBFS on a track, its file 12 s long. */
static void
write_tone (const char *folder)
{
  g_autoptr (GError)   error = NULL;
  g_autofree char     *audio = g_build_filename (folder, "audio", NULL);
  g_autofree char     *path = g_build_filename (audio, "tone.wav", NULL);
  guint                n = SECONDS * (guint) RATE;
  g_autofree float    *tone = g_new0 (float, n);
  const float         *in[2] = { tone, tone };
  LtWriterSpec         spec = { .format = lt_file_format_find ("wav"), .bits = LT_BITS_FLOAT, .rate_hz = (guint) RATE, .n_channels = 2 };

  g_mkdir_with_parents (audio, 0777);
  lt_test_add_sine (tone, n, RATE, TONE_HZ, pow (10.0, TONE_DB / 20.0), 0.0);
  g_autoptr (LtWriter) writer = lt_writer_open (path, &spec, &error);
  g_assert_no_error (error);
  lt_writer_write (writer, in, n, &error);
  lt_writer_commit (writer, true, &error);
  g_assert_no_error (error);
}

static void
room_open (Room *room, gconstpointer data)
{
  LtSourceInfo       info = { .path = "audio/tone.wav", .name = "tone", .n_frames = SECONDS * (int64_t) RATE, .n_channels = 2, .rate_hz = RATE };
  LtLiveWish         wish = { .device = "null", .buffer_frames = 256, .free_running = true };
  g_autoptr (GError) error = NULL;
  LtId               source_id;

  room->folder = lt_test_dir_new ();
  write_tone (room->folder);
  room->session = lt_session_new (RATE, "Live");
  lt_session_take (&room->session, lt_edit_session_pan_law (room->session, LT_PAN_LAW_0DB));
  lt_session_take (&room->session, lt_edit_session_add_source (room->session, &info, &source_id));
  lt_session_take (&room->session, lt_edit_track_add (room->session, "Tone", -1, &room->track_id));
  lt_session_take (&room->session, lt_edit_clip_add (room->session, room->track_id, source_id, 0, 0, info.n_frames, NULL));
  lt_session_take (&room->session, lt_edit_session_loop (room->session, true, 0, info.n_frames));

  room->live = lt_live_new ();
  g_assert_true (lt_live_open (room->live, RATE, &wish, &error));
  g_assert_true (lt_live_set_session (room->live, room->session, room->folder, &error));
  g_assert_no_error (error);
}

static void
room_close (Room *room, gconstpointer data)
{
  lt_live_free (room->live);
  lt_session_unref (room->session);
  lt_test_dir_free (room->folder);
}

/* The new session, played. */
static void
room_take (Room *room, LtSession *next)
{
  g_autoptr (GError) error = NULL;

  lt_session_take (&room->session, next);
  g_assert_true (lt_live_set_session (room->live, room->session, room->folder, &error));
}

typedef bool (*Condition) (Room *room, void *data);

static void
wait_for (Room *room, Condition condition, void *data)
{
  gint64 until = g_get_monotonic_time () + PATIENCE_US;

  while (!condition (room, data) && g_get_monotonic_time () < until)
    {
      lt_live_tick (room->live);
      g_usleep (500);
    }
  g_assert_true (condition (room, data));
}

static bool
has_measured (Room *room, void *seconds)
{
  for (int t = 0; t < LT_LIVE_N_TAPS; t++)
    if (!(lt_live_read_tap (room->live, (LtLiveTap) t)->measured_s >= *(double *) seconds))
      return false;
  return true;
}

static bool
is_at_rest (Room *room, void *data)
{
  return lt_live_read_tap (room->live, LT_LIVE_TAP_OUTPUT)->n_trace == 0 && isinf (lt_live_read_tap (room->live, LT_LIVE_TAP_OUTPUT)->momentary_lufs);
}

static void
play_for (Room *room, double seconds)
{
  lt_live_play (room->live);
  wait_for (room, has_measured, &seconds);
}

/* --- readings --- */

static bool
has_a_scope (Room *room, void *later_than)
{
  return lt_live_read_scope (room->live)->serial > *(const uint64_t *) later_than;
}

/* The same on both sides, in the middle of a bin of 8192. Made while somebody looks: one more than was looked at, at most. */
static void
scope_of_a_tone (Room *room)
{
  const LtLiveScope *scope;
  uint64_t           serial = 0;

  g_assert_cmpuint (lt_live_read_scope (room->live)->serial, <=, 1);
  wait_for (room, has_a_scope, &serial);
  scope = lt_live_read_scope (room->live);
  g_assert_cmpuint (scope->n_traces, ==, 1);
  g_assert_cmpuint (scope->n_bins, ==, 4097);
  g_assert_cmpfloat_with_epsilon (scope->average_dbfs[0][BIN], TONE_DB, 0.05);
  g_assert_cmpfloat (scope->average_dbfs[0][BIN + 200], <, -90.0);
  g_assert_cmpfloat (scope->hold_dbfs[0][BIN], >=, scope->average_dbfs[0][BIN] - 0.01f);
  g_assert_cmpuint (scope->word_bits, ==, 32);
  g_assert_true (scope->bits_finer);
}

static bool
has_a_column (Room *room, void *data)
{
  float column[LT_LIVE_SCOPE_ROWS];

  return lt_live_next_scope_column (room->live, column);
}

static void
test_scope_as_asked_for (Room *room, gconstpointer data)
{
  LtLiveScopeConfig config = { .size = 32768, .is_mid_side = true, .average_s = INFINITY, .wants_columns = true };
  float             column[LT_LIVE_SCOPE_ROWS];
  guint             n = 0;
  uint64_t          serial = 0;

  lt_live_set_scope (room->live, &config);
  play_for (room, 3.0);
  wait_for (room, has_a_scope, &serial);
  const LtLiveScope *scope = lt_live_read_scope (room->live);
  g_assert_cmpuint (scope->n_traces, ==, 2);
  g_assert_cmpuint (scope->n_bins, ==, LT_LIVE_SCOPE_MAX_BINS);
  g_assert_cmpfloat_with_epsilon (scope->average_dbfs[0][4 * BIN], TONE_DB, 0.05);
  g_assert_cmpfloat (scope->average_dbfs[1][4 * BIN], <, -100.0); /* no side */
  while (lt_live_next_scope_column (room->live, column))
    n++;
  g_assert_cmpuint (n, >, 0);

  /* what nobody took is of before: at rest there are none of a new wish */
  play_for (room, 4.0);
  lt_live_stop (room->live);
  wait_for (room, is_at_rest, NULL);
  config.wants_columns = false;
  lt_live_set_scope (room->live, &config);
  g_assert_false (lt_live_next_scope_column (room->live, column));
  config.wants_columns = true;
  lt_live_set_scope (room->live, &config);
  g_assert_false (lt_live_next_scope_column (room->live, column));
  play_for (room, 1.0);
  wait_for (room, has_a_column, NULL);
}

static void
test_analysis (Room *room, gconstpointer data)
{
  const LtLiveReading *r;
  const LtLiveLoudness *points;
  guint                n;

  g_assert_true (lt_live_is_silent (room->live));
  g_assert_true (isinf (lt_live_read_tap (room->live, LT_LIVE_TAP_MASTER)->momentary_lufs));
  play_for (room, 8.0);
  g_assert_false (lt_live_is_silent (room->live));
  scope_of_a_tone (room);
  for (int t = 0; t < LT_LIVE_N_TAPS; t++)
    {
      r = lt_live_read_tap (room->live, (LtLiveTap) t);
      g_assert_true (r->is_whole);
      g_assert_cmpfloat_with_epsilon (r->momentary_lufs, TONE_DB, 0.1); /* EBU Tech 3341, case 1 */
      g_assert_cmpfloat_with_epsilon (r->short_term_lufs, TONE_DB, 0.1);
      g_assert_cmpfloat_with_epsilon (r->integrated_lufs, TONE_DB, 0.1);
      g_assert_cmpfloat_with_epsilon (r->true_peak_dbtp, TONE_DB, 0.2);
      g_assert_cmpfloat_with_epsilon (r->plr_lu, 0.0, 0.2);
      g_assert_cmpfloat_with_epsilon (r->min_psr_lu, 0.0, 0.2);
      g_assert_cmpfloat_with_epsilon (r->correlation, 1.0, 1e-3);
      g_assert_cmpfloat_with_epsilon (r->balance_db, 0.0, 1e-3);
      g_assert_cmpuint (r->n_trace, ==, LT_LIVE_TRACE_POINTS);
      for (guint i = 0; i < r->n_trace; i++)
        g_assert_cmpfloat_with_epsilon (r->trace[i].side, 0.0, 1e-6);
    }

  lt_live_tick (room->live);
  points = lt_loudness_log_recent (lt_live_get_history (room->live, LT_LIVE_TAP_MASTER), &n);
  g_assert_cmpuint (n, >=, 60);
  for (guint i = 0; i < 60; i++)
    g_assert_cmpint (points[i].pos_frames, ==, (i + 1) * 4800);
  g_assert_cmpfloat_with_epsilon (points[40].short_term_lufs, TONE_DB, 0.1);
  g_assert_cmpfloat_with_epsilon (points[59].integrated_lufs, TONE_DB, 0.1);
}

/* Since play: a new start from stop, or the reset, begins again; positions are those of the time line. */
static void
test_since_play (Room *room, gconstpointer data)
{
  const LtLiveLoudness *points;
  double                seconds = 1.0;
  guint                 n;

  play_for (room, 4.0);
  lt_live_stop (room->live);
  wait_for (room, is_at_rest, NULL);
  g_assert_cmpfloat_with_epsilon (lt_live_read_tap (room->live, LT_LIVE_TAP_MASTER)->integrated_lufs, TONE_DB, 0.1);

  lt_live_locate (room->live, 96000);
  g_assert_cmpint (lt_live_get_position (room->live), ==, 96000);
  lt_live_play (room->live);
  g_assert_true (lt_live_is_rolling (room->live));
  do
    {
      lt_live_tick (room->live);
      points = lt_loudness_log_recent (lt_live_get_history (room->live, LT_LIVE_TAP_MIX), &n);
      g_usleep (500);
    }
  while (n == 0 || points[0].pos_frames != 96000 + 4800);
  wait_for (room, has_measured, &seconds);
  g_assert_cmpfloat (lt_live_get_heard_position (room->live), >=, 0.0);
}

static bool
is_loud (Room *room, void *data)
{
  LtLiveLevel level;

  return lt_live_read_level (room->live, LT_LIVE_OUTPUT, &level) && level.peak_db[1] > TONE_DB - 0.1 && level.rms_db[1] > TONE_DB - 3.2;
}

static void
test_levels (Room *room, gconstpointer data)
{
  LtLiveLevel level;
  LtId        ids[] = { room->track_id, room->session->mix->id, room->session->master->id, LT_LIVE_OUTPUT };

  g_assert_false (lt_live_read_level (room->live, 12345, &level));
  room_take (room, lt_edit_strip_pan (room->session, room->track_id, 0.5));
  play_for (room, 2.0);
  wait_for (room, is_loud, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_assert_true (lt_live_read_level (room->live, ids[i], &level));
      g_assert_cmpuint (level.n_channels, ==, 2);
      g_assert_cmpuint (level.clips, ==, 0);
      g_assert_cmpfloat_with_epsilon (level.hold_db[1], level.max_db, 1e-6);
      g_assert_cmpfloat (level.peak_db[0], <=, level.max_db);
      g_assert_cmpfloat_with_epsilon (level.max_db, TONE_DB, 0.2);
      g_assert_cmpfloat (level.rms_db[0], <, level.rms_db[1] - 1.0); /* panned to the right */
    }

  /* 30 dB more clip the track, and the master's true peak. */
  room_take (room, lt_edit_strip_fader (room->session, room->track_id, 6.0));
  room_take (room, lt_edit_strip_trim (room->session, room->track_id, 24.0));
  for (level.clips = 0; level.clips == 0;)
    {
      lt_live_tick (room->live);
      lt_live_read_level (room->live, room->track_id, &level);
      g_usleep (500);
    }
  for (level.clips = 0; level.clips == 0;)
    {
      lt_live_tick (room->live);
      lt_live_read_level (room->live, room->session->master->id, &level);
      g_usleep (500);
    }
  lt_live_clear_all_clips (room->live);
  lt_live_read_level (room->live, room->track_id, &level);
  g_assert_cmpuint (level.clips, ==, 0);
}

/* --- monitor --- */

static bool
is_matched (Room *room, void *data)
{
  return fabs (lt_live_get_match_db (room->live, LT_LIVE_MASTER) + 6.0) < 0.1;
}

static bool
output_is_quiet (Room *room, void *data)
{
  return fabs (lt_live_read_tap (room->live, LT_LIVE_TAP_OUTPUT)->short_term_lufs - *(double *) data) < 0.1;
}

static bool
output_is_silent (Room *room, void *data)
{
  return isinf (lt_live_read_tap (room->live, LT_LIVE_TAP_OUTPUT)->momentary_lufs);
}

static void
test_monitor (Room *room, gconstpointer data)
{
  double level = TONE_DB;

  room_take (room, lt_edit_strip_fader (room->session, room->session->master->id, 6.0));
  play_for (room, 4.0);
  wait_for (room, is_matched, NULL);
  g_assert_cmpfloat (lt_live_get_match_db (room->live, LT_LIVE_MIX), ==, 0.0);
  wait_for (room, output_is_quiet, &level); /* as loud as the mix */
  lt_live_set_side (room->live, LT_LIVE_MIX);
  wait_for (room, output_is_quiet, &level);
  LtLiveMonitor monitor = lt_live_get_monitor (room->live);
  monitor.dim = true;
  monitor.level_db = -6.0;
  lt_live_set_monitor (room->live, &monitor);
  level -= 26.0;
  wait_for (room, output_is_quiet, &level);
  monitor = (LtLiveMonitor) { .dim_db = monitor.dim_db };
  lt_live_set_monitor (room->live, &monitor);
  lt_live_set_side (room->live, LT_LIVE_MASTER);
  lt_live_set_match (room->live, false);
  level = TONE_DB + 6.0;
  wait_for (room, output_is_quiet, &level);
  g_assert_cmpfloat_with_epsilon (lt_live_read_tap (room->live, LT_LIVE_TAP_MASTER)->integrated_lufs, TONE_DB + 6.0, 0.1);
}

static bool
master_is_quiet (Room *room, void *data)
{
  return fabs (lt_live_read_tap (room->live, LT_LIVE_TAP_MASTER)->momentary_lufs - *(double *) data) < 0.1;
}

/* Solo behind or before the fader is heard, and the master plays on as it is. */
static void
test_listen (Room *room, gconstpointer data)
{
  static const double wanted[] = { [LT_SOLO_IN_PLACE] = TONE_DB - 10.0, [LT_SOLO_AFL] = TONE_DB - 6.0, [LT_SOLO_PFL] = TONE_DB };
  double              master = TONE_DB - 10.0;

  room_take (room, lt_edit_strip_fader (room->session, room->track_id, -6.0));
  room_take (room, lt_edit_strip_fader (room->session, room->session->mix->id, -4.0));
  room_take (room, lt_edit_strip_solo (room->session, room->track_id, true));
  lt_live_set_match (room->live, false);
  lt_live_play (room->live);
  for (int i = 0; i < 6; i++)
    {
      LtSoloMode mode = (LtSoloMode) (i % 3);
      double     level = wanted[mode];

      room_take (room, lt_edit_session_solo_mode (room->session, mode));
      wait_for (room, output_is_quiet, &level);
      wait_for (room, master_is_quiet, &master);
    }
  room_take (room, lt_edit_strip_solo (room->session, room->track_id, false));
  wait_for (room, output_is_quiet, &master);
}

/* Heard beside the master, from its own place, as loud as it when matched; it begins where its offset says. */
static void
test_reference (Room *room, gconstpointer data)
{
  const LtSource *source = g_ptr_array_index (room->session->sources, 0);
  double          level = TONE_DB, quiet = TONE_DB - 12.0;
  LtId            id, other;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (lt_live_get_reference (room->live), ==, 0);
  room_take (room, lt_edit_strip_fader (room->session, room->session->mix->id, -12.0));
  room_take (room, lt_edit_reference_add (room->session, source->id, "Theirs", &id));
  room_take (room, lt_edit_reference_add (room->session, source->id, "Late", &other));
  g_assert_cmpuint (lt_live_get_reference (room->live), ==, id);
  lt_live_set_match (room->live, false);
  lt_live_play (room->live);
  wait_for (room, output_is_quiet, &quiet);
  lt_live_set_side (room->live, LT_LIVE_REFERENCE);
  wait_for (room, output_is_quiet, &level);
  wait_for (room, master_is_quiet, &quiet);

  lt_live_set_match (room->live, true); /* the song is 12 dB louder */
  wait_for (room, output_is_quiet, &quiet);
  g_assert_cmpfloat_with_epsilon (lt_live_get_match_db (room->live, LT_LIVE_REFERENCE), -12.0, 0.2);
  g_assert_cmpfloat_with_epsilon (lt_live_get_match_db (room->live, LT_LIVE_MASTER), 0.0, 0.2);

  g_assert_true (lt_live_set_reference (room->live, other, &error));
  g_assert_cmpuint (lt_live_get_reference (room->live), ==, other);
  room_take (room, lt_edit_reference_offset (room->session, other, -1000 * (int64_t) RATE)); /* not before the loop ends */
  wait_for (room, output_is_silent, NULL);
  wait_for (room, master_is_quiet, &quiet);
  room_take (room, lt_edit_reference_remove (room->session, other));
  g_assert_cmpuint (lt_live_get_reference (room->live), ==, id);
  wait_for (room, output_is_quiet, &quiet);
  room_take (room, lt_edit_reference_remove (room->session, id));
  lt_live_set_match (room->live, false);
  wait_for (room, output_is_quiet, &quiet); /* without one it is the master */
}

/* A file made of the master, heard in its place where the master is, turned as it is; the reference sends it away. */
static void
test_preview (Room *room, gconstpointer data)
{
  g_autofree char *path = g_build_filename (room->folder, "audio", "tone.wav", NULL);
  double           level = TONE_DB, quiet = TONE_DB - 12.0;
  LtId             id;
  g_autoptr (GError) error = NULL;

  room_take (room, lt_edit_strip_fader (room->session, room->session->mix->id, -12.0));
  lt_live_set_match (room->live, false);
  lt_live_play (room->live);
  wait_for (room, output_is_quiet, &quiet);
  g_assert_true (lt_live_set_preview (room->live, path, SECONDS * (int64_t) RATE, &error));
  wait_for (room, output_is_quiet, &quiet); /* there, not heard */
  lt_live_hear_preview (room->live, true);
  wait_for (room, output_is_quiet, &level);
  wait_for (room, master_is_quiet, &quiet); /* what a file gets stays */
  lt_live_set_side (room->live, LT_LIVE_MASTER);
  g_assert_false (lt_live_hears_preview (room->live));
  wait_for (room, output_is_quiet, &quiet);

  lt_live_hear_preview (room->live, true);
  room_take (room, lt_edit_strip_fader (room->session, room->session->mix->id, -6.0)); /* an edit keeps it */
  wait_for (room, output_is_quiet, &level);
  room_take (room, lt_edit_reference_add (room->session, ((const LtSource *) g_ptr_array_index (room->session->sources, 0))->id, "Theirs", &id));
  lt_live_set_side (room->live, LT_LIVE_REFERENCE);
  g_assert_null (lt_live_get_preview (room->live));
  wait_for (room, output_is_quiet, &level);
  room_take (room, lt_edit_reference_offset (room->session, id, -1000 * (int64_t) RATE));
  wait_for (room, output_is_silent, NULL);
}

/* A reference that goes takes the match with it: the master is as loud again as it is. */
static void
test_reference_goes (Room *room, gconstpointer data)
{
  const LtSource *source = g_ptr_array_index (room->session->sources, 0);
  double          loud = TONE_DB + 6.0, level = TONE_DB;
  LtId            id;

  room_take (room, lt_edit_strip_fader (room->session, room->session->mix->id, 6.0));
  lt_live_set_match (room->live, true);
  lt_live_play (room->live);
  wait_for (room, output_is_quiet, &loud);
  room_take (room, lt_edit_reference_add (room->session, source->id, "Softer", &id));
  wait_for (room, output_is_quiet, &level);
  for (int again = 0; again < 2; again++) /* the second time its loudness is known */
    {
      room_take (room, lt_edit_reference_remove (room->session, id));
      g_assert_cmpfloat_with_epsilon (lt_live_get_match_db (room->live, LT_LIVE_MASTER), 0.0, 0.2);
      wait_for (room, output_is_quiet, &loud);
      room_take (room, lt_edit_reference_add (room->session, source->id, "Softer", &id));
      if (again == 0)
        g_assert_cmpfloat_with_epsilon (lt_live_get_match_db (room->live, LT_LIVE_MASTER), -6.0, 0.2);
      wait_for (room, output_is_quiet, &level);
    }
}

/* The device gets what a trim takes away; mix and master play on as they are, and so does a new engine. */
static void
test_delta (Room *room, gconstpointer data)
{
  double level = TONE_DB + 20.0 * log10 (1.0 - pow (10.0, -20.0 / 20.0));
  LtId   slot_id;

  room_take (room, lt_edit_slot_add (room->session, room->session->mix->id, lt_fx_find ("trim"), -1, NULL, &slot_id));
  room_take (room, lt_edit_slot_value (room->session, slot_id, 0, -20.0f));
  lt_live_set_delta (room->live, slot_id);
  g_assert_cmpuint (lt_live_get_delta (room->live), ==, slot_id);
  play_for (room, 4.0);
  wait_for (room, output_is_quiet, &level);
  level = TONE_DB - 20.0;
  wait_for (room, master_is_quiet, &level);
  lt_live_set_delta (room->live, 0);
  wait_for (room, output_is_quiet, &level);
}

/* A master that does nothing changes nothing; the tap of the master plays on as it is. */
static void
test_difference (Room *room, gconstpointer data)
{
  double level = TONE_DB;

  room_take (room, lt_edit_slot_add (room->session, room->session->master->id, lt_fx_find ("limit"), -1, NULL, NULL)); /* late, no more */
  room_take (room, lt_edit_slot_bypass (room->session, ((const LtSlot *) room->session->master->slots->pdata[0])->id, true));
  play_for (room, 4.0);
  wait_for (room, output_is_quiet, &level);
  lt_live_set_difference (room->live, true);
  wait_for (room, output_is_silent, NULL);
  wait_for (room, master_is_quiet, &level);
  lt_live_set_difference (room->live, false);
  wait_for (room, output_is_quiet, &level);
}

/* Of two trims one at a time, in the order of the session, which stays as it is; a slot that is gone lets all be heard. */
static void
test_alone (Room *room, gconstpointer data)
{
  double both = TONE_DB - 18.0, first = TONE_DB - 12.0, second = TONE_DB - 6.0;
  LtId   a, b;

  room_take (room, lt_edit_slot_add (room->session, room->session->master->id, lt_fx_find ("trim"), -1, NULL, &a));
  room_take (room, lt_edit_slot_value (room->session, a, 0, -12.0f));
  room_take (room, lt_edit_slot_add (room->session, room->session->master->id, lt_fx_find ("trim"), -1, NULL, &b));
  room_take (room, lt_edit_slot_value (room->session, b, 0, -6.0f));
  lt_live_set_match (room->live, false);
  play_for (room, 1.0);
  wait_for (room, master_is_quiet, &both);
  lt_live_stop (room->live);
  wait_for (room, is_at_rest, NULL);
  lt_live_set_alone (room->live, a);
  g_assert_cmpfloat (lt_live_read_tap (room->live, LT_LIVE_TAP_MASTER)->measured_s, ==, 0.0); /* it was of another sound */
  lt_live_play (room->live);
  wait_for (room, master_is_quiet, &first);
  lt_live_set_alone (room->live, b);
  wait_for (room, master_is_quiet, &second);
  room_take (room, lt_edit_slot_remove (room->session, b));
  wait_for (room, master_is_quiet, &first);
}

/* --- watches --- */

typedef struct
{
  LtLiveWatch *watch;
  uint64_t     n;
} Columns;

static bool
has_columns (Room *room, void *data)
{
  Columns *columns = data;
  guint    n;
  uint64_t first;

  lt_live_watch_get_columns (columns->watch, &n, &first);
  return first + n >= columns->n;
}

#define SPAN 30u /* columns looked at: half a second */
#define SEAM 3u  /* of them where the loop begins again, which is faded */

static void
assert_six_less (LtLiveWatch *watch)
{
  const LtLiveColumn       *columns;
  const LtLiveWatchReading *r = lt_live_watch_read (watch);
  guint                     n, n_right = 0;

  columns = lt_live_watch_get_columns (watch, &n, NULL);
  for (guint i = n - SPAN; i < n; i++)
    {
      const LtLiveColumn *c = &columns[i];

      g_assert_cmpfloat_with_epsilon (c->in_rms_db - c->out_rms_db, 6.0, 0.05);
      n_right += fabs (c->in_peak_db - TONE_DB) < 0.05 && fabs (c->in_rms_db - (TONE_DB - 3.01)) < 0.2 && fabs (c->out_peak_db - (TONE_DB - 6.0)) < 0.05;
    }
  g_assert_cmpuint (n_right, >=, SPAN - SEAM);
  g_assert_cmpfloat_with_epsilon (r->in_dbfs[BIN], TONE_DB, 0.05);
  g_assert_cmpfloat_with_epsilon (r->out_dbfs[BIN], TONE_DB - 6.0, 0.05);
  g_assert_cmpfloat_with_epsilon (r->in_db - r->out_db, 6.0, 0.05);
}

static void
test_watch (Room *room, gconstpointer data)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_live_watch_free);
  LtId                  slot_id, other_id;
  double                seconds = 0.5;
  guint                 n;

  room_take (room, lt_edit_slot_add (room->session, room->session->mix->id, lt_fx_find ("trim"), -1, NULL, &slot_id));
  room_take (room, lt_edit_slot_value (room->session, slot_id, 0, -6.0f));
  Columns columns = { lt_live_watch_new (room->live, slot_id), 180 };
  g_assert_nonnull (columns.watch);
  for (guint i = 1; i < LT_LIVE_MAX_WATCHES; i++)
    g_ptr_array_add (others, lt_live_watch_new (room->live, 99999 + i));
  g_assert_null (lt_live_watch_new (room->live, 99999));
  LtLiveWatch *same = lt_live_watch_new (room->live, slot_id);
  g_assert_true (same == columns.watch);

  lt_live_watch_get_columns (columns.watch, &n, NULL);
  g_assert_cmpuint (n, ==, 0);
  lt_live_play (room->live);
  wait_for (room, has_columns, &columns);
  assert_six_less (columns.watch);

  /* Another effect before it, and then this one on another strip: the same watch goes on. */
  room_take (room, lt_edit_slot_add (room->session, room->session->mix->id, lt_fx_find ("eq"), 0, NULL, &other_id));
  columns.n += 300;
  wait_for (room, has_columns, &columns);
  assert_six_less (columns.watch);
  room_take (room, lt_edit_slot_move (room->session, slot_id, room->session->master->id, -1, NULL));
  columns.n += 1300;
  wait_for (room, has_columns, &columns);
  assert_six_less (columns.watch);
  lt_live_watch_get_columns (columns.watch, &n, NULL);
  g_assert_cmpuint (n, ==, LT_LIVE_COLUMNS);

  /* 60 columns a second of what was measured. */
  g_assert_cmpfloat (lt_live_read_tap (room->live, LT_LIVE_TAP_MIX)->measured_s, >, 25.0);
  for (guint i = 0; i < others->len; i++)
    {
      lt_live_watch_get_columns (g_ptr_array_index (others, i), &n, NULL);
      g_assert_cmpuint (n, ==, 0);
    }
  wait_for (room, has_measured, &seconds);
  lt_live_watch_free (same);
  lt_live_watch_get_columns (columns.watch, &n, &columns.n);
  columns.n += n + 60;
  wait_for (room, has_columns, &columns); /* the other one goes on */
  lt_live_watch_free (columns.watch);
  same = lt_live_watch_new (room->live, slot_id);
  g_assert_nonnull (same);
  lt_live_watch_get_columns (same, &n, NULL);
  g_assert_cmpuint (n, ==, 0);
  lt_live_watch_free (same);
}

/* Of the last columns, as many as there are beside a loop's seam. */
static void
assert_tone_weighed (const LtLiveColumn *columns, guint n)
{
  guint n_right = 0;

  for (guint i = n - SPAN; i < n; i++)
    n_right += fabs (10.0 * log10 ((double) columns[i].in_k_power) - 0.691 - TONE_DB) < 0.2;
  g_assert_cmpuint (n_right, >=, SPAN - SEAM);
}

/* What is wanted of the level does not depend on where it is. */
static void
test_loudness_match (Room *room, gconstpointer data)
{
  LtId                slot_id;
  guint               n;

  room_take (room, lt_edit_slot_add (room->session, room->session->mix->id, lt_fx_find ("trim"), -1, NULL, &slot_id));
  room_take (room, lt_edit_slot_value (room->session, slot_id, 0, -6.0f));
  Columns columns = { lt_live_watch_new (room->live, slot_id), 300 };
  lt_live_play (room->live);
  for (int round = 0; round < 3; round++, columns.n += 400)
    {
      wait_for (room, has_columns, &columns);
      const LtLiveColumn *heard = lt_live_watch_get_columns (columns.watch, &n, NULL);
      assert_tone_weighed (heard, n);
      g_assert_cmpfloat_with_epsilon (lt_slot_match_find (heard, n), 6.0, 0.02);
      room_take (room, lt_edit_slot_level (room->session, slot_id, round == 0 ? 6.0 : -12.0));
    }
  lt_live_watch_free (columns.watch);
}

static bool
reduces (Room *room, void *data)
{
  float out[LT_FX_MAX_READOUTS];

  return lt_live_read_readouts (room->live, *(LtId *) data, out) && out[0] > 3.0f;
}

static bool
does_not_reduce (Room *room, void *data)
{
  float out[LT_FX_MAX_READOUTS];

  return lt_live_read_readouts (room->live, *(LtId *) data, out) && out[0] == 0.0f;
}

/* Gain reduction is in the columns, moves while it rolls and is gone at stop. */
static void
test_readouts (Room *room, gconstpointer data)
{
  const LtFxType *comp = lt_fx_find ("comp");
  const LtLiveColumn *last;
  LtId            slot_id;
  guint           n;

  room_take (room, lt_edit_slot_add (room->session, room->session->mix->id, comp, -1, NULL, &slot_id));
  room_take (room, lt_edit_slot_value (room->session, slot_id, (uint32_t) lt_param_find (comp->params, comp->n_params, "threshold"), -40.0f));
  Columns columns = { lt_live_watch_new (room->live, slot_id), 100 };
  lt_live_play (room->live);
  wait_for (room, reduces, &slot_id);
  wait_for (room, has_columns, &columns);
  last = lt_live_watch_get_columns (columns.watch, &n, NULL) + n - 1;
  g_assert_cmpfloat (last->readouts[0], >, 3.0);
  lt_live_stop (room->live);
  wait_for (room, does_not_reduce, &slot_id);
  lt_live_watch_free (columns.watch);
}

/* --- devices --- */

static bool
is_none (Room *room, void *data)
{
  LtLiveStatus status;

  lt_live_get_status (room->live, &status);
  return status.state == LT_LIVE_NONE;
}

static bool
is_silent_by_wish (Room *room, void *data)
{
  LtLiveStatus status;

  lt_live_get_status (room->live, &status);
  return status.state == LT_LIVE_SILENT;
}

static bool
has_moved (Room *room, void *from)
{
  return lt_live_get_position (room->live) > *(int64_t *) from;
}

/* A device that cannot be had, in the middle of playing; then silence by wish. The song goes on. */
static void
test_devices (Room *room, gconstpointer data)
{
  LtLiveWish         nobody = { .host_program = "/bin/false" }, timer = { .device = "null", .buffer_frames = 512 };
  LtLiveWish         silly = { .buffer_frames = 1000000 };
  g_autoptr (GError) error = NULL;
  LtLiveStatus       status;
  int64_t            from;
  double             before;

  play_for (room, 1.0);
  g_assert_true (lt_live_open (room->live, RATE, &nobody, &error));
  wait_for (room, is_none, NULL);
  lt_live_get_status (room->live, &status);
  g_assert_cmpstr (status.problem, !=, "");
  g_assert_cmpfloat (status.rate_hz, ==, RATE);
  g_assert_true (lt_live_is_rolling (room->live));
  lt_live_locate (room->live, 0);
  from = 0;
  wait_for (room, has_moved, &from);

  g_assert_false (lt_live_open (room->live, RATE, &silly, &error));
  g_assert_nonnull (error);
  g_assert_true (lt_live_open (room->live, RATE, &timer, NULL));
  wait_for (room, is_silent_by_wish, NULL);
  lt_live_stop (room->live);
  wait_for (room, is_at_rest, NULL);
  lt_live_locate (room->live, 4800);
  lt_live_play (room->live);
  from = 6000;
  wait_for (room, has_moved, &from);

  /* By the clock now: the playhead goes forward, and not past what was made. */
  before = 0.0;
  for (int i = 0; i < 20; i++)
    {
      double heard = lt_live_get_heard_position (room->live);

      g_assert_cmpfloat (heard, >=, before);
      g_assert_cmpfloat (heard, <=, (double) lt_live_get_position (room->live) + 512.0);
      before = heard;
      lt_live_tick (room->live);
      g_usleep (5000);
    }
}

/* A session at another rate takes a new engine on the same device; watches and the monitor go along. */
static void
test_another_rate (Room *room, gconstpointer data)
{
  g_autoptr (LtSession) other = lt_session_new (96000.0, "Other");
  g_autoptr (LtLiveWatch) watch = lt_live_watch_new (room->live, 5);
  g_autoptr (GError)    error = NULL;
  LtLiveStatus          status;
  int64_t               from = 100000;

  g_assert_nonnull (watch);
  LtLiveMonitor monitor = lt_live_get_monitor (room->live);
  monitor.mono = true;
  lt_live_set_monitor (room->live, &monitor);
  play_for (room, 0.5);
  g_assert_true (lt_live_set_session (room->live, other, NULL, &error));
  g_assert_false (lt_live_is_rolling (room->live));
  lt_live_get_status (room->live, &status);
  g_assert_cmpfloat (status.rate_hz, ==, 96000.0);
  g_assert_true (lt_live_get_monitor (room->live).mono);
  lt_live_play (room->live);
  wait_for (room, has_moved, &from);
}

static void
test_missing_file (Room *room, gconstpointer data)
{
  g_autofree char    *path = g_build_filename (room->folder, "audio", "tone.wav", NULL);
  g_autoptr (LtLive)  live = lt_live_new ();
  g_autoptr (GError)  error = NULL;
  LtLiveWish          wish = { .device = "null" };
  g_autofree char    *whole = NULL;
  gsize               n_bytes;

  g_assert_true (g_file_get_contents (path, &whole, &n_bytes, NULL) && g_remove (path) == 0);
  g_assert_true (lt_live_set_session (live, room->session, room->folder, &error)); /* before there is a device */
  g_assert_true (lt_live_open (live, RATE, &wish, &error) && strstr (lt_live_get_problem (live, path), "tone.wav") != NULL);

  /* A moved fader doesn't make it come back. */
  g_autoptr (LtSession) moved = lt_edit_strip_fader (room->session, room->track_id, -3.0);
  g_assert_true (lt_live_set_session (live, moved, room->folder, &error));
  g_assert_nonnull (lt_live_get_problem (live, path));
  /* Half of it is told of as well, until it is whole. */
  g_assert_true (g_file_set_contents (path, whole, (gssize) n_bytes / 2, NULL));
  lt_live_renew_prints (live);
  g_assert_nonnull (strstr (lt_live_get_problem (live, path), "cut short"));
  g_assert_true (g_file_set_contents (path, whole, (gssize) n_bytes, NULL));
  lt_live_renew_prints (live);
  g_assert_null (lt_live_get_problem (live, path));
}

/* Nobody answers: a sentence, no list. The device tests list real servers. */
static void
test_no_list (Room *room, gconstpointer data)
{
  g_autoptr (GError)    error = NULL;
  g_autoptr (GPtrArray) list = lt_device_choice_list ("/bin/false", &error);

  g_assert_null (list);
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Room *, gconstpointer);
  } tests[] = {
    { "/studio/live/analysis", test_analysis },
    { "/studio/live/scope", test_scope_as_asked_for },
    { "/studio/live/since-play", test_since_play },
    { "/studio/live/levels", test_levels },
    { "/studio/live/monitor", test_monitor },
    { "/studio/live/listen", test_listen },
    { "/studio/live/reference", test_reference },
    { "/studio/live/preview", test_preview },
    { "/studio/live/reference-goes", test_reference_goes },
    { "/studio/live/delta", test_delta },
    { "/studio/live/difference", test_difference },
    { "/studio/live/alone", test_alone },
    { "/studio/live/watch", test_watch },
    { "/studio/live/loudness-match", test_loudness_match },
    { "/studio/live/readouts", test_readouts },
    { "/studio/live/devices", test_devices },
    { "/studio/live/another-rate", test_another_rate },
    { "/studio/live/missing-file", test_missing_file },
    { "/studio/live/no-list", test_no_list },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Room, NULL, room_open, tests[i].run, room_close);
  return g_test_run ();
}
