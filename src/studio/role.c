// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Roles and the words that tell them.
// Layer: studio.

#include "studio/role.h"

#include <glib.h>
#include <glib/gi18n.h>
#include <string.h>

const LtRoleRow lt_role_rows[] = {
  [LT_ROLE_OTHER] = { "other", N_ ("Other"), -8.0 },
  [LT_ROLE_LEAD_VOCAL] = { "lead-vocal", N_ ("Lead vocal"), 0.0 },
  [LT_ROLE_BACKING_VOCAL] = { "backing-vocal", N_ ("Backing vocal"), -7.0 },
  [LT_ROLE_KICK] = { "kick", N_ ("Kick"), -5.0 },
  [LT_ROLE_SNARE] = { "snare", N_ ("Snare"), -5.0 },
  [LT_ROLE_TOM] = { "tom", N_ ("Toms"), -8.0 },
  [LT_ROLE_HAT] = { "hat", N_ ("Hi-hat"), -15.0 },
  [LT_ROLE_CYMBAL] = { "cymbal", N_ ("Cymbals"), -12.0 },
  [LT_ROLE_OVERHEAD] = { "overhead", N_ ("Overheads"), -9.0 },
  [LT_ROLE_ROOM] = { "room", N_ ("Room"), -13.0 },
  [LT_ROLE_PERCUSSION] = { "percussion", N_ ("Percussion"), -13.0 },
  [LT_ROLE_DRUMS] = { "drums", N_ ("Drums"), -2.0 },
  [LT_ROLE_BASS] = { "bass", N_ ("Bass"), -5.0 },
  [LT_ROLE_LEAD_GUITAR] = { "lead-guitar", N_ ("Lead guitar"), -4.0 },
  [LT_ROLE_ACOUSTIC_GUITAR] = { "acoustic-guitar", N_ ("Acoustic guitar"), -8.0 },
  [LT_ROLE_GUITAR] = { "guitar", N_ ("Guitar"), -6.0 },
  [LT_ROLE_KEYS] = { "keys", N_ ("Keys"), -8.0 },
  [LT_ROLE_ORGAN] = { "organ", N_ ("Organ"), -10.0 },
  [LT_ROLE_PAD] = { "pad", N_ ("Pad"), -13.0 },
  [LT_ROLE_STRINGS] = { "strings", N_ ("Strings"), -11.0 },
  [LT_ROLE_BRASS] = { "brass", N_ ("Brass"), -8.0 },
  [LT_ROLE_LEAD] = { "lead", N_ ("Lead"), -4.0 },
  [LT_ROLE_SYNTH] = { "synth", N_ ("Synth"), -9.0 },
  [LT_ROLE_FX] = { "fx", N_ ("Effects"), -15.0 },
  [LT_ROLE_BACKING_TRACK] = { "backing-track", N_ ("Backing track"), 0.0 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (lt_role_rows) == LT_N_ROLES);

#define VOICE " vocal vocals vox voc vocs voice voices vocalist singer sing "
#define GUITAR " guitar guitars gtr gtrs gt git guit gtar "

/* The first row holds that has one of its words in the name, and one of `with` when there are any. */
static const struct
{
  LtRole      role;
  const char *words, *with;
} rows[] = {
  { LT_ROLE_BACKING_VOCAL, VOICE, " backing back background bg double doubles dbl harm harmony harmonies choir group gang bgd backup " },
  { LT_ROLE_BACKING_VOCAL, " bgv bgvs bv bvs bvox bgvox harmony harmonies choir adlib adlibs backings ", NULL },
  { LT_ROLE_LEAD_VOCAL, VOICE " leadvox leadvocal lvox rap narrator ", NULL },
  { LT_ROLE_KICK, " drum ", " bass " },
  { LT_ROLE_KICK, " kick kik kck bd bassdrum kicks ", NULL },
  { LT_ROLE_SNARE, " snare snr sd snares rim rimshot sidestick ", NULL },
  { LT_ROLE_TOM, " tom toms floortom racktom tomtom ", NULL },
  { LT_ROLE_HAT, " hat hats hh hihat hihats ", NULL },
  { LT_ROLE_CYMBAL, " cymbal cymbals crash ride china splash cym ", NULL },
  { LT_ROLE_OVERHEAD, " oh ohs overhead overheads ", NULL },
  { LT_ROLE_ROOM, " room rooms ambience amb ", NULL },
  { LT_ROLE_PERCUSSION, " perc percussion shaker tamb tambourine conga congas bongo bongos clap claps cowbell triangle cajon maracas ", NULL },
  { LT_ROLE_DRUMS, " drum drums drumkit kit beat beats loop drumloop ", NULL },
  { LT_ROLE_BASS, " bass bassline subbass sub bas contrabass upright ", NULL },
  { LT_ROLE_LEAD_GUITAR, GUITAR, " lead solo ld " },
  { LT_ROLE_ACOUSTIC_GUITAR, " acoustic acgtr acgt nylon ukulele uke mandolin banjo ", NULL },
  { LT_ROLE_ACOUSTIC_GUITAR, GUITAR, " ac acoustic nylon steel " },
  { LT_ROLE_GUITAR, GUITAR " egtr elgtr rhythm powerchords ", NULL },
  { LT_ROLE_PAD, " pad pads drone texture atmo atmosphere ", NULL },
  { LT_ROLE_ORGAN, " organ hammond accordion harmonium ", NULL },
  { LT_ROLE_STRINGS, " strings string violin violins viola violas cello cellos orchestra orch ", NULL },
  { LT_ROLE_BRASS, " brass horn horns trumpet trombone sax saxophone flute clarinet oboe woodwind ", NULL },
  { LT_ROLE_KEYS, " keys key keyboard piano pno rhodes wurli wurlitzer clav clavinet ep epiano marimba vibes bells harpsichord ", NULL },
  { LT_ROLE_FX, " fx sfx riser noise impact sweep swell whoosh reverse hum foley ", NULL },
  { LT_ROLE_LEAD, " lead melody solo hook theme ", NULL },
  { LT_ROLE_SYNTH, " synth synths syn arp arpeggio pluck seq sequence stab stabs chord chords ", NULL },
  { LT_ROLE_BACKING_TRACK, " backing song instrumental playback karaoke stereomix mixdown bounce ", NULL },
};

/* The words of @name in lower case, between blanks: cut where it is no letter, and where a capital follows a small one. */
static char *
words_of (const char *name)
{
  GString *out = g_string_new (" ");
  char     before = ' ';

  for (const char *p = name; *p != '\0'; before = *p, p++)
    {
      if (!g_ascii_isalpha (*p))
        g_string_append_c (out, ' ');
      else
        {
          if (g_ascii_isupper (*p) && g_ascii_islower (before))
            g_string_append_c (out, ' ');
          g_string_append_c (out, g_ascii_tolower (*p));
        }
    }
  g_string_append_c (out, ' ');
  return g_string_free (out, FALSE);
}

static gboolean
share_a_word (char *const *words, const char *list)
{
  for (; *words != NULL; words++)
    {
      g_autofree char *between = g_strdup_printf (" %s ", *words);

      if (**words != '\0' && strstr (list, between) != NULL)
        return TRUE;
    }
  return FALSE;
}

LtRole
lt_role_of_name (const char *name)
{
  g_autofree char *text = words_of (name);
  g_auto (GStrv)   words = g_strsplit (text, " ", -1);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (share_a_word (words, rows[i].words) && (rows[i].with == NULL || share_a_word (words, rows[i].with)))
      return rows[i].role;
  return LT_ROLE_OTHER;
}
