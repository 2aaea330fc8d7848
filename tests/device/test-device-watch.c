// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whether a server's socket is noticed, and nothing else.
// Layer: tests. The folders are the test's own.

#include "device/device-watch.h"

#include <glib/gstdio.h>
#include <unistd.h>

static void
make (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
}

static void
test_heard (void)
{
  g_autofree char *home = g_dir_make_tmp ("lathe-watch-XXXXXX", NULL), *pulse = g_build_filename (home, "pulse", NULL);
  g_autofree char *other = g_build_filename (home, "elsewhere", NULL), *server = g_strdup_printf ("unix:%s/pulse.sock", other);
  g_autofree char *clean = g_strdup_printf ("rm -rf '%s'", home);

  g_assert_cmpint (g_mkdir (pulse, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (other, 0700), ==, 0);
  g_setenv ("XDG_RUNTIME_DIR", home, TRUE);
  g_setenv ("PULSE_SERVER", server, TRUE);

  int fd = lt_device_watch_open ();
  g_assert_cmpint (fd, >=, 0);
  make (home, "wayland-0");
  make (pulse, "pid");
  lt_device_watch_heard (fd); /* other programs of this machine may have done something, too */
  make (pulse, "native");
  g_assert_true (lt_device_watch_heard (fd));
  make (home, "pipewire-0");
  g_assert_true (lt_device_watch_heard (fd));
  make (other, "pulse.sock");
  g_assert_true (lt_device_watch_heard (fd));
  close (fd);
  g_assert_false (lt_device_watch_heard (-1));
  g_assert_true (g_spawn_command_line_sync (clean, NULL, NULL, NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/device-watch/heard", test_heard);
  return g_test_run ();
}
