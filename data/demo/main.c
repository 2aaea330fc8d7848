// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe-demo-stems DIR: writes the demo song's stems into a folder.
// Layer: data.

#include "demo-song.h"

#include <stdio.h>

int
main (int argc, char **argv)
{
  char error[5120];

  if (argc != 2 || argv[1][0] == '-')
    {
      fprintf (stderr, "Usage: lathe-demo-stems DIR\n");
      return 2;
    }
  if (!lt_demo_write_stems (argv[1], error, sizeof error))
    {
      fprintf (stderr, "%s\n", error);
      return 1;
    }
  return 0;
}
