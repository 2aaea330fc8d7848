// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any sequence of block sizes hands out the same samples.
// Layer: tests.

#include "device/quantum-fifo.h"

#include <glib.h>
#include <string.h>

#define N_CHANNELS 3u
#define N_FRAMES   60000u
#define MAX_BLOCK  8192u

typedef struct
{
  GRand   *rng;
  uint32_t next;   /* frame */
  uint32_t fixed;  /* quantum length; 0: random */
  uint32_t n_made; /* quanta */
} Source;

static float
sample_at (uint32_t channel, uint32_t frame)
{
  return (float) (frame * 4u + channel + 1u);
}

static uint32_t
make (void *user, float *const *out)
{
  Source  *s = user;
  uint32_t n = s->fixed != 0 ? s->fixed : (uint32_t) g_rand_int_range (s->rng, 1, LT_QUANTUM + 1);

  for (uint32_t c = 0; c < N_CHANNELS; c++)
    {
      for (uint32_t i = 0; i < n; i++)
        out[c][i] = sample_at (c, s->next + i);
      for (uint32_t i = n; i < LT_QUANTUM; i++)
        out[c][i] = -1.0f; /* room in full: whatever lies behind is ours to spoil */
    }
  s->next += n;
  s->n_made++;
  return n;
}

/* Takes N_FRAMES in blocks of @block (0: random) and compares every sample. */
static void
check_blocks (uint32_t block, uint32_t quantum, GRand *rng)
{
  Source            source = { .rng = rng, .fixed = quantum };
  LtQuantumFifo     fifo;
  float             held[N_CHANNELS * LT_QUANTUM];
  g_autofree float *memory = g_new (float, N_CHANNELS *(MAX_BLOCK + 1));
  float            *out[N_CHANNELS];

  for (uint32_t c = 0; c < N_CHANNELS; c++)
    out[c] = memory + c * (MAX_BLOCK + 1);
  lt_quantum_fifo_init (&fifo, make, &source, N_CHANNELS, held);

  for (uint32_t at = 0; at < N_FRAMES;)
    {
      uint32_t n = block != 0             ? block
                   : g_rand_boolean (rng) ? (uint32_t) g_rand_int_range (rng, 0, 200)
                                          : (uint32_t) g_rand_int_range (rng, 1, MAX_BLOCK + 1);

      for (uint32_t c = 0; c < N_CHANNELS; c++)
        out[c][n] = 1e30f;
      lt_quantum_fifo_run (&fifo, out, n);
      for (uint32_t c = 0; c < N_CHANNELS; c++)
        {
          for (uint32_t i = 0; i < n; i++)
            g_assert_cmpfloat (out[c][i], ==, sample_at (c, at + i));
          g_assert_cmpfloat (out[c][n], ==, 1e30f);
        }
      at += n;
      g_assert_cmpuint (source.next, <, at + LT_QUANTUM); /* never further ahead than it must */
    }
}

static void
test_blocks (void)
{
  static const uint32_t blocks[] = { 1, 2, 16, 63, 64, 65, 100, 128, 441, 1024, 4096, 8192, 0 };
  static const uint32_t quanta[] = { 64, 1, 17, 0 };
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x1a7e);

  for (guint b = 0; b < G_N_ELEMENTS (blocks); b++)
    for (guint q = 0; q < G_N_ELEMENTS (quanta); q++)
      check_blocks (blocks[b], quanta[q], rng);
}

static uint32_t
make_five (void *user, float *const *out)
{
  int *left = user;

  if (*left == 0)
    return 0;
  (*left)--;
  out[0][0] = 1.0f;
  return 1;
}

/* A source that has nothing is heard as silence and asked again next time. */
static void
test_nothing (void)
{
  LtQuantumFifo fifo;
  int           left = 5;
  float         held[LT_QUANTUM], block[200], *out[] = { block };

  lt_quantum_fifo_init (&fifo, make_five, &left, 1, held);
  for (int i = 0; i < 200; i++)
    block[i] = 9.0f;
  lt_quantum_fifo_run (&fifo, out, 200);
  for (int i = 0; i < 200; i++)
    g_assert_cmpfloat (block[i], ==, i < 5 ? 1.0f : 0.0f);

  left = 3;
  lt_quantum_fifo_run (&fifo, out, 3);
  g_assert_cmpfloat (block[2], ==, 1.0f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quantum-fifo/blocks", test_blocks);
  g_test_add_func ("/quantum-fifo/nothing", test_nothing);
  return g_test_run ();
}
