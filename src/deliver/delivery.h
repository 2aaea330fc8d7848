// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Delivering: a session's strips as finished sound files, measured from what was written.
// Layer: deliver. The order is fixed: float, rate, loudness and ceiling, word length with dither, file.

#pragma once

#include "deliver/loudness-fit.h"
#include "media/writer.h"
#include "session/session.h"

typedef struct
{
  LtId          strip_id; /* 0: the master; the mix's id: without the master chain */
  const char   *path;
  bool          measure;  /* fill in `measured` */
  LtMeasurement measured; /* of the written file */
} LtDeliveryOutput;

/* What was delivered and measured, in files that come with the sound or not at all (deliver/certificate.h). */
typedef struct
{
  const char      *json;     /* NULL: none is wanted */
  const char      *page;     /* NULL: JSON alone */
  const GPtrArray *warnings; /* of char *, of the pre-flight; may be NULL */
  gboolean         replaces; /* what has these names, though the sound replaces nothing */
} LtDeliveryCertificate;

typedef struct
{
  const LtSession *session;
  const char      *folder;
  int64_t          from, to;  /* frames */
  int64_t          sound_end; /* of one output: what follows this frame is kept only while it is heard (−90 dBFS);
                                 0: everything up to `to` is kept */
  uint32_t         n_threads;

  const LtFileFormat *format;
  LtBits              bits;
  uint32_t            rate_hz; /* 0: the session's */
  LtQuantiseType      dither;
  uint64_t            seed;
  const LtTags       *tags; /* NULL: the session's */
  LtLoudnessAim       aim;  /* with a target or a ceiling there is one output */
  bool                force; /* existing files may be replaced */
  LtDeliveryCertificate certificate; /* of one output, which is measured */

  LtDeliveryOutput *outputs;
  guint             n_outputs;

  void (*say) (const char *sentence, gpointer data); /* what is known before the file is written; may be NULL */
  gpointer say_data;

  LtProgressFunc progress;
  gpointer       progress_data;
  GCancellable  *cancellable;

  /* out */
  LtLoudnessFit fit;
  GPtrArray    *notes; /* of char *, sentences: missing files, a target not reached, clipped peaks; may be NULL */
} LtDelivery;

/* All outputs and the certificate, or none. Nothing is begun that has no room where it is to be. */
gboolean lt_delivery_run (LtDelivery *self, GError **error);

/* A hidden float file beside the first output, never committed: what renders of several deliveries share. */
LtWriter *lt_delivery_open_float (const LtDelivery *self, GError **error);

/* One output from the float file at @path, which has its rate, instead of a render. */
gboolean lt_delivery_run_from (LtDelivery *self, const char *path, GError **error);

/* As much as an output, or that file, will have at least; 0: not known. */
uint64_t lt_delivery_n_bytes (const LtDelivery *self, bool is_float);

/* Can the format hold as much? lt_writer_check_length () of an output. */
bool lt_delivery_check_length (const LtDelivery *self, GError **error);

/* What is measured has what was asked for, or nothing was: the notes and whether a file counts as verified agree on it. */
bool lt_delivery_has_loudness (const LtLoudnessAim *aim, double lufs);
bool lt_delivery_has_ceiling (const LtLoudnessAim *aim, double true_peak_dbtp);

/* (transfer full): what the session's tags mean in a file. */
LtTags *lt_delivery_dup_tags (const LtSession *session);

typedef enum
{
  LT_DELIVER_ERROR_VALUE,
  LT_DELIVER_ERROR_CERTIFICATE,
} LtDeliverError;

#define LT_DELIVER_ERROR lt_deliver_error_quark ()
GQuark lt_deliver_error_quark (void);
