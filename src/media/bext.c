// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The bext chunk byte by byte: libsndfile would write 0.00 LUFS for what was not measured.
// Layer: media.
// Ref: EBU Tech 3285 version 2 (2011); 0x7FFF marks an unused loudness field.

#include "media/bext-private.h"

#include <math.h>
#include <string.h>

#define FIXED_SIZE 602
#define UNUSED 0x7fff

enum
{
  AT_DESCRIPTION = 0,
  AT_ORIGINATOR = 256,
  AT_REFERENCE = 288,
  AT_DATE = 320,
  AT_TIME = 330,
  AT_TIME_REFERENCE = 338,
  AT_VERSION = 346,
  AT_UMID = 348,
  AT_LOUDNESS = 412
};

void
lt_bext_init (LtBext *self)
{
  *self = (LtBext) {
    .integrated_lufs = NAN,
    .range_lu = NAN,
    .max_true_peak_dbtp = NAN,
    .max_momentary_lufs = NAN,
    .max_short_term_lufs = NAN,
  };
}

static void
put_level (uint8_t *to, double value)
{
  long     v = isfinite (value) && fabs (value) < 327.0 ? lround (100.0 * value) : UNUSED;
  uint16_t bits = (uint16_t) (int16_t) v;

  to[0] = bits & 0xff;
  to[1] = bits >> 8;
}

static double
get_level (const uint8_t *from)
{
  int16_t v = (int16_t) (from[0] | from[1] << 8);

  return v == UNUSED ? NAN : v / 100.0;
}

GBytes *
lt_bext_to_bytes (const LtBext *self)
{
  gsize    history = strlen (self->coding_history);
  gsize    size = (FIXED_SIZE + history + 3) & ~(gsize) 3;
  uint8_t *d = g_malloc0 (size);

  memcpy (d + AT_DESCRIPTION, self->description, strnlen (self->description, 256));
  memcpy (d + AT_ORIGINATOR, self->originator, strnlen (self->originator, 32));
  memcpy (d + AT_REFERENCE, self->originator_reference, strnlen (self->originator_reference, 32));
  memcpy (d + AT_DATE, self->date, strnlen (self->date, 10));
  memcpy (d + AT_TIME, self->time, strnlen (self->time, 8));
  for (int i = 0; i < 8; i++)
    d[AT_TIME_REFERENCE + i] = (uint8_t) ((uint64_t) self->time_reference >> 8 * i);
  d[AT_VERSION] = 2;
  memcpy (d + AT_UMID, self->umid, 64);
  put_level (d + AT_LOUDNESS, self->integrated_lufs);
  put_level (d + AT_LOUDNESS + 2, self->range_lu);
  put_level (d + AT_LOUDNESS + 4, self->max_true_peak_dbtp);
  put_level (d + AT_LOUDNESS + 6, self->max_momentary_lufs);
  put_level (d + AT_LOUDNESS + 8, self->max_short_term_lufs);
  memcpy (d + FIXED_SIZE, self->coding_history, history);
  return g_bytes_new_take (d, size);
}

/* @room counts the end; a character cut by it is left out. */
static void
take_text (char *to, gsize room, const uint8_t *from, gsize length)
{
  g_autofree char *raw = g_strndup ((const char *) from, length);
  g_autofree char *valid = g_utf8_make_valid (raw, -1);
  gsize n = strlen (valid);

  while (n >= room || (n > 0 && ((uint8_t) valid[n] & 0xc0) == 0x80))
    n--;
  memcpy (to, valid, n);
  to[n] = '\0';
}

bool
lt_bext_from_bytes (LtBext *self, const uint8_t *data, gsize size)
{
  static const uint8_t none[10];
  uint64_t             reference = 0;

  lt_bext_init (self);
  if (size < FIXED_SIZE)
    return false;

  take_text (self->description, sizeof self->description, data + AT_DESCRIPTION, 256);
  take_text (self->originator, sizeof self->originator, data + AT_ORIGINATOR, 32);
  take_text (self->originator_reference, sizeof self->originator_reference, data + AT_REFERENCE, 32);
  take_text (self->date, sizeof self->date, data + AT_DATE, 10);
  take_text (self->time, sizeof self->time, data + AT_TIME, 8);
  for (int i = 7; i >= 0; i--)
    reference = reference << 8 | data[AT_TIME_REFERENCE + i];
  self->time_reference = reference <= INT64_MAX / 2 ? (int64_t) reference : 0;
  memcpy (self->umid, data + AT_UMID, 64);
  take_text (self->coding_history, sizeof self->coding_history, data + FIXED_SIZE,
             MIN (size - FIXED_SIZE, sizeof self->coding_history - 1));

  /* Five zeros are a writer that did not know the fields, not a file at exactly 0 LUFS. */
  if (data[AT_VERSION] >= 2 && memcmp (data + AT_LOUDNESS, none, 10) != 0)
    {
      self->integrated_lufs = get_level (data + AT_LOUDNESS);
      self->range_lu = get_level (data + AT_LOUDNESS + 2);
      self->max_true_peak_dbtp = get_level (data + AT_LOUDNESS + 4);
      self->max_momentary_lufs = get_level (data + AT_LOUDNESS + 6);
      self->max_short_term_lufs = get_level (data + AT_LOUDNESS + 8);
    }
  return true;
}

int64_t
lt_bext_find (LtFileIo *io, const char *id, uint32_t *size)
{
  uint8_t head[8];

  for (int64_t at = 12; lt_file_io_read_at (io, head, 8, at) == 8 && memcmp (head, "data", 4) != 0;)
    {
      *size = (uint32_t) head[4] | (uint32_t) head[5] << 8 | (uint32_t) head[6] << 16 | (uint32_t) head[7] << 24;
      if (memcmp (head, id, 4) == 0)
        return at + 8;
      at += 8 + (int64_t) *size + (*size & 1);
    }
  return 0;
}
