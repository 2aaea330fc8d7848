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

#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

int
main (int argc, char **argv)
{
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
