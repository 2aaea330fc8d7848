// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Table of codecs. What libsndfile 1.2 makes of a quality: MP3 32 + 288 q kbit/s, constant; Opus 6 + 504 q kbit/s of
// two channels, on average; Vorbis its own scale of 0 to 10, tenfold.
// Layer: deliver.

#include "deliver/codec.h"

#include <glib/gi18n.h>
#include <string.h>

#define MP3(kbps) { #kbps, (kbps - 32.0) / 288.0 }
#define OPUS(kbps) { #kbps, (kbps - 6.0) / 504.0 }
#define VORBIS(q) { #q, q / 10.0 }

static const LtCodec opus = {
  .key = "opus", .label = N_ ("Opus"), .format = "opus",
  .choices = { OPUS (256), OPUS (192), OPUS (160), OPUS (128), OPUS (96) }, .usual = 2,
};
static const LtCodec mp3 = {
  .key = "mp3", .label = N_ ("MP3"), .format = "mp3",
  .choices = { MP3 (320), MP3 (256), MP3 (192), MP3 (160), MP3 (128) }, .usual = 0,
};
static const LtCodec vorbis = {
  .key = "vorbis", .label = N_ ("Vorbis"), .format = "ogg", .is_scale = true,
  .choices = { VORBIS (10), VORBIS (8), VORBIS (6), VORBIS (5), VORBIS (4) }, .usual = 1,
};

static const LtCodec *const list[] = { &opus, &mp3, &vorbis, NULL };

const LtCodec *const *
lt_codec_list (void)
{
  return list;
}

const LtCodec *
lt_codec_find (const char *key)
{
  for (const LtCodec *const *codec = list; *codec != NULL; codec++)
    if (strcmp ((*codec)->key, key) == 0)
      return *codec;
  return NULL;
}

const LtCodecChoice *
lt_codec_find_choice (const LtCodec *self, const char *key)
{
  if (key == NULL)
    return &self->choices[self->usual];
  for (const LtCodecChoice *choice = self->choices; choice->key != NULL; choice++)
    if (strcmp (choice->key, key) == 0)
      return choice;
  return NULL;
}

char *
lt_codec_dup_choice_text (const LtCodec *self, const LtCodecChoice *choice)
{
  return g_strdup_printf (self->is_scale ? _ ("Quality %s") : _ ("%s kbit/s"), choice->key);
}

uint32_t
lt_codec_rate (const LtCodec *self, uint32_t rate_hz)
{
  const LtFileFormat *format = lt_file_format_find (self->format);
  bool                has_44100 = false;

  for (int i = 0; format->rates_hz[i] != 0; i++)
    {
      if (format->rates_hz[i] == rate_hz)
        return rate_hz;
      has_44100 = has_44100 || format->rates_hz[i] == 44100;
    }
  if (format->rates_hz[0] == 0)
    return MIN (rate_hz, format->max_rate_hz);
  return has_44100 && rate_hz % 44100 == 0 ? 44100 : 48000;
}
