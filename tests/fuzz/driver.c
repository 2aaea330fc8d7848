// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs a fuzz target over a fixed number of damaged inputs, the same ones for the same seed.
// Layer: tests. Usage: fuzz-NAME [--count N] [--seed N] [--only N] [FILE...]   Prints TAP: a case a kind of input.
//
// Input i is damaged from seed i modulo their number, by a generator of its own: --only runs it alone.

#include "fuzz.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#define SECONDS_AN_INPUT 20 /* of the processor: the machine may be busy with other things */

static const char *volatile kind_now = "";
static volatile gint64 input_now = -1;
static gint64          random_seed = 1;
static FILE           *report;

static void
last_words (void)
{
  char text[256];
  int  n = snprintf (text, sizeof text, "\n# input %" G_GINT64_FORMAT " of seed %" G_GINT64_FORMAT " (%s): run again with --only %" G_GINT64_FORMAT "\n",
                     input_now, random_seed, kind_now, input_now);

  if (write (STDERR_FILENO, text, (size_t) n) < 0)
    _exit (3);
}

static void
on_signal (int number)
{
  last_words ();
  if (number == SIGPROF)
    {
      static const char text[] = "# and it took too long\n";

      if (write (STDERR_FILENO, text, sizeof text - 1) < 0)
        _exit (3);
    }
  signal (number == SIGPROF ? SIGABRT : number, SIG_DFL);
  raise (number == SIGPROF ? SIGABRT : number);
}

/* Libraries talk on stdout about damaged files. */
static void
keep_stdout (void)
{
  report = fdopen (dup (STDOUT_FILENO), "w");
  g_assert_nonnull (report);
  dup2 (STDERR_FILENO, STDOUT_FILENO);
}

/* A sanitizer ends the program by itself, and asks first. */
extern void __sanitizer_set_death_callback (void (*callback) (void)) __attribute__ ((weak));

static void
watch (void)
{
  static const int numbers[] = { SIGPROF, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP };

  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING | G_LOG_LEVEL_ERROR);
  if (__sanitizer_set_death_callback != NULL)
    __sanitizer_set_death_callback (last_words);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (__sanitizer_set_death_callback == NULL || numbers[i] == SIGPROF || numbers[i] == SIGABRT || numbers[i] == SIGTRAP)
      signal (numbers[i], on_signal);
}

static void
set_watch (int seconds)
{
  struct itimerval watch = { .it_value.tv_sec = seconds };

  setitimer (ITIMER_PROF, &watch, NULL);
}

static void
run_one (const GArray *seeds, gint64 i)
{
  const LtSeed *seed = &g_array_index (seeds, LtSeed, i % seeds->len);
  uint64_t      random = (uint64_t) random_seed * 0x9e3779b97f4a7c15u ^ (uint64_t) i << 20;
  const LtSeed *other = &g_array_index (seeds, LtSeed, (random >> 13) % seeds->len);
  size_t        size;

  input_now = i;
  kind_now = seed->kind;
  g_autofree uint8_t *data = lt_fuzz_mutate (seed->bytes, other->bytes, random, &size);
  set_watch (SECONDS_AN_INPUT);
  LLVMFuzzerTestOneInput (data, size);
  set_watch (0);
}

/* Seeds themselves first: a target that refuses good bytes tests nothing. */
static void
run_all (const GArray *seeds, gint64 count)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) kinds = g_ptr_array_new ();

  for (guint i = 0; i < seeds->len; i++)
    {
      const LtSeed *seed = &g_array_index (seeds, LtSeed, i);

      kind_now = seed->kind;
      LLVMFuzzerTestOneInput (g_bytes_get_data (seed->bytes, NULL), g_bytes_get_size (seed->bytes));
      if (!g_hash_table_contains (counts, seed->kind))
        g_ptr_array_add (kinds, seed->kind);
      g_hash_table_insert (counts, seed->kind, GINT_TO_POINTER (0));
    }
  for (gint64 i = 0; i < count; i++)
    {
      run_one (seeds, i);
      g_hash_table_insert (counts, (char *) kind_now, GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (counts, kind_now)) + 1));
    }
  fprintf (report, "1..%u\n", kinds->len);
  for (guint k = 0; k < kinds->len; k++)
    fprintf (report, "ok %u /fuzz/%s (%d inputs)\n", k + 1, (char *) kinds->pdata[k], GPOINTER_TO_INT (g_hash_table_lookup (counts, kinds->pdata[k])));
}

static void
run_file (const char *path)
{
  g_autofree char *text = NULL;
  gsize            size;
  g_autoptr (GError) error = NULL;

  kind_now = path;
  g_file_get_contents (path, &text, &size, &error);
  g_assert_no_error (error);
  LLVMFuzzerTestOneInput ((const uint8_t *) text, size);
}

int
main (int argc, char **argv)
{
  gint64  count = 1000, only = -1;
  char  **files = NULL;
  GOptionEntry entries[] = {
    { "count", 0, 0, G_OPTION_ARG_INT64, &count, "How many inputs", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &random_seed, "Of the generator", "N" },
    { "only", 0, 0, G_OPTION_ARG_INT64, &only, "This input alone", "N" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, "FILE" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GArray) seeds = g_array_new (FALSE, FALSE, sizeof (LtSeed));

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL))
    return 2;

  keep_stdout ();
  watch ();
  lt_fuzz_seeds (seeds);
  g_assert_cmpuint (seeds->len, >, 0);
  for (char **file = files; file != NULL && *file != NULL; file++)
    run_file (*file);
  if (only >= 0)
    run_one (seeds, only);
  else if (files == NULL)
    run_all (seeds, count);

  kind_now = ""; /* the kinds go; a leak is still reported after this */
  for (guint i = 0; i < seeds->len; i++)
    {
      g_free (g_array_index (seeds, LtSeed, i).kind);
      g_bytes_unref (g_array_index (seeds, LtSeed, i).bytes);
    }
  g_strfreev (files);
  return fclose (report) != 0;
}
