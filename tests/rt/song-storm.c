// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A session under a storm. What it plays is smooth, and what is done to it leaves it so: no clip begins within a sine, no
// effect bends one, none rings.
// Layer: tests.

#include "song-storm.h"

#include "helpers/test-signal.h"
#include "media/reader.h"
#include "media/writer.h"
#include "session/edit-bus.h"
#include "session/edit-clip.h"
#include "session/edit-lane.h"
#include "session/edit-send.h"
#include "session/edit-session.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "session/store.h"

#include <math.h>
#include <sndfile.h>

#define RATE       LT_SONG_STORM_RATE
#define N_FRAMES   (LT_SONG_STORM_SECONDS * RATE)
#define MAX_TRACKS 9u
#define MAX_BUSES  3u
#define MAX_SLOTS  3u
#define MAX_SENDS  2u
#define MAX_CLIPS  4u
#define LEVEL      0.1 /* amplitude of a source */
#define N_SOURCES  6u
#define BROKEN     5u /* the source in whose file the sine's zeros are no numbers */

static const double source_hz[N_SOURCES] = { 41.0, 55.0, 73.0, 89.0, 110.0, 48.0 };

/* Rows that move while a sine plays; all else of these effects stays as it is. */
static const struct
{
  const char *effect, *row;
  float       min, max;
} moves[] = {
  { "trim", "gain", -12.0f, 3.0f },
  { "trim", "invert", 0.0f, 1.0f },
  { "trim", "mono", 0.0f, 1.0f },
  { "eq", "b1-gain", -9.0f, 6.0f },
  { "eq", "b2-gain", -9.0f, 6.0f },
  { "eq", "b2-freq", 60.0f, 400.0f },
  { "eq", "output", -9.0f, 3.0f },
  { "comp", "threshold", -40.0f, -10.0f },
  { "comp", "ratio", 1.0f, 8.0f },
  { "comp", "makeup", -6.0f, 3.0f },
  { "comp", "mix", 0.0f, 100.0f },
  { "width", "b1-width", 0.0f, 150.0f },
  { "width", "rotation", -45.0f, 45.0f },
  { "width", "balance", -100.0f, 100.0f },
  { "delay", "mix", 0.0f, 60.0f },
  { "delay", "feedback", 0.0f, 50.0f },
  { "tremolo", "depth", 0.0f, 100.0f },
  { "tremolo", "rate", 0.5f, 8.0f },
  { "limit", "gain", -6.0f, 3.0f },
};
static const char *const effects[] = { "trim", "eq", "comp", "width", "delay", "tremolo", "limit" };

struct LtSongStorm
{
  GRand     *rng;
  LtHistory *history;
  GBytes    *first; /* the text of the first session */
};

static guint
below (LtSongStorm *self, guint n)
{
  return (guint) g_rand_int_range (self->rng, 0, (gint32) n);
}

static double
between (LtSongStorm *self, double min, double max)
{
  return g_rand_double_range (self->rng, min, max);
}

/* --- the first session --- */

static guint
n_channels_of (guint i)
{
  return i == BROKEN ? 1 : 1 + i % 2;
}

static void
write_sine (const char *folder, guint i)
{
  g_autoptr (GError) error = NULL;
  g_autofree char   *path = g_strdup_printf ("%s/audio/%u.wav", folder, i);
  g_autofree float  *memory = g_new0 (float, N_FRAMES);
  const float       *in[2] = { memory, memory };
  LtWriterSpec       spec = { .format = lt_file_format_find ("wav"), .bits = LT_BITS_FLOAT, .rate_hz = RATE, .n_channels = n_channels_of (i) };
  g_autoptr (LtWriter) writer = lt_writer_open (path, &spec, &error);

  g_assert_no_error (error);
  lt_test_add_sine (memory, N_FRAMES, RATE, source_hz[i], LEVEL, 0.0);
  lt_writer_write (writer, in, N_FRAMES, &error);
  lt_writer_commit (writer, false, &error);
  g_assert_no_error (error);
}

/* Not-a-numbers and infinities at each zero of a sine that has them at whole frames: read as zeros they are no steps. */
static void
write_broken_sine (const char *folder, guint i)
{
  static const float  what[3] = { NAN, INFINITY, -INFINITY };
  g_autoptr (GError)  error = NULL;
  g_autofree char    *path = g_strdup_printf ("%s/audio/%u.wav", folder, i);
  g_autofree float   *memory = g_new0 (float, N_FRAMES);
  SF_INFO             info = { .samplerate = RATE, .channels = 1, .format = SF_FORMAT_WAV | SF_FORMAT_FLOAT };
  SNDFILE            *file = sf_open (path, SFM_WRITE, &info);
  guint               every = (guint) (RATE / source_hz[i] / 2.0), n_bad = 0;

  lt_test_add_sine (memory, N_FRAMES, RATE, source_hz[i], LEVEL, 0.0);
  for (guint at = 0; at < N_FRAMES; at += every)
    memory[at] = what[n_bad++ % 3];
  g_assert_cmpint (sf_writef_float (file, memory, N_FRAMES), ==, N_FRAMES);
  sf_close (file);

  g_autoptr (LtReader) reader = lt_reader_open (path, &error);
  g_assert_no_error (error);
  lt_reader_read (reader, 0, N_FRAMES, &memory);
  g_assert_cmpuint (lt_reader_n_bad_samples (reader), ==, n_bad);
}

static LtSession *
first_session (const char *folder)
{
  LtSession       *session = lt_session_new (RATE, "Storm");
  g_autofree char *audio = g_build_filename (folder, "audio", NULL);
  g_autoptr (GError) error = NULL;
  LtId             source, track, bus;

  g_mkdir_with_parents (audio, 0777);
  lt_session_take (&session, lt_edit_bus_add (session, "Echo", &bus));
  for (guint i = 0; i < N_SOURCES; i++)
    {
      g_autofree char *path = g_strdup_printf ("audio/%u.wav", i);
      LtSourceInfo     info = { .path = path, .name = path, .n_frames = N_FRAMES, .n_channels = n_channels_of (i), .rate_hz = RATE };

      if (i == BROKEN)
        write_broken_sine (folder, i);
      else
        write_sine (folder, i);
      lt_session_take (&session, lt_edit_session_add_source (session, &info, &source));
      lt_session_take (&session, lt_edit_track_add (session, "Sine", -1, &track));
      lt_session_take (&session, lt_edit_clip_add (session, track, source, 0, 0, 0, NULL));
      lt_session_take (&session, lt_edit_slot_add (session, track, lt_fx_find (effects[i]), -1, NULL, NULL));
      if (i % 2 == 0)
        lt_session_take (&session, lt_edit_send_add (session, track, bus, -12.0, NULL, &error));
      g_assert_no_error (error);
    }
  lt_session_take (&session, lt_edit_slot_add (session, bus, lt_fx_find ("delay"), -1, NULL, NULL));
  lt_session_take (&session, lt_edit_slot_add (session, session->master->id, lt_fx_find ("limit"), -1, NULL, NULL));
  return session;
}

LtSongStorm *
lt_song_storm_new (const char *folder, guint32 seed)
{
  LtSongStorm          *self = g_new0 (LtSongStorm, 1);
  g_autoptr (LtSession) session = first_session (folder);

  self->rng = g_rand_new_with_seed (seed);
  self->first = lt_store_save (session);
  lt_song_storm_load (self);
  return self;
}

void
lt_song_storm_free (LtSongStorm *self)
{
  lt_history_free (self->history);
  g_bytes_unref (self->first);
  g_rand_free (self->rng);
  g_free (self);
}

const LtSession *
lt_song_storm_get_session (LtSongStorm *self)
{
  return lt_history_get_session (self->history);
}

void
lt_song_storm_load (LtSongStorm *self)
{
  g_autoptr (GError)    error = NULL;
  g_autoptr (LtSession) session = lt_store_load (self->first, NULL, &error);

  g_assert_no_error (error);
  g_clear_pointer (&self->history, lt_history_free);
  self->history = lt_history_new (session, "Open");
}

/* --- what there is --- */

static const LtStrip *
any_strip (LtSongStorm *self, const LtSession *s)
{
  return lt_session_get_strip (s, below (self, lt_session_n_strips (s)));
}

static const LtTrack *
any_track (LtSongStorm *self, const LtSession *s)
{
  return g_ptr_array_index (s->tracks, below (self, s->tracks->len));
}

static const LtStrip *
any_bus (LtSongStorm *self, const LtSession *s)
{
  return s->buses->len > 0 ? g_ptr_array_index (s->buses, below (self, s->buses->len)) : NULL;
}

static const LtSlot *
any_slot (LtSongStorm *self, const LtSession *s)
{
  const LtStrip *strip = any_strip (self, s);

  return strip->slots->len > 0 ? g_ptr_array_index (strip->slots, below (self, strip->slots->len)) : NULL;
}

static const LtSend *
any_send (LtSongStorm *self, const LtSession *s)
{
  const LtStrip *strip = any_strip (self, s);

  return strip->sends->len > 0 ? g_ptr_array_index (strip->sends, below (self, strip->sends->len)) : NULL;
}

/* --- values --- */

static LtSession *
move_strip (LtSongStorm *self, const LtSession *s)
{
  const LtStrip *strip = any_strip (self, s);

  switch (below (self, 8))
    {
    case 0:
      return lt_edit_strip_pan (s, strip->id, between (self, -1.0, 1.0));
    case 1:
      return lt_edit_strip_trim (s, strip->id, between (self, -6.0, 3.0));
    case 2:
      return lt_edit_strip_value (s, strip->id, LT_STRIP_WIDTH, between (self, -1.0, 1.0));
    case 3:
      return lt_edit_strip_polarity (s, strip->id, below (self, 2));
    case 4:
      return lt_edit_strip_mute (s, strip->id, below (self, 4) == 0 && strip->kind == LT_STRIP_TRACK);
    default:
      return lt_edit_strip_fader (s, strip->id, below (self, 16) == 0 ? -INFINITY : between (self, -12.0, 0.0));
    }
}

static LtSession *
move_send (LtSongStorm *self, const LtSession *s)
{
  const LtSend *send = any_send (self, s);

  if (send == NULL)
    return move_strip (self, s);
  switch (below (self, 3))
    {
    case 0:
      return lt_edit_send_pan (s, send->id, between (self, -1.0, 1.0));
    case 1:
      return lt_edit_send_mute (s, send->id, below (self, 2));
    default:
      return lt_edit_send_level (s, send->id, between (self, -40.0, -6.0));
    }
}

static LtSession *
move_effect (LtSongStorm *self, const LtSession *s)
{
  const LtSlot *slot = any_slot (self, s);
  guint         m = below (self, G_N_ELEMENTS (moves));

  if (slot == NULL)
    return move_strip (self, s);
  if (below (self, 8) == 0)
    return lt_edit_slot_bypass (s, slot->id, below (self, 2));
  if (below (self, 8) == 0)
    return lt_edit_slot_level (s, slot->id, between (self, -9.0, 3.0));
  while (strcmp (moves[m].effect, slot->effect) != 0)
    m = (m + 1) % G_N_ELEMENTS (moves);
  return lt_edit_slot_value (s, slot->id, (guint32) lt_param_find (slot->type->params, slot->type->n_params, moves[m].row),
                             (float) between (self, moves[m].min, moves[m].max));
}

void
lt_song_storm_value (LtSongStorm *self)
{
  const LtSession      *s = lt_song_storm_get_session (self);
  guint                 kind = below (self, 4);
  g_autoptr (LtSession) next = kind < 2 ? move_effect (self, s) : kind < 3 ? move_strip (self, s) : move_send (self, s);

  lt_history_push (self->history, next, "Move", "move");
}

/* --- shapes: each gives NULL when there is nothing to do it to, or it would loop --- */

typedef LtSession *(*Shape) (LtSongStorm *self, const LtSession *s);

static LtSession *
add_slot (LtSongStorm *self, const LtSession *s)
{
  const LtStrip *strip = any_strip (self, s);

  if (strip->slots->len >= MAX_SLOTS)
    return NULL;
  return lt_edit_slot_add (s, strip->id, lt_fx_find (effects[below (self, G_N_ELEMENTS (effects))]), (int) below (self, 2) - 1, NULL, NULL);
}

static LtSession *
remove_slot (LtSongStorm *self, const LtSession *s)
{
  const LtSlot *slot = any_slot (self, s);

  return slot != NULL ? lt_edit_slot_remove (s, slot->id) : NULL;
}

static LtSession *
move_slot (LtSongStorm *self, const LtSession *s)
{
  const LtSlot  *slot = any_slot (self, s);
  const LtStrip *strip = any_strip (self, s);

  return slot != NULL && strip->slots->len < MAX_SLOTS ? lt_edit_slot_move (s, slot->id, strip->id, (int) below (self, 2) - 1, NULL) : NULL;
}

static LtSession *
key_slot (LtSongStorm *self, const LtSession *s)
{
  const LtSlot *slot = any_slot (self, s);
  const LtSend *send = any_send (self, s);
  LtId          key = below (self, 3) == 0 ? 0 : any_strip (self, s)->id;

  return slot != NULL ? lt_edit_slot_key (s, slot->id, send != NULL && below (self, 3) == 0 ? send->id : key, below (self, 2), NULL) : NULL;
}

static LtSession *
add_track (LtSongStorm *self, const LtSession *s)
{
  const LtSource       *source = g_ptr_array_index (s->sources, below (self, s->sources->len));
  g_autoptr (LtSession) with_track = NULL;
  LtId                  track;

  if (s->tracks->len >= MAX_TRACKS)
    return NULL;
  with_track = lt_edit_track_add (s, "More", (int) below (self, 4) - 1, &track);
  return lt_edit_clip_add (with_track, track, source->id, 0, 0, 0, NULL);
}

static LtSession *
copy_track (LtSongStorm *self, const LtSession *s)
{
  return s->tracks->len < MAX_TRACKS ? lt_edit_track_duplicate (s, any_track (self, s)->strip->id, NULL) : NULL;
}

static LtSession *
remove_track (LtSongStorm *self, const LtSession *s)
{
  return s->tracks->len > 3 ? lt_edit_track_remove (s, any_track (self, s)->strip->id) : NULL;
}

static LtSession *
change_buses (LtSongStorm *self, const LtSession *s)
{
  const LtStrip *bus = any_bus (self, s);

  if (bus == NULL || (s->buses->len < MAX_BUSES && below (self, 2) == 0))
    return lt_edit_bus_add (s, "Bus", NULL);
  return lt_edit_bus_remove (s, bus->id);
}

static LtSession *
route (LtSongStorm *self, const LtSession *s)
{
  const LtStrip *bus = any_bus (self, s);

  return lt_edit_strip_output (s, any_strip (self, s)->id, bus != NULL && below (self, 2) == 0 ? bus->id : 0, NULL);
}

static LtSession *
change_sends (LtSongStorm *self, const LtSession *s)
{
  const LtStrip *bus = any_bus (self, s), *strip = any_strip (self, s);
  const LtSend  *send = any_send (self, s);

  if (bus != NULL && strip->sends->len < MAX_SENDS && below (self, 2) == 0)
    return lt_edit_send_add (s, strip->id, bus->id, between (self, -30.0, -9.0), NULL, NULL);
  if (send == NULL)
    return NULL;
  if (below (self, 3) == 0)
    return lt_edit_send_pre (s, send->id, !send->pre);
  return bus != NULL && below (self, 2) == 0 ? lt_edit_send_target (s, send->id, bus->id, NULL) : lt_edit_send_remove (s, send->id);
}

static LtSession *
shift (LtSongStorm *self, const LtSession *s)
{
  return lt_edit_strip_delay (s, any_track (self, s)->strip->id, ((int64_t) below (self, 101) - 50) * 16);
}

/* Of one clip only: behind a cut another gain would be a step in the song itself. */
static LtSession *
change_clip (LtSongStorm *self, const LtSession *s)
{
  const LtTrack *track = any_track (self, s);
  const LtClip  *clip = g_ptr_array_index (track->clips, below (self, track->clips->len));

  if (track->clips->len == 1 && below (self, 3) > 0)
    return below (self, 3) == 0 ? lt_edit_clip_mute (s, clip->id, !clip->mute) : lt_edit_clip_gain (s, clip->id, between (self, -9.0, 3.0));
  if (track->clips->len >= MAX_CLIPS || clip->length_frames < RATE)
    return NULL;
  return lt_edit_clip_split (s, clip->id, clip->pos_frames + clip->length_frames / 2 + below (self, 9999), NULL);
}

static LtSession *
change_lane (LtSongStorm *self, const LtSession *s)
{
  const LtTrack *track = any_track (self, s);
  LtPoint        points[8];

  if (below (self, 2) == 0)
    return lt_edit_lane_clear (s, track->strip->id, 0, "fader");
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    points[i] = (LtPoint) { .pos_frames = (int64_t) (i * 3 + below (self, 3)) * RATE, .value = between (self, -18.0, 0.0), .hold = below (self, 4) == 0 };
  return lt_edit_lane_set (s, track->strip->id, 0, "fader", points, G_N_ELEMENTS (points), NULL);
}

static LtSession *
change_loop (LtSongStorm *self, const LtSession *s)
{
  int64_t from = below (self, 18 * RATE);

  return lt_edit_session_loop (s, below (self, 3) > 0, from, from + 2048 + below (self, 2 * RATE));
}

static const struct
{
  const char *name;
  Shape       shape;
} shapes[] = {
  { "add slot", add_slot },       { "remove slot", remove_slot },   { "move slot", move_slot },
  { "key slot", key_slot },       { "add track", add_track },       { "copy track", copy_track },
  { "remove track", remove_track }, { "change buses", change_buses }, { "route", route },
  { "change sends", change_sends }, { "shift", shift },             { "change clip", change_clip },
  { "change lane", change_lane }, { "change loop", change_loop },
};

/* Some steps back, or forth again. */
static void
travel (LtSongStorm *self)
{
  g_autoptr (GError) error = NULL;
  guint              n = 1 + below (self, 5);
  bool               back = below (self, 3) > 0;

  for (guint i = 0; i < n; i++)
    if (back)
      lt_history_undo (self->history, &error);
    else
      lt_history_redo (self->history, &error);
  g_assert_no_error (error);
}

void
lt_song_storm_shape (LtSongStorm *self)
{
  g_autoptr (LtSession) next = NULL;
  guint                 i = 0;

  if (below (self, 5) == 0)
    {
      travel (self);
      return;
    }
  while (next == NULL)
    {
      i = below (self, G_N_ELEMENTS (shapes));
      next = shapes[i].shape (self, lt_song_storm_get_session (self));
    }
  lt_history_push (self->history, next, shapes[i].name, NULL);
}
