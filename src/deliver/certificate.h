// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A certificate: what was delivered, measured from the bytes that were written, bound to them by a hash.
// Layer: deliver.

#pragma once

#include "deliver/delivery.h"
#include "media/temp-file.h"
#include "studio/inspect.h"

/* Where a certificate that is asked for as @path goes: @json (transfer full), and @page (transfer full) when a page is
   wanted too, with @report or because @path ends in ".pdf"; else NULL. */
void lt_certificate_dup_paths (const char *path, gboolean report, char **json, char **page);

/* Could both be written? Asked before long work. */
gboolean lt_certificate_check_paths (const char *path, gboolean force, GError **error);

/* The same of a delivery's own, which must not be its sound either. */
gboolean lt_certificate_check (const LtDelivery *job, GError **error);

/* The same of FILE.json and FILE.pdf beside FILE, a @sound that may be written: an older certificate may go with the sound
   that is replaced or when that is gone, and its page with it, but nothing else that bears the names. */
gboolean lt_certificate_check_beside (const char *sound, GError **error);

/* Does a certificate of Lathe's lie beside @sound, which is not there itself? */
gboolean lt_certificate_is_left (const char *sound);

/* Written under hidden names, to get theirs with the sound. Safe to clear after failure. */
typedef struct
{
  LtTempFile files[2];
  guint      n;
} LtCertificateFiles;

/* Writes JSON about the only output of @job, which still lies at @path and was @found so: its SHA-256, that of the session,
   settings, measurement, tags as they are read back, pre-flight warnings that were overridden, and the delivery's notes;
   and the page, when one is wanted. @progress may be NULL. */
gboolean lt_certificate_write (const LtDelivery *job, const char *path, const LtInspection *found, LtCertificateFiles *out,
                               LtProgressFunc progress, gpointer data, GError **error);
void     lt_certificate_files_clear (LtCertificateFiles *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LtCertificateFiles, lt_certificate_files_clear)

/* (transfer full): a number as people read it, with a true minus, ∞, and "unknown" for NAN. */
char *lt_certificate_dup_number (double value, int decimals);

/* Does @path hold a certificate of Lathe's? Else it is nothing to be replaced by one unasked. */
gboolean lt_certificate_is_one (const char *path);

/* Measures the file anew and compares. @findings (of char *, transfer full) gets a sentence for each
   difference: none means that file and certificate agree. Certificates of format 1, which say less, are read too.
   FALSE: one of them can't be read. */
gboolean lt_certificate_verify (const char *file, const char *certificate, GPtrArray *findings, LtProgressFunc progress,
                                gpointer data, GCancellable *cancellable, GError **error);
