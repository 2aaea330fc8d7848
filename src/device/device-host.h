// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The child process that owns PortAudio: copies frames from shared memory to the device.
// Layer: device. The only file that may call PortAudio; it holds nothing that could be lost.

#pragma once

/* `lathe --device-host …`: @argv as main () got it. Returns an exit code. */
int lt_device_host_main (int argc, char **argv);
