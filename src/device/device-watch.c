// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Device watch: one inotify for the few folders in which sockets and devices appear.
// Layer: device.

#include "device/device-watch.h"

#include "base/status.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#define HAPPENINGS (IN_CREATE | IN_MOVED_TO | IN_ONLYDIR)
#define OWN        "jack_db-" /* made by whoever asks for JACK */
#define UNIX       "unix:"

/* Beginnings of names: JACK's socket, PulseAudio's and its folder, PipeWire's, a card's. */
static const char *const names[] = { "jack_", "native", "pulse", "pipewire-", "pcmC" };

static void
add (int fd, int *n_watches, const char *folder)
{
  if (inotify_add_watch (fd, folder, HAPPENINGS) >= 0)
    ++*n_watches;
}

int
lt_device_watch_open (void)
{
  const char *runtime = getenv ("XDG_RUNTIME_DIR"), *pulse = getenv ("PULSE_SERVER");
  char        path[PATH_MAX];
  int         n_watches = 0, fd = inotify_init1 (IN_NONBLOCK | IN_CLOEXEC);

  if (fd < 0)
    return -1;
  add (fd, &n_watches, "/dev/shm");
  add (fd, &n_watches, "/dev/snd");
  if (runtime != NULL)
    {
      add (fd, &n_watches, runtime);
      snprintf (path, sizeof path, "%s/pulse", runtime);
      add (fd, &n_watches, path);
    }
  if (pulse != NULL && strncmp (pulse, UNIX, strlen (UNIX)) == 0)
    {
      snprintf (path, sizeof path, "%s", pulse + strlen (UNIX));
      char *slash = strrchr (path, '/');
      if (slash != NULL && slash != path)
        {
          *slash = '\0';
          add (fd, &n_watches, path);
        }
    }
  if (n_watches > 0)
    return fd;
  close (fd);
  return -1;
}

static bool
matters (const struct inotify_event *event)
{
  if ((event->mask & IN_Q_OVERFLOW) != 0)
    return true;
  if (event->len > 0 && strncmp (event->name, OWN, strlen (OWN)) == 0)
    return false;
  for (size_t i = 0; event->len > 0 && i < LT_N_ELEMENTS (names); i++)
    if (strncmp (event->name, names[i], strlen (names[i])) == 0)
      return true;
  return false;
}

bool
lt_device_watch_heard (int fd)
{
  _Alignas (struct inotify_event) char events[4096];
  bool                                 heard = false;
  ssize_t                              n;

  if (fd < 0)
    return false;
  while ((n = read (fd, events, sizeof events)) > 0)
    for (ssize_t at = 0; at < n;)
      {
        struct inotify_event event;

        memcpy (&event, events + at, sizeof event);
        heard |= matters ((const struct inotify_event *) (events + at));
        at += (ssize_t) sizeof event + event.len;
      }
  return heard;
}
