// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Device spawn: posix_spawn, because the program has threads.
// Layer: device.

#include "device/device-spawn.h"

#include "device/device-link.h"
#include "device/device-null.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define FIRST_SAFE_FD 16 /* beyond every number that a child finds open */
#define REAP_MS       300

/* In the environment of every child. Should a program not know `--device-host`,
   it would open its device in the child, too, and so on without end. */
#define CHILD_MARK "LATHE_DEVICE_HOST_CHILD"

extern char **environ;

static void
close_fd (int *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}

/* Moves @fd beyond FIRST_SAFE_FD, so that putting one in its place in the child
   never closes another; -1 on failure. */
static int
raise_fd (int fd)
{
  int raised = fd < 0 ? -1 : fcntl (fd, F_DUPFD_CLOEXEC, FIRST_SAFE_FD);

  close_fd (&fd);
  return raised;
}

static bool
make_pipe (int ends[2])
{
  int low[2];

  ends[0] = ends[1] = -1;
  if (pipe2 (low, O_CLOEXEC) != 0)
    return false;

  ends[0] = raise_fd (low[0]);
  ends[1] = raise_fd (low[1]);
  if (ends[0] >= 0 && ends[1] >= 0)
    return true;

  close_fd (&ends[0]);
  close_fd (&ends[1]);
  return false;
}

static bool
spawn (pid_t *pid, char *const *argv, posix_spawn_file_actions_t *actions)
{
  posix_spawnattr_t attr;
  sigset_t          none, all;

  if (posix_spawnattr_init (&attr) != 0)
    return false;

  sigemptyset (&none);
  sigfillset (&all);
  /* Its own group: Ctrl-C in a terminal is for the program, which then ends the host. */
  posix_spawnattr_setflags (&attr,
                            POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  posix_spawnattr_setsigmask (&attr, &none);
  posix_spawnattr_setsigdefault (&attr, &all);

  size_t n = 0;
  while (environ[n] != NULL)
    n++;
  char **env = calloc (n + 2, sizeof *env);
  int    error = ENOMEM;
  if (env != NULL)
    {
      memcpy (env, environ, n * sizeof *env);
      env[n] = (char *) CHILD_MARK "=1";
      error = posix_spawn (pid, argv[0], actions, &attr, argv, env);
    }
  free (env);
  posix_spawnattr_destroy (&attr);
  return error == 0;
}

typedef struct
{
  int from, to;
} Move;

/* Runs @argv with /dev/null as input and @moves in place; nothing else is open. */
static bool
spawn_with (pid_t *pid, char *const *argv, const Move *moves, int n_moves)
{
  posix_spawn_file_actions_t actions;
  int                        error = getenv (CHILD_MARK) != NULL;

  if (error != 0 || posix_spawn_file_actions_init (&actions) != 0)
    return false;

  error |= posix_spawn_file_actions_addopen (&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  for (int i = 0; i < n_moves; i++)
    error |= posix_spawn_file_actions_adddup2 (&actions, moves[i].from, moves[i].to);
  error |= posix_spawn_file_actions_addclosefrom_np (&actions, moves[n_moves - 1].to + 1);

  bool ok = error == 0 && spawn (pid, argv, &actions);
  posix_spawn_file_actions_destroy (&actions);
  return ok;
}

static const char *
program_or_self (const char *program)
{
  return program != NULL ? program : "/proc/self/exe";
}

LtStatus
lt_device_spawn_host (LtDeviceSpawn *self, const char *program, int memory_fd, int wake_fd)
{
  const char *path = program_or_self (program);
  int         news[2], life[2], log[2];
  char        parent[16];
  char *const argv[] = { (char *) path, (char *) "--device-host", parent, NULL };
  bool        ok = make_pipe (news);

  ok &= make_pipe (life);
  ok &= make_pipe (log);
  *self = (LtDeviceSpawn){ .news = news[0], .life = life[1], .log = log[0] };
  snprintf (parent, sizeof parent, "%d", (int) getpid ());

  int memory = fcntl (memory_fd, F_DUPFD_CLOEXEC, FIRST_SAFE_FD);
  int wake = fcntl (wake_fd, F_DUPFD_CLOEXEC, FIRST_SAFE_FD);

  const Move moves[] = {
    { log[1], STDOUT_FILENO },
    { log[1], STDERR_FILENO },
    { memory, LT_DEVICE_LINK_FD_MEMORY },
    { wake, LT_DEVICE_LINK_FD_WAKE },
    { news[1], LT_DEVICE_LINK_FD_NEWS },
    { life[0], LT_DEVICE_LINK_FD_LIFE },
  };
  /* A library that mutters much must not wait for us to read it. */
  ok = ok && fcntl (log[1], F_SETFL, O_NONBLOCK) == 0 && memory >= 0 && wake >= 0
       && spawn_with (&self->pid, argv, moves, LT_N_ELEMENTS (moves));

  close_fd (&memory);
  close_fd (&wake);
  close_fd (&news[1]);
  close_fd (&life[0]);
  close_fd (&log[1]);
  if (ok)
    return LT_OK;

  self->pid = 0;
  lt_device_spawn_end (self, 0);
  return LT_ERR_SYSTEM;
}

LtStatus
lt_device_spawn_list (LtDeviceSpawn *self, const char *program)
{
  const char *path = program_or_self (program);
  int         news[2];
  int         sink = raise_fd (open ("/dev/null", O_WRONLY | O_CLOEXEC));
  char *const argv[] = { (char *) path, (char *) "--device-host", (char *) "--list", NULL };
  bool        ok = make_pipe (news) && sink >= 0;

  *self = (LtDeviceSpawn){ .news = news[0], .life = -1, .log = -1 };

  const Move moves[] = { { news[1], STDOUT_FILENO }, { sink, STDERR_FILENO } };
  ok = ok && spawn_with (&self->pid, argv, moves, LT_N_ELEMENTS (moves));

  close_fd (&news[1]);
  close_fd (&sink);
  if (ok)
    return LT_OK;

  self->pid = 0;
  lt_device_spawn_end (self, 0);
  return LT_ERR_SYSTEM;
}

/* True when it ended within @ms. */
static bool
reap (pid_t pid, int ms)
{
  int64_t until_ns = lt_device_null_now_ns () + (int64_t) ms * 1000000; /* short sleeps may be long ones */

  for (;;)
    {
      pid_t got = waitpid (pid, NULL, WNOHANG);

      if (got == pid || (got < 0 && errno != EINTR))
        return true;
      if (lt_device_null_now_ns () >= until_ns)
        return false;
      nanosleep (&(struct timespec){ .tv_nsec = 5000000 }, NULL);
    }
}

void
lt_device_spawn_end (LtDeviceSpawn *self, int grace_ms)
{
  close_fd (&self->life);
  if (self->pid > 0 && !reap (self->pid, grace_ms))
    {
      kill (self->pid, SIGKILL);
      reap (self->pid, REAP_MS);
    }
  self->pid = 0;
  close_fd (&self->news);
  close_fd (&self->log);
}
