// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The ceiling under which a master comes out of a codec without overs, found by trying.
// Layer: deliver. Takes as long as a few masters and checks: not on the main thread.

#pragma once

#include "deliver/codec-check.h"
#include "session/session.h"

#define LT_CODEC_CEILING_PASSES 3u

/* Writes the master under @ceiling_dbtp to the new file @path, as 32-bit float WAV. */
typedef gboolean (*LtCodecMasterFunc) (gpointer data, double ceiling_dbtp, const char *path, GCancellable *cancellable, GError **error);

typedef struct
{
  LtCodecMasterFunc write;
  gpointer          data;
  double            ceiling_dbtp; /* that it has now, and that is never raised; NAN: none */
  double            behind_db;    /* gain behind that ceiling */
} LtCodecMaster;

typedef struct
{
  double   ceiling_dbtp; /* a multiple of 0.1 dB; of the last pass */
  double   decoded_dbtp; /* with it */
  guint    n_overs;      /* with it: 0 when it was found */
  guint    n_passes;     /* 0: there were no overs, and the ceiling is the master's own true peak */
} LtCodecCeiling;

/* @check says codec, choice and limit; its files are not written. @now is what it found of the master as it is. FALSE with
   a sentence. */
gboolean lt_codec_ceiling_find (const LtCodecJob *check, const LtCodecResult *now, const LtCodecMaster *master, LtCodecCeiling *out,
                                GError **error);

/* (transfer full): the session with the ceiling of its master's last limiter at @ceiling_dbtp, or where it is when that is
   lower; NULL: there is none. */
LtSession *lt_codec_ceiling_apply (const LtSession *session, double ceiling_dbtp);

/* --- two masters for the above --- */

/* A finished file, which goes through the true-peak limiter. @path is borrowed. */
LtCodecMaster lt_codec_ceiling_of_file (const char *path);

typedef struct
{
  const LtSession *session;
  const char      *folder;
} LtCodecSession;

/* A session that has a limiter, rendered with its ceiling moved. @master is borrowed. */
LtCodecMaster lt_codec_ceiling_of_session (const LtCodecSession *master);

/* The session's master as it is, whole with its tail, to the new file @path as 32-bit float WAV. @progress may be NULL. */
gboolean lt_codec_ceiling_render (const LtCodecSession *master, const char *path, LtProgressFunc progress, gpointer progress_data,
                                  GCancellable *cancellable, GError **error);
