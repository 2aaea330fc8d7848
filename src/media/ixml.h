// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The iXML chunk of a WAV file: the same facts as in tags and bext, for what reads XML.
// Layer: media.
// Ref: iXML specification (gallery.co.uk/ixml): PROJECT, NOTE, SPEED, TRACK_LIST, BEXT, USER; ASWG-G006 (Sony, 2024).

#pragma once

#include "media/bext.h"
#include "media/tags.h"

typedef struct
{
  const LtTags *tags; /* NULL: none */
  const LtBext *bext;
  uint32_t      rate_hz, n_channels;
  uint32_t      bits; /* of a sample in the file */
} LtIxml;

/* UTF-8, a multiple of 4 bytes long; as long whatever loudness @self->bext holds, so that it can be written anew when
   that is known. Same input, same bytes. */
GBytes *lt_ixml_write (const LtIxml *self);
