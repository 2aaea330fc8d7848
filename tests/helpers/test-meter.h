// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs one meter over a buffer and reads it by key.
// Layer: tests.

#pragma once

#include "meter/meter.h"

#include <glib.h>

typedef struct
{
  const LtMeterType *type;
  LtMeterSetup       setup;
  void              *state;
} LtTestMeter;

/* Freshly initialised; aborts when init fails. Free with lt_test_meter_free. */
LtTestMeter *lt_test_meter_new (const LtMeterType *type, double rate_hz, uint32_t n_channels);
void         lt_test_meter_free (LtTestMeter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtTestMeter, lt_test_meter_free)

/* n frames of all channels, in pieces of at most `piece` frames. */
void lt_test_meter_run (LtTestMeter *self, const float *const *in, uint32_t n, uint32_t piece);

/* The same, then the programme's end. */
void lt_test_meter_measure (LtTestMeter *self, const float *const *in, uint32_t n, uint32_t piece);

/* By key; the test aborts on an unknown key. */
double lt_test_meter_read (LtTestMeter *self, const char *key);

/* Fails unless both read the same bits (all NANs are one). */
void lt_test_meter_assert_equal (LtTestMeter *a, LtTestMeter *b);
