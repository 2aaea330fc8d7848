// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Table of output formats.
// Layer: media.

#include "media/file-format.h"

#include "base/audio.h"
#include "media/media-error.h"

#include <glib/gi18n.h>
#include <sndfile.h>
#include <string.h>

#define PCM(first) { first, SF_FORMAT_PCM_16, SF_FORMAT_PCM_24, SF_FORMAT_PCM_32, SF_FORMAT_FLOAT, SF_FORMAT_DOUBLE }
#define ONE(coding) { coding, coding, coding, coding, coding, coding }
#define GIB4 (INT64_C (4) << 30)

static const LtFileFormat wav = {
  .key = "wav", .label = N_("WAV"), .extension = "wav", .aliases = " wave bwf ",
  .container = SF_FORMAT_WAV, .codings = PCM (SF_FORMAT_PCM_U8), .max_channels = 64, .max_rate_hz = 384000,
};
static const LtFileFormat rf64 = {
  .key = "rf64", .label = N_("RF64 (WAV of any size)"), .extension = "rf64", .aliases = " ",
  .container = SF_FORMAT_RF64, .codings = PCM (SF_FORMAT_PCM_U8), .max_channels = 64, .max_rate_hz = 384000,
};
static const LtFileFormat aiff = {
  .key = "aiff", .label = N_("AIFF"), .extension = "aiff", .aliases = " aif aifc ",
  .container = SF_FORMAT_AIFF, .codings = PCM (SF_FORMAT_PCM_S8), .max_channels = 64, .max_rate_hz = 384000,
  .max_bytes = GIB4,
};
static const LtFileFormat flac = {
  .key = "flac", .label = N_("FLAC"), .extension = "flac", .aliases = " ",
  .container = SF_FORMAT_FLAC, .codings = { SF_FORMAT_PCM_S8, SF_FORMAT_PCM_16, SF_FORMAT_PCM_24 },
  .max_channels = 8, .max_rate_hz = 384000,
};
static const LtFileFormat caf = {
  .key = "caf", .label = N_("CAF"), .extension = "caf", .aliases = " ",
  .container = SF_FORMAT_CAF, .codings = PCM (SF_FORMAT_PCM_S8), .max_channels = 64, .max_rate_hz = 384000,
};
static const LtFileFormat w64 = {
  .key = "w64", .label = N_("Wave64"), .extension = "w64", .aliases = " ",
  .container = SF_FORMAT_W64, .codings = PCM (SF_FORMAT_PCM_U8), .max_channels = 64, .max_rate_hz = 384000,
};
static const LtFileFormat au = {
  .key = "au", .label = N_("AU"), .extension = "au", .aliases = " snd ",
  .container = SF_FORMAT_AU, .codings = PCM (SF_FORMAT_PCM_S8), .max_channels = 64, .max_rate_hz = 384000,
  .max_bytes = GIB4,
};
static const LtFileFormat ogg = {
  .key = "ogg", .label = N_("Ogg Vorbis"), .extension = "ogg", .aliases = " oga ",
  .container = SF_FORMAT_OGG, .codings = ONE (SF_FORMAT_VORBIS), .max_channels = 8, .max_rate_hz = 192000,
  .quality = 0.8, .is_lossy = true,
};
static const LtFileFormat opus = {
  .key = "opus", .label = N_("Opus"), .extension = "opus", .aliases = " ",
  .container = SF_FORMAT_OGG, .codings = ONE (SF_FORMAT_OPUS), .max_channels = 2, .max_rate_hz = 48000,
  .rates_hz = { 8000, 12000, 16000, 24000, 48000 }, .quality = 0.8, .is_lossy = true,
};
static const LtFileFormat mp3 = {
  .key = "mp3", .label = N_("MP3"), .extension = "mp3", .aliases = " ",
  .container = SF_FORMAT_MPEG, .codings = ONE (SF_FORMAT_MPEG_LAYER_III), .max_channels = 2, .max_rate_hz = 48000,
  .rates_hz = { 8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000 }, .quality = 1.0, .is_lossy = true,
};

static const LtFileFormat *const list[] = { &wav, &aiff, &flac, &rf64, &w64, &caf, &au, &ogg, &opus, &mp3, NULL };

static const char *const bits_keys[LT_N_BITS] = { "8", "16", "24", "32", "float", "double" };

const LtFileFormat *const *
lt_file_format_list (void)
{
  return list;
}

const LtFileFormat *
lt_file_format_find (const char *key)
{
  for (const LtFileFormat *const *f = list; *f != NULL; f++)
    if (strcmp ((*f)->key, key) == 0)
      return *f;
  return NULL;
}

const LtFileFormat *
lt_file_format_for_path (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  const char      *dot = strrchr (base, '.');

  if (dot == NULL || dot[1] == '\0')
    return NULL;

  g_autofree char *extension = g_ascii_strdown (dot + 1, -1);
  g_autofree char *between = g_strdup_printf (" %s ", extension);

  for (const LtFileFormat *const *f = list; *f != NULL; f++)
    if (strcmp ((*f)->extension, extension) == 0 || strstr ((*f)->aliases, between) != NULL)
      return *f;
  return NULL;
}

const char *
lt_file_format_bits_key (LtBits bits)
{
  return bits_keys[bits];
}

uint32_t
lt_file_format_n_bits (LtBits bits)
{
  static const uint8_t n_bits[LT_N_BITS] = { 8, 16, 24, 32, 32, 64 };

  return n_bits[bits];
}

static const char *const dither_keys[] = {
  [LT_QUANTISE_NONE] = "none",
  [LT_QUANTISE_TPDF] = "tpdf",
  [LT_QUANTISE_SHAPED] = "shaped",
  [LT_QUANTISE_SHAPED_STRONG] = "shaped-strong",
};

const char *
lt_file_format_dither_key (LtQuantiseType type)
{
  return dither_keys[type];
}

bool
lt_file_format_find_dither (const char *key, LtQuantiseType *out)
{
  for (guint i = 0; key != NULL && i < G_N_ELEMENTS (dither_keys); i++)
    if (strcmp (dither_keys[i], key) == 0)
      {
        *out = (LtQuantiseType) i;
        return true;
      }
  return false;
}

static bool
check_bits (const LtFileFormat *self, LtBits bits, const char *shown, GError **error)
{
  g_autoptr (GString) possible = g_string_new (NULL);

  if (self->codings[bits] != 0)
    return true;
  for (int b = 0; b < LT_N_BITS; b++)
    if (self->codings[b] != 0)
      g_string_append_printf (possible, "%s%s", possible->len > 0 ? ", " : "", bits_keys[b]);
  g_set_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_UNSUPPORTED,
               _("“%s” cannot be written with %s bits as %s; choose one of %s."), shown, bits_keys[bits],
               _(self->label), possible->str);
  return false;
}

static bool
check_rate (const LtFileFormat *self, uint32_t rate_hz, const char *shown, GError **error)
{
  g_autoptr (GString) possible = g_string_new (NULL);

  for (int i = 0; self->rates_hz[i] != 0; i++)
    {
      if (self->rates_hz[i] == rate_hz)
        return true;
      g_string_append_printf (possible, "%s%u", i > 0 ? ", " : "", self->rates_hz[i]);
    }
  if (possible->len > 0)
    {
      g_set_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_UNSUPPORTED,
                   _("“%s” cannot be written at %u Hz as %s; choose a rate of %s Hz."), shown, rate_hz,
                   _(self->label), possible->str);
      return false;
    }
  if (rate_hz >= (uint32_t) LT_RATE_MIN_HZ && rate_hz <= self->max_rate_hz)
    return true;
  g_set_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_UNSUPPORTED,
               _("“%s” cannot be written at %u Hz as %s; choose a rate between 8000 and %u Hz."), shown, rate_hz,
               _(self->label), self->max_rate_hz);
  return false;
}

bool
lt_file_format_check (const LtFileFormat *self, LtBits bits, uint32_t rate_hz, uint32_t n_channels,
                      const char *path, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (n_channels < 1 || n_channels > self->max_channels)
    {
      g_set_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_UNSUPPORTED,
                   _("“%s” cannot be written with %u channels as %s, which holds up to %u; choose WAV."), shown,
                   n_channels, _(self->label), self->max_channels);
      return false;
    }
  return check_bits (self, bits, shown, error) && check_rate (self, rate_hz, shown, error);
}
