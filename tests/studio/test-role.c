// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Names of tracks as people write them.
// Layer: tests.

#include "studio/role.h"

#include <glib.h>

static void
test_names (void)
{
  static const struct
  {
    const char *name;
    LtRole      role;
  } cases[] = {
    { "Kick", LT_ROLE_KICK },
    { "KICK_IN", LT_ROLE_KICK },
    { "01 Bass Drum", LT_ROLE_KICK },
    { "Snare Bottom", LT_ROLE_SNARE },
    { "SD1", LT_ROLE_SNARE },
    { "HiHat", LT_ROLE_HAT },
    { "hihat", LT_ROLE_HAT },
    { "HH", LT_ROLE_HAT },
    { "Floor Tom", LT_ROLE_TOM },
    { "OH_L", LT_ROLE_OVERHEAD },
    { "Overheads", LT_ROLE_OVERHEAD },
    { "Drum Loop", LT_ROLE_DRUMS },
    { "drums.stem", LT_ROLE_DRUMS },
    { "Shaker", LT_ROLE_PERCUSSION },
    { "Bass DI", LT_ROLE_BASS },
    { "Bassline", LT_ROLE_BASS },
    { "Lead Guitar", LT_ROLE_LEAD_GUITAR },
    { "GtrL", LT_ROLE_GUITAR },
    { "Rhythm Guitar 2", LT_ROLE_GUITAR },
    { "Acoustic Gtr", LT_ROLE_ACOUSTIC_GUITAR },
    { "Piano", LT_ROLE_KEYS },
    { "Hammond", LT_ROLE_ORGAN },
    { "Warm Pad", LT_ROLE_PAD },
    { "Strings", LT_ROLE_STRINGS },
    { "Lead Synth", LT_ROLE_LEAD },
    { "synth arp", LT_ROLE_SYNTH },
    { "Vocal", LT_ROLE_LEAD_VOCAL },
    { "LeadVox", LT_ROLE_LEAD_VOCAL },
    { "Backing Vocals", LT_ROLE_BACKING_VOCAL },
    { "BGV 3", LT_ROLE_BACKING_VOCAL },
    { "Vox Double", LT_ROLE_BACKING_VOCAL },
    { "Riser FX", LT_ROLE_FX },
    { "song", LT_ROLE_BACKING_TRACK },
    { "Stomach", LT_ROLE_OTHER }, /* holds "tom", is none */
    { "Track 7", LT_ROLE_OTHER },
    { "", LT_ROLE_OTHER },
    { "Größe", LT_ROLE_OTHER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (lt_role_rows[lt_role_of_name (cases[i].name)].key, ==, lt_role_rows[cases[i].role].key);
}

static void
test_rows (void)
{
  for (int i = 0; i < LT_N_ROLES; i++)
    {
      g_assert_nonnull (lt_role_rows[i].key);
      g_assert_nonnull (lt_role_rows[i].label);
      g_assert_cmpfloat (lt_role_rows[i].level_lu, <=, lt_role_rows[LT_ROLE_LEAD_VOCAL].level_lu);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/role/names", test_names);
  g_test_add_func ("/role/rows", test_rows);
  return g_test_run ();
}
