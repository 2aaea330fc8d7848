// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sessions of the benchmarks, made through the session layer: a mix of many tracks, a master, a plain one of many clips,
// a long one of short sounds that many clips share.
// Layer: tests.

#include "media/reader.h"
#include "session/edit-bus.h"
#include "session/edit-clip.h"
#include "session/edit-send.h"
#include "session/edit-session.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "session/folder.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  const char *key;
  float       value;
} Value;

static LtId
add_effect (LtSession **session, LtId strip, const char *key, const Value *values)
{
  const LtFxType *type = lt_fx_find (key);
  float           all[LT_FX_MAX_PARAMS];
  LtId            id;

  lt_fx_defaults (type, all);
  for (; values != NULL && values->key != NULL; values++)
    {
      int p = lt_param_find (type->params, type->n_params, values->key);

      if (p < 0)
        g_error ("%s has no %s", key, values->key);
      all[p] = values->value;
    }
  lt_session_take (session, lt_edit_slot_add (*session, strip, type, -1, all, &id));
  return id;
}

/* Returns: its length in frames. */
static int64_t
add_source (LtSession **session, const char *path, LtId *source)
{
  g_autoptr (GError)   error = NULL;
  g_autoptr (LtReader) reader = lt_reader_open (path, &error);
  g_autofree char     *name = g_path_get_basename (path);
  g_autofree char     *full = g_canonicalize_filename (path, NULL);

  if (reader == NULL)
    g_error ("%s", error->message);
  LtSourceInfo info = {
    .path = full,
    .name = name,
    .n_frames = lt_reader_get_info (reader)->n_frames,
    .n_channels = lt_reader_get_info (reader)->n_channels,
    .rate_hz = lt_reader_get_info (reader)->rate_hz,
  };
  lt_session_take (session, lt_edit_session_add_source (*session, &info, source));
  return info.n_frames;
}

/* @path's sound cut into @n_clips of equal length, end to end. */
static LtId
add_track (LtSession **session, const char *path, int n_clips)
{
  g_autofree char *name = g_path_get_basename (path);
  LtId             track, source;
  int64_t          n_frames = add_source (session, path, &source);

  lt_session_take (session, lt_edit_track_add (*session, name, -1, &track));
  for (int i = 0; i < n_clips; i++)
    {
      int64_t from = n_frames * i / n_clips, to = n_frames * (i + 1) / n_clips;

      lt_session_take (session, lt_edit_clip_add (*session, track, source, from, from, to - from, NULL));
    }
  return track;
}

typedef struct
{
  int     n_tracks, n_clips;
  int64_t length; /* frames */
} Long;

/* @n_clips from the first minute to the last, their sounds in turn from the few of @files, with gaps, overlaps and fades. */
static void
make_long (LtSession **session, const Long *how, char **files)
{
  g_autoptr (GArray) sources = g_array_new (FALSE, FALSE, sizeof (LtId));
  guint              made = 0;

  for (guint i = 0; files[i] != NULL; i++)
    {
      LtId id;

      add_source (session, files[i], &id);
      g_array_append_val (sources, id);
    }
  for (int t = 0; t < how->n_tracks; t++)
    {
      g_autofree char *name = g_strdup_printf ("Track %d", t + 1);
      int              n = how->n_clips / how->n_tracks + (t < how->n_clips % how->n_tracks ? 1 : 0);
      LtId             track, clip;

      lt_session_take (session, lt_edit_track_add (*session, name, -1, &track));
      for (int i = 0; i < n; i++, made++)
        {
          int64_t at = how->length / n * i, length = how->length / n * (made % 4 == 0 ? 5 : 3) / 4;

          lt_session_take (session, lt_edit_clip_add (*session, track, g_array_index (sources, LtId, made % sources->len), at, (int64_t) (made % 7) * 4800, length, &clip));
          lt_session_take (session, lt_edit_clip_fade_in (*session, clip, 4800 * (made % 5), LT_FADE_EQUAL_POWER));
          lt_session_take (session, lt_edit_clip_fade_out (*session, clip, 9600 * (made % 3), LT_FADE_S));
          lt_session_take (session, lt_edit_clip_gain (*session, clip, made % 6 == 0 ? -3.0 : 0.0));
        }
    }
}

/* W1: EQ with four bands, compressor, gain, pan and a send on every track. */
static void
make_mix (LtSession **session, char **files, int n_clips)
{
  g_autoptr (GError) error = NULL;
  LtId               reverb;
  const Value        wet[] = { { "mix", 100.0f }, { NULL, 0.0f } };

  lt_session_take (session, lt_edit_bus_add (*session, "Reverb", &reverb));
  add_effect (session, reverb, "reverb", wet);
  for (guint i = 0; files[i] != NULL; i++)
    {
      LtId        track = add_track (session, files[i], n_clips);
      const Value eq[] = { { "b1-gain", 3.0f - (float) (i % 5) }, { "b3-gain", -2.5f }, { "b5-gain", 1.5f + (float) (i % 3) }, { "b8-gain", 2.0f }, { NULL, 0.0f } };
      const Value comp[] = { { "threshold", -24.0f }, { "ratio", 3.0f }, { "makeup", 3.0f }, { NULL, 0.0f } };

      add_effect (session, track, "eq", eq);
      add_effect (session, track, "comp", comp);
      lt_session_take (session, lt_edit_strip_fader (*session, track, -12.0 - (double) (i % 4)));
      lt_session_take (session, lt_edit_strip_pan (*session, track, ((double) (i % 9) - 4.0) / 5.0));
      lt_session_take (session, lt_edit_send_add (*session, track, reverb, -12.0, NULL, &error));
    }
}

/* W2: six bands, compressor, true-peak limiter at 4 times. */
static void
make_master (LtSession **session, const char *file)
{
  LtId        master = (*session)->master->id;
  const Value eq[] = { { "b1-gain", 1.5f }, { "b2-gain", -1.0f }, { "b3-gain", -1.5f }, { "b5-gain", 1.0f }, { "b6-gain", 1.5f }, { "b8-gain", 2.0f }, { NULL, 0.0f } };
  const Value comp[] = { { "threshold", -20.0f }, { "ratio", 2.0f }, { "makeup", 2.0f }, { NULL, 0.0f } };
  const Value limit[] = { { "gain", 5.0f }, { "ceiling", -1.0f }, { "true-peak", 1.0f }, { NULL, 0.0f } };

  add_track (session, file, 1);
  add_effect (session, master, "eq", eq);
  add_effect (session, master, "comp", comp);
  add_effect (session, master, "limit", limit);
}

int
main (int argc, char **argv)
{
  g_autoptr (LtSession) session = lt_session_new (48000.0, "Benchmark");
  g_autoptr (LtFolder)  folder = NULL;
  g_autoptr (GError)    error = NULL;

  if (argc < 5)
    {
      g_printerr ("make-session mix|master|plain FOLDER CLIPS-A-TRACK FILE…\n"
                  "make-session long FOLDER TRACKS,CLIPS,SECONDS FILE…\n");
      return 2;
    }
  if (strcmp (argv[1], "mix") == 0)
    make_mix (&session, argv + 4, atoi (argv[3]));
  else if (strcmp (argv[1], "master") == 0)
    make_master (&session, argv[4]);
  else if (strcmp (argv[1], "long") == 0)
    {
      g_auto (GStrv) parts = g_strsplit (argv[3], ",", 3);

      if (g_strv_length (parts) != 3 || atoi (parts[0]) < 1 || atoi (parts[1]) < 1)
        g_error ("%s is no TRACKS,CLIPS,SECONDS", argv[3]);
      make_long (&session, &(Long) { atoi (parts[0]), atoi (parts[1]), atoi (parts[2]) * (int64_t) 48000 }, argv + 4);
    }
  else
    for (int i = 4; i < argc; i++)
      add_track (&session, argv[i], atoi (argv[3]));

  folder = lt_folder_create (argv[2], session, &error);
  if (folder == NULL)
    g_printerr ("%s\n", error->message);
  return folder != NULL ? 0 : 1;
}
