// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Inputs of the benchmarks: drums, bass, chords, a lead, or all of them, as WAV; the same bytes on every machine.
// Layer: tests. Needs nothing of Lathe. Integer phases, a table and one-pole decays: fast, and without libm in the loop.

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define TABLE 4096u
#define BEAT_S 0.5
#define CHUNK 4096u

static const int8_t progression[8][4] = { { 0, 3, 7, 10 },  { 5, 8, 12, 15 }, { -4, 0, 3, 8 },  { -2, 2, 5, 10 },
                                          { 3, 7, 10, 14 }, { -5, -1, 2, 7 }, { 5, 9, 12, 16 }, { 0, 4, 7, 12 } };

typedef struct
{
  uint32_t phase, step;
} Oscillator;

typedef struct
{
  float      table[TABLE];
  uint32_t   rate_hz, beat; /* frames of a beat */
  uint32_t   noise;
  uint32_t   seed;
  Oscillator kick, snare, bass, lead, vibrato, chord[4];
  float      kick_level, snare_level, hat_level, bass_level, bass_low, chord_level, lead_level;
  float      hat_last;
} Song;

typedef struct
{
  float left, right;
} Frame;

static float
wave (const Song *song, Oscillator *o)
{
  float out = song->table[o->phase >> 20];

  o->phase += o->step;
  return out;
}

static float
noise (Song *song)
{
  song->noise = song->noise * 1664525u + 1013904223u;
  return (float) (int32_t) song->noise * 0x1p-31f;
}

static void
tune (Song *song, Oscillator *o, double note)
{
  o->step = (uint32_t) (440.0 * pow (2.0, (note - 69.0) / 12.0) / song->rate_hz * 4294967296.0);
}

/* What begins at eighth note @eighth. */
static void
begin_eighth (Song *song, uint32_t eighth)
{
  uint32_t      bar = eighth / 8, in_bar = eighth % 8;
  const int8_t *chord = progression[(bar + song->seed) % 8];

  song->hat_level = in_bar % 2 == 0 ? 0.22f : 0.14f;
  if (in_bar == 0 || in_bar == 5 || (in_bar == 3 && bar % 4 == 3))
    {
      song->kick_level = 0.9f;
      song->kick = (Oscillator) { 0 };
      tune (song, &song->kick, 55.0);
    }
  if (in_bar == 2 || in_bar == 6)
    {
      song->snare_level = 0.5f;
      tune (song, &song->snare, 54.0);
    }
  if (in_bar != 3)
    {
      song->bass_level = 0.55f;
      tune (song, &song->bass, 33.0 + chord[0] + (in_bar == 6 ? 12 : 0));
    }
  if (in_bar % 4 == 0)
    {
      song->chord_level = 0.16f;
      for (uint32_t k = 0; k < 4; k++)
        tune (song, &song->chord[k], 57.0 + chord[k] + (song->seed % 3 == 2 ? 12 : 0));
    }
  if ((eighth * 5 + song->seed) % 3 != 0)
    {
      song->lead_level = 0.3f;
      tune (song, &song->lead, 69.0 + chord[(eighth + bar) % 4]);
    }
}

static Frame
drums (Song *song)
{
  float kick = wave (song, &song->kick) * song->kick_level;
  float snare = (0.5f * wave (song, &song->snare) + 0.5f * noise (song)) * song->snare_level;
  float white = noise (song), hat = (white - song->hat_last) * 0.5f * song->hat_level;

  song->hat_last = white;
  song->kick.step -= song->kick.step >> 13;
  song->kick_level *= 0.99982f;
  song->snare_level *= 0.9997f;
  song->hat_level *= 0.9991f;
  return (Frame) { kick + snare * 0.9f + hat * 0.6f, kick + snare + hat };
}

static Frame
bass (Song *song)
{
  float saw = (float) (int32_t) song->bass.phase * 0x1p-31f;

  song->bass.phase += song->bass.step;
  song->bass_low += (saw - song->bass_low) * (0.02f + 0.1f * song->bass_level);
  song->bass_level *= 0.99994f;
  return (Frame) { song->bass_low * song->bass_level, song->bass_low * song->bass_level };
}

static Frame
chords (Song *song)
{
  Frame out = { 0.0f, 0.0f };

  for (uint32_t k = 0; k < 4; k++)
    {
      float x = wave (song, &song->chord[k]);
      float rich = x + 0.4f * x * x * x;

      out.left += rich * (0.55f + 0.12f * (float) k);
      out.right += rich * (0.91f - 0.12f * (float) k);
    }
  out.left *= song->chord_level;
  out.right *= song->chord_level;
  song->chord_level *= 0.99997f;
  return out;
}

static Frame
lead (Song *song)
{
  uint32_t step = song->lead.step;

  song->lead.step += (uint32_t) (int32_t) ((float) (step >> 8) * wave (song, &song->vibrato));
  float x = wave (song, &song->lead);
  song->lead.step = step;
  song->lead_level *= 0.99996f;
  x = (x + 0.3f * x * x) * song->lead_level;
  return (Frame) { 0.8f * x, 0.6f * x };
}

/* Verses and choruses of 8 bars, the latter louder. */
static Frame
band (Song *song, uint32_t eighth)
{
  Frame d = drums (song), b = bass (song), c = chords (song), l = lead (song);
  float level = (eighth / 64) % 3 == 2 ? 0.55f : 0.32f;
  float with_lead = (eighth / 32) % 2 == 1 ? 1.0f : 0.2f;

  return (Frame) { (d.left + b.left + c.left + with_lead * l.left) * level, (d.right + b.right + c.right + with_lead * l.right) * level };
}

static Frame
frame_of (Song *song, const char *kind, uint32_t eighth)
{
  switch (kind[0])
    {
    case 'd':
      return drums (song);
    case 'b':
      return kind[1] == 'a' && kind[2] == 's' ? bass (song) : band (song, eighth);
    case 'c':
      return chords (song);
    default:
      return lead (song);
    }
}

static void
song_init (Song *song, uint32_t rate_hz, uint32_t seed)
{
  memset (song, 0, sizeof *song);
  for (uint32_t i = 0; i < TABLE; i++)
    song->table[i] = (float) sin (2.0 * 3.14159265358979323846 * i / TABLE);
  song->rate_hz = rate_hz;
  song->beat = (uint32_t) (BEAT_S * rate_hz);
  song->seed = seed;
  song->noise = seed * 2654435761u + 1;
  tune (song, &song->vibrato, -20.0 + seed % 5);
}

static void
put_little (uint8_t *to, uint64_t value, int n)
{
  for (int i = 0; i < n; i++)
    to[i] = (uint8_t) (value >> (8 * i));
}

static void
write_head (FILE *file, uint32_t rate_hz, uint32_t channels, uint32_t bits, uint64_t n_frames)
{
  uint8_t  head[44] = "RIFF    WAVEfmt ";
  uint32_t frame_bytes = channels * bits / 8;

  put_little (head + 4, 36 + n_frames * frame_bytes, 4);
  put_little (head + 16, 16, 4);
  put_little (head + 20, 1, 2);
  put_little (head + 22, channels, 2);
  put_little (head + 24, rate_hz, 4);
  put_little (head + 28, (uint64_t) rate_hz * frame_bytes, 4);
  put_little (head + 32, frame_bytes, 2);
  put_little (head + 34, bits, 2);
  memcpy (head + 36, "data", 4);
  put_little (head + 40, n_frames * frame_bytes, 4);
  fwrite (head, 1, sizeof head, file);
}

static uint8_t *
put_sample (uint8_t *to, float value, uint32_t bits)
{
  float   full = (float) (1 << (bits - 1));
  int32_t whole = (int32_t) lrintf (fmaxf (-1.0f, fminf (value * 0.7f, 0.999f)) * full);

  put_little (to, (uint32_t) whole, (int) bits / 8);
  return to + bits / 8;
}

static void
write_sound (FILE *file, Song *song, const char *kind, uint32_t channels, uint32_t bits, uint64_t n_frames)
{
  static uint8_t bytes[CHUNK * 2 * 4];
  uint32_t       eighth_frames = song->beat / 2;
  uint64_t       at = 0;

  while (at < n_frames)
    {
      uint8_t *to = bytes;

      for (uint32_t i = 0; i < CHUNK && at < n_frames; i++, at++)
        {
          if (at % eighth_frames == 0)
            begin_eighth (song, (uint32_t) (at / eighth_frames));

          Frame frame = frame_of (song, kind, (uint32_t) (at / eighth_frames));
          to = put_sample (to, frame.left, bits);
          if (channels == 2)
            to = put_sample (to, frame.right, bits);
        }
      fwrite (bytes, 1, (size_t) (to - bytes), file);
    }
}

int
main (int argc, char **argv)
{
  if (argc < 8)
    {
      fprintf (stderr, "make-inputs drums|bass|chords|lead|band SEED RATE CHANNELS BITS SECONDS FILE [SECONDS-OF-SOUND]\n"
                       "What follows the seconds of sound is a hole in the file: silence that needs no disk.\n");
      return 2;
    }

  static Song song;
  uint32_t    rate_hz = (uint32_t) atoi (argv[3]), channels = (uint32_t) atoi (argv[4]), bits = (uint32_t) atoi (argv[5]);
  uint64_t    n_frames = (uint64_t) (atof (argv[6]) * rate_hz);
  uint64_t    n_sound = argc > 8 ? (uint64_t) (atof (argv[8]) * rate_hz) : n_frames;
  FILE       *file = fopen (argv[7], "wb");

  if (file == NULL)
    {
      perror (argv[7]);
      return 1;
    }
  song_init (&song, rate_hz, (uint32_t) atoi (argv[2]));
  write_head (file, rate_hz, channels, bits, n_frames);
  write_sound (file, &song, argv[1], channels, bits, n_sound < n_frames ? n_sound : n_frames);
  if (fflush (file) != 0 || ftruncate (fileno (file), (off_t) (44 + n_frames * channels * bits / 8)) != 0 || fclose (file) != 0)
    {
      perror (argv[7]);
      return 1;
    }
  return 0;
}
