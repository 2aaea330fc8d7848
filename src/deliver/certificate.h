// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A certificate: what was delivered, measured from the bytes that were written, bound to them by a hash.
// Layer: deliver.

#pragma once

#include "deliver/delivery.h"

/* Writes JSON for the first output of a finished delivery: the file's SHA-256, settings, measurement,
   pre-flight @warnings (of char *, may be NULL) and the delivery's notes. */
gboolean lt_certificate_write (const LtDelivery *job, const GPtrArray *warnings, const char *path, gboolean force, GError **error);

/* Measures the file anew and compares. @findings (of char *, transfer full) gets a sentence for each
   difference: none means that file and certificate agree. FALSE: one of them can't be read. */
gboolean lt_certificate_verify (const char *file, const char *certificate, GPtrArray *findings, LtProgressFunc progress,
                                gpointer data, GCancellable *cancellable, GError **error);
