// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whether what is to be written fits on the disk, asked before the work.
// Layer: media. Any thread.

#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* False with a sentence that names the folder, what is needed and what is free: @n_bytes more don't fit where @path is to be.
   True where that can't be told; the disk will tell then. */
bool lt_disk_room_check (const char *path, uint64_t n_bytes, GError **error);
