// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Signals and measurements that the tests share.
// Layer: tests.

#pragma once

#include <glib.h>
#include <stdint.h>

/* Adds amp × sin (2π freq t + phase) to n frames; phase in radians. */
void lt_test_add_sine (float *io, uint32_t n, double rate_hz, double freq_hz, double amp, double phase);

/* Uniform noise in ±amp. */
void lt_test_noise (float *out, uint32_t n, double amp, GRand *rng);

/* Music-like: decaying tones and noise bursts, peak about amp. */
void lt_test_music (float *out, uint32_t n, double rate_hz, double amp, GRand *rng);

double lt_test_rms (const float *in, uint32_t n);
double lt_test_rms_db (const float *in, uint32_t n); /* −400 for silence */
double lt_test_peak (const float *in, uint32_t n);

/* Amplitude (peak) of the sine component at freq_hz by least squares under a Hann window. */
double lt_test_tone_amp (const float *in, uint32_t n, double rate_hz, double freq_hz);

/* rms of what is left in dB relative to the tone, after the tone at freq_hz and DC are taken out (Hann window). */
double lt_test_thd_n_db (const float *in, uint32_t n, double rate_hz, double freq_hz);

/* Peak, dBFS, of what four one-poles leave above 5 kHz after the first quarter: clicks beside a low tone. */
double lt_test_above_5k_db (const float *in, uint32_t n, double rate_hz);

/* Largest second difference: a 100 Hz sine at −12 dBFS and 48 kHz has 4.3e-5; a click has its own size. */
double lt_test_roughness (const float *in, size_t n);
