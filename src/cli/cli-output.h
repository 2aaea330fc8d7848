// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The options of every command that writes sound: format, word length, dither, rate.
// Layer: cli.

#pragma once

#include "cli/cli.h"
#include "dsp/quantise.h"
#include "media/file-format.h"

typedef struct
{
  /* as typed; filled in by GOption, freed by lt_cli_output_clear */
  char  *path, *format, *bits, *dither, *rate;
  gint64 seed;
  int    force;
} LtOutputArgs;

typedef struct
{
  const LtFileFormat *format;
  LtBits              bits;
  LtQuantiseType      dither;
  uint32_t            rate_hz; /* 0: not said */
} LtOutputChoice;

void lt_cli_output_clear (LtOutputArgs *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LtOutputArgs, lt_cli_output_clear)

/* Rows for a GOptionEntry table. */
#define LT_CLI_OUTPUT_ENTRIES(a)                                                                                        \
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &(a)->path, N_ ("Write to FILE"), N_ ("FILE") },                           \
    { "format", 0, 0, G_OPTION_ARG_STRING, &(a)->format, N_ ("wav, aiff, flac … (default: by the file's name)"), "F" }, \
    { "bits", 0, 0, G_OPTION_ARG_STRING, &(a)->bits, N_ ("16, 24, 32, float or double (default: 24)"), "B" },           \
    { "rate", 0, 0, G_OPTION_ARG_STRING, &(a)->rate, N_ ("Sample rate"), "HZ" },                                        \
    { "dither", 0, 0, G_OPTION_ARG_STRING, &(a)->dither, N_ ("none, tpdf or shaped (default: tpdf up to 24 bits)"), "D" }, \
    { "seed", 0, 0, G_OPTION_ARG_INT64, &(a)->seed, N_ ("Of the dither"), "N" },                                        \
  {                                                                                                                     \
    "force", 'f', 0, G_OPTION_ARG_NONE, &(a)->force, N_ ("Replace an existing file"), NULL                              \
  }

/* A whole number of hertz above 0; what a format can have is its own matter. NULL leaves what is there. */
bool lt_cli_output_parse_rate (const char *text, uint32_t *rate_hz, GError **error);

/* Of --target-lufs and --ceiling; NULL leaves what is there. False when one is no number, or not from -60 to 0 LUFS, -20 to 0 dBTP. */
bool lt_cli_output_parse_aim (const char *target, const char *ceiling, double *target_lufs, double *ceiling_dbtp, GError **error);

/* What the words mean for a file at @path; without --bits it gets @default_bits if the format has them. */
bool lt_cli_output_choose (const LtOutputArgs *self, const char *path, LtBits default_bits, LtOutputChoice *out, GError **error);
