// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where the program begins: a subcommand goes to the command line, `--device-host` to the child that owns
// the sound device, everything else will go to the window.
// Layer: main.

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
  if (argc > 1 && argv[1][0] == '-')
    {
      fprintf (stderr, "lathe: ");
      fprintf (stderr, _ ("“%s” is not an option. See lathe --help.\n"), argv[1]);
      return 2;
    }
  if (argc > 1)
    {
      fprintf (stderr, "lathe: ");
      fprintf (stderr, _ ("“%s” is not a command, and this build has no window to open it in. See lathe --help.\n"), argv[1]);
      return 2;
    }
  return lt_cli_main (argc, argv);
}
