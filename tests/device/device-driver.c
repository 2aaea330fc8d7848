// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The device host as a program of its own, for the tests.
// Layer: tests.

#include "device/device-host.h"

int
main (int argc, char **argv)
{
  return lt_device_host_main (argc, argv);
}
