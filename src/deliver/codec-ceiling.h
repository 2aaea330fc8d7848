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
  double   ceiling_dbtp; /* a multiple of 0.1 dB; of the last pass */
  double   decoded_dbtp; /* with it */
  guint    n_overs;      /* with it: 0 when it was found */
  guint    n_passes;     /* 0: there were no overs, and the ceiling is the master's own true peak */
} LtCodecCeiling;

/* @check says codec, choice and limit; its files are not written. @now is what it found of the master as it is. FALSE with
   a sentence. */
gboolean lt_codec_ceiling_find (const LtCodecJob *check, const LtCodecResult *now, LtCodecMasterFunc master, gpointer data, LtCodecCeiling *out,
                                GError **error);

/* The limiter that ends the session's master chain, before what may follow it: the last one that is not bypassed.
   Borrowed; NULL: none. */
const LtSlot *lt_codec_ceiling_limiter (const LtSession *session);

/* (transfer full): the session with that limiter's ceiling at @ceiling_dbtp; NULL: there is none. */
LtSession *lt_codec_ceiling_apply (const LtSession *session, double ceiling_dbtp);

/* --- two masters for the above --- */

/* @data: the path of a finished file, which goes through the true-peak limiter. */
gboolean lt_codec_ceiling_of_file (gpointer data, double ceiling_dbtp, const char *path, GCancellable *cancellable, GError **error);

typedef struct
{
  const LtSession *session; /* has a limiter */
  const char      *folder;
} LtCodecSession;

/* @data: an LtCodecSession, which is rendered with its limiter's ceiling moved. */
gboolean lt_codec_ceiling_of_session (gpointer data, double ceiling_dbtp, const char *path, GCancellable *cancellable, GError **error);

/* The session's master as it is, whole with its tail, to the new file @path as 32-bit float WAV. @progress may be NULL. */
gboolean lt_codec_ceiling_render (const LtCodecSession *master, const char *path, LtProgressFunc progress, gpointer progress_data,
                                  GCancellable *cancellable, GError **error);
