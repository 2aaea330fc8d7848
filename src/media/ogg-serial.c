// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Page by page through an Ogg file of one stream.
// Layer: media.
// Ref: RFC 3533, the Ogg encapsulation format version 0.

#include "media/ogg-serial.h"

#include <string.h>

#define HEAD 27
#define MAX_PAGE (HEAD + 255 + 255 * 255)

enum
{
  AT_SERIAL = 14,
  AT_SEQUENCE = 18,
  AT_CHECKSUM = 22,
  AT_N_SEGMENTS = 26
};

/* CRC-32, polynomial 0x04c11db7, not reflected, from 0. */
static uint32_t
checksum (const uint8_t *p, uint32_t n)
{
  uint32_t table[256], crc = 0;

  for (uint32_t i = 0; i < 256; i++)
    {
      table[i] = i << 24;
      for (int b = 0; b < 8; b++)
        table[i] = table[i] << 1 ^ (table[i] & 0x80000000u ? 0x04c11db7u : 0);
    }
  for (uint32_t i = 0; i < n; i++)
    crc = crc << 8 ^ table[crc >> 24 ^ p[i]];
  return crc;
}

static void
put32 (uint8_t *to, uint32_t v)
{
  for (int b = 0; b < 4; b++)
    to[b] = (uint8_t) (v >> 8 * b);
}

bool
lt_ogg_serial_set (LtFileIo *io, uint32_t serial)
{
  uint8_t  page[MAX_PAGE];
  uint32_t sequence = 0;

  for (int64_t at = 0; at < io->size;)
    {
      int64_t  got = lt_file_io_read_at (io, page, MAX_PAGE, at);
      uint32_t length = HEAD;

      if (got < HEAD || memcmp (page, "OggS", 4) != 0 || got < HEAD + page[AT_N_SEGMENTS])
        return false;
      for (int i = 0; i < page[AT_N_SEGMENTS]; i++)
        length += page[HEAD + i];
      length += page[AT_N_SEGMENTS];
      if (got < length)
        return false;

      put32 (page + AT_SERIAL, serial);
      put32 (page + AT_SEQUENCE, sequence++);
      put32 (page + AT_CHECKSUM, 0);
      put32 (page + AT_CHECKSUM, checksum (page, length));
      if (lt_file_io_write_at (io, page, HEAD, at) != HEAD)
        return false;
      at += length;
    }
  return true;
}
