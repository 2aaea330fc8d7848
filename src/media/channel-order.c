// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Orders of channels.
// Layer: media.

#include "media/channel-order.h"

#include <sndfile.h>
#include <stdbool.h>

#define MAX_ORDERED 8u

uint32_t
lt_channel_order_place (int format, uint32_t n_channels, uint32_t channel)
{
  static const uint8_t places[MAX_ORDERED + 1][MAX_ORDERED] = {
    [3] = { 0, 2, 1 },
    [5] = { 0, 2, 1, 3, 4 },
    [6] = { 0, 2, 1, 5, 3, 4 },
    [7] = { 0, 2, 1, 6, 5, 3, 4 },
    [8] = { 0, 2, 1, 7, 5, 6, 3, 4 },
  };
  int  coding = format & SF_FORMAT_SUBMASK;
  bool is_other = (format & SF_FORMAT_TYPEMASK) == SF_FORMAT_OGG && (coding == SF_FORMAT_VORBIS || coding == SF_FORMAT_OPUS);

  return is_other && n_channels <= MAX_ORDERED && places[n_channels][1] != 0 ? places[n_channels][channel] : channel;
}
