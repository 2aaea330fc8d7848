// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The parts of an import, shared by deciding and converting.
// Layer: media.

#pragma once

#include "media/import.h"
#include "media/reader.h"
#include "media/resampler.h"

typedef struct
{
  const LtImportSpec *spec;
  LtReader           *left, *right; /* right: NULL unless a pair */
  const char         *name;
  GCancellable       *cancellable;
} LtImportJob;

static inline void
lt_import_tell (const LtImportJob *job, double done)
{
  if (job->spec->progress != NULL)
    job->spec->progress (CLAMP (done, 0.0, 1.0), job->spec->progress_data);
}

LtImportPart *lt_import_add_part (LtImport *self, const char *path, const char *name);
void          lt_import_add_note (LtImport *self, char *sentence); /* takes it */
int64_t       lt_import_time_reference (const LtReader *reader, uint32_t rate_hz);

/* Decodes, changes the rate when it differs, writes one file or one a channel. */
bool lt_import_convert (LtImport *self, const LtImportJob *job, GError **error);
