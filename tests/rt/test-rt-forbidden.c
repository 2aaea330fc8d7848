// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The audio thread allocates nothing, locks nothing and touches no file, whatever is edited meanwhile.
// Layer: tests. Usage: test-rt-forbidden [--rounds QUANTA]   Prints TAP.

#include "forbid.h"
#include "storm.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROUNDS 20000u
#define SEED 0x0b5e55edu

static int n_cases, n_failed;

static void
tell (bool fine, const char *kind, const char *name)
{
  printf ("%s %d /rt/forbidden/%s%s\n", fine ? "ok" : "not ok", ++n_cases, kind, name);
  n_failed += !fine;
}

/* --- what must be caught: each is slipped into one quantum of a storm --- */

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static void *volatile  memory;

static void
slip_malloc (uint32_t quantum)
{
  if (quantum == 50)
    memory = malloc (10);
}

static void
slip_calloc (uint32_t quantum)
{
  if (quantum == 50)
    memory = calloc (10, 10);
}

static void
slip_free (uint32_t quantum)
{
  if (quantum == 50)
    free (memory);
}

static void
slip_lock (uint32_t quantum)
{
  if (quantum == 50)
    pthread_mutex_lock (&mutex);
}

static void
slip_write (uint32_t quantum)
{
  if (quantum == 50 && write (STDOUT_FILENO, "", 0) < 0)
    abort ();
}

static void
slip_open (uint32_t quantum)
{
  if (quantum == 50)
    close (open ("/dev/null", O_RDONLY));
}

static void
slip_print (uint32_t quantum)
{
  if (quantum == 50)
    printf ("%s", "");
}

static void
slip_wait (uint32_t quantum)
{
  if (quantum == 50)
    poll (NULL, 0, 0);
}

static const struct
{
  const char *name; /* of the call that the report must begin with; open is open64 where files are large */
  void (*slip) (uint32_t quantum);
} slips[] = {
  { "malloc", slip_malloc },
  { "calloc", slip_calloc },
  { "free", slip_free },
  { "pthread_mutex_lock", slip_lock },
  { "write", slip_write },
  { "open", slip_open },
  { "printf", slip_print },
  { "poll", slip_wait },
};

/* In a child, whose last words are read. */
static bool
is_caught (const char *name, void (*slip) (uint32_t quantum))
{
  int  pipe_fd[2];
  char words[4096] = { 0 };

  if (pipe (pipe_fd) != 0)
    return false;
  fflush (stdout);
  pid_t child = fork ();
  if (child == 0)
    {
      LtStormReport report;

      dup2 (pipe_fd[1], STDERR_FILENO);
      lt_storm_run (&(LtStormSpec) { .n_quanta = 100, .seed = SEED, .at = slip }, &report);
      _exit (0);
    }
  close (pipe_fd[1]);
  for (ssize_t n, at = 0; (n = read (pipe_fd[0], words + at, sizeof words - 1 - (size_t) at)) > 0;)
    at += n;
  close (pipe_fd[0]);

  int status = 0;
  return child > 0 && waitpid (child, &status, 0) == child && WIFSIGNALED (status)
         && strncmp (words, name, strlen (name)) == 0 && strstr (words, " was called on the audio thread") != NULL;
}

int
main (int argc, char **argv)
{
  LtStormReport report;
  uint32_t      rounds = argc > 2 && strcmp (argv[1], "--rounds") == 0 ? (uint32_t) strtoul (argv[2], NULL, 10) : ROUNDS;

  for (size_t i = 0; i < sizeof slips / sizeof slips[0]; i++)
    tell (is_caught (slips[i].name, slips[i].slip), "catches-", slips[i].name);

  bool fine = lt_storm_run (&(LtStormSpec) { .n_quanta = rounds, .seed = SEED }, &report);
  printf ("# %u quanta, %u edits, %u plans\n", rounds, report.n_edits, report.n_plans);
  tell (fine && report.n_plans > 0, "", "storm");
  printf ("1..%d\n", n_cases);
  return n_failed > 0;
}
