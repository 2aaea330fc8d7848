// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a certificate knows, for its JSON, its page and its verification.
// Layer: deliver.

#pragma once

#include "deliver/delivery.h"
#include "studio/inspect.h"

#include <json-glib/json-glib.h>

#define LT_CERTIFICATE_FORMAT 2

typedef struct
{
  const LtDelivery   *job;
  char               *name, *sha256, *session_sha256;
  const LtInspection *found;
} LtCertificate;

/* What is said of a file beside lt_measure_rows; labels and units as there. */
typedef struct
{
  const char *key;
  const char *label; /* N_() */
  const char *unit;
  int         decimals;
} LtCertificateRow;

extern const LtCertificateRow lt_certificate_rows[];         /* of the file; ended by a NULL key */
extern const LtCertificateRow lt_certificate_channel_rows[]; /* of a channel */

double lt_certificate_value (const LtInspection *found, guint row);
double lt_certificate_channel_value (const LtInspectChannel *channel, guint row);
