// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The song "Low tide": tempo, sections, and the scores that the instruments play from.
// Layer: data.
//
// E minor, the choruses leaning to G major; 112 beats a minute, 4/4, 20 bars and a tail.
// Beats count from the start of the song. Notes are MIDI numbers, levels 0–1.

#pragma once

#include "osc.h"

#include <stddef.h>
#include <stdint.h>

#define LT_DEMO_RATE 48000
#define LT_DEMO_BPM 112
#define LT_DEMO_BARS 20
#define LT_DEMO_STEPS 16 /* of a bar in the charts: sixteenth notes */
#define LT_DEMO_FRAMES 2184000 /* 45.5 s: 20 bars and what rings on after them */

typedef enum
{
  LT_DEMO_INTRO,
  LT_DEMO_VERSE_1,
  LT_DEMO_CHORUS_1,
  LT_DEMO_VERSE_2,
  LT_DEMO_CHORUS_2,
  LT_DEMO_ENDING,
  LT_DEMO_N_SECTIONS
} LtDemoSection;

typedef struct
{
  double beat, beats;
  double note;
  double level;
} LtDemoNote;

typedef struct
{
  int bass, bass_fifth; /* what the bass may walk between */
  int guitar[4];        /* low to high */
  int keys[4];          /* each moves to its neighbour's nearest tone */
} LtDemoChord;

/* The rows of the drummer's chart. A step is '.' or a level '1'–'9'; hats 'o' open; toms h, m, l;
   cymbals c, d (crashes), r (ride), b (its bell). */
typedef enum
{
  LT_DEMO_KICK,
  LT_DEMO_SNARE,
  LT_DEMO_HATS,
  LT_DEMO_TOMS,
  LT_DEMO_CYMBALS,
  LT_DEMO_N_DRUMS
} LtDemoDrum;

/* A sung syllable. Its sounds: what it starts with, the vowel, the vowel it moves to, what it ends
   with; ' ' is nothing. */
typedef struct
{
  double beat, beats;
  int    note;
  char   sounds[5];
} LtDemoSyllable;

/* song.c */
LtDemoSection lt_demo_song_section (double beat);
int           lt_demo_song_section_bar (LtDemoSection section); /* LT_DEMO_N_SECTIONS: the end */
double        lt_demo_song_dynamics (double beat);              /* how hard the band plays: 0–1 */
int64_t       lt_demo_song_frame (double beat);

/* @note as a player would: up to @late_ms early or late, up to @uneven of its level off. */
LtDemoNote
lt_demo_song_human (const LtDemoNote *note, LtDemoRng *rng, double late_ms, double uneven);

/* score-harmony.c */
const LtDemoChord *lt_demo_score_harmony_at (double beat);

/* score-drums.c */
extern const char *const lt_demo_score_drums[LT_DEMO_BARS][LT_DEMO_N_DRUMS];

/* Each writes at most @max notes in order of time and returns how many. */
size_t lt_demo_score_bass (LtDemoNote *out, size_t max);
size_t lt_demo_score_rhythm (LtDemoNote *out, size_t max); /* palm-muted: under 0.3 beats long */
size_t lt_demo_score_clean (LtDemoNote *out, size_t max);
size_t lt_demo_score_keys (LtDemoNote *out, size_t max);
size_t lt_demo_score_pad (LtDemoNote *out, size_t max);

/* score-melody.c */
extern const LtDemoSyllable lt_demo_score_melody_sung[];
extern const size_t         lt_demo_score_melody_n_sung;
extern const LtDemoNote     lt_demo_score_melody_lead[];
extern const size_t         lt_demo_score_melody_n_lead;
