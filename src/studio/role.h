// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a track is in the mix, told from its name.
// Layer: studio.

#pragma once

typedef enum
{
  LT_ROLE_OTHER,
  LT_ROLE_LEAD_VOCAL,
  LT_ROLE_BACKING_VOCAL,
  LT_ROLE_KICK,
  LT_ROLE_SNARE,
  LT_ROLE_TOM,
  LT_ROLE_HAT,
  LT_ROLE_CYMBAL,
  LT_ROLE_OVERHEAD,
  LT_ROLE_ROOM,
  LT_ROLE_PERCUSSION,
  LT_ROLE_DRUMS, /* a whole kit */
  LT_ROLE_BASS,
  LT_ROLE_LEAD_GUITAR,
  LT_ROLE_ACOUSTIC_GUITAR,
  LT_ROLE_GUITAR,
  LT_ROLE_KEYS,
  LT_ROLE_ORGAN,
  LT_ROLE_PAD,
  LT_ROLE_STRINGS,
  LT_ROLE_BRASS,
  LT_ROLE_LEAD,
  LT_ROLE_SYNTH,
  LT_ROLE_FX,
  LT_ROLE_BACKING_TRACK, /* a mix of everything else */
  LT_N_ROLES,
} LtRole;

typedef struct
{
  const char *key;      /* stable, for scripts */
  const char *label;    /* N_() */
  double      level_lu; /* where its loudness usually sits beside the lead vocal's */
} LtRoleRow;

extern const LtRoleRow lt_role_rows[]; /* by LtRole */

/* By whole words of @name, in any case: "Lead Vox 2", "bass_drum", "GtrL". */
LtRole lt_role_of_name (const char *name);
