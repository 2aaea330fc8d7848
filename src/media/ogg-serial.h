// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Gives an Ogg file a fixed stream number, where libogg's users draw a random one.
// Layer: media.

#pragma once

#include "media/file-io.h"

#include <stdbool.h>

/* Rewrites the number, the count and the checksum of every page. False on a disk error (io->errnum) or when a page is odd. */
bool lt_ogg_serial_set (LtFileIo *io, uint32_t serial);
