// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What an effect with a side-chain hears, looks ahead by and, on demand, plays.
// Layer: fx.

#pragma once

#include "dsp/key-filter.h"
#include "dsp/lookahead-delay.h"
#include "fx/fx.h"

typedef struct
{
  LtKeyFilter      filter;
  LtLookaheadDelay delay;     /* of the sound */
  LtLookaheadDelay key_delay; /* of what is listened to, by as much */
  bool             listening; /* in this quantum */
} LtKeyListen;

/* Bytes of memory for @max_frames of look-ahead; a multiple of 64. */
size_t lt_key_listen_size (uint32_t max_frames, uint32_t n_channels);

/* @memory: zeroed, aligned to 64, outlives it. */
void lt_key_listen_init (LtKeyListen *self, uint32_t max_frames, uint32_t n_channels, uint32_t fade_frames, void *memory);

LT_RT void lt_key_listen_reset (LtKeyListen *self);

/* At a quantum's start. @listen: the row that says how much of it is played. */
LT_RT void lt_key_listen_begin (LtKeyListen *self, const LtFxBlock *blk, uint32_t listen, uint32_t lookahead_frames);

/* The block is cleaned; @heard: of the side-chain when @keyed, else of the block itself, valid until the block changes. */
LT_RT void lt_key_listen_hear (LtKeyListen *self, const LtFxBlock *blk, bool keyed, LtKeyFilterHeard *heard);

/* The block goes through the look-ahead and is multiplied by @gain, one or two channels' (the same pointer twice); then comes
   what is listened to. */
LT_RT void lt_key_listen_apply (LtKeyListen *self, const LtFxBlock *blk, uint32_t listen, const LtKeyFilterHeard *heard, const float *const gain[2]);
