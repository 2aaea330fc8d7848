// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How the demo song is mixed and mastered: plain tables that `lathe demo` applies as edits, top to bottom.
// Layer: data.
//
// Strips are named as the tracks' files without number and ending; `mix` and `master` are themselves.
// Slots are added in order; parameters are "key=value", choices by their keys. Times are beats from
// the start at LT_DEMO_MIX_BPM. NULL ends each table.

#pragma once

#include <stdbool.h>

#define LT_DEMO_MIX_BPM 112.0

typedef struct
{
  const char *file;   /* of lt_demo_song_stem_name (); NULL: a bus */
  const char *name;
  const char *output; /* a bus; NULL: the mix */
  int         colour; /* 1–12 of the palette */
  double      fader_db;
  double      pan;    /* −1 left to 1 right */
} LtDemoStrip;

typedef struct
{
  const char *strip, *effect, *params;
  const char *key; /* the strip that its side-chain listens to; NULL: none */
} LtDemoSlot;

typedef struct
{
  const char *from, *to;
  double      level_db;
  bool        pre;
} LtDemoSend;

/* Points of one lane follow each other. */
typedef struct
{
  const char *strip, *effect; /* effect NULL: the strip's own value */
  const char *key;
  double      beat, value;
  bool        hold;
} LtDemoPoint;

typedef struct
{
  const char *name;
  double      beat, beats;
} LtDemoMarker;

typedef struct
{
  const char *key, *value;
} LtDemoTag;

static const LtDemoStrip lt_demo_strips[] = {
  { "01 Kick.wav", "Kick", "Drums", 1, -7.5, 0.0 },
  { "02 Snare.wav", "Snare", "Drums", 2, -5.0, 0.0 },
  { "03 Hats.wav", "Hats", "Drums", 12, -7.0, -0.35 },
  { "04 Toms.wav", "Toms", "Drums", 9, -8.0, 0.0 },
  { "05 Overheads.wav", "Overheads", "Drums", 9, -5.0, 0.0 },
  { "06 Bass.wav", "Bass", NULL, 3, -6.5, 0.0 },
  { "07 Rhythm Guitar.wav", "Rhythm Guitar", NULL, 4, -11.0, 0.5 },
  { "08 Clean Guitar.wav", "Clean Guitar", NULL, 8, -7.0, -0.55 },
  { "09 Keys.wav", "Keys", NULL, 6, -7.0, 0.0 },
  { "10 Pad.wav", "Pad", NULL, 11, -7.0, 0.0 },
  { "11 Lead Synth.wav", "Lead Synth", NULL, 7, -9.0, 0.15 },
  { "12 Vocal.wav", "Vocal", NULL, 5, -4.0, 0.0 },
  { NULL, "Drums", NULL, 1, 0.0, 0.0 },
  { NULL, "Verb", NULL, 11, 1.0, 0.0 },
  { NULL, "Echo", NULL, 10, 0.0, 0.0 },
  { NULL, NULL, NULL, 0, 0.0, 0.0 },
};

static const LtDemoSlot lt_demo_slots[] = {
  { "Kick", "eq", "b1-type=low-cut b1-freq=32 b3-freq=300 b3-gain=-3 b3-q=1 b6-freq=3600 b6-gain=3 b6-q=0.9", NULL },
  { "Kick", "comp", "threshold=-14 ratio=3 attack=20 release=90 makeup=2.5", NULL },
  { "Snare", "gate", "threshold=-42 range=18 attack=0.3 hold=90 release=110 lookahead=1", NULL },
  { "Snare", "eq", "b1-type=low-cut b1-freq=110 b2-freq=200 b2-gain=2 b2-q=1.2 b7-freq=6500 b7-gain=2", NULL },
  { "Snare", "comp", "threshold=-20 ratio=3.5 attack=8 release=110 makeup=2", NULL },
  { "Hats", "eq", "b1-type=low-cut b1-freq=350 b1-slope=24", NULL },
  { "Toms", "eq", "b1-type=low-cut b1-freq=60 b3-freq=380 b3-gain=-4 b3-q=1 b6-freq=4000 b6-gain=3", NULL },
  { "Overheads", "eq", "b1-type=low-cut b1-freq=160 b1-slope=18 b8-gain=1.5", NULL },
  { "Bass", "eq", "b1-type=low-cut b1-freq=34 b2-freq=130 b2-gain=-2 b2-q=1 b4-freq=850 b4-gain=2.5 b4-q=1", NULL },
  { "Bass", "saturate", "curve=tube drive=6 mix=40", NULL },
  { "Bass", "comp", "threshold=-19 ratio=4 attack=20 release=120 makeup=7", NULL },
  { "Bass", "comp", "threshold=-24 ratio=2 knee=10 attack=1 release=90 range=3", "Kick" },
  { "Rhythm Guitar", "eq", "b1-type=low-cut b1-freq=95 b1-slope=18 b3-freq=420 b3-gain=-2 b3-q=1 b6-freq=3000 b6-gain=1.5", NULL },
  { "Clean Guitar", "eq", "b1-type=low-cut b1-freq=120 b3-freq=500 b3-gain=-2 b7-freq=6000 b7-gain=2", NULL },
  { "Clean Guitar", "comp", "threshold=-26 ratio=2.5 attack=12 release=160 makeup=4", NULL },
  { "Keys", "eq", "b1-type=low-cut b1-freq=110 b3-freq=330 b3-gain=-1.5 b5-freq=1900 b5-gain=1.5", NULL },
  { "Pad", "eq", "b1-type=low-cut b1-freq=200 b1-slope=18 b4-freq=900 b4-gain=-1.5 b8-freq=9000 b8-gain=2", NULL },
  { "Lead Synth", "eq", "b1-type=low-cut b1-freq=220 b6-freq=2800 b6-gain=-1.5", NULL },
  { "Vocal", "eq", "b1-type=low-cut b1-freq=100 b1-slope=36 b2-type=notch b2-freq=150 b2-q=12 b3-type=notch b3-freq=250 b3-q=16", NULL },
  { "Vocal", "gate", "threshold=-44 hysteresis=6 range=20 attack=4 hold=120 release=180 lookahead=5", NULL },
  { "Vocal", "comp", "threshold=-24 ratio=3 attack=8 release=120 makeup=4", NULL },
  { "Vocal", "eq", "b6-freq=3400 b6-gain=1.5 b7-freq=7200 b7-gain=-2 b7-q=1.5 b8-freq=11000 b8-gain=2.5", NULL },
  { "Drums", "comp", "threshold=-16 ratio=2 knee=8 attack=25 release=140 sc-low-cut=90 mix=70", NULL },
  { "Drums", "saturate", "curve=tape drive=4 mix=30", NULL },
  { "Verb", "reverb", "predelay=24 size=55 decay=1.7 low-ratio=0.8 high-ratio=0.5 diffusion=85 low-cut=220 high-cut=8500 mix=100", NULL },
  { "Echo", "delay", "note=1/8d feedback=34 ping-pong=1 low-cut=260 high-cut=5200 ducking=4 mix=100", NULL },
  { "Echo", "saturate", "curve=tape drive=5 mix=50", NULL },
  { "master", "eq", "b1-type=low-cut b1-freq=26 b3-freq=280 b3-gain=-0.8 b3-q=0.8 b8-freq=11000 b8-gain=1.5", NULL },
  { "master", "comp", "threshold=-18 ratio=1.5 knee=10 attack=30 release=180 auto-release=1 sc-low-cut=110 makeup=1", NULL },
  { "master", "limit", "gain=8 ceiling=-1 true-peak=1 character=transparent", NULL },
  { NULL, NULL, NULL, NULL },
};

static const LtDemoSend lt_demo_sends[] = {
  { "Snare", "Verb", -14.0, false },
  { "Toms", "Verb", -18.0, false },
  { "Overheads", "Verb", -20.0, false },
  { "Rhythm Guitar", "Verb", -20.0, false },
  { "Clean Guitar", "Verb", -13.0, false },
  { "Clean Guitar", "Echo", -16.0, false },
  { "Keys", "Verb", -16.0, false },
  { "Pad", "Verb", -14.0, false },
  { "Lead Synth", "Verb", -13.0, false },
  { "Lead Synth", "Echo", -12.0, false },
  { "Vocal", "Verb", -10.0, false },
  { "Vocal", "Echo", -8.0, false },
  { NULL, NULL, 0.0, false },
};

static const LtDemoPoint lt_demo_points[] = {
  /* the pad comes out of nothing */
  { "Pad", NULL, "fader", 0.0, -36.0, false },
  { "Pad", NULL, "fader", 6.0, -7.0, false },
  /* the lead steps back for the voice, and forward in the last chorus */
  { "Lead Synth", NULL, "fader", 0.0, -8.0, false },
  { "Lead Synth", NULL, "fader", 7.5, -8.0, false },
  { "Lead Synth", NULL, "fader", 8.5, -9.5, false },
  { "Lead Synth", NULL, "fader", 55.0, -9.5, false },
  { "Lead Synth", NULL, "fader", 56.0, -7.5, false },
  { "Lead Synth", NULL, "fader", 72.0, -7.5, false },
  { "Lead Synth", NULL, "fader", 73.0, -9.0, false },
  /* echo throws: only the ends of phrases go in, and what went in rings on */
  { "Echo", NULL, "trim", 0.0, -9.0, true },
  { "Echo", NULL, "trim", 29.0, 3.0, true },
  { "Echo", NULL, "trim", 31.0, -9.0, true },
  { "Echo", NULL, "trim", 61.0, 3.0, true },
  { "Echo", NULL, "trim", 63.5, -9.0, true },
  { "Echo", NULL, "trim", 74.0, 4.0, true },
  { "Echo", "delay", "feedback", 72.0, 34.0, false },
  { "Echo", "delay", "feedback", 76.0, 52.0, false },
  /* a longer room for the last chord */
  { "Verb", NULL, "fader", 70.0, 1.0, false },
  { "Verb", NULL, "fader", 76.0, 3.0, false },
  { NULL, NULL, NULL, 0.0, 0.0, false },
};

static const LtDemoMarker lt_demo_markers[] = {
  { "Intro", 0.0, 8.0 },     { "Verse 1", 8.0, 16.0 },   { "Chorus 1", 24.0, 16.0 }, { "Verse 2", 40.0, 16.0 },
  { "Chorus 2", 56.0, 16.0 }, { "Ending", 72.0, 12.0 }, { NULL, 0.0, 0.0 },
};

static const LtDemoTag lt_demo_tags[] = {
  { "title", "Low Tide" },
  { "artist", "The Lathe authors" },
  { "album", "Lathe Demo" },
  { "genre", "Pop" },
  { NULL, NULL },
};
