// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A certificate: what was delivered, measured from the bytes that were written, bound to them by a hash.
// Layer: deliver.

#pragma once

#include "deliver/delivery.h"

/* Where a certificate that is asked for as @path goes: @json (transfer full), and @page (transfer full) when a page is
   wanted too, with @report or because @path ends in ".pdf"; else NULL. */
void lt_certificate_dup_paths (const char *path, gboolean report, char **json, char **page);

/* Could both be written? Asked before long work. */
gboolean lt_certificate_check_paths (const char *path, gboolean report, gboolean force, GError **error);

/* Inspects the first output of a finished delivery and writes JSON: its SHA-256, that of the session, settings,
   measurement, tags as they are read back, pre-flight @warnings (of char *, may be NULL) that were overridden, and the
   delivery's notes. @path that ends in ".pdf": that is the page, the JSON stands beside it. */
gboolean lt_certificate_write (const LtDelivery *job, const GPtrArray *warnings, const char *path, gboolean force, GError **error);

/* The same with the page as PDF in @page; NULL: none. Neither is written when one cannot be. */
gboolean lt_certificate_write_both (const LtDelivery *job, const GPtrArray *warnings, const char *json, const char *page, gboolean force,
                                    GError **error);

/* Measures the file anew and compares. @findings (of char *, transfer full) gets a sentence for each
   difference: none means that file and certificate agree. Certificates of format 1, which say less, are read too.
   FALSE: one of them can't be read. */
gboolean lt_certificate_verify (const char *file, const char *certificate, GPtrArray *findings, LtProgressFunc progress,
                                gpointer data, GCancellable *cancellable, GError **error);
