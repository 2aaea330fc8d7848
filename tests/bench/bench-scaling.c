// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a session's work would share among more processors than there are: each strip's time is measured, then the schedule of
// engine/workers is played through with any number of threads. Memory that they share is not in it, nor reading and writing.
// Layer: tests. Times are printed, never asserted.

#include "bench-music.h"

#include "engine/engine-private.h"

#include <stdlib.h>

#define BLOCK    2048u
#define N_QUANTA (BLOCK / LT_QUANTUM)

static const guint numbers[] = { 1, 2, 4, 8, 16, 32 };

/* Seconds of each strip for a block, mean of @n_blocks; one after the other, level by level. */
static double *
measure (const LtPlan *plan, guint n_blocks)
{
  double  *cost = g_new0 (double, plan->n_strips);
  LtRtMode mode = lt_rt_enter ();

  for (guint b = 0; b < n_blocks + 8; b++)
    for (guint i = 0; i < plan->n_strips; i++)
      {
        double from = lt_bench_seconds (CLOCK_THREAD_CPUTIME_ID);

        for (guint q = 0; q < N_QUANTA; q++)
          lt_plan_run_strip (plan, i, &(LtRunAt) { .pos = (int64_t) b * BLOCK + q * LT_QUANTUM, .len = LT_QUANTUM, .snap = b + q == 0 }, q * LT_QUANTUM);
        if (b >= 8)
          cost[i] += (lt_bench_seconds (CLOCK_THREAD_CPUTIME_ID) - from) / n_blocks;
      }
  lt_rt_leave (mode);
  return cost;
}

LT_RT static void
nothing (void *data, uint32_t index)
{
  (void) data;
  (void) index;
}

/* A round of two threads that has nothing to do: what handing out and meeting costs. */
static double
measure_round (void)
{
  LtWorkers *workers = lt_workers_new (2, 0);
  double     best = 1.0;

  for (int i = 0; i < 50; i++)
    {
      lt_workers_awaken (workers);
      double from = lt_bench_seconds (CLOCK_MONOTONIC);

      for (int k = 0; k < 100; k++)
        lt_workers_run (workers, nothing, NULL, 64, LT_MOST_SHARED);
      best = MIN (best, (lt_bench_seconds (CLOCK_MONOTONIC) - from) / 100);
    }
  lt_workers_free (workers);
  return best;
}

/* As lt_workers_run () hands out n strips that end at @last, the longest first, to who is free soonest. */
static double
share (const double *cost, guint last, guint n, guint n_threads, guint most, double round)
{
  double busy[LT_WORKERS_MAX] = { 0 }, end = 0.0;

  for (guint next = 0; next < n;)
    {
      guint soonest = 0, portion = lt_workers_portion (n - next, n_threads, most);

      for (guint t = 1; t < n_threads; t++)
        if (busy[t] < busy[soonest])
          soonest = t;
      for (guint i = next; i < next + portion; i++)
        busy[soonest] += cost[last - i];
      end = MAX (end, busy[soonest]);
      next += portion;
    }
  return end + (n_threads > 1 ? round : 0.0);
}

/* Level by level, as live does for each quantum. */
static double
share_levels (const LtPlan *plan, const double *cost, guint n_threads, double round)
{
  double sum = 0.0;

  for (guint from = 0, to; from < plan->n_strips; from = to)
    {
      for (to = from + 1; to < plan->n_strips && plan->strips[to].level == plan->strips[from].level;)
        to++;
      sum += share (cost, to - 1, to - from, to - from >= LT_MIN_SHARED ? n_threads : 1, LT_MOST_SHARED, round * N_QUANTA);
    }
  return sum;
}

int
main (int argc, char **argv)
{
  if (argc != 2)
    {
      g_printerr ("bench-scaling SESSION\n");
      return 2;
    }

  g_autoptr (LtFolder) folder = lt_bench_open (argv[1]);
  const LtSession     *session = lt_folder_get_session (folder);
  LtEngine            *engine = lt_engine_new (session->rate_hz, BLOCK);

  lt_bench_music_make ();
  lt_bench_send (engine, session);
  lt_engine_take_messages (&engine->rt);
  const LtPlan      *plan = engine->rt.plan;
  g_autofree double *cost = measure (plan, 400);
  double             round = measure_round (), block_s = BLOCK / session->rate_hz;
  double             alone = share (cost, plan->n_strips - 1, plan->n_strips, 1, 1, 0.0);

  g_print ("strips\t%u\nlevels\t%u\nround\t%.2f\n", plan->n_strips, plan->n_levels, round * 1e6);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      double offline = share (cost, plan->n_strips - 1, plan->n_strips, numbers[i], 1, round);
      double live = share_levels (plan, cost, numbers[i], round);

      g_print ("%u\t%.0f\t%.2f\t%.3f\t%.2f\n", numbers[i], block_s / offline, alone / offline, 100.0 * live / block_s, alone / live);
    }
  lt_engine_free (engine);
  return 0;
}
