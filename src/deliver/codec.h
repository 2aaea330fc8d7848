// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The lossy codecs that a master can be heard through, and how good each can be asked to be.
// Layer: deliver. Constant tables; any thread.
//
// AAC is left out: Debian 12 has no encoder for it in main.

#pragma once

#include "media/file-format.h"

#define LT_CODEC_MAX_CHOICES 6u

typedef struct
{
  const char *key;     /* "192" kbit/s, or "8" on the codec's own scale; NULL closes the list */
  double      quality; /* as LtWriterSpec takes it */
} LtCodecChoice;

typedef struct
{
  const char   *key;    /* "opus" */
  const char   *label;  /* N_() */
  const char   *format; /* key of media/file-format.h */
  bool          is_scale; /* the keys of the choices are the codec's own scale, else kbit/s */
  LtCodecChoice choices[LT_CODEC_MAX_CHOICES + 1]; /* best first; of two channels */
  guint         usual;  /* index of the choice when none is asked for */
} LtCodec;

/* Closed by NULL; the order is that of a menu. */
const LtCodec *const *lt_codec_list (void);

const LtCodec       *lt_codec_find (const char *key); /* NULL: none of that key */
const LtCodecChoice *lt_codec_find_choice (const LtCodec *self, const char *key); /* NULL: none; @key NULL: the usual one */
char                *lt_codec_dup_choice_text (const LtCodec *self, const LtCodecChoice *choice); /* (transfer full): "192 kbit/s" */

/* The rate at which @self takes a master of @rate_hz: that one, or else what it is converted to for a delivery. Hz. */
uint32_t lt_codec_rate (const LtCodec *self, uint32_t rate_hz);
