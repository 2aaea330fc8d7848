// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where the program begins: a subcommand goes to the command line, `--device-host` to the child that owns
// the sound device, everything else goes to the window.
// Layer: main.

#ifdef LATHE_WITH_GUI
#include "app/app.h"
#endif
#include "cli/cli.h"
#include "device/device-host.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

/* A standard stream that is closed would be given to the first file opened, and what is printed would land in
   it. Opened the wrong way round, the stream is taken and using it fails as before. */
static void
guard_streams (void)
{
  static const int modes[] = { O_WRONLY, O_RDONLY, O_RDONLY };

  for (int fd = 0; fd < 3; fd++)
    if (fcntl (fd, F_GETFD) < 0 && open ("/dev/null", modes[fd]) < 0)
      return; /* no /dev/null: nothing better is at hand */
}

int
main (int argc, char **argv)
{
  guard_streams ();
  if (argc > 1 && strcmp (argv[1], "--device-host") == 0)
    return lt_device_host_main (argc, argv);

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LATHE_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (argc > 1 && lt_cli_knows (argv[1]))
    return lt_cli_main (argc, argv);
#ifdef LATHE_WITH_GUI
  return lt_app_main (argc, argv);
#else
  if (argc > 1)
    {
      fprintf (stderr, "lathe: ");
      fprintf (stderr,
               argv[1][0] == '-' ? _ ("“%s” is not an option. See lathe --help.\n")
                                 : _ ("“%s” is not a command, and this build has no window to open it in. See lathe --help.\n"),
               argv[1]);
      return 2;
    }
  return lt_cli_main (argc, argv);
#endif
}
