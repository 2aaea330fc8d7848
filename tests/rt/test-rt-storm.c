// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The engine survives a storm of edits: finite sound, everything comes to rest, memory stays flat.
// Layer: tests. Usage: test-rt-storm [--rounds QUANTA | --soak-hours H]   Prints TAP.

#include "storm.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SEED 0x57086u
#define QUANTA_AN_HOUR (3600u * 48000u / 64u)

static int n_cases, n_failed;

static void
tell (bool fine, const char *name)
{
  printf ("%s %d /rt/storm/%s\n", fine ? "ok" : "not ok", ++n_cases, name);
  n_failed += !fine;
}

static void
storm (uint32_t n_quanta, uint32_t seed)
{
  LtStormReport report;
  bool          fine = lt_storm_run (&(LtStormSpec) { .n_quanta = n_quanta, .seed = seed }, &report);
  char          name[64];

  printf ("# seed %u: %u quanta, %u edits, %u plans, %llu bad samples\n", seed, n_quanta, report.n_edits, report.n_plans, (unsigned long long) report.n_bad);
  snprintf (name, sizeof name, "%u", seed - SEED);
  tell (fine && report.n_bad == 0 && report.is_settled && report.n_plans > 0, name);
}

static long
resident_kib (void)
{
  FILE *file = fopen ("/proc/self/statm", "r");
  long  pages = 0;

  if (file != NULL && fscanf (file, "%*s %ld", &pages) != 1)
    pages = 0;
  if (file != NULL)
    fclose (file);
  return pages * (sysconf (_SC_PAGESIZE) / 1024);
}

/* An hour of sound a storm; after the second one memory must not grow by more than what the allocator scatters. */
static void
soak (unsigned hours)
{
  long settled = 0;

  for (unsigned hour = 0; hour < hours; hour++)
    {
      storm (QUANTA_AN_HOUR, SEED + hour);
      printf ("# hour %u: %ld KiB\n", hour + 1, resident_kib ());
      fflush (stdout);
      if (hour == 1)
        settled = resident_kib ();
    }
  tell (hours < 3 || resident_kib () < settled + 16 * 1024, "memory-is-flat");
}

int
main (int argc, char **argv)
{
  unsigned long number = argc > 2 ? strtoul (argv[2], NULL, 10) : 0;

  if (argc > 2 && strcmp (argv[1], "--soak-hours") == 0)
    soak ((unsigned) number);
  else
    for (uint32_t i = 0; i < 4; i++)
      storm (number > 0 ? (uint32_t) number : 1500, SEED + i);
  printf ("1..%d\n", n_cases);
  return n_failed > 0;
}
