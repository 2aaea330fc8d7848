// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The demo song's stems: who plays on which track.
// Layer: data.

#include "demo-song.h"

#include "band.h"

#include <stdio.h>

static const struct
{
  const char *name;
  int         n_channels;
  double      peak_db; /* as a careful recording would leave it */
  void (*play) (LtDemoStem *stem);
} stems[] = {
  { "01 Kick.wav", 1, -4.0, lt_demo_drums_kick },
  { "02 Snare.wav", 1, -4.0, lt_demo_drums_snare },
  { "03 Hats.wav", 1, -10.0, lt_demo_cymbals_hats },
  { "04 Toms.wav", 2, -5.0, lt_demo_drums_toms },
  { "05 Overheads.wav", 2, -8.0, NULL },
  { "06 Bass.wav", 1, -6.0, lt_demo_bass_play },
  { "07 Rhythm Guitar.wav", 1, -8.0, lt_demo_guitar_rhythm },
  { "08 Clean Guitar.wav", 1, -9.0, lt_demo_guitar_clean },
  { "09 Keys.wav", 2, -9.0, lt_demo_keys_piano },
  { "10 Pad.wav", 2, -11.0, lt_demo_keys_pad },
  { "11 Lead Synth.wav", 1, -9.0, lt_demo_lead_play },
  { "12 Vocal.wav", 1, -6.0, lt_demo_voice_sing },
};
_Static_assert (sizeof stems / sizeof stems[0] == LT_DEMO_N_STEMS, "one row per stem");

const char *
lt_demo_song_stem_name (int index)
{
  return index >= 0 && index < LT_DEMO_N_STEMS ? stems[index].name : NULL;
}

bool
lt_demo_song_write_stem (int index, const char *dir, char *error, size_t size)
{
  LtDemoStem stem;
  char       path[4096];
  bool       played = true;

  if (snprintf (path, sizeof path, "%s/%s", dir, stems[index].name) >= (int) sizeof path)
    {
      snprintf (error, size, "The path of the folder for the stems is too long");
      return false;
    }
  if (!lt_demo_stem_init (&stem, stems[index].n_channels))
    played = false;
  else if (stems[index].play != NULL)
    stems[index].play (&stem);
  else
    played = lt_demo_cymbals_overheads (&stem);

  if (!played)
    {
      snprintf (error, size, "There is not enough memory to play “%s”", stems[index].name);
      lt_demo_stem_clear (&stem);
      return false;
    }
  lt_demo_stem_finish (&stem, stems[index].peak_db);

  bool written = lt_demo_wav_out_write (path, &stem, error, size);

  lt_demo_stem_clear (&stem);
  return written;
}

bool
lt_demo_write_stems (const char *dir, char *error, size_t size)
{
  for (int i = 0; i < LT_DEMO_N_STEMS; i++)
    if (!lt_demo_song_write_stem (i, dir, error, size))
      return false;
  return true;
}
