// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a fuzz target is: something that takes any bytes, and good bytes to begin from.
// Layer: tests. driver.c runs a target by itself, libFuzzer runs the same file.

#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

typedef struct
{
  char   *kind; /* "wav": failures are told by it */
  GBytes *bytes;
} LtSeed;

/* Must end the program on anything but a clean answer. Always returns 0. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* The target's good inputs: the same ones each time. */
void lt_fuzz_seeds (GArray *seeds); /* of LtSeed */
void lt_fuzz_add (GArray *seeds, const char *kind, gconstpointer data, size_t size);
void lt_fuzz_add_file (GArray *seeds, const char *kind, const char *path);

/* A file in memory with these bytes; the path is good until the next call. */
const char *lt_fuzz_file (const uint8_t *data, size_t size);

/* @seed's bytes damaged in 1 to 8 places, deterministically; @other gives parts to splice in. Free with g_free. */
uint8_t *lt_fuzz_mutate (GBytes *seed, GBytes *other, uint64_t random, size_t *size);
