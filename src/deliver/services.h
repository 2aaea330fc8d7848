// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How streaming services play a finished master: rules read from dated data, and the gain that follows from them.
// Layer: deliver. Pure but for the loading.

#pragma once

#include <gio/gio.h>
#include <stdbool.h>

typedef enum
{
  LT_SERVICE_UP_NEVER,    /* only turns down */
  LT_SERVICE_UP_HEADROOM, /* as far as the true peak stays headroom_db below full scale */
  LT_SERVICE_UP_LIMITER,  /* all the way; a limiter takes what is over its ceiling */
} LtServiceUp;

typedef enum
{
  LT_SERVICE_ALBUM_TRACK, /* each track has its own gain */
  LT_SERVICE_ALBUM_ALBUM, /* the tracks of an album share one */
  LT_SERVICE_ALBUM_BOTH,  /* the one or the other, as it is played */
} LtServiceAlbum;

typedef enum
{
  LT_SERVICE_OFFICIAL, /* the service says so */
  LT_SERVICE_MEASURED, /* others found it */
  LT_SERVICE_SECOND_HAND,
} LtServiceBasis;

typedef struct
{
  char          *key;  /* of the group: kept */
  char          *name; /* as the reader's language has it */
  double         target_lufs;
  LtServiceUp    up;
  double         headroom_db;             /* LT_SERVICE_UP_HEADROOM: 0 or more */
  double         ceiling_dbfs;            /* LT_SERVICE_UP_LIMITER: of samples, 0 or less */
  double         attack_ms, decay_ms;     /* of that limiter */
  LtServiceAlbum album;
  LtServiceBasis basis;
  char          *date, *source; /* when it was said or measured, and by whom */
} LtService;

void lt_services_free (LtService *service);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtService, lt_services_free)

/* Returns: (transfer full): of LtService, in the order of the file. A group that can't be understood is left out with a
   sentence in @notes (may be NULL). NULL: there is no such file, or it can't be read. @path NULL: the program's own. */
GPtrArray *lt_services_load (const char *path, GPtrArray *notes, GError **error);

/* "official", "measured", "second-hand"; kept. */
const char *lt_services_basis_key (LtServiceBasis basis);
const char *lt_services_up_key (LtServiceUp up);
const char *lt_services_album_key (LtServiceAlbum album);

typedef struct
{
  double gain_db;
  double played_lufs;   /* before a limiter takes its part */
  double missed_lu;     /* what it stays below the target: 0 or more */
  double limited_db;    /* by how much the highest sample is over the limiter's ceiling: 0 or more */
  double true_peak_dbtp; /* as it leaves the gain, before a limiter */
} LtServicePlay;

/* How @service plays a master of that loudness and those peaks. Silence, and what is not known, is left as it is: gain 0. */
LtServicePlay lt_services_predict (const LtService *service, double integrated_lufs, double true_peak_dbtp, double sample_peak_dbfs);

/* (transfer full): what it does in words: "−2.3 dB", "+4.0 dB, 2.0 LU below its target", "+3.0 dB, peaks limited by 2.5 dB". */
char *lt_services_dup_words (const LtServicePlay *play);
